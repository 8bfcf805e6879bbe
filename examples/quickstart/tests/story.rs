//! What the example prints, so that it can be quoted, and so that it stays true.
#![allow(missing_docs)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr;

const PROGRAM: &str = env!("CARGO_BIN_EXE_quickstart");
const README: &str = include_str!("../../../README.md");

/// What it prints. The sandbox takes a port that is free: another in every run.
fn story() -> String {
    let run = Command::new(PROGRAM).output().expect("the example runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
    without_port(&String::from_utf8(run.stdout).expect("UTF-8"))
}

fn without_port(text: &str) -> String {
    let (_, rest) = text.split_once("http://127.0.0.1:").expect("an address");
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    text.replace(&format!("127.0.0.1:{port}"), "127.0.0.1:PORT")
}

#[test]
fn the_story_is_told_as_ever() {
    insta::assert_snapshot!(story());
}

#[test]
fn lines_are_no_longer_than_a_terminal() {
    for line in story().lines() {
        assert!(line.width() <= 96, "{}: {line}", line.width());
    }
}

#[test]
fn the_readme_quotes_it_rightly() {
    let blocks = README.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next());
    let quotes: Vec<&str> = blocks.filter(|block| block.starts_with("GET http://127.0.0.1:")).collect();
    let [quote] = quotes[..] else { panic!("one block quotes the example, found {}", quotes.len()) };
    let (quote, story) = (without_port(quote), story());
    let mut told = story.lines();
    // Lines may be left out, but none stands elsewhere.
    for line in quote.lines() {
        assert!(told.any(|other| other == line), "{line:?} is not what the example prints; it prints\n{story}");
    }
}

#[test]
fn who_has_seen_enough_may_go() {
    let mut run =
        Command::new(PROGRAM).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the example runs");
    let mut output = BufReader::with_capacity(16, run.stdout.take().expect("its output"));
    let mut first = String::new();
    output.read_line(&mut first).expect("a line");
    drop(output);
    let mut errors = String::new();
    run.stderr.take().expect("its errors").read_to_string(&mut errors).expect("text");
    assert!(run.wait().expect("it ends").success());
    assert_eq!(errors, "");
}
