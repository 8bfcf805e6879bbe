//! `$expand`.

mod common;

use common::{get, id, open};
use creatio_sandbox::{Oddity, Running, Sandbox};
use serde_json::{Value, json};

fn seeded() -> Sandbox {
    open()
        .rows("AccountType", [json!({"Id": id(21), "Name": "Customer"})])
        .rows("Account", [json!({"Id": id(11), "Name": "Acme", "TypeId": id(21)})])
        .rows(
            "Contact",
            (1..=5).map(|number| {
                let account = (number < 3).then(|| id(11));
                json!({"Id": id(number), "Name": format!("c{number}"), "AccountId": account, "Age": number})
            }),
        )
}

async fn start() -> Running {
    seeded().start().await.expect("it starts")
}

#[tokio::test]
async fn plain_expand_is_one_level_of_lookups() {
    let sandbox = start().await;
    let rows = get(&sandbox, "Contact?$select=Name&$expand=Account,Type&$orderby=Name&$skip=1&$top=2").await.json();
    assert_eq!(rows["@odata.context"], format!("{}/$metadata#Contact(Name,Account(),Type())", sandbox.odata_url()));
    assert_eq!(rows["value"][0]["Account"]["TypeId"], id(21));
    assert_eq!((&rows["value"][1]["Account"], &rows["value"][1]["Type"]), (&Value::Null, &Value::Null));
    for query in [
        "$expand=Account($select=Name)",
        "$expand=OrderCollectionByContact",
        "$expand=Account/Type",
        "$expand=Nope",
        "$expand=Name",
        "$expand=Account()",
    ] {
        assert_eq!(get(&sandbox, &format!("Contact?{query}")).await.status, 400, "{query}");
    }
    sandbox.set_oddity(Oddity::EmptyLookupExpandsToObject, true);
    let row = get(&sandbox, &format!("Contact({})?$expand=Account", id(3))).await.json();
    assert_eq!(row["Account"]["Id"], "00000000-0000-0000-0000-000000000000");
}

#[tokio::test]
async fn nested_expand_is_behind_a_switch() {
    let sandbox = seeded().oddity(Oddity::NestedExpand, true).start().await.expect("it starts");
    let row = get(
        &sandbox,
        &format!("Contact({})?$select=Name&$expand=Account($select=Name;$expand=Type($select=Name))", id(1)),
    )
    .await
    .json();
    assert_eq!(row["Account"], json!({"Name": "Acme", "Type": {"Name": "Customer"}}));
    let details =
        "ContactCollectionByAccount($select=Name;$filter=Age gt 0;$orderby=Name desc;$top=1;$skip=1;$count=true)";
    let row = get(&sandbox, &format!("Account({})?$select=Name&$expand={details}", id(11))).await.json();
    assert_eq!(row["ContactCollectionByAccount"], json!([{"Name": "c1"}]));
    assert_eq!(row["ContactCollectionByAccount@odata.count"], 2);
    let deep = get(&sandbox, "Contact?$expand=Account($expand=Type($expand=CreatedBy))").await;
    assert_eq!((deep.status, deep.message().contains("too deep")), (400, true));
}

#[tokio::test]
async fn details_of_many_rows_are_found_by_an_index() {
    let sandbox = open()
        .repeat("Account", 1_000, json!({"Name": "a{n}"}))
        .repeat("Contact", 20_000, json!({"Name": "c{n}", "AccountId": id(5)}))
        .oddity(Oddity::NestedExpand, true)
        .oddity(Oddity::Lambdas, true)
        .start()
        .await
        .expect("it starts");
    let details = "$expand=ContactCollectionByAccount($top=1)&$filter=not ContactCollectionByAccount/any(c:c/Age eq 1)";
    assert_eq!(get(&sandbox, &format!("Account?$select=Name&{details}")).await.column("Name").len(), 1_000);
}
