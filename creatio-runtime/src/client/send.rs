//! The pipeline: session, exchange, judgement; a new session once, and again what may be sent again.

use std::sync::Arc;

use reqwest::{StatusCode, Url};

use super::auth::{Forms, Scheme};
use super::exchange::{Endpoint, Progress, Reply, Request};
use super::judge::{Verdict, judge};
use super::login::Login;
use super::session::{Look, Session};
use super::{Error, ErrorKind, Inner, Platform, html, retry};

/// Why a probe has told nothing.
enum Probed {
    /// Neither address is that of an OData service just now, as while an instance is being updated.
    Unclear,
    Failed(Error),
}

impl Inner {
    /// Sends a request until there is an answer that is what was asked for, or no hope of one.
    ///
    /// When the server does not know the session, a new one is made, once, and the request is sent
    /// once more: it had not gone further than the door.
    pub(super) async fn send(&self, request: &Request, mut progress: Option<Progress<'_>>) -> Result<Reply, Error> {
        let forms = self.forms().filter(|_| !request.anonymous);
        let mut session = match request.anonymous {
            // Of its own, for cookies that others were sent are none of its business.
            true => Arc::new(Session::new(0, false)),
            false => self.session(0).await?,
        };
        let mut renewed = false;
        let mut attempts = 0;
        loop {
            attempts += 1;
            let progress = progress.as_mut().map(|progress| &mut **progress as Progress<'_>);
            let error = match self.exchange(request, &session, progress).await {
                Ok(reply) => match judge(&reply, request, &self.base) {
                    Verdict::Fine => {
                        session.proved();
                        return Ok(reply);
                    }
                    Verdict::Stale if !renewed && forms.is_some() && session.may_have_expired() => {
                        renewed = true;
                        attempts -= 1;
                        session = self.session(session.generation).await?;
                        continue;
                    }
                    Verdict::Stale => return Err(self.unwelcome(request, &reply)),
                    Verdict::Forbidden(error) => match self.newer(&session).filter(|_| forms.is_some()) {
                        // A service that says so itself would say it again, or has begun with a change.
                        Some(newer) if !renewed && (!request.changes || error.server().is_none()) => {
                            renewed = true;
                            attempts -= 1;
                            session = newer;
                            continue;
                        }
                        _ => error,
                    },
                    Verdict::Failed(error) => error,
                },
                Err(error) => error,
            };
            let error = error.after(attempts);
            if request.changes || attempts > self.settings.retries {
                return Err(error);
            }
            match retry::pause(&error, attempts) {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return Err(error),
            }
        }
    }

    /// The session after `dead` (0 for any), made by one task for all that need it.
    pub(super) async fn session(&self, dead: u64) -> Result<Arc<Session>, Error> {
        let Some(forms) = self.forms() else { return Ok(Arc::clone(&self.nobody)) };
        let seen = match self.sessions.look(dead, None) {
            Look::Session(session) => return Ok(session),
            Look::Failed(error) => return Err(error),
            Look::Missing(seen) => seen,
        };
        let _turn = self.sessions.turn.lock().await;
        match self.sessions.look(dead, Some(seen)) {
            Look::Session(session) => return Ok(session),
            Look::Failed(error) => return Err(error),
            Look::Missing(_) => {}
        }
        Ok(self.new_session(forms, dead > 0).await?.0)
    }

    /// Signs in, whatever there is; the caller has the turn.
    async fn new_session(&self, forms: &Forms, renewal: bool) -> Result<(Arc<Session>, Login), Error> {
        match self.sign_in(forms, Session::new(self.sessions.next(), renewal)).await {
            Ok((session, login)) => Ok((self.sessions.ended(Ok(session))?, login)),
            Err(error) => {
                let _ = self.sessions.ended(Err(error.clone()));
                Err(error)
            }
        }
    }

    /// Signs in because somebody said so.
    pub(super) async fn login(&self) -> Result<Login, Error> {
        let Some(forms) = self.forms() else { return Ok(Login::default()) };
        let _turn = self.sessions.turn.lock().await;
        Ok(self.new_session(forms, false).await?.1)
    }

    /// Tells the server that the session is over. One that is over already is no error.
    pub(super) async fn logout(&self) -> Result<(), Error> {
        if self.sessions.current().is_none() {
            return Ok(());
        }
        // The way out differs as the way to OData does, and may have to be found yet: with a new session, when this one
        // has expired.
        let found = self.root().await;
        let Some(session) = self.sessions.current() else { return found.map(drop) };
        // Nobody else begins anything with it from here on.
        self.sessions.forget(session.generation);
        found?;
        let platform = self.assumed_platform();
        let url = self.base.join(&format!("{}rest/MainMenuService/Logout", platform.prefix()))?;
        let request = Request::post(url, "{}");
        let reply = self.exchange(&request, &session, None).await?;
        match judge(&reply, &request, &self.base) {
            Verdict::Fine | Verdict::Stale => Ok(()),
            Verdict::Failed(error) | Verdict::Forbidden(error) => Err(error),
        }
    }

    /// Where OData is, for certain.
    pub(super) async fn root(&self) -> Result<Url, Error> {
        if self.odata_path.is_some() || self.given != Platform::Probe {
            return Ok(self.assumed_root());
        }
        // First, so that a login that fails is not taken for an answer to the question.
        self.session(0).await?;
        match self.platform.get_or_try_init(|| self.probe()).await {
            Ok(_) | Err(Probed::Unclear) => Ok(self.assumed_root()),
            Err(Probed::Failed(error)) => Err(error),
        }
    }

    /// Whether OData answers where it is taken to be. A yes is kept.
    pub(super) async fn confirmed(&self) -> Result<bool, Error> {
        if self.odata_path.is_some() || self.platform.initialized() {
            return Ok(true);
        }
        let platform = if self.given == Platform::Probe { Platform::NetFramework } else { self.given };
        let answers = self.answers_at(platform).await?;
        if answers {
            // Somebody else may have found out meanwhile.
            let _ = self.platform.set(platform);
        }
        Ok(answers)
    }

    /// Where OData is by all that is known.
    pub(super) fn assumed_root(&self) -> Url {
        let path = self.odata_path.clone().unwrap_or_else(|| self.assumed_platform().odata_path());
        // The builder has tried it.
        self.base.join(&format!("{}/", path.trim_matches('/'))).unwrap_or_else(|_| self.base.url().clone())
    }

    /// What it runs on, by all that is known.
    pub(super) fn assumed_platform(&self) -> Platform {
        self.platform.get().copied().unwrap_or(self.given)
    }

    /// Asks for OData where .NET Framework has it and then where .NET has it.
    ///
    /// The servers' own addresses for this can't tell them apart: the health check answers at both.
    async fn probe(&self) -> Result<Platform, Probed> {
        for platform in [Platform::NetFramework, Platform::Net] {
            if self.answers_at(platform).await.map_err(Probed::Failed)? {
                return Ok(platform);
            }
        }
        Err(Probed::Unclear)
    }

    async fn answers_at(&self, platform: Platform) -> Result<bool, Error> {
        let url = self.base.join(&format!("{}/", platform.odata_path()))?;
        let error = match self.send(&Request::get(url, Endpoint::Rows), None).await {
            Ok(reply) => return Ok(reply.body.trim_ascii_start().starts_with(b"{")),
            Err(error) => error,
        };
        match error.kind() {
            // It is there, and the user may not use it.
            ErrorKind::Forbidden => Ok(true),
            ErrorKind::UnknownSet
            | ErrorKind::NoService
            | ErrorKind::NotFound
            | ErrorKind::BadRequest
            | ErrorKind::NotJson { .. }
            | ErrorKind::Redirected { .. }
            | ErrorKind::Unauthorized
            | ErrorKind::SessionExpired => Ok(false),
            // No answer to the question; whoever asks next may get one.
            _ => Err(error),
        }
    }

    fn forms(&self) -> Option<&Forms> {
        match &self.scheme {
            Scheme::Forms(forms) => Some(forms),
            Scheme::Anonymous => None,
        }
    }

    /// The session that another task has made since.
    fn newer(&self, than: &Session) -> Option<Arc<Session>> {
        self.sessions.current().filter(|session| session.generation > than.generation)
    }

    fn unwelcome(&self, request: &Request, reply: &Reply) -> Error {
        let signs_in = self.forms().is_some() && !request.anonymous;
        let kind = if signs_in { ErrorKind::SessionExpired } else { ErrorKind::Unauthorized };
        let error = Error::new(kind).at(&request.place);
        // The login page's 200 would only confuse.
        if reply.status == StatusCode::OK && html::is_login_page(&reply.body) {
            return error;
        }
        error.answered(reply.status)
    }
}
