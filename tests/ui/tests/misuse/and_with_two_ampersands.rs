use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

fn main() {
    let _ = Contact::AGE.eq(1) && Contact::AGE.eq(2);
}
