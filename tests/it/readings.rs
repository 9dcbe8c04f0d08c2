//! How often all lines of a schedule are read between its upload and its approval: what is known of them is kept, and an act
//! that needs them all reads them once for everything that it finds out, and leaves them to the next; what it leaves is no older
//! than what is stored.

use domain::money::Fen;
use domain::refusal::Code;
use xinbu::service::App;
use xinbu::service::actor::Actor;
use xinbu::service::application::decide_line::{DecideLine, Decision};
use xinbu::service::command::execute;
use xinbu::store;
use xinbu::web::path;

use crate::support::app::code;
use crate::support::client::hidden;
use crate::support::schedule::Row;
use crate::support::told::{listen, read_of};
use crate::support::{TestApp, both_databases};

/// One more than the rows of which the page of a case opens the first by itself.
const ROWS: u32 = 2_001;

/// From the upload to the approval, every act through its page; how often all lines were read in each.
async fn readings(app: &TestApp) -> Vec<(&'static str, usize)> {
    let server = app.serve().await;
    app.allocate("GUARANTEE", "90000000.00", "财预〔2026〕9号").await;
    let number = app.draft("a").await;
    let mut before = 0;
    let mut seen = Vec::new();
    let own = path::application(&number);
    let preparer = server.sign_in("a.preparer").await;
    let rows: Vec<Row> = (1..=ROWS).map(Row::contract).collect();
    let (version, file) = (app.version(&number).await.to_string(), app.schedule_csv(&rows).await);
    preparer.upload(&format!("{own}/schedule"), "明细表.csv", file, &[("version", &version)]).await;
    let schedule = app.application(&number).await.schedule_id.unwrap();
    let mut note = |what| {
        let now = read_of(schedule);
        seen.push((what, now - std::mem::replace(&mut before, now)));
    };
    note("upload");
    preparer.page(&format!("{own}/estimate")).await;
    note("estimate");
    let signatory = server.sign_in("a.signatory").await;
    let version = hidden(&signatory.page(&format!("{own}/submit")).await, "version").unwrap();
    note("page to sign");
    signatory.go(&format!("{own}/submit"), &[("version", &version), ("declared", "on")]).await;
    note("submit");
    let steps = [
        ("receiving_officer", "accept", vec![]),
        ("credit_checker", "check", vec![]),
        ("first_reviewer", "start", vec![]),
        ("first_reviewer", "lines/2", vec![("decision", "reject"), ("line_reason", "合同未履行")]),
        ("first_reviewer", "recommend", vec![("opinion", "材料齐全，同意")]),
        ("second_reviewer", "confirm", vec![("remark", "")]),
        ("approver", "approve", vec![("remark", "")]),
    ];
    for (login, act, mut fields) in steps {
        let person = server.sign_in(login).await;
        let page = person.page(path::review(&number).as_str()).await;
        note("page");
        let (version, content) = (hidden(&page, "version").unwrap(), hidden(&page, "content"));
        fields.push(("version", &version));
        fields.extend(content.as_deref().filter(|_| act == "approve").map(|content| ("content", content)));
        person.go(&format!("{}/{act}", path::review(&number)), &fields).await;
        note(act);
    }
    assert_eq!(app.application(&number).await.state.key(), "approved_provisional");
    app.is_sound().await;
    seen
}

/// Decides a line, and what all lines earn after it; the work that acts leave to the program stays undone.
async fn decides(app: &App, actor: &Actor, (number, row, decision): (&str, i64, Decision)) -> (Fen, usize) {
    let scope = actor.scope().unwrap();
    let version = store::application::find(app.store.read(), &scope, number).await.unwrap().version;
    let decide = DecideLine { number: number.to_owned(), version, row, decision, reason: "合同未履行".to_owned() };
    let schedule = store::application::find(app.store.read(), &scope, number).await.unwrap().schedule_id.unwrap();
    let before = read_of(schedule);
    Box::pin(execute(app, actor, None, &decide)).await.unwrap();
    let after = store::application::find(app.store.read(), &scope, number).await.unwrap();
    (after.calculated_fen.unwrap(), read_of(schedule) - before)
}

both_databases! {
    async fn all_lines_are_read_once_from_the_upload_to_the_approval(app: TestApp) {
        listen();
        let seen = readings(&app).await;
        let of = |what: &str| seen.iter().filter(|(at, _)| *at == what).map(|(_, n)| n).sum::<usize>();
        assert_eq!(of("submit"), 1, "what is signed is read: {seen:?}");
        assert_eq!(seen.iter().map(|(_, n)| n).sum::<usize>(), 1, "{seen:?}");
    }
}

both_databases! {
    async fn lines_that_are_left_to_the_next_act_are_those_of_the_calculation_in_force(app: TestApp) {
        listen();
        let rows: Vec<Row> = (1..=9).map(Row::contract).collect();
        let number = app.in_review("a", &rows).await;
        let reviewer = app.actor("first_reviewer").await;
        let whole = app.application(&number).await.calculated_fen.unwrap();
        let each = Fen::new(whole.minor() / 9);
        let less = |lines: i64| Fen::new(whole.minor() - each.minor() * lines);
        // Another process of the same program, which knows nothing of what this one has in its memory.
        let other = App::new(app.app.store.clone(), app.app.clock.clone(), true);
        let reject = Decision::Reject;
        assert_eq!(decides(&app.app, &reviewer, (&number, 2, reject)).await, (less(1), 0), "it was left by the check");
        assert_eq!(decides(&other, &reviewer, (&number, 3, reject)).await, (less(2), 1), "the other one reads");
        assert_eq!(decides(&app.app, &reviewer, (&number, 4, reject)).await, (less(3), 1), "this one reads again");
        assert_eq!(decides(&app.app, &reviewer, (&number, 3, Decision::Clear)).await, (less(2), 0));
        // What became known about an enterprise meanwhile counts, although its line is not read again.
        let vetoed = format!(
            "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度\n\
             江临市第7机械有限公司,{},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重\n",
            code("91430100MA1000007").as_str()
        );
        app.import_penalties(&vetoed).await;
        assert_eq!(decides(&app.app, &reviewer, (&number, 6, reject)).await, (less(4), 0), "7 is vetoed, 6 is rejected");
        // An act that is refused at its end had changed the lines that it took; nobody finds them so.
        let accept = DecideLine {
            number: number.clone(),
            version: app.version(&number).await,
            row: 8,
            decision: Decision::Accept,
            reason: "已核实".to_owned(),
        };
        let refused = Box::pin(execute(&app.app, &reviewer, None, &accept)).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::CreditBlocked));
        assert_eq!(decides(&app.app, &reviewer, (&number, 5, reject)).await, (less(5), 1));
        app.is_sound().await;
    }
}
