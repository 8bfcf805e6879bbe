use creatio_ui::creatio::{Activity, Contact};

fn main() {
    let _ = Contact::ACTIVITY_BY_OWNER.at(Activity::TITLE);
}
