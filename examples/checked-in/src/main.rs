//! Reads a saved reply of `GET 0/odata/Contact` with generated code that is kept in git.
//!
//! Run it with `cargo run -p checked-in`.
#![forbid(unsafe_code)]

mod creatio;

use creatio::Contact;
use creatio_runtime::{DecodeError, decode};

/// What an instance answered. `include_str!` keeps the example in one piece; a program of yours reads a file.
const REPLY: &str = include_str!("../contacts.json");

fn main() -> Result<(), DecodeError> {
    let contacts: Vec<Contact> = decode::rows(REPLY)?;
    println!("{:24}{:24}{:12}{:>4}  ACCOUNT", "NAME", "JOB TITLE", "BORN", "AGE");
    for contact in &contacts {
        // An empty date is the year 1 on the wire and an empty lookup the zero guid: both are `None` here.
        let born = contact.birth_date.map_or_else(|| "-".to_owned(), |date| date.strftime("%Y-%m-%d").to_string());
        let account = contact.account_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        println!("{:24}{:24}{born:12}{:4}  {account}", contact.name, contact.job_title, contact.age);
    }
    println!(
        "{} contacts; a filter on their company would say {:?}",
        contacts.len(),
        Contact::ACCOUNT.at(creatio::Account::NAME)
    );
    Ok(())
}
