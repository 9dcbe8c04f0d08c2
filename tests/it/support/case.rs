//! Cases at any stage, each step through its real command and a different person.

use domain::money::Fen;
use xinbu::error::Error;
use xinbu::service::account::set_account::SetAccount;
use xinbu::service::application::approve::Approve;
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::create::Create;
use xinbu::service::application::decision_hash;
use xinbu::service::application::fill_in::FillIn;
use xinbu::service::application::import_schedule::{Imported, import_schedule};
use xinbu::service::application::receive::Accept;
use xinbu::service::application::review::{Confirm, Recommend, StartReview};
use xinbu::service::application::submit::Submit;
use xinbu::service::notice::{end::End, publish::Publish};
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::payment::seal::Seal;
use xinbu::service::reconcile::import_statement::import_statement;

use super::TestApp;
use super::bank::{self, Line};
use super::schedule::{Row, csv};

impl TestApp {
    /// The version of a case now.
    pub async fn version(&self, number: &str) -> i64 {
        self.application(number).await.version
    }

    /// The row of a case.
    pub async fn application(&self, number: &str) -> entity::application::Model {
        let all = xinbu::store::application::every(self.app.store.read()).await.unwrap();
        all.into_iter().find(|a| a.number == number).unwrap()
    }

    /// A draft of a firm (`a`, `b`: guarantee companies, `i`: insurer) without a schedule.
    pub async fn draft(&self, firm: &str) -> String {
        let call = if firm == "i" { &self.insurance_call } else { &self.guarantee_call };
        self.draft_in(firm, call).await
    }

    /// A draft of a firm in a call.
    pub async fn draft_in(&self, firm: &str, call: &str) -> String {
        let login = format!("{firm}.preparer");
        let number = self.run(&login, &Create { call: call.to_owned() }).await.unwrap();
        let answers = if firm == "i" { Vec::new() } else { vec![("government_owned".to_owned(), "否".to_owned())] };
        let fill = FillIn { number: number.clone(), version: 1, answers: answers.into_iter().collect() };
        self.run(&login, &fill).await.unwrap();
        // One account, one firm: the number follows from the firm's name.
        let account = match format!("{}{firm}", self.office).as_str() {
            "a" => "6222001111111111".to_owned(),
            other => format!(
                "62220022{:0>8}",
                other.bytes().fold(0u32, |n, b| n.wrapping_mul(31).wrapping_add(b.into())) % 100_000_000
            ),
        };
        let account =
            SetAccount {
                bank_name: "建设银行江临分行".into(), account_no: account, cnaps: "105100000017".into()
            };
        self.run(&login, &account).await.unwrap();
        number
    }

    /// Uploads rows as a schedule.
    pub async fn upload(&self, firm: &str, number: &str, rows: &[Row]) -> Result<Imported, Error> {
        let application = self.application(number).await;
        let call = xinbu::store::call::by_id(self.app.store.read(), application.call_id).await.unwrap();
        let scheme = self.app.scheme(self.app.store.read(), call.scheme_version_id).await.unwrap();
        self.upload_file(firm, number, "schedule.csv", csv(&scheme.template, rows)).await
    }

    /// Uploads a file as a schedule.
    pub async fn upload_file(&self, firm: &str, number: &str, name: &str, bytes: Vec<u8>) -> Result<Imported, Error> {
        let actor = self.actor(&format!("{firm}.preparer")).await;
        import_schedule(&self.app, &actor, None, (number, self.version(number).await), (name, bytes)).await
    }

    /// Signs and submits.
    pub async fn submit(&self, firm: &str, number: &str) -> Result<(), Error> {
        let version = self.version(number).await;
        let submit = Submit { number: number.to_owned(), version, declared: true, leave_out_bad_rows: false };
        self.run(&format!("{firm}.signatory"), &submit).await
    }

    /// A submitted case of a firm with these rows.
    pub async fn submitted(&self, firm: &str, rows: &[Row]) -> String {
        let number = self.draft(firm).await;
        self.upload(firm, &number, rows).await.unwrap();
        self.submit(firm, &number).await.unwrap();
        number
    }

    /// A case that is in review.
    pub async fn in_review(&self, firm: &str, rows: &[Row]) -> String {
        let number = self.submitted(firm, rows).await;
        self.brought_to_review(&number).await;
        number
    }

    /// Receives and checks a submitted case and begins its review.
    pub async fn brought_to_review(&self, number: &str) {
        let accept = Accept { number: number.to_owned(), version: self.version(number).await };
        self.run("receiving_officer", &accept).await.unwrap();
        self.brought_to_review_again(number).await;
    }

    /// Checks a case that was received or corrected, and begins its review.
    pub async fn brought_to_review_again(&self, number: &str) {
        let check = RunChecks { number: number.to_owned(), version: self.version(number).await };
        assert_eq!(self.run("credit_checker", &check).await.unwrap(), "pass");
        let start = StartReview { number: number.to_owned(), version: self.version(number).await };
        self.run("first_reviewer", &start).await.unwrap();
    }

    /// A case that both reviewers have agreed to.
    pub async fn confirmed(&self, firm: &str, rows: &[Row]) -> String {
        let number = self.in_review(firm, rows).await;
        self.agreed(&number).await;
        number
    }

    /// Both reviewers agree to a case in review.
    pub async fn agreed(&self, number: &str) {
        let number = number.to_owned();
        let recommend =
            Recommend { number: number.clone(), version: self.version(&number).await, reason: "同意".into() };
        self.run("first_reviewer", &recommend).await.unwrap();
        let confirm = Confirm { number: number.clone(), version: self.version(&number).await, reason: String::new() };
        self.run("second_reviewer", &confirm).await.unwrap();
    }

    /// Brings a case in review to the end of its notice.
    pub async fn recommended_and_paid_out(&self, number: &str) {
        self.agreed(number).await;
        self.run("approver", &self.approval(number).await).await.unwrap();
        self.notice_over(&[number]).await;
    }

    /// Publishes approved cases and ends their notice. The clock stands on 2026-03-09 then.
    pub async fn notice_over(&self, numbers: &[&str]) {
        let mut applications = Vec::new();
        for number in numbers {
            applications.push(((*number).to_owned(), self.version(number).await));
        }
        let notice = self.run("receiving_officer", &Publish { applications }).await.unwrap();
        self.go_to("2026-03-09");
        self.import_penalties(super::app::PENALTIES).await;
        self.run("receiving_officer", &End { number: notice }).await.unwrap();
    }

    /// The approval of a case as it stands.
    pub async fn approval(&self, number: &str) -> Approve {
        let application = self.application(number).await;
        let content = decision_hash(self.app.store.read(), &application).await.unwrap();
        Approve { number: number.to_owned(), version: application.version, content, reason: String::new() }
    }

    /// An approved case.
    pub async fn approved(&self, firm: &str, rows: &[Row]) -> (String, Fen) {
        let number = self.confirmed(firm, rows).await;
        let amount = self.run("approver", &self.approval(&number).await).await.unwrap();
        (number, amount)
    }

    /// A case whose notice is over; its payments are ready. The clock stands on 2026-03-09 then.
    pub async fn payable(&self, firm: &str, rows: &[Row]) -> String {
        let (number, _) = self.approved(firm, rows).await;
        self.notice_over(&[&number]).await;
        number
    }

    /// The number of the notice that lists an application.
    pub async fn notice_of(&self, id: domain::id::ApplicationId) -> Option<String> {
        use xinbu::store::notice;
        let notices = notice::page(self.app.store.read(), None, 1_000).await.unwrap();
        let listed = notice::listed(self.app.store.read(), notices.iter().map(|n| n.id).collect()).await.unwrap();
        let listed = listed.into_iter().find(|item| item.application.id == id)?;
        notices.into_iter().find(|n| n.id == listed.notice_id).map(|notice| notice.number)
    }

    /// The payments of a case.
    pub async fn payments(&self, number: &str) -> Vec<entity::payment::Model> {
        let id = self.application(number).await.id;
        xinbu::store::payment::of_application(self.app.store.read(), id).await.unwrap()
    }

    /// A sealed and sent batch with all payments of a case; gives its number.
    pub async fn sent(&self, number: &str) -> String {
        let payments = self.payments(number).await.into_iter().map(|p| p.number).collect();
        let batch = self.run("finance_maker", &Build { payments }).await.unwrap();
        self.out(&batch).await;
        batch
    }

    /// Brings a batch that was built to the bank.
    pub async fn out(&self, batch: &str) {
        let batch = batch.to_owned();
        self.sealed(&batch).await;
        self.run("finance_maker", &batch::Send { number: batch, version: 4 }).await.unwrap();
    }

    /// Seals a batch that was built.
    pub async fn sealed(&self, batch: &str) {
        let number = || batch.to_owned();
        self.run("finance_maker", &batch::Submit { number: number(), version: 1 }).await.unwrap();
        self.run("finance_approver", &batch::Approve { number: number(), version: 2 }).await.unwrap();
        self.run("finance_approver", &Seal { number: number(), version: 3 }).await.unwrap();
    }

    /// A case whose payments the bank's statement of 2026-03-09 has settled.
    pub async fn paid(&self, firm: &str, rows: &[Row]) -> String {
        let number = self.payable(firm, rows).await;
        self.settled(&number).await;
        number
    }

    /// The bank pays what a payable case gets, by its statement of 2026-03-09.
    pub async fn settled(&self, number: &str) {
        self.sent(number).await;
        let payments = self.payments(number).await;
        let total = payments.iter().map(|p| p.amount_fen.minor()).sum();
        let lines: Vec<_> = std::iter::once(Line::Funding(total))
            .chain(
                payments
                    .iter()
                    .map(|p| Line::Paid(&p.end_to_end_id, p.amount_fen.minor(), &p.payee_name, p.account_no.as_str())),
            )
            .collect();
        let statement = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines);
        let reconciler = self.actor("reconciler").await;
        import_statement(&self.app, &reconciler, None, "0309.xml", statement.into_bytes()).await.unwrap();
        assert_eq!(self.application(number).await.state.key(), "settled");
    }
}
