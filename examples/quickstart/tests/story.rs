//! What the example prints, so that it can be quoted, and so that it stays true.
#![allow(missing_docs)]

use std::process::Command;

#[test]
fn the_story_is_told_as_ever() {
    let run = Command::new(env!("CARGO_BIN_EXE_quickstart")).output().expect("the example runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
    let story = String::from_utf8(run.stdout).expect("UTF-8");

    // The sandbox takes a port that is free.
    let (_, rest) = story.split_once("http://127.0.0.1:").expect("an address");
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    insta::assert_snapshot!(story.replace(&format!("127.0.0.1:{port}"), "127.0.0.1:PORT"));
}
