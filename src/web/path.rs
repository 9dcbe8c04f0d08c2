//! Addresses of our own, written as the route table writes them: a link is found by the pattern of its route, a route that is renamed
//! leaves none behind, and what stands in an address is encoded in one place.

use std::borrow::Cow;
use std::fmt;

use axum::http::Uri;
use domain::id::{
    AccessTokenId, AccountHoldId, AttachmentId, BankTableId, BudgetAllocationId, CreditCheckId, CreditConsentId,
    CreditEntryId, CreditExportId, CreditImportId, CreditObjectionId, CreditRecoveryId, CreditRepairId, JobId,
    KeptFormId, PersonId, ScheduleId,
};
use maud::Render;
use uuid::Uuid;

/// An address of our own: a page or an act, with what is asked of it. No link, form or redirect takes anything else, and text
/// becomes one in this file only: by [`to!`] from a pattern of the route table, and by [`Path::ours`] and [`Path::asked`] from what a
/// browser sent, once it is known to lead nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path(Cow<'static, str>);

/// The address of a route, by its pattern and a value for each of its parameters: `to!("/jobs/{job}/again", id)`. The pattern stands
/// as in the route table, so that a search for it finds both; a test looks each of them up there.
macro_rules! to {
    ($pattern:literal) => {
        const { $crate::web::path::Path::of_pattern($pattern) }
    };
    ($pattern:literal, $($value:expr),+ $(,)?) => {{
        const {
            let values = [$(stringify!($value)),+].len();
            assert!($crate::web::path::parameters($pattern) == values, "a value for each parameter, and no more");
        }
        $crate::web::path::Path::of_values($pattern, [$($crate::web::path::Segment::text(&$value)),+])
    }};
}
pub(crate) use to;

/// What can stand for a parameter of a route: one segment of an address.
pub trait Segment {
    /// The segment before it is encoded.
    fn text(&self) -> Cow<'_, str>;
}

impl Segment for str {
    fn text(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl Segment for String {
    fn text(&self) -> Cow<'_, str> {
        self.as_str().into()
    }
}

impl<T: Segment + ?Sized> Segment for &T {
    fn text(&self) -> Cow<'_, str> {
        (**self).text()
    }
}

macro_rules! written_out {
    ($($kind:ty),+ $(,)?) => {$(
        impl Segment for $kind {
            fn text(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
        }
    )+};
}

written_out! {
    i64, Uuid, AccessTokenId, AccountHoldId, AttachmentId, BankTableId, BudgetAllocationId, CreditCheckId, CreditConsentId, CreditEntryId,
    CreditExportId, CreditImportId, CreditObjectionId, CreditRecoveryId, CreditRepairId, JobId, KeptFormId, PersonId, ScheduleId,
}

/// How many parameters a pattern has.
pub const fn parameters(pattern: &str) -> usize {
    let (bytes, mut at, mut opened, mut closed) = (pattern.as_bytes(), 0, 0, 0);
    while at < bytes.len() {
        if bytes[at] == b'{' {
            opened += 1;
        } else if bytes[at] == b'}' {
            closed += 1;
        }
        at += 1;
    }
    assert!(opened == closed, "the brackets of a pattern stand in pairs");
    opened
}

impl Path {
    /// For [`to!`] alone: a pattern without parameters.
    #[doc(hidden)]
    pub const fn of_pattern(pattern: &'static str) -> Self {
        assert!(parameters(pattern) == 0, "a value for each parameter");
        Self(Cow::Borrowed(pattern))
    }

    /// For [`to!`] alone: a pattern with a value for each of its parameters.
    #[doc(hidden)]
    pub fn of_values<const N: usize>(pattern: &'static str, values: [Cow<'_, str>; N]) -> Self {
        let mut parts = pattern.split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for (value, part) in values.iter().zip(parts) {
            text.extend(segment(value));
            text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
        }
        Self(text.into())
    }

    /// A place on the page that is shown.
    pub fn on_this_page(id: &str) -> Self {
        Self(format!("#{id}").into())
    }

    /// What a browser sent as an address of ours (where to go after signing in, for example), unless it could lead it to another
    /// host.
    pub fn ours(text: &str) -> Option<Self> {
        let ours = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
        (ours && !text.contains(char::is_control)).then(|| Self(text.to_owned().into()))
    }

    /// The address that was asked for, without the language; the home page where a link to it would leave this host.
    pub fn asked(uri: &Uri) -> Self {
        let kept = uri.query().map(|query| {
            let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
            form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
        });
        let text = match kept.filter(|kept| !kept.is_empty()) {
            Some(kept) => format!("{}?{kept}", uri.path()),
            None => uri.path().to_owned(),
        };
        Self::ours(&text).unwrap_or(to!("/"))
    }

    /// With what is asked of it; parameters without a value are left out.
    #[must_use]
    pub fn query(&self, pairs: &[(&str, &str)]) -> Self {
        let kept: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
        if kept.is_empty() {
            return self.clone();
        }
        let (page, anchor) = self.0.split_once('#').map_or((&*self.0, None), |(page, anchor)| (page, Some(anchor)));
        let sign = if page.contains('?') { '&' } else { '?' };
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Self(format!("{page}{sign}{query}{anchor}").into())
    }

    /// A place on it, by the id of what stands there.
    #[must_use]
    pub fn anchor(&self, id: &str) -> Self {
        let page = self.0.split('#').next().unwrap_or_default();
        Self(format!("{page}#{id}").into())
    }

    /// In a language that is chosen; everything else that is asked of it stays.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> Self {
        let (page, query) = self.0.split_once('?').unwrap_or((&self.0, ""));
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
        Self(page.to_owned().into()).again(&kept).query(&[("lang", tag)])
    }

    fn again(self, pairs: &[&str]) -> Self {
        if pairs.is_empty() { self } else { Self(format!("{}?{}", self.0, pairs.join("&")).into()) }
    }

    /// The page alone, without what is asked of it.
    #[must_use]
    pub fn page(&self) -> Self {
        Self(self.0.split(['?', '#']).next().unwrap_or_default().to_owned().into())
    }

    /// Whether it is another one, or stands below it.
    pub fn is_within(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&*other.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text as one segment of an address: unlike in a query, a plus is a plus there.
fn segment(text: &str) -> impl Iterator<Item = &str> {
    form_urlencoded::byte_serialize(text.as_bytes()).map(|part| if part == "+" { "%20" } else { part })
}

impl From<&Self> for Path {
    fn from(path: &Self) -> Self {
        path.clone()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Render for Path {
    fn render_to(&self, buffer: &mut String) {
        self.as_str().render_to(buffer);
    }
}

/// An application as the firm works on it.
pub fn application(number: &str) -> Path {
    to!("/applications/{number}", number)
}

/// A case as reviewers work on it.
pub fn review(number: &str) -> Path {
    to!("/review/{number}", number)
}

/// A call as administrators keep it.
pub fn call(number: &str) -> Path {
    to!("/calls/manage/{number}", number)
}

/// A proposal to open or to change a call.
pub fn call_proposal(number: &str) -> Path {
    to!("/calls/proposals/{number}", number)
}

/// The division of a call.
pub fn division(call: &str) -> Path {
    to!("/divisions/{number}", call)
}

/// A public notice.
pub fn notice(number: &str) -> Path {
    to!("/notices/{number}", number)
}

/// A payment.
pub fn payment(number: &str) -> Path {
    to!("/payments/{number}", number)
}

/// A payment batch.
pub fn batch(number: &str) -> Path {
    to!("/batches/{number}", number)
}

/// A bank statement.
pub fn statement(number: &str) -> Path {
    to!("/statements/{number}", number)
}

/// A scheme version.
pub fn scheme(id: &str, version: &str) -> Path {
    to!("/schemes/{id}/{version}", id, version)
}

/// A version of a procedure, by the name that calls and cases keep: its id and its version.
pub fn procedure(name: &str) -> Path {
    let (id, version) = name.split_once('/').unwrap_or((name, ""));
    to!("/procedures/{id}/{version}", id, version)
}

/// A file of own records that was reported outward.
pub fn export(id: CreditExportId) -> Path {
    to!("/credit/exports/{export}", id)
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::extract::Path as Read;
    use axum::http::Request;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn a_value_comes_out_of_the_address_as_it_went_in() {
        #[expect(clippy::disallowed_methods, reason = "a router of its own, to read what was written")]
        let reads = Router::new().route("/budget/{code}", get(|Read(code): Read<String>| async move { code }));
        for code in ["BL-2026_1.a", "a b+c", "a/b?c=d#e%2F", "担保 1号", "<&\">"] {
            let address = to!("/budget/{code}", code);
            let request = Request::get(address.as_str()).body(Body::empty()).unwrap();
            let answer = reads.clone().oneshot(request).await.unwrap();
            let read = to_bytes(answer.into_body(), 1_000).await.unwrap();
            assert_eq!(read, code.as_bytes(), "{address}");
        }
    }

    #[test]
    fn values_stand_in_their_order() {
        assert_eq!(to!("/jobs").as_str(), "/jobs");
        let line = to!("/statements/{number}/lines/{ordinal}/match", "ST-1", 7_i64);
        assert_eq!(line.as_str(), "/statements/ST-1/lines/7/match");
        assert_eq!(procedure("short/2").as_str(), "/procedures/short/2");
        assert_eq!((parameters("/jobs"), parameters("/schemes/{id}/{version}/try")), (0, 2));
    }

    #[test]
    fn a_query_is_escaped_and_empty_values_are_left_out() {
        let page = to!("/people").query(&[("q", "手续费 & a"), ("line", "")]);
        assert_eq!(page.as_str(), "/people?q=%E6%89%8B%E7%BB%AD%E8%B4%B9+%26+a");
        assert_eq!(to!("/people").query(&[("line", "")]).as_str(), "/people");
        assert_eq!(page.query(&[("x", "1")]).as_str(), "/people?q=%E6%89%8B%E7%BB%AD%E8%B4%B9+%26+a&x=1");
        assert_eq!(to!("/people").anchor("a").query(&[("x", "1")]).as_str(), "/people?x=1#a");
        assert_eq!(to!("/people").query(&[("x", "1")]).anchor("a").anchor("b").as_str(), "/people?x=1#b");
        assert_eq!(to!("/people").query(&[("x", "1")]).anchor("a").page(), to!("/people"));
    }

    #[test]
    fn what_leads_to_another_host_is_no_address_of_ours() {
        assert_eq!(Path::ours("/review?role=x").unwrap().as_str(), "/review?role=x");
        for text in
            ["", "x", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "https://evil.example/", "/a\nb"]
        {
            assert_eq!(Path::ours(text), None, "{text}");
        }
        let asked = |uri: &str| Path::asked(&uri.parse().unwrap());
        assert_eq!(asked("/jobs?lang=en&state=failed").as_str(), "/jobs?state=failed");
        assert_eq!(asked("http://here.example/jobs?lang=en").as_str(), "/jobs");
        assert_eq!(asked("//evil.example/jobs"), to!("/"));
        assert_eq!(asked("http://here.example//evil.example/?a=1"), to!("/"));
        assert_eq!(asked("*"), to!("/"));
    }

    #[test]
    fn switching_the_language_keeps_the_page() {
        let shown = |text: &str, tag: &str| Path::ours(text).unwrap().in_language(tag).to_string();
        assert_eq!(shown("/applications", "en"), "/applications?lang=en");
        assert_eq!(shown("/a?lang=en&page=2", "zh-CN"), "/a?page=2&lang=zh-CN");
    }

    #[test]
    fn a_page_stands_within_another_by_whole_segments() {
        let page = to!("/credit/rules/{rules}", "a").query(&[("x", "1")]);
        assert!(page.is_within(&to!("/credit/rules")) && page.is_within(&to!("/credit")));
        assert!(to!("/credit").query(&[("q", "x")]).is_within(&to!("/credit")));
        assert!(
            !to!("/payments/build").is_within(&to!("/payments/holds"))
                && !to!("/review/all").is_within(&Path::ours("/rev").unwrap())
        );
    }
}
