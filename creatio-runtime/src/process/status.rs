//! How far a process has come.

use uuid::Uuid;

/// How far a process has come, by the process log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// It has not begun.
    Inactive,
    /// It runs, or waits for a user, a time or a signal.
    Running,
    /// It has come to its end.
    Completed,
    /// An element of it failed.
    Error,
    /// It was cancelled.
    Cancelled,
    /// It is being cancelled.
    Cancelling,
    /// A status that this version does not know, by the id of its row in `SysProcessStatus`.
    Other(Uuid),
}

/// Numbers (`SysProcessStatus.Value`, `processStatus`) and rows: creatio-services facts 2.3 and 2.6.
const KNOWN: [(Status, i64, Uuid); 6] = [
    (Status::Inactive, 0, Uuid::from_u128(0x67700d9c_28ac_46ef_9037_b81a53b7b330)),
    (Status::Running, 1, Uuid::from_u128(0xed2ae277_b6e2_df11_971b_001d60e938c6)),
    (Status::Completed, 2, Uuid::from_u128(0x815c9586_b6e2_df11_971b_001d60e938c6)),
    (Status::Error, 3, Uuid::from_u128(0xf942c08d_b6e2_df11_971b_001d60e938c6)),
    (Status::Cancelled, 4, Uuid::from_u128(0x1be78f3e_234d_4d6a_869a_dc07253fd2f3)),
    (Status::Cancelling, 5, Uuid::from_u128(0x006f6d7a_6d9a_4e8c_bf5f_2ddac8b3df9a)),
];

impl Status {
    /// Of a row of `SysProcessStatus`.
    pub fn of_row(id: Uuid) -> Self {
        KNOWN.iter().find(|(_, _, row)| *row == id).map_or(Self::Other(id), |(status, ..)| *status)
    }

    /// Of the number in an answer.
    pub(super) fn of_number(number: i64) -> Option<Self> {
        KNOWN.iter().find(|(_, known, _)| *known == number).map(|(status, ..)| *status)
    }

    /// Whether nothing will change it any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Error | Self::Cancelled)
    }
}
