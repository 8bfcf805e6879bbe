use creatio_runtime::prelude::*;
use creatio_ui::creatio::{Account, Contact};

fn main() {
    let compare = |contact: &Contact, account: &Account| Contact::update_from(contact, account);
    let _ = compare;
}
