//! Why a TOML or JSON text that a person wrote cannot be taken: the line, what stands there and what is wrong with it.
//!
//! The libraries say it in English and in terms of their types. What serde tells in its fixed sentences is told again in
//! the reader's language; of everything else the place is what helps.

use crate::refusal::{Code, Fact, Refusal};

/// Most characters of a line that are shown.
const SHOWN: usize = 60;

/// Why a TOML text cannot be taken.
pub fn toml(text: &str, error: &toml::de::Error) -> Fact {
    let at = error.span().map_or(0, |span| span.start);
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count();
    why(line, text.lines().nth(line).unwrap_or_default(), error.message())
}

/// Why a JSON text cannot be taken; of a long line the part that ends where reading stopped.
pub fn json(text: &str, error: &serde_json::Error) -> Fact {
    let line = error.line().saturating_sub(1);
    let found = text.lines().nth(line).unwrap_or_default();
    let read: usize = found.bytes().take(error.column()).filter(|byte| byte & 0xC0 != 0x80).count();
    let shown: String = found.chars().take(read).skip(read.saturating_sub(SHOWN)).collect();
    why(line, &shown, &error.to_string())
}

/// Why a JSON file that was read piece by piece cannot be taken; its text is gone, so line and column stand for it.
pub fn json_place(error: &serde_json::Error) -> Fact {
    let place = format!("{}:{}", error.line(), error.column());
    why(error.line().saturating_sub(1), &place, &error.to_string())
}

fn why(line: usize, shown: &str, message: &str) -> Fact {
    let shown: String = shown.trim().chars().take(SHOWN).collect();
    let line = i64::try_from(line).unwrap_or(i64::MAX).saturating_add(1);
    let refusal = Refusal::new(Code::TextMalformed).with("line", Fact::Count(line));
    let refusal = refusal.with("text", Fact::Text(if shown.is_empty() { "…".to_owned() } else { shown }));
    Fact::Because(Box::new(refusal.with("why", sentence(message))))
}

/// The fixed sentences of `serde::de::Error`, with the names that they quote.
fn sentence(message: &str) -> Fact {
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let about = |key: &str, names: Vec<String>| {
        let names: Vec<Fact> = names.into_iter().map(Fact::Text).collect();
        Fact::List(std::iter::once(Fact::Message(key.to_owned())).chain(names).collect())
    };
    let first = |key: &str, name: Option<String>| Fact::About(key.to_owned(), name.unwrap_or_default());
    if message.starts_with("missing field") {
        first("malformed-missing", quoted.next())
    } else if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        let name = quoted.next();
        match quoted.collect::<Vec<_>>() {
            allowed if allowed.is_empty() => first("malformed-unknown", name),
            allowed => Fact::List(vec![first("malformed-unknown", name), about("malformed-allowed", allowed)]),
        }
    } else if message.starts_with("duplicate") {
        first("malformed-twice", quoted.next())
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        Fact::Message("malformed-kind".to_owned())
    } else if message.starts_with("invalid length") {
        Fact::Message("malformed-length".to_owned())
    } else if message.starts_with("EOF") {
        Fact::Message("malformed-end".to_owned())
    } else {
        Fact::Message("malformed-other".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Wanted {
        name: String,
        count: i64,
    }

    fn told(fact: &Fact) -> String {
        let Fact::Because(refusal) = fact else { panic!("{fact:?}") };
        format!("{:?}", refusal.facts)
    }

    #[test]
    fn a_toml_text_that_is_not_taken_names_line_text_and_fault() {
        let fault = |text: &str| told(&toml(text, &::toml::from_str::<Wanted>(text).unwrap_err()));
        for (text, line, words) in [
            ("name = \"a\"\ncount = \"b\"\n", 2, "malformed-kind"),
            ("name = \"a\"\n", 1, "malformed-missing\", \"count"),
            ("name = \"a\"\ncount = 1\ncolour = 2\n", 3, "malformed-unknown\", \"colour"),
            ("name = \"a\"\ncount = \n", 2, "malformed-other"),
        ] {
            let told = fault(text);
            assert!(told.contains(words) && told.contains(&format!("Count({line})")), "{text}: {told}");
        }
        let unknown = fault("name = \"a\"\ncount = 1\ncolour = 2\n");
        assert!(unknown.contains("Text(\"name\"), Text(\"count\")"), "what would be right: {unknown}");
    }

    #[test]
    fn a_json_text_that_is_not_taken_shows_where_reading_stopped() {
        let fault = |text: &str| told(&json(text, &serde_json::from_str::<Wanted>(text).unwrap_err()));
        let told = fault("{\"name\": \"补贴\", \"count\": \"x\"}");
        assert!(told.contains("malformed-kind") && told.contains("补贴"), "{told}");
        assert!(fault("{\"name\": ").contains("malformed-end"));
        assert!(fault("{\"name\": \"a\", \"name\": \"b\"}").contains("malformed-twice\", \"name"));
        assert!(fault("{\n\"name\" \"a\"}").contains("Count(2)"));
    }
}
