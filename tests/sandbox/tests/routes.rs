//! Documents, prefixes, and what is not there.

mod common;

use common::{METADATA, get, id, open, send};
use creatio_sandbox::{Platform, Running, Sandbox};
use serde_json::json;

fn seeded() -> Sandbox {
    open().rows("Contact", [json!({"Id": id(1), "Name": "c1"})])
}

async fn start() -> Running {
    seeded().start().await.expect("it starts")
}

#[tokio::test]
async fn documents_and_what_is_not_there() {
    let sandbox = start().await;
    let root = sandbox.odata_url();
    for url in [root.clone(), format!("{root}/")] {
        let document = send(&url, "GET", &[], "").await.json();
        assert_eq!(document["@odata.context"], format!("{root}/$metadata"));
        assert_eq!(document["value"][0], json!({"name": "Contact", "kind": "EntitySet", "url": "Contact"}));
    }
    let metadata = get(&sandbox, "%24metadata").await;
    assert_eq!(get(&sandbox, "$metadata").await.body, metadata.body);
    assert_eq!((metadata.header("content-type"), metadata.body.as_str()), (Some("application/xml"), METADATA));
    let row = format!("Contact({})", id(1));
    for (path, detail) in [
        ("Nope", "No type was found that matches the controller named 'Nope'."),
        ("contact", "No type was found that matches the controller named 'contact'."),
        ("Nope(1)/x", "No type was found that matches the controller named 'Nope'."),
        ("Contact/$metadata", "No action was found on the controller 'Contact' that matches the request."),
        ("Contact/Name", "No action was found on the controller 'Contact' that matches the request."),
        (&format!("{row}/Nope"), "No action was found on the controller 'Contact' that matches the request."),
        (&format!("{row}/Name/x"), "No action was found on the controller 'Contact' that matches the request."),
    ] {
        let reply = get(&sandbox, path).await;
        assert_eq!((reply.status, &reply.json()["MessageDetail"]), (404, &json!(detail)), "{path}");
    }
    for query in ["$format=json", "$search=x", "$apply=x", "$nope=1"] {
        assert_eq!(get(&sandbox, &format!("Contact?{query}")).await.status, 400, "{query}");
    }
    assert_eq!(get(&sandbox, "Contact?own=1&@x=2").await.status, 200);
    for (method, path) in [
        ("PATCH", "Contact"),
        ("PUT", "Contact"),
        ("DELETE", "Contact"),
        ("MERGE", "Contact"),
        ("OPTIONS", "Contact"),
        ("HEAD", "Contact"),
        ("POST", &row),
        ("PUT", &row),
        ("MERGE", &row),
        ("POST", "Contact/$count"),
        ("DELETE", &format!("{row}/Name")),
        ("PATCH", &format!("{row}/Account")),
        ("POST", ""),
        ("POST", "$metadata"),
    ] {
        assert_eq!(send(&format!("{root}/{path}"), method, &[], "{}").await.status, 405, "{method} {path}");
    }
    for (method, path) in [("POST", "Nope"), ("PATCH", "Nope(1)"), ("DELETE", "Contact/Name"), ("POST", "$metadata/x")]
    {
        assert_eq!(send(&format!("{root}/{path}"), method, &[], "{}").await.status, 404, "{method} {path}");
    }
    for (method, path) in [("POST", "$batch"), ("PUT", &*format!("{row}/ContactPhoto"))] {
        assert_eq!(send(&format!("{root}/{path}"), method, &[], "{}").await.status, 501, "{method} {path}");
    }
}

#[tokio::test]
async fn the_prefix_is_that_of_the_platform() {
    let framework = start().await;
    let net = seeded().platform(Platform::Net).start().await.expect("it starts");
    let wrong = send(&format!("{}/odata/Contact", framework.url()), "GET", &[], "").await;
    assert_eq!((wrong.status, wrong.body.as_str()), (404, ""));
    assert_eq!(send(&format!("{}/odata/Contact", net.url()), "GET", &[], "").await.status, 200);
    assert_eq!(send(&format!("{}/0/odata/Contact", net.url()), "GET", &[], "").await.status, 404);
    let unknown = get(&net, "Nope").await;
    assert_eq!((unknown.status, unknown.body.as_str()), (404, ""));
    for (path, on_framework, on_net) in [
        ("/Login/Login.html", 404, 200),
        ("/0/Login/NuiLogin.aspx", 302, 404),
        ("/api/HealthCheck/Ping", 200, 200),
        ("/0/api/HealthCheck/Ping", 200, 404),
    ] {
        assert_eq!(send(&format!("{}{path}", framework.url()), "GET", &[], "").await.status, on_framework, "{path}");
        assert_eq!(send(&format!("{}{path}", net.url()), "GET", &[], "").await.status, on_net, "{path}");
    }
    let below = seeded().base_path("/crm/").start().await.expect("it starts");
    assert!(below.url().ends_with("/crm"));
    let context = get(&below, "Contact?$top=1").await.json()["@odata.context"].clone();
    assert_eq!(context, format!("{}/$metadata#Contact", below.odata_url()));
    assert_eq!(send(&below.odata_url().replace("/crm", ""), "GET", &[], "").await.status, 404);
}

#[tokio::test]
async fn members_of_errors_stand_in_the_order_of_the_servers() {
    let sandbox = start().await;
    for (query, start) in [
        (
            "$select=Nope",
            r#"{"error":{"code":"","message":"The query specified in the URI is not valid. Could not find a property named 'Nope' on type 'Terrasoft.Configuration.OData.Contact'.","innererror":{"message":"Could not find a property named 'Nope' on type 'Terrasoft.Configuration.OData.Contact'","type":"","stacktrace":""}}}"#,
        ),
        (
            "$filter=AccountId%20eq%20null",
            r#"{"error":{"code":"","message":"An error has occurred.","innererror":{"message":"The 'ObjectContent`1' type"#,
        ),
        ("$filter=Account/any()", r#"{"Message":"An error has occurred.","ExceptionMessage":"#),
    ] {
        let body = get(&sandbox, &format!("Contact?{query}")).await.body;
        assert!(body.starts_with(start), "{body}");
    }
    let body = get(&sandbox, "Nope").await.body;
    assert!(body.starts_with(r#"{"Message":"#) && body.contains(r#","MessageDetail":"#), "{body}");
}

#[tokio::test]
async fn a_base_path_is_written_as_in_a_url() {
    for path in ["a b", "../x", "a/./b", "a?b", "ä"] {
        let error = seeded().base_path(path).start().await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("expected one as in a URL"), "{path}: {error}");
    }
    let sandbox = seeded().base_path("a%20b/c").start().await.expect("it starts");
    assert_eq!(get(&sandbox, "Contact/$count").await.body, "1");
}

#[tokio::test]
async fn a_lookup_of_a_row_is_a_row() {
    let account = json!({"Id": id(11), "Name": "Acme"});
    let contacts = [
        json!({"Id": id(1), "Name": "c1", "AccountId": id(11)}),
        json!({"Id": id(2), "Name": "c2"}),
        json!({"Id": id(3), "Name": "c3", "AccountId": id(99)}),
    ];
    let sandbox = open().rows("Account", [account]).rows("Contact", contacts).start().await.expect("it starts");
    let reply = get(&sandbox, &format!("Contact({})/Account?$select=Name", id(1))).await;
    let context = format!("{}/$metadata#Account(Name)/$entity", sandbox.odata_url());
    assert_eq!(reply.json(), json!({"@odata.context": context, "Name": "Acme"}));
    for (contact, status) in [(2, 204), (3, 404), (4, 404)] {
        let reply = get(&sandbox, &format!("Contact({})/Account", id(contact))).await;
        assert_eq!((reply.status, reply.body.as_str()), (status, ""), "{contact}");
    }
    assert_eq!(get(&sandbox, &format!("Contact({})/Account?$top=1", id(1))).await.status, 400);
}
