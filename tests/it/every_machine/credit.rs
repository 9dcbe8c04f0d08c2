//! The credit desk: objections and repairs against records of firm A, what officers state, consents, credit rules, money to take
//! back, files for the credit platform.

use std::collections::BTreeSet;

use domain::credit::outward::OutwardKind;
use domain::credit::{FormerName, Statement};
use domain::role::Role;
use entity::credit_export;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use xinbu::service::credit::consent::GiveConsent;
use xinbu::service::credit::objection::Open;
use xinbu::service::credit::outward::{ExportRecords, ReceiptOf, Resend};
use xinbu::service::credit::repair::FileRepair;
use xinbu::service::credit::rule_set::{ApproveRules, TryRules, WriteRules};
use xinbu::service::credit::statement::{Attached, Enter};

use super::walk::{Arena, Form, World, form, own, second};
use crate::support::app::{FIRM_A, PDF, code};

fn paper() -> Attached {
    Attached::new("证明.pdf", PDF.to_vec())
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Makes a serious record of firm A known; gives its key.
async fn record(w: &World, n: u32) -> String {
    let code = code(FIRM_A).as_str().to_owned();
    let keys = async |w: &World| {
        let found = xinbu::store::credit::records(w.app.app.store.read(), &code, 1_000).await.unwrap();
        found.into_iter().map(|record| record.natural_key).collect::<BTreeSet<_>>()
    };
    let before = keys(w).await;
    w.app.second_later();
    w.app
        .import_penalties(&format!(
            "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度\n\
             江临市甲担保有限公司,{code},江罚〔2026〕{n}号,吊销许可证件,吊销许可证,2026-03-01,江临市市场监督管理局,严重\n"
        ))
        .await;
    w.app.second_later();
    w.app.work_off().await;
    let after = keys(w).await;
    after.into_iter().find(|key| !before.contains(key)).unwrap()
}

/// Objections, each against a record of its own.
#[derive(Default)]
pub struct Objections(u32);

impl Arena for Objections {
    const MACHINE: &'static str = "objection";
    const FORMS: &'static [Form] = &[
        form(&["accept"], "/credit/objections/{t}", &[("act", "accept"), ("reason", "")]),
        form(&["return"], "/credit/objections/{t}", &[("act", "return"), ("reason", "见附件")]),
        form(&["ask"], "/credit/objections/{t}", &[("act", "ask"), ("reason", "")]),
        form(&["close"], "/credit/objections/{t}", &[("act", "rejected"), ("reason", "见附件")]),
    ];

    fn place(&self, w: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM credit_objection WHERE id = {}", w.id(thing))
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let open = Open { record: record(w, 100 + self.0).await, words: "决定书已被复议撤销".to_owned() };
        w.app.run("a.preparer", &open).await.unwrap().to_string()
    }
}

/// Repairs, each of a record of its own.
#[derive(Default)]
pub struct Repairs(u32);

impl Arena for Repairs {
    const MACHINE: &'static str = "repair";
    const FORMS: &'static [Form] = &[
        form(&["verify"], "/credit/repairs/{t}", &[("act", "verified"), ("reason", "见附件")]),
        form(&["reject"], "/credit/repairs/{t}", &[("act", "rejected"), ("reason", "见附件")]),
    ];

    fn place(&self, w: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM credit_repair WHERE id = {}", w.id(thing))
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let record = record(w, 200 + self.0).await;
        let file = FileRepair { record, repaired_on: day("2026-03-02"), words: String::new(), evidence: paper() };
        w.app.run("a.preparer", &file).await.unwrap().to_string()
    }
}

fn entry_place(w: &World, thing: &str) -> String {
    format!(
        "SELECT CASE WHEN accepted IS NULL THEN 'entered' WHEN accepted THEN 'confirmed' ELSE 'rejected' END AS s
         FROM credit_entry WHERE id = {}",
        w.id(thing)
    )
}

/// What an officer states about a firm.
#[derive(Default)]
pub struct Attestations(u32);

impl Arena for Attestations {
    const MACHINE: &'static str = "attestation";
    const FORMS: &'static [Form] = &[
        form(&["confirm"], "/credit/statements/{t}", &[("accept", "yes"), ("reason", "")]),
        form(&["reject"], "/credit/statements/{t}", &[("accept", "no"), ("reason", "见附件")]),
    ];

    fn place(&self, w: &World, thing: &str) -> String {
        entry_place(w, thing)
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let statement = Statement::FormerName(FormerName {
            name: format!("江临市旧名{}号担保有限公司", self.0),
            from: Some(day("2015-01-01")),
            to: Some(day("2025-12-31")),
        });
        let enter = Enter {
            code: code(FIRM_A).as_str().to_owned(),
            name: "江临市甲担保有限公司".to_owned(),
            application: None,
            statement,
            why: "名称变更核准通知书".to_owned(),
            evidence: paper(),
        };
        w.app.second_later();
        w.app.run("credit_checker", &enter).await.unwrap().to_string()
    }

    fn login(&self, role: Role, _: &str) -> String {
        second(role)
    }
}

/// Settings of a source, which two administrators decide; about one of them one proposal is open at a time.
#[derive(Default)]
pub struct Sources(u32);

impl Arena for Sources {
    const MACHINE: &'static str = "attestation";
    const FORMS: &'static [Form] = &[
        form(&["confirm_source"], "/credit/statements/{t}", &[("accept", "yes"), ("reason", "")]),
        form(&["reject_source"], "/credit/statements/{t}", &[("accept", "no"), ("reason", "见附件")]),
    ];

    fn place(&self, w: &World, thing: &str) -> String {
        entry_place(w, thing)
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let db = w.app.app.store.read();
        let rules = xinbu::service::credit::rules::rules_at(db, w.app.app.clock.now()).await.unwrap();
        let mut source = rules.sources.into_iter().find(|s| s.id == "PBOC").unwrap();
        source.id = format!("PBOC_{}", self.0);
        source.required_at = Vec::new();
        let enter = Enter {
            code: String::new(),
            name: String::new(),
            application: None,
            statement: Statement::Source(Box::new(source)),
            why: "省里要求".into(),
            evidence: Attached::default(),
        };
        w.app.second_later();
        w.app.run("administrator", &enter).await.unwrap().to_string()
    }

    fn login(&self, role: Role, _: &str) -> String {
        second(role)
    }
}

/// Consents of firm A.
pub struct Consents;

impl Arena for Consents {
    const MACHINE: &'static str = "consent";
    const FORMS: &'static [Form] = &[form(&["withdraw"], "/firm/credit/consents/{t}/withdraw", &[])];

    fn place(&self, w: &World, thing: &str) -> String {
        format!(
            "SELECT CASE WHEN withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END AS s FROM credit_consent WHERE id = {}",
            w.id(thing)
        )
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        let give = GiveConsent {
            code: String::new(),
            source: "PBOC".into(),
            purpose: "补贴审核".into(),
            given_on: day("2026-03-01"),
            valid_to: day("2026-12-31"),
            evidence: paper(),
        };
        w.app.second_later();
        w.app.run("a.signatory", &give).await.unwrap().to_string()
    }
}

/// Versions of the credit rules: one writes and gives up, two administrators who did not write approve.
#[derive(Default)]
pub struct RuleSets(u32);

impl Arena for RuleSets {
    const MACHINE: &'static str = "rule_set";
    const FORMS: &'static [Form] = &[
        form(&["try"], "/credit/rules/{t}/try", &[]),
        // Which of the two it is follows from the approvals before it.
        form(&["publish", "approve"], "/credit/rules/{t}/approve", &[("content", "{sha256}")]),
        form(&["discard"], "/credit/rules/{t}/discard", &[]),
    ];
    const GONE: &'static [&'static str] = &["discarded"];

    fn place(&self, _: &World, thing: &str) -> String {
        format!(
            "SELECT CASE WHEN published_at IS NOT NULL THEN 'published' WHEN discarded_at IS NOT NULL THEN 'discarded'
                 ELSE 'draft' END AS s
             FROM credit_rule_set WHERE id = '{thing}'"
        )
    }

    async fn begin(&mut self, w: &mut World, next: Option<(&str, Role)>) -> String {
        self.0 += 1;
        let writer = match next {
            Some(("discard", role)) => own(role),
            _ => "credit_checker".to_owned(),
        };
        let db = w.app.app.store.read();
        let rules = xinbu::service::credit::rules::rules_at(db, w.app.app.clock.now()).await.unwrap();
        let mut set = rules.rule_sets[1].clone();
        set.id = format!("RS-W.{}", self.0);
        set.effective_from = day("2026-06-15");
        let text = serde_json::to_string_pretty(&set).unwrap();
        w.app.run(&writer, &WriteRules { text, why: "试算".into() }).await.unwrap();
        let event = next.map(|(event, _)| event);
        if !matches!(event, Some("try" | "discard")) {
            w.app.run("administrator_3", &TryRules { id: set.id.clone() }).await.unwrap();
        }
        // The first approval leads on to the one that publishes.
        if !matches!(event, Some("try" | "discard" | "approve")) {
            let content = self.fill(w, &set.id, "{sha256}").await.unwrap();
            w.app.run("administrator", &ApproveRules { id: set.id.clone(), content }).await.unwrap();
        }
        set.id
    }

    async fn fill(&mut self, w: &mut World, thing: &str, text: &str) -> Option<String> {
        let sha256 = w.text(&format!("SELECT sha256 AS s FROM credit_rule_set WHERE id = '{thing}'")).await.unwrap();
        Some(text.replace("{t}", thing).replace("{sha256}", &sha256))
    }

    fn login(&self, role: Role, event: &str) -> String {
        if event == "publish" { second(role) } else { own(role) }
    }
}

/// Proposals to take back what was paid.
pub struct Recoveries(pub Vec<String>);

impl Arena for Recoveries {
    const MACHINE: &'static str = "recovery";
    const FORMS: &'static [Form] = &[
        form(&["pursue"], "/credit/recoveries/{t}", &[("pursue", "yes"), ("reason", "见附件")]),
        form(&["drop"], "/credit/recoveries/{t}", &[("pursue", "no"), ("reason", "见附件")]),
    ];

    fn place(&self, w: &World, thing: &str) -> String {
        format!("SELECT state AS s FROM credit_recovery WHERE id = {}", w.id(thing))
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        while let Some(thing) = self.0.last().cloned() {
            if w.text(&self.place(w, &thing)).await.unwrap() == "proposed" {
                return thing;
            }
            self.0.pop();
        }
        panic!("a proposal that nobody decided");
    }
}

/// Files for the credit platform.
pub struct Exports;

impl Arena for Exports {
    const MACHINE: &'static str = "export";
    const FORMS: &'static [Form] = &[
        form(
            &["accept"],
            "/credit/exports/{t}/receipt",
            &[("outcome", "accepted"), ("number", "R-1"), ("words", ""), ("faulty", "1 名称有误")],
        ),
        form(
            &["reject"],
            "/credit/exports/{t}/receipt",
            &[("outcome", "rejected"), ("number", "R-1"), ("words", "格式有误"), ("faulty", "")],
        ),
        form(&["resend"], "/credit/exports/{t}/resend", &[]),
    ];
    // What nobody refused is sent again only where it says something else by now.
    const ASIDE: &'static [(&'static str, &'static str)] = &[("sent", "resend")];

    fn place(&self, w: &World, thing: &str) -> String {
        format!(
            "SELECT CASE WHEN accepted IS NULL THEN 'sent' WHEN accepted THEN 'accepted' ELSE 'rejected' END AS s
             FROM credit_export WHERE id = {}",
            w.id(thing)
        )
    }

    async fn begin(&mut self, w: &mut World, _: Option<(&str, Role)>) -> String {
        w.app.second_later();
        // All that was awarded goes into the first file; each later one sends again what was refused of the one before.
        let last = credit_export::Entity::find().order_by_desc(credit_export::Column::ExportedAt);
        let Some(last) = last.one(&w.app.direct().await).await.unwrap() else {
            let all = ExportRecords {
                kind: OutwardKind::Subsidy,
                from: day("2026-03-01"),
                to: day("2026-03-31"),
                office_code: code("11430000000001234").as_str().to_owned(),
            };
            return w.app.run("credit_checker", &all).await.unwrap().id.to_string();
        };
        if last.accepted.is_none() {
            let (number, words) = ("R-0".to_owned(), "格式有误".to_owned());
            let receipt = ReceiptOf { export: last.id, accepted: false, number, words, faulty: Vec::new() };
            w.app.run("credit_checker", &receipt).await.unwrap();
        }
        w.app.run("credit_checker", &Resend { export: last.id }).await.unwrap().id.to_string()
    }

    async fn fill(&mut self, w: &mut World, thing: &str, text: &str) -> Option<String> {
        // Which file is the last is known by its time.
        w.app.second_later();
        Some(text.replace("{t}", thing))
    }
}
