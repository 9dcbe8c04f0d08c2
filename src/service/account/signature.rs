//! What was signed, sealed again from what stands: answers, lines and the account that is paid. The seal stands in the
//! chained log, so that rows that were altered together, each in agreement with the others, still differ from it.

use std::collections::{BTreeMap, BTreeSet};

use domain::credit::matching::normalise_code;
use domain::line::Line;
use domain::scheme::Payee;
use domain::seal::is_current;
use domain::template::Value;
use entity::{application, signed_payee};

use super::hold::supplement_hash;
use super::signed::Asked;
use crate::App;
use crate::application::attach;
use crate::application::recalculate::Inputs;
use crate::seal::Signed;
use kernel::error::Error;
use store::tamper::Told;

/// What of a signed case is not what was signed. None for what cannot be sealed again: not signed, or signed under the
/// encoding of before, whose texts are not kept.
///
/// # Errors
/// A fault of the database.
pub async fn differs(
    app: &App,
    case: &application::Model,
    inputs: &Inputs,
    told: &Told,
) -> Result<Option<Vec<String>>, Error> {
    let Some(content) = case.content_sha256.as_deref() else { return Ok(None) };
    let unnamed = || format!("{}: no event of the log names its signature", case.number);
    if !is_current(content) {
        // The log has named every signature from the first.
        return Ok((!told.names(content)).then(|| vec![unnamed()]));
    }
    let db = app.store.read();
    let rows = store::account::under_signature(db, case.id, content).await?;
    let first: Vec<&signed_payee::Model> = rows.iter().filter(|row| row.change_id.is_none()).collect();
    if first.iter().any(|row| row.signed_by.is_none()) {
        return Ok(None);
    }
    let mut found = Vec::new();
    if !told.names(content) {
        found.push(unnamed());
    }
    let own = first.first().filter(|_| inputs.scheme.payee == Payee::Applicant);
    let firm = store::firm::by_id(db, case.firm_id).await?;
    let call = store::call::by_id(db, case.call_id).await?;
    let papers = attach::when_signed(db, case).await?;
    let signed = Signed {
        number: &case.number,
        firm: firm.uscc.as_str(),
        call: &call.number,
        scheme: &inputs.scheme.hash,
        facts: &case.facts,
        account: own.map(|own| (own.account_name.as_str(), own.account_no.as_str(), own.cnaps.as_str())),
        papers: &papers,
    };
    if signed.seal(lines_of(inputs))? != content {
        found.push(format!("{}: answers, lines, account or papers are not those that were signed", case.number));
    }
    found.extend(of_payees(case, inputs, &first)?);
    found.extend(of_supplements(app, case, &rows, told).await?);
    Ok(Some(found))
}

fn lines_of(inputs: &Inputs) -> impl ExactSizeIterator<Item = (&Line, &[Value])> {
    inputs.lines.iter().zip(inputs.rows.iter().map(|row| row.values.as_slice()))
}

/// Accounts of payees that are not those of their signed lines.
fn of_payees(case: &application::Model, inputs: &Inputs, first: &[&signed_payee::Model]) -> Result<Vec<String>, Error> {
    if inputs.scheme.payee == Payee::Applicant {
        return Ok(Vec::new());
    }
    let key = |code: &str, part: i64| (normalise_code(code), part);
    let kept: BTreeMap<_, _> = first.iter().map(|row| (key(&row.payee_code, row.part), *row)).collect();
    let asked = Asked::of(inputs.scheme.payee, lines_of(inputs))?.payees()?;
    let mut others: BTreeSet<_> = kept.keys().cloned().collect();
    let mut found = Vec::new();
    for payee in asked {
        let (at, account) = (key(&payee.account.code, payee.part), &payee.account);
        others.remove(&at);
        let same = kept.get(&at).is_some_and(|row| {
            (&row.account_name, &row.account_no, &row.cnaps) == (&account.name, &account.number, &account.cnaps)
        });
        if !same {
            found.push(format!("{} {}: its account is not the one of its lines", case.number, account.code));
        }
    }
    found.extend(others.into_iter().map(|(code, _)| format!("{} {code}: no line of it was signed", case.number)));
    Ok(found)
}

/// Accounts of supplements that are not those that the signatory signed.
async fn of_supplements(
    app: &App,
    case: &application::Model,
    rows: &[signed_payee::Model],
    told: &Told,
) -> Result<Vec<String>, Error> {
    let db = app.store.read();
    let later: Vec<&signed_payee::Model> = rows.iter().filter(|row| row.change_id.is_some()).collect();
    let changes = later.iter().filter_map(|row| row.change_id).collect::<BTreeSet<_>>();
    let changes = store::account::changes_by_ids(db, changes.into_iter().collect()).await?;
    let differs = later.into_iter().filter(|row| {
        let change = changes.iter().find(|change| Some(change.id) == row.change_id);
        !change.is_some_and(|change| {
            (&row.account_name, &row.bank_name, &row.account_no, &row.cnaps)
                == (&change.account_name, &change.bank_name, &change.account_no, &change.cnaps)
                && told.names(&supplement_hash(case, change))
        })
    });
    Ok(differs.map(|row| format!("{} {}: its account is in no supplement", case.number, row.payee_code)).collect())
}
