//! Simulation through its pages, the files of derivations, and what a reviewer's decision on one line moves.

use calamine::{Data, Reader as _, Xlsx};
use reqwest::StatusCode;
use xinbu::service::application::decide_line::{DecideLine, Decision};

use crate::support::client::{Browser, hidden, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const CHONGQING: &str = include_str!("../../src/schemes/cq-2022-19/1.toml");

/// The published scheme as a draft of version 2 with some passages replaced.
fn draft(changes: &[(&str, &str)]) -> String {
    let mut text = CHONGQING.replace("version = \"1\"", "version = \"2\"");
    for (old, new) in changes {
        assert!(text.contains(old), "the scheme has no {old}");
        text = text.replace(old, new);
    }
    text
}

/// Half of every rate of the fee subsidy.
fn halved() -> String {
    draft(&[
        ("to_inclusive = false, value = \"1%\"", "to_inclusive = false, value = \"0.5%\""),
        ("value = \"1.2%\"", "value = \"0.6%\""),
        ("value = \"1.3%\"", "value = \"0.65%\""),
    ])
}

/// The rows of a sheet as text and numbers.
fn sheet(bytes: &[u8], place: usize) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    for name in &names {
        assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none(), "{name} holds a formula");
    }
    book.worksheet_range(&names[place]).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// The amount beside a label of the summary, in fen.
fn labelled(rows: &[Vec<Data>], label: &str) -> i64 {
    let row =
        rows.iter().find(|row| row[0] == Data::String(label.to_owned())).unwrap_or_else(|| panic!("{label}: {rows:?}"));
    match &row[1] {
        Data::Float(number) => format!("{number:.2}").replace('.', "").parse().unwrap(),
        other => panic!("{label}: {other:?}"),
    }
}

/// Sends a text as a browser does, without a file.
async fn try_text(browser: &Browser, call: &str, text: &str) -> reqwest::Response {
    let fields = [("scheme", ""), ("base", ""), ("text", text), ("call", call)];
    browser.try_upload("/admin/simulation", "", Vec::new(), &fields).await
}

both_databases! {
    async fn half_the_rate_pays_half_to_every_firm(app: TestApp) {
        let (first, approved) = app.approved("a", &[Row::contract(1), Row::contract(2).with("fee_rate", "1.80")]).await;
        let second = app.submitted("b", &[Row::contract(3), Row::contract(4)]).await;
        let (a, b) = (app.application(&first).await, app.application(&second).await);
        let total = a.calculated_fen.unwrap().minor() + b.calculated_fen.unwrap().minor();
        assert_eq!(a.calculated_fen, Some(approved));
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let choice = administrator.page("/admin/simulation").await;
        assert!(choice.contains(&app.guarantee_call) && choice.contains("cq-2022-19/1"), "{}", visible(&choice));

        let answer = try_text(&administrator, &app.guarantee_call, &halved()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let page = answer.text().await.unwrap();
        for words in ["cq-2022-19/2", "江临市甲担保有限公司", "江临市乙担保有限公司", "担保费补助", "<svg", "role=\"img\""] {
            assert!(page.contains(words), "{words}: {}", visible(&page));
        }
        assert!(!page.contains("style=") && !page.contains("<script"), "no inline style, no script");

        let call = app.guarantee_call.clone();
        let fields = [("text", halved()), ("base", String::new()), ("call", call.clone())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let file = administrator.post("/admin/simulation/result.xlsx", &fields).await;
        assert_eq!(file.status(), StatusCode::OK);
        let bytes = file.bytes().await.unwrap();
        let summary = sheet(&bytes, 0);
        assert_eq!(labelled(&summary, "对照（元）"), total);
        assert_eq!(labelled(&summary, "测算（元）"), total / 2);
        assert_eq!(labelled(&summary, "增减（元）"), total / 2 - total);
        // What is approved is set aside already: the budget of 5 000 000 is there for both applications.
        let room = app.balances("GUARANTEE").await["available"] + approved.minor();
        assert_eq!(room, 500_000_000);
        assert_eq!(labelled(&summary, "GUARANTEE 可用于这些申报（元）"), room);
        assert_eq!(labelled(&summary, "GUARANTEE 测算版本下剩余（元）"), room - total / 2);
        let firms = sheet(&bytes, 2);
        assert_eq!(firms.len(), 3, "a heading and two firms");
        assert_eq!(firms[1][1], Data::String("江临市乙担保有限公司".to_owned()), "the largest change first");
        let lines = sheet(&bytes, 4);
        assert_eq!(lines.len(), 4, "three of four contracts are paid: {lines:?}");

        // Nothing of it is stored but the event, with the hash of the result.
        let log = server.sign_in("auditor").await.page("/audit?q=cq-2022-19%2F2").await;
        assert!(log.contains("simulation.run"), "{}", visible(&log));
        assert_eq!(app.application(&first).await, a);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_published_version_has_an_address(app: TestApp) {
        app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let call = app.guarantee_call.clone();
        let fields = [("scheme", "cq-2022-19/1"), ("base", ""), ("text", ""), ("call", call.as_str())];
        let answer = administrator.try_upload("/admin/simulation", "", Vec::new(), &fields).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let to = answer.headers()["location"].to_str().unwrap().to_owned();
        let page = administrator.page(&to).await;
        assert!(page.contains("没有变动"), "the same rules move nothing: {}", visible(&page));
        let english = administrator.page(&format!("{to}&lang=en")).await;
        assert!(english.contains("Nothing moves"), "{}", visible(&english));
        let bytes = administrator.get(&to.replace("/result?", "/result.xlsx?")).await.bytes().await.unwrap();
        assert!(bytes.starts_with(b"PK"));
        // What is not there, and what is wrong with a choice.
        assert_eq!(administrator.get(&to.replace("cq-2022-19%2F1", "cq-2022-19%2F9")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(administrator.get(&to.replace(&call, "TZ-2026-9999")).await.status(), StatusCode::NOT_FOUND);
        let nothing = administrator.try_upload("/admin/simulation", "", Vec::new(), &[("scheme", ""), ("text", "")]).await;
        assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let words = nothing.text().await.unwrap();
        assert!(words.contains("href=\"#scheme\"") && words.contains("href=\"#call\""), "{}", visible(&words));
        let faulty = halved().replace("eligible_total × subsidy_rate", "eligible_total + subsidy_rate");
        let line = faulty.lines().position(|line| line.contains("eligible_total + subsidy_rate")).unwrap() + 1;
        let broken = try_text(&server.sign_in("administrator").await, &call, &faulty).await;
        assert_eq!(broken.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let words = broken.text().await.unwrap();
        assert!(words.contains("href=\"#text\"") && words.contains(&format!("第 {line} 行：")), "{}", visible(&words));
    }
}

both_databases! {
    async fn an_application_that_does_not_fit_is_named(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let column = "[[column]]\nname = \"green\"\nzh = \"是否绿色贷款\"\nen = \"Green loan\"\nkind = \"flag\"\n";
        let before = "[[column]]\nname = \"starts\"";
        let needs = draft(&[(before, &format!("{column}\n{before}"))]);
        let page = try_text(&administrator, &app.guarantee_call, &needs).await.text().await.unwrap();
        assert!(page.contains("是否绿色贷款") && page.contains(&number), "{}", visible(&page));
        assert!(page.contains("不能测算的申报"));
        let may = draft(&[(before, &format!("{column}optional = true\n\n{before}"))]);
        let page = try_text(&administrator, &app.guarantee_call, &may).await.text().await.unwrap();
        assert!(page.contains("按空白处理的列") && page.contains("是否绿色贷款"), "{}", visible(&page));
        assert!(!page.contains("不能测算的申报"));
    }
}

both_databases! {
    async fn what_a_reviewer_struck_stays_struck(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1), Row::contract(2)]).await;
        strike(&app, &number, 2, Decision::Reject).await;
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let fields = [("text", halved()), ("call", app.guarantee_call.clone())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let bytes = administrator.post("/admin/simulation/result.xlsx", &fields).await.bytes().await.unwrap();
        let lines = sheet(&bytes, 4);
        assert_eq!(lines.len(), 2, "only the other line moves: {lines:?}");
        assert_eq!(lines[1][2], Data::Float(3.0));
    }
}

async fn strike(app: &TestApp, number: &str, row: i64, decision: Decision) {
    let version = app.version(number).await;
    let decide = DecideLine { number: number.to_owned(), version, row, decision, reason: "合同未履行".to_owned() };
    app.run("first_reviewer", &decide).await.unwrap();
}

both_databases! {
    async fn the_page_says_which_other_lines_a_decision_moved(app: TestApp) {
        // Three guarantees of a billion at 1.3 % are cut from 39 to the cap of 30 million, ten each; two of them stay below
        // it and get thirteen each.
        let rows: Vec<Row> = (1..=3).map(|n| Row::contract(n).with("amount", "1000000000.00")).collect();
        let number = app.in_review("a", &rows).await;
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        let own = format!("/review/{number}");
        let page = reviewer.page(&own).await;
        assert!(page.contains("30,000,000.00"), "{}", visible(&page));
        assert!(!page.contains("最近一次认定带动的变化"), "nothing was decided yet");
        let version = hidden(&page, "version").unwrap();
        let fields = [("version", version.as_str()), ("decision", "reject"), ("line_reason", "重复申报")];
        let to = reviewer.go(&format!("{own}/lines/2"), &fields).await;
        let page = reviewer.page(to.split('#').next().unwrap()).await;
        assert!(page.contains("另有 2 行随之变动，合计增减 6,000,000.00 元。"), "what was done: {}", visible(&page));
        let (_, card) = page.split_once("最近一次认定带动的变化").unwrap();
        let (card, _) = card.split_once("</section>").unwrap();
        assert!(card.contains("第 2 行认定后，全件由 30,000,000.00 元变为 26,000,000.00 元，增减 −4,000,000.00 元。"), "{card}");
        for words in ["DB-2025-00002", "DB-2025-00003", "10,000,000.00", "13,000,000.00", "3,000,000.00"] {
            assert!(card.contains(words), "{words}: {card}");
        }
        assert!(!card.contains("DB-2025-00001"), "the line that was decided is not another line");
        // Taken back, the change is the other way round, and only the newest decision is told.
        strike(&app, &number, 2, Decision::Clear).await;
        let page = reviewer.page(&own).await;
        assert!(page.contains("全件由 26,000,000.00 元变为 30,000,000.00 元，增减 4,000,000.00 元。"), "{}", visible(&page));
        assert!(!page.contains("增减 −4,000,000.00 元"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_decision_that_moves_no_other_line_says_so(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1), Row::contract(2)]).await;
        strike(&app, &number, 2, Decision::Reject).await;
        let server = app.serve().await;
        let page = server.sign_in("second_reviewer").await.page(&format!("/review/{number}")).await;
        assert!(page.contains("其他行的金额没有变动"), "{}", visible(&page));
        // A calculation that another act made since is not told as the decision's.
        use xinbu::service::application::moved::last;
        let (db, case) = (app.app.store.read(), app.application(&number).await);
        assert_eq!(last(db, &case).await.unwrap().unwrap().row, 2);
        let another = entity::application::Model { calculation_id: None, ..case };
        assert_eq!(last(db, &another).await.unwrap(), None);
    }
}

both_databases! {
    async fn derivations_are_taken_as_files_by_those_who_see_them(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1), Row::contract(2).with("fee_rate", "1.80")]).await;
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        let (preparer, other) = (server.sign_in("a.preparer").await, server.sign_in("b.preparer").await);
        for (person, own) in [(&reviewer, format!("/review/{number}")), (&preparer, format!("/applications/{number}"))] {
            let line: serde_json::Value =
                serde_json::from_str(&person.page(&format!("{own}/lines/2/trace.json")).await).unwrap();
            assert_eq!((line["format"].as_str(), line["subject"].as_str()), (Some("xinbu.trace/1"), Some(number.as_str())));
            assert_eq!((line["line"]["row"].as_i64(), line["line"]["key"].as_str()), (Some(2), Some("DB-2025-00001")));
            let total: serde_json::Value = serde_json::from_str(&person.page(&format!("{own}/trace.json")).await).unwrap();
            let stored = app.application(&number).await.calculated_fen.unwrap();
            assert_eq!(total["amount"], domain::money::text::plain(stored, domain::money::Currency::Cny));
            assert!(total["line"].is_null());
            // A line that earns nothing says which rule did it.
            let bytes = person.get(&format!("{own}/lines/3/trace.xlsx")).await.bytes().await.unwrap();
            let steps = sheet(&bytes, 0);
            assert!(steps.iter().any(|row| row.iter().any(|cell| cell.to_string().contains("年化担保费率不得超过"))), "{steps:?}");
            let bytes = person.get(&format!("{own}/trace.xlsx")).await.bytes().await.unwrap();
            assert!(sheet(&bytes, 0).len() > 3);
            assert_eq!(person.get(&format!("{own}/lines/99/trace.json")).await.status(), StatusCode::NOT_FOUND);
        }
        assert_eq!(other.get(&format!("/applications/{number}/trace.json")).await.status(), StatusCode::NOT_FOUND);
        let page = reviewer.page(&format!("/review/{number}?row=2")).await;
        assert!(page.contains(&format!("/review/{number}/lines/2/trace.xlsx")) && page.contains(&format!("/review/{number}/trace.json")));
        let page = preparer.page(&format!("/applications/{number}/estimate?row=2")).await;
        assert!(page.contains(&format!("/applications/{number}/lines/2/trace.xlsx")));
    }
}
