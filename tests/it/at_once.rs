//! Several people do the same thing at the same moment: one does it, the others are told so in words; nobody reads that the
//! program failed.

use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::account::provision::{Setup, provision};

use crate::bank_acts::import;
use crate::support::app::person;
use crate::support::bank::{Line, statement};
use crate::support::client::{Browser, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// How many at once.
const MANY: usize = 12;

/// People of one role, each signed in.
async fn crowd(app: &TestApp, server: &crate::support::client::Server, role: Role) -> Vec<Browser> {
    let login = |n: usize| format!("{}_at_once_{n}", role.key());
    let setup = Setup {
        units: Vec::new(),
        bank_accounts: Vec::new(),
        budget_lines: Vec::new(),
        limits: Vec::new(),
        firms: Vec::new(),
        people: (0..MANY).map(|n| person(&login(n), Some("430000"), None, role)).collect(),
    };
    provision(&app.app, &setup).await.unwrap();
    let mut people = Vec::new();
    for n in 0..MANY {
        people.push(server.sign_in(&login(n)).await);
    }
    people
}

/// The forms sent at one moment; every answer is a refusal in words, a "come back" or "done", and how often it was done.
async fn at_once(people: &[Browser], forms: Vec<(String, Vec<(&'static str, String)>)>, key: Option<&str>) -> usize {
    let start = std::sync::Arc::new(tokio::sync::Barrier::new(forms.len()));
    let mut sent = tokio::task::JoinSet::new();
    for (browser, (path, fields)) in people.iter().cycle().zip(forms) {
        let (browser, key, start) = (browser.at(&browser.address), key.map(str::to_owned), start.clone());
        sent.spawn(async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            start.wait().await;
            let answer = match key {
                Some(key) => browser.post_with_key(&path, &fields, &key).await,
                None if path == "/budget" => browser.propose_budget(&fields).await,
                None => browser.post(&path, &fields).await,
            };
            let status = answer.status();
            (status, answer.text().await.unwrap())
        });
    }
    let answers = sent.join_all().await;
    let mut done = 0;
    for (status, text) in &answers {
        let words = visible(text);
        let told = status.is_client_error() || *status == StatusCode::SERVICE_UNAVAILABLE;
        assert!(*status == StatusCode::SEE_OTHER || told && words.len() > 20, "{status}: {words}");
        done += usize::from(*status == StatusCode::SEE_OTHER);
    }
    done
}

fn form(path: &str, fields: &[(&'static str, &str)]) -> (String, Vec<(&'static str, String)>) {
    (path.to_owned(), fields.iter().map(|(n, v)| (*n, (*v).to_owned())).collect())
}

both_databases! {
    async fn of_several_people_who_explain_one_line_at_once_one_does(app: TestApp) {
        let lines: Vec<Line<'_>> = std::iter::once(Line::Funding(900_000)).chain((0..6).map(|n| Line::Charge(2_600 + n))).collect();
        import(&app, "0303.xml", statement("ICBC-0001", 1, ("2026-03-03", "2026-03-03"), 0, &lines)).await;
        let server = app.serve().await;
        let people = crowd(&app, &server, Role::Reconciler).await;
        for line in 2..=7 {
            let path = format!("/statements/BS-2026-0001/lines/{line}/explain");
            let forms = (0..MANY).map(|n| form(&path, &[("kind", "charge"), ("note", if n % 2 == 0 { "见回单" } else { "手续费" })]));
            assert_eq!(at_once(&people, forms.collect(), None).await, 1, "line {line}");
        }
        assert_eq!(app.count("allocation WHERE kind = 'charge'").await, 6);
        let unmatch = (0..MANY).map(|_| form("/statements/BS-2026-0001/lines/2/unmatch", &[("reason", "说明有误")]));
        assert_eq!(at_once(&people, unmatch.collect(), None).await, 1);
        app.is_sound().await;
    }
}

both_databases! {
    async fn of_several_people_who_propose_budget_on_one_document_at_once_one_does_and_another_office_has_numbers_of_its_own(app: TestApp) {
        let server = app.serve().await;
        let people = crowd(&app, &server, Role::FinanceMaker).await;
        let spellings = ["东财金〔2026〕88号", "东财金[2026]88号"];
        let forms = |lines: [&str; 2]| {
            let one = |n: usize| {
                let fields = [("line", lines[n / 2 % 2]), ("amount", "100.00"), ("document", spellings[n % 2])];
                form("/budget", &fields)
            };
            (0..MANY).map(one).collect::<Vec<_>>()
        };
        assert_eq!(at_once(&people, forms(["GUARANTEE", "GUARANTEE"]), None).await, 1);
        assert_eq!(at_once(&people, forms(["GUARANTEE", "INSURANCE"]), None).await, 0, "nor to another line");
        assert_eq!(app.count("budget_allocation WHERE document_no LIKE '东财金%'").await, 1);
        // The same number at the office of the city, which has a treasury of its own.
        let mut line = crate::support::app::setup();
        line.units.clear();
        line.bank_accounts.clear();
        line.firms.clear();
        line.people = vec![person("city_finance", Some("430100"), None, Role::FinanceMaker)];
        line.budget_lines.truncate(1);
        (line.budget_lines[0].code, line.budget_lines[0].unit) = ("CITY".to_owned(), "430100".to_owned());
        provision(&app.app, &line).await.unwrap();
        let city = server.sign_in("city_finance").await;
        for spelling in spellings {
            let fields = [("line", "CITY"), ("amount", "7.00"), ("document", spelling)];
            let answer = city.propose_budget(&fields).await;
            let wanted = if spelling == spellings[0] { StatusCode::SEE_OTHER } else { StatusCode::UNPROCESSABLE_ENTITY };
            assert_eq!(answer.status(), wanted, "{spelling}");
        }
        assert_eq!(app.count("budget_allocation WHERE document_no LIKE '东财金%'").await, 2);
        app.is_sound().await;
    }
}

both_databases! {
    async fn of_several_people_who_pay_again_at_once_one_does(app: TestApp) {
        let (number, payment) = crate::late_debits::refused(&app).await;
        let server = app.serve().await;
        let people = crowd(&app, &server, Role::FinanceMaker).await;
        let path = format!("/payments/{}/again", payment.number);
        let forms = (0..MANY).map(|_| form(&path, &[("same", "yes"), ("reason", "账户已恢复")]));
        assert_eq!(at_once(&people, forms.collect(), None).await, 1);
        assert_eq!(app.payments(&number).await.len(), 2);
        app.is_sound().await;
    }
}

both_databases! {
    async fn one_key_used_by_many_requests_at_once_acts_once_and_answers_all_of_them(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let officer = [server.sign_in("receiving_officer").await];
        let version = app.version(&number).await.to_string();
        let path = format!("/review/{number}/accept");
        let key = "00112233445566778899aabbccddeeff";
        let forms = (0..MANY).map(|_| form(&path, &[("version", &version)]));
        assert_eq!(at_once(&officer, forms.collect(), Some(key)).await, MANY, "the same answer for each");
        assert_eq!(app.count("case_step WHERE event = 'accept'").await, 1);
        // Another form under a key that is taken is refused, whichever comes first.
        let code = crate::support::app::code(crate::support::app::FIRM_A);
        let checker = [server.sign_in("credit_checker").await];
        let other = (0..MANY).map(|n| form("/credit/subjects", &[("code", code.as_str()), ("purpose", if n == 0 { "甲" } else { "乙" })]));
        let done = at_once(&checker, other.collect(), Some("ffeeddccbbaa99887766554433221100")).await;
        assert!(done == 1 || done == MANY - 1, "{done}: all that are the same, and none of the others");
        assert_eq!(app.count("credit_query_log").await, 1);
        app.is_sound().await;
    }
}
