//! Uses code that build.rs generated from `creatio.toml`.
//!
//! Run it with `cargo run -p build-script`.
#![forbid(unsafe_code)]

creatio_runtime::include_model!();

use creatio::{Account, Order, OrderProduct};
use creatio_runtime::{Entity, Path};

/// A path is checked where it is written: a column that `Account` does not have is a compile error.
const CUSTOMER: Path<OrderProduct, Option<String>> = OrderProduct::ORDER.at(Order::ACCOUNT).at(Account::NAME);

fn main() {
    println!("{} has {} columns:", Order::META.name, Order::META.columns().count());
    for column in Order::META.columns() {
        match column.lookup {
            Some((lookup, key)) => println!("  {:24} key of {lookup}, its {key}", column.name),
            None => println!("  {}", column.name),
        }
    }
    println!("the customer of a line stands at {CUSTOMER:?}");
}
