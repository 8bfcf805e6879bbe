//! What entities are called.

use std::collections::HashSet;

use super::random::Random;

/// What an entity is for, which decides most of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A section of the product: many columns.
    Section,
    /// Rows that belong to a row of a section.
    Detail,
    /// A small table that lookups choose from.
    Dictionary,
    File,
    Tag,
    InTag,
    Folder,
    InFolder,
    View,
}

/// An entity to be.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The one it belongs to, by index.
    pub(super) owner: Option<usize>,
}

/// What every instance has; the sections first.
pub(super) const SECTIONS: [&str; 36] = [
    "Contact",
    "Account",
    "Activity",
    "Lead",
    "Opportunity",
    "Order",
    "Case",
    "Product",
    "Call",
    "Event",
    "Queue",
    "Invoice",
    "Contract",
    "Document",
    "Project",
    "Campaign",
    "Employee",
    "Problem",
    "Change",
    "Release",
    "ConfItem",
    "ServiceItem",
    "ServicePact",
    "KnowledgeBase",
    "BulkEmail",
    "Landing",
    "Partnership",
    "Forecast",
    "Touch",
    "Territory",
    "Command",
    "File",
    "SysAdminUnit",
    "SysImage",
    "SysProcessLog",
    "Mailing",
];

/// Dictionaries that lookups of all others lead to.
pub(super) const DICTIONARIES: [&str; 8] =
    ["City", "Country", "Region", "Currency", "Unit", "Job", "Department", "Gender"];

const SATELLITES: [(&str, Kind); 28] = [
    ("Type", Kind::Dictionary),
    ("Status", Kind::Dictionary),
    ("File", Kind::File),
    ("Tag", Kind::Tag),
    ("InTag", Kind::InTag),
    ("Folder", Kind::Folder),
    ("InFolder", Kind::InFolder),
    ("Category", Kind::Dictionary),
    ("Address", Kind::Detail),
    ("Participant", Kind::Detail),
    ("Visa", Kind::Detail),
    ("History", Kind::Detail),
    ("Priority", Kind::Dictionary),
    ("Stage", Kind::Dictionary),
    ("InStage", Kind::Detail),
    ("Communication", Kind::Detail),
    ("Product", Kind::Detail),
    ("Reason", Kind::Dictionary),
    ("Source", Kind::Dictionary),
    ("Role", Kind::Dictionary),
    ("TeamMember", Kind::Detail),
    ("Setting", Kind::Detail),
    ("Channel", Kind::Dictionary),
    ("Comment", Kind::Detail),
    ("Competitor", Kind::Detail),
    ("Installment", Kind::Detail),
    ("Relationship", Kind::Detail),
    ("CalculationRule", Kind::Detail),
];

/// Words that names are made of.
pub(super) const NOUNS: [&str; 60] = [
    "Agent",
    "Answer",
    "Approval",
    "Audience",
    "Budget",
    "Calendar",
    "Catalog",
    "Certificate",
    "Chat",
    "Competitor",
    "Course",
    "Dashboard",
    "Delivery",
    "Discount",
    "Duplicate",
    "Email",
    "Expense",
    "Export",
    "Feature",
    "Field",
    "Form",
    "Goal",
    "Holiday",
    "Import",
    "Integration",
    "License",
    "Mailbox",
    "Mapping",
    "Message",
    "Metric",
    "Module",
    "Notification",
    "Payment",
    "Portal",
    "Price",
    "Process",
    "Question",
    "Rating",
    "Report",
    "Schedule",
    "Schema",
    "Score",
    "Script",
    "Segment",
    "Service",
    "Session",
    "Shipment",
    "Site",
    "Subscription",
    "Supplier",
    "Survey",
    "Template",
    "Term",
    "Token",
    "Transition",
    "Trigger",
    "Vehicle",
    "Warehouse",
    "Widget",
    "Workplace",
];

/// `count` names of which about `custom` percent were added by the instance's own developers.
pub(super) fn names(count: usize, custom: usize, random: &mut Random) -> Vec<Named> {
    let mut pool = Pool { named: Vec::with_capacity(count), taken: HashSet::new(), count };
    for (name, kind) in
        SECTIONS.map(|name| (name, Kind::Section)).into_iter().chain(DICTIONARIES.map(|name| (name, Kind::Dictionary)))
    {
        pool.add(name.to_owned(), kind, None);
    }
    for (suffix, kind) in SATELLITES {
        for (owner, section) in SECTIONS.iter().enumerate() {
            // Whatever the size, some of the names are made up; and not every section has everything.
            if pool.named.len() < count * 45 / 100 && (kind != Kind::Detail || random.chance(70)) {
                pool.add(format!("{section}{suffix}"), kind, Some(owner));
            }
        }
    }
    while pool.named.len() < count {
        let prefix = if random.chance(custom) { "Usr" } else { *random.pick(&["", "", "Sys", "Sys", "Vw"]) };
        let mut name = format!("{prefix}{}{}", random.pick(&NOUNS), random.pick(&NOUNS));
        if random.chance(35) {
            name.push_str(random.pick::<&str>(&NOUNS));
        }
        let kind = match prefix {
            "Vw" => Kind::View,
            _ if random.chance(8) => Kind::Section,
            _ => Kind::Detail,
        };
        let Some(owner) = pool.add(name.clone(), kind, None) else { continue };
        for _ in 0..random.below(4) {
            let (suffix, kind) = *random.pick(&SATELLITES);
            pool.add(format!("{name}{suffix}"), kind, Some(owner));
        }
    }
    pool.named
}

struct Pool {
    named: Vec<Named>,
    taken: HashSet<String>,
    count: usize,
}

impl Pool {
    /// The index of the new one; none when the name is taken or there are enough.
    fn add(&mut self, name: String, kind: Kind, owner: Option<usize>) -> Option<usize> {
        (self.named.len() < self.count && self.taken.insert(name.clone())).then(|| {
            self.named.push(Named { name, kind, owner });
            self.named.len() - 1
        })
    }
}
