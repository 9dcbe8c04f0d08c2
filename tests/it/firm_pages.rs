//! A firm works through its pages: starts, answers, uploads with errors, reads the reasons, and somebody else signs.

use reqwest::StatusCode;

use crate::support::both_databases;
use crate::support::client::{hidden, visible};
use crate::support::schedule::{Row, csv};

both_databases! {
    async fn a_firm_goes_through_its_pages(app: TestApp) {
        let server = app.serve().await;
        let (preparer, signatory) = (server.sign_in("a.preparer").await, server.sign_in("a.signatory").await);
        preparer.page("/calls").await;
        let call = format!("/calls/{}", app.guarantee_call);
        preparer.page(&call).await;
        let template = preparer.get(&format!("{call}/template.xlsx")).await;
        assert!(template.bytes().await.unwrap().starts_with(b"PK"));
        let here = preparer.go(&format!("{call}/apply"), &[]).await;
        let version = |page: &str| hidden(page, "version").expect("the form has a version");

        let page = preparer.page(&format!("{here}/facts")).await;
        let nothing = preparer.post(&format!("{here}/facts"), &[("version", &version(&page))]).await;
        assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text().await.unwrap().contains("href=\"#government_owned\""));
        let strange = preparer.post(&format!("{here}/facts"), &[("version", &version(&page)), ("total", "1")]).await;
        assert_eq!(strange.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let answers = [("version", version(&page)), ("government_owned", "no".to_owned())];
        let answers: Vec<(&str, &str)> = answers.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert_eq!(preparer.go(&format!("{here}/facts"), &answers).await, here);
        let old = preparer.post(&format!("{here}/facts"), &answers).await;
        assert_eq!(old.status(), StatusCode::CONFLICT, "a version that is over");

        let wrong = [("bank_name", "建设银行江临分行"), ("account_no", "6.22E+18"), ("cnaps", "105100000017")];
        let refused = preparer.post("/firm/account", &wrong).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let refused = refused.text().await.unwrap();
        assert!(refused.contains("6.22E+18") && refused.contains("account_no-error"), "{}", visible(&refused));
        preparer.go("/firm/account", &[wrong[0], ("account_no", "6222001111111111"), wrong[2]]).await;
        let firm = preparer.page("/firm").await;
        assert!(!firm.contains("6222001111111111"), "an account is shown masked");

        let schedule = format!("{here}/schedule");
        let page = preparer.page(&schedule).await;
        let version_now = version(&page);
        let junk = preparer.try_upload(&schedule, "a.pdf", b"%PDF-1.7 junk".to_vec(), &[("version", &version_now)]).await;
        assert_eq!(junk.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let headings = preparer.try_upload(&schedule, "a.csv", "甲,乙\n1,2\n".into(), &[("version", &version_now)]).await;
        assert_eq!(headings.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let scheme = {
            let db = app.app.store.read();
            let call = xinbu::store::call::by_number(db, &app.actor("a.preparer").await.scope().unwrap(), &app.guarantee_call).await.unwrap();
            app.app.scheme(db, call.scheme_version_id).await.unwrap()
        };
        let rows = [Row::contract(1), Row::contract(2).with("amount", "壹佰万"), Row::contract(3).with("fee_rate", "9.00")];
        let file = csv(&scheme.template, &rows);
        preparer.upload(&schedule, "明细.csv", file.clone(), &[("version", &version_now)]).await;
        let result = preparer.page(&schedule).await;
        assert!(result.contains("DB-2025-00002"), "the contract of a bad row is read again: {}", visible(&result));
        assert!(result.contains("壹佰万"));
        preparer.page(&format!("{schedule}?show=good")).await;
        assert_eq!(preparer.get(&format!("{schedule}/original")).await.bytes().await.unwrap(), file);
        let marked = preparer.get(&format!("{schedule}/errors.xlsx")).await.bytes().await.unwrap();
        assert!(marked.starts_with(b"PK"));
        preparer.page(&format!("{here}/estimate")).await;
        preparer.page(&format!("{here}/estimate?row=2")).await;
        assert_eq!(preparer.get(&format!("{here}/estimate?row=99")).await.status(), StatusCode::NOT_FOUND);
        preparer.page(&here).await;
        preparer.page("/").await;
        preparer.page("/applications").await;

        let page = signatory.page(&format!("{here}/submit")).await;
        let undeclared = signatory.post(&format!("{here}/submit"), &[("version", &version(&page))]).await;
        assert_eq!(undeclared.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let declared = [("version", version(&page)), ("declared", "yes".to_owned())];
        let mut declared: Vec<(&str, &str)> = declared.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let with_errors = signatory.post(&format!("{here}/submit"), &declared).await.text().await.unwrap();
        assert!(with_errors.contains("#leave_out_bad_rows"), "{}", visible(&with_errors));
        declared.push(("leave_out_bad_rows", "yes"));
        assert_eq!(preparer.post(&format!("{here}/submit"), &declared).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(signatory.go(&format!("{here}/submit"), &declared).await, here);
        let submitted = signatory.page(&here).await;
        assert!(submitted.contains("id=\"receipt\""));
        let ask = signatory.page(&format!("{here}/withdraw")).await;
        let other = server.sign_in("b.preparer").await;
        for path in ["", "/facts", "/schedule", "/estimate", "/submit", "/schedule/original"] {
            assert_eq!(other.get(&format!("{here}{path}")).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
        signatory.go(&format!("{here}/withdraw"), &[("version", &version(&ask))]).await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_file_of_a_firm_names_all_its_people(app: TestApp) {
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        for status in ["active", "disabled"] {
            let becomes = format!("UPDATE person SET status = '{status}' WHERE login = 'a.signatory'");
            app.sql(&becomes).await.unwrap();
            let page = preparer.page("/firm").await;
            assert!(page.contains("a.signatory"), "{status}: {}", visible(&page));
        }
    }
}

both_databases! {
    async fn how_a_case_is_paid_is_not_taken_for_its_approval(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        let approver = app.actor("approver").await.name.0;
        let of_the_batch = app.actor("finance_approver").await.name.0;
        let server = app.serve().await;
        let page = server.sign_in("first_reviewer").await.page(&format!("/review/{number}")).await;
        let stations = page.split_once("<ol class=\"steps").unwrap_or_else(|| panic!("{}", visible(&page))).1;
        let stations = stations.split_once("</ol>").unwrap().0;
        assert!(stations.contains(&approver) && !stations.contains(&of_the_batch), "{stations}");
        let firm = visible(&server.sign_in("a.preparer").await.page(&format!("/applications/{number}")).await);
        assert!(!firm.contains("受理单位审查材料是否齐全"), "what happens next is told while it does: {firm}");
    }
}
