//! The shape of what was sent, as each form declares it: how long a text may be, which numbers there are. What a form means is
//! the act's to say.

use domain::refusal::{Code, Fact, Refusal};
use validator::{Validate, ValidationErrors};

/// Holds a form to what it declares.
///
/// # Errors
/// [`Code::TextTooLong`], [`Code::CountMalformed`] at each field, by name.
pub(in crate::web) fn hold(form: &impl Validate) -> Result<(), Vec<Refusal>> {
    form.validate().map_err(|found| refusals(&found))
}

fn refusals(found: &ValidationErrors) -> Vec<Refusal> {
    let mut refusals: Vec<(String, Refusal)> = Vec::new();
    for (field, errors) in found.field_errors() {
        refusals.extend(errors.first().map(|error| {
            let number = |name: &str| error.params.get(name).and_then(serde_json::Value::as_i64);
            let refusal = match number("max").filter(|_| error.code == "length") {
                Some(max) => Refusal::new(Code::TextTooLong).with("max", Fact::Count(max)),
                None => {
                    let value = error.params.get("value").map_or_else(String::new, ToString::to_string);
                    Refusal::new(Code::CountMalformed).with("value", Fact::Text(value.chars().take(40).collect()))
                }
            };
            (field.to_string(), refusal.at_field(&field))
        }));
    }
    refusals.sort_by(|a, b| a.0.cmp(&b.0));
    refusals.into_iter().map(|(_, refusal)| refusal).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Validate)]
    struct Form {
        #[validate(range(min = 0))]
        version: i64,
        #[validate(length(max = 3))]
        reason: String,
    }

    #[test]
    fn each_field_is_held_to_its_shape() {
        let held = |version, reason: &str| {
            let found = hold(&Form { version, reason: reason.to_owned() }).err().unwrap_or_default();
            found.into_iter().map(|r| (r.code, r.field.unwrap_or_default())).collect::<Vec<_>>()
        };
        assert!(held(0, "同意了").is_empty(), "characters are counted and not bytes");
        let too_long = (Code::TextTooLong, "reason".to_owned());
        assert_eq!(held(-1, "不同意了"), [too_long, (Code::CountMalformed, "version".to_owned())]);
    }
}
