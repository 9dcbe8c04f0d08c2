//! What the program itself brings into a database: the tables that its triggers read, and the official calendar.

use chrono::NaiveDate;
use domain::calendar::{Calendar, Exception};
use domain::role::CONFLICTS;
use domain::workflow::{ApplicationState, BatchState, EditionState, EntryState, Machine, PaymentState};
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
    moves.extend(legal_moves::<EditionState>());
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
    for year in calendar_years()? {
        let (number, source) = (year.year, year.source.clone());
        super::calendar::add_year(db, number, &source, year.exceptions().collect()).await?;
    }
    Ok(())
}

fn calendar_years() -> Result<Vec<CalendarYear>, Fault> {
    let file: CalendarFile =
        serde_json::from_str(CALENDAR).map_err(|e| Fault::from_cause("the embedded calendar is malformed", e))?;
    Ok(file.years)
}

impl CalendarYear {
    fn exceptions(self) -> impl Iterator<Item = (NaiveDate, Exception)> {
        let off = self.off_days.into_iter().map(|d| (d, Exception::Off));
        off.chain(self.makeup_workdays.into_iter().map(|d| (d, Exception::Workday)))
    }
}

/// The official calendar that the program brings along, for work without a database.
///
/// # Errors
/// A fault when the embedded file is malformed.
pub fn official_calendar() -> Result<Calendar, Fault> {
    let years = calendar_years()?;
    let numbers: Vec<_> = years.iter().map(|year| year.year).collect();
    Ok(Calendar::new(numbers, years.into_iter().flat_map(CalendarYear::exceptions)))
}

fn legal_moves<M: Machine>() -> Vec<(&'static str, &'static str, &'static str)> {
    M::TRANSITIONS.iter().map(|t| (M::NAME, t.from.state_key(), t.to.state_key())).collect()
}
