//! Accounts that are locked after a restoration: what their two people see, and what becomes of a file that counted as sent.

use domain::workflow::{BatchState, PaymentState};
use reqwest::StatusCode;
use sea_orm::ConnectionTrait as _;
use xinbu::service::backup::copy;
use xinbu::service::payment::batch::Build;

use crate::bank_acts::{PDF, agree, ask, asked, batch_of, import};
use crate::support::app::{PENALTIES, YEN_ACCOUNT};
use crate::support::bank::{self, Line};
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

impl TestApp {
    /// The same installation, brought back from a copy of now.
    pub async fn copied_and_brought_back(self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = copy(&self.app, self.url(), folder.path()).await.unwrap();
        self.brought_back(&made.folder).await
    }

    /// A batch of all payments of a case, sealed.
    pub async fn sealed_batch(&self, number: &str) -> String {
        let payments = self.payments(number).await.into_iter().map(|p| p.number).collect();
        let batch = self.run("finance_maker", &Build { payments }).await.unwrap();
        self.sealed(&batch).await;
        batch
    }
}

both_databases! {
    async fn the_second_person_of_a_lock_sees_its_days_its_statements_and_what_is_paid_next(app: TestApp) {
        let (waits, amount) = app.approved("a", &[Row::contract(1)]).await;
        let (sealed, _) = app.approved("b", &[Row::contract(2)]).await;
        app.notice_over(&[&waits, &sealed]).await;
        app.sealed_batch(&sealed).await;
        let app = app.copied_and_brought_back().await;
        let server = app.serve().await;
        let (account, through) = (app.locked_account().await, app.lock_through().await);
        let from = app.app.clock.today().to_string();
        let paid = app.payments(&sealed).await.remove(0);
        let fen = paid.amount_fen.minor();
        let lines = [Line::Funding(fen), Line::Paid(&paid.end_to_end_id, fen, &paid.payee_name, paid.account_no.as_str())];
        import(&app, "1.xml", bank::statement("S1", 1, (&from, &through), 0, &lines)).await;
        let reconciler = server.sign_in("reconciler").await;
        let statement = app.statements().await.remove(0);
        reconciler.go(&format!("/statements/{statement}/lines/1/explain"), &[("kind", "funding"), ("note", "拨入")]).await;
        let request = asked(&reconciler, "lift_lock", &account).await;

        let approver = server.sign_in("finance_approver").await;
        let ready = app.payments(&waits).await.remove(0);
        assert_eq!((ready.state, ready.amount_fen), (PaymentState::Ready, amount));
        for lang in ["zh", "en"] {
            let page = approver.page(&format!("/requests/{request}?lang={lang}")).await;
            let told = visible(&page);
            assert!(page.contains(&format!("/statements/{statement}")), "{told}");
            for words in [xinbu::i18n::Lang::En.number(domain::money::Currency::Cny.of(paid.amount_fen)),
                xinbu::i18n::Lang::En.number(domain::money::Currency::Cny.of(ready.amount_fen))] {
                assert!(told.contains(&words), "{words}: {told}");
            }
            assert!(page.contains("id=\"evidence\""), "{told}");
        }
        agree(&server, &request).await;
        let page = approver.page(&format!("/requests/{request}")).await;
        assert!(page.contains("id=\"evidence\"") && page.contains(&statement), "it stays told: {}", visible(&page));
        app.is_sound().await;
    }
}

both_databases! {
    async fn two_locked_accounts_are_told_apart_in_their_notes_and_their_forms(app: TestApp) {
        app.open_call_in_yen().await;
        let app = app.copied_and_brought_back().await;
        let server = app.serve().await;
        let (from, through) = (app.app.clock.today().to_string(), app.lock_through().await);
        import(&app, "1.xml", bank::statement("S1", 1, (&from, &through), 0, &[])).await;
        import(&app, "2.xml", bank::in_yen(&bank::statement("S2", 1, (&from, &through), 0, &[]))).await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page("/payments").await;
        let end = |number: &str| number[number.len() - 4..].to_owned();
        for number in [YEN_ACCOUNT, "4300001234567890"] {
            let forms = page.split("<details").skip(1).filter(|part| {
                part.split("</summary>").next().is_some_and(|summary| summary.contains(&end(number)))
            });
            assert_eq!(forms.count(), 1, "{number}: {}", visible(&page));
        }
        // A form that is refused says which account it is about.
        let account = app.locked_account().await;
        let fields = [("kind", "lift_lock"), ("subject", &*account), ("reason", "")];
        let refused = reconciler.try_upload("/requests", "x.pdf", Vec::new(), &fields).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&refused.text().await.unwrap()).contains("7890"));
        let request = asked(&reconciler, "lift_lock", &account).await;
        assert!(visible(&reconciler.page(&format!("/requests/{request}")).await).contains("银行"));
    }
}

both_databases! {
    async fn a_file_that_counted_as_sent_and_that_the_bank_never_had_is_void_by_two_people_with_the_banks_word(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let batch = app.sealed_batch(&number).await;
        // A file that is meant for a later day, as one that is sealed before a holiday.
        let db = app.direct().await;
        db.execute_unprepared("UPDATE payment_batch SET execution_date = '2026-03-12'").await.unwrap();
        drop(db);
        let app = app.copied_and_brought_back().await;
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page(&format!("/batches/{batch}?lang=zh")).await;
        assert!(page.contains("视为已发送") && page.contains("batch_never_sent"), "{}", visible(&page));
        let refused = ask(&reconciler, "batch_never_sent", &batch, PDF).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&refused.text().await.unwrap()).contains("暂停付款"), "the lock comes first");

        let (from, through) = (app.app.clock.today(), app.lock_through().await);
        import(&app, "1.xml", bank::statement("S1", 1, (&from.to_string(), &through), 0, &[])).await;
        let reconciler = server.sign_in("reconciler").await;
        let request = asked(&reconciler, "lift_lock", &app.locked_account().await).await;
        agree(&server, &request).await;
        // The bank may carry it out on the day after the one it was meant for.
        let refused = ask(&reconciler, "batch_never_sent", &batch, PDF).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let told = visible(&refused.text().await.unwrap());
        assert!(told.contains("银行流水"), "{told}");
        let next: chrono::NaiveDate = through.parse().unwrap();
        let (next, later) = (next.succ_opt().unwrap().to_string(), (next + chrono::Days::new(4)).to_string());
        import(&app, "2.xml", bank::statement("S2", 2, (&next, &later), 0, &[])).await;
        let reconciler = server.sign_in("reconciler").await;
        assert_eq!(ask(&reconciler, "batch_never_sent", &batch, b"").await.status(), StatusCode::UNPROCESSABLE_ENTITY, "the bank's word");

        // Past the program the database refuses what two people did not agree on.
        let db = app.direct().await;
        let around = "UPDATE payment_batch SET state = 'void', moved_event = 'never_sent', moved_role = 'finance_approver',
            moved_by = (SELECT id FROM person WHERE login = 'finance_approver') WHERE state = 'sent'";
        assert!(db.execute_unprepared(around).await.unwrap_err().to_string().contains("not-in-this-state"));
        drop(db);

        let request = asked(&reconciler, "batch_never_sent", &batch).await;
        assert_eq!(batch_of(&app, &batch).await.state, BatchState::Sent, "one person alone does nothing");
        agree(&server, &request).await;
        assert_eq!(batch_of(&app, &batch).await.state, BatchState::Void);
        let payment = app.payments(&number).await.remove(0);
        assert_eq!((payment.state, payment.batch_id), (PaymentState::Ready, None));
        app.is_sound().await;
        let before = batch_of(&app, &batch).await.msg_id;
        app.import_penalties(PENALTIES).await;
        let again = app.sent(&number).await;
        let after = batch_of(&app, &again).await;
        assert_ne!(after.msg_id, before);
        assert_eq!(app.payments(&number).await[0].state, PaymentState::Instructed);
        // What a person sent is none of that kind.
        assert!(!reconciler.page(&format!("/batches/{again}")).await.contains("batch_never_sent"));
        assert_eq!(ask(&reconciler, "batch_never_sent", &again, PDF).await.status(), StatusCode::CONFLICT);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_file_of_which_the_bank_paid_anything_was_sent(app: TestApp) {
        let (number, _) = app.approved("a", &[Row::contract(1)]).await;
        let (other, _) = app.approved("b", &[Row::contract(2)]).await;
        app.notice_over(&[&number, &other]).await;
        let mut payments: Vec<_> = app.payments(&number).await;
        payments.extend(app.payments(&other).await);
        let names = payments.iter().map(|p| p.number.clone()).collect();
        let batch = app.run("finance_maker", &Build { payments: names }).await.unwrap();
        app.sealed(&batch).await;
        let app = app.copied_and_brought_back().await;
        let server = app.serve().await;
        let (from, through) = (app.app.clock.today(), app.lock_through().await);
        let (paid, fen) = (&payments[0], payments[0].amount_fen.minor());
        let later = (through.parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(5)).to_string();
        let lines = [Line::Funding(fen), Line::Paid(&paid.end_to_end_id, fen, &paid.payee_name, paid.account_no.as_str())];
        import(&app, "1.xml", bank::statement("S1", 1, (&from.to_string(), &later), 0, &lines)).await;
        let reconciler = server.sign_in("reconciler").await;
        let statement = app.statements().await.remove(0);
        reconciler.go(&format!("/statements/{statement}/lines/1/explain"), &[("kind", "funding"), ("note", "拨入")]).await;
        let request = asked(&reconciler, "lift_lock", &app.locked_account().await).await;
        agree(&server, &request).await;
        let refused = ask(&reconciler, "batch_never_sent", &batch, PDF).await;
        assert_eq!(refused.status(), StatusCode::CONFLICT, "the bank has it");
        assert_eq!(batch_of(&app, &batch).await.state, BatchState::Sent);
        app.is_sound().await;
    }
}
