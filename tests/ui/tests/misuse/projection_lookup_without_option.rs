use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    #[projection(lookup = ACCOUNT)]
    account: Company,
    #[projection(lookup = ACCOUNT)]
    many: Vec<Company>,
}

#[derive(Projection)]
#[projection(entity = Account)]
struct Company {
    name: String,
}

fn main() {}
