//! The official working-day calendar.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::calendar::{Calendar, Exception, Notice};
use entity::{calendar_day, calendar_year};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait as _, EntityTrait, QueryFilter, QueryOrder};

use super::{list, sql};
use crate::Connection;
use kernel::error::Error;

/// All loaded years.
///
/// # Errors
/// A fault of the database.
pub async fn load(db: &Connection) -> Result<Calendar, Error> {
    let text = "SELECT y.year, NULL AS day, NULL AS kind FROM calendar_year y \
                UNION ALL SELECT NULL, d.day, d.kind FROM calendar_day d";
    let (mut years, mut exceptions) = (Vec::new(), Vec::new());
    for row in db.query_all_raw(sql(db, text, [])).await? {
        years.extend(row.try_get::<Option<i64>>("", "year")?.and_then(|year| i32::try_from(year).ok()));
        let (day, kind) = (row.try_get::<Option<NaiveDate>>("", "day")?, row.try_get::<Option<String>>("", "kind")?);
        let kind = if kind.as_deref() == Some("off") { Exception::Off } else { Exception::Workday };
        exceptions.extend(day.map(|day| (day, kind)));
    }
    Ok(Calendar::new(years, exceptions))
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

/// The days that differ from the ordinary week, in order.
///
/// # Errors
/// A fault of the database.
pub async fn days(db: &Connection) -> Result<Vec<calendar_day::Model>, Error> {
    Ok(calendar_day::Entity::find().order_by_asc(calendar_day::Column::Day).all(db).await?)
}

/// The loaded years with the source of each, in order.
///
/// # Errors
/// A fault of the database.
pub async fn years(db: &Connection) -> Result<Vec<calendar_year::Model>, Error> {
    Ok(calendar_year::Entity::find().order_by_asc(calendar_year::Column::Year).all(db).await?)
}
