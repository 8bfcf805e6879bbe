use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

fn main() {
    let _ = Contact::create().set(Contact::AGE, 30i64);
}
