//! Reads, projects, pages, writes and calls with bindings that `build.rs` generated from `creatio/metadata.xml`.
//!
//! Run it with `cargo run -p quickstart`. The Creatio that it talks to is a sandbox in the same process, full of invented
//! people; each step shows the request that it sends.
#![forbid(unsafe_code)]

// The bindings: a module `creatio` with a struct per entity, a constant for each of its columns and lookups, and two structs
// per business process.
creatio_runtime::include_model!();

mod data;
mod process;
mod services;
mod show;
mod table;
mod writes;

use std::collections::BTreeMap;
use std::error::Error;

use creatio::{Account, Activity, Contact, Country, Order, OrderStatus};
use creatio_runtime::jiff::Timestamp;
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_sandbox::{Expiry, Running};

use self::show::{heading, line, note, request};
use self::table::Table;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Result<()> {
    let sandbox = data::sandbox(include_str!("../creatio/metadata.xml"))?.start().await?;

    let client = sign_in(&sandbox.url()).await?;
    let id = entities(&client).await?;
    tuples(&client).await?;
    projections(&client).await?;
    pages(&client, &sandbox).await?;
    single_answers(&client, id).await?;
    empty_values(&client).await?;
    mistakes(&client).await?;
    expired_session(&client, &sandbox).await?;
    writes::writes(&client, id).await?;
    writes::lost_answer(&client, &sandbox).await?;
    services::services(&client, &sandbox).await?;
    process::process(&client, &sandbox).await?;

    client.logout().await?;
    heading("Read on in examples/quickstart/src/main.rs; README.md tells how to begin with your own Creatio.");
    Ok(())
}

async fn sign_in(url: &str) -> Result<Client> {
    heading("1. Sign in");
    let client = Client::builder(url).auth(Forms::new("Supervisor", "Supervisor")).build()?;

    // The first request would do it as well. This way a wrong password is found out here.
    client.login().await?;
    note(&format!("at {url} as Supervisor"));
    Ok(client)
}

async fn entities(client: &Client) -> Result<Uuid> {
    heading("2. Rows as generated structs: a filter through a lookup, an order, the first five");
    let query = Contact::query()
        .filter(Contact::COUNTRY.at(Country::NAME).eq("Japan") & Contact::AGE.ge(40))
        .order_by(Contact::BIRTH_DATE.desc())
        .top(5);
    request(&query.explain(client)?);

    let contacts: Vec<Contact> = query.all(client).await?;
    let mut table = Table::new(["NAME", "JOB", "BORN", "AGE", "MOBILE PHONE"]);
    for contact in &contacts {
        table.row([&contact.name, &contact.job_title, &contact.birth_date, &contact.age, &contact.mobile_phone]);
    }
    line(&table);
    Ok(contacts[0].id)
}

async fn tuples(client: &Client) -> Result<()> {
    heading("3. Rows as tuples: only these columns, two of them behind lookups");
    // Of what a lookup leads to, the whole row comes: Creatio is not known to expand less. Tuples keep what they ask for.
    let query = Order::query()
        .filter(Order::AMOUNT.gt(20_000) & Order::STATUS.at(OrderStatus::NAME).ne("Canceled"))
        .order_by(Order::AMOUNT.desc())
        .top(5)
        .select((
            Order::NUMBER,
            Order::DATE,
            Order::ACCOUNT.at(Account::NAME),
            Order::STATUS.at(OrderStatus::NAME),
            Order::AMOUNT,
        ));
    request(&query.explain(client)?);

    let mut table = Table::new(["ORDER", "DATE", "CUSTOMER", "STATUS", "AMOUNT"]);
    for (number, date, customer, status, amount) in query.all(client).await? {
        table.row([&number, &date, &customer, &status, &amount]);
    }
    line(&table);
    Ok(())
}

/// A row type of your own. A field that does not fit its column is a compile error.
#[derive(Projection)]
#[projection(entity = Activity)]
struct Appointment {
    start_date: Option<Timestamp>,
    title: String,
    #[projection(column = Activity::OWNER.at(Contact::NAME))]
    who: Option<String>,
    #[projection(lookup = ACCOUNT)]
    customer: Option<Customer>,
}

/// What an appointment takes of the account that it is with.
#[derive(Projection)]
#[projection(entity = Account)]
struct Customer {
    name: String,
    phone: String,
}

async fn projections(client: &Client) -> Result<()> {
    heading("4. Rows as structs of your own, a lookup as a struct inside: the next appointments");
    let query = Appointment::query().filter(Activity::START_DATE.ge(now())).order_by(Activity::START_DATE.asc()).top(6);
    request(&query.explain(client)?);

    let mut table = Table::new(["START", "TITLE", "WHO", "CUSTOMER", "PHONE"]);
    for appointment in query.all(client).await? {
        let Appointment { start_date, title, who, customer } = appointment;
        let (name, phone) = customer.map(|customer| (customer.name, customer.phone)).unzip();
        table.row([&start_date, &title, &who, &name, &phone]);
    }
    line(format_args!("{table}\n"));
    note("The clock of this Creatio stands still: now() is 2026-03-02 08:00 in every run.");
    Ok(())
}

async fn pages(client: &Client, sandbox: &Running) -> Result<()> {
    heading("5. All rows, page by page, with one page in memory");
    let query = Contact::query().select((Contact::COUNTRY.at(Country::NAME), Contact::AGE)).page_size(100);
    request(&query.explain(client)?);

    let before = sandbox.requests().len();
    let mut countries = BTreeMap::<Option<String>, (u32, i32)>::new();
    let mut contacts = query.stream(client);
    while let Some(contact) = contacts.next().await {
        let (country, age) = contact?;
        let (count, oldest) = countries.entry(country).or_default();
        *count += 1;
        *oldest = age.max(*oldest);
    }
    let requests = sandbox.requests().len() - before;

    let mut table = Table::new(["COUNTRY", "CONTACTS", "OLDEST"]);
    for (country, (count, oldest)) in &countries {
        table.row([country, count, oldest]);
    }
    line(format_args!("{table}\n"));
    let total: u32 = countries.values().map(|(count, _)| count).sum();
    note(&format!("{total} contacts came in {requests} requests"));
    Ok(())
}

async fn single_answers(client: &Client, id: Uuid) -> Result<()> {
    heading("6. One row by its key, one that is not there, and a number");
    let query = Contact::get(id).select((Contact::NAME, Contact::ACCOUNT.at(Account::NAME)));
    request(&query.explain(client)?);
    let (name, company) = query.one(client).await?;
    note(&format!("one: {name}, who works for {}", company.as_deref().unwrap_or("nobody")));

    // A key that no row has; `one` would make an error of it.
    let nobody: Option<Contact> = Contact::get(Uuid::max()).optional(client).await?;
    note(&format!("optional: {}", if nobody.is_some() { "somebody" } else { "nobody has that key" }));

    // Asks for no rows, only for how many there are.
    let veterans: u64 = Contact::query().filter(Contact::AGE.ge(60)).count(client).await?;
    note(&format!("count: {veterans} contacts are 60 or older"));
    Ok(())
}

async fn empty_values(client: &Client) -> Result<()> {
    heading("7. Empty values: lookups and dates are None, text is empty, numbers are 0");
    let query = Contact::query()
        .filter(Contact::ACCOUNT_ID.is_empty() & Contact::BIRTH_DATE.is_empty())
        .order_by(Contact::NAME.asc())
        .top(3);
    request(&query.explain(client)?);

    let contacts = query.all(client).await?;
    let mut table = Table::new(["NAME", "ACCOUNT", "BORN", "JOB", "AGE"]);
    for contact in &contacts {
        let account = contact.account_id.map(|id| id.to_string());
        table.row([&contact.name, &account, &contact.birth_date, &contact.job_title, &contact.age]);
    }
    line(format_args!("{table}\n"));

    // What queries can't say can be asked in OData's own words. Here it shows what `None` is on the wire.
    let reply = client.odata_get_raw(&format!("Contact({})?$select=AccountId,BirthDate", contacts[0].id)).await?;
    let reply: serde_json::Value = serde_json::from_str(&reply)?;
    note(&format!("The wire says AccountId: {},\nBirthDate: {}", reply["AccountId"], reply["BirthDate"]));
    Ok(())
}

async fn mistakes(client: &Client) -> Result<()> {
    heading("8. A mistake: what the server is not known to understand is refused before it is sent");
    let query = Account::query().filter(Account::CONTACT_BY_ACCOUNT.any(Contact::AGE.ge(60)));
    if let Err(error) = query.all(client).await {
        note(&format!("Error: {error}"));
    }
    Ok(())
}

async fn expired_session(client: &Client, sandbox: &Running) -> Result<()> {
    heading("9. A session that expires is renewed, and nobody notices");
    sandbox.clear_requests();
    sandbox.expire_sessions(Expiry::Redirect);
    let count = Contact::query().count(client).await?;
    note(&format!("{count} contacts, for which three requests were sent:"));
    line("");

    let mut table = Table::new(["METHOD", "STATUS", "TARGET"]);
    for received in sandbox.requests() {
        table.row([&received.method, &received.status, &received.target]);
    }
    line(&table);
    Ok(())
}
