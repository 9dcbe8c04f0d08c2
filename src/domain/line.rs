//! A line of a schedule (明细行): the contract or policy of an enterprise as the values of its row say it, how it stands after
//! check and calculation, and what a reviewer decided on it.
//!
//! A line is read from its values once ([`Line::read`]); whoever stores it stores what was read, and whoever proves it reads
//! the values again.

use chrono::NaiveDate;

use crate::calculation::{InputRow, LineResult, Outcome as Calculated};
use crate::claim::{self, Share};
use crate::credit;
use crate::firm::size::{Indicators, Industry, Reading, SizeClass, classify};
use crate::id::LineId;
use crate::money::Fen;
use crate::reference_key::reference_key;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;
use crate::scheme::Scheme;
use crate::template::{ColumnKind, Value};

text_enum! {
    /// What a line comes to; why stands beside it.
    Outcome {
        /// It earns something.
        Paid = "paid",
        /// It is eligible, and the rules give it nothing.
        Zero = "zero",
        /// A gate keeps it out.
        Ineligible = "ineligible",
        /// The credit check or a reviewer took it out.
        Struck = "struck",
        /// A rule has no value on it.
        Fault = "fault",
    }
}

text_enum! {
    /// What a reviewer decided on a line.
    Decision {
        /// It counts although the credit check referred it.
        Accept = "accept",
        /// It earns nothing.
        Reject = "reject",
    }
}

/// The reason of a line that a reviewer rejected.
pub const BY_REVIEWER: &str = "reviewer";

/// A decision with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    /// Why.
    pub reason: String,
}

/// How a line stands: what the credit check found about its enterprise, and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What the credit check found.
    pub credit: credit::Outcome,
    /// What it comes to.
    pub outcome: Outcome,
    /// The gate, the credit reason or the rule; empty where there is nothing to say.
    pub reason: String,
    /// What it earns.
    pub amount: Fen,
}

impl Standing {
    /// How a line stands after a check and a calculation. What credit takes out stands under the reason of the check.
    pub fn of(result: &LineResult, credit: credit::Outcome, of_credit: impl FnOnce() -> String) -> Self {
        let (outcome, reason) = match &result.outcome {
            Calculated::Struck if credit == credit::Outcome::Block => (Outcome::Struck, of_credit()),
            Calculated::Struck => (Outcome::Struck, BY_REVIEWER.to_owned()),
            Calculated::Paid => (Outcome::Paid, String::new()),
            Calculated::Zero => (Outcome::Zero, String::new()),
            kept @ Calculated::Ineligible { .. } => (Outcome::Ineligible, kept.stored_reason()),
            kept @ Calculated::Fault { .. } => (Outcome::Fault, kept.stored_reason()),
        };
        Self { credit, outcome, reason, amount: result.amount }
    }
}

/// A line without the values of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: LineId,
    /// The row in the file.
    pub row: i64,
    /// Number of the contract or policy, as written.
    pub contract_no: String,
    /// The number by which it is known again.
    pub contract_key: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// Code of the enterprise.
    pub enterprise_code: String,
    /// The amount by which people know the line: the guaranteed or insured sum.
    pub amount: Fen,
    /// The size class that the row states; empty where it states none.
    pub declared_size: String,
    /// The size class by the official table, where the row has the indicators.
    pub computed_size: Option<SizeClass>,
    /// First day of the contract.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// The number by which its invoice is known again; empty where it has none.
    pub invoice_key: String,
    /// How much of the contract it claims.
    pub share: Share,
    /// How it stands; none before the first calculation.
    pub standing: Option<Standing>,
    /// What a reviewer decided on it.
    pub decided: Option<Decided>,
}

impl Line {
    /// The line that a row is.
    ///
    /// # Errors
    /// [`Code::PeriodBackwards`].
    pub fn read(id: LineId, places: &Places, row: u32, values: &[Value]) -> Result<Self, Refusal> {
        let text = |at: usize| match values.get(at) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let day = |at: Option<usize>| match at.and_then(|at| values.get(at)) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let (starts_on, ends_on) = (day(places.starts), day(places.ends));
        if let (Some(from), Some(to)) = (starts_on, ends_on)
            && to < from
        {
            let refusal = Refusal::new(Code::PeriodBackwards).with("from", Fact::Date(from)).with("to", Fact::Date(to));
            return Err(refusal.with("row", Fact::Count(i64::from(row))).at_field("file"));
        }
        let contract_no = text(places.key);
        Ok(Self {
            id,
            row: i64::from(row),
            contract_key: reference_key(&contract_no),
            contract_no,
            enterprise_name: text(places.name),
            enterprise_code: text(places.code),
            amount: match values.get(places.amount) {
                Some(Value::Money(amount)) => *amount,
                _ => Fen::ZERO,
            },
            declared_size: places.size.map(text).unwrap_or_default(),
            computed_size: computed_size(places, values),
            starts_on,
            ends_on,
            invoice_key: places.invoice.map(text).map(|number| reference_key(&number)).unwrap_or_default(),
            share: share(places.share.and_then(|at| values.get(at))),
            standing: None,
            decided: None,
        })
    }

    /// What the credit check found about its enterprise; nothing where none was made.
    pub fn credit(&self) -> credit::Outcome {
        self.standing.as_ref().map_or(credit::Outcome::Pass, |standing| standing.credit)
    }

    /// What was decided on it.
    pub fn decision(&self) -> Option<Decision> {
        self.decided.as_ref().map(|decided| decided.decision)
    }

    /// What it earns as it stands.
    pub fn earns(&self) -> Fen {
        self.standing.as_ref().map_or(Fen::ZERO, |standing| standing.amount)
    }

    /// Whether a check that finds this takes it out of the calculation, or a reviewer does.
    pub fn is_struck_by(&self, credit: credit::Outcome) -> bool {
        credit == credit::Outcome::Block || self.decision() == Some(Decision::Reject)
    }
}

/// A line with the values of its row, in the order of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullLine {
    /// The line.
    pub line: Line,
    /// The values.
    pub values: Vec<Value>,
}

impl FullLine {
    /// What the engine takes of it, as it stands.
    pub fn into_input(self) -> (Line, InputRow) {
        let struck = self.line.is_struck_by(self.line.credit());
        (self.line, InputRow { values: self.values, struck })
    }
}

/// Where the columns that every schedule has stand in those of a scheme.
#[derive(Debug, Clone)]
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
    /// In the schedules of a scheme; none where it has no key column or no amount.
    pub fn of(scheme: &Scheme) -> Option<Self> {
        let template = &scheme.template;
        let amount = ["amount", "insured_amount"].into_iter().find_map(|n| template.position(n));
        let amount = amount.or_else(|| template.columns.iter().position(|c| matches!(c.kind, ColumnKind::Money(_))));
        let day = |name: &str| {
            let is_day = |at: &usize| template.columns.get(*at).is_some_and(|c| c.kind == ColumnKind::Date);
            template.position(name).filter(is_day)
        };
        Some(Self {
            key: template.columns.iter().position(|c| c.key)?,
            name: scheme.beneficiary.name,
            code: scheme.beneficiary.uscc,
            amount: amount?,
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

/// The share of its contract that a line claims: what its column states, otherwise all of it.
fn share(stated: Option<&Value>) -> Share {
    match stated {
        Some(Value::Rate(rate)) => Share::of(*rate),
        _ => Share::WHOLE,
    }
}

/// The size class by the official table, where the schedule has its indicators.
fn computed_size(places: &Places, values: &[Value]) -> Option<SizeClass> {
    let at = |place: Option<usize>| place.and_then(|place| values.get(place));
    let Some(Value::Text(industry)) = at(places.industry) else { return None };
    let money = |value: Option<&Value>| match value {
        Some(Value::Money(amount)) => Some(*amount),
        _ => None,
    };
    let known = Indicators {
        staff: match at(places.staff) {
            Some(Value::Count(n)) => Some(*n),
            _ => None,
        },
        revenue: money(at(places.revenue)),
        assets: money(at(places.assets)),
    };
    let class = classify(Industry::from_key(industry)?, &known, Reading::Minimum).ok()?;
    places.size.map(|_| class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculation::FaultCode;

    fn stands(outcome: Calculated, credit: credit::Outcome) -> (&'static str, String) {
        let result = LineResult { outcome, amount: Fen::ZERO, parts: Vec::new() };
        let standing = Standing::of(&result, credit, || "on-a-list".to_owned());
        (standing.outcome.key(), standing.reason)
    }

    #[test]
    fn what_a_line_comes_to_stands_with_its_reason() {
        use credit::Outcome::{Block, Pass, Refer};
        let told = |key, reason: &str| (key, reason.to_owned());
        assert_eq!(stands(Calculated::Paid, Refer), told("paid", ""));
        assert_eq!(stands(Calculated::Zero, Pass), told("zero", ""));
        assert_eq!(stands(Calculated::Ineligible { gate: "small".to_owned() }, Pass), told("ineligible", "small"));
        // Credit and a reviewer both take out: what credit found is told first.
        assert_eq!(stands(Calculated::Struck, Block), told("struck", "on-a-list"));
        assert_eq!(stands(Calculated::Struck, Pass), told("struck", BY_REVIEWER));
        let below = Calculated::Fault { code: FaultCode::Negative, rule: "rate".to_owned() };
        assert_eq!(stands(below, Pass), told("fault", "negative:rate"));
    }
}
