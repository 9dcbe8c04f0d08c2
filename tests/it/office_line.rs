//! What administrators decide by two, as they type it: people, procedures, limits of approval, units, accounts and budget lines.

use std::process::Output;

use crate::command_line::{said, status, xinbu};

/// An office with two administrators; its database, and their sign-in names.
struct Office {
    _folder: tempfile::TempDir,
    url: String,
    one: String,
}

/// The second administrator, who comes by a file of people alone.
const SECOND: &str = "second";

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/xinbu.db", folder.path().display());
        let data = concat!(env!("CARGO_MANIFEST_DIR"), "/src/demo/data/setup.toml");
        assert_eq!(status(&xinbu(&["setup", data, "--database", &url])), 0);
        let setup: xinbu::service::account::provision::Setup =
            toml::from_str(&std::fs::read_to_string(data).unwrap()).unwrap();
        let keeper = |roles: &[domain::role::Role]| roles.contains(&domain::role::Role::Administrator);
        let one = setup.people.iter().find(|person| keeper(&person.roles)).unwrap().login.clone();
        let second = folder.path().join("second.toml");
        let person = "[[people]]\nlogin = \"second\"\nzh = \"石岩\"\nen = \"Shi Yan\"\nunit = \"990000\"\nroles = [\"administrator\"]\n";
        std::fs::write(&second, person).unwrap();
        assert_eq!(status(&xinbu(&["setup", &second.display().to_string(), "--database", &url])), 0);
        Self { _folder: folder, url, one }
    }

    fn run(&self, by: &str, arguments: &[&str]) -> Output {
        xinbu(&[arguments, &["--by", by, "--database", &self.url]].concat())
    }

    /// What it says when it is done.
    fn done(&self, by: &str, arguments: &[&str]) -> String {
        let done = self.run(by, arguments);
        assert_eq!(status(&done), 0, "{arguments:?}: {}", said(&done));
        said(&done)
    }

    /// What it says when it is refused.
    fn refused(&self, by: &str, arguments: &[&str]) -> String {
        let refused = self.run(by, arguments);
        assert_eq!(status(&refused), 1, "{arguments:?}: {}", said(&refused));
        said(&refused)
    }
}

/// The number of a proposal in what was said.
fn number(said: &str, letters: &str) -> String {
    let from = said.find(letters).unwrap_or_else(|| panic!("no {letters} in {said}"));
    said[from..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

#[test]
fn people_are_proposed_confirmed_locked_out_and_let_in_again_by_two_administrators() {
    let office = Office::new();
    let one = office.one.as_str();
    let invite = [
        "people",
        "invite",
        "lin.xiaoyu",
        "--zh",
        "林小雨",
        "--en",
        "Lin Xiaoyu",
        "--unit",
        "990000",
        "--role",
        "first_reviewer",
        "--reason",
        "新入职",
    ];
    let proposal = number(&office.done(one, &invite), "RY-");
    office.refused(one, &["people", "confirm", &proposal]);
    assert!(office.done(SECOND, &["people", "open"]).contains("lin.xiaoyu"));
    office.done(SECOND, &["people", "confirm", &proposal]);
    let listed = office.done(one, &["people", "list", "xiaoyu"]);
    assert!(listed.contains("lin.xiaoyu") && listed.contains("尚未设密码"), "{listed}");
    assert!(!office.done(one, &["people", "list", "--role", "approver"]).contains("lin.xiaoyu"));
    assert!(office.done(one, &["people", "link", "lin.xiaoyu"]).contains("/welcome/"));
    // What is refused names what it is about, and wrong usage says what there is.
    assert!(office.refused(one, &["people", "lock", "nobody", "--reason", "x"]).contains("nobody"));
    assert!(office.refused("lin.xiaoyu", &["people", "lock", "second", "--reason", "x"]).contains("项目管理员"));
    let unknown = office.run(one, &["people", "propose", "lin.xiaoyu", "promote", "--reason", "x"]);
    assert!(status(&unknown) == 2 && said(&unknown).contains("grant, revoke, reset, unlock"), "{}", said(&unknown));
    assert!(office.done(one, &["people", "open"]).contains("没有等待"));
    let roles = ["people", "propose", "lin.xiaoyu", "reset", "--role", "auditor", "--reason", "x"];
    assert!(office.refused(one, &roles).contains("--role"), "roles are not dropped");
    let grant = ["people", "propose", "lin.xiaoyu", "grant", "--role", "credit_checker", "--reason", "岗位调整"];
    let proposal = number(&office.done(one, &grant), "RY-");
    office.done(SECOND, &["people", "decline", &proposal, "--reason", "职责不相容"]);
    let proposal = number(&office.done(one, &grant), "RY-");
    office.done(one, &["people", "take-back", &proposal]);
    office.done(one, &["people", "lock", "lin.xiaoyu", "--reason", "离岗"]);
    assert!(office.done(one, &["people", "list", "xiaoyu"]).contains("已停用"));
    assert!(office.refused("lin.xiaoyu", &["people", "list"]).contains("已停用"));
    let unlock = ["people", "propose", "lin.xiaoyu", "unlock", "--reason", "返岗"];
    let proposal = number(&office.done(one, &unlock), "RY-");
    office.done(SECOND, &["people", "confirm", &proposal]);
    assert!(!office.done(one, &["people", "list", "xiaoyu"]).contains("已停用"));
    assert_eq!(status(&xinbu(&["verify", "--database", &office.url])), 0);
}

#[test]
fn a_limit_of_approval_is_proposed_and_confirmed_by_two_administrators() {
    let office = Office::new();
    let one = office.one.as_str();
    let today = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive().to_string();
    let propose = |limit: &str, from: &str| {
        ["limit", "propose", "--unit", "990000", "--limit", limit, "--from", from, "--reason", "授权额度"]
            .map(str::to_owned)
    };
    let propose = |by: &str, limit: &str, from: &str| {
        let arguments = propose(limit, from);
        office.run(by, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for (limit, from) in [("12.345", today.as_str()), ("-1", &today), ("五十万", &today), ("500000", "2020-01-01")] {
        let refused = propose(one, limit, from);
        assert!(status(&refused) != 0, "{limit} {from}: {}", said(&refused));
    }
    let proposed = propose(one, "500000", &today);
    assert_eq!(status(&proposed), 0, "{}", said(&proposed));
    let proposal = number(&said(&proposed), "XE-");
    office.refused(one, &["limit", "confirm", &proposal]);
    office.done(SECOND, &["limit", "confirm", &proposal]);
    assert!(office.done(one, &["limit", "list"]).contains("500,000.00"));
    // One that begins later is listed with its day.
    let next = (chrono::Utc::now() + chrono::TimeDelta::days(60)).date_naive().to_string();
    let begins = number(&said(&propose(one, "700000", &next)), "XE-");
    office.done(SECOND, &["limit", "confirm", &begins]);
    let listed = office.done(one, &["limit", "list"]);
    assert!(listed.contains("500,000.00") && listed.contains("700,000.00") && listed.contains(&next), "{listed}");
    let negative = propose(one, "-1", &today);
    assert!(!said(&negative).contains("追回"), "a limit is no refund: {}", said(&negative));
    // Two limits of one unit do not begin on one day.
    let later = (chrono::Utc::now() + chrono::TimeDelta::days(30)).date_naive().to_string();
    let again = number(&said(&propose(SECOND, "600000", &later)), "XE-");
    office.done(SECOND, &["limit", "take-back", &again]);
    let again = number(&said(&propose(SECOND, "600000", &later)), "XE-");
    office.done(one, &["limit", "decline", &again, "--reason", "过高"]);
    assert!(!office.done(one, &["limit", "list"]).contains("600,000.00"));
    assert_eq!(status(&xinbu(&["verify", "--database", &office.url])), 0);
}

#[test]
fn a_procedure_is_proved_proposed_and_confirmed_by_two_administrators() {
    let office = Office::new();
    let one = office.one.as_str();
    let brought = concat!(env!("CARGO_MANIFEST_DIR"), "/src/procedures/single-review.toml");
    let checked = xinbu(&["procedure", "check", brought]);
    assert!(status(&checked) == 0 && said(&checked).contains("single-review/1"), "{}", said(&checked));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    let path = file.display().to_string();
    let text = std::fs::read_to_string(brought).unwrap().replace("version = \"1\"", "version = \"2\"");
    std::fs::write(&file, text.replace("role = \"first_reviewer\"", "role = \"nobody\"")).unwrap();
    assert!(office.refused(one, &["procedure", "propose", &path]).contains("nobody"));
    std::fs::write(&file, text).unwrap();
    office.done(one, &["procedure", "propose", &path]);
    office.refused(one, &["procedure", "confirm", "single-review/2"]);
    office.done(SECOND, &["procedure", "decline", "single-review/2", "--reason", "再议"]);
    office.done(one, &["procedure", "propose", &path]);
    office.done(one, &["procedure", "take-back", "single-review/2"]);
    office.done(one, &["procedure", "propose", &path]);
    office.done(SECOND, &["procedure", "confirm", "single-review/2"]);
    assert!(office.done(one, &["procedure", "list"]).contains("single-review/2"));
    assert_eq!(status(&xinbu(&["verify", "--database", &office.url])), 0);
}

#[test]
fn a_unit_an_account_and_a_budget_line_are_proposed_and_confirmed_by_two_administrators() {
    let office = Office::new();
    let one = office.one.as_str();
    let year = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).format("%Y").to_string();
    let mut unit = [
        "office",
        "unit",
        "--parent",
        "990000",
        "--zh",
        "林江市",
        "--en",
        "Linjiang",
        "--reason",
        "设立",
        "--code",
        "99",
    ];
    assert!(office.refused(one, &unit).contains("六位数字"));
    unit[11] = "990700";
    let proposal = number(&office.done(one, &unit), "JG-");
    office.refused(one, &["office", "confirm", &proposal]);
    assert!(office.done(SECOND, &["office", "list"]).contains(&proposal));
    office.done(SECOND, &["office", "confirm", &proposal]);
    let account = [
        "office",
        "account",
        "--unit",
        "990700",
        "--name",
        "财政专户",
        "--number",
        "9907001234567890",
        "--bank",
        "工商银行",
        "--cnaps",
        "102100099996",
        "--reason",
        "开立",
    ];
    let proposal = number(&office.done(SECOND, &account), "JG-");
    office.done(one, &["office", "confirm", &proposal]);
    let line = [
        "office",
        "line",
        "--unit",
        "990700",
        "--code",
        "NEXT-1",
        "--zh",
        "担保",
        "--en",
        "Guarantee",
        "--year",
        &year,
        "--account",
        "9907001234567890",
        "--reason",
        "预算",
    ];
    let proposal = number(&office.done(one, &line), "JG-");
    office.done(one, &["office", "take-back", &proposal]);
    let proposal = number(&office.done(one, &line), "JG-");
    office.done(SECOND, &["office", "decline", &proposal, "--reason", "编号有误"]);
    let proposal = number(&office.done(one, &line), "JG-");
    office.done(SECOND, &["office", "confirm", &proposal]);
    let listed = office.done(one, &["office", "list"]);
    assert!(["990700", "9907001234567890", "NEXT-1"].iter().all(|what| listed.contains(what)), "{listed}");
    assert_eq!(status(&xinbu(&["verify", "--database", &office.url])), 0);
}
