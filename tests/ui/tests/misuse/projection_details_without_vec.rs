use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    #[projection(details = ACCOUNT_BY_OWNER)]
    one: Option<Company>,
    #[projection(details = ACCOUNT_BY_OWNER)]
    plain: Company,
}

#[derive(Projection)]
#[projection(entity = Account)]
struct Company {
    name: String,
}

fn main() {}
