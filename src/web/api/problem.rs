//! A "no" as a program is told it: `application/problem+json` (RFC 9457) with the code, the facts and the place of the refusal, and
//! words in the language that was asked for.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use domain::refusal::{Code, Fact, Refusal};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::view::Money;
use crate::error::Error;
use crate::i18n::Lang;
use crate::web::page::error::ErrorPage;
use domain::money::Currency;

/// Why something was not done, or not shown.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Problem {
    /// What kind of refusal it is, as a URI: `urn:xinbu:` and the code.
    r#type: String,
    /// What happened, in words.
    title: String,
    /// The status of the answer.
    status: u16,
    #[serde(flatten)]
    reason: Reason,
    /// Further reasons, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Reason>,
}

/// One reason.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Reason {
    /// The rule that refused. The same as behind the form of the pages.
    code: String,
    /// Which rule, which input, and what to do, in words.
    detail: String,
    /// What the words name, by name.
    facts: Map<String, Value>,
    /// The field or the header that it is about.
    place: Option<String>,
}

impl Reason {
    /// A refusal in words and as data.
    pub fn of(lang: Lang, refusal: &Refusal) -> Self {
        let place = refusal.field.clone();
        let detail = match refusal.code {
            // A program has no page that may be too old.
            Code::FormMalformed => {
                let place = place.clone().unwrap_or_else(|| lang.t("api-body").into_owned());
                lang.tv("api-malformed", &[("place", place.as_str().into())])
            }
            _ => lang.refusal(refusal),
        };
        let facts = refusal.facts.iter().map(|(name, fact)| (name.clone(), value(fact))).collect();
        Self { code: refusal.code.key().to_owned(), detail, facts, place }
    }
}

/// A fact as data.
fn value(fact: &Fact) -> Value {
    match fact {
        Fact::Text(text) | Fact::Message(text) => text.clone().into(),
        Fact::Amount(amount) => json!(Money::of(Currency::Cny.of(*amount))),
        Fact::Money(money) => json!(Money::of(*money)),
        Fact::Count(count) => (*count).into(),
        Fact::Date(date) => date.to_string().into(),
        Fact::About(key, text) => json!({ "about": key, "text": text }),
        Fact::Words(zh, en) => json!({ "zh": zh, "en": en }),
        Fact::List(facts) => facts.iter().map(value).collect(),
        Fact::Because(refusal) => {
            let facts: Map<_, _> = refusal.facts.iter().map(|(name, fact)| (name.clone(), value(fact))).collect();
            json!({ "code": refusal.code.key(), "facts": facts })
        }
    }
}

/// The answer to a program that cannot be told what it asked for.
pub(in crate::web) fn of(lang: Lang, status: StatusCode, error: &Error, page: &ErrorPage) -> Response {
    let title = page.title(lang);
    let refusals = match error {
        Error::Refused(refusal) => std::slice::from_ref(refusal),
        Error::RefusedMany(refusals) => refusals.as_slice(),
        _ => &[],
    };
    let mut reasons = refusals.iter().map(|refusal| Reason::of(lang, refusal));
    let reason = reasons.next().unwrap_or_else(|| {
        let (code, facts) = match page {
            ErrorPage::Fault { reference } => {
                ("fault", [("reference".to_owned(), reference.clone().into())].into_iter())
            }
            ErrorPage::Busy { .. } => ("busy", [("after".to_owned(), 10.into())].into_iter()),
            _ => ("not-kept", [("after".to_owned(), 10.into())].into_iter()),
        };
        Reason { code: code.to_owned(), detail: title.clone(), facts: facts.collect(), place: None }
    });
    let also = reasons.collect();
    let problem =
        Problem { r#type: format!("urn:xinbu:{}", reason.code), title, status: status.as_u16(), reason, also };
    let mut response = (status, serde_json::to_vec(&problem).unwrap_or_default()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    match status {
        StatusCode::UNAUTHORIZED => headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
        StatusCode::SERVICE_UNAVAILABLE => headers.insert(RETRY_AFTER, HeaderValue::from_static("10")),
        _ => None,
    };
    response
}
