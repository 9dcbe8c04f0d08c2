//! Looks a firm up by its code: what a check would come to on a day, from what is known now. Nothing is stored.

use chrono::NaiveDate;
use domain::credit::{
    Answer, CheckRequest, CheckResult, Consent, Party, Record, Stage, Subject, Times, check, matching,
};
use domain::identifier::Uscc;

use crate::error::Error;
use crate::service::App;
use crate::store;

/// What a check of the firm with this code would come to on a day. Its name is taken from the register of firms, where
/// it is known; without one, only records with the code are found.
///
/// # Errors
/// [`domain::refusal::Code::CreditRulesMissing`]; a code that cannot be right; a fault of the database.
pub async fn look_up(app: &App, code: &str, stage: Stage, as_of: NaiveDate) -> Result<CheckResult, Error> {
    let (db, known_at) = (app.store.read(), app.clock.now());
    let code = Uscc::parse(code)?;
    let rules = domain::credit::rule::embedded()?;
    let mut answers = Vec::new();
    for source in &rules.sources {
        let import = store::credit::latest_import(db, &source.id, known_at).await?;
        answers.push(Answer::by_import(&source.id, import.map(|i| i.imported_at)));
    }
    let name = store::firm::by_code(db, &code).await?.map(|firm| firm.name).unwrap_or_default();
    let codes = vec![code.as_str().to_owned(), code.org_code().to_owned()];
    let names = if name.is_empty() { Vec::new() } else { vec![matching::normalise(&name)] };
    let rows = store::credit::candidates(db, None, codes, names, known_at).await?;
    let records = rows.iter().map(|r| serde_json::from_str(&r.record)).collect::<Result<Vec<Record>, _>>()?;
    let request = CheckRequest {
        subject: &Subject::plain(code.as_str(), &name, Party::Applicant),
        stage,
        times: Times { as_of, known_at },
        submitted_on: as_of,
        records: &records,
        lines: &[],
        decisions: &[],
        answers: &answers,
        consent: Consent::Valid,
    };
    Ok(check(&request, &rules)?)
}
