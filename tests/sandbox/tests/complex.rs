//! Complex columns, as services have them that are not Creatio's.

mod common;

use common::{check, get, id};
use creatio_sandbox::{Running, Sandbox};
use serde_json::json;

const METADATA: &str = r#"<Edmx><DataServices><Schema Namespace="N">
    <EntityType Name="Shop"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid"/>
      <Property Name="Place" Type="N.Place"/><Property Name="Days" Type="N.Days"/><Property Name="Tags" Type="Collection(Edm.String)"/>
      <Property Name="MainId" Type="Edm.Guid"/><NavigationProperty Name="Main" Type="N.Shop"/></EntityType>
    <ComplexType Name="Base"><Property Name="City" Type="Edm.String"/></ComplexType>
    <ComplexType Name="Place" BaseType="N.Base"><Property Name="Spot" Type="N.Spot"/><Property Name="Rent" Type="Edm.Decimal"/>
      <Property Name="Since" Type="Edm.DateTimeOffset"/><Property Name="Owner" Type="Edm.Guid"/>
      <Property Name="Open" Type="Edm.Boolean"/><Property Name="Color" Type="N.Color"/></ComplexType>
    <ComplexType Name="Spot"><Property Name="X" Type="Edm.Double"/><Property Name="Y" Type="Edm.Double"/></ComplexType>
    <EnumType Name="Color"><Member Name="Red"/><Member Name="Blue"/></EnumType>
    <EnumType Name="Days" IsFlags="true"><Member Name="Mon" Value="1"/><Member Name="Tue" Value="2"/>
      <Member Name="Early" Value="3"/></EnumType>
    </Schema></DataServices></Edmx>"#;

async fn start() -> Running {
    let shops = format!(
        r#"[{{"Id": "{}", "Days": "Mon,Tue", "Place": {{"Rent": 100.10, "City": "Bonn", "Spot": {{"Y": 2, "X": 1.5}}, "Open": true, "Color": "Blue"}}}},
            {{"Id": "{}", "Place": {{"City": "Ulm", "Rent": 9, "Since": "2026-01-01T00:00:00+02:00", "Owner": "{}"}}, "MainId": "{}", "Days": "Tue"}},
            {{"Id": "{}", "Place": null, "Tags": ["a"]}}]"#,
        id(1),
        id(2),
        id(7),
        id(1),
        id(3)
    );
    Sandbox::builder().metadata(METADATA).auth(false).json("Shop", shops).start().await.expect("it starts")
}

#[tokio::test]
async fn filters_look_into_complex_columns() {
    let sandbox = start().await;
    check(
        &sandbox,
        "Shop",
        &[
            ("Place/City eq 'Bonn'", "1"),
            ("startswith(Place/City,'U')", "2"),
            ("Place/City eq null", "3"),
            ("Place eq null", "3"),
            ("Place/Spot eq null", "23"),
            ("Place/Spot/X add Place/Spot/Y gt 3.4", "1"),
            ("Place/Rent gt 9.5", "1"),
            ("Place/Rent eq 100.1", "1"),
            ("Place/Since eq 2025-12-31T22:00:00Z", "2"),
            ("Place/Owner eq 00000000-0000-4000-8000-000000000007", "2"),
            ("Place/Open", "1"),
            ("Place/Color eq N.Color'Blue'", "1"),
            ("Main/Place/City eq 'Bonn'", "2"),
        ],
    )
    .await;
    for (query, message) in [
        ("$filter=Place/Nope eq 1", "Could not find a property named 'Nope' on type 'N.Place'"),
        ("$select=Place/Nope", "Could not find a property named 'Nope' on type 'N.Place'"),
        ("$filter=Place/City/x eq 1", "The parent value for a property access of a property 'x' is not a single value"),
        ("$select=Tags/x", "The parent value for a property access of a property 'x' is not a single value"),
    ] {
        let reply = get(&sandbox, &format!("Shop?{query}")).await;
        assert_eq!((reply.status, reply.message().as_str()), (400, message), "{query}");
    }
    assert_eq!(get(&sandbox, "Shop?$orderby=Place").await.status, 400);
}

#[tokio::test]
async fn orders_and_selections_look_into_complex_columns() {
    let sandbox = start().await;
    let ids = get(&sandbox, "Shop?$orderby=Place/Rent desc&$select=Id").await.column("Id");
    assert_eq!(ids, [json!(id(1)), json!(id(2)), json!(id(3))], "9 is less than 100.10");
    let reply = get(&sandbox, "Shop?$orderby=Id&$select=Place/City,Place/Spot/X").await;
    assert_eq!(
        reply.json(),
        json!({
            "@odata.context": format!("{}/$metadata#Shop(Place/City,Place/Spot/X)", sandbox.odata_url()),
            "value": [
                {"Place": {"City": "Bonn", "Spot": {"X": 1.5}}},
                {"Place": {"City": "Ulm"}},
                {"Place": null},
            ],
        })
    );
    let whole = get(&sandbox, "Shop?$orderby=Id&$top=1&$select=Place/City,Place").await.column("Place");
    assert_eq!(whole[0]["Open"], true);
}

#[tokio::test]
async fn flags_are_had_by_their_bits() {
    let sandbox = start().await;
    check(
        &sandbox,
        "Shop",
        &[
            ("Days has N.Days'Tue'", "12"),
            ("Days has N.Days'Early'", "1"),
            ("Days has N.Days'Mon,Tue'", "1"),
            ("not (Days has N.Days'Mon')", "2"),
        ],
    )
    .await;
    for filter in ["Days has 1", "Place/City has N.Days'Mon'", "Days has N.Color'Red'"] {
        assert_eq!(get(&sandbox, &format!("Shop?$filter={filter}")).await.status, 400, "{filter}");
    }
}
