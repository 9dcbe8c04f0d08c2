//! Payee accounts on pages: what was signed, requests for other accounts, and what they hold.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::credit::matching::normalise_code;
use domain::document::Kind;
use domain::id::{AccountHoldId, PersonId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::payee::{Account, same_code};
use domain::refusal::Code;
use domain::template::Words;
use domain::workflow::{AccountChangeState, AccountHoldState};
use entity::{account_change, account_hold, application, signed_payee};

use super::application::{Firm, FirmAccount};
use super::{firm as query_firm, person};
use crate::App;
use crate::account::signed::payees_of;
use crate::document::{self, Document};
use crate::reader::{Accounts, Filing, Finance, Reader};
use kernel::error::Error;
use store::scope::Scope;

/// Rows of a list.
const LIMIT: u64 = 200;

/// Another account for a payee, as it is asked for.
#[derive(Clone)]
pub struct Asked {
    /// Its number.
    pub number: String,
    /// Code of the payee.
    pub payee_code: String,
    /// The account that it replaces.
    pub old_account_no: AccountNumber,
    /// Its name, as the bank knows it.
    pub account_name: String,
    /// Name of the bank.
    pub bank_name: String,
    /// The new account.
    pub account_no: AccountNumber,
    /// The bank in the payment system.
    pub cnaps: Cnaps,
    /// Why.
    pub why: String,
    /// Where it stands.
    pub state: AccountChangeState,
    /// Whether evidence is there.
    pub evidence: bool,
    /// What was answered.
    pub answer: String,
}

impl From<account_change::Model> for Asked {
    fn from(row: account_change::Model) -> Self {
        Self {
            number: row.number,
            payee_code: row.payee_code,
            old_account_no: row.old_account_no,
            account_name: row.account_name,
            bank_name: row.bank_name,
            account_no: row.account_no,
            cnaps: row.cnaps,
            why: row.why,
            state: row.state,
            evidence: !row.evidence_sha256.is_empty(),
            answer: row.answer,
        }
    }
}

/// Who did a step, and when.
pub struct Done {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: Option<Words>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Done {
    fn of(person: Option<PersonId>, at: Option<DateTime<Utc>>, names: &HashMap<PersonId, Words>) -> Option<Self> {
        let (person, at) = person.zip(at)?;
        Some(Self { name: names.get(&person).cloned(), person, at })
    }
}

/// A request with the firm that asks.
pub struct Change {
    /// What is asked.
    pub asked: Asked,
    /// The firm.
    pub firm: Firm,
    /// The number of the application that it belongs to, where it belongs to one.
    pub application: Option<String>,
    /// Who asked.
    pub requested: Done,
    /// Who confirmed it for the firm.
    pub confirmed: Option<Done>,
    /// Who decided it for the authority.
    pub decided: Option<Done>,
    /// What it holds or held.
    pub holds: Vec<Hold>,
}

/// A hold with what it is about.
pub struct Hold {
    /// The hold.
    pub id: AccountHoldId,
    /// The request.
    pub change: Asked,
    /// Number of the application.
    pub application: String,
    /// Code of the payee.
    pub payee_code: String,
    /// Where it stands.
    pub state: AccountHoldState,
    /// When it began.
    pub held_at: DateTime<Utc>,
    /// Whether the new account was signed for the application.
    pub supplement_signed: bool,
    /// Who signed that.
    pub supplement: Option<Done>,
    /// Where the money goes, as it is proposed.
    pub pay_to: Option<String>,
    /// Who proposed that.
    pub proposed: Option<Done>,
    /// Why.
    pub why: String,
}

/// The requests of the reader's units, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn changes(app: &App, reader: &Reader<'_, Accounts>) -> Result<Vec<Change>, Error> {
    changes_of(app, reader.scope()).await
}

/// The requests of the reader's firm, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn own_changes(app: &App, reader: &Reader<'_, Filing>) -> Result<Vec<Change>, Error> {
    changes_of(app, reader.scope()).await
}

async fn changes_of(app: &App, scope: &Scope) -> Result<Vec<Change>, Error> {
    with_firms(app, store::account::changes(app.store.read(), scope, &[], LIMIT).await?).await
}

/// Bank and routing code of the account that a request replaces, as they stand where it was entered or signed; empty where
/// neither is known.
async fn bank_before(app: &App, change: &account_change::Model) -> Result<(String, String), Error> {
    let db = app.store.read();
    if let Some(application) = change.application_id {
        let signed = store::account::signed(db, &store::application::by_id(db, application).await?).await?;
        let old =
            signed.into_iter().find(|s| s.payee_code == change.payee_code && s.account_no == change.old_account_no);
        return Ok(old.map(|s| (s.bank_name, s.cnaps.as_str().to_owned())).unwrap_or_default());
    }
    let old = store::account::of_firm(db, change.firm_id).await?;
    let old = old.into_iter().find(|a| a.account_no == change.old_account_no && a.created_at <= change.requested_at);
    Ok(old.map(|a| (a.bank_name, a.cnaps.as_str().to_owned())).unwrap_or_default())
}

/// One request with what it holds.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn change(app: &App, reader: &Reader<'_, Accounts>, number: &str) -> Result<Change, Error> {
    change_of(app, reader.scope(), number).await
}

/// A request of the reader's firm, whole.
pub struct OwnChange {
    /// The request.
    pub change: Change,
    /// The bank of the account that it replaces; empty where it is not known.
    pub bank_before: String,
    /// The bank of that in the payment system; empty where it is not known.
    pub cnaps_before: String,
}

/// A request of the reader's firm.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn own_change(app: &App, reader: &Reader<'_, Filing>, number: &str) -> Result<OwnChange, Error> {
    let row = store::account::change(app.store.read(), reader.scope(), number).await?;
    let (bank_before, cnaps_before) = bank_before(app, &row).await?;
    Ok(OwnChange { change: whole(app, row).await?, bank_before, cnaps_before })
}

async fn change_of(app: &App, scope: &Scope, number: &str) -> Result<Change, Error> {
    whole(app, store::account::change(app.store.read(), scope, number).await?).await
}

async fn whole(app: &App, row: account_change::Model) -> Result<Change, Error> {
    let id = row.id;
    let mut change = with_firms(app, vec![row]).await?.pop().ok_or(Code::NotFound)?;
    change.holds = with_applications(app, store::account::holds_of(app.store.read(), id).await?).await?;
    Ok(change)
}

async fn with_firms(app: &App, rows: Vec<account_change::Model>) -> Result<Vec<Change>, Error> {
    let db = app.store.read();
    let firms = store::firm::by_ids(db, rows.iter().map(|r| r.firm_id).collect()).await?;
    let firms: HashMap<_, _> = firms.into_iter().map(|f| (f.id, f)).collect();
    let numbers = store::finance::applications(db, rows.iter().filter_map(|r| r.application_id).collect()).await?;
    let people = rows.iter().flat_map(|r| [Some(r.requested_by), r.confirmed_by, r.decided_by]).flatten();
    let names = person::names(app, people.collect()).await?;
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let firm = firms.get(&row.firm_id).cloned().ok_or(Code::NotFound)?.into();
        let application = row.application_id.and_then(|id| numbers.get(&id)).map(|(number, _)| number.clone());
        out.push(Change {
            requested: Done {
                person: row.requested_by,
                name: names.get(&row.requested_by).cloned(),
                at: row.requested_at,
            },
            confirmed: Done::of(row.confirmed_by, row.confirmed_at, &names),
            decided: Done::of(row.decided_by, row.decided_at, &names),
            asked: row.into(),
            firm,
            application,
            holds: Vec::new(),
        });
    }
    Ok(out)
}

async fn with_applications(app: &App, rows: Vec<account_hold::Model>) -> Result<Vec<Hold>, Error> {
    let db = app.store.read();
    let numbers = store::finance::applications(db, rows.iter().map(|r| r.application_id).collect()).await?;
    let changes = store::account::changes_by_ids(db, rows.iter().map(|r| r.change_id).collect()).await?;
    let changes: HashMap<_, _> = changes.into_iter().map(|c| (c.id, c)).collect();
    let people = rows.iter().flat_map(|r| [r.supplement_by, r.proposed_by]).flatten();
    let names = person::names(app, people.collect()).await?;
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let change = changes.get(&row.change_id).cloned().ok_or(Code::NotFound)?;
        let application = numbers.get(&row.application_id).map_or_else(String::new, |(number, _)| number.clone());
        out.push(Hold {
            id: row.id,
            change: change.into(),
            application,
            payee_code: row.payee_code,
            state: row.state,
            held_at: row.held_at,
            supplement_signed: row.supplement_sha256.is_some(),
            supplement: Done::of(row.supplement_by, row.supplement_at, &names),
            pay_to: row.pay_to,
            proposed: Done::of(row.proposed_by, row.proposed_at, &names),
            why: row.why,
        });
    }
    Ok(out)
}

/// The holds of the reader's units that are open, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn holds(app: &App, reader: &Reader<'_, Finance>) -> Result<Vec<Hold>, Error> {
    with_applications(app, store::account::open_holds(app.store.read(), reader.scope(), LIMIT).await?).await
}

/// The holds of the reader's firm that are open, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn own_holds(app: &App, reader: &Reader<'_, Filing>) -> Result<Vec<Hold>, Error> {
    with_applications(app, store::account::open_holds(app.store.read(), reader.scope(), LIMIT).await?).await
}

/// The evidence of a request.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn evidence(app: &App, reader: &Reader<'_, Accounts>, number: &str) -> Result<Document, Error> {
    let db = app.store.read();
    let row = store::account::change(db, reader.scope(), number).await?;
    let kind = Kind::AccountEvidence;
    let found = store::document::by_content(db, kind, &row.evidence_sha256).await?;
    document::show(reader, found.ok_or(Code::NotFound)?)
}

/// A firm whose account in force nobody verified yet.
///
/// # Errors
/// A fault of the database.
pub async fn unverified(app: &App, reader: &Reader<'_, Accounts>) -> Result<Vec<(Firm, FirmAccount)>, Error> {
    let found = store::firm::unverified(app.store.read(), reader.scope(), LIMIT).await?;
    Ok(found.into_iter().map(|(firm, account)| (firm.into(), account.into())).collect())
}

/// What a firm should look at before it signs where money goes.
#[derive(Default)]
pub struct BeforeSigning {
    /// The request for another account of the firm that is not decided yet.
    pub open_change: Option<Asked>,
    /// Payees whose account is another one than the firm signed for them last.
    pub differing: Vec<Differing>,
}

/// A payee whose account is another one than was signed last.
pub struct Differing {
    /// The account of now.
    pub now: Account,
    /// What was signed last.
    pub before: AccountNumber,
}

/// What a firm should look at before it signs an application that it may still change.
///
/// # Errors
/// A fault of the database.
pub async fn before_signing(
    app: &App,
    reader: &Reader<'_, Filing>,
    case: &query_firm::Case,
) -> Result<BeforeSigning, Error> {
    let db = app.store.read();
    let firm = &case.rows.case.firm;
    let accounts: Vec<Account> = match case.schedule.as_ref().map(|schedule| schedule.id) {
        _ if case.pays_firm() => case
            .account
            .iter()
            .map(|own| Account {
                code: firm.uscc.as_str().to_owned(),
                name: own.account_name.clone(),
                number: own.account_no.clone(),
                cnaps: own.cnaps.clone(),
            })
            .collect(),
        schedule => payees_of(db, case.scheme.payee, schedule).await?.into_iter().map(|p| p.account).collect(),
    };
    let codes = accounts.iter().map(|a| a.code.clone()).collect::<BTreeSet<_>>();
    let mut last: HashMap<String, Vec<signed_payee::Model>> = HashMap::new();
    for row in store::account::last_signed(db, firm.id, codes).await? {
        last.entry(normalise_code(&row.payee_code)).or_default().push(row);
    }
    let differing = accounts.into_iter().filter_map(|now| {
        let before = last.get(&normalise_code(&now.code))?;
        let same = before.iter().any(|b| (&b.account_no, &b.cnaps) == (&now.number, &now.cnaps));
        let first = before.first().filter(|_| !same)?;
        Some(Differing { before: first.account_no.clone(), now })
    });
    let differing = differing.collect();
    let states = [AccountChangeState::Requested, AccountChangeState::Confirmed];
    let open = store::account::changes(db, reader.scope(), &states, LIMIT).await?;
    let own = |c: &account_change::Model| case.pays_firm() && same_code(&c.payee_code, case.firm.uscc.as_str());
    Ok(BeforeSigning { open_change: open.into_iter().find(own).map(Asked::from), differing })
}

/// An account under a signature.
pub struct SignedPayee {
    /// Code of the payee.
    pub payee_code: String,
    /// 1 where it was signed with the application; more by a supplement.
    pub ordinal: i64,
    /// Its name, as the bank knows it.
    pub account_name: String,
    /// Name of the bank, where it is known.
    pub bank_name: String,
    /// Its number.
    pub account_no: AccountNumber,
    /// The bank in the payment system.
    pub cnaps: Cnaps,
}

impl From<signed_payee::Model> for SignedPayee {
    fn from(row: signed_payee::Model) -> Self {
        let signed_payee::Model { payee_code, ordinal, account_name, bank_name, account_no, cnaps, .. } = row;
        Self { payee_code, ordinal, account_name, bank_name, account_no, cnaps }
    }
}

/// What was signed with an application, and what holds it.
pub struct Signed {
    /// The accounts under the signature in force.
    pub accounts: Vec<SignedPayee>,
    /// The open holds.
    pub holds: Vec<Hold>,
}

/// The accounts of a case.
///
/// # Errors
/// A fault of the database.
pub(super) async fn signed(app: &App, application: &application::Model) -> Result<Signed, Error> {
    let db = app.store.read();
    let holds = with_applications(app, store::account::holds_on(db, application.id).await?).await?;
    let accounts = store::account::signed(db, application).await?.into_iter().map(SignedPayee::from).collect();
    Ok(Signed { accounts, holds })
}
