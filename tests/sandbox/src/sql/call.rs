//! Functions of OData.

use super::Builder;
use super::expression::no_function;
use super::operand::{Class, Operand};
use crate::fail::Fail;
use crate::oddity::Oddity;
use crate::query::Expression;

impl Builder<'_> {
    /// A function call.
    pub(super) fn call(&mut self, name: &str, arguments: &[Expression]) -> Result<Operand, Fail> {
        use Class::{Bool, Date, DateTime, Decimal, Double, Int, Text, Time};
        let mut operands = Vec::new();
        for argument in arguments {
            operands.push(self.operand(argument)?);
        }
        let classes: Vec<Class> = operands.iter().map(|operand| operand.class).collect();
        // Null goes with everything.
        let fits = |wanted: &[Class]| {
            classes.len() == wanted.len()
                && classes.iter().zip(wanted).all(|(is, want)| is == want || *is == Class::Null)
        };
        let a = operands.first().map(|operand| operand.sql.clone()).unwrap_or_default();
        let b = operands.get(1).map(|operand| operand.sql.clone()).unwrap_or_default();
        let part = |from: u8, length: u8| format!("CAST(substr({a}, {from}, {length}) AS INTEGER)");
        let ignore_case = self.on(Oddity::CaseInsensitiveText);
        let fold = |sql: &str| if ignore_case { format!("edm_lower({sql})") } else { sql.to_owned() };
        let (sql, class) = match name {
            "contains" | "startswith" | "endswith" if fits(&[Text, Text]) => {
                (format!("edm_{name}({}, {})", fold(&a), fold(&b)), Bool)
            }
            "indexof" if fits(&[Text, Text]) => (format!("edm_indexof({}, {})", fold(&a), fold(&b)), Int),
            "length" if fits(&[Text]) => (format!("edm_length({a})"), Int),
            "tolower" if fits(&[Text]) => (format!("edm_lower({a})"), Text),
            "toupper" if fits(&[Text]) => (format!("edm_upper({a})"), Text),
            "trim" if fits(&[Text]) => (format!("edm_trim({a})"), Text),
            "concat" if fits(&[Text, Text]) => (format!("({a} || {b})"), Text),
            "substring" if fits(&[Text, Int]) => (format!("edm_substring({a}, {b})"), Text),
            "substring" if fits(&[Text, Int, Int]) => (format!("edm_substring({a}, {b}, {})", operands[2].sql), Text),
            "year" if fits(&[DateTime]) || fits(&[Date]) => (part(1, 4), Int),
            "month" if fits(&[DateTime]) || fits(&[Date]) => (part(6, 2), Int),
            "day" if fits(&[DateTime]) || fits(&[Date]) => (part(9, 2), Int),
            "hour" if fits(&[DateTime]) => (part(12, 2), Int),
            "minute" if fits(&[DateTime]) => (part(15, 2), Int),
            "second" if fits(&[DateTime]) => (part(18, 2), Int),
            "fractionalseconds" if fits(&[DateTime]) => (format!("('0.' || substr({a}, 21, 7))"), Decimal),
            "hour" if fits(&[Time]) => (part(1, 2), Int),
            "minute" if fits(&[Time]) => (part(4, 2), Int),
            "second" if fits(&[Time]) => (part(7, 2), Int),
            "fractionalseconds" if fits(&[Time]) => (format!("('0.' || substr({a}, 10, 7))"), Decimal),
            "date" if fits(&[DateTime]) => (format!("substr({a}, 1, 10)"), Date),
            "time" if fits(&[DateTime]) => (format!("substr({a}, 12, 16)"), Time),
            "now" if fits(&[]) => {
                let now = self.now.to_owned();
                (self.bind(now), DateTime)
            }
            "mindatetime" if fits(&[]) => (self.bind("0001-01-01T00:00:00.0000000Z".to_owned()), DateTime),
            "maxdatetime" if fits(&[]) => (self.bind("9999-12-31T23:59:59.9999999Z".to_owned()), DateTime),
            "totaloffsetminutes" if fits(&[DateTime]) => (format!("(CASE WHEN {a} IS NULL THEN NULL ELSE 0 END)"), Int),
            "round" | "floor" | "ceiling" if fits(&[Decimal]) => (format!("edm_{name}({a})"), Decimal),
            "round" | "floor" | "ceiling" if fits(&[Int]) => (a, Int),
            "round" | "floor" | "ceiling" if fits(&[Double]) => (format!("edm_double_{name}({a})"), Double),
            _ if FUNCTIONS.contains(&name) => return Err(no_overload(name, &operands)),
            _ => return Err(no_function(name)),
        };
        Ok(Operand::new(sql, class))
    }
}

const FUNCTIONS: [&str; 26] = [
    "contains",
    "startswith",
    "endswith",
    "indexof",
    "length",
    "tolower",
    "toupper",
    "trim",
    "concat",
    "substring",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "fractionalseconds",
    "date",
    "time",
    "now",
    "mindatetime",
    "maxdatetime",
    "totaloffsetminutes",
    "round",
    "floor",
    "ceiling",
];

fn no_overload(name: &str, operands: &[Operand]) -> Fail {
    let found: Vec<&str> = operands.iter().map(|operand| operand.edm.as_str()).collect();
    Fail::Query(format!(
        "No function signature for the function with name '{name}' matches the specified arguments: ({}).",
        found.join(", ")
    ))
}
