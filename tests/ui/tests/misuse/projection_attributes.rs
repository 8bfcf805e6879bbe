use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

#[derive(Projection)]
#[projection(entity = Contact, entity = Contact, set = "Contact")]
struct Brief {
    #[projection(colum = NAME)]
    a: String,
    #[projection(column)]
    b: String,
    #[projection(column = NAME, lookup = ACCOUNT)]
    c: String,
    #[projection(column = )]
    d: String,
    #[projection]
    e: String,
}

#[derive(Projection)]
struct Nameless {
    name: String,
}

#[derive(Projection)]
#[projection(entity = "Contact")]
struct Quoted {
    name: String,
}

fn main() {
    let _ = creatio_runtime::decode::rows::<Brief>("[]");
}
