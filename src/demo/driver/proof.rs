//! Budget = payments = bank for every budget line, and every invariant.

use domain::ledger::AccountKind;
use domain::money::{Fen, yuan};
use domain::role::Role;
use domain::workflow::PaymentState;

use super::Driver;
use crate::demo::setup::officer;
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::verify::{Finding, verify};
use crate::store;

impl Driver<'_> {
    /// Budget = payments = bank for every budget line, to the fen, and every invariant.
    pub(super) async fn prove(&mut self, batch: &str) -> Result<(bool, Vec<Finding>), Error> {
        let scope = self.person(officer(Role::Auditor)).await?.scope()?;
        let db = self.app.store.read();
        let paid = store::payment::in_states(db, &scope, &[PaymentState::Paid], 1_000_000).await?;
        let heads = ["allocated", "available", "open", "spent", "paid", "bank", "holds"];
        let mut columns = vec![(self.lang.t("demo-proof-line"), Side::Left)];
        columns.extend(heads.map(|h| (self.lang.t(&format!("demo-proof-{h}")), Side::Right)));
        let mut table = Table::new(columns);
        let mut good = true;
        for line in store::budget::lines(db, &scope).await? {
            let balances = store::ledger::balances(db, line.id).await?;
            let of = |kind| balances.iter().find(|(k, _)| *k == kind).map_or(Fen::ZERO, |(_, b)| *b);
            let allocated = Fen::ZERO.minus(of(AccountKind::Appropriation))?;
            let held = [AccountKind::Reserved, AccountKind::Committed, AccountKind::Payable, AccountKind::InTransit];
            let open = Fen::sum(held.map(of))?;
            let spent = of(AccountKind::Spent);
            let payments = Fen::sum(paid.iter().filter(|p| p.budget_line_id == line.id).map(|p| p.amount_fen))?;
            let bank = store::allocation::bank_spent(db, &[line.id]).await?.remove(&line.id).unwrap_or(Fen::ZERO);
            let whole = of(AccountKind::Available).plus(open)?.plus(spent)? == allocated;
            let holds = whole && spent == payments && payments == bank && spent > Fen::ZERO;
            good &= holds;
            let amounts = [allocated, of(AccountKind::Available), open, spent, payments, bank];
            let mut cells = vec![line.code.clone()];
            cells.extend(amounts.map(|a| self.lang.number(yuan(a))));
            cells.push(if holds { "✓" } else { "✗" }.to_owned());
            table.row(cells);
        }
        self.tell("proof", &[("batch", batch.to_owned().into())]);
        self.figures(&table);
        let findings = verify(&self.app).await?;
        good &= findings.iter().all(Finding::holds);
        let held = findings.iter().filter(|f| f.holds()).count();
        let facts = [("held", self.count(held).into()), ("all", self.count(findings.len()).into())];
        self.tell("verify", &facts);
        Ok((good, findings))
    }
}
