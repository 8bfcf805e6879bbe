//! Every type there and back, in every form in which it may come back.

use creatio_runtime::uuid::uuid;
use creatio_sandbox::{Ending, Oddity};
use serde_json::json;

use crate::approve::{
    UsrApproveOrder, UsrApproveOrderLines, UsrApproveOrderOutput, UsrApproveOrderOutputLines,
    UsrApproveOrderOutputPlace, UsrApproveOrderPlace,
};
use crate::process::{approve, start};

/// An order with a value of every type.
pub(crate) fn order() -> UsrApproveOrder {
    let place = |shelf: &str| UsrApproveOrderPlace { shelf: Some(shelf.into()) };
    UsrApproveOrder {
        comment: Some("\"Jaśmin\" & <Três>\n{\"filter\":[]}\u{1F600}".into()),
        count: Some(i32::MIN),
        day: Some("2028-02-29".parse().expect("a date")),
        due: Some("2026-12-31T18:45:00.1234567+02:00".parse().expect("an instant")),
        hour: Some("23:59:59".parse().expect("a time")),
        lines: Some(vec![
            UsrApproveOrderLines {
                parts: Some(vec![place("A"), place("\"B\"")]),
                price: Some("0.1000000000000000000000000001".parse().expect("a decimal")),
                ready: Some(true),
            },
            UsrApproveOrderLines::default(),
        ]),
        order_id: Some(uuid!("62f9bc01-57cf-4cc7-90bf-8672acc922e3")),
        place: Some(place("C")),
        total: Some("79228162514264337593543950335".parse().expect("a decimal")),
        urgent: Some(false),
    }
}

/// What comes back of it.
fn handed_back(order: UsrApproveOrder) -> UsrApproveOrderOutput {
    let place = |place: UsrApproveOrderPlace| UsrApproveOrderOutputPlace { shelf: place.shelf };
    let line = |line: UsrApproveOrderLines| UsrApproveOrderOutputLines {
        parts: line.parts.unwrap_or_default().into_iter().map(place).collect(),
        price: line.price,
        ready: line.ready,
    };
    UsrApproveOrderOutput {
        comment: order.comment,
        count: order.count,
        day: order.day,
        due: order.due,
        hour: order.hour,
        lines: order.lines.unwrap_or_default().into_iter().map(line).collect(),
        order_id: order.order_id,
        place: order.place.map(place),
        total: order.total,
        urgent: order.urgent,
    }
}

#[tokio::test]
async fn every_type_goes_there_and_comes_back() {
    let (_sandbox, client) = start(approve()).await;
    let output = client.run(order()).await.expect("it runs").completed().expect("it completes");
    assert_eq!(output, handed_back(order()));
    let nothing = client.run(UsrApproveOrder::default()).await.expect("it runs").completed().expect("it completes");
    assert_eq!(nothing, handed_back(UsrApproveOrder::default()));
}

#[tokio::test]
async fn however_it_is_written() {
    let (sandbox, client) = start(approve()).await;
    // Milliseconds are all that some forms have.
    let due = Some("2026-12-31T16:45:00.123Z".parse().expect("an instant"));
    let order = UsrApproveOrder { due, ..order() };
    for oddity in [Oddity::ResultDatesAsMilliseconds, Oddity::ResultDatesWithoutZone, Oddity::ResultCollectionsAsText] {
        sandbox.set_oddity(oddity, true);
        let output = client.run(order.clone()).await.expect("it runs").completed().expect("it completes");
        assert_eq!(output, handed_back(order.clone()), "{oddity:?}");
        sandbox.set_oddity(oddity, false);
    }
}

/// What the process gets is what was meant, digit for digit, and of what was not set nothing.
#[tokio::test]
async fn the_process_gets_what_was_meant() {
    let (sandbox, client) = start(approve()).await;
    let _ = client.run(UsrApproveOrder { comment: Some(String::new()), ..Default::default() }).await.expect("it runs");
    let _ = client.run(order()).await.expect("it runs");
    let lines = json!([
        { "Parts": [{ "Shelf": "A" }, { "Shelf": "\"B\"" }], "Price": "0.1000000000000000000000000001", "Ready": true },
        {},
    ]);
    assert_eq!(
        sandbox.runs("UsrApproveOrder"),
        [
            json!({ "Comment": "" }),
            json!({
                "Comment": "\"Jaśmin\" & <Três>\n{\"filter\":[]}\u{1F600}",
                "Count": i32::MIN,
                "Day": "2028-02-29",
                "Due": "2026-12-31T16:45:00.1234567Z",
                "Hour": "23:59:59.0000000",
                "Lines": lines,
                "OrderId": "62f9bc01-57cf-4cc7-90bf-8672acc922e3",
                "Place": { "Shelf": "C" },
                "Total": "79228162514264337593543950335",
                "Urgent": false,
            }),
        ]
    );
}

/// What Creatio hands back for nothing.
#[tokio::test]
async fn empty_values_are_none() {
    let empty = json!({
        "OrderId": "00000000-0000-0000-0000-000000000000", "Due": "0001-01-01T00:00:00Z", "Day": "0001-01-01",
        "Lines": [], "Comment": "", "Count": 0, "Urgent": false, "Total": "0.00",
    });
    let (_sandbox, client) = start(approve().runs(move |_| Ending::Completed(empty.clone()))).await;
    let output = client.run(UsrApproveOrder::default()).await.expect("it runs").completed().expect("it completes");
    let expected = UsrApproveOrder {
        comment: Some(String::new()),
        count: Some(0),
        urgent: Some(false),
        total: Some("0.00".parse().expect("a decimal")),
        ..Default::default()
    };
    assert_eq!(output, handed_back(expected));
}
