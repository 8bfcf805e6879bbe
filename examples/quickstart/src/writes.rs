//! Writing: rows created, changed and deleted; and an answer that is lost on the way.

use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_sandbox::{Fault, Running};

use super::creatio::Contact;
use super::show::{heading, note, request};
use super::{Result, table::Table};

/// Creates a contact, changes another, deletes the first.
pub(crate) async fn writes(client: &Client, id: Uuid) -> Result<()> {
    heading("10. Writing: the columns are the setters");
    let contact: Contact = Contact::get(id).one(client).await?;
    let create = Contact::create()
        .set(Contact::NAME, "Aiko Mori")
        .set(Contact::JOB_TITLE, "Buyer")
        .set(Contact::ACCOUNT_ID, contact.account_id);
    request(&create.explain(client)?);
    let aiko: Uuid = create.send(client).await?;

    // What differs between two states of a row, and nothing else. `None` is sent as null; Creatio would pass a zero guid over.
    let change = Contact::update_from(&contact, &Contact { account_id: None, age: contact.age + 1, ..contact.clone() });
    request(&change.explain(client)?);
    // Reads the row back: a build that drops a column in silence is found out.
    change.verified().send(client).await?;

    let mut table = Table::new(["NAME", "JOB", "AGE", "ACCOUNT"]);
    for id in [aiko, id] {
        let contact = Contact::get(id).one(client).await?;
        let account = contact.account_id.map_or("none", |_| "as before").to_owned();
        table.row([&contact.name, &contact.job_title, &contact.age, &account]);
    }
    super::show::line(format_args!("{table}\n"));

    Contact::delete(aiko).send(client).await?;
    if let Err(error) = Contact::delete(aiko).send(client).await {
        note(&format!("Deleted, and when deleted again, is_not_found() is {}.", error.is_not_found()));
    }
    Ok(())
}

/// The server does as it is told, and the connection breaks before it can say so.
pub(crate) async fn lost_answer(client: &Client, sandbox: &Running) -> Result<()> {
    heading("11. An answer is lost: was the row created?");
    let _ = sandbox.fault(Fault::NoReply).method("POST");

    // A key of one's own is what makes it possible to ask, and safe to send again: no key is given twice.
    let create = Contact::create().key(Uuid::new_v4()).set(Contact::NAME, "Ren Ito");
    let id = match create.send(client).await {
        Err(error) if error.outcome_unknown() => {
            note(&format!("Error: {error}\n\u{a0}"));
            match create.probe(client).await? {
                Some(id) => id,
                None => create.send(client).await?,
            }
        }
        done => done?,
    };
    let name = Contact::get(id).select((Contact::NAME,)).one(client).await?.0;
    let rows = Contact::query().filter(Contact::NAME.eq(&name)).count(client).await?;
    note(&format!("The probe found {name}, who was created once: {rows} row."));
    Ok(())
}
