//! Each program in `misuse/` has one mistake in it; beside it stands what the compiler says. The words are those of the
//! pinned toolchain; `TRYBUILD=overwrite cargo test -p creatio-ui` writes them anew.
#![allow(missing_docs)]

#[test]
fn misuse_is_told_in_the_users_words() {
    trybuild::TestCases::new().compile_fail("tests/misuse/*.rs");
}
