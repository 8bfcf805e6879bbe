//! `UsrOrderService`.

use creatio_runtime::contract::Raw;
use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::wcf;
use serde::{Deserialize, Serialize};

/// Gives a discount on an order, and returns the order with its new total.
///
/// `UsrOrderResponse` is a `BaseResponse`: when it says that it failed, the call is an error. Of the rest, only the order is read.
#[derive(Clone, Debug, Contract, Serialize)]
#[contract(service = "UsrOrderService", method = "Recalculate", returns = Recalculated)]
#[serde(rename_all = "camelCase")]
pub struct Recalculate {
    /// The order.
    #[serde(with = "wcf::guid")]
    pub order_id: Uuid,
    /// What is taken off.
    pub discount: Discount,
}

/// What is taken off an order.
#[derive(Clone, Debug, Serialize)]
pub struct Discount {
    /// 10 for a tenth.
    #[serde(with = "wcf::decimal")]
    pub percent: Decimal,
    /// For the invoice.
    pub reason: Option<String>,
}

/// What [`Recalculate`] returns.
#[derive(Clone, Debug, Deserialize)]
pub struct Recalculated {
    /// The order, recalculated.
    pub order: Order,
}

/// An order.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Its key.
    #[serde(with = "wcf::guid")]
    pub id: Uuid,
    /// How far it is.
    #[serde(with = "wcf::number")]
    pub status: Status,
    /// What it costs.
    #[serde(with = "wcf::decimal")]
    pub total: Decimal,
    /// When it was paid, if it was.
    #[serde(with = "wcf::date", default)]
    pub paid_on: Option<Timestamp>,
}

/// How far an order is. .NET writes its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not sent to anybody yet.
    Draft = 0,
    /// Agreed upon.
    Confirmed = 1,
    /// On its way.
    Shipped = 2,
}

impl TryFrom<i32> for Status {
    type Error = i32;

    fn try_from(number: i32) -> Result<Self, i32> {
        [Self::Draft, Self::Confirmed, Self::Shipped].into_iter().find(|status| *status as i32 == number).ok_or(number)
    }
}

/// The orders of a customer. It changes nothing, and is sent again when the connection breaks, for it is a GET.
///
/// In a URL, dates are ISO 8601.
#[derive(Clone, Debug, Contract, Serialize)]
#[contract(
    service = "UsrOrderService",
    method = "GetOrders",
    verb = "GET",
    path = "customers/{customerId}/orders?since={since}",
    body = "bare",
    returns = Vec<Order>
)]
#[serde(rename_all = "camelCase")]
pub struct GetOrders {
    /// The customer's key.
    #[serde(with = "wcf::guid")]
    pub customer_id: Uuid,
    /// Only those since then.
    #[serde(with = "wcf::iso")]
    pub since: Option<Timestamp>,
}

/// Ships orders. With the number of those that were shipped comes, as an `out` parameter, which were not.
#[derive(Clone, Debug, Contract, Serialize)]
#[contract(service = "UsrOrderService", method = "Ship", returns = Shipped, out)]
#[serde(rename_all = "camelCase")]
pub struct Ship {
    /// The orders.
    #[serde(with = "wcf::guid")]
    pub order_ids: Vec<Uuid>,
}

/// The whole reply to [`Ship`].
#[derive(Clone, Debug, Deserialize)]
pub struct Shipped {
    /// How many were shipped.
    pub shipped: u32,
    /// Those that were not.
    #[serde(with = "wcf::guid")]
    pub refused: Vec<Uuid>,
}

/// The invoice of an order, a file.
#[derive(Clone, Debug, Contract, Serialize)]
#[contract(
    service = "UsrOrderService",
    method = "GetInvoice",
    verb = "GET",
    path = "orders/{orderId}/invoice",
    body = "bare",
    returns = Raw
)]
#[serde(rename_all = "camelCase")]
pub struct GetInvoice {
    /// The order.
    #[serde(with = "wcf::guid")]
    pub order_id: Uuid,
}
