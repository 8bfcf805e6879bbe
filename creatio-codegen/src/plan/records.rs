//! Entity and complex types: fields, links, streams and sets.

use super::ident::Case;
use super::modules::Context;
use super::pool::{Claim, Wish, assign};
use super::{Base, Entity, Field, FurtherSet, LeftOut, Link, Record, Shape, Stream, TypePath, doc, ident, key};
use crate::diagnostic::{Diagnostic, code};
use crate::model::{self, EntitySet, Kind, Primitive, Property, StructuredType, Target, Type, TypeId};

pub(super) fn record(context: &Context<'_>, id: usize, diagnostics: &mut Vec<Diagnostic>) -> Record {
    let ty = &context.model.types[id];
    let members = Members::of(context, id, diagnostics);
    let names = members.names(context, id, diagnostics);
    let (of_fields, rest) = names.split_at(members.fields.len());
    let (of_streams, rest) = rest.split_at(members.streams.len());
    let (of_links, of_sets) = rest.split_at(members.links.len());

    let mut fields: Vec<Field> = members
        .fields
        .iter()
        .zip(of_fields)
        .map(|((property, shape), name)| field(context, ty, property, shape, name))
        .collect();
    // Keys first, in their order; then by name, so that a server that shuffles its columns changes nothing.
    fields.sort_by_cached_key(|field| {
        let place = ty.key.iter().position(|part| *part == field.wire).unwrap_or(usize::MAX);
        (place, field.wire.clone())
    });
    let entity = (ty.kind == Kind::Entity).then(|| Entity {
        set: members.set.map(|set| set.name.clone()),
        key: key::key(ty, &fields, diagnostics),
        links: sorted(
            members.links.iter().zip(of_links).map(|((link, path), name)| planned_link(context, link, path, name)),
            |link| &link.wire,
        ),
        streams: sorted(
            members.streams.iter().zip(of_streams).map(|(property, name)| stream(property, name)),
            |stream| &stream.wire,
        ),
        sets: sorted(members.sets.iter().zip(of_sets).map(|(set, name)| further_set(set, name)), |set| &set.wire),
    });
    let mut name = context.places.types[id].1.clone();
    describe(&mut name.doc, ty, entity.as_ref());
    Record { name, dialect: context.dialect, fields, left_out: members.left_out, entity }
}

/// What a type has, as far as it can be expressed.
#[derive(Default)]
struct Members<'a> {
    fields: Vec<(&'a Property, Shape)>,
    streams: Vec<&'a Property>,
    links: Vec<(&'a model::Link, TypePath)>,
    set: Option<&'a EntitySet>,
    sets: Vec<&'a EntitySet>,
    left_out: Vec<LeftOut>,
}

impl<'a> Members<'a> {
    fn of(context: &Context<'a>, id: usize, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let ty = &context.model.types[id];
        let is_entity = ty.kind == Kind::Entity;
        let mut out = Self::default();
        for property in &ty.properties {
            if property.ty == Type::Primitive(Primitive::Stream) && is_entity {
                out.streams.push(property);
                continue;
            }
            match shape(context, id, property) {
                Ok(shape) => out.fields.push((property, shape)),
                Err(why) => {
                    diagnostics.push(left_out(ty, &property.name, &why).at(property.span));
                    out.left_out.push(LeftOut { wire: property.name.clone(), why });
                }
            }
        }
        for link in &ty.links {
            let why = match &link.target {
                Target::Type(TypeId(target)) if is_entity => {
                    out.links.push((link, context.places.path(&context.places.types[*target])));
                    continue;
                }
                Target::Type(_) => {
                    let why = "links of complex types are not expressed yet";
                    diagnostics.push(left_out(ty, &link.name, why).at(link.span));
                    why.to_owned()
                }
                // Of these the document's reader and the user's patterns know already.
                Target::NotSelected(target) => format!("it leads to `{target}`, which is not generated"),
                Target::Missing(target) => format!("it leads to `{target}`, which the document does not declare"),
            };
            out.left_out.push(LeftOut { wire: link.name.clone(), why });
        }
        out.set = context.main_sets[id];
        let main = out.set.map(|set| &set.name);
        out.sets = context.sets[id].iter().copied().filter(|set| set.is_singleton || Some(&set.name) != main).collect();
        out
    }

    /// One pool for all: a field's const and the const of a link or set must differ.
    fn names(&self, context: &Context<'_>, id: usize, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        let chosen = |wire: &str| context.renames.member(id, wire);
        let properties = self.fields.iter().map(|(property, _)| *property).chain(self.streams.iter().copied());
        let properties =
            properties.map(|property| Wish::new(&property.name, ident::snake(&property.name), chosen(&property.name)));
        let links = self.links.iter().map(|(link, _)| match &link.label {
            Some(label) if chosen(&link.name).is_none() => {
                Wish { wire: &link.name, ident: ident::snake(label), claim: Claim::Weak }
            }
            _ => Wish::new(&link.name, ident::snake(&link.name), chosen(&link.name)),
        });
        let sets = self.sets.iter().map(|set| {
            let kind = if set.is_singleton { "singleton" } else { "set" };
            Wish { wire: &set.name, ident: format!("{kind}_{}", ident::snake(&set.name)), claim: Claim::Weak }
        });
        let wishes: Vec<Wish<'_>> = properties.chain(links).chain(sets).collect();
        assign(&wishes, Case::Snake, ident::constant, diagnostics)
    }
}

/// The Rust type of a property, or why there is none.
fn shape(context: &Context<'_>, id: usize, property: &Property) -> Result<Shape, String> {
    let is_collection = matches!(property.ty, Type::Collection(_));
    let base = match property.ty.item() {
        Type::Primitive(Primitive::Stream) => return Err("streams are expressed only as properties of entities".into()),
        Type::Primitive(primitive) => Base::Primitive(*primitive),
        Type::Enum(of) => {
            let path = context.places.path(&context.places.enums[of.0]);
            if context.model.enums[of.0].is_flags { Base::Flags(path) } else { Base::Enum(path) }
        }
        Type::Complex(of) => {
            let base = Base::Complex(context.places.path(&context.places.types[of.0]));
            if context.nesting.is_too_much(*of) {
                return Err("its type is nested too deeply, or holds too much".into());
            }
            let is_circle = context.nesting.is_circle(TypeId(id), *of);
            if is_circle && !is_collection && context.model.types[id].kind == Kind::Complex {
                return Ok(Shape::Boxed(base));
            }
            base
        }
        Type::Unsupported(name) => return Err(format!("the type `{name}` is not expressed yet")),
        Type::Elsewhere { name, uri } => {
            return Err(format!("its type `{name}` is declared in `{uri}`: save that file beside the document"));
        }
        Type::NotSelected(name) => return Err(format!("its type `{name}` is excluded")),
        Type::Collection(_) => return Err("collections of collections do not exist".into()),
    };
    Ok(match (is_collection, property.nullable) {
        (false, false) => Shape::Plain(base),
        (false, true) => Shape::Optional(base),
        (true, false) => Shape::List(base),
        (true, true) => Shape::ListOfOptional(base),
    })
}

fn left_out(ty: &StructuredType, member: &str, why: &str) -> Diagnostic {
    Diagnostic::warning(code::LEFT_OUT, format!("`{}.{member}` is left out: {why}", ty.name))
        .help("the rest is generated; `creatio-codegen show` tells all that a type lacks")
}

fn field(context: &Context<'_>, ty: &StructuredType, property: &Property, shape: &Shape, name: &str) -> Field {
    let link = property.lookup.as_ref().and_then(|key| Some((key, ty.link(&key.link)?)));
    let mut lines = doc::paragraphs(&property.description);
    let mut note = doc::code(&property.name);
    if let Some((_, link)) = link {
        note.push_str(&match &link.target {
            Target::Type(target) => format!(
                ", key of the lookup {} to {}.",
                doc::code(&link.name),
                doc::code(&context.model.ty(*target).name)
            ),
            Target::NotSelected(target) => {
                format!(
                    ", key of the lookup {} to {}, which is not generated.",
                    doc::code(&link.name),
                    doc::code(target)
                )
            }
            Target::Missing(target) => {
                format!(
                    ", key of the lookup {} to {}, which the document does not declare.",
                    doc::code(&link.name),
                    doc::code(target)
                )
            }
        });
    }
    if property.computed {
        note.push_str(if note.ends_with('.') { " Computed by the server." } else { ". Computed by the server." });
    }
    doc::paragraph(&mut lines, [note]);
    Field {
        ident: ident::field(name),
        constant: ident::constant(name),
        wire: property.name.clone(),
        shape: shape.clone(),
        computed: property.computed,
        lookup: property.lookup.as_ref().map(|key| (key.link.clone(), key.referenced.clone())),
        doc: lines,
    }
}

fn planned_link(context: &Context<'_>, link: &model::Link, target: &TypePath, name: &str) -> Link {
    let leads_back = |partner: &&String| match link.target {
        Target::Type(target) => context.model.ty(target).link(partner).is_some(),
        _ => false,
    };
    let partner = link.partner.as_ref().filter(leads_back).cloned();
    let mut lines = doc::paragraphs(&link.description);
    let kind = if link.many { "Details" } else { "Lookup" };
    let contained = if link.contains_target { ", contained in the row" } else { "" };
    doc::paragraph(&mut lines, [format!("{kind} {}{contained}.", doc::code(&link.name))]);
    Link {
        constant: ident::constant(name),
        wire: link.name.clone(),
        target: target.clone(),
        many: link.many,
        partner,
        doc: lines,
    }
}

fn stream(property: &Property, name: &str) -> Stream {
    let mut lines = doc::paragraphs(&property.description);
    doc::paragraph(&mut lines, [format!("Stream {}.", doc::code(&property.name))]);
    Stream { constant: ident::constant(name), wire: property.name.clone(), doc: lines }
}

fn further_set(set: &EntitySet, name: &str) -> FurtherSet {
    FurtherSet { constant: ident::constant(name), wire: set.name.clone(), is_singleton: set.is_singleton }
}

fn sorted<T>(items: impl Iterator<Item = T>, wire: impl Fn(&T) -> &String) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_by(|a, b| wire(a).cmp(wire(b)));
    items
}

/// What the struct's own comment says.
fn describe(lines: &mut Vec<String>, ty: &StructuredType, entity: Option<&Entity>) {
    let set = entity.and_then(|entity| entity.set.as_ref());
    let mut facts = match (ty.kind, set) {
        (Kind::Complex, _) => format!("Complex type {}.", doc::code(&ty.name)),
        (Kind::Entity, None) => format!("Entity {}, which has no set of its own.", doc::code(&ty.name)),
        (Kind::Entity, Some(set)) if *set == ty.name => format!("Entity {}.", doc::code(&ty.name)),
        (Kind::Entity, Some(set)) => format!("Entity {}, rows of the set {}.", doc::code(&ty.name), doc::code(set)),
    };
    if ty.is_abstract {
        facts.push_str(" Abstract: every row is of a derived type.");
    }
    if entity.is_some_and(|entity| entity.key.is_empty()) {
        facts.push_str(if ty.key.is_empty() { " It has no key" } else { " Its key can't be expressed yet" });
        facts.push_str(if set.is_some() { ": its rows can be queried, but not got, written or paged." } else { "." });
    }
    if ty.has_stream {
        facts.push_str(" A media entity: each row is a stream with these columns.");
    }
    if ty.is_open {
        facts.push_str(" An open type: properties that the document does not declare are not read.");
    }
    doc::paragraph(lines, [facts]);
    let mut dropped: Vec<String> = ty
        .links
        .iter()
        .filter_map(|link| match &link.target {
            Target::NotSelected(target) => Some(format!("{} to {}", doc::code(&link.name), doc::code(target))),
            _ => None,
        })
        .collect();
    if !dropped.is_empty() {
        dropped.sort_unstable();
        doc::paragraph(lines, [format!("Links to entities that were not selected: {}.", dropped.join(", "))]);
    }
}
