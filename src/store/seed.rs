//! What the program itself brings into a database: the tables that its triggers read, and the official calendar.

use domain::calendar::{Calendar, Notice};
use domain::role::CONFLICTS;
use domain::workflow::call::ProposalState;
use domain::workflow::list::{self as machines, ListedMove};
use entity::{step_conflict, transition_rule};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::list;
use crate::Connection;
use kernel::error::{Error, Fault};

const CALENDAR: &str = include_str!("../calendar.json");

/// The file of official notices.
#[derive(serde::Deserialize)]
struct CalendarFile {
    years: Vec<Notice>,
}

/// Brings the rules that the triggers read to what this program says, and adds calendar years that are not there yet.
///
/// Procedures of the program come along, and the moves of cases are those of the procedures that are in force.
/// The rules are replaced, not added to: what a new version of the program no longer allows is refused by the database
/// from its first start on.
///
/// # Errors
/// A fault of the database.
pub async fn rules(db: &Connection) -> Result<(), Error> {
    step_conflict::Entity::delete_many().exec(db).await?;
    let pairs = CONFLICTS.iter().map(|(a, b)| step_conflict::ActiveModel { step_a: Set(*a), step_b: Set(*b) });
    list::insert_all(db, pairs.collect::<Vec<_>>()).await?;
    super::procedure::bring_along(db).await?;
    transition_rule::Entity::delete_many().exec(db).await?;
    list::insert_all(db, legal_moves()).await?;
    for row in super::procedure::all(db).await?.into_iter().filter(|row| row.state == ProposalState::Confirmed) {
        super::procedure::hold(db, &super::procedure::load(&row.source)?).await?;
    }
    for year in calendar_years()? {
        super::calendar::add_year(db, &year).await?;
    }
    Ok(())
}

fn calendar_years() -> Result<Vec<Notice>, Fault> {
    let file: CalendarFile =
        serde_json::from_str(CALENDAR).map_err(|e| Fault::from_cause("the embedded calendar is malformed", e))?;
    Ok(file.years)
}

/// The official calendar that the program brings along, for work without a database.
///
/// # Errors
/// A fault when the embedded file is malformed.
pub fn official_calendar() -> Result<Calendar, Fault> {
    let years = calendar_years()?;
    let numbers: Vec<_> = years.iter().map(|year| year.year).collect();
    Ok(Calendar::new(numbers, years.iter().flat_map(Notice::exceptions)))
}

/// The rows of every table of moves but that of cases.
fn legal_moves() -> Vec<transition_rule::ActiveModel> {
    let row = |machine: &str, m: &ListedMove, role: &str| transition_rule::ActiveModel {
        machine: Set(machine.to_owned()),
        procedure: Set(String::new()),
        from_state: Set(m.from.to_owned()),
        event: Set(m.event.to_owned()),
        to_state: Set(m.to.to_owned()),
        role: Set(role.to_owned()),
        guards: Set(String::new()),
    };
    let mut rows = Vec::new();
    for machine in machines::all() {
        for m in &machine.moves {
            rows.extend(m.who.iter().map(|role| row(machine.name, m, role.key())));
            if m.who.is_empty() {
                rows.push(row(machine.name, m, ""));
            }
        }
    }
    rows
}
