//! Generated code against the schema that it was generated from: every type, collections in collections, every direction.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::process::Outcome;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::uuid;
use creatio_runtime::{Client, Process};
use creatio_sandbox::{Ending, Running};
use serde_json::json;

use crate::collections::processes::{
    UsrCollections, UsrCollectionsGiven, UsrCollectionsLines, UsrCollectionsLinesAddress, UsrCollectionsLinesParts,
    UsrCollectionsLinesPartsTests,
};
use crate::directions::processes::{UsrDirections, UsrOnlyOut};
use crate::every_type::processes::{
    UsrEveryType, UsrEveryTypeCompositeObject, UsrEveryTypeCompositeObjectList, UsrEveryTypeObjectList,
};
use crate::process::start;
use crate::version::processes::UsrApprove;
use crate::without_parameters::processes::UsrPing;

/// A sandbox with the process of a saved schema, and a client.
async fn saved(name: &str, schema: &str) -> (Running, Client) {
    start(creatio_sandbox::Process::from_schema(name, schema).expect("a schema")).await
}

async fn run<P: Process>(client: &Client, process: P) -> P::Output {
    client.run(process).await.expect("it runs").completed().expect("it completes")
}

#[tokio::test]
async fn every_type() {
    let text = |text: &str| Some(format!("{text} \"é\" <&>\n"));
    let decimal = |text: &str| Some(text.parse::<Decimal>().expect("a decimal"));
    macro_rules! item {
        ($Type:ident) => {
            $Type { amount: decimal("0.30"), name: text("item") }
        };
    }
    let given = UsrEveryType {
        boolean: Some(true),
        color: text("color"),
        composite_object: Some(item!(UsrEveryTypeCompositeObject)),
        composite_object_list: Some(vec![item!(UsrEveryTypeCompositeObjectList), Default::default()]),
        date: Some("2028-02-29".parse().expect("a date")),
        date_time: Some("2026-12-31T23:59:59.9999999Z".parse().expect("an instant")),
        db_object_name: text("db"),
        email_text: text("email"),
        float: decimal("-1"),
        float1: decimal("0.1"),
        float2: decimal("0.20"),
        float3: decimal("0.300"),
        float4: decimal("0.4000"),
        float8: decimal("0.80000000"),
        guid: Some(uuid!("62f9bc01-57cf-4cc7-90bf-8672acc922e3")),
        hash_text: text("hash"),
        image_lookup: Some(uuid!("62f9bc01-57cf-4cc7-90bf-8672acc922e4")),
        integer: Some(i32::MAX),
        localizable_string: text("localizable"),
        long_text: text("long"),
        lookup: Some(uuid!("62f9bc01-57cf-4cc7-90bf-8672acc922e5")),
        max_size_text: text("max"),
        medium_text: text("medium"),
        meta_data_text: text("meta"),
        money: decimal("79228162514264337593543950335"),
        object_list: Some(vec![item!(UsrEveryTypeObjectList)]),
        phone_text: text("phone"),
        rich_text: text("rich"),
        secure_text: text("secure"),
        short_text: text("short"),
        text: text("text"),
        time: Some("23:59:59".parse().expect("a time")),
        web_text: text("web"),
    };
    let schema = include_str!("../../fixtures/process/every-type/processes/UsrEveryType.json");
    let (_sandbox, client) = saved("UsrEveryType", schema).await;
    let back = run(&client, given.clone()).await;
    macro_rules! same {
        ($($field:ident)*) => {
            $(assert_eq!(back.$field, given.$field, stringify!($field));)*
        };
    }
    same! {
        boolean color date date_time db_object_name email_text float float1 float2 float3 float4 float8 guid hash_text
        image_lookup integer localizable_string long_text lookup max_size_text medium_text meta_data_text money phone_text
        rich_text secure_text short_text text time web_text
    }
    let items = |items: &[(Option<Decimal>, Option<String>)]| items.to_vec();
    let expected = (decimal("0.30"), text("item"));
    let composite = back.composite_object.expect("a composite");
    assert_eq!((composite.amount, composite.name), expected);
    let list: Vec<_> = back.composite_object_list.into_iter().map(|item| (item.amount, item.name)).collect();
    assert_eq!(list, items(&[expected.clone(), (None, None)]));
    let list: Vec<_> = back.object_list.into_iter().map(|item| (item.amount, item.name)).collect();
    assert_eq!(list, items(&[expected]));
}

#[tokio::test]
async fn collections_in_collections() {
    let at: Timestamp = "2026-06-01T12:00:00Z".parse().expect("an instant");
    let tests = vec![UsrCollectionsLinesPartsTests { at: Some(at), passed: Some(true) }, Default::default()];
    let line = UsrCollectionsLines {
        address: Some(UsrCollectionsLinesAddress { city: Some("Kraków".into()), zip: None }),
        parts: Some(vec![UsrCollectionsLinesParts { serial: Some("A-1".into()), tests: Some(tests) }]),
        price: Some("9.90".parse().expect("a decimal")),
        product: None,
    };
    let given = UsrCollections { given: Some(vec![UsrCollectionsGiven { value: Some(3) }]), lines: Some(vec![line]) };
    let schema = include_str!("../../fixtures/process/collections/processes/UsrCollections.json");
    let process = creatio_sandbox::Process::from_schema("UsrCollections", schema).expect("a schema");
    let process = process.runs(|inputs| {
        let (given, mut lines) = (inputs["Given"].clone(), inputs["Lines"].clone());
        lines[0]["Accepted"] = json!(true);
        lines[0]["Parts"][0]["Weight"] = json!("0.250");
        Ending::Completed(json!({ "Found": given, "Lines": lines, "Summary": { "On": "2026-06-02", "Total": "9.90" } }))
    });
    let (sandbox, client) = start(process).await;
    let back = run(&client, given).await;
    assert_eq!(back.found[0].value, Some(3));
    let line = &back.lines[0];
    assert_eq!((line.accepted, line.price), (Some(true), Some("9.90".parse().expect("a decimal"))));
    let part = &line.parts[0];
    assert_eq!(part.weight, Some("0.250".parse().expect("a decimal")));
    let tests: Vec<_> = part.tests.iter().map(|test| (test.at, test.passed)).collect();
    assert_eq!(tests, [(Some(at), Some(true)), (None, None)]);
    let summary = back.summary.expect("a summary");
    assert_eq!(summary.on.map(|on| on.to_string()).as_deref(), Some("2026-06-02"));
    let sent = &sandbox.runs("UsrCollections")[0]["Lines"][0];
    assert_eq!(sent["Address"], json!({ "City": "Kraków" }));
    assert_eq!(sent["Parts"][0]["Serial"], "A-1");
}

#[tokio::test]
async fn directions() {
    let schema = include_str!("../../fixtures/process/directions/processes/UsrDirections.json");
    let process = creatio_sandbox::Process::from_schema("UsrDirections", schema).expect("a schema");
    let process = process.runs(|inputs| {
        let given = inputs["Given"].as_str().unwrap_or_default();
        Ending::Completed(json!({ "Both": 2, "Result": format!("{given}!"), "Unsaid": inputs["Unsaid"] }))
    });
    let (_sandbox, client) = start(process).await;
    let back = run(&client, UsrDirections { both: Some(1), given: Some("Hi".into()), unsaid: Some(true) }).await;
    assert_eq!((back.both, back.result.as_deref(), back.unsaid), (Some(2), Some("Hi!"), Some(true)));

    let schema = include_str!("../../fixtures/process/directions/processes/UsrOnlyOut.json");
    let (_sandbox, client) = saved("UsrOnlyOut", schema).await;
    assert_eq!(run(&client, UsrOnlyOut {}).await.only_out, None);
}

#[tokio::test]
async fn without_parameters() {
    let schema = include_str!("../../fixtures/process/without-parameters/processes/UsrPing.json");
    let process = creatio_sandbox::Process::from_schema("UsrPing", schema).expect("a schema").background();
    let (_sandbox, client) = start(process).await;
    let run = client.run(UsrPing::default()).await.expect("it is queued");
    assert!(matches!(run.outcome(), Outcome::Queued), "nothing that is handed back makes it wait");
}

/// The schema of a later version, run by the name of the base version.
#[tokio::test]
async fn a_version() {
    let schema = include_str!("../../fixtures/process/version/processes/UsrApprove.json");
    let (sandbox, client) = saved("UsrApprove", schema).await;
    let run = client.run(UsrApprove::default()).await.expect("it runs");
    assert!(matches!(run.outcome(), Outcome::Completed(_)), "{:?}", run.outcome());
    let logged = client.processes().status(run.process_id().expect("an id")).await.expect("a log").expect("a row");
    assert_ne!(logged.schema.as_deref(), Some("UsrApprove"));
    assert_eq!(sandbox.runs("UsrApprove").len(), 1);
}
