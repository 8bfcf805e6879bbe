//! Schemas, as a designer gets them.

use serde_json::{Map, Value, json};

use super::{Parameter, Process, Version};

/// The reply to a `ProcessSchemaRequest`: the schema's metadata is JSON in a text of JSON (captured replies of the vendor's
/// command line tool).
pub(crate) fn reply(process: &Process, version: &Version) -> Value {
    if let Some(saved) = &version.saved {
        return saved.clone();
    }
    let uid = version.uid().to_string();
    let parameters: Vec<Value> = version.parameters.iter().map(|parameter| described(parameter, &uid)).collect();
    let metadata = json!({ "metaData": { "schema": {
        "managerName": "ProcessSchemaManager",
        "uId": uid,
        "name": version.name,
        "createdInVersion": "8.1.0.6704",
        "tag": "Business Process",
        "parameters": parameters,
        "flowElements": [],
    } } });
    let mut resources = Map::from_iter([("Caption".to_owned(), texts(&process.captions))]);
    for parameter in &version.parameters {
        captions(&mut resources, "Parameters", parameter);
    }
    json!({
        "schema": {
            "metaData": metadata.to_string(),
            "resources": resources,
            "lazyProperties": [],
            "loadedLazyProperties": [],
            "uId": uid,
            "realUId": uid,
            "name": version.name,
            "caption": texts(&process.captions),
            "description": {},
            "extendParent": false,
        },
        "success": true,
        "maxEntitySchemaNameLength": 128,
    })
}

fn described(parameter: &Parameter, schema: &str) -> Value {
    let mut members = json!({
        "typeName": "Terrasoft.Core.Process.ProcessSchemaParameter",
        "uId": super::uid(&parameter.name, 3).to_string(),
        "name": parameter.name,
        "createdInSchemaUId": schema,
        "dataValueType": parameter.kind.guid(),
    });
    if let Some(direction) = parameter.direction.number() {
        members["direction"] = direction.into();
    }
    let properties = parameter.kind.properties();
    if !properties.is_empty() {
        members["itemProperties"] = properties.iter().map(|property| described(property, schema)).collect();
    }
    members
}

/// Captions stand beside the parameters, by their path.
fn captions(resources: &mut Map<String, Value>, path: &str, parameter: &Parameter) {
    let path = format!("{path}.{}", parameter.name);
    resources.insert(format!("{path}.Caption"), texts(&parameter.captions));
    for property in parameter.kind.properties() {
        captions(resources, &path, property);
    }
}

fn texts(captions: &[(String, String)]) -> Value {
    Value::Object(captions.iter().map(|(culture, text)| (culture.clone(), text.as_str().into())).collect())
}
