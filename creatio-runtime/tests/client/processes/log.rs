//! The process log.

use creatio_runtime::ErrorKind;
use creatio_runtime::process::Status;

use super::approve::UsrApproveOrder;
use super::{ID, text};
use crate::server::{LOGIN, Server, json, run, signed_in, status};

const SELECT: &str = "POST /0/DataService/json/SyncReply/SelectQuery";

fn rows(rows: &str) -> String {
    format!(r#"{{"rowConfig":{{}},"rows":[{rows}],"notFoundColumns":[],"rowsAffected":1,"success":true}}"#)
}

#[test]
fn a_run_is_looked_up_by_its_id() {
    run(async {
        let row = format!(
            r#"{{"Id":"{ID}","Caption":"Approve","Schema":"UsrApproveOrderCustom2","ErrorDescription":"It broke","Extra":1,
                "Status":{{"value":"f942c08d-b6e2-df11-971b-001d60e938c6","displayValue":"Fehler"}},
                "StartDate":"2026-11-27T18:45:00.123","CompleteDate":"0001-01-01T00:00:00"}}"#
        );
        let server = Server::start([(LOGIN, signed_in("one")), (SELECT, json(rows(&row)))]).await;
        server.then(SELECT, json(rows("")));
        let processes = server.client().processes();
        let entry = processes.status(ID.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!((entry.id.to_string(), entry.caption.as_str()), (ID.to_owned(), "Approve"));
        assert_eq!(
            (entry.schema.as_deref(), entry.error.as_deref()),
            (Some("UsrApproveOrderCustom2"), Some("It broke"))
        );
        assert_eq!((entry.status, entry.status.is_final()), (Status::Error, true));
        assert_eq!(entry.started.unwrap().to_string(), "2026-11-27T18:45:00.123");
        assert_eq!(entry.completed, None);
        assert_eq!(processes.status(ID.parse().unwrap()).await.unwrap(), None);
        insta::assert_snapshot!(server.log()[1].body);
    });
}

#[test]
fn every_status_and_those_to_come() {
    run(async {
        for (id, expected) in [
            ("67700d9c-28ac-46ef-9037-b81a53b7b330", Status::Inactive),
            ("ed2ae277-b6e2-df11-971b-001d60e938c6", Status::Running),
            ("815c9586-b6e2-df11-971b-001d60e938c6", Status::Completed),
            ("1be78f3e-234d-4d6a-869a-dc07253fd2f3", Status::Cancelled),
            ("006f6d7a-6d9a-4e8c-bf5f-2ddac8b3df9a", Status::Cancelling),
            (ID, Status::Other(ID.parse().unwrap())),
        ] {
            let row = format!(r#"{{"Id":"{ID}","Status":"{id}"}}"#);
            let server = Server::start([(LOGIN, signed_in("one")), (SELECT, json(rows(&row)))]).await;
            let entry = server.client().processes().status(ID.parse().unwrap()).await.unwrap().unwrap();
            assert_eq!(entry.status, expected);
        }
    });
}

#[test]
fn a_lost_run_is_searched_by_schema_and_owner_the_latest_first() {
    run(async {
        let row = format!(r#"{{"Id":"{ID}","Status":"ed2ae277-b6e2-df11-971b-001d60e938c6"}}"#);
        let server =
            Server::start([(LOGIN, signed_in("one")), (SELECT, status(503)), (SELECT, json(rows(&row)))]).await;
        let runs = server.client().processes().runs_of::<UsrApproveOrder>().await.unwrap();
        assert_eq!(runs.len(), 1, "a read is repeated");
        insta::assert_snapshot!(server.log()[2].body);
    });
}

#[test]
fn a_log_that_may_not_be_read_says_so() {
    run(async {
        let denied = r#"{"success":false,"errorInfo":{"errorCode":"AccessDenied","message":"Access to VwSysProcessLog is denied"}}"#;
        let server = Server::start([(LOGIN, signed_in("one")), (SELECT, json(denied)), (SELECT, json("[]"))]).await;
        let processes = server.client().processes();
        let error = processes.status(ID.parse().unwrap()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Refused), "{error}");
        assert!(error.to_string().ends_with("is denied\nthe user needs the right to read the process log"), "{error}");
        let error = processes.runs_of::<UsrApproveOrder>().await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotJson { .. }), "{}", text(&error));
    });
}
