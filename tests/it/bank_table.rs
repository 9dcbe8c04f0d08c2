//! Statements as the tables that banks let a clerk download: the columns are described once, and then a line settles.

use reqwest::StatusCode;

use crate::command_line::{status, xinbu};
use crate::support::app::setup;
use crate::support::both_databases;
use crate::support::client::visible;
use crate::support::schedule::Row;

/// What a city bank gives: lines above the headings, split columns, a footer, in the encoding of Chinese Windows.
fn table(account: &str, payment: &entity::payment::Model) -> Vec<u8> {
    let text = format!(
        "账户交易明细,,,,,,\n账号：,{account}\t,,户名：,财政局,,\n\
         交易时间,借方发生额（支取）,贷方发生额（收入）,余额,对方户名,附言,企业流水号\n\
         2026-03-19 09:30:11,,\"4,625,703.20\",\"4,625,703.20\",上级财政,拨款,\n\
         2026-03-19 10:00:00,\"77,250.00\",,\"4,548,453.20\",{},补贴,{}\n\
         合计,\"77,250.00\",\"4,625,703.20\",,,,\n",
        payment.payee_name, payment.end_to_end_id
    );
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

both_databases! {
    async fn a_table_is_described_once_and_then_settles_by_rule(app: TestApp) {
        let policy = Row::policy(1).with("premium_due", "154500.00").with("premium_paid", "154500.00");
        let case = app.payable("i", &[policy]).await;
        app.sent(&case).await;
        app.go_to("2026-03-20");
        let payment = app.payments(&case).await.remove(0);
        let account = "4300001234567890";
        let server = app.serve().await;
        let person = server.sign_in("reconciler").await;
        let file = table(account, &payment);
        // The first time nobody knows the headings: the page asks, with its guess and what stands below.
        let asked = person.try_upload("/statements/import", "明细.csv", file.clone(), &[]).await;
        assert_eq!(asked.status(), StatusCode::OK);
        let page = asked.text().await.unwrap();
        assert!(page.contains("借方发生额（支取）") && page.contains("77,250.00"), "{}", visible(&page));
        assert_eq!(app.count("statement").await, 0);
        let headings = ["交易时间", "借方发生额（支取）", "贷方发生额（收入）", "余额", "对方户名", "附言", "企业流水号"];
        let guessed = ["booked", "money_out", "money_in", "balance", "name", "words", "end_to_end"];
        for meaning in guessed {
            assert!(page.contains(&format!("<option value=\"{meaning}\" selected>")), "{meaning}");
        }
        // What is not enough is told at once, and nothing is kept.
        let said = |meanings: [&'static str; 7]| {
            headings.iter().map(|h| ("heading", *h)).chain(meanings.map(|m| ("meaning", m))).collect::<Vec<_>>()
        };
        let mut lacking = guessed;
        lacking[3] = "nothing";
        let refused = person.post("/statements/columns", &said(lacking)).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().await.unwrap().contains("余额"));
        assert_eq!(app.count("bank_table").await, 0);
        let done = person.post("/statements/columns", &said(guessed)).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        // From now on the file is a statement.
        let taken = person.try_upload("/statements/import", "明细.csv", file.clone(), &[]).await;
        assert_eq!(taken.status(), StatusCode::SEE_OTHER, "{}", visible(&taken.text().await.unwrap()));
        let again = person.try_upload("/statements/import", "明细.csv", file, &[]).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("statement").await, 1);
        assert_eq!(app.payments(&case).await[0].state.key(), "paid");
        app.is_sound().await;

        // What was said is listed, and withdrawn with a reason; then the page asks again. The statement stays what it is.
        let page = server.sign_in("auditor").await.page("/statements/columns").await;
        assert!(page.contains("借方发生额（支取）") && !page.contains("/withdraw"), "{}", visible(&page));
        let page = person.page("/statements/columns").await;
        let to = page.split("action=\"").filter_map(|part| part.split('"').next()).find(|to| to.ends_with("/withdraw")).unwrap().to_owned();
        assert_eq!(person.post(&to, &[("reason", " ")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(person.post(&to, &[("reason", "列含义有误")]).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(person.post(&to, &[("reason", "再次")]).await.status(), StatusCode::NOT_FOUND);
        assert!(!person.page("/statements/columns").await.contains("借方发生额（支取）"));
        let asked = person.try_upload("/statements/import", "明细.csv", table(account, &payment), &[]).await;
        assert!(asked.status() == StatusCode::OK && asked.text().await.unwrap().contains("借方发生额（支取）"));
        assert_eq!((app.count("statement").await, app.count("bank_table").await), (1, 1));
        app.is_sound().await;

        app.app.clock.advance(chrono::TimeDelta::seconds(1));
        // Said again it counts again, and the command line lists and withdraws it too.
        assert_eq!(person.post("/statements/columns", &said(guessed)).await.status(), StatusCode::SEE_OTHER);
        let told = xinbu(&["statement", "tables", "--by", "reconciler", "--database", app.url()]);
        assert!(status(&told) == 0 && crate::command_line::said(&told).contains("余额"), "{}", crate::command_line::said(&told));
        let id = crate::command_line::said(&told).split_whitespace().next().unwrap().to_owned();
        let withdraw = |by: &str| xinbu(&["statement", "withdraw", &id, "--reason", "停用", "--by", by, "--database", app.url()]);
        assert_eq!(status(&withdraw("auditor")), 1, "who reads in no statement withdraws nothing");
        assert_eq!(status(&withdraw("reconciler")), 0);
        assert_eq!(app.count("bank_table_withdrawn").await, 2);
    }
}

both_databases! {
    async fn a_table_that_names_no_account_asks_for_it_and_a_missing_row_goes_into_quarantine(app: TestApp) {
        app.go_to("2026-03-20");
        let mut more = setup();
        (more.units, more.firms, more.people, more.budget_lines) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        more.bank_accounts.truncate(1);
        more.bank_accounts[0].number = domain::identifier::AccountNumber::parse("8010000000000000001").unwrap();
        xinbu::service::account::provision::provision(&app.app, &more).await.unwrap();
        let server = app.serve().await;
        let person = server.sign_in("reconciler").await;
        let headings = ["日期", "支出", "收入", "余额"];
        let said = headings.iter().map(|h| ("heading", *h));
        let said = said.chain(["booked", "money_out", "money_in", "balance"].map(|m| ("meaning", m))).collect::<Vec<_>>();
        assert_eq!(person.post("/statements/columns", &said).await.status(), StatusCode::SEE_OTHER);
        let file = "日期\t支出\t收入\t余额\n2026-03-18\t\t100.00\t100.00\n2026-03-19\t1.00\t\t98.00\n";
        let import = async |fields: &[(&str, &str)]| {
            let answer = person.try_upload("/statements/import", "a.csv", file.as_bytes().to_vec(), fields).await;
            (answer.status(), answer.text().await.unwrap())
        };
        let (status, page) = import(&[]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("没有写明是哪个账户"), "{}", visible(&page));
        let scope = app.actor("reconciler").await.scope().unwrap();
        let accounts = xinbu::store::finance::bank_accounts(app.app.store.read(), &scope).await.unwrap();
        let own = accounts.iter().find(|a| a.account_no.as_str() == "4300001234567890").unwrap().id.to_string();
        assert_eq!(import(&[("account", &own)]).await.0, StatusCode::SEE_OTHER);
        let page = person.page("/statements/BS-2026-0001").await;
        assert!(page.contains("隔离") && page.contains("98.00"), "{}", visible(&page));
        let foreign = domain::id::BankAccountId::from_uuid(uuid::Uuid::from_u128(7)).to_string();
        assert_eq!(import(&[("account", &foreign)]).await.0, StatusCode::NOT_FOUND);
    }
}
