use creatio_runtime::prelude::*;
use creatio_ui::creatio::Contact;

#[derive(Projection)]
#[projection(entity = Contact)]
struct Brief {
    naem: String,
    #[projection(column = JOBTITLE)]
    job_title: String,
}

fn main() {}
