//! Schemas of business processes, as an instance replies with them.

use serde_json::{Value, json};

/// The guids of a few types.
pub const TEXT: &str = "8b3f29bb-ea14-4ce5-a5c5-293a929b6ba2";
/// Of a collection.
pub const COLLECTION: &str = "651ec16f-d140-46db-b9e2-825c985a8ac2";

/// A parameter that goes both ways.
pub fn parameter(name: &str, data_type: &str, items: &[Value]) -> Value {
    let mut parameter = json!({ "name": name, "dataValueType": data_type, "sourceValue": {} });
    if !items.is_empty() {
        parameter["itemProperties"] = json!(items);
    }
    parameter
}

/// The reply of ProcessSchemaRequest for a process with these parameters.
pub fn reply(name: &str, parameters: &[Value]) -> String {
    let schema = json!({ "managerName": "ProcessSchemaManager", "name": name, "parameters": parameters });
    reply_with(name, &json!({ "metaData": { "schema": schema } }).to_string())
}

/// The same with any text in place of the schema.
pub fn reply_with(name: &str, meta_data: &str) -> String {
    let resources = json!({ "Caption": { "en-US": name } });
    json!({ "schema": { "metaData": meta_data, "resources": resources, "name": name }, "success": true }).to_string()
}
