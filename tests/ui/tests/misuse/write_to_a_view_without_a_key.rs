use creatio_runtime::prelude::*;
use creatio_ui::creatio::UsrVwContactAgeDays;

fn main() {
    let _ = UsrVwContactAgeDays::create();
    let _ = UsrVwContactAgeDays::update(1);
    let _ = UsrVwContactAgeDays::delete(1);
}
