//! From page to page: what is asked, in which order, and where a walk ends.
#![cfg(feature = "client")]
#![allow(missing_docs)]

mod common;
#[allow(dead_code)]
#[path = "client/server.rs"]
mod server;

use common::creatio::{Account, Contact};
use common::sample::Sample;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{ErrorKind, Platform, Query};
use server::{Answer, Server, json, run, status};

/// Accounts called 1, 2, 3, …
fn accounts(names: impl IntoIterator<Item = u32>) -> String {
    let account = |name: u32| format!(r#"{{"Id":"{}","Name":"{name}"}}"#, Uuid::from_u128(name.into()));
    names.into_iter().map(account).collect::<Vec<_>>().join(",")
}

fn page(names: impl IntoIterator<Item = u32>) -> Answer {
    json(format!(r#"{{"value":[{}]}}"#, accounts(names)))
}

fn counted(count: u64, names: impl IntoIterator<Item = u32>) -> Answer {
    json(format!(r#"{{"@odata.count":{count},"value":[{}]}}"#, accounts(names)))
}

/// Samples of another service, whose only column here is `Id`.
fn samples(ids: impl IntoIterator<Item = u32>, next: Option<&str>) -> Answer {
    let rows: Vec<_> = ids.into_iter().map(|id| format!(r#"{{"Id":{id}}}"#)).collect();
    let next = next.map(|next| format!(r#","@odata.nextLink":"{next}""#)).unwrap_or_default();
    json(format!(r#"{{"value":[{}]{next}}}"#, rows.join(",")))
}

/// A client that signs in nowhere.
fn client(server: &Server) -> Client {
    Client::builder(server.url()).auth(Anonymous).platform(Platform::NetFramework).build().unwrap()
}

fn names() -> Query<Account, (String,)> {
    Account::query().select((Account::NAME,)).page_size(3)
}

fn ids() -> Query<Sample, (i32,)> {
    Sample::query().select((Sample::ID,))
}

const FIRST: &str = "GET /0/odata/Account?$select=Name&$orderby=Id&$count=true&$top=3";
const REST: &str = "GET /0/odata/Account?$select=Name&$orderby=Id&$top=3";

async fn all(server: &Server, query: Query<Account, (String,)>) -> String {
    let rows = query.all(&client(server)).await.unwrap();
    server.done();
    rows.into_iter().map(|(name,)| name).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_server_that_caps_pages_below_what_was_asked() {
    run(async {
        let server = Server::start([
            (FIRST, counted(5, [1, 2])),
            ("GET /0/odata/Account?$select=Name&$orderby=Id&$top=3&$skip=2", page([3, 4])),
            ("GET /0/odata/Account?$select=Name&$orderby=Id&$top=3&$skip=4", page([5])),
        ]);
        assert_eq!(all(&server.await, names()).await, "1 2 3 4 5");
    });
}

#[test]
fn without_a_count_the_end_is_an_empty_page() {
    run(async {
        let skip = |rows: u32| format!("{REST}&$skip={rows}");
        let (two, three) = (skip(2), skip(3));
        let server = Server::start([(FIRST, page([1, 2])), (&two, page([3])), (&three, page([]))]).await;
        assert_eq!(all(&server, names()).await, "1 2 3");
    });
}

#[test]
fn rows_that_vanish_on_the_way_end_it_too() {
    run(async {
        let two = format!("{REST}&$skip=2");
        let server = Server::start([(FIRST, counted(9, [1, 2])), (&two, page([]))]).await;
        assert_eq!(all(&server, names()).await, "1 2");
    });
}

#[test]
fn top_and_skip_are_of_the_whole_walk() {
    run(async {
        let server = Server::start([
            ("GET /0/odata/Account?$select=Name&$orderby=Id&$count=true&$top=3&$skip=10", counted(99, [1, 2, 3])),
            // One is left, and the server sends more.
            ("GET /0/odata/Account?$select=Name&$orderby=Id&$top=1&$skip=13", page([4, 5])),
        ]);
        assert_eq!(all(&server.await, names().top(4).skip(10)).await, "1 2 3 4");
    });
}

#[test]
fn the_count_is_of_rows_before_those_passed_over() {
    run(async {
        let line = "GET /0/odata/Account?$select=Name&$orderby=Id&$count=true&$top=3&$skip=4";
        let server = Server::start([(line, counted(6, [5, 6]))]).await;
        assert_eq!(all(&server, names().skip(4)).await, "5 6");
    });
}

#[test]
fn nothing_is_asked_when_the_answer_is_known() {
    run(async {
        let server = Server::start([]).await;
        assert_eq!(all(&server, names().top(0)).await, "");
        assert_eq!(all(&server, names().filter(Filter::never())).await, "");
        assert_eq!(
            names().filter(Account::ID.one_of(std::iter::empty::<Uuid>())).count(&client(&server)).await.unwrap(),
            0
        );
        assert_eq!(server.lines(), [""; 0]);
    });
}

#[test]
fn links_to_the_next_page_go_first() {
    run(async {
        let next = |names: std::ops::Range<u32>, link: &str| {
            json(format!(r#"{{"@odata.nextLink":"{link}","value":[{}]}}"#, accounts(names)))
        };
        let server = Server::start([]).await;
        server.then(FIRST, next(1..3, "Account?$skiptoken=a"));
        server.then(
            "GET /0/odata/Account?$skiptoken=a",
            next(3..4, &format!("{}/0/odata/Account?$skiptoken=b", server.url())),
        );
        server.then("GET /0/odata/Account?$skiptoken=b", next(4..4, "/0/odata/Account?$skiptoken=c"));
        // Without a link, it is Creatio again.
        server.then("GET /0/odata/Account?$skiptoken=c", page([4]));
        server.then(REST, page([]));
        assert_eq!(all(&server, names()).await, "1 2 3 4");
        assert!(server.lines().last().unwrap().ends_with("&$skip=4"));
    });
}

#[test]
fn other_services_are_taken_at_their_word() {
    run(async {
        let server = Server::start([
            ("GET /svc/Samples?$select=Id", samples([1, 2], Some("Samples?$skiptoken=2"))),
            ("GET /svc/Samples?$skiptoken=2", samples([], Some("Samples?$skiptoken=3"))),
            ("GET /svc/Samples?$skiptoken=3", samples([3], None)),
        ])
        .await;
        let client = Client::builder(server.url()).auth(Anonymous).odata_path("svc").build().unwrap();
        assert_eq!(ids().page_size(2).all(&client).await.unwrap(), [(1,), (2,), (3,)]);
        server.done();
        let preferred: Vec<_> = server.log().iter().map(|request| request.header("Prefer")).collect();
        assert_eq!(preferred, ["odata.maxpagesize=2"; 3]);
        // `in` came with 4.01.
        assert_eq!(server.log()[0].header("OData-MaxVersion"), "4.01");

        // The query's own limit holds, whatever the service sends.
        server.then("GET /svc/Samples?$select=Id&$top=2", samples([1, 2, 3], Some("Samples?$skiptoken=3")));
        assert_eq!(ids().top(2).all(&client).await.unwrap(), [(1,), (2,)]);
        server.done();
    });
}

/// A service that counts unasked, and sends fewer rows and no link, has cut them.
#[test]
fn what_a_service_counts_is_believed() {
    run(async {
        let counted = |ids: &str| json(format!(r#"{{"@odata.count":3,"value":[{ids}]}}"#));
        let server = Server::start([("GET /svc/Samples?$select=Id", counted(r#"{"Id":1},{"Id":2}"#))]).await;
        server.then("GET /svc/Samples?$select=Id&$skip=2", counted(r#"{"Id":3}"#));
        let builder = Client::builder(server.url()).auth(Anonymous).odata_path("svc").ieee754_compatible(true);
        assert_eq!(ids().all(&builder.build().unwrap()).await.unwrap(), [(1,), (2,), (3,)]);
        server.done();
        assert_eq!(server.log()[0].header("Accept"), "application/json;IEEE754Compatible=true");
    });
}

#[test]
fn a_link_to_another_server_is_not_followed() {
    run(async {
        let server = Server::start([("GET /0/odata/Samples", samples([1], Some("https://evil.example/x?y=1")))]).await;
        let error = ids().all(&client(&server)).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::ForeignLink { .. }), "{error}");
        insta::assert_snapshot!(error.to_string().replace(&server.url(), "http://here"));
    });
}

#[test]
fn a_link_that_leads_back_is_an_error() {
    run(async {
        let server = Server::start([]).await;
        server.then("GET /0/odata/Samples", samples([1], Some("Samples?$skiptoken=1")));
        server.then("GET /0/odata/Samples", samples([2], Some("Samples?$skiptoken=1")));
        let error = ids().all(&client(&server)).await.unwrap_err();
        insta::assert_snapshot!(error.to_string().replace(&server.url(), "http://here"));
    });
}

#[test]
fn links_that_go_round_in_a_circle_are_an_error() {
    run(async {
        for len in 1..5 {
            let server = Server::start([]).await;
            for request in 0..16 {
                // Two pages lead to the circle. They need not have rows.
                let next = if request < 2 { request } else { 2 + request % len };
                server.then("GET /0/odata/Samples", samples([], Some(&format!("Samples?$skiptoken={next}"))));
            }
            let error = ids().all(&client(&server)).await.unwrap_err();
            assert!(error.to_string().contains("the walk would never end"), "{error}");
        }
    });
}

#[test]
fn a_reply_with_an_error_behind_its_rows_is_none() {
    run(async {
        let server = Server::start([]).await;
        let reply =
            || json(r#"{"@odata.count":1,"value":[{"Id":1}],"error":{"code":"500","message":"Disk on fire."}}"#);
        server.then("GET /0/odata/Samples", reply());
        let error = ids().all(&client(&server)).await.unwrap_err().to_string();
        assert!(error.ends_with("expected a whole reply, found an error behind what came first"), "{error}");
        server.then("GET /0/odata/Samples", reply());
        assert!(ids().count(&client(&server)).await.is_err());
        server.done();
    });
}

#[test]
fn a_singleton_that_is_null() {
    run(async {
        let server = Server::start([]).await;
        let me = Contact::SINGLETON_ME.get().select((Contact::NAME,));
        server.then("GET /0/odata/Me?$select=Name", status(204));
        assert_eq!(me.optional(&client(&server)).await.unwrap(), None);
        server.then("GET /0/odata/Me?$select=Name", status(204));
        assert!(me.one(&client(&server)).await.unwrap_err().is_not_found());
        // Nothing at all is no word of the service's.
        server.then("GET /0/odata/Me?$select=Name", status(200));
        assert!(me.optional(&client(&server)).await.is_err());
        server.done();
    });
}

#[test]
fn one_row_and_no_row_and_too_many() {
    const ONE: &str = "GET /0/odata/Account?$select=Name&$orderby=Id&$top=1";
    const TWO: &str = "GET /0/odata/Account?$select=Name&$orderby=Id&$count=true&$top=2";
    run(async {
        let server = Server::start([]).await;
        let client = client(&server);
        server.then(ONE, page([7]));
        assert_eq!(names().first(&client).await.unwrap(), Some(("7".to_owned(),)));
        server.then(ONE, page([]));
        assert_eq!(names().first(&client).await.unwrap(), None);
        server.then(TWO, counted(1, [7]));
        assert_eq!(names().one(&client).await.unwrap(), ("7".to_owned(),));
        server.then(TWO, counted(0, []));
        assert_eq!(names().optional(&client).await.unwrap(), None);

        server.then(TWO, counted(0, []));
        let none = names().one(&client).await.unwrap_err();
        assert!(none.is_not_found() && matches!(none.kind(), ErrorKind::NoRow { entity: "Account", .. }));
        insta::assert_snapshot!(none);
        for query in [names(), names().top(5)] {
            server.then(TWO, counted(3, [7, 8]));
            let many = query.optional(&client).await.unwrap_err();
            assert!(matches!(many.kind(), ErrorKind::NotOne { entity: "Account", .. }));
            insta::assert_snapshot!("many", many);
        }
        // A cap of one row hides nothing: the second one is asked for.
        server.then(TWO, counted(2, [7]));
        server.then("GET /0/odata/Account?$select=Name&$orderby=Id&$top=1&$skip=1", page([8]));
        assert!(matches!(names().one(&client).await.unwrap_err().kind(), ErrorKind::NotOne { .. }));
        server.done();
    });
}

#[test]
fn counting() {
    run(async {
        let server = Server::start([]).await;
        let client = client(&server);
        let query = names().filter(Account::NAME.eq("a b")).top(2).order_by(Account::NAME.asc());
        server.then(
            "GET /0/odata/Account?$filter=Name%20eq%20%27a%20b%27&$count=true&$top=0",
            counted(12_345_678_901, []),
        );
        assert_eq!(query.count(&client).await.unwrap(), 12_345_678_901);
        // A service that passes the options over.
        server.then("GET /0/odata/Account?$filter", page([1]));
        server.then(
            "GET /0/odata/Account/$count?$filter=Name%20eq%20%27a%20b%27",
            Answer::new(200, "text/plain", "\u{feff}42\n"),
        );
        assert_eq!(query.count(&client).await.unwrap(), 42);
        server.done();
    });
}

#[test]
fn by_key() {
    run(async {
        let server = Server::start([]).await;
        let client = client(&server);
        let get = Account::get(Uuid::from_u128(7)).select((Account::NAME,));
        let line = "GET /0/odata/Account(00000000-0000-0000-0000-000000000007)?$select=Name";
        server.then(line, json(r#"{"@odata.context":"x","Name":"7"}"#));
        assert_eq!(get.one(&client).await.unwrap(), ("7".to_owned(),));
        let missing = Answer::new(404, "application/json", r#"{"error":{"code":"","message":"Not there."}}"#);
        server.then(line, missing.clone());
        assert_eq!(get.optional(&client).await.unwrap(), None);
        server.then(line, missing);
        assert!(get.one(&client).await.unwrap_err().is_not_found());
        // Nor is a row missing where nothing is: an empty answer is believed once OData has answered at all.
        server.then(line, status(404));
        server.then("GET /0/odata/", Answer::new(404, "text/html", "<title>404</title>"));
        let error = get.optional(&client).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NoService), "{error}");
        server.then(line, status(404));
        server.then("GET /0/odata/", json(r#"{"value":[]}"#));
        assert_eq!(get.optional(&client).await.unwrap(), None);
        server.then(line, status(404));
        assert_eq!(get.optional(&client).await.unwrap(), None);
        // A set that is not there is no missing row.
        let no_set = r#"{"Message":"No HTTP resource was found","MessageDetail":"No type was found that matches"}"#;
        server.then(line, Answer::new(404, "application/json", no_set));
        let error = get.optional(&client).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnknownSet), "{error}");
        server.done();
    });
}

#[test]
fn a_row_is_named_by_its_number_in_the_walk() {
    run(async {
        let two = format!("{REST}&$skip=3");
        let bad = json(r#"{"value":[{"Name":"4"},{"Name":5}]}"#);
        let server = Server::start([(FIRST, counted(9, [1, 2, 3])), (&two, bad)]).await;
        let error = names().all(&client(&server)).await.unwrap_err();
        insta::assert_snapshot!(error.to_string().replace(&server.url(), "http://here"));
        assert_eq!(error.status(), Some(200));
    });
}

#[test]
fn a_stream_asks_for_no_more_than_is_taken() {
    run(async {
        let server = Server::start([(FIRST, counted(9, [1, 2, 3]))]).await;
        let mut rows = names().stream(&client(&server));
        assert_eq!(server.lines().len(), 0);
        for name in ["1", "2", "3"] {
            assert_eq!(rows.next().await.unwrap().unwrap().0, name);
        }
        assert_eq!(server.lines().len(), 1);
        server.then(REST, status(400));
        assert!(rows.next().await.unwrap().is_err());
        // An error is the last item.
        assert!(rows.next().await.is_none() && rows.next().await.is_none());
        server.done();
    });
}

#[test]
fn a_stream_whose_next_was_dropped_goes_on() {
    run(async {
        let server = Server::start([(FIRST, server::later(counted(2, [1, 2])))]).await;
        let mut pages = names().pages(&client(&server));
        assert!(tokio::time::timeout(std::time::Duration::from_millis(100), pages.next()).await.is_err());
        assert_eq!(pages.next().await.unwrap().unwrap().len(), 2);
        assert!(pages.next().await.is_none());
        server.done();
    });
}

/// What was begun goes on though nobody asks for it: it may hold what others wait for.
#[test]
fn a_stream_that_nobody_polls_keeps_nobody_waiting() {
    let soon = std::time::Duration::from_millis(100);
    run(async {
        // It signs in for the others, too.
        let login = server::later(server::signed_in("one"));
        let server = Server::start([(server::LOGIN, login), (FIRST, counted(1, [1])), (FIRST, counted(1, [2]))]).await;
        let client = server.client();
        let mut rows = names().stream(&client);
        assert!(tokio::time::timeout(soon, rows.next()).await.is_err());
        assert_eq!(names().all(&client).await.unwrap().len(), 1);
        assert!(rows.next().await.unwrap().is_ok());
        server.done();
    });
    run(async {
        // It has the only place among the requests that may be on their way.
        let server = Server::start([(FIRST, server::later(counted(1, [1]))), (FIRST, counted(1, [2]))]).await;
        let builder = Client::builder(server.url()).auth(Anonymous).platform(Platform::NetFramework);
        let client = builder.max_in_flight(1).build().unwrap();
        let mut rows = names().stream(&client);
        let mut call = names().all(&client);
        assert!(tokio::time::timeout(soon, rows.next()).await.is_err());
        assert!(tokio::time::timeout(soon, &mut call).await.is_err());
        assert_eq!(names().page_size(4).first(&client).await.map_err(|error| error.status()), Err(Some(418)));
        assert_eq!(call.await.unwrap()[0].0, "2");
        assert_eq!(rows.next().await.unwrap().unwrap().0, "1");
    });
}

/// Who gives up a call gives up the request.
#[test]
fn a_call_that_is_dropped_is_given_up() {
    run(async {
        let server = Server::start([(FIRST, server::silence()), (FIRST, counted(1, [1]))]).await;
        let builder = Client::builder(server.url()).auth(Anonymous).platform(Platform::NetFramework);
        let client = builder.max_in_flight(1).build().unwrap();
        let soon = std::time::Duration::from_millis(100);
        assert!(tokio::time::timeout(soon, names().all(&client)).await.is_err());
        assert_eq!(names().all(&client).await.unwrap().len(), 1);
        server.done();
    });
}

/// Calls and streams can be spawned, and borrow nothing.
#[test]
fn calls_outlive_what_they_were_made_from() {
    fn spawnable<T: Send + 'static>(value: T) -> T {
        value
    }
    run(async {
        let server = Server::start([(FIRST, counted(1, [1]))]).await;
        let call = {
            let client = client(&server);
            let query = names();
            let _ = spawnable(query.stream(&client));
            let _ = spawnable(query.pages(&client));
            spawnable(query.all(&client))
        };
        assert_eq!(tokio::spawn(call).await.unwrap().unwrap().len(), 1);
    });
}
