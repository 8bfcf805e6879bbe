use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

#[derive(Projection)]
#[projection(entity = Contact)]
struct Tuple(String);

#[derive(Projection)]
#[projection(entity = Contact)]
struct Unit;

#[derive(Projection)]
#[projection(entity = Contact)]
struct Empty {}

#[derive(Projection)]
#[projection(entity = Contact)]
enum Enum {
    A { name: String },
}

#[derive(Projection)]
#[projection(entity = Contact)]
struct Generic<'a, T> {
    name: T,
    more: &'a str,
}

fn main() {}
