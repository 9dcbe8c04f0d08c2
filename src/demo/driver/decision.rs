//! The authority receives, checks, reviews, approves and publishes.

use domain::credit::Outcome;
use domain::line;
use domain::money::{Currency, Fen, text, yuan};
use domain::recusal::Tie;
use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::ApplicationEvent;

use super::{Driver, Filing, at, day};
use crate::demo::guarantee::COMPANY;
use crate::demo::setup::{PROVINCE_LIMIT, SECOND_CHECKER, officer};
use crate::error::{Error, Fault};
use crate::format::columns::{Side, Table};
use crate::service::application::approve::Approve;
use crate::service::application::check::RunChecks;
use crate::service::application::decide_line::{DecideLine, Decision};
use crate::service::application::decision_hash;
use crate::service::application::receive::Accept;
use crate::service::application::review::{Confirm, Recommend, StartReview};
use crate::service::notice::end::End;
use crate::service::notice::publish::Publish;
use crate::service::recusal::declare::Declare;
use crate::store;

impl Driver<'_> {
    pub(super) async fn accept(&mut self, filings: &[Filing]) -> Result<(), Error> {
        for filing in filings {
            let version = self.case(&filing.number).await?.version;
            self.act(officer(Role::ReceivingOfficer), &Accept { number: filing.number.clone(), version }).await?;
        }
        let name = self.person(officer(Role::ReceivingOfficer)).await?.name;
        let facts = [("count", self.count(filings.len()).into()), ("who", self.own(&name).into())];
        self.tell("accept", &facts);
        Ok(())
    }

    /// The first credit officer has a tie to the last firm: the program keeps the officer away, and the second one checks it.
    async fn recuse(&mut self, filing: &Filing) -> Result<(), Error> {
        let case = self.case(&filing.number).await?;
        let firm = store::firm::by_id(self.app.store.read(), case.firm_id).await?;
        let words = "2021年至2024年在该公司承保部任职。".to_owned();
        let (tie, from) = (Tie::FormerEmployment, self.app.clock.today());
        let declare = Declare { login: None, firm: firm.uscc, tie, words, from, until: None };
        let first = officer(Role::CreditChecker);
        let declared = self.act(first, &declare).await?;
        // What the person sees is another thing now.
        self.people.remove(first);
        match self.act(first, &RunChecks { number: filing.number.clone(), version: case.version }).await {
            Err(error) if error.code() == Some(Code::NotFound) => {}
            Err(error) => return Err(error),
            Ok(_) => return Err(Fault::new("a case was checked in spite of a conflict of interest").into()),
        }
        let names = (self.person(first).await?.name, self.person(SECOND_CHECKER).await?.name);
        let facts = [
            ("who", self.own(&names.0).into()),
            ("firm", firm.name.into()),
            ("number", declared.into()),
            ("other", self.own(&names.1).into()),
        ];
        self.tell("recusal", &facts);
        Ok(())
    }

    pub(super) async fn check(&mut self, filings: &[Filing]) -> Result<(), Error> {
        let kept_away = filings.last();
        if let Some(filing) = kept_away {
            self.recuse(filing).await?;
        }
        let mut credit = Table::bare(vec![Side::Left, Side::Left]);
        let mut amounts = Table::bare(vec![Side::Left, Side::Left, Side::Right]);
        for filing in filings {
            let version = self.case(&filing.number).await?.version;
            let number = filing.number.clone();
            let other = kept_away.is_some_and(|other| other.number == number);
            let checker = if other { SECOND_CHECKER } else { officer(Role::CreditChecker) };
            let outcome = self.act(checker, &RunChecks { number, version }).await?;
            let lines = self.lines(&filing.number).await?;
            let credit_is = |wanted: Outcome| lines.iter().filter(|line| line.credit() == wanted).count();
            let facts = [
                ("firm", self.lang.t(&format!("credit-outcome-{outcome}")).into()),
                ("pass", self.count(credit_is(Outcome::Pass)).into()),
                ("refer", self.count(credit_is(Outcome::Refer)).into()),
                ("block", self.count(credit_is(Outcome::Block)).into()),
            ];
            credit.row([filing.number.clone(), self.lang.tv("demo-check-lines", &facts)]);
            let standings = || lines.iter().filter_map(|line| line.standing.as_ref());
            let came_to = |wanted: line::Outcome| standings().filter(|standing| standing.outcome == wanted).count();
            let what = if filing.firm == COMPANY { "demo-what-contracts" } else { "demo-what-policies" };
            let facts = [
                ("lines", self.count(lines.len()).into()),
                ("what", self.lang.t(what).into()),
                ("paid", self.count(came_to(line::Outcome::Paid)).into()),
                ("ineligible", self.count(came_to(line::Outcome::Ineligible)).into()),
                ("struck", self.count(came_to(line::Outcome::Struck)).into()),
            ];
            let total = self.case(&filing.number).await?.calculated_fen.unwrap_or(Fen::ZERO);
            let words = self.lang.tv("demo-calculate-lines", &facts);
            amounts.row([filing.number.clone(), words, self.lang.money(yuan(total))]);
        }
        self.tell("check", &[]);
        self.figures(&credit);
        self.tell("calculate", &[]);
        self.figures(&amounts);
        Ok(())
    }

    pub(super) async fn review(&mut self, filings: &[Filing]) -> Result<(), Error> {
        let reviewer = officer(Role::FirstReviewer);
        let mut decided = Vec::new();
        for filing in filings {
            let number = || filing.number.clone();
            let version = self.case(&filing.number).await?.version;
            self.act(reviewer, &StartReview { number: number(), version }).await?;
            for line in self.lines(&filing.number).await? {
                if line.credit() != Outcome::Refer {
                    continue;
                }
                let version = self.case(&filing.number).await?.version;
                let reason = "决定书载明的住所与营业执照不同，经与登记机关核对，不是同一主体。".to_owned();
                let decision = Decision::Accept;
                self.act(reviewer, &DecideLine { number: number(), version, row: line.row, decision, reason }).await?;
                decided.push((filing.number.clone(), line));
            }
            let version = self.case(&filing.number).await?.version;
            let reason = "材料齐全，明细与合同、发票核对一致，建议按核算金额予以补贴。".to_owned();
            self.act(reviewer, &Recommend { number: number(), version, reason }).await?;
        }
        let name = self.person(reviewer).await?.name;
        let facts = [("who", self.own(&name).into()), ("count", self.count(decided.len()).into())];
        self.tell("review", &facts);
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Left]);
        for (number, line) in &decided {
            table.row([number, &line.contract_no, &line.enterprise_name]);
        }
        self.figures(&table);
        self.app.clock.set(at(day(2026, 3, 3), 9));
        let mut confirmed = 0;
        for filing in filings {
            let case = self.case(&filing.number).await?;
            let procedure = self.app.procedure(self.app.store.read(), &case.procedure).await?;
            // The premium subsidies are reviewed once.
            if !procedure.allows(case.state, ApplicationEvent::Confirm) {
                continue;
            }
            let (number, version, reason) = (filing.number.clone(), case.version, String::new());
            self.act(officer(Role::SecondReviewer), &Confirm { number, version, reason }).await?;
            confirmed += 1;
        }
        let name = self.person(officer(Role::SecondReviewer)).await?.name;
        let facts = [
            ("who", self.own(&name).into()),
            ("count", self.count(confirmed).into()),
            ("others", self.count(filings.len().saturating_sub(confirmed)).into()),
        ];
        self.tell("confirm", &facts);
        Ok(())
    }

    pub(super) async fn approve(&mut self, filings: &[Filing]) -> Result<(), Error> {
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Right]);
        let mut amounts = Vec::new();
        for filing in filings {
            let case = self.case(&filing.number).await?;
            let content = decision_hash(self.app.store.read(), &case).await?;
            let command =
                Approve { number: filing.number.clone(), version: case.version, content, reason: String::new() };
            let amount = self.act(officer(Role::Approver), &command).await?;
            table.row([filing.number.clone(), filing.firm.to_owned(), self.lang.money(yuan(amount))]);
            amounts.push(amount);
        }
        let name = self.person(officer(Role::Approver)).await?.name;
        let total = self.lang.money(yuan(Fen::sum(amounts)?));
        let limit = text::parse(PROVINCE_LIMIT, text::Unit::Major, Currency::Cny)?;
        let facts =
            [("who", self.own(&name).into()), ("total", total.into()), ("limit", self.lang.money(yuan(limit)).into())];
        self.tell("approve", &facts);
        self.figures(&table);
        Ok(())
    }

    pub(super) async fn notice(&mut self, filings: &[Filing]) -> Result<(), Error> {
        self.app.clock.set(at(day(2026, 3, 4), 9));
        let mut applications = Vec::new();
        for filing in filings {
            applications.push((filing.number.clone(), self.case(&filing.number).await?.version));
        }
        let number = self.act(officer(Role::ReceivingOfficer), &Publish { applications }).await?;
        let notice = store::notice::by_number(self.app.store.read(), &number).await?;
        let facts = [
            ("number", number.clone().into()),
            ("from", self.lang.date(notice.starts_on).into()),
            ("to", self.lang.date(notice.ends_on).into()),
            ("days", notice.working_days.into()),
        ];
        self.tell("publish", &facts);
        let after = self.calendar().await?.next_working_day(notice.ends_on)?;
        self.app.clock.set(at(after, 9));
        let ready = self.act(officer(Role::ReceivingOfficer), &End { number }).await?;
        let facts = [("today", self.lang.date(after).into()), ("count", self.count(ready).into())];
        self.tell("notice-end", &facts);
        // Before money leaves, the sources must have answered within a day: the same file again changes no record.
        self.import_lists().await
    }
}
