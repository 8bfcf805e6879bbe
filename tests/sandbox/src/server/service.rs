//! Services that are not OData: whatever is registered answers below `/rest/`, `/ServiceModel/`, `/ssp/` and `/DataService/`.

mod custom;
mod data_service;
mod process;
mod template;
mod xml;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Response, StatusCode};

pub use self::custom::{Arguments, BodyStyle, Outcome, Service};
use self::data_service::DataService;
use self::process::Engine;
use super::{Call, Shared, pages};
use crate::process::Registry;
use crate::session::Session;

/// A reply on its way.
pub(crate) type Answer<'a> = Pin<Box<dyn Future<Output = Response<Body>> + Send + 'a>>;

/// How much of a request a service knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meets {
    /// It is for another service.
    Not,
    /// The service is this one, and has no method at the path.
    Service,
    /// The method is this one, and the verb is another.
    Path,
    Whole,
}

/// A method of a service, or more of them.
pub(crate) trait Serve: Send + Sync {
    /// Whether a request is for it. `below` begins with a slash and follows the application's root: `/rest/UsrService/Run`.
    fn meets(&self, call: &Call, below: &str) -> Meets;

    /// Whether anybody may call it, session or not.
    fn is_anonymous(&self) -> bool {
        false
    }

    /// Whether the calls of a session stand in line, as they do where a service may write to it.
    fn blocks(&self) -> bool {
        true
    }

    /// Answers a request that it meets as a whole.
    fn answer<'a>(
        &'a self,
        shared: &'a Arc<Shared>,
        call: &'a Call,
        below: &'a str,
        session: Option<&'a Session>,
    ) -> Answer<'a>;
}

/// The services that an instance comes with.
pub(crate) fn built_in(registry: &Arc<Registry>) -> [Box<dyn Serve>; 2] {
    [Box::new(Engine { registry: registry.clone() }), Box::new(DataService { registry: registry.clone() })]
}

/// The paths that services are below.
const ROOTS: [&str; 4] = ["/rest/", "/ServiceModel/", "/ssp/", "/DataService/"];

/// A service, and how much of the request it knows.
pub(super) struct Found<'s> {
    service: &'s dyn Serve,
    meets: Meets,
}

/// What knows most of a request.
pub(super) fn find<'s>(shared: &'s Shared, call: &Call, below: &str) -> Option<Found<'s>> {
    if !ROOTS.iter().any(|root| below.starts_with(root)) {
        return None;
    }
    let known = shared.services.iter().map(|service| Found { meets: service.meets(call, below), service: &**service });
    // The first of those that know as much.
    known.rev().max_by_key(|found| found.meets).filter(|found| found.meets != Meets::Not)
}

impl Found<'_> {
    pub(super) fn is_anonymous(&self) -> bool {
        self.service.is_anonymous()
    }

    /// Answers a request that was let in.
    pub(super) async fn answer(
        &self,
        shared: &Arc<Shared>,
        call: &Call,
        below: &str,
        session: Option<&Session>,
    ) -> Response<Body> {
        match self.meets {
            Meets::Whole => {}
            Meets::Path => return pages::service_page(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed."),
            Meets::Service | Meets::Not => return pages::service_page(StatusCode::NOT_FOUND, "Endpoint not found."),
        }
        let answer = self.service.answer(shared, call, below, session);
        match session {
            Some(session) if self.service.blocks() => {
                let _alone = session.turn.write().await;
                answer.await
            }
            Some(session) => {
                let _together = session.turn.read().await;
                answer.await
            }
            None => answer.await,
        }
    }
}
