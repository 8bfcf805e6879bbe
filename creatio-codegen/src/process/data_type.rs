//! The types of parameters, told by guids (creatio-services facts 3.5).

use crate::model::Primitive;

/// The type of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DataType {
    /// Its name in Creatio, or the guid when nobody knows one.
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// What becomes of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A single value.
    Value(Primitive),
    /// Many objects of item properties.
    Items,
    /// One object of item properties.
    Item,
    /// The service that runs processes has no form for it (creatio-services facts 2.4).
    NotPassable,
    /// Newer than the table: passed as text.
    Unknown,
}

impl DataType {
    /// The type of a guid, in either case of letters.
    pub(crate) fn of(guid: &str) -> Self {
        let known = TYPES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(guid));
        let (name, kind) = known.map_or((guid, Kind::Unknown), |(_, name, kind)| (*name, *kind));
        Self { name: name.to_owned(), kind }
    }
}

const TEXT: Kind = Kind::Value(Primitive::String);
const GUID: Kind = Kind::Value(Primitive::Guid);
const DECIMAL: Kind = Kind::Value(Primitive::Decimal);

const TYPES: [(&str, &str, Kind); 43] = [
    ("23018567-a13c-4320-8687-fd6f9e3699bd", "Guid", GUID),
    ("8b3f29bb-ea14-4ce5-a5c5-293a929b6ba2", "Text", TEXT),
    ("325a73b8-0f47-44a0-8412-7606f78003ac", "ShortText", TEXT),
    ("ddb3a1ee-07e8-4d62-b7a9-d0e618b00fbd", "MediumText", TEXT),
    ("c0f04627-4620-4bc0-84e5-9419dc8516b1", "MaxSizeText", TEXT),
    ("5ca35f10-a101-4c67-a96a-383da6afacfc", "LongText", TEXT),
    ("26cba63c-daf1-4f36-b2ea-73c0d675d90c", "PhoneText", TEXT),
    ("79bccffa-8c8b-4863-b376-a69d2244182b", "RichText", TEXT),
    ("26cba64c-daf1-4f36-b2ea-73c0d695d90c", "WebText", TEXT),
    ("66cba64c-daf1-4f36-b8ea-73c0d695d90c", "EmailText", TEXT),
    ("ecbcce18-2a17-4ead-829a-9d02fa9578a4", "HashText", TEXT),
    ("3509b9dd-2c90-4540-b82e-8f6ae85d8248", "SecureText", TEXT),
    ("0eaaa70f-2a5a-444e-bdf1-98b37895c820", "DbObjectName", TEXT),
    ("95c6e6c4-2cc8-46be-a1cb-96f942655f86", "LocalizableString", TEXT),
    ("394e160f-c8e0-46fa-9c0d-75d97e9e9169", "MetaDataText", TEXT),
    ("6b6b74e2-820d-490e-a017-2b73d4ccf2b0", "Integer", Kind::Value(Primitive::Int32)),
    ("57ee4c31-5ec4-45fa-b95d-3a2868aa89a8", "Float", DECIMAL),
    ("07ba84ce-0bf7-44b4-9f2c-7b15032eb98c", "Float1", DECIMAL),
    ("5cc8060d-6d10-4773-89fc-8c12d6f659a6", "Float2", DECIMAL),
    ("3f62414e-6c25-4182-bcef-a73c9e396f31", "Float3", DECIMAL),
    ("ff22e049-4d16-46ee-a529-92d8808932dc", "Float4", DECIMAL),
    ("a4aaf398-3531-4a0d-9d75-a587f5b5b59e", "Float8", DECIMAL),
    ("969093e2-2b4e-463b-883a-3d3b8c61f0cd", "Money", DECIMAL),
    ("d21e9ef4-c064-4012-b286-fa1a8171da44", "DateTime", Kind::Value(Primitive::DateTimeOffset)),
    ("603d4960-a1a2-45e9-b232-206a54421b01", "Date", Kind::Value(Primitive::Date)),
    ("04cc757b-8f06-482c-8a1a-0c0e171d2410", "Time", Kind::Value(Primitive::TimeOfDay)),
    ("b295071f-7ea9-4e62-8d1a-919bf3732ff2", "Lookup", GUID),
    ("90b65bf8-0ffc-4141-8779-2420877af907", "Boolean", Kind::Value(Primitive::Boolean)),
    ("b7342b7a-5dde-40de-aa7c-24d2a57b3202", "Binary", Kind::NotPassable),
    ("fa6e6e49-b996-475e-a77e-73904e4c5a88", "Image", Kind::NotPassable),
    ("84ed6865-9692-4c98-aaed-4d15b96a95c2", "CustomObject", Kind::NotPassable),
    ("b039feb0-ee7c-4884-8aa6-d6d45d84316f", "ImageLookup", GUID),
    ("190eb54a-5b4c-4a2a-8dda-8d0558cda835", "ValueList", Kind::NotPassable),
    ("dafb71f9-ee9f-4e0b-a4d7-37aa15987155", "Color", TEXT),
    ("ebd85d37-0abf-4bbf-bb32-97dc3dffcc8c", "Entity", Kind::NotPassable),
    ("51fb23ba-3eb2-11e2-b7d5-b0c76188709b", "EntityCollection", Kind::NotPassable),
    ("b53eaa2a-4bb7-4a6b-9f4f-58ccab293e31", "EntityColumnMappingCollection", Kind::NotPassable),
    ("ba40cfc5-f554-4c26-8f57-1bb29cf43c4e", "File", Kind::NotPassable),
    ("cffc4762-c5c7-44bc-8cc6-cb55aba6e06b", "LocalizableParameterValuesList", Kind::NotPassable),
    ("4b51a8b5-1ee9-4437-9d58-f35e083cbcdf", "ObjectList", Kind::Items),
    ("651ec16f-d140-46db-b9e2-825c985a8ac2", "CompositeObjectList", Kind::Items),
    ("632e4371-0a7f-46cd-a284-a623b3933027", "CompositeObject", Kind::Item),
    ("a33c9252-d401-453e-949d-169157067ed9", "FileLocator", Kind::NotPassable),
];
