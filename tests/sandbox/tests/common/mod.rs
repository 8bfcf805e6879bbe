//! A small HTTP client for these tests alone: it sends what it is told and follows nothing.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;

use creatio_sandbox::{Running, Sandbox};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The Creatio-shaped document of the project.
pub(crate) const METADATA: &str = include_str!("../../../fixtures/creatio/metadata.xml");

/// A reply, its body whole.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// Whether the body ended where the headers said.
    pub(crate) complete: bool,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Cookies that are set: name, value and attributes.
    pub(crate) fn cookies(&self) -> BTreeMap<String, (String, String)> {
        let set = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        set.filter_map(|(_, cookie)| {
            let (name, rest) = cookie.split_once('=')?;
            let (value, attributes) = rest.split_once(';').unwrap_or((rest, ""));
            Some((name.to_owned(), (value.to_owned(), attributes.to_owned())))
        })
        .collect()
    }

    /// The values of a column, in order.
    pub(crate) fn column(&self, name: &str) -> Vec<Value> {
        let json = self.json();
        let rows = json["value"].as_array().unwrap_or_else(|| panic!("no rows: {} {}", self.status, self.body));
        rows.iter().map(|row| row[name].clone()).collect()
    }

    /// The innermost message of an error.
    pub(crate) fn message(&self) -> String {
        let json = self.json();
        let error = &json["error"];
        let inner = &error["innererror"];
        let found =
            [&inner["internalexception"]["message"], &inner["message"], &error["message"], &json["ExceptionMessage"]];
        found.into_iter().find_map(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// Sends a request as it is.
pub(crate) async fn send(url: &str, method: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let rest = url.strip_prefix("http://").expect("a plain URL");
    let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let mut stream = TcpStream::connect(host).await.expect("the sandbox listens");
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    request += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).await.expect("the request is sent");
    let mut bytes = Vec::new();
    // A connection that is cut may end with an error.
    let _ = stream.read_to_end(&mut bytes).await;
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Reply {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Reply { status: 0, headers: Vec::new(), body: String::new(), complete: false };
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap_or(0);
    let headers: Vec<(String, String)> =
        lines.filter_map(|line| line.split_once(": ")).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    let get =
        |name: &str| headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone());
    let raw = &bytes[end + 4..];
    let (body, complete) = if get("transfer-encoding").as_deref() == Some("chunked") {
        chunks(raw)
    } else {
        let length = get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        (raw.to_vec(), raw.len() == length)
    };
    Reply { status, headers, body: String::from_utf8_lossy(&body).into_owned(), complete }
}

fn chunks(mut raw: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(end) = raw.windows(2).position(|window| window == b"\r\n") {
        let size = std::str::from_utf8(&raw[..end]).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size) = size else { break };
        if size == 0 {
            return (body, true);
        }
        let Some(chunk) = raw.get(end + 2..end + 2 + size) else { break };
        body.extend_from_slice(chunk);
        raw = raw.get(end + 4 + size..).unwrap_or_default();
    }
    (body, false)
}

/// The login's answer.
pub(crate) async fn login(sandbox: &Running, user: &str, password: &str) -> Reply {
    let body = json!({"UserName": user, "UserPassword": password}).to_string();
    let headers = [("Content-Type", "application/json"), ("ForceUseSession", "true")];
    send(&format!("{}/ServiceModel/AuthService.svc/Login", sandbox.url()), "POST", &headers, &body).await
}

/// A client that is logged in.
pub(crate) struct Session {
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) root: String,
}

impl Session {
    pub(crate) async fn open(sandbox: &Running) -> Self {
        let reply = login(sandbox, "Supervisor", "Supervisor").await;
        assert_eq!(reply.json()["Code"], 0, "{}", reply.body);
        let cookies = reply.cookies().into_iter().map(|(name, (value, _))| (name, value)).collect();
        Self { cookies, root: sandbox.odata_url() }
    }

    pub(crate) fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Sends a request, and keeps the cookies that come.
    pub(crate) async fn send(&mut self, method: &str, url: &str, extra: &[(&str, &str)]) -> Reply {
        self.exchange(method, url, extra, "").await
    }

    /// Sends JSON.
    pub(crate) async fn json(&mut self, method: &str, url: &str, body: Value) -> Reply {
        self.exchange(method, url, &[("Content-Type", "application/json")], &body.to_string()).await
    }

    async fn exchange(&mut self, method: &str, url: &str, extra: &[(&str, &str)], body: &str) -> Reply {
        let cookie = self.cookie_header();
        let mut headers = vec![("Cookie", cookie.as_str()), ("ForceUseSession", "true")];
        headers.extend(
            ["BPMCSRF", "CRT_CSRF"].into_iter().filter_map(|name| Some((name, self.cookies.get(name)?.as_str()))),
        );
        headers.extend_from_slice(extra);
        let reply = send(url, method, &headers, body).await;
        self.cookies.extend(reply.cookies().into_iter().map(|(name, (value, _))| (name, value)));
        reply
    }

    /// Gets something below the service root.
    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        let url = format!("{}/{path}", self.root);
        self.send("GET", &url, &[]).await
    }
}

/// A guid with a number in it.
pub(crate) fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// A sandbox without login for the project's document.
pub(crate) fn open() -> Sandbox {
    Sandbox::builder().metadata(METADATA).auth(false)
}

/// The URL of something below the service root. What can't stand in a URL is encoded, nothing else.
fn below(sandbox: &Running, path: &str) -> String {
    let encoded: String = path
        .bytes()
        .map(|byte| match byte {
            b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("{}/{encoded}", sandbox.odata_url())
}

/// Gets something below the service root without a session.
pub(crate) async fn get(sandbox: &Running, path: &str) -> Reply {
    send(&below(sandbox, path), "GET", &[], "").await
}

/// Sends JSON to something below the service root, without a session.
pub(crate) async fn json_to(sandbox: &Running, method: &str, path: &str, body: impl ToString) -> Reply {
    with_headers(sandbox, method, path, &[], body).await
}

/// Sends JSON with headers beside its type.
pub(crate) async fn with_headers(
    sandbox: &Running,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl ToString,
) -> Reply {
    let mut all = headers.to_vec();
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
        all.push(("Content-Type", "application/json"));
    }
    send(&below(sandbox, path), method, &all, &body.to_string()).await
}

/// Creates a row.
pub(crate) async fn post(sandbox: &Running, set: &str, body: impl ToString) -> Reply {
    json_to(sandbox, "POST", set, body).await
}

/// Changes a row whose key is a number in a guid.
pub(crate) async fn patch(sandbox: &Running, set: &str, key: u32, body: impl ToString) -> Reply {
    json_to(sandbox, "PATCH", &format!("{set}({})", id(key)), body).await
}

/// Deletes a row whose key is a number in a guid.
pub(crate) async fn delete(sandbox: &Running, set: &str, key: u32) -> Reply {
    send(&below(sandbox, &format!("{set}({})", id(key))), "DELETE", &[], "").await
}

/// The row of this key, as the database holds it.
pub(crate) fn stored(sandbox: &Running, set: &str, key: u32) -> Value {
    sandbox.rows(set).into_iter().find(|row| row["Id"] == id(key)).unwrap_or_default()
}

/// The numbers of the rows that a query finds, in its order.
pub(crate) async fn found(sandbox: &Running, set: &str, query: &str) -> String {
    let reply = get(sandbox, &format!("{set}?$select=Id&{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.body);
    reply.column("Id").iter().filter_map(|id| id.as_str().and_then(|id| id.chars().last())).collect()
}

pub(crate) async fn check(sandbox: &Running, set: &str, table: &[(&str, &str)]) {
    for (filter, expected) in table {
        let query = format!("$orderby=Id&$filter={}", filter.replace('+', "%2B").replace('&', "%26"));
        assert_eq!(found(sandbox, set, &query).await, *expected, "{filter}");
    }
}

/// Contacts, accounts and orders for filters.
pub(crate) fn filtered() -> Sandbox {
    open()
        .now("2026-06-01T00:00:00Z")
        .rows("AccountType", [json!({"Id": id(21), "Name": "Customer"})])
        .rows("Account", [
            json!({"Id": id(11), "Name": "Acme", "TypeId": id(21), "OwnerId": id(2)}),
            json!({"Id": id(12), "Name": "beta"}),
        ])
        .rows("Contact", [
            json!({"Id": id(1), "Name": "Ann Lee", "AccountId": id(11), "Age": 30, "Confirmed": true,
                   "BirthDate": "1990-05-17T12:20:30.1234567+02:00", "OwnerId": id(2)}),
            json!({"Id": id(2), "Name": "bob O'Neil", "AccountId": id(12), "Age": 40, "BirthDate": "2000-01-01T00:00:00Z"}),
            json!({"Id": id(3), "Name": "Cyd & Co + 100%"}),
            json!({"Id": id(4), "Name": " Dän ", "AccountId": id(11), "Age": 30, "Email": "d@x.y"}),
        ])
        .json("Order", format!(
            r#"[{{"Id": "{}", "Number": "1", "Amount": 100.10, "ContactId": "{}"}},
                {{"Id": "{}", "Number": "2", "Amount": 79228162514264337593543950335, "ContactId": "{}"}},
                {{"Id": "{}", "Number": "3", "Amount": "-0.00000001"}},
                {{"Id": "{}", "Number": "4", "Amount": 9, "ContactId": "{}"}}]"#,
            id(1), id(1), id(2), id(1), id(3), id(4), id(2)
        ))
}
