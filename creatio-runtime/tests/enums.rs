//! Enumerations, flags and complex types.

mod common;

use common::shop::{Access, Address, Color, Memberless, Part, Product};
use common::{creatio, refusal, standard};
use creatio_runtime::{Enumeration, Flags, Unknown, decode};

#[test]
fn a_member_is_a_name_or_a_number() {
    for json in [r#""Green""#, "2", r#""2""#, "2.0", r#""Gr\u0065en""#] {
        assert_eq!(standard::<Color>(json).unwrap(), Color::Green, "{json}");
        assert_eq!(creatio::<Option<Color>>(json).unwrap(), Some(Color::Green), "{json}");
    }
    assert_eq!(standard::<Option<Color>>("null").unwrap(), None);
}

#[test]
fn of_equal_numbers_the_first_is_read() {
    assert_eq!(standard::<Color>("1").unwrap(), Color::Red);
    assert_eq!(standard::<Color>(r#""Crimson""#).unwrap(), Color::Crimson);
}

#[test]
fn unknown_members_are_kept() {
    for (json, kept, number) in [(r#""Blue""#, "Blue", None), ("7", "7", Some(7)), (r#""-7""#, "-7", Some(-7))] {
        let color = standard::<Color>(json).unwrap();
        assert_eq!(color, Color::Other(Unknown::new(kept)));
        assert_eq!((color.name(), color.number()), (kept, number));
    }
    let any = standard::<Memberless>(r#""Red""#).unwrap();
    assert_eq!(any.unknown().map(ToString::to_string), Some("Red".to_owned()));
    assert_eq!(standard::<Memberless>("0").unwrap().name(), "0");
}

#[test]
fn a_member_knows_its_name_and_number() {
    assert_eq!((Color::Crimson.name(), Color::Crimson.number()), ("Crimson", Some(1)));
    assert_eq!(Color::META.members().count(), Color::MEMBERS.len());
}

#[test]
fn what_is_no_member_is_an_error() {
    let words = "Only.Value: expected the name or number of a member, found ";
    for (json, found) in [("null", "null"), ("true", "a boolean"), ("1.5", "a number of 3 characters")] {
        assert_eq!(refusal::<Color>(json), format!("{words}{found}"));
    }
    let words = "Only.Value: expected names of members, separated by commas, or a number, found null";
    assert_eq!(refusal::<Flags<Access>>("null"), words);
}

#[test]
fn flags_are_names_or_a_number() {
    let both = Flags::from([Access::Write, Access::Read]);
    for json in [r#""Read,Write""#, r#""Write, Read""#, r#""Read,Read,2""#] {
        assert_eq!(standard::<Flags<Access>>(json).unwrap(), both, "{json}");
    }
    assert_eq!(both.to_string(), "Read,Write");
    // A number is written in as few members as there can be, as .NET does.
    assert_eq!(standard::<Flags<Access>>("3").unwrap(), Flags::from([Access::All]));
    assert_eq!(standard::<Flags<Access>>("2").unwrap(), Flags::from([Access::Write]));
    assert_eq!(standard::<Flags<Access>>("0").unwrap(), Flags::from([Access::None]));
    assert!(standard::<Flags<Color>>("0").unwrap().is_empty());
    assert!(standard::<Flags<Access>>(r#""""#).unwrap().is_empty());
}

#[test]
fn flags_keep_what_is_unknown() {
    let flags = standard::<Flags<Access>>(r#""Execute,Read,6""#).unwrap();
    assert_eq!(flags.to_string(), "Read,Write,4,Execute");
    assert_eq!(flags.bits(), 7);
    let unknown = standard::<Flags<Memberless>>("-1").unwrap();
    assert_eq!(unknown.to_string(), "-1");
}

#[test]
fn flags_contain_parts_of_their_members() {
    let all = Flags::from([Access::All]);
    assert!(all.contains(&Access::Read) && all.contains(&Access::Write) && all.contains(&Access::All));
    assert!(!all.contains(&Access::None));
    let read = Flags::from([Access::Read]);
    assert!(!read.contains(&Access::All) && !read.contains(&Access::Write));
    assert!(Flags::from([Access::None]).contains(&Access::None));
    assert_eq!(read.iter().chain(&all).count(), 2);
    assert_eq!(Flags::<Access>::default(), Flags::new());
}

#[test]
fn a_row_of_every_shape_is_read() {
    let row = r#"{
        "Region": "EU", "Number": 7, "Color": "Red", "Access": "Read,Write",
        "Address": { "Zip": "02111", "@odata.type": "Shop.Address", "City": "Boston" },
        "Parts": { "Name": "a", "Inner": { "Name": "b", "Inner": null } },
        "Tags": ["x", "y"], "Marks": [1, null], "Stores": [{ "Zip": "1" }, { "City": "B", "Zip": "2" }]
    }"#;
    let address = |city: Option<&str>, zip: &str| Address { city: city.map(str::to_owned), zip: zip.to_owned() };
    let part = |name: &str, inner| Some(Box::new(Part { name: name.to_owned(), inner }));
    let wanted = Product {
        region: "EU".to_owned(),
        number: 7,
        color: Color::Red,
        finish: None,
        access: Flags::from([Access::Read, Access::Write]),
        address: address(Some("Boston"), "02111"),
        parts: part("a", part("b", None)),
        tags: vec!["x".to_owned(), "y".to_owned()],
        marks: vec![Some(1), None],
        stores: vec![address(None, "1"), address(Some("B"), "2")],
    };
    assert_eq!(decode::entity::<Product>(row).unwrap(), wanted);
    // The nested objects change from row to row, and nothing is carried over.
    let rows = decode::rows::<Product>(&format!("[{row}, {row}]")).unwrap();
    assert_eq!(rows, [wanted.clone(), wanted]);
}

#[test]
fn a_type_that_holds_itself_ends_at_the_depth_limit() {
    let deep = |levels: usize| {
        let open = r#"{"Name":"n","Inner":"#.repeat(levels);
        standard::<Option<Box<Part>>>(&format!("{open}null{}", "}".repeat(levels)))
    };
    assert!(deep(126).unwrap().is_some());
    assert!(deep(127).unwrap_err().to_string().ends_with("nested too deep"));
    assert!(deep(100_000).is_err());
}
