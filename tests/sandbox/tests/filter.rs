//! `$filter` and `$orderby`: what each construct finds.

mod common;

use common::{check, filtered, found, get, id};
use creatio_sandbox::{Oddity, Running};

async fn start() -> Running {
    filtered().start().await.expect("it starts")
}

#[tokio::test]
async fn comparisons_and_logic() {
    check(
        &start().await,
        "Contact",
        &[
            ("Age eq 30", "14"),
            ("Age ne 30", "23"),
            ("Age gt 30", "2"),
            ("Age ge 30", "124"),
            ("Age lt 30", "3"),
            ("Age le 30", "134"),
            ("30 lt Age", "2"),
            ("Age eq 30 and Confirmed eq true", "1"),
            ("Age eq 30 and Confirmed", "1"),
            ("Age eq 40 or Confirmed eq true", "12"),
            ("not Confirmed", "234"),
            ("not (Age eq 30)", "23"),
            ("(Age eq 40 or Age eq 30) and not startswith(Name,'A')", "24"),
            ("Age eq 40 or Age eq 30 and Confirmed", "12"),
            ("true", "1234"),
            ("false", ""),
            ("Name gt 'Z'", "2"),
            ("Name eq 'bob O''Neil'", "2"),
            ("Name eq 'BOB O''NEIL'", ""),
            ("Name eq 'Cyd & Co + 100%25'", "3"),
            (&format!("Id eq {}", id(3)), "3"),
            (&format!("Id eq {}", id(3).to_uppercase()), "3"),
            ("Age eq 30.0", "14"),
            ("Age gt 29.999", "124"),
            ("Age eq 3e1", "14"),
        ],
    )
    .await;
}

#[tokio::test]
async fn text_functions() {
    check(
        &start().await,
        "Contact",
        &[
            ("contains(Name,'n')", "14"),
            ("contains(Name,'''')", "2"),
            ("startswith(Name,'Ann')", "1"),
            ("endswith(Name,'%25')", "3"),
            ("length(Name) eq 5", "4"),
            ("length(trim(Name)) eq 3", "4"),
            ("tolower(Name) eq 'ann lee'", "1"),
            ("toupper(trim(Name)) eq 'DÄN'", "4"),
            ("indexof(Name,'n ') eq 2", "1"),
            ("indexof(Name,'n ') eq 3", "4"),
            ("indexof(Name,'zz') eq -1", "1234"),
            ("substring(Name,4) eq 'Lee'", "1"),
            ("substring(Name,1,2) eq 'Dä'", "4"),
            ("substring(Name,1,2) eq 'nn'", "1"),
            ("concat(concat(Name,'-'),Email) eq ' Dän -d@x.y'", "4"),
            ("contains(Name,'A') eq false", "234"),
        ],
    )
    .await;
}

#[tokio::test]
async fn dates() {
    check(
        &start().await,
        "Contact",
        &[
            ("BirthDate eq 1990-05-17T10:20:30.1234567Z", "1"),
            ("BirthDate eq 1990-05-17T12:20:30.1234567+02:00", "1"),
            ("BirthDate gt 1990-05-17T10:20:30.1234566Z", "12"),
            ("BirthDate lt 2000-01-01T00:00:00Z", "1"),
            ("BirthDate le 2000-01-01T00:00:00.000Z", "12"),
            ("BirthDate eq null", "34"),
            ("BirthDate ne null", "12"),
            ("year(BirthDate) eq 1990", "1"),
            ("month(BirthDate) eq 5 and day(BirthDate) eq 17", "1"),
            ("hour(BirthDate) eq 10 and minute(BirthDate) eq 20 and second(BirthDate) eq 30", "1"),
            ("fractionalseconds(BirthDate) eq 0.1234567", "1"),
            ("date(BirthDate) eq 1990-05-17", "1"),
            ("time(BirthDate) lt 10:20:31 and time(BirthDate) gt 00:00:00", "1"),
            ("BirthDate lt now()", "12"),
            ("now() eq 2026-06-01T00:00:00Z", "1234"),
        ],
    )
    .await;
}

#[tokio::test]
async fn decimals_are_exact() {
    check(
        &start().await,
        "Order",
        &[
            ("Amount eq 100.1", "1"),
            ("Amount eq 100.10", "1"),
            ("Amount eq 79228162514264337593543950335", "2"),
            ("Amount eq 79228162514264337593543950334", ""),
            ("Amount gt 79228162514264337593543950334", "2"),
            ("Amount gt 9", "12"),
            ("Amount lt 0", "3"),
            ("Amount lt -0.00000001", ""),
            ("Amount add 0.2 eq 100.3", "1"),
            ("Number eq '4' and Amount mul 2 eq 18", "4"),
            ("Number eq '4' and Amount sub 10 eq -1", "4"),
            ("Number eq '4' and Amount div 2 eq 4.5", "4"),
            ("Number eq '4' and Amount mod 4 eq 1", "4"),
            ("Number eq '1' and -Amount lt -100", "1"),
            ("Number eq '1' and round(Amount) eq 100", "1"),
            ("ceiling(Amount) eq 101", "1"),
            ("floor(Amount) eq -1", "3"),
        ],
    )
    .await;
    let ordered = found(&start().await, "Order", "$orderby=Amount desc").await;
    assert_eq!(ordered, "2143");
    let reply = get(&start().await, "Order?$orderby=Number&$select=Amount").await;
    assert!(
        reply.body.contains(r#"{"Amount":100.10},{"Amount":79228162514264337593543950335},{"Amount":-0.00000001}"#),
        "{}",
        reply.body
    );
}

#[tokio::test]
async fn numbers() {
    check(
        &start().await,
        "Contact",
        &[
            ("Age add 5 eq 35", "14"),
            ("Age sub 5 mul 2 eq 20", "14"),
            ("(Age sub 5) mul 2 eq 50", "14"),
            ("Age div 7 eq 4", "14"),
            ("Age mod 7 eq 2", "14"),
            ("-Age eq -30", "14"),
            ("Age sub -1 eq 31", "14"),
            ("Age div 8.0 eq 3.75", "14"),
        ],
    )
    .await;
    let reply = get(&start().await, "Contact?$filter=1 div Age gt 0").await;
    assert_eq!((reply.status, reply.message().as_str()), (500, "Attempted to divide by zero."));
}

#[tokio::test]
async fn paths_through_lookups() {
    check(
        &start().await,
        "Contact",
        &[
            (&format!("Account/Id eq {}", id(11)), "14"),
            (&format!("Account/Id ne {}", id(11)), "23"),
            ("Account/Id eq null", "3"),
            ("Account/Id ne null", "124"),
            ("Account/Name eq 'Acme'", "14"),
            ("Account/Type/Name eq 'Customer'", "14"),
            ("Account/Type/Name eq null", "23"),
            ("Account/Owner/Account/Name eq 'beta'", "14"),
            ("Owner/Account/Name eq 'beta' and Account/Name eq 'Acme'", "1"),
            (&format!("Account/Id eq {}", id(0)), ""),
        ],
    )
    .await;
    let sandbox = start().await;
    assert_eq!(found(&sandbox, "Contact", "$orderby=Account/Type/Name desc,Account/Name,Name desc").await, "1432");
    assert_eq!(found(&sandbox, "Contact", "$orderby=Age,length(Name) desc").await, "3142");
    sandbox.set_oddity(Oddity::ZeroGuidIsNull, true);
    check(&sandbox, "Contact", &[("Account/Id eq 00000000-0000-0000-0000-000000000000", "3")]).await;
}

#[tokio::test]
async fn text_may_be_compared_without_case() {
    let sandbox = filtered().oddity(Oddity::CaseInsensitiveText, true).start().await.expect("it starts");
    check(
        &sandbox,
        "Contact",
        &[
            ("Name eq 'ANN LEE'", "1"),
            ("contains(Name,'DÄ')", "4"),
            ("startswith(Name,'B')", "2"),
            ("Name lt 'B'", "14"),
        ],
    )
    .await;
    assert_eq!(found(&sandbox, "Contact", "$orderby=Name").await, "4123");
    assert_eq!(found(&start().await, "Contact", "$orderby=Name").await, "4132");
}

#[tokio::test]
async fn lists_and_lambdas_are_behind_switches() {
    let sandbox = start().await;
    let list = "Contact?$filter=Age in (40,41)";
    let any = "Contact?$filter=OrderCollectionByContact/any(o:o/Amount gt 100)";
    assert_eq!(get(&sandbox, list).await.status, 400);
    assert_eq!(get(&sandbox, any).await.status, 500);
    sandbox.set_oddity(Oddity::InOperator, true);
    sandbox.set_oddity(Oddity::Lambdas, true);
    check(&sandbox, "Contact", &[
        ("Age in (40,41)", "2"),
        ("Name in ('Ann Lee','x')", "1"),
        ("not (Age in (30))", "23"),
        (&format!("Account/Id in ({},{})", id(11), id(13)), "14"),
        ("OrderCollectionByContact/any(o:o/Amount gt 100)", "1"),
        ("OrderCollectionByContact/any()", "12"),
        ("not OrderCollectionByContact/any()", "34"),
        ("OrderCollectionByContact/all(o:o/Amount gt 100)", "134"),
        ("OrderCollectionByContact/all(o:contains(o/Contact/Account/Type/Name,'u'))", "134"),
            ("OrderCollectionByContact/any(o:o/Contact/Account/Name eq 'beta')", "2"),
        ("OrderCollectionByContact/any(o:o/Number eq '1' and $it/Age eq 30)", "1"),
        ("Account/ContactCollectionByAccount/any(c:c/Name eq 'Ann Lee')", "14"),
        ("Account/ContactCollectionByAccount/any(c:c/OrderCollectionByContact/any(o:o/Number eq '2' and c/Age eq 30))", "14"),
    ])
    .await;
}
