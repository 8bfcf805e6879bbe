//! A document of OData 4.

use std::fmt::{self, Write};

use super::model::{ColumnType, Entity, Instance};

const NAMESPACE: &str = "Terrasoft.Configuration.OData";

pub(super) fn write(instance: &Instance, out: &mut impl Write) -> fmt::Result {
    writeln!(out, r#"<?xml version="1.0" encoding="utf-8"?>"#)?;
    writeln!(out, r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">"#)?;
    writeln!(out, "  <edmx:DataServices>")?;
    writeln!(out, r#"    <Schema Namespace="{NAMESPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">"#)?;
    for entity in &instance.entities {
        write_type(instance, entity, out)?;
    }
    writeln!(out, r#"      <EntityContainer Name="Container">"#)?;
    for entity in &instance.entities {
        write_set(instance, entity, out)?;
    }
    writeln!(out, "      </EntityContainer>")?;
    writeln!(out, "    </Schema>\n  </edmx:DataServices>\n</edmx:Edmx>")
}

fn write_type(instance: &Instance, entity: &Entity, out: &mut impl Write) -> fmt::Result {
    writeln!(out, r#"      <EntityType Name="{}">"#, entity.name)?;
    if entity.keyed {
        writeln!(out, r#"        <Key><PropertyRef Name="Id" /></Key>"#)?;
    }
    for column in &entity.columns {
        let nullable = if column.ty == ColumnType::Text { r#" Nullable="false""# } else { "" };
        writeln!(out, r#"        <Property Name="{}" Type="{}"{nullable} />"#, column.name, edm(column.ty))?;
    }
    for lookup in &entity.lookups {
        let target = &instance.entities[lookup.target].name;
        write!(out, r#"        <NavigationProperty Name="{}" Type="{NAMESPACE}.{target}""#, lookup.name)?;
        if lookup.partner {
            write!(out, r#" Partner="{}CollectionBy{}""#, entity.name, lookup.name)?;
        }
        writeln!(out, " />")?;
    }
    for details in &entity.details {
        let (child, lookup) = (&instance.entities[details.child].name, &details.lookup);
        writeln!(
            out,
            r#"        <NavigationProperty Name="{child}CollectionBy{lookup}" Type="Collection({NAMESPACE}.{child})" />"#
        )?;
    }
    writeln!(out, "      </EntityType>")
}

fn write_set(instance: &Instance, entity: &Entity, out: &mut impl Write) -> fmt::Result {
    let name = &entity.name;
    write!(out, r#"        <EntitySet Name="{name}" EntityType="{NAMESPACE}.{name}""#)?;
    if entity.lookups.is_empty() && entity.details.is_empty() {
        return writeln!(out, " />");
    }
    writeln!(out, ">")?;
    for lookup in &entity.lookups {
        let target = &instance.entities[lookup.target].name;
        writeln!(out, r#"          <NavigationPropertyBinding Path="{}" Target="{target}" />"#, lookup.name)?;
    }
    for details in &entity.details {
        let (child, lookup) = (&instance.entities[details.child].name, &details.lookup);
        let path = format_args!("{child}CollectionBy{lookup}");
        writeln!(out, r#"          <NavigationPropertyBinding Path="{path}" Target="{child}" />"#)?;
    }
    writeln!(out, "        </EntitySet>")
}

fn edm(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Boolean => "Edm.Boolean",
        ColumnType::Date => "Edm.DateTimeOffset",
        ColumnType::Decimal => "Edm.Decimal",
        ColumnType::Guid => "Edm.Guid",
        ColumnType::Integer => "Edm.Int32",
        ColumnType::Stream => "Edm.Stream",
        ColumnType::Text => "Edm.String",
    }
}
