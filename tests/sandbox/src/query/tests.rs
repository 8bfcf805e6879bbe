use super::*;

/// An expression in a notation that shows how it was grouped.
fn shown(expression: &Expression) -> String {
    let all = |parts: &[Expression]| parts.iter().map(shown).collect::<Vec<_>>().join(" ");
    match expression {
        Expression::Literal(literal) => format!("{literal:?}"),
        Expression::Path(path) => path.join("/"),
        Expression::Not(inner) => format!("[not {}]", shown(inner)),
        Expression::Negate(inner) => format!("[neg {}]", shown(inner)),
        Expression::And(parts) => format!("[and {}]", all(parts)),
        Expression::Or(parts) => format!("[or {}]", all(parts)),
        Expression::Binary(operator, left, right) => {
            format!("[{} {} {}]", operator.kind(), shown(left), shown(right))
        }
        Expression::In(left, list) => format!("[in {} {}]", shown(left), all(list)),
        Expression::Call(name, arguments) => format!("[{name}() {}]", all(arguments)),
        Expression::Lambda { path, is_all, variable } => {
            let word = if *is_all { "all" } else { "any" };
            let body = variable.as_ref().map(|(name, body)| format!(" {name}: {}", shown(body))).unwrap_or_default();
            format!("[{word} {}{body}]", path.join("/"))
        }
    }
}

#[test]
fn expressions_are_grouped_as_odata_says() {
    for (text, expected) in [
        ("a eq 1 or b eq 2 and c eq 3", r#"[or [Equal a Int("1")] [and [Equal b Int("2")] [Equal c Int("3")]]]"#),
        ("(a or b) and c", "[and [or a b] c]"),
        ("a or b or c", "[or a b c]"),
        ("not a and b", "[and [not a] b]"),
        ("not (a eq 1)", r#"[not [Equal a Int("1")]]"#),
        ("not contains(a,'x')", r#"[not [contains() a Text("x")]]"#),
        ("not a eq b", "[Equal [not a] b]"),
        ("a add b mul c eq d sub e sub f", "[Equal [Add a [Multiply b c]] [Subtract [Subtract d e] f]]"),
        ("-a gt -1", r#"[GreaterThan [neg a] Int("-1")]"#),
        ("a sub -1 eq 2", r#"[Equal [Subtract a Int("-1")] Int("2")]"#),
        ("-(a) lt 0", r#"[LessThan [neg a] Int("0")]"#),
        ("a/b/c ne null", "[NotEqual a/b/c Null]"),
        ("a in ('x','y''z')", r#"[in a Text("x") Text("y'z")]"#),
        (
            "d/any(x:x/n eq 'a' and x/m/o gt 1)",
            r#"[any d x: [and [Equal x/n Text("a")] [GreaterThan x/m/o Int("1")]]]"#,
        ),
        ("a/d/all(x:x/n)", "[all a/d x: x/n]"),
        ("d/any()", "[any d]"),
        ("substring(a,1,2) eq 'bc'", r#"[Equal [substring() a Int("1") Int("2")] Text("bc")]"#),
        ("now() gt a", "[GreaterThan [now()] a]"),
        ("  a   eq\t1 ", r#"[Equal a Int("1")]"#),
        ("notes eq 'x' and order eq 1", r#"[and [Equal notes Text("x")] [Equal order Int("1")]]"#),
    ] {
        let shown = parse_expression(text).map(|expression| shown(&expression));
        assert_eq!(shown.as_deref().map(|text| text.replace("() ]", "()]")), Ok(expected.to_owned()), "{text}");
    }
}

#[test]
fn literals_are_bare() {
    let guid = "8ecab4a1-0ca3-4515-9399-efe0a19390bd";
    for (text, literal) in [
        (guid, Literal::Guid(guid.into())),
        ("F7AF2E24-F46B-1410-FB98-00155D043204", Literal::Guid("f7af2e24-f46b-1410-fb98-00155d043204".into())),
        ("12345678-0000-0000-0000-000000000000", Literal::Guid("12345678-0000-0000-0000-000000000000".into())),
        ("2026-01-01T00:00:00Z", Literal::DateTime("2026-01-01T00:00:00.0000000Z".into())),
        ("2026-01-01T01:30:00.25+01:30", Literal::DateTime("2026-01-01T00:00:00.2500000Z".into())),
        ("2026-01-31", Literal::Date("2026-01-31".into())),
        ("12:30:01.5", Literal::Time("12:30:01.5000000".into())),
        ("duration'PT1H'", Literal::Duration(36_000_000_000)),
        ("-42", Literal::Int("-42".into())),
        ("9223372036854775807", Literal::Int("9223372036854775807".into())),
        ("100.10", Literal::Decimal("100.10".into())),
        ("1.5e-3", Literal::Double("1.5e-3".into())),
        ("-INF", Literal::Double("-INF".into())),
        ("'O''Neil'", Literal::Text("O'Neil".into())),
        ("''", Literal::Text(String::new())),
        ("'é 💶 & + %'", Literal::Text("é 💶 & + %".into())),
        ("true", Literal::Bool(true)),
        ("null", Literal::Null),
        ("Ns.Color'Red'", Literal::Enum("Ns.Color".into(), "Red".into())),
    ] {
        assert_eq!(parse_expression(text), Ok(Expression::Literal(literal)), "{text}");
    }
}

#[test]
fn what_is_no_expression_is_refused() {
    for text in [
        "",
        "a eq",
        "eq 1",
        "a eq 1 b",
        "(a",
        "a)",
        "a eq 'x",
        "a eq 2026-01-01T00:00:00",
        "a eq 2026-13-01",
        "guid'8ecab4a1-0ca3-4515-9399-efe0a19390bd'",
        "datetime'2026-01-01T00:00:00'",
        "a eq 1.",
        "a eq 12abc",
        "a == 1",
        "a/",
        "/a",
        "a in 'x'",
        "f(a,)",
        "d/any(x)",
        "d/all()",
        "a eq #",
        "a && b",
        "8ecab4a1-0ca3-4515-9399-efe0a19390bde",
    ] {
        assert!(parse_expression(text).is_err(), "{text}");
    }
    let deep = format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(parse_expression(&deep).is_err_and(|message| message.contains("Recursion limit")));
    assert!(parse_expression(&"not ".repeat(5_000)).is_err());
    assert!(parse_expression(&format!("a{}", " add a".repeat(5_000))).is_err());
    let long = vec!["a eq 1"; 5_000].join(" or ");
    assert!(matches!(parse_expression(&long), Ok(Expression::Or(parts)) if parts.len() == 5_000));
}

#[test]
fn options_are_decoded_either_way() {
    let plain = Options::read("$filter=a eq 'x y'&$top=5&$orderby=b desc,c").expect("it is read");
    for encoded in [
        "$filter=a%20eq%20%27x%20y%27&$top=5&$orderby=b%20desc%2Cc",
        "%24filter=a+eq+'x+y'&%24top=5&%24orderby=b+desc,c+asc",
        "custom=1&$filter=a+eq+%27x%20y%27&$top=%35&&$orderby=b%20desc,%20c",
    ] {
        let read = Options::read(encoded).expect("it is read");
        assert_eq!((&read.filter, &read.order, read.top), (&plain.filter, &plain.order, plain.top), "{encoded}");
    }
    let plus = Options::read("$filter=a%20eq%20'1%2B1'").expect("it is read");
    assert_eq!(plus.filter, parse_expression("a eq '1+1'").ok());
}

#[test]
fn options_that_are_not_known_or_not_right_are_refused() {
    for query in [
        "$format=json",
        "$search=x",
        "$apply=x",
        "$compute=x",
        "$nope=1",
        "$Filter=a",
        "$top=-1",
        "$top=x",
        "$top=",
        "$skip=1.5",
        "$count=yes",
        "$top=1&$top=2",
        "$top=1&%24top=2",
        "$filter=",
        "$filter=%FF",
        "$orderby=a upwards",
        "$expand=",
        "$expand=a(",
        "$top=99999999999",
    ] {
        assert!(Options::read(query).is_err(), "{query}");
    }
}

#[test]
fn nested_options_are_split_at_semicolons() {
    let options =
        Options::read("$expand=A($select=x,y;$filter=n eq 'a;b,c)';$expand=B($top=1)),C").expect("it is read");
    assert_eq!(options.expand.len(), 2);
    let nested = options.expand[0].nested.as_ref().expect("options in parentheses");
    assert_eq!(nested.select, ["x", "y"]);
    assert_eq!(nested.filter, parse_expression("n eq 'a;b,c)'").ok());
    assert_eq!(nested.expand[0].nested.as_ref().and_then(|options| options.top), Some(1));
    assert_eq!((options.expand[1].name.as_str(), &options.expand[1].nested), ("C", &None));
}

#[test]
fn paths_have_keys_of_every_kind() {
    let guid = "8ecab4a1-0ca3-4515-9399-efe0a19390bd";
    let key = |path: &str| segments(path).map(|segments| segments[0].key.clone());
    assert_eq!(key("/Contact"), Ok(None));
    assert_eq!(key(&format!("/Contact({guid})")), Ok(Some(Key::One(Literal::Guid(guid.into())))));
    assert_eq!(key("/S('a''b%2Fc(d)=e')"), Ok(Some(Key::One(Literal::Text("a'b/c(d)=e".into())))));
    assert_eq!(key("/S(-5)"), Ok(Some(Key::One(Literal::Int("-5".into())))));
    let named = vec![("A".to_owned(), Literal::Int("1".into())), ("B".to_owned(), Literal::Text("x,y=z".into()))];
    assert_eq!(key("/S(A=1,B='x,y=z')"), Ok(Some(Key::Named(named))));
    for path in ["/S(", "/S(1", "/S(A=)", "/S(A=1,,B=2)", "/S(A)", "/S(1,2)", "/S(guid'x')"] {
        assert!(key(path).is_err(), "{path}");
    }
    let names: Vec<String> = segments("/A(1)/B/$value").expect("a path").into_iter().map(|s| s.name).collect();
    assert_eq!(names, ["A", "B", "$value"]);
}
