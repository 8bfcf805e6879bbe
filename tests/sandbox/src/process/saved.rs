//! Schemas that were saved.

use serde_json::Value;

use super::{Direction, Parameter, ParameterType};

/// What a saved reply of ProcessSchemaRequest says of a process.
pub(super) struct Schema {
    pub(super) name: String,
    pub(super) captions: Vec<(String, String)>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) reply: Value,
}

impl Schema {
    /// The metadata is JSON in a text of JSON. Replies that were saved may begin with a mark.
    pub(super) fn read(reply: &str) -> Option<Self> {
        let reply: Value = serde_json::from_str(reply.trim_start_matches('\u{feff}')).ok()?;
        let metadata: Value = serde_json::from_str(reply["schema"]["metaData"].as_str()?).ok()?;
        let schema = &metadata["metaData"]["schema"];
        let captions = reply["schema"]["caption"].as_object().into_iter().flatten();
        let captions = captions.filter_map(|(culture, text)| Some((culture.clone(), text.as_str()?.to_owned())));
        Some(Self {
            name: schema["name"].as_str()?.to_owned(),
            captions: captions.collect(),
            parameters: parameters(&schema["parameters"])?,
            reply,
        })
    }
}

fn parameters(list: &Value) -> Option<Vec<Parameter>> {
    list.as_array().into_iter().flatten().map(parameter).collect()
}

fn parameter(one: &Value) -> Option<Parameter> {
    let kind = kind(one["dataValueType"].as_str()?, parameters(&one["itemProperties"])?);
    // Whatever its direction is: those who run a process do not look at it, and the schema is answered as it was saved.
    Some(Parameter::new(one["name"].as_str()?, kind, Direction::Variable))
}

/// Types by their guid (configuration of 8.1). What is not here is text.
fn kind(guid: &str, properties: Vec<Parameter>) -> ParameterType {
    match guid.to_ascii_lowercase().as_str() {
        "6b6b74e2-820d-490e-a017-2b73d4ccf2b0" => ParameterType::Integer,
        "57ee4c31-5ec4-45fa-b95d-3a2868aa89a8"
        | "07ba84ce-0bf7-44b4-9f2c-7b15032eb98c"
        | "5cc8060d-6d10-4773-89fc-8c12d6f659a6"
        | "3f62414e-6c25-4182-bcef-a73c9e396f31"
        | "ff22e049-4d16-46ee-a529-92d8808932dc"
        | "a4aaf398-3531-4a0d-9d75-a587f5b5b59e" => ParameterType::Decimal,
        "969093e2-2b4e-463b-883a-3d3b8c61f0cd" => ParameterType::Money,
        "90b65bf8-0ffc-4141-8779-2420877af907" => ParameterType::Boolean,
        "23018567-a13c-4320-8687-fd6f9e3699bd" => ParameterType::Guid,
        "b295071f-7ea9-4e62-8d1a-919bf3732ff2" | "b039feb0-ee7c-4884-8aa6-d6d45d84316f" => ParameterType::Lookup,
        "d21e9ef4-c064-4012-b286-fa1a8171da44" => ParameterType::DateTime,
        "603d4960-a1a2-45e9-b232-206a54421b01" => ParameterType::Date,
        "04cc757b-8f06-482c-8a1a-0c0e171d2410" => ParameterType::Time,
        "4b51a8b5-1ee9-4437-9d58-f35e083cbcdf" | "651ec16f-d140-46db-b9e2-825c985a8ac2" => {
            ParameterType::Objects(properties)
        }
        "632e4371-0a7f-46cd-a284-a623b3933027" => ParameterType::Object(properties),
        "8b3f29bb-ea14-4ce5-a5c5-293a929b6ba2" => ParameterType::Text,
        other => ParameterType::Other(other.to_owned()),
    }
}
