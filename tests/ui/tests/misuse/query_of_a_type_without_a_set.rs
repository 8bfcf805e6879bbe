use creatio_runtime::prelude::*;
use creatio_runtime::{Dialect, Meta, NoKey, Row, Values};

struct Line;

impl Entity for Line {
    const META: &'static Meta =
        &Meta { name: "Line", set: "", key: "", columns: "", links: "", streams: "", dialect: Dialect::Standard };
    type Key = NoKey;
    fn read(_: &mut Row<'_>) -> Self {
        Self
    }
    fn write(&self, _: &mut Values) {}
}

fn main() {
    let _ = Line::query();
    let _ = Line::get(1);
    let _ = Line::delete(1);
}
