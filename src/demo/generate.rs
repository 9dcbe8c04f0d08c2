//! Makes the demonstration files from their seed: the same bytes on every machine and every day.

use domain::refusal::Refusal;
use domain::scheme::Scheme;

use super::enterprise::Maker;
use super::random::Random;
use super::{bank, guarantee, insurance, lists, penalties, setup};
use crate::error::{Error, Fault};
use crate::service::scheme::embedded;

/// The seed of the committed files.
pub const SEED: u64 = 20_260_302;
/// Scheme of the guarantee company's application.
pub const GUARANTEE_SCHEME: &str = "cq-2022-19";
/// Scheme of the insurers' applications.
pub const INSURANCE_SCHEME: &str = "tci-2009";

/// What stands above the set-up.
const SETUP_HEAD: &str = "# 演示用的初始化文件：机构、账户、预算指标、单位、人员（xinbu setup setup.toml）。\n\
    # The set-up of the demonstration; write your own in the same form.\n\n";

/// A file of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Makes every file.
///
/// # Errors
/// A fault when a scheme is missing; what a writer refuses.
pub fn files(seed: u64) -> Result<Vec<File>, Error> {
    let (guarantee_scheme, insurance_scheme) = (scheme(GUARANTEE_SCHEME)?, scheme(INSURANCE_SCHEME)?);
    let (mut random, mut maker) = (Random::new(seed), Maker::default());
    let contracts = guarantee::contracts(&mut random, &mut maker)?;
    let mut out = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>| out.push(File { name, bytes });
    add("guarantee-schedule.xlsx".to_owned(), guarantee::schedule(&guarantee_scheme.template, &contracts)?);
    let wrong = guarantee::with_errors(&guarantee_scheme.template, &contracts)?;
    add("guarantee-schedule-with-errors.csv".to_owned(), wrong);
    for (key, bytes) in insurance::schedules(&mut random, &mut maker, &insurance_scheme.template)? {
        add(format!("premium-schedule-{key}.xlsx"), bytes);
    }
    add("penalties-双公示.csv".to_owned(), penalties::file(&mut random, &mut maker, &contracts)?);
    for (name, bytes) in lists::files()? {
        add(name, bytes);
    }
    let setup = toml::to_string(&setup::setup()?).map_err(|e| Fault::from_cause("the set-up cannot be written", e))?;
    add("setup.toml".to_owned(), format!("{SETUP_HEAD}{setup}").into_bytes());
    add("statement-sample.xml".to_owned(), bank::sample(true)?);
    add("statement-unbalanced.xml".to_owned(), bank::sample(false)?);
    Ok(out)
}

/// The program's scheme of an id.
///
/// # Errors
/// A fault when it is not in the program.
pub fn scheme(id: &str) -> Result<Scheme, Error> {
    for text in embedded()? {
        match Scheme::load(&text) {
            Ok(scheme) if scheme.id == id => return Ok(scheme),
            Ok(_) => {}
            Err(problems) => {
                let first: Option<Refusal> = problems.into_iter().next().map(|p| p.refusal);
                return Err(first.map_or_else(|| Fault::new("a scheme does not load").into(), Error::from));
            }
        }
    }
    Err(Fault::new(format!("the scheme {id} is not in the program")).into())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use domain::calculation::{Facts, InputRow, calculate};
    use domain::money::Fen;
    use domain::template::Value;

    use super::*;
    use crate::format::schedule::{ScheduleReading, read_schedule};
    use crate::format::statement;

    fn made(name: &str) -> Vec<u8> {
        files(SEED).unwrap().into_iter().find(|f| f.name == name).unwrap().bytes
    }

    fn read(name: &str, scheme: &Scheme) -> ScheduleReading {
        read_schedule(&made(name), name, &scheme.template, |_| ()).unwrap()
    }

    fn rows(reading: &ScheduleReading) -> Vec<InputRow> {
        reading.good.iter().map(|r| InputRow { values: r.values.clone(), struck: false }).collect()
    }

    #[test]
    fn the_committed_files_are_those_of_the_seed() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/demo/data"));
        let made = files(SEED).unwrap();
        assert_eq!(made, files(SEED).unwrap());
        for file in &made {
            let committed = std::fs::read(folder.join(&file.name)).unwrap();
            assert!(committed == file.bytes, "{} is not what `xinbu demo-data src/demo/data` makes", file.name);
        }
        let count = std::fs::read_dir(folder).unwrap().count();
        assert_eq!(count, made.len(), "a file in {} has no maker", folder.display());
    }

    #[test]
    fn the_guarantee_schedule_has_1284_good_rows_and_an_interesting_share() {
        let scheme = scheme(GUARANTEE_SCHEME).unwrap();
        let reading = read("guarantee-schedule.xlsx", &scheme);
        assert!(reading.is_clean(), "{:?}", reading.found.problems.first());
        assert!(reading.unknown_columns.is_empty());
        assert_eq!((reading.found.rows, reading.header_row, reading.total_lines.len()), (1_284, 2, 1));
        let facts: Facts = [("government_owned".to_owned(), Value::Flag(true))].into_iter().collect();
        let result = calculate(&scheme, &facts, &rows(&reading), &domain::calculation::Context::default()).unwrap();
        assert_eq!(result.counts.faults, 0);
        assert!(result.counts.ineligible > 60 && result.counts.ineligible < 160, "{:?}", result.counts);
        let share = result.figures.iter().find(|f| f.name == "small_share").unwrap();
        let domain::calculation::FigureValue::Number(share) = share.value else { panic!("no share") };
        let percent = share.times(domain::money::Exact::ratio(100, 1).unwrap()).unwrap();
        let percent = domain::money::text::decimal(percent, 2, 2);
        assert!(percent.starts_with("85.") || percent.starts_with("86."), "{percent}");
        assert!(result.caps.is_empty(), "the firm's cap should not hide the lines' amounts: {:?}", result.caps);
    }

    #[test]
    fn the_file_with_errors_has_every_kind() {
        let scheme = scheme(GUARANTEE_SCHEME).unwrap();
        let reading = read("guarantee-schedule-with-errors.csv", &scheme);
        assert!(reading.header_problems.is_empty());
        let codes: std::collections::BTreeSet<&str> =
            reading.found.problems.iter().map(|p| p.refusal.code.key()).collect();
        for code in [
            "uscc-check-digit",
            "uscc-malformed",
            "identifier-as-number",
            "amount-unit",
            "amount-decimals",
            "amount-malformed",
            "date-malformed",
            "field-required",
            "choice-unknown",
            "rate-malformed",
            "flag-malformed",
            "count-malformed",
            "key-doubled",
        ] {
            assert!(codes.contains(code), "{code} is missing among {codes:?}");
        }
        assert_eq!((reading.found.rows, reading.found.good_rows), (60, 45));
    }

    #[test]
    fn fifteen_enterprises_get_2_010_000_yuan() {
        let scheme = scheme(INSURANCE_SCHEME).unwrap();
        let mut total = Fen::ZERO;
        let mut codes = std::collections::BTreeSet::new();
        for insurer in &insurance::INSURERS {
            let reading = read(&format!("premium-schedule-{}.xlsx", insurer.key), &scheme);
            assert!(reading.is_clean(), "{:?}", reading.found.problems.first());
            let result =
                calculate(&scheme, &Facts::new(), &rows(&reading), &domain::calculation::Context::default()).unwrap();
            assert_eq!(result.counts.paid, result.counts.lines);
            total = total.plus(result.total).unwrap();
            codes.extend(reading.good.iter().map(|r| format!("{:?}", r.values[scheme.beneficiary.uscc])));
        }
        assert_eq!((total, codes.len()), (Fen::new(201_000_000), 15));
    }

    #[test]
    fn one_statement_balances_and_the_other_does_not() {
        let reasons = |name| statement::read(&made(name), crate::config::ZONE).unwrap().reasons();
        assert_eq!(reasons("statement-sample.xml"), [vec![]]);
        let unbalanced = reasons("statement-unbalanced.xml");
        assert_eq!(unbalanced[0].iter().map(|r| r.key()).collect::<Vec<_>>(), ["unbalanced"]);
    }
}
