//! What the credit file of a subject is made from: one statement for each kind of thing, with the names of its people.

use chrono::{DateTime, Utc};
use domain::credit::statement::OF_SUBJECT;
use domain::id::{ApplicationId, PersonId, SchemeVersionId};
use domain::money::Fen;
use domain::workflow::ApplicationState;
use domain::workflow::recovery::RecoveryState;
use entity::{
    application, call, credit_check, credit_entry, credit_objection, credit_query_log, credit_recovery, credit_repair,
    firm, person,
};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, IntoCondition as _, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, DerivePartialModel, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
};

use super::NEWEST_CHECK;
use crate::Connection;
use crate::list;
use crate::scope::Scope;
use kernel::error::Error;

/// A case of a firm as its credit file shows it.
#[derive(Debug)]
pub struct Given {
    /// The case.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// Its state.
    pub state: ApplicationState,
    /// What was approved.
    pub approved: Option<Fen>,
    /// The version of the scheme, which says in which currency.
    pub scheme: SchemeVersionId,
    /// Proposals to recover from it, the newest first: how they stand, and why.
    pub recoveries: Vec<(RecoveryState, String)>,
}

#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "firm::Entity")]
struct Row {
    #[sea_orm(nested)]
    firm: firm::Model,
    #[sea_orm(nested)]
    application: Option<Case>,
    #[sea_orm(nested)]
    call: Option<Call>,
    #[sea_orm(nested)]
    recovery: Option<Recovery>,
}

#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "application::Entity")]
struct Case {
    id: ApplicationId,
    number: String,
    state: ApplicationState,
    approved_fen: Option<Fen>,
}

#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "call::Entity")]
struct Call {
    scheme_version_id: SchemeVersionId,
}

#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "credit_recovery::Entity")]
struct Recovery {
    state: RecoveryState,
    reason: String,
}

/// The firm of a code, or the viewer's own, where the viewer sees it, and its cases that the viewer sees, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn firm(
    db: &Connection,
    scope: &Scope,
    code: Option<&str>,
) -> Result<Option<(firm::Model, Vec<Given>)>, Error> {
    let mine = scope.on(application::Column::FirmId, application::Column::UnitId);
    let cases = firm::Entity::belongs_to(application::Entity)
        .from(firm::Column::Id)
        .to(application::Column::FirmId)
        .on_condition(move |_, _| mine.clone());
    let call = application::Entity::belongs_to(call::Entity).from(application::Column::CallId).to(call::Column::Id);
    let recoveries = application::Entity::belongs_to(credit_recovery::Entity)
        .from(application::Column::Id)
        .to(credit_recovery::Column::ApplicationId)
        .on_condition(|_, _| Expr::cust("credit_recovery.subject_code = firm.uscc").into_condition());
    let mut query = firm::Entity::find()
        .filter(scope.on(firm::Column::Id, firm::Column::UnitId))
        .join(JoinType::LeftJoin, cases.into())
        .join(JoinType::LeftJoin, call.into())
        .join(JoinType::LeftJoin, recoveries.into())
        .order_by_desc(application::Column::Id)
        .order_by_desc(credit_recovery::Column::ProposedAt);
    if let Some(code) = code {
        query = query.filter(firm::Column::Uscc.eq(code));
    }
    let mut found: Option<(firm::Model, Vec<Given>)> = None;
    for Row { firm, application, call, recovery } in query.into_partial_model::<Row>().all(db).await? {
        let (_, given) = found.get_or_insert_with(|| (firm, Vec::new()));
        let (Some(case), Some(call)) = (application, call) else { continue };
        if given.last().is_none_or(|last| last.id != case.id) {
            given.push(Given {
                id: case.id,
                number: case.number,
                state: case.state,
                approved: case.approved_fen,
                scheme: call.scheme_version_id,
                recoveries: Vec::new(),
            });
        }
        if let (Some(last), Some(Recovery { state, reason })) = (given.last_mut(), recovery) {
            last.recoveries.push((state, reason));
        }
    }
    Ok(found)
}

/// A statement of two officers with their names.
#[derive(Debug, FromQueryResult)]
pub struct Stated {
    /// The statement.
    #[sea_orm(nested)]
    pub entry: credit_entry::Model,
    /// Whether somebody of the viewer's office entered it about the subject.
    pub seen: bool,
    /// Who entered it, in Chinese and English.
    pub entered_zh: String,
    /// The same.
    pub entered_en: String,
    /// Who decided it.
    pub decided_zh: Option<String>,
    /// The same.
    pub decided_en: Option<String>,
}

/// The statements of the viewer's office about a subject; and whoever entered them, all that were confirmed by an instant: about
/// the subject itself, overrides of some cases, and about sources. In the order of their confirmation.
///
/// # Errors
/// A fault of the database.
pub async fn statements(
    db: &Connection,
    scope: &Scope,
    (code, cases): (&str, &[ApplicationId]),
    known_at: DateTime<Utc>,
) -> Result<Vec<Stated>, Error> {
    use credit_entry::Column;
    let about = Column::SubjectCode.eq(code);
    let seen = Condition::all().add(about.clone()).add(scope.on_person(Column::EnteredBy));
    let counts = Condition::any()
        .add(about.and(list::one_of(Column::Kind, OF_SUBJECT.iter().copied())))
        .add(Column::Kind.eq("override").and(list::any_of(db, Column::ApplicationId, cases.iter().copied())))
        .add(Column::SubjectCode.eq("").and(Column::Kind.eq("source")));
    let confirmed = Condition::all().add(counts).add(Column::Accepted.eq(true)).add(Column::DecidedAt.lte(known_at));
    let (entered, decided) = (Alias::new("entered"), Alias::new("decided"));
    let name = |of: &Alias, column: person::Column| Expr::col((of.clone(), column));
    let person = |column: Column| -> RelationDef {
        credit_entry::Entity::belongs_to(person::Entity).from(column).to(person::Column::Id).into()
    };
    let query = credit_entry::Entity::find()
        .expr_as(SimpleExpr::from(seen.clone()), "seen")
        .expr_as(name(&entered, person::Column::NameZh), "entered_zh")
        .expr_as(name(&entered, person::Column::NameEn), "entered_en")
        .expr_as(name(&decided, person::Column::NameZh), "decided_zh")
        .expr_as(name(&decided, person::Column::NameEn), "decided_en")
        .join_as(JoinType::InnerJoin, person(Column::EnteredBy), entered)
        .join_as(JoinType::LeftJoin, person(Column::DecidedBy), decided)
        .filter(Condition::any().add(seen).add(confirmed));
    Ok(query.order_by_asc(Column::DecidedAt).order_by_asc(Column::Id).into_model().all(db).await?)
}

/// An objection that a file shows or that changes a record of it.
#[derive(Debug, FromQueryResult)]
pub struct Objected {
    /// The objection.
    #[sea_orm(nested)]
    pub row: credit_objection::Model,
    /// Whether the viewer sees it as one of the subject's.
    pub seen: bool,
}

/// The viewer's objections about a subject, and all against some records that were opened by an instant; in the order in which
/// they were opened.
///
/// # Errors
/// A fault of the database.
pub async fn objections(
    db: &Connection,
    scope: &Scope,
    (code, records): (&str, &[String]),
    known_at: DateTime<Utc>,
) -> Result<Vec<Objected>, Error> {
    use credit_objection::Column;
    let seen = Condition::all().add(Column::SubjectCode.eq(code)).add(scope.on_firm(Column::FirmId));
    let against = Condition::all()
        .add(list::any_of(db, Column::RecordKey, records.iter().map(String::as_str)))
        .add(Column::OpenedAt.lte(known_at));
    let query = credit_objection::Entity::find()
        .expr_as(SimpleExpr::from(seen.clone()), "seen")
        .filter(Condition::any().add(seen).add(against));
    Ok(query.order_by_asc(Column::OpenedAt).order_by_asc(Column::Id).into_model().all(db).await?)
}

/// A repair that a file shows or that changes a record of it.
#[derive(Debug, FromQueryResult)]
pub struct Repaired {
    /// The repair.
    #[sea_orm(nested)]
    pub row: credit_repair::Model,
    /// Whether the viewer sees it as one of the subject's.
    pub seen: bool,
}

/// The viewer's repairs about a subject, and all of some records; in the order in which they ended.
///
/// # Errors
/// A fault of the database.
pub async fn repairs(
    db: &Connection,
    scope: &Scope,
    (code, records): (&str, &[String]),
) -> Result<Vec<Repaired>, Error> {
    use credit_repair::Column;
    let seen = Condition::all().add(Column::SubjectCode.eq(code)).add(scope.on_firm(Column::FirmId));
    let of = list::any_of(db, Column::RecordKey, records.iter().map(String::as_str));
    let query = credit_repair::Entity::find()
        .expr_as(SimpleExpr::from(seen.clone()), "seen")
        .filter(Condition::any().add(seen).add(of));
    Ok(query.order_by_asc(Column::ClosedAt).order_by_asc(Column::Id).into_model().all(db).await?)
}

/// A check with the number of its case.
#[derive(Debug, FromQueryResult)]
pub struct Checked {
    /// The check.
    #[sea_orm(nested)]
    pub check: credit_check::Model,
    /// The number.
    pub number: String,
}

/// The checks of a firm's cases that the viewer may see, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn checks(db: &Connection, scope: &Scope, code: &str, limit: u64) -> Result<Vec<Checked>, Error> {
    use credit_check::Column;
    let case =
        credit_check::Entity::belongs_to(application::Entity).from(Column::ApplicationId).to(application::Column::Id);
    let firm = application::Entity::belongs_to(firm::Entity).from(application::Column::FirmId).to(firm::Column::Id);
    let query = credit_check::Entity::find()
        .column_as(application::Column::Number, "number")
        .join(JoinType::InnerJoin, case.into())
        .join(JoinType::InnerJoin, firm.into())
        .filter(firm::Column::Uscc.eq(code))
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .order_by_desc(Column::FinishedAt)
        .order_by_desc(Column::Ordinal);
    Ok(query.limit(limit).into_model().all(db).await?)
}

/// The newest check of each of some cases that has one, in no order.
///
/// # Errors
/// A fault of the database.
pub async fn newest_checks(
    db: &Connection,
    cases: impl IntoIterator<Item = ApplicationId>,
) -> Result<Vec<credit_check::Model>, Error> {
    let query = credit_check::Entity::find().filter(list::within(db, credit_check::Column::ApplicationId, cases));
    Ok(query.filter(Expr::cust(NEWEST_CHECK)).all(db).await?)
}

/// A read of a file with the name of who read it.
#[derive(Debug, FromQueryResult)]
pub struct Read {
    /// The read.
    #[sea_orm(nested)]
    pub row: credit_query_log::Model,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// Whether the one who asks has said since an instant what the file is read for; the same in every row.
    pub own: bool,
}

/// The newest reads about a subject by people of the viewer's units; a firm is told of everybody who read about it. Whoever has
/// said since an instant what the file is read for, stands among them.
///
/// # Errors
/// A fault of the database.
pub async fn reads(
    db: &Connection,
    scope: &Scope,
    (code, limit): (&str, u64),
    (reader, since): (PersonId, DateTime<Utc>),
) -> Result<Vec<Read>, Error> {
    use credit_query_log::Column;
    let said = Alias::new("said");
    let of = |column: Column| Expr::col((said.clone(), column));
    let own = Query::select()
        .expr(Expr::val(1))
        .from_as(credit_query_log::Entity, said.clone())
        .and_where(of(Column::PersonId).eq(reader))
        .and_where(of(Column::SubjectCode).eq(code))
        .and_where(of(Column::What).eq("file"))
        .and_where(of(Column::At).gte(since))
        .to_owned();
    let person = credit_query_log::Entity::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id);
    let mut query = credit_query_log::Entity::find()
        .column_as(person::Column::NameZh, "name_zh")
        .column_as(person::Column::NameEn, "name_en")
        .expr_as(Expr::exists(own), "own")
        .join(JoinType::InnerJoin, person.into())
        .filter(Column::SubjectCode.eq(code));
    if !scope.is_firm() {
        query = query.filter(scope.on_person(Column::PersonId));
    }
    Ok(query.order_by_desc(Column::At).order_by_desc(Column::Id).limit(limit).into_model().all(db).await?)
}
