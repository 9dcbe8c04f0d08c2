//! The firms fill in, upload and sign.

use chrono::TimeDelta;
use domain::material::Demand;
use domain::money::{Fen, yuan};
use domain::refusal::Code;

use super::{Driver, Filing};
use crate::demo::folder;
use crate::demo::guarantee::COMPANY;
use crate::demo::insurance::INSURERS;
use crate::demo::paper::pdf;
use crate::demo::setup::{bank_code, people_of};
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::account::set_account::SetAccount;
use crate::service::application::attach::Attach;
use crate::service::application::create::Create;
use crate::service::application::fill_in::FillIn;
use crate::service::application::import_schedule::import_schedule;
use crate::service::application::submit::Submit;
use crate::service::attached::Attached;
use crate::service::call::materials_of;
use crate::store;

impl Driver<'_> {
    pub(super) async fn file(&mut self, calls: &[String; 2]) -> Result<Vec<Filing>, Error> {
        let firms = std::iter::once((COMPANY, "guarantee-schedule.xlsx".to_owned()))
            .chain(INSURERS.iter().map(|i| (i.name, format!("premium-schedule-{}.xlsx", i.key))));
        let mut filings = Vec::new();
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Left, Side::Right]);
        for (firm, file) in firms {
            let (preparer, signatory) = people_of(firm).ok_or(Code::NotFound)?;
            let call = &calls[usize::from(firm != COMPANY)];
            let number = self.act(preparer, &Create { call: call.clone() }).await?;
            self.owners.insert(number.clone(), preparer);
            let rows = if firm == COMPANY {
                let account = SetAccount {
                    bank_name: "东岭银行江临分行".to_owned(),
                    account_no: "8010 0000 0000 0004 271".to_owned(),
                    cnaps: bank_code(2)?.as_str().to_owned(),
                };
                self.act(preparer, &account).await?;
                let answers = [("government_owned".to_owned(), "是".to_owned())].into();
                let version = self.case(&number).await?.version;
                self.act(preparer, &FillIn { number: number.clone(), version, answers }).await?;
                self.upload(preparer, &number, &file).await?
            } else {
                self.upload(preparer, &number, &file).await?
            };
            self.attach(preparer, firm, &number).await?;
            let estimate = self.case(&number).await?.calculated_fen.unwrap_or(Fen::ZERO);
            let facts = [("rows", rows.0.into()), ("bad", rows.1.into()), ("file", file.clone().into())];
            let words = self.lang.tv("demo-file-rows", &facts);
            let estimate = self.lang.tv("demo-file-estimate", &[("amount", self.lang.money(yuan(estimate)).into())]);
            table.row([number.clone(), firm.to_owned(), words, estimate]);
            filings.push(Filing { firm, preparer, signatory, number });
        }
        let count = self.count(filings.len());
        self.tell("file", &[("count", count.into())]);
        self.figures(&table);
        Ok(filings)
    }

    /// A paper for everything that the call may demand.
    async fn attach(&mut self, login: &'static str, firm: &str, number: &str) -> Result<(), Error> {
        let call = self.case(number).await?.call_id;
        let call = store::call::by_id(self.app.store.read(), call).await?;
        for material in materials_of(&call)?.into_iter().filter(|material| material.demand != Demand::Optional) {
            let paper = pdf(&[&material.zh, firm, number, "（演示用，内容为虚构）"]);
            let file = Attached::new(&format!("{}.pdf", material.zh), paper);
            let attach = Attach { number: number.to_owned(), material: material.key, note: String::new(), file };
            self.act(login, &attach).await?;
        }
        Ok(())
    }

    pub(super) async fn upload(&mut self, login: &'static str, number: &str, file: &str) -> Result<(i64, i64), Error> {
        let actor = self.person(login).await?;
        let version = self.case(number).await?.version;
        self.app.clock.advance(TimeDelta::minutes(3));
        let bytes = folder::data(file)?;
        let done = import_schedule(&self.app, &actor, None, (number, version), (file, bytes)).await?;
        Ok((done.good, done.bad))
    }

    pub(super) async fn submit(&mut self, filings: &[Filing]) -> Result<(), Error> {
        for filing in filings {
            let version = self.case(&filing.number).await?.version;
            let number = filing.number.clone();
            let command = Submit { number, version, declared: true, leave_out_bad_rows: false };
            self.act(filing.signatory, &command).await?;
        }
        let first = filings.first().map_or("", |f| f.preparer);
        let preparer = self.person(first).await?.name;
        let signatory = self.person(filings.first().map_or("", |f| f.signatory)).await?.name;
        let facts = [("preparer", self.own(&preparer).into()), ("signatory", self.own(&signatory).into())];
        self.tell("submit", &facts);
        Ok(())
    }
}
