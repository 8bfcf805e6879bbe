//! The contracts, against a Creatio on which the package is installed: answers are those of the C# in `package/`.
#![allow(missing_docs)]

use contracts::orders::{Discount, GetInvoice, GetOrders, Recalculate, Ship, Status};
use contracts::tracking::Track;
use creatio_runtime::prelude::*;
use creatio_runtime::rust_decimal::Decimal;
use creatio_runtime::uuid::{Uuid, uuid};
use creatio_runtime::{ErrorKind, Platform};
use creatio_sandbox::{Arguments, BodyStyle, Outcome, Running, Sandbox, Service};
use serde_json::{Value, json};

const ORDER: Uuid = uuid!("8ecab4a1-0ca3-4515-9399-efe0a19390bd");

async fn installed() -> Running {
    let recalculate = Service::new("UsrOrderService", "Recalculate", |Arguments { named, .. }| {
        if named["orderId"] != json!(ORDER.to_string()) {
            let error = json!({"errorCode": "ItemNotFoundException", "message": "There is no such order."});
            return Outcome::Returns(json!({"success": false, "errorInfo": error, "order": null}));
        }
        let percent = named["discount"]["percent"].as_f64().unwrap_or_default();
        Outcome::Returns(json!({"success": true, "errorInfo": null, "order": order(200.0 - 2.0 * percent)}))
    });
    let orders = Service::new("UsrOrderService", "GetOrders", |Arguments { named, .. }| {
        let is_late = named.get("since").and_then(Value::as_str).is_some_and(|since| since > "2026-02");
        Outcome::Returns(if is_late { json!([]) } else { json!([order(200.5)]) })
    });
    let ship = Service::new("UsrOrderService", "Ship", |Arguments { named, .. }| {
        let (good, bad) = named["orderIds"]
            .as_array()
            .cloned()
            .unwrap_or_default()
            .into_iter()
            .partition::<Vec<_>, _>(|id| *id == ORDER.to_string());
        Outcome::Out(json!(good.len()), vec![("refused", json!(bad))])
    });
    let invoice =
        Service::new("UsrOrderService", "GetInvoice", |_| Outcome::Stream("application/pdf", b"%PDF-1.7".to_vec()));
    let track = Service::new("UsrTrackingService", "Track", |Arguments { named, .. }| {
        Outcome::Returns(json!(format!("{} is in Hamburg", named["number"].as_str().unwrap_or("it"))))
    });
    Sandbox::builder()
        .metadata(include_str!("../../quickstart/creatio/metadata.xml"))
        .service(recalculate)
        .service(orders.verb("GET").path("customers/{customerId}/orders?since={since}").style(BodyStyle::Bare))
        .service(ship.result("shipped"))
        .service(invoice.verb("GET").path("orders/{orderId}/invoice").style(BodyStyle::Bare))
        .service(track.style(BodyStyle::WrappedRequest).service_model().anonymous())
        .start()
        .await
        .expect("it starts")
}

fn order(total: f64) -> Value {
    json!({"id": ORDER.to_string(), "status": 1, "total": total, "paidOn": "/Date(1767225600000)/"})
}

fn client(sandbox: &Running) -> Client {
    let client = Client::builder(sandbox.url()).auth(Forms::new("Supervisor", "Supervisor"));
    client.platform(Platform::NetFramework).build().expect("a client")
}

#[tokio::test]
async fn an_order_is_recalculated() {
    let sandbox = installed().await;
    let discount = Discount { percent: Decimal::new(105, 1), reason: None };
    let call = Recalculate { order_id: ORDER, discount };
    let order = client(&sandbox).call(call.clone()).await.expect("an answer").order;
    assert_eq!((order.id, order.status, order.total), (ORDER, Status::Confirmed, Decimal::from(179)));
    assert_eq!(order.paid_on, "2026-01-01T00:00:00Z".parse().ok());

    let error = client(&sandbox).call(Recalculate { order_id: Uuid::max(), ..call }).await.expect_err("no such order");
    assert!(matches!(error.kind(), ErrorKind::Refused), "{error}");
    assert_eq!(error.server().and_then(|server| server.code()), Some("ItemNotFoundException"));
}

#[tokio::test]
async fn orders_are_listed_and_shipped() {
    let sandbox = installed().await;
    let client = client(&sandbox);
    let orders = |since: Option<&str>| {
        client.call(GetOrders { customer_id: Uuid::max(), since: since.and_then(|since| since.parse().ok()) })
    };
    assert_eq!(orders(None).await.expect("orders").len(), 1);
    assert_eq!(orders(Some("2026-03-01T00:00:00Z")).await.expect("orders").len(), 0);
    let shipped = client.call(Ship { order_ids: vec![ORDER, Uuid::max()] }).await.expect("an answer");
    assert_eq!((shipped.shipped, shipped.refused), (1, vec![Uuid::max()]));
    let invoice = client.call(GetInvoice { order_id: ORDER }).await.expect("a file");
    assert_eq!((invoice.content_type.as_str(), &invoice.bytes[..]), ("application/pdf", &b"%PDF-1.7"[..]));
}

#[tokio::test]
async fn a_parcel_is_tracked_by_anybody() {
    let sandbox = installed().await;
    let nobody = Client::builder(sandbox.url()).auth(Anonymous).build().expect("a client");
    let parcel = nobody.call(Track { number: "DE 42".into() }).await.expect("an answer");
    assert_eq!(parcel, "DE 42 is in Hamburg");
    assert_eq!(sandbox.logins(), 0);
}
