//! What the programs of administrators and credit officers read: people, versions of schemes, what was proposed; and what they send
//! that is no act as it stands: the text of a scheme, a list of records.

use axum::extract::Request;
use axum::response::Response;
use chrono::NaiveDate;
use domain::addition::Addition;
use domain::credit::list::List;
use domain::refusal::{Code, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

use super::act::{Sent, file_sent};
use super::view::{self, Listing, Proposal, answer};
use super::{After, PART};
use crate::error::Error;
use crate::service::credit::import_records::{Mode, Options, later};
use crate::service::query::{Page, account, addition, call, limit, person, procedure, recusal, registration, scheme};
use crate::service::scheme::edition::{Seen, Written, write_draft};
use crate::web::address::{Path, Query};
use crate::web::fault::WebError;
use crate::web::visit::Visit;

/// All versions of schemes that the person may see.
///
/// # Errors
/// A fault of the database.
pub(super) async fn schemes(visit: Visit) -> Result<Response, WebError> {
    let editions = scheme::editions(&visit.web.app, &visit.reader()?).await?;
    Ok(answer(&Listing { items: editions.into_iter().map(view::Edition::from).collect(), next: None }))
}

/// People of the person's units and of the firms that file there.
///
/// # Errors
/// A fault of the database.
pub(super) async fn people(visit: Visit, Query(part): Query<After>) -> Result<Response, WebError> {
    let wanted = person::Wanted { after: part.place(), ..person::Wanted::default() };
    let Page { rows, next } = person::page(&visit.web.app, &visit.reader()?, &wanted, PART).await?;
    Ok(answer(&Listing { items: rows.into_iter().map(view::Person::from).collect(), next }))
}

/// Changes of people that wait for a second administrator.
///
/// # Errors
/// A fault of the database.
pub(super) async fn changes_of_people(visit: Visit) -> Result<Response, WebError> {
    let found = person::open(&visit.web.app, &visit.reader()?).await?.into_iter();
    Ok(proposals(found.map(|one| Proposal::of(one.change.key(), one.login, one.proposed))))
}

/// Conflicts of interest that the person sees.
///
/// # Errors
/// A fault of the database.
pub(super) async fn recusals(visit: Visit) -> Result<Response, WebError> {
    let found = recusal::overview(&visit.web.app, &visit.reader()?).await?.recusals.into_iter();
    Ok(answer(&Listing { items: found.map(view::Recusal::from).collect(), next: None }))
}

/// What was proposed to end them.
///
/// # Errors
/// A fault of the database.
pub(super) async fn ends_of_recusals(visit: Visit) -> Result<Response, WebError> {
    let found = recusal::overview(&visit.web.app, &visit.reader()?).await?.ends.into_iter();
    Ok(proposals(found.map(|end| {
        let about = end.of.map_or_else(String::new, |of| of.number);
        Proposal::of("recusal_end", about, end.proposed)
    })))
}

/// What was proposed to be added to the office.
///
/// # Errors
/// A fault of the database.
pub(super) async fn additions(visit: Visit) -> Result<Response, WebError> {
    let found = addition::proposals(&visit.web.app, &visit.reader()?, Addition::ALL).await?.into_iter();
    Ok(proposals(found.map(|one| Proposal::of(one.kind.key(), one.subject, one.proposed))))
}

/// Limits of approval that were proposed.
///
/// # Errors
/// A fault of the database.
pub(super) async fn limits(visit: Visit) -> Result<Response, WebError> {
    let found = limit::overview(&visit.web.app, &visit.reader()?).await?.rows.into_iter();
    let unit = |one: &limit::Limit| one.unit.as_ref().map_or_else(String::new, |unit| unit.code.clone());
    Ok(proposals(found.map(|one| Proposal::of(one.amount.currency.code(), unit(&one), one.proposed))))
}

/// Calls, and changes of calls, that wait for a second administrator.
///
/// # Errors
/// A fault of the database.
pub(super) async fn calls(visit: Visit) -> Result<Response, WebError> {
    let found = call::waiting(&visit.web.app, &visit.reader()?).await?.into_iter();
    Ok(proposals(
        found.map(|(change, call)| Proposal::of(change.event.key(), call.unwrap_or(change.title.zh), change.proposed)),
    ))
}

/// Versions of procedures.
///
/// # Errors
/// A fault of the database.
pub(super) async fn procedures(visit: Visit) -> Result<Response, WebError> {
    let found = procedure::versions(&visit.web.app, &visit.reader()?).await?.into_iter();
    Ok(proposals(found.map(|one| Proposal::of("procedure", one.title.zh, one.proposed))))
}

fn proposals(items: impl Iterator<Item = Proposal>) -> Response {
    answer(&Listing { items: items.collect(), next: None })
}

/// Registrations of firms that wait.
///
/// # Errors
/// A fault of the database.
pub(super) async fn registrations(visit: Visit, Query(part): Query<After>) -> Result<Response, WebError> {
    let which = (true, part.place());
    let Page { rows, next } = registration::page(&visit.web.app, &visit.reader()?, which, PART).await?;
    Ok(answer(&Listing { items: rows.into_iter().map(Proposal::from).collect(), next }))
}

/// Requests for other payee accounts.
///
/// # Errors
/// A fault of the database.
pub(super) async fn account_changes(visit: Visit) -> Result<Response, WebError> {
    let changes = account::changes(&visit.web.app, &visit.reader()?).await?;
    Ok(answer(&Listing { items: changes.into_iter().map(view::AccountChange::from).collect(), next: None }))
}

/// Writes a version of a scheme, or writes an own draft over.
#[derive(Debug, Deserialize, JsonSchema, validator::Validate)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WriteScheme")]
pub(super) struct Text {
    /// The draft that it takes the place of.
    replaces: Option<Seen>,
    /// The TOML text.
    source: String,
    /// Its cases as JSON, may be empty.
    #[serde(default)]
    cases: String,
}

/// Keeps a draft of a scheme.
///
/// # Errors
/// The faults of the text, each with its line as its place.
pub(super) async fn write(visit: Visit, sent: Sent<Text>) -> Result<Response, WebError> {
    let Text { replaces, source, cases } = sent.body;
    let (app, actor) = (&visit.web.app, visit.actor()?);
    match write_draft(app, actor, Some(&sent.key), replaces, (source, cases)).await? {
        Written::Draft(scheme, version) => Ok(answer(&view::Drafted { scheme, version })),
        Written::Faults(faults) => {
            let at_its_line =
                |fault: domain::scheme::SchemeProblem| fault.refusal.at_field(&format!("source:{}", fault.line));
            Err(Error::RefusedMany(faults.into_iter().map(at_its_line).collect()).into())
        }
    }
}

/// Which list a file is, and how it counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    file_name: Option<String>,
    source: String,
    list: Option<String>,
    mode: Option<String>,
    #[serde(default)]
    confirmed: bool,
    data_date: Option<NaiveDate>,
}

/// Takes a list of credit records.
///
/// # Errors
/// What the import refuses.
pub(super) async fn import_list(
    visit: Visit,
    Query(named): Query<Named>,
    request: Request,
) -> Result<Response, WebError> {
    let name = named.file_name.unwrap_or_else(|| "list".to_owned());
    let (key, _, file) = file_sent(&visit, request, &name).await?;
    if file.is_empty() {
        return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
    }
    let unknown = |place| Refusal::new(Code::FieldRequired).at_field(place);
    let list = named.list.map(|key| List::from_key(&key).ok_or_else(|| unknown("list"))).transpose()?;
    let mode = match named.mode.as_deref() {
        None | Some("add") => Mode::Add,
        Some("replace") => Mode::Replace { confirmed: named.confirmed },
        Some(_) => return Err(unknown("mode").into()),
    };
    let options = Options { list, mode, data_date: named.data_date, ..Options::default() };
    let (app, of) = (&visit.web.app, (named.source.as_str(), false));
    let received = later::receive(app, visit.actor()?, Some(&key), of, (file, options)).await?;
    Ok(answer(&view::ListReceived::of(visit.lang, &received)))
}

/// How far a job is with a list.
///
/// # Errors
/// [`Code::NotFound`] for everybody but the one who sent it.
pub(super) async fn list_on_its_way(visit: Visit, Path(job): Path<String>) -> Result<Response, WebError> {
    let id = job.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let way = later::on_its_way(&visit.web.app, visit.actor()?, id).await?;
    Ok(answer(&view::ListWay::of(visit.lang, &way)))
}
