//! Statements of two officers (双人录入): those that wait, those decided, the forms to enter one, and the file of evidence.

use axum::response::Response;
use chrono::NaiveDate;
use domain::credit::statement::{Ending, KINDS, MISUSES, OF_SUBJECT, OWN_KINDS, OWN_SOURCE, OwnRecord, Statement};
use domain::credit::{FormerName, Outcome, Severity};
use domain::document::Kind;
use domain::money::text::Unit;
use domain::money::{Currency, Fen, yuan};
use domain::refusal::{Code, Refusal};
use domain::workflow::attestation::{AttestationEvent, AttestationState};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::reason::{Sources, source, title};
use super::{OFFICERS, Sheet, evidence, has, kind, value, yes_or_no};
use crate::i18n::Lang;
use crate::service::credit::statement::{Attached, Decide, Enter};
use crate::service::query::credit;
use crate::service::query::credit::statement::{self as query, Entries, Entry};
use crate::service::query::credit_file::Attested;
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Choice, Field, Icon, Note, Problems, Tab, Table, Th, Tone, empty, post_form, summary, tabs, tag,
    upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Upload};
use crate::web::page::review::case::download_stored;
use crate::web::page::review::name;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// What can be entered by hand from here; overrides begin on a check, settings of sources on their page.
fn entered() -> impl Iterator<Item = &'static str> {
    OF_SUBJECT.iter().copied().chain(["record"])
}

/// Which statement is open.
#[derive(Debug, Default, Deserialize)]
pub struct DeskQuery {
    #[serde(default)]
    open: String,
}

/// The second officer's answer.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    #[serde(default)]
    accept: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// The desk.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<DeskQuery>) -> Result<Response, WebError> {
    desk(&visit, &asked.open, ["", ""], Problems::none(visit.lang)).await
}

/// Confirms or rejects a statement.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::Stale`]; [`Code::CreditSecondOfficer`]; faults.
pub async fn decide(visit: Visit, Path(open): Path<String>, form: Sent<Answer>) -> Result<Response, WebError> {
    let id = open.parse().map_err(|_| WebError::from(Code::NotFound))?;
    let typed = [form.fields.accept.as_str(), form.fields.reason.as_str()];
    let accept = match yes_or_no(&form.fields.accept, "accept") {
        Ok(accept) => accept,
        Err(missing) => return desk(&visit, &open, typed, Problems::new(visit.lang, &[missing])).await,
    };
    let command = Decide { id, accept, answer: form.fields.reason.clone() };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-credit-decided").then(to!("/credit/statements"), visit.web.https)),
        Err(error) => desk(&visit, &open, typed, visit.problems(error)?).await,
    }
}

/// A file that shows what was stated.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn file(visit: Visit, Path(sha256): Path<String>) -> Result<Response, WebError> {
    let file = credit::evidence(&visit.web.app, &visit.reader()?, &sha256).await?;
    download_stored(&visit, &file).await
}

async fn desk(visit: &Visit, open: &str, typed: [&str; 2], problems: Problems) -> Result<Response, WebError> {
    let view = query::entries(&visit.web.app, &visit.reader()?).await?;
    let sources = credit::sources(&visit.web.app).await?;
    let mut parts = vec![table(visit, &view, &sources, true)];
    let chosen = view.waiting.iter().chain(&view.decided).find(|row| row.id.to_string() == open);
    if let Some(row) = chosen {
        parts.push(one(visit, &sources, row, (typed, &problems)));
    }
    if !view.decided.is_empty() {
        parts.push(table(visit, &view, &sources, false));
    }
    let sheet = Sheet::new(visit, to!("/credit/statements"), visit.t("credit-tab-statements"));
    let sheet = sheet.lead(html! { (visit.t("credit-statements-lead")) });
    let acts = has(visit, OFFICERS).then(|| {
        Button::link(visit.t("credit-statement-new"), to!("/credit/statements/new")).icon(Icon::Page).render()
    });
    Sheet { problems, parts, acts, ..sheet }.show(visit).await
}

fn table(visit: &Visit, view: &Entries, sources: &Sources, waiting: bool) -> Markup {
    let lang = visit.lang;
    let (rows, words_of, none) = if waiting {
        (&view.waiting, visit.t("credit-statements-waiting"), visit.t("credit-statements-none"))
    } else {
        (&view.decided, visit.t("credit-statements-decided"), String::new())
    };
    let card = Card::new(words_of.clone());
    if rows.is_empty() {
        return card.flush(empty(&none, &visit.t("credit-statements-none-text"), None)).render();
    }
    let heads = [
        Th::text(visit.t("credit-head-subject")),
        Th::text(visit.t("credit-head-stated")),
        Th::text(visit.t("credit-head-entered")),
        Th::text(visit.t("head-state")),
    ];
    let zone = visit.web.app.clock.zone();
    let table = Table::new(words_of, heads).rows(rows.iter().map(|row| {
        html! {
            tr {
                th scope="row" {
                    a href=(to!("/credit/statements").query(&[("open", &row.id.to_string())]).anchor("open")) { (subject(lang, row)) }
                    span.sub.mono { (row.subject_code) }
                }
                td { (visit.t(&format!("credit-entry-{}", row.kind))) span.sub { (words(lang, sources, &row.statement)) } }
                td.nowrap { (lang.instant(row.entered_at, zone)) span.sub { (name(lang, row.entered_by.as_ref())) } }
                td { (state(lang, &row.stands)) }
            }
        }
    }));
    card.flush(table).render()
}

fn subject(lang: Lang, row: &Entry) -> String {
    match &row.statement {
        Statement::Source(source) => lang.words(&source.title()).to_owned(),
        _ if row.subject_name.is_empty() => row.subject_code.clone(),
        _ => row.subject_name.clone(),
    }
}

/// Where a statement stands.
pub fn state(lang: Lang, Attested { state, answer, not_before }: &Attested) -> Markup {
    let word = lang.t(&format!("attestation-state-{state}"));
    match state {
        AttestationState::Confirmed => tag(Tone::Green, &word),
        AttestationState::Rejected => html! { (tag(Tone::Grey, &word)) span.sub { (answer) } },
        AttestationState::Entered => html! {
            (tag(Tone::Amber, &word))
            @if let Some(day) = not_before {
                span.sub { (lang.tv("credit-entry-not-before", &[("date", lang.date(*day).into())])) }
            }
        },
    }
}

/// What is stated, in words.
pub fn words(lang: Lang, sources: &Sources, statement: &Statement) -> String {
    let day = |day: Option<NaiveDate>| day.map_or_else(|| lang.t("missing-value").into_owned(), |d| lang.date(d));
    match statement {
        Statement::FormerName(former) => format!("{} ({} – {})", former.name, day(former.from), day(former.to)),
        Statement::FormerCode { code } => code.clone(),
        Statement::Branch { code, name } | Statement::Predecessor { code, name } => format!("{name} {code}"),
        Statement::LegalRepresentative { name } => name.clone(),
        Statement::Registration { ended } => {
            lang.t(if *ended { "credit-registration-ended" } else { "credit-registration-in_business" }).into_owned()
        }
        Statement::CodeAccepted {} => lang.t("credit-entry-code_accepted").into_owned(),
        Statement::Evidence { source: id, issued_on, verify_code } => {
            format!("{} {} {verify_code}", source(lang, sources, id), lang.date(*issued_on))
        }
        Statement::Override { decision, reasons } => {
            let listed: Vec<String> =
                reasons.iter().map(|r| format!("{} {}", title(lang, &r.code), r.record)).collect();
            let sign = if lang == Lang::ZhCn { "；" } else { "; " };
            let pass = if *decision == Outcome::Pass { "credit-override-pass" } else { "credit-override-block" };
            format!("{}{}{}", lang.t(pass), lang.t("colon"), listed.join(sign))
        }
        Statement::Record(own) => {
            format!("{} {} {} {}", kind(lang, &own.record), own.authority, own.decision_no, lang.date(own.event_date))
        }
        Statement::RecordEnded { record, on, how } => {
            format!("{} {} {record}", lang.t(&format!("credit-ending-{how}")), lang.date(*on))
        }
        Statement::RowsSettled { import } => lang.tv("credit-rows-of-import", &[("import", import.to_string().into())]),
        Statement::Source(source) => source.id.clone(),
    }
}

fn one(visit: &Visit, sources: &Sources, row: &Entry, ([accept, reason], problems): ([&str; 2], &Problems)) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let statement = &row.statement;
    let mut facts = vec![
        (
            visit.t("credit-head-subject"),
            html! {
                (subject(lang, row))
                @if !row.subject_code.is_empty() {
                    " " a.mono href=(to!("/credit/subjects/{subject}", row.subject_code)) { (row.subject_code) }
                }
            },
        ),
        (
            visit.t("credit-head-stated"),
            html! {
                (visit.t(&format!("credit-entry-{}", row.kind))) span.sub { (words(lang, sources, &row.statement)) }
            },
        ),
        (visit.t("credit-field-why"), html! { (row.why) }),
        (visit.t("credit-field-evidence"), evidence(lang, &row.evidence_sha256)),
        (
            visit.t("credit-head-entered"),
            html! {
                (name(lang, row.entered_by.as_ref())) " " (lang.instant(row.entered_at, zone))
            },
        ),
    ];
    if let Some(number) = &row.application {
        facts.push((visit.t("head-application"), html! { a href=(path::review(number)) { (number) } }));
    }
    if let Statement::Record(own) = statement {
        facts.push((visit.t("head-source"), html! { (source(lang, sources, &own.source)) }));
        if !own.value.is_empty() {
            facts.push((visit.t("credit-field-value"), html! { (value(lang, &own.value)) }));
        }
        if let Some(fine) = own.fine {
            facts.push((visit.t("credit-head-fine"), crate::web::component::number(lang, yuan(fine))));
        }
        if !own.content.is_empty() {
            facts.push((visit.t("credit-field-content"), html! { (own.content) }));
        }
    }
    if let Statement::Source(settings) = statement {
        let json = serde_json::to_string_pretty(settings).unwrap_or_default();
        facts.push((visit.t("credit-source-settings"), html! { pre { (json) } }));
    }
    let may = visit.offers(row.stands.state);
    let of_source = matches!(statement, Statement::Source(_));
    let may = may.contains(&AttestationEvent::decision(of_source, true));
    let form = html! {
        (Field::radios(lang, "accept", visit.t("credit-statement-ask"), vec![
            Choice::new("yes", visit.t("credit-statement-yes")).hint(visit.t("credit-statement-yes-hint")),
            Choice::new("no", visit.t("credit-statement-no")),
        ]).value(accept).check(problems))
        (Field::area(lang, "reason", visit.t("credit-field-answer")).value(reason).hint(visit.t("credit-statement-answer-hint")).optional().check(problems))
        p.row { (Button::primary(visit.t("credit-statement-send"))) }
    };
    let body = html! {
        (summary(2, &facts))
        @if may && row.own { (Note::Info(html! { (visit.t("credit-statement-own")) })) }
        @else if may {
            hr; (post_form(to!("/credit/statements/{entry}", row.id), &visit.token(), form))
        }
    };
    let title = visit.t(&format!("credit-entry-{}", row.kind));
    Card::new(title).id("open").acts(state(lang, &row.stands)).body(body).render()
}

/// Which statement is entered, and about whom.
#[derive(Debug, Default, Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    record: String,
}

/// The form of a statement.
///
/// # Errors
/// A fault of the database.
pub async fn new(visit: Visit, Query(asked): Query<NewQuery>) -> Result<Response, WebError> {
    let typed = |field: &str| {
        let text = match field {
            "kind" => &asked.kind,
            "code" => &asked.code,
            "name" => &asked.name,
            "record" => &asked.record,
            _ => "",
        };
        text.to_owned()
    };
    form(&visit, &typed, Problems::none(visit.lang)).await
}

/// Enters a statement.
///
/// # Errors
/// Faults; what is wrong stands beside the fields.
pub async fn enter(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(FIELDS)?;
    let typed = |field: &str| upload.field(field).to_owned();
    let statement = match read(&upload) {
        Ok(statement) => statement,
        Err(refusal) => return form(&visit, &typed, Problems::new(visit.lang, &[refusal])).await,
    };
    let command = Enter {
        code: typed("code"),
        name: typed("name"),
        application: None,
        statement,
        why: typed("reason"),
        evidence: Attached::from(&upload.file),
    };
    match visit.execute(&upload.key, &command).await {
        Ok(_) => Ok(Done::well("done-credit-entered").then(to!("/credit/statements"), visit.web.https)),
        Err(error) => form(&visit, &typed, visit.problems(error)?).await,
    }
}

/// What the forms of the kinds of statement ask for, together.
const FIELDS: &[&str] = &[
    "kind",
    "code",
    "name",
    "reason",
    "was_name",
    "from",
    "to",
    "other_code",
    "other_name",
    "person",
    "ended",
    "source",
    "issued_on",
    "verify_code",
    "record",
    "on",
    "how",
    "record_kind",
    "misuse",
    "value",
    "authority",
    "decision_no",
    "event_date",
    "public_until",
    "severity",
    "domain",
    "penalty_types",
    "fine",
    "content",
];

/// The statement that a form says.
fn read(upload: &Upload) -> Result<Statement, Refusal> {
    let text = |name: &str| upload.field(name).trim().to_owned();
    let one_of = |name: &str| Refusal::new(Code::FieldRequired).at_field(name);
    Ok(match upload.field("kind") {
        "former_name" => Statement::FormerName(FormerName {
            name: text("was_name"),
            from: upload.maybe_date("from")?,
            to: upload.maybe_date("to")?,
        }),
        "former_code" => Statement::FormerCode { code: text("other_code") },
        "branch" => Statement::Branch { code: text("other_code"), name: text("other_name") },
        "predecessor" => Statement::Predecessor { code: text("other_code"), name: text("other_name") },
        "legal_representative" => Statement::LegalRepresentative { name: text("person") },
        "registration" => Statement::Registration { ended: yes_or_no(upload.field("ended"), "ended")? },
        "code_accepted" => Statement::CodeAccepted {},
        "evidence" => Statement::Evidence {
            source: text("source"),
            issued_on: upload.date("issued_on")?,
            verify_code: text("verify_code"),
        },
        "record" => Statement::Record(own(upload)?),
        "record_ended" => Statement::RecordEnded {
            record: text("record"),
            on: upload.date("on")?,
            how: Ending::from_key(upload.field("how")).ok_or_else(|| one_of("how"))?,
        },
        _ => return Err(one_of("kind")),
    })
}

fn own(upload: &Upload) -> Result<OwnRecord, Refusal> {
    let text = |name: &str| upload.field(name).trim().to_owned();
    let fine = text("fine");
    let fine: Option<Fen> = if fine.is_empty() {
        None
    } else {
        let read = domain::money::text::parse(&fine, Unit::Major, Currency::Cny);
        Some(read.map_err(|r| r.at_field("fine"))?)
    };
    let types = text("penalty_types");
    let value = if text("record_kind") == "FUND_MISUSE" { text("misuse") } else { text("value") };
    Ok(OwnRecord {
        source: text("source"),
        record: text("record_kind"),
        authority: text("authority"),
        decision_no: text("decision_no"),
        event_date: upload.date("event_date")?,
        public_until: upload.maybe_date("public_until")?,
        severity: Severity::from_key(upload.field("severity")).unwrap_or(Severity::Unknown),
        domain: text("domain"),
        value,
        penalty_types: types
            .split([',', '、', '，', ';', '；'])
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
            .collect(),
        fine,
        content: text("content"),
    })
}

async fn form(
    visit: &Visit,
    typed: &(dyn Fn(&str) -> String + Sync),
    problems: Problems,
) -> Result<Response, WebError> {
    let lang = visit.lang;
    let chosen = typed("kind");
    let with = |kind: &str| {
        let (code, name) = (typed("code"), typed("name"));
        to!("/credit/statements/new").query(&[("kind", kind), ("code", &code), ("name", &name)])
    };
    let choices: Vec<Tab> = entered()
        .map(|kind| Tab {
            text: visit.t(&format!("credit-entry-{kind}")),
            href: with(kind),
            count: None,
            current: kind == chosen,
        })
        .collect();
    let mut card = Card::new(visit.t("credit-statement-new"));
    card = card.flush(tabs(lang, &visit.t("credit-statement-kind"), &choices));
    card = if entered().any(|kind| kind == chosen) || chosen == "record_ended" {
        let fields = Fields { visit, typed, problems: &problems };
        let body = html! {
            input type="hidden" name="kind" value=(chosen);
            p { (visit.t(&format!("credit-entry-{chosen}-hint"))) }
            div.grid2 {
                (fields.text("code", "head-uscc"))
                (fields.text("name", "credit-field-name"))
            }
            (fields.of(&chosen).await?)
            (fields.area("reason", "credit-field-why"))
            (Field::file(lang, "file", visit.t("credit-field-evidence"), Kind::CreditEvidence.accept(), false)
                .hint(visit.t("credit-field-evidence-hint")).check(&problems))
            p.row { (Button::primary(visit.t("credit-statement-enter"))) (Button::link(visit.t("act-cancel"), to!("/credit/statements"))) }
        };
        card.body(upload_form(to!("/credit/statements"), &visit.token(), body))
    } else {
        card.body(html! { p { (visit.t("credit-statement-choose")) } })
    };
    let sheet = Sheet::new(visit, to!("/credit/statements"), visit.t("credit-statement-new"));
    Sheet { problems, parts: vec![card.render()], ..sheet }.show(visit).await
}

/// The fields of a form with what was typed before.
struct Fields<'a> {
    visit: &'a Visit,
    typed: &'a (dyn Fn(&str) -> String + Sync),
    problems: &'a Problems,
}

impl Fields<'_> {
    fn filled(&self, name: &str, field: Field) -> Field {
        field.value((self.typed)(name)).check(self.problems)
    }

    fn text(&self, name: &str, label: &str) -> Field {
        self.filled(name, Field::text(self.visit.lang, name, self.visit.t(label)))
    }

    fn area(&self, name: &str, label: &str) -> Field {
        self.filled(name, Field::area(self.visit.lang, name, self.visit.t(label)))
    }

    fn date(&self, name: &str, label: &str) -> Field {
        self.filled(name, Field::date(self.visit.lang, name, self.visit.t(label)))
    }

    fn select(&self, name: &str, label: &str, choices: Vec<Choice>) -> Field {
        let field = Field::select(self.visit.lang, name, self.visit.t(label), choices);
        let typed = (self.typed)(name);
        let field = if typed.is_empty() { field } else { field.value(typed) };
        field.check(self.problems)
    }

    fn radios(&self, name: &str, label: &str, keys: &[(&str, &str)]) -> Field {
        let choices = keys.iter().map(|(value, key)| Choice::new(*value, self.visit.t(key))).collect();
        self.filled(name, Field::radios(self.visit.lang, name, self.visit.t(label), choices))
    }

    async fn of(&self, chosen: &str) -> Result<Markup, WebError> {
        Ok(match chosen {
            "former_name" => html! {
                (self.text("was_name", "credit-field-was-name"))
                div.grid2 { (self.date("from", "credit-field-from").optional()) (self.date("to", "credit-field-to").optional()) }
            },
            "former_code" => html! { (self.text("other_code", "credit-field-was-code")) },
            "branch" | "predecessor" => html! {
                div.grid2 { (self.text("other_code", "credit-field-other-code")) (self.text("other_name", "credit-field-other-name").optional()) }
            },
            "legal_representative" => html! { (self.text("person", "credit-field-person")) },
            "registration" => self
                .radios(
                    "ended",
                    "credit-field-registration",
                    &[("no", "credit-registration-in_business"), ("yes", "credit-registration-ended")],
                )
                .render(),
            "evidence" => html! {
                (self.sources(false).await?)
                div.grid2 { (self.date("issued_on", "credit-field-issued-on")) (self.text("verify_code", "credit-field-verify-code").optional()) }
            },
            "record" => self.record().await?,
            "record_ended" => html! {
                (self.text("record", "credit-head-record-key"))
                (self.radios("how", "credit-field-how", &[("removed", "credit-ending-removed"), ("revoked", "credit-ending-revoked")]))
                (self.date("on", "credit-field-on"))
            },
            _ => html! {},
        })
    }

    async fn sources(&self, own: bool) -> Result<Field, WebError> {
        let lang = self.visit.lang;
        let sources = credit::source_settings(&self.visit.web.app).await?;
        let sources = sources.into_iter().filter(|s| own || s.id != OWN_SOURCE);
        let choices = sources.map(|s| Choice::new(s.id.clone(), lang.words(&s.title()))).collect();
        Ok(self.select("source", "head-source", choices))
    }

    async fn record(&self) -> Result<Markup, WebError> {
        let (visit, lang) = (self.visit, self.visit.lang);
        let mut kinds: Vec<&str> = OWN_KINDS.iter().chain(KINDS).copied().collect();
        kinds.sort_unstable();
        kinds.dedup();
        let kinds = kinds.into_iter().map(|k| Choice::new(k, kind(lang, k))).collect();
        let severities =
            Severity::ALL.iter().map(|s| Choice::new(s.key(), visit.t(&format!("credit-severity-{s}")))).collect();
        let domains = ["finance", "guarantee", "insurance", "commerce"];
        let domains = domains.iter().map(|d| Choice::new(*d, visit.t(&format!("credit-domain-{d}")))).collect();
        let misuses = MISUSES.iter().map(|m| Choice::new(*m, value(lang, m))).collect();
        Ok(html! {
            div.grid2 { (self.sources(true).await?) (self.select("record_kind", "credit-head-kind", kinds)) }
            div.grid2 { (self.text("authority", "credit-head-authority")) (self.text("decision_no", "credit-head-number")) }
            div.grid2 { (self.date("event_date", "credit-head-event")) (self.date("public_until", "credit-field-public-until").optional()) }
            div.grid2 {
                (self.select("severity", "credit-field-severity", severities).optional())
                (self.select("domain", "credit-field-domain", domains).optional())
            }
            div.grid2 {
                (self.select("misuse", "credit-field-misuse", misuses).optional())
                (self.text("value", "credit-field-value").optional())
            }
            div.grid2 {
                (self.text("penalty_types", "credit-field-penalty-types").hint(visit.t("credit-field-penalty-types-hint")).optional())
                (self.filled("fine", Field::number(lang, "fine", visit.t("credit-head-fine"))).optional())
            }
            (self.area("content", "credit-field-content").optional())
        })
    }
}
