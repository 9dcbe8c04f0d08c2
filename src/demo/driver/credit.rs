//! A day at the credit desk: two officers record a penalty of this department, the firm objects, a statement waits for its
//! second officer, and a new version of the rules is tried on what was checked so far.

use domain::credit::statement::{OWN_SOURCE, OwnRecord, Statement};
use domain::credit::{Effect, FormerName, Severity};
use domain::money::Fen;
use domain::role::Role;

use super::{Driver, day};
use crate::demo::paper::pdf;
use crate::demo::setup::{AUTHORITY, HANDLER, SECOND_CHECKER, SECOND_COMPANY, officer, people_of, setup};
use crate::error::{Error, Fault};
use crate::service::credit::aftermath::nightly;
use crate::service::credit::objection::{Act, Handle, Open};
use crate::service::credit::rule_set::{TryRules, WriteRules};
use crate::service::credit::rules::rules_at;
use crate::service::credit::statement::{Attached, Decide, Enter};

/// Name of the new version of the rules.
const NEXT_RULES: &str = "RS-2027.1";

impl Driver<'_> {
    pub(super) async fn credit_desk(&mut self) -> Result<(), Error> {
        let missing = || Fault::new("the demonstration's second company is not set up");
        let firm = setup()?.firms.into_iter().find(|f| f.name == SECOND_COMPANY).ok_or_else(missing)?;
        let code = firm.uscc.as_str().to_owned();
        let today = self.app.clock.today();
        let penalty = OwnRecord {
            source: OWN_SOURCE.to_owned(),
            record: "ADMIN_PENALTY".to_owned(),
            authority: AUTHORITY.to_owned(),
            decision_no: "东金罚〔2026〕3号".to_owned(),
            event_date: day(2026, 2, 12),
            public_until: None,
            severity: Severity::General,
            domain: "guarantee".to_owned(),
            value: String::new(),
            penalty_types: vec!["罚款".to_owned()],
            fine: Some(Fen::new(5_000_000)),
            content: "未按期报送担保业务统计报表，罚款50000元".to_owned(),
        };
        let number = penalty.record(&code, SECOND_COMPANY, self.app.clock.now()).natural_key();
        let paper = |name: &str, text: &str| Attached::new(name, pdf(&[text]));
        let enter = |statement, why: &str, evidence| Enter {
            code: code.clone(),
            name: SECOND_COMPANY.to_owned(),
            application: None,
            statement,
            why: why.to_owned(),
            evidence,
        };
        let decision = paper("东金罚〔2026〕3号.pdf", "行政处罚决定书：未按期报送担保业务统计报表，罚款50000元。");
        let entry = enter(Statement::Record(penalty), "本局作出的处罚决定", decision);
        let id = self.act(officer(Role::CreditChecker), &entry).await?;
        self.act(SECOND_CHECKER, &Decide { id, accept: true, answer: String::new() }).await?;
        let former =
            FormerName { name: "江临普惠担保有限公司".to_owned(), from: None, to: Some(day(2021, 6, 30)) };
        let notice = paper(
            "名称变更登记通知书.pdf",
            "准予名称变更登记通知书：江临普惠担保有限公司变更为江临普惠融资担保有限公司。",
        );
        let entry = enter(Statement::FormerName(former), "名称变更登记通知书", notice);
        self.act(officer(Role::CreditChecker), &entry).await?;

        let (_, signatory) = people_of(SECOND_COMPANY).ok_or_else(missing)?;
        let words = "报表已于期限届满前通过监管系统报送，附系统回执，请核实。".to_owned();
        let objection = self.act(signatory, &Open { record: number, words }).await?;
        self.act(HANDLER, &Handle { id: objection, act: Act::Accept, answer: String::new() }).await?;

        let rules = rules_at(self.app.store.read(), self.app.clock.now()).await?;
        let mut set = rules.on(day(2027, 1, 1))?.clone();
        NEXT_RULES.clone_into(&mut set.id);
        set.effective_from = day(2027, 1, 1);
        for rule in set.rules.iter_mut().filter(|r| r.id == "R-PEN-GEN") {
            rule.effect = Effect::Refer;
        }
        let text = serde_json::to_string_pretty(&set)?;
        let write = WriteRules { text, why: "一般处罚一律由人工核实".to_owned() };
        self.act(officer(Role::Administrator), &write).await?;
        let trial = self.act(officer(Role::Administrator), &TryRules { id: NEXT_RULES.to_owned() }).await?;
        let checker = self.person(officer(Role::CreditChecker)).await?;
        let night = nightly(&self.app, &checker).await?;
        let facts = [
            ("firm", SECOND_COMPANY.into()),
            ("date", self.lang.date(today).into()),
            ("rules", NEXT_RULES.into()),
            ("checks", self.lang.count(trial.checks).into()),
            ("changed", trial.changed.len().to_string().into()),
            ("cases", self.lang.count(night.cases).into()),
            ("proposed", self.lang.count(night.proposed).into()),
        ];
        self.tell("desk", &facts);
        Ok(())
    }
}
