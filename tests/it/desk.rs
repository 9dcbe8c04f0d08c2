//! The desk: the menu leads nowhere that is closed, and a home names what waits for each role.

use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::payment::seal::Seal;

use crate::support::bank;
use crate::support::client::visible;
use crate::support::database::{Kind, run};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// The addresses in the menu of a page.
fn menu(page: &str) -> Vec<String> {
    let nav = page.split_once("<nav").unwrap().1.split_once("</nav>").unwrap().0;
    let links = nav.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    links.filter(|link| link.starts_with('/')).collect()
}

/// Sign-in names with their role: the authority's people are called after it.
fn people() -> Vec<String> {
    let officers = Role::ALL.iter().filter(|r| !r.is_firm()).map(|r| r.key().to_owned());
    officers
        .chain(["a.preparer", "a.signatory", "i.preparer", "i.signatory", "city_reviewer"].map(str::to_owned))
        .collect()
}

#[test]
fn every_link_of_every_menu_opens() {
    run(Kind::Sqlite, |app: TestApp| async move {
        app.in_review("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let mut walked = 0;
        for login in people() {
            let browser = server.sign_in(&login).await;
            let links = menu(&browser.page("/").await);
            assert!(links.len() >= 4, "{login}: {links:?}");
            for link in links {
                let answer = browser.get(&link).await;
                assert_eq!(answer.status(), StatusCode::OK, "{login} {link}");
                walked += 1;
            }
        }
        assert!(walked > 100, "{walked}");
    });
}

both_databases! {
    async fn a_home_names_what_waits_for_each_role(app: TestApp) {
        let server = app.serve().await;
        let quiet = ["finance_maker", "finance_approver", "reconciler", "receiving_officer", "credit_checker", "approver", "objection_handler", "second_reviewer"];
        for login in quiet {
            assert!(server.sign_in(login).await.page("/").await.contains("目前没有待您办理的事项"), "{login} has nothing yet");
        }
        // One case at each stage.
        let waits = async |login: &str, words: &str, link: &str| {
            let browser = server.sign_in(login).await;
            let page = browser.page("/").await;
            let main = page.split_once("<main").unwrap().1;
            assert!(main.contains(words), "{login} is told of “{words}”: {}", visible(&page));
            assert!(!main.contains("目前没有待您办理的事项"), "{login}: {}", visible(&page));
            assert!(main.contains(&format!("href=\"{link}\"")), "{login} {link}");
            assert_eq!(browser.get(link).await.status(), StatusCode::OK, "{login} {link}");
        };
        let draft = app.draft("i").await;
        for login in ["i.preparer", "i.signatory"] {
            let page = server.sign_in(login).await.page("/").await;
            assert!(page.split_once("<main").unwrap().1.contains(&draft), "{login} sees the draft");
            let menu = page.split_once("<nav").unwrap().1.split_once("</nav>").unwrap().0;
            let link = menu.split_once("/applications\"").unwrap().1.split("</a>").next().unwrap();
            assert!(link.contains(">1<"), "{login}: the menu counts it: {link}");
        }
        let number = app.submitted("b", &[Row::contract(7)]).await;
        waits("receiving_officer", "申报：已提交", "/review?role=receiving_officer").await;
        app.brought_to_review(&number).await;
        waits("first_reviewer", "申报：审核中", "/review?role=first_reviewer").await;
        let case = app.payable("a", &[Row::contract(1)]).await;
        waits("finance_maker", "拨付：待支付", "/payments").await;
        let payments = app.payments(&case).await.into_iter().map(|p| p.number).collect();
        let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
        waits("finance_maker", "支付批次：草稿", "/batches").await;
        app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
        waits("finance_approver", "支付批次：待复核", "/batches").await;
        app.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
        waits("finance_approver", "支付批次：已审批", "/batches").await;
        app.run("finance_approver", &Seal { number: batch.clone(), version: 3 }).await.unwrap();
        waits("finance_maker", "支付批次：已封存", "/batches").await;
        let reconciler = app.actor("reconciler").await;
        let lines = [bank::Line::Funding(10_000_000)];
        let statement = bank::statement("S-1", 1, ("2026-03-09", "2026-03-09"), 0, &lines).into_bytes();
        xinbu::service::reconcile::import_statement::import_statement(&app.app, &reconciler, None, "s.xml", statement).await.unwrap();
        waits("reconciler", "银行流水：未匹配", "/statements").await;
    }
}

#[test]
fn a_notice_waits_for_its_officer_when_it_is_over_and_not_before() {
    run(Kind::Sqlite, |app: TestApp| async move {
        let (number, _) = app.approved("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        assert!(officer.page("/").await.contains("申报：已审定"));
        let applications = vec![(number.clone(), app.version(&number).await)];
        app.run("receiving_officer", &xinbu::service::notice::publish::Publish { applications }).await.unwrap();
        assert!(officer.page("/").await.contains("目前没有待您办理的事项"), "the notice runs");
        app.go_to("2026-03-09");
        let officer = server.sign_in("receiving_officer").await;
        assert!(officer.page("/").await.contains("公示期满"));
    });
}
