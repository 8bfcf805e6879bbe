#![deny(unused_must_use)]

use creatio_runtime::{prelude::*, uuid::Uuid};
use creatio_ui::creatio::Contact;

fn main() {
    Contact::create().set(Contact::NAME, "Ann");
    Contact::delete(Uuid::max());
}
