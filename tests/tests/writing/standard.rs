//! Services that are not Creatio's: versions, short answers, keys of every kind, rows written together.

use creatio_runtime::jiff::Timestamp;
use creatio_runtime::jiff::civil::Time;
use creatio_runtime::jiff::civil::date;
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Client, Create, ErrorKind, Tagged};
use creatio_sandbox::{Oddity, Running, Sandbox};
use insta::assert_snapshot;

use crate::changes::stored;
use crate::keys::{self, ByKind, ByNumber, ByText, ByThree};
use crate::stage::{anonymous, text};
use crate::things::{Color, Kind, Thing};

async fn started(metadata: &str) -> (Running, Client) {
    let mut sandbox = Sandbox::builder().metadata(metadata).auth(false).oddity(Oddity::EmptyValues, false);
    for on in [Oddity::Etags, Oddity::PreferReturn, Oddity::DeepInsert, Oddity::OdataBind] {
        sandbox = sandbox.oddity(on, true);
    }
    let off = [Oddity::ZeroGuidIgnored, Oddity::NavigationInBodyIgnored, Oddity::DateOnlyInServerZone];
    for off in off {
        sandbox = sandbox.oddity(off, false);
    }
    let sandbox = sandbox.start().await.unwrap();
    let client = anonymous(&sandbox);
    (sandbox, client)
}

async fn things() -> (Running, Client) {
    started(include_str!("../../fixtures/emit/reading/metadata.xml")).await
}

fn thing(id: Uuid) -> Create<Thing> {
    Thing::create()
        .key(id)
        .set(Thing::TEXT, "a")
        .set(Thing::SHORT, 1i16)
        .set(Thing::WHOLE, 2)
        .set(Thing::LONG, 9_007_199_254_740_993i64)
        .set(Thing::MONEY, 3)
        .set(Thing::REAL, 0.5)
        .set(Thing::FLAG, true)
        .set(Thing::GUID, Uuid::nil())
        .set(Thing::MOMENT, Timestamp::UNIX_EPOCH)
        .set(Thing::DAY, date(2024, 2, 29))
        .set(Thing::CLOCK, Time::midnight())
        .set(Thing::COLOR, Color::Blue)
}

#[tokio::test]
async fn a_version_is_kept_and_heeded() {
    let (sandbox, client) = things().await;
    let id = thing(Uuid::max()).send(&client).await.unwrap();
    let read: Tagged<Thing> = Thing::get(id).row_as().one(&client).await.unwrap();
    let version = read.etag.clone().unwrap();
    assert_eq!(read.row.long, 9_007_199_254_740_993i64);
    let list: Vec<Tagged<Thing>> = Thing::query().rows_as().all(&client).await.unwrap();
    assert_eq!(list, [read]);

    let change = Thing::update(id).set(Thing::WHOLE, 3).if_match(&version);
    change.send(&client).await.unwrap();
    // Somebody has changed it since.
    let error = change.send(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::PreconditionFailed) && !error.outcome_unknown());
    assert_snapshot!(text(&sandbox, &error), @r"
    PATCH http://sandbox/0/odata/Thing(ffffffff-ffff-ffff-ffff-ffffffffffff): the row has changed since its version was read, or is gone (status 412)
    read it again, and decide anew
    ");
    let error = Thing::delete(id).if_match(&version).send(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::PreconditionFailed) && !error.is_not_found());

    // Whatever its version.
    Thing::update(id).set(Thing::WHOLE, 4).send(&client).await.unwrap();
    let sent = sandbox.requests().pop().unwrap();
    assert_eq!((sent.header("if-match"), sent.header("prefer")), (Some("*"), Some("return=minimal")));
    let error = Thing::update(Uuid::from_u128(1)).set(Thing::WHOLE, 4).send(&client).await.unwrap_err();
    assert!(error.is_not_found());

    sandbox.set_oddity(Oddity::EtagRequired, true);
    let error = Thing::delete(id).send(&client).await.unwrap_err();
    assert_snapshot!(text(&sandbox, &error), @r"
    DELETE http://sandbox/0/odata/Thing(ffffffff-ffff-ffff-ffff-ffffffffffff): the server refuses the request (status 428)
    the service wants to know which version is meant: `.if_match(…)`, with one that `Tagged` has read
    ");
    let version = Thing::get(id).row_as::<Tagged<Thing>>().one(&client).await.unwrap().etag.unwrap();
    Thing::delete(id).if_match(&version).send(&client).await.unwrap();
    assert_eq!(sandbox.row_count("Thing"), 0);
}

#[tokio::test]
async fn answers_with_and_without_a_body() {
    let (sandbox, client) = things().await;
    for minimal in [true, false] {
        sandbox.set_oddity(Oddity::PreferReturn, minimal);
        sandbox.clear_requests();
        let id = Uuid::new_v4();
        assert_eq!(thing(id).send(&client).await.unwrap(), id);
        assert_eq!(sandbox.requests()[0].status, Some(if minimal { 204 } else { 201 }));
        Thing::update(id).set(Thing::WHOLE, 3).verified().send(&client).await.unwrap();
        // The server chooses the key, and tells it in a header or in the body.
        let id = Kind::create().set(Kind::NAME, "k").set(Kind::RANK, 1).send(&client).await.unwrap();
        assert!(stored(&sandbox, "Kind", id).is_some());
    }
}

#[tokio::test]
async fn keys_of_every_kind() {
    let (sandbox, client) = started(include_str!("../../fixtures/emit/keys/metadata.xml")).await;
    for minimal in [true, false] {
        sandbox.set_oddity(Oddity::PreferReturn, minimal);
        for code in ["a", "O'Hara", "a/b c", "é%2F#?", "12", "true", "null", "(1)", "a,b=c", " "] {
            let create = ByText::create().set(ByText::CODE, code).set(ByText::NAME, "x");
            assert_eq!(create.send(&client).await.unwrap(), code);
            assert_eq!(create.probe(&client).await.unwrap().as_deref(), Some(code));
            ByText::update(code).clear(ByText::NAME).verified().send(&client).await.unwrap();
            assert_eq!(ByText::get(code).one(&client).await.unwrap().name, None);
            ByText::delete(code).send(&client).await.unwrap();
        }
        for number in [0, -1, i64::MAX] {
            assert_eq!(ByNumber::create().key(number).send(&client).await.unwrap(), number);
            ByNumber::delete(number).send(&client).await.unwrap();
        }
        let kind = keys::Kind::B;
        assert_eq!(ByKind::create().key(kind.clone()).send(&client).await.unwrap(), kind);
        ByKind::delete(kind).send(&client).await.unwrap();

        let key = ("x'y", date(2024, 2, 29), Decimal::new(150, 2));
        let create = ByThree::create().key(key).set(ByThree::ABOUT, "about");
        let (zone, day, amount) = create.send(&client).await.unwrap();
        assert_eq!((&*zone, day, amount), key);
        assert!(create.probe(&client).await.unwrap().is_some());
        ByThree::update(key).set(ByThree::ABOUT, "else").verified().send(&client).await.unwrap();
        ByThree::delete(key).send(&client).await.unwrap();
        assert!(ByThree::delete(key).send(&client).await.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn rows_are_written_together() {
    let (sandbox, client) = things().await;
    let [parent, child, other, kind] = [1, 2, 3, 4].map(Uuid::from_u128);
    let create = thing(parent)
        .insert(Thing::KIND, Kind::create().key(kind).set(Kind::NAME, "k").set(Kind::RANK, 1))
        .insert(Thing::THING_BY_PARENT, thing(child))
        .insert(Thing::THING_BY_PARENT, thing(other));
    create.send(&client).await.unwrap();
    assert_eq!((sandbox.row_count("Thing"), sandbox.row_count("Kind")), (3, 1));
    let [first, second] = [child, other].map(|id| stored(&sandbox, "Thing", id).unwrap());
    assert_eq!((&first["ParentId"], &second["ParentId"]), (&parent.to_string().into(), &parent.to_string().into()));
    assert_eq!(stored(&sandbox, "Thing", parent).unwrap()["KindId"], kind.to_string());

    thing(Uuid::from_u128(5)).bind(Thing::KIND, kind).bind(Thing::PARENT, parent).send(&client).await.unwrap();
    let row = stored(&sandbox, "Thing", Uuid::from_u128(5)).unwrap();
    assert_eq!((&row["KindId"], &row["ParentId"]), (&kind.to_string().into(), &parent.to_string().into()));
    Thing::update(child).bind(Thing::PARENT, other).send(&client).await.unwrap();
    assert_eq!(stored(&sandbox, "Thing", child).unwrap()["ParentId"], other.to_string());
}
