//! One request: the name is resolved, every address is checked, and only a checked address is connected to; the answer
//! is taken in only as long as it may be one.

use std::net::{IpAddr, SocketAddr};

use domain::credit::registry::Registry;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, StatusCode, Url, redirect};

use super::{Failure, Limits, address};

/// A question that is ready to be sent.
pub(super) struct Question<'a> {
    registry: &'a Registry,
    url: Url,
    header: Option<(HeaderName, HeaderValue)>,
}

/// What came back, whether it is an answer or not.
pub(super) struct Heard {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    /// Why it cannot be an answer.
    pub(super) failure: Option<Failure>,
}

impl<'a> Question<'a> {
    /// Prepares a question about a firm without sending anything.
    pub(super) fn about(registry: &'a Registry, code: &str, name: &str) -> Result<Self, Failure> {
        let url = registry.url_for(code, name).ok_or(Failure::Url)?;
        let url = Url::parse(&url).map_err(|_| Failure::Url)?;
        let header = registry.header.as_ref().map(|h| secret(&h.name, &h.env)).transpose()?;
        Ok(Self { registry, url, header })
    }

    /// Sends it once, within the limits.
    pub(super) async fn send(&self, tls: &rustls::ClientConfig, limits: &Limits) -> Result<Heard, Failure> {
        let sent = tokio::time::timeout(limits.total, async {
            let addresses =
                tokio::time::timeout(limits.connect, self.addresses()).await.map_err(|_| Failure::Timeout)??;
            self.exchange(addresses, tls, limits).await
        });
        sent.await.map_err(|_| Failure::Timeout)?
    }

    /// Where the host is, every address checked.
    async fn addresses(&self) -> Result<Vec<SocketAddr>, Failure> {
        let host = self.url.host_str().ok_or(Failure::Url)?;
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let port = self.url.port_or_known_default().ok_or(Failure::Url)?;
        let found = tokio::net::lookup_host((bare, port)).await.map_err(|_| Failure::UnknownHost(host.to_owned()))?;
        let addresses: Vec<SocketAddr> = found.collect();
        if addresses.is_empty() {
            return Err(Failure::UnknownHost(host.to_owned()));
        }
        match addresses.iter().map(SocketAddr::ip).find(|ip| !self.may_be_asked(host, *ip)) {
            Some(address) => Err(Failure::Private { host: host.to_owned(), address }),
            None => Ok(addresses),
        }
    }

    fn may_be_asked(&self, host: &str, ip: IpAddr) -> bool {
        let named = |allowed: &String| {
            let bare = allowed.trim_start_matches('[').trim_end_matches(']');
            allowed.eq_ignore_ascii_case(host) || bare.parse().is_ok_and(|allowed: IpAddr| allowed == ip)
        };
        address::is_public(ip) || self.registry.allow.iter().any(named)
    }

    async fn exchange(
        &self,
        addresses: Vec<SocketAddr>,
        tls: &rustls::ClientConfig,
        limits: &Limits,
    ) -> Result<Heard, Failure> {
        // No proxy and no redirect: either would connect to an address that nobody has checked.
        let client = Client::builder()
            .tls_backend_preconfigured(tls.clone())
            .dns_resolver(Checked(addresses))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .retry(reqwest::retry::never())
            .connect_timeout(limits.connect)
            .user_agent(concat!("xinbu/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(Failure::of)?;
        let mut request = client.get(self.url.clone());
        request = request.header(ACCEPT, "application/json").header(ACCEPT_ENCODING, "identity");
        if let Some((name, secret)) = &self.header {
            request = request.header(name, secret);
        }
        let mut response = request.send().await.map_err(Failure::of)?;
        let status = response.status();
        let body = whole_body(&mut response, limits).await;
        let failure = of_status(status).or_else(|| of_headers(response.headers()));
        // Of a refusal the words do not matter; of an answer all of it does.
        let (body, failure) = match body {
            Ok(body) => (body, failure),
            Err(broken) => (Vec::new(), failure.or(Some(broken))),
        };
        Ok(Heard { status: status.as_u16(), body, failure })
    }
}

/// Gives the checked addresses, whatever name is asked for.
struct Checked(Vec<SocketAddr>);

impl Resolve for Checked {
    fn resolve(&self, _: Name) -> Resolving {
        let addresses: Addrs = Box::new(self.0.clone().into_iter());
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

/// The header with the secret that an environment variable holds.
#[expect(clippy::disallowed_methods, reason = "contracts are data; each names the variable of its own secret")]
fn secret(name: &str, env: &str) -> Result<(HeaderName, HeaderValue), Failure> {
    let refuse = || Failure::Secret(env.to_owned());
    let value = std::env::var(env).ok().filter(|value| !value.is_empty()).ok_or_else(refuse)?;
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse())?;
    let mut value = HeaderValue::from_str(&value).map_err(|_| refuse())?;
    value.set_sensitive(true);
    Ok((name, value))
}

fn of_status(status: StatusCode) -> Option<Failure> {
    match status {
        StatusCode::OK => None,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Some(Failure::Denied(status.as_u16())),
        _ => Some(Failure::Status(status.as_u16())),
    }
}

fn of_headers(headers: &HeaderMap) -> Option<Failure> {
    let text = |name| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase());
    if let Some(encoding) = text(CONTENT_ENCODING).filter(|e| e != "identity") {
        return Some(Failure::Encoding(encoding));
    }
    let found = text(CONTENT_TYPE).unwrap_or_default();
    (!is_json(&found)).then_some(Failure::ContentType(found))
}

/// `application/json` or `application/…+json`, in UTF-8 if it says in what.
fn is_json(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let kind = parts.next().and_then(|kind| kind.strip_prefix("application/"));
    let charset =
        |part: &str| part.strip_prefix("charset=").is_none_or(|c| matches!(c.trim_matches('"'), "utf-8" | "utf8"));
    kind.is_some_and(|kind| kind == "json" || kind.ends_with("+json")) && parts.all(charset)
}

/// The body, as long as it is not larger than an answer may be.
async fn whole_body(response: &mut Response, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let too_large = || Failure::TooLarge(limits.body);
    if response.content_length().is_some_and(|length| usize::try_from(length).is_ok_and(|l| l > limits.body)) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Failure::of)? {
        if body.len().saturating_add(chunk.len()) > limits.body {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
