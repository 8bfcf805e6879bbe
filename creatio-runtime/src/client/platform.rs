//! Which of the two servers it is.

/// What the instance runs on, which decides where things are: on .NET Framework all but the login
/// is below `/0/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Platform {
    /// .NET Framework on IIS: `/0/odata`.
    NetFramework,
    /// .NET on Kestrel: `/odata`.
    Net,
    /// Found out once, when it is first needed, by asking for `/0/odata/` and then `/odata/`. While
    /// the answers are unclear it is taken to be .NET Framework, and asked again next time.
    #[default]
    Probe,
}

impl Platform {
    /// What stands before the paths of services.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::NetFramework | Self::Probe => "0/",
            Self::Net => "",
        }
    }

    pub(crate) fn odata_path(self) -> String {
        format!("{}odata", self.prefix())
    }
}
