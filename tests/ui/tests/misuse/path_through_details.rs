use creatio_expected::cases::creatio::{Activity, Contact};

fn main() {
    let _ = Contact::ACTIVITY_BY_OWNER.at(Activity::TITLE);
}
