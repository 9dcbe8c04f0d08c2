//! Every case of every scheme of the library as a file through `xinbu calc`: the command pays what the case says, in the
//! scheme's own currency.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use domain::money::text::{Unit, decimal, parse, plain};
use domain::money::{Currency, Exact};
use domain::scheme::Scheme;
use domain::scheme::cases::CaseFile;
use domain::template::{Column, ColumnKind, Value};
use xinbu::format::template_xlsx::heading;

/// Longer cases say nothing more about a file.
const LINES: usize = 3_000;

/// A value as a firm writes it into its file.
fn written(column: &Column, value: &Value) -> String {
    let wan = |minor: Exact| decimal(minor.over(Exact::whole(1_000_000)).unwrap(), 0, 6);
    match (value, &column.kind) {
        (Value::Missing, _) => String::new(),
        (Value::Money(amount), ColumnKind::Money(Unit::TenThousand)) => wan(Exact::from(*amount)),
        (Value::Money(amount), _) => plain(*amount, column.currency),
        (Value::Rate(rate), _) => format!("{}%", decimal(rate.times(Exact::whole(100)).unwrap(), 0, 10)),
        (Value::Count(count), _) => count.to_string(),
        (Value::Date(day), _) => day.to_string(),
        (Value::Flag(flag), _) => if *flag { "是" } else { "否" }.to_owned(),
        (Value::Text(key), ColumnKind::Choice(choices)) => {
            choices.iter().find(|choice| choice.key == *key).unwrap().zh.clone()
        }
        (Value::Text(text), _) => text.clone(),
    }
}

#[test]
fn a_file_pays_what_the_case_says_for_every_scheme_of_the_library() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemes");
    let folder = tempfile::tempdir().unwrap();
    let (mut schemes, mut tried, mut foreign) = (0usize, 0usize, 0usize);
    for entry in std::fs::read_dir(library).unwrap() {
        let own = entry.unwrap().path();
        for toml in std::fs::read_dir(&own).unwrap().map(|file| file.unwrap().path()) {
            if toml.extension().is_none_or(|kind| kind != "toml") {
                continue;
            }
            let scheme = Scheme::load(&std::fs::read_to_string(&toml).unwrap()).unwrap();
            schemes += 1;
            let beside = domain::scheme::cases::file_names(&scheme.version).map(|name| own.join(name));
            let text = std::fs::read_to_string(beside.iter().find(|path| path.is_file()).unwrap()).unwrap();
            let file: CaseFile = serde_json::from_str(&text).unwrap();
            for case in &file.cases {
                // A file has no lines that were struck, no other applications and no earlier grants.
                let plain_case = case.applications.is_empty() && case.earlier.is_empty();
                let Some(expected) = case.expect.total.as_ref().filter(|_| plain_case) else { continue };
                let (_, rows) = case.inputs(&scheme).unwrap();
                if rows.len() > LINES || rows.iter().any(|row| row.struck) {
                    continue;
                }
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.write_record(scheme.template.columns.iter().map(|c| heading(c, tried % 2 == 0))).unwrap();
                for row in &rows {
                    let cells = scheme.template.columns.iter().zip(&row.values).map(|(c, v)| written(c, v));
                    writer.write_record(cells).unwrap();
                }
                let schedule = folder.path().join("schedule.csv");
                std::fs::write(&schedule, writer.into_inner().unwrap()).unwrap();
                let answers: BTreeMap<_, _> = case.facts.iter().chain(&case.parameters).collect();
                let facts = folder.path().join("facts.json");
                std::fs::write(&facts, serde_json::to_string(&answers).unwrap()).unwrap();
                let mut command = Command::new(env!("CARGO_BIN_EXE_xinbu"));
                command.env_remove("XINBU_DATABASE").args(["--lang", "zh", "calc", "--json"]);
                command.arg("--scheme").arg(&toml).arg("--schedule").arg(&schedule).arg("--facts").arg(&facts);
                if let Some(day) = case.filed_on {
                    command.args(["--filed-on", &day.to_string()]);
                }
                let output = command.output().unwrap();
                let name = format!("{}/{} {}", scheme.id, scheme.version, case.id);
                assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
                let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
                let amount = |text: &str| parse(text, Unit::Major, scheme.currency).unwrap();
                assert_eq!(amount(json["total"].as_str().unwrap()), amount(expected), "{name}");
                assert_eq!(json["currency"], scheme.currency.code(), "{name}");
                tried += 1;
                foreign += usize::from(scheme.currency != Currency::Cny);
            }
        }
    }
    assert!(schemes >= 28 && tried >= 60 && foreign >= 1, "{schemes} schemes, {tried} cases, {foreign} foreign");
}

#[test]
fn yen_are_printed_without_decimals_and_with_their_code() {
    let folder = tempfile::tempdir().unwrap();
    let scheme = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemes/jp-eiheiji/1.toml");
    let loaded = Scheme::load(&std::fs::read_to_string(&scheme).unwrap()).unwrap();
    let text = std::fs::read_to_string(scheme.with_file_name("cases.json")).unwrap();
    let file: CaseFile = serde_json::from_str(&text).unwrap();
    let case = &file.cases[0];
    let (_, rows) = case.inputs(&loaded).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(loaded.template.columns.iter().map(|c| c.title.zh.as_str())).unwrap();
    for row in &rows {
        writer.write_record(loaded.template.columns.iter().zip(&row.values).map(|(c, v)| written(c, v))).unwrap();
    }
    let schedule = folder.path().join("schedule.csv");
    std::fs::write(&schedule, writer.into_inner().unwrap()).unwrap();
    for (lang, unit) in [("zh", "补贴（JPY）"), ("en", "Subsidy (JPY)")] {
        let output = Command::new(env!("CARGO_BIN_EXE_xinbu"))
            .env_remove("XINBU_DATABASE")
            .args(["--lang", lang, "calc", "--scheme"])
            .arg(&scheme)
            .arg("--schedule")
            .arg(&schedule)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains(unit), "{said}");
        let total = case.expect.total.as_deref().unwrap();
        let total = domain::money::text::grouped(parse(total, Unit::Major, Currency::Jpy).unwrap(), Currency::Jpy);
        let words = if lang == "zh" { format!("{total} JPY") } else { format!("JPY {total}") };
        assert!(said.contains(&words), "{words}: {said}");
        assert!(!said.contains("CNY") && !said.contains('元'), "{said}");
    }
}

#[test]
fn a_line_below_zero_is_named_and_pays_nothing_and_takes_nothing_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let scheme = include_str!("../cases/schemes/negative-line.toml");
    std::fs::write(path("1.toml"), scheme).unwrap();
    let code = |n: u32| domain::identifier::Uscc::with_check_digit(&format!("91500000MA{n:07}")).unwrap();
    let csv =
        format!("企业,代码,合同号,保费（元）,退保费（元）\n甲,{},A-1,100,0\n乙,{},A-2,100,180\n", code(1), code(2));
    std::fs::write(path("s.csv"), csv).unwrap();
    let run = |extra: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xinbu"))
            .env_remove("XINBU_DATABASE")
            .args(extra)
            .args(["calc", "--scheme"])
            .arg(path("1.toml"))
            .arg("--schedule")
            .arg(path("s.csv"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let zh = run(&["--lang", "zh"]);
    assert!(zh.contains("算得负数，不予补贴") && zh.contains("50.00"), "{zh}");
    assert!(run(&["--lang", "en"]).contains("less than zero"));
    let refund = run(&["--lang", "zh"]);
    assert!(!refund.contains("规则 aid 无值"), "{refund}");
}
