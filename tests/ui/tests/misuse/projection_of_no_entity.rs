use creatio_runtime::prelude::*;

#[derive(Projection)]
#[projection(entity = Plain)]
struct Brief {
    name: String,
}

struct Plain;

#[derive(Projection)]
#[projection(entity = Missing)]
struct Other {
    name: String,
    age: i32,
}

fn main() {}
