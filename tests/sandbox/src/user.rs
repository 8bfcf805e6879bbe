//! Who may log in.

/// A user of the sandbox.
#[derive(Clone, Debug)]
pub struct User {
    pub(crate) name: String,
    pub(crate) password: String,
    pub(crate) account: Account,
    /// The id of their contact.
    pub(crate) contact: Option<String>,
}

/// What becomes of a login with the right password. The codes are those of the vendor's login page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Account {
    /// Code 0.
    Good,
    /// Code 2: logged in, told where the password can be changed.
    ChangeAdvised,
    /// Code 3: no licence, may manage licences. The session is good for nothing else.
    MayGrantLicence,
    /// Code 4: no licence. The session is good for nothing.
    NoLicence,
    /// Code 5.
    PasswordExpired,
    /// Code 1, the exception's type asks for a code.
    SecondFactor,
    /// Code 0, but every OData request is refused: the operation CanUseODataService was not granted.
    NoOData,
}

impl User {
    /// A user with nothing special.
    pub fn new(name: impl Into<String>, password: impl Into<String>) -> Self {
        Self { name: name.into(), password: password.into(), account: Account::Good, contact: None }
    }

    /// With the contact that rows are created and modified by, which is a row of `Contact` or should be. None, unless told.
    #[must_use]
    pub fn contact(mut self, id: impl Into<String>) -> Self {
        self.contact = Some(id.into());
        self
    }

    /// With an account that is not [`Account::Good`].
    #[must_use]
    pub fn account(mut self, account: Account) -> Self {
        self.account = account;
        self
    }
}
