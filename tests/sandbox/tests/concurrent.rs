//! Many who write at once, and those who read meanwhile.

mod common;

use std::collections::HashSet;

use common::{id, open, send};
use creatio_sandbox::{Oddity, Running};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Sends JSON from a task of its own.
fn sent(sandbox: &Running, method: &'static str, path: &str, body: String) -> tokio::task::JoinHandle<(u16, String)> {
    let url = format!("{}/{path}", sandbox.odata_url());
    tokio::spawn(async move {
        let reply = send(&url, method, &[("Content-Type", "application/json")], &body).await;
        (reply.status, reply.body)
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_write_at_once() {
    let seeds = (0..200).map(|number| json!({"Id": id(number), "Name": "seed"}));
    let sandbox = open().rows("Contact", seeds).oddity(Oddity::ForeignKeys, false).start().await.expect("it starts");
    let mut tasks = Vec::new();
    for number in 0..200_u32 {
        let row = format!("Contact({})", id(number));
        tasks.push((201, sent(&sandbox, "POST", "Contact", json!({"Id": id(1000 + number)}).to_string())));
        tasks.push((201, sent(&sandbox, "POST", "Contact", json!({"Name": "made"}).to_string())));
        if number % 2 == 0 {
            tasks.push((204, sent(&sandbox, "PATCH", &row, json!({"Age": number}).to_string())));
        } else {
            tasks.push((204, sent(&sandbox, "DELETE", &row, String::new())));
        }
        // These make indexes, which is writing too.
        let column = ["Name", "Age", "Notes", "Email"][number as usize % 4];
        tasks
            .push((200, sent(&sandbox, "GET", &format!("Contact?$filter={column}%20ne%20null&$top=1"), String::new())));
    }
    for (status, task) in tasks {
        let (found, body) = task.await.expect("it is answered");
        assert_eq!(found, status, "{body}");
    }
    assert_eq!(sandbox.row_count("Contact"), 500);
    let rows = sandbox.rows("Contact");
    let keys: HashSet<&str> = rows.iter().filter_map(|row| row["Id"].as_str()).collect();
    assert_eq!(keys.len(), 500, "no key is given twice");
    assert!((0..200).all(|number| keys.contains(&*id(1000 + number))));
    assert!((0..100).all(|half| rows.iter().any(|row| row["Id"] == id(2 * half) && row["Age"] == 2 * half)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_key_is_given_to_one_of_many() {
    let sandbox = open().start().await.expect("it starts");
    let tasks: Vec<_> = (0..50)
        .map(|number| sent(&sandbox, "POST", "Contact", json!({"Id": id(1), "Age": number}).to_string()))
        .collect();
    let mut winners = Vec::new();
    for task in tasks {
        let (status, body) = task.await.expect("it is answered");
        match status {
            201 => winners.push(serde_json::from_str::<Value>(&body).expect("JSON")["Age"].clone()),
            _ => assert!(status == 500 && body.contains("23505"), "{status} {body}"),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(sandbox.rows("Contact")[0]["Age"], winners[0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_many_meets_the_version() {
    let sandbox = open().oddity(Oddity::Etags, true).rows("Contact", [json!({"Id": id(1)})]).start().await;
    let sandbox = sandbox.expect("it starts");
    let url = format!("{}/Contact({})", sandbox.odata_url(), id(1));
    let etag = send(&url, "GET", &[], "").await.header("etag").expect("a version").to_owned();
    let tasks: Vec<_> = (0..50)
        .map(|number| {
            let (url, etag) = (url.clone(), etag.clone());
            tokio::spawn(async move {
                let headers = [("Content-Type", "application/json"), ("If-Match", etag.as_str())];
                send(&url, "PATCH", &headers, &json!({"Age": number + 1}).to_string()).await.status
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.expect("it is answered"));
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (204, &[412; 49][..]));
}

/// What is written together is seen together.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_reads_sees_all_of_a_write_or_nothing() {
    let sandbox = open().oddity(Oddity::DeepInsert, true).start().await.expect("it starts");
    let contacts: Vec<Value> = (0..20).map(|_| json!({"Name": "x"})).collect();
    let body = json!({"ContactCollectionByAccount": contacts}).to_string();
    let writers: Vec<_> = (0..20).map(|_| sent(&sandbox, "POST", "Account", body.clone())).collect();
    let readers: Vec<_> =
        (0..60).map(|_| sent(&sandbox, "GET", "Contact?$select=Id&$count=true", String::new())).collect();
    for reader in readers {
        let (status, body) = reader.await.expect("it is answered");
        let json: Value = serde_json::from_str(&body).expect("JSON");
        let rows = json["value"].as_array().map_or(0, Vec::len);
        assert_eq!((status, rows % 20, json["@odata.count"].as_u64()), (200, 0, Some(rows as u64)));
    }
    for writer in writers {
        assert_eq!(writer.await.expect("it is answered").0, 201);
    }
    assert_eq!(sandbox.row_count("Contact"), 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_keeps_what_it_began_with() {
    let row = json!({"Name": "old {n}", "Notes": "x".repeat(200)});
    let sandbox = open().repeat("Contact", 20_000, row).start().await.expect("it starts");
    let host = sandbox.url().replace("http://", "");
    let mut slow = tokio::net::TcpStream::connect(&host).await.expect("it listens");
    let request = "GET /0/odata/Contact?$select=Name,Notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    slow.write_all(request.as_bytes()).await.expect("it is sent");
    let mut text = vec![0; 12];
    slow.read_exact(&mut text).await.expect("it begins");
    // Nobody waits for the one who reads slowly.
    let last = sandbox.rows("Contact").pop().expect("a row");
    let last = format!("Contact({})", last["Id"].as_str().expect("a key"));
    assert_eq!(sent(&sandbox, "PATCH", &last, json!({"Name": "new"}).to_string()).await.expect("answered").0, 204);
    assert_eq!(sent(&sandbox, "POST", "Contact", json!({"Name": "new"}).to_string()).await.expect("answered").0, 201);
    slow.read_to_end(&mut text).await.expect("it goes on");
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("\"old 19999\"") && !text.contains("\"new\""));
    assert_eq!(sandbox.row_count("Contact"), 20_001);
}
