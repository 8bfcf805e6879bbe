use creatio_runtime::contract::Raw;
use creatio_runtime::prelude::*;

#[derive(Contract)]
#[contract(service = "UsrFiles", method = "Upload", verb = "GET")]
struct RawOnGet {
    #[contract(raw)]
    #[serde(skip)]
    file: Raw,
}

#[derive(Contract)]
#[contract(service = "UsrFiles", method = "Upload", verb = "GET", body = "bare")]
struct BodyOnGet {
    #[contract(body)]
    order: i32,
}

#[derive(Contract)]
#[contract(service = "UsrFiles", method = "Upload")]
struct BodyInWrapper {
    #[contract(body)]
    order: i32,
}

#[derive(Contract)]
#[contract(service = "UsrFiles", method = "Upload", body = "bare")]
struct Twice {
    #[contract(body, raw)]
    #[serde(skip)]
    order: i32,
    #[contract(raw)]
    file: Raw,
    #[contract(wrapped)]
    note: i32,
    #[contract(raw = true)]
    more: Raw,
}

#[derive(Contract)]
#[contract(service = "UsrFiles", method = "Upload", path = "{order}", body = "bare")]
struct BodyInPath {
    #[contract(body)]
    order: i32,
}

fn main() {}
