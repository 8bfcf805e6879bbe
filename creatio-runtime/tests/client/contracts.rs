//! Contracts of custom web services: what a call sends, and what is read of the reply.

use std::collections::BTreeMap;
use std::fmt::Debug;

use creatio_runtime::contract::{Raw, Returned};
use creatio_runtime::{Anonymous, Contract, Error, ErrorKind, Platform};
use serde::{Deserialize, Serialize};

use crate::server::{Answer, LOGIN, Server, hang_up, json, run, signed_in, status};

/// What a call sends: its first line and its body.
fn sent<C>(contract: C) -> Result<String, String>
where
    C: Contract + Serialize,
    C::Returns: Returned,
{
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("", Answer::new(200, "x/y", "null"))]).await;
        // Whatever is made of the answer.
        match server.client().call(contract).await {
            Err(error) if matches!(error.kind(), ErrorKind::Usage(_)) => {
                assert_eq!(server.lines(), [""; 0], "nothing is sent");
                Err(error.to_string())
            }
            _ => {
                let sent = &server.log()[1];
                Ok(format!("{} {}", sent.line.replace("/0/rest/UsrOrderService/", "…/"), sent.body))
            }
        }
    })
}

/// What is read of a reply.
fn read<C>(contract: C, answer: Answer) -> Result<C::Returns, Error>
where
    C: Contract + Serialize,
    C::Returns: Returned,
{
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("", answer)]).await;
        server.client().call(contract).await
    })
}

fn problem<C>(contract: C, reply: &str) -> String
where
    C: Contract + Serialize,
    C::Returns: Returned + Debug,
{
    let error = read(contract, json(reply)).unwrap_err();
    assert!(!error.outcome_unknown());
    let text = error.to_string();
    assert!(!text.contains("Smith"), "{text}");
    text.split_once(": ").unwrap().1.lines().next().unwrap().to_owned()
}

macro_rules! contract {
    ($name:ident { $($(#[$field:meta])* $member:ident: $type_:ty),* } $($attribute:tt)*) => {
        #[derive(Contract, Serialize)]
        #[contract(service = "UsrOrderService", method = "Run" $($attribute)*)]
        struct $name { $($(#[$field])* $member: $type_),* }
    };
}

/// An entity may be called so; imported by its name it leaves the derive alone.
mod named_as_an_entity {
    use creatio_runtime::prelude::*;

    use self::creatio::Contract;

    mod creatio {
        #[derive(serde::Serialize)]
        pub(crate) struct Contract {
            pub(crate) number: i32,
        }
    }

    #[derive(Contract, serde::Serialize)]
    #[contract(service = "UsrOrderService", method = "Run")]
    pub(super) struct Run<'r, T: serde::Serialize> {
        contract: &'r Contract,
        more: T,
    }

    #[test]
    fn both_can_be_used() {
        let contract = Contract { number: 7 };
        let sent = super::sent(Run { contract: &contract, more: [1] }).unwrap();
        assert_eq!(sent, r#"POST …/Run {"contract":{"number":7},"more":[1]}"#);
    }
}

#[test]
fn wrapped_bodies_hold_the_parameters_by_serdes_names() {
    contract!(Run { #[serde(rename = "orderId")] id: u64, note: Option<&'static str> });
    assert_eq!(
        sent(Run { id: u64::MAX, note: None }).unwrap(),
        r#"POST …/Run {"orderId":18446744073709551615,"note":null}"#
    );
    contract!(Nothing {});
    assert_eq!(sent(Nothing {}).unwrap(), "POST …/Run {}");
    contract!(Less { #[serde(skip_serializing_if = "Option::is_none")] note: Option<i32> });
    assert_eq!(sent(Less { note: None }).unwrap(), "POST …/Run {}");
}

/// `__type` has to come first where .NET reads derived types.
#[test]
fn members_keep_their_order_and_numbers_their_digits() {
    contract!(Run { z: f64, a: i128, list: Vec<f32> }, body = "bare");
    let sent = sent(Run { z: 0.1, a: i128::MAX, list: vec![1.5] }).unwrap();
    assert_eq!(sent, r#"POST …/Run {"z":0.1,"a":170141183460469231731687303715884105727,"list":[1.5]}"#);
}

#[test]
fn bare_bodies_are_the_one_parameter() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Run", body = "bare")]
    struct Ids(Vec<i32>);
    assert_eq!(sent(Ids(vec![1, 2])).unwrap(), "POST …/Run [1,2]");
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Run", body = "wrapped_response", path = "/all/?v=2")]
    struct Id(&'static str);
    assert_eq!(sent(Id("x")).unwrap(), r#"POST …/all?v=2 "x""#);

    contract!(Put { id: i32, #[contract(body)] order: Vec<&'static str>, deep: bool }, body = "bare", path = "o/{id}", verb = "PUT");
    assert_eq!(sent(Put { id: 7, order: vec!["a"], deep: true }).unwrap(), r#"PUT …/o/7?deep=true ["a"]"#);
}

#[test]
fn a_get_has_its_arguments_in_path_and_query() {
    contract!(Get { name: &'static str, age: Option<i32>, deep: bool }, verb = "GET");
    assert_eq!(
        sent(Get { name: "Ä & b", age: None, deep: true }).unwrap(),
        "GET …/Run?name=%C3%84%20%26%20b&deep=true "
    );

    contract!(Far { id: &'static str, rest: &'static str, since: Option<i32>, x: i32 }, verb = "GET",
        path = "orders/{id=all}/{*rest}?since={since}&v=2");
    let far = |id, since| Far { id, rest: "a/b c", since, x: 1 };
    assert_eq!(sent(far("a/b", None)).unwrap(), "GET …/orders/a%2Fb/a/b%20c?v=2&x=1 ");
    assert_eq!(sent(far("", Some(3))).unwrap(), "GET …/orders/all/a/b%20c?since=3&v=2&x=1 ");
}

#[test]
fn what_the_path_takes_is_not_in_the_body() {
    contract!(Run { id: i32, note: &'static str }, path = "orders/{id}");
    assert_eq!(sent(Run { id: 7, note: "x" }).unwrap(), r#"POST …/orders/7 {"note":"x"}"#);
    contract!(Delete { id: i32 }, path = "orders/{id}", verb = "DELETE");
    assert_eq!(sent(Delete { id: 7 }).unwrap(), "DELETE …/orders/7 ");
    contract!(Patch { id: i32 }, path = "orders/{id}", verb = "PATCH");
    assert_eq!(sent(Patch { id: 7 }).unwrap(), "PATCH …/orders/7 {}");
}

#[test]
fn what_can_not_stand_in_a_url_is_refused() {
    contract!(Get { ids: Vec<i32> }, verb = "GET");
    let refused = sent(Get { ids: vec![1] }).unwrap_err();
    assert_eq!(refused, "UsrOrderService.Run: `ids` is a list or an object, which can't stand in a URL");
    contract!(Path { id: Option<i32> }, path = "orders/{id}/x");
    let refused = sent(Path { id: None }).unwrap_err();
    assert_eq!(
        refused,
        "UsrOrderService.Run: `id` is empty and stands in the path `{id}`, where something must: give it a value"
    );
    contract!(Dots { id: &'static str }, path = "orders/{id}");
    assert!(sent(Dots { id: ".." }).unwrap_err().contains("leads elsewhere"));
}

#[test]
fn roots() {
    contract!(Core {}, root = "service_model");
    assert_eq!(sent(Core {}).unwrap(), "POST /0/ServiceModel/UsrOrderService.svc/Run {}");
    contract!(Portal {}, root = "ssp");
    assert_eq!(sent(Portal {}).unwrap(), "POST /0/ssp/rest/UsrOrderService/Run {}");
}

/// Values in a path are as private as those in a query.
#[test]
fn errors_show_the_template_and_not_its_values() {
    contract!(Find { email: &'static str, rest: &'static str, since: &'static str, x: i32 },
        path = "by/{email}/{*rest}?since={since}", verb = "GET");
    run(async {
        let said = r#"{"Message":"Nothing of ann@acme.com in her files, secret, nor since yesterday."}"#;
        let server =
            Server::start([(LOGIN, signed_in("one")), ("GET", Answer::new(400, "application/json", said))]).await;
        let find = Find { email: "ann@acme.com", rest: "her files", since: "yesterday", x: 1 };
        let text = server.client().call(find).await.unwrap_err().to_string();
        assert_eq!(
            text.lines().next().unwrap().replace(&server.url(), "http://x"),
            "GET http://x/0/rest/UsrOrderService/by/{email}/{*rest}: the server refuses the request (status 400): Nothing of … \
             in …, secret, nor since …."
        );
    });
}

/// WCF sends on to an address with a slash at its end, which holds the values again.
#[test]
fn an_address_that_is_sent_on_to_is_shown_without_values() {
    contract!(Path { name: &'static str } , path = "orders/{name}", verb = "GET");
    for to in ["/0/rest/UsrOrderService/orders/Ann%20Smith/", "/0/rest/UsrOrderService/orders/Ann Smith/"] {
        let error = read(Path { name: "Ann Smith" }, status(307).header("Location", to)).unwrap_err();
        let ErrorKind::Redirected { to, .. } = error.kind() else { panic!("{error}") };
        assert!(to.starts_with("http://127.0.0.1:") && to.ends_with("/0/rest/UsrOrderService/orders/…/"), "{to}");
        assert!(!error.to_string().contains("Smith"), "{error}");
    }
}

#[test]
fn raw_bodies() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrderService", method = "Upload", path = "files/{id}", body = "bare", returns = Raw)]
    struct Upload {
        id: i32,
        name: &'static str,
        #[contract(raw)]
        #[serde(skip)]
        file: Raw,
    }
    run(async {
        // Even a page is an answer, where bytes are asked for.
        let page = Answer::new(200, "text/html", "<html>\u{e4}</html>");
        let server = Server::start([(LOGIN, signed_in("one")), ("POST", page)]).await;
        let file = Raw::new(*b"\x89PNG").content_type("image/png");
        let file = Raw { bytes: b"plain".to_vec(), ..file };
        let raw = server.client().call(Upload { id: 7, name: "a b", file }).await.unwrap();
        assert_eq!((raw.content_type.as_str(), &raw.bytes[..]), ("text/html", "<html>\u{e4}</html>".as_bytes()));
        assert_eq!(format!("{raw:?}"), "Raw(text/html, 15 bytes)");
        let sent = &server.log()[1];
        assert_eq!(sent.line, "POST /0/rest/UsrOrderService/files/7?name=a%20b");
        assert_eq!(sent.body, "plain");
        assert_eq!((sent.header("content-type"), sent.header("accept")), ("image/png".into(), "*/*".into()));
    });
}

#[derive(Debug, Deserialize, PartialEq)]
struct Totals {
    total: i32,
    #[serde(default)]
    lines: Vec<Line>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Line {
    amount: i32,
}

#[test]
fn results_are_taken_out_of_their_wrappers() {
    let reply = r#"{"RunResult":{"total":1},"other":0}"#;
    let total = |total| Totals { total, lines: Vec::new() };
    contract!(Wrapped {}, returns = Totals);
    assert_eq!(read(Wrapped {}, json(reply)).unwrap(), total(1));
    contract!(Response {}, returns = Totals, body = "wrapped_response");
    assert_eq!(read(Response {}, json(reply)).unwrap(), total(1));
    contract!(Renamed {}, returns = i32, result = "other");
    assert_eq!(read(Renamed {}, json(reply)).unwrap(), 0);
    contract!(Request {}, returns = Totals, body = "wrapped_request");
    assert_eq!(read(Request {}, json("\u{feff}{\"total\":2}")).unwrap(), total(2));
    contract!(Bare {}, returns = Option<i32>, body = "bare");
    assert_eq!(read(Bare {}, json("")).unwrap(), None);
    contract!(Path {}, returns = i32, path = "somewhere/else");
    assert_eq!(read(Path {}, json(r#"{"RunResult":3}"#)).unwrap(), 3, "it goes by the method's name");

    #[derive(Debug, Deserialize, PartialEq)]
    struct Whole {
        #[serde(rename = "RunResult")]
        result: Totals,
        other: i32,
    }
    contract!(Out {}, returns = Whole, out);
    assert_eq!(read(Out {}, json(reply)).unwrap(), Whole { result: total(1), other: 0 });
}

#[test]
fn nothing_is_read_where_nothing_is_returned() {
    contract!(Nothing {});
    for reply in ["", "{}", r#"{"RunResult":null}"#, r#"{"RunResult":"what"}"#, "7"] {
        read(Nothing {}, json(reply)).unwrap();
    }
    read(Nothing {}, status(204)).unwrap();
}

#[test]
fn json_in_a_text() {
    contract!(Text {}, returns = Totals, json_string);
    let total = Totals { total: 1, lines: vec![Line { amount: 2 }] };
    let reply = r#"{"RunResult":"{\"total\":1,\"lines\":[{\"amount\":2}]}"}"#;
    assert_eq!(read(Text {}, json(reply)).unwrap(), total);
    assert!(problem(Text {}, r#"{"RunResult":{"total":1}}"#).contains("expected a text with JSON in it"));
    contract!(Bare {}, returns = Option<Totals>, json_string, body = "bare");
    for nothing in ["null", "\"\"", "\"null\""] {
        assert_eq!(read(Bare {}, json(nothing)).unwrap(), None);
    }
}

#[test]
fn a_reply_that_does_not_fit_says_where_and_nothing_of_what_is_in_it() {
    contract!(Run {}, returns = Totals);
    contract!(Words {}, returns = BTreeMap<String, Word>);
    contract!(Bare {}, returns = Totals, body = "bare");
    #[derive(Debug, Deserialize)]
    enum Word {
        A,
    }
    let _ = Word::A;
    insta::assert_snapshot!(
        [
            problem(Run {}, r#"{"RunResult":{"total":1,"lines":[{"amount":1},{"amount":"Smith, expected"}]}}"#),
            problem(Run {}, r#"{"RunResult":{"lines":[]}}"#),
            problem(Run {}, r#"{"RunResult":{"total":1.5}}"#),
            problem(Run {}, r#"{"RunResult":null}"#),
            problem(Run {}, r#"{"total":1}"#),
            problem(Run {}, r#"{"Smith & Sons":1}"#),
            problem(Run {}, "[1]"),
            problem(Run {}, r#"{"RunResult":"#),
            problem(Words {}, r#"{"RunResult":{"Mr Smith":"A","x":"Smith"}}"#),
            problem(Words {}, r#"{"RunResult":{"Mr Smith":"Smith"}}"#),
            problem(Bare {}, "{\"total\":1} Smith"),
        ]
        .join("\n")
    );
}

#[test]
fn a_service_that_says_that_it_failed_is_taken_at_its_word() {
    let failure = r#"{"success":false,"errorInfo":{"errorCode":"SecurityException","message":"No."}}"#;
    contract!(Wrapped {}, returns = Totals);
    contract!(Void {});
    contract!(Bare {}, returns = Totals, body = "bare");
    contract!(Text {}, returns = Totals, json_string);
    let quoted = serde_json::to_string(failure).unwrap();
    for error in [
        read(Wrapped {}, json(failure)).unwrap_err(),
        read(Wrapped {}, json(format!(r#"{{"RunResult":{failure}}}"#))).unwrap_err(),
        read(Void {}, json(format!(r#"{{"RunResult":{failure}}}"#))).unwrap_err(),
        read(Void {}, json(r#"{"Success":false,"ErrorInfo":{"ErrorCode":"SecurityException","Message":"No."}}"#))
            .unwrap_err(),
        read(Bare {}, json(failure)).unwrap_err(),
        read(Text {}, json(format!(r#"{{"RunResult":{quoted}}}"#))).unwrap_err(),
    ] {
        assert!(matches!(error.kind(), ErrorKind::Refused), "{error}");
        assert!(!error.outcome_unknown(), "it has answered");
        let server = error.server().unwrap();
        assert_eq!(server.message(), "No.");
        assert!(error.to_string().ends_with("the service says that it failed (status 200): No."), "{error}");
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Own {
        success: bool,
    }
    contract!(Unjudged {}, returns = Own, body = "bare", judged = false);
    assert_eq!(read(Unjudged {}, json(failure)).unwrap(), Own { success: false });
}

#[test]
fn a_get_is_repeated_and_nothing_else_unless_the_contract_says_so() {
    contract!(Get {}, verb = "GET");
    contract!(Changing {}, verb = "GET", changes = true);
    contract!(Post {});
    contract!(Reading {}, changes = false);
    fn sent<C: Contract<Returns = ()> + Serialize>(contract: C) -> (usize, bool) {
        run(async {
            let server = Server::start([(LOGIN, signed_in("one")), ("", hang_up()), ("", json("{}"))]).await;
            let unknown = server.client().call(contract).await.err().map(|error| error.outcome_unknown());
            (server.log().len() - 1, unknown.unwrap_or(false))
        })
    }
    assert_eq!(sent(Get {}), (2, false));
    assert_eq!(sent(Changing {}), (1, true));
    assert_eq!(sent(Post {}), (1, true));
    assert_eq!(sent(Reading {}), (2, false));
}

/// A call that is given up by the end of the runtime may have been carried out, if it changes something.
#[test]
fn the_end_of_the_runtime_leaves_open_what_was_done() {
    contract!(Post {});
    contract!(Get {}, verb = "GET");
    fn stopped<C: Contract<Returns = ()> + Serialize>(contract: C) -> Error {
        let inner = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = creatio_runtime::Client::builder("http://127.0.0.1:1").auth(Anonymous).build().unwrap();
        let mut call = std::pin::pin!(client.call(contract));
        inner.block_on(std::future::poll_fn(|context| {
            // It is a task of that runtime from here on.
            let _ = call.as_mut().poll(context);
            std::task::Poll::Ready(())
        }));
        drop(inner);
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(call).unwrap_err()
    }
    let (post, get) = (stopped(Post {}), stopped(Get {}));
    assert!(matches!(post.kind(), ErrorKind::Stopped) && post.outcome_unknown(), "{post}");
    assert!(matches!(get.kind(), ErrorKind::Stopped) && !get.outcome_unknown(), "{get}");
}

#[test]
fn that_it_blocks_is_carried_along() {
    contract!(Blocking {}, blocking);
    contract!(Other {});
    assert!(Blocking::OPERATION.is_blocking() && !Other::OPERATION.is_blocking());
}

#[test]
fn an_anonymous_service_is_sent_nothing_of_a_session() {
    contract!(Open {}, root = "service_model", anonymous);
    const OPEN: &str = "POST /0/ServiceModel/UsrOrderService.svc/Run";
    let cookies = || json("{}").header("Set-Cookie", "Own=1; path=/");
    run(async {
        let server =
            Server::start([(OPEN, cookies()), (OPEN, cookies()), (LOGIN, signed_in("one")), (OPEN, cookies())]).await;
        let client = server.client();
        client.call(Open {}).await.unwrap();
        server.builder().auth(Anonymous).build().unwrap().call(Open {}).await.unwrap();
        client.login().await.unwrap();
        client.call(Open {}).await.unwrap();
        server.done();
        for sent in server.log().iter().filter(|sent| sent.line == OPEN) {
            for header in ["cookie", "bpmcsrf", "crt_csrf", "forcesession", "forceusesession", "authorization"] {
                assert_eq!(sent.header(header), "", "{header}");
            }
        }
    });
    // The way is found by the service itself, for OData would want a login.
    run(async {
        let server =
            Server::start([(OPEN, status(404)), ("POST /ServiceModel/UsrOrderService.svc/Run", json("{}"))]).await;
        let client = server.builder().platform(Platform::Probe).build().unwrap();
        client.call(Open {}).await.unwrap();
        server.then("POST /ServiceModel/", json("{}"));
        client.call(Open {}).await.unwrap();
        server.done();
    });
    for refused in [status(401), status(403), status(302).header("Location", "/Login/NuiLogin.aspx")] {
        run(async {
            let server = Server::start([(OPEN, refused), (LOGIN, signed_in("one"))]).await;
            let client = server.client();
            client.login().await.unwrap();
            let error = client.call(Open {}).await.unwrap_err();
            assert!(error.is_auth() && error.to_string().contains("`AnonymousRoutes`"), "{error}");
            assert_eq!(server.lines().len(), 2, "nobody signs in anew");
        });
    }
}
