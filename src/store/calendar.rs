//! The official working-day calendar.

use domain::calendar::{Calendar, Exception};
use entity::{calendar_day, calendar_year};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use super::list;
use crate::error::Error;

/// All loaded years.
///
/// # Errors
/// A fault of the database.
pub async fn load(db: &impl ConnectionTrait) -> Result<Calendar, Error> {
    let years = calendar_year::Entity::find().all(db).await?;
    let days = calendar_day::Entity::find().all(db).await?;
    let exceptions =
        days.into_iter().map(|d| (d.day, if d.kind == "off" { Exception::Off } else { Exception::Workday }));
    Ok(Calendar::new(years.into_iter().filter_map(|y| i32::try_from(y.year).ok()), exceptions))
}

/// Adds a year with its exceptions; a year that is already loaded stays as it is.
///
/// # Errors
/// A fault of the database.
pub async fn add_year(
    tx: &impl ConnectionTrait,
    year: i32,
    source: &str,
    days: Vec<(chrono::NaiveDate, Exception)>,
) -> Result<(), Error> {
    if calendar_year::Entity::find_by_id(i64::from(year)).one(tx).await?.is_some() {
        return Ok(());
    }
    let row = calendar_year::ActiveModel { year: Set(i64::from(year)), source: Set(source.to_owned()) };
    calendar_year::Entity::insert(row).exec_without_returning(tx).await?;
    let rows = days.into_iter().map(|(day, kind)| calendar_day::ActiveModel {
        day: Set(day),
        kind: Set(if kind == Exception::Off { "off" } else { "workday" }.to_owned()),
    });
    list::insert_all(tx, rows).await
}
