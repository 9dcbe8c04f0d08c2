//! The official working-day calendar.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::calendar::{Calendar, Exception, Notice};
use entity::{calendar_day, calendar_year};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::list;
use crate::error::Error;
use crate::store::Connection;

/// All loaded years.
///
/// # Errors
/// A fault of the database.
pub async fn load(db: &Connection) -> Result<Calendar, Error> {
    let years = calendar_year::Entity::find().all(db).await?;
    let days = calendar_day::Entity::find().all(db).await?;
    let exceptions =
        days.into_iter().map(|d| (d.day, if d.kind == "off" { Exception::Off } else { Exception::Workday }));
    Ok(Calendar::new(years.into_iter().filter_map(|y| i32::try_from(y.year).ok()), exceptions))
}

/// Adds the notice about a year; a year that is already loaded stays as it is.
///
/// # Errors
/// A fault of the database.
pub async fn add_year(tx: &Connection, notice: &Notice) -> Result<(), Error> {
    let year = i64::from(notice.year);
    if calendar_year::Entity::find_by_id(year).one(tx).await?.is_some() {
        return Ok(());
    }
    let row = calendar_year::ActiveModel { year: Set(year), source: Set(notice.source.clone()) };
    calendar_year::Entity::insert(row).exec_without_returning(tx).await?;
    let rows = notice.exceptions().map(|(day, kind)| calendar_day::ActiveModel {
        day: Set(day),
        kind: Set(if kind == Exception::Off { "off" } else { "workday" }.to_owned()),
    });
    list::insert_all(tx, rows).await
}

/// A day of another notice that a new one would say otherwise about.
///
/// # Errors
/// A fault of the database.
pub async fn known_day(db: &Connection, notice: &Notice) -> Result<Option<NaiveDate>, Error> {
    let days: BTreeSet<_> = notice.exceptions().map(|(day, _)| day).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(None) };
    let known = calendar_day::Entity::find().filter(calendar_day::Column::Day.between(*first, *last)).all(db).await?;
    Ok(known.into_iter().map(|row| row.day).find(|day| days.contains(day)))
}

/// The loaded years with the source of each, in order.
///
/// # Errors
/// A fault of the database.
pub async fn years(db: &Connection) -> Result<Vec<calendar_year::Model>, Error> {
    Ok(calendar_year::Entity::find().order_by_asc(calendar_year::Column::Year).all(db).await?)
}
