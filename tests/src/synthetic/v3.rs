//! A document of OData 3.

use std::fmt::{self, Write};

use super::model::{ColumnType, Entity, Instance, Lookup};

const NAMESPACE: &str = "Terrasoft.Configuration";

pub(super) fn write(instance: &Instance, out: &mut impl Write) -> fmt::Result {
    writeln!(out, r#"<?xml version="1.0" encoding="utf-8"?>"#)?;
    writeln!(out, r#"<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">"#)?;
    writeln!(
        out,
        r#"  <edmx:DataServices m:DataServiceVersion="3.0" m:MaxDataServiceVersion="3.0" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">"#
    )?;
    writeln!(out, r#"    <Schema Namespace="{NAMESPACE}" xmlns="http://schemas.microsoft.com/ado/2009/11/edm">"#)?;
    for entity in &instance.entities {
        write_type(instance, entity, out)?;
    }
    for entity in &instance.entities {
        write_associations(instance, entity, out)?;
    }
    writeln!(out, r#"      <EntityContainer Name="BPMonline" m:IsDefaultEntityContainer="true">"#)?;
    for Entity { name, .. } in &instance.entities {
        writeln!(out, r#"        <EntitySet Name="{name}Collection" EntityType="{NAMESPACE}.{name}" />"#)?;
    }
    for entity in &instance.entities {
        write_association_sets(instance, entity, out)?;
    }
    writeln!(out, "      </EntityContainer>")?;
    writeln!(out, "    </Schema>\n  </edmx:DataServices>\n</edmx:Edmx>")
}

fn write_type(instance: &Instance, entity: &Entity, out: &mut impl Write) -> fmt::Result {
    writeln!(out, r#"      <EntityType Name="{}">"#, entity.name)?;
    if entity.keyed {
        writeln!(out, "        <Key>\n          <PropertyRef Name=\"Id\" />\n        </Key>")?;
    }
    for column in &entity.columns {
        let is_plain = column.ty == ColumnType::Text || entity.keyed && column.name == "Id";
        let nullable = if is_plain { r#" Nullable="false""# } else { "" };
        writeln!(out, r#"        <Property Name="{}" Type="{}"{nullable} />"#, column.name, edm(column.ty))?;
    }
    for lookup in &entity.lookups {
        let (from, to, role) = (&entity.name, &lookup.name, role(entity, lookup));
        writeln!(
            out,
            r#"        <NavigationProperty Name="{to}" Relationship="{NAMESPACE}.{from}_{to}" ToRole="{to}" FromRole="{role}" />"#
        )?;
    }
    for details in &entity.details {
        let (child, lookup) = (&instance.entities[details.child].name, &details.lookup);
        writeln!(
            out,
            r#"        <NavigationProperty Name="{child}CollectionBy{lookup}" Relationship="{NAMESPACE}.{child}_{lookup}" ToRole="{child}_{child}CollectionBy{lookup}" FromRole="{lookup}" />"#
        )?;
    }
    writeln!(out, "      </EntityType>")
}

fn write_associations(instance: &Instance, entity: &Entity, out: &mut impl Write) -> fmt::Result {
    let from = &entity.name;
    for lookup in &entity.lookups {
        let (to, target) = (&lookup.name, &instance.entities[lookup.target].name);
        writeln!(out, r#"      <Association Name="{from}_{to}">"#)?;
        let role = role(entity, lookup);
        writeln!(out, r#"        <End Type="{NAMESPACE}.{from}" Role="{role}" Multiplicity="*" />"#)?;
        writeln!(out, r#"        <End Type="{NAMESPACE}.{target}" Role="{to}" Multiplicity="0..1" />"#)?;
        writeln!(out, "      </Association>")?;
    }
    Ok(())
}

fn write_association_sets(instance: &Instance, entity: &Entity, out: &mut impl Write) -> fmt::Result {
    let from = &entity.name;
    for lookup in &entity.lookups {
        let (to, target) = (&lookup.name, &instance.entities[lookup.target].name);
        writeln!(
            out,
            r#"        <AssociationSet Name="{from}{to}Collection{target}" Association="{NAMESPACE}.{from}_{to}">"#
        )?;
        let role = role(entity, lookup);
        writeln!(out, r#"          <End Role="{role}" EntitySet="{from}Collection" />"#)?;
        writeln!(out, r#"          <End Role="{to}" EntitySet="{target}Collection" />"#)?;
        writeln!(out, "        </AssociationSet>")?;
    }
    Ok(())
}

/// What the end of a lookup that the rows with the lookup stand at is called: `Contact_ContactCollectionByOwner` when
/// details lead back.
fn role(entity: &Entity, lookup: &Lookup) -> String {
    let from = &entity.name;
    if lookup.partner { format!("{from}_{from}CollectionBy{}", lookup.name) } else { from.clone() }
}

fn edm(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Boolean => "Edm.Boolean",
        ColumnType::Date => "Edm.DateTime",
        ColumnType::Decimal => "Edm.Decimal",
        ColumnType::Guid => "Edm.Guid",
        ColumnType::Integer => "Edm.Int32",
        ColumnType::Stream => "Edm.Stream",
        ColumnType::Text => "Edm.String",
    }
}
