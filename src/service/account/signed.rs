//! The accounts that are signed with an application, and paid.

use std::collections::{HashMap, HashSet};

use domain::credit::matching::normalise_code;
use domain::id::{PersonId, ScheduleId};
use domain::line;
use domain::money::Fen;
use domain::payee::{self, Account, Line, Payee};
use domain::refusal::{Code, Refusal};
use domain::scheme::Payee as Rule;
use domain::template::Value;
use entity::signed_payee;

use crate::application::Case;
use crate::command::Context;
use kernel::error::Error;
use kernel::id::new_uuid;

/// The accounts that the lines of a schedule ask to be paid to, as the lines come one after another.
pub struct Asked {
    rule: Rule,
    lines: Vec<Line>,
}

impl Asked {
    /// Nothing is asked yet. Where the firm is paid, no line asks for anything.
    pub const fn under(rule: Rule) -> Self {
        Self { rule, lines: Vec::new() }
    }

    /// Of lines that are at hand.
    ///
    /// # Errors
    /// As for [`Asked::take`].
    pub fn of<'l>(rule: Rule, lines: impl IntoIterator<Item = (&'l line::Line, &'l [Value])>) -> Result<Self, Refusal> {
        let mut asked = Self::under(rule);
        lines.into_iter().try_for_each(|(line, values)| asked.take(line, values))?;
        Ok(asked)
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// An account that is none; rows that were read from a file are good.
    pub fn take(&mut self, line: &line::Line, values: &[Value]) -> Result<(), Refusal> {
        if let Rule::Enterprise(columns) = self.rule {
            self.lines.push(Line { row: line.row, account: columns.account(values)?, amount: line.earns() });
        }
        Ok(())
    }

    /// The payees, with what each earns as the lines stand; none where the firm is paid.
    ///
    /// # Errors
    /// [`Code::PayeeDiffers`] with both rows.
    pub fn payees(self) -> Result<Vec<Payee>, Refusal> {
        match self.rule {
            Rule::Enterprise(columns) => payee::group(self.lines, columns.accounts),
            Rule::Applicant => Ok(Vec::new()),
        }
    }
}

/// The payees that the stored lines of a schedule ask for.
///
/// # Errors
/// As for [`Asked::payees`]; a fault of the database.
pub async fn payees_of(db: &store::Connection, rule: Rule, schedule: Option<ScheduleId>) -> Result<Vec<Payee>, Error> {
    let mut asked = Asked::under(rule);
    if let (Rule::Enterprise(_), Some(schedule)) = (rule, schedule) {
        store::line::each(db, schedule, |full| Ok(asked.take(&full.line, &full.values)?)).await?;
    }
    Ok(asked.payees()?)
}

/// Keeps the accounts under the signature `content`: the firm's own in force, or those of the schedule's enterprises.
///
/// # Errors
/// [`Code::AccountMissing`]; [`Code::PayeeDiffers`].
pub async fn sign(cx: &Context<'_>, case: &Case, content: &str, payees: &[Payee]) -> Result<(), Error> {
    keep(cx, case, content, payees, Some(cx.actor.person)).await
}

async fn keep(
    cx: &Context<'_>,
    case: &Case,
    content: &str,
    payees: &[Payee],
    by: Option<PersonId>,
) -> Result<(), Error> {
    let row = |account: Account, bank_name: String, part: i64| signed_payee::Model {
        id: new_uuid(cx.now),
        application_id: case.application.id,
        content_sha256: content.to_owned(),
        payee_code: account.code,
        part,
        ordinal: 1,
        account_name: account.name,
        bank_name,
        account_no: account.number,
        cnaps: account.cnaps,
        change_id: None,
        signed_by: by,
        signed_at: cx.now,
    };
    let rows = match case.scheme.payee {
        Rule::Applicant => {
            let own = store::firm::account(cx.tx, case.firm.id).await?.ok_or(Code::AccountMissing)?;
            let account = Account {
                code: case.firm.uscc.as_str().to_owned(),
                name: own.account_name,
                number: own.account_no,
                cnaps: own.cnaps,
            };
            vec![row(account, own.bank_name, 1)]
        }
        Rule::Enterprise(_) => payees.iter().map(|p| row(p.account.clone(), String::new(), p.part)).collect(),
    };
    // A correction that changes nothing is signed again under the same content: its accounts stand there already.
    let known = store::account::under_signature(cx.tx, case.application.id, content).await?;
    let stands =
        |row: &signed_payee::Model| known.iter().any(|k| (&k.payee_code, k.part) == (&row.payee_code, row.part));
    store::account::sign(cx.tx, rows.into_iter().filter(|row| known.is_empty() || !stands(row)).collect()).await
}

/// Who of a case is paid how much to which signed account, those that earn nothing left out.
///
/// # Errors
/// [`Code::AccountNotSigned`] when a payee has no account under the signature in force.
pub async fn to_pay(cx: &Context<'_>, case: &Case, approved: Fen) -> Result<Vec<Payee>, Error> {
    let mut payees = payees_of(cx.tx, case.scheme.payee, case.application.schedule_id).await?;
    let mut signed = store::account::signed(cx.tx, &case.application).await?;
    if let (Rule::Enterprise(_), Some(content)) = (case.scheme.payee, &case.application.content_sha256) {
        let asked: HashSet<String> = payees.iter().map(|p| normalise_code(&p.account.code)).collect();
        if !signed.iter().any(|s| asked.contains(&normalise_code(&s.payee_code))) {
            // Signed before accounts were kept beside the lines: the lines are what was signed, nobody could change them.
            keep(cx, case, content, &payees, None).await?;
            signed = store::account::signed(cx.tx, &case.application).await?;
        }
    }
    if case.scheme.payee == Rule::Applicant {
        let own = signed.iter().find(|s| payee::same_code(&s.payee_code, case.firm.uscc.as_str()));
        let own = own.ok_or_else(|| Refusal::new(Code::AccountNotSigned))?;
        payees = vec![Payee { account: account_of(own), part: 1, amount: approved, rows: Vec::new() }];
    }
    payees.retain(|payee| !payee.amount.is_zero());
    let by_code: HashMap<(String, i64), &signed_payee::Model> =
        signed.iter().map(|s| ((normalise_code(&s.payee_code), s.part), s)).collect();
    for payee in &mut payees {
        let found = by_code.get(&(normalise_code(&payee.account.code), payee.part));
        payee.account = account_of(found.ok_or_else(|| Refusal::new(Code::AccountNotSigned))?);
    }
    Ok(payees)
}

/// A signed row as an account.
pub fn account_of(row: &signed_payee::Model) -> Account {
    Account {
        code: row.payee_code.clone(),
        name: row.account_name.clone(),
        number: row.account_no.clone(),
        cnaps: row.cnaps.clone(),
    }
}
