//! A sandbox with services, and clients for it.

use creatio_runtime::prelude::*;
use creatio_runtime::{ClientBuilder, Platform};
use creatio_sandbox::{Running, Sandbox, Service, User};

/// An instance without any data.
const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="Terrasoft.Configuration.OData" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <EntityType Name="Contact"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid" Nullable="false"/></EntityType>
        <EntityContainer Name="Container"><EntitySet Name="Contact" EntityType="Terrasoft.Configuration.OData.Contact"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>"#;

/// An instance on which these services are installed.
pub(crate) async fn start(services: impl IntoIterator<Item = Service>) -> Running {
    let sandbox = Sandbox::builder().metadata(METADATA).user(User::new("Ann", "hunter2"));
    services.into_iter().fold(sandbox, Sandbox::service).start().await.expect("it starts")
}

/// A client that signs in.
pub(crate) fn ann(sandbox: &Running) -> Client {
    builder(sandbox).auth(Forms::new("Ann", "hunter2")).build().expect("a client")
}

/// A client that does not.
pub(crate) fn nobody(sandbox: &Running) -> Client {
    builder(sandbox).auth(Anonymous).build().expect("a client")
}

fn builder(sandbox: &Running) -> ClientBuilder {
    Client::builder(sandbox.url()).platform(Platform::NetFramework)
}
