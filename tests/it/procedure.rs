//! The procedure of a case decides what may be done with it: through the doors, state by state, as every role; a version is of
//! two people; an approval within limits needs a limit that covers it.

use domain::refusal::{Code, Fact};
use domain::role::Role;
use domain::workflow::ApplicationState as State;
use reqwest::StatusCode;
use sea_orm::ConnectionTrait as _;
use xinbu::error::Error;
use xinbu::i18n::Lang;
use xinbu::service::account::provision::{Setup, provision};
use xinbu::service::application::review::{Confirm as ConfirmCase, Recommend};
use xinbu::service::call::Terms;
use xinbu::service::call::propose::{Change, ProposeCall, ProposeChange};
use xinbu::service::limit::decide::{ConfirmLimit, DeclineLimit, TakeLimitBack};
use xinbu::service::limit::propose::ProposeLimit;
use xinbu::service::procedure::decide::{ConfirmProcedure, DeclineProcedure, TakeProcedureBack};
use xinbu::service::procedure::propose::ProposeProcedure;
use xinbu::service::verify::verify;

use crate::guards::refused;
use crate::support::app::{person, setup};
use crate::support::client::visible;
use crate::support::database::{Database, Kind, with};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// Sets a limit: one administrator proposes, another confirms.
async fn limit(app: &TestApp, unit: &str, amount: &str) -> String {
    let number = app.run("administrator", &propose(app, unit, amount)).await.unwrap();
    app.run("administrator_2", &ConfirmLimit { number: number.clone() }).await.unwrap();
    number
}

fn propose(app: &TestApp, unit: &str, amount: &str) -> ProposeLimit {
    ProposeLimit {
        unit: unit.to_owned(),
        currency: domain::money::Currency::Cny,
        limit: amount.to_owned(),
        valid_from: app.app.clock.today(),
        reason: "授权〔2026〕1号".to_owned(),
    }
}

/// The city's own office: administrators, reviewers and an approver, and a call of its own under the procedure of one review.
async fn city(app: &TestApp) -> (TestApp, String) {
    let mut more = Setup { units: Vec::new(), firms: Vec::new(), people: Vec::new(), ..setup() };
    let inside = Role::ALL.iter().filter(|role| !role.is_firm());
    more.people = inside.map(|role| person(&format!("c.{role}"), Some("430100"), None, *role)).collect();
    more.people.push(person("c.administrator_2", Some("430100"), None, Role::Administrator));
    more.budget_lines.truncate(1);
    for account in &mut more.bank_accounts {
        account.unit = "430100".to_owned();
        account.number = domain::identifier::AccountNumber::parse("4301001234567890").unwrap();
    }
    for line in &mut more.budget_lines {
        line.unit = "430100".to_owned();
        line.code = "CITY".to_owned();
        line.account = domain::identifier::AccountNumber::parse("4301001234567890").unwrap();
    }
    provision(&app.app, &more).await.unwrap();
    let city = app.at("c.");
    city.allocate("CITY", "5000000", "指标〔2026〕CITY").await;
    let terms = city.terms("cq-2022-19", "CITY", "guarantor", std::collections::BTreeMap::new()).await;
    let call = city.open_call_of(Terms { procedure: ("single-review".to_owned(), "1".to_owned()), ..terms }).await;
    (city, call)
}

/// A case of the city that waits for its approval.
async fn recommended(app: &TestApp, city: &TestApp, call: &str) -> String {
    let number = app.draft_in("a", call).await;
    app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
    app.submit("a", &number).await.unwrap();
    city.brought_to_review(&number).await;
    let recommend = Recommend { number: number.clone(), version: app.version(&number).await, reason: "同意".into() };
    city.run("first_reviewer", &recommend).await.unwrap();
    assert_eq!(app.application(&number).await.state, State::Confirmed, "one review leads to the approval");
    number
}

both_databases! {
    async fn above_the_limit_of_its_unit_an_approver_is_refused_and_one_of_the_unit_above_approves(app: TestApp) {
        let (city, call) = city(&app).await;
        let number = recommended(&app, &city, &call).await;
        let server = app.serve().await;
        let lower = server.sign_in("c.approver").await;
        let approve = async |who: &str| app.run(who, &app.approval(&number).await).await;
        let page = format!("/review/{number}");

        // Nobody set a limit: no.
        let none = approve("c.approver").await.unwrap_err();
        assert_eq!(none.code(), Some(Code::ApprovalLimitMissing), "{none:?}");
        assert_eq!(approve("approver").await.unwrap_err().code(), Some(Code::ApprovalLimitMissing));
        let shown = lower.page(&page).await;
        assert!(!shown.contains(&format!("{page}/approve")) && shown.contains("没有设定审批限额"), "{shown}");

        // The city's limit is too low, the province's covers it; both are named.
        limit(&app, "430100", "0.01").await;
        limit(&app, "430000", "1000000").await;
        let Error::Refused(over) = approve("c.approver").await.unwrap_err() else { panic!() };
        assert_eq!(over.code, Code::ApprovalOverLimit);
        let may = Fact::List(vec![Fact::Words("东岭省地方金融管理局".into(), "Unit 430000".into())]);
        assert!(over.facts.contains(&("may".to_owned(), may)), "{over:?}");
        for lang in [Lang::ZhCn, Lang::En] {
            let words = lang.refusal(&over);
            assert!(words.contains("0.01") && !words.contains('$'), "{words}");
        }
        let shown = lower.page(&page).await;
        assert!(shown.contains("超过") && shown.contains("东岭省地方金融管理局"), "{shown}");
        let approval = app.approval(&number).await;
        let fields = [("version", approval.version.to_string()), ("content", approval.content.clone()), ("remark", String::new())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let posted = lower.post(&format!("{page}/approve"), &fields).await;
        assert_eq!(posted.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(posted.text().await.unwrap().contains("审批限额"));

        // Around the program the database refuses it as well.
        let person = crate::guards::id(&app, app.actor("c.approver").await.person.uuid());
        let forced = format!(
            "UPDATE application SET state = 'approved_provisional', approved_fen = calculated_fen, moved_event = 'approve',
             moved_role = 'approver', moved_by = {person},
             limit_id = (SELECT id FROM approval_limit WHERE limit_fen = 1) WHERE number = '{number}'"
        );
        refused(&app, &forced, "xinbu:approval-over-limit").await;
        refused(&app, &forced.replace("limit_fen = 1)", "limit_fen > 1)"), "xinbu:approval-over-limit").await;

        let amount = approve("approver").await.unwrap();
        let case = app.application(&number).await;
        assert_eq!((case.state, case.approved_fen), (State::ApprovedProvisional, Some(amount)));
        assert!(case.limit_id.is_some(), "under which limit it was approved is kept");
        assert_eq!(app.count("case_step WHERE event = 'confirm'").await, 0, "nobody confirmed");
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_was_reviewed_once_is_approved_paid_and_settled(app: TestApp) {
        limit(&app, "430000", "1000000").await;
        let call = app.open_call_under("single-review").await;
        let number = app.draft_in("a", &call).await;
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        app.submit("a", &number).await.unwrap();
        app.brought_to_review(&number).await;
        let version = app.version(&number).await;
        let recommend = Recommend { number: number.clone(), version, reason: "同意".into() };
        app.run("first_reviewer", &recommend).await.unwrap();
        // No second reviewer takes part, and whoever reviewed does not approve.
        let confirm = ConfirmCase { number: number.clone(), version: app.version(&number).await, reason: String::new() };
        assert_eq!(app.run("second_reviewer", &confirm).await.unwrap_err().code(), Some(Code::NotInThisState));
        let server = app.serve().await;
        let queue = visible(&server.sign_in("second_reviewer").await.page("/review").await);
        assert!(!queue.contains(&number), "it waits for no second reviewer: {queue}");
        let queue = visible(&server.sign_in("approver").await.page("/review").await);
        assert!(queue.contains(&number), "it waits for the approver: {queue}");
        let page = server.sign_in("approver").await.page(&format!("/review/{number}")).await;
        assert!(page.contains("一级审核、限额审批程序") && page.contains("/approve"), "{page}");
        let sheet = server.sign_in("approver").await.page(&format!("/review/{number}/sheet")).await;
        assert!(sheet.contains("审批人") && !sheet.contains("复审人"), "the sheet has a place for each opinion that is asked for: {sheet}");
        app.run("approver", &app.approval(&number).await).await.unwrap();
        app.notice_over(&[&number]).await;
        let batch = app.sent(&number).await;
        assert!(!batch.is_empty());
        assert_eq!(app.application(&number).await.state, State::Approved);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_decision_that_changed_since_the_only_review_is_not_approved(app: TestApp) {
        limit(&app, "430000", "1000000").await;
        let call = app.open_call_under("single-review").await;
        let number = app.draft_in("a", &call).await;
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        app.submit("a", &number).await.unwrap();
        app.brought_to_review(&number).await;
        let version = app.version(&number).await;
        let recommend = Recommend { number: number.clone(), version, reason: "同意".into() };
        app.run("first_reviewer", &recommend).await.unwrap();
        app.without_guards("line", "UPDATE line SET decision = 'reject', decision_reason = 'x'").await;
        let refused = app.run("approver", &app.approval(&number).await).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::ContentChanged));
    }
}

const OWN: &str = "own-review";

fn own() -> String {
    include_str!("../../src/procedures/single-review.toml")
        .replace("id = \"single-review\"", &format!("id = \"{OWN}\""))
}

both_databases! {
    async fn a_version_of_a_procedure_is_proposed_by_one_administrator_and_confirmed_by_another(app: TestApp) {
        let name = format!("{OWN}/1");
        let server = app.serve().await;
        let (first, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        // What leads nowhere is not kept, and every fault is told.
        let bad = own().replace("\"refuse\", ", "").replace("guards = [\"within_limit\"]", "guards = [\"by_the_moon\"]");
        let page = first.post("/procedures/propose", &[("source", &bad)]).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().await.unwrap().contains("by_the_moon"));
        first.go("/procedures/propose", &[("source", &own())]).await;
        let here = format!("/procedures/{name}");
        assert!(!first.page(&here).await.contains(&format!("{here}/confirm")), "not by the same person");
        assert_eq!(first.post(&format!("{here}/confirm"), &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let alone = app.run("administrator", &ConfirmProcedure { name: name.clone() }).await.unwrap_err();
        assert_eq!(alone.code(), Some(Code::RequestOwn));
        // Nor around the program, and no call names it before.
        let id = crate::guards::id(&app, app.actor("administrator").await.person.uuid());
        refused(&app, &format!(
            "UPDATE procedure_version SET state = 'confirmed', decided_by = {id}, decided_at = proposed_at, moved_by = {id},
             moved_role = 'administrator', moved_event = 'confirm' WHERE name = '{name}'"
        ), "procedure_version_two_people").await;
        let terms = app.terms("cq-2022-19", "GUARANTEE", "guarantor", std::collections::BTreeMap::new()).await;
        let terms = Terms { procedure: (OWN.to_owned(), "1".to_owned()), ..terms };
        let early = app.run("administrator", &ProposeCall { terms: terms.clone() }).await.unwrap_err();
        assert_eq!(early.code(), Some(Code::ProcedureNotInForce));
        // The firm does not read proposals; the other administrator confirms.
        let firm = server.sign_in("a.preparer").await;
        assert_eq!(firm.get(&here).await.status(), StatusCode::NOT_FOUND);
        assert!(second.page(&here).await.contains(&format!("{here}/confirm")));
        assert!(second.page("/").await.contains("待您复核的审核程序"));
        second.go(&format!("{here}/confirm"), &[]).await;
        assert!(firm.page(&here).await.contains("在审批限额内"));
        let call = app.open_call_of(terms).await;
        assert!(firm.page(&format!("/calls/{call}")).await.contains("一级审核"));
        // Confirmed it is never edited, and its name is taken.
        refused(&app, &format!("UPDATE procedure_version SET source = 'x' WHERE name = '{name}'"), "xinbu:append-only").await;
        let again = app.run("administrator", &ProposeProcedure { source: own() }).await.unwrap_err();
        let taken = match again { Error::Refused(refusal) => refusal.code, other => panic!("{other:?}") };
        assert_eq!(taken, Code::ProcedureTaken);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_proposal_is_declined_by_another_and_taken_back_by_the_same_administrator(app: TestApp) {
        let name = || format!("{OWN}/1");
        app.run("administrator", &ProposeProcedure { source: own() }).await.unwrap();
        let foreign = app.run("administrator_2", &TakeProcedureBack { name: name() }).await.unwrap_err();
        assert_eq!(foreign.code(), Some(Code::CallOwnProposal));
        app.run("administrator_2", &DeclineProcedure { name: name(), reason: "不妥".into() }).await.unwrap();
        app.run("administrator", &ProposeProcedure { source: own() }).await.unwrap();
        app.run("administrator", &TakeProcedureBack { name: name() }).await.unwrap();
        let number = app.run("administrator", &propose(&app, "430100", "100")).await.unwrap();
        let own = app.run("administrator", &ConfirmLimit { number: number.clone() }).await.unwrap_err();
        assert_eq!(own.code(), Some(Code::RequestOwn), "a limit by one person alone is refused");
        let twice = app.run("administrator", &propose(&app, "430100", "200")).await.unwrap_err();
        assert_eq!(twice.code(), Some(Code::LimitTaken));
        app.run("administrator_2", &DeclineLimit { number, reason: "太低".into() }).await.unwrap();
        let number = app.run("administrator", &propose(&app, "430100", "200")).await.unwrap();
        app.run("administrator", &TakeLimitBack { number }).await.unwrap();
        let past = ProposeLimit { valid_from: "2026-01-01".parse().unwrap(), ..propose(&app, "430100", "200") };
        assert_eq!(app.run("administrator", &past).await.unwrap_err().code(), Some(Code::CallDayPast));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_limit_is_proposed_and_confirmed_on_its_page_for_the_own_units_alone(app: TestApp) {
        app.add_province().await;
        let server = app.serve().await;
        let (first, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        let typed = |unit: &'static str, limit: &'static str| {
            vec![("unit", unit), ("currency", "CNY"), ("limit", limit), ("valid_from", "2026-03-02"), ("reason", "授权")]
        };
        assert_eq!(first.post("/limits", &typed("440000", "1")).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("approval_limit").await, 0);
        let page = first.post("/limits", &typed("430100", "一万")).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        first.go("/limits", &typed("430100", "80,000.50")).await;
        let elsewhere = server.sign_in("x.administrator").await;
        assert_eq!(elsewhere.post("/limits/XE-2026-0001/confirm", &[]).await.status(), StatusCode::NOT_FOUND);
        assert!(!visible(&elsewhere.page("/limits").await).contains("80,000.50"));
        assert!(second.page("/").await.contains("待您复核的审批限额"));
        second.go("/limits/XE-2026-0001/confirm", &[]).await;
        let shown = visible(&server.sign_in("approver").await.page("/limits").await);
        assert!(shown.contains("80,000.50") && shown.contains("未设定"), "{shown}");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_call_keeps_its_procedure_once_somebody_has_applied(app: TestApp) {
        let change = |terms: Terms| ProposeChange { number: app.guarantee_call.clone(), change: Change::Edit(Box::new(terms)), reason: "改程序".into() };
        let terms = app.terms("cq-2022-19", "GUARANTEE", "guarantor", std::collections::BTreeMap::new()).await;
        let other = Terms { procedure: ("single-review".to_owned(), "1".to_owned()), ..terms };
        let number = app.draft("a").await;
        let refused_change = app.run("administrator", &change(other)).await.unwrap_err();
        assert_eq!(refused_change.code(), Some(Code::CallHasApplications));
        refused(&app, "UPDATE call SET procedure = 'single-review/1'", "xinbu:call-").await;
        refused(&app, &format!("UPDATE application SET procedure = 'single-review/1' WHERE number = '{number}'"), "xinbu:append-only").await;
    }
}

both_databases! {
    async fn the_verification_finds_rules_versions_and_limits_that_were_altered_behind_the_program(app: TestApp) {
        limit(&app, "430000", "1000000").await;
        let call = app.open_call_under("single-review").await;
        let number = app.draft_in("a", &call).await;
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        app.submit("a", &number).await.unwrap();
        app.brought_to_review(&number).await;
        let version = app.version(&number).await;
        app.run("first_reviewer", &Recommend { number: number.clone(), version, reason: "同意".into() }).await.unwrap();
        app.run("approver", &app.approval(&number).await).await.unwrap();
        app.is_sound().await;
        let found = async || {
            let all = verify(&app.app).await.unwrap();
            all.into_iter().find(|f| f.invariant == "procedures").unwrap().violations.concat()
        };
        app.sql("INSERT INTO transition_rule (machine, procedure, from_state, event, to_state, role, guards)
                 VALUES ('application', 'standard/1', 'submitted', 'accept', 'approved', 'receiving_officer', '')").await.unwrap();
        assert!(found().await.contains("standard/1: submitted accept approved"), "{}", found().await);
        app.app.store.migrate().await.unwrap();
        assert_eq!(found().await, "");
        app.without_guards("approval_limit", "UPDATE approval_limit SET limit_fen = 1").await;
        assert!(found().await.contains(&format!("{number}: no limit covers")), "{}", found().await);
        app.without_guards("application", "UPDATE application SET procedure = 'standard/1'").await;
        assert!(found().await.contains("is not that of its call"), "{}", found().await);
    }
}

/// A call with a submitted case, as the first schema kept them.
fn a_call_with_a_case(kind: Kind) -> String {
    let id = |n: u128| match kind {
        Kind::Sqlite => format!("x'{n:032x}'"),
        Kind::Postgres => format!("'{}'", uuid::Uuid::from_u128(n)),
    };
    let (unit, firm, officer, account, line, scheme, call, case) =
        (id(1), id(2), id(3), id(4), id(5), id(6), id(7), id(8));
    let (at, hash) = ("'2026-01-05 01:00:00+00:00'", "a".repeat(64));
    let yes = if kind == Kind::Sqlite { "1" } else { "true" };
    format!(
        "INSERT INTO unit (id, level, code, name_zh, name_en, path) VALUES ({unit}, 'province', '990000', '旧局', 'Old', '/990000/');
         INSERT INTO firm (id, unit_id, kind, name, uscc, created_at) VALUES ({firm}, {unit}, 'guarantor', '旧担保', '91990100MA9R77JD28', {at});
         INSERT INTO person (id, login, name_zh, name_en, unit_id, status, created_at) VALUES ({officer}, 'old', '旧', 'Old', {unit}, 'active', {at});
         INSERT INTO role_grant (person_id, role, granted_at) VALUES ({officer}, 'receiving_officer', {at});
         INSERT INTO bank_account (id, unit_id, account_name, account_no, cnaps, bank_name, currency)
           VALUES ({account}, {unit}, '旧户', '8010000000000000009', '102100099996', '旧行', 'CNY');
         INSERT INTO budget_line (id, unit_id, bank_account_id, code, name_zh, name_en, fiscal_year, currency)
           VALUES ({line}, {unit}, {account}, 'OLD', '旧', 'Old', 2026, 'CNY');
         INSERT INTO scheme_version (id, scheme_id, version, title_zh, title_en, source, sha256, published_at)
           VALUES ({scheme}, 'old', '1', '旧', 'Old', 'x', '{hash}', {at});
         INSERT INTO call (id, number, unit_id, scheme_version_id, budget_line_id, title_zh, title_en, firm_kind, opens_on, closes_on,
             period_from, period_to, notice_working_days, notice_start_counts, declaration_zh, declaration_en, created_at)
           VALUES ({call}, 'TZ-2026-9001', {unit}, {scheme}, {line}, '旧', 'Old', 'guarantor', '2026-01-05', '2026-12-31',
             '2025-01-01', '2025-12-31', 5, {yes}, '诺', 'Yes', {at});
         INSERT INTO application (id, number, call_id, firm_id, unit_id, state, version, facts, content_sha256, created_by, created_at, updated_at)
           VALUES ({case}, 'SQ-2026-9001', {call}, {firm}, {unit}, 'submitted', 1, '{{}}', '{hash}', {officer}, {at}, {at});"
    )
}

#[test]
fn a_database_of_before_procedures_runs_on_under_the_standard_one_with_what_it_holds() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |_| {
            let Some(database) = Database::empty(kind) else { return };
            let old = sea_orm::Database::connect(&database.url).await.unwrap();
            <migration::Migrator as migration::MigratorTrait>::up(&old, Some(1)).await.unwrap();
            old.execute_unprepared(&a_call_with_a_case(kind)).await.unwrap();
            old.close().await.unwrap();
            let limits = xinbu::store::postgres::Limits::default();
            let store = xinbu::store::Store::upgrade(&database.url, limits).await.unwrap();
            store.close().await.unwrap();
            let app = TestApp::over(database).await;
            assert_eq!(app.count("application WHERE procedure = 'standard/1'").await, 1);
            assert_eq!(app.count("call WHERE procedure = 'standard/1' AND number = 'TZ-2026-9001'").await, 1);
            assert_eq!(app.count("procedure_version WHERE name = 'standard/1' AND state = 'confirmed'").await, 1);
            // It moves on along its rows and no others.
            let officer = crate::guards::id(&app, uuid::Uuid::from_u128(3));
            let to = |state: &str| {
                format!(
                "UPDATE application SET state = '{state}', moved_event = 'accept', moved_role = 'receiving_officer',
                 moved_by = {officer} WHERE number = 'SQ-2026-9001'"
            )
            };
            refused(&app, &to("confirmed"), "xinbu:not-in-this-state").await;
            assert_eq!(app.sql(&to("accepted")).await.unwrap(), 1);
            // And what is begun now has its whole path.
            app.submitted("a", &[Row::contract(1)]).await;
        });
    }
}

both_databases! {
    async fn the_form_of_a_call_asks_for_its_procedure_and_offers_those_in_force(app: TestApp) {
        let server = app.serve().await;
        let first = server.sign_in("administrator").await;
        let page = first.page("/calls/open?scheme=cq-2022-19%2F1").await;
        assert!(page.contains("standard/1") && page.contains("single-review/1"));
        let fields = |procedure: &'static str| {
            vec![
                ("scheme", "cq-2022-19/1"), ("procedure", procedure), ("budget_line", "GUARANTEE"), ("title_zh", "甲"),
                ("title_en", "A"), ("firm_kind", "guarantor"), ("opens", "2026-03-02"), ("closes", "2026-03-31"),
                ("period_from", "2023-01-01"), ("period_to", "2023-12-31"), ("notice_working_days", "5"),
                ("declaration_zh", "诺"), ("declaration_en", "Yes"),
            ]
        };
        for unknown in ["", "standard/9"] {
            let refused = first.post("/calls/open", &fields(unknown)).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{unknown}");
        }
        let made = first.go("/calls/open", &fields("single-review/1")).await;
        let made = first.page(&made).await;
        assert!(made.contains("一级审核、限额审批程序"), "{made}");
    }
}
