//! Where offices share what is one: the verification of the whole, files of the same bytes, and numbers that are masked.

use domain::credit::Statement;
use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::account::provision::{Unit, provision};
use xinbu::service::attached::Attached;
use xinbu::service::credit::statement::Enter;

use crate::support::app::{FIRM_A, PDF, code, person, setup};
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

impl TestApp {
    /// A unit with an auditor and a credit checker, whose names begin with its code.
    async fn unit(&self, unit: &str, parent: Option<&str>, level: &str) {
        let own = Unit {
            code: unit.to_owned(),
            parent: parent.map(str::to_owned),
            level: level.to_owned(),
            zh: format!("{unit} 单位"),
            en: format!("Unit {unit}"),
        };
        let roles = [Role::Auditor, Role::CreditChecker];
        let people = roles.map(|role| person(&format!("{unit}.{}", role.key()), Some(unit), None, role));
        let mut setup = setup();
        (setup.units, setup.people) = (vec![own], people.to_vec());
        setup.firms.clear();
        setup.bank_accounts.clear();
        setup.budget_lines.clear();
        provision(&self.app, &setup).await.unwrap();
    }
}

both_databases! {
    async fn what_the_verification_names_of_other_offices_is_told_to_the_one_unit_at_the_top_alone(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        app.unit("430700", Some("430000"), "city").await;
        app.without_guards("signed_payee", "UPDATE signed_payee SET account_no = '6222009999999999'").await;
        let server = app.serve().await;
        let verified = async |login: &str| {
            let auditor = server.sign_in(login).await;
            auditor.page("/audit/verify?lang=zh").await;
            auditor.post("/audit/verify", &[]).await.text().await.unwrap()
        };
        let page = verified("auditor").await;
        assert!(page.contains("不成立") && page.contains(&number), "the top of all: {}", visible(&page));
        for other in ["430700.auditor", "520000.auditor"] {
            if other.starts_with("52") {
                app.unit("520000", None, "province").await;
            }
            let page = verified(other).await;
            assert!(page.contains("不成立"), "everybody's money rests on the log: {}", visible(&page));
            assert!(!page.contains(&number) && !page.contains("signed_payee"), "{other}: {}", visible(&page));
            assert!(visible(&page).contains("最上级单位"), "and the page says why: {}", visible(&page));
        }
        // Where two provinces share an installation, it belongs to none of them.
        let page = verified("auditor").await;
        assert!(page.contains("不成立") && !page.contains(&number), "{}", visible(&page));
    }
}

both_databases! {
    async fn two_offices_that_file_the_same_bytes_each_open_their_own_file(app: TestApp) {
        app.submitted("a", &[Row::contract(1)]).await;
        app.unit("520000", None, "province").await;
        let mut hash = String::new();
        for (login, name) in [("credit_checker", "甲地证明.pdf"), ("520000.credit_checker", "乙地证明.pdf"), ("credit_checker_2", "丙.pdf")] {
            let evidence = Attached::new(name, PDF.to_vec());
            hash.clone_from(&evidence.sha256);
            let statement = Statement::FormerName(domain::credit::FormerName {
                name: format!("旧名{login}担保有限公司"), from: None, to: None,
            });
            let code = code(FIRM_A).as_str().to_owned();
            let enter = Enter { code, name: "江临市甲担保有限公司".into(), application: None, statement, why: "见附件".into(), evidence };
            app.run(login, &enter).await.unwrap();
        }
        let server = app.serve().await;
        for (login, own) in [("credit_checker", "甲地证明"), ("520000.credit_checker", "乙地证明")] {
            let answer = server.sign_in(login).await.get(&format!("/credit/evidence/{hash}")).await;
            assert_eq!(answer.status(), StatusCode::OK, "{login}");
            let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
            let encoded: String = form_urlencoded::byte_serialize(own.as_bytes()).collect();
            assert!(name.contains(&encoded), "{login}: {name}");
            assert_eq!(answer.bytes().await.unwrap(), PDF);
        }
        // Within an office one file is kept once.
        assert_eq!(app.count("document WHERE kind = 'credit_evidence'").await, 2);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_payees_account_is_masked_wherever_its_line_is_shown_or_derived(app: TestApp) {
        const WHOLE: &str = "6222000000000001";
        let number = app.in_review("i", &[Row::policy(1), Row::policy(2)]).await;
        let lines: i64 = app.count("line WHERE row_values LIKE '%6222000000000001%'").await;
        assert_eq!(lines, 1, "the schedule names it");
        let server = app.serve().await;
        for login in ["first_reviewer", "second_reviewer", "auditor", "finance_maker"] {
            let person = server.sign_in(login).await;
            let case = format!("/review/{number}");
            for page in ["", "?row=2", "?row=3", "/sheet", "/lines/2/trace.json", "/trace.json"] {
                let answer = person.get(&format!("{case}{page}")).await;
                let (status, text) = (answer.status(), answer.text().await.unwrap());
                assert!(!text.contains(WHOLE), "{login} {page} {status}: {}", visible(&text));
            }
        }
        let reviewer = server.sign_in("first_reviewer").await;
        let mut masked = false;
        for line in [2, 3] {
            let page = reviewer.page(&format!("/review/{number}?row={line}")).await;
            masked |= page.split("id=\"line\"").nth(1).is_some_and(|card| card.contains("6222 **** **** 0001"));
        }
        assert!(masked, "the cells of the line are shown");
    }
}
