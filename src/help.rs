//! Documentation for users, inside the program: texts in Markdown in both languages, and the files that they teach with.
//!
//! A line `@file path` in a text stands for the file of that path below `src/help/lesson`, so that what a reader copies is
//! what the tests run; a line `@documents` stands for the list of kinds of document. `{{key}}` stands for the words of the
//! catalogue, so that a button or a page is called in the help what it is called on the screen.

use domain::document::Kind;
use domain::role::Role;
use domain::scheme::language;

use crate::error::Fault;
use crate::i18n::Lang;

/// The texts, and the schemes and cases of the lessons.
#[derive(rust_embed::RustEmbed)]
#[folder = "src/help"]
#[include = "*.md"]
#[include = "lesson/*.toml"]
#[include = "lesson/*.json"]
struct Files;

/// A text in a language, with its files in place.
///
/// # Errors
/// A fault when the program lacks the text or a file of it.
pub fn text(name: &str, lang: Lang) -> Result<String, Fault> {
    let folder = match lang {
        Lang::ZhCn => "zh-CN",
        Lang::En => "en",
    };
    let mut out = String::new();
    for line in file(&format!("{folder}/{name}.md"))?.lines() {
        if line == "@documents" {
            out.push_str(&documents(lang));
            continue;
        }
        match line.strip_prefix("@file ") {
            Some(path) => {
                let kind = path.rsplit('.').next().unwrap_or_default();
                out.push_str(&format!("```{kind}\n{}```\n", file(&format!("lesson/{path}"))?));
            }
            None => {
                out.push_str(&with_words(line, lang));
                out.push('\n');
            }
        }
    }
    Ok(out)
}

/// A line with the words of the screen that it names by their keys.
fn with_words(line: &str, lang: Lang) -> String {
    let mut parts = line.split("{{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("}}") {
            // A tag, since stars are no emphasis between Chinese signs and those of punctuation.
            Some((key, rest)) => out.push_str(&format!("<b>{}</b>{rest}", lang.t(key))),
            None => out.push_str(&format!("{{{{{part}")),
        }
    }
    out
}

/// Every kind of document, as the program files and shows it.
fn documents(lang: Lang) -> String {
    let roles = |roles: &[Role]| {
        let names = roles.iter().map(|role| lang.t(&format!("role-{}", role.key())).into_owned());
        names.collect::<Vec<_>>().join(if lang == Lang::ZhCn { "、" } else { ", " })
    };
    let mut out = format!("{}\n|---|---|---|---|---|---|\n", lang.t("document-kinds-heads"));
    for kind in Kind::ALL.iter().copied() {
        let megabytes = lang.count(kind.largest() >> 20);
        out.push_str(&format!(
            "| {} | {} | {} | {} | {megabytes} MB | {} |\n",
            lang.t(&kind.message()),
            roles(kind.filers()),
            roles(kind.readers()),
            kind.formats(),
            lang.tv("document-years", &[("count", i64::from(kind.years()).into())]),
        ));
    }
    out
}

/// Every word of formulas and every key of a scheme file, as the program knows them.
pub fn reference(lang: Lang) -> String {
    let chinese = lang == Lang::ZhCn;
    let pick = |zh: &'static str, en: &'static str| if chinese { zh } else { en };
    let cell = |text: &str| text.replace('|', "\\|");
    let mut out = format!("# {}\n", pick("写法大全", "Reference"));
    let heads = pick("| 写法 | 含义 | 例子 |", "| Form | Meaning | Example |");
    for (title, words) in [
        (pick("公式的符号", "Signs of formulas"), language::OPERATORS),
        (pick("函数", "Functions"), language::FUNCTIONS),
        (pick("汇总（只用于 figure）", "Sums over lines (in figures only)"), language::AGGREGATES),
        (pick("现成的名字", "Names that every scheme has"), language::BUILT_IN),
    ] {
        out.push_str(&format!("\n## {title}\n\n{heads}\n|---|---|---|\n"));
        for word in words {
            let about = pick(word.about_zh, word.about_en);
            out.push_str(&format!("| `{}` | {} | `{}` |\n", cell(word.form), cell(about), cell(word.example)));
        }
    }
    out.push_str(&format!(
        "\n## {}\n\n{}\n",
        pick("数的单位", "Units of numbers"),
        pick(
            "`元`、`万元`、`亿元`、`CNY`、`JPY` 等是金额，`%`、`‰` 是比率，`天` 是天数，没有单位的是数；日期写作 `2026-03-31`，文字写在单引号里。",
            "`元`, `万元` (ten thousand), `亿元` (hundred million), `CNY`, `JPY` and the like are money, `%` and `‰` are rates, `天` are days, and a number without a unit is a plain number. Dates are written `2026-03-31`, texts in single quotes.",
        )
    ));
    let mut section = None;
    for key in language::KEYS {
        if section != Some(key.section) {
            section = Some(key.section);
            let title = match key.section {
                "" => pick("文件开头", "The file").to_owned(),
                "budget" => "[budget]".to_owned(),
                other => format!("[[{other}]]"),
            };
            let heads = pick("| 字段 | 含义 |", "| Key | Meaning |");
            out.push_str(&format!("\n## {title}\n\n{heads}\n|---|---|\n"));
        }
        out.push_str(&format!("| `{}` | {} |\n", key.key, cell(pick(key.zh, key.en))));
    }
    out
}

fn file(path: &str) -> Result<String, Fault> {
    let file = Files::get(path).ok_or_else(|| Fault::new(format!("the help has no {path}")))?;
    String::from_utf8(file.data.into_owned()).map_err(|e| Fault::from_cause(format!("{path} is not UTF-8"), e))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::{Path, PathBuf};

    use domain::scheme::{Scheme, cases};

    use super::*;

    /// The texts that tell each role what it does on the screen.
    const BY_ROLE: [&str; 4] = ["firms", "reviewers", "finance", "administrators"];

    const FOLDERS: [(Lang, &str); 2] = [(Lang::ZhCn, "zh-CN"), (Lang::En, "en")];

    /// The files with an ending below a folder of the sources, one after the other.
    fn sources(folder: &str, ending: &str) -> String {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
        let mut out = String::new();
        while let Some(folder) = folders.pop() {
            let mut paths: Vec<PathBuf> =
                std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            for path in paths {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|found| found == ending) {
                    out.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        out
    }

    /// The messages of a language that are one line without variables.
    fn messages(folder: &str) -> BTreeMap<String, String> {
        let text = sources(&format!("src/i18n/{folder}"), "ftl");
        let plain = text.lines().filter_map(|line| line.split_once(" = ")).filter(|(_, value)| !value.contains('{'));
        plain.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    /// What stands between two signs, wherever they stand.
    fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
        text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inner, _)| inner).collect()
    }

    /// The parts of a text by the place of their heading, each with the words of the screen that it names.
    fn named<'a>(text: &'a str) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
        let part = |part: &'a str| {
            let place = between(part.lines().next().unwrap(), "{#", "}").first().copied().unwrap_or("");
            (place, between(part, "{{", "}}").into_iter().collect())
        };
        text.split("\n## ").map(part).collect()
    }

    #[test]
    fn what_a_role_is_told_of_the_screen_stands_on_the_screen() {
        let pages = sources("src/web", "rs");
        let shown = |key: &str| {
            let made_of = key.match_indices('-').map(|(at, _)| format!("\"{}{{", &key[..=at]));
            pages.contains(&format!("\"{key}\"")) || made_of.into_iter().any(|beginning| pages.contains(&beginning))
        };
        let mut keys = 0;
        for (lang, folder) in FOLDERS {
            let messages = messages(folder);
            let words: BTreeSet<&str> = messages.values().map(String::as_str).collect();
            for name in BY_ROLE {
                let source = file(&format!("{folder}/{name}.md")).unwrap();
                let told = text(name, lang).unwrap();
                for key in between(&source, "{{", "}}") {
                    let value = messages.get(key).unwrap_or_else(|| panic!("{folder}/{name}: no message {key}"));
                    assert!(shown(key), "{folder}/{name}: no page shows {key}");
                    // The words come out of the text as they stand on the screen, whatever signs they have.
                    assert!(told.contains(&format!("<b>{value}</b>")), "{folder}/{name}: {key}");
                    keys += 1;
                }
                let by_hand = [
                    between(&source, "“", "”"),
                    between(&source, "「", "」"),
                    source.split("**").skip(1).step_by(2).collect(),
                ];
                let by_hand: Vec<&str> = by_hand.into_iter().flatten().filter(|said| words.contains(said)).collect();
                assert!(by_hand.is_empty(), "{folder}/{name}: write {{{{key}}}} for {by_hand:?}");
            }
        }
        assert!(keys > 500, "{keys}");
    }

    #[test]
    fn both_languages_tell_a_role_of_the_same_buttons_in_the_same_places() {
        for name in BY_ROLE {
            let [chinese, english] = FOLDERS.map(|(_, folder)| file(&format!("{folder}/{name}.md")).unwrap());
            let (chinese, english) = (named(&chinese), named(&english));
            assert!(chinese.len() > 8, "{name}: {:?}", chinese.keys());
            assert_eq!(chinese, english, "{name}");
        }
    }

    #[test]
    fn a_word_of_the_screen_is_put_in_as_it_is_and_what_is_none_stays() {
        assert_eq!(with_words("a {{act-save}} b", Lang::En), format!("a <b>{}</b> b", Lang::En.t("act-save")));
        assert_eq!(with_words("{{act-save}}，{{act-upload}}", Lang::ZhCn), "<b>保存</b>，<b>上传</b>");
        assert_eq!(with_words("x = {{ y", Lang::En), "x = {{ y");
    }

    #[test]
    fn what_the_lessons_teach_runs() {
        let calendar = crate::service::scheme::official_calendar().unwrap();
        let mut lessons = 0;
        for path in Files::iter().filter(|path| path.ends_with(".toml")) {
            let scheme = Scheme::load(&file(&path).unwrap()).unwrap_or_else(|problems| panic!("{path}: {problems:#?}"));
            let folder = path.rsplit_once('/').unwrap().0;
            let outcomes = cases::run(&scheme, &file(&format!("{folder}/cases.json")).unwrap(), &calendar).unwrap();
            assert!(outcomes.len() >= 2, "{path}");
            for outcome in outcomes {
                assert!(outcome.differences.is_empty(), "{path}: {outcome:#?}");
            }
            lessons += 1;
        }
        assert_eq!(lessons, 3);
    }

    #[test]
    fn both_languages_teach_with_the_same_files_and_fragments() {
        let parts = |lang| {
            let text = text("scheme-language", lang).unwrap();
            assert!(!text.contains("@file"));
            let blocks = text.split("```").skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
            // A fragment is a piece of a file, and at least that.
            for block in blocks.iter().filter_map(|block| block.strip_prefix("toml\n")) {
                toml::from_str::<toml::Table>(block).unwrap_or_else(|error| panic!("{error}: {block}"));
            }
            blocks
        };
        let (chinese, english) = (parts(Lang::ZhCn), parts(Lang::En));
        assert!(chinese.len() > 10);
        let toml = |blocks: &[String]| blocks.iter().filter(|b| !b.starts_with("text")).cloned().collect::<Vec<_>>();
        assert_eq!(toml(&chinese), toml(&english));
    }
}
