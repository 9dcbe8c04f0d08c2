//! What the main pages say, word for word, in both languages: the text of a page of an office with something on every desk stands
//! in `tests/it/snapshots/`, one for both databases. Whoever changes what a page says sees all of it changed there, and takes it
//! over with `INSTA_UPDATE=always cargo test --test it snapshots`.

use insta::{Settings, assert_snapshot};
use xinbu::i18n::Lang;

use crate::accessible::office;
use crate::support::both_databases;

/// Elements that stand on a line of their own.
const LINES: &[&str] = &[
    "address", "article", "aside", "button", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "header", "label", "legend", "li", "main", "nav", "ol", "option", "p",
    "pre", "section", "summary", "table", "tbody", "text", "thead", "tr", "ul",
];

/// An attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value)
}

/// The text of a page as its lines, cells of a row beside one another, and what can be filled in by its name.
fn text(page: &str) -> String {
    let (_, main) = page.split_once("<main").expect("a page has a main part");
    let (main, _) = main.split_once("</main>").expect("it ends");
    let mut text = String::new();
    for piece in main.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match name {
            "td" | "th" if !tag.starts_with('/') => text.push_str(" | "),
            "input" | "select" | "textarea" if !tag.starts_with('/') && attribute(tag, "type") != Some("hidden") => {
                text.push_str(&format!(" [{}] ", attribute(tag, "name").unwrap_or(name)));
            }
            name if LINES.contains(&name) => text.push('\n'),
            _ => {}
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    // The clock stands, and what happened at one instant has no order.
    lines.chunk_by_mut(|one, other| one.starts_with("| 20") && one.get(..18) == other.get(..18)).for_each(<[_]>::sort);
    lines.join("\n")
}

/// What is drawn anew in each installation stands as what it is.
fn settings() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[id]");
    settings.add_filter(r"\b[0-9a-f]{12,64}\b", "[hash]");
    settings
}

both_databases! {
    async fn the_main_pages_say_what_they_said(app: TestApp) {
        let (things, more) = office(&app).await;
        let case = &things.application;
        let of = |login: &str, part: &str| {
            let found = more.iter().find(|(who, path)| *who == login && path.contains(part));
            found.unwrap_or_else(|| panic!("{login} {part}")).1.clone()
        };
        let mut pages = vec![
            ("case", "first_reviewer", format!("/review/{case}")),
            ("case-line", "first_reviewer", format!("/review/{case}?row=2")),
            ("cases", "first_reviewer", "/review/all".to_owned()),
            ("firm-case", "a.signatory", format!("/applications/{case}")),
            ("firm-schedule", "b.preparer", of("b.preparer", "/schedule")),
            ("firm-estimate", "a.preparer", of("a.preparer", "/estimate")),
            ("statement", "reconciler", of("reconciler", "?line=1")),
            ("batch", "finance_approver", things.path(&row("/batches/{number}"))),
            ("budget", "finance_maker", "/budget/GUARANTEE".to_owned()),
            ("proof", "auditor", "/proof".to_owned()),
            ("notices", "", "/notices".to_owned()),
            ("notice", "", things.path(&row("/notices/{number}"))),
            ("procedure", "administrator", "/procedures/standard/1".to_owned()),
            ("sign-in", "", "/sign-in".to_owned()),
        ];
        let roles = domain::role::Role::ALL.iter().map(|role| match role.key() {
            "preparer" => "a.preparer",
            "signatory" => "a.signatory",
            key => key,
        });
        let homes: Vec<(String, &str)> = roles.map(|login| (format!("home-{}", login.replace("a.", "")), login)).collect();
        pages.extend(homes.iter().map(|(name, login)| (name.as_str(), *login, "/".to_owned())));
        let server = app.serve().await;
        let settings = settings();
        for (name, login, path) in pages {
            let browser = if login.is_empty() { server.stranger() } else { server.sign_in(login).await };
            for lang in Lang::ALL {
                let joint = if path.contains('?') { '&' } else { '?' };
                let page = browser.page(&format!("{path}{joint}lang={}", lang.tag())).await;
                settings.bind(|| assert_snapshot!(format!("{name}.{}", lang.tag()), text(&page)));
            }
        }
    }
}

/// The route of a page.
fn row(path: &str) -> xinbu::web::routes::Row {
    xinbu::web::routes::rows().into_iter().find(|row| row.path == path).expect("there is such a page")
}
