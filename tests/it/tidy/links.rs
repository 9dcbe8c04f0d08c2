//! Links lead somewhere: an address is written as a pattern of the route table, which has it with the method that its place asks with.

use std::collections::BTreeSet;
use std::fs;

use xinbu::web::{api, routes};

use super::{Source, none, root, sources};

/// Where an address of ours may stand as text, and why.
const AS_TEXT: &[(&str, &str)] = &[
    ("src/web/routes.rs", "the table itself"),
    ("src/web/api.rs", "the table of the interface for programs, to which no page links"),
    ("src/web/api/", "parts of that table"),
    ("src/web/metrics.rs", "answered on a listener of its own, for those who run the program"),
];

/// Shows every component, forms among them; nothing answers what they send.
const GALLERY: &str = "src/web/page/style.rs";

/// The doors, which alone know addresses.
const DOORS: &[&str] = &["src/web", "src/web.rs", "src/cli", "src/cli.rs"];

/// The code of a file as one text, without comments and tests.
fn code(source: &Source) -> String {
    source.code().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// Method and path of every route.
fn table() -> BTreeSet<(&'static str, &'static str)> {
    routes::rows().into_iter().map(|row| (row.method, row.path)).collect()
}

/// Every place where the macro is given a pattern: what stands before it, and the pattern.
fn patterns(code: &str) -> impl Iterator<Item = (&str, &str)> {
    code.match_indices("to!(").filter_map(move |(at, call)| {
        let pattern = code[at + call.len()..].trim_start().strip_prefix('"')?.split('"').next()?;
        Some((&code[..at], pattern))
    })
}

/// The name of the call whose bracket is still open.
fn call_around(before: &str) -> &str {
    let mut closed = 0;
    for (at, c) in before.char_indices().rev() {
        match c {
            ')' | ']' | '}' => closed += 1,
            '(' | '[' | '{' if closed > 0 => closed -= 1,
            '(' => return before[..at].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""),
            '[' | '{' => return "",
            _ => {}
        }
    }
    ""
}

/// With which method a browser asks for what stands at a place; nothing where the place does not tell.
fn method(before: &str) -> Option<&'static str> {
    let before = before.trim_end().trim_end_matches('&');
    if let Some(form) = before.strip_suffix("action=(") {
        return Some(if form.rsplit("method=\"").next()?.starts_with("post") { "POST" } else { "GET" });
    }
    if before.ends_with("action:") {
        return Some("POST");
    }
    if ["href=(", "href:", "cancel:", "path::Path ="].iter().any(|place| before.ends_with(place)) {
        return Some("GET");
    }
    match call_around(before) {
        "post_form" | "upload_form" => Some("POST"),
        "link" | "to" | "then" | "go" | "show" | "show_with" | "page" | "filter" | "item" => Some("GET"),
        _ => None,
    }
}

/// What is wrong with the addresses of a code.
fn astray(code: &str) -> Vec<String> {
    let table = table();
    let wrong = patterns(code).filter_map(|(before, pattern)| {
        let there = |method| table.contains(&(method, pattern));
        match method(before) {
            Some(method) => (!there(method)).then(|| format!("the table has no {method} {pattern}")),
            None => (!there("GET") && !there("POST")).then(|| format!("the table has no {pattern}")),
        }
    });
    wrong.collect()
}

/// Addresses of a code that are plain texts.
fn as_text(code: &str) -> Vec<String> {
    let texts = code.match_indices("\"/").filter_map(|(at, _)| {
        let text = code[at + 1..].split('"').next().unwrap();
        let address = text[1..].starts_with(|c: char| c.is_ascii_alphabetic());
        (address && !code[..at].trim_end().ends_with("to!(")).then(|| text.to_owned())
    });
    texts.collect()
}

fn doors() -> Vec<Source> {
    sources(DOORS).into_iter().filter(|source| !source.is_test()).collect()
}

#[test]
fn every_address_is_a_route_and_has_the_method_of_its_place() {
    let (mut seen, mut pages, mut acts, mut wrong) = (0, 0, 0, Vec::new());
    for source in doors() {
        let code = code(&source);
        for (before, _) in patterns(&code) {
            seen += 1;
            match method(before) {
                Some("GET") => pages += 1,
                Some(_) => acts += 1,
                None => {}
            }
        }
        let shown = |what: &String| source.path == GALLERY && what == "the table has no POST /style";
        let found = astray(&code).into_iter().filter(|what| !shown(what));
        wrong.extend(found.map(|what| format!("{}: {what}", source.path)));
    }
    none("an address that is no route", &wrong);
    assert!(seen > 400 && pages > 200 && acts > 80, "{seen} addresses: {pages} of pages and {acts} of acts are known");
}

#[test]
fn addresses_are_no_plain_texts() {
    let free =
        |path: &str| AS_TEXT.iter().any(|(place, _)| path == *place || place.ends_with('/') && path.starts_with(place));
    let mut found = Vec::new();
    for source in doors().iter().filter(|source| !free(&source.path)) {
        found.extend(as_text(&code(source)).into_iter().map(|text| format!("{}: {text}", source.path)));
    }
    none(
        "an address as text: write to!(\"…\") with the pattern of its route, and .query(…) and .anchor(…) after it",
        &found,
    );
    for (place, reason) in AS_TEXT {
        let used = doors().iter().any(|source| source.path.starts_with(place) && !as_text(&code(source)).is_empty());
        assert!(used, "{place} ({reason}) has no address as text any more; take it off the list");
    }
}

#[test]
fn only_the_macro_makes_an_address_of_a_pattern() {
    let mut made = Vec::new();
    for source in doors().iter().filter(|source| source.path != "src/web/path.rs") {
        let by_hand = source.code().filter(|(_, line)| ["of_pattern(", "of_values("].iter().any(|w| line.contains(w)));
        made.extend(by_hand.map(|(n, line)| format!("{}:{n}: {}", source.path, line.trim())));
    }
    none("an address made without to!", &made);
}

#[test]
fn below_the_doors_nothing_knows_an_address() {
    fn first(path: &str) -> &str {
        path.trim_start_matches('/').split(['/', '?', '#', '{']).next().unwrap()
    }
    let pages: BTreeSet<&str> =
        table().into_iter().map(|(_, path)| first(path)).filter(|name| !name.is_empty()).collect();
    let mut found = Vec::new();
    for source in
        sources(&["src/domain", "src/kernel", "src/store", "src/service", "src/format", "src/export", "src/i18n"])
    {
        if source.is_test() {
            continue;
        }
        let known = as_text(&code(&source)).into_iter().filter(|text| pages.contains(first(text)));
        found.extend(known.map(|text| format!("{}: {text}", source.path)));
    }
    none("an address below the doors", &found);
}

#[test]
fn the_help_leads_to_pages_that_are_there() {
    let reads: BTreeSet<&str> =
        routes::rows().into_iter().chain(api::rows()).filter(|row| row.method == "GET").map(|row| row.path).collect();
    let (mut seen, mut wrong) = (0, Vec::new());
    for lang in ["src/help/en", "src/help/zh-CN"] {
        for entry in fs::read_dir(root().join(lang)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap_or_default();
            for link in
                text.split("](/").skip(1).map(|rest| format!("/{}", rest.split([')', '#', '?']).next().unwrap()))
            {
                seen += 1;
                wrong.extend((!reads.contains(&*link)).then(|| format!("{}: {link}", path.display())));
            }
        }
    }
    none("a link of the help to a page that is not there", &wrong);
    assert!(seen >= 4, "only {seen} links");
}

#[test]
fn what_is_wrong_would_be_found() {
    let wrong = [
        r#"a href=(to!("/nowhere")) { "x" }"#,
        r#"a href=(to!("/jobs/{number}", id)) { "x" }"#,
        r#"a href=(to!("/prove")) { "x" }"#,
        r#"const HERE: path::Path = to!("/sign-out");"#,
        r#"Button::link(visit.t("nav-home"), to!("/inbox/read"))"#,
        r#"form method="post" action=(to!("/jobs")) { (token) }"#,
        r#"form method="get" action=(to!("/sign-out")) { (token) }"#,
        "post_form(\n    to!(\n        \"/jobs/{job}\",\n        id,\n    ),\n    &visit.token(),\n    form,\n)",
        r#"Confirm { lang, action: to!("/jobs"), cancel: HERE }"#,
        r#"Ok(Done::well("done").with("number", number).then(to!("/jobs/{job}/again", id), visit.web.https))"#,
    ];
    for code in wrong {
        assert_eq!(astray(code).len(), 1, "{code}");
    }
    let right = [
        r#"a href=(to!("/jobs/{job}", id)) { (words) }"#,
        r#"form method="get" action=(to!("/payments/build")) { (fields) }"#,
        r#"post_form(&to!("/jobs/{job}/again", id), &visit.token(), form)"#,
        r#"let to = to!("/jobs/{job}/cancel", id);"#,
    ];
    for code in right {
        assert_eq!(astray(code), Vec::<String>::new(), "{code}");
    }
    let texts = [
        r#"Button::link(words, "/jobs")"#,
        r#"a href="/jobs" { (words) }"#,
        r#"a href={ (here) "/licence" } { (words) }"#,
        r#"format!("/jobs/{id}")"#,
    ];
    for code in texts {
        assert_eq!(as_text(code).len(), 1, "{code}");
    }
    assert_eq!(as_text(r##"(to!("/jobs"), to!( "/jobs/{job}", id), "#tasks", "/", " / ")"##), Vec::<String>::new());
}
