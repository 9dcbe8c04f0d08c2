//! Public notices.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::Money;
use crate::service::query::notice::NoticeView;

/// A public notice.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PublicNotice")]
pub(in crate::web::api) struct Notice {
    /// Its number.
    number: String,
    /// The first day.
    starts_on: NaiveDate,
    /// The last day.
    ends_on: NaiveDate,
    /// Whether it has been ended.
    ended: bool,
    total: Money,
    /// The numbers of the applications that it lists.
    applications: Vec<String>,
}

impl From<NoticeView> for Notice {
    fn from(view: NoticeView) -> Self {
        Self {
            number: view.number,
            starts_on: view.starts_on,
            ends_on: view.ends_on,
            ended: view.closed_at.is_some(),
            total: Money::of(view.total),
            applications: view.items.into_iter().map(|item| item.application.number).collect(),
        }
    }
}
