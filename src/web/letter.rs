//! What is sent by mail, in words: a subject and a plain text with links to the pages. It names cases and nobody, no amount, and
//! says how it is turned off.

use domain::inbox::message;
use domain::letter::Kind;
use domain::mail::Tongue;

use super::page::{home, inbox};
use crate::i18n::Lang;
use crate::service::mail::{LINK_ENDS_AFTER, Letter, Says};
use crate::service::query::inbox::Happened;
use crate::web::path::{Path, to};

/// The language of pages that a person chose for mail.
pub const fn language(tongue: Tongue) -> Lang {
    match tongue {
        Tongue::ZhCn => Lang::ZhCn,
        Tongue::En => Lang::En,
    }
}

/// The language for mail of somebody who reads the pages in one.
pub const fn tongue(lang: Lang) -> Tongue {
    match lang {
        Lang::ZhCn => Tongue::ZhCn,
        Lang::En => Tongue::En,
    }
}

/// A mail in words: its subject and its text.
pub fn wording(letter: &Letter<'_>) -> (String, String) {
    let lang = language(letter.tongue);
    let mut text = Text { lang, site: letter.site, lines: Vec::new() };
    let subject = match &letter.says {
        Says::Prove(token) => {
            text.line(lang.t("mail-prove-text").into_owned());
            text.line(format!("{}/me/mail/{token}", letter.site));
            text.line(lang.tv("mail-prove-ends", &[("hours", LINK_ENDS_AFTER.num_hours().into())]));
            lang.t("mail-prove-subject").into_owned()
        }
        Says::Gone => {
            text.line(lang.t("mail-gone-text").into_owned());
            lang.t("mail-gone-subject").into_owned()
        }
        Says::Try => {
            text.line(lang.t("mail-try-text").into_owned());
            lang.t("mail-try-subject").into_owned()
        }
        Says::News { happened, more, waits, day, reader } => {
            if !happened.is_empty() {
                text.line(lang.t("mail-happened").into_owned());
                for row in *happened {
                    let href = inbox::link(row, *reader).unwrap_or(inbox::HERE);
                    text.item(&words(lang, row), &href);
                }
                if *more > 0 {
                    text.item(&lang.tv("mail-more", &[("count", (*more).into())]), &inbox::HERE);
                }
                if reader.firm && happened.iter().any(|row| Kind::of_act(&row.what).is_some()) {
                    text.line(lang.t("mail-letters").into_owned());
                }
            }
            if !waits.is_empty() {
                text.line(lang.t("mail-waits").into_owned());
                for errand in *waits {
                    let count = ("count", errand.count.into());
                    let words = home::words(lang, errand.thing);
                    text.item(&lang.tv("mail-waiting", &[("what", words.into()), count]), &home::link(errand));
                }
            }
            match (day, *happened) {
                (Some(day), _) => lang.tv("mail-digest-subject", &[("day", lang.long_date(*day).into())]),
                (None, [one]) if *more == 0 => words(lang, one),
                (None, all) => lang.tv("mail-news-subject", &[("count", all.len().saturating_add(*more).into())]),
            }
        }
    };
    let foot = match letter.says {
        Says::News { .. } => {
            lang.tv("mail-foot", &[("link", format!("{}{}", letter.site, to!("/me").anchor("mail")).into())])
        }
        Says::Prove(_) | Says::Gone | Says::Try => lang.t("mail-foot-bare").into_owned(),
    };
    (subject, format!("{}\n\n-- \n{}\n{foot}\n", text.lines.join("\n\n"), letter.authority))
}

struct Text<'a> {
    lang: Lang,
    site: &'a str,
    lines: Vec<String>,
}

impl Text<'_> {
    fn line(&mut self, text: String) {
        self.lines.push(text);
    }

    /// Something with the link to its page.
    fn item(&mut self, words: &str, href: &Path) {
        self.lines.push(
            self.lang.tv("mail-item", &[("what", words.into()), ("link", format!("{}{href}", self.site).into())]),
        );
    }
}

/// What happened, in the words of the inbox. The register's numbers of records are data about a firm, and stay on the pages.
fn words(lang: Lang, row: &Happened) -> String {
    if row.what == "credit.record" {
        return lang.t("mail-credit-record").into_owned();
    }
    lang.tv(&message(&row.what), &[("number", row.number.as_str().into())])
}
