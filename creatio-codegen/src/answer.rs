//! What a service answers in place of what was asked for, in JSON.

use crate::json::{Key, Node};

const ERROR: Key = Key::new("errorInfo");
const STATUS: Key = Key::new("responseStatus");
const MESSAGE: Key = Key::new("message");

/// The message of an error, in a sentence. A member for errors may be there without one (creatio-services facts 1.11).
pub(crate) fn error(root: Node<'_>) -> Option<String> {
    let message = [ERROR, STATUS].iter().find_map(|key| root.get(key)?.get(&MESSAGE)?.text())?;
    let short: String = message.trim().chars().take(100).collect();
    (!short.is_empty()).then(|| format!("the server answered with an error: `{short}`"))
}
