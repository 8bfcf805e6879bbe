//! The names of members: as services write them and, short, as package files do (creatio-services facts 3.2 and 3.6).
//! Packages of 8.3 write the long ones, beginning with capitals.

use crate::json::Key;

pub(super) const SCHEMA: Key = Key::new("schema");
pub(super) const META_DATA: Key = Key::new("metaData");
pub(super) const RESOURCES: Key = Key::new("resources");
pub(super) const COLUMNS: Key = Key::new("columns");

pub(super) const MANAGER: Key = Key::new("managerName");
pub(super) const UID: Key = Key::new("uId");
pub(super) const NAME: Key = Key::or("name", "A2");
pub(super) const PARENT: Key = Key::new("parentSchemaUId");
pub(super) const PARAMETERS: Key = Key::or("parameters", "FJ1");

pub(super) const DATA_TYPE: Key = Key::or("dataValueType", "L1");
pub(super) const REFERENCE: Key = Key::or("referenceSchemaUId", "L9");
pub(super) const DIRECTION: Key = Key::or("direction", "L12");
pub(super) const ITEMS: Key = Key::or("itemProperties", "L18");

pub(super) const DESCRIPTOR: Key = Key::new("descriptor");
pub(super) const IS_ACTIVE: Key = Key::new("isActiveVersion");
