//! A member that stands twice in one JSON object. A parser keeps one of the two and says nothing, and which one decides
//! whether a firm looks clean; so such an answer is not read at all.

use std::collections::BTreeSet;

/// What the scan is inside of.
enum Inside {
    Array,
    /// The keys so far, and whether the next string is a key.
    Object(BTreeSet<String>, bool),
}

/// The first repeated key of a text that is known to be JSON.
pub(super) fn repeated_key(json: &str) -> Option<String> {
    let mut around: Vec<Inside> = Vec::new();
    let mut rest = json.char_indices();
    while let Some((start, c)) = rest.next() {
        match c {
            '{' => around.push(Inside::Object(BTreeSet::new(), true)),
            '[' => around.push(Inside::Array),
            '}' | ']' => {
                around.pop();
            }
            ',' => {
                if let Some(Inside::Object(_, awaits_key)) = around.last_mut() {
                    *awaits_key = true;
                }
            }
            '"' => {
                let mut escaped = false;
                let end = rest.by_ref().find_map(|(at, c)| {
                    let ends = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends.then_some(at)
                })?;
                if let Some(Inside::Object(keys, awaits_key @ true)) = around.last_mut() {
                    *awaits_key = false;
                    let key: String = json.get(start..=end).and_then(|text| serde_json::from_str(text).ok())?;
                    if keys.contains(&key) {
                        return Some(key);
                    }
                    keys.insert(key);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_within_their_object_and_as_they_are_meant() {
        assert_eq!(repeated_key(r#"{"a":1,"b":{"a":2},"c":[{"a":3},{"a":"a"}],"d":"\",\"a\":"}"#), None);
        assert_eq!(repeated_key(r#"["a","a"]"#), None);
        assert_eq!(repeated_key(r#"{"total":0,"total":3}"#).as_deref(), Some("total"));
        assert_eq!(repeated_key(r#"{"x":[{"名":1,"\u540d":2}]}"#).as_deref(), Some("名"));
        assert_eq!(repeated_key(r#"{"a\\":1,"a":{},"a":[]}"#).as_deref(), Some("a"));
    }
}
