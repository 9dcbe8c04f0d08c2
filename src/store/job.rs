//! Jobs: queued with their cause, taken by one worker for a time, ended by that worker alone.

use chrono::{DateTime, Utc};
use domain::id::{JobId, PersonId};
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::job::{JobKind, JobState};
use entity::job;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult as _, PaginatorTrait as _,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::list::{self, Kind};
use super::{Connection, moved, sql};
use kernel::error::Error;

/// Jobs that one act queues for the same instant.
#[derive(Debug)]
pub struct Batch<'a> {
    /// For whom they act; none for the program itself.
    pub person: Option<PersonId>,
    /// The act.
    pub cause: &'a str,
    /// Whether a job of a key is queued only once, ever.
    pub once: bool,
    /// Not before this.
    pub due: DateTime<Utc>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// A job to be queued.
#[derive(Debug)]
pub struct New {
    /// Its id.
    pub id: JobId,
    /// What is to be done.
    pub kind: JobKind,
    /// What it is about, as JSON.
    pub facts: String,
    /// What it is about, as a key.
    pub key: String,
}

/// Queues jobs. What nobody has begun is not queued again; the row is locked for the transaction then, so that nobody begins
/// it before what it must see is kept.
///
/// # Errors
/// A fault of the database.
pub async fn add(tx: &Connection, batch: &Batch<'_>, jobs: &[New]) -> Result<(), Error> {
    if jobs.is_empty() {
        return Ok(());
    }
    let rows = jobs.iter().map(|job| {
        serde_json::json!({ "i": job.id.uuid().simple().to_string(), "k": job.kind.key(), "f": job.facts, "y": job.key })
    });
    let rows = serde_json::Value::from_iter(rows).to_string();
    let table = list::table(tx, &[("i", Kind::Uuid), ("k", Kind::Text), ("f", Kind::Text), ("y", Kind::Text)]);
    let known = if batch.once {
        "DO NOTHING"
    } else {
        "(kind, key) WHERE state = 'waiting' AND epoch = 0
         DO UPDATE SET due_at = CASE WHEN job.due_at < excluded.due_at THEN job.due_at ELSE excluded.due_at END"
    };
    let text = format!(
        "INSERT INTO job (id, kind, facts, key, once, person_id, cause, queued_at, due_at, state)
         SELECT v.i, v.k, v.f, v.y, $2, $3, $4, $5, $6, 'waiting' FROM {table} WHERE TRUE ON CONFLICT {known}"
    );
    let person = batch.person.map(PersonId::uuid);
    let values =
        [rows.into(), batch.once.into(), person.into(), batch.cause.into(), batch.now.into(), batch.due.into()];
    tx.execute_raw(sql(tx, &text, values)).await?;
    Ok(())
}

/// Whether a job may be begun now, but for the kinds that are left to others. It is looked at without a transaction, so that
/// nothing to do disturbs nobody.
///
/// # Errors
/// A fault of the database.
pub async fn is_due(db: &Connection, but: &[JobKind], now: DateTime<Utc>) -> Result<bool, Error> {
    let but = but_kinds(but);
    let text = format!(
        "SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM job WHERE state = 'waiting' AND due_at <= $1 {but})
           OR EXISTS (SELECT 1 FROM job WHERE state = 'running' AND lease_until <= $1 {but})"
    );
    Ok(db.query_one_raw(sql(db, &text, [now.into()])).await?.is_some())
}

/// The condition that a job is of none of some kinds.
fn but_kinds(but: &[JobKind]) -> String {
    let kinds: Vec<String> = but.iter().map(|kind| format!("'{kind}'")).collect();
    if kinds.is_empty() { String::new() } else { format!("AND kind NOT IN ({})", kinds.join(", ")) }
}

/// Takes the job that has waited longest, or one whose worker is gone, but for the kinds that are left to others; or one job alone.
/// Two workers never take the same.
///
/// # Errors
/// A fault of the database.
pub async fn take(
    tx: &Connection,
    (only, but): (Option<JobId>, &[JobKind]),
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Option<job::Model>, Error> {
    let skip = if tx.get_database_backend() == DatabaseBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let which = if only.is_some() { "AND j.id = $3" } else { "" };
    let but = but_kinds(but);
    let text = format!(
        "UPDATE job SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, lease_until = $2,
           moved_event = 'start', moved_role = '', moved_by = NULL
         WHERE id = (SELECT j.id FROM job j WHERE (j.state = 'waiting' AND j.due_at <= $1
             OR j.state = 'running' AND j.lease_until <= $1) {but} {which}
           ORDER BY j.due_at, j.id LIMIT 1 {skip}) RETURNING *"
    );
    let mut values = vec![now.into(), until.into()];
    values.extend(only.map(|id| id.uuid().into()));
    let statement = sql(tx, &text, values);
    Ok(job::Model::find_by_statement(statement).one(tx).await?)
}

/// A worker's hold on a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// The job.
    pub id: JobId,
    /// The number of the worker's turn.
    pub epoch: i64,
}

impl Hold {
    /// The row, as long as the worker has it.
    fn own(self, now: DateTime<Utc>) -> Condition {
        Condition::all()
            .add(job::Column::Id.eq(self.id))
            .add(job::Column::State.eq(JobState::Running))
            .add(job::Column::Epoch.eq(self.epoch))
            .add(job::Column::LeaseUntil.gt(now))
    }
}

/// Keeps a job for its worker until a later instant.
///
/// # Errors
/// [`Code::JobLost`] when the worker's time is over, another one has it, or it was cancelled.
pub async fn keep(tx: &Connection, hold: Hold, (now, until): (DateTime<Utc>, DateTime<Utc>)) -> Result<(), Error> {
    let update = job::Entity::update_many().col_expr(job::Column::LeaseUntil, Expr::value(until));
    let done = update.filter(hold.own(now)).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::JobLost.into()) }
}

/// Notes how many rows a worker's job has done, and how many there are in all once that is known; it keeps the job with that.
///
/// # Errors
/// [`Code::JobLost`] as for [`keep`].
pub async fn got_to(
    tx: &Connection,
    hold: Hold,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
    (done, total): (i64, i64),
) -> Result<(), Error> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::LeaseUntil, Expr::value(until))
        .col_expr(job::Column::Progress, Expr::value(done))
        .col_expr(job::Column::Total, Expr::value(total));
    let kept = update.filter(hold.own(now)).exec(tx).await?;
    if kept.rows_affected == 1 { Ok(()) } else { Err(Code::JobLost.into()) }
}

/// How a worker's turn ends.
#[derive(Debug, Clone)]
pub enum End<'a> {
    /// It is done, with what came of it.
    Done(&'a str),
    /// Why it did not come about, and when it is tried again.
    Later(&'a str, DateTime<Utc>),
    /// Why it did not come about; it is tried no more.
    Failed(&'a str),
    /// The program stops: somebody else does it, as if nobody had begun.
    Back,
}

/// Ends a worker's turn.
///
/// # Errors
/// [`Code::JobLost`] as for [`keep`].
pub async fn end(
    tx: &Connection,
    hold: Hold,
    step: &Moved<JobState>,
    end: &End<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use job::Column::{Answer, Attempts, DueAt, EndedAt, Failure, LeaseUntil, State};
    let update = job::Entity::update_many()
        .col_expr(State, Expr::value(step.to()))
        .col_expr(LeaseUntil, Expr::value(None::<DateTime<Utc>>));
    let update = match end {
        End::Done(answer) => update
            .col_expr(Answer, Expr::value(*answer))
            .col_expr(Failure, Expr::value(""))
            .col_expr(EndedAt, Expr::value(now)),
        End::Later(why, due) => update.col_expr(Failure, Expr::value(*why)).col_expr(DueAt, Expr::value(*due)),
        End::Failed(why) => update.col_expr(Failure, Expr::value(*why)).col_expr(EndedAt, Expr::value(now)),
        End::Back => update.col_expr(DueAt, Expr::value(now)).col_expr(Attempts, Expr::cust("attempts - 1")),
    };
    let done = moved::stamp(update, step).filter(hold.own(now)).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::JobLost.into()) }
}

/// A job.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: JobId) -> Result<job::Model, Error> {
    job::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A job, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, id: JobId) -> Result<job::Model, Error> {
    job::Entity::find_by_id(id).lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Jobs about something that have not come to an end, the oldest first, locked for the transaction.
///
/// # Errors
/// A fault of the database.
pub async fn lock_open(tx: &Connection, kind: JobKind, key: &str) -> Result<Vec<job::Model>, Error> {
    use job::Column::{Id, Key, Kind, State};
    let open = Condition::all().add(State.ne(JobState::Done)).add(State.ne(JobState::Cancelled));
    let query = job::Entity::find().filter(Kind.eq(kind)).filter(Key.eq(key)).filter(open).order_by_asc(Id);
    Ok(query.lock(LockType::Update).all(tx).await?)
}

/// What is decided about a job that is locked: it is done again now, or given up.
///
/// # Errors
/// [`Code::Stale`] when it moved meanwhile.
pub async fn decide(
    tx: &Connection,
    row: &job::Model,
    step: &Moved<JobState>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use job::Column::{Attempts, DueAt, EndedAt, Epoch, Id, LeaseUntil, State};
    let ended = (step.to() == JobState::Cancelled).then_some(now);
    let update = job::Entity::update_many()
        .col_expr(State, Expr::value(step.to()))
        .col_expr(EndedAt, Expr::value(ended))
        .col_expr(LeaseUntil, Expr::value(None::<DateTime<Utc>>));
    let update = match ended {
        Some(_) => update,
        // It is nobody's first turn any more, so that it stands beside one that was queued since.
        None => update
            .col_expr(Attempts, Expr::value(0i64))
            .col_expr(DueAt, Expr::value(now))
            .col_expr(Epoch, Expr::value(row.epoch.max(1))),
    };
    let same = Condition::all().add(Id.eq(row.id)).add(State.eq(row.state)).add(Epoch.eq(row.epoch));
    let done = moved::stamp(update, step).filter(same).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Jobs in a state, or all of them, the newest first, after one of them.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    state: Option<JobState>,
    before: Option<JobId>,
    limit: u64,
) -> Result<Vec<job::Model>, Error> {
    let mut query = job::Entity::find().order_by_desc(job::Column::Id).limit(limit);
    if let Some(state) = state {
        query = query.filter(job::Column::State.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(job::Column::Id.lt(before));
    }
    Ok(query.all(db).await?)
}

/// The job of a kind that was done last.
///
/// # Errors
/// A fault of the database.
pub async fn last_done(db: &Connection, kind: JobKind) -> Result<Option<job::Model>, Error> {
    let query = job::Entity::find().filter(job::Column::Kind.eq(kind)).filter(job::Column::State.eq(JobState::Done));
    Ok(query.order_by_desc(job::Column::Id).one(db).await?)
}

/// How many jobs are in a state.
///
/// # Errors
/// A fault of the database.
pub async fn count(db: &Connection, state: JobState) -> Result<u64, Error> {
    Ok(job::Entity::find().filter(job::Column::State.eq(state)).count(db).await?)
}
