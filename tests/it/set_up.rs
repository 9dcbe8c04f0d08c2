//! An empty installation is set up with a link that the program prints: once, in its time, by the newest link, and nothing of it
//! is half made.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use domain::refusal::Code;
use domain::role::Role;
use domain::sign_in::Required;
use reqwest::StatusCode;
use xinbu::service::account::set_up::{FirstPerson, Office, is_empty, must_be_open, offer, set_up};

use crate::support::client::{Browser, Server, visible};
use crate::support::{Kind, TestApp, database};

const GOOD: &str = "梅花 香自 苦寒 来 0417";

/// What is typed on the page of the link.
const TYPED: [(&str, &str); 9] = [
    ("zh", "江临省财政厅"),
    ("en", "Jianglin Department of Finance"),
    ("code", "430000"),
    ("first_login", "zhou.min"),
    ("first_zh", "周敏"),
    ("first_en", "Zhou Min"),
    ("second_login", "shi.yan"),
    ("second_zh", "石岩"),
    ("second_en", "Shi Yan"),
];

fn with(field: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    TYPED.into_iter().map(|(name, typed)| (name, if name == field { value } else { typed })).collect()
}

fn office() -> Office {
    let person = |login: &str| FirstPerson { login: login.into(), zh: "周敏".into(), en: "Zhou Min".into() };
    let people = [person("zhou.min"), person("shi.yan")];
    Office { code: "430000".into(), zh: "江临省财政厅".into(), en: "Jianglin Finance".into(), people }
}

/// The addresses that a page shows as links to set a password.
fn links(page: &str) -> Vec<String> {
    page.split("href=\"/welcome/").skip(1).map(|rest| format!("/welcome/{}", rest.split('"').next().unwrap())).collect()
}

/// A body over an installation in which nobody is, on both databases.
macro_rules! empty_installations {
    (async fn $name:ident($app:ident: TestApp) $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "each body uses what it needs of its file")]
            use super::*;

            async fn body($app: TestApp) $body

            #[test]
            fn sqlite() {
                database::with(Kind::Sqlite, async |database| body(TestApp::empty(database).await).await);
            }

            #[test]
            fn postgres() {
                database::with(Kind::Postgres, async |database| body(TestApp::empty(database).await).await);
            }
        }
    };
}

empty_installations! {
    async fn the_link_makes_an_office_with_two_administrators_and_no_account_is_there_before(app: TestApp) {
        let server = app.serve().await;
        let stranger = server.stranger();
        let sign_in = stranger.page("/sign-in").await;
        assert!(sign_in.contains("尚未开局") && !sign_in.contains("name=\"password\""), "{}", visible(&sign_in));
        let token = offer(&app.app).await.unwrap().unwrap();
        let here = format!("/setup/{token}");
        assert!(visible(&stranger.page(&here).await).contains("第二名项目管理员"));
        // What is wrong is told at its field, and nothing of it is kept.
        for (field, value, words) in [
            ("zh", " ", "机构名称（中文）"), ("code", "43/00", "不是行政区划代码"), ("code", "", "行政区划代码"),
            ("first_login", "two words", "登录名"), ("second_login", "zhou.min", "zhou.min"), ("second_zh", "", "姓名"),
        ] {
            let answer = stranger.post(&here, &with(field, value)).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            let page = answer.text().await.unwrap();
            assert!(visible(&page).contains(words) && page.contains("Zhou Min") , "{field} {value}: {}", visible(&page));
            assert!(is_empty(&app.app).await.unwrap() && app.count("unit").await == 0);
        }
        let answer = stranger.post(&here, &TYPED).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let links = links(&answer.text().await.unwrap());
        assert_eq!(links.len(), 2);
        // The link is used up, and no other is made.
        assert_eq!(stranger.post(&here, &TYPED).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&stranger.get(&here).await.text().await.unwrap()).contains("不能使用"));
        assert_eq!(offer(&app.app).await.unwrap(), None);
        assert_eq!((app.count("unit").await, app.count("person").await), (1, 2));
        // Nobody signs in before a password is set, each with the own link, once.
        let early = stranger.post("/sign-in", &[("account", "zhou.min"), ("password", "")]).await;
        assert_ne!(early.status(), StatusCode::SEE_OTHER);
        assert!(stranger.page("/sign-in").await.contains("name=\"password\""));
        for (link, name) in links.iter().zip(["周敏", "石岩"]) {
            let stranger = server.stranger();
            assert!(visible(&stranger.page(link).await).contains(name));
            assert_eq!(stranger.post(link, &[("password", GOOD), ("again", GOOD)]).await.status(), StatusCode::SEE_OTHER);
            let again = server.stranger().post(link, &[("password", GOOD), ("again", GOOD)]).await;
            assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        server.sign_in_by_password("zhou.min", GOOD).await;
        assert!(app.actor("shi.yan").await.has(Role::Administrator));
        // Neither token is kept anywhere.
        assert_eq!(app.count(&format!("setup_link WHERE token_sha256 = '{token}'")).await, 0);
        app.is_sound().await;
    }
}

empty_installations! {
    async fn a_link_that_is_over_or_foreign_or_was_replaced_sets_nothing_up(app: TestApp) {
        let over = |error: xinbu::error::Error| assert_eq!(error.code(), Some(Code::SetupOver));
        over(set_up(&app.app, "no such token", &office()).await.unwrap_err());
        let first = offer(&app.app).await.unwrap().unwrap();
        app.app.clock.advance(TimeDelta::seconds(1));
        let second = offer(&app.app).await.unwrap().unwrap();
        over(set_up(&app.app, &first, &office()).await.unwrap_err());
        must_be_open(&app.app, &second).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(61));
        over(set_up(&app.app, &second, &office()).await.unwrap_err());
        // The database holds it too: an older one, one that is over, and any once somebody is there.
        let used = |token: &str, at: &str| {
            format!("UPDATE setup_link SET used_at = '{at}' WHERE token_sha256 = '{}'", xinbu::service::id::sha256(token))
        };
        assert!(app.sql(&used(&first, "2026-03-02T01:00:30+00:00")).await.unwrap_err().to_string().contains("setup-over"));
        assert!(app.sql(&used(&second, "2026-03-02T03:00:00+00:00")).await.is_err());
        assert_eq!((app.count("unit").await, app.count("person").await), (0, 0));
        let third = offer(&app.app).await.unwrap().unwrap();
        set_up(&app.app, &third, &office()).await.unwrap();
        assert!(app.sql(&used(&second, "2026-03-02T01:00:30+00:00")).await.unwrap_err().to_string().contains("setup-over"));
        assert!(app.sql("UPDATE first_link SET used_at = NULL, ends_at = '2036-03-02T01:00:00+00:00'").await.is_err());
        app.is_sound().await;
    }
}

empty_installations! {
    async fn of_many_who_use_the_link_at_once_one_makes_the_office(app: TestApp) {
        let token = offer(&app.app).await.unwrap().unwrap();
        let all = (0..16).map(|_| {
            let (app, token) = (app.app.clone(), token.clone());
            tokio::spawn(async move { set_up(&app, &token, &office()).await })
        });
        let mut made = 0;
        for one in all.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(_) => made += 1,
                Err(error) => assert!(error.code() == Some(Code::SetupOver) || error.is_busy(), "{error:?}"),
            }
        }
        assert_eq!((made, app.count("unit").await, app.count("person").await), (1, 1, 2));
        app.is_sound().await;
    }
}

/// A person at a browser, whose page loads are counted: each address that is opened and each form that is sent shows one page.
struct Reader<'a> {
    browser: Browser,
    page: String,
    loads: &'a AtomicUsize,
}

impl<'a> Reader<'a> {
    fn new(browser: Browser, loads: &'a AtomicUsize) -> Self {
        Self { browser, page: String::new(), loads }
    }

    /// Opens an address that was printed, or that the page before links to.
    async fn open(&mut self, path: &str) -> &mut Self {
        let known = self.page.is_empty() || self.page.contains(&format!("href=\"{}\"", path.replace('&', "&amp;")));
        assert!(known, "no link to {path}: {}", visible(&self.page));
        self.loads.fetch_add(1, Ordering::Relaxed);
        self.page = self.browser.page(path.split('#').next().unwrap()).await;
        self
    }

    /// Sends a form of the page; shows where it leads.
    async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> &mut Self {
        assert!(self.page.contains(&format!("action=\"{path}\"")), "no form to {path}: {}", visible(&self.page));
        self.loads.fetch_add(1, Ordering::Relaxed);
        let answer = self.browser.post(path, fields).await;
        self.page = match answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()) {
            Some(to) => self.browser.page(&to).await,
            None => answer.text().await.unwrap(),
        };
        self
    }

    /// Sets the password of a link, which signs the person in, and the second factor that is asked for then.
    async fn enters(app: &TestApp, server: &Server, (link, login): (&str, &str), loads: &'a AtomicUsize) -> Self {
        let mut reader = Self::new(server.stranger(), loads);
        reader.open(link).await;
        let set = reader.browser.post(link, &[("password", GOOD), ("again", GOOD)]).await;
        assert_eq!(set.status(), StatusCode::SEE_OTHER);
        // It leads to the page of the second factor, by way of the desk.
        loads.fetch_add(1, Ordering::Relaxed);
        assert_eq!(reader.browser.get("/").await.headers()["location"], "/me/factor");
        reader.browser = reader.browser.entered_at("/me/factor").await;
        reader.page = reader.browser.page("/me/factor").await;
        let code = crate::second_factor::shown(app, login).await;
        reader.send("/me/factor", &[("code", &code)]).await;
        reader
    }

    /// The first address of the page that begins so.
    fn link(&self, begins: &str) -> String {
        let from =
            self.page.find(&format!("\"{begins}")).unwrap_or_else(|| panic!("no {begins}: {}", visible(&self.page)));
        self.page[from + 1..].split('"').next().unwrap().replace("&amp;", "&")
    }
}

empty_installations! {
    async fn an_office_comes_from_an_empty_database_to_an_open_call_in_few_pages(app: TestApp) {
        let mut app = app;
        app.app.second_factor = Required::Staff;
        let (server, loads) = (app.serve().await, AtomicUsize::new(0));
        let token = offer(&app.app).await.unwrap().unwrap();
        let here = format!("/setup/{token}");
        let mut reader = Reader::new(server.stranger(), &loads);
        reader.open(&here).await.send(&here, &TYPED).await;
        let links = links(&reader.page);
        let mut first = Reader::enters(&app, &server, (&links[0], "zhou.min"), &loads).await;
        first.open("/readiness").await;
        assert!(visible(&first.page).contains("还缺"), "{}", visible(&first.page));
        first.open("/funding#line").await;
        let account = [
            ("unit", "430000"), ("name", "江临省财政专户"), ("number", "4300001234567890"), ("bank", "工商银行"),
            ("cnaps", "102100099996"), ("currency", "CNY"), ("reason", "开立通知"),
        ];
        first.send("/funding/accounts", &account).await;
        let mut second = Reader::enters(&app, &server, (&links[1], "shi.yan"), &loads).await;
        second.open("/funding").await;
        second.send("/additions/JG-2026-0001/confirm", &[]).await;
        let line = [
            ("line_unit", "430000"), ("code", "2026-DB-01"), ("zh", "担保补贴"), ("en", "Guarantee subsidy"), ("year", "2026"),
            ("account", "4300001234567890"), ("line_reason", "年度预算"),
        ];
        second.send("/funding/lines", &line).await;
        first.open("/funding").await.send("/additions/JG-2026-0002/confirm", &[]).await;
        first.open("/calls/manage").await.open("/calls/open").await;
        let scheme = first.link("/calls/open?scheme=cq-2022-19");
        first.open(&scheme).await;
        let call = [
            ("scheme", "cq-2022-19/1"), ("procedure", "standard/1"), ("budget_line", "2026-DB-01"), ("title_zh", "春季申报"),
            ("title_en", "Spring call"), ("firm_kind", "guarantor"), ("opens", "2026-03-02"), ("closes", "2026-04-30"),
            ("period_from", "2023-01-01"), ("period_to", "2023-12-31"), ("notice_working_days", "5"),
            ("declaration_zh", "承诺属实。"), ("declaration_en", "It is true."),
        ];
        first.send("/calls/open", &call).await;
        second.open("/calls/manage").await;
        let proposal = second.link("/calls/proposals/");
        second.open(&proposal).await.send(&format!("{proposal}/confirm"), &[]).await;
        assert!(visible(&second.page).contains("春季申报"), "{}", visible(&second.page));
        assert_eq!(app.count("call").await, 1);
        let told = visible(&second.open("/readiness").await.page);
        loads.fetch_sub(1, Ordering::Relaxed);
        assert!(told.contains("已有 2026 年度的预算科目") || told.replace(' ', "").contains("已有2026年度的预算科目"), "{told}");
        let loads = loads.into_inner();
        assert!(loads <= 25, "{loads} pages");
        app.is_sound().await;
    }
}
