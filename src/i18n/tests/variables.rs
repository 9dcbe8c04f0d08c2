//! What messages name is what the program gives them: every constructor of a refusal, every notice of an act, every
//! message with variables is read in the sources and compared with the catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::refusal::Code;

use super::{ZhCnFiles, messages, rust_files};
use crate::error::database::{CONSTRAINTS, Meaning};

type Names = BTreeSet<String>;

/// The sources without their tests, by path.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = rust_files(&root.join("src")).into_iter().filter(|p| !p.ends_with("tests.rs"));
    let files = files.filter(|p| !p.components().any(|c| c.as_os_str() == "tests"));
    let read = files.map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("mod tests {\n").next().unwrap();
        let code = text.lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l });
        (path.strip_prefix(root).unwrap().display().to_string(), code.collect::<Vec<_>>().join("\n"))
    });
    read.collect()
}

/// Where the bracket that opens at `open` is closed, behind it.
fn closed(text: &str, open: usize) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, c) in text[open..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return open + at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// The name of the call that the place stands in, with the place of its bracket.
fn call_around(text: &str, at: usize) -> Option<(&str, usize)> {
    let mut depth = 0_usize;
    for (open, c) in text[..at].char_indices().rev() {
        match c {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' if depth > 0 => depth -= 1,
            '(' => {
                let name = text[..open].rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '!').next();
                return Some((name.unwrap(), open));
            }
            '[' | '{' => return None,
            _ => {}
        }
    }
    None
}

/// The facts that are added by `.with("name", …)` in a row of calls beginning at `at`.
fn chained(text: &str, mut at: usize) -> Names {
    let mut found = Names::new();
    while let Some(rest) = text[at..].trim_start().strip_prefix('.') {
        let begins = text.len() - rest.len();
        let name: String = rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let Some(open) = rest.find('(').map(|p| begins + p) else { break };
        if rest[..open - begins].trim() != name {
            break;
        }
        if name == "with" {
            found.extend(literal(&text[open + 1..]));
        }
        at = closed(text, open);
    }
    found
}

/// The text literal at the beginning.
fn literal(text: &str) -> Option<String> {
    text.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned)
}

/// Every name given by `.with("name"` in a text.
fn given(text: &str) -> Names {
    text.split(".with(").skip(1).filter_map(literal).collect()
}

/// The function around a place.
fn function_around(text: &str, at: usize) -> &str {
    let begins = text[..at].rfind("fn ").unwrap_or(0);
    let line = text[..begins].rfind('\n').map_or(0, |n| n + 1);
    let indent: String = text[line..].chars().take_while(|c| *c == ' ').collect();
    let end = text[begins..].find(&format!("\n{indent}}}")).map_or(text.len(), |n| begins + n);
    &text[begins..end.max(at)]
}

/// The facts given by a helper of that name, itself or by the helper that it hands the code on to: `fn name(` or
/// `let name = |…|`, in the same file or else in another.
fn helper(all: &[(String, String)], path: &str, name: &str) -> Names {
    let own = all.iter().filter(|(p, _)| p == path);
    let others = all.iter().filter(|(p, _)| p != path);
    let mut found = Names::new();
    for (place, text) in own.chain(others) {
        for head in [format!("fn {name}("), format!("fn {name}<"), format!("let {name} = |")] {
            for (at, _) in text.match_indices(&head) {
                let body = &text[at..];
                let end = if head.starts_with("let") {
                    body.find(";\n").unwrap_or(body.len())
                } else {
                    function_around(text, at + 3).len()
                };
                found.extend(given(&body[..end]));
                found.extend(handed_on(all, place, &body[..end], "code", name));
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// What the calls in a function give that get the code by this name.
fn handed_on(all: &[(String, String)], path: &str, function: &str, bound: &str, itself: &str) -> Names {
    let mut found = Names::new();
    for (place, _) in function.match_indices(bound) {
        if let Some((name, _)) = call_around(function, place).filter(|(name, _)| !name.is_empty() && *name != itself) {
            found.extend(helper(all, path, name));
        }
    }
    found
}

/// What a place that names a code gives to its message, or nothing when the place only asks for the code.
fn constructed(all: &[(String, String)], path: &str, text: &str, at: usize, end: usize) -> Option<Names> {
    let (before, after) = (text[..at].trim_end(), text[end..].trim_start());
    let asks = before.ends_with('|') && !before.ends_with("||") || before.ends_with("==") || before.ends_with("!=");
    if asks || after.starts_with("=>") || after.starts_with('|') {
        return None;
    }
    let (name, open) = call_around(text, at).unwrap_or(("", at));
    match name {
        "Some" | "matches!" | "assert_eq!" => None,
        "new" => {
            let mut found = chained(text, closed(text, open));
            // Facts that are folded into it.
            if let Some((_, around)) = call_around(text, open).filter(|(name, _)| *name == "fold") {
                found.extend(given(&text[around..closed(text, around)]));
            }
            // Facts that are added to the same name later in the function.
            let statement = text[..open].rfind([';', '{', '}']).map_or(0, |n| n + 1);
            if let Some(bound) = text[statement..open].trim_start().strip_prefix("let ") {
                let bound = bound.trim_start_matches("mut ").split([' ', ':']).next().unwrap();
                let function = function_around(text, at);
                for (place, _) in function.match_indices(&format!("{bound}.with(")) {
                    found.extend(chained(function, place + bound.len()));
                }
            }
            Some(found)
        }
        // A code by itself becomes a refusal without facts.
        "Err" | "ok_or" | "unwrap_or" | "then_some" => Some(Names::new()),
        _ if after.starts_with(".into()") || after.starts_with(")?") => Some(Names::new()),
        // A value that flows on: what the function gives, itself and by the helpers that it hands the code to.
        "" => {
            let function = function_around(text, at);
            let statement = text[..at].rfind("let ").map_or("", |n| &text[n + 4..at]);
            let bound = statement.split([' ', ':', '=']).next().unwrap_or("code");
            let mut found = given(function);
            found.extend(handed_on(all, path, function, bound, ""));
            Some(found)
        }
        name => {
            let mut found = chained(text, closed(text, open));
            found.extend(helper(all, path, name));
            Some(found)
        }
    }
}

/// The codes that come from the database, by the names of its constraints and by its triggers.
fn raised_by_the_database() -> BTreeSet<&'static str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    found.extend(CONSTRAINTS.iter().filter_map(|c| match c.meaning {
        Meaning::Refuse(code) => Some(code.key()),
        Meaning::Again => None,
    }));
    for folder in ["migration/src/sql/sqlite", "migration/src/sql/postgres"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let sql = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for key in sql.split("xinbu:").skip(1) {
                let key: String = key.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
                found.extend(Code::ALL.iter().find(|c| c.key() == key).map(|c| c.key()));
            }
        }
    }
    found
}

#[test]
fn every_refusal_gives_what_its_message_names() {
    let (all, messages) = (sources(), messages::<ZhCnFiles>());
    let codes: BTreeMap<String, Code> = Code::ALL.iter().map(|c| (format!("{c:?}"), *c)).collect();
    let (mut seen, mut lacking) = (0, Vec::new());
    for (path, text) in all.iter().filter(|(p, _)| !p.ends_with("domain/refusal.rs") && !p.contains("kernel/error")) {
        for (at, _) in text.match_indices("Code::") {
            let name: String = text[at + 6..].chars().take_while(|c| c.is_alphanumeric()).collect();
            let Some(code) = codes.get(&name) else { continue };
            let Some(found) = constructed(&all, path, text, at, at + 6 + name.len()) else { continue };
            seen += 1;
            let needed = &messages[&format!("refusal-{}", code.key())];
            let missing: Vec<_> = needed.difference(&found).collect();
            if !missing.is_empty() {
                let line = text[..at].lines().count();
                lacking.push(format!("{path}:{line} {name} lacks {missing:?}"));
            }
        }
    }
    assert!(seen > 400, "only {seen} places make a refusal");
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn what_the_database_refuses_needs_no_facts() {
    let messages = messages::<ZhCnFiles>();
    let raised = raised_by_the_database();
    assert!(raised.len() > 15, "{raised:?}");
    for code in raised {
        let key = format!("refusal-{code}");
        let words = messages.get(&format!("{key}-bare")).unwrap_or(&messages[&key]);
        assert!(words.is_empty(), "{key} names {words:?}, which a constraint does not tell: give it -bare words");
    }
}

#[test]
fn every_notice_of_an_act_gives_what_its_message_names() {
    let messages = messages::<ZhCnFiles>();
    let (mut seen, mut lacking) = (0, Vec::new());
    for (path, text) in sources() {
        for call in ["Done::well(", "Done::with_warning("] {
            for (at, _) in text.match_indices(call) {
                let function = function_around(&text, at);
                let Some(key) = literal(&text[at + call.len()..]) else { continue };
                seen += 1;
                let mut found = chained(&text, closed(&text, at + call.len() - 1));
                found.extend(given(function));
                let missing: Vec<_> = messages[&key].difference(&found).collect();
                lacking.extend((!missing.is_empty()).then(|| format!("{path}: {key} lacks {missing:?}")));
            }
        }
    }
    assert!(seen > 40, "only {seen} notices");
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn a_message_with_variables_is_never_asked_for_without_them() {
    let messages = messages::<ZhCnFiles>();
    let (mut plain, mut filled) = (0, 0);
    for (path, text) in sources() {
        for (at, _) in text.match_indices(concat!(".", "t(\"")) {
            let key = literal(&text[at + 3..]).unwrap();
            plain += 1;
            assert!(messages[&key].is_empty(), "{path}: {key} names {:?}", messages[&key]);
        }
        for (at, _) in text.match_indices(concat!(".", "tv(")) {
            let Some(key) = literal(&text[at + 4..]) else { continue };
            filled += 1;
            // The facts stand in the call, or in a list that the same function makes.
            let function = function_around(&text, at);
            let found = messages[&key].iter().filter(|name| function.contains(&format!("\"{name}\"")));
            assert_eq!(found.count(), messages[&key].len(), "{path}: {key} names {:?}", messages[&key]);
        }
    }
    assert!(plain > 500 && filled > 100, "{plain} {filled}");
}

#[test]
fn every_word_that_a_fact_or_a_happening_names_exists() {
    let messages = messages::<ZhCnFiles>();
    let mut asked = Vec::new();
    for (path, text) in sources() {
        for rest in text.split("Fact::Message(").skip(1) {
            asked.extend(literal(rest).map(|key| (key, path.clone())));
        }
        // The page of a batch and the one of an application show what happened by the command's name.
        for rest in text.split("const NAME: &'static str = \"batch.").skip(1) {
            asked.push((format!("finance-event-batch-{}", rest.split('"').next().unwrap()), path.clone()));
        }
        for rest in text.split("prepared(cx,").skip(1) {
            match rest.split(')').next().unwrap().split('"').nth(1) {
                Some(event) => asked.push((format!("firm-event-{event}"), path.clone())),
                // Called as the acts of the file are, of those who prepare.
                None => {
                    let acts = text.split("const NAME: &'static str = \"application.").skip(1);
                    let prepare = acts.filter(|act| act.split("Output").next().unwrap().contains("PREPARERS"));
                    let events = prepare.map(|act| act.split('"').next().unwrap());
                    asked.extend(events.map(|event| (format!("firm-event-{event}"), path.clone())));
                }
            }
        }
    }
    assert!(asked.len() > 12, "{asked:?}");
    for (key, path) in asked {
        assert!(messages.contains_key(&key), "{path}: {key}");
    }
}
