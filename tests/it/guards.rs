//! What the database itself refuses, tried around the program: segregation of duties, illegal moves, edits of what
//! counted, double payments; and a log that shows every alteration.

mod counted;

use domain::role::{CONFLICTS, Step};
use sea_orm::{ConnectionTrait, DatabaseBackend, TransactionTrait};
use xinbu::service::verify::verify;

use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

pub async fn refused(app: &TestApp, sql: &str, why: &str) {
    match app.sql(sql).await {
        Ok(rows) => panic!("{sql}: {rows} rows changed, it should have been refused"),
        Err(error) => assert!(error.to_string().contains(why), "{sql}: {error}"),
    }
}

/// A literal of an id in this database's words.
pub fn id(app: &TestApp, uuid: uuid::Uuid) -> String {
    match app.app.store.backend() {
        DatabaseBackend::Sqlite => format!("x'{}'", uuid.simple()),
        _ => format!("'{uuid}'"),
    }
}

both_databases! {
    async fn no_pair_of_incompatible_steps_is_taken_by_one_person(app: TestApp) {
        let number = app.draft("a").await;
        let case = app.application(&number).await;
        let insert = |step: Step, person: uuid::Uuid| {
            format!(
                "INSERT INTO case_step (id, application_id, step, person_id, role, event, reason, content_sha256, at)
                 VALUES ({}, {}, '{step}', {}, 'auditor', 'test', '', '', '2026-03-02 01:00:00+00:00')",
                id(&app, uuid::Uuid::from_u128(rand(step, person))), id(&app, case.id.uuid()), id(&app, person),
            )
        };
        fn rand(step: Step, person: uuid::Uuid) -> u128 {
            person.as_u128() ^ (1 + step as u128)
        }
        let outside = |step: Step| matches!(step, Step::Prepared | Step::Signed);
        // Each pair is tried on people who have no step yet; the trigger looks at the person, not at the role.
        let mut inside: Vec<_> = Vec::new();
        for role in domain::role::Role::ALL.iter().filter(|r| !r.is_firm()) {
            inside.push(app.actor(role.key()).await.person.uuid());
        }
        let mut tried = 0;
        for (a, b) in CONFLICTS.iter().filter(|(a, b)| !outside(*a) && !outside(*b)) {
            let person = inside[tried % inside.len()];
            let tx = app.direct().await.begin().await.unwrap();
            tx.execute_unprepared(&insert(*a, person)).await.unwrap();
            let second = tx.execute_unprepared(&insert(*b, person)).await.unwrap_err().to_string();
            assert!(second.contains("xinbu:same-person"), "{a} then {b}: {second}");
            tx.rollback().await.unwrap();
            tried += 1;
        }
        assert!(tried >= 15, "only {tried} pairs");
        // The firm's people never act inside, the authority's never for the firm; the preparer never signs.
        let preparer = app.actor("a.preparer").await.person.uuid();
        let signatory = app.actor("a.signatory").await.person.uuid();
        refused(&app, &insert(Step::Reviewed, signatory), "xinbu:not-your-role").await;
        refused(&app, &insert(Step::Signed, inside[0]), "xinbu:not-your-role").await;
        refused(&app, &insert(Step::Signed, preparer), "xinbu:same-person").await;
        // A pair that may meet is accepted.
        app.sql(&insert(Step::Received, inside[0])).await.unwrap();
    }
}

both_databases! {
    async fn a_state_moves_only_along_the_table(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        refused(&app, &format!("UPDATE application SET state = 'approved' WHERE number = '{number}'"), "xinbu:not-in-this-state").await;
        refused(&app, &format!("UPDATE application SET state = 'settled' WHERE number = '{number}'"), "xinbu:not-in-this-state").await;
        // The right state alone is not enough: the move names its event, and who makes it in which role.
        refused(&app, &format!("UPDATE application SET state = 'accepted' WHERE number = '{number}'"), "xinbu:not-in-this-state").await;
        let by = |event: &str, role: &str, person: uuid::Uuid| format!(
            "UPDATE application SET state = 'accepted', moved_event = '{event}', moved_role = '{role}', moved_by = {} WHERE number = '{number}'",
            id(&app, person),
        );
        let (officer, auditor) = (app.actor("receiving_officer").await.person.uuid(), app.actor("auditor").await.person.uuid());
        refused(&app, &by("check", "receiving_officer", officer), "xinbu:not-in-this-state").await;
        refused(&app, &by("accept", "auditor", auditor), "xinbu:not-your-role").await;
        refused(&app, &by("accept", "receiving_officer", auditor), "xinbu:not-your-role").await;
        assert_eq!(app.sql(&by("accept", "receiving_officer", officer)).await.unwrap(), 1);
    }
}

both_databases! {
    async fn what_was_signed_stays_as_signed(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        refused(&app, &format!("UPDATE application SET facts = '{{}}' WHERE number = '{number}'"), "xinbu:content-changed").await;
        refused(&app, "UPDATE line SET amount_fen = amount_fen + 1", "xinbu:append-only").await;
        refused(&app, "UPDATE line SET row_values = '[]'", "xinbu:append-only").await;
        refused(&app, "DELETE FROM line", "xinbu:append-only").await;
        refused(&app, "DELETE FROM application", "xinbu:append-only").await;
    }
}

both_databases! {
    async fn what_counted_is_never_edited(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        for table in ["transfer", "case_step", "calculation", "credit_check", "audit_event", "award", "document", "scheme_version"] {
            refused(&app, &format!("DELETE FROM {table}"), "xinbu:append-only").await;
        }
        refused(&app, "UPDATE transfer SET amount_fen = amount_fen + 1", "xinbu:append-only").await;
        refused(&app, "UPDATE audit_event SET action = 'nothing'", "xinbu:append-only").await;
        refused(&app, "UPDATE payment SET amount_fen = 1", "xinbu:append-only").await;
        refused(&app, "UPDATE payment SET account_no = '6222999999999999'", "xinbu:append-only").await;
        refused(&app, "UPDATE payment_batch SET file_sha256 = 'x'", "xinbu:append-only").await;
        refused(&app, "UPDATE payment_batch SET sum_fen = sum_fen + 1", "xinbu:append-only").await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_counted_can_be_neither_deleted_nor_edited(app: TestApp) {
        counted::hold(&app).await;
    }
}

both_databases! {
    async fn an_award_has_one_live_payment(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let payment = app.payments(&number).await.remove(0);
        let copy = format!(
            "INSERT INTO payment (id, number, award_id, application_id, budget_line_id, attempt, amount_fen, payee_name, account_no,
               cnaps, end_to_end_id, state, batch_id, return_reason, created_at, payee_code, part)
             SELECT {}, 'ZF-X', award_id, application_id, budget_line_id, 2, amount_fen, payee_name, account_no, cnaps, 'X', 'ready',
               NULL, '', created_at, payee_code, part FROM payment WHERE number = '{}'",
            id(&app, uuid::Uuid::from_u128(7)), payment.number,
        );
        let error = app.sql(&copy).await.unwrap_err().to_string();
        assert!(error.contains("payment_one_live_per_award") || error.contains("payment.award_id"), "{error}");
    }
}

both_databases! {
    async fn an_altered_event_is_found_at_its_place(app: TestApp) {
        app.submitted("a", &[Row::contract(1)]).await;
        app.is_sound().await;
        // A database administrator can take the trigger away; the chain still tells.
        match app.app.store.backend() {
            DatabaseBackend::Sqlite => app.sql("DROP TRIGGER audit_event_no_update").await.unwrap(),
            _ => app.sql("DROP TRIGGER audit_event_append_only ON audit_event").await.unwrap(),
        };
        let changed = app.sql("UPDATE audit_event SET payload = replace(payload, 'draft', 'drafT') WHERE action = 'application.submit'").await.unwrap();
        assert_eq!(changed, 1);
        let findings = verify(&app.app).await.unwrap();
        let chain = findings.iter().find(|f| f.invariant == "I13").unwrap();
        assert_eq!(chain.violations.len(), 1, "{:?}", chain.violations);
        assert!(chain.violations[0].contains("was altered"), "{:?}", chain.violations);
    }
}

both_databases! {
    async fn an_altered_amount_is_found_by_deriving_it_again(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        app.sql("UPDATE line_standing SET amount_fen = amount_fen + 1 WHERE row_no = 2").await.unwrap();
        let findings = verify(&app.app).await.unwrap();
        let derived = findings.iter().find(|f| f.invariant == "recalculation").unwrap();
        assert!(derived.violations.iter().any(|v| v.contains(&number)), "{:?}", derived.violations);
    }
}
