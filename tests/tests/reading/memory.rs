//! However many rows there are, a page of them is held.

use std::sync::atomic::{AtomicUsize, Ordering};

use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Dialect, Meta, Queryable, Row, Values};
use creatio_sandbox::Sandbox;
use serde_json::json;

use crate::stage::{METADATA, anonymous, requests};

const ROWS: usize = 60_000;
const PAGE: usize = 5_000;

/// A city as it would be generated, were it not for the bookkeeping.
struct Tracked(#[allow(dead_code, reason = "rows have columns")] Uuid);

static LIVE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

impl Entity for Tracked {
    const META: &'static Meta = &Meta {
        name: "City",
        set: "City",
        key: "Id",
        columns: "Id",
        links: "",
        streams: "",
        dialect: Dialect::Creatio,
    };
    type Key = Uuid;

    fn read(row: &mut Row<'_>) -> Self {
        MOST.fetch_max(LIVE.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        Self(row.get())
    }

    fn write(&self, values: &mut Values) {
        values.put(&[&self.0]);
    }
}

impl Queryable for Tracked {}

impl Drop for Tracked {
    fn drop(&mut self) {
        LIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn a_page_of_them_is_held() {
    let sandbox = Sandbox::builder().metadata(METADATA).auth(false).max_rows(ROWS as u64);
    let sandbox = sandbox.repeat("City", ROWS as u64, json!({"Name": "{n}"})).start().await.unwrap();
    let mut stream = Tracked::query().page_size(PAGE).stream(&anonymous(&sandbox));
    assert_eq!(requests(&sandbox).len(), 0, "nothing is asked before somebody wants a row");
    let mut rows = 0;
    while let Some(row) = stream.next().await {
        row.unwrap();
        // Nothing is asked ahead of those who take the rows.
        if rows % PAGE == 0 {
            assert_eq!(requests(&sandbox).len(), rows / PAGE + 1, "at row {rows}");
        }
        rows += 1;
    }
    assert_eq!((rows, LIVE.load(Ordering::Relaxed)), (ROWS, 0));
    assert_eq!(MOST.load(Ordering::Relaxed), PAGE);
}
