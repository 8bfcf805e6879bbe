//! Custom web services: a method of the configuration's C# code, called by a contract.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::wcf;
use creatio_sandbox::Running;
use serde::{Deserialize, Serialize};

use super::Result;
use super::show::{heading, line, note};
use super::table::Table;

/// `public Quotation Quote(string country, decimal amount)` of the class `UsrPricingService`. The fields are its parameters.
#[derive(Contract, Serialize)]
#[contract(service = "UsrPricingService", method = "Quote", returns = Quotation)]
struct Quote {
    country: &'static str,
    #[serde(with = "wcf::decimal")]
    amount: Decimal,
}

/// The data contract that it returns.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Quotation {
    #[serde(with = "wcf::decimal")]
    total: Decimal,
    #[serde(with = "wcf::date")]
    valid_until: Timestamp,
}

/// Calls a method well, and then in a way that it refuses.
pub(crate) async fn services(client: &Client, sandbox: &Running) -> Result<()> {
    heading("12. A web service of one's own, called by a contract");
    sandbox.clear_requests();
    let quotation = client.call(Quote { country: "Japan", amount: Decimal::new(2_451_610, 2) }).await?;

    let mut table = Table::new(["METHOD", "TARGET", "BODY"]);
    for received in sandbox.requests() {
        table.row([&received.method, &received.target, &received.body]);
    }
    line(format_args!("{table}\n"));
    note(&format!("{} for Japan, valid until {}", quotation.total, quotation.valid_until));

    // Its status is 200: the service itself says that it failed.
    if let Err(error) = client.call(Quote { country: "Atlantis", amount: Decimal::ONE }).await {
        note(&format!("Error: {error}"));
    }
    Ok(())
}
