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
    let tried = xinbu(&["credit", "import", &list, "--dry-run", "--database", &url]);
    assert_eq!(status(&tried), 0, "{}", said(&tried));
    assert!(said(&tried).contains("新增 1"), "{}", said(&tried));
    // The trial stored nothing: no source has answered, so nobody is clean.
    let unknown = xinbu(&["credit", "check", code, "--as-of", "2026-03-01", "--json", "--database", &url]);
    assert_eq!(status(&unknown), 1);
    let json: serde_json::Value = serde_json::from_slice(&unknown.stdout).unwrap();
    assert_eq!(json["applicant"]["outcome"], "refer");
    assert_eq!(json["applicant"]["reasons"][0]["code"], "SOURCE_UNAVAILABLE");
    for wanted in ["新增 1", "无变化 1"] {
        let imported = xinbu(&["credit", "import", &list, "--by", &checker, "--database", &url]);
        assert_eq!(status(&imported), 0, "{}", said(&imported));
        assert!(said(&imported).contains(wanted), "{}", said(&imported));
    }
    // The same record as JSON is the same record.
    let json = folder.path().join("list.json");
    let row = serde_json::json!([{ "CF_XDR_MC": "江临市某某有限公司", "CF_XDR_SHXYM": code, "CF_WSH": "江罚〔2026〕7号",
        "CF_NR": "罚款2000元", "CF_NR_FK": 0.2, "CF_JDRQ": "2026-01-10", "CF_CFJG": "江临市市场监督管理局", "CF_SXYZCD": "严重" }]);
    std::fs::write(&json, row.to_string()).unwrap();
    let tried = xinbu(&["credit", "import", &json.display().to_string(), "--dry-run", "--database", &url]);
    assert!(status(&tried) == 0 && said(&tried).contains("无变化 1"), "{}", said(&tried));
    let blocked = xinbu(&["credit", "check", code, "--as-of", "2026-03-01", "--database", &url]);
    assert_eq!(status(&blocked), 1);
    assert!(said(&blocked).contains("严重行政处罚在公示期内"), "{}", said(&blocked));
    let reviewer = login(domain::role::Role::FirstReviewer);
    let refused = xinbu(&["credit", "import", &list, "--by", &reviewer, "--database", &url]);
    assert_eq!(status(&refused), 1, "only a credit checker imports: {}", said(&refused));
}
