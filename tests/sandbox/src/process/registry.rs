//! The processes that are registered, and their runs.

use std::sync::Mutex;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Ending, Entry, Process, Status, read};
use crate::server::{Shared, lock};

/// The processes that are registered, and their runs.
#[derive(Default)]
pub(crate) struct Registry {
    pub(crate) processes: Vec<Process>,
    runs: Mutex<Runs>,
}

#[derive(Default)]
struct Runs {
    log: Vec<Entry>,
    /// What each run was given, by process, in the order in which they began.
    begun: Vec<(usize, Value)>,
}

/// A run that is over, or waits.
pub(crate) struct Ran {
    pub(crate) id: Uuid,
    pub(crate) status: Status,
    pub(crate) ending: Ending,
}

impl Registry {
    pub(crate) fn new(processes: Vec<Process>) -> Self {
        Self { processes, runs: Mutex::default() }
    }

    /// A process by the name of one of its versions: whichever it is, the active one runs.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.processes.iter().position(|process| process.versions.iter().any(|version| version.name == name))
    }

    /// What the active version makes of values that are text. Names that it does not have are dropped without a word, whatever
    /// the direction of those it has.
    ///
    /// # Errors
    /// The name of a parameter whose value it can't read.
    pub(crate) fn inputs(&self, process: usize, given: Vec<(String, String)>) -> Result<Value, String> {
        let mut inputs = Map::new();
        for (name, text) in given {
            let Some(parameter) = self.processes[process].active().find(&name) else { continue };
            let value = read(&text, &parameter.kind).ok_or_else(|| name.clone())?;
            inputs.insert(name, value);
        }
        Ok(Value::Object(inputs))
    }

    /// Runs a process to its end. Its row is written then, not before.
    pub(crate) async fn run(&self, shared: &Shared, process: usize, inputs: Value, owner: &str, logged: bool) -> Ran {
        let started = shared.time();
        let id = {
            let mut runs = lock(&self.runs);
            runs.begun.push((process, inputs.clone()));
            Uuid::from_u128(0x0f5e_3a2a_2c8f_4f1e_9d0b_0000_0000_0000 + runs.begun.len() as u128)
        };
        let ending = self.processes[process].run(inputs).await;
        let mut entry = Entry {
            id,
            process,
            status: Status::Running,
            started,
            completed: None,
            error: None,
            owner: owner.to_owned(),
            logged,
            waits: None,
        };
        entry.ends(ending.clone(), &shared.time());
        let status = entry.status;
        lock(&self.runs).log.push(entry);
        Ran { id, status, ending }
    }

    /// The rows of the log.
    pub(crate) fn log(&self) -> Vec<Entry> {
        lock(&self.runs).log.iter().filter(|entry| entry.logged).cloned().collect()
    }

    /// What each run of a process was given.
    pub(crate) fn begun(&self, name: &str) -> Vec<Value> {
        let at = self.find(name);
        lock(&self.runs)
            .begun
            .iter()
            .filter(|(process, _)| Some(*process) == at)
            .map(|(_, inputs)| inputs.clone())
            .collect()
    }

    /// Hands values to an element that waits; one that does not is left alone. How many wait afterwards in its process.
    pub(crate) fn complete(&self, element: Uuid, values: Value, now: &str) -> usize {
        let mut runs = lock(&self.runs);
        let waiting = |entry: &&mut Entry| matches!(entry.waits, Some(Ending::Waits(uid, _)) if uid == element);
        let Some(entry) = runs.log.iter_mut().find(waiting) else { return 0 };
        if let Some(Ending::Waits(_, then)) = entry.waits.take() {
            entry.ends(then(values), now);
        }
        usize::from(entry.waits.is_some())
    }

    /// Cancels what runs or has failed. Others are left alone.
    pub(crate) fn cancel(&self, id: Uuid, status: Status, now: &str) {
        let mut runs = lock(&self.runs);
        for entry in runs.log.iter_mut().filter(|entry| entry.id == id) {
            if matches!(entry.status, Status::Running | Status::Error) {
                (entry.status, entry.waits) = (status, None);
                entry.completed = (status == Status::Cancelled).then(|| now.to_owned());
            }
        }
    }
}
