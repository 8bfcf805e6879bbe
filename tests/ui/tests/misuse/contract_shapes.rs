use creatio_runtime::prelude::*;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run")]
enum Choice {
    A,
}

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run")]
union Both {
    a: i32,
}

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", body = "bare")]
struct Pair(i32, i32);

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run")]
struct Nameless(i32);

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", verb = "GET", body = "bare")]
struct NamelessInUrl(i32);

fn main() {}
