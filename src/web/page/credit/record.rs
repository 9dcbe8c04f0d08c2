//! A credit record as people read it: who says what about whom, since when, until when, and what became of it.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::credit::Record;
use domain::money::yuan;
use maud::{Markup, html};

use super::{kind, or_dash, state_tag, value};
use crate::i18n::Lang;
use crate::web::component::{number, summary};
use crate::web::visit::Visit;

/// The record at the right of what is asked about it; its key where it is not known any more.
pub fn beside(visit: &Visit, record: Option<&Record>, key: &str) -> Markup {
    let clock = &visit.web.app.clock;
    html! {
        div {
            h3 { (visit.t("credit-match-record")) }
            @match record {
                Some(record) => (of_record(visit.lang, record, clock.today(), clock.zone())), None => p.hint { (key) }
            }
        }
    }
}

/// All that a record says.
pub fn of_record(lang: Lang, record: &Record, today: NaiveDate, zone: Tz) -> Markup {
    let t = |key: &str| lang.t(key).into_owned();
    let date = |day: Option<NaiveDate>| day.map(|day| html! { (lang.date(day)) });
    let mut facts = vec![
        (
            t("credit-head-subject"),
            html! { (or_dash(lang, &record.subject_name)) span.sub.mono { (record.subject_code) } },
        ),
        (
            t("credit-head-kind"),
            html! {
                (kind(lang, &record.kind)) " " (t(&format!("credit-severity-{}", record.severity)))
                @if !record.value.is_empty() { span.sub { (value(lang, &record.value)) } }
            },
        ),
        (t("credit-head-authority"), or_dash(lang, &record.authority)),
        (t("credit-head-number"), or_dash(lang, &record.decision_no)),
        (t("credit-head-event"), html! { (lang.date(record.event_date)) }),
    ];
    if let Ok(state) = record.state(today) {
        facts.push((t("head-state"), state_tag(lang, state)));
    }
    let until = record.until().ok().flatten();
    let dates = [
        ("credit-fact-until", until),
        ("credit-fact-ended", record.ended_at),
        ("credit-fact-removed", record.removed_at),
        ("credit-fact-repaired", record.repaired_at),
        ("credit-fact-revoked", record.revoked_at),
        ("credit-fact-objection", record.objection_opened),
        ("credit-fact-objection-closed", record.objection_closed),
    ];
    facts.extend(dates.into_iter().filter_map(|(key, day)| date(day).map(|d| (t(key), d))));
    if let Some(fine) = record.fine {
        facts.push((t("credit-head-fine"), number(lang, yuan(fine))));
    }
    if !record.penalty_types.is_empty() {
        facts.push((t("credit-field-penalty-types"), html! { (record.penalty_types.join("; ")) }));
    }
    if !record.content.is_empty() {
        facts.push((t("credit-field-content"), html! { (record.content) }));
    }
    facts.push((t("credit-fact-known-from"), html! { (lang.instant(record.known_from, zone)) }));
    summary(2, &facts)
}
