use creatio_runtime::{Outputs, Results};

struct Quote {
    price: f64,
}

impl Outputs for Quote {
    const NAMES: &'static [&'static str] = &["Price"];

    fn read(from: &mut Results<'_>) -> Self {
        Self { price: from.get() }
    }
}

fn main() {}
