//! What programs are shown: types of their own, by noun, so that a table may change and an answer does not. Amounts are text with
//! their currency, days are ISO dates, instants are in UTC.

use axum::http::header::{CONTENT_TYPE, ETAG, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::addition::Addition;
use domain::id::{AttachmentId, BudgetAllocationId, CreditConsentId, CreditEntryId, CreditObjectionId, CreditRepairId};
use domain::money::{Currency, Fen, text};
use domain::template::Value;
use domain::workflow::ApplicationState;
use domain::workflow::procedure::Procedure;
use schemars::JsonSchema;
use serde::Serialize;

use crate::service::actor::Actor;
use crate::service::credit::outward::Exported;
use crate::service::credit::rule_set::Trial;

mod account;
mod application;
mod call;
mod case;
mod credit;
mod letter;
mod material;
mod notice;
mod payment;
mod person;
mod proposal;
mod recusal;
mod schedule;
mod scheme;
mod statement;

pub(super) use account::{AccountChange, AccountHold};
pub(super) use application::{Application, ApplicationFile, Correction};
pub(super) use call::Call;
pub(super) use case::{Answered, Case, CaseFile, Question, Step};
pub(super) use credit::{ListReceived, ListWay};
pub(super) use letter::Letter;
pub(super) use material::Entry as Material;
pub(super) use notice::Notice;
pub(super) use payment::{Batch, BatchFile, Payment};
pub(super) use person::Person;
pub(super) use proposal::{Proposal, Request};
pub(super) use recusal::Recusal;
pub(super) use schedule::{Asks, BadCell, Document, Importing, Line, Received, Schedule};
pub(super) use scheme::{Drafted, Edition};
pub(super) use statement::{Entry, Statement, StatementsImported};

/// An answer of JSON.
pub(super) fn answer(view: &impl Serialize) -> Response {
    // The views have nothing that JSON cannot hold.
    let text = serde_json::to_vec(view).unwrap_or_default();
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}

/// An answer of JSON that says its version.
pub(super) fn versioned(view: &impl Serialize, version: i64) -> Response {
    let mut response = answer(view);
    if let Ok(version) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(ETAG, version);
    }
    response
}

/// What an act gives back, as programs are told it.
pub trait Told {
    /// As they are told it.
    type View: Serialize + JsonSchema;

    /// Tells it.
    fn told(self) -> Self::View;
}

macro_rules! told_as_it_is {
    ($($what:ty),+) => {
        $(impl Told for $what {
            type View = Self;

            fn told(self) -> Self {
                self
            }
        })+
    };
}

told_as_it_is!(
    (),
    String,
    Vec<String>,
    usize,
    bool,
    Addition,
    AttachmentId,
    CreditConsentId,
    CreditEntryId,
    CreditObjectionId,
    CreditRepairId,
    BudgetAllocationId,
    Exported,
    Trial
);

/// A call that was divided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Divided {
    /// How many applications took part.
    applications: usize,
}

impl Told for (usize, Fen) {
    type View = Divided;

    fn told(self) -> Divided {
        Divided { applications: self.0 }
    }
}

/// What became of a case by an act that changes its amount.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Amounted {
    /// The version after the act, on which the next act rests.
    pub version: i64,
    /// What was approved, or what the lines come to now; null where they cannot be calculated.
    pub amount: Option<Money>,
}

/// A part of a list, and the place after which the next part begins.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub(super) struct Listing<T> {
    /// The items.
    pub items: Vec<T>,
    /// What to ask for as `after`; null where no more follow.
    pub next: Option<String>,
}

/// An amount: decimal text, and an ISO 4217 code.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Money {
    /// Plain digits with all decimals, such as `1234.56`.
    #[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))]
    amount: String,
    /// Such as `CNY`.
    currency: &'static str,
}

impl Money {
    /// An amount.
    pub fn of(money: domain::money::Money) -> Self {
        Self { amount: text::plain(money.amount, money.currency), currency: money.currency.code() }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Words {
    zh: String,
    en: String,
}

impl From<&domain::template::Words> for Words {
    fn from(words: &domain::template::Words) -> Self {
        Self { zh: words.zh.clone(), en: words.en.clone() }
    }
}

/// An answer as it is typed again: amounts and rates are decimal text.
pub(super) fn typed(currency: Currency, value: &Value) -> serde_json::Value {
    match value {
        Value::Missing => serde_json::Value::Null,
        Value::Money(amount) => text::plain(*amount, currency).into(),
        Value::Rate(rate) => text::percent(*rate, 6).into(),
        Value::Count(count) => (*count).into(),
        Value::Date(day) => day.to_string().into(),
        Value::Text(text) => text.clone().into(),
        Value::Flag(flag) => (*flag).into(),
    }
}

/// What a person may do.
pub(super) fn may(procedure: &Procedure, state: ApplicationState, actor: &Actor) -> Vec<String> {
    procedure.offers(state, &actor.roles).into_iter().map(|event| event.key().to_owned()).collect()
}

/// A derivation: the document `xinbu.trace/1`, which says for each step its rule, article, formula, numbers and result.
pub(super) type Explanation = serde_json::Map<String, serde_json::Value>;
