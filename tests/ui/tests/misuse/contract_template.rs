use creatio_runtime::prelude::*;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", path = "orders/{orderId}/{lines}/{draft}?deep={deep}")]
struct Names {
    order_id: i32,
    #[serde(rename = "line")]
    lines: i32,
    #[serde(skip)]
    draft: bool,
}

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", path = "orders/{id")]
struct Open {
    id: i32,
}

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", path = "orders/{}/id}")]
struct Braces {
    id: i32,
}

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", path = "{a}{b}/{*c}/{d=}/{a}")]
struct Order {
    a: i32,
    b: i32,
    c: String,
    d: i32,
}

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", path = "my orders/../x?{a}&b=x{b}&c={c=1}")]
struct Query {
    a: i32,
    b: i32,
    c: i32,
}

fn main() {}
