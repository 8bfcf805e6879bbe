use creatio_expected::cases::creatio::{Contact, Country};

fn main() {
    let _ = Contact::ACCOUNT.at(Country::NAME);
}
