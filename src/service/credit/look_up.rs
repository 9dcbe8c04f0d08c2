//! Looks a firm up by its code: what a check would come to on a day, from what is known now. Nothing is stored.

use chrono::NaiveDate;
use domain::credit::{CheckResult, Stage, Times, check};
use domain::identifier::Uscc;

use super::gather::{Who, gather};
use crate::App;
use kernel::error::Error;

/// What a check of the firm with this code would come to on a day. Its name is taken from the register of firms, where
/// it is known; without one, only records with the code are found.
///
/// # Errors
/// [`domain::refusal::Code::CreditRulesMissing`]; a code that cannot be right; a fault of the database.
pub async fn look_up(app: &App, code: &str, stage: Stage, as_of: NaiveDate) -> Result<CheckResult, Error> {
    let (db, known_at) = (app.store.read(), app.clock.now());
    let code = Uscc::parse(code)?;
    let name = store::firm::by_code(db, &code).await?.map(|firm| firm.name).unwrap_or_default();
    let times = Times { as_of, known_at };
    let who = Who { code: code.as_str(), name: &name, application: None, lines: &[] };
    let gathered = gather(db, who, times).await?;
    Ok(check(&gathered.facts.request(stage, times, as_of), &gathered.rules)?)
}
