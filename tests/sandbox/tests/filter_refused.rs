//! Filters that are refused, and those that are long or sly.

mod common;

use common::{check, filtered, found, get, id};
use creatio_sandbox::{Oddity, Running};

async fn start() -> Running {
    filtered().start().await.expect("it starts")
}

#[tokio::test]
async fn queries_that_make_no_sense_are_refused_in_the_servers_words() {
    let sandbox = start().await;
    let kind = "Terrasoft.Configuration.OData.Contact";
    for (filter, status, message) in [
        ("Nope eq 1", 400, format!("Could not find a property named 'Nope' on type '{kind}'.")),
        ("Account/Nope eq 1", 400, "Could not find a property named 'Nope' on type 'Terrasoft.Configuration.OData.Account'.".into()),
        ("BirthDate gt '2026-01-01'", 400, "A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThan'.".into()),
        ("Age eq 'x'", 400, "A binary operator with incompatible types was detected. Found operand types 'Edm.Int32' and 'Edm.String' for operator kind 'Equal'.".into()),
        ("Id eq 'x'", 400, "A binary operator with incompatible types was detected. Found operand types 'Edm.Guid' and 'Edm.String' for operator kind 'Equal'.".into()),
        ("AccountId eq 8ecab4a1-0ca3-4515-9399-efe0a19390bd", 500, "Column by path AccountId not found in schema Contact.".into()),
        ("Account/OwnerId eq 8ecab4a1-0ca3-4515-9399-efe0a19390bd", 500, "Column by path OwnerId not found in schema Account.".into()),
        ("frobnicate(Name) eq 1", 400, "An unknown function with name 'frobnicate' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.".into()),
        ("contains(Age,'x')", 400, "No function signature for the function with name 'contains' matches the specified arguments: (Edm.Int32, Edm.String).".into()),
        ("not Age", 400, "A unary operator with an incompatible type was detected. Found operand type 'Edm.Int32' for operator kind 'Not'.".into()),
        ("Name", 400, "The $filter expression must evaluate to a single boolean value, found 'Edm.String'.".into()),
    ] {
        let reply = get(&sandbox, &format!("Contact?$filter={filter}")).await;
        // The inner message of a query that is refused lacks the period.
        let message = if status == 400 { message.trim_end_matches('.').to_owned() } else { message };
        assert_eq!((reply.status, reply.message()), (status, message), "{filter}");
    }
    for path in [
        "Contact?$filter=Account eq null",
        "Contact?$filter=ContactPhoto eq null",
        "Contact?$filter=Name/x eq 1",
        "Contact?$filter=OrderCollectionByContact/Number eq '1'",
        "Contact?$filter=date(BirthDate) eq 1990-05-17T00:00:00Z",
        "Contact?$filter=BirthDate gt 1990-05-17",
        "Contact?$filter=BirthDate gt 1990-05-17T00:00:00",
        "Contact?$filter=Name eq guid'8ecab4a1-0ca3-4515-9399-efe0a19390bd'",
        "Contact?$filter=Age eq 1 and Name",
        "Contact?$orderby=Account",
        "Contact?$orderby=Nope",
        "Contact?$orderby=Name up",
        "Contact?$filter=",
    ] {
        assert_eq!(get(&sandbox, path).await.status, 400, "{path}");
    }
    assert_eq!(get(&sandbox, "Contact?$orderby=AccountId").await.status, 500);
    sandbox.set_oddity(Oddity::LookupIdUnfilterable, false);
    sandbox.set_oddity(Oddity::DatePromotes, true);
    check(&sandbox, "Contact", &[(&format!("AccountId eq {}", id(12)), "2"), ("BirthDate ge 2000-01-01", "2")]).await;
    sandbox.set_oddity(Oddity::ErrorsAs200, true);
    let reply = get(&sandbox, "Contact?$filter=Nope eq 1").await;
    assert!(reply.status == 200 && reply.json()["error"].is_object());
}

#[tokio::test]
async fn long_lists_of_conditions_are_taken() {
    let sandbox = start().await;
    let ages: Vec<String> = (29..1529).map(|age| format!("Age eq {age}")).collect();
    assert_eq!(found(&sandbox, "Contact", &format!("$orderby=Id&$filter={}", ages.join(" or "))).await, "124");
    let ids: Vec<String> = (0..400).map(|number| format!("Id eq {}", id(number))).collect();
    assert_eq!(found(&sandbox, "Contact", &format!("$orderby=Id&$filter={}", ids.join(" or "))).await, "1234");
}

#[tokio::test]
async fn text_is_never_part_of_the_sql() {
    let sandbox = start().await;
    for text in ["'' or 1=1 --", "\"; DROP TABLE t0; --", "?1", "\\", "%25", "_"] {
        check(
            &sandbox,
            "Contact",
            &[(&format!("Name eq '{text}'"), ""), (&format!("contains(Name,'{text}') and Age eq 40"), "")],
        )
        .await;
    }
}

#[tokio::test]
async fn what_the_database_does_not_take_is_no_error_of_the_servers() {
    let sandbox = start().await;
    let path = format!("{}Name eq 'x'", "Owner/".repeat(70));
    for option in ["$filter=".to_owned() + &path, "$orderby=".to_owned() + &["Name"; 3_000].join(",")] {
        let reply = get(&sandbox, &format!("Contact?{}", option.replace(' ', "%20"))).await;
        assert_eq!(reply.status, 501, "{}", reply.body);
        assert!(reply.body.contains("so large a query"), "{}", reply.body);
    }
}
