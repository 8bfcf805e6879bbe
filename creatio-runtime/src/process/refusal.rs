//! Why a process was not run.

/// Why a process was not run, by what the service says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no process of this name.
    NoSuchProcess,
    /// The process has no parameter of the name of a result.
    NoSuchResult,
    /// One of the two above: the service has one word for both.
    NoSuchProcessOrResult,
    /// A timer, a signal or a message starts it, nobody else can.
    AutomaticStartOnly,
    /// The user may not run it.
    NoRights,
    /// A script in it was not compiled. What comes before the script may have been done.
    NotCompiled,
    /// Another reason, which [`Error::server`](crate::Error::server) may tell.
    Other,
}

impl Refusal {
    /// Codes are names of .NET exception types (creatio-services facts 2.3). How a missing right is told was never seen; that
    /// of .NET and those of Creatio's other services have these words in their names.
    pub(super) fn of(code: Option<&str>, message: &str, process: &str, results: &[&str]) -> Self {
        let code = code.map_or("", |code| code.rsplit('.').next().unwrap_or(code));
        match code {
            "ItemNotFoundException" => Self::not_found(message, process, results),
            "ProcessCannotBeManuallyStartedException" => Self::AutomaticStartOnly,
            "KeyNotFoundException" => Self::NotCompiled,
            _ if code.contains("Security") || code.contains("AccessDenied") || code.contains("Unauthorized") => {
                Self::NoRights
            }
            _ => Self::Other,
        }
    }

    /// A process and a result that are not there have one code, and the text is the server's. Where it has one of the names in
    /// it, that is the one.
    fn not_found(message: &str, process: &str, results: &[&str]) -> Self {
        let is_word = |char: char| char.is_alphanumeric() || char == '_';
        let names = |name: &str| message.split(|char| !is_word(char)).any(|word| word == name);
        match (results.iter().any(|result| names(result)), names(process)) {
            _ if results.is_empty() => Self::NoSuchProcess,
            (true, false) => Self::NoSuchResult,
            (false, true) => Self::NoSuchProcess,
            _ => Self::NoSuchProcessOrResult,
        }
    }

    /// Whether it was found out before anything was done: names are checked before the start, as are rights and the way to
    /// start (creatio-services facts 2.3).
    pub(super) fn is_before_start(self) -> bool {
        !matches!(self, Self::NotCompiled | Self::Other)
    }

    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::NoSuchProcess => "there is no such process",
            Self::NoSuchResult => "the process has no such result",
            Self::NoSuchProcessOrResult => "there is no such process, or it has no such result",
            Self::AutomaticStartOnly => "only a timer, a signal or a message starts the process",
            Self::NoRights => "the user may not run the process",
            Self::NotCompiled => "a script of the process was not compiled",
            Self::Other => "the process engine refuses",
        }
    }

    pub(crate) fn advice(self) -> Option<&'static str> {
        Some(match self {
            Self::NoSuchProcess | Self::NoSuchResult | Self::NoSuchProcessOrResult => {
                "if the process has changed since the code was generated, fetch its schema and generate again; its active \
                 version is the one that counts, and names are told apart by their case"
            }
            Self::AutomaticStartOnly => "give it a simple start event, or cause what it starts on",
            Self::NoRights => {
                "an administrator gives the right to run a process, where the instance asks for one (the feature \
                 UseProcessSchemaExecuteRights)"
            }
            Self::NotCompiled => "compile the configuration (\"Compile all\")",
            Self::Other => return None,
        })
    }
}
