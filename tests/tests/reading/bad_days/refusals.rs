//! What is refused before anything is sent.

use creatio_runtime::prelude::*;
use creatio_sandbox::Oddity;
use insta::assert_snapshot;

use crate::creatio::{Account, Contact};
use crate::stage::{anonymous, sandbox, text};

#[tokio::test]
async fn a_question_that_is_too_long() {
    let sandbox = sandbox().auth(false).start().await.unwrap();
    let names = (0..2_000).map(|number| format!("Smith {number}"));
    let error = Contact::query().filter(Contact::NAME.one_of(names)).all(&anonymous(&sandbox)).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    path and query are 74941 bytes long, more than the 8192 that are sent
    ask for fewer columns or values at once, or raise `.max_url_bytes(…)` if the server takes more
    "#);
    assert_eq!(sandbox.requests().len(), 0);
}

#[tokio::test]
async fn a_condition_on_details() {
    let sandbox = sandbox().auth(false).oddity(Oddity::Lambdas, true).start().await.unwrap();
    let query = Account::query().filter(Account::CONTACT_BY_ACCOUNT.any(Contact::NAME.eq("Ann")));
    let error = query.all(&anonymous(&sandbox)).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r#"
    a condition on rows of `ContactCollectionByAccount`: Creatio is not known to answer `any` and `all` over OData 4
    build the client with `.lambdas(true)` to try it
    "#);
    assert_eq!(sandbox.requests().len(), 0);
    let client = crate::stage::forms(&sandbox).auth(Anonymous).lambdas(true).build().unwrap();
    assert_eq!(query.select((Account::NAME,)).one(&client).await.unwrap(), ("Acme".to_owned(),));
}
