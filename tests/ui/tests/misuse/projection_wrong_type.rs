use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_ui::creatio::{Account, Contact};

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    name: i32,
    account_id: Uuid,
    #[projection(column = Contact::ACCOUNT.at(Account::NAME))]
    company: String,
}

fn main() {}
