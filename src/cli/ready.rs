//! `xinbu ready`: whether the program that serves on an address can do its work; for containers, which have no other means to ask.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use clap::Args;

use super::output::Out;
use super::server::place_of;

/// Arguments of `xinbu ready`.
#[derive(Debug, Args)]
pub(super) struct Ready {
    /// Address that the program listens on; a port alone is one of this machine
    #[arg(long, env = "XINBU_LISTEN", default_value = "127.0.0.1:8080", value_parser = place_of)]
    listen: String,
}

/// Who asks every half minute learns nothing from an answer that comes later.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn run(out: Out, command: &Ready) -> bool {
    let answer = ask(&command.listen).unwrap_or_else(|error| Answer { good: false, words: error.to_string() });
    let key = if answer.good { "cli-ready" } else { "cli-not-ready" };
    out.line(&out.lang.tv(key, &[("address", command.listen.as_str().into()), ("why", answer.words.into())]));
    answer.good
}

/// What `/readyz` says.
struct Answer {
    good: bool,
    words: String,
}

/// A program that listens everywhere is asked here.
fn here(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

fn ask(listen: &str) -> std::io::Result<Answer> {
    let addresses = listen.to_socket_addrs()?;
    let mut failed = std::io::Error::from(std::io::ErrorKind::AddrNotAvailable);
    for address in addresses.map(here) {
        match ask_one(address) {
            Ok(answer) => return Ok(answer),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn ask_one(address: SocketAddr) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.take(4096).read_to_end(&mut bytes)?;
    Ok(read(&String::from_utf8_lossy(&bytes)))
}

/// An answer is good by its status; its words are the body, or the status where there is none.
fn read(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
    let status = head.lines().next().unwrap_or_default();
    let good = status.strip_prefix("HTTP/1.1 ").is_some_and(|status| status.starts_with("200 "));
    let words = if body.trim().is_empty() { status } else { body.trim() };
    Answer { good, words: words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_good_by_its_status_alone() {
        let good = read("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        assert!(good.good && good.words == "ok");
        let full = read("HTTP/1.1 503 Service Unavailable\r\n\r\ndisk full");
        assert!(!full.good && full.words == "disk full");
        assert!(!read("").good && !read("SSH-2.0-OpenSSH_9.2\r\n").good && !read("200 OK").good);
    }

    #[test]
    fn a_program_that_listens_everywhere_is_asked_here() {
        let of = |text: &str| here(text.parse().unwrap()).to_string();
        assert_eq!(of("0.0.0.0:8080"), "127.0.0.1:8080");
        assert_eq!(of("[::]:8080"), "[::1]:8080");
        assert_eq!(of("192.0.2.7:80"), "192.0.2.7:80");
    }
}
