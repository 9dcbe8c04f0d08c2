//! The program as a person types it: exit status 0 for good, 1 for refused input with its reasons, 2 for wrong usage.

use std::path::Path;
use std::process::{Command, Output};

fn xinbu(arguments: &[&str]) -> Output {
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

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
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

#[test]
fn an_installation_is_set_up_and_a_call_opened() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/xinbu.db", folder.path().display());
    assert_eq!(status(&xinbu(&["migrate", "--database", &url])), 0);
    let set_up = xinbu(&["setup", &data("setup.toml"), "--database", &url]);
    assert_eq!(status(&set_up), 0, "{}", said(&set_up));
    let setup: xinbu::service::account::provision::Setup =
        toml::from_str(&std::fs::read_to_string(data("setup.toml")).unwrap()).unwrap();
    let login = |role| setup.people.iter().find(|p| p.roles.contains(&role)).unwrap().login.clone();
    let (administrator, reviewer) =
        (login(domain::role::Role::Administrator), login(domain::role::Role::FirstReviewer));
    let opened = xinbu(&["call", "open", &data("../call.toml"), "--by", &administrator, "--database", &url]);
    assert_eq!(status(&opened), 0, "{}", said(&opened));
    assert!(said(&opened).contains("TZ-"), "{}", said(&opened));
    let refused = xinbu(&["call", "open", &data("../call.toml"), "--by", &reviewer, "--database", &url]);
    assert_eq!(status(&refused), 1, "only an administrator opens a call: {}", said(&refused));
    assert_eq!(status(&xinbu(&["verify", "--database", &url])), 0);
}
