use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

fn main() {
    _ = Contact::AGE.eq(1) & Account::NAME.eq("x");
}
