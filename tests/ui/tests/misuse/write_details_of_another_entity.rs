use creatio_runtime::prelude::*;
use creatio_ui::creatio::Account;

fn main() {
    let _ = Account::create().insert(Account::CONTACT_BY_ACCOUNT, Account::create());
}
