//! The client's errors as diagnostics, with this tool's options for remedies.

use creatio_codegen::Error;
use creatio_codegen::diagnostic::{Code, code};
use creatio_runtime::ErrorKind;

pub(super) fn tell(error: creatio_runtime::Error) -> Error {
    let text = error.to_string();
    let (message, remedy) = match text.split_once('\n') {
        Some((message, remedy)) => (message, Some(remedy)),
        None => (text.as_str(), None),
    };
    let remedy = own_remedy(error.kind()).or(remedy);
    Error::told(code(&error), message, remedy.map(str::to_owned))
}

fn code(error: &creatio_runtime::Error) -> Code {
    match error.kind() {
        ErrorKind::Build(_) | ErrorKind::PlainHttp | ErrorKind::Usage(_) => code::BAD_ADDRESS,
        _ if error.is_auth() => code::REFUSED,
        _ => code::NO_ANSWER,
    }
}

/// Where the client's own remedy names its builder.
fn own_remedy(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::PlainHttp => "use `https://`, or `--allow-http` where that is no matter",
        ErrorKind::Unauthorized => "sign in with `--user` and one of the `--password` options",
        ErrorKind::NoService | ErrorKind::NotJson { .. } => {
            "is the address right, and `--platform`? `--odata-path` is for services that are not Creatio's"
        }
        ErrorKind::Timeout => "try again: after a rest the first answer takes longer",
        ErrorKind::Throttled { .. } | ErrorKind::Unavailable { .. } => "try again later",
        ErrorKind::Connect => "is the address right, and does a proxy or a VPN stand between?",
        ErrorKind::Tls => {
            "a private certificate authority must be trusted by the system; on Linux `SSL_CERT_FILE` may name its file"
        }
        ErrorKind::TooLarge { .. } => "is it a `$metadata` document?",
        ErrorKind::Login(_) => return login_remedy(kind),
        _ => return None,
    })
}

/// This tool tries once in any case.
fn login_remedy(kind: &ErrorKind) -> Option<&'static str> {
    use creatio_runtime::LoginReason::{Refused, WrongCredentials};
    match kind {
        ErrorKind::Login(refused) if matches!(refused.reason, Refused | WrongCredentials) => {
            Some("are name and password right, the user active, and this machine's address allowed?")
        }
        _ => None,
    }
}
