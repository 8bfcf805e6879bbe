use creatio_ui::creatio::{Account, Contact};

fn main() {
    let _ = Contact::NAME.at(Account::NAME);
}
