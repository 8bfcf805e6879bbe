use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Activity, Contact};

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    #[projection(lookup = ACCOUNT)]
    account: Option<Task>,
    #[projection(lookup = ACCOUNT)]
    whole: Option<Contact>,
    #[projection(details = ACCOUNT_BY_OWNER)]
    accounts: Vec<Task>,
}

#[derive(Projection)]
#[projection(entity = Activity)]
struct Task {
    title: String,
}

fn main() {}
