//! What the program itself brings into a database: the tables that its triggers read, and the official calendar.

use chrono::NaiveDate;
use domain::calendar::Exception;
use domain::role::CONFLICTS;
use domain::workflow::{ApplicationState, BatchState, EntryState, Machine, PaymentState};
use entity::{step_conflict, transition_rule};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::error::{Error, Fault};

const CALENDAR: &str = include_str!("../calendar.json");

/// The file of official notices.
#[derive(serde::Deserialize)]
struct CalendarFile {
    years: Vec<CalendarYear>,
}

#[derive(serde::Deserialize)]
struct CalendarYear {
    year: i32,
    source: String,
    off_days: Vec<NaiveDate>,
    makeup_workdays: Vec<NaiveDate>,
}

/// Loads segregation pairs, legal moves and calendar years; what is there already stays.
///
/// # Errors
/// A fault of the database.
pub async fn rules(db: &impl ConnectionTrait) -> Result<(), Error> {
    let pairs = CONFLICTS.iter().map(|(a, b)| step_conflict::ActiveModel { step_a: Set(*a), step_b: Set(*b) });
    step_conflict::Entity::insert_many(pairs)
        .on_conflict(
            OnConflict::columns([step_conflict::Column::StepA, step_conflict::Column::StepB]).do_nothing().to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    let mut moves = legal_moves::<ApplicationState>();
    moves.extend(legal_moves::<PaymentState>());
    moves.extend(legal_moves::<BatchState>());
    moves.extend(legal_moves::<EntryState>());
    moves.sort_unstable();
    moves.dedup();
    let rows = moves.into_iter().map(|(machine, from, to)| transition_rule::ActiveModel {
        machine: Set(machine.to_owned()),
        from_state: Set(from.to_owned()),
        to_state: Set(to.to_owned()),
    });
    let columns =
        [transition_rule::Column::Machine, transition_rule::Column::FromState, transition_rule::Column::ToState];
    transition_rule::Entity::insert_many(rows)
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    let file: CalendarFile =
        serde_json::from_str(CALENDAR).map_err(|e| Fault::from_cause("the embedded calendar is malformed", e))?;
    for year in file.years {
        let mut days: Vec<_> = year.off_days.into_iter().map(|d| (d, Exception::Off)).collect();
        days.extend(year.makeup_workdays.into_iter().map(|d| (d, Exception::Workday)));
        super::calendar::add_year(db, year.year, &year.source, days).await?;
    }
    Ok(())
}

fn legal_moves<M: Machine>() -> Vec<(&'static str, &'static str, &'static str)> {
    M::TRANSITIONS.iter().map(|t| (M::NAME, t.from.state_key(), t.to.state_key())).collect()
}
