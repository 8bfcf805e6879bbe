//! Which properties the service computes: `Org.OData.Core.V1.Computed`, in the property or in annotations elsewhere.

use std::collections::HashSet;

use super::xml::Element;

/// The targets of annotations that stand apart: `N.Shop/Total`, with an alias as it is written.
pub(super) fn targets(schema: &Element) -> HashSet<String> {
    let apart = schema.all("Annotations").filter(|annotations| is_computed(annotations));
    apart.filter_map(|annotations| annotations.get("Target").map(str::to_owned)).collect()
}

/// Whether an element is annotated so.
pub(super) fn is_computed(element: &Element) -> bool {
    element.all("Annotation").any(|annotation| {
        // The vocabulary may have an alias.
        let term = annotation.get("Term").and_then(|term| term.rsplit('.').next());
        term == Some("Computed") && annotation.get("Bool") != Some("false")
    })
}
