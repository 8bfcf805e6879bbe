//! What generated code calls to make sure that it is read by the runtime it was written for.

/// The format of generated code that this version reads.
pub const FORMAT: u32 = 3;

/// Stops the build when generated code and this crate do not belong together.
///
/// The first line of every generated tree calls it in a const.
///
/// ```
/// const _: () = creatio_runtime::generated::check(3);
/// ```
/// An older format, and a newer one:
/// ```compile_fail,E0080
/// const _: () = creatio_runtime::generated::check(2);
/// ```
/// ```compile_fail,E0080
/// const _: () = creatio_runtime::generated::check(4);
/// ```
///
/// # Panics
/// In a const the panic is a compile error. Nothing else calls it.
pub const fn check(format: u32) {
    assert!(
        format >= FORMAT,
        "this code was generated for an older creatio-runtime: \
         run `creatio-codegen generate` again, with a creatio-codegen of the same version as this creatio-runtime"
    );
    assert!(
        format <= FORMAT,
        "this code was generated for a newer creatio-runtime: \
         update creatio-runtime to the version of the creatio-codegen that wrote it"
    );
}
