//! The address of a PostgreSQL server, read once: `postgres://user:password@host:port,host:port/name?parameter=value`.
//!
//! What the program does not know is refused by its name, since a parameter that is silently left out changes what is
//! promised. Neither the address nor its password ever stands in a message.

use std::fmt;
use std::str::FromStr as _;

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::postgres::PgConnectOptions;

/// Parameters that go to the driver as they are.
const PASSED_ON: [&str; 6] =
    ["sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "statement-cache-capacity"];

/// How the driver may speak with a server.
const SSL_MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// A server or several of one cluster, of which the one that takes writes is used.
pub struct Address {
    servers: Vec<Server>,
    /// What people call the database.
    pub name: String,
}

struct Server {
    name: String,
    options: PgConnectOptions,
}

/// It holds a password.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("name", &self.name).field("servers", &self.servers.len()).finish()
    }
}

fn unreadable(why: &str) -> Refusal {
    Refusal::new(Code::DatabaseAddress).with("why", Fact::Message(why.to_owned()))
}

fn about(code: Code, name: &str) -> Refusal {
    Refusal::new(code).with("name", Fact::Text(name.to_owned()))
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Code::DatabaseAddress`]; [`Code::DatabaseParameterUnknown`]; [`Code::DatabaseParameterValue`].
    pub fn parse(url: &str) -> Result<Self, Refusal> {
        let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"));
        let rest = rest.ok_or_else(|| unreadable("address-kind"))?;
        if rest.contains('#') {
            return Err(unreadable("address-sign"));
        }
        let (place, question) = rest.split_once('?').unwrap_or((rest, ""));
        let (servers, name) = place.split_once('/').unwrap_or((place, ""));
        let (who, servers) = servers.rsplit_once('@').unwrap_or(("", servers));
        let (user, password) = who.split_once(':').unwrap_or((who, ""));
        let mut parts = Parts {
            user: decoded(user)?,
            password: decoded(password)?,
            name: decoded(name)?,
            hosts: Vec::new(),
            ports: Vec::new(),
            passed_on: Vec::new(),
        };
        for server in servers.split(',').filter(|_| !servers.is_empty()) {
            parts.server(server)?;
        }
        for pair in question.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').ok_or_else(|| unreadable("address-sign"))?;
            parts.parameter(&decoded(key)?, decoded(value)?)?;
        }
        parts.address()
    }

    /// Another database of the same servers.
    pub(crate) fn with(mut self, name: &str) -> Self {
        for server in &mut self.servers {
            server.options = server.options.clone().database(name);
        }
        Self { name: name.to_owned(), ..self }
    }

    /// Another database of a server that was found.
    pub(crate) fn of(server: &PgConnectOptions, name: &str) -> Self {
        let options = server.clone().database(name);
        Self { servers: vec![Server { name: name.to_owned(), options }], name: name.to_owned() }
    }

    /// What each server is called and how it is reached.
    pub(crate) fn servers(&self) -> impl Iterator<Item = (&str, &PgConnectOptions)> {
        self.servers.iter().map(|server| (server.name.as_str(), &server.options))
    }
}

/// What an address says, while it is read.
struct Parts {
    user: String,
    password: String,
    name: String,
    hosts: Vec<String>,
    ports: Vec<u16>,
    passed_on: Vec<(String, String)>,
}

impl Parts {
    /// `host`, `host:port`, `[address]:port`, or the folder of a socket with its signs encoded.
    fn server(&mut self, text: &str) -> Result<(), Refusal> {
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (text, None),
        };
        let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']'));
        if host.is_empty() || (bare.is_none() && host.contains(':')) {
            return Err(unreadable("address-server"));
        }
        self.hosts.push(decoded(host)?);
        self.ports.push(port.map_or(Ok(5432), port_of)?);
        Ok(())
    }

    fn parameter(&mut self, key: &str, value: String) -> Result<(), Refusal> {
        match key {
            "host" => {
                self.hosts = value.split(',').map(str::to_owned).collect();
                if self.hosts.iter().any(String::is_empty) {
                    return Err(about(Code::DatabaseParameterValue, key));
                }
            }
            "port" => self.ports = value.split(',').map(port_of).collect::<Result<_, _>>()?,
            "user" => self.user = value,
            "password" => self.password = value,
            "dbname" => self.name = value,
            // The program asks every server itself and uses none that only reads.
            "target_session_attrs" if matches!(value.as_str(), "read-write" | "primary") => {}
            "sslmode" if !SSL_MODES.contains(&value.as_str()) => return Err(about(Code::DatabaseParameterValue, key)),
            "statement-cache-capacity" if value.parse::<u16>().is_err() => {
                return Err(about(Code::DatabaseParameterValue, key));
            }
            "target_session_attrs" => return Err(about(Code::DatabaseParameterValue, key)),
            known if PASSED_ON.contains(&known) => self.passed_on.push((known.to_owned(), value)),
            // A name that is not one may be a piece of a password.
            other if other.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '-') => {
                return Err(about(Code::DatabaseParameterUnknown, other));
            }
            _ => return Err(unreadable("address-sign")),
        }
        Ok(())
    }

    fn address(self) -> Result<Address, Refusal> {
        if self.name.is_empty() {
            return Err(unreadable("address-name"));
        }
        let hosts: Vec<Option<&String>> =
            if self.hosts.is_empty() { vec![None] } else { self.hosts.iter().map(Some).collect() };
        if self.ports.len() > 1 && self.ports.len() != hosts.len() {
            return Err(about(Code::DatabaseParameterValue, "port"));
        }
        let mut servers = Vec::new();
        for (n, host) in hosts.into_iter().enumerate() {
            let port = self.ports.get(n).or(self.ports.first()).copied().unwrap_or(5432);
            servers.push(Server {
                name: host.map_or_else(|| "localhost".to_owned(), |host| format!("{host}:{port}")),
                options: self.options(host.map(String::as_str), port)?,
            });
        }
        Ok(Address { servers, name: self.name })
    }

    /// The driver's own reader looks up what stands outside the address, a file of passwords for example; it is given
    /// nothing that was not read here.
    fn options(&self, host: Option<&str>, port: u16) -> Result<PgConnectOptions, Refusal> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(host) = host {
            query.append_pair("host", host).append_pair("port", &port.to_string());
        }
        for (key, value) in [("user", &self.user), ("password", &self.password), ("dbname", &self.name)] {
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        }
        for (key, value) in &self.passed_on {
            query.append_pair(key, value);
        }
        let options = PgConnectOptions::from_str(&format!("postgres:///?{}", query.finish()));
        // What the driver says may quote the address.
        Ok(options.map_err(|_| unreadable("address-sign"))?.disable_statement_logging())
    }
}

fn port_of(text: &str) -> Result<u16, Refusal> {
    text.parse().map_err(|_| unreadable("address-server"))
}

/// A part of an address with its signs as they are meant.
/// A part of an address as it was before its signs were encoded.
///
/// # Errors
/// [`Code::DatabaseAddress`].
pub(crate) fn decoded(text: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'%' {
            bytes.push(*byte);
            continue;
        }
        let digits = after.get(..2).and_then(|d| std::str::from_utf8(d).ok());
        let value = digits.and_then(|d| u8::from_str_radix(d, 16).ok()).ok_or_else(|| unreadable("address-sign"))?;
        bytes.push(value);
        rest = after.get(2..).unwrap_or_default();
    }
    let good = String::from_utf8(bytes).map_err(|_| unreadable("address-sign"))?;
    if good.contains('\0') { Err(unreadable("address-sign")) } else { Ok(good) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(url: &str) -> Vec<String> {
        Address::parse(url).unwrap().servers().map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn several_servers_are_read_from_either_place() {
        assert_eq!(
            names("postgres://u:p@a:1,b,[::1]:3/x?target_session_attrs=read-write"),
            ["a:1", "b:5432", "[::1]:3"]
        );
        assert_eq!(names("postgresql://u@/x?host=a,b&port=1,2"), ["a:1", "b:2"]);
        assert_eq!(names("postgres://u@a,b/x?port=7"), ["a:7", "b:7"]);
        let socket = Address::parse("postgres://postgres@localhost/t1?host=/tmp/x y").unwrap();
        let (_, options) = socket.servers().next().unwrap();
        assert_eq!(options.get_socket().unwrap().to_str(), Some("/tmp/x y"));
        assert_eq!((options.get_username(), options.get_database()), ("postgres", Some("t1")));
    }

    #[test]
    fn what_is_unknown_is_refused_by_name_and_nothing_of_the_address_stands_in_a_message() {
        for (url, code) in [
            ("postgres://u:gehe%im@h/x", Code::DatabaseAddress),
            ("postgres://u:gehe/im@h/x", Code::DatabaseAddress),
            ("postgres://u:gehe#im@h/x", Code::DatabaseAddress),
            ("postgres://u:gehe?im@h/x", Code::DatabaseAddress),
            ("postgres://u:gehe?i=m@h/x", Code::DatabaseAddress),
            ("postgres://u:gehe@h:port/x", Code::DatabaseAddress),
            ("mysql://u:gehe@h/x", Code::DatabaseAddress),
            ("postgres//u:gehe@h/x", Code::DatabaseAddress),
            ("postgres://u:gehe@h/x?connect_timeout=3", Code::DatabaseParameterUnknown),
            ("postgres://u:gehe@h/x?options=-c%20fsync=off", Code::DatabaseParameterUnknown),
            ("postgres://u:gehe@h/x?target_session_attrs=any", Code::DatabaseParameterValue),
            ("postgres://u:gehe@h/x?target_session_attrs=standby", Code::DatabaseParameterValue),
            ("postgres://u:gehe@h/x?sslmode=perhaps", Code::DatabaseParameterValue),
            ("postgres://u:gehe@a,b,c/x?port=1,2", Code::DatabaseParameterValue),
        ] {
            let refusal = Address::parse(url).unwrap_err();
            assert_eq!(refusal.code, code, "{url}: {refusal:?}");
            assert!(!format!("{refusal:?} {refusal}").contains("gehe"), "{refusal:?}");
        }
        assert!(!format!("{:?}", Address::parse("postgres://u:gehe@h/x").unwrap()).contains("gehe"));
    }
}
