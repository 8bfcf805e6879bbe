use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

fn main() {
    let _ = Contact::create().clear(Contact::NAME);
}
