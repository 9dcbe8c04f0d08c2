//! Mail on its way out: to a server by SMTP (RFC 5321), or as files into a folder. What a server answers is told; nothing is
//! tried twice here.
//!
//! Nobody's text reaches a header as it is: addresses are of a closed form ([`domain::mail::Address`]), and whatever else stands
//! in a header is encoded on one line.

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::mail::Address;
use domain::refusal::{Code, Fact, Refusal};
use kernel::error::{Error, Fault, why};
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use mail_builder::MessageBuilder;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use url::Url;

/// A server that says nothing for so long is not there. A worker has its job for longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// By which a receiver knows that it came twice; the part before the `@`.
    pub id: String,
    /// To whom.
    pub to: Address,
    /// The name of the sender.
    pub sender: String,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub body: String,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// The way out.
#[derive(Clone)]
pub struct Carrier {
    way: Way,
    /// The address that mail is from.
    from: Address,
}

#[derive(Clone)]
enum Way {
    Folder(PathBuf),
    Server { name: String, transport: AsyncSmtpTransport<Tokio1Executor> },
}

impl fmt::Debug for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())
    }
}

/// How the connection to a server is kept secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Secrecy {
    /// From its first byte on.
    Always,
    /// After a STARTTLS, without which nothing is sent.
    Begun,
    /// Not at all: to a server on the same machine or in the same room.
    None,
}

/// Why a place is none, by a message of the catalogues.
fn refused(place: &str, why: Fact) -> Refusal {
    Refusal::new(Code::MailPlace).with("value", Fact::Text(place.to_owned())).with("why", why)
}

impl Carrier {
    /// The way to a place: `folder:PATH`, `smtps://SERVER` (TLS from the beginning), `smtp://SERVER` (STARTTLS), or
    /// `smtp+plain://SERVER`, with the name of a person or a service before the server where it asks for one.
    ///
    /// # Errors
    /// [`Code::MailPlace`] with what is wrong; a fault of the TLS library.
    pub fn new(place: &str, password: Option<&str>, from: Address) -> Result<Self, Error> {
        if let Some(path) = place.strip_prefix("folder:") {
            let path = PathBuf::from(path);
            let there = std::fs::metadata(&path).map_err(|error| refused(place, why(&error)))?;
            if !there.is_dir() {
                return Err(refused(place, Fact::Message("file-is-no-folder".to_owned())).into());
            }
            return Ok(Self { way: Way::Folder(path), from });
        }
        Ok(Self { way: server(place, password)?, from })
    }

    /// Where mail goes, without secrets.
    pub fn place(&self) -> String {
        match &self.way {
            Way::Folder(path) => path.display().to_string(),
            Way::Server { name, .. } => name.clone(),
        }
    }

    /// Sends a mail: when it returns, the server has taken it, or it stands in the folder.
    ///
    /// # Errors
    /// [`Code::MailNotTaken`] with the answer; a fault where a text of the program is none.
    pub async fn send(&self, mail: &Mail) -> Result<(), Error> {
        let bytes = self.written(mail)?;
        match &self.way {
            Way::Folder(path) => {
                let (path, name) = (path.clone(), format!("{}.eml", mail.id));
                let put = move || put(&path, &name, &bytes);
                let done = tokio::task::spawn_blocking(put).await;
                let done = done.map_err(|e| Fault::from_cause("a mail could not be written", e))?;
                done.map_err(|error| self.not_taken(why(&error)))
            }
            Way::Server { transport, .. } => {
                let address =
                    |address: &Address| address.as_str().parse().map_err(|e| Fault::from_cause("no address", e));
                let envelope = Envelope::new(Some(address(&self.from)?), vec![address(&mail.to)?]);
                let envelope = envelope.map_err(|e| Fault::from_cause("a mail to nobody", e))?;
                let sent = transport.send_raw(&envelope, &bytes).await;
                sent.map(|_| ()).map_err(|error| self.not_taken(said(&error, Some(&mail.to))))
            }
        }
    }

    /// Asks whether mail would be taken: the server is greeted and the password shown; the folder is looked at.
    ///
    /// # Errors
    /// [`Code::MailNotTaken`].
    pub async fn answers(&self) -> Result<(), Error> {
        match &self.way {
            Way::Folder(path) => {
                let probe = tempfile::NamedTempFile::new_in(path);
                probe.map(|_| ()).map_err(|error| self.not_taken(why(&error)))
            }
            Way::Server { transport, .. } => {
                let there = transport.test_connection().await.map_err(|error| self.not_taken(said(&error, None)))?;
                if there { Ok(()) } else { Err(self.not_taken(Fact::Message("mail-why-away".to_owned()))) }
            }
        }
    }

    fn not_taken(&self, why: Fact) -> Error {
        Refusal::new(Code::MailNotTaken).with("place", Fact::Text(self.place())).with("why", why).into()
    }

    /// The mail as it is sent.
    fn written(&self, mail: &Mail) -> Result<Vec<u8>, Fault> {
        let (_, host) = self.from.as_str().rsplit_once('@').unwrap_or_default();
        MessageBuilder::new()
            .from((one_line(&mail.sender).as_str(), self.from.as_str()))
            .to(mail.to.as_str())
            .subject(one_line(&mail.subject))
            .date(Date::new(mail.at.timestamp()))
            .message_id(format!("{}@{host}", mail.id))
            // Nobody's absence is answered to a program (RFC 3834, 5).
            .header("Auto-Submitted", Raw::new("auto-generated"))
            .text_body(mail.body.as_str())
            .write_to_vec()
            .map_err(|e| Fault::from_cause("a mail could not be composed", e))
    }
}

/// A text for a header: whatever would end its line is a blank.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

/// Under its name at once and whole; the same mail again is the same file.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name))?;
    std::fs::File::open(folder)?.sync_all()
}

/// The way to a server.
fn server(place: &str, password: Option<&str>) -> Result<Way, Error> {
    let because = |key: &str| refused(&without_password(place), Fact::Message(key.to_owned()));
    let (scheme, rest) = place.split_once("://").ok_or_else(|| because("mail-place-kind"))?;
    let (secrecy, usual) = match scheme {
        "smtps" => (Secrecy::Always, 465),
        "smtp" => (Secrecy::Begun, 587),
        "smtp+plain" => (Secrecy::None, 25),
        _ => return Err(because("mail-place-kind").into()),
    };
    let url = Url::parse(&format!("smtp://{rest}")).map_err(|_| because("mail-place-server"))?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| because("mail-place-server"))?.to_owned();
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err(because("mail-place-server").into());
    }
    // Whoever lists the processes of the machine would read it.
    if url.password().is_some() {
        return Err(because("mail-place-password").into());
    }
    let port = url.port().unwrap_or(usual);
    let tls = || TlsParameters::new(host.clone()).map_err(|e| Fault::from_cause("no TLS to a server of mail", e));
    let tls = match secrecy {
        Secrecy::Always => Tls::Wrapper(tls()?),
        Secrecy::Begun => Tls::Required(tls()?),
        Secrecy::None => Tls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host).port(port).tls(tls);
    builder = builder.timeout(Some(PATIENCE)).hello_name(ClientId::default());
    let user = form_urlencoded(url.username());
    builder = match (user.is_empty(), password) {
        (true, None) => builder,
        // A password that is shown to everybody on the way is none.
        (false, Some(_)) if secrecy == Secrecy::None => return Err(because("mail-place-plain").into()),
        (false, Some(password)) => builder.credentials(Credentials::new(user, password.to_owned())),
        _ => return Err(because("mail-place-user").into()),
    };
    Ok(Way::Server { name: format!("{scheme}://{host}:{port}"), transport: builder.build() })
}

/// A name in an address, where signs like `@` are written `%40`.
fn form_urlencoded(text: &str) -> String {
    // The rules of forms but for `+`, which is a sign of names.
    let text = text.replace('+', "%2B");
    let pair = format!("n={text}");
    url::form_urlencoded::parse(pair.as_bytes()).next().map_or_else(String::new, |(_, name)| name.into_owned())
}

/// What of an address may be shown: what stands between a name and the server may be a password.
fn without_password(place: &str) -> String {
    match (place.split_once("://"), place.rsplit_once('@')) {
        (Some((scheme, rest)), Some((_, server))) if rest.contains('@') => format!("{scheme}://…@{server}"),
        _ => place.to_owned(),
    }
}

/// What a server answered, or why it did not. An answer may repeat to whom the mail is, which others who read of
/// it are not told.
fn said(error: &lettre::transport::smtp::Error, to: Option<&Address>) -> Fact {
    let key = match error.status() {
        Some(code) => {
            let answer = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let answer = to.map_or(answer.clone(), |to| answer.replace(to.as_str(), "…"));
            let key = if error.is_permanent() { "mail-why-refused" } else { "mail-why-later" };
            return Fact::About(
                key.to_owned(),
                one_line(format!("{code} {answer}").trim()).chars().take(200).collect(),
            );
        }
        None if error.is_tls() || is_of_tls(error) => "mail-why-tls",
        None if error.is_timeout() => "mail-why-silent",
        None if error.is_client() => "mail-why-unable",
        None if error.is_response() => "mail-why-strange",
        None => "mail-why-away",
    };
    Fact::Message(key.to_owned())
}

/// Whether a connection broke at its TLS: the certificate is not trusted, or the other side speaks none.
fn is_of_tls(error: &lettre::transport::smtp::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        source = cause.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    fn why_not(place: &str, password: Option<&str>) -> String {
        let error = Carrier::new(place, password, address("office@example.org")).unwrap_err();
        let Error::Refused(refusal) = error else { panic!("{error}") };
        assert_eq!(refusal.code, Code::MailPlace);
        assert!(!format!("{refusal:?}").contains("hunter2"), "{refusal:?}");
        match &refusal.facts.iter().find(|(name, _)| name == "why").unwrap().1 {
            Fact::Message(key) => key.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_place_is_a_folder_or_a_server_that_is_wholly_named() {
        for (place, password, key) in [
            ("mail.example.org", None, "mail-place-kind"),
            ("http://mail.example.org", None, "mail-place-kind"),
            ("smtp://", None, "mail-place-server"),
            ("smtp://mail.example.org:99999", None, "mail-place-server"),
            ("smtp://mail.example.org/box", None, "mail-place-server"),
            ("smtp://office:hunter2@mail.example.org", None, "mail-place-password"),
            ("smtp://office@mail.example.org", None, "mail-place-user"),
            ("smtp://mail.example.org", Some("hunter2"), "mail-place-user"),
            ("smtp+plain://office@mail.example.org", Some("hunter2"), "mail-place-plain"),
            ("folder:/nowhere/at/all", None, "file-not-there"),
            ("folder:/proc/version", None, "file-is-no-folder"),
        ] {
            assert_eq!(why_not(place, password), key, "{place}");
        }
        for (place, password, shown) in [
            ("smtp://office%40x.org@mail.example.org", Some("x"), "smtp://mail.example.org:587"),
            ("smtps://office@mail.example.org", Some("x"), "smtps://mail.example.org:465"),
            ("smtp+plain://127.0.0.1:2525", None, "smtp+plain://127.0.0.1:2525"),
        ] {
            assert_eq!(Carrier::new(place, password, address("office@example.org")).unwrap().place(), shown);
        }
        assert_eq!(form_urlencoded("a%40b+c"), "a@b+c");
    }

    #[test]
    fn no_text_makes_a_header_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let place = format!("folder:{}", folder.path().display());
        let carrier = Carrier::new(&place, None, address("office@example.org")).unwrap();
        let mail = Mail {
            id: "abc".to_owned(),
            to: address("li@example.org"),
            sender: "信补\r\nBcc: a@b.org".to_owned(),
            subject: "Hello\r\nBcc: x@b.org\r\n\r\nbody".to_owned(),
            body: "行一\n行二".to_owned(),
            at: DateTime::UNIX_EPOCH,
        };
        let text = String::from_utf8(carrier.written(&mail).unwrap()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{head}");
        assert!(text.is_ascii(), "{text}");
        assert!(
            head.contains("Message-ID: <abc@example.org>") && head.contains("Auto-Submitted: auto-generated"),
            "{head}"
        );
    }
}
