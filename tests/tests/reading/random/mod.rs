//! Random filters and orders: what the runtime writes, the sandbox parses and runs, and memory knows better.
//!
//! `PROPTEST_CASES=20000 cargo test -p creatio-tests --test reading random` looks further.

mod choices;
pub(crate) mod creatio;
mod evaluate;
pub(crate) mod standard;
mod tree;
mod value;
mod world;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Mutex;
use std::vec::IntoIter;

use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Anonymous, Client, Dialect, Platform};
use creatio_sandbox::{Oddity, Running, Sandbox};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, TestCaseError, TestCaseResult, TestRunner};
use tokio::runtime::Runtime;

use self::choices::Choices;
use self::evaluate::{Evaluator, Overflow};
use self::tree::{Expression, Grower, Root, Tree};
use self::value::Value;
use self::world::{Row, World, key};

/// What is asked for: things, by their ids.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) tree: Tree,
    pub(crate) order: Vec<(Expression, bool)>,
    pub(crate) skip: u64,
    pub(crate) top: Option<u64>,
    pub(crate) page_size: Option<usize>,
}

/// A sandbox with a world in it.
struct Stage {
    world: World,
    client: Client,
    _sandbox: Running,
}

/// The stages of a dialect, by seed.
struct Theatre {
    dialect: Dialect,
    runtime: Runtime,
    stages: Mutex<HashMap<u64, &'static Stage>>,
}

impl Theatre {
    fn new(dialect: Dialect) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        Self { dialect, runtime: runtime.expect("a runtime"), stages: Mutex::default() }
    }

    /// The stage of a seed; it is kept, for a sandbox takes longer to start than to answer.
    fn stage(&self, seed: u64) -> &'static Stage {
        let mut stages = self.stages.lock().expect("no test panics in here");
        stages.entry(seed).or_insert_with(|| Box::leak(Box::new(self.runtime.block_on(Stage::new(seed, self.dialect)))))
    }

    /// Asks the sandbox, and asks memory.
    fn check(
        &self,
        seed: u64,
        words: Vec<u16>,
        grow: fn(&mut Grower<'_, IntoIter<u16>>) -> Question,
    ) -> TestCaseResult {
        let stage = self.stage(seed);
        let question = grow(&mut Grower { choices: &mut Choices::of(words), ids: stage.world.ids() });
        let Ok((ids, count)) = expected(&question, &stage.world, self.dialect) else {
            return Err(TestCaseError::reject("a number overflows"));
        };
        let (shown, answer) = match self.dialect {
            Dialect::Standard => {
                let answer = standard::typed::answer(&question, &stage.client);
                (standard::typed::shown(&question), self.runtime.block_on(answer))
            }
            _ => {
                let answer = creatio::typed::answer(&question, &stage.client);
                (creatio::typed::shown(&question), self.runtime.block_on(answer))
            }
        };
        let answer = answer.map_err(|error| TestCaseError::fail(format!("{shown}: {error}")))?;
        prop_assert_eq!(answer, (ids, count), "{}", shown);
        Ok(())
    }
}

impl Stage {
    async fn new(seed: u64, dialect: Dialect) -> Self {
        let world = World::new(seed, dialect);
        let creatio = dialect == Dialect::Creatio;
        let metadata = match creatio {
            true => include_str!("../../../fixtures/profile/reading/metadata.xml"),
            false => include_str!("../../../fixtures/emit/reading/metadata.xml"),
        };
        let sandbox = Sandbox::builder()
            .metadata(metadata)
            .rows("Thing", world.seeds(Root::Thing))
            .rows("Kind", world.seeds(Root::Kind))
            .auth(false)
            .oddity(Oddity::ShuffledTies, true)
            .oddity(Oddity::Lambdas, true)
            .oddity(Oddity::EmptyValues, creatio)
            .oddity(Oddity::LookupIdUnfilterable, creatio)
            .oddity(Oddity::InOperator, !creatio)
            .oddity(Oddity::ServerPaging, !creatio)
            .start()
            .await
            .expect("a sandbox");
        let client = Client::builder(sandbox.url())
            .auth(Anonymous)
            .platform(Platform::NetFramework)
            .lambdas(true)
            // Random filters are longer than any that a person would write.
            .max_url_bytes(60_000)
            .build()
            .expect("a client");
        Self { world, client, _sandbox: sandbox }
    }
}

/// What memory says to a question: ids in order, and how many rows meet the filter.
fn expected(question: &Question, world: &World, dialect: Dialect) -> Result<(Vec<Uuid>, u64), Overflow> {
    let evaluator = Evaluator { world, dialect };
    let mut met: Vec<(Vec<Value>, &Row)> = Vec::new();
    for row in &world.things {
        let by = question.order.iter().map(|(by, _)| evaluator.value(by, row)).collect::<Result<_, _>>()?;
        if evaluator.holds(&question.tree, row)? == Some(true) {
            met.push((by, row));
        }
    }
    met.sort_by(|(a, one), (b, other)| {
        let directions = question.order.iter().map(|(_, descending)| *descending);
        let orders = a.iter().zip(b).zip(directions).map(|((a, b), descending)| {
            let order = with_null(a, b);
            if descending { order.reverse() } else { order }
        });
        orders.fold(Ordering::Equal, Ordering::then).then_with(|| key(one).cmp(&key(other)))
    });
    let count = met.len() as u64;
    let top = question.top.unwrap_or(u64::MAX);
    let ids = met.into_iter().map(|(_, row)| key(row)).skip(question.skip as usize).take(top as usize).collect();
    Ok((ids, count))
}

/// Null comes before all values, and behind them when the order descends (OData 4 Part 1, 11.2.5.2).
fn with_null(a: &Value, b: &Value) -> Ordering {
    a.order(b).unwrap_or_else(|| (*a != Value::Null).cmp(&(*b != Value::Null)))
}

/// A filter, and nothing else.
fn filter(grower: &mut Grower<'_, IntoIter<u16>>) -> Question {
    let tree = grower.tree(Root::Thing, 3);
    Question { tree, order: Vec::new(), skip: 0, top: None, page_size: None }
}

/// An order of up to three items, and a part of the rows, in pages.
fn order(grower: &mut Grower<'_, IntoIter<u16>>) -> Question {
    let order =
        (0..grower.choices.below(4)).map(|_| (grower.expression(Root::Thing, 2), grower.choices.once_in(2))).collect();
    let skip = grower.choices.one(&[0, 0, 1, 7, 39, 40, 41]);
    let top = grower.choices.one(&[None, None, Some(1), Some(5), Some(10), Some(40), Some(41), Some(0)]);
    let page_size = grower.choices.one(&[None, Some(1), Some(3), Some(8), Some(20), Some(40), Some(41)]);
    let tree = if grower.choices.once_in(3) { grower.tree(Root::Thing, 1) } else { Tree::All(Vec::new()) };
    Question { tree, order, skip, top, page_size }
}

fn run(dialect: Dialect, share: u32, grow: fn(&mut Grower<'_, IntoIter<u16>>) -> Question) {
    let theatre = Theatre::new(dialect);
    // proptest's own default is half of this.
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| ProptestConfig::default().cases);
    let cases = (asked.unwrap_or(512) / share).max(1);
    let config = ProptestConfig {
        cases,
        max_shrink_iters: 4_000,
        // Of the rare overflows; their share stays as it is, however many cases there are.
        max_global_rejects: u32::MAX,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    };
    let worlds = u64::from(cases / 32).max(4);
    let case = (0..worlds, prop::collection::vec(any::<u16>(), 0..120));
    let result = TestRunner::new(config).run(&case, |(seed, words)| theatre.check(seed, words, grow));
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn filters_of_the_standard() {
    run(Dialect::Standard, 1, filter);
}

#[test]
fn filters_of_creatio() {
    run(Dialect::Creatio, 1, filter);
}

#[test]
fn orders_of_the_standard() {
    run(Dialect::Standard, 3, order);
}

#[test]
fn orders_of_creatio() {
    run(Dialect::Creatio, 3, order);
}

#[test]
fn every_type_comes_back_as_it_was_seeded() {
    for dialect in [Dialect::Standard, Dialect::Creatio] {
        let theatre = Theatre::new(dialect);
        for seed in 0..8 {
            let stage = theatre.stage(seed);
            let rows = match dialect {
                Dialect::Standard => theatre.runtime.block_on(standard::typed::rows_of_world(&stage.client)),
                _ => theatre.runtime.block_on(creatio::typed::rows_of_world(&stage.client)),
            };
            let mut expected = stage.world.things.clone();
            expected.sort_by_key(key);
            let rows = rows.unwrap();
            assert_eq!(rows.len(), expected.len());
            for (row, expected) in rows.iter().zip(&expected) {
                for (name, value) in expected {
                    assert_eq!(row[name], *value, "{name} of {}, seed {seed}", key(row));
                }
            }
        }
    }
}
