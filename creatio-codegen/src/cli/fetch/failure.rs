//! The client's errors as diagnostics: nobody at a command line can call the client's builder, so its remedies become options.

use creatio_codegen::Error;
use creatio_codegen::diagnostic::{Code, code};
use creatio_runtime::{ErrorKind, LoginReason};

pub(super) fn tell(error: creatio_runtime::Error) -> Error {
    let text = error.to_string();
    let (message, remedy) = match text.split_once('\n') {
        Some((message, remedy)) => (message, Some(remedy)),
        None => (text.as_str(), None),
    };
    let message = match error.kind() {
        ErrorKind::Build(_) | ErrorKind::Usage(_) => without_calls(message),
        _ => message,
    };
    // A kind that a later client has is told in the client's words, unless they are about its builder.
    let remedy = own_remedy(&error).or(remedy.filter(|remedy| !remedy.contains("`.")));
    Error::told(code(&error), message, remedy.map(str::to_owned))
}

fn code(error: &creatio_runtime::Error) -> Code {
    match error.kind() {
        ErrorKind::Build(_) | ErrorKind::PlainHttp | ErrorKind::Usage(_) => code::BAD_ADDRESS,
        ErrorKind::Refused => code::REFUSED,
        _ if error.is_auth() => code::REFUSED,
        _ => code::NO_ANSWER,
    }
}

/// What is wrong, without the call that mends it in a program: `own_remedy` has the option.
fn without_calls(text: &str) -> &str {
    let Some((head, _)) = text.split_once("`.") else { return text };
    head.rsplit_once(": ").map_or(text, |(what, _)| what)
}

fn own_remedy(error: &creatio_runtime::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::Build(text) if text.contains("a user or password") => {
            "`--user` takes the user, and one of the `--password` options the password"
        }
        // Their messages say what to do to the address.
        ErrorKind::Build(_) => return None,
        ErrorKind::Usage(_) => "look at `--url` and `--odata-path`",
        ErrorKind::PlainHttp => "use `https://`, or `--allow-http` where that is no matter",
        ErrorKind::Login(refused) => return login_remedy(refused.reason),
        ErrorKind::SessionExpired => "the user may be allowed one session only, or a proxy may drop cookies",
        ErrorKind::Unauthorized => "sign in with `--user` and one of the `--password` options",
        ErrorKind::Forbidden => {
            "the user needs the operation \"Access to OData\" (CanUseODataService); a proxy that drops cookies looks the same"
        }
        ErrorKind::NoService
        | ErrorKind::NotFound
        | ErrorKind::UnknownSet
        | ErrorKind::Decode(_)
        | ErrorKind::NotJson { .. } => {
            "is the address right, and `--platform`? `--odata-path` is for services that are not Creatio's"
        }
        ErrorKind::BadRequest => {
            "is it the service itself that answers, or a proxy? `--odata-path` says where it is asked"
        }
        ErrorKind::Throttled { .. } | ErrorKind::Unavailable { .. } => "try again later",
        ErrorKind::Refused => {
            "the user needs the right to read schemas: that of a system administrator, or the operation CanManageSolution"
        }
        ErrorKind::Server => "try again later; the server's log may tell more",
        ErrorKind::Connect => "is the address right, and does a proxy or a VPN stand between?",
        // The client's own words say it.
        ErrorKind::Tls if error.to_string().contains("does not speak TLS") => return None,
        ErrorKind::Tls => {
            "a private certificate authority must be trusted by the system; on Linux `SSL_CERT_FILE` may name its file"
        }
        ErrorKind::Transport | ErrorKind::Stopped => "try again",
        ErrorKind::Timeout => "try again: after a rest the first answer takes longer",
        ErrorKind::TooLarge { .. } => "is it a `$metadata` document?",
        ErrorKind::Redirected { .. } => "give `--url` the address that it is sent on to, if it is yours",
        // Of rows, which are not asked for here.
        _ => return None,
    })
}

fn login_remedy(reason: LoginReason) -> Option<&'static str> {
    Some(match reason {
        // This tool tries once in any case.
        LoginReason::Refused | LoginReason::WrongCredentials => {
            "are name and password right, the user active, and this machine's address allowed?"
        }
        LoginReason::PasswordExpired => {
            "set a new password in the browser, or take a user whose password does not expire"
        }
        LoginReason::SecondFactor => "take a user without one: nobody is there to give it",
        LoginReason::GrantLicense | LoginReason::NoLicense => "give the user a licence, in the section of licences",
        LoginReason::NoTicket => "a proxy may drop cookies; or the server sends them over https only",
        _ => return None,
    })
}
