//! Formats that people and programs give to cells, and what they make of a number.

use proptest::prelude::*;

use super::*;

/// The cell that a format makes of a number; `None` for a date.
fn cell(format: &str, stored: &str) -> Option<Cell> {
    let stored = Stored::of(&format!("{:.14e}", stored.parse::<f64>().unwrap()));
    match NumberFormat::read(format).meaning(&stored) {
        Meaning::Date => None,
        Meaning::Cell(cell) => Some(cell),
    }
}

fn number(text: &str) -> Option<Cell> {
    Some(Cell::Number { text: text.to_owned(), lossy: false })
}

fn text(words: &str) -> Option<Cell> {
    Some(Cell::Text(words.to_owned()))
}

/// What is shown and the words around it.
fn formatted(format: &str, stored: &str) -> (String, Option<String>) {
    match cell(format, stored) {
        Some(Cell::Formatted(formatted)) => (formatted.shown, formatted.words),
        other => panic!("{format} of {stored}: {other:?}"),
    }
}

#[test]
fn a_sign_of_per_cent_scales_only_where_it_is_no_word() {
    assert_eq!(cell("0.00%", "0.0125"), text("1.25%"));
    assert_eq!(cell("0%", "0.8"), text("80%"));
    for format in ["0.00\"%\"", "0.00\\%", "0.00!%", "0.00％", "[Red]0.00\"％\""] {
        assert_eq!(cell(format, "1.25"), text("1.25%"), "{format}");
    }
    assert_eq!(cell("0\"%\"", "80"), text("80%"));
    for format in ["0.0‰", "0.0\"‰\"", "0.0\\‰"] {
        assert_eq!(cell(format, "2.5"), text("2.5‰"), "{format}");
    }
    assert_eq!(formatted("0.00%\"%\"", "0.0125"), ("1.25%%".to_owned(), None));
}

#[test]
fn the_section_is_that_of_the_number() {
    assert_eq!(cell("0.00;-0.00%", "1.25"), number("1.25"), "a positive section without the sign");
    assert_eq!(cell("0.00;-0.00%", "-0.0125"), text("-1.25%"));
    assert_eq!(cell("[<1]0.00%;0.00", "0.8"), text("80%"));
    assert_eq!(cell("[<1]0.00%;0.00", "80"), number("80"));
    assert_eq!(cell("[>=10000]0!.0,\"万\";0", "5000"), number("5000"));
    assert_eq!(formatted("[>=10000]0!.0,\"万\";0", "590000"), ("59.0万".to_owned(), None));
    assert_eq!(cell("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0"), number("0"));
    assert_eq!(cell("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1234.5"), number("1234.5"));
    assert_eq!(cell("#,##0.00_);[Red](#,##0.00)", "-5"), number("-5"));
    assert_eq!(formatted("0;-0;;@", "0"), (String::new(), None), "a hidden number is not read");
    assert_eq!(formatted(";;;", "7"), (String::new(), None));
}

#[test]
fn words_and_scales_around_a_number_are_told() {
    assert_eq!(formatted("0.00\"万元\"", "59"), ("59.00万元".to_owned(), Some("万元".to_owned())));
    assert_eq!(formatted("0\".\"0,\"万元\"", "590000"), ("59.0万元".to_owned(), None));
    assert_eq!(formatted("0\\.0,", "590000"), ("59.0".to_owned(), None));
    assert_eq!(formatted("#,##0,", "590000"), ("590".to_owned(), None));
    assert_eq!(formatted("#,##0.00,,", "590000000"), ("590.00".to_owned(), None));
    assert_eq!(formatted("$#,##0.00", "1234.5"), ("$1,234.50".to_owned(), Some("$".to_owned())));
    assert_eq!(formatted("[$¥-804]#,##0.00", "1234.5"), ("¥1,234.50".to_owned(), Some("¥".to_owned())));
    assert_eq!(formatted("[$USD] 0.00", "5"), ("USD 5.00".to_owned(), Some("USD".to_owned())));
    assert_eq!(formatted("0\"人\"", "42"), ("42人".to_owned(), Some("人".to_owned())));
    assert_eq!(formatted("00000", "123"), ("00123".to_owned(), Some(String::new())));
    assert_eq!(formatted("0000-000", "2025001"), ("2025-001".to_owned(), None));
    assert_eq!(formatted("h:mm", "0.5").1, None, "a time is no number");
    assert_eq!(formatted("[h]:mm:ss", "30").1, None);
}

#[test]
fn plain_formats_change_nothing() {
    let plain = [
        "General",
        "G/通用格式",
        "0",
        "0.00",
        "#,##0",
        "#,##0.00",
        "#,##0.00####",
        "0.00E+00",
        "# ?/?",
        "@",
        "[DBNum1][$-804]General",
        "[$-F400]0.00",
        "",
        "+0.00;-0.00",
        "0.00_ ",
        "#,##0.00;[Red]-#,##0.00",
    ];
    for format in plain {
        assert_eq!(cell(format, "9468.03"), number("9468.03"), "{format}");
    }
}

#[test]
fn dates_of_every_locale_are_dates() {
    let dates = [
        "yyyy-mm-dd",
        "yyyy/m/d",
        "mm-dd-yy",
        "yyyy\"年\"m\"月\"d\"日\"",
        "[$-804]aaaa",
        "[$-404]e/m/d",
        "aaa",
        "dddd",
        "[$-F800]dddd, mmmm dd, yyyy",
        "[<45000]yyyy-mm-dd;yyyy/m/d",
        "yyyy-mm-dd;@",
        "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"",
        "yyyy/m/d h:mm:ss.000",
        "m/d/yy h:mm",
        "mmm-yy",
        "[$-411]ggge\"年\"m\"月\"d\"日\"",
        "yyyy-mm-dd hh:mm AM/PM",
        "[ENG][$-409]d\\-mmm\\-yy",
    ];
    for format in dates {
        assert_eq!(cell(format, "45660"), None, "{format}");
    }
    for format in ["0.00 USD", "0.00\"d\"", "General", "0\"天\"", "0.00E+00", "h:mm:ss"] {
        assert!(cell(format, "45660").is_some(), "{format}");
    }
}

#[test]
fn a_text_section_says_what_a_text_cell_shows() {
    assert_eq!(NumberFormat::read("@").text("80"), "80");
    assert_eq!(NumberFormat::read("@\"万元\"").text("59"), "59万元");
    assert_eq!(NumberFormat::read("0.00;-0.00;0;\"编号\"@").text("7"), "编号7");
    assert_eq!(NumberFormat::read("0.00").text("59"), "59");
}

#[test]
fn stored_numbers_are_decimal() {
    for (scientific, plain) in [
        ("9.46803000000000e3", "9468.03"),
        ("-1.2345675e6", "-1234567.5"),
        ("1.00000000000000e-6", "0.000001"),
        ("0.00000000000000e0", "0"),
        ("42e0", "42"),
        ("-0e0", "0"),
        ("0012.50e0", "12.5"),
    ] {
        assert_eq!(Stored::of(scientific).plain(), plain);
    }
    assert!(Stored::of("6.22200123456789e18").is_lossy());
}

proptest! {
    #[test]
    fn no_format_panics(format in "[0#?.,%\"\\\\!_*@;\\[\\]$a-zA-Z<>=年万元‰ ()-]{0,24}", value in any::<f64>().prop_filter("finite", |v| v.is_finite())) {
        let read = NumberFormat::read(&format);
        let _ = read.meaning(&Stored::of(&format!("{value:.14e}")));
        let _ = read.text("x");
    }

    /// With a format that only gives digits, the cell is the number that is stored.
    #[test]
    fn digits_alone_change_no_amount(fen in 0i64..999_999_999_999_999, format in prop::sample::select(vec!["0.00", "#,##0.00", "General", "0", "#,##0.00_ "])) {
        let written: f64 = format!("{}.{:02}", fen / 100, fen % 100).parse().unwrap();
        let expected = format!("{}.{:02}", fen / 100, fen % 100);
        let expected = expected.trim_end_matches('0').trim_end_matches('.').to_owned();
        let stored = Stored::of(&format!("{written:.14e}"));
        let found = NumberFormat::read(format).meaning(&stored);
        prop_assert_eq!(found, Meaning::Cell(Cell::Number { text: expected, lossy: false }));
    }
}
