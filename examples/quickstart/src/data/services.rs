//! The furniture maker's own web service, as its C# class would answer.

use creatio_sandbox::{Arguments, Outcome, Service};
use serde_json::{Value, json};

use super::markets::MARKETS;

/// `UsrPricingService.Quote(country, amount)`: a tenth off, where there is a market.
pub(super) fn quote() -> Service {
    Service::new("UsrPricingService", "Quote", |Arguments { named, .. }| {
        let is_market = MARKETS.iter().any(|market| named.get("country") == Some(&market.country.into()));
        let Some(amount) = named.get("amount").and_then(Value::as_f64).filter(|_| is_market) else {
            let error = json!({"errorCode": "ItemNotFoundException", "message": "Nobody delivers to that country."});
            return Outcome::Returns(json!({"success": false, "errorInfo": error}));
        };
        let total = (amount * 90.0).round() / 100.0;
        Outcome::Returns(
            json!({"success": true, "errorInfo": null, "total": total, "validUntil": "/Date(1772496000000)/"}),
        )
    })
}
