use creatio_ui::creatio::{Contact, Country};

fn main() {
    let _ = Contact::ACCOUNT.at(Country::NAME);
}
