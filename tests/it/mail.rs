//! Notices by e-mail: an address counts once its person proved it; what happened is told to whom it concerns, gathered, once under
//! one Message-ID however often it is tried, and to nobody else.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use domain::id::PersonId;
use domain::mail::{Pace, Tongue};
use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::job::JobState;
use reqwest::StatusCode;
use xinbu::service::App;
use xinbu::service::application::receive::Accept;
use xinbu::service::job::mail::look;
use xinbu::service::job::work_all;
use xinbu::service::mail::{AskForMail, ChooseMail, EndMail, ProveAddress};
use xinbu::service::person::decide::DeclineChange;
use xinbu::service::person::lock::Lock;
use xinbu::service::person::propose::Invite;
use xinbu::store::Store;
use xinbu::store::audit::{NewEvent, append};

use crate::command_line::{said, status};
use crate::support::client::visible;
use crate::support::database::{Kind, with};
use crate::support::post::{Came, SITE, Server, certificate, mails, way};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// What came to a person's address, behind the links that prove it.
fn to(folder: &Path, login: &str) -> Vec<Came> {
    let address = format!("{login}@example.org");
    mails(folder).into_iter().filter(|mail| mail.to == address && !mail.body.contains("/me/mail/")).collect()
}

/// Receives a case: something that its firm is told.
async fn received(app: &TestApp, number: &str) {
    let version = app.version(number).await;
    app.act("receiving_officer", &Accept { number: number.to_owned(), version }).await;
}

const AT_ONCE: (Pace, Tongue) = (Pace::AtOnce, Tongue::ZhCn);

both_databases! {
    async fn an_address_counts_once_its_person_opened_the_link_that_was_sent_to_it(app: TestApp) {
        let (folder, mut app) = (tempfile::tempdir().unwrap(), app);
        let off = app.serve().await.sign_in("a.preparer").await;
        let refused = off.post_from("/me/mail", "/me", &[("address", "li@example.org")]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&refused.text().await.unwrap()).contains("不发送邮件"));
        app.mails_into(folder.path());
        let server = app.serve().await;
        let (own, other) = (server.sign_in("a.preparer").await, server.sign_in("a.signatory").await);
        for bad in ["", "li", "li@example.org\r\nBcc: x@example.org", "li@example.org, x@example.org"] {
            let refused = own.post_from("/me/mail", "/me", &[("address", bad)]).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
            assert!(visible(&refused.text().await.unwrap()).contains("不是电子邮箱"), "{bad:?}");
        }
        own.go("/me/mail", &[("address", "li@example.org")]).await;
        app.work_off().await;
        let first = mails(folder.path()).pop().unwrap();
        assert_eq!((first.to.as_str(), first.subject.as_str()), ("li@example.org", "信补：请核实您的邮箱"));
        assert!(visible(&own.page("/me").await).contains("已向 li@example.org 发送链接"));
        // Another one soon after would be a way to fill somebody's box.
        let soon = own.post_from("/me/mail", "/me", &[("address", "li@example.org")]).await;
        assert_eq!(soon.status(), StatusCode::UNPROCESSABLE_ENTITY);
        app.app.clock.advance(TimeDelta::minutes(1));
        own.go("/me/mail", &[("address", "li@example.org")]).await;
        app.work_off().await;
        let newest = mails(folder.path()).pop().unwrap().link();
        assert_ne!(first.link(), newest);
        let wrong = format!("/me/mail/{}", "0".repeat(64));
        for (browser, link) in [(&own, first.link()), (&own, wrong), (&other, newest.clone())] {
            assert_eq!(browser.get(&link).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{link}");
            assert_eq!(browser.post(&link, &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{link}");
        }
        assert_eq!(server.stranger().get(&newest).await.status(), StatusCode::SEE_OTHER, "to the page to sign in");
        // Programs that look at links on the way prove nothing.
        assert!(visible(&own.page(&newest).await).contains("li@example.org"));
        let proved = "mail_box WHERE address <> ''";
        assert_eq!(app.count(proved).await, 0);
        app.app.clock.advance(TimeDelta::hours(24));
        let (own, keeper) = (server.sign_in("a.preparer").await, server.sign_in("administrator").await);
        assert_eq!(own.post(&newest, &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "it is over");
        own.go("/me/mail", &[("address", "li@example.org")]).await;
        app.work_off().await;
        let link = mails(folder.path()).pop().unwrap().link();
        own.go(&link, &[]).await;
        assert_eq!(own.post(&link, &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "it was used");
        assert!(visible(&own.page("/me").await).contains("提醒发送至 li@example.org"));
        // Administrators see that it is proved, and not which it is.
        let person = app.actor("a.preparer").await.person;
        let page = keeper.page(&format!("/people/{person}")).await;
        assert!(visible(&page).contains("邮箱已核实") && !page.contains("li@example.org"), "{}", visible(&page));
        let log = "audit_event WHERE payload LIKE '%example.org%'";
        assert_eq!(app.count(log).await, 0, "the log outlives what it is about");
        // Another address takes its place, and it is told.
        app.app.clock.advance(TimeDelta::minutes(1));
        own.go("/me/mail", &[("address", "hua@example.org")]).await;
        app.work_off().await;
        assert_eq!(app.count("mail_box WHERE address = 'li@example.org'").await, 1, "until the other one is proved");
        own.go(&mails(folder.path()).pop().unwrap().link(), &[]).await;
        app.work_off().await;
        let told = mails(folder.path()).pop().unwrap();
        assert_eq!((told.to.as_str(), told.subject.as_str()), ("li@example.org", "信补：不再向本邮箱发送提醒"));
        assert!(!told.body.contains("hua"), "{told:?}");
        own.go("/me/mail/end", &[]).await;
        app.work_off().await;
        assert_eq!(mails(folder.path()).pop().unwrap().to, "hua@example.org");
        assert_eq!(app.count(proved).await, 0);
        assert!(visible(&own.page("/me").await).contains("不接收邮件提醒"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_firm_is_told_what_happened_gathered_and_no_other_firm_and_no_amount(app: TestApp) {
        let (folder, mut app) = (tempfile::tempdir().unwrap(), app);
        app.mails_into(folder.path());
        app.has_mail(folder.path(), "a.preparer", AT_ONCE).await;
        app.has_mail(folder.path(), "a.signatory", (Pace::AtOnce, Tongue::En)).await;
        app.has_mail(folder.path(), "b.preparer", AT_ONCE).await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        app.app.clock.advance(TimeDelta::seconds(1));
        received(&app, &number).await;
        app.app.clock.advance(TimeDelta::minutes(4));
        look(&app.app).await.unwrap();
        app.work_off().await;
        assert!(to(folder.path(), "a.preparer").is_empty(), "it is gathered");
        app.app.clock.advance(TimeDelta::minutes(1));
        look(&app.app).await.unwrap();
        look(&app.app).await.unwrap();
        app.work_off().await;
        let (zh, en) = (to(folder.path(), "a.preparer"), to(folder.path(), "a.signatory"));
        assert_eq!((zh.len(), en.len(), to(folder.path(), "b.preparer").len()), (1, 1, 0));
        assert_eq!(zh[0].subject, format!("申报 {number} 已受理"));
        assert_eq!(en[0].subject, format!("Application {number} was received"));
        assert_eq!(zh[0].link(), format!("/applications/{number}"));
        assert!(zh[0].body.contains(&format!("{SITE}/me#mail")) && zh[0].body.contains("请勿回复"), "{}", zh[0].body);
        assert!(en[0].body.contains("nobody reads answers") && !en[0].body.contains('请'), "{}", en[0].body);
        assert!(zh[0].from.ends_with("<office@example.gov.cn>") && zh[0].headers.contains(&"auto-submitted".to_owned()));
        look(&app.app).await.unwrap();
        assert_eq!(app.count("job WHERE kind = 'mail' AND state = 'waiting'").await, 0, "told is told");
        // The rest of the way: what was decided and paid is told without its amount.
        let other = app.paid("b", &[Row::contract(2)]).await;
        app.told_by_mail().await;
        let all = to(folder.path(), "b.preparer");
        let news: String = all.iter().map(|mail| mail.body.as_str()).collect();
        for words in [format!("申报 {other} 已审定"), "已到账".to_owned()] {
            assert!(news.contains(&words), "{words}: {news}");
        }
        assert!(!news.contains('元') && !news.contains(','), "{news}");
        assert_eq!(to(folder.path(), "a.preparer").len(), 1, "never of another firm");
        assert_eq!(app.count("job WHERE kind = 'mail' AND state <> 'done'").await, 0);
        app.is_sound().await;
    }
}

both_databases! {
    async fn officers_are_told_on_working_days_what_waits_and_what_became_of_their_proposals(app: TestApp) {
        let (folder, mut app) = (tempfile::tempdir().unwrap(), app);
        app.mails_into(folder.path());
        app.go_to("2026-03-02");
        for login in ["administrator", "receiving_officer"] {
            app.run(login, &AskForMail { address: format!("{login}@example.org"), tongue: Tongue::ZhCn }).await.unwrap();
            let token = mails(folder.path()).pop().unwrap().link().trim_start_matches("/me/mail/").to_owned();
            app.run(login, &ProveAddress { token }).await.unwrap();
        }
        let invite = Invite {
            login: "lin".into(), zh: "林小雨".into(), en: "Lin".into(), unit: Some("430100".into()), firm: None,
            roles: vec![Role::FirstReviewer], reason: "新入职".into(),
        };
        app.second_later();
        let proposal = app.run("administrator", &invite).await.unwrap();
        app.second_later();
        app.run("administrator_2", &DeclineChange { number: proposal.clone(), reason: "岗位已满".into() }).await.unwrap();
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let digests = |login: &str| to(folder.path(), login).len();
        let morning = async |day: &str, time: &str| {
            app.app.clock.set(format!("{day}T{time}:00+08:00").parse().unwrap());
            look(&app.app).await.unwrap();
            app.work_off().await;
        };
        for (day, why) in [("2026-03-07", "Saturday"), ("2026-04-06", "a holiday")] {
            morning(day, "09:00").await;
            assert_eq!((digests("administrator"), digests("receiving_officer")), (0, 0), "{why}");
        }
        morning("2026-04-07", "08:29").await;
        assert_eq!(digests("receiving_officer"), 0, "not yet");
        for _ in 0..2 {
            morning("2026-04-07", "08:30").await;
            assert_eq!((digests("administrator"), digests("receiving_officer")), (1, 1), "once a day");
        }
        let (keeper, officer) = (to(folder.path(), "administrator"), to(folder.path(), "receiving_officer"));
        assert!(keeper[0].body.contains(&format!("您提出的人员变更 {proposal} 未通过")), "{}", keeper[0].body);
        assert!(keeper[0].body.contains(&format!("{SITE}/people")) && keeper[0].subject.contains("2026年4月7日"));
        assert!(officer[0].body.contains("待您办理") && officer[0].body.contains(&format!("{SITE}/review?role=receiving_officer")), "{}", officer[0].body);
        assert!(!officer[0].body.contains(&number), "what waits is counted: {}", officer[0].body);
        morning("2026-04-08", "08:31").await;
        assert_eq!(digests("receiving_officer"), 2, "it waits still");
        assert_eq!(digests("administrator"), 1, "told is told, and nothing waits");
        morning("2031-03-03", "09:00").await;
        assert_eq!(digests("receiving_officer"), 2, "of that year nobody knows the holidays");
    }
}

both_databases! {
    async fn who_is_told_is_decided_when_it_is_sent(app: TestApp) {
        let (folder, mut app) = (tempfile::tempdir().unwrap(), app);
        app.mails_into(folder.path());
        for login in ["a.preparer", "a.signatory", "b.preparer"] {
            app.has_mail(folder.path(), login, AT_ONCE).await;
        }
        for (firm, contract) in [("a", 1), ("b", 2)] {
            let number = app.submitted(firm, &[Row::contract(contract)]).await;
            received(&app, &number).await;
        }
        app.app.clock.advance(TimeDelta::minutes(5));
        look(&app.app).await.unwrap();
        assert_eq!(app.count("job WHERE kind = 'mail' AND state = 'waiting'").await, 3);
        // Meanwhile one is locked, one loses the role, one wants no mail any more.
        let person = app.actor("a.preparer").await.person;
        app.act("administrator", &Lock { person, reason: "离职".to_owned() }).await;
        let signatory = app.actor("a.signatory").await.person;
        let id = |person: PersonId| match app.app.store.backend() {
            sea_orm::DatabaseBackend::Sqlite => format!("x'{}'", person.uuid().simple()),
            _ => format!("'{person}'"),
        };
        app.sql(&format!("UPDATE role_grant SET revoked_at = granted_at WHERE person_id = {}", id(signatory))).await.unwrap();
        app.act("b.preparer", &ChooseMail { pace: Pace::Off, tongue: Tongue::ZhCn }).await;
        let before = mails(folder.path()).len();
        app.work_off().await;
        assert_eq!(mails(folder.path()).len(), before, "nobody is told");
        assert_eq!(app.count("job WHERE kind = 'mail' AND state = 'done'").await, 3);
        app.told_by_mail().await;
        assert_eq!(app.count("job WHERE kind = 'mail'").await, 3, "and nobody is looked for again");
        // Who wants mail again is not told what happened meanwhile.
        app.run("b.preparer", &ChooseMail { pace: Pace::AtOnce, tongue: Tongue::ZhCn }).await.unwrap();
        app.told_by_mail().await;
        assert_eq!(mails(folder.path()).len(), before);
        assert_eq!(app.run("a.signatory", &EndMail {}).await.unwrap_err().code(), Some(Code::NotYourRole));
    }
}

#[test]
fn an_act_that_ends_late_is_told_all_the_same() {
    with(Kind::Postgres, async |database| {
        let (folder, mut app) = (tempfile::tempdir().unwrap(), TestApp::over(database).await);
        app.mails_into(folder.path());
        app.has_mail(folder.path(), "a.preparer", AT_ONCE).await;
        let late = app.submitted("a", &[Row::contract(1)]).await;
        app.guarantee_call = app.open_call_under("single-review").await;
        let soon = app.submitted("a", &[Row::contract(2)]).await;
        let id = app.application(&late).await.id.to_string();
        app.second_later();
        // It takes its place in the log, and its transaction goes on.
        let tx = xinbu::store::tx::begin(&app.app.store).await.unwrap();
        let (payload, now) = (serde_json::json!({ "number": late }), app.app.clock.now());
        let event =
            NewEvent::of_program(("application", &id), "application.suspend", &payload, (now, app.app.clock.today()));
        append(&tx, event).await.unwrap();
        app.second_later();
        received(&app, &soon).await;
        app.told_by_mail().await;
        app.app.clock.advance(TimeDelta::hours(1));
        tx.commit().await.unwrap();
        for _ in 0..2 {
            look(&app.app).await.unwrap();
            app.work_off().await;
        }
        let told: String = to(folder.path(), "a.preparer").into_iter().map(|mail| mail.body).collect();
        assert_eq!(told.matches(&format!("申报 {soon} 已受理")).count(), 1, "{told}");
        assert_eq!(told.matches(&format!("申报 {late} 中止办理")).count(), 1, "{told}");
    });
}

both_databases! {
    async fn a_server_that_refuses_is_asked_again_with_the_same_mail_and_slows_nobody(app: TestApp) {
        let Some(server) = Server::start(&["refuse=2".to_owned()]) else { return };
        let (folder, mut app) = (tempfile::tempdir().unwrap(), app);
        app.mails_into(folder.path());
        app.has_mail(folder.path(), "a.preparer", AT_ONCE).await;
        app.app.post = Some(way(&format!("smtp+plain://127.0.0.1:{}", server.port)));
        let number = app.submitted("a", &[Row::contract(1)]).await;
        received(&app, &number).await;
        app.told_by_mail().await;
        let page = app.serve().await.sign_in("administrator").await;
        let job = page.page("/jobs?state=waiting").await;
        let job = job.split("href=\"").find(|part| part.starts_with("/jobs/")).unwrap().split('"').next().unwrap().to_owned();
        let shown = visible(&page.page(&job).await);
        assert!(shown.contains("451 4.3.0 Come back later") && shown.contains("邮件提醒"), "{shown}");
        assert!(!shown.contains("@example.org"), "to whom it is, administrators are not told: {shown}");
        look(&app.app).await.unwrap();
        assert_eq!(app.count("job WHERE kind = 'mail' AND state <> 'done'").await, 1, "one job is enough");
        for (pause, saw) in [(10, 2), (60, 3)] {
            app.app.clock.advance(TimeDelta::seconds(pause));
            app.work_off().await;
            assert_eq!(server.saw().len(), saw);
        }
        let saw = server.saw();
        assert_eq!(saw.iter().map(|mail| mail.seen.as_str()).collect::<Vec<_>>(), ["refused plain", "refused plain", "taken plain"]);
        assert!(saw.iter().all(|mail| mail.id == saw[0].id && mail.body == saw[0].body), "{saw:?}");
        assert_eq!(app.count("audit_event WHERE action = 'mail.sent'").await, 1);
        app.told_by_mail().await;
        assert_eq!(server.saw().len(), 3);
    }
}

both_databases! {
    async fn several_processes_tell_everybody_once(app: TestApp) {
        let Some(server) = Server::start(&[]) else { return };
        let (folder, mut app) = (tempfile::tempdir().unwrap(), app);
        app.mails_into(folder.path());
        for login in ["a.preparer", "a.signatory", "b.preparer", "b.signatory"] {
            app.has_mail(folder.path(), login, AT_ONCE).await;
        }
        for (firm, contract) in [("a", 1), ("b", 2)] {
            let number = app.submitted(firm, &[Row::contract(contract)]).await;
            received(&app, &number).await;
        }
        app.app.clock.advance(TimeDelta::minutes(5));
        let post = way(&format!("smtp+plain://127.0.0.1:{}", server.port));
        let mut processes = tokio::task::JoinSet::new();
        for _ in 0..3 {
            let store = Store::open(app.url()).await.unwrap();
            let mut other = App::new(store, app.app.clock.clone(), true);
            other.post = Some(post.clone());
            processes.spawn(async move {
                for _ in 0..3 {
                    look(&other).await.unwrap();
                    work_all(&other).await.unwrap();
                }
            });
        }
        while let Some(done) = processes.join_next().await {
            done.unwrap();
        }
        let mut came: Vec<String> = server.saw().into_iter().map(|mail| mail.to).collect();
        came.sort();
        assert_eq!(came, ["a.preparer@example.org", "a.signatory@example.org", "b.preparer@example.org", "b.signatory@example.org"]);
    }
}

/// The program with its settings for mail.
fn program(arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xinbu"));
    command.args(arguments).env_remove("XINBU_DATABASE").env_remove("LANG");
    command.env("XINBU_MAIL_FROM", "office@example.gov.cn").env("XINBU_SITE", SITE).envs(settings.iter().copied());
    command
}

both_databases! {
    async fn a_worker_that_is_killed_when_the_server_has_the_mail_sends_it_again_under_the_same_id(app: TestApp) {
        let (Some(slow), Some(server)) = (Server::start(&["hang".to_owned()]), Server::start(&[])) else { return };
        let (folder, mut app) = (tempfile::tempdir().unwrap(), app);
        app.mails_into(folder.path());
        app.has_mail(folder.path(), "a.preparer", AT_ONCE).await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        received(&app, &number).await;
        app.app.clock.advance(TimeDelta::minutes(5));
        look(&app.app).await.unwrap();
        let work = ["jobs", "work", "--database", app.url()];
        let mail = |server: &Server| format!("smtp+plain://127.0.0.1:{}", server.port);
        let mut killed = program(&work, &[("XINBU_MAIL", &mail(&slow))]).spawn().unwrap();
        let begun = Instant::now();
        while slow.saw().is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(60), "the server has nothing yet");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        killed.kill().unwrap();
        killed.wait().unwrap();
        assert_eq!(app.count("audit_event WHERE action = 'mail.sent'").await, 0);
        // Its time with the job is over.
        let over = "UPDATE job SET lease_until = due_at WHERE kind = 'mail' AND state = 'running'";
        assert_eq!(app.without_guards("job", over).await, 1);
        let done = program(&work, &[("XINBU_MAIL", &mail(&server))]).output().unwrap();
        assert_eq!(status(&done), 0, "{}", said(&done));
        let (first, second) = (slow.saw(), server.saw());
        assert_eq!((first.len(), second.len()), (1, 1), "{second:?}");
        assert_eq!((&first[0].id, &first[0].body), (&second[0].id, &second[0].body));
        assert_eq!(app.count("audit_event WHERE action = 'mail.sent'").await, 1);
        assert_eq!(app.count(&format!("job WHERE kind = 'mail' AND state <> '{}'", JobState::Done)).await, 0);
    }
}

#[test]
fn a_server_with_starttls_and_a_password_takes_a_mail_to_try_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = certificate(folder.path());
    let options = [
        ("cert", certificate.to_str().unwrap()),
        ("key", key.to_str().unwrap()),
        ("user", "office@x"),
        ("password", "let me out"),
    ];
    let Some(server) = Server::start(&options.map(|(name, value)| format!("{name}={value}"))) else { return };
    let place = format!("smtp://office%40x@localhost:{}", server.port);
    let trusted = certificate.to_str().unwrap();
    let file = folder.path().join("password");
    std::fs::write(&file, "let me out\n").unwrap();
    let file = file.to_str().unwrap();
    let good = [("XINBU_MAIL", place.as_str()), ("XINBU_MAIL_PASSWORD_FILE", file), ("SSL_CERT_FILE", trusted)];
    for lang in ["zh", "en"] {
        let sent = program(&["--lang", lang, "mail", "test", "li@example.org"], &good).output().unwrap();
        assert!(status(&sent) == 0 && said(&sent).contains("li@example.org"), "{}", said(&sent));
    }
    let saw = server.saw();
    assert_eq!(
        saw.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(),
        ["信补：测试邮件", "Xinbu: a mail to try"]
    );
    assert!(saw.iter().all(|mail| mail.seen == "taken tls" && mail.from.contains("office@example.gov.cn")), "{saw:?}");
    assert!(saw[0].body.contains("您能读到这封邮件") && saw[1].body.contains("If you read this"), "{saw:?}");
    // What does not go is told in words, and no password with it.
    let plain = format!("smtp+plain://localhost:{}", server.port);
    let nobody = "smtp+plain://localhost:1";
    for (settings, words) in [
        (
            vec![("XINBU_MAIL", place.as_str()), ("XINBU_MAIL_PASSWORD", "wrong word"), ("SSL_CERT_FILE", trusted)],
            "535",
        ),
        (vec![("XINBU_MAIL", place.as_str()), ("XINBU_MAIL_PASSWORD", "let me out")], "certificate"),
        (vec![("XINBU_MAIL", plain.as_str())], "530"),
        (vec![("XINBU_MAIL", nobody)], "could not be reached"),
        (vec![("XINBU_MAIL", "mail.example.org")], "begins with"),
        (vec![("XINBU_MAIL", "folder:/tmp"), ("XINBU_SITE", "")], "XINBU_SITE"),
        (vec![("XINBU_MAIL", "folder:/tmp"), ("XINBU_MAIL_FROM", "")], "XINBU_MAIL_FROM"),
        (vec![], "XINBU_MAIL"),
    ] {
        let refused = program(&["--lang", "en", "mail", "test", "li@example.org"], &settings).output().unwrap();
        let told = said(&refused);
        assert!(status(&refused) == 1 && told.contains(words), "{settings:?}: {told}");
        assert!(!told.contains("wrong word") && !told.contains("let me out"), "{told}");
    }
    assert_eq!(server.saw().len(), 2);
}
