//! A business process of the furniture maker's: what a delivery costs.

use creatio_runtime::jiff::ToSpan;
use creatio_runtime::rust_decimal::Decimal;
use creatio_sandbox::{Ending, Error, Process};
use serde_json::{Value, json};

use super::TODAY;

/// `UsrQuoteDelivery`, by the schema that its types are generated from.
pub(crate) fn quote() -> Result<Process, Error> {
    let schema = include_str!("../../creatio/processes/UsrQuoteDelivery.json");
    Ok(Process::from_schema("UsrQuoteDelivery", schema)?.runs(|inputs| quoted(&inputs)))
}

/// A parcel for each piece, 2.45 a kilogram, and half of that more by express.
fn quoted(inputs: &Value) -> Ending {
    let goods = inputs["Goods"].as_array().map_or(&[][..], Vec::as_slice);
    let mut parcels = Vec::new();
    let mut kilograms = Decimal::ZERO;
    for good in goods {
        let weight: Decimal = good["Weight"].as_str().and_then(|text| text.parse().ok()).unwrap_or_default();
        for piece in 1..=good["Count"].as_i64().unwrap_or(1) {
            kilograms += weight;
            parcels.push(json!({ "Label": format!("{} {piece}", good["Name"].as_str().unwrap_or("?")), "Weight": weight.to_string() }));
        }
    }
    if parcels.is_empty() {
        return Ending::Failed("There is nothing to deliver.".into());
    }
    let (days, factor) = if inputs["Express"] == true { (2, 150) } else { (5, 100) };
    let price = kilograms * Decimal::new(245, 2) * Decimal::new(factor, 2);
    let arrives = TODAY.saturating_add(days.days());
    Ending::Completed(
        json!({ "Arrives": arrives.to_string(), "Parcels": parcels, "Price": price.round_dp(2).to_string() }),
    )
}
