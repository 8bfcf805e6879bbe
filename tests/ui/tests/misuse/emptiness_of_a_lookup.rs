use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

fn main() {
    _ = Contact::ACCOUNT.is_empty();
}
