//! The macro that brings a generated tree into a crate.

/// Includes what a build script has generated into `OUT_DIR`.
///
/// ```ignore
/// creatio_runtime::include_model!();             // mod creatio { … }
/// creatio_runtime::include_model!(pub mod crm);  // the same tree, named and published as you like
///
/// use creatio::Contact;
/// ```
///
/// Checked-in code needs no macro: `mod creatio;` reads the same tree.
#[macro_export]
macro_rules! include_model {
    () => {
        $crate::include_model!(mod creatio);
    };
    ($(#[$attribute:meta])* $visibility:vis mod $name:ident $(;)?) => {
        $(#[$attribute])*
        $visibility mod $name {
            ::core::include!(::core::concat!(
                ::core::env!(
                    "OUT_DIR",
                    "`include_model!` brings in what a build.rs generates, and this package has none: `creatio-codegen init` \
                     writes one"
                ),
                "/creatio/mod.rs"
            ));
        }
    };
}
