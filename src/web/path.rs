//! Addresses of pages, so that a link cannot be mistyped.

/// A path with a query; parameters without a value are left out.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let kept = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// An application as the firm works on it.
pub fn application(number: &str) -> String {
    format!("/applications/{number}")
}

/// A case as reviewers work on it.
pub fn review(number: &str) -> String {
    format!("/review/{number}")
}

/// A call as administrators keep it.
pub fn call(number: &str) -> String {
    format!("/calls/manage/{number}")
}

/// A proposal to open or to change a call.
pub fn call_proposal(number: &str) -> String {
    format!("/calls/proposals/{number}")
}

/// The division of a call.
pub fn division(call: &str) -> String {
    format!("/divisions/{call}")
}

/// A public notice.
pub fn notice(number: &str) -> String {
    format!("/notices/{number}")
}

/// A payment batch.
pub fn batch(number: &str) -> String {
    format!("/batches/{number}")
}

/// A bank statement.
pub fn statement(number: &str) -> String {
    format!("/statements/{number}")
}

/// A scheme version.
pub fn scheme(id: &str, version: &str) -> String {
    let part = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("/schemes/{}/{}", part(id), part(version))
}

/// A version of a procedure, by the name that calls and cases keep.
pub fn procedure(name: &str) -> String {
    format!("/procedures/{name}")
}

/// A file of own records that was reported outward.
pub fn export(id: domain::id::CreditExportId) -> String {
    format!("/credit/exports/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_escaped_and_empty_values_are_left_out() {
        assert_eq!(with_query("/x", &[("q", "手续费 & a"), ("line", "")]), "/x?q=%E6%89%8B%E7%BB%AD%E8%B4%B9+%26+a");
        assert_eq!(with_query("/x", &[("line", "")]), "/x");
    }
}
