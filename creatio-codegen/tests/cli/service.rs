//! A service that answers by script.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What begins the first line of a request, and the whole answer.
type Line = (String, Vec<u8>);

#[derive(Clone)]
pub(crate) struct Service {
    address: SocketAddr,
    script: Arc<Mutex<Vec<Line>>>,
    log: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// Each request takes the first line of the script that it begins with.
    pub(crate) fn start<'s>(script: impl IntoIterator<Item = (&'s str, Vec<u8>)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let service = Self {
            address: listener.local_addr().expect("an address"),
            script: Arc::new(Mutex::new(script.into_iter().map(|(line, answer)| (line.to_owned(), answer)).collect())),
            log: Arc::default(),
        };
        let this = service.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let this = this.clone();
                std::thread::spawn(move || this.serve(&stream));
            }
        });
        service
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// First line and body of every request.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().expect("not poisoned").clone()
    }

    /// Until nobody asks any more. An answer that is shorter than it says is the last on its connection, which stays open.
    fn serve(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        loop {
            let request = receive(&mut reader)?;
            let answer = {
                let mut script = self.script.lock().expect("not poisoned");
                let index = script.iter().position(|(line, _)| request.starts_with(line.as_str()));
                index.map_or_else(|| answer(418, "text/plain", ""), |index| script.remove(index).1)
            };
            self.log.lock().expect("not poisoned").push(request);
            (&*stream).write_all(&answer).ok()?;
        }
    }
}

fn receive(reader: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let mut request = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        match header.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    if !body.is_empty() {
        request.push_str(&format!(" {}", String::from_utf8_lossy(&body)));
    }
    Some(request)
}

pub(crate) fn answer(status: u16, kind: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub(crate) fn document(text: &str) -> Vec<u8> {
    answer(200, "application/xml", text)
}

pub(crate) fn signed_in() -> Vec<u8> {
    let answer = answer(200, "application/json", r#"{"Code":0,"Message":""}"#);
    let text = String::from_utf8(answer).expect("text");
    text.replacen("\r\n", "\r\nSet-Cookie: .ASPXAUTH=t; path=/\r\nSet-Cookie: BPMCSRF=c; path=/\r\n", 1).into_bytes()
}
