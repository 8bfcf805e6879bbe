//! Which element may stand in which. One that is misspelled or misplaced is told of, not passed over in silence.

use super::read::{EDITED, Reader};
use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::xml::{Element, Fatal, Namespace};

/// May stand in any element below `Schema`; the last two are of CSDL 3.
const ANYWHERE: &[&str] = &["Annotation", "Documentation", "TypeAnnotation", "ValueAnnotation"];

/// What else may stand in the elements of which children are read, in any version of CSDL.
const PLACES: &[(&str, &[&str])] = &[
    ("Edmx", &["DataServices", "Reference", "AnnotationsReference"]),
    ("DataServices", &["Schema"]),
    (
        "Schema",
        &[
            "EntityType",
            "ComplexType",
            "EnumType",
            "TypeDefinition",
            "Association",
            "Function",
            "Action",
            "EntityContainer",
            "Annotations",
            "Using",
            "Term",
            "ValueTerm",
        ],
    ),
    ("EntityType", &["Key", "Property", "NavigationProperty"]),
    ("ComplexType", &["Property", "NavigationProperty"]),
    ("Key", &["PropertyRef"]),
    ("Property", &[]),
    ("NavigationProperty", &["ReferentialConstraint", "OnDelete"]),
    ("EnumType", &["Member"]),
    ("Member", &[]),
    ("Association", &["End", "ReferentialConstraint"]),
    ("ReferentialConstraint", &["Principal", "Dependent"]),
    ("Principal", &["PropertyRef"]),
    ("Dependent", &["PropertyRef"]),
    ("EntityContainer", &["EntitySet", "Singleton", "FunctionImport", "ActionImport", "AssociationSet"]),
    ("FunctionImport", &["Parameter", "ReturnType"]),
    ("Function", &["Parameter", "ReturnType", "DefiningExpression"]),
    ("Action", &["Parameter", "ReturnType"]),
    ("Annotations", &[]),
];

impl<'a> Reader<'a, '_> {
    /// Skips an element that nothing follows from; warns when it is none of those that may stand here.
    pub(super) fn pass_over(&mut self, child: &Element<'a>) -> Result<(), Fatal> {
        let parent = self.xml.parent();
        let is_ours = !matches!(child.namespace, Namespace::None | Namespace::Other);
        let known = PLACES.iter().find(|(place, _)| *place == parent).map(|(_, known)| *known);
        let known = known.filter(|known| is_ours && !known.contains(&child.name) && !ANYWHERE.contains(&child.name));
        if let Some(known) = known {
            let message = format!("`{}` has no place in `{parent}` and is passed over", child.name);
            let help =
                did_you_mean(child.name, known.iter().chain(ANYWHERE).copied()).or_else(|| belongs_in(child.name));
            self.complain(Diagnostic::warning(code::MISPLACED, message).at(child.span).help(EDITED).maybe_help(help));
        }
        self.xml.skip()
    }

    /// Warns of text between elements.
    pub(super) fn told_of_text(&mut self) {
        if let Some(span) = self.xml.stray_text() {
            self.complain(
                Diagnostic::warning(code::MISPLACED, "text stands where CSDL has elements only")
                    .at(span)
                    .help("the document was edited, or a merge left its marks: fetch it again"),
            );
        }
    }
}

fn belongs_in(name: &str) -> Option<String> {
    let (place, _) = PLACES.iter().find(|(_, known)| known.contains(&name))?;
    Some(format!("it belongs in `{place}`: was a closing tag lost?"))
}
