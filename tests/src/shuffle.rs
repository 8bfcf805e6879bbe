//! The same document in another order.

/// A `$metadata` document in which each schema has its types and their members in an order that follows from `seed`. Sets
/// keep theirs: of several sets of a type, the first counts.
pub fn shuffled(document: &str, seed: u64) -> String {
    let mut random = Random(seed | 1);
    let mut out = String::new();
    let mut rest = document;
    while let Some((start, end)) = find(rest, "Schema") {
        out.push_str(&rest[..start]);
        out.push_str(&schema(&rest[start..end], &mut random));
        rest = &rest[end..];
    }
    out + rest
}

fn schema(schema: &str, random: &mut Random) -> String {
    let mut text = schema.to_owned();
    for element in ["EntityType", "ComplexType", "EnumType"] {
        text = permute(&text, element, random, |block, random| {
            let block = permute(block, "Property", random, |member, _| member.to_owned());
            permute(&block, "NavigationProperty", random, |member, _| member.to_owned())
        });
    }
    permute(&text, "Association", random, |association, _| association.to_owned())
}

/// Puts every `<element …>` of `text`, each changed by `change`, at the place of some other one.
fn permute(text: &str, element: &str, random: &mut Random, change: impl Fn(&str, &mut Random) -> String) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut gaps = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = find(rest, element) {
        gaps.push(&rest[..start]);
        blocks.push(change(&rest[start..end], random));
        rest = &rest[end..];
    }
    for last in (1..blocks.len()).rev() {
        blocks.swap(last, random.below(last + 1));
    }
    gaps.iter().zip(&blocks).flat_map(|(gap, block)| [*gap, block.as_str()]).chain([rest]).collect()
}

/// The first element of this name: from its `<` to behind its end.
fn find(text: &str, element: &str) -> Option<(usize, usize)> {
    let open = format!("<{element} ");
    let start = text.find(&open)?;
    let tag_end = start + text[start..].find('>')? + 1;
    if text[..tag_end].ends_with("/>") {
        return Some((start, tag_end));
    }
    let close = format!("</{element}>");
    Some((start, tag_end + text[tag_end..].find(&close)? + close.len()))
}

/// xorshift: any numbers will do, as long as they are the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("less than a usize")
    }
}
