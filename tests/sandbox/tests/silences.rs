//! What is answered with success and not done, each behind a switch.

mod common;

use common::{id, open, patch, post, stored};
use creatio_sandbox::{Oddity, Running, Sandbox};
use serde_json::{Value, json};

const ZERO: &str = "00000000-0000-0000-0000-000000000000";

fn seeded() -> Sandbox {
    open()
        .rows("Account", [json!({"Id": id(11), "Name": "Acme"})])
        .rows("Contact", [json!({"Id": id(1), "Age": 30, "AccountId": id(11)})])
}

async fn start() -> Running {
    seeded().start().await.expect("it starts")
}

#[tokio::test]
async fn a_zero_guid_is_passed_over_or_clears() {
    let sandbox = start().await;
    let body = json!({"AccountId": ZERO, "Age": 31});
    assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 204);
    let row = stored(&sandbox, "Contact", 1);
    assert_eq!((&row["AccountId"], &row["Age"]), (&json!(id(11)), &json!(31)));
    let created = post(&sandbox, "Contact", &body).await;
    assert_eq!((created.status, &created.json()["AccountId"]), (201, &json!(ZERO)), "an empty lookup reads so");
    sandbox.set_oddity(Oddity::ZeroGuidIgnored, false);
    for empties in [true, false] {
        sandbox.set_oddity(Oddity::EmptyValues, empties);
        patch(&sandbox, "Contact", 1, json!({"AccountId": id(11)})).await;
        assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 204);
        assert_eq!(stored(&sandbox, "Contact", 1)["AccountId"], Value::Null);
    }
}

#[tokio::test]
async fn a_link_is_passed_over_or_refused() {
    let sandbox = start().await;
    let bodies = [
        json!({"Id": id(2), "Account": {"Id": id(11)}, "Age": 31}),
        json!({"Id": id(2), "Account@odata.bind": format!("Account({})", id(11)), "Age": 31}),
        json!({"Id": id(2), "Account": null, "Age": 31}),
        json!({"Id": id(2), "ContactCollectionByOwner": [{"Nope": 1}], "Age": 31}),
    ];
    for body in &bodies {
        assert_eq!(post(&sandbox, "Contact", body).await.status, 201, "{body}");
        let row = stored(&sandbox, "Contact", 2);
        assert_eq!((&row["AccountId"], &row["Age"]), (&Value::Null, &json!(31)), "{body}");
        common::delete(&sandbox, "Contact", 2).await;
        assert_eq!(patch(&sandbox, "Contact", 1, body).await.status, 204, "{body}");
        assert_eq!(stored(&sandbox, "Contact", 1)["AccountId"], id(11), "{body}");
    }
    sandbox.set_oddity(Oddity::NavigationInBodyIgnored, false);
    for body in &bodies {
        let reply = post(&sandbox, "Contact", body).await;
        assert_eq!(reply.status, 400, "{body}");
        assert!(reply.message().ends_with("' can't be written in a body."), "{}", reply.body);
        assert_eq!(patch(&sandbox, "Contact", 1, body).await.status, 400, "{body}");
    }
    assert_eq!(sandbox.row_count("Contact"), 1);
}

#[tokio::test]
async fn a_date_without_a_zone_is_refused_or_lost() {
    let sandbox = start().await;
    let body = json!({"BirthDate": "2024-01-01T04:00:00.000"});
    let reply = patch(&sandbox, "Contact", 1, &body).await;
    assert_eq!(reply.status, 400);
    assert_eq!(
        reply.message(),
        "item : Cannot convert the literal '2024-01-01T04:00:00.000' to the expected type 'Edm.DateTimeOffset'."
    );
    sandbox.set_oddity(Oddity::ZonelessDateIsYearOne, true);
    let created = post(&sandbox, "Contact", &body).await;
    assert_eq!((created.status, &created.json()["BirthDate"]), (201, &json!("0001-01-01T00:00:00Z")));
    patch(&sandbox, "Contact", 1, json!({"BirthDate": "2024-01-01T04:00:00Z"})).await;
    assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 1)["BirthDate"], Value::Null, "the year 1 is no date here");
    sandbox.set_oddity(Oddity::EmptyValues, false);
    assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 1)["BirthDate"], "0001-01-01T00:00:00Z");
    // It is still a time that must exist.
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"BirthDate": "2024-02-30T04:00:00"})).await.status, 400);
}

#[tokio::test]
async fn a_date_without_a_time_begins_in_the_servers_zone() {
    for (minutes, stored_as) in
        [(0, "2024-03-01T00:00:00Z"), (120, "2024-02-29T22:00:00Z"), (-330, "2024-03-01T05:30:00Z")]
    {
        let sandbox = seeded().utc_offset(minutes).start().await.expect("it starts");
        let body = json!({"BirthDate": "2024-03-01"});
        assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 204);
        assert_eq!(stored(&sandbox, "Contact", 1)["BirthDate"], stored_as);
        // A zone of its own counts for more.
        patch(&sandbox, "Contact", 1, json!({"BirthDate": "2024-03-01T00:00:00Z"})).await;
        assert_eq!(stored(&sandbox, "Contact", 1)["BirthDate"], "2024-03-01T00:00:00Z");
        sandbox.set_oddity(Oddity::DateOnlyInServerZone, false);
        assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 400);
    }
    let error = open().utc_offset(900).start().await.expect_err("it is refused").to_string();
    assert_eq!(error, "the zone of 900 minutes is none; expected -840 to 840");
}

#[tokio::test]
async fn a_dropped_column_is_not_written() {
    let sandbox = seeded().drops("Contact", "Notes").start().await.expect("it starts");
    let body = json!({"Id": id(2), "Notes": "x", "Age": 31});
    let created = post(&sandbox, "Contact", &body).await;
    assert_eq!((created.status, &created.json()["Notes"], &created.json()["Age"]), (201, &json!(""), &json!(31)));
    patch(&sandbox, "Contact", 1, &body).await;
    let row = stored(&sandbox, "Contact", 1);
    assert_eq!((&row["Notes"], &row["Age"]), (&json!(""), &json!(31)));
    // Values are read before they are lost, and only this set's are lost.
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"Notes": 1})).await.status, 400);
    patch(&sandbox, "Account", 11, json!({"Notes": "kept"})).await;
    assert_eq!(stored(&sandbox, "Account", 11)["Notes"], "kept");
    sandbox.drops("Contact", "AccountId");
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"AccountId": null})).await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 1)["AccountId"], id(11));
    let error = seeded().drops("Contact", "Nots").start().await.expect_err("it is refused").to_string();
    assert!(error.ends_with("has no column \"Nots\"; did you mean \"Notes\"?"), "{error}");
}
