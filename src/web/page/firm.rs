//! The pages of firms: calls, applications from the first answer to the money, the firm's own file.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};

use super::Crumb;
use crate::service::query::call::Call;
use crate::service::query::firm::Case;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

pub mod account;
pub mod call;
mod claim;
pub mod credit;
pub mod desk;
pub mod estimate;
pub mod fact;
pub mod file;
pub mod hub;
pub mod list;
pub mod material;
pub mod schedule;
pub mod submit;

/// The way to a page of an application.
fn crumbs(visit: &Visit, case: &Case, here: Option<&str>) -> Vec<Crumb> {
    let number = &case.application.number;
    let mut way = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-my-applications"), to!("/applications")),
    ];
    match here {
        None => way.push(Crumb::here(number)),
        Some(key) => {
            way.push(Crumb::link(number, path::application(number)));
            way.push(Crumb::here(visit.t(key)));
        }
    }
    way
}

/// The title of a call in the language of the visit.
fn call_title(visit: &Visit, call: &Call) -> String {
    visit.lang.words(&call.title).to_owned()
}

/// The period of a call.
fn period(visit: &Visit, call: &Call) -> String {
    range(visit, call.period_from, call.period_to)
}

/// From a day to a day.
fn range(visit: &Visit, from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
    visit.lang.tv("firm-range", &[("from", visit.lang.date(from).into()), ("to", visit.lang.date(to).into())])
}

/// A file to be saved under a name; the browser never shows it as a page.
fn download(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut escaped = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    let kept = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{escaped}"));
    let mut response = bytes.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(CONTENT_DISPOSITION, kept.unwrap_or(HeaderValue::from_static("attachment")));
    response
}

/// A workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
