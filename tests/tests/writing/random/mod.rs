//! Random changes: what is set is what is read back, and what is not set stays.
//!
//! `PROPTEST_CASES=20000 cargo test -p creatio-tests --test writing random` looks further.

#[path = "../../reading/random/choices.rs"]
#[allow(dead_code, reason = "reading needs more of it")]
mod choices;
mod draw;

use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Client, Create, Error, Platform, Update};
use creatio_sandbox::{Oddity, Running, Sandbox};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, TestCaseError, TestRunner};
use tokio::runtime::Runtime;

use self::choices::Choices;
use self::draw::Draw;

/// Kinds that are there, for lookups.
const KINDS: [Uuid; 2] = [Uuid::from_u128(0xA1), Uuid::from_u128(0xA2)];

type Words = Choices<std::vec::IntoIter<u16>>;

/// The test for the bindings of one dialect.
macro_rules! stage {
    ($name:ident, $document:literal, $model:ident, $creatio:literal,
     plain: $($plain:ident $PLAIN:ident)*; optional: $($optional:ident $OPTIONAL:ident)*;) => {
        mod $name {
            use super::*;

            use crate::$model::{Color, Place, Thing};

            impl Draw for Color {
                fn draw(choices: &mut Words) -> Self {
                    choices.one(&[Self::Amber, Self::Blue, Self::Cyan])
                }
            }

            impl Draw for Place {
                fn draw(choices: &mut Words) -> Self {
                    Self { city: Draw::draw(choices), floor: Draw::draw(choices) }
                }
            }

            const METADATA: &str = include_str!($document);

            macro_rules! apply {
                ($change:ident, $row:ident, $choices:ident) => {{
                    $(if $choices.once_in(3) {
                        $row.$plain = Draw::draw($choices);
                        $change = $change.set(Thing::$PLAIN, &$row.$plain);
                    })*
                    $(if $choices.once_in(3) {
                        $row.$optional = Draw::draw($choices);
                        $change = match &$row.$optional {
                            None if $choices.once_in(2) => $change.clear(Thing::$OPTIONAL),
                            value => $change.set(Thing::$OPTIONAL, value),
                        };
                    })*
                    if $choices.once_in(3) {
                        $row.kind_id = $choices.one(&[None, Some(KINDS[0]), Some(KINDS[1])]);
                        $change = $change.set(Thing::KIND_ID, $row.kind_id);
                    }
                    if $choices.once_in(3) {
                        $row.parent_id = $choices.one(&[None, Some($row.id)]);
                        $change = $change.set(Thing::PARENT_ID, $row.parent_id);
                    }
                    $change
                }};
            }

            /// A row with everything in it.
            fn row(choices: &mut Words, id: Uuid) -> Thing {
                Thing {
                    id,
                    kind_id: choices.one(&[None, Some(KINDS[0])]),
                    parent_id: None,
                    $($plain: Draw::draw(choices),)*
                    $($optional: Draw::draw(choices),)*
                }
            }

            fn changed(mut change: Update<Thing>, row: &mut Thing, choices: &mut Words) -> Update<Thing> {
                apply!(change, row, choices)
            }

            fn varied(mut change: Create<Thing>, row: &mut Thing, choices: &mut Words) -> Create<Thing> {
                apply!(change, row, choices)
            }

            /// Creates a row, changes it by setters and by difference, and reads it back each time.
            async fn check(client: &Client, words: Vec<u16>) -> Result<(), TestCaseError> {
                let choices = &mut Choices::of(words);
                let mut row = row(choices, Uuid::new_v4());
                let mut create = Thing::create_from(&row);
                // A parent that is the row itself can't be there before it.
                create = varied(create, &mut row, choices).clear(Thing::PARENT_ID);
                row.parent_id = None;
                let verified = choices.once_in(2);
                let create = if verified { create.verified() } else { create };
                let id = create.send(client).await.map_err(|error| failed(&create, &error))?;
                prop_assert_eq!(id, row.id);
                let read = async |client| Thing::get(id).one(client).await.map_err(|error| failed(&id, &error));
                prop_assert_eq!(&read(client).await?, &row, "{:?}", create);

                let update = changed(Thing::update(id), &mut row, choices);
                let update = if verified { update.verified() } else { update };
                update.send(client).await.map_err(|error| failed(&update, &error))?;
                let before = read(client).await?;
                prop_assert_eq!(&before, &row, "{:?}", update);

                let _ = changed(Thing::update(id), &mut row, choices);
                let update = Thing::update_from(&before, &row);
                update.send(client).await.map_err(|error| failed(&update, &error))?;
                prop_assert_eq!(&read(client).await?, &row, "{:?}", update);
                Ok(())
            }

            #[test]
            fn what_is_set_is_read_back() {
                let runtime = Runtime::new().unwrap();
                let sandbox = runtime.block_on(sandbox(METADATA, $creatio)).unwrap();
                for ieee754 in [false, true] {
                    let client = Client::builder(sandbox.url()).auth(Anonymous).platform(Platform::NetFramework);
                    let client = client.ieee754_compatible(ieee754).build().unwrap();
                    let words = prop::collection::vec(any::<u16>(), 0..400);
                    let result = runner().run(&words, |words| runtime.block_on(check(&client, words)));
                    if let Err(error) = result {
                        panic!("ieee754 {ieee754}: {error}");
                    }
                }
            }
        }
    };
}

stage!(
    standard, "../../../fixtures/emit/reading/metadata.xml", things, false,
    plain: clock CLOCK color COLOR day DAY flag FLAG guid GUID long LONG moment MOMENT money MONEY real REAL short SHORT
        text TEXT whole WHOLE;
    optional: maybe_clock MAYBE_CLOCK maybe_color MAYBE_COLOR maybe_day MAYBE_DAY maybe_flag MAYBE_FLAG
        maybe_guid MAYBE_GUID maybe_long MAYBE_LONG maybe_moment MAYBE_MOMENT maybe_money MAYBE_MONEY
        maybe_real MAYBE_REAL maybe_short MAYBE_SHORT maybe_text MAYBE_TEXT maybe_whole MAYBE_WHOLE place PLACE;
);

stage!(
    creatio, "../../../fixtures/profile/reading/metadata.xml", creatio_things, true,
    plain: color COLOR flag FLAG long LONG maybe_flag MAYBE_FLAG maybe_long MAYBE_LONG maybe_money MAYBE_MONEY
        maybe_real MAYBE_REAL maybe_short MAYBE_SHORT maybe_text MAYBE_TEXT maybe_whole MAYBE_WHOLE money MONEY real REAL
        short SHORT text TEXT whole WHOLE;
    optional: clock CLOCK day DAY guid GUID maybe_clock MAYBE_CLOCK maybe_color MAYBE_COLOR maybe_day MAYBE_DAY
        maybe_guid MAYBE_GUID maybe_moment MAYBE_MOMENT moment MOMENT place PLACE;
);

async fn sandbox(metadata: &str, creatio: bool) -> Result<Running, creatio_sandbox::Error> {
    let kind = |id: &Uuid| serde_json::json!({"Id": id.to_string(), "Name": "k", "Rank": 1});
    Sandbox::builder()
        .metadata(metadata)
        .rows("Kind", KINDS.iter().map(kind))
        .auth(false)
        .oddity(Oddity::EmptyValues, creatio)
        .oddity(Oddity::ZeroGuidIgnored, creatio)
        .oddity(Oddity::PreferReturn, !creatio)
        .oddity(Oddity::Etags, !creatio)
        .start()
        .await
}

fn failed(what: &dyn std::fmt::Debug, error: &Error) -> TestCaseError {
    TestCaseError::fail(format!("{what:?}: {error}"))
}

fn runner() -> TestRunner {
    TestRunner::new(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        max_shrink_iters: 2_000,
        ..ProptestConfig::default()
    })
}
