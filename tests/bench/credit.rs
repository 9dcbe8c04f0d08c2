//! Speed of the credit register: a million penalties imported as a stream into a fresh SQLite database, a second million
//! beside them, and a schedule of 100 000 enterprises matched against both in one pass, every planted name found.
//!
//! `cargo bench -p xinbu --bench credit`; `XINBU_BENCH_LINES` takes another number of penalties in each file.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark stops at its first fault, prints its figures and takes the number of lines from outside"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use domain::credit::list::List;
use domain::credit::{Party, Subject, Times};
use domain::id::LineId;
use domain::identifier::Uscc;
use domain::line::Line;
use domain::money::Fen;
use domain::role::Role;
use uuid::Uuid;
use xinbu::clock::Clock;
use xinbu::format::table::Limits;
use xinbu::service::App;
use xinbu::service::account::{actor_by_login, provision};
use xinbu::service::credit::gather::{Who, gather};
use xinbu::service::credit::import_records::{Mode, Options, dry_run, import_records};
use xinbu::store::Store;

/// Limits of the design: a million records imported, a schedule of a tenth as many lines as one file matched.
const IMPORT_LIMIT: Duration = Duration::from_secs(15);
const MATCH_LIMIT: Duration = Duration::from_secs(5);

const PLACES: [&str; 8] = ["湖南", "长沙市", "株洲", "湖北", "武汉", "广东省", "重庆", "成都"];
const TRADES: [&str; 8] = ["商贸", "机械", "建材", "农业", "物流", "食品", "纺织", "电子"];
const FIRST_CHARACTER: u32 = 0x6C00;

/// Five characters of 64 that are different for each number, between a place and a trade.
fn name(number: usize) -> String {
    // Odd, so that no two numbers of 30 bits come out alike.
    let mixed = u32::try_from(number).unwrap().wrapping_mul(0x9E37_79B1) & 0x3FFF_FFFF;
    let own: String = (0..5).map(|place| character(mixed >> (6 * place) & 63)).collect();
    format!("{}{own}{}有限公司", PLACES[number % 8], TRADES[number / 8 % 8])
}

fn character(place: u32) -> char {
    char::from_u32(FIRST_CHARACTER + place).unwrap()
}

fn code(number: usize) -> String {
    Uscc::with_check_digit(&format!("91430100MA{number:07}")).unwrap().to_string()
}

/// Every tenth record has no code, so that its name is all there is.
const fn has_code(number: usize) -> bool {
    !number.is_multiple_of(10)
}

fn penalties(from: usize, count: usize) -> Vec<u8> {
    let head = "行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,\
                处罚内容,罚款金额（万元）,处罚决定日期,公示截止期,处罚机关,失信严重程度\n";
    let mut text = head.to_owned();
    for number in from..from + count {
        let (code, day, fine) =
            (if has_code(number) { code(number) } else { String::new() }, number % 28 + 1, number % 90 + 1);
        writeln!(
            text,
            "{},法人及非法人组织,{code},江罚〔2026〕{number}号,违反市场监督管理,未按规定公示企业信息,企业信息公示暂行条例第十七条,\
             罚款,罚款{fine}00元,0.{fine:02},2026-01-{day:02},2027-01-{day:02},江临市市场监督管理局,一般",
            name(number)
        )
        .unwrap();
    }
    text.into_bytes()
}

/// What is planted in line `place` of the schedule: the number of the record that it must find.
enum Planted {
    Code(usize),
    NearName(usize),
    Nothing,
}

fn planted(place: usize, records: usize) -> Planted {
    let number = place * 37 % records;
    match place % 20 {
        0 => Planted::Code(number - number % 10 + 1),
        1 => Planted::NearName(number - number % 10),
        _ => Planted::Nothing,
    }
}

fn schedule(lines: usize, records: usize) -> Vec<Line> {
    let enterprise = |place| match planted(place, records) {
        Planted::Code(number) => (name(number), code(number)),
        // A character that stands in no name takes the place of the first one that is the firm's own.
        Planted::NearName(number) => {
            let own = name(number);
            let first = own.chars().find(|c| (character(0)..=character(63)).contains(c)).unwrap();
            (own.replacen(first, "齉", 1), code(records + place))
        }
        Planted::Nothing => (name(records + place), code(records + place)),
    };
    let line = |place| {
        let (enterprise_name, enterprise_code) = enterprise(place);
        Line {
            id: LineId::from_uuid(Uuid::from_u128(1)),
            row: i64::try_from(place).unwrap(),
            contract_no: String::new(),
            contract_key: String::new(),
            enterprise_name,
            enterprise_code,
            amount: Fen::ZERO,
            declared_size: String::new(),
            computed_size: None,
            standing: None,
            decided: None,
            starts_on: None,
            ends_on: None,
            invoice_key: String::new(),
            share: domain::claim::Share::WHOLE,
        }
    };
    (0..lines).map(line).collect()
}

fn setup() -> provision::Setup {
    let unit = provision::Unit {
        code: "430000".to_owned(),
        parent: None,
        level: "province".to_owned(),
        zh: "东岭省地方金融管理局".to_owned(),
        en: "Dongling".to_owned(),
    };
    let person = provision::Person {
        login: "checker".to_owned(),
        zh: "信用核查员".to_owned(),
        en: "Checker".to_owned(),
        unit: Some("430000".to_owned()),
        firm: None,
        roles: vec![Role::CreditChecker],
        password: None,
    };
    provision::Setup {
        units: vec![unit],
        bank_accounts: Vec::new(),
        budget_lines: Vec::new(),
        limits: Vec::new(),
        firms: Vec::new(),
        people: vec![person],
    }
}

fn tell(what: &str, took: Duration, limit: Duration) {
    let percent = took.as_millis() * 100 / limit.as_millis();
    println!("{what}: {} ms, {percent} % of the limit of {} s", took.as_millis(), limit.as_secs());
}

/// The most memory that the process has had, as the system counts it; nothing where it does not tell.
fn tell_memory(when: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
        println!("most memory {when}: {}", peak.trim());
    }
}

#[tokio::main]
async fn main() {
    let records: usize = std::env::var("XINBU_BENCH_LINES").map_or(1_000_000, |lines| lines.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&format!("sqlite:{}/xinbu.db", folder.path().display())).await.unwrap();
    store.migrate().await.unwrap();
    let app = App::new(store, Clock::system(chrono_tz::Asia::Shanghai), false);
    xinbu::service::bring_along(&app).await.unwrap();
    provision::provision(&app, &setup()).await.unwrap();
    let checker = actor_by_login(&app, "checker").await.unwrap();

    for (from, what) in [(0, "import into an empty register"), (records, "import beside the first")] {
        let file = penalties(from, records);
        println!("{records} penalties, {} MB", file.len() / 1_000_000);
        let options = Options {
            list: Some(List::Penalties),
            mode: Mode::Add,
            data_date: Some(app.clock.today()),
            limits: Limits::OPERATOR,
        };
        let start = Instant::now();
        dry_run(&app, "CREDIT_PLATFORM", ("penalties.csv", file.clone()), options).await.unwrap();
        println!("trial: {} ms", start.elapsed().as_millis());
        let start = Instant::now();
        let file = ("penalties.csv", file);
        let done = import_records(&app, &checker, None, "CREDIT_PLATFORM", file, options).await.unwrap();
        tell(what, start.elapsed(), IMPORT_LIMIT);
        tell_memory("so far");
        assert_eq!((done.added, done.bad), (i64::try_from(records).unwrap(), 0), "{:?}", done.problems.first());
    }

    let lines = schedule(records / 10, records * 2);
    let applicant = Subject::plain(&code(9_999_999), &name(9_999_999), Party::Applicant);
    let who = Who { code: &applicant.code, name: &applicant.name, application: None, lines: &lines };
    let times = Times { as_of: app.clock.today(), known_at: app.clock.now() };
    let start = Instant::now();
    let gathered = gather(app.store.read(), who, times).await.unwrap();
    tell(&format!("{} enterprises against {} records", lines.len(), records * 2), start.elapsed(), MATCH_LIMIT);
    tell_memory("so far");

    let found: BTreeMap<&str, Vec<&str>> = gathered
        .facts
        .lines
        .iter()
        .map(|line| (line.line.as_str(), line.records.iter().map(|r| r.subject_name.as_str()).collect()))
        .collect();
    let mut wanted = 0usize;
    for place in 0..lines.len() {
        if let Planted::Code(number) | Planted::NearName(number) = planted(place, records * 2) {
            let own = found.get(place.to_string().as_str()).is_some_and(|names| names.contains(&name(number).as_str()));
            assert!(own, "line {place} misses {}", name(number));
            wanted += 1;
        }
    }
    println!("{wanted} planted records, all found; {} lines have records", found.len());

    let none = Who { lines: &[], ..who };
    let start = Instant::now();
    gather(app.store.read(), none, times).await.unwrap();
    println!("one firm alone: {} ms", start.elapsed().as_millis());
}
