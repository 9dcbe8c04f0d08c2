//! Lists of credit records through the import: every format and kind, the same file twice, full lists that remove.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta, Utc};
use domain::credit::list::List;
use domain::credit::matching::{Doubt, Match, compare, core_name};
use domain::credit::{FormerName, Party, Record, Stage, Subject, SubjectIndex};
use domain::refusal::Code;
use entity::credit_record;
use rust_xlsxwriter::Workbook;
use sea_orm::{ConnectionTrait as _, DatabaseBackend, EntityTrait as _, Statement, TransactionTrait as _};
use xinbu::clock::Clock;
use xinbu::error::Error;
use xinbu::i18n::Lang;
use xinbu::service::account::{actor_by_login, provision};
use xinbu::service::credit::import_records::{self as import, Imported, Mode, Options, dry_run, import_records};
use xinbu::service::credit::look_up::look_up;
use xinbu::service::credit::record_row;
use xinbu::service::credit::statement::Decide;
use xinbu::service::{App, bring_along};
use xinbu::store::Store;
use xinbu::store::credit::candidates::candidates;
use xinbu::store::credit::near;
use xinbu::store::credit::records;

use crate::support::app::{OTHER_LISTS, PENALTIES, code, setup};
use crate::support::client::{hidden, visible};
use crate::support::database::{Kind, with};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const SOURCE: &str = "CREDIT_PLATFORM";
const HEAD: &str = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚内容,处罚决定日期,处罚机关,失信严重程度";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So many penalties, numbered from `from` on.
fn penalties(from: u32, count: u32) -> String {
    let row = |n| format!("第{n}有限公司,,江罚〔2026〕{n}号,罚款,2026-01-10,江临市市场监督管理局,一般\n");
    format!("{HEAD}\n{}", (from..from + count).map(row).collect::<String>())
}

async fn take(app: &TestApp, source: &str, file: (&str, Vec<u8>), options: Options) -> Result<Imported, Error> {
    // Every import is a moment later than the one before.
    app.app.clock.advance(TimeDelta::minutes(1));
    import_records(&app.app, &app.actor("credit_checker").await, None, source, file, options).await
}

async fn add(app: &TestApp, name: &str, bytes: impl Into<Vec<u8>>) -> Imported {
    add_to(app, SOURCE, name, bytes).await
}

async fn add_to(app: &TestApp, source: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Imported {
    take(app, source, (name, bytes.into()), Options::of(app.app.clock.today())).await.unwrap()
}

async fn full(app: &TestApp, text: &str, on: &str, confirmed: bool) -> Result<Imported, Error> {
    let options = Options { mode: Mode::Replace { confirmed }, ..Options::of(day(on)) };
    take(app, SOURCE, ("full.csv", text.as_bytes().to_vec()), options).await
}

/// The reasons of a look-up of a firm of nobody at a stage, as `CODE SOURCE`.
async fn looked_up(app: &TestApp, code: &str, stage: Stage) -> Vec<String> {
    let found = look_up(&app.app, code, stage, app.app.clock.today()).await.unwrap();
    found.applicant.reasons.iter().map(|r| format!("{} {}", r.code, r.source)).collect()
}

/// What is current under a search.
async fn current(app: &TestApp, search: &str) -> Vec<Record> {
    let rows = records(app.app.store.read(), search, 1_000).await.unwrap();
    rows.iter().map(|row| record_row::record(row).unwrap()).collect()
}

/// How many rows the register has, closed ones too.
async fn stored(app: &TestApp, of: impl Fn(&credit_record::Model) -> bool) -> usize {
    credit_record::Entity::find().all(app.app.store.read()).await.unwrap().iter().filter(|row| of(row)).count()
}

fn counts(done: &Imported) -> [i64; 6] {
    [done.seen, done.added, done.changed, done.same, done.removed, done.bad]
}

both_databases! {
    async fn a_list_is_tried_imported_changed_and_imported_again(app: TestApp) {
        let before = current(&app, "").await.len();
        // More than a batch of the reader and more than a statement of the store; the last row repeats the first.
        let mut text = penalties(0, 1_250);
        text.push_str("第0有限公司,,江罚〔2026〕0号,罚款,2026-01-10,江临市市场监督管理局,一般\n");
        let file = || ("list.csv", text.clone().into_bytes());
        let today = Options::of(app.app.clock.today());
        let tried = dry_run(&app.app, SOURCE, file(), today).await.unwrap();
        assert_eq!((counts(&tried), tried.import), ([1_251, 1_250, 0, 1, 0, 0], None));
        assert_eq!(current(&app, "").await.len(), before, "a trial stores nothing");
        let done = add(&app, "list.csv", text.clone()).await;
        assert_eq!((counts(&done), done.list), (counts(&tried), List::Penalties));
        assert_eq!(counts(&add(&app, "list.csv", text.clone()).await), [1_251, 0, 0, 1_251, 0, 0]);
        let changed = text.replace("第7有限公司,,江罚〔2026〕7号,罚款", "第7有限公司,,江罚〔2026〕7号,警告");
        let tried = dry_run(&app.app, SOURCE, ("list.csv", changed.clone().into_bytes()), today).await.unwrap();
        assert_eq!(counts(&tried), [1_251, 0, 1, 1_250, 0, 0]);
        assert_eq!(counts(&add(&app, "list.csv", changed).await), counts(&tried));
        assert_eq!(current(&app, "第7有限公司").await[0].content, "警告");
        let history = stored(&app, |row| row.subject_name == "第7有限公司").await;
        assert_eq!(history, 2, "what changed is closed, not overwritten");
        app.is_sound().await;
    }
}

both_databases! {
    async fn every_format_is_the_same_list(app: TestApp) {
        let text = penalties(1, 3);
        assert_eq!(add(&app, "utf8.csv", text.clone()).await.added, 3);
        let bom = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let mut objects = Vec::new();
        let heads: Vec<&str> = HEAD.split(',').collect();
        for (row, line) in (0u32..).zip(text.lines()) {
            for (column, cell) in (0u16..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
            let members = heads.iter().zip(line.split(',')).map(|(head, cell)| ((*head).to_owned(), cell.into()));
            objects.push(serde_json::Value::Object(members.collect()));
        }
        objects.remove(0);
        let lines: String = objects.iter().map(|object| format!("{object}\n")).collect();
        let array = serde_json::Value::Array(objects).to_string();
        let files: [(&str, Vec<u8>); 5] = [
            ("bom.csv", bom),
            ("gb18030.csv", gb18030),
            ("list.xlsx", book.save_to_buffer().unwrap()),
            ("list.jsonl", lines.into_bytes()),
            ("list.json", array.into_bytes()),
        ];
        for (name, bytes) in files {
            assert_eq!(counts(&add(&app, name, bytes).await), [3, 0, 0, 3, 0, 0], "{name}");
        }
    }
}

/// A list with cells that nobody can read, in every format.
fn in_every_format(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut objects = Vec::new();
    let heads: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    for (row, line) in (0u32..).zip(text.lines()) {
        for (column, cell) in (0u16..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
        let members = heads.iter().zip(line.split(',')).map(|(head, cell)| ((*head).to_owned(), cell.into()));
        objects.push(serde_json::Value::Object(members.collect()));
    }
    objects.remove(0);
    vec![
        ("list.csv", text.as_bytes().to_vec()),
        ("gb18030.csv", encoding_rs::GB18030.encode(text).0.into_owned()),
        ("list.xlsx", book.save_to_buffer().unwrap()),
        ("list.jsonl", objects.iter().map(|object| format!("{object}\n")).collect::<String>().into_bytes()),
        ("list.json", serde_json::Value::Array(objects).to_string().into_bytes()),
    ]
}

fn case_file(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/public-faults").join(name);
    std::fs::read_to_string(path).unwrap().trim_start_matches('\u{feff}').to_owned()
}

both_databases! {
    async fn a_record_with_cells_that_cannot_be_read_counts_in_every_format(app: TestApp) {
        for name in ["cr02a-until-long.csv", "cr02b-fine-none.csv", "cr01a-code-heading.csv", "cr01c-code-heading.csv"] {
            let text = case_file(name);
            for (format, bytes) in in_every_format(&text) {
                let done = add(&app, format, bytes).await;
                assert_eq!((done.bad, done.seen), (0, i64::try_from(text.lines().count()).unwrap() - 1), "{name} {format}");
                let warned: Vec<_> = done.problems.iter().map(|p| p.refusal.code).collect();
                assert!(warned.iter().all(|code| *code == Code::CreditCellUnread), "{name} {format}: {warned:?}");
                assert_eq!(warned.len(), if name.starts_with("cr02") { 3 } else { 0 }, "{name} {format}");
            }
        }
        // Every one of the four firms is vetoed.
        for code in ["91990100MA00070013", "91990100MA00070026", "91990100MA00070039", "91990100MA0007004C"] {
            let found = looked_up(&app, code, Stage::Approval).await;
            assert_eq!(found, ["PENALTY_SERIOUS_PUBLIC CREDIT_PLATFORM"], "{code}");
        }
        assert_eq!(current(&app, "91990100MA00070013").await[0].unread.len(), 0);
        assert_eq!(current(&app, "91990100MA0007004C").await[0].unread["fine"], "2万元", "kept as it was written");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_code_column_that_is_not_read_stops_the_import_in_words(app: TestApp) {
        let text = case_file("cr01a-code-heading.csv").replace("行政相对人代码_1 (统一社会信用代码)", "主体编码及信用代码");
        for (format, bytes) in in_every_format(&text) {
            let refused = take(&app, SOURCE, (format, bytes), Options::of(day("2026-03-01"))).await.unwrap_err();
            let Error::RefusedMany(all) = refused else { panic!("{format}: {refused}") };
            assert_eq!(all[0].code, Code::CreditCodeColumn, "{format}");
            assert!(Lang::ZhCn.refusal(&all[0]).contains("主体编码及信用代码"));
        }
        assert!(current(&app, "海样1号建材有限公司").await.is_empty());
    }
}

both_databases! {
    async fn a_source_takes_only_lists_of_its_kind(app: TestApp) {
        let penalties = ("list.csv", penalties(0, 2).into_bytes());
        for source in ["COURT_SX", "GSXT", "PBOC", "OWN_FUND"] {
            let refused = take(&app, source, penalties.clone(), Options::of(day("2026-03-01"))).await.unwrap_err();
            assert_eq!(refused.code(), Some(Code::CreditListOther), "{source}: {refused}");
            let tried = dry_run(&app.app, source, penalties.clone(), Options::of(day("2026-03-01"))).await.unwrap_err();
            assert_eq!(tried.code(), Some(Code::CreditListOther), "{source}");
        }
        let Error::Refused(refused) = take(&app, "COURT_SX", penalties, Options::of(day("2026-03-01"))).await.unwrap_err() else { panic!() };
        let words = Lang::ZhCn.refusal(&refused);
        assert!(words.contains("该文件是行政处罚信息（双公示）") && words.contains("只提供：失信被执行人名单"), "{words}");
    }
}

both_databases! {
    async fn freshness_is_counted_from_the_day_of_the_data_in_working_days(app: TestApp) {
        let code = "91430100MA4L2GT8X8";
        let all = async |of: &str| {
            let options = Options::of(day(of));
            for (source, list) in std::iter::once((SOURCE, PENALTIES)).chain(OTHER_LISTS) {
                take(&app, source, ("list.csv", list.as_bytes().to_vec()), options).await.unwrap();
            }
        };
        // Lists of Friday pay on Monday; on Tuesday they are out of date, whenever they were uploaded.
        app.go_to("2026-03-09");
        all("2026-03-06").await;
        assert_eq!(looked_up(&app, code, Stage::Disbursement).await, Vec::<String>::new());
        app.go_to("2026-03-10");
        let stale = ["SOURCE_STALE COURT_SX", "SOURCE_STALE CREDIT_PLATFORM", "SOURCE_STALE GSXT"];
        assert_eq!(looked_up(&app, code, Stage::Disbursement).await, stale);
        all("2026-03-06").await;
        assert_eq!(looked_up(&app, code, Stage::Disbursement).await, stale, "the same old lists again make nothing fresh");
        assert_eq!(looked_up(&app, code, Stage::Approval).await, Vec::<String>::new());
        // One list of a source that is old is enough.
        take(&app, SOURCE, ("list.csv", PENALTIES.as_bytes().to_vec()), Options::of(day("2026-03-09"))).await.unwrap();
        assert_eq!(looked_up(&app, code, Stage::Disbursement).await, stale);
        all("2026-03-09").await;
        assert_eq!(looked_up(&app, code, Stage::Disbursement).await, Vec::<String>::new(), "yesterday's lists can pay");
        // An older list that comes later does not make the source older.
        all("2026-03-05").await;
        assert_eq!(looked_up(&app, code, Stage::Disbursement).await, Vec::<String>::new());
        // Over a holiday nothing gets old: 2026-09-30 to 2026-10-08.
        app.go_to("2026-10-08");
        all("2026-09-30").await;
        assert_eq!(looked_up(&app, code, Stage::Disbursement).await, Vec::<String>::new());
        // A year that the calendar does not know is an error in words, never a guess.
        app.go_to("2027-01-04");
        let refused = look_up(&app.app, code, Stage::Disbursement, day("2027-01-04")).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::CalendarMissing), "{refused}");
    }
}

both_databases! {
    async fn a_list_from_which_a_row_was_dropped_makes_no_source_clean(app: TestApp) {
        let code = "91430100MA4L2GT8X8";
        assert!(looked_up(&app, code, Stage::Approval).await.is_empty());
        let broken = penalties(0, 5).replacen("2026-01-10", "2026-13-10", 1);
        let of = |on: &str| Options::of(day(on));
        let first = take(&app, SOURCE, ("list.csv", broken.clone().into_bytes()), of("2026-03-01")).await.unwrap();
        assert_eq!((first.added, first.bad), (4, 1), "the other rows count");
        let incomplete = ["SOURCE_INCOMPLETE CREDIT_PLATFORM"];
        assert_eq!(looked_up(&app, code, Stage::Approval).await, incomplete);
        // The next day's list without a fault does not bring the row.
        take(&app, SOURCE, ("list.csv", penalties(10, 5).into_bytes()), of("2026-03-02")).await.unwrap();
        assert_eq!(looked_up(&app, code, Stage::Approval).await, incomplete);
        // It stands on each check, on the import and on the page of the sources.
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let id = app.application(&number).await.id;
        let check = xinbu::store::credit::latest_check(app.app.store.read(), id, None).await.unwrap().unwrap();
        assert_eq!(check.outcome.key(), "refer");
        assert!(check.snapshot.contains("\"not_taken\":1"), "{}", check.snapshot);
        let server = app.serve().await;
        let checker = server.sign_in("credit_checker").await;
        let import = first.import.unwrap();
        for (page, words) in [
            (format!("/credit/imports/{import}"), "该次导入有 1 行未能导入"),
            ("/credit/sources".to_owned(), "1 行未能导入"),
            (format!("/credit/checks/{}", check.id), "1 行未能导入"),
        ] {
            let text = visible(&checker.page(&page).await);
            assert!(text.contains(words), "{page}: {text}");
        }
        // The same day's file again with every row makes it good by itself.
        take(&app, SOURCE, ("list.csv", penalties(0, 5).into_bytes()), of("2026-03-01")).await.unwrap();
        assert!(looked_up(&app, code, Stage::Approval).await.is_empty());
        // So does a later whole list; and where the source sends neither, two officers who know the rows in another way.
        take(&app, SOURCE, ("list.csv", broken.clone().into_bytes()), of("2026-03-02")).await.unwrap();
        assert_eq!(looked_up(&app, code, Stage::Approval).await, incomplete);
        full(&app, &penalties(0, 20), "2026-03-02", true).await.unwrap();
        assert!(looked_up(&app, code, Stage::Approval).await.is_empty());
        let again = take(&app, SOURCE, ("list.csv", broken.into_bytes()), of("2026-03-02")).await.unwrap();
        assert_eq!(looked_up(&app, code, Stage::Approval).await, incomplete);
        let to = format!("/credit/imports/{}/settle", again.import.unwrap());
        let paper = b"%PDF-1.4 a signed paper\n%%EOF\n".to_vec();
        checker.upload(&to, "answer.pdf", paper, &[("reason", "已向来源单位核实该行内容")]).await;
        assert_eq!(looked_up(&app, code, Stage::Approval).await, incomplete, "one officer settles nothing");
        let scope = app.actor("credit_checker_2").await.scope().unwrap();
        let waiting = xinbu::store::credit::entry::waiting(app.app.store.read(), &scope).await.unwrap().remove(0);
        app.app.clock.advance(TimeDelta::minutes(1));
        let decide = Decide { id: waiting.id, accept: true, answer: String::new() };
        app.run("credit_checker_2", &decide).await.unwrap();
        assert!(looked_up(&app, code, Stage::Approval).await.is_empty());
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_code_that_became_a_number_is_refused_and_reported(app: TestApp) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, head) in (0u16..).zip(HEAD.split(',')) {
            sheet.write_string(0, column, head).unwrap();
        }
        for (row, code) in [(1u32, None), (2, Some(914_301_000_000_000_000.0))] {
            let cells = ["=甲有限公司", "", &format!("江罚〔2026〕{row}号"), "罚款", "2026-01-10", "江临市市监局", "一般"];
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
            if let Some(code) = code {
                sheet.write_number(row, 1, code).unwrap();
            }
        }
        let done = add(&app, "list.xlsx", book.save_to_buffer().unwrap()).await;
        assert_eq!(counts(&done), [2, 1, 0, 0, 0, 1]);
        let stored = import::report(&app.app, done.import.unwrap()).await.unwrap().unwrap();
        assert_eq!((stored.list, stored.problems.as_slice()), (List::Penalties, done.problems.as_slice()));
        let problem = &stored.problems[0];
        assert_eq!((problem.row, problem.letter.as_str(), problem.refusal.code), (3, "B", Code::IdentifierAsNumber));
        // The same as JSON.
        let json = r#"[{"CF_XDR_MC":"甲","CF_XDR_SHXYM":914301000000000000,"CF_WSH":"1","CF_JDRQ":"2026-01-10","CF_CFJG":"乙"}]"#;
        let done = add(&app, "list.json", json).await;
        assert_eq!((done.bad, done.problems[0].refusal.code), (1, Code::IdentifierAsNumber));
    }
}

both_databases! {
    async fn each_kind_of_list_is_known_by_its_headings(app: TestApp) {
        let files = [
            ("iname,cardNum,businessEntity,courtName,caseCode,publishDate,partyTypeName\n\
              江临市甲担保有限公司,91430100MA0000100X,李明,江临市人民法院,（2025）执1号,2025-07-01,1\n\
              李明,4301021980****123X,,江临市人民法院,（2025）执2号,2025-07-01,0\n", List::CourtDefaulters, "COURT_DEFAULTER", 2, "COURT_SX"),
            ("企业名称,统一社会信用代码,specause,abntime,decOrg_CN,remDate\n\
              甲,,未报年报,2024-07-05,江临市市监局,2025-01-06\n甲,,未报年报,2025-07-05,江临市市监局,\n",
             List::AbnormalOperations, "ABNORMAL_OPS", 2, "GSXT"),
            ("用人单位名称,名单类别,列入事由,列入日期,列入机关\n甲,拖欠农民工工资,欠薪,2026-01-10,江临市人社局\n",
             List::SeriousList, "SERIOUS_LIST", 1, SOURCE),
            ("纳税人名称,案件性质,检查机关,公布日期\n甲,虚开发票,江临市税务局稽查局,2026-01-10\n", List::TaxMajor, "TAX_MAJOR", 1, SOURCE),
            ("记录类型,名称,认定机关,认定日期,等级或结果\n公共信用评价,甲,江临市发改委,2026-01-10,差\n",
             List::Records, "PUBLIC_CREDIT_GRADE", 1, SOURCE),
        ];
        for (text, list, kind, added, source) in files {
            let before = stored(&app, |row| row.kind == kind).await;
            let done = add_to(&app, source, "list.csv", text).await;
            assert_eq!((done.list, done.added, done.bad), (list, added, 0), "{:?}", done.problems);
            assert_eq!(stored(&app, |row| row.kind == kind).await, before + usize::try_from(added).unwrap());
        }
        let personal = stored(&app, |row| row.personal).await;
        assert_eq!(personal, 1);
        assert_eq!(stored(&app, |row| row.record.contains("4301021980")).await, 0);
        // A forced list whose headings are not there is refused, and nothing is stored.
        let options = Options { list: Some(List::TaxMajor), ..Options::of(app.app.clock.today()) };
        let refused = dry_run(&app.app, SOURCE, ("list.csv", files[3].0.replace("案件性质", "性质").into_bytes()), options).await;
        assert!(matches!(&refused, Err(Error::RefusedMany(all)) if all[0].code == Code::ColumnMissing), "{refused:?}");
    }
}

both_databases! {
    async fn a_full_list_removes_what_it_does_not_name(app: TestApp) {
        // The one penalty that every test starts with goes, which is all that was known.
        let first = full(&app, &penalties(0, 100), "2026-02-01", true).await.unwrap();
        assert_eq!(counts(&first), [100, 100, 0, 0, 1, 0]);
        // A record of another kind from the same source is not of this list.
        add(&app, "list.csv", "记录类型,名称,认定机关,认定日期\n守信红名单,甲,江临市发改委,2026-01-10\n").await;
        // Less than a tenth may go without a word.
        let tenth = full(&app, &penalties(10, 91), "2026-02-02", false).await.unwrap_err();
        assert_eq!(tenth.code(), Some(Code::CreditDropTooLarge), "{tenth}");
        let less = full(&app, &penalties(9, 92), "2026-02-02", false).await.unwrap();
        assert_eq!(counts(&less), [92, 1, 0, 91, 9, 0]);
        let gone = &current(&app, "第3有限公司").await[0];
        assert_eq!(gone.removed_at, Some(day("2026-02-02")));
        assert_eq!(current(&app, "甲").await[0].removed_at, None);
        // What is removed already is not removed again; the same file changes nothing.
        assert_eq!(counts(&full(&app, &penalties(9, 92), "2026-02-02", false).await.unwrap()), [92, 0, 0, 92, 0, 0]);
        let refused = full(&app, &penalties(20, 81), "2026-02-03", false).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::CreditDropTooLarge), "{refused}");
        assert!(refused.to_string().contains("11") && refused.to_string().contains("92"), "{refused}");
        assert_eq!(current(&app, "第15有限公司").await[0].removed_at, None, "a refusal stores nothing");
        let confirmed = full(&app, &penalties(20, 81), "2026-02-03", true).await.unwrap();
        assert_eq!(counts(&confirmed), [81, 0, 0, 81, 11, 0]);
        // Listed again: the record counts again.
        let again = full(&app, &penalties(3, 98), "2026-02-04", false).await.unwrap();
        assert_eq!((again.changed, again.removed), (17, 0));
        assert_eq!(current(&app, "第3有限公司").await[0].removed_at, None);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_full_list_must_be_newer_and_whole(app: TestApp) {
        let undated = take(&app, SOURCE, ("x.csv", penalties(0, 1).into_bytes()), Options::default()).await.unwrap_err();
        assert_eq!(undated.code(), Some(Code::CreditFileDateMissing), "the day of the import says nothing");
        let future = take(&app, SOURCE, ("x.csv", penalties(0, 1).into_bytes()), Options::of(day("2026-03-03"))).await.unwrap_err();
        assert_eq!(future.code(), Some(Code::CreditFileFuture));
        full(&app, &penalties(0, 10), "2026-02-10", true).await.unwrap();
        let older = full(&app, &penalties(0, 10), "2026-02-09", true).await.unwrap_err();
        assert_eq!(older.code(), Some(Code::CreditFileOlder), "{older}");
        // Another list of the source has its own days.
        let tax = "纳税人名称,案件性质,检查机关,公布日期\n甲,虚开发票,江临市税务局稽查局,2026-01-10\n";
        assert_eq!(full(&app, tax, "2026-02-01", true).await.unwrap().added, 1);
        // A broken export is no list that says that nobody is on it.
        let nobody = format!("{}\n", penalties(0, 0).lines().next().unwrap());
        let empty = full(&app, &nobody, "2026-02-11", true).await.unwrap_err();
        assert_eq!(empty.code(), Some(Code::CreditFullEmpty), "{empty}");
        // A year typed wrongly takes no record away in silence.
        let later = penalties(0, 10).replacen("2026-01-10", "2027-01-10", 1);
        let incomplete = full(&app, &later, "2026-02-11", true).await.unwrap_err();
        assert_eq!(incomplete.code(), Some(Code::CreditFileIncomplete), "{incomplete}");
        // A row that cannot be read may be the record that seems to be missing.
        let broken = penalties(0, 10).replacen("2026-01-10", "2026-13-10", 1);
        let incomplete = full(&app, &broken, "2026-02-11", true).await.unwrap_err();
        assert_eq!(incomplete.code(), Some(Code::CreditFileIncomplete), "{incomplete}");
        assert_eq!(current(&app, "第0有限公司").await[0].removed_at, None);
        // A file that breaks off in the middle stores nothing.
        let cut = format!("{}\"第99有限公司,\n\n", penalties(50, 10));
        assert_eq!(take(&app, SOURCE, ("cut.csv", cut.into_bytes()), Options::of(app.app.clock.today())).await.unwrap_err().code(), Some(Code::FileBroken));
        assert!(current(&app, "第55有限公司").await.is_empty());
        let checker = app.actor("credit_checker").await;
        let file = ("list.csv", penalties(0, 1).into_bytes());
        let unknown = import_records(&app.app, &checker, None, "NOBODY", file, Options::of(day("2026-03-01"))).await;
        assert_eq!(unknown.unwrap_err().code(), Some(Code::CreditSourceUnknown));
    }
}

both_databases! {
    async fn two_decisions_without_a_number_stay_two_and_the_same_list_again_doubles_neither(app: TestApp) {
        let head = format!("{HEAD},信用修复日期");
        let row = |words: &str, repaired: &str| format!("甲有限公司,,,{words},2026-01-10,江临市市场监督管理局,一般,{repaired}\n");
        let (one, other, third) = (row("罚款一万元", ""), row("没收违法所得", ""), row("责令停业", ""));
        let list = |rows: &[&String]| format!("{head}\n{}", rows.iter().map(|r| r.as_str()).collect::<String>());
        let contents = async || {
            let mut all: Vec<String> = current(&app, "甲有限公司").await.into_iter().map(|r| r.content).collect();
            all.sort();
            all
        };
        // The whole row again is the same record; another ground is another decision.
        assert_eq!(counts(&add(&app, "list.csv", list(&[&one, &other, &one])).await), [3, 2, 0, 1, 0, 0]);
        assert_eq!(contents().await.len(), 2);
        assert_eq!(counts(&add(&app, "list.csv", list(&[&one, &other, &one])).await), [3, 0, 0, 3, 0, 0]);
        assert_eq!(counts(&add(&app, "turned.csv", list(&[&other, &one])).await), [2, 0, 0, 2, 0, 0]);
        // A later list with a third one alone takes the place of none.
        assert_eq!(counts(&add(&app, "later.csv", list(&[&third])).await), [1, 1, 0, 0, 0, 0]);
        assert_eq!(contents().await.len(), 3);
        // What became of a decision is no new decision.
        let repaired = row("没收违法所得", "2026-02-20");
        assert_eq!(counts(&add(&app, "repaired.csv", list(&[&repaired])).await), [1, 0, 1, 0, 0, 0]);
        assert_eq!(contents().await.len(), 3);
        // The look-up of the firm sees each of them; a full list takes off what it does not name.
        let whole = full(&app, &list(&[&one, &repaired]), "2026-03-01", true).await.unwrap();
        assert_eq!((whole.same, whole.added, whole.changed), (2, 0, 0));
        let listed = current(&app, "甲有限公司").await.iter().filter(|r| r.removed_at.is_none()).count();
        assert_eq!(listed, 2);
        // Two rows of one number that say different things both count, also when the list comes again.
        let numbered = |words: &str| format!("乙有限公司,,江罚〔2026〕1号,{words},2026-01-10,江临市市场监督管理局,一般,\n");
        let both = format!("{head}\n{}{}", numbered("罚款"), numbered("没收"));
        assert_eq!(add(&app, "numbered.csv", both.clone()).await.added, 2);
        assert_eq!(counts(&add(&app, "numbered.csv", both).await), [2, 0, 0, 2, 0, 0]);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_decision_without_a_number_from_an_earlier_version_is_not_doubled(app: TestApp) {
        let list = |words: &str| {
            format!("{HEAD}\n甲有限公司,,,{words},2026-01-10,江临市市场监督管理局,一般\n")
        };
        add(&app, "list.csv", list("罚款")).await;
        // As the version before stored it: its ground is no part of its key.
        let key = "江临市市场监督管理局|2026-01-10||甲有限公司|ADMIN_PENALTY";
        let earlier = format!("UPDATE credit_record SET natural_key = '{key}' WHERE subject_name = '甲有限公司'");
        assert_eq!(app.without_guards("credit_record", &earlier).await, 1);
        assert_eq!(counts(&add(&app, "list.csv", list("罚款")).await), [1, 0, 0, 1, 0, 0]);
        let whole = full(&app, &list("罚款"), "2026-03-01", true).await.unwrap();
        assert_eq!((whole.same, current(&app, "甲有限公司").await[0].removed_at), (1, None));
        // When it changes it gets the key of today.
        assert_eq!(counts(&add(&app, "list.csv", list("没收")).await), [1, 0, 1, 0, 0, 0]);
        assert_eq!(current(&app, "甲有限公司").await.len(), 1);
        assert_eq!(counts(&add(&app, "list.csv", list("没收")).await), [1, 0, 0, 1, 0, 0]);
    }
}

both_databases! {
    async fn whoever_a_record_may_concern_is_found(app: TestApp) {
        let head = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚内容,处罚决定日期,处罚机关\n";
        let rows = [
            ("旁人有限公司", "91430100MA4L2GT8X8"),
            ("旁人有限公司", "MA4L2GT8-X"),
            ("湖南星岳融资担保有限公司", ""),
            ("长沙星月商贸有限公司", ""),
            // One character exchanged, one more, one less; two exchanged are another firm.
            ("湖南星岩融资担保有限公司", ""),
            ("湖南星岳融资性担保有限公司", ""),
            ("湖南星岳融资担有限公司", ""),
            ("湖南新岩融资担保有限公司", ""),
            ("毫不相干有限公司", "91430100MA0000200T"),
        ];
        let row = |(n, (name, code)): (usize, &(&str, &str))| format!("{name},{code},号{n},罚款,2026-01-10,市监局\n");
        let done = add(&app, "list.csv", format!("{head}{}", rows.iter().enumerate().map(row).collect::<String>())).await;
        assert_eq!((done.added, done.bad), (9, 0), "{:?}", done.problems);
        let mut firm = Subject::plain("91430100MA4L2GT8X8", "湖南星岳融资担保有限公司", Party::Applicant);
        firm.former_names = vec![FormerName { name: "长沙星月商贸有限公司".to_owned(), from: None, to: None }];
        let subjects = [firm];
        let index = SubjectIndex::new(&subjects);
        let (db, now) = (app.app.store.read(), app.app.clock.now());
        let found = async |known_at| {
            let rows = candidates(db, &index, known_at).await.unwrap();
            rows.into_iter().map(|row| row.decision_no).collect::<Vec<_>>()
        };
        assert_eq!(found(now).await, ["号0", "号1", "号2", "号3", "号4", "号5", "号6"]);
        assert!(found(now - TimeDelta::seconds(1)).await.is_empty(), "nothing was known before the import");
        // A record that changed is there once, as it is now; earlier, as it was then.
        let changed = format!("{head}{}", row((2, &rows[2])).replace("罚款", "警告"));
        assert_eq!(add(&app, "list.csv", changed).await.changed, 1);
        assert_eq!(found(app.app.clock.now()).await.len(), 7);
        assert_eq!(found(now).await.len(), 7);
    }
}

#[test]
fn a_large_first_list_leaves_the_register_with_its_indexes() {
    with(Kind::Sqlite, async |database| {
        let store = Store::open(&database.url).await.unwrap();
        let app = App::new(store, Clock::standing(Utc::now(), chrono_tz::Asia::Shanghai), true);
        bring_along(&app).await.unwrap();
        provision::provision(&app, &setup()).await.unwrap();
        let checker = actor_by_login(&app, "credit_checker").await.unwrap();
        let words = "责令改正，".repeat(700);
        let row = |n| format!("第{n}有限公司,,江罚〔2026〕{n}号,{words},2026-01-10,江临市市场监督管理局,一般\n");
        let text = format!("{HEAD}\n{}", (0..120).map(row).collect::<String>());
        assert!(text.len() > 1 << 20, "only large lists are taken in this way");
        let count = async || {
            let named = "SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'index' AND tbl_name = 'credit_record'";
            let row = app.store.read().query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, named)).await;
            row.unwrap().unwrap().try_get::<i64>("", "n").unwrap()
        };
        let before = count().await;
        let refused = format!("{text}第x有限公司,,,,,,\n").into_bytes();
        let whole = Options { mode: Mode::Replace { confirmed: false }, ..Options::of(day("2026-01-31")) };
        import_records(&app, &checker, None, SOURCE, ("list.csv", refused), whole).await.unwrap_err();
        assert_eq!(count().await, before, "a list that was refused leaves everything as it was");
        let file = ("list.csv", text.into_bytes());
        let done = import_records(&app, &checker, None, SOURCE, file, Options::of(day("2026-01-31"))).await.unwrap();
        assert_eq!((counts(&done), count().await), ([120, 120, 0, 0, 0, 0], before));
        let subjects = [Subject::plain("", "第7有限公司", Party::Applicant)];
        let found = candidates(app.store.read(), &SubjectIndex::new(&subjects), app.clock.now()).await.unwrap();
        assert!(found.iter().any(|row| row.subject_name == "第7有限公司"), "and the records are found by them");
    });
}

/// Names that are alike in few characters, some of branches, every third without a code.
fn alike_names(count: u32) -> String {
    let character = |n: u32| ["星", "岳", "月", "岩", "山"][n as usize % 5];
    let row = |n: u32| {
        let own: String = (0..3 + n % 2).map(|place| character(n / 5u32.pow(place))).collect();
        let branch = if n.is_multiple_of(7) { "芙蓉分公司" } else { "" };
        let code = if n.is_multiple_of(3) { String::new() } else { code(&format!("91430100MA7{n:06}")).to_string() };
        format!("湖南{own}担保有限公司{branch},{code},江罚〔2026〕{n}号,罚款,2026-01-10,江临市市场监督管理局,一般\n")
    };
    format!("{HEAD}\n{}", (0..count).map(row).collect::<String>())
}

both_databases! {
    async fn the_index_of_near_names_finds_what_a_walk_of_the_register_finds(app: TestApp) {
        add(&app, "alike.csv", alike_names(400)).await;
        let (db, now) = (app.app.store.read(), app.app.clock.now());
        let all = current(&app, "").await;
        let mut doubtful = 0;
        for name in ["湖南星岳月担保有限公司", "星星星担保有限公司", "山岩月岳担保有限公司", "湖南星岳月星担保有限公司", "毫不相干有限公司"] {
            let subjects = [Subject::plain("91430100MA4L2GT8X8", name, Party::Applicant)];
            let index = SubjectIndex::new(&subjects);
            let matched = |record: &Record| {
                let found = compare(record, &subjects[0]);
                doubtful += usize::from(matches!(found, Match::Doubtful(Doubt::SimilarName | Doubt::Branch)));
                found != Match::None
            };
            let found = candidates(db, &index, now).await.unwrap();
            let mut found: Vec<Record> = found.iter().map(|row| record_row::record(row).unwrap()).collect();
            found.retain(|record| compare(record, &subjects[0]) != Match::None);
            // By walking all of it, as the register was looked through before.
            let walked = near::walk(db, &index).await.unwrap();
            let near = |record: &Record| walked.contains(&core_name(&record.subject_name));
            let mut by_hand: Vec<&Record> = all.iter().filter(|r| near(r)).collect();
            by_hand.retain(|record| !index.about(record).is_empty());
            let mut matched = matched;
            by_hand.retain(|record| matched(record));
            let keys = |records: Vec<&Record>| -> BTreeSet<String> { records.iter().map(|r| r.natural_key()).collect() };
            assert_eq!(keys(found.iter().collect()), keys(by_hand), "{name}");
        }
        assert!(doubtful > 5, "{doubtful}: the test has something to find");
    }
}

both_databases! {
    async fn what_a_check_of_one_firm_reads_does_not_grow_with_the_records_of_others(app: TestApp) {
        let firm = [Subject::plain("91430100MA4L2GT8X8", "湖南星岳融资担保有限公司", Party::Applicant)];
        let index = SubjectIndex::new(&firm);
        let own = "湖南星岩融资担保有限公司,,江罚〔2026〕x号,罚款,2026-01-10,江临市市场监督管理局,一般\n";
        let (db, backend) = (app.app.store.read(), app.app.store.backend());
        // The rows that the statements give back, and how the database finds them.
        let read = async || {
            let known_at = app.app.clock.now();
            let cores = near::cores(db, &index).await.unwrap().len();
            let rows = candidates(db, &index, known_at).await.unwrap().len();
            let plan = if backend == DatabaseBackend::Sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
            let keys = serde_json::to_string(&index.near_keys()).unwrap();
            let text = format!("{plan} {}", near::statement(db));
            let explained = Statement::from_sql_and_values(backend, text, [keys.into()]);
            let tx = app.direct().await.begin().await.unwrap();
            if backend == DatabaseBackend::Postgres {
                // A table of a few pages is read whole whatever indexes it has; asked so, the index must do.
                tx.execute_unprepared("SET LOCAL enable_seqscan = off").await.unwrap();
            }
            let column = if backend == DatabaseBackend::Sqlite { "detail" } else { "QUERY PLAN" };
            let plan = tx.query_all_raw(explained).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.try_get("", column).unwrap()).collect();
            (cores, rows, plan.join("\n"))
        };
        add(&app, "own.csv", format!("{HEAD}\n{own}{}", alike_names(200).split_once('\n').unwrap().1)).await;
        let (cores, rows, _) = read().await;
        assert!(cores > 0 && rows > 0);
        let strangers = penalties(0, 6_000);
        add(&app, "strangers.csv", strangers).await;
        let (after, rows_after, plan) = read().await;
        assert_eq!((after, rows_after), (cores, rows));
        assert!(plan.contains("credit_near_key"), "{plan}");
        assert!(!plan.contains("SCAN n") && !plan.contains("Seq Scan on credit_near"), "{plan}");
    }
}

both_databases! {
    async fn a_register_from_before_there_were_keys_gets_them_when_it_is_brought_up_to_date(app: TestApp) {
        add(&app, "alike.csv", alike_names(60)).await;
        let keys = "SELECT COUNT(*) AS n FROM (SELECT DISTINCT key, core FROM credit_near) AS k";
        let before = app.number(keys).await;
        assert!(before > 100);
        app.sql("DELETE FROM credit_near").await.unwrap();
        app.app.store.migrate().await.unwrap();
        assert_eq!(app.number(keys).await, before);
        app.app.store.migrate().await.unwrap();
        assert_eq!(app.number("SELECT COUNT(*) AS n FROM credit_near").await, before, "and only once");
    }
}

both_databases! {
    async fn the_number_of_current_records_of_a_source_is_known_without_counting_them(app: TestApp) {
        add(&app, "one.csv", penalties(0, 30)).await;
        add(&app, "two.csv", penalties(20, 30).replace("第21有限公司,,江罚〔2026〕21号,罚款", "第21有限公司,,江罚〔2026〕21号,警告")).await;
        full(&app, &penalties(10, 30), "2026-03-01", true).await.unwrap();
        let counted = "SELECT COUNT(*) AS n FROM credit_record WHERE known_to IS NULL AND source_id = 'CREDIT_PLATFORM'";
        let told = xinbu::store::credit::counts(app.app.store.read()).await.unwrap();
        let told: Vec<i64> = told.into_iter().filter(|(source, _)| source == SOURCE).map(|(_, n)| n).collect();
        assert_eq!(told, [app.number(counted).await]);
    }
}

both_databases! {
    async fn a_long_list_is_tried_and_imported_by_jobs_for_the_one_who_sent_it(app: TestApp) {
        let server = app.serve().await;
        let (checker, other) = (server.sign_in("credit_checker").await, server.sign_in("credit_checker_2").await);
        let count = async || app.count("credit_record WHERE source_id = 'CREDIT_PLATFORM' AND known_to IS NULL").await;
        let before = count().await;
        let fields = |act, mode, day| [("source", SOURCE), ("mode", mode), ("data_date", day), ("act", act)];
        let list = penalties(0, 12_000).into_bytes();
        assert!(list.len() > 1 << 20, "{}", list.len());

        // What needs no look at the rows is refused at once; of a trial nothing is stored.
        let answer = checker.try_upload("/credit/import", "long.csv", list.clone(), &fields("trial", "add", "2027-01-01")).await;
        assert_eq!(answer.status(), 422);
        let way = checker.upload("/credit/import", "long.csv", list, &fields("trial", "add", "2026-03-01")).await;
        assert!(visible(&checker.page(&way).await).contains("排队等待"));
        app.work_off().await;
        let page = checker.page(&way).await;
        assert!(visible(&page).contains("12,000") && visible(&page).contains("尚未保存"), "{}", visible(&page));
        assert_eq!(count().await, before);
        assert_eq!(other.get(&way).await.status(), 404, "it is the page of the one who sent it");

        // What was tried is what is imported; its page leads to the report.
        let kept = hidden(&page, "kept").unwrap();
        let send = async |mode, day, also: &[(&str, &str)]| {
            let all: Vec<_> = fields("import", mode, day).into_iter().chain(also.iter().copied()).collect();
            let way = checker.upload("/credit/import", "", Vec::new(), &all).await;
            app.work_off().await;
            way
        };
        let way = send("add", "2026-03-01", &[("kept", &kept)]).await;
        let report = checker.get(&way).await.headers()["location"].to_str().unwrap().to_owned();
        assert!(report.starts_with("/credit/imports/"), "{report}");
        assert!(visible(&checker.page(&report).await).contains("12,000"));
        assert_eq!(count().await, before + 12_000);

        // What a job refuses stands on the form, which goes on with the file that is kept.
        let half = penalties(6_000, 12_000).into_bytes();
        let way = checker.upload("/credit/import", "half.csv", half, &fields("import", "replace", "2026-03-02")).await;
        app.work_off().await;
        let page = checker.get(&way).await.text().await.unwrap();
        assert!(page.contains("name=\"confirmed\"") && visible(&page).contains("6,00"), "{}", visible(&page));
        assert_eq!(count().await, before + 12_000, "nothing was removed");
        let kept = hidden(&page, "kept").unwrap();
        let way = send("replace", "2026-03-02", &[("kept", &kept), ("confirmed", "yes")]).await;
        let report = checker.get(&way).await.headers()["location"].to_str().unwrap().to_owned();
        let words = visible(&checker.page(&report).await);
        assert!(words.contains("half.csv") && words.contains("6,00"), "what the list does not name is removed: {words}");
    }
}
