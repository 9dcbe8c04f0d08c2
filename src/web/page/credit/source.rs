//! Sources: how fresh each is, what registries answered last, and the settings, which two administrators change together.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::credit::list::{LISTS, List};
use domain::credit::{Adapter, Source, Stage, Statement};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::reason::Sources;
use super::register::freshness;
use super::{Sheet, answer_tag, has};
use crate::service::credit::statement::{Attached, Enter};
use crate::service::query::credit as query;
use crate::web::address::Query;
use crate::web::component::{Button, Card, Choice, Field, Problems, Table, Th, checkbox, post_form};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::path::to;
use crate::web::session::Done;
use crate::web::visit::Visit;

/// Whose settings are open.
#[derive(Debug, Default, Deserialize)]
pub struct SourceQuery {
    #[serde(default)]
    open: String,
}

/// Settings as typed.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    #[serde(default)]
    id: String,
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    rank: String,
    #[serde(default)]
    adapter: String,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    lists: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    age_submission: String,
    #[serde(default)]
    age_approval: String,
    #[serde(default)]
    age_disbursement: String,
    #[serde(default)]
    needs_consent: String,
    #[serde(default)]
    registry: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

const STAGES: [Stage; 3] = [Stage::Submission, Stage::Approval, Stage::Disbursement];

impl Settings {
    fn of(source: &Source) -> Self {
        let of_lists = source.adapter == Adapter::File;
        let days = |stage| source.max_age_working_days.get(&stage).map_or_else(String::new, u32::to_string);
        let hours = |stage| source.max_age_hours.get(&stage).map_or_else(String::new, i64::to_string);
        let age = |stage| if of_lists { days(stage) } else { hours(stage) };
        let keys = |lists: &[List]| lists.iter().map(|l| l.key().to_owned()).collect();
        Self {
            id: source.id.clone(),
            zh: source.zh.clone(),
            en: source.en.clone(),
            rank: source.rank.to_string(),
            adapter: source.adapter.key().to_owned(),
            required: source.required_at.iter().map(|s| s.key().to_owned()).collect(),
            age_submission: age(Stage::Submission),
            age_approval: age(Stage::Approval),
            age_disbursement: age(Stage::Disbursement),
            lists: keys(&source.lists),
            also: keys(&source.also),
            needs_consent: if source.needs_consent { "yes" } else { "" }.to_owned(),
            registry: source.registry.as_ref().and_then(|r| serde_json::to_string_pretty(r).ok()).unwrap_or_default(),
            reason: String::new(),
        }
    }

    fn age(&self, stage: Stage) -> &str {
        match stage {
            Stage::Submission => &self.age_submission,
            Stage::Approval => &self.age_approval,
            Stage::Disbursement => &self.age_disbursement,
        }
    }

    fn read(&self) -> Result<Source, Refusal> {
        let whole = |text: &str, field: &str| {
            text.trim().parse::<i64>().map_err(|_| Refusal::new(Code::FieldRequired).at_field(field))
        };
        let (mut max_age_hours, mut max_age_working_days) = (BTreeMap::new(), BTreeMap::new());
        for stage in STAGES {
            let text = self.age(stage).trim();
            if !text.is_empty() {
                let field = format!("age_{stage}");
                let age = whole(text, &field)?;
                if self.adapter == "file" {
                    let days = u32::try_from(age).map_err(|_| Refusal::new(Code::FieldRequired).at_field(&field))?;
                    max_age_working_days.insert(stage, days);
                } else {
                    max_age_hours.insert(stage, age);
                }
            }
        }
        let adapter = match self.adapter.as_str() {
            "file" => Adapter::File,
            "http_json" => Adapter::HttpJson,
            "manual" => Adapter::Manual,
            "internal" => Adapter::Internal,
            _ => return Err(Refusal::new(Code::FieldRequired).at_field("adapter")),
        };
        let of_keys = |keys: &[String]| {
            if self.adapter == "file" { keys.iter().filter_map(|k| List::from_key(k)).collect() } else { Vec::new() }
        };
        let registry = match self.registry.trim() {
            "" => None,
            text => Some(serde_json::from_str(text).map_err(|e| {
                Refusal::new(Code::RegistryMalformed).with("what", domain::syntax::json(text, &e)).at_field("registry")
            })?),
        };
        if self.id.trim().is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("id"));
        }
        Ok(Source {
            id: self.id.trim().to_owned(),
            zh: self.zh.trim().to_owned(),
            en: self.en.trim().to_owned(),
            rank: whole(&self.rank, "rank")?,
            required_at: self.required.iter().filter_map(|s| Stage::from_key(s)).collect(),
            max_age_hours,
            lists: of_keys(&self.lists),
            also: of_keys(&self.also),
            max_age_working_days,
            needs_consent: self.needs_consent == "yes",
            adapter,
            registry,
        })
    }
}

/// The sources.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<SourceQuery>) -> Result<Response, WebError> {
    let settings = query::source_settings(&visit.web.app).await?;
    let typed = match settings.iter().find(|s| s.id == asked.open) {
        Some(source) => Some(Settings::of(source)),
        None => (asked.open == "new").then(Settings::default),
    };
    page(&visit, &settings, typed, Problems::none(visit.lang)).await
}

/// An administrator proposes settings; a second one confirms them.
///
/// # Errors
/// Faults; what is wrong stands beside the fields.
pub async fn propose(visit: Visit, form: Sent<Settings>) -> Result<Response, WebError> {
    let typed = form.fields;
    let settings = query::source_settings(&visit.web.app).await?;
    let source = match typed.read() {
        Ok(source) => source,
        Err(refusal) => {
            let problems = Problems::new(visit.lang, &[refusal]);
            return page(&visit, &settings, Some(typed), problems).await;
        }
    };
    let command = Enter {
        code: String::new(),
        name: String::new(),
        application: None,
        statement: Statement::Source(Box::new(source)),
        why: typed.reason.clone(),
        evidence: Attached::default(),
    };
    match visit.execute(&form.key, &command).await {
        Ok(_) => Ok(Done::well("done-credit-entered").then(to!("/credit/statements"), visit.web.https)),
        Err(error) => {
            let problems = visit.problems(error)?;
            page(&visit, &settings, Some(typed), problems).await
        }
    }
}

async fn page(
    visit: &Visit,
    settings: &[Source],
    typed: Option<Settings>,
    problems: Problems,
) -> Result<Response, WebError> {
    let mut parts = vec![freshness(visit).await?, table(visit, settings)];
    if let Some(typed) = typed.filter(|_| has(visit, &[Role::Administrator])) {
        parts.push(form(visit, &typed, &problems));
    }
    parts.extend(fetches(visit, &query::titles(settings)).await?);
    let sheet = Sheet::new(visit, to!("/credit/sources"), visit.t("credit-sources"));
    let sheet = sheet.lead(html! { (visit.t("credit-sources-lead")) });
    Sheet { problems, parts, ..sheet }.show(visit).await
}

fn table(visit: &Visit, settings: &[Source]) -> Markup {
    let lang = visit.lang;
    let may = has(visit, &[Role::Administrator]);
    let heads = [
        Th::text(visit.t("head-source")),
        Th::text(visit.t("credit-source-adapter")),
        Th::text(visit.t("credit-source-required")),
        Th::text(visit.t("credit-source-consent")),
        Th::hidden(visit.t("credit-head-acts")),
    ];
    let table = Table::new(visit.t("credit-source-settings"), heads).rows(settings.iter().map(|source| {
        html! {
            tr {
                th scope="row" {
                    (lang.words(&source.title())) span.sub.mono { (source.id) }
                }
                td {
                    (visit.t(&format!("credit-adapter-{}", source.adapter.key())))
                    @for list in &source.lists { span.sub { (visit.t(&format!("credit-list-{list}"))) } }
                    @for list in &source.also { span.sub { (lang.tv("credit-list-also", &[("list", visit.t(&format!("credit-list-{list}")).into())])) } }
                }
                td {
                    @if source.required_at.is_empty() { (visit.t("credit-not-required-anywhere")) }
                    @for stage in &source.required_at {
                        div {
                            (visit.t(&format!("credit-stage-{stage}")))
                            @if let Some(days) = source.max_age_working_days.get(stage) {
                                span.sub { (lang.tv("credit-max-working-days", &[("days", i64::from(*days).into())])) }
                            }
                            @if let Some(hours) = source.max_age_hours.get(stage) {
                                span.sub { (lang.tv("credit-source-age", &[("hours", (*hours).into())])) }
                            }
                        }
                    }
                }
                td { (visit.t(if source.needs_consent { "yes" } else { "no" })) }
                td { @if may { a href=(to!("/credit/sources").query(&[("open", &source.id)]).anchor("settings")) { (visit.t("act-edit")) } } }
            }
        }
    }));
    let card = Card::new(visit.t("credit-source-settings")).flush(table);
    if may {
        card.acts(
            Button::link(
                visit.t("credit-source-new"),
                to!("/credit/sources").query(&[("open", "new")]).anchor("settings"),
            )
            .small(),
        )
        .render()
    } else {
        card.render()
    }
}

fn form(visit: &Visit, typed: &Settings, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let text =
        |name: &str, label: &str, value: &str| Field::text(lang, name, visit.t(label)).value(value).check(problems);
    let adapters = ["file", "http_json", "manual", "internal"].map(|a| {
        Choice::new(a, visit.t(&format!("credit-adapter-{a}"))).hint(visit.t(&format!("credit-adapter-{a}-hint")))
    });
    let adapter =
        Field::radios(lang, "adapter", visit.t("credit-source-adapter"), adapters.to_vec()).value(&typed.adapter);
    let stages = STAGES.map(|s| Choice::new(s.key(), visit.t(&format!("credit-stage-{s}"))));
    let mut required = Field::checks(lang, "required", visit.t("credit-source-required"), stages.to_vec()).optional();
    for stage in &typed.required {
        required = required.value(stage);
    }
    let lists_of = |name: &str, chosen: &[String]| {
        let all = LISTS.map(|l| Choice::new(l.key(), visit.t(&format!("credit-list-{l}"))));
        let hint = visit.t(&format!("credit-source-{name}-hint"));
        let field =
            Field::checks(lang, name, visit.t(&format!("credit-source-{name}")), all.to_vec()).hint(hint).optional();
        chosen.iter().fold(field, |field, key| field.value(key))
    };
    let body = html! {
        div.grid2 { (text("id", "credit-source-id", &typed.id)) (text("rank", "credit-source-rank", &typed.rank).hint(visit.t("credit-source-rank-hint"))) }
        div.grid2 { (text("zh", "credit-source-zh", &typed.zh)) (text("en", "credit-source-en", &typed.en)) }
        (adapter.check(problems))
        (required)
        (lists_of("lists", &typed.lists))
        (lists_of("also", &typed.also))
        div.grid2 {
            @for stage in STAGES {
                (Field::number(lang, &format!("age_{stage}"), lang.tv("credit-source-max-age", &[("stage", visit.t(&format!("credit-stage-{stage}")).into())]))
                    .hint(visit.t("credit-source-max-age-hint")).value(typed.age(stage)).optional().check(problems))
            }
        }
        (checkbox("needs_consent", "yes", &visit.t("credit-source-consent"), typed.needs_consent == "yes"))
        (Field::area(lang, "registry", visit.t("credit-source-registry")).hint(visit.t("credit-source-registry-hint"))
            .value(&typed.registry).optional().check(problems))
        (Field::area(lang, "reason", visit.t("credit-field-why")).value(&typed.reason).check(problems))
        p.row { (Button::primary(visit.t("credit-source-propose"))) (Button::link(visit.t("act-cancel"), to!("/credit/sources"))) }
    };
    let card = Card::new(visit.t("credit-source-form")).id("settings");
    card.body(post_form(to!("/credit/sources"), &visit.token(), body)).render()
}

async fn fetches(visit: &Visit, sources: &Sources) -> Result<Option<Markup>, WebError> {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let rows = query::fetches(&visit.web.app, &visit.reader()?).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let heads = [
        Th::text(visit.t("head-time")),
        Th::text(visit.t("head-source")),
        Th::text(visit.t("credit-head-subject")),
        Th::text(visit.t("credit-head-answer")),
        Th::number(visit.t("credit-head-records")),
        Th::text(visit.t("credit-raw-hash")),
    ];
    let table = Table::new(visit.t("credit-fetches"), heads).rows(rows.iter().map(|row| {
        html! {
            tr {
                th.nowrap scope="row" { (lang.instant(row.finished_at, zone)) }
                td { (super::reason::source(lang, sources, &row.source_id)) }
                td.mono { (row.subject_code) }
                td { (answer_tag(lang, &row.status)) span.sub { (row.detail) } }
                td.num { (lang.count(row.record_count)) }
                td { (crate::web::page::review::short_hash(&row.body_sha256)) }
            }
        }
    }));
    Ok(Some(Card::new(visit.t("credit-fetches")).flush(table).render()))
}
