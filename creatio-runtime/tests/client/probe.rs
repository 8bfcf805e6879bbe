//! Finding out what the server is.

use creatio_runtime::{Anonymous, Client, Error, ErrorKind, Forms, Platform};

use crate::server::{Answer, LOGIN, Server, hang_up, json, run, signed_in, status};

/// Probes for OData below `/0/` and without it are answered so; then a read, by the lines of what was asked.
fn lines(answers: impl IntoIterator<Item = Answer>, then: &str) -> Result<Vec<String>, Error> {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), (then, json("{}")), (then, json("{}"))]).await;
        for (line, answer) in ["GET /0/odata/", "GET /odata/"].into_iter().zip(answers) {
            server.then(line, answer);
        }
        let client = server.builder().platform(Platform::Probe).build().unwrap();
        client.odata_get_raw("A").await?;
        client.odata_get_raw("A").await?;
        server.done();
        Ok(server.lines())
    })
}

fn document() -> Answer {
    json(r#"{"@odata.context":"x","value":[]}"#)
}

#[test]
fn once_when_it_is_first_needed() {
    let below = "GET /0/odata/A";
    assert_eq!(lines([document()], below).unwrap(), [LOGIN, "GET /0/odata/", below, below]);
    let without = "GET /odata/A";
    let expected = [LOGIN, "GET /0/odata/", "GET /odata/", without, without];
    let page = || Answer::new(200, "text/html", "<html><title>Creatio</title>");
    for first in [status(404), page(), status(302).header("Location", "/Error")] {
        assert_eq!(lines([first, document()], without).unwrap(), expected);
    }
}

#[test]
fn a_missing_right_shows_that_it_is_there() {
    assert_eq!(lines([status(403)], "GET /0/odata/A").unwrap().len(), 4);
}

/// A page at both addresses may be that of an instance that is being updated, which is another thing a minute later.
#[test]
fn while_it_is_unclear_it_is_the_older() {
    for unclear in [status(404), Answer::new(200, "text/html", "<html><title>Maintenance</title>")] {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one"))]).await;
            let client = server.builder().platform(Platform::Probe).build().unwrap();
            for _ in 0..2 {
                server.then("GET /0/odata/", unclear.clone());
                server.then("GET /odata/", unclear.clone());
                server.then("GET /0/odata/A", json("{}"));
                client.odata_get_raw("A").await.unwrap();
            }
            server.then("GET /0/odata/", status(404));
            server.then("GET /odata/", document());
            server.then("GET /odata/A", json("{}"));
            client.odata_get_raw("A").await.unwrap();
            server.done();
        });
    }
}

#[test]
fn a_server_that_fails_is_asked_again_later() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("GET /0/odata/", status(500))]).await;
        let client = server.builder().platform(Platform::Probe).build().unwrap();
        let error = client.odata_get_raw("A").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Server), "{error}");
        server.then("GET /0/odata/", status(404));
        server.then("GET /odata/", document());
        server.then("GET /odata/A", json("{}"));
        client.odata_get_raw("A").await.unwrap();
        server.done();
    });
}

#[test]
fn ten_tasks_probe_once() {
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("GET /0/odata/", hang_up())]).await;
        server.then("GET /0/odata/", document());
        (0..10).for_each(|_| server.then("GET /0/odata/A", json("{}")));
        let client = server.builder().platform(Platform::Probe).build().unwrap();
        let tasks: Vec<_> = (0..10)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.odata_get_raw("A").await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        server.done();
    });
}

#[test]
fn a_service_that_is_not_creatios_is_where_it_is_said_to_be() {
    for (address, path, expected) in [
        ("/V4/", "", "GET /V4/A"),
        ("/V4", "", "GET /V4/A"),
        ("", "/odata/v4/", "GET /odata/v4/A"),
        ("/x/0/odata", "", "GET /x/0/odata/A"),
        ("/app/", "0/odata", "GET /app/0/odata/A"),
    ] {
        run(async {
            let server = Server::start([(expected, json("{}"))]).await;
            let address = format!("{}{address}", server.url());
            let client = Client::builder(address).auth(Anonymous).odata_path(path).build().unwrap();
            client.odata_get_raw("A").await.unwrap();
            assert_eq!(server.lines(), [expected]);
        });
    }
}

#[test]
fn the_address_may_have_a_path() {
    run(async {
        let login = "POST /sales/ServiceModel/AuthService.svc/Login";
        let server = Server::start([(login, signed_in("one")), ("GET /sales/0/odata/A", json("{}"))]).await;
        let client = Client::builder(format!("{}/sales/", server.url())).auth(Forms::new("Ann", "x"));
        client.platform(Platform::NetFramework).build().unwrap().odata_get_raw("A").await.unwrap();
        server.done();
    });
}

#[test]
fn metadata_is_fetched_with_its_progress() {
    run(async {
        let document = format!("<?xml version=\"1.0\"?><edmx:Edmx>{}</edmx:Edmx>", " ".repeat(200_000));
        let answer = || Answer::new(200, "application/xml", &document);
        let script = [(LOGIN, signed_in("one")), ("GET /0/odata/$metadata", answer().cut_after(100_000))];
        let server = Server::start(script).await;
        server.then("GET /0/odata/$metadata", answer());
        let (sender, receiver) = std::sync::mpsc::channel();
        let call = server.client().metadata().on_progress(move |bytes| sender.send(bytes).unwrap());
        assert_eq!(call.await.unwrap(), document.as_bytes());
        assert_eq!(receiver.into_iter().last(), Some(document.len() as u64));
        assert_eq!(server.log()[1].header("accept"), "application/xml");
    });
}

#[test]
fn a_page_is_no_metadata() {
    for (answer, expected) in [
        (
            Answer::new(200, "application/xml", "<!DOCTYPE html><title>Hi</title>"),
            "answered with a page, \"Hi\" (status 200)",
        ),
        (json(r#"{"error":{"code":"","message":"No."}}"#), "the server failed (status 200): No."),
        (status(404), "nothing is served there (status 404)"),
    ] {
        run(async {
            let server = Server::start([("GET /0/odata/$metadata", answer)]).await;
            let error = server.builder().auth(Anonymous).build().unwrap().metadata().await.unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        });
    }
}

/// Signing in comes first: a page in place of its answer says nothing about where OData is.
#[test]
fn a_login_that_fails_is_sent_once() {
    run(async {
        let page = Answer::new(200, "text/html", "<html><title>Maintenance</title>");
        let server = Server::start([(LOGIN, page)]).await;
        let client = server.builder().platform(Platform::Probe).build().unwrap();
        let error = client.odata_get_raw("A").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotJson { .. }), "{error}");
        assert_eq!(server.lines(), [LOGIN]);
    });
}
