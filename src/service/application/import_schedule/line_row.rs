//! A good row of a file as a line of a schedule.

use domain::claim::{self, Share};
use domain::credit::matching;
use domain::firm::size::{Indicators, Industry, Reading, classify};
use domain::id::{ApplicationId, LineId, ScheduleId};
use domain::money::Fen;
use domain::reference_key::reference_key;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::Scheme;
use domain::template::{ColumnKind, Value};
use entity::line;

use crate::error::{Error, Fault};
use crate::format::schedule::GoodRow;

/// Where the columns that every schedule has stand in this one.
pub struct Places {
    key: usize,
    name: usize,
    code: usize,
    amount: usize,
    industry: Option<usize>,
    staff: Option<usize>,
    revenue: Option<usize>,
    assets: Option<usize>,
    size: Option<usize>,
    starts: Option<usize>,
    ends: Option<usize>,
    invoice: Option<usize>,
    share: Option<usize>,
}

impl Places {
    /// In the schedules of a scheme.
    ///
    /// # Errors
    /// A fault where the scheme has no key column or no amount.
    pub fn of(scheme: &Scheme) -> Result<Self, Fault> {
        let template = &scheme.template;
        let key = template.columns.iter().position(|c| c.key);
        // The amount by which people know a line: the guaranteed or insured sum.
        let amount = ["amount", "insured_amount"].into_iter().find_map(|n| template.position(n));
        let amount = amount.or_else(|| template.columns.iter().position(|c| matches!(c.kind, ColumnKind::Money(_))));
        let (Some(key), Some(amount)) = (key, amount) else {
            return Err(Fault::new(format!("scheme {} has no key column or no amount", scheme.id)));
        };
        let day = |name: &str| {
            let is_day = |at: &usize| template.columns.get(*at).is_some_and(|c| c.kind == ColumnKind::Date);
            template.position(name).filter(is_day)
        };
        Ok(Self {
            key,
            name: scheme.beneficiary.name,
            code: scheme.beneficiary.uscc,
            amount,
            industry: template.position("industry"),
            staff: template.position("staff"),
            revenue: template.position("revenue"),
            assets: template.position("assets"),
            size: template.position("size_class"),
            starts: day("starts"),
            ends: day("ends"),
            invoice: template.position(claim::INVOICE),
            share: scheme.claim.as_ref().and_then(|rule| rule.share),
        })
    }
}

/// A good row as a line of a schedule.
///
/// # Errors
/// [`Code::PeriodBackwards`].
pub fn line_of(
    (id, schedule, application): (LineId, ScheduleId, ApplicationId),
    place: &Places,
    row: &GoodRow,
) -> Result<line::Model, Error> {
    let text = |at: usize| match row.values.get(at) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let day = |at: Option<usize>| match at.and_then(|at| row.values.get(at)) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let (starts_on, ends_on) = (day(place.starts), day(place.ends));
    if let (Some(from), Some(to)) = (starts_on, ends_on)
        && to < from
    {
        let refusal = Refusal::new(Code::PeriodBackwards).with("from", Fact::Date(from)).with("to", Fact::Date(to));
        return Err(refusal.with("row", Fact::Count(i64::from(row.row))).at_field("file").into());
    }
    let contract_no = text(place.key);
    let name = text(place.name);
    Ok(line::Model {
        id,
        schedule_id: schedule,
        application_id: application,
        row_no: i64::from(row.row),
        contract_key: reference_key(&contract_no),
        contract_no,
        enterprise_name_norm: matching::normalise(&name),
        enterprise_name: name,
        enterprise_code: text(place.code),
        amount_fen: match row.values.get(place.amount) {
            Some(Value::Money(amount)) => *amount,
            _ => Fen::ZERO,
        },
        row_values: serde_json::to_string(&row.values)?,
        declared_size: place.size.map(text).unwrap_or_default(),
        computed_size: computed_size(place, row).unwrap_or_default(),
        outcome: None,
        outcome_reason: String::new(),
        calculated_fen: None,
        credit_outcome: None,
        decision: None,
        decision_reason: String::new(),
        starts_on,
        ends_on,
        invoice_key: place.invoice.map(text).map(|number| reference_key(&number)).unwrap_or_default(),
        share: share(place.share.and_then(|at| row.values.get(at))).billionths(),
    })
}

/// The share of its contract that a line claims: what its column states, otherwise all of it.
fn share(stated: Option<&Value>) -> Share {
    match stated {
        Some(Value::Rate(rate)) => Share::of(*rate),
        _ => Share::WHOLE,
    }
}

/// The size class by the official table, where the schedule has its indicators.
fn computed_size(place: &Places, row: &GoodRow) -> Option<String> {
    let at = |place: Option<usize>| place.and_then(|p| row.values.get(p));
    let Some(Value::Text(industry)) = at(place.industry) else { return None };
    let money = |value: Option<&Value>| match value {
        Some(Value::Money(amount)) => Some(*amount),
        _ => None,
    };
    let known = Indicators {
        staff: match at(place.staff) {
            Some(Value::Count(n)) => Some(*n),
            _ => None,
        },
        revenue: money(at(place.revenue)),
        assets: money(at(place.assets)),
    };
    let class = classify(Industry::from_key(industry)?, &known, Reading::Minimum).ok()?;
    place.size.map(|_| class.key().to_owned())
}
