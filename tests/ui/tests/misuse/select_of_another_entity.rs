use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

fn main() {
    let _ = Contact::query().select((Contact::NAME, Account::NAME));
}
