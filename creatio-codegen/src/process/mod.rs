//! Business processes: what their schemas say, read from saved replies and from package folders.

mod captions;
mod data_type;
mod files;
mod keys;
mod package;
mod parameters;
mod reply;
mod schema;
mod versions;

use crate::source::{SourceId, Span};
pub(crate) use captions::{Culture, check as check_cultures};
pub(crate) use data_type::{DataType, Kind};
pub(crate) use files::load;
pub(crate) use versions::base_names;

/// A business process, as one of its versions declares it.
#[derive(Clone, Debug)]
pub(crate) struct Process {
    /// By which it is run: the name of its base version.
    pub(crate) name: String,
    /// The name of the version that was read.
    pub(crate) version: String,
    pub(crate) caption: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) parameters: Vec<Parameter>,
    /// The cultures in which it has captions.
    pub(crate) cultures: Vec<String>,
    /// Whether nothing of it was dropped for a mistake, which would explain why something else is missing.
    pub(crate) is_whole: bool,
    /// The file that it stands in, or the metadata of its folder.
    pub(crate) file: SourceId,
    /// Its name in that file.
    pub(crate) span: Span,
}

/// A parameter of a process, or an item property of a collection or composite value.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) caption: Option<String>,
    pub(crate) direction: Direction,
    pub(crate) ty: DataType,
    /// UId of the entity schema that it refers to.
    pub(crate) reference: Option<String>,
    pub(crate) items: Vec<Parameter>,
    pub(crate) span: Span,
}

/// Which way the values of a parameter go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    In,
    Out,
    /// Both ways.
    Variable,
    /// The process keeps it to itself.
    Internal,
}

impl Direction {
    pub(crate) fn is_in(self) -> bool {
        matches!(self, Self::In | Self::Variable)
    }

    pub(crate) fn is_out(self) -> bool {
        matches!(self, Self::Out | Self::Variable)
    }

    /// For people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::In => "In",
            Self::Out => "Out",
            Self::Variable => "In and out",
            Self::Internal => "Internal",
        }
    }
}
