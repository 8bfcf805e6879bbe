//! The process log: `SysProcessLog`.

use uuid::Uuid;

use super::Ending;

/// A row of the log.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) id: Uuid,
    /// Which of the processes that are registered it is.
    pub(crate) process: usize,
    pub(crate) status: Status,
    pub(crate) started: String,
    pub(crate) completed: Option<String>,
    pub(crate) error: Option<String>,
    /// Who started it.
    pub(crate) owner: String,
    /// Whether the log shows it: that can be switched off.
    pub(crate) logged: bool,
    /// What it waits for, and what comes then.
    pub(crate) waits: Option<Ending>,
}

/// `SysProcessStatus`: rows of the configuration of 8.1, their `Value`s as answers have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Running = 1,
    Done = 2,
    Error = 3,
    Cancelled = 4,
    Cancelling = 5,
}

impl Status {
    /// The id of its row.
    pub(crate) fn row(self) -> &'static str {
        match self {
            Self::Running => "ed2ae277-b6e2-df11-971b-001d60e938c6",
            Self::Done => "815c9586-b6e2-df11-971b-001d60e938c6",
            Self::Error => "f942c08d-b6e2-df11-971b-001d60e938c6",
            Self::Cancelled => "1be78f3e-234d-4d6a-869a-dc07253fd2f3",
            Self::Cancelling => "006f6d7a-6d9a-4e8c-bf5f-2ddac8b3df9a",
        }
    }

    /// What people read.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::Done => "Completed",
            Self::Error => "Error",
            Self::Cancelled => "Canceled",
            Self::Cancelling => "Canceling",
        }
    }
}

impl Entry {
    /// Takes in how the process, or a part of it, has ended.
    pub(crate) fn ends(&mut self, ending: Ending, now: &str) {
        self.waits = None;
        self.completed = Some(now.to_owned());
        self.status = match ending {
            Ending::Completed(_) => Status::Done,
            Ending::Cancelled => Status::Cancelled,
            Ending::Failed(message) => {
                self.error = Some(message);
                Status::Error
            }
            Ending::Waits(..) => {
                (self.waits, self.completed) = (Some(ending), None);
                Status::Running
            }
        };
    }
}
