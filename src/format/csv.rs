//! CSV that people and platforms take: UTF-8 with the mark that spreadsheets need, every cell quoted, and no cell that a
//! spreadsheet takes for a formula.

/// Rows as CSV, headings first.
pub fn csv<Row, Cell>(rows: impl IntoIterator<Item = Row>) -> String
where
    Row: IntoIterator<Item = Cell>,
    Cell: AsRef<str>,
{
    let mut out = String::from('\u{feff}');
    for row in rows {
        for (place, text) in row.into_iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            out.push_str(&cell(text.as_ref()));
        }
        out.push_str("\r\n");
    }
    out
}

fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\"");
        for start in ["+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(cell(start).starts_with("\"'"), "{start}");
        }
        assert_eq!(cell("江临市担保公司"), "\"江临市担保公司\"");
        assert_eq!(cell("1234.56"), "\"1234.56\"");
    }

    #[test]
    fn rows_begin_with_the_mark_and_end_with_a_line() {
        assert_eq!(csv([["a", "b"], ["1", "x,\"y\""]]), "\u{feff}\"a\",\"b\"\r\n\"1\",\"x,\"\"y\"\"\"\r\n");
    }
}
