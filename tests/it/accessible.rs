//! Every page that somebody may open, held to axe: no serious fault, headings in order, nothing that scrolls out of reach
//! of the keyboard, no page wider than a telephone, no key of the
//! program where words should stand. axe itself is fetched by `tests/run`, never kept with the sources.

use std::collections::BTreeMap;
use std::path::PathBuf;

use xinbu::i18n::Lang;
use xinbu::service::credit::aftermath::LogQuery;
use xinbu::service::reconcile::import_statement::import_statement;
use xinbu::service::registration::file::file;
use xinbu::web::routes::{Access, Row, rows};

use crate::authorisation::Things;
use crate::registrations::newcomer;
use crate::support::TestApp;
use crate::support::app::{FIRM_A, code};
use crate::support::bank::{self, Line};
use crate::support::browser::Chromium;
use crate::support::client::Server;
use crate::support::database::{Kind, with};
use crate::support::schedule::Row as Contract;

/// The release of axe that the pages are held to; `tests/run` fetches it.
const AXE: &str = "4.14.1";

/// What axe finds that nobody may meet: what it calls serious or critical, and two rules that it calls moderate.
const FAULTS: &str = r#"
    const done = arguments[arguments.length - 1];
    const ours = ['heading-order', 'scrollable-region-focusable'];
    axe.run(document, { resultTypes: ['violations'], reporter: 'v2' }).then(found => {
        const counts = v => ours.includes(v.id) || v.impact === 'serious' || v.impact === 'critical';
        const faults = found.violations.filter(counts).map(
            v => v.id + ' (' + v.impact + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' … '));
        const wide = document.documentElement.scrollWidth;
        const key = /\b(?:[A-Z]{2,}(?:_[A-Z]+)+|GSXT|PBOC|MANUAL)\b/;
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            const aside = node.parentElement.closest('.mono, code, pre, textarea, script, style');
            if (!aside && key.test(node.data)) faults.push('a key instead of words: ' + node.data.trim());
        }
        if (wide > window.innerWidth + 1) faults.push('scrolls sideways: ' + wide + ' of ' + window.innerWidth);
        done({ faults, version: axe.version, rules: found.passes.length });
    }).catch(why => done({ faults: ['axe failed: ' + why], version: axe.version, rules: 0 }));
"#;

/// Where `tests/run` puts it; none, said loudly, where it was not fetched. In CI it must be there.
fn axe() -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("target/axe-core/{AXE}/package/axe.min.js"));
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "axe is not fetched; in CI nothing is skipped");
        eprintln!("SKIPPED: axe-core is not fetched; tests/run does");
    }
    text
}

/// Who opens a page: the first role that may, and nobody in particular where everybody may.
fn login_of(row: &Row) -> &'static str {
    match row.access {
        Access::Public => "",
        Access::SignedIn => "auditor",
        Access::Roles(roles) => match roles.first().map(|role| role.key()) {
            Some("preparer") => "a.preparer",
            Some("signatory") => "a.signatory",
            Some(role) => role,
            None => "",
        },
    }
}

/// Addresses of pages by the person who opens them.
pub async fn pages(
    server: &Server,
    things: &Things,
    more: &[(&'static str, String)],
) -> BTreeMap<&'static str, Vec<String>> {
    let mut all: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let routes = rows();
    let addresses = routes.iter().filter(|row| row.method == "GET").map(|row| (login_of(row), things.path(row)));
    for (login, path) in addresses.chain(more.iter().cloned()) {
        all.entry(login).or_default().push(path);
    }
    for (login, paths) in &mut all {
        let browser = if login.is_empty() { server.stranger() } else { server.sign_in(login).await };
        let mut shown = Vec::new();
        for path in paths.drain(..) {
            let answer = browser.get(&path).await;
            let kind = answer.headers().get("content-type").map(|k| k.to_str().unwrap().to_owned());
            if kind.is_some_and(|kind| kind.starts_with("text/html")) && !answer.status().is_redirection() {
                shown.push(path);
            }
        }
        *paths = shown;
    }
    all
}

/// An office with something on every desk; gives what stands for the parts of addresses, and pages beside the routes.
pub async fn office(app: &TestApp) -> (Things, Vec<(&'static str, String)>) {
    let things = Things::of(app, "a", &[Contract::contract(1), Contract::contract(2)]).await;
    let draft = app.draft("b").await;
    app.upload("b", &draft, &[Contract::contract(3).with("amount", "500万元"), Contract::contract(4)]).await.unwrap();
    let insurer = app.submitted("i", &[Contract::policy(1), Contract::policy(2)]).await;
    // A statement with open lines: the list at the left of the matching page.
    let lines = [Line::Funding(10_000_000), Line::Charge(2_600)];
    let bytes = bank::statement("S-2", 2, ("2026-03-09", "2026-03-09"), 0, &lines).into_bytes();
    let reconciler = app.actor("reconciler").await;
    let taken = import_statement(&app.app, &reconciler, None, "s2.xml", bytes).await.unwrap();
    let statement = &taken.statements[0].number;
    let roles = domain::role::Role::ALL.iter().filter(|role| !role.is_firm()).map(|role| role.key());
    let mut more: Vec<(&'static str, String)> = roles.map(|login| (login, "/".to_owned())).collect();
    let own = format!("/applications/{}", things.application);
    // A credit file is read for a purpose, which is logged; the report of an import has its address.
    let subject = code(FIRM_A).as_str().to_owned();
    let purpose = LogQuery {
        code: subject.clone(),
        what: "file".to_owned(),
        purpose: "复核信用情况".to_owned(),
        result: String::new(),
    };
    app.run("credit_checker", &purpose).await.unwrap();
    let scope = app.actor("credit_checker").await.scope().unwrap();
    let import = xinbu::store::credit::imports(app.app.store.read(), &scope, 1).await.unwrap().remove(0).id;
    let newcomer = newcomer("91430100MA8000001", "lin");
    file(&app.app, None, &newcomer).await.unwrap();
    more.extend([
        ("", format!("/register/{}", newcomer.token)),
        ("a.signatory", "/".to_owned()),
        ("a.preparer", format!("{own}/estimate?row=2")),
        ("b.preparer", format!("/applications/{draft}")),
        ("b.preparer", format!("/applications/{draft}/schedule")),
        ("receiving_officer", format!("/review/{insurer}")),
        ("first_reviewer", format!("/review/{}?row=2", things.application)),
        ("credit_checker", format!("/credit/subjects/{subject}")),
        ("credit_checker", format!("/credit/imports/{import}")),
        ("reconciler", format!("/statements/{statement}?line=1")),
        ("reconciler", format!("/statements/{statement}?line=2")),
    ]);
    // What is looked for is found on some desks, and on others not.
    let sought = ["a.preparer", "first_reviewer", "reconciler", "administrator"];
    more.extend(sought.map(|login| (login, "/search?q=%E6%8B%85%E4%BF%9D".to_owned())));
    more.push(("first_reviewer", "/search?q=DB-2025-00001".to_owned()));
    (things, more)
}

#[test]
fn no_page_that_a_role_may_open_has_a_serious_fault_or_is_wider_than_a_telephone() {
    let Some(axe) = axe() else { return };
    with(Kind::Sqlite, async |database| {
        let app = TestApp::over(database).await;
        let (things, more) = office(&app).await;
        let server = app.serve().await;
        let all = pages(&server, &things, &more).await;
        assert!(all.values().map(Vec::len).sum::<usize>() > 90, "{all:#?}");
        // Each page on a desk and on a telephone, the one in Chinese and the other in English, and the next page the
        // other way round; at the same time, one browser each.
        let on = async |width: u32, turn: usize| {
            let mut found = Vec::new();
            for (half, lang) in [Lang::ZhCn, Lang::En].into_iter().enumerate() {
                let mut browser = Chromium::open_at(&server.address, lang, Some(width)).await?;
                for (login, paths) in &all {
                    if !login.is_empty() {
                        browser.sign_in(login).await;
                    } else {
                        browser.visit(&format!("/sign-in?lang={}", lang.tag())).await;
                    }
                    for path in paths.iter().skip((half + turn) % 2).step_by(2) {
                        browser.visit(path).await;
                        let said = browser.measure_with(&axe, FAULTS).await;
                        assert_eq!(said["version"], AXE);
                        assert!(said["rules"].as_u64().unwrap() > 5, "{path}: axe looked at nothing");
                        for fault in said["faults"].as_array().unwrap() {
                            found.push(format!("{login} {path} {} {width}: {}", lang.tag(), fault.as_str().unwrap()));
                        }
                    }
                }
                browser.close().await;
            }
            Some(found)
        };
        let (desk, telephone) = tokio::join!(on(1440, 0), on(390, 1));
        let (Some(mut faults), Some(narrow)) = (desk, telephone) else { return };
        faults.extend(narrow);
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    });
}
