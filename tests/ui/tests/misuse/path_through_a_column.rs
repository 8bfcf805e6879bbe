use creatio_expected::cases::creatio::{Account, Contact};

fn main() {
    let _ = Contact::NAME.at(Account::NAME);
}
