//! What comes back of a change: keys, short answers, rows that are read back, probes.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Error, ErrorKind, ServerError, Unknown};
use insta::assert_snapshot;

use crate::common::creatio::{Account, Contact};
use crate::common::sample::Sample;
use crate::common::shop::{Access, Address, Color, Product};
use crate::server::{Answer, Server, json, run, status};

const ID: &str = "410006e1-ca4e-4502-a9ec-e54d922d2c00";

fn id() -> Uuid {
    ID.parse().unwrap()
}

fn client(server: &Server) -> Client {
    Client::builder(server.url()).auth(Anonymous).platform(creatio_runtime::Platform::NetFramework).build().unwrap()
}

fn acme(name: &str) -> String {
    format!(r#"{{"Id":"{ID}","Name":"{name}","PrimaryContactId":"00000000-0000-0000-0000-000000000000"}}"#)
}

/// The text of an error, without the server's port.
fn text(server: &Server, error: &Error) -> String {
    error.to_string().replace(&server.url(), "http://server")
}

/// What a create without a key of its own comes to.
fn created(answer: Answer) -> Result<Uuid, (ErrorKind, bool, String)> {
    run(async {
        let server = Server::start([("POST /0/odata/Account", answer)]).await;
        let outcome = Account::create().set(Account::NAME, "Acme").send(&client(&server)).await;
        server.done();
        outcome.map_err(|error| (error.kind().clone(), error.outcome_unknown(), text(&server, &error)))
    })
}

#[test]
fn the_key_is_read_wherever_it_stands() {
    let row = acme("Acme");
    let entity = |body: &str| json(format!(r#"{{"@odata.context":"x",{}"#, &body[1..]));
    for answer in [
        Answer::new(201, "application/json", &row),
        entity(&row),
        status(204).header("OData-EntityId", &format!("http://x/0/odata/Account({ID})")),
        status(204).header("Location", &format!("/0/odata/Account({ID})")),
        status(201).header("Location", &format!("Account/{ID}")),
        // The body is not that of a row; the header tells.
        Answer::new(201, "application/json", "{}").header("Location", &format!("Account({ID})")),
    ] {
        assert_eq!(created(answer).unwrap(), id());
    }
}

#[test]
fn a_key_that_is_told_nowhere() {
    for answer in [status(204), status(201), Answer::new(201, "application/json", r#"{"Name":"Acme"}"#)] {
        let (kind, unknown, text) = created(answer).unwrap_err();
        assert!(matches!(kind, ErrorKind::KeyNotTold) && unknown, "{text}");
    }
    let (_, _, text) = created(status(204)).unwrap_err();
    assert_snapshot!(text, @"
    POST http://server/0/odata/Account: the row was created, and the answer does not tell its key (status 204)
    look for the row before it is sent again; with a key of your own, `.key(Uuid::new_v4())`, `.probe(&client)` can tell
    ");
    // 200 may be the word of something between here and the server: nobody says that the row was created.
    let (kind, unknown, text) = created(json("")).unwrap_err();
    assert!(matches!(kind, ErrorKind::NotJson { .. }) && unknown);
    assert_snapshot!(text, @"
    POST http://server/0/odata/Account: the answer is not what was asked for (status 200); whether it took effect is not known
    is the address right, and `.platform(…)`? a proxy may answer like this too
    look for the row before it is sent again; with a key of your own, `.key(Uuid::new_v4())`, `.probe(&client)` can tell
    ");
    let (_, unknown, text) = created(json("{}")).unwrap_err();
    assert!(unknown);
    assert_snapshot!(text, @"
    POST http://server/0/odata/Account: Account.Id: expected a guid, found no such key; whether it took effect is not known
    if the metadata has changed since the code was generated, fetch it and generate again
    look for the row before it is sent again; with a key of your own, `.key(Uuid::new_v4())`, `.probe(&client)` can tell
    ");
}

#[test]
fn a_key_that_the_service_did_not_take() {
    let (error, log) = run(async {
        let other = acme("Acme").replace("410006e1", "510006e1");
        let server = Server::start([("POST", Answer::new(201, "application/json", other))]).await;
        let error = Account::create().key(id()).send(&client(&server)).await.unwrap_err();
        (text(&server, &error), server.log())
    });
    assert_snapshot!(error, @"
    POST http://server/0/odata/Account: Account(510006e1-ca4e-4502-a9ec-e54d922d2c00) was written, and of its columns these do not hold what they were set to: Id (status 201)
    a build that does not know a column any more, a missing right or a rule of the instance may be why; what was written otherwise stays
    ");
    assert_eq!(log[0].body, format!(r#"{{"Id":"{ID}"}}"#));
}

#[test]
fn reading_back() {
    let update = |answer: &'static str| {
        run(async move {
            let server = Server::start([("PATCH", status(204)), ("GET /0/odata/Account(", json(acme(answer)))]).await;
            let update = Account::update(id()).set(Account::NAME, "Acme").clear(Account::PRIMARY_CONTACT_ID);
            let outcome = update.verified().send(&client(&server)).await;
            server.done();
            outcome.map_err(|error| text(&server, &error))
        })
    };
    update("Acme").unwrap();
    assert_snapshot!(update("ACME").unwrap_err(), @"
    Account(410006e1-ca4e-4502-a9ec-e54d922d2c00) was written, and of its columns these do not hold what they were set to: Name
    a build that does not know a column any more, a missing right or a rule of the instance may be why; what was written otherwise stays
    ");
}

#[test]
fn columns_that_the_instance_does_not_know_any_more() {
    let verified = |update: creatio_runtime::Update<Account>| {
        run(async move {
            let row = json(format!(r#"{{"Id":"{ID}","PrimaryContactId":"00000000-0000-0000-0000-000000000000"}}"#));
            let server = Server::start([("PATCH", status(204)), ("GET /0/odata/Account(", row)]).await;
            let outcome = update.verified().send(&client(&server)).await;
            server.done();
            outcome.map_err(|error| match error.kind() {
                ErrorKind::NotTaken { columns, .. } => columns.join(" "),
                _ => error.to_string(),
            })
        })
    };
    let update = || Account::update(id());
    let named = update().set(Account::NAME, "Acme").set(Account::PRIMARY_CONTACT_ID, id());
    assert_eq!(verified(named).unwrap_err(), "Name PrimaryContactId");
    // That nothing is there is not that it was emptied.
    assert_eq!(verified(update().set(Account::NAME, "")).unwrap_err(), "Name");
    // What was not written is no matter.
    verified(update().clear(Account::PRIMARY_CONTACT_ID)).unwrap();
}

#[test]
fn databases_round_times() {
    let holds = |read: &str| {
        let row = format!(
            r#"{{"Id":"{ID}","AccountId":"{ID}","Name":"","Salary":1.5,"BirthDate":"{read}","Age":1,"Confirmed":true}}"#
        );
        run(async {
            let server = Server::start([("PATCH", status(204)), ("GET", json(row))]).await;
            let moment = "2024-01-01T00:00:00.1239Z".parse::<Timestamp>().unwrap();
            let update =
                Contact::update(id()).set(Contact::BIRTH_DATE, moment).set(Contact::SALARY, Decimal::new(150, 2));
            update.verified().send(&client(&server)).await.is_ok()
        })
    };
    assert!(
        holds("2024-01-01T00:00:00.1239Z") && holds("2024-01-01T00:00:00.127Z") && holds("2024-01-01T00:00:00.12Z")
    );
    assert!(
        !holds("2024-01-01T00:00:00.134Z") && !holds("2024-01-01T00:00:00.11Z") && !holds("2024-01-01T03:00:00.1239Z")
    );
}

#[test]
fn what_was_set_is_not_repeated_in_errors() {
    let error = run(async {
        let said = r#"{"error":{"code":"","message":"Value 'Ann Smith' of Name is too long."}}"#;
        let server = Server::start([("POST", Answer::new(400, "application/json", said))]).await;
        Contact::create().set(Contact::NAME, "Ann Smith").send(&client(&server)).await.unwrap_err()
    });
    assert_eq!(error.server().map(ServerError::message), Some("Value '…' of Name is too long."));
    assert!(!error.to_string().contains("Smith"), "{error}");
}

#[test]
fn where_nothing_is_served_no_row_is_missing() {
    for (root, found) in [(json("{}"), true), (status(404), false)] {
        run(async {
            let server = Server::start([("DELETE", status(404)), ("GET /0/odata/", root)]).await;
            let error = Account::delete(id()).send(&client(&server)).await.unwrap_err();
            server.done();
            assert_eq!(error.is_not_found(), found, "{error}");
            assert!(!error.outcome_unknown());
        });
    }
}

#[test]
fn members_of_the_same_number_are_the_same() {
    let product = |color, access: &[Access]| Product {
        region: "North".to_owned(),
        number: 7,
        color,
        finish: None,
        access: access.iter().cloned().collect(),
        address: Address { city: None, zip: "1".to_owned() },
        parts: None,
        tags: Vec::new(),
        marks: Vec::new(),
        stores: Vec::new(),
    };
    let new = product(Color::Crimson, &[Access::Read, Access::Write]);
    let unknown = Access::Other(Unknown::new("3"));
    assert!(Product::update_from(&product(Color::Red, &[Access::All]), &new).is_empty());
    assert!(Product::update_from(&product(Color::Other(Unknown::new("1")), &[unknown]), &new).is_empty());
    // As the service names them.
    let row = r#"{"Region":"North","Number":7,"Color":"Red","Finish":null,"Access":"All",
        "Address":{"City":null,"Zip":"1"},"Parts":null,"Tags":[],"Marks":[],"Stores":[]}"#;
    run(async {
        let server = Server::start([("PATCH", status(204)), ("GET", json(row))]).await;
        let change = Product::update_from(&product(Color::Green, &[]), &new);
        change.verified().send(&client(&server)).await.unwrap();
        server.done();
    });
}

#[test]
fn what_can_not_be_read_back_was_written_all_the_same() {
    let error = run(async {
        let script = [("POST", Answer::new(201, "application/json", acme("Acme"))), ("GET", status(403))];
        let server = Server::start(script).await;
        let create = Account::create().set(Account::NAME, "Acme").verified();
        let error = create.send(&client(&server)).await.unwrap_err();
        server.done();
        assert!(matches!(error.kind(), ErrorKind::NotReadBack { .. }) && !error.outcome_unknown());
        text(&server, &error)
    });
    assert_snapshot!(error, @r#"
    Account(410006e1-ca4e-4502-a9ec-e54d922d2c00) was written, and could not be read back: GET http://server/0/odata/Account(410006e1-ca4e-4502-a9ec-e54d922d2c00): forbidden (status 403)
    the user needs the operation "Access to OData" (CanUseODataService) and rights to the object; a lost CSRF cookie looks the same
    "#);
}

#[test]
fn probing() {
    let probe = |answer: Answer| {
        run(async move {
            let server = Server::start([(&*format!("GET /0/odata/Account({ID})?$select=Id"), answer)]).await;
            server.then("GET /0/odata/", json("{}"));
            Account::create().key(id()).probe(&client(&server)).await
        })
    };
    assert_eq!(probe(json(format!(r#"{{"Id":"{ID}"}}"#))).unwrap(), Some(id()));
    assert_eq!(probe(Answer::new(404, "application/json", r#"{"error":{"code":"","message":"m"}}"#)).unwrap(), None);
    assert_eq!(probe(status(404)).unwrap(), None);
    // Where nothing is served, nothing is known.
    assert!(probe(Answer::new(404, "text/html", "<html>404</html>")).is_err());
    assert!(probe(status(500)).is_err());

    let error = run(async {
        let server = Server::start([]).await;
        Account::create().set(Account::NAME, "a").probe(&client(&server)).await.unwrap_err()
    });
    assert_snapshot!(error, @"
    a row that was given no key can't be told from others
    give it one: `.key(…)`, as `Uuid::new_v4()`
    ");
}

#[test]
fn nothing_to_do_is_done() {
    run(async {
        let server = Server::start([]).await;
        Account::update(id()).send(&client(&server)).await.unwrap();
        Account::update(id())
            .set(Account::NAME, "a")
            .unset(Account::NAME)
            .verified()
            .send(&client(&server))
            .await
            .unwrap();
        assert!(server.lines().is_empty());
    });
}

#[test]
fn versions() {
    run(async {
        let row = r#"{"@odata.etag":"W/\"1\"","Id":1}"#;
        let server =
            Server::start([("GET /0/odata/Samples(1)", json(row)), ("PATCH", status(412)), ("PATCH", status(412))])
                .await;
        let client = client(&server);
        let read = Sample::get(1).row_as::<creatio_runtime::Tagged<Sample>>().one(&client).await.unwrap();
        let version = read.etag.unwrap();
        let change = Sample::update(1).set(Sample::FLAG, true);
        let error = change.clone().if_match(&version).send(&client).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::PreconditionFailed) && !error.is_not_found());
        assert_snapshot!(text(&server, &error), @"
        PATCH http://server/0/odata/Samples(1): the row has changed since its version was read, or is gone (status 412)
        read it again, and decide anew
        ");
        // Any version at all was asked for: there is no row.
        let error = change.send(&client).await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
        let log = server.log();
        assert_eq!((log[1].header("if-match"), log[2].header("if-match")), ("W/\"1\"".to_owned(), "*".to_owned()));
        server.done();
    });
}
