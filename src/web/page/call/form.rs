//! The form of a call: proposing one under a version that is in force, and editing one that nobody has applied to.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use chrono::NaiveDate;
use domain::document::Kind;
use domain::material::{Demand, MOST, Material, field_of};
use domain::money::Currency;
use domain::refusal::{Code, Refusal};
use domain::scheme::edition::Standing;
use domain::scheme::{FactSpec, Parameter, Scheme};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::{HERE, proposed};
use crate::error::Error;
use crate::service::call::propose::{Change, ProposeCall, ProposeChange};
use crate::service::call::usual::usual;
use crate::service::call::{FIRM_KINDS, Terms};
use crate::service::procedure;
use crate::service::query::call::{self as calls, Record};
use crate::service::query::scheme::{self as query, Edition};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Choice, Field, Note, PageHead, Problems, Table, Th, details, empty, post_form, stack,
};
use crate::web::fault::WebError;
use crate::web::form::{Named, Sent};
use crate::web::page::Crumb;
use crate::web::page::firm::fact;
use crate::web::page::scheme::act::day;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

type Fields = BTreeMap<String, String>;

/// Under which version a call is to be.
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
    let mut typed = Fields::from([("scheme".to_owned(), under.scheme)]);
    let id = typed.get("scheme").and_then(|named| named.split_once('/')).map_or("", |(id, _)| id);
    let usual = usual(id)?;
    type_materials(&mut typed, &usual);
    form(&visit, None, &typed, Problems::none(visit.lang)).await
}

async fn choose(visit: &Visit) -> Result<Response, WebError> {
    let title = visit.t("call-propose");
    let actor = visit.actor()?;
    let alone = match &actor.unit {
        Some((unit, _)) => calls::second_people(&visit.web.app, *unit, actor.person).await?.is_empty(),
        None => true,
    };
    let card = Card::new(visit.t("call-choose")).flush(versions(visit, &to!("/calls/open")).await?).render();
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("call-choose-lead")))
        div.stack {
            @if alone { (Note::Warn(html! { (visit.t("call-alone")) })) }
            (card)
        }
    };
    visit.show(title.clone(), HERE, crumbs(visit, None, title), body).await
}

/// The versions in force, each with the way to its form.
async fn versions(visit: &Visit, to: &path::Path) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let editions = query::editions(&visit.web.app, &visit.reader()?).await?;
    let open: Vec<&Edition> = editions.iter().filter(|edition| edition.standing == Standing::InForce).collect();
    if open.is_empty() {
        return Ok(empty(&visit.t("empty-list"), &visit.t("call-no-scheme"), None));
    }
    let heads = [
        Th::text(visit.t("head-scheme")),
        Th::text(visit.t("head-rule-version")),
        Th::text(visit.t("scheme-effective")),
        Th::hidden(visit.t("head-action")),
    ];
    let table = Table::new(visit.t("call-choose"), heads).rows(open.iter().map(|edition| {
        let row = edition;
        let name = format!("{}/{}", row.scheme_id, row.version);
        html! {
            tr {
                th scope="row" { (lang.words(&edition.title)) span.sub.mono { (row.scheme_id) } }
                td { (row.version) }
                td.nowrap { @if let Some(day) = row.effective_from { (lang.date(day)) } }
                td { (Button::link(visit.t("call-choose-this"), to.query(&[("scheme", &name)])).small()) }
            }
        }
    }));
    Ok(html! { (table) })
}

fn crumbs(visit: &Visit, number: Option<&str>, title: String) -> Vec<Crumb> {
    let mut way = vec![Crumb::link(visit.t("nav-call-admin"), HERE)];
    way.extend(number.map(|number| Crumb::link(number, path::call(number))));
    way.push(Crumb::here(title));
    way
}

/// The form, for a new call or for the call of a number.
async fn form(visit: &Visit, number: Option<&str>, typed: &Fields, problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let named = typed.get("scheme").map_or("", String::as_str);
    let (id, version) = named.split_once('/').ok_or(Code::NotFound)?;
    let record = query::record(&visit.web.app, &visit.reader()?, id, version).await?;
    let scheme = record.scheme.as_ref().map_err(|_| Code::NotFound)?;
    let lines = calls::budget_lines(&visit.web.app, &visit.reader()?).await?;
    let given = |field: Field, name: &str| match typed.get(name) {
        Some(text) => field.value(text).check(&problems),
        None => field.check(&problems),
    };
    let text = |name: &str, label: &str| given(Field::text(lang, name, visit.t(label)), name);
    let area = |name: &str, label: &str| given(Field::area(lang, name, visit.t(label)), name);
    let date = |name: &str, label: &str| given(Field::date(lang, name, visit.t(label)), name);
    let lines = lines.iter().map(|line| {
        let title = lang.words(&line.name);
        Choice::new(&line.code, format!("{title} · {} · {}", line.code, line.fiscal_year))
    });
    let procedures = procedure::in_force(&visit.web.app, visit.web.app.store.read()).await?;
    let procedures =
        procedures.iter().map(|p| Choice::new(p.name(), format!("{} · {}", lang.words(&p.title), p.name())));
    let kinds = FIRM_KINDS.iter().map(|kind| Choice::new(*kind, lang.t(&format!("firm-kind-{kind}"))));
    let (action, back) = match number {
        Some(number) => (to!("/calls/manage/{number}/edit", number), path::call(number)),
        None => (to!("/calls/open"), HERE),
    };
    let fields = html! {
        input type="hidden" name="scheme" value=(named);
        div.stack {
            (given(Field::select(lang, "procedure", visit.t("call-procedure"), procedures.collect()), "procedure").hint(visit.t("call-procedure-hint")))
            (given(Field::select(lang, "budget_line", visit.t("call-budget-line"), lines.collect()), "budget_line"))
            (text("title_zh", "call-title-zh")) (text("title_en", "call-title-en"))
            (given(Field::radios(lang, "firm_kind", visit.t("call-firm-kind"), kinds.collect()), "firm_kind"))
            div.grid2 { (date("opens", "call-opens")) (date("closes", "call-closes")) }
            div.grid2 { (date("period_from", "call-period-from")) (date("period_to", "call-period-to")) }
            (given(Field::number(lang, "notice_working_days", visit.t("call-notice-days")), "notice_working_days"))
            @for parameter in &scheme.parameters { (parameter_field(visit, scheme.currency, parameter, typed).check(&problems)) }
            (materials(visit, scheme, typed, &problems))
            (area("declaration_zh", "call-declaration-zh")) (area("declaration_en", "call-declaration-en"))
            @if number.is_some() {
                (given(Field::area(lang, "reason", visit.t("call-reason")), "reason").hint(visit.t("call-reason-hint")))
            }
            p.hint { (visit.t("call-two-people")) }
            p.row { (Button::primary(visit.t("call-propose"))) (Button::link(visit.t("act-cancel"), back)) }
        }
    };
    let title = visit.t(if number.is_some() { "call-event-edit" } else { "call-propose" });
    let lead = html! {
        (lang.words(&scheme.title)) " · "
        a href=(path::scheme(id, version)) { span.mono { (id) " " (version) } }
    };
    let card = Card::new(title.clone()).body(post_form(&action, &visit.token(), fields)).render();
    let other = match number {
        Some(_) => Some(details(&visit.t("call-other-version"), versions(visit, &action).await?)),
        None => None,
    };
    let body = html! {
        (problems) (PageHead::new(title.clone()).lead(lead))
        (stack([Some(card), other].into_iter().flatten()))
    };
    visit.show_with(title.clone(), HERE, crumbs(visit, number, title), &problems, body).await
}

/// What the authority fixes for the call, as a field named after the parameter.
fn parameter_field(visit: &Visit, currency: Currency, parameter: &Parameter, typed: &Fields) -> Field {
    let name = format!("parameter.{}", parameter.spec.name);
    let own = FactSpec { name: name.clone(), required: parameter.default.is_none(), ..parameter.spec.clone() };
    let default = parameter.default.as_ref().map(|default| fact::typed(&parameter.spec, currency, default));
    fact::field(visit.lang, currency, &own, typed.get(&name).or(default.as_ref()))
}

/// The fields of an entry of the list of materials.
const ENTRY: [&str; 5] = ["key", "zh", "en", "kind", "demand"];

/// The places in the form where an entry of the list of materials stands, in their order. One without a word is none.
fn places(typed: &Fields) -> Vec<usize> {
    let place = |name: &String| name.strip_prefix("material.")?.split('.').next()?.parse::<usize>().ok();
    let named: BTreeSet<usize> = typed.keys().filter_map(place).collect();
    let written = |place: &usize| {
        ["key", "zh", "en"].iter().any(|f| typed.get(&field_of(*place, f)).is_some_and(|text| !text.trim().is_empty()))
    };
    named.into_iter().filter(written).collect()
}

/// The list of materials as fields: what is there, and room for more.
fn materials(visit: &Visit, scheme: &Scheme, typed: &Fields, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let rows = places(typed).last().map_or(0, |last| last.saturating_add(1)).saturating_add(ROOM).min(MOST);
    let kinds = || {
        let kinds = Kind::ALL.iter().copied().filter(|kind| kind.is_of_application());
        kinds.map(|kind| Choice::new(kind.key(), visit.t(&kind.message()))).collect::<Vec<_>>()
    };
    let demands = |chosen: Option<&String>| {
        let mut choices = vec![
            Choice::new(Demand::Always.key(), visit.t("material-always")),
            Choice::new(Demand::Optional.key(), visit.t("material-optional")),
        ];
        let part = |parts: &[&str]| {
            let titles = scheme.components.iter().filter(|part| parts.contains(&part.rule.name.as_str()));
            let titles: Vec<&str> = titles.map(|part| lang.words(&part.rule.title)).collect();
            let value = format!("{PARTS}{}", parts.join("+"));
            Choice::new(value, lang.tv("material-parts", &[("parts", lang.list(&titles).into())]))
        };
        choices.extend(scheme.components.iter().map(|component| part(&[component.rule.name.as_str()])));
        // What a file or a program said of several parts stays as it is.
        let several = chosen.and_then(|chosen| chosen.strip_prefix(PARTS)).filter(|parts| parts.contains('+'));
        choices.extend(several.map(|parts| part(&parts.split('+').collect::<Vec<_>>())));
        choices
    };
    let field = |place: usize, field: Field, name: &str| {
        let field = match typed.get(&field_of(place, name)) {
            Some(text) => field.value(text),
            None => field,
        };
        field.optional().check(problems)
    };
    let text = |place: usize, name: &str, label: &str| {
        field(place, Field::text(lang, &field_of(place, name), visit.t(label)), name)
    };
    html! {
        h3 #materials { (visit.t("call-materials")) }
        p.hint { (visit.t("call-materials-hint")) }
        @for place in 0..rows {
            fieldset {
                legend { (lang.tv("call-material", &[("place", i64::try_from(place.saturating_add(1)).unwrap_or(i64::MAX).into())])) }
                div.grid2 { (text(place, "zh", "material-zh")) (text(place, "en", "material-en")) }
                div.grid2 {
                    (text(place, "key", "material-key"))
                    (field(place, Field::select(lang, &field_of(place, "kind"), visit.t("head-kind"), kinds()), "kind"))
                }
                (field(place, Field::select(lang, &field_of(place, "demand"), visit.t("material-demand"), demands(typed.get(&field_of(place, "demand")))), "demand"))
            }
        }
    }
}

/// How many more entries the form has room for.
const ROOM: usize = 3;
/// What stands before the parts that demand a material.
const PARTS: &str = "parts:";

/// The list of materials as it was typed.
fn typed_materials(fields: &Fields) -> Result<Vec<Material>, Vec<Refusal>> {
    let (mut list, mut wrong) = (Vec::new(), Vec::new());
    for place in places(fields) {
        let text = |name: &str| fields.get(&field_of(place, name)).map_or("", String::as_str).trim();
        let missing = |name: &str| Refusal::new(Code::FieldRequired).at_field(&field_of(place, name));
        let parts = text("demand").strip_prefix(PARTS);
        let demand = parts.map_or_else(|| Demand::from_key(text("demand")), |_| Some(Demand::Parts));
        let (Some(kind), Some(demand)) = (Kind::from_key(text("kind")), demand) else {
            wrong.extend((Kind::from_key(text("kind")).is_none()).then(|| missing("kind")));
            wrong.extend(demand.is_none().then(|| missing("demand")));
            continue;
        };
        list.push(Material {
            key: text("key").to_owned(),
            zh: text("zh").to_owned(),
            en: text("en").to_owned(),
            kind,
            demand,
            parts: parts.map(|parts| parts.split('+').map(str::to_owned).collect()).unwrap_or_default(),
        });
    }
    if wrong.is_empty() { Ok(list) } else { Err(wrong) }
}

/// A list of materials as fields hold it.
fn type_materials(typed: &mut Fields, list: &[Material]) {
    for (place, material) in list.iter().enumerate() {
        let demand = match material.demand {
            Demand::Parts => format!("{PARTS}{}", material.parts.join("+")),
            other => other.key().to_owned(),
        };
        let kind = material.kind.key().to_owned();
        let values = [material.key.clone(), material.zh.clone(), material.en.clone(), kind, demand];
        typed.extend(ENTRY.iter().map(|field| field_of(place, field)).zip(values));
    }
}

/// The refusal of a parameter stands at the field of the parameter, that of a material where it was typed.
fn placed(error: Error, terms: &Terms, fields: &Fields) -> Error {
    let places = places(fields);
    let at = |refusal: Refusal| {
        let of_material = refusal.field.as_deref().and_then(|field| {
            let (place, name) = field.strip_prefix("material.")?.split_once('.')?;
            Some(field_of(*places.get(place.parse::<usize>().ok()?)?, name))
        });
        if let Some(field) = of_material {
            return refusal.at_field(&field);
        }
        let of_parameter = refusal.field.clone().filter(|field| terms.parameters.contains_key(field));
        match of_parameter {
            Some(field) => refusal.at_field(&format!("parameter.{field}")),
            None => refusal,
        }
    };
    match error {
        Error::Refused(refusal) => Error::Refused(at(refusal)),
        Error::RefusedMany(refusals) => Error::RefusedMany(refusals.into_iter().map(at).collect()),
        other => other,
    }
}

/// Proposes a call.
///
/// # Errors
/// [`Code::NotFound`]; what is wrong with the form stands on the page.
pub async fn propose(visit: Visit, sent: Sent<Named>) -> Result<Response, WebError> {
    let Sent { fields: Named(fields), key } = sent;
    under_a_version(&fields)?;
    let terms = match terms(&fields) {
        Ok(terms) => terms,
        Err(refusals) => return form(&visit, None, &fields, Problems::new(visit.lang, &refusals)).await,
    };
    match visit.execute(&key, &ProposeCall { terms: terms.clone() }).await {
        Ok(number) => Ok(proposed(&visit, &number)),
        Err(error) => {
            let problems = visit.problems(placed(error, &terms, &fields))?;
            form(&visit, None, &fields, problems).await
        }
    }
}

/// A form of terms says under which scheme version it is; without one there is no form to show again.
fn under_a_version(fields: &Fields) -> Result<(), Refusal> {
    let named = fields.get("scheme").is_some_and(|scheme| scheme.contains('/'));
    if named { Ok(()) } else { Err(Refusal::new(Code::FormMalformed)) }
}

/// The form with what the call says now.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::CallHasApplications`].
pub async fn edit(visit: Visit, Path(number): Path<String>, Query(under): Query<Under>) -> Result<Response, WebError> {
    let record = calls::record(&visit.web.app, &visit.reader()?, &number).await?;
    if record.applications > 0 {
        return Err(Code::CallHasApplications.into());
    }
    let mut typed = as_typed(&record);
    if !under.scheme.is_empty() {
        typed.insert("scheme".to_owned(), under.scheme);
    }
    form(&visit, Some(&number), &typed, Problems::none(visit.lang)).await
}

fn as_typed(record: &Record) -> Fields {
    let (call, scheme) = (&record.said.call, &record.said.scheme);
    let mut typed: Fields = [
        ("scheme", format!("{}/{}", scheme.id, scheme.version)),
        ("procedure", call.procedure.clone()),
        ("budget_line", record.said.line.code.clone()),
        ("title_zh", call.title.zh.clone()),
        ("title_en", call.title.en.clone()),
        ("firm_kind", call.firm_kind.clone()),
        ("opens", call.opens_on.to_string()),
        ("closes", call.closes_on.to_string()),
        ("period_from", call.period_from.to_string()),
        ("period_to", call.period_to.to_string()),
        ("notice_working_days", call.notice_working_days.to_string()),
        ("declaration_zh", call.declaration.zh.clone()),
        ("declaration_en", call.declaration.en.clone()),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text))
    .collect();
    type_materials(&mut typed, &call.materials);
    for parameter in &scheme.parameters {
        if let Some(value) = call.parameters.get(&parameter.spec.name) {
            typed.insert(
                format!("parameter.{}", parameter.spec.name),
                fact::typed(&parameter.spec, scheme.currency, value),
            );
        }
    }
    typed
}

/// Proposes to change a call that nobody has applied to.
///
/// # Errors
/// [`Code::NotFound`]; what is wrong with the form stands on the page.
pub async fn propose_edit(visit: Visit, Path(number): Path<String>, sent: Sent<Named>) -> Result<Response, WebError> {
    let Sent { fields: Named(mut fields), key } = sent;
    under_a_version(&fields)?;
    let reason = fields.remove("reason").unwrap_or_default();
    let read = terms(&fields);
    fields.insert("reason".to_owned(), reason.clone());
    let terms = match read {
        Ok(terms) => terms,
        Err(refusals) => return form(&visit, Some(&number), &fields, Problems::new(visit.lang, &refusals)).await,
    };
    let change = Change::Edit(Box::new(terms.clone()));
    match visit.execute(&key, &ProposeChange { number: number.clone(), change, reason }).await {
        Ok(made) => Ok(proposed(&visit, &made)),
        Err(error) => {
            let problems = visit.problems(placed(error, &terms, &fields))?;
            form(&visit, Some(&number), &fields, problems).await
        }
    }
}

/// Whether a name is one of a field of the list of materials.
fn is_of_material(name: &str) -> bool {
    let parts = name.strip_prefix("material.").and_then(|rest| rest.split_once('.'));
    parts.is_some_and(|(place, field)| place.parse::<usize>().is_ok_and(|place| place < MOST) && ENTRY.contains(&field))
}

fn terms(fields: &Fields) -> Result<Terms, Vec<Refusal>> {
    let text = |name: &str| fields.get(name).map_or_else(String::new, |text| text.trim().to_owned());
    let mut refusals = Vec::new();
    let mut date = |name: &str| {
        let read = day(&text(name), name);
        read.map_err(|refusal| refusals.push(refusal)).unwrap_or_default()
    };
    let window: (NaiveDate, NaiveDate) = (date("opens"), date("closes"));
    let period = (date("period_from"), date("period_to"));
    let days = text("notice_working_days").parse().unwrap_or(0);
    let named = text("scheme");
    let (id, version) = named.split_once('/').unwrap_or((&named, ""));
    let procedure = text("procedure");
    let (procedure_id, procedure_version) = procedure.split_once('/').unwrap_or((&procedure, ""));
    let known = [
        "scheme",
        "procedure",
        "budget_line",
        "title_zh",
        "title_en",
        "firm_kind",
        "opens",
        "closes",
        "period_from",
        "period_to",
    ];
    let known = |name: &str| {
        known.contains(&name) || ["notice_working_days", "declaration_zh", "declaration_en"].contains(&name)
    };
    let mut parameters = Fields::new();
    for (name, value) in fields {
        match name.strip_prefix("parameter.") {
            Some(parameter) => {
                parameters.insert(parameter.to_owned(), value.clone());
            }
            None if known(name) || is_of_material(name) => {}
            None => refusals.push(Refusal::new(Code::FormMalformed)),
        }
    }
    let materials = typed_materials(fields).unwrap_or_else(|wrong| {
        refusals.extend(wrong);
        Vec::new()
    });
    let terms = Terms {
        scheme: (id.to_owned(), version.to_owned()),
        procedure: (procedure_id.to_owned(), procedure_version.to_owned()),
        budget_line: text("budget_line"),
        title: (text("title_zh"), text("title_en")),
        firm_kind: text("firm_kind"),
        window,
        period,
        notice_working_days: days,
        declaration: (text("declaration_zh"), text("declaration_en")),
        parameters,
        materials,
    };
    if refusals.is_empty() { Ok(terms) } else { Err(refusals) }
}
