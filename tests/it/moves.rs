//! Who may do what: the table of moves is held by the database, by every command, by every route and by the buttons; and
//! a rule that became stricter reaches a database that runs already.

use std::collections::BTreeMap;

use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::list::{self, Listed, ListedMove};
use domain::workflow::procedure::{Move, Procedure};
use domain::workflow::{ApplicationEvent, ApplicationState};
use reqwest::StatusCode;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, Statement, TransactionTrait};
use xinbu::service::command::Act;
use xinbu::service::payment::batch::{self, Build, Recall};
use xinbu::web::routes::{Access, rows};

use crate::support::client::{hidden, visible};
use crate::support::database::{Database, with};
use crate::support::machines::Place;
use crate::support::procedure::{single, standard};
use crate::support::schedule::Row;
use crate::support::{Kind, TestApp, both_databases};

/// A person's id as SQL.
async fn person(app: &TestApp, role: Role) -> String {
    let login = match role {
        Role::Preparer => "a.preparer",
        Role::Signatory => "a.signatory",
        other => other.key(),
    };
    let id = app.actor(login).await.person.uuid();
    match app.app.store.backend() {
        DatabaseBackend::Sqlite => format!("x'{}'", id.simple()),
        _ => format!("'{id}'"),
    }
}

/// The guards of a table that this test looks at; the others are out of the way, so that any state can be tried.
async fn only_the_guards_of_moves(tx: &DatabaseTransaction, table: &str, force: &str) {
    if tx.get_database_backend() != DatabaseBackend::Sqlite {
        let sql = format!(
            "ALTER TABLE {table} DISABLE TRIGGER USER; {force}; ALTER TABLE {table} ENABLE TRIGGER {table}_legal_move"
        );
        tx.execute_unprepared(&sql).await.unwrap();
        return;
    }
    let list = format!("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'");
    let triggers = tx.query_all_raw(Statement::from_string(DatabaseBackend::Sqlite, list)).await.unwrap();
    let mut back = Vec::new();
    for trigger in triggers {
        let (name, sql): (String, String) = (trigger.try_get("", "name").unwrap(), trigger.try_get("", "sql").unwrap());
        tx.execute_unprepared(&format!("DROP TRIGGER {name}")).await.unwrap();
        if name.contains("legal_move") {
            back.push(sql);
        }
    }
    assert_eq!(back.len(), 2, "{table} has its guards of moves");
    tx.execute_unprepared(force).await.unwrap();
    for sql in back {
        tx.execute_unprepared(&sql).await.unwrap();
    }
}

/// Where a call stands follows from its days; proposals and jobs are tried beside what they are about.
const ELSEWHERE: &[&str] = &["call", "call_proposal", "job"];

/// A row of a table of moves in the words of the database.
struct Rule {
    from: &'static str,
    event: &'static str,
    to: &'static str,
    who: Vec<Role>,
}

fn rules_in(machine: &Listed) -> Vec<Rule> {
    let row = |m: &ListedMove| Rule { from: m.from, event: m.event, to: m.to, who: m.who.clone() };
    machine.moves.iter().map(row).collect()
}

fn rules_of(procedure: &Procedure) -> Vec<Rule> {
    let row = |m: &Move| Rule { from: m.from.key(), event: m.event.key(), to: m.to.key(), who: m.who.clone() };
    procedure.moves().iter().map(row).collect()
}

/// Tries every state, event and role of a machine on one row of its table, by SQL.
async fn walk(app: &TestApp, place: &Place, (states, events): (&[&str], &[&str]), rules: &[Rule]) {
    let Place { table, row, columns, .. } = place;
    let db = app.direct().await;
    let mut people = BTreeMap::new();
    for role in Role::ALL {
        people.insert(role.key(), person(app, *role).await);
    }
    let mut allowed = 0;
    for from in states.iter().copied() {
        let tx = db.begin().await.unwrap();
        let force = format!("UPDATE {table} SET {} WHERE {row}", columns(from));
        only_the_guards_of_moves(&tx, table, &force).await;
        for event in events.iter().copied() {
            let rule = rules.iter().find(|t| t.from == from && t.event == event);
            // Where the event is not possible, it is tried with the state that it leads to elsewhere.
            let elsewhere = rules.iter().find(|t| t.event == event).map(|t| t.to);
            let Some(to) = rule.map(|t| t.to).or(elsewhere).filter(|to| *to != from) else { continue };
            for role in Role::ALL {
                let update = format!(
                    "UPDATE {table} SET {}, moved_event = '{event}', moved_role = '{}', moved_by = {} WHERE {row}",
                    columns(to),
                    role.key(),
                    people[role.key()]
                );
                let attempt = tx.begin().await.unwrap();
                let found = attempt.execute_unprepared(&update).await;
                attempt.rollback().await.unwrap();
                let what = format!("{table}: {from} + {event} by {role}");
                match rule {
                    Some(rule) if rule.who.contains(role) => {
                        assert_eq!(found.unwrap_or_else(|e| panic!("{what}: {e}")).rows_affected(), 1);
                        allowed += 1;
                        // The role stands in the row; whoever is named must hold it.
                        let other = &people[if *role == Role::Auditor { "preparer" } else { "auditor" }];
                        let liar = update.replace(&people[role.key()], other);
                        let attempt = tx.begin().await.unwrap();
                        let found = attempt.execute_unprepared(&liar).await;
                        attempt.rollback().await.unwrap();
                        assert!(found.unwrap_err().to_string().contains("xinbu:not-your-role"), "{what} by another");
                    }
                    Some(_) => {
                        assert!(found.unwrap_err().to_string().contains("xinbu:not-your-role"), "{what}");
                    }
                    None => {
                        assert!(found.unwrap_err().to_string().contains("xinbu:not-in-this-state"), "{what}");
                    }
                }
            }
        }
        tx.rollback().await.unwrap();
    }
    let moves = rules.iter().filter(|rule| rule.from != rule.to).map(|rule| rule.who.len()).sum::<usize>();
    assert!(allowed == moves && allowed > 0, "{table}: {allowed} moves of {moves}");
}

both_databases! {
    async fn the_database_moves_a_state_only_for_the_roles_of_its_row(app: TestApp) {
        let things = app.things().await;
        let sqlite = app.app.store.backend() == DatabaseBackend::Sqlite;
        let places = things.places(|id| if sqlite { format!("x'{}'", id.simple()) } else { format!("'{id}'") });
        for machine in list::all() {
            let there: Vec<_> = places.iter().filter(|place| place.machine == machine.name).collect();
            assert!(!there.is_empty() || ELSEWHERE.contains(&machine.name), "{} stands nowhere", machine.name);
            for place in there {
                walk(&app, place, (&machine.states, &machine.events), &rules_in(&machine)).await;
            }
        }
        let case = |number: &str| Place {
            machine: "application",
            table: "application",
            row: format!("number = '{number}'"),
            columns: |state| format!("state = '{state}'"),
        };
        let keys = |procedure: &Procedure| {
            let states: Vec<_> = ApplicationState::ALL.iter().map(|state| state.key()).collect();
            let events: Vec<_> = ApplicationEvent::ALL.iter().map(|event| event.key()).collect();
            (states, events, rules_of(procedure))
        };
        let (states, events, rules) = keys(&standard());
        walk(&app, &case(&things.case), (&states, &events), &rules).await;
        let call = app.open_call_under("single-review").await;
        let draft = app.draft_in("b", &call).await;
        app.upload("b", &draft, &[Row::contract(3)]).await.unwrap();
        app.submit("b", &draft).await.unwrap();
        let (states, events, rules) = keys(&single());
        walk(&app, &case(&draft), (&states, &events), &rules).await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_maker_recalls_no_batch_that_the_second_person_has_before_them(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let payments: Vec<String> = app.payments(&number).await.into_iter().map(|p| p.number).collect();
        let batch = app.run("finance_maker", &Build { payments: payments.clone() }).await.unwrap();
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        let path = format!("/batches/{batch}");
        assert!(maker.page(&path).await.contains(&format!("{path}/recall")), "a draft is the maker's own");
        app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
        for (version, act) in [(2, "submitted"), (3, "approved")] {
            if act == "approved" {
                app.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
            }
            let recall = Recall { number: batch.clone(), version, reason: "x".into() };
            assert_eq!(app.run("finance_maker", &recall).await.unwrap_err().code(), Some(Code::NotYourRole), "{act}");
            let page = maker.page(&path).await;
            assert!(!page.contains(&format!("{path}/recall")), "{act}: no button: {}", visible(&page));
            let version = version.to_string();
            let posted = maker.post(&format!("{path}/recall"), &[("version", &version), ("reason", "x")]).await;
            assert_eq!(posted.status(), StatusCode::FORBIDDEN, "{act}");
        }
        let approver = server.sign_in("finance_approver").await;
        let page = approver.page(&path).await;
        assert!(page.contains(&format!("{path}/recall")));
        let version = hidden(&page, "version").unwrap();
        approver.go(&format!("{path}/recall"), &[("version", &version), ("reason", "户名有误")]).await;
        assert_eq!(app.payments(&number).await[0].state.key(), "ready");
        // What was recalled is a draft again only as a new batch, and its maker may take that one back.
        let again = app.run("finance_maker", &Build { payments }).await.unwrap();
        app.run("finance_maker", &Recall { number: again, version: 1, reason: "x".into() }).await.unwrap();
        app.is_sound().await;
    }
}

macro_rules! commands {
    ($($command:ty),+ $(,)?) => { vec![$((<$command>::NAME, <$command>::ROLES)),+] };
}

/// The commands behind the routes.
fn commands() -> Vec<(&'static str, &'static [Role])> {
    use xinbu::service::application::{
        approve, check, correction, create, decide_line, divide, fill_in, receive, review, submit, suspend, undo,
    };
    use xinbu::service::cluster::acceptance;
    use xinbu::service::credit::{aftermath, consent, objection, outward, repair, rule_set, statement};
    use xinbu::service::payment::{download, pay_again, request, seal};
    use xinbu::service::reconcile::{decide, quarantine};
    use xinbu::service::scheme::edition;
    use xinbu::service::{account, budget, call, limit, notice, procedure};
    commands![
        create::Create,
        fill_in::FillIn,
        submit::Submit,
        receive::Accept,
        receive::RejectReceipt,
        receive::Withdraw,
        check::RunChecks,
        correction::RequestCorrection,
        review::StartReview,
        review::Recommend,
        review::Confirm,
        review::SendBack,
        decide_line::DecideLine,
        approve::Approve,
        approve::Refuse,
        undo::AskUndo,
        undo::UndoApproval,
        undo::KeepApproval,
        suspend::Suspend,
        suspend::Resume,
        correction::Lapse,
        create::Discard,
        divide::DivideCall,
        notice::publish::Publish,
        notice::end::End,
        account::set_account::SetAccount,
        budget::Propose,
        budget::Decide,
        batch::Build,
        batch::Submit,
        batch::Approve,
        batch::Recall,
        batch::Send,
        seal::Seal,
        download::Download,
        pay_again::PayAgain,
        request::Ask,
        request::Decide,
        request::Hold,
        request::Release,
        decide::Decide,
        decide::Unmatch,
        quarantine::GiveUp,
        call::propose::ProposeCall,
        call::propose::ProposeChange,
        call::decide::Confirm,
        call::decide::Decline,
        call::decide::TakeBack,
        procedure::propose::ProposeProcedure,
        procedure::decide::ConfirmProcedure,
        procedure::decide::DeclineProcedure,
        procedure::decide::TakeProcedureBack,
        limit::propose::ProposeLimit,
        limit::decide::ConfirmLimit,
        limit::decide::DeclineLimit,
        limit::decide::TakeLimitBack,
        edition::SubmitEdition,
        edition::RejectEdition,
        edition::PublishEdition,
        edition::WithdrawEdition,
        edition::DiscardEdition,
        consent::WithdrawConsent,
        objection::Open,
        objection::Handle,
        repair::FileRepair,
        repair::DecideRepair,
        statement::Enter,
        statement::Decide,
        outward::ExportRecords,
        outward::Resend,
        outward::ReceiptOf,
        aftermath::DecideRecovery,
        rule_set::TryRules,
        rule_set::ApproveRules,
        rule_set::DiscardRules,
        acceptance::Decide,
        acceptance::End,
    ]
}

#[test]
fn each_route_has_the_roles_of_its_command() {
    let mut compared = 0;
    for (name, roles) in commands() {
        let mut found: Vec<Role> = Vec::new();
        for row in rows().iter().filter(|row| row.name == name) {
            let Access::Roles(may) = row.access else { panic!("{name} is open to everybody") };
            found.extend(may);
        }
        if found.is_empty() {
            continue;
        }
        compared += 1;
        found.sort_unstable();
        found.dedup();
        let mut wanted = roles.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        assert_eq!(found, wanted, "the routes of {name}");
    }
    assert!(compared > 30, "only {compared} commands have a route");
}

both_databases! {
    async fn a_rule_that_became_stricter_reaches_a_database_that_runs(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        // As an older program left it: a move and its role that are gone now, and a pair of steps that was not yet barred.
        app.sql(
            "INSERT INTO transition_rule (machine, procedure, from_state, event, to_state, role, guards)
             VALUES ('application', 'standard/1', 'submitted', 'accept', 'approved', 'receiving_officer', '')",
        ).await.unwrap();
        app.sql("DELETE FROM step_conflict WHERE step_a = 'reviewed' AND step_b = 'confirmed'").await.unwrap();
        let officer = person(&app, Role::ReceivingOfficer).await;
        let leap = format!(
            "UPDATE application SET state = 'approved', moved_event = 'accept', moved_role = 'receiving_officer',
             moved_by = {officer} WHERE number = '{number}'"
        );
        app.app.store.migrate().await.unwrap();
        let refused = app.sql(&leap).await.unwrap_err().to_string();
        assert!(refused.contains("xinbu:not-in-this-state"), "{refused}");
        assert_eq!(app.count("step_conflict WHERE step_a = 'reviewed' AND step_b = 'confirmed'").await, 1);
        let pairs = i64::try_from(domain::role::CONFLICTS.len()).unwrap();
        assert_eq!(app.count("step_conflict").await, pairs);
    }
}

#[test]
fn a_database_of_before_the_roles_stood_in_it_is_upgraded_with_what_it_holds() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |_| {
            let Some(database) = Database::empty(kind) else { return };
            let old = sea_orm::Database::connect(&database.url).await.unwrap();
            <migration::Migrator as migration::MigratorTrait>::up(&old, Some(6)).await.unwrap();
            old.execute_unprepared(
                "INSERT INTO transition_rule (machine, from_state, to_state) VALUES ('batch', 'void', 'sent')",
            )
            .await
            .unwrap();
            old.close().await.unwrap();
            let store =
                xinbu::store::Store::upgrade(&database.url, xinbu::store::postgres::Limits::default()).await.unwrap();
            store.close().await.unwrap();
            let app = TestApp::over(database).await;
            assert_eq!(
                app.count("transition_rule WHERE machine = 'batch' AND from_state = 'void' AND to_state = 'sent'")
                    .await,
                0
            );
            assert!(app.count("transition_rule WHERE role = 'finance_approver'").await > 3);
            app.submitted("a", &[Row::contract(1)]).await;
            app.is_sound().await;
        });
    }
}
