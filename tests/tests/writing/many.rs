//! Two hundred tasks that write through one client while everything goes wrong now and then.

use std::collections::{HashMap, HashSet};

use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Client, Error};
use creatio_sandbox::{Expiry, Fault, Running};
use serde_json::Value;

use crate::creatio::Contact;
use crate::stage::{forms, sandbox};

/// What a task knows of a row that it wrote.
#[derive(Debug)]
struct Known {
    id: Uuid,
    /// Whether it is there; `None` when that is not known.
    there: Option<bool>,
    /// What its age may be.
    ages: Vec<i32>,
}

/// What a task knows in the end.
#[derive(Debug, Default)]
struct Report {
    rows: Vec<Known>,
    /// Rows whose keys the server chose: those that were created, and how many may have been.
    created: Vec<Uuid>,
    unknown: usize,
}

/// How an outcome changes what is known: done, not done, or either.
fn verdict<T>(outcome: &Result<T, Error>) -> Option<bool> {
    match outcome {
        Ok(_) => Some(true),
        Err(error) if error.outcome_unknown() => None,
        Err(_) => Some(false),
    }
}

async fn task(client: Client, number: i32) -> Report {
    let mut report = Report::default();
    for round in 0..3 {
        let id = Uuid::from_u128((number as u128) << 32 | (round as u128) << 8 | 1);
        let age = number * 100 + round;
        let create = Contact::create().key(id).set(Contact::NAME, format!("own {number}")).set(Contact::AGE, age);
        let mut there = verdict(&create.send(&client).await);
        if there.is_none() {
            // The server has answered, or the connection is gone: nothing is on its way any more.
            there = create.probe(&client).await.ok().map(|found| found.is_some());
        }
        let mut known = Known { id, there, ages: vec![age] };
        let update = Contact::update(id).set(Contact::AGE, age + 50).send(&client).await;
        match verdict(&update) {
            Some(true) => known = Known { there: Some(true), ages: vec![age + 50], ..known },
            None => known.ages.push(age + 50),
            Some(false) => {}
        }
        if round == 2 {
            match verdict(&Contact::delete(id).send(&client).await) {
                Some(true) => known.there = Some(false),
                None => known.there = known.there.filter(|there| !there),
                Some(false) => {}
            }
        }
        report.rows.push(known);

        let create = Contact::create().set(Contact::NAME, format!("chosen {number}")).send(&client).await;
        match create {
            Ok(id) => report.created.push(id),
            Err(error) if error.outcome_unknown() => report.unknown += 1,
            Err(_) => {}
        }
    }
    report
}

/// Faults over the whole run: the tasks send this many creates, half of them with keys of their own, updates and deletions.
fn inject(sandbox: &Running) {
    for (method, total) in [("POST", 1200), ("PATCH", 600), ("DELETE", 200)] {
        for (j, fault) in [Fault::NoReply, Fault::CutBefore, Fault::InsertThenFail, Fault::Cut].into_iter().enumerate()
        {
            let after = total * (j + 1) / 6;
            let _ = sandbox.fault(fault).method(method).on("/odata/").after(after).times(total / 50);
        }
        for (j, status) in [400, 500, 503].into_iter().enumerate() {
            let after = total * (2 * j + 3) / 10;
            let _ = sandbox.fault(Fault::status(status)).method(method).on("/odata/").after(after).times(total / 60);
        }
        for (j, how) in [Expiry::Unauthorized, Expiry::Redirect].into_iter().enumerate() {
            let _ = sandbox.fault(Fault::Expired(how)).method(method).on("/odata/").after(total * (j + 1) / 4).times(1);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_holds_what_the_outcomes_say() {
    let sandbox = sandbox().start().await.unwrap();
    let client = forms(&sandbox).max_in_flight(16).build().unwrap();
    client.login().await.unwrap();
    inject(&sandbox);
    let tasks: Vec<_> = (0..200).map(|number| tokio::spawn(task(client.clone(), number))).collect();
    let mut reports = Vec::new();
    for task in tasks {
        reports.push(task.await.unwrap());
    }

    let rows: HashMap<String, Value> =
        sandbox.rows("Contact").into_iter().map(|row| (row["Id"].as_str().unwrap().to_owned(), row)).collect();
    let (mut certain, mut total) = (0, 0);
    for known in reports.iter().flat_map(|report| &report.rows) {
        total += 1;
        certain += usize::from(known.there.is_some());
        let row = rows.get(&known.id.to_string());
        assert!(known.there.is_none_or(|there| there == row.is_some()), "{known:?}: {row:?}");
        if let Some(row) = row {
            assert!(known.ages.iter().any(|age| row["Age"] == *age), "{known:?}: {row}");
        }
    }
    let named = |row: &Value| row["Name"].as_str().is_some_and(|name| name.starts_with("chosen"));
    let chosen: HashSet<String> = rows.iter().filter(|(_, row)| named(row)).map(|(id, _)| id.clone()).collect();
    let created: HashSet<String> = reports.iter().flat_map(|report| &report.created).map(Uuid::to_string).collect();
    let unknown: usize = reports.iter().map(|report| report.unknown).sum();
    assert!(created.is_subset(&chosen));
    assert!(
        chosen.len() <= created.len() + unknown,
        "{} rows, {} created, {unknown} unknown",
        chosen.len(),
        created.len()
    );
    // It did go wrong, and not all the time.
    assert!(unknown > 10 && created.len() > 400 && certain * 10 > total * 9, "{unknown}, {}, {certain}", created.len());
}
