use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

fn main() {
    let _ = Contact::create().set(Contact::ACCOUNT.at(Account::NAME), "Acme");
}
