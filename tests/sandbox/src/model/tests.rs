use super::*;

const CREATIO: &str = include_str!("../../../fixtures/creatio/metadata.xml");

fn pairs(model: &Model, set: &str, link: &str) -> Vec<(String, String)> {
    let table = &model.tables[model.set(set).expect("the set is there")];
    let link = table.link(link).expect("the link is there");
    let names = |(own, theirs): &(usize, usize)| {
        (table.columns[*own].name.clone(), model.tables[link.target].columns[*theirs].name.clone())
    };
    link.on.iter().map(names).collect()
}

fn pair(a: &str, b: &str) -> Vec<(String, String)> {
    vec![(a.into(), b.into())]
}

#[test]
fn lookups_and_details_of_the_creatio_document_are_paired() {
    let model = Model::read(CREATIO).expect("the fixture is read");
    assert_eq!(pairs(&model, "Contact", "Account"), pair("AccountId", "Id"));
    assert_eq!(pairs(&model, "Contact", "CreatedBy"), pair("CreatedById", "Id"));
    assert_eq!(pairs(&model, "Account", "ContactCollectionByAccount"), pair("Id", "AccountId"));
    assert_eq!(pairs(&model, "Contact", "AccountCollectionByPrimaryContact"), pair("Id", "PrimaryContactId"));
    let contact = &model.tables[model.set("Contact").expect("Contact")];
    assert!(contact.columns[contact.column("AccountId").expect("AccountId")].is_lookup);
    assert!(!contact.columns[contact.column("FacebookId").expect("FacebookId")].is_lookup);
    let paired = model.tables.iter().flat_map(|t| &t.links).filter(|link| link.on.is_empty()).count();
    assert_eq!(paired, 0, "every link of the document is paired");
}

#[test]
fn details_are_found_by_their_name() {
    let model = Model::read(
        r#"<Edmx><DataServices><Schema Namespace="N">
            <EntityType Name="Boss"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid"/>
              <NavigationProperty Name="JobCollectionByOwner" Type="Collection(N.Job)"/>
              <NavigationProperty Name="JobCollectionByAuthor" Type="Collection(N.Job)"/></EntityType>
            <EntityType Name="Job"><Property Name="OwnerId" Type="Edm.Guid"/><Property Name="AuthorId" Type="Edm.Guid"/>
              <Property Name="TextId" Type="Edm.String"/>
              <NavigationProperty Name="Owner" Type="N.Boss"/><NavigationProperty Name="Author" Type="N.Boss"/>
              <NavigationProperty Name="Text" Type="N.Boss"/></EntityType>
            </Schema></DataServices></Edmx>"#,
    )
    .expect("the document is read");
    assert_eq!(pairs(&model, "Boss", "JobCollectionByOwner"), pair("Id", "OwnerId"));
    assert_eq!(pairs(&model, "Boss", "JobCollectionByAuthor"), pair("Id", "AuthorId"));
    assert_eq!(pairs(&model, "Job", "Text"), [], "text is no foreign key of a guid");
}

#[test]
fn constraints_partners_and_base_types_are_followed() {
    let model = Model::read(
        r#"<Edmx><DataServices><Schema Namespace="N" Alias="A">
            <EntityType Name="Base" Abstract="true"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int32"/></EntityType>
            <EntityType Name="Child" BaseType="A.Base"><Property Name="Up" Type="Edm.Int32"/><Property Name="BossKey" Type="Edm.Int32"/>
              <Property Name="Color" Type="N.Color"/><Property Name="Place" Type="N.Place"/>
              <NavigationProperty Name="Parent" Type="N.Child"><ReferentialConstraint Property="Up" ReferencedProperty="Id"/></NavigationProperty>
              <NavigationProperty Name="Boss" Type="N.Child" Partner="BossKey"/>
              <NavigationProperty Name="Kids" Type="Collection(N.Child)" Partner="Parent"/></EntityType>
            <EnumType Name="Color"><Member Name="Red"/><Member Name="Blue" Value="7"/></EnumType>
            </Schema></DataServices></Edmx>"#,
    )
    .expect("the document is read");
    assert_eq!(pairs(&model, "Child", "Parent"), pair("Up", "Id"));
    assert_eq!(pairs(&model, "Child", "Boss"), pair("BossKey", "Id"));
    assert_eq!(pairs(&model, "Child", "Kids"), pair("Id", "Up"));
    assert_eq!(model.set("Base"), None, "an abstract type has no set");
    let child = &model.tables[model.set("Child").expect("Child")];
    assert_eq!(child.columns[3].kind, Kind::Enum("N.Color".into(), vec![("Red".into(), 0), ("Blue".into(), 7)]));
    assert_eq!(child.columns[4].kind, Kind::Json("N.Place".into()));
}

#[test]
fn what_is_no_metadata_is_refused_in_words() {
    let message = |text: &str| Model::read(text).expect_err("it is refused");
    assert!(message("<html></html>").contains("no $metadata document"));
    assert!(message("<Edmx><DataServices>").contains("never closed"));
    assert!(message("<Edmx></Edmx>").contains("no entity type"));
    assert!(message(include_str!("../../../fixtures/creatio/metadata-v3.xml")).contains("OData 3"));
}
