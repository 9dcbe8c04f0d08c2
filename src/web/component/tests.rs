//! What every component keeps: text is escaped, nothing carries style or script, every field has its label. The gallery
//! shows all components, so that it and the other pages are what is looked at.

use std::collections::BTreeSet;

use maud::Render;

use super::*;
use crate::i18n::Lang;
use crate::web::page::error::{Difference, ErrorPage};
use crate::web::page::sign_in::{DemoGroup, DemoPerson, SignIn};
use crate::web::page::{DemoBar, Page, style};
use crate::web::path::Path;

const EVIL: &str = "\"><script>alert('x')</script>";

/// An address that a person wrote.
fn at(text: &str) -> Path {
    Path::ours(&format!("/x{text}")).unwrap()
}

fn token() -> FormToken {
    FormToken { csrf: "c".to_owned(), key: "k".to_owned() }
}

fn sign_in(lang: Lang, text: &str, persons: bool) -> Page {
    let person = |id: &str, roles: &str, group| DemoPerson {
        id: id.to_owned(),
        name: format!("{}{text}", lang.t("style-person")),
        roles: lang.t(roles).into_owned(),
        unit: lang.t("style-firm").into_owned(),
        group,
    };
    let mut problems = Problems::none(lang);
    if !persons {
        problems.push(Some("password"), format!("{}{text}", lang.t("refusal-sign-in-failed")));
    }
    SignIn {
        lang,
        path: at(&format!("?{text}")),
        authority: format!("{}{text}", lang.t("style-authority")),
        token: token(),
        account: text.to_owned(),
        next: Some(at(text)),
        waits: (!persons).then_some(30),
        problems,
        empty: false,
        persons: if persons {
            vec![
                person("a", "role-preparer", DemoGroup::Firm),
                person("b", "role-signatory", DemoGroup::Firm),
                person("c", "role-first_reviewer", DemoGroup::Review),
                person("d", "role-second_reviewer", DemoGroup::Review),
                person("e", "role-approver", DemoGroup::Review),
                person("f", "role-finance_maker", DemoGroup::Finance),
                person("g", "role-auditor", DemoGroup::Other),
            ]
        } else {
            Vec::new()
        },
        demo: persons.then_some(DemoBar { date: None }),
    }
    .page()
}

fn errors(lang: Lang, text: &str) -> Vec<ErrorPage> {
    let mut problems = Problems::none(lang);
    problems.push(None, format!("{}{text}", lang.t("refusal-reason-required")));
    vec![
        ErrorPage::Forbidden {
            needed: vec![format!("{}{text}", lang.t("role-approver"))],
            yours: vec![text.to_owned()],
        },
        ErrorPage::Missing,
        ErrorPage::Conflict {
            by: Some((format!("{}{text}", lang.t("style-person")), "16:42".to_owned())),
            differences: vec![Difference {
                field: format!("{}{text}", lang.t("head-account")),
                yours: "6222 **** **** 3015".to_owned(),
                now: "6222 **** **** 4471".to_owned(),
            }],
            reload: at(text),
        },
        ErrorPage::Refused { status: 422, problems, back: at("") },
        ErrorPage::SignIn { next: at("?role=x") },
        ErrorPage::Busy { back: at("") },
        ErrorPage::NotKept { trouble: crate::error::Trouble::Full, back: at("") },
        ErrorPage::NotKept { trouble: crate::error::Trouble::Away, back: at("") },
        ErrorPage::NotKept { trouble: crate::error::Trouble::Unknown, back: at("") },
        ErrorPage::Working { back: at("") },
        ErrorPage::Fault { reference: format!("01J9ZQ4M{text}") },
    ]
}

/// Name and HTML of every page that this module can make, with `text` wherever a person's text goes.
fn pages(lang: Lang, text: &str) -> Vec<(String, String)> {
    let mut all = vec![
        ("style".to_owned(), style::page(lang, at(&format!("?{text}")))),
        ("sign-in".to_owned(), sign_in(lang, text, false)),
        ("sign-in-demo".to_owned(), sign_in(lang, text, true)),
    ];
    for error in errors(lang, text) {
        let page = Page { authority: text.to_owned(), ..error.page(lang, at(&format!("?{text}"))) };
        all.push((format!("error-{}", error.status()), page));
    }
    all.into_iter().map(|(name, page)| (name, page.render().into_string())).collect()
}

/// The values of an attribute, in order.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn text_of_people_never_becomes_markup() {
    for lang in Lang::ALL {
        for (name, html) in pages(lang, EVIL) {
            assert!(!html.contains("<script"), "{name}");
            assert!(html.contains("&lt;script&gt;"), "{name} does not show the text at all");
        }
        let parts = [
            tag(Tone::Red, EVIL),
            Card::new(EVIL).id(EVIL).body(EVIL).footer(EVIL).render(),
            PageHead::new(EVIL).lead(EVIL).render(),
            Field::text(lang, EVIL, EVIL).value(EVIL).hint(EVIL).error(Some(EVIL)).render(),
            Field::area(lang, "a", EVIL).value(EVIL).render(),
            Field::select(lang, "a", EVIL, vec![Choice::new(EVIL, EVIL)]).value(EVIL).render(),
            Field::radios(lang, "a", EVIL, vec![Choice::new(EVIL, EVIL).hint(EVIL)]).render(),
            cell_input(EVIL, EVIL, EVIL, Some(EVIL)),
            Button::primary(EVIL).sends(EVIL, EVIL).render(),
            Button::link(EVIL, at(EVIL)).render(),
            post_form(at(EVIL), &FormToken { csrf: EVIL.to_owned(), key: EVIL.to_owned() }, EVIL),
            chips(lang, &[Chip { text: EVIL.to_owned(), without: at(EVIL) }], &at(EVIL)),
            empty(EVIL, EVIL, None),
        ];
        for part in parts {
            let html = part.into_string();
            assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
        }
    }
}

#[test]
fn pages_carry_no_style_and_no_script() {
    for lang in Lang::ALL {
        for (name, html) in pages(lang, "") {
            for banned in ["<script", "<style", " style=", "javascript:", " onclick", " onload", " onchange"] {
                assert!(!html.contains(banned), "{name}: {banned}");
            }
        }
    }
}

#[test]
fn every_field_has_a_label_and_what_describes_it_exists() {
    for lang in Lang::ALL {
        for (name, html) in pages(lang, "") {
            let labelled: BTreeSet<&str> = attributes(&html, "for").into_iter().collect();
            let ids = attributes(&html, "id");
            let distinct: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "{name}: an id stands twice");
            for opening in ["<input", "<select", "<textarea"] {
                for control in html.split(opening).skip(1).map(|rest| rest.split('>').next().unwrap()) {
                    if control.contains("type=\"hidden\"") {
                        continue;
                    }
                    let by_label = attributes(control, "id").iter().any(|id| labelled.contains(id));
                    let inside_label = html.contains(&format!("<label class=\"opt\">{opening}{control}"));
                    assert!(by_label || inside_label || control.contains("aria-label="), "{name}: {opening}{control}");
                }
            }
            for target in attributes(&html, "aria-describedby").iter().flat_map(|v| v.split(' ')) {
                assert!(distinct.contains(target), "{name}: nothing has the id {target}");
            }
            for target in attributes(&html, "href").iter().filter_map(|h| h.strip_prefix('#')).filter(|t| !t.is_empty())
            {
                assert!(distinct.contains(target), "{name}: no target for the link #{target}");
            }
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_its_token() {
    for (name, html) in pages(Lang::En, "") {
        for form in html.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap()) {
            assert!(
                form.contains("method=\"get\"") || (form.contains("name=\"csrf\"") && form.contains("name=\"key\"")),
                "{name}: {form}"
            );
        }
    }
}

#[test]
fn no_page_shows_the_name_of_a_message() {
    for lang in Lang::ALL {
        for (name, html) in pages(lang, "") {
            for text in html.split('>').filter_map(|rest| rest.split('<').next()) {
                let shown = text.trim();
                let looks_like_a_key = shown.contains('-')
                    && shown.starts_with(|c: char| c.is_ascii_lowercase())
                    && shown.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_');
                assert!(!looks_like_a_key, "{name}: {shown}");
            }
        }
    }
}
