//! Before the first application: the installation, the schemes, the budget, the calls, the credit data.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::ledger::BudgetChange;
use domain::money::{Fen, yuan};
use domain::role::Role;

use super::{Driver, LISTS, day};
use crate::config::ZONE;
use crate::demo::folder;
use crate::demo::generate::{GUARANTEE_SCHEME, INSURANCE_SCHEME};
use crate::demo::setup::{self, GUARANTEE_LINE, INSURANCE_LINE, SECOND_ADMINISTRATOR, officer};
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::i18n::Lang;
use crate::service::account::provision::provision;
use crate::service::attached::Attached;
use crate::service::budget::{Decide, Propose};
use crate::service::call::Terms;
use crate::service::call::decide::Confirm;
use crate::service::call::propose::ProposeCall;
use crate::service::call::usual::usual;
use crate::service::credit::import_records::{Options, import_records};
use crate::service::scheme::embedded;

/// A page that stands for the budget document.
const DOCUMENT: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

impl Driver<'_> {
    pub(super) async fn prepare(&mut self) -> Result<(), Error> {
        let setup = setup::setup()?;
        provision(&self.app, &setup).await?;
        let facts = [
            ("units", self.count(setup.units.len()).into()),
            ("firms", self.count(setup.firms.len()).into()),
            ("people", self.count(setup.people.len()).into()),
            ("folder", self.folder.display().to_string().into()),
            ("time", self.lang.instant(self.app.clock.now(), ZONE).into()),
        ];
        self.tell("prepare", &facts);
        crate::service::bring_along(&self.app).await?;
        let count = self.count(embedded()?.len());
        self.tell("schemes", &[("count", count.into())]);
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Right, Side::Left]);
        let lines = [
            (GUARANTEE_LINE, "20000000.00", "东财金〔2026〕8号", Fen::new(2_000_000_000)),
            (INSURANCE_LINE, "3000000.00", "东财金〔2026〕9号", Fen::new(300_000_000)),
        ];
        for (code, amount, document, fen) in lines {
            let propose = Propose {
                line: code.to_owned(),
                kind: BudgetChange::Allocate,
                amount: amount.to_owned(),
                document: document.to_owned(),
                file: Attached::new("指标文.pdf", DOCUMENT.to_vec()),
            };
            let id = self.act(officer(Role::FinanceMaker), &propose).await?;
            let agree = Decide { id, agreed: true, note: String::new() };
            self.act(officer(Role::FinanceApprover), &agree).await?;
            let line = setup.budget_lines.iter().find(|l| l.code == code);
            let title = line.map_or("", |l| if self.lang == Lang::ZhCn { &l.zh } else { &l.en });
            table.row([code.to_owned(), title.to_owned(), self.lang.money(yuan(fen)), document.to_owned()]);
        }
        self.tell("budget", &[]);
        self.figures(&table);
        Ok(())
    }

    /// One administrator proposes both calls, another confirms them; gives their numbers, the guarantee company's first.
    pub(super) async fn open_calls(&mut self) -> Result<[String; 2], Error> {
        let text = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        let declaration = text(
            "本单位承诺所报材料真实、完整，合同未在其他渠道重复申报；如有虚假，愿退回资金并承担责任。",
            "We declare that what we file is true and complete and that no contract is claimed elsewhere; if it is not, we \
             pay the money back and answer for it.",
        );
        let guarantee = Terms {
            scheme: text(GUARANTEE_SCHEME, "1"),
            procedure: text("standard", "1"),
            budget_line: GUARANTEE_LINE.to_owned(),
            title: text("2023年度小微企业融资担保降费奖补资金清算", "Settlement of guarantee fee subsidies for 2023"),
            firm_kind: "guarantor".to_owned(),
            window: (day(2026, 3, 2), day(2026, 12, 31)),
            period: (day(2023, 1, 1), day(2023, 12, 31)),
            notice_working_days: 5,
            declaration: declaration.clone(),
            parameters: BTreeMap::new(),
            materials: usual(GUARANTEE_SCHEME)?,
        };
        let insurance = Terms {
            scheme: text(INSURANCE_SCHEME, "1"),
            procedure: text("single-review", "1"),
            budget_line: INSURANCE_LINE.to_owned(),
            title: text("2025年度国内贸易信用保险保费补助", "Premium subsidies for trade credit insurance in 2025"),
            firm_kind: "insurer".to_owned(),
            window: (day(2026, 3, 2), day(2026, 12, 31)),
            period: (day(2025, 1, 1), day(2025, 12, 31)),
            notice_working_days: 5,
            declaration,
            parameters: BTreeMap::new(),
            materials: usual(INSURANCE_SCHEME)?,
        };
        let mut table = Table::bare(vec![Side::Left, Side::Left]);
        let mut numbers = [String::new(), String::new()];
        for (number, call) in numbers.iter_mut().zip([&guarantee, &insurance]) {
            let propose = ProposeCall { terms: call.clone() };
            let proposal = self.act(officer(Role::Administrator), &propose).await?;
            *number = self.act(SECOND_ADMINISTRATOR, &Confirm { number: proposal }).await?;
            let title = if self.lang == Lang::ZhCn { &call.title.0 } else { &call.title.1 };
            table.row([number.clone(), title.clone()]);
        }
        self.tell("calls", &[]);
        self.figures(&table);
        Ok(numbers)
    }

    pub(super) async fn import_lists(&mut self) -> Result<(), Error> {
        let actor = self.person(officer(Role::CreditChecker)).await?;
        self.app.clock.advance(TimeDelta::minutes(5));
        // The lists of the day before, as a portal delivers them every morning.
        let of_yesterday = Options::of(domain::date::day_before(self.app.clock.today())?);
        for &(source, file) in LISTS {
            let list = (file, folder::data(file)?);
            let done = import_records(&self.app, &actor, None, source, list, of_yesterday).await?;
            let facts = [
                ("file", file.into()),
                ("seen", done.seen.into()),
                ("added", done.added.into()),
                ("same", done.same.into()),
                ("bad", done.bad.into()),
            ];
            self.tell("credit", &facts);
        }
        Ok(())
    }
}
