//! The stable codes of diagnostics. A code keeps its meaning for ever; a retired one is not used again.

/// A stable code such as `C0203`. The hundreds tell the stage: 01 files, 02 XML and CSDL, 03 the model, 04 configuration
/// and selection, 05 names, 06 output, 07 services, 08 processes and the schemas that they refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: Code = Code($code);)+

        /// Every code with what it means, in order.
        pub const ALL: &[(Code, &str)] = &[$(($name, concat!($($doc, "\n"),+))),+];
    };
}

codes! {
    /// A file can't be read.
    UNREADABLE_FILE = "C0101";
    /// A file is not text in an encoding that is read: UTF-8, or UTF-16 with a byte order mark.
    NOT_TEXT = "C0102";
    /// The file is something else than an XML `$metadata` document: a login page, an error, a service document, JSON.
    NOT_METADATA = "C0103";

    /// The XML is not well-formed.
    MALFORMED_XML = "C0201";
    /// The document has a DTD or uses an entity that XML does not define. Neither is ever expanded.
    ENTITY = "C0202";
    /// Elements are nested deeper than any `$metadata` needs.
    TOO_DEEP = "C0203";
    /// An element stands where CSDL has no place for it, or lacks an element that it must have.
    MISPLACED = "C0204";
    /// An attribute that CSDL demands is missing or empty.
    MISSING_ATTRIBUTE = "C0205";
    /// An attribute has a value that CSDL does not allow.
    BAD_VALUE = "C0206";
    /// A name holds characters that no OData name can have, such as white space, control characters, `/` or `<`.
    BAD_NAME = "C0207";

    /// Two things have the same name where names must differ.
    DUPLICATE = "C0301";
    /// A type is named that the document does not declare.
    UNKNOWN_TYPE = "C0302";
    /// A type of one kind stands where another kind is needed.
    WRONG_KIND = "C0303";
    /// Types inherit from each other in a circle, or too deeply.
    INHERITANCE = "C0304";
    /// A key names a property that its type does not have, or one that CSDL allows no key of: a stream, a collection, a whole
    /// complex value.
    BAD_KEY = "C0305";
    /// A navigation leads to a type that is nowhere. The link is left out, its column stays.
    DANGLING_LINK = "C0306";
    /// An association, role, operation or container is named that the document does not declare.
    UNKNOWN_REFERENCE = "C0307";
    /// A function or action breaks a rule of CSDL.
    BAD_OPERATION = "C0308";
    /// An alias could mean two namespaces.
    AMBIGUOUS_ALIAS = "C0309";
    /// The document is too large to work on.
    TOO_LARGE = "C0310";

    /// The configuration can't be read.
    BAD_CONFIG = "C0401";
    /// The configuration lacks something that this command needs.
    INCOMPLETE_CONFIG = "C0402";
    /// A key or value of the configuration names a feature that does not exist yet.
    NOT_YET = "C0403";
    /// A pattern matches nothing.
    NO_MATCH = "C0404";
    /// Every type, or every process, that was asked for is excluded again.
    NOTHING_LEFT = "C0405";

    /// A member can't be expressed in Rust yet and is left out.
    LEFT_OUT = "C0501";
    /// A rename is no Rust name, clashes, or names nothing.
    BAD_RENAME = "C0502";
    /// A key can't be expressed; the entity is generated without one.
    KEY_LEFT_OUT = "C0503";

    /// The output can't be written.
    UNWRITABLE = "C0601";
    /// A file that was not generated stands where a generated one belongs.
    FOREIGN_FILE = "C0602";

    /// A service can't be reached, or answers with something else than was asked for.
    NO_ANSWER = "C0701";
    /// A service refuses the login, or what the user asks for.
    REFUSED = "C0702";
    /// A password can't be read from where it is said to be.
    NO_PASSWORD = "C0703";
    /// An address can't be used, or a password would be sent there for all to read.
    BAD_ADDRESS = "C0704";

    /// A file is something else than a process schema: a reply without one, an error, a schema of another kind.
    NOT_A_PROCESS = "C0801";
    /// JSON is not well-formed, or nested deeper than any schema is.
    MALFORMED_JSON = "C0802";
    /// A member of a schema is missing, or has a value that Creatio does not write.
    BAD_MEMBER = "C0803";
    /// A parameter is of a type that is not known. It is passed as text.
    UNKNOWN_PARAMETER_TYPE = "C0804";
    /// A parameter can't be passed when a process is run, and is left out.
    NOT_PASSABLE = "C0805";
    /// A process has no captions in the culture that is asked for.
    NO_CULTURE = "C0806";
    /// A collection is one of its own items.
    CYCLE = "C0807";
    /// Several versions of one process are given, or one that is not active.
    VERSIONS = "C0808";
    /// A file is something else than an entity schema or a list of them.
    NOT_A_SCHEMA = "C0809";
}
