//! What was altered behind the program is found and named; what nobody touched is sound.

mod acts;
mod derived;
mod lines;
mod random;

use sea_orm::DatabaseBackend;
use xinbu::service::account::known;
use xinbu::service::verify::verify;

use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// What an invariant says is wrong.
async fn said(app: &TestApp, invariant: &str) -> String {
    let findings = verify(&app.app).await.unwrap();
    findings.into_iter().find(|f| f.invariant == invariant).unwrap().violations.join("\n")
}

both_databases! {
    async fn a_document_blanked_at_its_size_is_named(app: TestApp) {
        app.paid("a", &[Row::contract(1)]).await;
        app.is_sound().await;
        // What came as a schedule is kept in pieces, a statement in one.
        let of_schedule = "document_id = (SELECT id FROM document WHERE file_name = 'schedule.csv')";
        let kept = [("document_chunk", "bytes", of_schedule, "schedule.csv"), ("document", "content", "file_name = '0309.xml'", "0309.xml")];
        for (lines, (table, column, whose, name)) in (1..).zip(kept) {
            let blank = match app.app.store.backend() {
                DatabaseBackend::Sqlite => format!("zeroblob(length({column}))"),
                _ => format!("decode(repeat('00', length({column})), 'hex')"),
            };
            assert_eq!(app.without_guards(table, &format!("UPDATE {table} SET {column} = {blank} WHERE {whose}")).await, 1);
            assert!(said(&app, "I14").await.is_empty(), "its size is the same");
            let found = said(&app, "files").await;
            assert!(found.contains(&format!("document {name}")) && found.lines().count() == lines, "{found}");
        }
        let turned = match app.app.store.backend() {
            DatabaseBackend::Sqlite => "zeroblob(length(file_bytes))",
            _ => "decode(repeat('00', length(file_bytes)), 'hex')",
        };
        app.without_guards("payment_batch", &format!("UPDATE payment_batch SET file_bytes = {turned}")).await;
        assert!(said(&app, "files").await.contains("payment_batch"), "the file that the bank got");
    }
}

both_databases! {
    async fn a_log_whose_end_or_whole_was_taken_away_is_named(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        app.is_sound().await;
        let case = app.application(&number).await.id;
        let last = format!(
            "DELETE FROM audit_event WHERE aggregate_kind = 'application' AND aggregate_id = '{case}' AND agg_version =
               (SELECT MAX(agg_version) FROM audit_event WHERE aggregate_kind = 'application' AND aggregate_id = '{case}')"
        );
        assert_eq!(app.without_guards("audit_event", &last).await, 1);
        let found = said(&app, "I13").await;
        assert!(found.contains(&format!("application {case}: of ")) && found.lines().count() == 1, "{found}");
        // All of a thing, with what was kept of its chain.
        app.without_guards("audit_event", "DELETE FROM audit_event WHERE aggregate_kind IN ('notice', 'statement')").await;
        let found = said(&app, "I13").await;
        assert!(found.contains("notice") && found.contains("events are missing"), "{found}");
        app.without_guards("audit_head", "DELETE FROM audit_head WHERE aggregate_kind IN ('notice', 'statement')").await;
        let found = said(&app, "I13").await;
        assert!(found.contains("notice GS-2026-0001: its events are missing"), "{found}");
        assert!(found.contains("statement "), "{found}");
        // The program's own door keeps what was kept of a chain.
        let kept = app.sql("DELETE FROM audit_head").await.unwrap_err().to_string();
        assert!(kept.contains("xinbu:append-only"), "{kept}");
    }
}

both_databases! {
    async fn another_account_of_an_award_or_a_payment_is_named(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.is_sound().await;
        app.without_guards("award", "UPDATE award SET account_no = '6222009999999999'").await;
        let found = said(&app, "accounts").await;
        assert!(found.contains(&number) && found.lines().count() == 1, "{found}");
        app.without_guards("payment", "UPDATE payment SET cnaps = '102100099996'").await;
        let found = said(&app, "accounts").await;
        assert!(found.contains(&app.payments(&number).await[0].number), "{found}");
    }
}

both_databases! {
    async fn other_roles_or_another_unit_than_were_given_are_named(app: TestApp) {
        app.is_sound().await;
        let grant = "INSERT INTO role_grant (person_id, role, granted_at)
            SELECT id, 'finance_approver', created_at FROM person WHERE login = 'finance_maker'";
        app.without_guards("role_grant", grant).await;
        let found = said(&app, "people").await;
        assert!(found.contains("finance_maker") && found.lines().count() == 1, "{found}");
        app.without_guards("person", "UPDATE person SET unit_id = (SELECT id FROM unit WHERE code = '430000') WHERE login = 'city_officer'").await;
        assert!(said(&app, "people").await.contains("city_officer"));
        let revoke = "DELETE FROM role_grant WHERE person_id = (SELECT id FROM person WHERE login = 'auditor')";
        app.without_guards("role_grant", revoke).await;
        assert!(said(&app, "people").await.contains("auditor"));
    }
}

both_databases! {
    async fn people_of_before_the_log_knew_them_are_noted_once(app: TestApp) {
        let noted = "action IN ('person.roles', 'installation.people')";
        let heads = "DELETE FROM audit_head WHERE aggregate_kind = 'person' OR aggregate_id = 'people'";
        app.without_guards("audit_event", &format!("DELETE FROM audit_event WHERE {noted}")).await;
        app.without_guards("audit_head", heads).await;
        app.is_sound().await;
        xinbu::service::bring_along(&app.app).await.unwrap();
        app.is_sound().await;
        let events = app.count(&format!("audit_event WHERE {noted}")).await;
        assert_eq!(events, app.count("person").await + 1);
        known::begin(&app.app).await.unwrap();
        assert_eq!(app.count(&format!("audit_event WHERE {noted}")).await, events, "once");
        app.without_guards("role_grant", "UPDATE role_grant SET role = 'approver' WHERE role = 'city_officer' OR role = 'auditor'").await;
        assert!(said(&app, "people").await.contains("auditor"));
    }
}

/// What is written over bytes and their hash together.
fn forged(app: &TestApp) -> (String, String) {
    let bytes = b"another file";
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    let content = match app.app.store.backend() {
        DatabaseBackend::Sqlite => format!("x'{hex}'"),
        _ => format!("decode('{hex}', 'hex')"),
    };
    (content, xinbu::service::id::sha256(bytes))
}

both_databases! {
    async fn a_file_written_over_together_with_its_hash_is_named_since_the_log_knows_another(app: TestApp) {
        app.paid("a", &[Row::contract(1)]).await;
        app.is_sound().await;
        let (content, hash) = forged(&app);
        for (file, kind) in [("schedule.csv", "schedule"), ("0309.xml", "statement")] {
            // The one is kept in a piece, the other in its row.
            let pieces = format!("UPDATE document_chunk SET bytes = {content} WHERE document_id = (SELECT id FROM document WHERE kind = '{kind}')");
            let own = if app.without_guards("document_chunk", &pieces).await == 1 { "content" } else { content.as_str() };
            let sql = format!("UPDATE document SET content = {own}, sha256 = '{hash}', size_bytes = 12 WHERE kind = '{kind}'");
            assert_eq!(app.without_guards("document", &sql).await, 1);
            assert!(said(&app, "I14").await.is_empty());
            let found = said(&app, "files").await;
            assert!(found.contains(&format!("document {file}")), "{found}");
        }
        app.without_guards("payment_batch", &format!("UPDATE payment_batch SET file_bytes = {content}, file_sha256 = '{hash}'")).await;
        assert!(said(&app, "files").await.contains("payment_batch PB-2026-0001"));
    }
}

both_databases! {
    async fn another_account_in_the_signature_and_all_that_follows_from_it_is_named_by_the_seal_in_the_log(app: TestApp) {
        let (firm, _) = app.approved("a", &[Row::contract(1)]).await;
        let (insurer, _) = app.approved("i", &[Row::policy(1), Row::policy(2)]).await;
        app.notice_over(&[&firm, &insurer]).await;
        app.is_sound().await;
        // The firm's own account, everywhere at once.
        for table in ["signed_payee", "award", "payment", "firm_account"] {
            app.without_guards(table, &format!("UPDATE {table} SET account_no = '6222009999999999' WHERE account_no = '6222001111111111'")).await;
        }
        assert!(said(&app, "accounts").await.is_empty(), "they agree with one another");
        let found = said(&app, "signatures").await;
        assert!(found.contains(&firm) && !found.contains(&insurer), "{found}");
        // The account of an enterprise: not the one of its lines.
        for table in ["signed_payee", "award", "payment"] {
            app.without_guards(table, &format!("UPDATE {table} SET account_no = '6222008888888888' WHERE account_no = '6222000000000001'")).await;
        }
        assert!(said(&app, "accounts").await.is_empty());
        let found = said(&app, "signatures").await;
        assert!(found.contains(&insurer) && found.contains("its account is not the one of its lines"), "{found}");
        // In the lines as well: not what was signed, and the calculation is the same.
        app.without_guards("line", "UPDATE line SET row_values = REPLACE(row_values, '6222000000000001', '6222008888888888')").await;
        assert!(said(&app, "recalculation").await.is_empty());
        let found = said(&app, "signatures").await;
        assert!(found.contains(&format!("{insurer}: answers, lines, account or papers are not those that were signed")), "{found}");
        assert!(!found.contains("of its lines"), "{found}");
    }
}

both_databases! {
    async fn another_account_in_a_supplement_and_its_request_is_named(app: TestApp) {
        let case = app.payable("a", &[Row::contract(1)]).await;
        app.moved_to_another_account(&case).await;
        app.is_sound().await;
        for table in ["account_change", "signed_payee", "payment", "firm_account"] {
            app.without_guards(table, &format!("UPDATE {table} SET account_no = '6222007777777777' WHERE account_no = '6222009999999999'")).await;
        }
        assert!(said(&app, "accounts").await.is_empty());
        let found = said(&app, "signatures").await;
        assert!(found.contains(&case) && found.contains("in no supplement") && found.lines().count() == 1, "{found}");
    }
}

both_databases! {
    async fn the_page_of_the_verification_says_in_both_languages_what_holds_and_names_what_does_not(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let auditor = server.sign_in("auditor").await;
        let asked = async |lang: &str| {
            let page = auditor.page(&format!("/audit/verify?lang={lang}")).await;
            assert!(!page.contains("audit-verify-"), "{page}");
            auditor.post("/audit/verify", &[]).await.text().await.unwrap()
        };
        let rules = verify(&app.app).await.unwrap().len();
        for (lang, good, words) in [("zh", "全部规则成立", "签署时的内容"), ("en", "Every rule holds", "were signed")] {
            let page = asked(lang).await;
            assert!(page.contains(good) && page.contains(words), "{lang}: {}", crate::support::client::visible(&page));
            assert!(!page.contains("invariant-"), "{lang}: each rule is in words");
            assert_eq!(page.matches("<th scope=\"row\">").count(), rules, "{lang}: each has its row");
        }
        app.without_guards("signed_payee", "UPDATE signed_payee SET account_no = '6222009999999999'").await;
        for (lang, words) in [("zh", "不成立"), ("en", "Violated")] {
            let page = asked(lang).await;
            assert!(page.contains(words) && page.contains(&number), "{lang}: {}", crate::support::client::visible(&page));
        }
    }
}
