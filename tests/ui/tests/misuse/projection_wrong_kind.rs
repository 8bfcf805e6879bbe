use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    #[projection(lookup = NAME)]
    a: Option<Company>,
    #[projection(column = ACCOUNT)]
    b: Option<Company>,
    #[projection(details = ACCOUNT)]
    c: Vec<Company>,
    #[projection(lookup = ACCOUNT_BY_OWNER)]
    d: Option<Company>,
    #[projection(lookup = NOPE)]
    e: Option<Company>,
}

#[derive(Projection)]
#[projection(entity = Account)]
struct Company {
    name: String,
}

fn main() {}
