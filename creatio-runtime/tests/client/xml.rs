//! Contracts whose bodies are the XML of data contracts.

use std::collections::BTreeMap;

use creatio_runtime::contract::Returned;
use creatio_runtime::jiff::{SignedDuration, Timestamp};
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::Uuid;
use creatio_runtime::{Contract, Error, ErrorKind, wcf};
use serde::{Deserialize, Serialize};

use crate::server::{Answer, LOGIN, Server, run, signed_in};

/// What a call sends as its body, a line for each element.
fn sent<C>(contract: C) -> String
where
    C: Contract + Serialize,
    C::Returns: Returned,
{
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("", xml("<x/>"))]).await;
        // Whatever is made of the answer.
        let _ = server.client().call(contract).await;
        let sent = &server.log()[1];
        assert_eq!(
            (sent.header("content-type"), sent.header("accept")),
            ("text/xml; charset=utf-8".into(), "text/xml".into())
        );
        sent.body.replace("><", ">\n<")
    })
}

fn read<C>(contract: C, reply: &str) -> Result<C::Returns, Error>
where
    C: Contract + Serialize,
    C::Returns: Returned,
{
    run(async {
        let server = Server::start([(LOGIN, signed_in("one")), ("", xml(reply))]).await;
        server.client().call(contract).await
    })
}

fn xml(body: &str) -> Answer {
    Answer::new(200, "text/xml; charset=utf-8", body)
}

/// One of everything, its members in the order of the data contract.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Order {
    #[serde(with = "wcf::decimal")]
    amount: Decimal,
    #[serde(with = "wcf::dictionary")]
    counts: BTreeMap<String, i32>,
    #[serde(with = "wcf::date", default)]
    due: Option<Timestamp>,
    #[serde(with = "wcf::guid")]
    id: Uuid,
    lines: Vec<Option<Line>>,
    note: Option<String>,
    numbers: Vec<u8>,
    #[serde(with = "wcf::bytes")]
    stamp: Vec<u8>,
    #[serde(with = "wcf::guid")]
    tags: Vec<Uuid>,
    #[serde(with = "wcf::duration")]
    took: SignedDuration,
    kind: Kind,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename = "OrderLine")]
struct Line {
    text: String,
    rate: f64,
    open: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename = "OrderKind")]
enum Kind {
    Plain,
    Urgent,
}

fn order() -> Order {
    Order {
        amount: Decimal::new(1010, 2),
        counts: BTreeMap::from([("a".into(), 1)]),
        due: Some("2023-11-14T22:13:20Z".parse().unwrap()),
        id: Uuid::max(),
        lines: vec![Some(Line { text: " <&\">' ".into(), rate: f64::INFINITY, open: true }), None],
        note: None,
        numbers: vec![1, 2],
        stamp: vec![0, 255],
        tags: vec![Uuid::nil()],
        took: SignedDuration::from_mins(90),
        kind: Kind::Urgent,
    }
}

#[derive(Contract, Serialize)]
#[contract(service = "UsrOrders", method = "Put", format = "xml", data_namespace = "urn:orders", returns = Order)]
struct Put {
    order: Order,
    note: Option<&'static str>,
}

#[test]
fn parameters_and_members_have_their_namespaces_and_order() {
    insta::assert_snapshot!(sent(Put { order: order(), note: None }));
}

#[test]
fn bodies_that_are_not_wrapped_are_called_by_their_types() {
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrders", method = "Put", format = "xml", body = "bare", data_namespace = "urn:orders")]
    #[serde(rename = "OrderLine")]
    struct Bare {
        text: &'static str,
        rate: f32,
    }
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrders", method = "Put", format = "xml", body = "bare")]
    struct Number(i32);
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrders", method = "Put", format = "xml", body = "bare")]
    struct Numbers(Vec<i64>);
    #[derive(Contract, Serialize)]
    #[contract(service = "UsrOrders", method = "Put", format = "xml", body = "bare", path = "{id}")]
    struct Lines {
        id: i32,
        #[contract(body)]
        lines: Vec<Line>,
    }
    /// A data contract by another name.
    #[derive(Serialize)]
    #[serde(rename = "ShortLine")]
    struct Short(Line);
    #[derive(Contract, Serialize)]
    #[contract(
        service = "UsrOrders",
        method = "Put",
        format = "xml",
        namespace = "urn:a&b",
        data_namespace = "urn:<c>"
    )]
    struct Others {
        lines: Vec<Short>,
    }
    let line = Line { text: String::new(), rate: 0.5, open: false };
    let others = Others { lines: vec![Short(line.clone())] };
    let lines = vec![line];
    insta::assert_snapshot!(
        [
            sent(Bare { text: "x", rate: 1.5 }),
            sent(Number(7)),
            sent(Numbers(vec![1, 2])),
            sent(Lines { id: 1, lines }),
            sent(others),
        ]
        .join("\n\n")
    );
}

/// As .NET writes it: prefixes of its own, other orders, members that nobody knows.
const REPLY: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<PutResponse xmlns="http://tempuri.org/"><PutResult xmlns:q="urn:orders" xmlns:z="http://www.w3.org/2001/XMLSchema-instance">
  <q:kind>Urgent</q:kind><q:extra><q:deep/></q:extra>
  <q:amount>10.10</q:amount>
  <q:counts xmlns:d="http://schemas.microsoft.com/2003/10/Serialization/Arrays">
    <d:KeyValueOfstringint><d:Key>a</d:Key><d:Value>1</d:Value></d:KeyValueOfstringint>
  </q:counts>
  <q:due>2023-11-15T00:13:20+02:00</q:due><q:id>ffffffff-ffff-ffff-ffff-ffffffffffff</q:id>
  <q:lines><q:OrderLine><q:text> &lt;&amp;"&#x3E;' </q:text><q:rate>INF</q:rate><q:open>true</q:open></q:OrderLine>
    <q:OrderLine z:nil="true"/></q:lines>
  <q:note z:nil="true"/><q:numbers><b>1</b><b>2</b></q:numbers><q:stamp>AP8=</q:stamp>
  <q:tags><g>00000000-0000-0000-0000-000000000000</g></q:tags><q:took>PT1H30M</q:took>
</PutResult></PutResponse>"#;

#[test]
fn what_dot_net_writes_is_read() {
    assert_eq!(read(Put { order: order(), note: None }, REPLY).unwrap(), order());
}

/// What is written is read as the same.
#[test]
fn what_is_written_is_read() {
    #[derive(Contract, Serialize)]
    #[contract(service = "S", method = "M", format = "xml", body = "bare", returns = Order)]
    struct Echo(Order);
    let written = sent(Echo(order())).replace(">\n<", "><");
    assert_eq!(read(Echo(order()), &written).unwrap(), order());
}

#[test]
fn values_alone() {
    #[derive(Contract, Serialize)]
    #[contract(service = "S", method = "M", format = "xml", body = "bare", returns = Option<i32>, verb = "GET")]
    struct Bare {}
    for (reply, expected) in [
        ("<int xmlns='http://schemas.microsoft.com/2003/10/Serialization/'>7</int>", Some(7)),
        ("<x xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>", None),
        ("", None),
        ("<int nil='true'>7</int>", Some(7)),
    ] {
        assert_eq!(read(Bare {}, reply).unwrap(), expected, "{reply}");
    }
    #[derive(Debug, Deserialize, PartialEq)]
    struct Out {
        #[serde(rename = "MResult")]
        result: i32,
        count: u8,
    }
    #[derive(Contract, Serialize)]
    #[contract(service = "S", method = "M", format = "xml", returns = Out, out)]
    struct WithOut {}
    let reply = "<MResponse><MResult>1</MResult><count>2</count></MResponse>";
    assert_eq!(read(WithOut {}, reply).unwrap(), Out { result: 1, count: 2 });
    #[derive(Contract, Serialize)]
    #[contract(service = "S", method = "M", format = "xml")]
    struct Void {}
    read(Void {}, "<MResponse xmlns='http://tempuri.org/'/>").unwrap();
}

#[test]
fn replies_that_do_not_fit() {
    let put = || Put { order: order(), note: None };
    let problem = |reply: &str| {
        let error = read(put(), reply).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Reply { .. }), "{error}");
        let text = error.to_string();
        assert!(!text.contains("Smith"), "{text}");
        text.split_once(": ").unwrap().1.lines().next().unwrap().to_owned()
    };
    let deep = format!("{}{}", "<a>".repeat(200), "</a>".repeat(200));
    insta::assert_snapshot!(
        [
            problem("<PutResponse><Other>Smith</Other></PutResponse>"),
            problem("<PutResponse><PutResult>Smith</PutResult></PutResponse>"),
            problem("<PutResponse><PutResult><amount>Smith</amount></PutResult></PutResponse>"),
            problem("<PutResponse><PutResult><amount>1</amount><counts><K><Key>a</Key><Value>Smith</Value></K></counts></PutResult></PutResponse>"),
            problem("<PutResponse><PutResult>"),
            problem("<PutResponse>&Smith;</PutResponse>"),
            problem("<!DOCTYPE x [<!ENTITY a 'Smith'>]><PutResponse/>"),
            problem("not XML"),
            problem(&deep),
        ]
        .join("\n")
    );
}

#[test]
fn a_failure_is_told_in_xml_too() {
    let reply = "<PutResponse><PutResult><errorInfo><errorCode>E</errorCode><message>No.</message></errorInfo>\
                 <success>false</success></PutResult></PutResponse>";
    // Where the result should be, and in place of all of the reply.
    for reply in [reply, &reply.replace("PutResponse>", "Bare>").replace("<PutResult>", "").replace("</PutResult>", "")]
    {
        let error = read(Put { order: order(), note: None }, reply).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Refused), "{error}");
        let server = error.server().unwrap();
        assert_eq!((server.code(), server.message()), (Some("E"), "No."));
    }
}
