//! Creatio's habits, one function each.
//!
//! Columns of the type Color stand in no `$metadata` (clio issue 1212), so there is nothing to mend for them; views
//! without a key are generated without one.

use crate::model::{ForeignKey, Link, Model, Primitive, Property, StructuredType, Target, Type, TypeId};

type Fixup = fn(&mut Model);

/// What changes names and types, before lookups are paired by constraint.
pub(super) const FIXUPS_BEFORE_PAIRING: &[Fixup] = &[set_names, zoned_dates];

/// The rest, in order.
pub(super) const FIXUPS: &[Fixup] = &[lookups_by_partner, lookups_by_name, details_by_partner, empty_values];

/// `Terrasoft.Configuration` (OData 3), `Terrasoft.Configuration.OData` (OData 4), and the same of forks.
pub(super) fn is_namespace(namespace: &str) -> bool {
    const VENDORS: [&str; 2] = ["Terrasoft", "BPMSoft"];
    VENDORS.iter().any(|vendor| namespace.strip_prefix(vendor).is_some_and(|rest| rest.starts_with(".Configuration")))
}

/// OData 3 calls a set `ContactCollection`, OData 4 calls it `Contact` (Academy, "EntityDataService.svc web service").
/// The runtime's OData 3 writer adds the ending again.
fn set_names(model: &mut Model) {
    for set in &mut model.sets {
        let ty = &model.types[set.ty.0].name;
        if set.name.strip_suffix("Collection") == Some(ty) {
            set.name.clone_from(ty);
        }
    }
}

/// OData 3 declares `Edm.DateTime` for what OData 4 declares as `Edm.DateTimeOffset`: moments in UTC.
fn zoned_dates(model: &mut Model) {
    for property in model.types.iter_mut().flat_map(|ty| &mut ty.properties) {
        if property.ty == Type::Primitive(Primitive::DateTime) {
            property.ty = Type::Primitive(Primitive::DateTimeOffset);
        }
    }
}

/// `<NavigationProperty Name="Account" Partner="AccountId">`: some documents name the column as partner (clio, test
/// fixtures of ODataUpdateTool).
fn lookups_by_partner(model: &mut Model) {
    pair(model, |link, ty| link.partner.clone().filter(|partner| ty.property(partner).is_some()));
    for ty in &mut model.types {
        let StructuredType { properties, links, .. } = ty;
        for link in links {
            if link.partner.as_ref().is_some_and(|partner| properties.iter().any(|property| property.name == *partner))
            {
                link.partner = None;
            }
        }
    }
}

/// Lookup `X` and its column `XId`: all 5,240 lookups of the stock 8.1 configuration follow this, and the captured real
/// document says nothing else. The column is a guid like the `Id` that it holds, or is of another type with it; a text
/// such as `FacebookId` belongs to no lookup.
fn lookups_by_name(model: &mut Model) {
    let ids: Vec<Option<Type>> =
        model.types.iter().map(|ty| ty.property("Id").map(|property| property.ty.clone())).collect();
    pair(model, |link, ty| {
        let column = ty.property(&format!("{}Id", link.name))?;
        let id = match link.target {
            Target::Type(target) => ids[target.0].as_ref(),
            Target::Missing(_) | Target::NotSelected(_) => None,
        };
        let holds_it = column.ty == *id.unwrap_or(&Type::Primitive(Primitive::Guid));
        holds_it.then(|| column.name.clone())
    });
}

/// Ties the column that `column` names to each lookup that has none yet.
fn pair(model: &mut Model, column: impl Fn(&Link, &StructuredType) -> Option<String>) {
    for ty in &mut model.types {
        for index in 0..ty.links.len() {
            let link = &ty.links[index];
            let is_key_of_it = |property: &Property| property.lookup.as_ref().is_some_and(|key| key.link == link.name);
            if link.many || ty.properties.iter().any(is_key_of_it) {
                continue;
            }
            let Some(column) = column(link, ty) else { continue };
            let key = ForeignKey { link: link.name.clone(), referenced: "Id".into() };
            let mut properties = ty.properties.iter_mut();
            if let Some(property) = properties.find(|property| property.name == column && property.lookup.is_none()) {
                property.lookup = Some(key);
            }
        }
    }
}

/// `ActivityCollectionByOwner` is the details of the child `Activity` by its lookup `Owner` (all 2,404 collections of
/// the stock 8.1 configuration). It is called `ActivityByOwner`, and `Owner` is its partner if the document names none.
fn details_by_partner(model: &mut Model) {
    let mut found = Vec::new();
    for (id, ty) in model.types.iter().enumerate() {
        for (at, link) in ty.links.iter().enumerate().filter(|(_, link)| link.many) {
            let Target::Type(child) = link.target else { continue };
            let child = model.ty(child);
            let lookup = link.name.strip_prefix(child.name.as_str()).and_then(|rest| rest.strip_prefix("CollectionBy"));
            let leads_back = |link: &&Link| !link.many && link.target == Target::Type(TypeId(id));
            if let Some(lookup) = lookup.and_then(|name| child.link(name)).filter(leads_back) {
                found.push((id, at, lookup.name.clone(), format!("{}By{}", child.name, lookup.name)));
            }
        }
    }
    for (id, at, lookup, label) in found {
        let link = &mut model.types[id].links[at];
        link.partner.get_or_insert(lookup);
        link.label = Some(label);
    }
}

/// Creatio does not answer null: an empty lookup is the zero guid, an empty date the year 1, an empty text `""`, an
/// empty number 0 (Academy samples). So ids and dates are optional, the rest is plain, whatever `Nullable` says.
fn empty_values(model: &mut Model) {
    for ty in &mut model.types {
        for property in &mut ty.properties {
            let has_an_empty_value = matches!(
                property.ty,
                Type::Primitive(Primitive::Guid | Primitive::DateTimeOffset | Primitive::Date | Primitive::TimeOfDay)
            );
            let is_plain = match property.ty {
                Type::Primitive(Primitive::Binary | Primitive::Duration) => false,
                Type::Primitive(_) => !has_an_empty_value,
                _ => false,
            };
            if is_plain || ty.key.contains(&property.name) {
                property.nullable = false;
            } else if has_an_empty_value {
                property.nullable = true;
            }
        }
    }
}
