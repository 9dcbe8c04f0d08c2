//! Cookies: the session's token, the language, and what the last act did.

use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, HOST, HeaderName, LOCATION, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};

use super::page::Flash;
use super::path::Path;
use crate::i18n::{Lang, Value};

const LANG: &str = "xinbu_lang";
const FLASH: &str = "xinbu_flash";

/// Name of the session cookie; with `__Host-` no other host of the domain can set it.
const fn session_name(https: bool) -> &'static str {
    if https { "__Host-xinbu" } else { "xinbu" }
}

/// Name of the cookie by which a browser is known whose forms wait for their person.
const fn browser_name(https: bool) -> &'static str {
    if https { "__Host-xinbu-forms" } else { "xinbu_forms" }
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok());
    all.flat_map(Cookie::split_parse).filter_map(Result::ok).find(|c| c.name() == name).map(|c| c.value().to_owned())
}

/// The session's token of a request; over https only the cookie that no other host can set.
pub fn token(headers: &HeaderMap, https: bool) -> Option<String> {
    cookie(headers, session_name(https)).filter(|token| is_token(token))
}

/// What only a browser has whose forms wait for their person; none where none wait.
pub fn browser(headers: &HeaderMap, https: bool) -> Option<String> {
    cookie(headers, browser_name(https)).filter(|token| is_token(token))
}

fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn set(headers: &mut HeaderMap, name: &'static str, value: String, https: bool, seconds: Option<i64>) {
    let cookie = Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).secure(https);
    let mut text = cookie.build().to_string();
    if let Some(seconds) = seconds {
        text.push_str(&format!("; Max-Age={seconds}"));
    }
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(SET_COOKIE, value);
    }
}

/// Keeps the session's token in the browser until it closes.
pub fn keep_token(headers: &mut HeaderMap, token: String, https: bool) {
    set(headers, session_name(https), token, https, None);
}

/// Lets a browser be known for as long as a form of it waits.
pub fn keep_browser(headers: &mut HeaderMap, token: String, https: bool, seconds: i64) {
    set(headers, browser_name(https), token, https, Some(seconds));
}

/// Forgets the session's token.
pub fn drop_token(headers: &mut HeaderMap, https: bool) {
    set(headers, session_name(https), String::new(), https, Some(0));
}

/// The language that the address asks for with `?lang=`.
pub fn chosen_language(uri: &Uri) -> Option<Lang> {
    let query = uri.query()?;
    form_urlencoded::parse(query.as_bytes()).find(|(k, _)| k == "lang").and_then(|(_, v)| Lang::from_tag(&v))
}

/// The language of the cookie, then of the browser, then Chinese.
pub fn language(headers: &HeaderMap) -> Lang {
    let kept = cookie(headers, LANG).and_then(|tag| Lang::from_tag(&tag));
    let accepted = || headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(Lang::accepted);
    kept.or_else(accepted).unwrap_or(Lang::ZhCn)
}

/// Keeps the language in the browser for a year.
pub fn keep_language(headers: &mut HeaderMap, lang: Lang, https: bool) {
    set(headers, LANG, lang.tag().to_owned(), https, Some(365 * 24 * 3600));
}

/// The page of this program that a request came from, as the browser tells it; never an address elsewhere.
pub fn referer(headers: &HeaderMap) -> Option<Path> {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    let uri: Uri = text(REFERER)?.parse().ok()?;
    let host = uri.authority().map(|a| a.as_str());
    (host.is_some() && host == text(HOST)).then(|| Path::asked(&uri))
}

/// What the last act did: a message of the catalogue with its variables, carried to the next page.
#[derive(Debug, Clone)]
pub struct Done {
    kind: &'static str,
    key: String,
    variables: Vec<(String, String)>,
}

impl Done {
    /// It went well.
    pub fn well(key: &str) -> Self {
        Self { kind: "done", key: key.to_owned(), variables: Vec::new() }
    }

    /// It went well, but something needs a look.
    pub fn with_warning(key: &str) -> Self {
        Self { kind: "warn", key: key.to_owned(), variables: Vec::new() }
    }

    /// Something needs a look, where that is so.
    #[must_use]
    pub const fn with_warning_if(mut self, so: bool) -> Self {
        if so {
            self.kind = "warn";
        }
        self
    }

    /// Adds a variable of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.variables.push((name.to_owned(), value.to_string()));
        self
    }

    /// Goes to another page, which shows it once.
    pub fn then(self, to: impl Into<Path>, https: bool) -> Response {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("kind", self.kind).append_pair("key", &self.key);
        for (name, value) in &self.variables {
            pairs.append_pair(&format!("v-{name}"), value);
        }
        let mut response = go(to);
        set(response.headers_mut(), FLASH, pairs.finish(), https, Some(60));
        response
    }
}

/// Goes to another page (303).
pub fn go(to: impl Into<Path>) -> Response {
    let target = HeaderValue::from_str(to.into().as_str()).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response()
}

/// What the last act did, from the cookie; only messages of the catalogue are shown, and their variables are escaped.
pub fn flash(headers: &HeaderMap, lang: Lang) -> Option<Flash> {
    let text = cookie(headers, FLASH).filter(|t| !t.is_empty())?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let of = |name: &str| pairs.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str());
    let key = of("key").filter(|k| k.starts_with("done-") && lang.has(k))?;
    let variables: Vec<(&str, Value<'_>)> =
        pairs.iter().filter_map(|(k, v)| k.strip_prefix("v-").map(|name| (name, v.as_str().into()))).collect();
    let words = lang.tv(key, &variables);
    Some(if of("kind") == Some("warn") { Flash::Warn(words) } else { Flash::Done(words) })
}

/// Forgets what the last act did, after it was shown.
pub fn drop_flash(headers: &mut HeaderMap, https: bool) {
    set(headers, FLASH, String::new(), https, Some(0));
}
