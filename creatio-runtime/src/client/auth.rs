//! Who asks.

use super::Secret;

/// How a client signs in: [`Forms`] or [`Anonymous`].
#[derive(Clone, Debug)]
pub struct Auth(pub(crate) Scheme);

#[derive(Clone, Debug)]
pub(crate) enum Scheme {
    Forms(Forms),
    Anonymous,
}

/// Name and password of a user, as in the browser's login form; what follows is a session with
/// cookies.
///
/// The password is sent when the first request needs a session, and again when the session has
/// expired. It is kept in memory for that, and shown nowhere.
#[derive(Clone, Debug)]
pub struct Forms {
    pub(crate) user: String,
    pub(crate) password: Secret,
}

impl Forms {
    /// The user's name and password.
    ///
    /// ```
    /// use creatio_runtime::Forms;
    ///
    /// let forms = Forms::new("Supervisor", "hunter2");
    /// assert_eq!(format!("{forms:?}"), r#"Forms { user: "Supervisor", password: Secret(…) }"#);
    /// ```
    pub fn new(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { user: user.into(), password: password.into() }
    }
}

/// Nobody: for services that answer without a login.
#[derive(Clone, Copy, Debug)]
pub struct Anonymous;

impl From<Forms> for Auth {
    fn from(forms: Forms) -> Self {
        Self(Scheme::Forms(forms))
    }
}

impl From<Anonymous> for Auth {
    fn from(_: Anonymous) -> Self {
        Self(Scheme::Anonymous)
    }
}
