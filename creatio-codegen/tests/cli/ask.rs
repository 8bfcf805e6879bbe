//! Commands that tell something: `list`, `show`, `why`, `explain`, and how diagnostics are told.

use std::fs;

use serde_json::{Value, json};

use crate::project::{CONFIG, DOCUMENT, Project};

#[test]
fn list_counts() {
    let project = Project::new();
    let listed = project.run(&["list"]);
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    insta::assert_snapshot!(listed.out, @r"
    ENTITY   SET      KEY  COLUMNS  LOOKUPS  DETAILS
    Account  Account  Id         2        0        1
    Contact  Contact  Id         4        1        0
    2 entities
    ");
    let json = project.run(&["list", "Con*", "--format", "json"]);
    let value: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(
        value,
        json!([{
            "name": "Contact", "namespace": "Terrasoft.Configuration.OData", "set": "Contact", "key": ["Id"],
            "columns": 4, "lookups": 1, "details": 0,
        }])
    );
    let narrow = |arguments: &[&str]| project.run(&[&["list"], arguments].concat()).out.lines().count();
    assert_eq!((narrow(&["!Contact"]), narrow(&["--entity", "Acc*"]), narrow(&["*", "--entity", "!Acc*"])), (3, 3, 3));
    let nothing = project.run(&["list", "Contct"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(1), ""));
    assert!(nothing.err.contains("did you mean `Contact`?"), "{}", nothing.err);
}

#[test]
fn every_code_is_explained() {
    let project = Project::new();
    let one = project.run(&["explain", "c0306"]);
    assert_eq!(one.code, Some(0), "{}", one.err);
    insta::assert_snapshot!(one.out, @"C0306: A navigation leads to a type that is nowhere. The link is left out, its column stays.");
    let all = project.run(&["explain"]).out;
    assert!(all.lines().filter(|line| line.starts_with("C0")).count() > 20, "{all}");
    let unknown = project.run(&["explain", "C0399"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
}

#[test]
fn a_code_that_is_none_is_told_in_a_line() {
    let told = |code: &str| {
        let ran = Project::empty().run(&["explain", code]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(!ran.err.contains("C0101"), "{}", ran.err);
        ran.err.lines().next().unwrap_or_default().to_owned()
    };
    insta::assert_snapshot!(told("C9999"), @"error: invalid value 'C9999' for '[CODE]': there is no code C9999; codes look like C0302");
    insta::assert_snapshot!(told("302"), @"error: invalid value '302' for '[CODE]': there is no code 302; codes look like C0302; did you mean C0302?");
    assert!(told("e0306").ends_with("did you mean C0306?") && told("CO306").ends_with("did you mean C0306?"));
    assert!(!told("").contains("did you mean") && !told("C0").contains("did you mean"));
}

#[test]
fn show_tells_what_a_type_becomes() {
    let project = Project::new();
    let shown = project.run(&["show", "Contact"]);
    assert_eq!((shown.code, shown.err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(shown.out);
}

#[test]
fn show_tells_what_is_left_out_and_why() {
    let project = Project::new();
    let shown = project.run(&["show", "Contact", "--entity", "Contact", "--format", "json"]);
    let value: Value = serde_json::from_str(&shown.out).expect("JSON");
    assert_eq!(
        value[0]["left_out"],
        json!([{ "name": "Account", "why": "it leads to `Account`, which is not generated" }])
    );
    let text = project.run(&["show", "Contact", "--entity", "Contact"]).out;
    assert!(text.contains("Links come along with the entities"), "{text}");
}

#[test]
fn show_takes_what_is_not_asked_for() {
    let project = Project::new();
    let shown = project.run(&["show", "Acc*", "--entity", "Contact"]);
    assert!(shown.out.contains("not generated: "), "{}", shown.out);
    assert!(shown.out.contains("CONTACT_BY_ACCOUNT"), "{}", shown.out);
    let place = project.run(&["show", "Extra.Place"]);
    assert!(place.out.contains("extra::Place in extra/place.rs"), "{}", place.out);
    assert!(!place.out.contains("not generated"), "{}", place.out);
    // Without a configuration, everything counts as asked for.
    fs::remove_file(project.path("creatio.toml")).expect("removable");
    let free = project.run(&["show", "Contact", "--metadata", "metadata.xml"]);
    assert!(!free.out.contains("not generated"), "{}", free.out);
    let unknown = project.run(&["show", "Kontact", "--metadata", "metadata.xml"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(1), ""));
    assert!(unknown.err.contains("did you mean `Contact`?"), "{}", unknown.err);
}

#[test]
fn why_tells_what_brought_a_type_in_and_what_would() {
    let project = Project::new();
    let why = |arguments: &[&str]| {
        let ran = project.run(&[&["why"], arguments].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        ran.out
    };
    insta::assert_snapshot!(why(&["Account"]), @r"
    Terrasoft.Configuration.OData.Account is generated:
      the pattern `Account` (creatio.toml:3) matches Account
    ");
    insta::assert_snapshot!(why(&["Place"]), @r"
    Extra.Place is generated:
      the pattern `Contact` (creatio.toml:3) matches Contact
      the column Contact.Place holds a Place
    ");
    insta::assert_snapshot!(why(&["Account", "--entity", "Contact"]), @r"
    Terrasoft.Configuration.OData.Account is not generated: no pattern matches it
      name it in `entities`, or set `closure = 1`, which brings it and all else so near:
      the pattern `Contact` matches Contact
      the lookup Contact.Account leads to Account
    ");
    insta::assert_snapshot!(why(&["Contact", "--entity", "Account"]), @r"
    Terrasoft.Configuration.OData.Contact is not generated: no pattern matches it, and no lookup or column of what is generated leads to it
      name it in `entities`
    ");
    insta::assert_snapshot!(why(&["Account", "--entity", "Contact", "--entity", "!A*"]), @"Terrasoft.Configuration.OData.Account is not generated: the pattern `!A*` takes it out");
    project.write("creatio.toml", &CONFIG.replace("\"Contact\", \"Account\"]", "\"Contact\"]\nclosure = 1"));
    insta::assert_snapshot!(why(&["Account"]), @r"
    Terrasoft.Configuration.OData.Account is generated:
      the pattern `Contact` (creatio.toml:3) matches Contact
      the lookup Contact.Account leads to Account
    ");
    let json: Value = serde_json::from_str(&why(&["Account", "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["steps"][1], json!({ "lookup": "Contact.Account", "type": "Account" }));
}

#[test]
fn programs_get_diagnostics_as_json() {
    let project = Project::new();
    let wrong = DOCUMENT.replace("Type=\"Extra.Place\"", "Type=\"Extra.Plaice\"");
    project.write("metadata.xml", &wrong.replace("Edm.String", "Edm.Strin"));
    let refused = project.run(&["generate", "--format", "json"]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""));
    let lines: Vec<Value> =
        refused.err.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(lines.len(), 2, "{}", refused.err);
    let plaice = lines.iter().find(|line| line["message"].as_str().is_some_and(|text| text.contains("Plaice")));
    assert_eq!(
        plaice.expect("told")["places"],
        json!([{ "file": "metadata.xml", "line": 8, "column": 34, "end_line": 8, "end_column": 46, "label": null }])
    );
    assert!(lines.iter().all(|line| line["severity"] == "error" && line["code"] == "C0302"), "{}", refused.err);
}

#[test]
fn programs_get_results_as_json() {
    let project = Project::new();
    let parse = |ran: &crate::project::Ran| -> Value { serde_json::from_str(&ran.out).expect("JSON") };
    let generated = project.run(&["generate", "--format", "json", "--entity", "Account"]);
    assert_eq!(generated.err, "");
    assert_eq!(
        parse(&generated),
        json!({ "folder": "src/creatio", "written": ["account.rs", "mod.rs"], "deleted": [], "unchanged": 0 })
    );
    project.write("src/creatio/account.rs", "// @generated by creatio-codegen, long ago\n");
    let drifted = project.run(&["check", "--format", "json", "--entity", "Account"]);
    assert_eq!((drifted.code, drifted.err.as_str()), (Some(3), ""));
    assert_eq!(parse(&drifted)["drift"], json!([{ "path": "account.rs", "state": "different" }]));
}

#[test]
fn quiet_is_quiet_unless_something_is_wrong() {
    let project = Project::new();
    // A link that leads nowhere is a warning.
    let nowhere = DOCUMENT.replace("Type=\"Terrasoft.Configuration.OData.Account\" P", "Type=\"Elsewhere.Account\" P");
    project.write("metadata.xml", &nowhere);
    let loud = project.run(&["generate"]);
    assert!(loud.err.contains("warning[C0306]") && loud.err.contains("written"), "{}", loud.err);
    let quiet = project.run(&["generate", "--quiet"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (Some(0), "", ""));
    project.write("metadata.xml", "");
    let refused = project.run(&["-q", "generate"]);
    assert!(refused.err.contains("error[C0102]"), "{}", refused.err);
}

#[test]
fn no_colours_but_on_a_terminal() {
    let project = Project::new();
    project.write("metadata.xml", &DOCUMENT.replace("Extra.Place", "Extra.Plaice"));
    for arguments in [&["generate"][..], &["--help"], &["generate", "--frobnicate"]] {
        let ran = project.run(arguments);
        assert!(!ran.err.contains('\u{1b}') && !ran.out.contains('\u{1b}'), "{}{}", ran.err, ran.out);
    }
}

#[test]
fn shells_get_completions() {
    let project = Project::empty();
    for (shell, mark) in [("bash", "complete -F"), ("zsh", "#compdef"), ("fish", "complete -c creatio-codegen")] {
        let script = project.run(&["completions", shell]);
        assert_eq!(script.code, Some(0), "{}", script.err);
        assert!(script.out.contains(mark) && script.out.contains("generate"), "{shell}");
    }
}

/// As bash asks for them: the words that are typed, and what may follow.
#[cfg(unix)]
#[test]
fn bash_completes_options_of_a_command() {
    let project = Project::empty();
    project.write("script", &project.run(&["completions", "bash"]).out);
    let ask = "source ./script; COMP_WORDS=(creatio-codegen show --f); COMP_CWORD=2; \
               _creatio__codegen creatio-codegen --f show; echo \"${COMPREPLY[@]}\"";
    let Ok(bash) = std::process::Command::new("bash").args(["-c", ask]).current_dir(project.path("")).output() else {
        eprintln!("skipped: there is no bash");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&bash.stdout), "--format\n", "{}", String::from_utf8_lossy(&bash.stderr));
}

#[test]
fn a_glob_shows_each_type_as_its_name_alone_does() {
    let project = Project::new();
    let one = project.run(&["show", "Contact", "--entity", "Contact"]).out;
    let all = project.run(&["show", "*", "--entity", "Contact"]).out;
    assert!(one.contains("LEFT OUT") && all.starts_with(&one), "{one}\n{all}");
    assert!(all.contains("Account: entity"), "{all}");
}

#[test]
fn a_mistake_that_is_everywhere_is_told_a_hundred_times() {
    let project = Project::new();
    let wrong: String = (0..130).map(|index| format!("<Property Name=\"a b{index}\" Type=\"Edm.Guid\" />\n")).collect();
    project.write(
        "metadata.xml",
        &DOCUMENT.replacen("<Property Name=\"Name\"", &format!("{wrong}<Property Name=\"Name\""), 1),
    );
    let text = project.run(&["generate"]).err;
    assert_eq!(text.matches("error[C0207]").count(), 100);
    assert!(text.ends_with("... and 30 more of C0207\n\n"), "{text}");
    let json = project.run(&["generate", "--format", "json"]).err;
    let last: Value = serde_json::from_str(json.lines().last().expect("a line")).expect("JSON");
    assert_eq!((json.lines().count(), last), (101, json!({ "severity": "note", "code": "C0207", "more": 30 })));
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let help = Project::empty().run(&["--help"]).out;
    for word in ["init", "fetch", "generate", "check", "list", "show", "why", "explain", "completions", "Exit codes"] {
        assert!(help.contains(word), "{word}: {help}");
    }
}
