use creatio_runtime::{prelude::*, uuid::Uuid};
use creatio_ui::creatio::Contact;

fn main() {
    let _ = Contact::create().set(Contact::ACCOUNT, Uuid::max());
}
