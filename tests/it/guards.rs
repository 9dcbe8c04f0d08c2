//! What the database itself refuses, whoever asks: every rule is tried by direct SQL, past the program.

use domain::id::{ApplicationId, PersonId};
use domain::role::{Role, Step, compatible};
use domain::workflow::{ApplicationState, BatchState, EntryState, Machine, PaymentState};
use sea_orm::{ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, Statement, Value};
use uuid::Uuid;
use xinbu::service::application::decide_line::Decision;
use xinbu::service::command::{Key, execute};
use xinbu::service::scheme::OpenCall;
use xinbu::store;

use crate::support::app::{BUDGET_LINE, call};
use crate::support::case::TestCase;
use crate::support::sheet::enterprise;
use crate::support::{Firm, Sheet, TestApp, both_databases};

/// The refusal's key after `xinbu:` in an answer of the database, or the whole answer.
fn key(answer: Result<u64, DbErr>) -> String {
    let text = answer.expect_err("the database took it").to_string();
    let after = text.split_once("xinbu:").map(|(_, rest)| rest.to_owned());
    after.map_or(text, |rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect())
}

async fn run(tx: &DatabaseTransaction, text: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), text, values);
    tx.execute_raw(statement).await.map(|done| done.rows_affected())
}

/// Tries a change that must be taken, and takes it back.
async fn taken(app: &TestApp, text: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    let tx = store::tx::begin(&app.store).await.unwrap();
    let done = run(&tx, text, values).await;
    tx.rollback().await.unwrap();
    done
}

both_databases! {
    async fn two_incompatible_steps_of_one_person_are_refused(app: TestApp) {
        let case = app.case_in(ApplicationState::Submitted).await;
        for first in Step::ALL {
            for second in Step::ALL {
                let answer = two_steps(&app, &case, *first, *second).await;
                if compatible(*first, *second) {
                    answer.unwrap_or_else(|e| panic!("{first} then {second}: {e}"));
                } else {
                    assert_eq!(key(answer), "same-person", "{first} then {second}");
                }
            }
        }
    }

    async fn nobody_acts_for_the_other_side(app: TestApp) {
        let case = app.case_in(ApplicationState::Submitted).await;
        let inside = app.actor(Role::Auditor).await.person;
        let stranger = app.firm_actor(Firm::B, Role::Preparer).await.person;
        for (person, step) in [(inside, Step::Signed), (stranger, Step::Prepared)] {
            let tx = store::tx::begin(&app.store).await.unwrap();
            assert_eq!(key(insert_step(&app, &tx, case.row().await.id, step, person).await), "not-your-role", "{step}");
        }
        // One of the applicant firm who took no step yet, so that nothing else can refuse.
        let draft = app.drafted(Firm::B, &Sheet::guarantees(1)).await.row().await.id;
        let applicant = app.firm_actor(Firm::B, Role::Signatory).await.person;
        let tx = store::tx::begin(&app.store).await.unwrap();
        assert_eq!(key(insert_step(&app, &tx, draft, Step::Approved, applicant).await), "not-your-role");
    }

    async fn a_state_changes_only_along_a_row_of_the_table(app: TestApp) {
        let case = app.drafted(Firm::A, &Sheet::guarantees(1)).await;
        use ApplicationState as S;
        for state in [
            S::Draft, S::Submitted, S::Accepted, S::Checked, S::InReview, S::Reviewed, S::Confirmed,
            S::ApprovedProvisional,
        ] {
            case.go_to(state).await;
            every_move::<S>(&app, "application", S::ALL, state, case.row().await.id.uuid()).await;
        }
        let notice = case.publish().await.unwrap();
        every_move::<S>(&app, "application", S::ALL, S::Published, case.row().await.id.uuid()).await;
        case.end_notice(notice).await.unwrap();
        every_move::<S>(&app, "application", S::ALL, S::Approved, case.row().await.id.uuid()).await;

        let payment = case.payments().await[0].id.uuid();
        every_move::<PaymentState>(&app, "payment", PaymentState::ALL, PaymentState::Ready, payment).await;
        let number = case.batch().await;
        let batch = app.batch_row(&number).await.id.uuid();
        every_move::<PaymentState>(&app, "payment", PaymentState::ALL, PaymentState::Batched, payment).await;
        every_move::<BatchState>(&app, "payment_batch", BatchState::ALL, BatchState::Draft, batch).await;
        for state in [BatchState::Submitted, BatchState::Approved, BatchState::Sealed, BatchState::Sent] {
            app.move_batch(&number, state).await.unwrap();
            every_move::<BatchState>(&app, "payment_batch", BatchState::ALL, state, batch).await;
        }
        every_move::<PaymentState>(&app, "payment", PaymentState::ALL, PaymentState::Instructed, payment).await;
        case.import_statement().await;
        every_move::<PaymentState>(&app, "payment", PaymentState::ALL, PaymentState::Paid, payment).await;
        every_move::<S>(&app, "application", S::ALL, S::Settled, case.row().await.id.uuid()).await;
        for state in EntryState::ALL {
            let text = "UPDATE statement_entry SET state = $1";
            let answer = taken(&app, text, vec![state.key().into()]).await;
            assert_eq!(answer.is_ok(), *state == EntryState::Matched, "matched to {state}: {answer:?}");
        }
    }

    async fn what_counted_is_neither_edited_nor_deleted(app: TestApp) {
        settled_with_everything(&app).await;
        for (table, column) in [
            ("transfer", "amount_fen"), ("case_step", "reason"), ("calculation", "total_fen"), ("credit_check", "outcome"),
            ("credit_check_line", "reasons"), ("audit_event", "payload"), ("idempotency", "answer"),
            ("notice_item", "amount_fen"), ("award", "amount_fen"), ("entry_match", "note"), ("document", "file_name"),
            ("scheme_version", "source"), ("line_problem", "found"), ("credit_import", "rows_seen"), ("schedule", "rows_good"),
        ] {
            assert_eq!(key(app.sql(&format!("UPDATE {table} SET {column} = {column}"), []).await), "append-only", "{table}");
            assert_eq!(key(app.sql(&format!("DELETE FROM {table}"), []).await), "append-only", "{table}");
        }
        for table in [
            "application", "line", "payment", "payment_batch", "statement", "statement_entry", "account", "notice",
            "contract_claim", "credit_record", "firm", "person", "unit", "call", "budget_line", "bank_account",
        ] {
            let answer = key(app.sql(&format!("DELETE FROM {table}"), []).await);
            assert_eq!(answer, "append-only", "{table}");
        }
    }

    async fn a_sealed_file_is_never_made_again(app: TestApp) {
        let case = app.case_in(ApplicationState::Approved).await;
        let number = case.batch().await;
        for state in [BatchState::Submitted, BatchState::Approved] {
            app.move_batch(&number, state).await.unwrap();
        }
        let file = "UPDATE payment_batch SET file_bytes = $1";
        taken(&app, file, vec![vec![1u8].into()]).await.expect("a file that is not sealed may be set");
        app.move_batch(&number, BatchState::Sealed).await.unwrap();
        for text in [
            "UPDATE payment_batch SET file_bytes = NULL", "UPDATE payment_batch SET file_sha256 = 'x'",
            "UPDATE payment_batch SET msg_id = 'x'", "UPDATE payment_batch SET sum_fen = sum_fen + 1",
            "UPDATE payment_batch SET payments = 2", "UPDATE payment_batch SET content_sha256 = 'x'",
        ] {
            assert_eq!(key(app.sql(text, []).await), "append-only", "{text}");
        }
    }

    async fn payee_and_amount_of_a_payment_never_change(app: TestApp) {
        app.case_in(ApplicationState::Approved).await;
        for text in [
            "UPDATE payment SET amount_fen = amount_fen + 1", "UPDATE payment SET account_no = '6222000000009999'",
            "UPDATE payment SET payee_name = 'x'", "UPDATE payment SET cnaps = '000000000000'",
            "UPDATE payment SET end_to_end_id = 'x'", "UPDATE payment SET attempt = 2",
        ] {
            assert_eq!(key(app.sql(text, []).await), "append-only", "{text}");
        }
    }

    async fn an_award_has_at_most_one_live_payment(app: TestApp) {
        app.case_in(ApplicationState::Approved).await;
        let again = |state: &str| {
            format!(
                "INSERT INTO payment SELECT $1, 'ZF-2026-9999', award_id, application_id, budget_line_id, 2, amount_fen,
                 payee_name, account_no, cnaps, 'E2', '{state}', NULL, '', created_at FROM payment"
            )
        };
        for state in ["ready", "held"] {
            let answer = app.sql(&again(state), [Uuid::from_u128(1).into()]).await;
            let code = xinbu::error::Error::from(answer.unwrap_err()).code();
            assert_eq!(code, Some(domain::refusal::Code::AlreadyPaid), "{state}");
        }
        taken(&app, &again("cancelled"), vec![Uuid::from_u128(1).into()]).await.expect("an ended one does not count");
    }

    async fn what_was_signed_stays_as_signed(app: TestApp) {
        let case = app.drafted(Firm::A, &Sheet::guarantees(1)).await;
        let changes = [
            "UPDATE application SET facts = '{\"x\":1}'", "UPDATE application SET content_sha256 = 'x'",
            "UPDATE application SET schedule_id = NULL",
        ];
        for text in changes {
            taken(&app, text, Vec::new()).await.unwrap_or_else(|e| panic!("a draft may change: {e}"));
        }
        case.submit().await.unwrap();
        for text in changes {
            assert_eq!(key(app.sql(text, []).await), "content-changed", "{text}");
        }
        assert_eq!(key(app.sql("UPDATE line SET amount_fen = amount_fen + 1", []).await), "append-only");
        assert_eq!(key(app.sql("UPDATE line SET row_values = '[]'", []).await), "append-only");
    }

    async fn one_altered_letter_of_the_log_is_found(app: TestApp) {
        app.case_in(ApplicationState::Checked).await;
        assert!(app.broken_invariants().await.is_empty());
        let (off, on) = match app.store.backend() {
            DatabaseBackend::Sqlite => (
                "DROP TRIGGER audit_event_no_update".to_owned(),
                "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END".to_owned(),
            ),
            _ => (
                "ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only".to_owned(),
                "ALTER TABLE audit_event ENABLE TRIGGER audit_event_append_only".to_owned(),
            ),
        };
        app.sql(&off, []).await.unwrap();
        let altered = "UPDATE audit_event SET payload = REPLACE(payload, '渝财预', '渝财顸') WHERE action = 'budget.allocate'";
        assert_eq!(app.sql(altered, []).await.unwrap(), 1);
        let broken = app.broken_invariants().await;
        assert_eq!(broken.len(), 1, "{broken:?}");
        assert_eq!((broken[0].invariant, broken[0].violations.len()), ("I13", 1), "{broken:?}");
        assert!(broken[0].violations[0].ends_with("was altered"), "{broken:?}");
        let mended = "UPDATE audit_event SET payload = REPLACE(payload, '渝财顸', '渝财预') WHERE action = 'budget.allocate'";
        app.sql(mended, []).await.unwrap();
        app.sql(&on, []).await.unwrap();
    }
}

/// Two steps of one person on a case, taken back. A person cannot stand on both sides at once, so one who goes from the
/// firm to the authority (or the other way) changes sides in between.
async fn two_steps(app: &TestApp, case: &TestCase, first: Step, second: Step) -> Result<u64, DbErr> {
    let of_firm = |step| matches!(step, Step::Prepared | Step::Signed);
    let row = case.row().await;
    let person = app.actor(Role::Auditor).await.person;
    let tx = store::tx::begin(&app.store).await.unwrap();
    for step in [first, second] {
        let (text, place) = if of_firm(step) {
            ("UPDATE person SET firm_id = $1, unit_id = NULL WHERE id = $2", row.firm_id.uuid())
        } else {
            ("UPDATE person SET unit_id = $1, firm_id = NULL WHERE id = $2", row.unit_id.uuid())
        };
        run(&tx, text, vec![place.into(), person.uuid().into()]).await?;
        insert_step(app, &tx, row.id, step, person).await?;
    }
    tx.rollback().await?;
    Ok(2)
}

async fn insert_step(
    app: &TestApp,
    tx: &DatabaseTransaction,
    case: ApplicationId,
    step: Step,
    person: PersonId,
) -> Result<u64, DbErr> {
    let text = "INSERT INTO case_step (id, application_id, step, person_id, role, event, at) VALUES ($1, $2, $3, $4, 'auditor', 'test', $5)";
    let id = xinbu::service::id::new_uuid(app.clock.now());
    let values: Vec<Value> =
        vec![id.into(), case.uuid().into(), step.key().into(), person.uuid().into(), app.clock.now().into()];
    run(tx, text, values).await
}

/// From `from`, every state of a machine is tried: a row of the table is taken, everything else is refused.
async fn every_move<M: Machine + std::fmt::Display>(app: &TestApp, table: &str, all: &[M], from: M, id: Uuid) {
    for to in all.iter().copied().filter(|to| *to != from) {
        let legal = M::TRANSITIONS.iter().any(|t| t.from == from && t.to == to);
        let text = format!("UPDATE {table} SET state = $1 WHERE id = $2");
        let answer = taken(app, &text, vec![to.state_key().into(), id.into()]).await;
        let refused = answer.as_ref().is_err_and(|e| e.to_string().contains("xinbu:not-in-this-state"));
        assert_eq!(refused, !legal, "{table}: {from} to {to}: {answer:?}");
        assert!(!legal || !matches!(answer, Ok(0)), "{table} {id} is not there");
    }
}

/// A settled case that leaves a row in every table of the main path: a row with an error, a line that the credit check
/// refers, a keyed request.
async fn settled_with_everything(app: &TestApp) {
    app.import_credit_list(&[enterprise(3)]).await;
    let sheet = Sheet::guarantees(3).with(2, "amount", "一百万");
    let case = app.drafted(Firm::A, &sheet).await;
    case.go_to(ApplicationState::InReview).await;
    case.decide_line(4, Decision::Accept).await.unwrap();
    case.go_to(ApplicationState::Settled).await;
    let administrator = app.actor(Role::Administrator).await;
    let another: OpenCall = call("cq-2022-19", "guarantor", BUDGET_LINE);
    execute(app, &administrator, Key::parse("key-of-the-call").as_ref(), &another).await.unwrap();
}
