//! Lists of credit records through the import: every format and kind, the same file twice, full lists that remove.

use chrono::{NaiveDate, TimeDelta, Utc};
use domain::credit::list::List;
use domain::credit::{FormerName, Party, Record, Subject, SubjectIndex};
use domain::refusal::Code;
use entity::credit_record;
use rust_xlsxwriter::Workbook;
use sea_orm::{ConnectionTrait as _, DatabaseBackend, EntityTrait as _, Statement};
use xinbu::clock::Clock;
use xinbu::error::Error;
use xinbu::service::account::{actor_by_login, provision};
use xinbu::service::credit::import_records::{self as import, Imported, Mode, Options, dry_run, import_records};
use xinbu::service::credit::record_row;
use xinbu::service::{App, bring_along};
use xinbu::store::Store;
use xinbu::store::credit::candidates::candidates;
use xinbu::store::credit::records;

use crate::support::app::setup;
use crate::support::database::{Kind, with};
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

async fn take(app: &TestApp, name: &str, bytes: Vec<u8>, mode: Mode) -> Result<Imported, Error> {
    // Every import is a moment later than the one before.
    app.app.clock.advance(TimeDelta::minutes(1));
    let options = Options { mode, ..Options::default() };
    import_records(&app.app, &app.actor("credit_checker").await, None, SOURCE, (name, bytes), options).await
}

async fn add(app: &TestApp, name: &str, bytes: impl Into<Vec<u8>>) -> Imported {
    take(app, name, bytes.into(), Mode::Add).await.unwrap()
}

async fn full(app: &TestApp, text: &str, on: &str, confirmed: bool) -> Result<Imported, Error> {
    take(app, "full.csv", text.as_bytes().to_vec(), Mode::Replace { data_date: day(on), confirmed }).await
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
        let tried = dry_run(&app.app, SOURCE, file(), Options::default()).await.unwrap();
        assert_eq!((counts(&tried), tried.import), ([1_251, 1_250, 0, 1, 0, 0], None));
        assert_eq!(current(&app, "").await.len(), before, "a trial stores nothing");
        let done = add(&app, "list.csv", text.clone()).await;
        assert_eq!((counts(&done), done.list), (counts(&tried), List::Penalties));
        assert_eq!(counts(&add(&app, "list.csv", text.clone()).await), [1_251, 0, 0, 1_251, 0, 0]);
        let changed = text.replace("第7有限公司,,江罚〔2026〕7号,罚款", "第7有限公司,,江罚〔2026〕7号,警告");
        let tried = dry_run(&app.app, SOURCE, ("list.csv", changed.clone().into_bytes()), Options::default()).await.unwrap();
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
              李明,4301021980****123X,,江临市人民法院,（2025）执2号,2025-07-01,0\n", List::CourtDefaulters, "COURT_DEFAULTER", 2),
            ("企业名称,统一社会信用代码,specause,abntime,decOrg_CN,remDate\n\
              甲,,未报年报,2024-07-05,江临市市监局,2025-01-06\n甲,,未报年报,2025-07-05,江临市市监局,\n",
             List::AbnormalOperations, "ABNORMAL_OPS", 2),
            ("用人单位名称,名单类别,列入事由,列入日期,列入机关\n甲,拖欠农民工工资,欠薪,2026-01-10,江临市人社局\n",
             List::SeriousList, "SERIOUS_LIST", 1),
            ("纳税人名称,案件性质,检查机关,公布日期\n甲,虚开发票,江临市税务局稽查局,2026-01-10\n", List::TaxMajor, "TAX_MAJOR", 1),
            ("记录类型,名称,认定机关,认定日期,等级或结果\n公共信用评价,甲,江临市发改委,2026-01-10,差\n",
             List::Records, "PUBLIC_CREDIT_GRADE", 1),
        ];
        for (text, list, kind, added) in files {
            let done = add(&app, "list.csv", text).await;
            assert_eq!((done.list, done.added, done.bad), (list, added, 0), "{:?}", done.problems);
            assert_eq!(stored(&app, |row| row.kind == kind).await, usize::try_from(added).unwrap());
        }
        let personal = stored(&app, |row| row.personal).await;
        assert_eq!(personal, 1);
        assert_eq!(stored(&app, |row| row.record.contains("4301021980")).await, 0);
        // A forced list whose headings are not there is refused, and nothing is stored.
        let options = Options { list: Some(List::TaxMajor), ..Options::default() };
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
        assert_eq!(Mode::replace(None, true).unwrap_err().code, Code::CreditFileDateMissing);
        full(&app, &penalties(0, 10), "2026-02-10", true).await.unwrap();
        let older = full(&app, &penalties(0, 10), "2026-02-09", true).await.unwrap_err();
        assert_eq!(older.code(), Some(Code::CreditFileOlder), "{older}");
        // Another list of the source has its own days.
        let tax = "纳税人名称,案件性质,检查机关,公布日期\n甲,虚开发票,江临市税务局稽查局,2026-01-10\n";
        assert_eq!(full(&app, tax, "2026-02-01", false).await.unwrap().added, 1);
        // A row that cannot be read may be the record that seems to be missing.
        let broken = penalties(0, 10).replacen("2026-01-10", "2026-13-10", 1);
        let incomplete = full(&app, &broken, "2026-02-11", true).await.unwrap_err();
        assert_eq!(incomplete.code(), Some(Code::CreditFileIncomplete), "{incomplete}");
        assert_eq!(current(&app, "第0有限公司").await[0].removed_at, None);
        // A file that breaks off in the middle stores nothing.
        let cut = format!("{}\"第99有限公司,\n\n", penalties(50, 10));
        assert_eq!(take(&app, "cut.csv", cut.into_bytes(), Mode::Add).await.unwrap_err().code(), Some(Code::FileBroken));
        assert!(current(&app, "第55有限公司").await.is_empty());
        let checker = app.actor("credit_checker").await;
        let file = ("list.csv", penalties(0, 1).into_bytes());
        let unknown = import_records(&app.app, &checker, None, "NOBODY", file, Options::default()).await;
        assert_eq!(unknown.unwrap_err().code(), Some(Code::CreditSourceUnknown));
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
        let whole =
            Options { mode: Mode::Replace { data_date: day("2026-01-31"), confirmed: false }, ..Options::default() };
        import_records(&app, &checker, None, SOURCE, ("list.csv", refused), whole).await.unwrap_err();
        assert_eq!(count().await, before, "a list that was refused leaves everything as it was");
        let file = ("list.csv", text.into_bytes());
        let done = import_records(&app, &checker, None, SOURCE, file, Options::default()).await.unwrap();
        assert_eq!((counts(&done), count().await), ([120, 120, 0, 0, 0, 0], before));
        let subjects = [Subject::plain("", "第7有限公司", Party::Applicant)];
        let found = candidates(app.store.read(), &SubjectIndex::new(&subjects), app.clock.now()).await.unwrap();
        assert!(found.iter().any(|row| row.subject_name == "第7有限公司"), "and the records are found by them");
    });
}
