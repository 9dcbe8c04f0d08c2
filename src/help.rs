//! Documentation for users, inside the program: texts in Markdown in both languages, and the files that they teach with.
//!
//! A line `@file path` in a text stands for the file of that path below `src/help/lesson`, so that what a reader copies is
//! what the tests run; a line `@documents` stands for the list of kinds of document.

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
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    Ok(out)
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
    use domain::scheme::{Scheme, cases};

    use super::*;

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
