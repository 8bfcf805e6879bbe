//! Rows that are deleted.

mod common;

use common::{delete, id, open, patch, stored};
use creatio_sandbox::{Oddity, Running};
use serde_json::{Value, json};

async fn start() -> Running {
    open()
        .rows(
            "Account",
            [
                json!({"Id": id(11), "Name": "Acme", "PrimaryContactId": id(1)}),
                json!({"Id": id(12), "Name": "Globex", "ParentId": id(12)}),
            ],
        )
        .rows("Contact", [json!({"Id": id(1), "AccountId": id(11)}), json!({"Id": id(2)})])
        .start()
        .await
        .expect("it starts")
}

#[tokio::test]
async fn a_row_is_gone() {
    let sandbox = start().await;
    let reply = delete(&sandbox, "Contact", 2).await;
    assert_eq!((reply.status, reply.body.as_str(), reply.header("odata-version")), (204, "", Some("4.0")));
    assert_eq!((stored(&sandbox, "Contact", 2), sandbox.row_count("Contact")), (Value::Null, 1));
    let again = delete(&sandbox, "Contact", 2).await;
    assert_eq!((again.status, again.body.as_str()), (404, ""));
    sandbox.set_oddity(Oddity::MissingRowHasBody, true);
    let again = delete(&sandbox, "Contact", 2).await;
    assert_eq!((again.status, again.message().as_str()), (404, "Resource not found."));
}

#[tokio::test]
async fn what_is_named_stays() {
    let sandbox = start().await;
    let reply = delete(&sandbox, "Account", 11).await;
    assert_eq!(reply.status, 500);
    assert_eq!(
        reply.message(),
        "23503: update or delete on table \"Account\" violates foreign key constraint \"FKContactAccountId\" on table \"Contact\""
    );
    assert_eq!(stored(&sandbox, "Account", 11)["Name"], "Acme");
    assert_eq!(delete(&sandbox, "Contact", 1).await.status, 500, "each names the other");
    assert_eq!(delete(&sandbox, "Account", 12).await.status, 204, "only itself names it");
    patch(&sandbox, "Contact", 1, json!({"AccountId": null})).await;
    assert_eq!(delete(&sandbox, "Account", 11).await.status, 204);
    assert_eq!(delete(&sandbox, "Contact", 1).await.status, 204);
}

#[tokio::test]
async fn without_foreign_keys_nothing_stays() {
    let sandbox = start().await;
    sandbox.set_oddity(Oddity::ForeignKeys, false);
    assert_eq!(delete(&sandbox, "Account", 11).await.status, 204);
    assert_eq!(stored(&sandbox, "Contact", 1)["AccountId"], id(11), "it leads nowhere now");
}
