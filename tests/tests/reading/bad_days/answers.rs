//! Answers that are not what was asked for.

use creatio_runtime::prelude::*;
use creatio_runtime::{Error, ErrorKind};
use creatio_sandbox::{Fault, Running};
use insta::assert_snapshot;
use serde_json::json;

use crate::clock::run;
use crate::creatio::{City, Contact};
use crate::stage::{anonymous, forms, sandbox, text};

async fn start() -> (Running, Client) {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let client = anonymous(&sandbox);
    (sandbox, client)
}

/// What a filter with a name in it comes to, and what it says. That the name is not in it is looked at by `text`.
async fn search(sandbox: &Running, client: &Client) -> (Error, String) {
    let error = Contact::query().filter(Contact::NAME.eq("Smith")).all(client).await.unwrap_err();
    let text = text(sandbox, &error);
    (error, text)
}

#[tokio::test]
async fn json_that_was_cut() {
    let (sandbox, client) = start().await;
    sandbox.fault(Fault::Truncated);
    let error = Contact::query().all(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Decode(_)));
    assert_snapshot!(text(&sandbox, &error), @"GET http://sandbox/0/odata/Contact: Contact, row 2: not JSON at byte 2131: it ends too early");
}

#[tokio::test]
async fn a_page_for_people() {
    let (sandbox, client) = start().await;
    sandbox.fault(Fault::Html(500));
    assert_snapshot!(search(&sandbox, &client).await.1, @"GET http://sandbox/0/odata/Contact: the server failed (status 500): 500 - Internal Server Error");
    sandbox.fault(Fault::Html(200));
    assert_snapshot!(search(&sandbox, &client).await.1, @r#"
    GET http://sandbox/0/odata/Contact: answered with a page, "500 - Internal Server Error" (status 200)
    is the address right, and `.platform(…)`? a proxy may answer like this too
    "#);
    sandbox.fault(Fault::Html(404));
    assert_snapshot!(search(&sandbox, &client).await.1, @r#"
    GET http://sandbox/0/odata/Contact: nothing is served there (status 404): 404 - Not Found
    is the address right, and `.platform(…)`? a proxy may answer like this too
    "#);
}

#[tokio::test]
async fn an_error_that_repeats_the_question() {
    let (sandbox, client) = start().await;
    let message = "Syntax error at position 12 in 'Name eq 'Smith''. Column by path Smith not found in schema Contact.";
    let body = json!({"error": {"code": "", "message": "An error has occurred.", "innererror": {"message": message}}});
    for status in [400, 500, 200] {
        sandbox.fault(Fault::json(status, &body));
        let (error, text) = search(&sandbox, &client).await;
        assert_eq!(error.status(), Some(status));
        assert!(text.contains("Syntax error at position 12 in '…'."), "{text}");
    }
    sandbox.fault(Fault::json(200, &body));
    assert_snapshot!(search(&sandbox, &client).await.1, @r#"
    GET http://sandbox/0/odata/Contact: the server failed (status 200): Syntax error at position 12 in '…'. Column by path … not found in schema Contact.
    if the metadata has changed since the code was generated, fetch it and generate again
    "#);
}

#[tokio::test]
async fn more_than_is_taken() {
    let (sandbox, _) = start().await;
    let client = forms(&sandbox).auth(Anonymous).max_response_bytes(1 << 20).build().unwrap();
    sandbox.fault(Fault::Oversized((1 << 20) + 1));
    let (error, text) = search(&sandbox, &client).await;
    assert!(matches!(error.kind(), ErrorKind::TooLarge { limit: 1_048_576, .. }));
    assert_snapshot!(text, @r#"
    GET http://sandbox/0/odata/Contact: the answer is larger than 1048576 bytes
    ask for fewer rows or columns at once, or allow more: `.max_response_bytes(…)`
    "#);
    sandbox.fault(Fault::Oversized(1 << 20));
    assert_eq!(Contact::query().all(&client).await.unwrap(), []);
}

#[test]
fn a_connection_that_breaks_in_the_middle_of_a_page() {
    run(async {
        let rows = sandbox().auth(false).repeat("City", 2_500, json!({"Name": "{n}"}));
        let sandbox = rows.start().await.unwrap();
        let client = anonymous(&sandbox);
        let query = City::query().filter(City::NAME.ne("Smith")).select((City::ID, City::NAME));
        // The second page, twice.
        let cut = sandbox.fault(Fault::Cut).on("skip=1000").times(2);
        let rows = query.all(&client).await.unwrap();
        let mut ids: Vec<_> = rows.iter().map(|(id, _)| *id).collect();
        assert!(ids.is_sorted(), "in the order that was asked for");
        ids.dedup();
        assert_eq!((cut.hits(), ids.len()), (2, 2_500), "complete, and none twice");

        let cut = sandbox.fault(Fault::Cut).on("skip=1000").always();
        let mut stream = query.stream(&client);
        let mut received = 0;
        let error = loop {
            match stream.next().await.unwrap() {
                Ok(_) => received += 1,
                Err(error) => break error,
            }
        };
        assert_eq!((cut.hits(), received), (4, 1_000));
        assert!(stream.next().await.is_none(), "nothing follows an error");
        assert_snapshot!(text(&sandbox, &error), @"GET http://sandbox/0/odata/City: the connection broke: end of file before message length reached (status 200), 4 times");
        cut.remove();
        // Before there is a status.
        let cut = sandbox.fault(Fault::NoReply).times(1);
        assert_eq!(query.count(&client).await.unwrap(), 2_500);
        assert_eq!(cut.hits(), 1);
    });
}

#[test]
fn a_server_that_is_not_there() {
    run(async {
        let (sandbox, client) = start().await;
        let url = sandbox.url();
        sandbox.stop().await;
        let error = Contact::query().all(&client).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connect));
        assert_snapshot!(error.to_string().replace(&url, "http://sandbox"), @r#"
        GET http://sandbox/0/odata/Contact: can't connect: Connection refused (os error 111), 4 times
        is the address right, and does the server run? a firewall or proxy may stand between
        "#);
    });
}

#[tokio::test]
async fn a_next_page_somewhere_else() {
    let (sandbox, client) = start().await;
    sandbox.fault(Fault::NextLink("http://crm.evil.com/0/odata/Contact?$skiptoken=secret".to_owned()));
    let error = Contact::query().all(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ForeignLink { .. }));
    assert_snapshot!(text(&sandbox, &error), @r#"
    GET http://sandbox/0/odata/Contact: the next page is said to be at http://crm.evil.com/0/odata/Contact, another server
    a proxy that hides the server's own name must rewrite it in answers
    "#);
}
