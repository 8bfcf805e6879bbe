//! Logins that are refused.

use std::sync::{Arc, Mutex};

use creatio_runtime::prelude::*;
use creatio_runtime::{Error, ErrorKind, LoginReason};
use creatio_sandbox::{Account, User};
use insta::assert_snapshot;

use crate::creatio::Contact;
use crate::stage::{PASSWORD, forms, sandbox, text};

/// What a read comes to for a user with such an account, and how many requests for data were sent.
async fn read(account: Account) -> (Error, String, usize) {
    let sandbox = sandbox().user(User::new("integration", PASSWORD).account(account)).start().await.unwrap();
    let client = forms(&sandbox).auth(Forms::new("integration", PASSWORD)).build().unwrap();
    let error = Contact::query().all(&client).await.unwrap_err();
    let again = Contact::query().count(&client).await.unwrap_err();
    assert_eq!(again.to_string(), error.to_string(), "the second attempt is told the same");
    assert_eq!(sandbox.requests().len(), 1, "a refused login is not tried again, nor anything else");
    assert!(error.is_auth());
    let shown = text(&sandbox, &error);
    (error, shown, sandbox.logins())
}

fn reason(error: &Error) -> LoginReason {
    match error.kind() {
        ErrorKind::Login(refused) => refused.reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_wrong_password() {
    let sandbox = sandbox().start().await.unwrap();
    let client = forms(&sandbox).auth(Forms::new("Supervisor", "Tr0ub4dor&4")).build().unwrap();
    let error = Contact::query().first(&client).await.unwrap_err();
    assert_eq!(reason(&error), LoginReason::Refused);
    assert_snapshot!(text(&sandbox, &error), @r#"
    POST http://sandbox/ServiceModel/AuthService.svc/Login: the login is refused (code 1): Invalid username or password specified, or your account is inactive.
    it is not tried again, so that the user is not locked out, until `Client::login` is called
    "#);
    assert!(!format!("{client:?} {error:?}").contains("Tr0ub4dor"));
    // Locking the user out is prevented until somebody says that it should be tried.
    Contact::query().first(&client).await.unwrap_err();
    assert_eq!(sandbox.requests().len(), 1);
    client.login().await.unwrap_err();
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn an_expired_password() {
    let (error, text, _) = read(Account::PasswordExpired).await;
    assert_eq!(reason(&error), LoginReason::PasswordExpired);
    assert_snapshot!(text, @r#"
    POST http://sandbox/ServiceModel/AuthService.svc/Login: the login is refused: the password has expired (code 5): Your password has expired.
    set a new password in the browser, or a user whose password does not expire
    "#);
}

#[tokio::test]
async fn a_second_factor() {
    let (error, text, _) = read(Account::SecondFactor).await;
    assert_eq!(reason(&error), LoginReason::SecondFactor);
    assert_snapshot!(text, @r#"
    POST http://sandbox/ServiceModel/AuthService.svc/Login: the login is refused: the server wants a second factor (code 1): A second factor is needed.
    use a user without one: nobody is there to give it
    "#);
}

#[tokio::test]
async fn a_licence_that_is_missing() {
    let (error, text, _) = read(Account::NoLicence).await;
    assert_eq!(reason(&error), LoginReason::NoLicense);
    assert_snapshot!(text, @r#"
    POST http://sandbox/ServiceModel/AuthService.svc/Login: the login is refused: the user has no licence (code 4): You have no licence.
    give the user a licence, in the section of licences
    "#);
    let (error, text, _) = read(Account::MayGrantLicence).await;
    assert_eq!(reason(&error), LoginReason::GrantLicense);
    assert_snapshot!(text, @r#"
    POST http://sandbox/ServiceModel/AuthService.svc/Login: the login is refused: the user has no licence (code 3): You have no licence. Grant one.
    give the user a licence, in the section of licences
    "#);
}

#[tokio::test]
async fn a_password_that_will_expire_is_no_error() {
    let user = User::new("integration", PASSWORD).account(Account::ChangeAdvised);
    let sandbox = sandbox().user(user).start().await.unwrap();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&heard);
    let client = forms(&sandbox)
        .auth(Forms::new("integration", PASSWORD))
        .on_warning(move |warning| hears.lock().unwrap().push(format!("{warning:?}")))
        .build()
        .unwrap();
    assert_eq!(Contact::query().count(&client).await.unwrap(), 3);
    let heard = heard.lock().unwrap().join("\n");
    assert_snapshot!(heard, @r#"PasswordChangeAdvised { url: Some("/Login/ChangePassword.aspx"), message: Some("Your password expires soon.") }"#);
}

#[tokio::test]
async fn a_user_who_may_not_use_odata() {
    let sandbox = sandbox().user(User::new("integration", PASSWORD).account(Account::NoOData)).start().await.unwrap();
    let client = forms(&sandbox).auth(Forms::new("integration", PASSWORD)).build().unwrap();
    let error = Contact::query().all(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @"GET http://sandbox/0/odata/Contact: the server failed (status 500): The current user does not have sufficient permissions to use OData.");
}

#[test]
fn a_password_over_plain_http() {
    let build = |address: &str| Client::builder(address).auth(Forms::new("Supervisor", PASSWORD)).build();
    assert_snapshot!(build("http://crm.acme.com").unwrap_err(), @r#"
    the password would be sent over plain http, for all on the way to read
    use `https://`, or `.allow_http(true)` where that is no matter
    "#);
    assert!(build("http://127.0.0.1:8080").is_ok() && build("https://crm.acme.com").is_ok());
    let asked_for = Client::builder("http://crm.acme.com").auth(Forms::new("Supervisor", PASSWORD)).allow_http(true);
    let client = asked_for.build().unwrap();
    assert!(!format!("{client:?}").contains(PASSWORD));
}
