//! What was altered behind the program is found and named; what nobody touched is sound.

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
        let blank = match app.app.store.backend() {
            DatabaseBackend::Sqlite => "zeroblob(length(content))",
            _ => "decode(repeat('00', length(content)), 'hex')",
        };
        app.without_guards("document", &format!("UPDATE document SET content = {blank} WHERE file_name = 'schedule.csv'")).await;
        assert!(said(&app, "I14").await.is_empty(), "its size is the same");
        let found = said(&app, "files").await;
        assert!(found.contains("document schedule.csv") && found.lines().count() == 1, "{found}");
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
