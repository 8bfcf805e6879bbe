use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

fn main() {
    _ = Contact::ACTIVITY_BY_OWNER.any(Account::NAME.eq("x"));
}
