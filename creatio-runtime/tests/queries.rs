//! What queries say in OData 4, apart from their filters.
#![allow(missing_docs)]

mod common;

use common::creatio::{Account, Contact};
use common::sample::Sample;
use common::shop::{Address, Product};
use creatio_runtime::prelude::*;
use creatio_runtime::uuid::Uuid;
use insta::assert_debug_snapshot;

#[test]
fn queries() {
    let adults = Contact::query().filter(Contact::AGE.ge(18));
    assert_debug_snapshot!([
        Contact::query(),
        adults.clone().filter(Contact::CONFIRMED.eq(true) | Contact::AGE.lt(99)),
        adults.clone().order_by(Contact::NAME.desc()).order_by(Contact::AGE.asc()),
        adults.clone().order_by(Contact::ID.desc()),
        adults.clone().top(5).skip(10),
        adults.raw_odata4_option("$search", "a & b"),
        Contact::SET_ARCHIVED.query(),
    ]);
    assert_debug_snapshot!([
        Sample::query().order_by(Sample::TEXT.asc()).top(3),
        Sample::query().filter(Filter::always()),
        Sample::query().filter(Filter::never()),
    ]);
}

#[test]
fn selections() {
    assert_debug_snapshot!(Contact::query().select((Contact::ID, Contact::NAME, Contact::NAME)));
    assert_debug_snapshot!(Contact::query().select((Contact::ACCOUNT_ID,)));
    assert_debug_snapshot!(Contact::query().select((Contact::NAME, Contact::ACCOUNT.at(Account::NAME))));
    assert_debug_snapshot!(Contact::query().select((Contact::ACCOUNT.at(Account::PRIMARY_CONTACT).at(Contact::NAME),)));
    assert_debug_snapshot!(Sample::query().select((Sample::ADDRESS.at(Address::CITY), Sample::ID)));
    assert_debug_snapshot!(Contact::query().select((Contact::NAME,)).rows_as::<Contact>());
}

#[test]
fn single_entities() {
    let id = Uuid::from_u128(0x8ecab4a1_0ca3_4515_9399_efe0a19390bd);
    assert_debug_snapshot!([Contact::get(id), Contact::SINGLETON_ME.get()]);
    assert_debug_snapshot!(Contact::get(id).select((Contact::NAME, Contact::ACCOUNT.at(Account::NAME))));
    assert_debug_snapshot!(Sample::get(-7));
    assert_debug_snapshot!([Product::get(("O'Neil/ß", 3)), Product::get((String::new(), -1))]);
}
