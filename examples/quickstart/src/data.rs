//! An invented furniture maker and its customers: what the local Creatio holds.
//!
//! There is no chance and no clock in it, so every run shows the same.

mod delivery;
mod markets;
mod services;

use creatio_runtime::jiff::civil::{Date, date};
use creatio_runtime::jiff::{Span, ToSpan};
use creatio_runtime::uuid::Builder;
use creatio_sandbox::{Error, Sandbox};
use serde_json::{Value, json};

use self::markets::{JOBS, MARKETS, Market, OWN_COMPANY, TASKS, TEAM};

/// The day on which all of this is seen, a Monday.
const TODAY: Date = date(2026, 3, 2);

/// How many people each customer has.
const PEOPLE: usize = 8;

/// A Creatio with some 700 rows.
pub(crate) fn sandbox(metadata: &str) -> Result<Sandbox, Error> {
    let sandbox = Sandbox::builder()
        .metadata(metadata)
        .now(&format!("{TODAY}T08:00:00Z"))
        .rows("ContactType", names("ContactType", &["Employee", "Contact person", "Customer"]))
        .rows("AccountType", names("AccountType", &["Our company", "Customer", "Partner"]))
        .rows("ActivityStatus", names("ActivityStatus", &["Not started", "Completed", "Canceled"]))
        .rows("OrderStatus", names("OrderStatus", &["Draft", "Confirmed", "Completed", "Canceled"]))
        .rows("Country", countries())
        .rows("City", cities())
        .rows("Account", accounts())
        .rows("Contact", team().chain(people()))
        .rows("Order", (0..120).map(order))
        .rows("Activity", (0..200).map(activity))
        .service(services::quote())
        .process(delivery::quote()?);
    Ok(sandbox)
}

/// The rows of a lookup table.
fn names(set: &'static str, names: &'static [&'static str]) -> impl Iterator<Item = Value> {
    names.iter().map(move |name| json!({ "Id": id(set, name), "Name": name }))
}

fn countries() -> impl Iterator<Item = Value> {
    MARKETS.iter().map(|market| {
        json!({
            "Id": id("Country", market.country),
            "Name": market.country,
            "Code": market.code,
            "PhoneCode": market.dial,
        })
    })
}

fn cities() -> impl Iterator<Item = Value> {
    MARKETS.iter().flat_map(|market| {
        market
            .cities
            .map(|city| json!({ "Id": id("City", city), "Name": city, "CountryId": id("Country", market.country) }))
    })
}

fn accounts() -> impl Iterator<Item = Value> {
    let own = json!({
        "Id": id("Account", OWN_COMPANY),
        "Name": OWN_COMPANY,
        "TypeId": id("AccountType", "Our company"),
        "CityId": id("City", "Hamburg"),
        "CountryId": id("Country", "Germany"),
    });
    let customers = MARKETS.iter().flat_map(|market| {
        market.companies.iter().enumerate().map(|(at, name)| {
            json!({
                "Id": id("Account", name),
                "Name": name,
                "TypeId": id("AccountType", if at == 3 { "Partner" } else { "Customer" }),
                "OwnerId": owner(at),
                "Phone": format!("{} 555 {:02}00", market.dial, at + 10),
                "CityId": id("City", market.cities[at % 2]),
                "CountryId": id("Country", market.country),
            })
        })
    });
    [own].into_iter().chain(customers)
}

/// Those who work for the furniture maker.
fn team() -> impl Iterator<Item = Value> {
    TEAM.iter().map(|name| {
        json!({
            "Id": id("Contact", name),
            "Name": name,
            "AccountId": id("Account", OWN_COMPANY),
            "TypeId": id("ContactType", "Employee"),
            // The Supervisor is a user that every instance comes with, not a person.
            "JobTitle": (*name != "Supervisor").then_some("Sales"),
            "CountryId": (*name != "Supervisor").then(|| id("Country", "Germany")),
        })
    })
}

/// Those who work for its customers, and some who buy for themselves.
fn people() -> impl Iterator<Item = Value> {
    MARKETS.iter().enumerate().flat_map(|(at, market)| {
        (0..market.companies.len() * PEOPLE).map(move |number| {
            let company = works_for(market, number);
            let born = born(at, number);
            json!({
                "Id": id("Contact", &person(market, number)),
                "Name": person(market, number),
                "AccountId": company.map(|name| id("Account", name)),
                "TypeId": id("ContactType", if company.is_some() { "Contact person" } else { "Customer" }),
                "JobTitle": company.map(|_| JOBS[(number + number / PEOPLE * 3 + at) % JOBS.len()]),
                "BirthDate": born.map(|date| format!("{date}T00:00:00Z")),
                "Age": born.map(age),
                "OwnerId": owner(number / PEOPLE),
                "MobilePhone": format!("{} 555 {:04}", market.dial, 1000 + number * 37),
                "CityId": id("City", market.cities[number / PEOPLE % 2]),
                "CountryId": id("Country", market.country),
            })
        })
    })
}

fn order(number: usize) -> Value {
    let (market, company) = customer(number * 7);
    let ordered = date(2025, 3, 3) + days(number * 3);
    let status = match number {
        _ if number % 17 == 5 => "Canceled",
        0..100 => "Completed",
        100..114 => "Confirmed",
        _ => "Draft",
    };
    let cents = 12_350 + (number * number * 7_919 + number * 104_729) % 2_500_000;
    // Written as text, an amount keeps its digits: 100.10 stays 100.10.
    let amount = format!("{}.{:02}", cents / 100, cents % 100);
    let done = status == "Completed";
    json!({
        "Id": id("Order", &number.to_string()),
        "Number": format!("ORD-{}", 1001 + number),
        "AccountId": id("Account", market.companies[company]),
        "ContactId": buyer(market, company, number),
        "OwnerId": owner(company),
        "StatusId": id("OrderStatus", status),
        "Date": midnight(ordered),
        "DueDate": midnight(ordered + 30.days()),
        "ActualDate": done.then(|| midnight(ordered + days(20 + number % 15))),
        "Amount": amount,
        "PaymentAmount": if done { &amount } else { "0" },
    })
}

fn activity(number: usize) -> Value {
    let (market, company) = customer(number * 11);
    let task = TASKS[number % TASKS.len()];
    let with_customer = task != "Team meeting";
    // Eight a day, from four weeks before today on.
    let (day, hour) = (TODAY - 28.days() + days(number / 8 * 2), 7 + number % 8);
    let start = day.at(hour as i8, if number.is_multiple_of(3) { 30 } else { 0 }, 0, 0);
    let minutes = 30 + number % 3 * 15;
    let status = match number {
        _ if day >= TODAY => "Not started",
        _ if number % 10 == 7 => "Canceled",
        _ => "Completed",
    };
    json!({
        "Id": id("Activity", &number.to_string()),
        "Title": task,
        "StartDate": format!("{start}Z"),
        "DueDate": format!("{}Z", start + (minutes as i64).minutes()),
        "DurationInMinutes": minutes,
        "AuthorId": id("Contact", "Supervisor"),
        "OwnerId": owner(company),
        "StatusId": id("ActivityStatus", status),
        "AccountId": with_customer.then(|| id("Account", market.companies[company])),
        "ContactId": with_customer.then(|| buyer(market, company, number)).flatten(),
        "Location": if with_customer { market.cities[company % 2] } else { "" },
    })
}

/// A customer by number: the market, and which of its companies.
fn customer(number: usize) -> (&'static Market, usize) {
    let count: usize = MARKETS.iter().map(|market| market.companies.len()).sum();
    let mut at = number % count;
    for market in &MARKETS {
        if at < market.companies.len() {
            return (market, at);
        }
        at -= market.companies.len();
    }
    unreachable!("there are {count} customers")
}

/// Who of the team looks after a company.
fn owner(company: usize) -> String {
    id("Contact", TEAM[1 + company % (TEAM.len() - 1)])
}

/// Someone who works there.
fn buyer(market: &Market, company: usize, number: usize) -> Option<String> {
    let number = company * PEOPLE + number % PEOPLE;
    works_for(market, number).map(|_| id("Contact", &person(market, number)))
}

fn works_for(market: &Market, number: usize) -> Option<&'static str> {
    (number % 13 != 6).then_some(market.companies[number / PEOPLE])
}

fn person(market: &Market, number: usize) -> String {
    // No two are the same: the second index moves on when the first comes round.
    let (given, family) = (market.given[number % 8], market.family[(number * 3 + number / 8) % 8]);
    if market.family_first { format!("{family} {given}") } else { format!("{given} {family}") }
}

/// Not everybody tells.
fn born(market: usize, number: usize) -> Option<Date> {
    let (year, month, day) =
        (1958 + (number * 7 + market * 3) % 45, 1 + (number * 5 + market) % 12, 1 + number * 11 % 28);
    (number % 9 != 6).then(|| date(year as i16, month as i8, day as i8))
}

fn age(born: Date) -> i16 {
    let birthday_to_come = (TODAY.month(), TODAY.day()) < (born.month(), born.day());
    TODAY.year() - born.year() - i16::from(birthday_to_come)
}

fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// A key that looks like those of Creatio, and is the same in every run.
fn id(set: &str, name: &str) -> String {
    // FNV-1a.
    let hash =
        set.bytes().chain([0]).chain(name.bytes()).fold(0x6c62272e07bb014262b821756295c58d_u128, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000000001000000000000000000013b)
        });
    Builder::from_random_bytes(hash.to_be_bytes()).into_uuid().to_string()
}

fn days(number: usize) -> Span {
    (number as i64).days()
}
