//! Jobs: queued with the act that causes them, done once in effect by one worker at a time, tried again, shown to
//! administrators; and the program, which does them, does nothing else.

use std::time::Duration;

use chrono::TimeDelta;
use domain::credit::{FormerName, Statement};
use domain::id::{ApplicationId, JobId};
use domain::refusal::Code;
use domain::workflow::ApplicationState;
use domain::workflow::job::{JobKind, JobState};
use entity::job;
use reqwest::StatusCode;
use sea_orm::EntityTrait as _;
use xinbu::service::actor::Actor;
use xinbu::service::application::correction::RequestCorrection;
use xinbu::service::application::receive::Accept;
use xinbu::service::application::review::{Recommend, StartReview};
use xinbu::service::command::{Command, execute};
use xinbu::service::credit::recheck::Recheck;
use xinbu::service::credit::statement::{Attached, Decide, Enter};
use xinbu::service::job::act::{Again, Cancel};
use xinbu::service::job::clock::ring;
use xinbu::service::job::{Lease, take, work, work_all};
use xinbu::service::notice::publish::Publish;
use xinbu::store::job::{Batch, New};

use crate::command_line::{said, status, xinbu};
use crate::support::app::{FIRM_A, code};
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const HEAD: &str =
    "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度";
const NAME_A: &str = "江临市甲担保有限公司";

/// Two officers record that firm A had another name: a fact after which its open cases are checked again. Nobody does what that
/// leaves to be done.
pub async fn a_fact_changes(app: &TestApp) {
    let enter = Enter {
        code: code(FIRM_A).as_str().to_owned(),
        name: NAME_A.to_owned(),
        application: None,
        statement: Statement::FormerName(FormerName {
            name: "江临市旧名担保有限公司".to_owned(),
            from: Some("2015-01-01".parse().unwrap()),
            to: Some("2025-12-31".parse().unwrap()),
        }),
        why: "名称变更核准通知书".to_owned(),
        evidence: Attached::new("证明.pdf", b"%PDF-1.4 a signed paper".to_vec()),
    };
    let id = app.run("credit_checker", &enter).await.unwrap();
    let confirm = Decide { id, accept: true, answer: String::new() };
    execute(&app.app, &app.actor("credit_checker_2").await, None, &confirm).await.unwrap();
}

impl TestApp {
    async fn jobs(&self) -> Vec<job::Model> {
        job::Entity::find().all(&self.direct().await).await.unwrap()
    }

    async fn job(&self, id: JobId) -> job::Model {
        xinbu::store::job::by_id(self.app.store.read(), id).await.unwrap()
    }

    /// Queues a recheck of a case.
    async fn queue(&self, case: ApplicationId) -> JobId {
        let now = self.app.clock.now();
        let id = JobId::from_uuid(xinbu::id::new_uuid(now));
        let facts = serde_json::json!({ "kind": "recheck_case", "application": case }).to_string();
        let new = New { id, kind: JobKind::RecheckCase, facts, key: case.to_string() };
        let tx = xinbu::store::tx::begin(&self.app.store).await.unwrap();
        let batch = Batch { person: None, cause: "test", once: false, due: now, now };
        xinbu::store::job::add(&tx, &batch, &[new]).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A job that can never come about: its case is not there.
    async fn hopeless(&self) -> JobId {
        self.queue(ApplicationId::from_uuid(xinbu::id::new_uuid(self.app.clock.now()))).await
    }

    /// The pauses pass, and the job is tried each time, until it failed.
    async fn failed(&self) -> JobId {
        let id = self.hopeless().await;
        for _ in 0..6 {
            self.work_off().await;
            self.app.clock.advance(TimeDelta::hours(2));
        }
        assert_eq!(self.job(id).await.state, JobState::Failed);
        id
    }
}

both_databases! {
    async fn a_fact_leaves_a_recheck_that_the_program_does_in_an_act_of_its_own(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        app.app.clock.advance(TimeDelta::seconds(1));
        let checks = app.count("credit_check").await;
        a_fact_changes(&app).await;
        // Whoever changed the fact did not wait for it.
        assert_eq!(app.count("credit_check").await, checks);
        let waiting = app.jobs().await;
        let application = app.application(&number).await.id;
        assert_eq!(waiting.len(), 1, "{waiting:?}");
        assert_eq!((waiting[0].state, waiting[0].key.as_str()), (JobState::Waiting, application.to_string().as_str()));
        assert_eq!((waiting[0].person_id, waiting[0].cause.as_str()), (None, Decide::NAME));
        let steps = app.count("case_step").await;
        assert_eq!(work_all(&app.app).await.unwrap(), 1);
        assert_eq!(app.count("credit_check WHERE requested_by IS NULL").await, 1);
        let told = "audit_event WHERE action = 'credit.check' AND person_id IS NULL AND role = ''";
        assert_eq!(app.count(told).await, 1, "the log says that the program did it");
        assert_eq!(app.count("case_step").await, steps, "it is nobody's step");
        let done = app.job(waiting[0].id).await;
        assert_eq!((done.state, done.attempts, done.failure.as_str()), (JobState::Done, 1, ""));
        assert_eq!(work_all(&app.app).await.unwrap(), 0);
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_nobody_has_begun_is_not_queued_twice_and_what_somebody_does_already_is(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let case = app.application(&number).await.id;
        app.queue(case).await;
        app.queue(case).await;
        assert_eq!(app.count("job").await, 1);
        // Who has begun may have read before the new fact was there.
        take(&app.app, None).await.unwrap().unwrap();
        app.queue(case).await;
        app.queue(case).await;
        assert_eq!(app.count("job").await, 2);
        assert_eq!(work_all(&app.app).await.unwrap(), 1);
        app.app.clock.advance(TimeDelta::seconds(61));
        app.is_sound().await;
        assert_eq!(app.count("job WHERE state = 'done'").await, 2);
    }
}

both_databases! {
    async fn a_worker_whose_time_ran_out_keeps_nothing_and_ends_nothing(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        a_fact_changes(&app).await;
        let slow = take(&app.app, None).await.unwrap().unwrap();
        assert!(take(&app.app, None).await.unwrap().is_none(), "it is taken");
        let recheck = Recheck { application: app.application(&number).await.id };
        let by_the_slow = app.app.under(Lease::of(&slow));
        app.app.clock.advance(TimeDelta::seconds(61));
        // Nobody else has it yet, and still its time is over.
        let late = execute(&by_the_slow, &Actor::program(), None, &recheck).await.unwrap_err();
        assert_eq!(late.code(), Some(Code::JobLost), "{late}");
        assert_eq!(work_all(&app.app).await.unwrap(), 1, "another worker does it");
        let checks = app.count("credit_check").await;
        let events = app.count("audit_event").await;
        let late = execute(&by_the_slow, &Actor::program(), None, &recheck).await.unwrap_err();
        assert_eq!(late.code(), Some(Code::JobLost), "{late}");
        assert_eq!((app.count("credit_check").await, app.count("audit_event").await), (checks, events));
        let done = app.job(slow.id).await;
        assert_eq!((done.state, done.epoch, done.attempts), (JobState::Done, 2, 2));
        app.is_sound().await;
    }
}

both_databases! {
    async fn of_several_workers_each_job_is_done_by_one(app: TestApp) {
        app.add_firms(6).await;
        for n in 0..6 {
            app.submitted(&format!("r{n}"), &[Row::contract(n + 1)]).await;
        }
        for case in xinbu::store::application::every(app.app.store.read()).await.unwrap() {
            app.queue(case.id).await;
        }
        let before = app.count("credit_check").await;
        let all = async || work_all(&app.app).await.unwrap();
        let (a, b, c) = tokio::join!(all(), all(), all());
        assert_eq!(a + b + c, 6);
        assert_eq!(app.count("credit_check").await, before + 6);
        assert_eq!(app.count("job WHERE state = 'done' AND attempts = 1").await, 6);
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_does_not_come_about_is_tried_again_later_and_later_and_then_told(app: TestApp) {
        let id = app.hopeless().await;
        for (attempt, pause) in [(1, 10), (2, 60), (3, 300), (4, 1_800), (5, 7_200)] {
            assert_eq!(work_all(&app.app).await.unwrap(), 1);
            let row = app.job(id).await;
            assert_eq!((row.state, row.attempts), (JobState::Waiting, attempt));
            assert_eq!(row.due_at, app.app.clock.now() + TimeDelta::seconds(pause));
            assert!(row.failure.contains("not-found"), "{}", row.failure);
            app.app.clock.advance(TimeDelta::seconds(pause - 1));
            assert_eq!(work_all(&app.app).await.unwrap(), 0, "not before its time");
            app.app.clock.advance(TimeDelta::seconds(1));
        }
        assert_eq!(work_all(&app.app).await.unwrap(), 1);
        assert_eq!(app.job(id).await.state, JobState::Failed);
        // Everybody else goes on.
        app.submitted("a", &[Row::contract(1)]).await;
        a_fact_changes(&app).await;
        assert_eq!(work_all(&app.app).await.unwrap(), 1);
    }
}

both_databases! {
    async fn a_job_that_takes_the_program_down_again_and_again_is_given_up(app: TestApp) {
        let id = app.hopeless().await;
        for _ in 0..6 {
            // The program ends while it is done.
            take(&app.app, None).await.unwrap().unwrap();
            app.app.clock.advance(TimeDelta::seconds(61));
        }
        assert_eq!(work_all(&app.app).await.unwrap(), 1);
        let row = app.job(id).await;
        assert_eq!(row.state, JobState::Failed);
        assert!(row.failure.contains("job-broken-off"), "{}", row.failure);
    }
}

both_databases! {
    async fn a_program_that_stops_gives_a_job_back_as_if_nobody_had_begun(app: TestApp) {
        let id = app.hopeless().await;
        // A stop that is there before the job has begun still lets a short one end.
        assert!(work(&app.app, std::future::ready(())).await.unwrap());
        let row = app.job(id).await;
        assert_eq!((row.state, row.attempts), (JobState::Waiting, 1), "it ended by itself: {row:?}");
        let (told, heard) = tokio::sync::oneshot::channel::<()>();
        let workers = tokio::spawn(xinbu::job::serve(app.app.clone(), async { drop(heard.await) }));
        app.app.clock.advance(TimeDelta::seconds(10));
        app.app.work.notify_one();
        let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
        while app.job(id).await.attempts < 2 {
            assert!(tokio::time::Instant::now() < deadline, "nobody works");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        told.send(()).unwrap();
        tokio::time::timeout(Duration::from_secs(30), workers).await.unwrap().unwrap();
    }
}

both_databases! {
    async fn administrators_see_what_failed_and_have_it_done_again_or_give_it_up(app: TestApp) {
        let id = app.failed().await;
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let path = format!("/jobs/{id}");
        for (lang, failed, kind) in [("zh", "1 项后台任务失败", "信用复查"), ("en", "1 job failed", "Credit recheck")] {
            let home = visible(&administrator.page(&format!("/?lang={lang}")).await);
            assert!(home.contains(failed), "{lang}: {home}");
            let list = visible(&administrator.page(&format!("/jobs?state=failed&lang={lang}")).await);
            assert!(list.contains(kind), "{lang}: {list}");
            let one = visible(&administrator.page(&format!("{path}?lang={lang}")).await);
            assert!(one.contains(kind), "{lang}: {one}");
        }
        assert!(visible(&administrator.page("/jobs?state=done").await).contains("There are no jobs"));
        // A reason is needed to give it up, and stands in the log.
        let bare = administrator.post(&format!("{path}/cancel"), &[("reason", " ")]).await;
        assert_eq!(bare.status(), StatusCode::UNPROCESSABLE_ENTITY);
        administrator.go(&format!("{path}/again"), &[]).await;
        assert_eq!(app.job(id).await.state, JobState::Waiting);
        assert_eq!(work_all(&app.app).await.unwrap(), 1, "it is done at once");
        administrator.go(&format!("{path}/cancel"), &[("reason", "该申报不存在")]).await;
        assert_eq!(app.job(id).await.state, JobState::Cancelled);
        assert_eq!(app.count("audit_event WHERE action = 'job.cancel' AND payload LIKE '%该申报不存在%'").await, 1);
        let again = administrator.post(&format!("{path}/again"), &[]).await;
        assert!(again.status().is_client_error(), "given up is given up");
        // Nobody else finds it.
        let auditor = server.sign_in("auditor").await;
        assert_eq!(auditor.get("/jobs").await.status(), StatusCode::FORBIDDEN);
        assert_eq!(auditor.get(&path).await.status(), StatusCode::NOT_FOUND);
        app.add_province().await;
        assert_eq!(administrator.get(&path).await.status(), StatusCode::NOT_FOUND, "an office among several");
        let refused = app.run("administrator", &Again { id }).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::JobsOfAll), "{refused}");
    }
}

both_databases! {
    async fn the_list_of_jobs_goes_on_where_a_page_ended(app: TestApp) {
        for _ in 0..51 {
            app.hopeless().await;
            app.app.clock.advance(TimeDelta::milliseconds(1));
        }
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let page = administrator.page("/jobs?state=waiting").await;
        let next = page.split("href=\"").find(|part| part.starts_with("/jobs?state=waiting&amp;before=")).unwrap();
        let next = next.split('"').next().unwrap().replace("&amp;", "&");
        let jobs = |page: &str| page.matches("href=\"/jobs/").count();
        assert_eq!((jobs(&page), jobs(&administrator.page(&next).await)), (50, 1));
    }
}

both_databases! {
    async fn what_a_job_does_after_it_was_given_up_does_not_count(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let checks = app.count("credit_check").await;
        a_fact_changes(&app).await;
        let taken = take(&app.app, None).await.unwrap().unwrap();
        let give_up = Cancel { id: taken.id, reason: "误操作".to_owned() };
        execute(&app.app, &app.actor("administrator").await, None, &give_up).await.unwrap();
        let recheck = Recheck { application: app.application(&number).await.id };
        let late = execute(&app.app.under(Lease::of(&taken)), &Actor::program(), None, &recheck).await.unwrap_err();
        assert_eq!(late.code(), Some(Code::JobLost), "{late}");
        assert_eq!(app.count("credit_check").await, checks);
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_program_takes_no_step_of_a_person_and_a_person_none_of_the_program(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let version = app.version(&number).await;
        let program = Actor::program();
        let refused = [
            execute(&app.app, &program, None, &Accept { number: number.clone(), version }).await.unwrap_err(),
            execute(&app.app, &program, None, &StartReview { number: number.clone(), version }).await.unwrap_err(),
            execute(&app.app, &program, None, &Recommend { number: number.clone(), version, reason: "x".into() }).await.unwrap_err(),
            execute(&app.app, &program, None, &Cancel { id: app.hopeless().await, reason: "x".into() }).await.unwrap_err(),
        ];
        assert!(refused.iter().all(|error| error.code() == Some(Code::NotYourRole)), "{refused:?}");
        let recheck = Recheck { application: app.application(&number).await.id };
        for login in ["administrator", "credit_checker", "approver", "auditor", "a.signatory"] {
            let error = execute(&app.app, &app.actor(login).await, None, &recheck).await.unwrap_err();
            assert_eq!(error.code(), Some(Code::NotYourRole), "{login}");
        }
        // The database lets nobody take a step who does not hold its role, and the program is nobody.
        let step = "INSERT INTO case_step (id, application_id, step, person_id, role, event, reason, content_sha256, at, seq) \
                    SELECT application_id, application_id, step, NIL, role, event, '', '', at, 99 FROM case_step";
        let nil = if app.app.store.backend() == sea_orm::DatabaseBackend::Sqlite { "zeroblob(16)" } else { "'00000000-0000-0000-0000-000000000000'" };
        let error = app.sql(&step.replace("NIL", nil)).await.unwrap_err().to_string();
        assert!(error.contains("xinbu:not-your-role"), "{error}");
    }
}

both_databases! {
    async fn the_database_holds_a_job_to_its_table_and_to_what_it_is_about(app: TestApp) {
        let id = app.failed().await;
        let set = |what: &str| format!("UPDATE job SET {what}");
        for (what, says) in [
            (set("state = 'done', moved_event = 'complete', moved_role = ''"), "not-in-this-state"),
            (set("state = 'waiting', ended_at = NULL, moved_event = 'again', moved_role = 'administrator'"), "not-your-role"),
            (set("facts = '{}'"), "append-only"),
            (set("person_id = (SELECT id FROM person WHERE login = 'auditor')"), "append-only"),
            (set("epoch = 0"), "append-only"),
            ("DELETE FROM job".to_owned(), "append-only"),
        ] {
            let refused = app.sql(&what).await.unwrap_err().to_string();
            assert!(refused.contains(says), "{what}: {refused}");
        }
        assert_eq!(app.job(id).await.state, JobState::Failed);
    }
}

both_databases! {
    async fn from_the_command_line_jobs_are_listed_done_and_given_up(app: TestApp) {
        let id = app.hopeless().await.to_string();
        let (url, by) = (app.url().to_owned(), "administrator");
        let jobs = |arguments: &[&str]| {
            let mut all = vec!["jobs"];
            all.extend(arguments);
            all.extend(["--database", &url]);
            xinbu(&all)
        };
        let list = jobs(&["list", "--by", by]);
        assert!(status(&list) == 0 && said(&list).contains(&id) && said(&list).contains("信用复查"), "{}", said(&list));
        let worked = jobs(&["work"]);
        assert!(status(&worked) == 0 && said(&worked).contains("已执行"), "{}", said(&worked));
        assert_eq!(app.job(id.parse().unwrap()).await.attempts, 1, "what is due by the clock is done with it");
        let run = jobs(&["run", &id, "--by", by]);
        assert_eq!(status(&run), 0, "{}", said(&run));
        let cancelled = jobs(&["cancel", &id, "--reason", "no such case", "--by", by]);
        assert_eq!(status(&cancelled), 0, "{}", said(&cancelled));
        assert_eq!(status(&jobs(&["run", &id, "--by", by])), 1, "given up is given up");
        assert_eq!(status(&jobs(&["list", "--by", "finance_maker"])), 1);
    }
}

both_databases! {
    async fn the_work_of_a_day_is_queued_once_and_begun_at_its_hour(app: TestApp) {
        app.app.clock.set("2026-03-02T16:30:00Z".parse().unwrap());
        for _ in 0..2 {
            ring(&app.app).await.unwrap();
        }
        assert_eq!(app.count("job").await, 5);
        assert_eq!(app.count("job WHERE key = '2026-03-03' AND cause = 'clock'").await, 5, "the day in Shanghai");
        assert_eq!(work_all(&app.app).await.unwrap(), 1, "at half past twelve only the last days are looked at");
        app.app.clock.advance(TimeDelta::hours(3));
        assert_eq!(work_all(&app.app).await.unwrap(), 4);
        ring(&app.app).await.unwrap();
        assert_eq!(work_all(&app.app).await.unwrap(), 0, "done is done for the day");
        app.app.clock.advance(TimeDelta::days(1));
        ring(&app.app).await.unwrap();
        assert_eq!(work_all(&app.app).await.unwrap(), 5);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_last_day_that_is_over_is_told_once_and_ends_nothing(app: TestApp) {
        let (published, _) = app.approved("a", &[Row::contract(1)]).await;
        let applications = vec![(published.clone(), app.version(&published).await)];
        app.run("receiving_officer", &Publish { applications }).await.unwrap();
        let corrected = app.submitted("b", &[Row::contract(2)]).await;
        let version = app.version(&corrected).await;
        app.run("receiving_officer", &Accept { number: corrected.clone(), version }).await.unwrap();
        let ask = RequestCorrection {
            number: corrected.clone(), version: app.version(&corrected).await, reason: "缺附件".into(), working_days: 1,
        };
        app.run("receiving_officer", &ask).await.unwrap();
        let told = "audit_event WHERE action = 'deadline.over' AND person_id IS NULL";
        ring(&app.app).await.unwrap();
        app.work_off().await;
        assert_eq!(app.count(told).await, 0, "nothing is over yet");
        for _ in 0..3 {
            app.app.clock.advance(TimeDelta::days(20));
            ring(&app.app).await.unwrap();
            app.work_off().await;
        }
        assert_eq!(app.count(&format!("{told} AND aggregate_kind = 'notice'")).await, 1);
        assert_eq!(app.count(&format!("{told} AND aggregate_kind = 'application'")).await, 1);
        assert_eq!(app.application(&published).await.state, ApplicationState::Published, "an officer ends it");
        assert_eq!(app.application(&corrected).await.state, ApplicationState::CorrectionRequested, "an officer lapses it");
        assert_eq!(app.count("payment").await, 0);
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_the_nightly_proof_finds_stands_on_pages_and_warns_administrators(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let night = async || {
            app.app.clock.advance(TimeDelta::days(1));
            ring(&app.app).await.unwrap();
            app.work_off().await;
        };
        night().await;
        // A night is longer than a session.
        let administrator = server.sign_in("administrator").await;
        let reconciler = server.sign_in("reconciler").await;
        for (lang, words) in [("zh", "最近一次夜间核验"), ("en", "Last nightly proof")] {
            for page in [
                administrator.page(&format!("/audit/verify?lang={lang}")).await,
                reconciler.page(&format!("/proof?lang={lang}")).await,
            ] {
                assert!(visible(&page).contains(words), "{lang}: {}", visible(&page));
            }
        }
        assert!(!visible(&administrator.page("/?lang=en").await).contains("do not hold"));
        // Somebody alters an amount past the program, and past its guards.
        let payment = app.payments(&number).await.remove(0).number;
        app.without_guards("payment", &format!("UPDATE payment SET amount_fen = amount_fen + 1 WHERE number = '{payment}'")).await;
        night().await;
        let administrator = server.sign_in("administrator").await;
        let reconciler = server.sign_in("reconciler").await;
        let home = visible(&administrator.page("/?lang=en").await);
        assert!(home.contains("do not hold"), "{home}");
        assert!(visible(&reconciler.page("/proof?lang=zh").await).contains("不成立"));
        assert_eq!(app.count("job WHERE state = 'failed'").await, 0, "the proof itself did its work");
    }
}

both_databases! {
    async fn every_night_paid_cases_are_looked_at_again_by_the_program_and_people_decide(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        app.app.clock.advance(TimeDelta::days(1));
        ring(&app.app).await.unwrap();
        app.app.clock.advance(TimeDelta::hours(4));
        app.work_off().await;
        assert_eq!(app.count("job WHERE kind = 'look_again' AND state = 'done'").await, 1);
        assert_eq!(app.count("credit_recovery").await, 0, "nothing speaks against it");
        let code = code(FIRM_A);
        app.import_penalties(&format!("{HEAD}\n{NAME_A},{code},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-03-03,江临市市场监督管理局,严重\n")).await;
        app.app.clock.advance(TimeDelta::days(1));
        ring(&app.app).await.unwrap();
        app.app.clock.advance(TimeDelta::hours(4));
        app.work_off().await;
        assert_eq!(app.count("credit_recovery WHERE state = 'proposed'").await, 1);
        let told = "audit_event WHERE action = 'credit.propose_recovery' AND person_id IS NULL";
        assert_eq!(app.count(told).await, 1, "the log says that the program proposed it");
        assert_eq!(app.application(&number).await.state, ApplicationState::Settled);
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_had_its_time_goes_and_what_counted_stays(app: TestApp) {
        let server = app.serve().await;
        server.sign_in("auditor").await;
        assert_eq!(app.count("session").await, 1);
        let failed = app.failed().await;
        app.submitted("a", &[Row::contract(1)]).await;
        a_fact_changes(&app).await;
        app.work_off().await;
        let events = app.count("audit_event").await;
        app.app.clock.advance(TimeDelta::days(91));
        ring(&app.app).await.unwrap();
        app.app.clock.advance(TimeDelta::hours(3));
        app.work_off().await;
        assert_eq!(app.count("session").await, 0);
        assert_eq!(app.count("job WHERE kind = 'recheck_case' AND state = 'done'").await, 0);
        assert_eq!(app.job(failed).await.state, JobState::Failed, "somebody has to decide about it");
        assert!(app.count("audit_event").await >= events);
        app.is_sound().await;
    }
}
