//! What people do with money, and what the bank does.

use domain::reconciliation::AllocationKind;
use domain::role::Role;
use domain::workflow::RequestKind;
use xinbu::service::attached::Attached;
use xinbu::service::payment::batch::{Approve, Build, Recall, Send, Submit};
use xinbu::service::payment::pay_again::PayAgain;
use xinbu::service::payment::request::{Ask, Decide as DecideRequest, Hold, Release};
use xinbu::service::payment::seal::Seal;
use xinbu::service::reconcile::decide::{Decide, Piece, Unmatch};
use xinbu::service::reconcile::import_statement::import_statement;
use xinbu::service::reconcile::quarantine::GiveUp;

use super::bank::Order;
use super::seen::Seen;
use super::world::{Tried, World};

impl World {
    pub async fn of_money(&mut self) -> Option<Tried> {
        match self.chance.below(100) {
            0..4 => Some(self.allocates().await),
            4..20 => self.builds().await,
            20..56 => self.on_a_batch().await,
            56..66 => self.holds_or_releases().await,
            66..78 => Some(self.bank_sends().await),
            78..86 => self.asks_or_decides().await,
            86..94 => self.on_a_line().await,
            _ => self.pays_again().await,
        }
    }

    /// Two people bring money to a line; whom it waits for in between is tried elsewhere.
    async fn allocates(&mut self) -> Tried {
        let line = (*self.chance.one_of(&["GUARANTEE", "INSURANCE"])).to_owned();
        self.used += 1;
        self.app.allocate(&line, "12345.67", &format!("追加〔2026〕{}", self.used)).await;
        *self.model.allocated.get_mut(&line).unwrap() += 1_234_567;
        Tried { name: "budget.decide", who: "finance_approver".to_owned(), result: Ok(()) }
    }

    async fn builds(&mut self) -> Option<Tried> {
        let ready = Seen::in_states(
            &self.seen.payments,
            if self.chance.percent(90) { &["ready"] } else { &["ready", "held", "paid"] },
        );
        let mut payments = Vec::new();
        for number in ready {
            if self.chance.percent(60) {
                payments.push(number);
            }
        }
        if payments.is_empty() && !self.chance.percent(5) {
            return None;
        }
        let who = self.somebody(&[Role::FinanceMaker], "a");
        Some(self.tried(who, &Build { payments }).await)
    }

    async fn on_a_batch(&mut self) -> Option<Tried> {
        let open = Seen::in_states(&self.seen.batches, &["draft", "submitted", "approved", "sealed"]);
        let all: Vec<String> = self.seen.batches.keys().cloned().collect();
        let number = if self.chance.percent(5) { self.chance.any(&all)? } else { self.chance.any(&open)? }.clone();
        let state = self.seen.batches[&number].state.clone();
        let version = self.batch_version(&number).await - i64::from(self.chance.percent(3));
        let (maker, approver) = (&[Role::FinanceMaker][..], &[Role::FinanceApprover][..]);
        let recalls = self.chance.percent(8);
        let who = self.somebody(
            if recalls || !["submitted", "approved"].contains(&state.as_str()) { maker } else { approver },
            "a",
        );
        if recalls {
            let roles = if state == "draft" { maker } else { approver };
            let who = self.somebody(roles, "a");
            return Some(self.tried(who, &Recall { number, version, reason: "重做".into() }).await);
        }
        Some(match if self.chance.percent(5) { "any" } else { state.as_str() } {
            "draft" => self.tried(who, &Submit { number, version }).await,
            "submitted" => self.tried(who, &Approve { number, version }).await,
            "approved" => self.tried(who, &Seal { number, version }).await,
            _ => self.tried(who, &Send { number, version }).await,
        })
    }

    async fn batch_version(&self, number: &str) -> i64 {
        let db = self.app.app.store.read();
        let scope = self.app.actor("finance_maker").await.scope().unwrap();
        xinbu::store::payment::batch(db, &scope, number).await.unwrap().version
    }

    async fn holds_or_releases(&mut self) -> Option<Tried> {
        let (ready, held) =
            (Seen::in_states(&self.seen.payments, &["ready"]), Seen::in_states(&self.seen.payments, &["held"]));
        let reason = "待核".to_owned();
        if self.chance.percent(60) && !held.is_empty() {
            let (number, who) = (self.chance.any(&held)?.clone(), self.somebody(&[Role::FinanceApprover], "a"));
            return Some(self.tried(who, &Release { number, reason }).await);
        }
        let (number, who) = (self.chance.any(&ready)?.clone(), self.somebody(&[Role::FinanceMaker], "a"));
        Some(self.tried(who, &Hold { number, reason }).await)
    }

    /// The payments in a state, as the bank knows them.
    async fn orders(&self, state: &str) -> Vec<Order> {
        let mut orders = Vec::new();
        for case in self.seen.cases.iter().filter(|(_, c)| ["approved", "settled"].contains(&c.state.as_str())) {
            for p in self.app.payments(case.0).await {
                if p.state.key() == state {
                    orders.push((
                        p.number,
                        (p.end_to_end_id, p.amount_fen.minor(), p.payee_name, p.account_no.as_str().to_owned()),
                    ));
                }
            }
        }
        orders.sort();
        orders.into_iter().map(|(_, order)| order).collect()
    }

    async fn bank_sends(&mut self) -> Tried {
        let (sent, paid) = (self.orders("instructed").await, self.orders("paid").await);
        let today = self.app.app.clock.today().to_string();
        let file = self.bank.sends(&mut self.chance, &today, &sent, &paid);
        let who = self.somebody(&[Role::Reconciler], "a");
        let actor = self.app.actor(&who).await;
        let result =
            import_statement(&self.app.app, &actor, None, "statement.xml", file.into_bytes()).await.map(|_| ());
        Tried { name: "statement.import", who, result }
    }

    async fn asks_or_decides(&mut self) -> Option<Tried> {
        let open = Seen::in_states(&self.seen.requests, &["asked"]);
        if self.chance.percent(60) && !open.is_empty() {
            let number = self.chance.any(&open)?.clone();
            let (agreed, who) = (self.chance.percent(75), self.somebody(&[Role::FinanceApprover], "a"));
            return Some(self.tried(who, &DecideRequest { number, agreed, note: "已核".into() }).await);
        }
        let (kind, subjects) = match self.chance.below(8) {
            0 => (RequestKind::RejectPayment, Seen::in_states(&self.seen.payments, &["instructed"])),
            1 => (RequestKind::UndoReject, Seen::in_states(&self.seen.payments, &["rejected"])),
            2 => (RequestKind::RejectBatch, Seen::in_states(&self.seen.batches, &["sent"])),
            3 => (RequestKind::CancelBatch, Seen::in_states(&self.seen.batches, &["sealed"])),
            4 => (
                RequestKind::GiveUpAward,
                Seen::in_states(&self.seen.payments, &["ready", "held", "rejected", "returned"]),
            ),
            5 => (RequestKind::GiveUpAward, self.seen.payments.keys().cloned().collect()),
            6 => (RequestKind::BatchNeverSent, Seen::in_states(&self.seen.batches, &["sent"])),
            _ => (RequestKind::AcceptStatement, Seen::in_states(&self.seen.statements, &["waiting"])),
        };
        let subject = self.chance.any(&subjects)?.clone();
        let who = self.somebody(kind.asked_by(), "a");
        if kind == RequestKind::AcceptStatement && self.chance.percent(25) {
            return Some(self.tried(who, &GiveUp { statement: subject, reason: "另有一份".into() }).await);
        }
        let evidence = Attached::new("回单.pdf", b"%PDF-1.4 the bank's answer".to_vec());
        Some(self.tried(who, &Ask { kind, subject, reason: "银行答复".into(), evidence }).await)
    }

    async fn on_a_line(&mut self) -> Option<Tried> {
        let unmatched = Seen::in_states(&self.seen.entries, &["unmatched"]);
        let decided = Seen::in_states(&self.seen.entries, &["matched", "explained"]);
        let takes_back = self.chance.percent(20);
        let line = self.chance.any(if takes_back { &decided } else { &unmatched })?.clone();
        let (statement, ordinal) = line.split_once(' ').unwrap();
        let (statement, ordinal) = (statement.to_owned(), ordinal.parse().unwrap());
        let who = self.somebody(&[Role::Reconciler], "a");
        if takes_back {
            return Some(self.tried(who, &Unmatch { statement, ordinal, reason: "有误".into() }).await);
        }
        let payments: Vec<String> = self.seen.payments.keys().cloned().collect();
        let explained =
            *self.chance.one_of(&[AllocationKind::Charge, AllocationKind::Interest, AllocationKind::Funding]);
        let piece = match self.chance.below(3) {
            0 => self.chance.any(&payments).map(|number| Piece::Payment(number.clone())),
            _ => None,
        };
        let pieces = vec![piece.unwrap_or(Piece::Explained(explained, None))];
        Some(self.tried(who, &Decide { statement, ordinal, pieces, note: "见单".into() }).await)
    }

    async fn pays_again(&mut self) -> Option<Tried> {
        let back = Seen::in_states(&self.seen.payments, &["rejected", "returned"]);
        let number = self.chance.any(&back)?.clone();
        let who = self.somebody(&[Role::FinanceMaker], "a");
        Some(self.tried(who, &PayAgain { number, reason: "已更正".into() }).await)
    }
}
