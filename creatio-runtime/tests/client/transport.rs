//! Where requests go, and where they do not.

use std::error::Error as _;

use creatio_runtime::{Anonymous, Client, ErrorKind, Forms, Platform};
use tokio::net::TcpListener;

use crate::server::{LOGIN, Server, json, run, signed_in, status};

fn builder(address: &str) -> creatio_runtime::ClientBuilder {
    Client::builder(address).platform(Platform::NetFramework)
}

#[test]
fn redirects_are_never_followed() {
    run(async {
        let other = Server::start([]).await;
        for to in [format!("{}/x?token=1", other.url()), "//other.example/Login/x".into(), "/0/odata/B".into()] {
            let server = Server::start([(LOGIN, signed_in("one"))]).await;
            server.then("GET /0/odata/A", status(302).header("Location", &to));
            let error = server.client().odata_get_raw("A").await.unwrap_err();
            let ErrorKind::Redirected { to, .. } = error.kind() else { panic!("{error}") };
            assert!(!to.contains("token"), "{to}");
            assert_eq!((server.log().len(), error.status()), (2, Some(302)));
        }
        assert!(other.log().is_empty());
    });
}

#[test]
fn nothing_is_asked_of_another_server() {
    run(async {
        let (server, other) = (Server::start([]).await, Server::start([]).await);
        let error = server.client().odata_get_raw(&format!("{}/0/odata/A", other.url())).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::ForeignLink { .. }), "{error}");
        for path in ["../../../x", "A#b"] {
            assert!(matches!(server.client().odata_get_raw(path).await.unwrap_err().kind(), ErrorKind::Usage(_)));
        }
        assert!(server.log().is_empty() && other.log().is_empty());
    });
}

#[test]
fn a_password_goes_over_plain_http_to_this_machine_only() {
    let forms = || Forms::new("Ann", "hunter2");
    let error = builder("http://acme.creatio.com").auth(forms()).build().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::PlainHttp));
    assert!(error.to_string().contains("plain http"), "{error}");
    builder("http://acme.creatio.com").auth(forms()).allow_http(true).build().unwrap();
    builder("http://acme.creatio.com").auth(Anonymous).build().unwrap();
    builder("http://localhost:5000").auth(forms()).build().unwrap();
    builder("https://acme.creatio.com").auth(forms()).build().unwrap();
}

#[test]
fn what_the_builder_refuses() {
    let error = builder("https://acme.creatio.com").build().unwrap_err().to_string();
    assert!(error.contains(".auth(Forms::new(user, password))"), "{error}");
    assert!(builder("https://acme.creatio.com").auth(Anonymous).odata_path("../x?y").build().is_err());
    assert!(builder("https://acme.creatio.com").auth(Anonymous).odata_path("x?y").build().is_err());
}

#[test]
fn a_builder_of_ones_own_can_loosen_nothing() {
    run(async {
        let http = creatio_runtime::reqwest::Client::builder()
            .no_proxy()
            .cookie_store(true)
            .redirect(creatio_runtime::reqwest::redirect::Policy::limited(10))
            .user_agent("mine");
        let server = Server::start([(LOGIN, signed_in("one"))]).await;
        server.then("GET /0/odata/A", status(302).header("Location", "/0/odata/B"));
        let client = server.builder().http(http).build().unwrap();
        assert!(client.odata_get_raw("A").await.is_err());
        assert_eq!(server.log().len(), 2);
        assert_eq!(server.log()[1].header("user-agent"), "mine");
        assert_eq!(server.log()[1].header("cookie").matches(".ASPXAUTH").count(), 1);
        server.then(LOGIN, signed_in("two"));
        client.login().await.unwrap();
        assert_eq!(server.log()[2].header("cookie"), "", "a new session begins without cookies");
    });
}

#[test]
fn the_default_says_who_asks() {
    run(async {
        let server = Server::start([("GET /0/odata/A", json("{}"))]).await;
        server.builder().auth(Anonymous).build().unwrap().odata_get_raw("A").await.unwrap();
        assert!(server.log()[0].header("user-agent").starts_with("creatio-runtime/"));
    });
}

#[test]
fn nobody_listens() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let client = builder(&address).auth(Anonymous).build().unwrap();
        let error = client.odata_get_raw("A?$filter=secret").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connect) && error.status().is_none());
        let text = error.to_string();
        assert!(text.starts_with(&format!("GET {address}/0/odata/A: can't connect: Connection refused")), "{text}");
        assert!(text.contains(", 4 times\nis the address right"), "{text}");
        let mut cause = error.source();
        while let Some(error) = cause {
            assert!(!format!("{error} {error:?}").contains("secret"));
            cause = error.source();
        }
    });
}

#[test]
fn what_speaks_no_tls_is_told_so() {
    run(async {
        let server = Server::start([]).await;
        let address = server.url().replace("http://", "https://");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = address.replace(&server.url()["http://".len()..], &listener.local_addr().unwrap().to_string());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            }
        });
        let client = builder(&address).auth(Anonymous).build().unwrap();
        let error = client.odata_get_raw("A").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Tls), "{error}");
        assert!(error.to_string().contains("does not speak TLS"), "{error}");
    });
}
