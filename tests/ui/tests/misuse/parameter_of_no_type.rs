use creatio_runtime::{Inputs, Parameters};

struct Goods {
    weight: Option<f64>,
}

impl Inputs for Goods {
    fn write(&self, to: &mut Parameters) {
        to.put("Weight", &self.weight);
    }
}

fn main() {}
