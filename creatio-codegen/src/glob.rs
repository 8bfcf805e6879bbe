//! Globs: `*` for any run of characters, `?` for one.

/// Whether `pattern` matches the whole of `name`. Letters count as they are written.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let (mut rest, mut name) = (pattern.chars(), name.chars());
    // Where to go on when what follows the last `*` fits nowhere yet.
    let mut retry = None;
    loop {
        let at = name.clone();
        match (rest.next(), name.next()) {
            (Some('*'), _) => {
                name = at;
                retry = Some((rest.clone(), name.clone()));
            }
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted == '?' || wanted == found => {}
            _ => {
                let Some((after_star, from)) = &mut retry else { return false };
                if from.next().is_none() {
                    return false;
                }
                rest = after_star.clone();
                name = from.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn globs() {
        for (pattern, name, expected) in [
            ("Contact", "Contact", true),
            ("Contact", "ContactFile", false),
            ("contact", "Contact", false),
            ("Usr*", "UsrOrder", true),
            ("Usr*", "Usr", true),
            ("*File", "ContactFile", true),
            ("*o*t*", "Contact", true),
            ("*ab", "aab", true),
            ("*", "", true),
            ("?", "", false),
            ("C?se", "Case", true),
            ("C?se", "Cse", false),
            ("Ж?", "Жу", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} on {name}");
        }
    }
}
