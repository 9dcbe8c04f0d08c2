//! Calls for applications (申报通知): what one says, and whether it may be so. One person proposes to open or to change a
//! call, another confirms, and only then it is in force.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calculation::Facts;
use domain::call::{Beside, Days, closes_earlier, closes_later};
use domain::id::{BudgetLineId, SchemeVersionId, UnitId};
use domain::material::Material;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::edition::Standing;
use domain::scheme::{Scheme, days_in_order};
use domain::workflow::call::{CallEvent, CallState};
use domain::workflow::clock;
use entity::{call, call_proposal, scheme_version};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::Context;
use super::procedure;
use super::scheme::{day_of, one_currency, standing_of};
use kernel::error::Error;

pub mod decide;
pub mod propose;
pub mod usual;

/// Who opens and changes calls.
pub const KEEPERS: &[Role] =
    roles_of!(CallState, CallEvent::Open, CallEvent::Edit, CallEvent::Close, CallEvent::Extend, CallEvent::Withdraw);

/// What a call says, as people write it: a form, or a TOML file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Scheme id and version.
    pub scheme: (String, String),
    /// Id and version of the procedure by which its applications are decided.
    pub procedure: (String, String),
    /// Code of the budget line.
    pub budget_line: String,
    /// Title in Chinese and English.
    pub title: (String, String),
    /// guarantor, insurer or enterprise.
    pub firm_kind: String,
    /// First and last day of filing.
    pub window: (NaiveDate, NaiveDate),
    /// The business period that is subsidised.
    pub period: (NaiveDate, NaiveDate),
    /// Length of the public notice in working days.
    pub notice_working_days: u32,
    /// The declaration that the signatory accepts, Chinese and English.
    pub declaration: (String, String),
    /// What the authority fixes for this call: the scheme's parameters by name, as text.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// What an application carries beside its schedule; nothing when it is left out.
    #[serde(default)]
    pub materials: Vec<Material>,
}

/// Kinds of firms that a call can be for, as the table of calls has them.
pub const FIRM_KINDS: [&str; 3] = ["guarantor", "insurer", "enterprise"];

impl Terms {
    /// What is not said, or not as it has to be.
    fn incomplete(&self) -> Vec<Refusal> {
        let texts = [
            ("budget_line", &self.budget_line),
            ("title_zh", &self.title.0),
            ("title_en", &self.title.1),
            ("declaration_zh", &self.declaration.0),
            ("declaration_en", &self.declaration.1),
        ];
        let empty = texts.into_iter().filter(|(_, text)| text.trim().is_empty());
        let mut wrong: Vec<Refusal> =
            empty.map(|(field, _)| Refusal::new(Code::FieldRequired).at_field(field)).collect();
        if !FIRM_KINDS.contains(&self.firm_kind.as_str()) {
            wrong.push(Refusal::new(Code::FieldRequired).at_field("firm_kind"));
        }
        let notice = clock::NOTICE.bounds();
        if !notice.contains(&self.notice_working_days) {
            let bound = |days: &u32| Fact::Count(i64::from(*days));
            let refusal = Refusal::new(Code::NoticeDays).with("least", bound(notice.start()));
            wrong.push(refusal.with("most", bound(notice.end())).at_field("notice_working_days"));
        }
        wrong
    }

    /// The parameters as the scheme understands them; what has no default must be fixed.
    fn fixed(&self, scheme: &Scheme) -> Result<Facts, Refusal> {
        if let Some(name) = self.parameters.keys().find(|name| !scheme.parameters.iter().any(|p| p.spec.name == **name))
        {
            let refusal = Refusal::new(Code::CalcParameterUnknown).with("name", Fact::Text(name.clone()));
            return Err(refusal.at_field(name));
        }
        let mut fixed = Facts::new();
        for parameter in &scheme.parameters {
            let name = parameter.spec.name.as_str();
            let missing = || Refusal::new(Code::CalcParameterMissing).with("name", Fact::Text(name.to_owned()));
            let typed = self.parameters.get(name).filter(|text| !text.trim().is_empty());
            let value = match (typed, &parameter.default) {
                (Some(text), _) => parameter.spec.read(text, scheme.currency)?,
                (None, Some(default)) => default.clone(),
                (None, None) => return Err(missing().at_field(name)),
            };
            parameter.check(&value)?;
            fixed.insert(name, value);
        }
        days_in_order(scheme.parameters.iter().map(|p| &p.spec), |name| day_of(fixed.get(name)))?;
        Ok(fixed)
    }
}

/// The state of a call on a day.
pub fn state_of(call: &call::Model, today: NaiveDate) -> CallState {
    CallState::on(today, (call.opens_on, call.closes_on), call.withdrawn)
}

/// What a call says, as the database has it: the same in a proposal and in the call that it makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    unit_id: UnitId,
    scheme_version_id: SchemeVersionId,
    budget_line_id: BudgetLineId,
    title: (String, String),
    firm_kind: String,
    days: Days,
    notice: (i64, bool),
    declaration: (String, String),
    parameters: String,
    withdrawn: bool,
    procedure: String,
    materials: String,
}

impl Content {
    fn of_call(row: &call::Model) -> Self {
        Self {
            unit_id: row.unit_id,
            scheme_version_id: row.scheme_version_id,
            budget_line_id: row.budget_line_id,
            title: (row.title_zh.clone(), row.title_en.clone()),
            firm_kind: row.firm_kind.clone(),
            days: Days { window: (row.opens_on, row.closes_on), period: (row.period_from, row.period_to) },
            notice: (row.notice_working_days, row.notice_start_counts),
            declaration: (row.declaration_zh.clone(), row.declaration_en.clone()),
            parameters: row.parameters.clone(),
            withdrawn: row.withdrawn,
            procedure: row.procedure.clone(),
            materials: row.materials.clone(),
        }
    }

    fn of_proposal(row: &call_proposal::Model) -> Self {
        Self::of_call(&would_be(row, String::new(), row.proposed_at))
    }

    /// Everything that a person can read of it, for the log.
    fn told(&self) -> serde_json::Value {
        let Days { window, period } = self.days;
        serde_json::json!({
            "scheme_version": self.scheme_version_id, "budget_line": self.budget_line_id, "title": self.title,
            "firm_kind": self.firm_kind, "window": window, "period": period, "notice_working_days": self.notice.0,
            "declaration": self.declaration, "parameters": self.parameters, "withdrawn": self.withdrawn, "procedure": self.procedure,
            "materials": self.materials,
        })
    }
}

/// The call as it will be once a proposal is confirmed.
pub fn would_be(row: &call_proposal::Model, number: String, created_at: chrono::DateTime<chrono::Utc>) -> call::Model {
    call::Model {
        id: row.call_id,
        number,
        unit_id: row.unit_id,
        scheme_version_id: row.scheme_version_id,
        budget_line_id: row.budget_line_id,
        title_zh: row.title_zh.clone(),
        title_en: row.title_en.clone(),
        firm_kind: row.firm_kind.clone(),
        opens_on: row.opens_on,
        closes_on: row.closes_on,
        period_from: row.period_from,
        period_to: row.period_to,
        notice_working_days: row.notice_working_days,
        notice_start_counts: row.notice_start_counts,
        declaration_zh: row.declaration_zh.clone(),
        declaration_en: row.declaration_en.clone(),
        created_at,
        parameters: row.parameters.clone(),
        proposal_id: Some(row.id),
        withdrawn: row.withdrawn,
        procedure: row.procedure.clone(),
        materials: row.materials.clone(),
    }
}

/// The components of a scheme by name: the parts of a programme of which a material may be demanded.
pub fn parts_of(scheme: &Scheme) -> Vec<&str> {
    scheme.components.iter().map(|component| component.rule.name.as_str()).collect()
}

/// What a call asks for.
///
/// # Errors
/// A fault when it cannot be read.
pub fn materials_of(call: &call::Model) -> Result<Vec<Material>, Error> {
    Ok(serde_json::from_str(&call.materials)?)
}

/// Whether a version may be used for a call today.
async fn in_force(cx: &Context<'_>, version: &scheme_version::Model) -> Result<(), Error> {
    let editions = store::scheme::editions_of(cx.tx, &version.scheme_id).await?;
    let row = editions.iter().find(|row| row.id == version.id).ok_or(Code::NotFound)?;
    let stands = standing_of(row, &editions, cx.today);
    if stands == Standing::InForce {
        return Ok(());
    }
    let refusal = Refusal::new(Code::SchemeNotInForce)
        .with("scheme", Fact::Text(version.scheme_id.clone()))
        .with("version", Fact::Text(version.version.clone()))
        .with("standing", Fact::Message(format!("standing-{stands}")));
    Err(refusal.at_field("scheme").into())
}

/// Refuses what may not be so: when it is proposed, and again when it is confirmed, perhaps days later.
async fn check(cx: &Context<'_>, event: CallEvent, new: &Content, old: Option<&call::Model>) -> Result<(), Error> {
    let (calendar, today) = (store::calendar::load(cx.tx).await?, cx.today);
    if let Some(old) = old {
        let (applied, divided) = store::application::count_of_call(cx.tx, old.id).await?;
        if event.before_applications() && applied > 0 {
            return Err(Code::CallHasApplications.into());
        }
        if event == CallEvent::Extend && divided > 0 {
            return Err(Code::CallDivided.into());
        }
        let window = (old.opens_on, old.closes_on);
        match event {
            CallEvent::Close => closes_earlier(window, new.days.window.1, today)?,
            CallEvent::Extend => closes_later(window, new.days.window.1, today, &calendar)?,
            _ => {}
        }
    }
    if !matches!(event, CallEvent::Open | CallEvent::Edit) {
        return Ok(());
    }
    let version = store::scheme::by_id(cx.tx, new.scheme_version_id).await?;
    if old.is_none_or(|old| old.scheme_version_id != version.id) {
        in_force(cx, &version).await?;
    }
    if old.is_none_or(|old| old.procedure != new.procedure) {
        procedure::for_a_call(cx.app, cx.tx, &new.procedure).await?;
    }
    let scheme = cx.app.scheme(cx.tx, version.id).await?;
    let line = store::budget::line(cx.tx, new.budget_line_id).await?;
    let beside = Beside {
        today,
        calendar: &calendar,
        scheme: (scheme.effective_from, scheme.effective_to),
        fiscal_year: line.fiscal_year,
    };
    let known = old.map(|old| Content::of_call(old).days);
    let mut wrong = new.days.against(&beside, known.as_ref());
    wrong.extend(one_currency(&scheme, line.currency).err());
    if wrong.is_empty() { Ok(()) } else { Err(Error::RefusedMany(wrong)) }
}

/// What is written about a call in the log.
fn told(number: &str, proposal: &call_proposal::Model) -> serde_json::Value {
    serde_json::json!({
        "number": number, "proposal": proposal.number, "event": proposal.event, "reason": proposal.reason,
        "terms": Content::of_proposal(proposal).told(),
    })
}
