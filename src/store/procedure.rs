//! Versions of procedures: those of the program, those that two administrators put in force, and the moves that hold in each
//! as the triggers read them.

use chrono::{DateTime, Utc};
use domain::id::{PersonId, ProcedureVersionId};
use domain::refusal::Code;
use domain::workflow::call::ProposalState;
use domain::workflow::procedure::Procedure;
use domain::workflow::{ApplicationState, Moved, Table as _};
use entity::{procedure_version, transition_rule};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect as _,
};

use super::list;
use crate::Connection;
use crate::tally::Count;
use kernel::error::{Error, Fault};
use kernel::id::{new_uuid, sha256};

/// Procedures of the program, one file each.
#[derive(rust_embed::RustEmbed)]
#[folder = "../procedures"]
#[include = "*.toml"]
struct Files;

/// The texts of the procedures of the program.
///
/// # Errors
/// A fault when a file is not UTF-8.
pub fn shipped() -> Result<Vec<String>, Fault> {
    let text = |path: &str| {
        let file = Files::get(path).map(|file| String::from_utf8(file.data.into_owned()));
        file.transpose().map_err(|e| Fault::from_cause(format!("{path} is not UTF-8"), e))
    };
    Files::iter().filter_map(|path| text(&path).transpose()).collect()
}

/// The procedure that a confirmed text says.
///
/// # Errors
/// A fault when it does not load: what was confirmed did.
pub fn load(text: &str) -> Result<Procedure, Fault> {
    Procedure::load(text).map_err(|wrong| {
        let first = wrong.first().map_or_else(String::new, ToString::to_string);
        Fault::new(format!("a confirmed procedure does not load: {first}"))
    })
}

/// Adds the versions of the program that are not there yet.
///
/// # Errors
/// A fault when a version is there with another text: it is never edited.
pub async fn bring_along(tx: &Connection) -> Result<(), Error> {
    for source in shipped()? {
        let (procedure, sha256) = (load(&source)?, sha256(&source));
        let name = procedure.name();
        match by_name(tx, &name).await? {
            Some(row) if row.sha256 == sha256 => {}
            Some(row) if row.state == ProposalState::Confirmed => {
                return Err(Fault::new(format!("procedure {name} is in force with another text")).into());
            }
            Some(_) => tracing::warn!(name, "a proposal has the name of a procedure of the program"),
            None => {
                let row = procedure_version::Model {
                    id: ProcedureVersionId::from_uuid(new_uuid(DateTime::UNIX_EPOCH)),
                    name,
                    title_zh: procedure.title.zh,
                    title_en: procedure.title.en,
                    source,
                    sha256,
                    state: ProposalState::Confirmed,
                    proposed_by: None,
                    proposed_at: None,
                    decided_by: None,
                    decided_at: None,
                    answer: String::new(),
                };
                insert(tx, row).await?;
            }
        }
    }
    Ok(())
}

/// The rows of `transition_rule` for a procedure.
pub(super) fn rules(procedure: &Procedure) -> Vec<transition_rule::ActiveModel> {
    let mut rows = Vec::new();
    for m in procedure.moves() {
        let guards: Vec<&str> = m.guards.iter().map(|guard| guard.key()).collect();
        let row = |role: &str| transition_rule::ActiveModel {
            machine: Set(ApplicationState::NAME.to_owned()),
            procedure: Set(procedure.name()),
            from_state: Set(m.from.key().to_owned()),
            event: Set(m.event.key().to_owned()),
            to_state: Set(m.to.key().to_owned()),
            role: Set(role.to_owned()),
            guards: Set(guards.join(" ")),
        };
        rows.extend(m.who.iter().map(|role| row(role.key())));
        if m.who.is_empty() {
            rows.push(row(""));
        }
    }
    rows
}

/// Lets the triggers know the moves of a version that came into force.
///
/// # Errors
/// A fault of the database.
pub async fn hold(tx: &Connection, procedure: &Procedure) -> Result<(), Error> {
    list::insert_all(tx, rules(procedure)).await
}

/// The moves of cases that the triggers know, each with its guards.
///
/// # Errors
/// A fault of the database.
pub async fn held(db: &Connection) -> Result<Vec<transition_rule::Model>, Error> {
    let query = transition_rule::Entity::find();
    Ok(query.filter(transition_rule::Column::Machine.eq(ApplicationState::NAME)).all(db).await?)
}

/// The rows that the triggers must know for a procedure.
///
/// # Errors
/// A fault when a row is not whole.
pub fn must_hold(procedure: &Procedure) -> Result<Vec<transition_rule::Model>, Error> {
    use sea_orm::TryIntoModel as _;
    rules(procedure).into_iter().map(|row| row.try_into_model().map_err(Error::from)).collect()
}

/// The version of a name that is in force or proposed.
///
/// # Errors
/// A fault of the database.
pub async fn by_name(db: &Connection, name: &str) -> Result<Option<procedure_version::Model>, Error> {
    Ok(living(name).one(db).await?)
}

/// As [`by_name`], locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, name: &str) -> Result<procedure_version::Model, Error> {
    living(name).lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

fn living(name: &str) -> sea_orm::Select<procedure_version::Entity> {
    let ended = [ProposalState::Declined, ProposalState::TakenBack];
    let lives =
        ended.into_iter().fold(Condition::all(), |lives, state| lives.add(procedure_version::Column::State.ne(state)));
    procedure_version::Entity::find().filter(procedure_version::Column::Name.eq(name)).filter(lives)
}

/// All versions, decided or not; of one procedure the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &Connection) -> Result<Vec<procedure_version::Model>, Error> {
    let query = procedure_version::Entity::find().order_by_asc(procedure_version::Column::Name);
    Ok(query.order_by_asc(procedure_version::Column::ProposedAt).all(db).await?)
}

/// How many proposals wait for somebody else than this person.
pub fn count_open(person: PersonId) -> Count {
    let query = procedure_version::Entity::find()
        .filter(procedure_version::Column::State.eq(ProposalState::Proposed))
        .filter(procedure_version::Column::ProposedBy.ne(person));
    Count::of(query)
}

/// Inserts a version.
///
/// # Errors
/// [`Code::ProcedureTaken`] when the name is in force or proposed.
pub async fn insert(tx: &Connection, row: procedure_version::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    procedure_version::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Decides a proposal that is still open.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn decide(
    tx: &Connection,
    seen: &procedure_version::Model,
    moved: &Moved<ProposalState>,
    (person, answer): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let update = procedure_version::Entity::update_many()
        .col_expr(procedure_version::Column::State, Expr::value(moved.to()))
        .col_expr(procedure_version::Column::DecidedBy, Expr::value(person.uuid()))
        .col_expr(procedure_version::Column::DecidedAt, Expr::value(now))
        .col_expr(procedure_version::Column::Answer, Expr::value(answer))
        .filter(procedure_version::Column::Id.eq(seen.id))
        .filter(procedure_version::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}
