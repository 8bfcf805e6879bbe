//! A server that answers by script, on one thread with the client and by a clock that stands still.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use creatio_runtime::{Client, ClientBuilder, Forms, Platform};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

/// Runs a test by a clock that moves only while nothing else does.
///
/// Tokio's own automatic advance does not see that bytes are on their way, and would let every
/// request time out.
pub(crate) fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let mut test = Box::pin(test);
        loop {
            for _ in 0..30 {
                let poll = std::future::poll_fn(|context| Poll::Ready(test.as_mut().poll(context))).await;
                if let Poll::Ready(value) = poll {
                    return value;
                }
                tokio::task::yield_now().await;
            }
            tokio::time::advance(Duration::from_millis(20)).await;
        }
    })
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) line: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) at: Instant,
}

impl Received {
    /// The values of a header, joined.
    pub(crate) fn header(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// What happens to a request.
#[derive(Clone)]
pub(crate) struct Answer {
    bytes: Vec<u8>,
    /// The connection is closed after it.
    cut: bool,
    /// The connection stays open after it, and nothing more comes.
    silent: bool,
    /// It comes a second later.
    late: bool,
}

impl Answer {
    pub(crate) fn new(status: u16, kind: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n", body.len());
        Self { bytes: [head.as_bytes(), body].concat(), cut: false, silent: false, late: false }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        let line_end = self.bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        self.bytes.splice(line_end..line_end, format!("{name}: {value}\r\n").into_bytes());
        self
    }

    /// The body in chunks, its length not told.
    pub(crate) fn chunked(mut self, chunks: &[&[u8]]) -> Self {
        let head = String::from_utf8(self.bytes).unwrap().replace("Content-Length: 0", "Transfer-Encoding: chunked");
        self.bytes = head.into_bytes();
        for chunk in chunks {
            self.bytes.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
            self.bytes.extend([chunk, &b"\r\n"[..]].concat());
        }
        self.bytes.extend(b"0\r\n\r\n");
        self
    }

    /// Only so much of the body is sent.
    pub(crate) fn cut_after(mut self, bytes: usize) -> Self {
        let body = self.bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        self.bytes.truncate(body + bytes);
        self.cut = true;
        self
    }

    pub(crate) fn then_silence(mut self, bytes: usize) -> Self {
        self = self.cut_after(bytes);
        (self.cut, self.silent) = (false, true);
        self
    }
}

/// The connection is closed without a word.
pub(crate) fn hang_up() -> Answer {
    Answer { bytes: Vec::new(), cut: true, silent: false, late: false }
}

/// Nothing comes at all.
pub(crate) fn silence() -> Answer {
    Answer { bytes: Vec::new(), cut: false, silent: true, late: false }
}

/// The answer comes a second later.
pub(crate) fn later(answer: Answer) -> Answer {
    Answer { late: true, ..answer }
}

pub(crate) fn json(body: impl AsRef<[u8]>) -> Answer {
    Answer::new(200, "application/json; odata.metadata=minimal", body)
}

pub(crate) fn status(status: u16) -> Answer {
    Answer::new(status, "text/plain", "")
}

/// The login goes well and makes a session of this name.
pub(crate) fn signed_in(session: &str) -> Answer {
    json(r#"{"Code":0,"Message":"","Exception":null,"PasswordChangeUrl":null,"RedirectUrl":null,"UserType":"General"}"#)
        .header("Set-Cookie", &format!(".ASPXAUTH={session}; path=/; HttpOnly; SameSite=Lax"))
        .header("Set-Cookie", &format!("BPMCSRF=csrf-{session}; path=/"))
}

pub(crate) const LOGIN: &str = "POST /ServiceModel/AuthService.svc/Login";

#[derive(Clone)]
pub(crate) struct Server {
    address: SocketAddr,
    script: Arc<Mutex<Vec<(String, Answer)>>>,
    log: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// A request takes the first line of the script whose text its own first line begins with. What
    /// has no line, or is left of the script, is told by [`Server::done`].
    pub(crate) async fn start(script: impl IntoIterator<Item = (&str, Answer)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let script = script.into_iter().map(|(line, answer)| (line.to_owned(), answer)).collect();
        let server =
            Self { address: listener.local_addr().unwrap(), script: Arc::new(Mutex::new(script)), log: Arc::default() };
        let this = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(this.clone().serve(stream));
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client that signs in, for a server on .NET Framework.
    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder(self.url()).auth(Forms::new("Ann", "hunter2")).platform(Platform::NetFramework)
    }

    /// What came.
    pub(crate) fn log(&self) -> Vec<Received> {
        self.log.lock().unwrap().clone()
    }

    /// The first lines of what came, without the protocol.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.log().iter().map(|request| request.line.clone()).collect()
    }

    /// Adds to the script.
    pub(crate) fn then(&self, line: &str, answer: Answer) {
        self.script.lock().unwrap().push((line.to_owned(), answer));
    }

    /// Nothing of the script is left.
    pub(crate) fn done(&self) {
        let left: Vec<_> = self.script.lock().unwrap().iter().map(|(line, _)| line.clone()).collect();
        assert!(left.is_empty(), "never asked for: {left:?}; asked for: {:?}", self.lines());
    }

    async fn serve(self, mut stream: TcpStream) -> io::Result<()> {
        let mut buffer = Vec::new();
        while let Some(request) = receive(&mut stream, &mut buffer).await? {
            let answer = {
                let mut script = self.script.lock().unwrap();
                let found = script.iter().position(|(line, _)| request.line.starts_with(line.as_str()));
                found.map(|index| script.remove(index).1)
            };
            self.log.lock().unwrap().push(request);
            // No client understands this status, so that the test sees it.
            let answer = answer.unwrap_or_else(|| Answer::new(418, "text/html", "<title>not in the script</title>"));
            if answer.late {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            stream.write_all(&answer.bytes).await?;
            if answer.silent {
                std::future::pending::<()>().await;
            }
            if answer.cut {
                break;
            }
        }
        Ok(())
    }
}

async fn receive(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<Received>> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    };
    let head = String::from_utf8(buffer.drain(..end + 4).collect()).unwrap();
    let mut lines = head.lines();
    let line = lines.next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
    let headers = lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.into(), value.into()));
    let mut request = Received { line, headers: headers.collect(), body: String::new(), at: Instant::now() };
    let length = request.header("content-length").parse().unwrap_or(0);
    while buffer.len() < length {
        stream.read_buf(buffer).await?;
    }
    request.body = String::from_utf8(buffer.drain(..length).collect()).unwrap();
    Ok(Some(request))
}
