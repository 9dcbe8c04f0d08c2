//! The content of documents whose years are over goes from wherever it is kept; what is open keeps its documents, and whatever
//! tells of a document stays.

use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::service::App;
use xinbu::service::backup::{copy, prove, restore};
use xinbu::service::credit::statement::{Attached, Decide};
use xinbu::service::job::clearing::due;
use xinbu::service::job::clock::ring;
use xinbu::service::reader::Jobs;
use xinbu::service::reconcile::import_statement::import_statement;
use xinbu::service::verify::verify;
use xinbu::store::Store;
use xinbu::store::storage::{Outside, Storage};

use crate::command_line::{said, status, xinbu};
use crate::storage::{CODES, Place, paper, said_of_files, statement_of, with};
use crate::support::bank;
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// What a night of a day does.
async fn night(app: &TestApp, day: &str) {
    app.go_to(day);
    ring(&app.app).await.unwrap();
    app.work_off().await;
}

async fn cleared(app: &TestApp) -> i64 {
    app.count("document WHERE cleared_on IS NOT NULL").await
}

/// The names of the files that the next night clears.
async fn listed(app: &TestApp) -> Vec<String> {
    let due = due(&app.app, &app.actor("administrator").await.reader().unwrap(), 10).await.unwrap();
    due.into_iter().map(|due| due.file_name).collect()
}

/// A statement of a day on which nothing happened, after the one by which a case was paid.
async fn quiet_day(app: &TestApp) {
    app.go_to("2026-03-11");
    let text = bank::statement("S2", 2, ("2026-03-10", "2026-03-10"), 0, &[]);
    let reconciler = app.actor("reconciler").await;
    import_statement(&app.app, &reconciler, None, "0310.xml", text.into_bytes()).await.unwrap();
}

async fn goes_when_its_years_are_over(mut app: TestApp, place: Option<Place>) {
    let storage = place.as_ref().map_or(Storage::Database, |place| place.storage.clone());
    with(&mut app, &storage);
    let pieces = || place.as_ref().map(|place| place.pieces().len());
    // A case that is paid, one that is open, and evidence of what was rejected, in several pieces.
    let number = app.paid("a", &[Row::contract(1)]).await;
    let open = app.submitted("b", &[Row::contract(2)]).await;
    let long = Attached::new("长.pdf", paper(9 << 20));
    let entry = app.run("credit_checker", &statement_of(CODES[0], long.clone())).await.unwrap();
    let decide = Decide { id: entry, accept: false, answer: "执照不清楚".to_owned() };
    app.run("credit_checker_2", &decide).await.unwrap();
    let accepted =
        app.run("credit_checker", &statement_of(CODES[1], Attached::new("短.pdf", paper(100)))).await.unwrap();
    let decide = Decide { id: accepted, accept: true, answer: String::new() };
    app.run("credit_checker_2", &decide).await.unwrap();
    quiet_day(&app).await;
    let (rejected, all) = (app.document(&long.sha256).await, pieces());

    // A statement of the bank is kept for ten years, from the end of 2026 on.
    night(&app, "2036-12-31").await;
    assert_eq!((cleared(&app).await, listed(&app).await.len()), (0, 0), "to its last day");
    app.go_to("2037-01-01");
    assert_eq!((listed(&app).await, cleared(&app).await), (vec!["0310.xml".to_owned()], 0), "looking changes nothing");
    night(&app, "2037-01-01").await;
    assert_eq!((cleared(&app).await, app.count("document WHERE content_gone").await), (1, 0));
    assert_eq!(pieces(), all, "a copy that began before finds what it counts");
    app.is_sound().await;
    night(&app, "2037-01-02").await;
    assert_eq!(app.count("document WHERE content_gone").await, 1);
    assert_eq!(pieces(), all.map(|all| all - 1));
    app.is_sound().await;

    // What a payment rests on, for thirty.
    night(&app, "2056-12-31").await;
    assert_eq!(cleared(&app).await, 1);
    app.go_to("2057-01-01");
    let mut names = listed(&app).await;
    names.sort();
    if place.is_none() {
        let told = xinbu(&["jobs", "clears", "--by", "administrator", "--database", app.url()]);
        assert_eq!(
            (status(&told), said(&told).contains('0')),
            (0, true),
            "by the clock of the machine: {}",
            said(&told)
        );
    }
    night(&app, "2057-01-01").await;
    let schedule = app.count("document WHERE kind = 'schedule' AND cleared_on IS NOT NULL").await;
    assert_eq!((schedule, cleared(&app).await), (1, 1 + i64::try_from(names.len()).unwrap()), "{names:?}");
    assert!(names.contains(&"长.pdf".to_owned()) && !names.contains(&"短.pdf".to_owned()), "{names:?}");
    assert!(!names.contains(&"0309.xml".to_owned()), "a line of it is not matched: {names:?}");
    assert!(!names.contains(&"指标文.pdf".to_owned()), "of a line on which a case is open: {names:?}");

    // Whoever asks is told, and still sees what is known.
    let server = app.serve().await;
    let path = format!("/applications/{number}/schedule/original");
    for (login, lang, words) in [
        ("a.signatory", "zh", ["30", "2057-01-01", "内容已于"]),
        ("a.preparer", "en", ["30", "2026-", "was cleared on"]),
    ] {
        let answer = server.sign_in(login).await.get(&format!("{path}?lang={lang}")).await;
        let status = answer.status();
        let page = answer.text().await.unwrap();
        assert_eq!(status, StatusCode::GONE, "{}", visible(&page));
        assert!(words.iter().all(|word| visible(&page).contains(word)), "{}", visible(&page));
    }
    let reviewer = server.sign_in("first_reviewer").await;
    reviewer.page(&format!("/review/{number}")).await;
    assert_eq!(reviewer.get(&format!("/review/{open}/schedule")).await.status(), StatusCode::OK, "the case is open");
    let checker = server.sign_in("credit_checker").await;
    assert_eq!(checker.get(&format!("/credit/evidence/{}", long.sha256)).await.status(), StatusCode::GONE);

    // The program ended while content was taken away.
    if let Some(place) = &place {
        std::fs::remove_file(place.root.join(Outside::path(rejected, 1))).unwrap();
    }
    app.is_sound().await;
    night(&app, "2057-01-02").await;
    let left = "document WHERE content_gone AND (length(content) > 0 OR outside OR id IN (SELECT document_id FROM document_chunk))";
    assert_eq!((app.count("document WHERE content_gone").await, app.count(left).await), (cleared(&app).await, 0));
    if let Some(place) = &place {
        assert!(
            !place.root.join(Outside::path(rejected, 0)).exists()
                && !place.root.join(Outside::path(rejected, 2)).exists()
        );
        assert!(place.pieces().len() >= 2, "what is open, and what counts on");
    }
    app.is_sound().await;

    // The same paper is filed anew, and is another document.
    app.run("credit_checker", &statement_of(CODES[2], long.clone())).await.unwrap();
    let checker = server.sign_in("credit_checker").await;
    let again = checker.get(&format!("/credit/evidence/{}", long.sha256)).await;
    assert_eq!(again.bytes().await.unwrap().len(), 9 << 20);
    app.is_sound().await;

    // A copy holds what is there, and comes back.
    let folder = tempfile::tempdir().unwrap();
    let made = copy(&app.app, app.url(), folder.path()).await.unwrap();
    let proof = prove(&made.folder, app.url(), &app.app.clock).await.unwrap();
    assert!(proof.holds(), "{:?}", proof.findings);
    let back = place.as_ref().map(|_| Place::folder());
    let to = back.as_ref().map_or(Storage::Database, |back| back.storage.clone());
    let url = app.elsewhere();
    restore(&made.folder, (&url, &to), false, &app.app.clock).await.unwrap();
    let other = App::new(Store::open(&url).await.unwrap().keeping(to), app.app.clock.clone(), true);
    let wrong: Vec<_> = verify(&other).await.unwrap().into_iter().filter(|f| !f.holds()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    if let (Some(place), Some(back)) = (&place, &back) {
        assert_eq!(place.pieces().len(), back.pieces().len());
    }
    other.store.close().await.unwrap();
}

both_databases! {
    async fn content_in_the_database_goes_when_its_years_are_over(app: TestApp) {
        goes_when_its_years_are_over(app, None).await;
    }
}

both_databases! {
    async fn content_in_a_folder_goes_when_its_years_are_over(app: TestApp) {
        goes_when_its_years_are_over(app, Some(Place::folder())).await;
    }
}

both_databases! {
    async fn content_on_an_s3_server_goes_when_its_years_are_over(app: TestApp) {
        goes_when_its_years_are_over(app, Some(Place::s3().await)).await;
    }
}

both_databases! {
    async fn the_database_lets_no_other_content_go_and_no_document_be_cleared_before_its_time(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        app.run("credit_checker", &statement_of(CODES[0], Attached::new("长.pdf", paper(9 << 20)))).await.unwrap();
        let set = |closed: &str, on: &str| format!("closed_on = '{closed}', kept_years = 30, cleared_on = '{on}'");
        let yes = if app.url().starts_with("sqlite") { "1" } else { "TRUE" };
        let none = if app.url().starts_with("sqlite") { "x''" } else { "''" };
        for (sql, why) in [
            (format!("UPDATE document SET {} WHERE kind = 'credit_evidence'", set("2026-03-02", "2056-12-31")), "a day too early"),
            (format!("UPDATE document SET {} WHERE kind = 'schedule'", set("2026-03-02", "2057-01-01")), "the case is open"),
            ("UPDATE document SET cleared_on = '2057-01-01' WHERE kind = 'credit_evidence'".to_owned(), "by no rule"),
            (format!("UPDATE document SET content = {none}, content_gone = {yes} WHERE kind = 'credit_evidence'"), "it is not cleared"),
            ("DELETE FROM document_chunk".to_owned(), "it is not cleared"),
        ] {
            let refused = app.sql(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("xinbu:append-only"), "{why}: {refused}");
        }
        app.is_sound().await;

        // Cleared behind the program: nothing in the log says so.
        let of_evidence = "kind = 'credit_evidence'";
        app.sql(&format!("UPDATE document SET {} WHERE {of_evidence}", set("2026-03-02", "2057-01-01"))).await.unwrap();
        let found = said_of_files(&app.app).await;
        assert!(found.contains("长.pdf") && found.contains("no event of the log says that it was cleared so"), "{found}");
        for sql in [
            format!("UPDATE document SET {} WHERE {of_evidence}", set("2026-03-02", "2058-01-01")),
            format!("UPDATE document SET cleared_on = NULL, closed_on = NULL, kept_years = NULL WHERE {of_evidence}"),
            format!("UPDATE document SET content = {none}, content_gone = {yes} WHERE {of_evidence}"),
            format!("UPDATE document SET file_name = 'x' WHERE {of_evidence}"),
        ] {
            let refused = app.sql(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("xinbu:append-only"), "{sql}: {refused}");
        }
        let lost = app.actor("first_reviewer").await.reader::<Jobs>().unwrap_err();
        assert_eq!(lost.code(), Some(Code::NotYourRole), "{number}");
    }
}

both_databases! {
    async fn a_cleared_document_whose_rule_was_altered_is_found(app: TestApp) {
        app.paid("a", &[Row::contract(1)]).await;
        quiet_day(&app).await;
        night(&app, "2037-01-01").await;
        night(&app, "2037-01-02").await;
        app.is_sound().await;
        app.without_guards("document", "UPDATE document SET kept_years = 30 WHERE cleared_on IS NOT NULL").await;
        let found = said_of_files(&app.app).await;
        assert!(found.contains("0310.xml"), "{found}");
    }
}
