//! Documentation for users, inside the program: texts in Markdown in both languages, and the files that they teach with.
//!
//! A line `@file path` in a text stands for the file of that path below `src/help/lesson`, so that what a reader copies is
//! what the tests run.

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
