use creatio_runtime::prelude::*;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", serivce = "X", method = "Walk")]
struct Keys;

#[derive(Contract)]
#[contract(service = Orders, method = 7, anonymous = true, blocking(true), changes = "yes", returns)]
struct Values;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", verb = "get", body = "unwrapped", root = "rest/")]
struct Words;

#[derive(Contract)]
#[contract(service = "UsrOrderService.svc", method = "orders/run")]
struct Names;

#[derive(Contract)]
#[contract(service = "Terrasoft.Configuration.UsrOrderService", method = "")]
struct MoreNames;

#[derive(Contract)]
struct Nothing;

#[derive(Contract)]
#[contract(service = "UsrOrderService")]
struct Half;

fn main() {}
