//! Done, refused or unknown: what is made of whatever comes back, and how often a change is sent.

use std::future::Future;
use std::pin::Pin;
use std::task::Poll;

use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{ClientBuilder, Error, ErrorKind, Platform};
use insta::assert_snapshot;
use tokio::io::AsyncReadExt;

use crate::common::creatio::Account;
use crate::server::{Answer, LOGIN, Server, hang_up, json, later, run, signed_in, silence, status};

const ID: &str = "410006e1-ca4e-4502-a9ec-e54d922d2c00";

fn id() -> Uuid {
    ID.parse().unwrap()
}

fn error_body(message: &str) -> String {
    format!(r#"{{"error":{{"code":"","message":"{message}"}}}}"#)
}

fn html(code: u16) -> Answer {
    Answer::new(code, "text/html; charset=utf-8", "<html><title>Runtime Error</title></html>")
}

fn to(location: &str) -> Answer {
    status(302).header("Location", location)
}

/// The answers of a server to a change.
fn answers() -> Vec<(&'static str, Answer)> {
    let said = |code: u16, message: &str| Answer::new(code, "application/json", error_body(message));
    let at_the_door = r#"{"Message":"Authentication failed.","StackTrace":null,"ExceptionType":"E"}"#;
    let inside = r#"{"Message":"No licence for this object.","StackTrace":null,"ExceptionType":"E"}"#;
    let login_page = Answer::new(200, "text/html", "<html><head></head><script src='/Login/x.js'></script></html>");
    vec![
        ("204", status(204)),
        ("400", said(400, "The request is invalid.")),
        ("401 empty", status(401)),
        ("401 of the door", Answer::new(401, "application/json", at_the_door)),
        ("401 of a service", Answer::new(401, "application/json", inside)),
        ("401 of one, with BOM", Answer::new(401, "application/json", format!("\u{feff}{inside}"))),
        ("401 of one, in half", Answer::new(401, "application/json", inside).cut_after(20)),
        ("302 to the login", to("/Login/NuiLogin.aspx?ReturnUrl=%2f")),
        ("302 to elsewhere", to("/maintenance")),
        ("200 login page", login_page),
        ("200 other page", html(200)),
        ("200 with an error", json(error_body("Handler failed."))),
        ("202", status(202)),
        ("403", status(403)),
        ("404 empty", status(404)),
        ("404 page", html(404)),
        ("405", status(405)),
        ("408", status(408)),
        ("409", status(409)),
        ("412", status(412)),
        ("429", status(429)),
        ("500", said(500, "Handler failed.")),
        ("502 page", html(502)),
        ("503", status(503)),
        ("504", status(504)),
        ("nothing", hang_up()),
        ("silence", silence()),
        ("half", json(format!(r#"{{"Id":"{ID}","Name":"Acme"}}"#)).cut_after(20)),
        ("silence in the middle", json(format!(r#"{{"Id":"{ID}","Name":"Acme"}}"#)).then_silence(20)),
    ]
}

/// What is told, and how often it was sent.
fn told<T>(outcome: &Result<T, Error>, server: &Server, line: &str) -> String {
    let told = match outcome {
        Ok(_) => "done".to_owned(),
        Err(error) => {
            let kind = format!("{:?}", error.kind());
            let kind = kind.split([' ', '(']).next().unwrap_or_default();
            format!("{} {kind}", if error.outcome_unknown() { "unknown" } else { "refused" })
        }
    };
    let times = server.lines().iter().filter(|sent| sent.starts_with(line)).count();
    if times == 1 { told } else { format!("{told}, sent {times} times") }
}

/// What is told of one answer to a change, and how often that was sent.
fn outcome<T>(answer: Answer, line: &str, send: impl AsyncFn(&Client) -> Result<T, Error>) -> String {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (LOGIN, signed_in("two"))]).await;
        server.then(line, answer.clone());
        // The same again, should it be sent again. A 404 without a word is followed by a look at the service.
        server.then(line, answer);
        server.then("GET /0/odata/ ", json("{}"));
        server.then("GET /0/odata/", json("{}"));
        // Reads would be repeated.
        let client = server.builder().retries(3).build().unwrap();
        client.login().await.unwrap();
        told(&send(&client).await, &server, line)
    })
}

#[test]
fn of_each_answer() {
    let create = Account::create().key(id()).set(Account::NAME, "Acme");
    let update = Account::update(id()).set(Account::NAME, "Acme");
    let delete = Account::delete(id());
    let rows = answers().into_iter().map(|(name, answer)| {
        let created = outcome(answer.clone(), "POST /0/odata/Account", async |client| create.send(client).await);
        let updated = outcome(answer.clone(), "PATCH /0/odata/Account(", async |client| update.send(client).await);
        let deleted = outcome(answer, "DELETE /0/odata/Account(", async |client| delete.send(client).await);
        match created == updated && updated == deleted {
            true => format!("{name:22} {created}\n"),
            false => format!("{name:22} {created}; update: {updated}; delete: {deleted}\n"),
        }
    });
    assert_snapshot!(rows.collect::<String>(), @"
    204                    done
    400                    refused BadRequest
    401 empty              refused SessionExpired, sent 2 times
    401 of the door        refused SessionExpired, sent 2 times
    401 of a service       unknown Unauthorized
    401 of one, with BOM   unknown Unauthorized
    401 of one, in half    unknown Unauthorized
    302 to the login       refused SessionExpired, sent 2 times
    302 to elsewhere       unknown Redirected
    200 login page         refused SessionExpired, sent 2 times
    200 other page         unknown NotJson
    200 with an error      unknown Server
    202                    unknown Accepted
    403                    refused Forbidden
    404 empty              refused UnknownSet; update: refused NotFound; delete: refused NotFound
    404 page               refused NoService
    405                    refused BadRequest
    408                    unknown BadRequest
    409                    refused BadRequest
    412                    refused PreconditionFailed
    429                    refused Throttled
    500                    unknown Server
    502 page               unknown Unavailable
    503                    unknown Unavailable
    504                    unknown Unavailable
    nothing                unknown Transport
    silence                unknown Timeout
    half                   unknown Transport
    silence in the middle  unknown Timeout
    ");
}

#[test]
fn what_never_left_is_not_unknown() {
    run(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        // Where OData is, is given: it is the change itself that fails.
        let client = Client::builder(format!("http://{address}")).auth(Anonymous);
        let client = client.platform(Platform::NetFramework).build().unwrap();
        let error = Account::delete(id()).send(&client).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connect) && !error.outcome_unknown(), "{error}");
        assert!(error.to_string().starts_with("DELETE "), "{error}");
    });
}

#[test]
fn what_is_cut_while_it_leaves_is_unknown() {
    // At the first byte, in the middle of the head, and in the middle of the body.
    for read in [0, 40, 200_000] {
        run(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let times = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
            let counted = std::sync::Arc::clone(&times);
            tokio::spawn(async move {
                while let Ok((mut stream, _)) = listener.accept().await {
                    counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let mut left = vec![0; read];
                    let _ = stream.read_exact(&mut left).await;
                }
            });
            let client = Client::builder(format!("http://{address}")).auth(Anonymous);
            let client = client.platform(creatio_runtime::Platform::NetFramework).build().unwrap();
            let create = Account::create().key(id()).set(Account::NAME, "x".repeat(8 << 20));
            let error = create.send(&client).await.unwrap_err();
            assert!(error.outcome_unknown(), "{read}: {error}");
            assert_eq!(times.load(std::sync::atomic::Ordering::Relaxed), 1, "{read}");
        });
    }
}

#[test]
fn a_403_in_words_is_not_asked_again_with_a_newer_session() {
    for (words, times) in [("", 2), (&*error_body("No right to insert."), 1)] {
        run(async {
            let refused = Answer::new(403, "application/json", words);
            let server = Server::start([(LOGIN, signed_in("one")), ("POST /0/odata/", later(refused))]).await;
            let client = server.client();
            let slow = tokio::spawn(Account::create().key(id()).set(Account::NAME, "Acme").send(&client));
            while server.log().len() < 2 {
                tokio::task::yield_now().await;
            }
            // The answer comes after another task has signed in anew.
            server.then(LOGIN, signed_in("two"));
            client.login().await.unwrap();
            server.then("POST /0/odata/", status(204));
            assert_eq!(slow.await.unwrap().is_ok(), times == 2);
            assert_eq!(server.lines().iter().filter(|line| line.starts_with("POST /0/odata/")).count(), times);
        });
    }
}

#[test]
fn a_runtime_that_is_shut_down_leaves_a_change_unknown() {
    let outcome = |read: bool| {
        let stopped = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = Client::builder("http://127.0.0.1:9").auth(Anonymous).build().unwrap();
        let mut delete = Account::delete(id()).send(&client);
        let mut get = Account::get(id()).one(&client);
        // They begin, and get no further.
        stopped.block_on(std::future::poll_fn(|context| {
            let _ = Pin::new(&mut delete).poll(context);
            let _ = Pin::new(&mut get).poll(context);
            Poll::Ready(())
        }));
        drop(stopped);
        run(async { if read { get.await.map(drop) } else { delete.await } }).unwrap_err()
    };
    for (read, unknown) in [(true, false), (false, true)] {
        let error = outcome(read);
        assert!(matches!(error.kind(), ErrorKind::Stopped) && error.outcome_unknown() == unknown, "{error}");
    }
}

#[test]
fn a_session_that_expired_is_renewed_and_the_change_sent_once_more() {
    run(async {
        let script =
            [(LOGIN, signed_in("one")), ("PATCH", status(401)), (LOGIN, signed_in("two")), ("PATCH", status(204))];
        let server = Server::start(script).await;
        Account::update(id()).set(Account::NAME, "Acme").send(&server.client()).await.unwrap();
        server.done();
        let log = server.log();
        assert_eq!(log[1].body, log[3].body);
        assert_eq!(log[3].header("BPMCSRF"), "csrf-two");
    });
}

#[test]
fn what_is_done_is_done_though_the_answer_breaks_off() {
    let whole = format!(r#"{{"Id":"{ID}","Name":"Acme"}}"#);
    for (answer, own_key, expected) in [
        (Answer::new(201, "application/json", &whole).cut_after(9), true, "done"),
        (Answer::new(201, "application/json", &whole).cut_after(9), false, "unknown KeyNotTold"),
        (Answer::new(201, "application/json", &whole).then_silence(9), true, "done"),
        (
            Answer::new(201, "application/json", &whole)
                .header("Location", &format!("/0/odata/Account({ID})"))
                .cut_after(9),
            false,
            "done",
        ),
    ] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one")), ("POST /0/odata/", answer)]).await;
            let create = Account::create().set(Account::NAME, "Acme");
            let create = if own_key { create.key(id()) } else { create };
            let outcome = create.send(&server.client()).await;
            assert_eq!(told(&outcome, &server, "POST /0/odata/"), expected);
            assert!(outcome.is_err() || outcome.unwrap() == id());
        });
    }
}

#[test]
fn headers_of_changes() {
    let sent = |builder: fn(ClientBuilder) -> ClientBuilder| {
        run(async move {
            let server =
                Server::start([(LOGIN, signed_in("one")), ("PATCH", status(204)), ("DELETE", status(204))]).await;
            let client = builder(server.builder()).build().unwrap();
            Account::update(id()).set(Account::NAME, "Acme").send(&client).await.unwrap();
            Account::delete(id()).send(&client).await.unwrap();
            let names = [
                "content-type",
                "accept",
                "odata-version",
                "odata-maxversion",
                "prefer",
                "if-match",
                "forceusesession",
            ];
            let log = server.log();
            let lines = log[1..].iter().flat_map(|request| {
                let headers =
                    names.iter().map(|name| (*name, request.header(name))).filter(|(_, value)| !value.is_empty());
                let headers = headers.map(|(name, value)| format!("  {name}: {value}\n"));
                std::iter::once(format!("{}\n", request.line)).chain(headers).collect::<Vec<_>>()
            });
            lines.collect::<String>()
        })
    };
    assert_snapshot!(sent(|builder| builder), @"
    PATCH /0/odata/Account(410006e1-ca4e-4502-a9ec-e54d922d2c00)
      content-type: application/json; charset=utf-8
      accept: application/json
      odata-version: 4.0
      odata-maxversion: 4.0
      forceusesession: true
    DELETE /0/odata/Account(410006e1-ca4e-4502-a9ec-e54d922d2c00)
      accept: application/json
      odata-maxversion: 4.0
      forceusesession: true
    ");
    assert_snapshot!(sent(|builder| builder.ieee754_compatible(true)), @"
    PATCH /0/odata/Account(410006e1-ca4e-4502-a9ec-e54d922d2c00)
      content-type: application/json; charset=utf-8; IEEE754Compatible=true
      accept: application/json;IEEE754Compatible=true
      odata-version: 4.0
      odata-maxversion: 4.0
      forceusesession: true
    DELETE /0/odata/Account(410006e1-ca4e-4502-a9ec-e54d922d2c00)
      accept: application/json;IEEE754Compatible=true
      odata-maxversion: 4.0
      forceusesession: true
    ");
}
