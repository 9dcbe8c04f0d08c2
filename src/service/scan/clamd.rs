//! The client of clamd, the daemon of ClamAV: one command of its protocol, `INSTREAM`, and `PING` (clamd(8)). The file goes in pieces
//! behind their lengths, and the daemon says what it found. The crate `clamav-client` speaks it too; it sets no limit to how long a
//! daemon may stay silent, and this is less than what would bound it.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use domain::refusal::{Code, Fact, Refusal};

/// So long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// So long the daemon may stay silent: it looks at the whole file before it answers.
const SILENT: Duration = Duration::from_secs(120);
/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Bytes of an answer.
const ANSWER: usize = 4 << 10;

/// Where a daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clamd {
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Host(String),
    Socket(String),
}

/// What the daemon says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// Nothing was found.
    Clean,
    /// What was found, as its signature is called.
    Found(String),
}

impl Clamd {
    /// Reads `XINBU_CLAMD`: an address `HOST:PORT`, or the path of a socket.
    ///
    /// # Errors
    /// [`Code::ScannerAddress`].
    pub fn parse(setting: &str) -> Result<Self, Refusal> {
        let path = setting.strip_prefix("unix:").unwrap_or(setting);
        if path.starts_with('/') {
            return Ok(Self { place: Place::Socket(path.to_owned()) });
        }
        let port = setting.rsplit_once(':').filter(|(host, _)| !host.is_empty()).map(|(_, port)| port.parse::<u16>());
        match port {
            Some(Ok(port)) if port > 0 => Ok(Self { place: Place::Host(setting.to_owned()) }),
            _ => {
                Err(Refusal::new(Code::ScannerAddress).with("address", Fact::Text(setting.chars().take(120).collect())))
            }
        }
    }

    /// Where it is, as a person calls it.
    pub fn place(&self) -> &str {
        match &self.place {
            Place::Host(address) => address,
            Place::Socket(path) => path,
        }
    }

    /// Whether it answers.
    ///
    /// # Errors
    /// [`Code::ScannerAway`].
    pub fn answers(&self) -> Result<(), Refusal> {
        let said = self.ask(|stream| stream.write_all(b"zPING\0"))?;
        if said == "PONG" { Ok(()) } else { Err(away("scanner-strange")) }
    }

    /// Has a file looked at, to its end.
    ///
    /// # Errors
    /// [`Code::ScannerAway`], with what it says where it refuses the file: it looked at none of it, or not at all of it.
    pub fn look(&self, file: &mut dyn Read) -> Result<Says, Refusal> {
        let said = self.ask(|stream| {
            stream.write_all(b"zINSTREAM\0")?;
            let mut piece = vec![0; PIECE];
            loop {
                let read = file.read(&mut piece)?;
                let length = u32::try_from(read).map_err(std::io::Error::other)?;
                stream.write_all(&length.to_be_bytes())?;
                if read == 0 {
                    return Ok(());
                }
                stream.write_all(piece.get(..read).unwrap_or_default())?;
            }
        })?;
        match said.strip_prefix("stream: ") {
            Some("OK") => Ok(Says::Clean),
            Some(found) if found.ends_with(" FOUND") => {
                Ok(Says::Found(found.trim_end_matches(" FOUND").chars().take(200).collect()))
            }
            _ if said.contains("size limit exceeded") => Err(away("scanner-limit")),
            _ => Err(away("scanner-strange")),
        }
    }

    /// Sends something and reads the answer. A daemon that has heard enough answers and hangs up, so what was said counts before
    /// what could not be sent.
    fn ask(&self, send: impl FnOnce(&mut dyn Stream) -> std::io::Result<()>) -> Result<String, Refusal> {
        let mut stream = self.connect().map_err(|_| away("scanner-silent"))?;
        let sent = send(&mut *stream).and_then(|()| stream.flush());
        let mut said = vec![0; ANSWER];
        let mut length = 0;
        let heard = loop {
            match stream.read(said.get_mut(length..).unwrap_or_default()) {
                Ok(0) => break Ok(()),
                Ok(more) => length = length.saturating_add(more),
                Err(error) => break Err(error),
            }
        };
        said.truncate(length);
        let text = String::from_utf8_lossy(&said);
        let text = text.split('\0').next().unwrap_or_default().trim();
        // An answer that was cut has no end.
        if said.contains(&0) {
            return Ok(text.to_owned());
        }
        match sent.and(heard) {
            Ok(()) => Err(away("scanner-strange")),
            Err(_) => Err(away("scanner-silent")),
        }
    }

    fn connect(&self) -> std::io::Result<Box<dyn Stream>> {
        match &self.place {
            Place::Host(address) => {
                let mut last = std::io::Error::other("no such host");
                for address in address.to_socket_addrs()? {
                    match TcpStream::connect_timeout(&address, CONNECT) {
                        Ok(stream) => {
                            stream.set_read_timeout(Some(SILENT))?;
                            stream.set_write_timeout(Some(SILENT))?;
                            return Ok(Box::new(stream));
                        }
                        Err(error) => last = error,
                    }
                }
                Err(last)
            }
            #[cfg(unix)]
            Place::Socket(path) => {
                let stream = std::os::unix::net::UnixStream::connect(path)?;
                stream.set_read_timeout(Some(SILENT))?;
                stream.set_write_timeout(Some(SILENT))?;
                Ok(Box::new(stream))
            }
            #[cfg(not(unix))]
            Place::Socket(_) => Err(std::io::Error::other("no sockets of this kind here")),
        }
    }
}

trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

fn away(why: &str) -> Refusal {
    Refusal::new(Code::ScannerAway).with("why", Fact::Message(why.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::BufRead as _;
    use std::net::TcpListener;

    use super::*;

    /// A daemon that answers once: what it heard.
    fn daemon(answer: &'static [u8]) -> (Clamd, std::thread::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let clamd = Clamd::parse(&listener.local_addr().unwrap().to_string()).unwrap();
        let heard = std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = std::io::BufReader::new(stream);
            let (mut command, mut file) = (Vec::new(), Vec::new());
            reader.read_until(0, &mut command).unwrap();
            if command == b"zINSTREAM\0" {
                loop {
                    let mut length = [0; 4];
                    reader.read_exact(&mut length).unwrap();
                    let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
                    if length == 0 {
                        break;
                    }
                    let mut piece = vec![0; length];
                    reader.read_exact(&mut piece).unwrap();
                    file.extend(piece);
                }
            }
            reader.get_mut().write_all(answer).unwrap();
            if command == b"zPING\0" { command } else { file }
        });
        (clamd, heard)
    }

    #[test]
    fn a_file_is_heard_whole_and_what_is_said_of_it_understood() {
        let file: Vec<u8> = (0..200_000u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
        for (answer, says) in [
            (&b"stream: OK\0"[..], Ok(Says::Clean)),
            (b"stream: Own.Test.UNOFFICIAL FOUND\0", Ok(Says::Found("Own.Test.UNOFFICIAL".to_owned()))),
            (b"INSTREAM size limit exceeded. ERROR\0", Err("scanner-limit")),
            (b"stream: Can't allocate memory ERROR\0", Err("scanner-strange")),
            (b"UNKNOWN COMMAND\0", Err("scanner-strange")),
            (b"stream: O", Err("scanner-strange")),
            (b"", Err("scanner-strange")),
        ] {
            let (clamd, heard) = daemon(answer);
            let said = clamd.look(&mut file.as_slice());
            assert_eq!(heard.join().unwrap(), file);
            assert_eq!(said, says.map_err(away), "{}", String::from_utf8_lossy(answer));
        }
    }

    #[test]
    fn a_daemon_that_is_not_there_is_said_to_be_silent() {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let clamd = Clamd::parse(&closed.to_string()).unwrap();
        assert_eq!(clamd.answers(), Err(away("scanner-silent")));
        assert_eq!(Clamd::parse("/nowhere/clamd.sock").unwrap().answers(), Err(away("scanner-silent")));
        let (clamd, heard) = daemon(b"PONG\0");
        assert_eq!(clamd.answers(), Ok(()));
        assert_eq!(heard.join().unwrap(), b"zPING\0");
    }

    #[test]
    fn an_address_is_a_host_with_a_port_or_the_path_of_a_socket() {
        for good in ["localhost:3310", "127.0.0.1:3310", "[::1]:3310", "/run/clamav/clamd.ctl", "unix:/run/clamd.sock"]
        {
            assert!(Clamd::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "localhost", ":3310", "localhost:", "localhost:x", "localhost:0", "unix:clamd", "clamd.sock"] {
            assert_eq!(Clamd::parse(bad).unwrap_err().code, Code::ScannerAddress, "{bad}");
        }
    }
}
