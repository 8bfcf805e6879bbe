use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

fn main() {
    let _ = Contact::create().key(7);
    let _ = Contact::update("Ann");
    let _ = Contact::delete(7);
}
