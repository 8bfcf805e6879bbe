//! Sessions that end.

use creatio_runtime::Query;
use creatio_runtime::prelude::*;
use creatio_sandbox::{Expiry, Fault, Oddity, Running};
use insta::assert_snapshot;

use crate::creatio::Contact;
use crate::stage::{forms, sandbox, shows_nothing, text};

/// The ways in which a dead session is answered, all measured.
const WAYS: [Expiry; 4] = [Expiry::Unauthorized, Expiry::UnauthorizedJson, Expiry::Redirect, Expiry::LoginPage];

fn names() -> Query<Contact, (String,)> {
    Contact::query().select((Contact::NAME,))
}

async fn start() -> (Running, Client) {
    let sandbox = sandbox().start().await.unwrap();
    let client = forms(&sandbox).max_in_flight(10).build().unwrap();
    names().all(&client).await.unwrap();
    assert_eq!(sandbox.logins(), 1);
    // By now it has a session with all its cookies.
    shows_nothing(&sandbox, &format!("{client:?}"));
    (sandbox, client)
}

#[tokio::test]
async fn ten_tasks_find_it_expired_and_one_signs_in() {
    for way in WAYS {
        let (sandbox, client) = start().await;
        sandbox.expire_sessions(way);
        // All of them are on their way before the first is answered.
        let hold = sandbox.fault(Fault::Hold).times(10).on("Contact");
        let tasks: Vec<_> = (0..10).map(|_| tokio::spawn(names().all(&client))).collect();
        hold.met(10).await;
        hold.release();
        for task in tasks {
            assert_eq!(task.await.unwrap().unwrap().len(), 3, "{way:?}");
        }
        assert_eq!(sandbox.logins(), 2, "{way:?}");
    }
}

#[tokio::test]
async fn between_two_pages() {
    for way in WAYS {
        let (sandbox, client) = start().await;
        let mut pages = names().page_size(2).pages(&client);
        assert_eq!(pages.next().await.unwrap().unwrap().len(), 2);
        sandbox.expire_sessions(way);
        assert_eq!(pages.next().await.unwrap().unwrap().len(), 1, "{way:?}");
        assert!(pages.next().await.is_none());
        assert_eq!(sandbox.logins(), 2);
    }
}

#[tokio::test]
async fn a_server_that_accepts_no_session() {
    for (way, expected) in WAYS.into_iter().zip(["401", "401", "302", ""]) {
        let (sandbox, client) = start().await;
        let _ = sandbox.fault(Fault::Expired(way)).always().on("Contact");
        let error = names().all(&client).await.unwrap_err();
        let text = text(&sandbox, &error);
        assert!(text.contains("the session is not accepted, not even a new one"), "{text}");
        assert_eq!(text.contains(&format!("(status {expected})")), !expected.is_empty(), "{text}");
        assert_eq!(sandbox.logins(), 2, "once more, and no more than that");
    }
    let (sandbox, client) = start().await;
    let _ = sandbox.fault(Fault::Expired(Expiry::Unauthorized)).always().on("Contact");
    assert_snapshot!(text(&sandbox, &names().all(&client).await.unwrap_err()), @r#"
    GET http://sandbox/0/odata/Contact: the session is not accepted, not even a new one (status 401)
    the user may be allowed one session only, or a proxy may drop cookies
    "#);
}

#[tokio::test]
async fn a_login_page_without_anybody_to_log_in() {
    let (sandbox, _) = start().await;
    let client = Client::builder(sandbox.url()).auth(Anonymous).platform(creatio_runtime::Platform::NetFramework);
    let error = names().all(&client.build().unwrap()).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Contact: the server wants a login (status 302)
    sign in: `.auth(Forms::new(user, password))`
    "#);
}

/// 403 is stale only where somebody else has signed in meanwhile: the token in hand is that of the old session.
#[tokio::test]
async fn a_token_of_an_earlier_session() {
    let (sandbox, client) = start().await;
    let held = sandbox.fault(Fault::Hold).on("Contact");
    let stale = sandbox.fault(Fault::StaleCsrf).on("Contact");
    let task = tokio::spawn(names().all(&client));
    held.met(1).await;
    client.login().await.unwrap();
    held.release();
    assert_eq!(task.await.unwrap().unwrap().len(), 3);
    assert_eq!((stale.hits(), sandbox.logins()), (1, 2));
}

#[tokio::test]
async fn a_token_that_is_not_accepted() {
    let (sandbox, client) = start().await;
    sandbox.stale_csrf();
    let error = names().all(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Contact: forbidden (status 403)
    the user needs the operation "Access to OData" (CanUseODataService) and rights to the object; a lost CSRF cookie looks the same
    "#);
    assert_eq!(sandbox.logins(), 1, "it may as well be a right that is missing");
}

#[tokio::test]
async fn logging_out_and_going_on() {
    let (sandbox, client) = start().await;
    client.logout().await.unwrap();
    assert_eq!(names().all(&client).await.unwrap().len(), 3);
    assert_eq!(sandbox.logins(), 2);
    client.logout().await.unwrap();
    client.logout().await.unwrap();
    let logouts = sandbox.requests().iter().filter(|request| request.target.contains("Logout")).count();
    assert_eq!(logouts, 2, "there was nothing to end the third time");
}

/// Where requests of a dead session are sent to the login page, unless they say that they want none.
#[tokio::test]
async fn no_redirect_is_followed() {
    let (sandbox, client) = start().await;
    sandbox.set_oddity(Oddity::LoginRedirect, true);
    let moved = [("Location".to_owned(), format!("{}/elsewhere?token=secret", sandbox.url()))];
    let _ = sandbox.fault(Fault::Status { status: 302, headers: moved.to_vec(), body: String::new() }).on("Contact");
    let error = names().all(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Contact: sent on to http://sandbox/elsewhere, which is not followed (status 302)
    use the address that it is sent on to, if it is yours
    "#);
    assert!(!sandbox.requests().iter().any(|request| request.target.contains("elsewhere")));
}
