use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    #[projection(column = Account::WEB)]
    web: String,
    #[projection(lookup = Account::PRIMARY_CONTACT)]
    contact: Option<Contact>,
}

fn main() {}
