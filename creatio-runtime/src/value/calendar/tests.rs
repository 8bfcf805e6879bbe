use proptest::prelude::*;

use super::{Written, parse_any, usual};

type Parts = (i32, i8, i8, Option<[i32; 4]>, Option<i32>);

fn parts(Written { day, clock, offset }: Written) -> Parts {
    let clock = clock.map(|clock| [clock.hour.into(), clock.minute.into(), clock.second.into(), clock.nanosecond]);
    (day.year, day.month, day.day, clock, offset)
}

proptest! {
    #[test]
    fn the_usual_way_leads_to_the_same_dates(
        text in "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]([.][0-9]{1,11})?Z",
        at in 0..32usize,
        other in "[-0-9:.TZ/é]",
    ) {
        prop_assert_eq!(usual(text.as_bytes()).map(parts), parse_any(&text).map(parts));
        // And with a mistake in it, which the usual way may leave to the other.
        let (before, after) = text.split_at(at.min(text.len() - 1));
        let wrong = format!("{before}{other}{}", &after[1..]);
        if let Some(written) = usual(wrong.as_bytes()) {
            prop_assert_eq!(Some(parts(written)), parse_any(&wrong).map(parts));
        }
    }
}
