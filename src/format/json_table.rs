//! A table out of JSON objects, as an array or one object a line: written as delimited text with the names of the members
//! as headings, so that one reader checks every format. The first object is row 2, below the headings.

use std::collections::BTreeMap;

use domain::refusal::{Code, Fact, Refusal};
use serde_json::Value;

/// Longer numbers are identifiers that some program took for numbers; digits may be lost already.
const SAFE_DIGITS: usize = 15;

/// The delimited text of a JSON file; nothing for a file that is not JSON.
///
/// # Errors
/// [`Code::FileBroken`] with the place; [`Code::FileEmpty`]; [`Code::IdentifierAsNumber`] for a number of more than 15
/// digits.
pub fn as_delimited(bytes: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let rows: Vec<BTreeMap<String, Value>> = match bytes.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'[') => serde_json::from_slice(bytes).map_err(broken)?,
        Some(b'{') => {
            serde_json::Deserializer::from_slice(bytes).into_iter().collect::<Result<_, _>>().map_err(broken)?
        }
        _ => return Ok(None),
    };
    let mut headings: Vec<&str> = rows.iter().flat_map(BTreeMap::keys).map(String::as_str).collect();
    headings.sort_unstable();
    headings.dedup();
    if headings.is_empty() {
        return Err(Refusal::new(Code::FileEmpty));
    }
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&headings).map_err(broken)?;
    for row in &rows {
        let cells = headings.iter().map(|name| row.get(*name).map_or_else(|| Ok(String::new()), cell));
        out.write_record(cells.collect::<Result<Vec<_>, _>>()?).map_err(broken)?;
    }
    out.into_inner().map(Some).map_err(|e| broken(e.into_error()))
}

fn cell(value: &Value) -> Result<String, Refusal> {
    Ok(match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let text = number.to_string();
            if text.chars().filter(char::is_ascii_digit).count() > SAFE_DIGITS || text.contains(['e', 'E']) {
                return Err(Refusal::new(Code::IdentifierAsNumber).with("value", Fact::Text(text)));
            }
            text
        }
        other => other.to_string(),
    })
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    Refusal::new(Code::FileBroken).with("what", Fact::Text(error.to_string().chars().take(120).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_and_lines_become_the_same_table() {
        let wanted = "CF_NR,CF_NR_FK,CF_WSH\n\"警告,罚款\",0.2,\n,,江罚1号\n";
        let array = r#"[{"CF_NR":"警告,罚款","CF_NR_FK":0.2},{"CF_WSH":"江罚1号","CF_NR":null}]"#;
        let lines = "{\"CF_NR\":\"警告,罚款\",\"CF_NR_FK\":0.2}\n{\"CF_WSH\":\"江罚1号\"}\n";
        for text in [array, lines] {
            assert_eq!(as_delimited(text.as_bytes()).unwrap().unwrap(), wanted.as_bytes());
        }
        assert_eq!(as_delimited("名称,代码\n".as_bytes()).unwrap(), None);
    }

    #[test]
    fn a_broken_file_or_a_code_as_a_number_is_refused() {
        let code = |text: &str| as_delimited(text.as_bytes()).unwrap_err().code;
        assert_eq!(code(r#"[{"a":"1"}"#), Code::FileBroken);
        assert_eq!(code("[]"), Code::FileEmpty);
        assert_eq!(code(r#"{"CF_XDR_SHXYM":914301000000000000}"#), Code::IdentifierAsNumber);
    }
}
