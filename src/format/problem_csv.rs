//! The problems of a file as a table that opens in a spreadsheet: row, column, what was found, what is wrong with it.

use domain::import_row::CellProblem;
use domain::refusal::Refusal;

/// The report, with a byte order mark. The words of headings and messages come from whoever knows the reader's language.
pub fn problem_csv(headings: [&str; 4], problems: &[CellProblem], message: impl Fn(&Refusal) -> String) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    line(&mut out, headings);
    for problem in problems {
        let column = format!("{} {}", problem.letter, problem.heading);
        line(&mut out, [&problem.row.to_string(), column.trim(), &problem.found, &message(&problem.refusal)]);
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: [&str; 4]) {
    for (place, text) in cells.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        out.push_str(&cell(text));
    }
    out.push_str("\r\n");
}

/// A quoted cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use domain::refusal::Code;

    use super::*;

    #[test]
    fn a_problem_says_where_and_what_and_is_no_formula() {
        let problem = CellProblem {
            row: 7,
            column: Some(2),
            letter: "C".to_owned(),
            heading: "处罚决定日期".to_owned(),
            name: "decided".to_owned(),
            found: "=1+\"2\"".to_owned(),
            refusal: Refusal::new(Code::DateMalformed),
        };
        let whole = CellProblem { letter: String::new(), heading: String::new(), ..problem.clone() };
        let report = problem_csv(["行", "列", "内容", "问题"], &[problem, whole], |r| r.code.key().to_owned());
        let wanted = "\u{feff}\"行\",\"列\",\"内容\",\"问题\"\r\n\"7\",\"C 处罚决定日期\",\"'=1+\"\"2\"\"\",\"date-malformed\"\r\n\
                      \"7\",\"\",\"'=1+\"\"2\"\"\",\"date-malformed\"\r\n";
        assert_eq!(String::from_utf8(report).unwrap(), wanted);
    }
}
