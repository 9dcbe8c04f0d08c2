//! The path by clicking in a real browser, without script, once in each language.

use std::path::PathBuf;

use xinbu::i18n::Lang;

use crate::support::TestApp;
use crate::support::bank::{self, Line};
use crate::support::browser::Chromium;
use crate::support::database::{Kind, run};
use crate::support::schedule::{Row, csv};

#[test]
fn the_path_by_clicking_in_chinese() {
    run(Kind::Sqlite, |app| click_through(app, Lang::ZhCn));
}

#[test]
fn the_path_by_clicking_in_english() {
    run(Kind::Sqlite, |app| click_through(app, Lang::En));
}

/// What is wrong with a page on a telephone: wider than the screen, a heading that leaves a level out, or something that
/// scrolls and cannot be reached by the keyboard (rules heading-order and scrollable-region-focusable of axe).
const FAULTS: &str = r#"
    const faults = [], wide = document.documentElement.scrollWidth;
    if (wide > window.innerWidth + 1) faults.push('scrolls sideways: ' + wide + ' of ' + window.innerWidth);
    let last = 0;
    for (const heading of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
        if (heading.offsetParent === null) continue;
        const level = Number(heading.tagName[1]);
        if (last && level > last + 1) faults.push('h' + last + ' before ' + heading.outerHTML.slice(0, 80));
        last = level;
    }
    for (const box of document.querySelectorAll('body *')) {
        const style = getComputedStyle(box);
        const scrolls = /(auto|scroll)/.test(style.overflowX) && box.scrollWidth > box.clientWidth + 1;
        if (scrolls && box.tabIndex < 0 && !box.querySelector('a[href],button,input,select,textarea,summary,[tabindex]'))
            faults.push('no keyboard reaches ' + box.outerHTML.slice(0, 80));
    }
    return { faults };
"#;

#[test]
fn pages_do_not_scroll_sideways_on_a_telephone_and_headings_and_scrollers_are_in_order() {
    run(Kind::Sqlite, |app: TestApp| async move {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        let server = app.serve().await;
        for (lang, people) in [
            (Lang::ZhCn, &["receiving_officer", "administrator", "finance_maker", "credit_checker", "auditor"][..]),
            (Lang::En, &["receiving_officer", "administrator", "a.preparer", "credit_checker"]),
        ] {
            let Some(mut browser) = Chromium::open_at(&server.address, lang, Some(390)).await else { return };
            for login in people {
                browser.sign_in(login).await;
                let mut next = vec![
                    "/".to_owned(),
                    "/help/scheme-language".to_owned(),
                    "/help/scheme-reference".to_owned(),
                    "/help/cluster".to_owned(),
                    "/help/copies".to_owned(),
                ];
                next.extend(
                    ["/calls/open", "/credit/sources", "/notices/GS-2026-0001", "/notices/manage"].map(str::to_owned),
                );
                while let Some(path) = next.pop() {
                    browser.visit(&path).await;
                    let found = browser.measure(FAULTS).await;
                    let faults: Vec<&str> =
                        found["faults"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
                    assert!(faults.is_empty(), "{login} {path}: {faults:#?}");
                }
            }
            browser.close().await;
        }
    });
}

/// Files that people choose from their own folder.
struct Folder(tempfile::TempDir);

impl Folder {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

async fn schedule(app: &TestApp, rows: &[Row]) -> Vec<u8> {
    let versions = xinbu::store::scheme::all(app.app.store.read()).await.unwrap();
    let version = versions.iter().find(|v| v.scheme_id == "cq-2022-19").unwrap();
    csv(&app.app.scheme(app.app.store.read(), version.id).await.unwrap().template, rows)
}

async fn click_through(app: TestApp, lang: Lang) {
    let server = app.serve().await;
    let Some(mut browser) = Chromium::open(&server.address, lang).await else { return };
    let folder = Folder(tempfile::tempdir().unwrap());
    let number = apply(&app, &mut browser, &folder).await;
    decide(&mut browser, &number).await;
    publish(&mut browser, &folder, &number).await;
    let batch = pay(&mut browser).await;
    reconcile(&app, &mut browser, &folder, &number).await;
    browser.sign_in("auditor").await;
    browser.click("nav a[href='/proof']").await;
    browser.sees("26,000.00").await;
    browser.go("/audit/verify").await;
    browser.send("/audit/verify").await;
    browser.sees("I13").await;
    assert!(app.payments(&number).await[0].batch_id.is_some(), "{batch}");
    assert_eq!(app.application(&number).await.state.key(), "settled");
    app.is_sound().await;
    browser.close().await;
}

/// The firm: from the open call to the signature.
async fn apply(app: &TestApp, browser: &mut Chromium, folder: &Folder) -> String {
    browser.sign_in("a.preparer").await;
    browser.click("nav a[href='/calls']").await;
    browser.send(&format!("/calls/{}/apply", app.guarantee_call)).await;
    let own = browser.path().await;
    let number = own.rsplit('/').next().unwrap().to_owned();
    browser.click(&format!("main a[href='{own}/facts']")).await;
    browser.tick("main input[name='government_owned'][value='no']").await;
    browser.send("/facts").await;
    browser.click("nav a[href='/firm']").await;
    browser.fill("bank_name", "建设银行江临分行").await;
    browser.fill("account_no", "6222001111111111").await;
    browser.fill("cnaps", "105100000018").await;
    browser.send("/firm/account").await;
    // The check digit is wrong: what was typed is still there, and only that field is to be corrected.
    browser.sees("105100000018").await;
    browser.fill("account_no", "6222001111111111").await;
    browser.fill("cnaps", "105100000017").await;
    browser.send("/firm/account").await;

    let bad = schedule(app, &[Row::contract(1), Row::contract(2).with("amount", "500万元")]).await;
    browser.go(&format!("{own}/schedule")).await;
    browser.choose(&folder.file("明细表.csv", &bad)).await;
    browser.send("/schedule").await;
    browser.sees("500万元").await;
    let good = schedule(app, &[Row::contract(1), Row::contract(2)]).await;
    browser.go(&format!("{own}/schedule")).await;
    browser.choose(&folder.file("明细表-2.csv", &good)).await;
    browser.send("/schedule").await;
    // What it would add, change and take away is shown and asked.
    browser.sees("DB-2025-00002").await;
    browser.send("/schedule/replace").await;
    browser.go(&format!("{own}/estimate?row=2")).await;
    browser.sees("26,000.00").await;
    browser.sees("13,000.00").await;
    browser.sees("DB-2025-00001").await;

    browser.sign_in("a.signatory").await;
    browser.click("nav a[href='/applications']").await;
    browser.click(&format!("main a[href='{own}']")).await;
    browser.click(&format!("main a[href='{own}/submit']")).await;
    browser.tick("main input[name='declared']").await;
    browser.send("/submit").await;
    browser.sees_message("application-public-submitted").await;
    number
}

/// The reviewers: each opens the case from the own desk.
async fn decide(browser: &mut Chromium, number: &str) {
    let case = format!("/review/{number}");
    let steps = [
        ("receiving_officer", "accept", "application-state-accepted"),
        ("credit_checker", "check", "application-state-checked"),
        ("first_reviewer", "start", "application-state-in_review"),
        ("first_reviewer", "recommend", "application-state-reviewed"),
        ("second_reviewer", "confirm", "application-state-confirmed"),
    ];
    for (login, act, state) in steps {
        browser.sign_in(login).await;
        browser.click("nav a[href='/review']").await;
        browser.click(&format!("main a[href^='{case}']")).await;
        if act == "recommend" {
            browser.fill("opinion", "材料齐全，同意").await;
        }
        browser.send(&format!("{case}/{act}")).await;
        browser.sees_message(state).await;
    }
    browser.sign_in("approver").await;
    browser.go(&format!("{case}?row=2")).await;
    browser.sees("13,000.00").await;
    browser.send(&format!("{case}/approve")).await;
    browser.sees_message("application-state-approved_provisional").await;
}

/// The notice, five working days, and its end.
async fn publish(browser: &mut Chromium, folder: &Folder, number: &str) {
    browser.sign_in("receiving_officer").await;
    browser.click("nav a[href='/notices/manage']").await;
    browser.tick(&format!("main input[name='pick'][value^='{number}']")).await;
    browser.click("main form[action='/notices/publish'] button").await;
    browser.send("/notices/publish").await;
    browser.sees("GS-2026-0001").await;
    browser.go("/notices/GS-2026-0001").await;
    browser.sees("江临市甲担保有限公司").await;
    // 2 to 6 March are its working days; it can be ended on the 9th.
    for _ in 0..5 {
        browser.click("form[action='/demo/next-day'] button").await;
    }
    browser.go("/notices/manage").await;
    browser.send("/notices/GS-2026-0001/end").await;
    // No money leaves on week-old credit lists: the checker brings new ones.
    browser.sign_in("credit_checker").await;
    browser.click("nav a[href='/credit']").await;
    let penalties = ("CREDIT_PLATFORM", crate::support::app::PENALTIES);
    for (n, (source, list)) in std::iter::once(penalties).chain(crate::support::app::OTHER_LISTS).enumerate() {
        let list = folder.file(&format!("list{n}.csv"), list.as_bytes());
        browser.go("/credit/import").await;
        browser.click(&format!("main select[name='source'] option[value='{source}']")).await;
        browser.choose(&list).await;
        browser.fill("data_date", "2026-03-09").await;
        // Tried first; what was tried is what is imported.
        browser.send("/credit/import").await;
        browser.sees_message("credit-import-tried").await;
        browser.send("/credit/import").await;
    }
}

/// The batch: made by one, approved and sealed by another, sent.
async fn pay(browser: &mut Chromium) -> String {
    browser.sign_in("finance_maker").await;
    browser.click("nav a[href='/payments']").await;
    browser.tick("main input[name='payments']").await;
    browser.click("main form[action='/payments/build'] button").await;
    browser.send("/payments/build").await;
    let batch = browser.path().await;
    browser.send(&format!("{batch}/submit")).await;
    browser.sees_message("batch-state-submitted").await;
    browser.sign_in("finance_approver").await;
    browser.go(&batch).await;
    browser.send(&format!("{batch}/approve")).await;
    browser.sees_message("batch-state-approved").await;
    browser.send(&format!("{batch}/seal")).await;
    browser.sees_message("batch-state-sealed").await;
    browser.sign_in("finance_maker").await;
    browser.go(&batch).await;
    browser.send(&format!("{batch}/send")).await;
    browser.sees_message("batch-state-sent").await;
    batch
}

/// The bank's statement: matched by rule, the rest explained.
async fn reconcile(app: &TestApp, browser: &mut Chromium, folder: &Folder, number: &str) {
    let payment = app.payments(number).await.remove(0);
    let paid = Line::Paid(&payment.end_to_end_id, 2_600_000, &payment.payee_name, payment.account_no.as_str());
    let lines = [Line::Funding(10_000_000), paid, Line::Charge(2_600)];
    let statement = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines);
    browser.sign_in("reconciler").await;
    browser.click("nav a[href='/statements']").await;
    browser.choose(&folder.file("0309.xml", statement.as_bytes())).await;
    browser.send("/statements/import").await;
    for (line, kind) in [(1, "funding"), (3, "charge")] {
        browser.go(&format!("/statements/BS-2026-0001?line={line}")).await;
        browser.tick(&format!("main [name='kind'][value='{kind}']")).await;
        browser.fill_in(&format!("/lines/{line}/explain"), "note", "见银行回单").await;
        browser.send(&format!("/lines/{line}/explain")).await;
    }
}
