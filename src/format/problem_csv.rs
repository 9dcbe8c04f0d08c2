//! The problems of a file as a table that opens in a spreadsheet: row, column, what was found, what is wrong with it.

use domain::import_row::CellProblem;
use domain::refusal::Refusal;

use super::csv::csv;

/// The report. The words of headings and messages come from whoever knows the reader's language.
pub fn problem_csv(headings: [&str; 4], problems: &[CellProblem], message: impl Fn(&Refusal) -> String) -> Vec<u8> {
    let rows = problems.iter().map(|problem| {
        let column = format!("{} {}", problem.letter, problem.heading);
        [problem.row.to_string(), column.trim().to_owned(), problem.found.clone(), message(&problem.refusal)]
    });
    csv(std::iter::once(headings.map(str::to_owned)).chain(rows)).into_bytes()
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
