use creatio_runtime::{prelude::*, uuid::Uuid};
use creatio_ui::creatio::{Account, Contact};

fn main() {
    let _ = Contact::update(Uuid::max()).set(Account::NAME, "Acme");
}
