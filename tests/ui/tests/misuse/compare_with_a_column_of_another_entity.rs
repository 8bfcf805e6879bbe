use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

fn main() {
    _ = Contact::NAME.eq(Account::NAME);
}
