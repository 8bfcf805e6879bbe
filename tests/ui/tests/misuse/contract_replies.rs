use creatio_runtime::prelude::*;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", body = "bare", result = "total", out, returns = i32)]
struct Bare;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", out, json_string, returns = i32)]
struct Out;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", result = "total", json_string)]
struct Nothing;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", namespace = "urn:x", data_namespace = "urn:y")]
struct Json;

#[derive(Contract)]
#[contract(service = "UsrOrderService", method = "Run", format = "xml", json_string, returns = i32)]
struct Xml;

fn main() {}
