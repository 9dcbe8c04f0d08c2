//! Text as people and programs write it.

/// Whether a text has only characters that NFKC leaves as they are beside any other, and that have no upper case beyond
/// ASCII: ASCII itself, the common Chinese characters, and the brackets of document numbers. Most texts of a list are of
/// this kind, and a look costs a tenth of the normalisation.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}' | '〔' | '〕' | '【' | '】'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    proptest! {
        #[test]
        fn plain_text_is_its_own_normal_form(text in "[ -~一-鿿〔〕【】]{0,40}") {
            prop_assert!(is_plain(&text));
            prop_assert_eq!(text.nfkc().collect::<String>(), text.clone());
            let upper: String = text.chars().flat_map(char::to_uppercase).collect();
            prop_assert_eq!(upper, text.to_ascii_uppercase());
        }
    }

    #[test]
    fn other_forms_are_not_plain() {
        for text in ["（有限）", "ＡＢ", "é", "㈱", "한", "ß", "\u{f900}", "a\u{301}"] {
            assert!(!is_plain(text), "{text}");
        }
    }
}
