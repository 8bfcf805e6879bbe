//! From page to page: every row, each once, whatever the server makes of pages.

use std::collections::HashSet;

use creatio_runtime::Platform;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_sandbox::{Fault, Oddity, Running, Sandbox};
use serde_json::json;

use crate::creatio::City;
use crate::random::standard::model::Kind;
use crate::stage::{METADATA, anonymous, requests};

/// A server with so many cities, which orders ties anew for every request.
async fn cities(rows: u64) -> Running {
    let sandbox = Sandbox::builder().metadata(METADATA).auth(false).oddity(Oddity::ShuffledTies, true);
    sandbox.repeat("City", rows, json!({"Name": "Springfield"})).start().await.unwrap()
}

/// Walks through all rows, by a column that is the same in all of them, and counts them.
async fn walk(sandbox: &Running, page_size: usize) -> usize {
    let client = anonymous(sandbox);
    let query = City::query().order_by(City::NAME.asc()).select((City::ID,)).page_size(page_size);
    let mut pages = query.pages(&client);
    let mut ids = HashSet::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert!(!page.is_empty() && page.len() <= page_size);
        ids.extend(
            page.iter().map(|(id,)| *id).inspect(|id| assert!(!ids.contains(id), "a row twice")).collect::<Vec<_>>(),
        );
    }
    assert_eq!(query.count(&client).await.unwrap(), ids.len() as u64);
    ids.len()
}

#[tokio::test]
async fn around_the_end_of_a_page() {
    for rows in [0, 1, 9, 10, 11, 20, 29, 30, 31] {
        let sandbox = cities(rows).await;
        assert_eq!(walk(&sandbox, 10).await as u64, rows);
        // The count of the first page spares the request for an empty one.
        let asked = requests(&sandbox).len() as u64 - 1;
        assert_eq!(asked, rows.div_ceil(10).max(1), "{rows} rows");
    }
}

#[tokio::test]
async fn a_server_that_caps_its_pages_below_what_was_asked() {
    let sandbox = Sandbox::builder().metadata(METADATA).auth(false).max_rows(7).oddity(Oddity::ShuffledTies, true);
    let sandbox = sandbox.repeat("City", 31, json!({"Name": "Springfield"})).start().await.unwrap();
    assert_eq!(walk(&sandbox, 10).await, 31);
    // For one page alone, in the middle, and at the end.
    let sandbox = cities(31).await;
    for skipped in ["skip=10", "skip=30"] {
        let _ = sandbox.fault(Fault::RowCap(3)).on(skipped);
        assert_eq!(walk(&sandbox, 10).await, 31, "{skipped}");
    }
}

#[tokio::test]
async fn a_part_of_the_rows() {
    let sandbox = cities(31).await;
    let client = anonymous(&sandbox);
    let query = || City::query().select((City::ID,)).page_size(10);
    let all: Vec<(Uuid,)> = query().all(&client).await.unwrap();
    for (skip, top) in [(0, 31), (0, 30), (5, 20), (5, 26), (5, 27), (30, 5), (31, 5), (40, 5), (3, 0)] {
        let rows = query().skip(skip).top(top).all(&client).await.unwrap();
        let expected: Vec<_> = all.iter().copied().skip(skip as usize).take(top as usize).collect();
        assert_eq!(rows, expected, "skip {skip}, top {top}");
    }
    assert_eq!(query().first(&client).await.unwrap(), Some(all[0]));
    // What is passed over is not waited for at the end.
    sandbox.clear_requests();
    assert_eq!(query().skip(5).all(&client).await.unwrap(), all[5..]);
    assert_eq!(requests(&sandbox).len(), 3);
}

/// A service that hands out links to its next pages.
async fn kinds(absolute: bool) -> Running {
    let kind = |number: u128| json!({"Id": Uuid::from_u128(number).to_string(), "Name": "alike", "Rank": 1});
    Sandbox::builder()
        .metadata(include_str!("../../fixtures/emit/reading/metadata.xml"))
        .rows("Kind", (0..31).map(kind))
        .auth(false)
        .max_rows(12)
        .oddity(Oddity::ServerPaging, true)
        .oddity(Oddity::AbsoluteNextLink, absolute)
        .start()
        .await
        .unwrap()
}

#[tokio::test]
async fn links_to_next_pages() {
    for absolute in [false, true] {
        let sandbox = kinds(absolute).await;
        let client = anonymous(&sandbox);
        let query = Kind::query().order_by(Kind::ID.asc()).select((Kind::ID,));
        let expected: Vec<_> = (0..31).map(|number| (Uuid::from_u128(number),)).collect();
        assert_eq!(query.all(&client).await.unwrap(), expected);
        assert_eq!(requests(&sandbox).len(), 3, "by twelve, as the server likes it");
        sandbox.clear_requests();
        assert_eq!(query.clone().page_size(5).all(&client).await.unwrap(), expected);
        assert_eq!(requests(&sandbox).len(), 7, "by five, as it was asked to");
        assert_eq!(query.clone().skip(2).top(13).page_size(5).all(&client).await.unwrap(), expected[2..15]);
        assert_eq!(query.count(&client).await.unwrap(), 31);
    }
}

#[tokio::test]
async fn below_a_path_and_on_the_other_platform() {
    for platform in [creatio_sandbox::Platform::Net, creatio_sandbox::Platform::NetFramework] {
        let sandbox = Sandbox::builder().metadata(METADATA).platform(platform).base_path("crm").auth(false);
        let sandbox = sandbox.repeat("City", 3, json!({"Name": "Springfield"})).start().await.unwrap();
        let client = Client::builder(sandbox.url()).auth(Anonymous).platform(Platform::Probe).build().unwrap();
        assert_eq!(City::query().page_size(2).all(&client).await.unwrap().len(), 3);
    }
}
