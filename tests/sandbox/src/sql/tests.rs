use super::*;
use crate::query::Options;

const CREATIO: &str = include_str!("../../../fixtures/creatio/metadata.xml");

fn plan(set: &str, query: &str) -> Plan {
    let model = Model::read(CREATIO).expect("the fixture is read");
    let mut oddities = Oddities::default();
    oddities.set(Oddity::Lambdas, true);
    let options = Options::read(query).expect("the query is read");
    let planner = Planner { model: &model, oddities: &oddities, now: "", shuffle: 0 };
    let table = model.set(set).expect("the set is there");
    let request = Request { table, options: &options, key: &[], parent: &[], limit: 5, offset: 6, depth: 0 };
    planner.plan(&request).expect("it makes sense")
}

#[test]
fn values_are_bound_and_names_are_numbers() {
    let plan = plan(
        "Contact",
        "$filter=Name eq 'secret-1' and contains(Account/Name,'secret-2') and Age gt 987654 and CreatedOn lt 2001-02-03T04:05:06Z \
         and Id ne 8ecab4a1-0ca3-4515-9399-efe0a19390bd and OrderCollectionByContact/any(o:o/Amount eq 1234.5 and o/Number eq 'secret-3')\
         &$orderby=concat(Name,'secret-4')",
    );
    for secret in ["secret", "987654", "2001", "8ecab4a1", "1234", "Contact", "Name"] {
        assert!(!plan.sql.contains(secret), "{secret}: {}", plan.sql);
        assert!(!plan.count_sql.contains(secret), "{secret}: {}", plan.count_sql);
    }
    let bound = format!("{:?}", plan.parameters);
    for value in ["secret-1", "secret-2", "987654", "2001-02-03", "8ecab4a1", "1234.5", "secret-3", "secret-4"] {
        assert!(bound.contains(value), "{value}: {bound}");
    }
}

#[test]
fn a_lookup_is_joined_once_for_each_way_to_it() {
    let joins = |query: &str| plan("Contact", query).sql.matches("LEFT JOIN").count();
    assert_eq!(joins("$filter=Account/Name eq 'a' or Account/Code eq 'b'&$orderby=Account/Name"), 1);
    assert_eq!(joins("$filter=Account/Type/Name eq 'a' and Type/Name eq 'b'"), 3);
    assert_eq!(
        joins("$filter=Account/Id eq null and Type/Id ne null"),
        0,
        "the key of a lookup is a column of its own table"
    );
    assert_eq!(joins("$filter=Account/Type/Id eq null"), 1);
}
