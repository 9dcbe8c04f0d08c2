//! The authorisation matrix, walked from the route table: every route, every role, own and foreign things, with and
//! without the form's token, compared with the matrix that stands printed in `tests/permissions.txt`. A new route is
//! tried by itself; one whose address has an unknown part fails here.

use std::fmt::Write as _;

use domain::refusal::{Code, Fact};
use domain::role::Role;
use reqwest::{Response, StatusCode};
use sea_orm::{ConnectionTrait, Statement};
use xinbu::error::Error;
use xinbu::i18n::Lang;
use xinbu::service::actor::Actor;
use xinbu::service::reader;
use xinbu::web::api;
use xinbu::web::routes::{Access, Row, rows};

use crate::support::app::IN_EARNEST;
use crate::support::client::{Browser, Server};
use crate::support::database::with;
use crate::support::program::Program;
use crate::support::schedule::Row as Line;
use crate::support::{Kind, TestApp, both_databases};

/// Addresses of things that exist, one of each kind.
pub struct Things {
    pub application: String,
    call: String,
    notice: String,
    batch: String,
    payment: String,
    statement: String,
    scheme: (String, String),
    credit: Credit,
}

/// Addresses of the credit desk: the check of the case, and things that nobody has.
struct Credit {
    check: String,
    subject: String,
    export: String,
}

impl Things {
    pub async fn of(app: &TestApp, firm: &str, rows: &[Line]) -> Self {
        let application = app.payable(firm, rows).await;
        let payment = app.payments(&application).await.remove(0).number;
        let batch = app.sent(&application).await;
        let notices = xinbu::store::notice::page(app.app.store.read(), None, 1_000).await.unwrap();
        let statement = import(app).await;
        let version = xinbu::store::scheme::all(app.app.store.read()).await.unwrap().remove(0);
        let case = app.application(&application).await;
        let check = xinbu::store::credit::latest_check(app.app.store.read(), case.id, None).await.unwrap().unwrap();
        let credit = Credit {
            check: check.id.to_string(),
            subject: crate::support::app::code(crate::support::app::FIRM_A).as_str().to_owned(),
            export: export(app).await,
        };
        Self {
            application,
            call: app.guarantee_call.clone(),
            notice: notices[0].number.clone(),
            batch,
            payment,
            statement,
            scheme: (version.scheme_id, version.version),
            credit,
        }
    }

    /// The address of a row with its parameters filled in.
    pub fn path(&self, row: &Row) -> String {
        let address = row.path.trim_start_matches(api::ROOT).trim_start_matches('/');
        let (area, _) = address.split_once('/').unwrap_or((address, ""));
        let number = match area {
            "applications" | "review" | "cases" => &self.application,
            "calls" if row.path.contains("/proposals/") => "TN-2026-0001",
            "calls" | "divisions" => &self.call,
            "notices" => &self.notice,
            "batches" => &self.batch,
            "payments" => &self.payment,
            "statements" => &self.statement,
            "people" => "RY-2026-0001",
            "registrations" => "ZC-2026-0001",
            "requests" => "SH-2026-0001",
            "limits" => "XE-2026-0001",
            "additions" => "JG-2026-0001",
            "recusals" => "HB-2026-0001",
            _ => "",
        };
        let mut path =
            row.path.replace("{number}", number).replace("{row}", "2").replace("{line}", "1").replace("{ordinal}", "1");
        if area == "procedures" {
            path = path.replace("{id}", "standard").replace("{version}", "1");
        }
        path = path.replace("{id}", &self.scheme.0).replace("{version}", &self.scheme.1).replace("{code}", "GUARANTEE");
        path = path.replace("{hash}", xinbu::web::asset::Asset::Style.hash()).replace("{name}", "app.css");
        path = path.replace("{check}", &self.credit.check).replace("{subject}", &self.credit.subject);
        path = path.replace("{export}", &self.credit.export).replace("{which}", "receipt");
        path = path.replace("{rules}", "RS-2026.1").replace("{sha256}", &"0".repeat(64));
        for nobody in [
            "{schedule}",
            "{allocation}",
            "{entry}",
            "{objection}",
            "{repair}",
            "{recovery}",
            "{consent}",
            "{import}",
            "{change}",
            "{hold}",
            "{job}",
            "{letter}",
            "{table}",
            "{person}",
            "{token}",
            "{document}",
            "{paper}",
            "{form}",
            "{session}",
        ] {
            path = path.replace(nobody, "019a0000-0000-7000-8000-000000000000");
        }
        assert!(!path.contains('{'), "the test does not know what stands for a part of {}", row.path);
        path
    }
}

/// A statement of one day without any line.
async fn import(app: &TestApp) -> String {
    let reconciler = app.actor("reconciler").await;
    let bytes = crate::support::bank::statement("S-1", 1, ("2026-03-08", "2026-03-08"), 0, &[]).into_bytes();
    let imported =
        xinbu::service::reconcile::import_statement::import_statement(&app.app, &reconciler, None, "s.xml", bytes)
            .await;
    imported.unwrap().statements.remove(0).number
}

/// A file of the awards of the case.
async fn export(app: &TestApp) -> String {
    let command = xinbu::service::credit::outward::ExportRecords {
        kind: domain::credit::outward::OutwardKind::Subsidy,
        from: "2026-03-09".parse().unwrap(),
        to: "2026-03-09".parse().unwrap(),
        office_code: crate::support::app::code("11430000000001234").as_str().to_owned(),
    };
    app.run("credit_checker", &command).await.unwrap().id.to_string()
}

/// How much the log has, but for sign-ins, downloads and opened checks, which are events by themselves: nothing that was refused may add to it.
pub(crate) async fn events(app: &TestApp) -> i64 {
    let db = app.direct().await;
    let sql = "SELECT COUNT(*) AS n FROM audit_event WHERE action NOT IN ('batch.download', 'credit.open_check', 'letter.take', 'person.sign_in')";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

fn may(row: &Row, role: Role) -> bool {
    match row.access {
        Access::Public | Access::SignedIn => true,
        Access::Roles(roles) => roles.contains(&role),
    }
}

/// What a request came to, as far as rights go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The route let the person in: a page, or a refusal for another reason than the role.
    Allowed,
    /// The role has no right there.
    Refused,
    /// To be signed in first.
    SignIn,
    /// Neither, with its status: the form or its token was not taken, or the program failed.
    Other(StatusCode),
}

/// A part of a form that no form has: it is refused behind the guard and the token, so that nothing is ever done.
const PROBE: (&str, &str) = ("a-field-of-no-form", "x");

/// POST of a form, with parts where the route takes a file.
async fn post(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    let plain = browser.post(path, fields).await;
    if plain.status() != StatusCode::UNPROCESSABLE_ENTITY {
        return plain;
    }
    let parts = browser.try_form(path, fields).await;
    // A route without a file finds no token in a form with parts.
    if parts.status() == StatusCode::FORBIDDEN { plain } else { parts }
}

async fn answer(browser: &Browser, row: &Row, path: &str) -> Answer {
    let response = match row.method {
        "GET" => browser.get(path).await,
        _ => post(browser, path, &[PROBE]).await,
    };
    let status = response.status();
    if status == StatusCode::UNAUTHORIZED {
        return Answer::SignIn;
    }
    let location = response.headers().get("location").map(|l| l.to_str().unwrap().to_owned()).unwrap_or_default();
    if location.starts_with("/sign-in?next=") {
        return Answer::SignIn;
    }
    let text = response.text().await.unwrap_or_default();
    match status {
        StatusCode::FORBIDDEN if text.contains(FORBIDDEN) => Answer::Refused,
        StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::NOT_FOUND if row.method == "GET" => Answer::Allowed,
        StatusCode::NOT_FOUND | StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => Answer::Allowed,
        other => Answer::Other(other),
    }
}

/// The same for a program.
async fn told(program: &Program, row: &Row, path: &str) -> Answer {
    let (status, told) = match row.method {
        "GET" => program.get(path).await,
        _ => program.post(path, &serde_json::json!({ PROBE.0: PROBE.1 })).await,
    };
    match (status, told["code"].as_str()) {
        (StatusCode::UNAUTHORIZED, Some("not-signed-in")) => Answer::SignIn,
        (StatusCode::FORBIDDEN, Some("not-your-role")) => Answer::Refused,
        (StatusCode::OK, _) if row.method == "GET" => Answer::Allowed,
        (StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY, Some(_)) => Answer::Allowed,
        (other, _) => Answer::Other(other),
    }
}

/// The title of the page that says which role is wanted; a form without its token is answered by another page.
const FORBIDDEN: &str = "您没有办理此事的权限";

/// The matrix that stands in the file: what a reviewer reads and agrees to.
const MATRIX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/permissions.txt");

/// The short names of the roles, in the order of [`Role::ALL`].
const SHORT: [&str; 13] = ["AP", "AS", "RO", "RV1", "RV2", "CC", "AA", "FM", "FA", "RC", "OB", "AD", "AU"];

/// The matrix as text: a line for each route, a column for each role, the last for a person who is not signed in.
fn printed(rows: &[(Row, Vec<bool>)]) -> String {
    let mut text = String::from(
        "# Who may use which route: x may, . may not. The last column is a person who is not signed in.\n\
         # Behind it: proof, where who acts proves again who that is, when the last proof is older than ten minutes.\n\
         # This file is under review: a test compares it with what the program really answers to each role, GET and\n\
         # POST. After a change that is meant, write it anew with\n\
         #   XINBU_WRITE_PERMISSIONS=1 cargo test --test it every_route_answers_each_role\n\
         # and read the difference line by line.\n\n",
    );
    let head: String = SHORT.iter().map(|s| format!("{s:>4}")).collect();
    writeln!(text, "{:<65}{:<28}{head}   -", "", "").unwrap();
    for (row, may) in rows {
        let cells: String = may.iter().map(|m| if *m { "   x" } else { "   ." }).collect();
        let proof = if row.proves { "   proof" } else { "" };
        writeln!(text, "{:<5}{:<60}{:<28}{cells}{proof}", row.method, row.path, row.name).unwrap();
    }
    text
}

/// The person who holds a role and no other.
const fn login(role: Role) -> &'static str {
    match role {
        Role::Preparer => "a.preparer",
        Role::Signatory => "a.signatory",
        other => other.key(),
    }
}

pub(crate) async fn everybody(app: &TestApp, server: &Server) -> Vec<(Role, Browser)> {
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push((*role, server.sign_in(login(*role)).await));
    }
    assert!(!app.guarantee_call.is_empty());
    people
}

both_databases! {
    async fn every_route_answers_each_role_as_the_printed_matrix_says(app: TestApp) {
        let things = Things::of(&app, "a", &[Line::contract(1), Line::contract(2)]).await;
        let server = app.serve().await;
        let people = everybody(&app, &server).await;
        let stranger = server.stranger();
        let (programs, nobody) = (app.programs(&server).await, Program::stranger(&server));
        let before = events(&app).await;
        let (mut matrix, mut wrong) = (Vec::new(), Vec::new());
        for row in api::rows() {
            let path = things.path(&row);
            let mut may_use = Vec::new();
            for (role, program) in &programs {
                let found = told(program, &row, &path).await;
                let wanted = if may(&row, *role) { Answer::Allowed } else { Answer::Refused };
                if found != wanted {
                    wrong.push(format!("{} {path} as a program of {role}: {found:?}, not {wanted:?}", row.method));
                }
                may_use.push(found == Answer::Allowed);
            }
            let found = told(&nobody, &row, &path).await;
            let wanted = if row.access == Access::Public { Answer::Allowed } else { Answer::SignIn };
            if found != wanted {
                wrong.push(format!("{} {path} as a program of nobody: {found:?}, not {wanted:?}", row.method));
            }
            may_use.push(found == Answer::Allowed);
            matrix.push((row, may_use));
        }
        let for_programs = std::mem::take(&mut matrix);
        for row in rows() {
            let path = things.path(&row);
            let mut may_use = Vec::new();
            for (role, browser) in &people {
                let found = answer(browser, &row, &path).await;
                let wanted = if may(&row, *role) { Answer::Allowed } else { Answer::Refused };
                if found != wanted {
                    wrong.push(format!("{} {path} as {role}: {found:?}, not {wanted:?}", row.method));
                }
                may_use.push(found == Answer::Allowed);
            }
            let found = answer(&stranger, &row, &path).await;
            let wanted = if row.access == Access::Public { Answer::Allowed } else { Answer::SignIn };
            if found != wanted {
                wrong.push(format!("{} {path} as nobody: {found:?}, not {wanted:?}", row.method));
            }
            may_use.push(found == Answer::Allowed);
            matrix.push((row, may_use));
        }
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(events(&app).await, before, "something refused was done all the same");
        matrix.extend(for_programs);
        let printed = printed(&matrix);
        if std::env::var_os("XINBU_WRITE_PERMISSIONS").is_some() {
            std::fs::write(MATRIX, &printed).unwrap();
        }
        let reviewed = std::fs::read_to_string(MATRIX).unwrap();
        for (now, then) in printed.lines().zip(reviewed.lines()) {
            assert_eq!(now, then, "{MATRIX} says otherwise");
        }
        assert_eq!(printed.lines().count(), reviewed.lines().count(), "{MATRIX} has other routes");
        app.is_sound().await;
    }
}

/// Somebody as a reader of a noun.
type Asks = fn(&Actor) -> Result<(), Error>;

/// A noun with a page of it, and the check that every query of it asks for.
const READ: &[(&str, &str, Asks)] = &[
    ("Own", "/me", |actor| actor.reader::<reader::Own>().map(drop)),
    ("Schemes", "/schemes", |actor| actor.reader::<reader::Schemes>().map(drop)),
    ("Procedures", "/procedures", |actor| actor.reader::<reader::Procedures>().map(drop)),
    ("Filing", "/applications", |actor| actor.reader::<reader::Filing>().map(drop)),
    ("Cases", "/review", |actor| actor.reader::<reader::Cases>().map(drop)),
    ("CreditFiles", "/credit", |actor| actor.reader::<reader::CreditFiles>().map(drop)),
    ("CreditRules", "/credit/rules", |actor| actor.reader::<reader::CreditRules>().map(drop)),
    ("CreditFigures", "/credit/statistics", |actor| actor.reader::<reader::CreditFigures>().map(drop)),
    ("Exports", "/credit/exports", |actor| actor.reader::<reader::Exports>().map(drop)),
    ("Log", "/audit", |actor| actor.reader::<reader::Log>().map(drop)),
    ("Accounts", "/accounts", |actor| actor.reader::<reader::Accounts>().map(drop)),
    ("Finance", "/payments", |actor| actor.reader::<reader::Finance>().map(drop)),
    ("Drafts", "/schemes/{id}/{version}/try", |actor| actor.reader::<reader::Drafts>().map(drop)),
    ("Calls", "/calls/manage", |actor| actor.reader::<reader::Calls>().map(drop)),
    ("People", "/people", |actor| actor.reader::<reader::People>().map(drop)),
    ("Recusals", "/recusals", |actor| actor.reader::<reader::Recusals>().map(drop)),
    ("Registrations", "/registrations", |actor| actor.reader::<reader::Registrations>().map(drop)),
    ("Readiness", "/readiness", |actor| actor.reader::<reader::Readiness>().map(drop)),
    ("Additions", "/calendar", |actor| actor.reader::<reader::Additions>().map(drop)),
    ("Limits", "/limits", |actor| actor.reader::<reader::Limits>().map(drop)),
    ("Jobs", "/jobs", |actor| actor.reader::<reader::Jobs>().map(drop)),
    ("Cluster", "/cluster", |actor| actor.reader::<reader::Cluster>().map(drop)),
    ("Simulations", "/admin/simulation", |actor| actor.reader::<reader::Simulations>().map(drop)),
];

both_databases! {
    async fn a_query_asked_past_the_pages_refuses_whom_its_page_refuses_and_says_the_same(app: TestApp) {
        let nouns: Vec<&str> = reader::NOUNS.iter().map(|(noun, _)| *noun).collect();
        let asked: Vec<&str> = READ.iter().map(|(noun, ..)| *noun).collect();
        assert_eq!(asked, nouns, "every noun is tried");
        let version = xinbu::store::scheme::all(app.app.store.read()).await.unwrap().remove(0);
        let server = app.serve().await;
        for (role, browser) in everybody(&app, &server).await {
            let actor = app.actor(login(role)).await;
            for (noun, page, asks) in READ {
                let page = page.replace("{id}", &version.scheme_id).replace("{version}", &version.version);
                let response = browser.get(&page).await;
                let (status, text) = (response.status(), response.text().await.unwrap());
                match asks(&actor) {
                    Ok(()) => assert_ne!(status, StatusCode::FORBIDDEN, "{role} reads {noun}"),
                    Err(Error::Refused(refusal)) => {
                        assert_eq!((refusal.code, status), (Code::NotYourRole, StatusCode::FORBIDDEN), "{role} {noun}");
                        let [(_, Fact::List(roles))] = refusal.facts.as_slice() else { panic!("{refusal:?}") };
                        assert!(!roles.is_empty());
                        for wanted in roles {
                            let wanted = Lang::ZhCn.fact_words(wanted);
                            assert!(text.contains(&wanted), "{page} does not tell {role} of {wanted}");
                        }
                    }
                    Err(error) => panic!("{role} {noun}: {error:?}"),
                }
            }
        }
        // Nobody without a role reads what needs one, nor does the program itself.
        let mut nobody = app.actor("auditor").await;
        nobody.roles.clear();
        assert_eq!(nobody.reader::<reader::Cases>().unwrap_err().code(), Some(Code::NotYourRole));
        assert!(nobody.reader::<reader::Own>().is_ok());
        assert!(Actor::program().reader::<reader::Own>().is_err());
    }
}

both_databases! {
    async fn without_the_forms_token_nothing_is_done_for_anybody(app: TestApp) {
        let things = Things::of(&app, "a", &[Line::contract(1)]).await;
        let server = app.serve().await;
        let people = everybody(&app, &server).await;
        let before = events(&app).await;
        for row in rows().into_iter().filter(|row| row.method == "POST") {
            let path = things.path(&row);
            for (role, browser) in people.iter().filter(|(role, _)| may(&row, *role)) {
                let found = browser.post_without_token(&path, &[("version", "1"), ("reason", "x")]).await.status();
                // A route that takes a file does not read another kind of form at all.
                assert!(
                    matches!(found, StatusCode::FORBIDDEN | StatusCode::UNPROCESSABLE_ENTITY),
                    "POST {path} as {role} without a token: {found}"
                );
            }
        }
        assert_eq!(events(&app).await, before, "something refused was done all the same");
    }
}

#[test]
fn outside_the_demonstration_its_doors_are_not_there() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |database| {
            let app = TestApp::in_earnest(database).await;
            let server = app.serve().await;
            let stranger = server.stranger();
            let page = stranger.page("/sign-in").await;
            assert!(!page.contains("/sign-in/demo"), "nobody is offered for one click");
            assert!(!page.contains("receiving_officer 先生"), "the names of people stand on no public page");
            let click = stranger.post("/sign-in/demo", &[("person", "receiving_officer")]).await;
            assert_eq!(click.status(), StatusCode::NOT_FOUND);
            let wrong = stranger.post("/sign-in", &[("account", "receiving_officer"), ("password", "wrong")]).await;
            assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let officer = server.sign_in_by_password("receiving_officer", IN_EARNEST).await;
            let desk = officer.page("/").await;
            assert!(!desk.contains("/demo/next-day"), "the clock cannot be moved");
            assert_eq!(officer.post("/demo/next-day", &[]).await.status(), StatusCode::NOT_FOUND);
            // What the demonstration does by one click is done here by the same commands.
            let number = app.submitted("a", &[Line::contract(1)]).await;
            let version = app.version(&number).await.to_string();
            officer.go(&format!("/review/{number}/accept"), &[("version", &version)]).await;
            assert_eq!(app.application(&number).await.state.key(), "accepted");
            app.is_sound().await;
        });
    }
}

both_databases! {
    async fn a_firm_finds_nothing_of_another_firm(app: TestApp) {
        let things = Things::of(&app, "a", &[Line::contract(1)]).await;
        let server = app.serve().await;
        let other = server.sign_in("b.preparer").await;
        let own = server.sign_in("a.preparer").await;
        let mut compared = 0;
        for row in rows().iter().filter(|r| r.method == "GET" && r.path.starts_with("/applications/{number}")) {
            let path = things.path(row);
            if may(row, Role::Preparer) {
                let theirs = other.get(&path).await;
                assert_eq!(theirs.status(), StatusCode::NOT_FOUND, "{path} of firm A for firm B");
                let missing = other.get(&path.replace(&things.application, "SQ-2026-9999")).await;
                assert_eq!(missing.status(), StatusCode::NOT_FOUND, "a missing one looks the same");
                compared += 1;
            }
        }
        assert!(compared >= 5, "only {compared} pages");
        // What identifies firm A stands on no page that firm B can open.
        let secret = "江临市第1机械有限公司";
        assert!(own.page(&format!("/applications/{}/schedule", things.application)).await.contains(secret));
        for row in rows().iter().filter(|r| r.method == "GET" && may(r, Role::Preparer)) {
            let text = other.get(&things.path(row)).await.text().await.unwrap();
            assert!(!text.contains(secret) && !text.contains("6222001111111111"), "{} shows firm A's data to firm B", row.path);
        }
    }
}

both_databases! {
    async fn a_city_sees_nothing_of_the_province(app: TestApp) {
        let number = app.in_review("a", &[Line::contract(1)]).await;
        let server = app.serve().await;
        // The call is the province's; a reviewer of the city below has no right over it.
        let city = server.sign_in("city_reviewer").await;
        assert_eq!(city.get(&format!("/review/{number}")).await.status(), StatusCode::NOT_FOUND);
        let posted = city.post(&format!("/review/{number}/recommend"), &[("version", "9"), ("reason", "x")]).await;
        assert_eq!(posted.status(), StatusCode::NOT_FOUND);
        assert!(!city.page("/review/all").await.contains(&number));
    }
}

/// Bodies that forms of the program have; one of them gets past the form of each route.
pub const BODIES: &[&[(&str, &str)]] = &[
    &[],
    &[("version", "1")],
    &[("version", "1"), ("reason", "x")],
    &[("version", "1"), ("content", "x"), ("remark", "")],
    &[("version", "1"), ("decision", "accept"), ("line_reason", "x")],
    &[
        ("version", "1"),
        ("claim_question", "one:019a0000-0000-7000-8000-00000000fffd"),
        ("claim_finding", "different"),
        ("claim_reason", "x"),
    ],
    &[("version", "1"), ("upload", "019a0000-0000-7000-8000-00000000fffc")],
    &[("payment", "ZF-2026-0001"), ("note", "x")],
    &[("kind", "charge"), ("note", "x")],
    &[("account_no", "6222001111112222"), ("cnaps", "105100000017"), ("reason", "x")],
    &[("scheme", "x/1"), ("reason", "x")],
    &[("material", "contracts"), ("document", "019a0000-0000-7000-8000-00000000fffb")],
    &[("outcome", "rejected"), ("number", "R-1"), ("words", "x"), ("faulty", "")],
    &[("reason", "x")],
];

both_databases! {
    async fn what_is_another_provinces_is_not_there_for_reading_or_acting(app: TestApp) {
        // The first number of the year stands as an example on pages.
        app.draft("b").await;
        let things = Things::of(&app, "a", &[Line::contract(1)]).await;
        app.add_province().await;
        let server = app.serve().await;
        let before = events(&app).await;
        let numbers = [&things.application, &things.call, &things.notice, &things.batch, &things.payment, &things.statement];
        let mut seen = 0;
        for row in rows() {
            let Access::Roles(roles) = row.access else { continue };
            let foreign = things.path(&row);
            let mut missing = foreign.clone();
            for thing in numbers {
                missing = missing.replace(thing.as_str(), "ZZ-2026-9999");
            }
            missing = missing.replace(&things.credit.export, "019a0000-0000-7000-8000-00000000ffff");
            missing = missing.replace(&things.credit.check, "019a0000-0000-7000-8000-00000000fffe");
            for role in roles {
                let browser = server.sign_in(&format!("x.{}", role.key())).await;
                let what = format!("{} {} as {role} of elsewhere", row.method, row.path);
                if missing == foreign {
                    // A list, or a thing of nobody: nothing of the other province stands on it.
                    if row.method == "GET" && !row.path.contains("scheme") {
                        let text = browser.get(&foreign).await.text().await.unwrap_or_default();
                        for number in numbers {
                            assert!(!text.contains(number.as_str()), "{what} shows {number}");
                        }
                        assert!(!text.contains("江临市甲担保有限公司"), "{what} shows a firm of the other province");
                    }
                } else if row.method == "GET" {
                    let (theirs, none) = (browser.get(&foreign).await.status(), browser.get(&missing).await.status());
                    assert_eq!((theirs, none), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{what}");
                    seen += 1;
                } else {
                    let mut answers = Vec::new();
                    for body in BODIES {
                        let mut pair = Vec::new();
                        for path in [&foreign, &missing] {
                            pair.push(post(&browser, path, body).await.status());
                        }
                        assert_eq!(pair[0], pair[1], "{what} with {body:?}: what is foreign looks like what is missing");
                        answers.push(pair[0]);
                    }
                    let refused = |s: &StatusCode| matches!(*s, StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT);
                    assert!(answers.iter().all(refused), "{what}: {answers:?}");
                    assert!(answers.contains(&StatusCode::NOT_FOUND), "{what}: no form got through: {answers:?}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 80, "only {seen} doors with a thing");
        assert_eq!(events(&app).await, before, "something was done in another province");
        // Their own people find every one of them.
        let officer = server.sign_in("receiving_officer").await;
        assert_eq!(officer.get(&format!("/review/{}", things.application)).await.status(), StatusCode::OK);
        assert!(server.sign_in("auditor").await.page("/audit").await.contains(&things.batch));
    }
}

both_databases! {
    async fn an_officer_of_a_city_does_not_end_the_notice_of_the_province(app: TestApp) {
        use xinbu::service::notice::{end::End, publish::Publish};
        let (number, _) = app.approved("a", &[Line::contract(1)]).await;
        let publish = Publish { applications: vec![(number.clone(), app.version(&number).await)] };
        let notice = app.run("receiving_officer", &publish).await.unwrap();
        app.go_to("2026-03-09");
        let refused = app.run("city_officer", &End { number: notice.clone() }).await.unwrap_err();
        assert_eq!(refused.code(), Some(domain::refusal::Code::NotFound));
        assert_eq!(app.application(&number).await.state.key(), "published");
        app.run("receiving_officer", &End { number: notice }).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_form_from_another_site_or_without_its_token_is_refused(app: TestApp) {
        let number = app.submitted("a", &[Line::contract(1)]).await;
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        let version = app.version(&number).await.to_string();
        let path = format!("/review/{number}/accept");
        let bare = officer.post_without_token(&path, &[("version", &version), ("key", "0123456789abcdef")]).await;
        assert_eq!(bare.status(), StatusCode::FORBIDDEN);
        let unknown = officer.post(&path, &[("version", &version), ("state", "approved")]).await;
        assert_eq!(unknown.status(), StatusCode::UNPROCESSABLE_ENTITY, "a field that the form does not have");
        assert_eq!(app.application(&number).await.state.key(), "submitted");
        officer.go(&path, &[("version", &version)]).await;
        assert_eq!(app.application(&number).await.state.key(), "accepted");
        // The same form again, as a double click sends it, is answered and acts once; a stale one is told so.
        let stale = officer.post(&path, &[("version", &version)]).await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
    }
}

both_databases! {
    async fn the_same_form_twice_acts_once(app: TestApp) {
        let number = app.submitted("a", &[Line::contract(1)]).await;
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        let version = app.version(&number).await.to_string();
        let path = format!("/review/{number}/accept");
        let key = "00112233445566778899aabbccddeeff";
        for _ in 0..3 {
            let answer = officer.post_with_key(&path, &[("version", &version)], key).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        }
        let case = app.application(&number).await;
        let steps = xinbu::store::step::of_case(app.app.store.read(), case.id).await.unwrap();
        assert_eq!(steps.iter().filter(|s| s.event == "accept").count(), 1);
    }
}

both_databases! {
    async fn segregation_holds_through_the_raw_pages(app: TestApp) {
        use domain::refusal::Code;
        use xinbu::service::application::review::{Confirm, Recommend};
        let number = app.in_review("a", &[Line::contract(1)]).await;
        let recommend = Recommend { number: number.clone(), version: app.version(&number).await, reason: "同意".into() };
        app.run("first_reviewer", &recommend).await.unwrap();
        // The first reviewer is given the second reviewer's role as well: the role is there, the right is not.
        let person = app.actor("first_reviewer").await.person;
        let id = match app.app.store.backend() {
            sea_orm::DatabaseBackend::Sqlite => format!("x'{}'", person.uuid().simple()),
            _ => format!("'{person}'"),
        };
        let grant = format!("INSERT INTO role_grant (person_id, role, granted_at) VALUES ({id}, 'second_reviewer', '2026-03-02 01:00:00+00:00')");
        app.sql(&grant).await.unwrap();
        let server = app.serve().await;
        let both = server.sign_in("first_reviewer").await;
        let version = app.version(&number).await.to_string();
        let answer = both.post(&format!("/review/{number}/confirm"), &[("version", &version), ("reason", "")]).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert!(answer.text().await.unwrap().contains("初审"), "the page names the earlier step");
        assert_eq!(app.application(&number).await.state.key(), "reviewed");
        let confirm = Confirm { number: number.clone(), version: app.version(&number).await, reason: String::new() };
        assert_eq!(app.run("first_reviewer", &confirm).await.unwrap_err().code(), Some(Code::SamePerson));
        app.run("second_reviewer", &confirm).await.unwrap();
    }
}
