//! A case and the way it goes: each step is the command that people cause, by the person whose step it is.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::role::Role;
use domain::workflow::{ApplicationState as State, BatchState};
use entity::{application, award, payment, payment_batch};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use xinbu::error::Error;
use xinbu::service::actor::Actor;
use xinbu::service::application::approve::{Approve, Refuse};
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::correction::RequestCorrection;
use xinbu::service::application::create::Create;
use xinbu::service::application::decide_line::{DecideLine, Decision};
use xinbu::service::application::decision_hash;
use xinbu::service::application::fill_in::FillIn;
use xinbu::service::application::import_schedule::import_schedule;
use xinbu::service::application::receive::{Accept, RejectReceipt, Withdraw};
use xinbu::service::application::review::{Confirm, Recommend, StartReview};
use xinbu::service::application::submit::Submit;
use xinbu::service::notice::{end, publish};
use xinbu::service::payment::{batch, seal};
use xinbu::service::reconcile::import_statement::{Imported, import_statement};

use super::app::{BANK_ACCOUNT, Firm, GUARANTEE_CALL, INSURANCE_CALL, TestApp};
use super::sheet::Sheet;

/// An application that is driven along its path.
#[derive(Clone)]
pub struct TestCase {
    app: TestApp,
    /// Its number.
    pub number: String,
    preparer: Actor,
    signatory: Actor,
}

impl TestApp {
    /// A case of firm A with one valid guarantee, driven to a state by the people of the installation.
    pub async fn case_in(&self, state: State) -> TestCase {
        let case = self.drafted(Firm::A, &Sheet::guarantees(1)).await;
        case.go_to(state).await;
        case
    }

    /// A draft of a firm with its answers and its schedule.
    pub async fn drafted(&self, firm: Firm, sheet: &Sheet) -> TestCase {
        let people = (self.firm_actor(firm, Role::Preparer).await, self.firm_actor(firm, Role::Signatory).await);
        let call = if firm == Firm::Insurer { INSURANCE_CALL } else { GUARANTEE_CALL };
        self.drafted_by(people, call, sheet).await
    }

    /// A draft in a call, by a preparer and a signatory.
    pub async fn drafted_by(&self, (preparer, signatory): (Actor, Actor), call: &str, sheet: &Sheet) -> TestCase {
        let number = self.run_as(&preparer, &Create { call: call.to_owned() }).await.unwrap();
        let case = TestCase { app: self.clone(), number, preparer, signatory };
        let answers = BTreeMap::from([("government_owned".to_owned(), "否".to_owned())]);
        let fill_in = FillIn { number: case.number.clone(), version: case.version().await, answers };
        self.run_as(&case.preparer, &fill_in).await.unwrap();
        case.import(sheet).await;
        case
    }
}

impl TestCase {
    /// The row as it stands.
    pub async fn row(&self) -> application::Model {
        let query = application::Entity::find().filter(application::Column::Number.eq(&self.number));
        query.one(self.app.store.read()).await.unwrap().unwrap()
    }

    /// The version that a person would see now.
    pub async fn version(&self) -> i64 {
        self.row().await.version
    }

    /// The state.
    pub async fn state(&self) -> State {
        self.row().await.state
    }

    /// The hash of what a decision would be about now.
    pub async fn content(&self) -> String {
        decision_hash(self.app.store.read(), &self.row().await).await.unwrap()
    }

    /// Uploads a schedule.
    pub async fn import(&self, sheet: &Sheet) {
        self.app.clock.advance(TimeDelta::minutes(1));
        let at = (self.number.as_str(), self.version().await);
        import_schedule(&self.app, &self.preparer, None, at, ("明细.csv", sheet.csv())).await.unwrap();
    }

    /// The firm signs and submits, or signs its correction.
    pub async fn submit(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        self.app.run_as(&self.signatory, &Submit { number, version, declared: true, leave_out_bad_rows: true }).await
    }

    /// The firm takes it back.
    pub async fn withdraw(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        self.app.run_as(&self.signatory, &Withdraw { number, version }).await
    }

    /// The receiving officer accepts it.
    pub async fn accept(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        self.app.run(Role::ReceivingOfficer, &Accept { number, version }).await
    }

    /// The receiving officer refuses its receipt.
    pub async fn reject_receipt(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        let reason = "不属于本次申报范围".to_owned();
        self.app.run(Role::ReceivingOfficer, &RejectReceipt { number, version, reason }).await
    }

    /// The receiving officer asks for a correction.
    pub async fn request_correction(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        let reason = "请补正第一行的担保合同号".to_owned();
        self.app.run(Role::ReceivingOfficer, &RequestCorrection { number, version, reason }).await
    }

    /// The checks run; gives pass, refer or block.
    pub async fn check(&self) -> Result<String, Error> {
        let (number, version) = self.seen().await;
        self.app.run(Role::CreditChecker, &RunChecks { number, version }).await
    }

    /// The first reviewer begins.
    pub async fn start_review(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        self.app.run(Role::FirstReviewer, &StartReview { number, version }).await
    }

    /// The first reviewer decides the line in a row of the file (the heading is row 1).
    pub async fn decide_line(&self, row: i64, decision: Decision) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        let reason = "已核对处罚决定书".to_owned();
        self.app.run(Role::FirstReviewer, &DecideLine { number, version, row, decision, reason }).await
    }

    /// The first reviewer recommends.
    pub async fn recommend(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        self.app.run(Role::FirstReviewer, &Recommend { number, version, reason: "同意".to_owned() }).await
    }

    /// The second reviewer confirms.
    pub async fn confirm(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        self.app.run(Role::SecondReviewer, &Confirm { number, version, reason: String::new() }).await
    }

    /// The approval as the approver would send it now.
    pub async fn approval(&self) -> Approve {
        let (number, version) = self.seen().await;
        Approve { number, version, content: self.content().await, reason: String::new() }
    }

    /// The approver approves.
    pub async fn approve(&self) -> Result<(), Error> {
        self.app.run(Role::Approver, &self.approval().await).await.map(|_| ())
    }

    /// The approver refuses the subsidy.
    pub async fn refuse(&self) -> Result<(), Error> {
        let (number, version) = self.seen().await;
        self.app.run(Role::Approver, &Refuse { number, version, reason: "不符合支持条件".to_owned() }).await
    }

    /// The receiving officer publishes the notice; gives its number.
    pub async fn publish(&self) -> Result<String, Error> {
        let applications = vec![self.seen().await];
        self.app.run(Role::ReceivingOfficer, &publish::Publish { applications }).await
    }

    /// The notice period passes, the credit list of that day arrives, and the receiving officer ends the notice.
    pub async fn end_notice(&self, notice: String) -> Result<usize, Error> {
        self.app.clock.advance(TimeDelta::days(14));
        self.app.import_credit_list(&[]).await;
        self.app.run(Role::ReceivingOfficer, &end::End { number: notice }).await
    }

    /// Its payments, oldest first.
    pub async fn payments(&self) -> Vec<payment::Model> {
        let query = payment::Entity::find().filter(payment::Column::ApplicationId.eq(self.row().await.id));
        query.order_by_asc(payment::Column::Number).all(self.app.store.read()).await.unwrap()
    }

    /// Its awards.
    pub async fn awards(&self) -> Vec<award::Model> {
        let query = award::Entity::find().filter(award::Column::ApplicationId.eq(self.row().await.id));
        query.all(self.app.store.read()).await.unwrap()
    }

    /// A draft batch of all its payments; gives its number.
    pub async fn batch(&self) -> String {
        let payments = self.payments().await.into_iter().map(|p| p.number).collect();
        self.app.run(Role::FinanceMaker, &batch::Build { payments }).await.unwrap()
    }

    /// All its payments ordered: batch, approval, seal, sent.
    pub async fn pay(&self) -> String {
        let number = self.batch().await;
        for state in [BatchState::Submitted, BatchState::Approved, BatchState::Sealed, BatchState::Sent] {
            self.app.move_batch(&number, state).await.unwrap();
        }
        number
    }

    /// The bank's statement of the day: it booked every payment of the case.
    pub async fn import_statement(&self) -> Imported {
        let rows =
            self.payments().await.into_iter().map(|p| (p.end_to_end_id, p.amount_fen.minor())).collect::<Vec<_>>();
        let text = statement(1_000_000_000_000, &rows);
        let reconciler = self.app.actor(Role::Reconciler).await;
        self.app.clock.advance(TimeDelta::minutes(1));
        let imported = import_statement(&self.app, &reconciler, None, "流水.xml", text.into_bytes()).await.unwrap();
        imported.into_iter().next().unwrap()
    }

    /// Goes from a draft to `state` on the straight way.
    pub async fn go_to(&self, state: State) {
        match state {
            State::Withdrawn => {
                self.forward(State::Submitted).await;
                self.withdraw().await.unwrap();
            }
            State::NotAccepted => {
                self.forward(State::Submitted).await;
                self.reject_receipt().await.unwrap();
            }
            State::CorrectionRequested => {
                self.forward(State::Accepted).await;
                self.request_correction().await.unwrap();
            }
            State::Refused => {
                self.forward(State::Confirmed).await;
                self.refuse().await.unwrap();
            }
            _ => self.forward(state).await,
        }
        assert_eq!(self.state().await, state, "{}", self.number);
    }

    async fn forward(&self, goal: State) {
        let mut notice = String::new();
        loop {
            match self.state().await {
                here if here == goal => return,
                State::Draft => self.submit().await.unwrap(),
                State::Submitted => self.accept().await.unwrap(),
                State::Accepted => assert_eq!(self.check().await.unwrap(), "pass"),
                State::Checked => self.start_review().await.unwrap(),
                State::InReview => self.recommend().await.unwrap(),
                State::Reviewed => self.confirm().await.unwrap(),
                State::Confirmed => self.approve().await.unwrap(),
                State::ApprovedProvisional => notice = self.publish().await.unwrap(),
                State::Published => drop(self.end_notice(std::mem::take(&mut notice)).await.unwrap()),
                State::Approved => {
                    self.pay().await;
                    let imported = self.import_statement().await;
                    assert_eq!((imported.quarantine.len(), imported.matched), (0, self.payments().await.len()));
                }
                other => panic!("no straight way leads from {other} to {goal}"),
            }
        }
    }

    async fn seen(&self) -> (String, i64) {
        (self.number.clone(), self.version().await)
    }
}

impl TestApp {
    /// A batch as it stands.
    pub async fn batch_row(&self, number: &str) -> payment_batch::Model {
        let query = payment_batch::Entity::find().filter(payment_batch::Column::Number.eq(number));
        query.one(self.store.read()).await.unwrap().unwrap()
    }

    /// Moves a batch on to its next state by the person whose step it is.
    pub async fn move_batch(&self, number: &str, to: BatchState) -> Result<(), Error> {
        let (number, version) = (number.to_owned(), self.batch_row(number).await.version);
        match to {
            BatchState::Submitted => self.run(Role::FinanceMaker, &batch::Submit { number, version }).await,
            BatchState::Approved => self.run(Role::FinanceApprover, &batch::Approve { number, version }).await,
            BatchState::Sealed => self.run(Role::FinanceApprover, &seal::Seal { number, version }).await.map(|_| ()),
            BatchState::Sent => self.run(Role::FinanceMaker, &batch::Send { number, version }).await,
            other => panic!("no command leads a batch to {other}"),
        }
    }
}

/// A `camt.053.001.08` of the authority's account: an opening balance and one debit per end-to-end id, in fen.
pub fn statement(opening: i64, debits: &[(String, i64)]) -> String {
    let yuan = |fen: i64| format!("{}.{:02}", fen / 100, fen % 100);
    let day = "2026-03-16";
    let balance = |code: &str, fen: i64| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
             <Dt><Dt>{day}</Dt></Dt></Bal>",
            yuan(fen)
        )
    };
    let mut entries = String::new();
    for (n, (id, fen)) in debits.iter().enumerate() {
        let amount = yuan(*fen);
        entries.push_str(&format!(
            "<Ntry><Amt Ccy=\"CNY\">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
             <BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>R{n}</AcctSvcrRef>\
             <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>\
             <NtryDtls><TxDtls><Refs><EndToEndId>{id}</EndToEndId></Refs><Amt Ccy=\"CNY\">{amount}</Amt>\
             <CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls></Ntry>"
        ));
    }
    let closing = opening - debits.iter().map(|(_, fen)| fen).sum::<i64>();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\
         <GrpHdr><MsgId>M1</MsgId><CreDtTm>{day}T20:00:00+08:00</CreDtTm></GrpHdr>\
         <Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>{day}T20:00:00+08:00</CreDtTm>\
         <FrToDt><FrDtTm>{day}T00:00:00+08:00</FrDtTm><ToDtTm>{day}T23:59:59+08:00</ToDtTm></FrToDt>\
         <Acct><Id><Othr><Id>{BANK_ACCOUNT}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>{}{}{entries}</Stmt>\
         </BkToCstmrStmt></Document>",
        balance("OPBD", opening),
        balance("CLBD", closing),
    )
}
