//! A business process: started once, and what came of it.

use creatio_runtime::prelude::*;
use creatio_runtime::process::Outcome;
use creatio_runtime::rust_decimal::Decimal;
use creatio_sandbox::Running;

use super::Result;
use super::creatio::Country;
use super::creatio::processes::{UsrQuoteDelivery, UsrQuoteDeliveryGoods, UsrQuoteDeliveryOutput};
use super::show::{heading, line, note};
use super::table::Table;

/// Has a delivery quoted, and another one of nothing.
pub(crate) async fn process(client: &Client, sandbox: &Running) -> Result<()> {
    heading("13. A business process: what goes in is a struct, what comes out another");
    let country = Country::query().filter(Country::NAME.eq("Japan")).select((Country::ID,)).one(client).await?.0;
    let good = |name: &str, count, weight| UsrQuoteDeliveryGoods {
        name: Some(name.to_owned()),
        count: Some(count),
        weight: Some(Decimal::new(weight, 1)),
    };
    // What is not set is not sent, and the process's own default holds.
    let delivery = UsrQuoteDelivery {
        country: Some(country),
        goods: Some(vec![good("Chair", 2, 45), good("Desk", 1, 385)]),
        ..Default::default()
    };
    let run = client.run(UsrQuoteDelivery { express: Some(true), ..delivery }).await?;
    note("What was sent, all of it as text:");
    line("");
    line(format_args!("{}\n", sent(sandbox)?));

    // `run.outcome()` tells one that waits for somebody from one that has failed; this makes an error of both.
    let UsrQuoteDeliveryOutput { arrives, parcels, price } = run.completed()?;
    let mut table = Table::new(["PARCEL", "WEIGHT"]);
    for parcel in &parcels {
        table.row([&parcel.label, &parcel.weight]);
    }
    line(format_args!("{table}\n"));
    let arrives = arrives.map_or("never".to_owned(), |day| day.to_string());
    note(&format!("They arrive on {arrives}, for {} euros.\n\u{a0}", price.unwrap_or_default()));

    let run = client.run(UsrQuoteDelivery::default()).await?;
    if let (Outcome::Failed, Some(id)) = (run.outcome(), run.process_id()) {
        let logged = client.processes().status(id).await?.and_then(|entry| entry.error);
        note(&format!("A delivery of nothing has failed. The process log: {}", logged.unwrap_or_default()));
    }
    Ok(())
}

/// The parameters in the body of the last request.
fn sent(sandbox: &Running) -> Result<Table<2>> {
    let body = sandbox.requests().pop().map(|request| request.body).unwrap_or_default();
    let body: serde_json::Value = serde_json::from_str(&body)?;
    let mut table = Table::new(["PARAMETER", "VALUE"]);
    for parameter in body["parameterValues"].as_array().into_iter().flatten() {
        let text = |name: &str| parameter[name].as_str().unwrap_or_default().to_owned();
        table.row([&text("name"), &text("value")]);
    }
    Ok(table)
}
