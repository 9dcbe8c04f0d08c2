//! Finance pays, the bank answers, the reconciler explains.

use chrono::TimeDelta;
use domain::money::{Fen, yuan};
use domain::reconciliation::AllocationKind;
use domain::role::Role;
use domain::statement::Direction;
use domain::workflow::{EntryState, PaymentState};
use entity::payment_batch;

use super::{Driver, FUNDING, at, day};
use crate::demo::bank::{Booking, Statement};
use crate::demo::folder;
use crate::demo::setup::{ACCOUNT, AUTHORITY, officer};
use crate::error::{Error, Fault};
use crate::format::columns::{Side, Table};
use crate::format::pain001::{PaymentFileSeen, read_back};
use crate::service::payment::batch;
use crate::service::payment::seal::Seal;
use crate::service::reconcile::decide::{Decide, Piece};
use crate::service::reconcile::import_statement::import_statement;
use crate::store;

impl Driver<'_> {
    /// Builds, checks, seals and sends the batch; gives its number and what the sealed file orders.
    pub(super) async fn pay(&mut self) -> Result<(String, PaymentFileSeen), Error> {
        let scope = self.person(officer(Role::FinanceMaker)).await?.scope()?;
        let ready = store::payment::in_states(self.app.store.read(), &scope, &[PaymentState::Ready], 10_000).await?;
        let payments = ready.iter().map(|p| p.number.clone()).collect();
        let number = self.act(officer(Role::FinanceMaker), &batch::Build { payments }).await?;
        let made = self.batch(&number).await?;
        let facts = [
            ("number", number.clone().into()),
            ("count", made.payments.into()),
            ("sum", self.lang.money(yuan(made.sum_fen)).into()),
        ];
        self.tell("batch", &facts);
        let (maker, approver) = (officer(Role::FinanceMaker), officer(Role::FinanceApprover));
        self.act(maker, &batch::Submit { number: number.clone(), version: made.version }).await?;
        let version = self.batch(&number).await?.version;
        self.act(approver, &batch::Approve { number: number.clone(), version }).await?;
        let names = (self.person(maker).await?.name, self.person(approver).await?.name);
        self.tell("two-persons", &[("maker", self.own(&names.0).into()), ("approver", self.own(&names.1).into())]);
        let version = self.batch(&number).await?.version;
        let hash = self.act(approver, &Seal { number: number.clone(), version }).await?;
        let frozen = self.batch(&number).await?;
        let sealed = frozen.file_bytes.ok_or_else(|| Fault::new("a sealed batch without a file"))?;
        let file = format!("{number}.pain.001.xml");
        folder::write(&self.folder, &file, &sealed)?;
        let short: String = hash.chars().take(16).collect();
        self.tell("seal", &[("file", file.into()), ("hash", short.into())]);
        self.act(maker, &batch::Send { number: number.clone(), version: frozen.version }).await?;
        self.tell("send", &[]);
        Ok((number, read_back(&sealed)?))
    }

    pub(super) async fn batch(&mut self, number: &str) -> Result<payment_batch::Model, Error> {
        let scope = self.person(officer(Role::Auditor)).await?.scope()?;
        store::payment::batch(self.app.store.read(), &scope, number).await
    }

    /// The bank carries the file out and sends its statement; gives our number of the statement.
    pub(super) async fn bank(&mut self, sent: &PaymentFileSeen) -> Result<String, Error> {
        let paid_on = self.app.clock.today();
        let returned_on = paid_on + TimeDelta::days(2);
        let treasury = ("东岭省财政厅国库处", "8010000000000009001");
        let mut entries =
            vec![Booking::funding(paid_on, FUNDING, treasury.0, treasury.1, "东财金〔2026〕8、9号 补贴资金")];
        entries.extend(sent.payments.iter().map(|p| Booking::payment(paid_on, p)));
        if let Some(last) = sent.payments.last() {
            entries.push(Booking::returned(returned_on, last, ("AC01", "收款账号与户名不符")));
        }
        entries.push(Booking::charge(returned_on, Fen::new(2_600)));
        let period = (day(2026, 3, 1), returned_on);
        let count = entries.len();
        let statement = Statement::balanced((ACCOUNT, AUTHORITY), 1, period, Fen::ZERO, entries)?;
        let bytes = statement.write()?;
        let file = format!("statement-{returned_on}.camt.053.xml");
        folder::write(&self.folder, &file, &bytes)?;
        let facts = [
            ("file", file.clone().into()),
            ("count", self.count(count).into()),
            ("closing", self.lang.money(yuan(statement.closing)).into()),
        ];
        self.tell("bank", &facts);
        let next = self.calendar().await?.next_working_day(returned_on)?;
        self.app.clock.set(at(next, 9));
        let actor = self.person(officer(Role::Reconciler)).await?;
        let imported = import_statement(&self.app, &actor, None, &file, bytes).await?;
        let imported = imported.statements.into_iter().next().ok_or_else(|| Fault::new("no statement was imported"))?;
        let facts = [
            ("number", imported.number.clone().into()),
            ("lines", self.count(imported.lines).into()),
            ("matched", self.count(imported.matched).into()),
            ("open", self.count(imported.lines.saturating_sub(imported.matched)).into()),
        ];
        self.tell("match", &facts);
        Ok(imported.number)
    }

    pub(super) async fn explain(&mut self, number: &str) -> Result<(), Error> {
        let scope = self.person(officer(Role::Reconciler)).await?.scope()?;
        let statement = store::statement::by_number(self.app.store.read(), &scope, number).await?;
        let mut table = Table::bare(vec![Side::Left, Side::Right]);
        for entry in store::statement::entries(self.app.store.read(), statement.id).await? {
            if entry.state != EntryState::Unmatched {
                continue;
            }
            let (kind, note) = if entry.direction == Direction::Credit {
                (AllocationKind::Funding, "国库拨款凭证 2026-0311")
            } else {
                (AllocationKind::Charge, "银行收费回单")
            };
            let (statement, ordinal, note) = (number.to_owned(), entry.ordinal, note.to_owned());
            let pieces = vec![Piece::Explained(kind, None)];
            self.act(officer(Role::Reconciler), &Decide { statement, ordinal, pieces, note }).await?;
            let words = self.lang.t(&format!("demo-explain-{}", kind.key())).into_owned();
            table.row([words, self.lang.money(yuan(entry.amount_fen))]);
        }
        let name = self.person(officer(Role::Reconciler)).await?.name;
        self.tell("explain", &[("who", self.own(&name).into())]);
        self.figures(&table);
        Ok(())
    }

    /// The payment that came back is open again: nothing is paid twice by itself.
    pub(super) async fn returned(&mut self) -> Result<(), Error> {
        let scope = self.person(officer(Role::Auditor)).await?.scope()?;
        for back in store::payment::in_states(self.app.store.read(), &scope, &[PaymentState::Returned], 100).await? {
            let facts = [
                ("number", back.number.into()),
                ("payee", back.payee_name.into()),
                ("amount", self.lang.money(yuan(back.amount_fen)).into()),
                ("reason", back.return_reason.into()),
            ];
            self.tell("returned", &facts);
        }
        // The pages begin with fresh sources, so that the next application can be checked at once.
        self.import_lists().await
    }
}
