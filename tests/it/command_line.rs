//! The program as a person types it: exit status 0 for good, 1 for refused input with its reasons, 2 for wrong usage.

use std::path::Path;
use std::process::{Command, Output};

pub(crate) fn xinbu(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xinbu"));
    command.args(["--lang", "zh"]).args(arguments).env_remove("XINBU_DATABASE");
    command.output().unwrap()
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/data").join(name).display().to_string()
}

fn scheme(id: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemes").join(id).join("1.toml").display().to_string()
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_demonstration_proves_every_fen() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("demo").display().to_string();
    let demo = xinbu(&["demo", "--no-serve", "--dir", &dir]);
    assert_eq!(status(&demo), 0, "{}", said(&demo));
    let text = said(&demo);
    for words in ["1,284", "18,451,520.80", "77,250.00", "I13"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Its database stands every invariant afterwards, and is not overwritten by something that is no demonstration.
    let url = format!("sqlite:{dir}/xinbu.sqlite");
    let verify = xinbu(&["verify", "--database", &url]);
    assert_eq!(status(&verify), 0, "{}", said(&verify));
    std::fs::write(folder.path().join("mine.txt"), "not a demonstration").unwrap();
    let other = xinbu(&["demo", "--no-serve", "--dir", &folder.path().display().to_string()]);
    assert_eq!(status(&other), 1, "{}", said(&other));
    assert!(folder.path().join("mine.txt").exists());
}

#[test]
fn a_calculation_without_a_server() {
    let calculated = xinbu(&[
        "calc",
        "--scheme",
        &scheme("tci-2009"),
        "--schedule",
        &data("premium-schedule-yunchuan.xlsx"),
        "--json",
    ]);
    assert_eq!(status(&calculated), 0, "{}", said(&calculated));
    let json: serde_json::Value = serde_json::from_slice(&calculated.stdout).unwrap();
    assert!(json.to_string().contains("567320.00"), "{json}");
    let missing = xinbu(&["calc", "--scheme", &scheme("cq-2022-19"), "--schedule", &data("guarantee-schedule.xlsx")]);
    assert_eq!(status(&missing), 1, "a question of the scheme is not answered: {}", said(&missing));
}

#[test]
fn a_simulation_over_a_file_and_over_a_call() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let published = std::fs::read_to_string(scheme("tci-2009")).unwrap();
    let text = published.replacen("version = \"1\"", "version = \"2\"", 1).replace("50%", "40%");
    assert_ne!(text, published);
    std::fs::write(path("draft.toml"), text).unwrap();
    let file = data("premium-schedule-yunchuan.xlsx");
    let (draft, book) = (path("draft.toml"), path("simulation.xlsx"));
    let simulate = ["simulate", "--scheme", &draft, "--base", "tci-2009/1", "--schedule", &file];
    let found = xinbu(&[&simulate[..], &["--xlsx", &book, "--json"]].concat());
    assert_eq!(status(&found), 0, "{}", said(&found));
    let json: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(json["format"], "xinbu.simulation/1");
    assert_eq!(json["total"]["before"], "567320.00");
    let fen = |value: &serde_json::Value| value.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let moved: i64 = json["lines"].as_array().unwrap().iter().map(|l| fen(&l["amount"]["difference"])).sum();
    assert_eq!(moved, fen(&json["total"]["difference"]));
    assert!(moved < 0);
    assert!(std::fs::read(path("simulation.xlsx")).unwrap().starts_with(b"PK"));
    let shown = xinbu(&simulate);
    assert!(said(&shown).contains("567,320.00") && said(&shown).contains("tci-2009/2"), "{}", said(&shown));
    let no_base = xinbu(&["simulate", "--scheme", &draft, "--schedule", &file]);
    assert_eq!(status(&no_base), 1, "{}", said(&no_base));
    assert!(said(&no_base).contains("--base"));
    let other = xinbu(&["simulate", "--scheme", "cq-2022-19", "--base", "tci-2009", "--schedule", &file]);
    assert_eq!(status(&other), 1, "the file has not the columns of another scheme: {}", said(&other));
    assert_eq!(status(&xinbu(&["simulate", "--scheme", &draft])), 2, "over what?");

    // Over the calls of an installation: an administrator asks, and nobody else.
    let dir = path("demo");
    assert_eq!(status(&xinbu(&["demo", "--no-serve", "--dir", &dir])), 0);
    let url = format!("sqlite:{dir}/xinbu.sqlite");
    let setup: xinbu::service::account::provision::Setup =
        toml::from_str(&std::fs::read_to_string(data("setup.toml")).unwrap()).unwrap();
    let login = |role| setup.people.iter().find(|p| p.roles.contains(&role)).unwrap().login.clone();
    let (administrator, reviewer) =
        (login(domain::role::Role::Administrator), login(domain::role::Role::FirstReviewer));
    let call = |by: &str, number: &str| {
        let over = ["simulate", "--scheme", "cq-2022-19", "--call", number, "--by", by, "--database", &url, "--json"];
        xinbu(&over)
    };
    let same = call(&administrator, "TZ-2026-0001");
    assert_eq!(status(&same), 0, "{}", said(&same));
    let json: serde_json::Value = serde_json::from_slice(&same.stdout).unwrap();
    assert_eq!(json["total"]["difference"], "0.00", "the rules it was calculated under: {json}");
    assert!(fen(&json["total"]["before"]) > 0 && json["lines"].as_array().unwrap().is_empty());
    assert_eq!(status(&call(&reviewer, "TZ-2026-0001")), 1, "only an administrator simulates");
    assert_eq!(status(&call(&administrator, "TZ-2026-9999")), 1);
    assert_eq!(status(&xinbu(&["verify", "--database", &url])), 0, "a simulation changes nothing");
    let nowhere = format!("sqlite:{}", path("nowhere.db"));
    let missing = xinbu(&["simulate", "--scheme", "cq-2022-19", "--call", "TZ-1", "--by", "x", "--database", &nowhere]);
    assert_eq!(status(&missing), 1);
    assert!(!Path::new(&path("nowhere.db")).exists(), "looking makes no database");
}

#[test]
fn a_calculation_explains_itself_as_json_and_as_a_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("trace.xlsx").display().to_string();
    let (rules, file) = (scheme("tci-2009"), data("premium-schedule-yunchuan.xlsx"));
    let calc = ["calc", "--scheme", &rules, "--schedule", &file];
    let all = xinbu(&[&calc[..], &["--json"]].concat());
    let all: serde_json::Value = serde_json::from_slice(&all.stdout).unwrap();
    let line = &all["lines"][0];
    let row = line["row"].to_string();
    let one = xinbu(&[&calc[..], &["--explain", &row, "--json"]].concat());
    assert_eq!(status(&one), 0, "{}", said(&one));
    let one: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!((&one["amount"], &one["line"]["row"]), (&line["amount"], &line["row"]));
    assert_eq!(one["steps"].as_array().unwrap().last().unwrap()["kind"], "end");
    let total = xinbu(&[&calc[..], &["--explain", "total", "--json"]].concat());
    let total: serde_json::Value = serde_json::from_slice(&total.stdout).unwrap();
    assert_eq!(total["amount"], all["total"]);
    let written = xinbu(&[&calc[..], &["--explain", &row, "--xlsx", &book]].concat());
    assert_eq!(status(&written), 0, "{}", said(&written));
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
    let shown = xinbu(&[&calc[..], &["--explain", &row]].concat());
    assert_eq!(status(&shown), 0, "{}", said(&shown));
    assert_eq!(status(&xinbu(&[&calc[..], &["--explain", "9999"]].concat())), 1, "there is no such row");
    assert_eq!(status(&xinbu(&[&calc[..], &["--xlsx", &book]].concat())), 2, "a workbook of what?");
}

#[test]
fn limits_over_years_count_the_grants_of_a_file_and_say_so_where_none_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let schedule = file(
        "schedule.csv",
        "被担保企业,统一社会信用代码,担保合同号,贷款担保额（元）,是否商贸企业,合同签订日,担保费率\n\
         某企业,91350100M000100Y43,DB-1,5000000.00,是,2009-06-01,2%\n",
    );
    let facts = file(
        "facts.toml",
        "paid_in = \"40000000.00\"\nregion = \"东部\"\ncounty = \"否\"\nlast_year = \"80000000.00\"\nclean = \"是\"\n",
    );
    let head = "办法编号,补贴项目,是否申报单位自身,企业统一社会信用代码,业务编号,批准日期,批准金额,实付金额\n";
    let earlier =
        file("earlier.csv", &format!("{head}c-2009-160,amount,否,91350100M000100Y43,DB-1,2009-12-01,1000.00,\n"));
    let calc =
        ["calc", "--scheme", "c-2009-72", "--schedule", &schedule, "--facts", &facts, "--filed-on", "2010-03-01"];
    let with = ["--earlier", earlier.as_str()];
    let total = |output: &Output| {
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (json["total"].as_str().unwrap().to_owned(), json["earlier"].clone())
    };
    let bare = xinbu(&[&calc[..], &["--json"]].concat());
    assert_eq!(status(&bare), 0, "{}", said(&bare));
    let (paid, told) = total(&bare);
    assert_ne!(paid, "0.00");
    assert_eq!(told["given"], false);
    assert!(!told["limits_without"].as_array().unwrap().is_empty(), "{told}");
    let told = xinbu(&calc);
    assert!(
        said(&told).contains("没有提供以往批准的数据") && said(&told).contains("已获其他中央财政补贴"),
        "{}",
        said(&told)
    );
    let explained = xinbu(&[&calc[..], &["--explain", "2"]].concat());
    assert!(said(&explained).contains("没有提供以往批准的数据，按没有批准过计算"), "{}", said(&explained));
    let counted = xinbu(&[&calc[..], &with[..], &["--json"]].concat());
    assert_eq!(status(&counted), 0, "{}", said(&counted));
    let (nothing, told) = total(&counted);
    assert_eq!(
        (nothing.as_str(), &told["given"]),
        ("0.00", &serde_json::json!(true)),
        "the enterprise was supported before"
    );
    assert!(!said(&xinbu(&[&calc[..], &with[..]].concat())).contains("没有提供以往批准的数据"));
    let torn = file("torn.csv", &format!("{head}c-2009-160,amount,否,91350100M000100Y43,DB-1,去年,1000.00,\n"));
    let refused = xinbu(&[&calc[..], &["--earlier", torn.as_str()]].concat());
    assert_eq!(status(&refused), 1, "a row that cannot be read stops the calculation: {}", said(&refused));
    assert!(said(&refused).contains("批准日期"), "{}", said(&refused));
}

#[test]
fn the_command_line_reads_a_file_above_the_limit_of_uploads_of_old() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    let mut text =
        "被担保企业,统一社会信用代码,担保合同号,贷款担保额（元）,是否商贸企业,合同签订日,担保费率\n".to_owned();
    let name = "某".repeat(60);
    for row in 0..100_000 {
        text.push_str(&format!("{name},91350100M000100Y43,DB-{row},5000000.00,是,2009-06-01,2%\n"));
    }
    assert!(text.len() > 20 << 20);
    std::fs::write(&path, text).unwrap();
    let checked = xinbu(&["schedule", "check", &path.display().to_string(), "--template", "c-2009-72", "--json"]);
    assert_eq!(status(&checked), 0, "{}", said(&checked).chars().take(500).collect::<String>());
    let json: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(json["good_rows"], 100_000);
    assert!(checked.stdout.len() < 10_000, "rows are counted, not repeated: {} bytes", checked.stdout.len());
}

#[test]
fn a_schedule_is_checked_with_rows_and_columns() {
    let good = xinbu(&["schedule", "check", &data("guarantee-schedule.xlsx"), "--template", "cq-2022-19"]);
    assert_eq!(status(&good), 0, "{}", said(&good));
    let bad = xinbu(&["schedule", "check", &data("guarantee-schedule-with-errors.csv"), "--template", "cq-2022-19"]);
    assert_eq!(status(&bad), 1);
    assert!(said(&bad).contains("担保金额"), "{}", said(&bad));
    let json = xinbu(&[
        "schedule",
        "check",
        &data("guarantee-schedule-with-errors.csv"),
        "--template",
        "cq-2022-19",
        "--json",
    ]);
    assert_eq!(status(&json), 1);
    serde_json::from_slice::<serde_json::Value>(&json.stdout).unwrap();
    let wrong = xinbu(&["schedule", "check", &data("statement-sample.xml"), "--template", "cq-2022-19"]);
    assert_eq!(status(&wrong), 1, "{}", said(&wrong));
}

#[test]
fn a_statement_is_checked() {
    assert_eq!(status(&xinbu(&["statement", "check", &data("statement-sample.xml")])), 0);
    let unbalanced = xinbu(&["statement", "check", &data("statement-unbalanced.xml")]);
    assert_eq!(status(&unbalanced), 1, "{}", said(&unbalanced));
    // The columns are of the currency that the file is in, and what is no statement is named.
    let folder = tempfile::tempdir().unwrap();
    let other = |name: &str, content: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, content).unwrap();
        said(&xinbu(&["statement", "check", &file.display().to_string()]))
    };
    let sample = std::fs::read_to_string(data("statement-sample.xml")).unwrap();
    let euro = other("euro.xml", sample.replace("CNY", "EUR").as_bytes());
    assert!(euro.contains("收入（EUR）") && !euro.contains("（元）"), "{euro}");
    let paper = other("paper.pdf", b"%PDF-1.7 ...");
    assert!(paper.contains("PDF") && paper.contains("camt.053"), "{paper}");
}

#[test]
fn the_schemes_pay_their_cases_and_wrong_usage_is_told() {
    for id in ["cq-2022-19", "tci-2009", "tj-2019", "tj-2022-central"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemes").join(id).display().to_string();
        let checked = xinbu(&["scheme", "check", &folder]);
        assert_eq!(status(&checked), 0, "{}", said(&checked));
    }
    assert_eq!(status(&xinbu(&["calc"])), 2);
    assert_eq!(status(&xinbu(&["nonsense"])), 2);
}

#[test]
fn a_folder_of_schemes_is_checked_whole_and_each_bad_file_is_named() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemes").display().to_string();
    let checked = xinbu(&["scheme", "check", &library]);
    assert_eq!(status(&checked), 0, "{}", said(&checked));
    for name in ["cq-2022-19/1.toml", "tci-2009/1.toml", "jp-eiheiji/1.toml"] {
        assert!(said(&checked).contains(name), "{name}: {}", said(&checked));
    }
    let folder = tempfile::tempdir().unwrap();
    for id in ["a", "b", "c"] {
        std::fs::create_dir(folder.path().join(id)).unwrap();
        std::fs::copy(scheme("tci-2009"), folder.path().join(id).join("1.toml")).unwrap();
    }
    std::fs::write(folder.path().join("a/1.toml"), [0xff, 0xfe, 0x00]).unwrap();
    std::fs::write(folder.path().join("b/1.toml"), "id = 5").unwrap();
    let bad = xinbu(&["scheme", "check", &folder.path().display().to_string()]);
    assert_eq!(status(&bad), 1);
    for words in ["✗ a/1.toml", "✗ b/1.toml", "✓ c/1.toml", "共检查 3 个办法文件，2 个有问题"] {
        assert!(said(&bad).contains(words), "{words}: {}", said(&bad));
    }
    let empty = tempfile::tempdir().unwrap();
    let nothing = xinbu(&["scheme", "check", &empty.path().display().to_string()]);
    assert_eq!(status(&nothing), 1);
    assert!(said(&nothing).contains("没有办法文件"), "{}", said(&nothing));
}

#[test]
fn only_migrate_and_set_up_make_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mistyped.db");
    let url = format!("sqlite:{}", path.display());
    let (call, list) = (data("../call.toml"), data("setup.toml"));
    let commands: &[&[&str]] = &[
        &["serve", "--listen", "127.0.0.1:0"],
        &["call", "open", &call, "--by", "x"],
        &["call", "confirm", "TN-2026-0001", "--by", "x"],
        &["call", "close", "TZ-2026-0001", "--on", "2026-03-01", "--reason", "x", "--by", "x"],
        &["credit", "check", "91430100MA4L2GT8X8", "--as-of", "2026-03-01"],
        &["credit", "import", &list, "--dry-run", "--data-date", "2026-03-01"],
        &["credit", "nightly", "--by", "x"],
        &["credit", "statistics", "--from", "2026-01-01", "--to", "2026-02-01"],
        &["simulate", "--scheme", "tci-2009", "--call", "TZ-1", "--by", "x"],
        &["verify"],
    ];
    for command in commands {
        let refused = xinbu(&[command, &["--database", &url][..]].concat());
        assert_eq!(status(&refused), 1, "{command:?}: {}", said(&refused));
        assert!(
            said(&refused).contains("mistyped.db") && said(&refused).contains("xinbu migrate"),
            "{command:?}: {}",
            said(&refused)
        );
        assert!(!path.exists(), "{command:?} made a database");
    }
    // A file that is there and holds nothing, or something else, is no installation either.
    for content in [&b""[..], b"dear diary"] {
        std::fs::write(&path, content).unwrap();
        for command in commands {
            let refused = xinbu(&[command, &["--database", &url][..]].concat());
            assert_eq!(status(&refused), 1, "{command:?}: {}", said(&refused));
            assert!(said(&refused).contains("mistyped.db"), "{command:?}: {}", said(&refused));
        }
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(status(&xinbu(&["migrate", "--database", &url])), 0);
    assert_eq!(status(&xinbu(&["verify", "--database", &url])), 0);
}

#[test]
fn two_versions_are_compared_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(scheme("cq-2022-19")).unwrap();
    let newer = folder.path().join("2.toml");
    std::fs::write(&newer, text.replace("limit = \"3000万元\"", "limit = \"2000万元\"")).unwrap();
    let newer = newer.display().to_string();
    let differs = xinbu(&["scheme", "diff", "cq-2022-19/1", &newer]);
    assert_eq!(status(&differs), 1);
    assert!(said(&differs).contains("30,000,000.00 → 20,000,000.00"), "{}", said(&differs));
    let same = xinbu(&["scheme", "diff", "cq-2022-19", &scheme("cq-2022-19")]);
    assert_eq!(status(&same), 0, "{}", said(&same));
    let unknown = xinbu(&["scheme", "diff", "cq-2022-19/99", &newer]);
    assert_eq!(status(&unknown), 1);
    assert!(said(&unknown).contains("cq-2022-19/1"), "it names those there are: {}", said(&unknown));
    let shown = xinbu(&["scheme", "show", "cq-2022-19"]);
    assert!(said(&shown).contains("单户机构") && said(&shown).contains("30,000,000.00"), "{}", said(&shown));
}

/// The example of a call, filed from today to the end of the year, so that it can be opened on whatever day this runs.
fn call_of_this_year(folder: &Path) -> String {
    let today = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive();
    let example = std::fs::read_to_string(data("../call.toml")).unwrap();
    let window = format!("window = [\"{today}\", \"{}-12-31\"]", today.format("%Y"));
    let lines = example.lines().map(|line| if line.starts_with("window = ") { window.as_str() } else { line });
    let file = folder.join("call.toml");
    std::fs::write(&file, lines.collect::<Vec<_>>().join("\n")).unwrap();
    file.display().to_string()
}

/// The number that begins with some letters in what a command said.
fn number_in(text: &str, letters: &str) -> String {
    let from = text.find(letters).unwrap_or_else(|| panic!("no {letters} in {text}"));
    text[from..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

#[test]
fn a_year_whose_holidays_are_announced_is_loaded_and_calls_may_end_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/xinbu.db", folder.path().display());
    let set_up = xinbu(&["setup", &data("setup.toml"), "--database", &url]);
    assert_eq!(status(&set_up), 0, "{}", said(&set_up));
    let setup: xinbu::service::account::provision::Setup =
        toml::from_str(&std::fs::read_to_string(data("setup.toml")).unwrap()).unwrap();
    let login = |role| setup.people.iter().find(|p| p.roles.contains(&role)).unwrap().login.clone();
    let (one, reviewer) = (login(domain::role::Role::Administrator), login(domain::role::Role::FirstReviewer));
    let who = ["--by", &one, "--database", &url];
    let run = |arguments: &[&str]| xinbu(&[&["calendar"], arguments].concat());
    // No notice is announced for a year so far away: its days are the test's own.
    let year = chrono::Datelike::year(&chrono::Utc::now()) + 20;
    let days = |days: &[&str]| days.iter().map(|day| format!("\"{year}-{day}\"")).collect::<Vec<_>>().join(", ");
    let fixed = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"];
    let text = |off: &[&str]| {
        format!("year = {year}\nsource = \"国办发明电 1 号\"\noff_days = [{}]\nmakeup_workdays = []\n", days(off))
    };
    let file = folder.path().join("year.toml");
    let path = file.display().to_string();
    for (content, words) in [
        (text(&fixed[1..]), format!("{year}-01-01：是法定节假日")),
        (text(&fixed).replace("source", "sauce"), "sauce".to_owned()),
        (text(&fixed).replace("国办发明电 1 号", " "), "没有注明来源".to_owned()),
        (text(&fixed).replace("= [", "= "), "第 3 行".to_owned()),
    ] {
        std::fs::write(&file, content).unwrap();
        let refused = run(&[&["add", &path, "--reason", "已公布"][..], &who].concat());
        assert!(status(&refused) == 1 && said(&refused).contains(&words), "{words}: {}", said(&refused));
        assert!(!said(&refused).contains("expected"), "no library speaks to people: {}", said(&refused));
    }
    std::fs::write(&file, text(&fixed)).unwrap();
    let checked = run(&["check", &path]);
    assert!(status(&checked) == 0 && said(&checked).contains("全年工作日"), "{}", said(&checked));
    let refused = run(&["add", &path, "--reason", "已公布", "--by", &reviewer, "--database", &url]);
    assert_eq!(status(&refused), 1, "only an administrator: {}", said(&refused));
    // Before it is loaded, a call that ends in it says what to do; afterwards the year is no obstacle.
    let call = call_of_this_year(folder.path());
    let late = std::fs::read_to_string(&call).unwrap();
    let mut terms: toml::Table = toml::from_str(&late).unwrap();
    let closes: toml::value::Datetime = format!("{year}-06-03").parse().unwrap();
    terms["window"].as_array_mut().unwrap()[1] = match &terms["window"][1] {
        toml::Value::String(_) => toml::Value::String(closes.to_string()),
        _ => toml::Value::Datetime(closes),
    };
    std::fs::write(&call, terms.to_string()).unwrap();
    let open = || said(&xinbu(&[&["call", "open", &call][..], &who].concat()));
    let missing = format!("{year} 年的工作日历");
    assert!(open().contains(&missing) && open().contains("xinbu calendar add"), "{}", open());
    let second = folder.path().join("second.toml");
    let person = "[[people]]\nlogin = \"second\"\nzh = \"石岩\"\nen = \"Shi Yan\"\nunit = \"990000\"\nroles = [\"administrator\"]\n";
    std::fs::write(&second, person).unwrap();
    assert_eq!(status(&xinbu(&["setup", &second.display().to_string(), "--database", &url])), 0);
    let proposed = run(&[&["add", &path, "--reason", "已公布"][..], &who].concat());
    assert_eq!(status(&proposed), 0, "{}", said(&proposed));
    let number = number_in(&said(&proposed), "JG-");
    assert!(open().contains(&missing), "not before another administrator confirms it");
    let own = xinbu(&[&["office", "confirm", &number][..], &who].concat());
    assert_eq!(status(&own), 1, "{}", said(&own));
    let confirmed = xinbu(&["office", "confirm", &number, "--by", "second", "--database", &url]);
    assert_eq!(status(&confirmed), 0, "{}", said(&confirmed));
    assert!(!open().contains(&missing), "{}", open());
    let listed = said(&run(&[&["list"][..], &who].concat()));
    assert!(listed.contains(&year.to_string()) && listed.contains("国办发明电 1 号"), "{listed}");
    let again = run(&[&["add", &path, "--reason", "已公布"][..], &who].concat());
    assert!(status(&again) == 1 && said(&again).contains("已经载入"), "{}", said(&again));
    let proved = xinbu(&["verify", "--database", &url]);
    assert_eq!(status(&proved), 0, "{}", said(&proved));
}

#[test]
fn an_empty_installation_opens_closes_and_extends_a_call_by_two_administrators() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/xinbu.db", folder.path().display());
    assert_eq!(status(&xinbu(&["migrate", "--database", &url])), 0);
    // An office with one administrator: what it proposes waits, and the command says what to do.
    let mut setup: toml::Table = toml::from_str(&std::fs::read_to_string(data("setup.toml")).unwrap()).unwrap();
    let mut keepers = 0;
    setup["people"].as_array_mut().unwrap().retain(|person| {
        let keeper = person["roles"].as_array().unwrap().contains(&"administrator".into());
        keepers += i32::from(keeper);
        !keeper || keepers == 1
    });
    let office = folder.path().join("office.toml");
    std::fs::write(&office, setup.to_string()).unwrap();
    let set_up = xinbu(&["setup", &office.display().to_string(), "--database", &url]);
    assert_eq!(status(&set_up), 0, "{}", said(&set_up));
    let setup: xinbu::service::account::provision::Setup =
        toml::from_str(&std::fs::read_to_string(&office).unwrap()).unwrap();
    let login = |role| setup.people.iter().find(|p| p.roles.contains(&role)).unwrap().login.clone();
    let (one, reviewer) = (login(domain::role::Role::Administrator), login(domain::role::Role::FirstReviewer));
    let run = |arguments: &[&str], by: &str| xinbu(&[&["call"], arguments, &["--by", by, "--database", &url]].concat());
    let file = call_of_this_year(folder.path());
    // What is refused is named: the item of the file, the name that nothing has.
    let text = std::fs::read_to_string(&file).unwrap();
    for (from, to, words) in [
        ("小微企业融资担保降费奖补", " ", "title_zh: 此项必填"),
        ("2150805-01", "2150805-99", "没有找到“2150805-99”"),
        ("cq-2022-19", "cq-1922-19", "没有找到“cq-1922-19 1”"),
        ("firm_kind", "firm_sort", "firm_sort"),
    ] {
        assert!(text.contains(from), "{from}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
        let refused = run(&["open", &file], &one);
        assert!(status(&refused) == 1 && said(&refused).contains(words), "{words}: {}", said(&refused));
    }
    std::fs::write(&file, text).unwrap();
    assert!(said(&run(&["show", "TN-1999-0001"], &one)).contains("没有找到“TN-1999-0001”"));
    assert!(said(&run(&["list"], "nobody")).contains("没有找到“nobody”"));
    let refused = run(&["open", &file], &reviewer);
    assert_eq!(status(&refused), 1, "only an administrator proposes a call: {}", said(&refused));
    let proposed = run(&["open", &file], &one);
    assert_eq!(status(&proposed), 0, "{}", said(&proposed));
    let proposal = number_in(&said(&proposed), "TN-");
    for words in ["没有其他项目管理员", "xinbu setup", "2150805-01", "2023-01-01 – 2023-12-31"] {
        assert!(said(&proposed).contains(words), "{words}: {}", said(&proposed));
    }
    let own = run(&["confirm", &proposal], &one);
    assert_eq!(status(&own), 1);
    assert!(said(&own).contains("另一名项目管理员"), "{}", said(&own));
    assert!(!said(&run(&["list"], &one)).contains("TZ-"), "nothing is open");
    // The second administrator comes by a file of people alone.
    let second = folder.path().join("second.toml");
    let person = "[[people]]\nlogin = \"second\"\nzh = \"石岩\"\nen = \"Shi Yan\"\nunit = \"990000\"\nroles = [\"administrator\"]\n";
    std::fs::write(&second, person).unwrap();
    let added = xinbu(&["setup", &second.display().to_string(), "--database", &url]);
    assert_eq!(status(&added), 0, "{}", said(&added));
    let shown = run(&["show", &proposal], "second");
    assert!(said(&shown).contains("second"), "who may confirm: {}", said(&shown));
    let confirmed = run(&["confirm", &proposal], "second");
    assert_eq!(status(&confirmed), 0, "{}", said(&confirmed));
    let call = number_in(&said(&confirmed), "TZ-");
    assert!(said(&run(&["list"], &one)).contains("受理中"));
    // Closed earlier, extended, edited and called off: each by two people, with a reason.
    let today = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive().to_string();
    if !today.ends_with("12-31") {
        let bare = run(&["close", &call, "--on", &today, "--reason", " "], &one);
        assert_eq!(status(&bare), 1, "{}", said(&bare));
        let closing = run(&["close", &call, "--on", &today, "--reason", "额度已满"], &one);
        assert!(said(&closing).contains(&format!("→ {today} – {today}")), "{}", said(&closing));
        let proposal = number_in(&said(&closing), "TN-");
        let waits = run(&["extend", &call, "--on", &today, "--reason", "x"], "second");
        assert!(status(&waits) == 1, "{}", said(&waits));
        assert_eq!(status(&run(&["decline", &proposal, "--reason", "尚有额度"], "second")), 0);
        let proposal = number_in(&said(&run(&["close", &call, "--on", &today, "--reason", "额度已满"], &one)), "TN-");
        assert_eq!(status(&run(&["confirm", &proposal], "second")), 0);
        let end = format!("{}-12-31", &today[..4]);
        let proposal = number_in(&said(&run(&["extend", &call, "--on", &end, "--reason", "延期"], "second")), "TN-");
        assert_eq!(status(&run(&["confirm", &proposal], &one)), 0);
    }
    let same = run(&["edit", &call, &file, "--reason", "更正"], &one);
    assert!(status(&same) == 1 && said(&same).contains("没有不同"), "{}", said(&same));
    let other = std::fs::read_to_string(&file).unwrap().replace("notice_working_days = 5", "notice_working_days = 7");
    std::fs::write(&file, other).unwrap();
    let edited = run(&["edit", &call, &file, "--reason", "更正公示期"], &one);
    assert!(said(&edited).contains("5 → 7"), "{}", said(&edited));
    let taken = run(&["take-back", &number_in(&said(&edited), "TN-")], &one);
    assert_eq!(status(&taken), 0, "{}", said(&taken));
    let proposal = number_in(&said(&run(&["withdraw", &call, "--reason", "政策调整"], &one)), "TN-");
    assert_eq!(status(&run(&["confirm", &proposal], "second")), 0);
    assert!(said(&run(&["--lang", "en", "list"], &one)).contains("Called off"));
    assert_eq!(status(&xinbu(&["verify", "--database", &url])), 0);
}

#[test]
fn the_credit_cases_agree_and_a_disagreement_is_named() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/credit-cases.json");
    let agreed = xinbu(&["credit", "cases", &cases.display().to_string(), "--json"]);
    assert_eq!(status(&agreed), 0, "{}", said(&agreed));
    let report: serde_json::Value = serde_json::from_slice(&agreed.stdout).unwrap();
    assert!(report["carried_out"].as_u64().unwrap() > 50 && report["disagreements"] == serde_json::json!([]));
    let mut file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&cases).unwrap()).unwrap();
    let id = file["cases"][0]["id"].as_str().unwrap().to_owned();
    file["cases"][0]["steps"][0]["expect"]["outcome"] = "block".into();
    file["cases"][0]["steps"][0]["expect"]["ruleset"] = "RS-NONE".into();
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.json");
    std::fs::write(&wrong, file.to_string()).unwrap();
    let differs = xinbu(&["credit", "cases", &wrong.display().to_string()]);
    assert_eq!(status(&differs), 1);
    assert!(said(&differs).contains(&id) && said(&differs).contains("RS-NONE"), "{}", said(&differs));
    std::fs::write(&wrong, "{}").unwrap();
    assert_eq!(status(&xinbu(&["credit", "cases", &wrong.display().to_string()])), 1);
}

#[test]
fn records_are_tried_imported_and_looked_up() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/xinbu.db", folder.path().display());
    assert_eq!(status(&xinbu(&["setup", &data("setup.toml"), "--database", &url])), 0);
    let setup: xinbu::service::account::provision::Setup =
        toml::from_str(&std::fs::read_to_string(data("setup.toml")).unwrap()).unwrap();
    let login = |role| setup.people.iter().find(|p| p.roles.contains(&role)).unwrap().login.clone();
    let checker = login(domain::role::Role::CreditChecker);
    let code = "91430100MA4L2GT8X8";
    let list = folder.path().join("list.csv");
    let head = "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_NR,CF_NR_FK,CF_JDRQ,CF_CFJG,CF_SXYZCD\n";
    let row =
        format!("江临市某某有限公司,{code},江罚〔2026〕7号,罚款2000元,0.2,2026-01-10,江临市市场监督管理局,严重\n");
    std::fs::write(&list, format!("{head}{row}")).unwrap();
    let list = list.display().to_string();
    let dated = ["--data-date", "2026-02-01", "--database", &url];
    let import = |more: &[&str]| xinbu(&[&["credit", "import"], more, &dated].concat());
    assert_eq!(status(&xinbu(&["credit", "import", &list, "--dry-run", "--database", &url])), 2, "not without its day");
    let tried = import(&[&list, "--dry-run"]);
    assert_eq!(status(&tried), 0, "{}", said(&tried));
    assert!(said(&tried).contains("新增 1"), "{}", said(&tried));
    // The trial stored nothing: no source has answered, so nobody is clean.
    let unknown = xinbu(&["credit", "check", code, "--as-of", "2026-03-01", "--json", "--database", &url]);
    assert_eq!(status(&unknown), 1);
    let json: serde_json::Value = serde_json::from_slice(&unknown.stdout).unwrap();
    assert_eq!(json["applicant"]["outcome"], "refer");
    assert_eq!(json["applicant"]["reasons"][0]["code"], "SOURCE_UNAVAILABLE");
    for wanted in ["新增 1", "无变化 1"] {
        let imported = import(&[&list, "--by", &checker]);
        assert_eq!(status(&imported), 0, "{}", said(&imported));
        assert!(said(&imported).contains(wanted), "{}", said(&imported));
    }
    // The same record as JSON is the same record.
    let json = folder.path().join("list.json");
    let row = serde_json::json!([{ "CF_XDR_MC": "江临市某某有限公司", "CF_XDR_SHXYM": code, "CF_WSH": "江罚〔2026〕7号",
        "CF_NR": "罚款2000元", "CF_NR_FK": 0.2, "CF_JDRQ": "2026-01-10", "CF_CFJG": "江临市市场监督管理局", "CF_SXYZCD": "严重" }]);
    std::fs::write(&json, row.to_string()).unwrap();
    let tried = import(&[&json.display().to_string(), "--dry-run"]);
    assert!(status(&tried) == 0 && said(&tried).contains("无变化 1"), "{}", said(&tried));
    let blocked = xinbu(&["credit", "check", code, "--as-of", "2026-03-01", "--database", &url]);
    assert_eq!(status(&blocked), 1);
    assert!(said(&blocked).contains("严重行政处罚在公示期内"), "{}", said(&blocked));
    // A full list without the record: not without a day, and not without a person's word that so much goes.
    let whole = folder.path().join("whole.csv");
    let row = "江临市别家有限公司,,江罚〔2026〕8号,警告,,2026-01-10,江临市市场监督管理局,轻微\n";
    std::fs::write(&whole, format!("{head}{row}")).unwrap();
    let whole = whole.display().to_string();
    let replace = |more: &[&str]| {
        let words = ["credit", "import", &whole, "--database", &url, "--replace"];
        xinbu(&[&words, more].concat())
    };
    assert_eq!(status(&replace(&["--dry-run"])), 2);
    let dropped = replace(&["--dry-run", "--data-date", "2026-02-01"]);
    assert_eq!(status(&dropped), 1, "{}", said(&dropped));
    let removed = replace(&["--by", &checker, "--data-date", "2026-02-01", "--confirm-drop"]);
    assert_eq!(status(&removed), 0, "{}", said(&removed));
    for words in ["名单：行政处罚信息（双公示）", "新增 1", "移出 1 条", "导入编号"] {
        assert!(said(&removed).contains(words), "{words}: {}", said(&removed));
    }
    let other = import(&[&list, "--dry-run", "--source", "COURT_SX"]);
    assert_eq!(status(&other), 1);
    assert!(said(&other).contains("来源 COURT_SX 只提供：失信被执行人名单"), "{}", said(&other));
    let reviewer = login(domain::role::Role::FirstReviewer);
    let refused = import(&[&list, "--by", &reviewer]);
    assert_eq!(status(&refused), 1, "only a credit checker imports: {}", said(&refused));
}

#[test]
fn a_code_that_two_officers_have_admitted_counts_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    // One character of a right code is another one: the check character does not fit, as of some codes that were issued.
    let sheet = std::fs::read_to_string(case("cs04-issued-code-with-other-check-character.csv")).unwrap();
    std::fs::write(path("schedule.csv"), &sheet).unwrap();
    let checked = |more: &[&str]| {
        let file = path("schedule.csv");
        let mut arguments = vec!["schedule", "check", &file, "--template", "cq-2022-19"];
        arguments.extend(more);
        xinbu(&arguments)
    };
    let refused = checked(&[]);
    assert_eq!(status(&refused), 1, "{}", said(&refused));
    assert!(said(&refused).contains("--admitted FILE"), "the way is told: {}", said(&refused));
    let code = sheet.split([',', '\n', '\r', '"']).find(|cell| cell.len() == 18 && cell.starts_with("91")).unwrap();
    std::fs::write(path("admitted.txt"), format!("# 两名人员已认可\n{code}  # 营业执照见附件\n\n")).unwrap();
    let taken = checked(&["--admitted", &path("admitted.txt")]);
    assert_eq!(status(&taken), 0, "{}", said(&taken));
    // It is calculated with, too.
    std::fs::write(path("facts.toml"), "government_owned = \"no\"\n").unwrap();
    let (schedule, admitted) = (path("schedule.csv"), path("admitted.txt"));
    let mut arguments = vec!["calc", "--scheme", "cq-2022-19", "--schedule", &schedule];
    let without = xinbu(&arguments);
    assert_eq!(status(&without), 1);
    let facts = path("facts.toml");
    arguments.extend(["--admitted", &admitted, "--facts", &facts]);
    let calculated = xinbu(&arguments);
    assert!(!said(&calculated).contains("校验位不正确"), "{}", said(&calculated));
    // What is no code at all is not admitted by a file.
    std::fs::write(path("admitted.txt"), "91430100\n").unwrap();
    assert_eq!(status(&checked(&["--admitted", &path("admitted.txt")])), 1);
}

/// A case file of the public faults.
fn case(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/public-faults").join(name).display().to_string()
}
