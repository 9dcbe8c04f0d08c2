//! Calls for administrators: the list, and opening one under a version that is in force.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::Response;
use chrono::NaiveDate;
use domain::money::Currency;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::scheme::FactSpec;
use domain::scheme::edition::Standing;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::firm::fact;
use super::scheme::act::day;
use crate::error::Error;
use crate::i18n::Lang;
use crate::service::query::scheme::{self as query, CallRow, Edition};
use crate::service::scheme::OpenCall;
use crate::web::component::{
    Button, Card, Choice, Field, Icon, PageHead, Problems, Table, Th, Tone, empty, post_form, stack, tag,
};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::Crumb;
use crate::web::path;
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: &str = "/calls/manage";
/// Kinds of firms that a call can be for.
const KINDS: [&str; 3] = ["guarantor", "insurer", "enterprise"];

type Fields = BTreeMap<String, String>;

/// All calls.
///
/// # Errors
/// A fault of the database.
pub async fn manage(visit: Visit) -> Result<Response, WebError> {
    let calls = query::calls(&visit.web.app, visit.actor()?).await?;
    let title = visit.t("nav-call-admin");
    let card = Card::new(title.clone());
    let card = if calls.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("call-none-hint"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-number")),
            Th::text(visit.t("head-scheme")),
            Th::text(visit.t("call-window")),
            Th::text(visit.t("head-period")),
            Th::text(visit.t("head-state")),
        ];
        card.flush(Table::new(title.clone(), heads).rows(calls.iter().map(|row| call(&visit, row))))
    };
    let acts = html! {
        @if visit.actor()?.has(Role::Administrator) {
            (Button::primary(visit.t("call-open")).to("/calls/open").icon(Icon::Flag))
        }
    };
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("call-lead")).acts(acts)) (card) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), "/"), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn call(visit: &Visit, row: &CallRow) -> Markup {
    let (lang, call, today) = (visit.lang, &row.call, visit.web.app.clock.today());
    let (tone, state) = if today < call.opens_on {
        (Tone::Blue, "call-state-scheduled")
    } else if today > call.closes_on {
        (Tone::Grey, "call-state-closed")
    } else {
        (Tone::Green, "call-state-open")
    };
    let title = if lang == Lang::ZhCn { &call.title_zh } else { &call.title_en };
    let (scheme, version) = &row.scheme;
    html! {
        tr {
            th scope="row" { (call.number) span.sub { (title) } }
            td { a href=(path::scheme(scheme, version)) { (lang.words(&row.title)) } span.sub.mono { (scheme) " " (version) } }
            td { (lang.date(call.opens_on)) " – " (lang.date(call.closes_on)) }
            td { (lang.date(call.period_from)) " – " (lang.date(call.period_to)) }
            td { (tag(tone, &lang.t(state))) }
        }
    }
}

/// Under which version a call is to be opened.
#[derive(Debug, Default, Deserialize)]
pub struct Under {
    /// `id/version`.
    #[serde(default)]
    scheme: String,
}

/// Asks for the version, then shows the form for it.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn ask(visit: Visit, Query(under): Query<Under>) -> Result<Response, WebError> {
    if under.scheme.is_empty() {
        return choose(&visit).await;
    }
    form(&visit, &under.scheme, &Fields::new(), Problems::none(visit.lang)).await
}

async fn choose(visit: &Visit) -> Result<Response, WebError> {
    let lang = visit.lang;
    let editions = query::editions(&visit.web.app, visit.actor()?).await?;
    let open: Vec<&Edition> = editions.iter().filter(|edition| edition.standing == Standing::InForce).collect();
    let card = Card::new(visit.t("call-choose"));
    let card = if open.is_empty() {
        card.flush(empty(&visit.t("empty-list"), &visit.t("call-no-scheme"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-scheme")),
            Th::text(visit.t("head-rule-version")),
            Th::text(visit.t("scheme-effective")),
            Th::hidden(visit.t("head-action")),
        ];
        card.flush(Table::new(visit.t("call-choose"), heads).rows(open.iter().map(|edition| {
            let row = &edition.row;
            let name: String =
                form_urlencoded::byte_serialize(format!("{}/{}", row.scheme_id, row.version).as_bytes()).collect();
            html! {
                tr {
                    th scope="row" { (lang.words(&edition.title())) span.sub.mono { (row.scheme_id) } }
                    td { (row.version) }
                    td.nowrap { @if let Some(day) = row.effective_from { (lang.date(day)) } }
                    td { (Button::link(visit.t("call-open"), format!("/calls/open?scheme={name}")).small()) }
                }
            }
        })))
    };
    let title = visit.t("call-open");
    let body = html! { (PageHead::new(title.clone()).lead(visit.t("call-choose-lead"))) (card) };
    visit.show(title.clone(), HERE, crumbs(visit, title), body).await
}

fn crumbs(visit: &Visit, title: String) -> Vec<Crumb> {
    vec![Crumb::link(visit.t("nav-call-admin"), HERE), Crumb::here(title)]
}

async fn form(visit: &Visit, named: &str, typed: &Fields, problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let (id, version) = named.split_once('/').ok_or(Code::NotFound)?;
    let record = query::record(&visit.web.app, visit.actor()?, id, version).await?;
    let scheme = record.scheme.as_ref().map_err(|_| Code::NotFound)?;
    let lines = query::budget_lines(&visit.web.app, visit.actor()?).await?;
    let given = |field: Field, name: &str| match typed.get(name) {
        Some(text) => field.value(text).check(&problems),
        None => field.check(&problems),
    };
    let text = |name: &str, label: &str| given(Field::text(lang, name, visit.t(label)), name);
    let area = |name: &str, label: &str| given(Field::area(lang, name, visit.t(label)), name);
    let date = |name: &str, label: &str| given(Field::date(lang, name, visit.t(label)), name);
    let lines = lines.iter().map(|line| {
        let title = if lang == Lang::ZhCn { &line.name_zh } else { &line.name_en };
        Choice::new(&line.code, format!("{title} · {} · {}", line.code, line.fiscal_year))
    });
    let kinds = KINDS.iter().map(|kind| Choice::new(*kind, lang.t(&format!("firm-kind-{kind}"))));
    let fields = html! {
        input type="hidden" name="scheme" value=(named);
        div.stack {
            (given(Field::select(lang, "budget_line", visit.t("call-budget-line"), lines.collect()), "budget_line"))
            (text("title_zh", "call-title-zh")) (text("title_en", "call-title-en"))
            (given(Field::radios(lang, "firm_kind", visit.t("call-firm-kind"), kinds.collect()), "firm_kind"))
            div.grid2 { (date("opens", "call-opens")) (date("closes", "call-closes")) }
            div.grid2 { (date("period_from", "call-period-from")) (date("period_to", "call-period-to")) }
            (given(Field::number(lang, "notice_working_days", visit.t("call-notice-days")), "notice_working_days"))
            @for parameter in &scheme.parameters { (parameter_field(visit, scheme.currency, parameter, typed).check(&problems)) }
            (area("declaration_zh", "call-declaration-zh")) (area("declaration_en", "call-declaration-en"))
            p.row { (Button::primary(visit.t("call-open"))) (Button::link(visit.t("act-cancel"), HERE)) }
        }
    };
    let title = visit.t("call-open");
    let lead = html! {
        (lang.words(&scheme.title)) " · "
        a href=(path::scheme(id, version)) { span.mono { (id) " " (version) } }
    };
    let card = Card::new(title.clone()).body(post_form("/calls/open", &visit.token(), fields)).render();
    let body = html! { (problems) (PageHead::new(title.clone()).lead(lead)) (stack([card])) };
    visit.show_with(title.clone(), HERE, crumbs(visit, title), &problems, body).await
}

/// What the authority fixes for the call, as a field named after the parameter.
fn parameter_field(visit: &Visit, currency: Currency, parameter: &domain::scheme::Parameter, typed: &Fields) -> Field {
    let name = format!("parameter.{}", parameter.spec.name);
    let own = FactSpec { name: name.clone(), required: parameter.default.is_none(), ..parameter.spec.clone() };
    let default = parameter.default.as_ref().map(|default| fact::typed(&parameter.spec, currency, default));
    fact::field(visit.lang, currency, &own, typed.get(&name).or(default.as_ref()))
}

/// Opens a call.
///
/// # Errors
/// [`Code::NotFound`]; what is wrong with the form stands on the page.
pub async fn open(visit: Visit, sent: Sent<Fields>) -> Result<Response, WebError> {
    let Sent { fields, key } = sent;
    let named = fields.get("scheme").cloned().unwrap_or_default();
    let command = match command(&named, &fields) {
        Ok(command) => command,
        Err(refusals) => return form(&visit, &named, &fields, Problems::new(visit.lang, &refusals)).await,
    };
    match visit.execute(&key, &command).await {
        Ok(number) => Ok(Done::well("done-call-opened").with("number", &number).then(HERE, visit.web.https)),
        Err(Error::Refused(refusal)) if refusal.field.is_some() => {
            let of_parameter = refusal.field.as_ref().filter(|field| command.parameters.contains_key(*field));
            let placed = match of_parameter.map(|field| format!("parameter.{field}")) {
                Some(field) => refusal.at_field(&field),
                None => refusal,
            };
            form(&visit, &named, &fields, Problems::new(visit.lang, &[placed])).await
        }
        Err(Error::RefusedMany(refusals)) => form(&visit, &named, &fields, Problems::new(visit.lang, &refusals)).await,
        Err(other) => Err(other.into()),
    }
}

fn command(named: &str, fields: &Fields) -> Result<OpenCall, Vec<Refusal>> {
    let text = |name: &str| fields.get(name).map_or_else(String::new, |text| text.trim().to_owned());
    let mut refusals = Vec::new();
    let mut date = |name: &str| {
        let read = day(&text(name), name);
        read.map_err(|refusal| refusals.push(refusal)).unwrap_or_default()
    };
    let window: (NaiveDate, NaiveDate) = (date("opens"), date("closes"));
    let period = (date("period_from"), date("period_to"));
    let days = text("notice_working_days").parse().unwrap_or(0);
    let (id, version) = named.split_once('/').unwrap_or((named, ""));
    let known =
        ["scheme", "budget_line", "title_zh", "title_en", "firm_kind", "opens", "closes", "period_from", "period_to"];
    let known = |name: &str| {
        known.contains(&name) || ["notice_working_days", "declaration_zh", "declaration_en"].contains(&name)
    };
    let mut parameters = Fields::new();
    for (name, value) in fields {
        match name.strip_prefix("parameter.") {
            Some(parameter) => {
                parameters.insert(parameter.to_owned(), value.clone());
            }
            None if known(name) => {}
            None => refusals
                .push(Refusal::new(Code::FormMalformed).with("detail", Fact::Text(name.chars().take(40).collect()))),
        }
    }
    let command = OpenCall {
        scheme: (id.to_owned(), version.to_owned()),
        budget_line: text("budget_line"),
        title: (text("title_zh"), text("title_en")),
        firm_kind: text("firm_kind"),
        window,
        period,
        notice_working_days: days,
        declaration: (text("declaration_zh"), text("declaration_en")),
        parameters,
    };
    if refusals.is_empty() { Ok(command) } else { Err(refusals) }
}
