//! Rows that are created together, and rows that are bound by their address.

mod common;

use common::{delete, get, id, open, patch, post, stored};
use creatio_sandbox::{Oddity, Running};
use serde_json::{Value, json};

async fn start() -> Running {
    open()
        .oddity(Oddity::DeepInsert, true)
        .oddity(Oddity::OdataBind, true)
        .oddity(Oddity::NavigationInBodyIgnored, false)
        .oddity(Oddity::NestedExpand, true)
        .rows("Account", [json!({"Id": id(11), "Name": "Acme"}), json!({"Id": id(12), "Name": "Globex"})])
        .rows("Contact", [json!({"Id": id(1), "AccountId": id(11)}), json!({"Id": id(2)})])
        .start()
        .await
        .expect("it starts")
}

#[tokio::test]
async fn what_is_nested_is_created_too() {
    let sandbox = start().await;
    let body = json!({
        "Id": id(21),
        "Name": "Initech",
        "Type": {"Id": id(31), "Name": "Customer"},
        "ContactCollectionByAccount": [
            {"Id": id(3), "Name": "Ann", "Owner": {"Id": id(4), "Name": "Bob"}},
            {"Name": "made", "AccountId": id(12)},
        ],
    });
    let reply =
        post(&sandbox, "Account?$expand=Type,ContactCollectionByAccount($orderby=Name;$select=Name)", &body).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert_eq!(reply.json()["Type"]["Name"], "Customer");
    assert_eq!(reply.json()["ContactCollectionByAccount"], json!([{"Name": "Ann"}, {"Name": "made"}]));
    assert_eq!(stored(&sandbox, "Account", 21)["TypeId"], id(31));
    let ann = stored(&sandbox, "Contact", 3);
    assert_eq!((&ann["AccountId"], &ann["OwnerId"]), (&json!(id(21)), &json!(id(4))));
    assert_eq!((sandbox.row_count("Contact"), sandbox.row_count("Account")), (5, 3));
    // Nothing of it is there where a part is refused.
    for (wrong, status) in [
        (json!({"ContactCollectionByAccount": [{"Id": id(5)}, {"Id": id(3)}]}), 500),
        (json!({"ContactCollectionByAccount": [{"Id": id(5)}, {"OwnerId": id(99)}]}), 500),
        (json!({"ContactCollectionByAccount": [{"Id": id(5)}, {"Nope": 1}]}), 400),
        (json!({"ContactCollectionByAccount": {"Id": id(5)}}), 400),
        (json!({"ContactCollectionByAccount": null}), 400),
        (json!({"Type": [{}]}), 400),
        (json!({"Type": 1}), 400),
    ] {
        let reply = post(&sandbox, "Account", &wrong).await;
        assert_eq!(reply.status, status, "{wrong}: {}", reply.body);
    }
    assert_eq!((sandbox.row_count("Contact"), sandbox.row_count("Account")), (5, 3));
    assert_eq!(post(&sandbox, "Account", json!({"Type": null})).await.status, 201);
    // Rows are only created with a new one.
    assert_eq!(patch(&sandbox, "Account", 21, json!({"Type": {"Name": "x"}})).await.status, 400);
    let deep = format!("{}{{}}{}", "{\"Owner\":".repeat(101), "}".repeat(101));
    let reply = post(&sandbox, "Contact", deep).await;
    assert_eq!(
        (reply.status, reply.message().as_str()),
        (400, "item : The maximum recursion depth of 100 was exceeded.")
    );
}

#[tokio::test]
async fn a_lookup_is_bound_by_an_address() {
    let sandbox = start().await;
    let root = sandbox.odata_url();
    for (key, address) in [
        (12, format!("Account({})", id(12))),
        (11, format!("/Account({})", id(11))),
        (12, format!("{root}/Account({})", id(12))),
    ] {
        let body = json!({"Account@odata.bind": address});
        assert_eq!(patch(&sandbox, "Contact", 1, &body).await.status, 204, "{address}");
        assert_eq!(stored(&sandbox, "Contact", 1)["AccountId"], id(key), "{address}");
        let created = post(&sandbox, "Contact", &body).await;
        assert_eq!(created.json()["AccountId"], id(key), "{address}");
    }
    for wrong in [
        json!(format!("Account({})", id(99))),
        json!(format!("Contact({})", id(11))),
        json!("Account(1)"),
        json!("Account"),
        json!("Account(')"),
        json!("http://elsewhere/Account(1)"),
        json!(1),
        json!([format!("Account({})", id(11))]),
    ] {
        let reply = patch(&sandbox, "Contact", 1, json!({"Age": 50, "Account@odata.bind": wrong})).await;
        assert_eq!(reply.status, 400, "{wrong}: {}", reply.body);
    }
    assert_eq!(stored(&sandbox, "Contact", 1)["Age"], 0);
    assert_eq!(patch(&sandbox, "Contact", 1, json!({"Account@odata.bind": null})).await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 1)["AccountId"], Value::Null);
    sandbox.set_oddity(Oddity::OdataBind, false);
    let reply = patch(&sandbox, "Contact", 1, json!({"Account@odata.bind": format!("Account({})", id(11))})).await;
    assert_eq!(reply.status, 400);
}

#[tokio::test]
async fn details_are_bound_by_their_addresses() {
    let sandbox = start().await;
    sandbox.set_oddity(Oddity::Etags, true);
    let before = get(&sandbox, "Contact").await.column("@odata.etag");
    let both = json!([format!("Contact({})", id(1)), format!("Contact({})", id(2))]);
    let reply = patch(&sandbox, "Account", 12, json!({"ContactCollectionByAccount@odata.bind": both})).await;
    assert_eq!(reply.status, 204, "{}", reply.body);
    for key in [1, 2] {
        assert_eq!(stored(&sandbox, "Contact", key)["AccountId"], id(12));
    }
    let after = get(&sandbox, "Contact").await.column("@odata.etag");
    assert!(before.iter().all(|etag| !after.contains(etag)), "they were changed: {after:?}");
    let one = json!([format!("Contact({})", id(2))]);
    post(&sandbox, "Account", json!({"Id": id(13), "ContactCollectionByAccount@odata.bind": one})).await;
    assert_eq!(stored(&sandbox, "Contact", 2)["AccountId"], id(13));
    assert_eq!(delete(&sandbox, "Account", 13).await.status, 500, "it is named now");
    let none = json!([format!("Contact({})", id(1)), format!("Contact({})", id(99))]);
    let reply = post(&sandbox, "Account", json!({"ContactCollectionByAccount@odata.bind": none})).await;
    assert_eq!((reply.status, &stored(&sandbox, "Contact", 1)["AccountId"]), (400, &json!(id(12))));
    assert_eq!(
        patch(&sandbox, "Account", 12, json!({"ContactCollectionByAccount@odata.bind": null})).await.status,
        400
    );
    assert_eq!(get(&sandbox, "Account/$count").await.body, "3");
}
