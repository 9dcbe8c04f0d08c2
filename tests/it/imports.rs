//! Long schedules: kept, imported by a job, and shown on the page on which short ones end.

use domain::refusal::Code;
use domain::workflow::job::{JobKind, JobState};
use reqwest::StatusCode;
use xinbu::service::application::import_schedule::later::{Asking, ImportLater};
use xinbu::service::command::execute;
use xinbu::service::job::act::Cancel;
use xinbu::service::job::clock::ring;
use xinbu::service::job::take;

use crate::support::client::{Browser, hidden, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// Two good contracts, and two of which a cell is refused.
fn rows() -> [Row; 4] {
    let bad = Row::contract(3).with("amount", "壹佰万");
    [Row::contract(1), Row::contract(2), bad, Row::contract(4).with("fee_rate", "999.00")]
}

/// A file that is longer than what is imported at once, by rows in which nothing stands.
async fn long(app: &TestApp, rows: &[Row]) -> Vec<u8> {
    padded(app.schedule_csv(rows).await)
}

fn padded(mut file: Vec<u8>) -> Vec<u8> {
    while file.len() <= 1 << 20 {
        file.extend([b' '; 1_000]);
        file.push(b'\n');
    }
    file
}

/// Sends a file on the page, which must lead back to it.
async fn send(app: &TestApp, browser: &Browser, number: &str, file: Vec<u8>) {
    app.app.clock.advance(chrono::TimeDelta::seconds(1));
    let (path, version) = (format!("/applications/{number}/schedule"), app.version(number).await.to_string());
    assert_eq!(browser.upload(&path, "明细.csv", file, &[("version", &version)]).await, path);
}

impl TestApp {
    async fn states(&self) -> Vec<JobState> {
        let mut all = xinbu::store::job::page(self.app.store.read(), None, None, 100).await.unwrap();
        all.retain(|row| row.kind == JobKind::ImportSchedule);
        all.reverse();
        all.into_iter().map(|row| row.state).collect()
    }

    /// Row, column, content and refusal of each refused cell of the schedule in force.
    async fn refused(&self, number: &str) -> Vec<(i64, String, String, String)> {
        let schedule = self.application(number).await.schedule_id.unwrap();
        let cells = xinbu::store::line::problems(self.app.store.read(), schedule, 100).await.unwrap();
        cells.into_iter().map(|c| (c.row_no, c.column_letter, c.found, c.refusal)).collect()
    }

    async fn amount(&self, number: &str) -> domain::money::Fen {
        let schedule = self.application(number).await.schedule_id.unwrap();
        xinbu::store::line::schedule(self.app.store.read(), schedule).await.unwrap().total_fen
    }
}

both_databases! {
    async fn a_long_file_is_imported_by_a_job_and_ends_as_a_short_one(app: TestApp) {
        let number = app.draft("a").await;
        let server = app.serve().await;
        let browser = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule");
        send(&app, &browser, &number, long(&app, &rows()).await).await;
        assert!(app.application(&number).await.schedule_id.is_none());
        assert_eq!((app.states().await, app.count("upload").await), (vec![JobState::Waiting], 1));
        for (lang, words, other) in [("zh", "排队等待处理", "改传另一个文件"), ("en", "waits for its turn", "Send another file")] {
            let answer = browser.get(&format!("{path}?lang={lang}")).await;
            assert!(answer.headers().contains_key("refresh"), "it comes again without script");
            let page = answer.text().await.unwrap();
            assert!(page.contains(words) && page.contains(other) && !page.contains("name=\"file\""), "{}", visible(&page));
        }
        let other = browser.get(&format!("{path}?other=1")).await;
        assert!(!other.headers().contains_key("refresh") && other.text().await.unwrap().contains("name=\"file\""));
        // How far it is, and why it did not come about yet.
        let row = take(&app.app, None).await.unwrap().unwrap();
        for (progress, total, words) in [(5_000, 0, "已读取 5000 行"), (1_000, 6_000, "已校验 1,000 / 6,000 行")] {
            app.sql(&format!("UPDATE job SET progress = {progress}, total = {total}")).await.unwrap();
            let page = visible(&browser.page(&format!("{path}?lang=zh")).await).replace("5,000", "5000");
            assert!(page.contains(words) || page.contains(&words.replace(',', "")), "{page}");
        }
        let job = browser.page(&format!("/jobs/{}", row.id)).await;
        assert!(job.contains(&number) && job.contains("明细.csv"), "{}", visible(&job));
        // Its worker is killed; another one does it.
        app.app.clock.advance(chrono::TimeDelta::seconds(61));
        app.work_off().await;
        assert_eq!((app.states().await, app.count("upload").await), (vec![JobState::Done], 0));
        let answer = browser.get(&format!("{path}?lang=zh")).await;
        assert!(!answer.headers().contains_key("refresh"));
        let page = visible(&answer.text().await.unwrap());
        assert!(page.contains("壹佰万") && !page.contains("正在导入"), "{page}");
        // As a short one.
        let short = app.draft("b").await;
        send(&app, &server.sign_in("b.preparer").await, &short, app.schedule_csv(&rows()).await).await;
        assert_eq!(app.refused(&number).await, app.refused(&short).await);
        assert_eq!(app.refused(&number).await.len(), 2);
        assert_eq!(app.amount(&number).await, app.amount(&short).await);
        assert_eq!(app.count("audit_event WHERE action = 'application.import_schedule' AND person_id IS NOT NULL").await, 2);
        app.is_sound().await;
    }
}

both_databases! {
    async fn nobody_submits_while_a_schedule_is_imported(app: TestApp) {
        let number = app.draft("a").await;
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        let file = long(&app, &[Row::contract(1), Row::contract(2)]).await;
        send(&app, &preparer, &number, file).await;
        let submit = xinbu::service::application::submit::Submit {
            number: number.clone(), version: app.version(&number).await, declared: true, leave_out_bad_rows: false,
        };
        let signatory = app.actor("a.signatory").await;
        let refused = execute(&app.app, &signatory, None, &submit).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::ImportRunning), "{refused}");
        let xinbu::error::Error::Refused(refusal) = refused else { unreachable!() };
        assert!(xinbu::i18n::Lang::ZhCn.refusal(&refusal).contains("明细.csv"), "{refusal:?}");
        app.work_off().await;
        // It would take the place of a good row: that is asked, and meanwhile what is in force may be submitted.
        execute(&app.app, &signatory, None, &submit).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_is_sent_later_takes_the_place_of_what_is_imported(app: TestApp) {
        let number = app.draft("a").await;
        let server = app.serve().await;
        let browser = server.sign_in("a.preparer").await;
        send(&app, &browser, &number, long(&app, &[Row::contract(1)]).await).await;
        take(&app.app, None).await.unwrap().unwrap();
        send(&app, &browser, &number, long(&app, &[Row::contract(2), Row::contract(3)]).await).await;
        assert_eq!(app.states().await, [JobState::Cancelled, JobState::Waiting]);
        // A short one too, which is done at once.
        send(&app, &browser, &number, app.schedule_csv(&[Row::contract(4)]).await).await;
        assert_eq!(app.states().await, [JobState::Cancelled, JobState::Cancelled]);
        app.work_off().await;
        assert_eq!(app.count("line").await, 1);
        // An administrator may give one up; the firm reads so.
        send(&app, &browser, &number, long(&app, &[Row::contract(5)]).await).await;
        let id = xinbu::store::job::page(app.app.store.read(), Some(JobState::Waiting), None, 1).await.unwrap()[0].id;
        app.run("administrator", &Cancel { id, reason: "停机维护".to_owned() }).await.unwrap();
        let page = browser.page(&format!("/applications/{number}/schedule?lang=zh")).await;
        assert!(page.contains("已被系统管理员取消") && page.contains("name=\"file\""), "{}", visible(&page));
        // What nobody imports any more is taken away in a night.
        assert!(app.count("upload").await > 0);
        app.go_to("2026-03-20");
        ring(&app.app).await.unwrap();
        app.work_off().await;
        assert_eq!(app.count("upload").await, 0);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_job_asks_refuses_and_says_that_nothing_changed(app: TestApp) {
        let number = app.draft("a").await;
        let server = app.serve().await;
        let browser = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule");
        let done = async |file: Vec<u8>| {
            send(&app, &browser, &number, file).await;
            app.work_off().await;
            browser.page(&format!("{path}?lang=zh")).await
        };
        // Refused: all of it stands there, and nothing is left.
        let headless = padded("甲,乙\n1,2\n".as_bytes().to_vec());
        let page = done(headless).await;
        assert!(page.contains("没有导入，申报没有改动") && page.contains("name=\"file\""), "{}", visible(&page));
        assert_eq!((app.count("upload").await, app.count("schedule").await), (0, 0));
        assert_eq!(app.count("job WHERE state = 'failed'").await, 0, "that is nobody's failure");
        // What is no table is told at once.
        let mut paper = b"%PDF-1.7".to_vec();
        paper.resize(2 << 20, b' ');
        let version = app.version(&number).await.to_string();
        let answer = browser.try_upload(&path, "a.pdf", paper, &[("version", &version)]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.count("upload").await, 0);
        let first = long(&app, &[Row::contract(1), Row::contract(2)]).await;
        done(first.clone()).await;
        assert_eq!(app.count("line").await, 2);
        let page = done(first).await;
        assert!(page.contains("与现行明细表相比内容没有变化"), "{}", visible(&page));
        // Asked: the page shows what would change; the word of the person is done by a job too.
        let page = done(long(&app, &[Row::contract(2), Row::contract(3)]).await).await;
        assert!(page.contains(&format!("{path}/asked")), "{}", visible(&page));
        let asked = browser.page(&format!("{path}/asked?lang=zh")).await;
        assert!(asked.contains("DB-2025-00001") && asked.contains("DB-2025-00003"), "{}", visible(&asked));
        app.app.clock.advance(chrono::TimeDelta::seconds(1));
        let (upload, version) = (hidden(&asked, "upload").unwrap(), app.version(&number).await.to_string());
        let to = browser.go(&format!("{path}/replace"), &[("upload", &upload), ("version", &version)]).await;
        assert_eq!((to.as_str(), app.states().await.last()), (path.as_str(), Some(&JobState::Waiting)));
        app.work_off().await;
        let page = browser.page(&format!("{path}?show=good")).await;
        assert!(page.contains("DB-2025-00003") && !page.contains("DB-2025-00001"), "{}", visible(&page));
        assert_eq!(browser.get(&format!("{path}/asked")).await.status(), StatusCode::SEE_OTHER, "nobody is asked any more");
        // An earlier schedule comes back by a job.
        let case = app.application(&number).await;
        let earlier = xinbu::store::line::earlier_schedules(app.app.store.read(), &case, None, 1).await.unwrap().remove(0);
        let back = ImportLater { number: number.clone(), version: case.version, what: Asking::Restore(earlier.id) };
        execute(&app.app, &app.actor("a.preparer").await, None, &back).await.unwrap();
        app.work_off().await;
        assert!(browser.page(&format!("{path}?show=good")).await.contains("DB-2025-00001"));
        assert_eq!(app.count("upload").await, 0);
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_hinders_a_job_for_a_time_is_told_and_it_is_done_later(app: TestApp) {
        let number = app.draft("a").await;
        let server = app.serve().await;
        let browser = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule");
        send(&app, &browser, &number, long(&app, &[Row::contract(1)]).await).await;
        // Its worker was killed while the place of documents did not answer.
        take(&app.app, None).await.unwrap().unwrap();
        let why = r#"{"code":"storage-away","facts":[["why",{"message":"storage-silent"}]]}"#;
        app.sql(&format!("UPDATE job SET failure = '{why}'")).await.unwrap();
        let page = browser.page(&format!("{path}?lang=en")).await;
        assert!(page.contains("It did not come about yet") && page.contains("Try again"), "{}", visible(&page));
        app.app.clock.advance(chrono::TimeDelta::seconds(61));
        app.work_off().await;
        assert_eq!(app.count("line").await, 1);
        app.is_sound().await;
    }
}
