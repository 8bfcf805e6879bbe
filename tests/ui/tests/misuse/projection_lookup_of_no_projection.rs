use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    #[projection(lookup = ACCOUNT)]
    account: Option<Inner>,
}

struct Inner {
    _name: String,
}

fn main() {}
