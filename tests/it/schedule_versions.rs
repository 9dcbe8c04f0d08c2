//! What becomes of a schedule when another file comes: corrected rows, a whole new file, the same file, an earlier one; and
//! what is left of a file that no act counted.

use calamine::{Data, Reader as _, Xlsx};
use domain::id::ScheduleId;
use domain::refusal::Code;
use reqwest::StatusCode;
use sea_orm::DatabaseBackend;
use xinbu::error::Error;
use xinbu::service::application::import_schedule::{Received, receive, restore};
use xinbu::service::verify::verify;

use crate::support::client::{Browser, hidden, visible};
use crate::support::schedule::{Row, csv};
use crate::support::{TestApp, both_databases};

/// A schedule of three contracts of which the second and the third are bad.
fn rows() -> [Row; 3] {
    [Row::contract(1), Row::contract(2).with("amount", "壹佰万"), Row::contract(3).with("fee_rate", "999.00")]
}

async fn file(app: &TestApp, number: &str, rows: &[Row]) -> Vec<u8> {
    let application = app.application(number).await;
    let db = app.app.store.read();
    let call = xinbu::store::call::by_id(db, application.call_id).await.unwrap();
    csv(&app.app.scheme(db, call.scheme_version_id).await.unwrap().template, rows)
}

/// The marked-up copy as its reader sends it back from another program: saved as CSV, the cells under some headings of the
/// rows of some numbers written anew.
fn sent_back(copy: &[u8], cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book = Xlsx::new(std::io::Cursor::new(copy)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    let heads = rows.iter().find(|row| row[0] == "问题" || row[0] == "Problem").unwrap().clone();
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let own =
            |place: usize| cells.iter().find(|(number, head, _)| *number == row[1] && heads[place].starts_with(head));
        let line = row.iter().enumerate().map(|(place, words)| own(place).map_or(words.as_str(), |(.., new)| new));
        out.write_record(line).unwrap();
    }
    out.into_inner().unwrap()
}

async fn version(app: &TestApp, number: &str) -> String {
    app.version(number).await.to_string()
}

/// Uploads a file on the page; gives the status and the page.
async fn upload(app: &TestApp, browser: &Browser, number: &str, bytes: Vec<u8>) -> (StatusCode, String) {
    let path = format!("/applications/{number}/schedule");
    let version = version(app, number).await;
    let answer = browser.try_upload(&path, "明细.csv", bytes, &[("version", &version)]).await;
    (answer.status(), answer.text().await.unwrap())
}

async fn copy(browser: &Browser, number: &str) -> Vec<u8> {
    browser.get(&format!("/applications/{number}/schedule/errors.xlsx")).await.bytes().await.unwrap().to_vec()
}

/// Row numbers and contracts of the lines in force.
async fn lines(app: &TestApp, number: &str) -> Vec<(i64, String, String)> {
    let schedule = app.application(number).await.schedule_id.unwrap();
    let lines = xinbu::store::line::rows(app.app.store.read(), schedule).await.unwrap();
    lines.into_iter().map(|l| (l.row.row_no, l.row.contract_no, l.row.row_values)).collect()
}

/// Nothing is left on its way.
async fn nothing_on_its_way(app: &TestApp) {
    for table in ["upload", "document_chunk c WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = c.document_id)"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
    let unused =
        "schedule s WHERE NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.action = 'application.import_schedule')";
    assert_eq!(app.count(unused).await, 0);
}

both_databases! {
    async fn a_marked_up_file_corrects_its_rows_alone_and_keeps_the_good_ones(app: TestApp) {
        let number = app.draft("a").await;
        let browser = app.serve().await.sign_in("a.preparer").await;
        let original = file(&app, &number, &rows()).await;
        assert_eq!(upload(&app, &browser, &number, original).await.0, StatusCode::SEE_OTHER);
        let before = lines(&app, &number).await;
        assert_eq!(before.iter().map(|l| l.0).collect::<Vec<_>>(), [2]);
        // One of the two rows is corrected, the other is sent back as it was.
        let first = sent_back(&copy(&browser, &number).await, &[("3", "担保金额", "1000000.00")]);
        let (status, page) = upload(&app, &browser, &number, first.clone()).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{}", visible(&page));
        let now = lines(&app, &number).await;
        assert_eq!(now.iter().map(|l| l.0).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(now[0], before[0], "the good row is what it was");
        let page = browser.page(&format!("/applications/{number}/schedule")).await;
        assert!(page.contains("999.00") && page.contains("DB-2025-00003"), "row 4 is still bad: {}", visible(&page));
        assert!(!page.contains("壹佰万"), "row 3 is not: {}", visible(&page));
        // The same correction again changes nothing and says so.
        let same = upload(&app, &browser, &number, first).await;
        assert_eq!(same.0, StatusCode::SEE_OTHER);
        assert!(browser.page(&format!("/applications/{number}/schedule")).await.contains("内容没有变化"));
        assert_eq!(lines(&app, &number).await, now);
        // The next copy holds the row that is left, and its correction completes the schedule.
        let second = sent_back(&copy(&browser, &number).await, &[("4", "担保费率", "1.00"), ("4", "年担保费率", "1.00")]);
        assert!(!String::from_utf8(second.clone()).unwrap().contains("DB-2025-00002"));
        let (status, page) = upload(&app, &browser, &number, second).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{}", visible(&page));
        assert_eq!(lines(&app, &number).await.iter().map(|l| l.0).collect::<Vec<_>>(), [2, 3, 4]);
        app.submit("a", &number).await.unwrap();
        nothing_on_its_way(&app).await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_marked_up_file_that_belongs_elsewhere_is_refused_by_name_with_the_way(app: TestApp) {
        let (number, other) = (app.draft("a").await, app.draft("b").await);
        let server = app.serve().await;
        let (a, b) = (server.sign_in("a.preparer").await, server.sign_in("b.preparer").await);
        upload(&app, &a, &number, file(&app, &number, &rows()).await).await;
        upload(&app, &b, &other, file(&app, &other, &rows()).await).await;
        let marked = copy(&a, &number).await;
        let (status, page) = upload(&app, &b, &other, marked.clone()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(&format!("此问题行文件属于申报 {number}")), "{}", visible(&page));
        // After a correction the earlier copy is of an earlier schedule.
        let corrected = sent_back(&marked, &[("3", "担保金额", "1000000.00")]);
        assert_eq!(upload(&app, &a, &number, corrected).await.0, StatusCode::SEE_OTHER);
        let stands = app.application(&number).await.schedule_id;
        for (language, words) in [("zh-CN", "先前的明细表"), ("en", "of an earlier schedule")] {
            let form = a.form("改.xlsx", marked.clone(), &[("version", &version(&app, &number).await)]);
            let answer = a.send_form(&format!("/applications/{number}/schedule"), form, language).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = answer.text().await.unwrap();
            assert!(page.contains(words), "{}", visible(&page));
        }
        // Without its mark it is not taken for a whole schedule, and a row that is good is not corrected.
        let second = copy(&a, &number).await;
        let text = String::from_utf8(sent_back(&second, &[])).unwrap();
        let lost = text.split_once('\n').unwrap().1.to_owned();
        assert!(upload(&app, &a, &number, lost.into_bytes()).await.1.contains("缺少用于识别的第一行"));
        let wrong = sent_back(&second, &[("4", "行号", "2")]);
        assert!(upload(&app, &a, &number, wrong).await.1.contains("行号“2”"));
        assert_eq!(app.application(&number).await.schedule_id, stands, "nothing was taken");
        nothing_on_its_way(&app).await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_marked_up_file_sent_back_as_it_was_changes_nothing_and_the_copy_in_work_stays_good(app: TestApp) {
        let number = app.draft("a").await;
        let browser = app.serve().await.sign_in("a.preparer").await;
        upload(&app, &browser, &number, file(&app, &number, &rows()).await).await;
        // The page gives one way to correct rows, twice the same.
        for (lang, way, other) in [
            ("zh", "改正标红的单元格后上传该文件", "完整文件中更正"),
            ("en", "only these rows are replaced", "in your complete file"),
        ] {
            let page = browser.page(&format!("/applications/{number}/schedule?lang={lang}")).await;
            assert!(page.contains(way) && !page.contains(other), "{}", visible(&page));
        }
        let stands = app.application(&number).await;
        let in_work = copy(&browser, &number).await;
        // As it was given, as another program saved it, and without a row that somebody left out.
        let saved = sent_back(&in_work, &[]);
        let text = String::from_utf8(saved.clone()).unwrap();
        let without: Vec<&str> = text.lines().filter(|line| !line.contains("DB-2025-00003")).collect();
        for (lang, same, words) in [
            ("zh", in_work.clone(), "内容没有变化"),
            ("en", saved, "Nothing has changed"),
            ("zh", without.join("\n").into_bytes(), "内容没有变化"),
        ] {
            let form = browser.form("明细.xlsx", same, &[("version", &version(&app, &number).await)]);
            let answer = browser.send_form(&format!("/applications/{number}/schedule"), form, lang).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", visible(&answer.text().await.unwrap()));
            let page = browser.page(&format!("/applications/{number}/schedule?lang={lang}")).await;
            assert!(page.contains(words), "{}", visible(&page));
            let now = app.application(&number).await;
            assert_eq!((now.schedule_id, now.version), (stands.schedule_id, stands.version));
        }
        assert_eq!(app.count("schedule").await, 1);
        // A correction that is wrong again is kept all the same.
        let wrong = sent_back(&in_work, &[("3", "担保金额", "贰佰万")]);
        assert_eq!(upload(&app, &browser, &number, wrong).await.0, StatusCode::SEE_OTHER);
        assert_ne!(app.application(&number).await.schedule_id, stands.schedule_id);
        let page = browser.page(&format!("/applications/{number}/schedule?lang=zh")).await;
        assert!(page.contains("“贰佰万”") && !page.contains("“壹佰万”"), "{}", visible(&page));
        nothing_on_its_way(&app).await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_replacing_upload_says_what_it_would_take_away_and_asks_first(app: TestApp) {
        let number = app.draft("a").await;
        let server = app.serve().await;
        let browser = server.sign_in("a.preparer").await;
        let first = [Row::contract(1), Row::contract(2), Row::contract(3)];
        let original = file(&app, &number, &first).await;
        assert_eq!(upload(&app, &browser, &number, original.clone()).await.0, StatusCode::SEE_OTHER);
        let before = app.application(&number).await;
        // One stays, one is changed, one goes, one is new.
        let other = file(&app, &number, &[Row::contract(1), Row::contract(2).with("amount", "123456.00"), Row::contract(4)]).await;
        let (status, page) = upload(&app, &browser, &number, other.clone()).await;
        assert_eq!(status, StatusCode::OK);
        let words = visible(&page);
        for wanted in ["要替换明细表吗", "DB-2025-00003", "DB-2025-00004", "123,456.00"] {
            assert!(words.contains(wanted), "{wanted}: {words}");
        }
        assert!(!words.contains("DB-2025-00001"), "what stays is only counted: {words}");
        let now = app.application(&number).await;
        assert_eq!((now.version, now.schedule_id), (before.version, before.schedule_id), "nothing is changed yet");
        let form = browser.form("明细.csv", other.clone(), &[("version", &version(&app, &number).await)]);
        let english = browser.send_form(&format!("/applications/{number}/schedule"), form, "en").await.text().await.unwrap();
        assert!(english.contains("Replace the schedule?") && english.contains("Contracts removed"), "{}", visible(&english));
        // The question is answered without sending the file again, once.
        let waiting = hidden(&page, "upload").unwrap();
        let fields = [("version", version(&app, &number).await), ("upload", waiting)];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let path = format!("/applications/{number}/schedule/replace");
        let stranger = server.sign_in("b.preparer").await;
        assert_eq!(stranger.post(&path, &fields).await.status(), StatusCode::NOT_FOUND);
        browser.go(&path, &fields).await;
        let contracts: Vec<String> = lines(&app, &number).await.into_iter().map(|l| l.1).collect();
        assert_eq!(contracts, ["DB-2025-00001", "DB-2025-00002", "DB-2025-00004"]);
        let again = browser.post(&path, &fields).await;
        assert_eq!(again.status(), StatusCode::CONFLICT, "the version is over");
        // The same file again is no change.
        let (status, page) = upload(&app, &browser, &number, other).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{}", visible(&page));
        assert!(browser.page(&format!("/applications/{number}/schedule")).await.contains("内容没有变化"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn every_row_that_would_be_taken_away_is_had_as_a_table_before_the_answer(app: TestApp) {
        let number = app.draft("a").await;
        let server = app.serve().await;
        let (browser, stranger) = (server.sign_in("a.preparer").await, server.sign_in("b.preparer").await);
        let all: Vec<Row> = (1..=8).map(Row::contract).collect();
        upload(&app, &browser, &number, file(&app, &number, &all).await).await;
        let first = app.application(&number).await.schedule_id.unwrap();
        let other = [Row::contract(1).with("amount", "123456.00"), Row::contract(9)];
        let (status, page) = upload(&app, &browser, &number, file(&app, &number, &other).await).await;
        assert_eq!(status, StatusCode::OK);
        assert!(!page.contains("DB-2025-00008"), "the page shows the first ones: {}", visible(&page));
        let waiting = hidden(&page, "upload").unwrap();
        let link = format!("/applications/{number}/schedule/changes.csv?upload={waiting}");
        assert!(page.contains(&format!("href=\"{link}\"")), "{}", visible(&page));
        for (lang, removed) in [("zh", "移除合同"), ("en", "Contracts removed")] {
            let table = browser.page(&format!("{link}&lang={lang}")).await;
            for n in 2..=8 {
                let row = table.lines().find(|line| line.contains(&format!("DB-2025-0000{n}"))).unwrap_or_else(|| panic!("{n}: {table}"));
                assert!(row.contains(removed) && row.contains("\"1000000.00\"") && row.contains("CNY"), "{row}");
            }
            assert!(table.contains("123456.00") && table.contains("DB-2025-00009"), "{table}");
            assert_eq!(table.lines().count(), 1 + 7 + 1 + 1, "{table}");
        }
        assert_eq!(stranger.get(&link).await.status(), StatusCode::NOT_FOUND);
        // As before an earlier schedule is restored; the answer ends the question.
        let version = version(&app, &number).await;
        browser.go(&format!("/applications/{number}/schedule/replace"), &[("version", &version), ("upload", &waiting)]).await;
        assert!(browser.get(&link).await.status().is_client_error());
        let asked = browser.page(&format!("/applications/{number}/schedule/earlier/{first}")).await;
        let link = format!("/applications/{number}/schedule/changes.csv?earlier={first}");
        assert!(asked.contains(&format!("href=\"{link}\"")), "{}", visible(&asked));
        let table = browser.page(&link).await;
        assert!((2..=8).all(|n| table.contains(&format!("DB-2025-0000{n}"))), "{table}");
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_earlier_schedule_is_restored_as_a_new_version_with_the_same_rows(app: TestApp) {
        let number = app.draft("a").await;
        app.upload("a", &number, &rows()).await.unwrap();
        let (first, old) = (app.application(&number).await.schedule_id.unwrap(), lines(&app, &number).await);
        app.upload("a", &number, &[Row::contract(7), Row::contract(8)]).await.unwrap();
        let browser = app.serve().await.sign_in("a.preparer").await;
        let page = browser.page(&format!("/applications/{number}/schedule")).await;
        let link = format!("/applications/{number}/schedule/earlier/{first}");
        assert!(page.contains(&format!("href=\"{link}\"")), "{}", visible(&page));
        let asked = browser.page(&link).await;
        assert!(asked.contains("要恢复先前的明细表吗") && asked.contains("DB-2025-00007"), "{}", visible(&asked));
        browser.go(&link, &[("version", &version(&app, &number).await)]).await;
        let now = app.application(&number).await.schedule_id.unwrap();
        assert_ne!(now, first, "a new version");
        assert_eq!(lines(&app, &number).await, old);
        assert_eq!(app.count("line_problem p JOIN schedule s ON s.id = p.schedule_id WHERE s.rows_bad = 2").await, 4);
        // The copy of its bad rows belongs to it, and corrects it.
        let corrected = sent_back(&copy(&browser, &number).await, &[("3", "担保金额", "1000000.00")]);
        assert_eq!(upload(&app, &browser, &number, corrected).await.0, StatusCode::SEE_OTHER);
        assert_eq!(lines(&app, &number).await.len(), 2);
        // Nothing of another application, and not the one in force.
        let actor = app.actor("a.preparer").await;
        let in_force = app.application(&number).await.schedule_id.unwrap();
        for id in [in_force, "019a0000-0000-7000-8000-000000000000".parse::<ScheduleId>().unwrap()] {
            let refused = restore(&app.app, &actor, None, (&number, app.version(&number).await), id).await.unwrap_err();
            assert_eq!(refused.code(), Some(Code::NotFound));
        }
        app.submit("a", &number).await.unwrap_err();
        nothing_on_its_way(&app).await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn of_a_file_that_no_act_counts_nothing_is_left(app: TestApp) {
        let number = app.draft("a").await;
        let actor = app.actor("a.preparer").await;
        let good = file(&app, &number, &[Row::contract(1)]).await;
        let old = app.version(&number).await - 1;
        let stale = receive(&app.app, &actor, None, (&number, old), ("a.csv", good.clone()).into()).await.unwrap_err();
        assert_eq!(stale.code(), Some(Code::Stale));
        let version = app.version(&number).await;
        // Some of the headings are there, the others are missed.
        let text = String::from_utf8(good).unwrap();
        let some: Vec<String> = text.lines().map(|l| l.split(',').take(14).collect::<Vec<_>>().join(",")).collect();
        let few = ("a.csv", some.join("\n").into_bytes()).into();
        let headings = receive(&app.app, &actor, None, (&number, version), few).await;
        assert!(matches!(headings, Err(Error::RefusedMany(_))), "{headings:?}");
        nothing_on_its_way(&app).await;
        assert_eq!((app.count("schedule").await, app.count("document WHERE kind <> 'budget_document'").await), (0, 0));
        // A question that nobody answers is forgotten in the night after a day; what is in force stays.
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        let other = file(&app, &number, &[Row::contract(2)]).await;
        let asked = receive(&app.app, &actor, None, (&number, app.version(&number).await), ("b.csv", other).into()).await.unwrap();
        assert!(matches!(asked, Received::Asks(_)));
        assert_eq!(app.count("upload").await, 1);
        app.go_to("2026-03-04");
        xinbu::service::job::clock::ring(&app.app).await.unwrap();
        app.work_off().await;
        nothing_on_its_way(&app).await;
        let other = app.draft("b").await;
        app.upload("b", &other, &[Row::contract(5)]).await.unwrap();
        // What counts cannot be taken away, whatever way is tried.
        for table in ["schedule", "line", "document", "document_chunk"] {
            let kept = app.sql(&format!("DELETE FROM {table}")).await.unwrap_err().to_string();
            assert!(kept.contains("xinbu:append-only"), "{table}: {kept}");
        }
        let again = "INSERT INTO upload (id, schedule_id, file_name, size_bytes, sha256, person_id, begun_at)
            SELECT s.document_id, s.id, 'x', 1, '', s.imported_by, s.imported_at FROM schedule s";
        assert!(app.sql(again).await.unwrap_err().to_string().contains("xinbu:append-only"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_long_file_is_stored_in_pieces_and_one_altered_piece_is_named(app: TestApp) {
        let number = app.draft("a").await;
        let browser = app.serve().await.sign_in("a.preparer").await;
        // A column that means nothing here makes it longer than several pieces.
        let text = String::from_utf8(file(&app, &number, &[Row::contract(1), Row::contract(2)]).await).unwrap();
        let mut lines = text.lines();
        let mut long = format!("{},备注一\n", lines.next().unwrap());
        for line in lines {
            long.push_str(&format!("{line},{}\n", "长".repeat(150_000)));
        }
        let long = long.into_bytes();
        assert_eq!(upload(&app, &browser, &number, long.clone()).await.0, StatusCode::SEE_OTHER);
        assert!(app.count("document_chunk").await > 3);
        let back = browser.get(&format!("/applications/{number}/schedule/original")).await;
        assert_eq!(back.headers()["content-length"].to_str().unwrap(), long.len().to_string());
        assert_eq!(back.bytes().await.unwrap(), long);
        app.is_sound().await;
        let zero = match app.app.store.backend() {
            DatabaseBackend::Sqlite => "zeroblob(length(bytes))",
            _ => "decode(repeat('00', length(bytes)), 'hex')",
        };
        app.without_guards("document_chunk", &format!("UPDATE document_chunk SET bytes = {zero} WHERE ordinal = 1")).await;
        let findings = verify(&app.app).await.unwrap();
        let said = findings.into_iter().find(|f| f.invariant == "files").unwrap().violations.join("\n");
        assert!(said.contains("document 明细.csv") && said.lines().count() == 1, "{said}");
    }
}
