use creatio_runtime::{prelude::*, uuid::Uuid};
use creatio_ui::creatio::Contact;

fn main() {
    let _ = Contact::create().bind(Contact::ACCOUNT_ID, Uuid::max());
}
