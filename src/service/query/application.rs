//! An application by itself, its firm, its schedule and what people did on it: what the pages of both sides show of them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{PersonId, ScheduleId};
use domain::identifier::{AccountNumber, Cnaps, Uscc};
use domain::money::{Currency, Money};
use domain::role::{Role, Step as Kind};
use domain::template::Words;
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::{application, calculation, case_step, firm, firm_account, schedule};

/// An application.
#[derive(Clone)]
pub struct Application {
    /// Its number.
    pub number: String,
    /// How it stands.
    pub state: ApplicationState,
    /// The version on which acts rest.
    pub version: i64,
    /// By which procedure it is decided.
    pub procedure: String,
    /// What it comes to by the calculation in force.
    pub calculated: Option<Money>,
    /// What was approved.
    pub approved: Option<Money>,
    /// When it was signed last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The hash of what was signed.
    pub content_sha256: Option<String>,
    /// What is to be corrected; empty where nothing is.
    pub correction_note: String,
    /// Until when.
    pub correction_due_on: Option<NaiveDate>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
}

impl Application {
    pub(super) fn of(currency: Currency, row: &application::Model) -> Self {
        Self {
            number: row.number.clone(),
            state: row.state,
            version: row.version,
            procedure: row.procedure.clone(),
            calculated: row.calculated_fen.map(|amount| currency.of(amount)),
            approved: row.approved_fen.map(|amount| currency.of(amount)),
            submitted_at: row.submitted_at,
            content_sha256: row.content_sha256.clone(),
            correction_note: row.correction_note.clone(),
            correction_due_on: row.correction_due_on,
            updated_at: row.updated_at,
        }
    }
}

/// The rows that the services read a case by, beside what is shown of it.
pub(crate) struct Rows {
    pub(crate) case: crate::application::Case,
    pub(crate) schedule: Option<schedule::Model>,
    pub(crate) calculation: Option<calculation::Model>,
}

/// A firm.
#[derive(Clone)]
pub struct Firm {
    /// Guarantor, insurer or enterprise.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its code.
    pub uscc: Uscc,
    /// Number of its licence.
    pub licence_no: String,
    /// Who stands for it by law.
    pub legal_representative: String,
    /// Whom to ask.
    pub contact_name: String,
    /// Under which number.
    pub contact_phone: String,
}

impl From<firm::Model> for Firm {
    fn from(row: firm::Model) -> Self {
        Self {
            kind: row.kind,
            name: row.name,
            uscc: row.uscc,
            licence_no: row.licence_no,
            legal_representative: row.legal_representative,
            contact_name: row.contact_name,
            contact_phone: row.contact_phone,
        }
    }
}

/// The payee account of a firm.
#[derive(Clone)]
pub struct FirmAccount {
    /// Its name, as the bank knows it.
    pub account_name: String,
    /// Its number.
    pub account_no: AccountNumber,
    /// The bank in the payment system.
    pub cnaps: Cnaps,
    /// Name of the bank.
    pub bank_name: String,
    /// When the authority called back about it.
    pub verified_at: Option<DateTime<Utc>>,
}

impl From<firm_account::Model> for FirmAccount {
    fn from(row: firm_account::Model) -> Self {
        let firm_account::Model { account_name, account_no, cnaps, bank_name, verified_at, .. } = row;
        Self { account_name, account_no, cnaps, bank_name, verified_at }
    }
}

/// An imported schedule.
pub struct Schedule {
    /// The schedule.
    pub id: ScheduleId,
    /// The sheet of the workbook.
    pub sheet: String,
    /// Rows with content.
    pub rows_seen: i64,
    /// Rows that were kept.
    pub rows_good: i64,
    /// Rows with at least one refused cell.
    pub rows_bad: i64,
    /// Rows before the heading and after the sum.
    pub rows_skipped: i64,
    /// The sum of the amounts by which people know the lines.
    pub total: Money,
    /// When.
    pub imported_at: DateTime<Utc>,
}

impl Schedule {
    pub(super) fn of(currency: Currency, row: &schedule::Model) -> Self {
        Self {
            id: row.id,
            sheet: row.sheet.clone(),
            rows_seen: row.rows_seen,
            rows_good: row.rows_good,
            rows_bad: row.rows_bad,
            rows_skipped: row.rows_skipped,
            total: currency.of(row.total_fen),
            imported_at: row.imported_at,
        }
    }
}

/// Something that a person did on an application.
pub struct Step {
    /// With what: preparing, reviewing, paying and so on.
    pub step: Kind,
    /// Key of what.
    pub event: String,
    /// By whom.
    pub person: PersonId,
    /// The name, where the reader is told.
    pub name: Option<Words>,
    /// In which role.
    pub role: Role,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Step {
    pub(super) fn of(row: case_step::Model, name: Option<Words>) -> Self {
        let case_step::Model { step, event, person_id, role, reason, at, .. } = row;
        Self { step, event, person: person_id, name, role, reason, at }
    }

    /// Whether it is this event of the case.
    pub fn is(&self, event: ApplicationEvent) -> bool {
        !self.step.is_of_money() && self.event == event.key()
    }
}
