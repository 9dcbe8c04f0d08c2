//! One thing of every machine, made through the real commands, and how it stands in its table in each state.

use domain::credit::outward::OutwardKind;
use domain::credit::{FormerName, Statement};
use domain::id::{CreditConsentId, CreditEntryId, CreditExportId, CreditObjectionId, CreditRecoveryId, CreditRepairId};
use domain::workflow::RequestKind;
use uuid::Uuid;
use xinbu::service::account::change::{Confirm, Request};
use xinbu::service::cluster::acceptance::Accept;
use xinbu::service::credit::aftermath::nightly;
use xinbu::service::credit::consent::GiveConsent;
use xinbu::service::credit::objection::Open;
use xinbu::service::credit::outward::ExportRecords;
use xinbu::service::credit::repair::FileRepair;
use xinbu::service::credit::rule_set::{TryRules, WriteRules};
use xinbu::service::credit::statement::{Attached, Enter};
use xinbu::service::payment::request::Ask;
use xinbu::service::registration::file::file;

use super::TestApp;
use super::app::{FIRM_A, code};
use super::schedule::Row;
use crate::registrations::newcomer;

/// What firm A has open after a paid case: by number, id or name.
pub struct Things {
    /// The case.
    pub case: String,
    /// Its payment.
    pub payment: String,
    /// Its notice.
    pub notice: String,
    /// Its batch.
    pub batch: String,
    /// An objection against a record of the firm.
    pub objection: CreditObjectionId,
    /// A repair of that record.
    pub repair: CreditRepairId,
    /// A proposal to take the money back.
    pub recovery: CreditRecoveryId,
    /// What an officer entered about the firm.
    pub attestation: CreditEntryId,
    /// A consent of the firm.
    pub consent: CreditConsentId,
    /// A report to the credit platform.
    pub export: CreditExportId,
    /// A draft of credit rules that was tried.
    pub rule_set: String,
}

fn paper() -> Attached {
    Attached::new("证明.pdf", b"%PDF-1.4 a signed paper".to_vec())
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

impl TestApp {
    /// One thing of every machine that a paid case of firm A brings about. The clock stands on 2026-03-09 then.
    pub async fn things(&self) -> Things {
        let code_a = code(FIRM_A).as_str().to_owned();
        let (case, other) =
            (self.approved("a", &[Row::contract(1)]).await.0, self.approved("b", &[Row::contract(2)]).await.0);
        self.notice_over(&[&case, &other]).await;
        self.settled(&case).await;
        file(&self.app, None, &newcomer("91430100MA8000999", "new.firm")).await.unwrap();
        let give_up = Ask {
            kind: RequestKind::GiveUpAward,
            subject: self.payments(&other).await.remove(0).number,
            reason: "单位注销".into(),
            evidence: paper(),
        };
        self.run("finance_maker", &give_up).await.unwrap();
        let account = Request {
            bank_name: "工商银行江临分行".into(),
            account_no: "6222009999999999".into(),
            cnaps: "102100099996".into(),
            why: "原账户销户".into(),
            ..Request::default()
        };
        let account = self.run("b.preparer", &account).await.unwrap();
        self.run("b.signatory", &Confirm { number: account }).await.unwrap();
        let export = ExportRecords {
            kind: OutwardKind::Subsidy,
            from: day("2026-03-01"),
            to: day("2026-03-31"),
            office_code: code("11430000000001234").as_str().to_owned(),
        };
        let export = self.run("credit_checker", &export).await.unwrap().id;
        self.second_later();
        let record = self.penalised(("江临市甲担保有限公司", &code_a), "2026-03-03").await;
        let checker = self.actor("credit_checker").await;
        assert_eq!(nightly(&self.app, &checker).await.unwrap().proposed, 1);
        let id = self.application(&case).await.id;
        let db = self.app.store.read();
        let recovery = xinbu::store::credit::aftermath::of_application(db, id).await.unwrap().remove(0).id;
        self.second_later();
        let words = "决定书已被复议撤销".to_owned();
        let objection = self.run("a.preparer", &Open { record: record.clone(), words }).await.unwrap();
        let repair = FileRepair { record, repaired_on: day("2026-03-05"), words: String::new(), evidence: paper() };
        let repair = self.run("a.preparer", &repair).await.unwrap();
        let consent = GiveConsent {
            code: String::new(),
            source: "PBOC".into(),
            purpose: "补贴审核".into(),
            given_on: day("2026-03-01"),
            valid_to: day("2026-12-31"),
            evidence: paper(),
        };
        let consent = self.run("a.signatory", &consent).await.unwrap();
        let statement = Statement::FormerName(FormerName {
            name: "江临市旧名担保有限公司".to_owned(),
            from: Some(day("2015-01-01")),
            to: Some(day("2025-12-31")),
        });
        let enter = Enter {
            code: code_a,
            name: "江临市甲担保有限公司".to_owned(),
            application: None,
            statement,
            why: "名称变更核准通知书".to_owned(),
            evidence: paper(),
        };
        let attestation = self.run("credit_checker", &enter).await.unwrap();
        let rule_set = self.rules_tried("RS-2026.2").await;
        let until = self.app.clock.today() + chrono::TimeDelta::days(20);
        self.run("administrator", &Accept { until, reason: "旧集群，本月底更换".into() }).await.unwrap();
        let payment = self.payments(&case).await.remove(0).number;
        let notice = self.notice_of(id).await.unwrap();
        let scope = self.actor("finance_maker").await.scope().unwrap();
        let batch = xinbu::store::payment::batches(db, &scope, 1).await.unwrap().remove(0).number;
        Things { case, payment, notice, batch, objection, repair, recovery, attestation, consent, export, rule_set }
    }

    /// A second passes, so that what happens next is known later.
    pub fn second_later(&self) {
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
    }

    /// A serious penalty of a firm becomes known; gives the key of its record.
    pub async fn penalised(&self, (name, code): (&str, &str), on: &str) -> String {
        self.import_penalties(&format!(
            "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度\n\
             {name},{code},江罚〔2026〕7号,吊销许可证件,吊销许可证,{on},江临市市场监督管理局,严重\n"
        ))
        .await;
        self.second_later();
        xinbu::store::credit::records(self.app.store.read(), code, 1).await.unwrap().remove(0).natural_key
    }

    /// A version of the credit rules that an administrator wrote and tried.
    pub async fn rules_tried(&self, id: &str) -> String {
        let rules = xinbu::service::credit::rules::rules_at(self.app.store.read(), self.app.clock.now()).await.unwrap();
        let mut set = rules.rule_sets[1].clone();
        set.id = id.to_owned();
        set.effective_from = day("2026-04-15");
        let text = serde_json::to_string_pretty(&set).unwrap();
        self.run("administrator", &WriteRules { text, why: "试算".into() }).await.unwrap();
        self.run("administrator", &TryRules { id: id.to_owned() }).await.unwrap();
        id.to_owned()
    }
}

/// A thing of a machine in the database.
pub struct Place {
    /// The machine.
    pub machine: &'static str,
    /// Its table.
    pub table: &'static str,
    /// Which row.
    pub row: String,
    /// What its columns say in a state.
    pub columns: fn(&str) -> String,
}

fn state(state: &str) -> String {
    format!("state = '{state}'")
}

const OFFICER: &str = "(SELECT id FROM person WHERE login = 'auditor')";

/// A column that has a value only in some states.
fn only(is: bool, column: &str, value: &str) -> String {
    format!("{column} = {}", if is { value } else { "NULL" })
}

impl Things {
    /// Where each stands.
    pub fn places(&self, id: impl Fn(Uuid) -> String) -> Vec<Place> {
        let by_id = |uuid: Uuid| format!("id = {}", id(uuid));
        let place = |machine, table, row, columns| Place { machine, table, row, columns };
        vec![
            place("payment", "payment", format!("number = '{}'", self.payment), state),
            place("entry", "statement_entry", "ordinal = 1".to_owned(), state),
            place("quarantine", "statement", "TRUE".to_owned(), |s| format!("quarantine = '{s}'")),
            place("request", "finance_request", "TRUE".to_owned(), |s| {
                let (by, at) =
                    (only(s != "asked", "decided_by", OFFICER), only(s != "asked", "decided_at", "asked_at"));
                format!("state = '{s}', {by}, {at}")
            }),
            place("request", "budget_allocation", "document_no = '指标〔2026〕GUARANTEE'".to_owned(), |s| {
                let decided = s != "asked";
                let (by, at) = (only(decided, "decided_by", OFFICER), only(decided, "decided_at", "proposed_at"));
                format!("state = '{s}', {by}, {at}")
            }),
            place("account_change", "account_change", "TRUE".to_owned(), |s| {
                format!(
                    "state = '{s}', confirmed_by = {OFFICER}, decided_by = {OFFICER}, answer = 'x', evidence_sha256 = 'x'"
                )
            }),
            place("account_hold", "account_hold", "TRUE".to_owned(), |s| {
                let proposed = ["proposed", "released"].contains(&s);
                [
                    format!("state = '{s}'"),
                    only(proposed, "pay_to", "'signed'"),
                    only(proposed, "proposed_by", OFFICER),
                    format!("why = '{}'", if proposed { "x" } else { "" }),
                    only(s == "released", "released_by", "(SELECT id FROM person WHERE login = 'administrator')"),
                ]
                .join(", ")
            }),
            place("batch", "payment_batch", format!("number = '{}'", self.batch), state),
            place("edition", "scheme_edition", "scheme_id = 'tci-2009'".to_owned(), state),
            place("registration", "registration", "TRUE".to_owned(), |s| {
                let (decided, admitted) = (s != "filed", s == "admitted");
                [
                    format!("state = '{s}', answer = '{}'", if s == "declined" { "x" } else { "" }),
                    only(decided, "decided_by", OFFICER),
                    only(decided, "decided_at", "filed_at"),
                    only(decided, "decided_on", "'2026-03-09'"),
                    only(admitted, "firm_id", "(SELECT firm_id FROM person WHERE login = 'a.preparer')"),
                    only(admitted, "person_id", "(SELECT id FROM person WHERE login = 'a.preparer')"),
                ]
                .join(", ")
            }),
            place("objection", "credit_objection", by_id(self.objection.uuid()), |s| {
                let ended = ["returned", "closed"].contains(&s);
                let result = only(s == "closed", "result", "'upheld'");
                format!("state = '{s}', {result}, {}", only(ended, "closed_at", "opened_at"))
            }),
            place("repair", "credit_repair", by_id(self.repair.uuid()), |s| {
                format!("state = '{s}', {}", only(s != "opened", "closed_at", "opened_at"))
            }),
            place("recovery", "credit_recovery", by_id(self.recovery.uuid()), |s| {
                format!("state = '{s}', {}", only(s != "proposed", "decided_by", OFFICER))
            }),
            place("attestation", "credit_entry", by_id(self.attestation.uuid()), |s| {
                let decided = s != "entered";
                let accepted = only(decided, "accepted", if s == "confirmed" { "TRUE" } else { "FALSE" });
                let (by, at) = (only(decided, "decided_by", OFFICER), only(decided, "decided_at", "entered_at"));
                format!("{accepted}, {by}, {at}")
            }),
            place("rule_set", "credit_rule_set", format!("id = '{}'", self.rule_set), |s| {
                let published = only(s == "published", "published_at", "written_at");
                format!("{published}, {}", only(s == "discarded", "discarded_at", "written_at"))
            }),
            place("consent", "credit_consent", by_id(self.consent.uuid()), |s| {
                only(s == "withdrawn", "withdrawn_at", "entered_at")
            }),
            place("export", "credit_export", by_id(self.export.uuid()), |s| {
                only(s != "sent", "accepted", if s == "accepted" { "TRUE" } else { "FALSE" })
            }),
            place("notice", "notice", format!("number = '{}'", self.notice), |s| {
                only(s == "closed", "closed_at", "published_at")
            }),
            place("acceptance", "cluster_acceptance", "TRUE".to_owned(), |s| {
                let agreed = ["accepted", "ended"].contains(&s);
                let by = if s == "taken_back" { "proposed_by" } else { OFFICER };
                let decided = s != "proposed";
                [
                    only(decided, "agreed", if agreed { "TRUE" } else { "FALSE" }),
                    only(decided, "decided_by", by),
                    only(decided, "decided_at", "proposed_at"),
                    only(s == "ended", "ended_by", OFFICER),
                    only(s == "ended", "ended_at", "proposed_at"),
                ]
                .join(", ")
            }),
        ]
    }
}
