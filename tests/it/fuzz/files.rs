//! Files from outside, broken by chance: schedules, lists of records, bank statements, payment files, manifests of copies.

use domain::identifier::{AccountNumber, Cnaps};
use domain::money::{Currency, Fen};
use domain::scheme::Scheme;
use serde_json::json;
use xinbu::format::pain001::{CreditTransfer, Party, PaymentFile, read_back, write};
use xinbu::format::schedule::read_schedule;
use xinbu::format::statement;

use super::{fuzz, texts, workbook};
use crate::support::chance::{Chance, from_env};

#[test]
fn schedules_as_csv_and_as_workbooks() {
    let scheme = Scheme::load(include_str!("../../../src/schemes/cq-2022-19/1.toml")).unwrap();
    let rows: Vec<_> = (1..4).map(crate::support::schedule::Row::contract).collect();
    let csv = crate::support::schedule::csv(&scheme.template, &rows);
    let with_errors = include_bytes!("../../../src/demo/data/guarantee-schedule-with-errors.csv");
    let read = |bytes: &[u8], name: &str| match read_schedule(bytes, name, &scheme.template, |_| ()) {
        Ok(reading) => reading.found.problems.into_iter().map(|p| p.refusal).collect(),
        Err(refusal) => vec![refusal],
    };
    fuzz("schedules as CSV", &[csv, with_errors[..4_000].to_vec()], 1, |bytes| read(bytes, "schedule.csv"));
    let book = workbook::small(&scheme.template, &rows);
    assert!(read(&book, "schedule.xlsx").is_empty(), "{:?}", read(&book, "schedule.xlsx"));
    fuzz("workbooks broken from outside", std::slice::from_ref(&book), 2, |bytes| read(bytes, "schedule.xlsx"));
    let mut chance = Chance::new(from_env("XINBU_SEED").unwrap_or(1));
    fuzz("workbooks broken inside", std::slice::from_ref(&book), 2, |_| {
        read(&workbook::broken_inside(&mut chance, &book), "schedule.xlsx")
    });
}

#[test]
fn bank_statements() {
    use crate::support::bank::Line;
    let lines = [
        Line::Funding(100_000),
        Line::Paid("E2E1", 500, "甲", "6222001111111111"),
        Line::Returned("E2E1", 500, "AC03"),
        Line::Charge(7),
    ];
    let own = crate::support::bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines);
    let sample = include_str!("../../../src/demo/data/statement-sample.xml");
    let mt940 = include_bytes!("../../cases/public-faults/st16-mt940-pays-and-returns.tpl.sta");
    fuzz("bank statements MT940", &[mt940.to_vec()], 1, |bytes| {
        statement::read(bytes, chrono_tz::Asia::Shanghai).err().into_iter().collect()
    });
    fuzz("bank statements", &[own.into_bytes(), sample.as_bytes()[..sample.len().min(8_000)].to_vec()], 1, |bytes| {
        statement::read(bytes, chrono_tz::Asia::Shanghai).err().into_iter().collect()
    });
}

#[test]
fn payment_files_read_back() {
    let party = |name: &str, account: &str| Party {
        name: name.to_owned(),
        account: AccountNumber::parse(account).unwrap(),
        bank: Cnaps::parse("102100099996").unwrap(),
    };
    let payment = |n: u32| CreditTransfer {
        end_to_end_id: format!("E2E{n}"),
        amount: Fen::new(i64::from(n) * 12_345),
        creditor: party("江临市甲担保有限公司", "6222001111111111"),
        remittance: "补贴".to_owned(),
    };
    let file = PaymentFile {
        message_id: "M1".to_owned(),
        created: "2026-03-09T09:00:00+08:00".parse().unwrap(),
        initiating_party: "东岭省".to_owned(),
        execution_date: "2026-03-09".parse().unwrap(),
        debtor: party("东岭省财政专户", "4300001234567890"),
        currency: Currency::Cny,
        payments: (1..3).map(payment).collect(),
    };
    let bytes = write(&file).unwrap();
    fuzz("payment files", &[bytes], 1, |bytes| read_back(bytes).err().into_iter().collect());
}

#[test]
fn the_manifest_of_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = json!({
        "form": 1, "program": "0.1.0", "taken_at": "2026-03-09T01:00:00Z", "database": "sqlite", "file": "xinbu.db", "bytes": 4096,
        "sha256": "0".repeat(64), "contents": { "schema": "m1", "tables": { "person": { "rows": 3 } } }
    });
    fuzz("manifests", &[manifest.to_string().into_bytes()], 1, |bytes| {
        // Its file has this name in every copy.
        std::fs::write(folder.path().join("manifest.json"), bytes).unwrap();
        xinbu::service::backup::Manifest::read(folder.path()).err().into_iter().collect()
    });
}

#[test]
fn lists_of_credit_records() {
    use domain::credit::list::List;
    let penalties = crate::support::app::PENALTIES;
    let mut examples = texts(&[penalties]);
    examples.extend(crate::support::app::OTHER_LISTS.iter().map(|(_, list)| list.as_bytes().to_vec()));
    examples.extend(texts(&[
        r#"[{"iname":"某地装饰有限公司","courtName":"某地法院","caseCode":"（2025）某执1号","publishDate":"2025-07-01","partyTypeName":1}]"#,
        r#"{"data":{"rows":[{"失信主体名称":"某公司","名单类别":"拖欠工资","列入日期":"2026-01-10","列入决定机关":"某局"}]}}"#,
    ]));
    let template = List::Penalties.template();
    let now = "2026-11-23T04:00:00Z".parse().unwrap();
    fuzz("lists of records", &examples, 1, |bytes| {
        let mut refusals = Vec::new();
        match read_schedule(bytes, "list.csv", &template, |_| ()) {
            Ok(reading) => {
                for row in &reading.good {
                    refusals.extend(List::Penalties.row("CREDIT_PLATFORM", &row.values, now).err());
                }
                refusals.extend(reading.found.problems.into_iter().map(|p| p.refusal));
            }
            Err(refusal) => refusals.push(refusal),
        }
        refusals
    });
}
