//! The same thing claimed twice, or rightly claimed again: contracts, policies and invoices are held across firms, calls,
//! schemes and years; only days that count already are a double, and what merely looks alike is put to a person.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::refusal::{Code, Fact};
use reqwest::StatusCode;
use sea_orm::DatabaseBackend;
use xinbu::error::Error;
use xinbu::service::application::answer_claim::{AnswerClaim, Finding};
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::correction::RequestCorrection;
use xinbu::service::application::decide_line::{DecideLine, Decision};
use xinbu::service::application::fill_in::FillIn;
use xinbu::service::application::receive::Withdraw;
use xinbu::service::application::review::{Recommend, StartReview};
use xinbu::service::application::submit::Submit;
use xinbu::service::command::execute;
use xinbu::service::query::firm;
use xinbu::service::verify;

use crate::guards::{id, refused};
use crate::support::client::{hidden, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// Two guarantors with the same contracts, as rows of the Chongqing schedule.
const TWO_GUARANTORS: &str = include_str!("../cases/claims/two-guarantors.json");

/// The Chongqing scheme under another name, with a statement on second claims.
fn chongqing(name: &str, claim: &str) -> String {
    let text = include_str!("../../src/schemes/cq-2022-19/1.toml");
    let text = text.replacen("id = \"cq-2022-19\"", &format!("id = \"{name}\""), 1);
    assert!(text.contains(name));
    let article = text.split("[[article]]\nname = \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    format!("{text}\n[claim]\narticle = \"{article}\"\n{claim}\n")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The refusal of a claim, with its facts by name.
fn claimed(error: Error) -> std::collections::BTreeMap<String, Fact> {
    let Error::Refused(refusal) = error else { panic!("{error}") };
    assert_eq!(refusal.code, Code::ContractClaimed, "{refusal}");
    refusal.facts.into_iter().collect()
}

both_databases! {
    async fn a_contract_that_counts_for_one_guarantor_is_refused_to_another_who_never_learns_whose_it_is(app: TestApp) {
        let first = app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        let number = app.draft("b").await;
        // Another spelling is the same contract.
        let rows = [Row::contract(3), Row::contract(2).with("contract_no", "ＤＢ－2025－00002")];
        app.upload("b", &number, &rows).await.unwrap();
        let server = app.serve().await;
        let (preparer, signatory) = (server.sign_in("b.preparer").await, server.sign_in("b.signatory").await);
        // The firm is told before it signs, with the row, on every page that leads to the signature.
        for page in ["estimate", "schedule", "submit"] {
            let page = preparer.page(&format!("/applications/{number}/{page}")).await;
            let words = visible(&page);
            assert!(words.contains("已计入其他申报的合同") && words.contains("ＤＢ－2025－00002"), "{words}");
            assert!(words.contains("合同全部期限"), "the days that are taken: {words}");
            assert!(!page.contains("甲担保") && !page.contains(&first), "nothing of the other: {words}");
        }
        let version = app.version(&number).await.to_string();
        let form = [("version", version.as_str()), ("declared", "yes")];
        let answer = signatory.post(&format!("/applications/{number}/submit"), &form).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.unwrap();
        let words = visible(&page);
        assert!(words.contains("第 3 行") && words.contains("ＤＢ－2025－00002") && words.contains("其他申报单位"), "{words}");
        assert!(!page.contains("甲担保") && !page.contains(&first), "{words}");
        assert_eq!(app.application(&number).await.state.key(), "draft");
        // Without that row it goes through; another enterprise's contract of the same number is another contract.
        let other = Row::contract(4).with("contract_no", "DB-2025-00001");
        app.upload("b", &number, &[Row::contract(3), other]).await.unwrap();
        app.submit("b", &number).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_contracts_of_the_case_file_are_not_paid_to_two_guarantors(app: TestApp) {
        let case: serde_json::Value = serde_json::from_str(TWO_GUARANTORS).unwrap();
        let columns = ["enterprise_name", "uscc", "contract_no", "amount", "starts", "ends"];
        let rows = |firm: &str| -> Vec<Row> {
            let rows = case[firm].as_array().unwrap().iter().zip(1u32..);
            rows.map(|(row, n)| columns.iter().fold(Row::contract(n), |r, c| r.with(c, row[*c].as_str().unwrap()))).collect()
        };
        assert_eq!((rows("first").len(), rows("second").len()), (43, 43));
        app.submitted("a", &rows("first")).await;
        let number = app.draft("b").await;
        assert_eq!(app.upload("b", &number, &rows("second")).await.unwrap().good, 43);
        let facts = claimed(app.submit("b", &number).await.unwrap_err());
        assert_eq!(facts["count"], Fact::Count(43));
        assert_eq!(app.count("live_claim").await, 43);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_scheme_that_is_silent_refuses_the_next_call_and_every_other_scheme(app: TestApp) {
        let mut app = app;
        let first = app.submitted("a", &[Row::contract(1)]).await;
        app.publish_scheme(&chongqing("cq-days", "repeat = \"other_days\"")).await;
        for (scheme, from, to) in [("cq-2022-19", "2022-01-01", "2022-12-31"), ("cq-days", "2022-01-01", "2022-12-31")] {
            app.guarantee_call = app.open_call_for(scheme, (day(from), day(to))).await;
            for firm in ["a", "b"] {
                let number = app.draft(firm).await;
                app.upload(firm, &number, &[Row::contract(1)]).await.unwrap();
                let facts = claimed(app.submit(firm, &number).await.unwrap_err());
                assert_eq!(facts["days"], Fact::Message("claim-days-all".into()), "{scheme}");
                // Its own other application is named to the firm, and to nobody else.
                let own = Fact::About("claim-of-own".into(), first.clone());
                assert_eq!(facts["whose"] == own, firm == "a", "{facts:?}");
            }
        }
    }
}

both_databases! {
    async fn a_contract_of_several_years_is_claimed_once_per_period_and_a_refused_draft_of_an_earlier_year_blocks_nobody(app: TestApp) {
        let mut app = app;
        app.publish_scheme(&chongqing("cq-days", "repeat = \"other_days\"")).await;
        let long = || Row::contract(1).with("starts", "2021-03-01").with("ends", "2023-02-28");
        app.guarantee_call = app.open_call_for("cq-days", (day("2021-01-01"), day("2021-12-31"))).await;
        app.submitted("a", &[long()]).await;
        for (from, to, taken) in [
            ("2022-01-01", "2022-12-31", None),
            ("2022-07-01", "2023-06-30", Some("2022-01-01 – 2022-12-31")),
            ("2021-01-01", "2021-12-31", Some("2021-03-01 – 2021-12-31")),
            ("2023-01-01", "2023-12-31", None),
        ] {
            app.guarantee_call = app.open_call_for("cq-days", (day(from), day(to))).await;
            let number = app.draft("a").await;
            app.upload("a", &number, &[long()]).await.unwrap();
            match (app.submit("a", &number).await, taken) {
                (Ok(()), None) => {}
                (Err(error), Some(days)) => assert_eq!(claimed(error)["days"], Fact::Text(days.into()), "{from}"),
                (answer, _) => panic!("{from} {answer:?}"),
            }
        }
        assert_eq!(app.count("live_claim").await, 3);
        app.is_sound().await;
    }
}

both_databases! {
    async fn support_in_another_direction_is_no_double_where_both_schemes_name_theirs(app: TestApp) {
        let mut app = app;
        for (name, direction) in [("cq-fee", "fee"), ("cq-premium", "premium"), ("cq-loan", "fee")] {
            app.publish_scheme(&chongqing(name, &format!("direction = \"{direction}\""))).await;
        }
        for (scheme, good) in [("cq-fee", true), ("cq-premium", true), ("cq-loan", false), ("cq-2022-19", false)] {
            app.guarantee_call = app.open_call(scheme, "GUARANTEE", "guarantor").await;
            let number = app.draft("a").await;
            app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
            assert_eq!(app.submit("a", &number).await.is_ok(), good, "{scheme}");
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn guarantors_share_a_contract_up_to_the_whole_where_the_scheme_supports_shares(app: TestApp) {
        let mut app = app;
        app.publish_scheme(&chongqing("cq-share", "share = \"liability_share\"")).await;
        app.guarantee_call = app.open_call("cq-share", "GUARANTEE", "guarantor").await;
        app.add_firms(1).await;
        let part = |share: &str| [Row::contract(1).with("liability_share", share)];
        let first = app.submitted("a", &part("60%")).await;
        let number = app.draft("b").await;
        app.upload("b", &number, &part("40.5%")).await.unwrap();
        let facts = claimed(app.submit("b", &number).await.unwrap_err());
        assert_eq!((&facts["free"], &facts["wanted"]), (&Fact::Text("40.00%".into()), &Fact::Text("40.50%".into())));
        app.upload("b", &number, &part("40%")).await.unwrap();
        app.submit("b", &number).await.unwrap();
        let third = app.draft("r0").await;
        app.upload("r0", &third, &part("0.01%")).await.unwrap();
        assert_eq!(claimed(app.submit("r0", &third).await.unwrap_err())["free"], Fact::Text("0.00%".into()));
        // The reviewer sees both sides and the shares.
        let server = app.serve().await;
        let page = server.sign_in("first_reviewer").await.page(&format!("/review/{number}")).await;
        assert!(page.contains("甲担保") && page.contains(&first) && page.contains("60.00%"), "{}", visible(&page));
        app.is_sound().await;
        // Held by the database itself.
        begun(&app, &third).await;
        let more = format!(
            "INSERT INTO contract_claim (id, scheme_id, firm_id, contract_key, application_id, enterprise_code, share, bundle_id)
             SELECT t.id, c.scheme_id, t.firm_id, c.contract_key, t.id, c.enterprise_code, 1, t.id
             FROM contract_claim c, application t WHERE t.number = '{third}' AND c.share = 600000000"
        );
        refused(&app, &more, "xinbu:contract-claimed").await;
    }
}

both_databases! {
    async fn an_invoice_counts_once_whatever_the_policy_is_called(app: TestApp) {
        let mut app = app;
        app.submitted("i", &[Row::policy(1)]).await;
        app.insurance_call = app.open_call("tci-2009", "INSURANCE", "insurer").await;
        let number = app.draft("i").await;
        let again = Row::policy(1).with("policy_no", "BX-NEW-1").with("starts", "2025-02-01").with("insured_amount", "1.00");
        app.upload("i", &number, std::slice::from_ref(&again)).await.unwrap();
        claimed(app.submit("i", &number).await.unwrap_err());
        let server = app.serve().await;
        let page = server.sign_in("i.preparer").await.page(&format!("/applications/{number}/estimate")).await;
        assert!(page.contains("按发票号"), "{}", visible(&page));
        // Invoices of another enterprise have numbers of their own.
        let other = Row::policy(2).with("invoice_no", "00000001");
        app.upload("i", &number, &[again.with("invoice_no", "00000009"), other]).await.unwrap();
        app.submit("i", &number).await.unwrap();
        app.is_sound().await;
    }
}

/// Firm B claims what firm A claims, under a number of its own; both are in review.
async fn alike(app: &TestApp) -> (String, String) {
    let first = app.in_review("a", &[Row::contract(1), Row::contract(2)]).await;
    let rows = [1, 2].map(|n| Row::contract(n).with("contract_no", &format!("YB-{n}")));
    let number = app.draft("b").await;
    app.upload("b", &number, &rows).await.unwrap();
    // The firm learns that a reviewer will look, and nothing of the other.
    let server = app.serve().await;
    let page = server.sign_in("b.preparer").await.page(&format!("/applications/{number}/estimate")).await;
    let words = visible(&page);
    assert!(words.contains("有 2 行与其他申报或本明细表的另一行相似"), "{words}");
    assert!(!page.contains("甲担保") && !page.contains(&first), "{words}");
    app.submit("b", &number).await.unwrap();
    app.brought_to_review(&number).await;
    (first, number)
}

async fn recommend(app: &TestApp, number: &str) -> Result<(), Error> {
    let version = app.version(number).await;
    app.run("first_reviewer", &Recommend { number: number.into(), version, reason: "同意".into() }).await
}

async fn nobody_recommends_around_the_program(app: &TestApp, number: &str) {
    let reviewer = app.actor("first_reviewer").await.person.uuid();
    let around = format!(
        "UPDATE application SET state = 'reviewed', moved_event = 'recommend', moved_role = 'first_reviewer', moved_by = {}
         WHERE number = '{number}'",
        id(app, reviewer)
    );
    refused(app, &around, "xinbu:claim-questions-open").await;
}

both_databases! {
    async fn equal_enterprise_amount_and_dates_under_another_number_only_ask_a_person_who_answers_with_a_reason(app: TestApp) {
        let (first, number) = alike(&app).await;
        let waits = recommend(&app, &number).await.unwrap_err();
        assert_eq!(waits.code(), Some(Code::ClaimQuestionsOpen));
        // Around the program the database refuses it too.
        nobody_recommends_around_the_program(&app, &number).await;
        // The first case is not held up; its page shows that the other one is asked.
        let server = app.serve().await;
        let desk = server.sign_in("first_reviewer").await;
        let page = desk.page(&format!("/review/{first}")).await;
        assert!(page.contains("由另一件认定") && page.contains("乙担保"), "{}", visible(&page));
        // Both sides stand on the page: firm, application, row, amounts, days.
        let path = format!("/review/{number}");
        let page = desk.page(&path).await;
        for part in ["与其他申报是否同一业务", "待认定 2 项", "甲担保", &first, "YB-1", "DB-2025-00001", "1,000,000.00", "2025"] {
            assert!(page.contains(part), "{part}: {}", visible(&page));
        }
        let all = page.split("value=\"all:").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let version = hidden(&page, "version").unwrap();
        let question = format!("all:{all}");
        let form = |finding, reason| {
            [("version", version.as_str()), ("claim_question", question.as_str()), ("claim_finding", finding), ("claim_reason", reason)]
        };
        // Neither without a finding nor without a reason.
        for (finding, reason) in [("", "已核对"), ("different", " ")] {
            let answer = desk.post(&format!("{path}/claims"), &form(finding, reason)).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{finding} {reason}");
        }
        desk.go(&format!("{path}/claims"), &form("different", "两份借据，放款日不同")).await;
        assert_eq!(app.count("claim_answer").await, 2);
        assert_eq!(app.count("audit_event WHERE action = 'application.answer_claim'").await, 1);
        refused(&app, "UPDATE claim_answer SET answer = 'same'", "xinbu:append-only").await;
        recommend(&app, &number).await.unwrap();
        let sheet = desk.page(&format!("{path}/sheet")).await;
        assert!(sheet.contains("两份借据，放款日不同") && sheet.contains("两笔业务") && sheet.contains(&first), "{}", visible(&sheet));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_row_that_a_person_is_asked_about_counts_as_needing_a_person_until_it_is_answered(app: TestApp) {
        let (_, number) = alike(&app).await;
        let desk = app.serve().await.sign_in("first_reviewer").await;
        let says = async |figure: &str, in_queue: &str| {
            for (lang, words, passed) in [("zh", "需人工查看", "通过"), ("en", "Need a person", "Pass")] {
                let page = visible(&desk.page(&format!("/review/{number}?lang={lang}")).await);
                assert!(page.contains(&format!("{words} {figure}")), "{page}");
                let queue = desk.page(&format!("/review/all?lang={lang}")).await;
                let row = queue.split(&format!("/review/{number}\"")).nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
                assert!(visible(&row).contains(&format!("2 {in_queue} {passed}")), "{}", visible(&row));
            }
        };
        says("2", "2").await;
        let show = desk.page(&format!("/review/{number}?show=attention")).await;
        assert!(show.contains("YB-1") && show.contains("YB-2"), "{}", visible(&show));
        answered(&app, &number, Finding::Different).await;
        says("0", "0").await;
    }
}

both_databases! {
    async fn an_answer_about_rows_that_a_correction_left_as_they_were_is_carried_and_says_whose_it_is(app: TestApp) {
        let (first, number) = alike(&app).await;
        app.go_to("2026-03-04");
        answered(&app, &number, Finding::Different).await;
        app.go_to("2026-03-05");
        let again = async |firm: &'static str, number: &str, rows: &[Row]| {
            let ask = RequestCorrection {
                number: number.to_owned(), version: app.version(number).await, reason: "请更正".into(), working_days: 5,
            };
            app.run("first_reviewer", &ask).await.unwrap();
            app.upload(firm, number, rows).await.unwrap();
            app.submit(firm, number).await.unwrap();
            let check = RunChecks { number: number.to_owned(), version: app.version(number).await };
            assert_eq!(app.run("credit_checker", &check).await.unwrap(), "pass");
            let start = StartReview { number: number.to_owned(), version: app.version(number).await };
            app.run("first_reviewer", &start).await.unwrap();
        };
        // The first row stays and moves down the file; of the second the rate is another.
        let rows = [1, 2].map(|n| Row::contract(n).with("contract_no", &format!("YB-{n}")));
        let other = rows[1].clone().with("fee_rate", "0.70");
        again("b", &number, &[other.clone(), rows[0].clone()]).await;
        assert_eq!(app.count("claim_question").await, 4);
        assert_eq!(app.count("claim_answer WHERE carried_from IS NOT NULL").await, 1);
        assert_eq!(recommend(&app, &number).await.unwrap_err().code(), Some(Code::ClaimQuestionsOpen));
        let server = app.serve().await;
        let desk = server.sign_in("first_reviewer").await;
        for (lang, carried, open) in [
            ("zh", "补正前已认定，两行内容均未变", "待认定 1 项"),
            ("en", "Answered before the correction; both rows are as they were", "1 to answer"),
        ] {
            let page = desk.page(&format!("/review/{number}?lang={lang}")).await;
            let (_, card) = page.split_once("id=\"claims\"").unwrap();
            for part in [carried, open, "已核对发票原件", "2026-03-04 09:00"] {
                assert!(card.contains(part), "{part}: {}", visible(card));
            }
        }
        let payload = "audit_event WHERE payload LIKE '%\"answers_carried\":1%'";
        assert_eq!(app.count(payload).await, 1);
        // The newest answer is the one that is carried, and from either side: the other case is corrected now.
        answered(&app, &number, Finding::Different).await;
        assert_eq!(app.count("claim_question").await, 4);
        again("a", &first, &[Row::contract(2), Row::contract(1)]).await;
        assert_eq!(app.count("claim_answer WHERE carried_from IS NOT NULL").await, 3);
        recommend(&app, &first).await.unwrap();
        recommend(&app, &number).await.unwrap();
        // Nobody carries another answer, or one to other rows.
        let forged = "INSERT INTO claim_answer (id, question_id, ordinal, answer, reason, answered_by, answered_at, carried_from)
            SELECT w.question_id, w.question_id, w.ordinal + 9, 'same', w.reason, w.answered_by, w.answered_at, w.id
              FROM claim_answer w WHERE w.carried_from IS NOT NULL";
        refused(&app, forged, "xinbu:answer-not-carried").await;
        app.is_sound().await;
    }
}

/// Why a person is asked, by row.
async fn asked(app: &TestApp, number: &str) -> Vec<(i64, i64, String)> {
    use sea_orm::{ConnectionTrait, Statement};
    let db = app.direct().await;
    let text = format!(
        "SELECT l.row_no AS own, x.row_no AS other, q.because FROM claim_question q JOIN line l ON l.id = q.line_id
           JOIN line x ON x.id = q.other_line_id JOIN application a ON a.id = q.application_id
          WHERE a.number = '{number}' ORDER BY l.row_no, x.row_no"
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap();
    let of = |r: &sea_orm::QueryResult, name: &str| r.try_get::<i64>("", name).unwrap();
    rows.iter().map(|r| (of(r, "own"), of(r, "other"), r.try_get("", "because").unwrap())).collect()
}

/// Answers all open questions of a case as one.
async fn answered(app: &TestApp, number: &str, finding: Finding) {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let id = app.application(number).await.id;
    let db = app.direct().await;
    let of_case = entity::claim_question::Column::ApplicationId.eq(id);
    for question in entity::claim_question::Entity::find().filter(of_case).all(&db).await.unwrap() {
        let version = app.version(number).await;
        let number = number.to_owned();
        let answer = AnswerClaim {
            number,
            version,
            question: question.id,
            all: false,
            finding,
            reason: "已核对发票原件".into(),
        };
        app.run("first_reviewer", &answer).await.unwrap();
    }
}

both_databases! {
    async fn one_invoice_under_another_enterprise_is_put_to_a_person_who_sees_both_sides(app: TestApp) {
        let mut app = app;
        let first = app.in_review("i", &[Row::policy(1)]).await;
        app.insurance_call = app.open_call("tci-2009", "INSURANCE", "insurer").await;
        let number = app.draft("i").await;
        let rows = [
            Row::policy(2).with("invoice_no", "00000001").with("insured_amount", "3000.01"),
            Row::policy(3),
            // The same invoice with other separators.
            Row::policy(4).with("invoice_no", "0000-0001"),
        ];
        app.upload("i", &number, &rows).await.unwrap();
        let server = app.serve().await;
        let words = visible(&server.sign_in("i.preparer").await.page(&format!("/applications/{number}/estimate")).await);
        assert!(words.contains("有 2 行与其他申报或本明细表的另一行相似"), "{words}");
        app.submit("i", &number).await.unwrap();
        app.brought_to_review(&number).await;
        // The second one is asked about beside both: the other application's row, and row 2 of its own schedule.
        let found = asked(&app, &number).await;
        let why: Vec<(i64, &str)> = found.iter().map(|q| (q.0, q.2.as_str())).collect();
        assert_eq!(why, [(2, "invoice"), (4, "invoice_separators"), (4, "invoice_separators")]);
        assert_eq!(recommend(&app, &number).await.unwrap_err().code(), Some(Code::ClaimQuestionsOpen));
        let desk = server.sign_in("first_reviewer").await;
        let words = desk.page(&format!("/review/{number}")).await;
        for part in ["发票号相同", "去除分隔符后发票号相同", "00000001", "0000-0001", &first, "江临市第2商贸有限公司"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        answered(&app, &number, Finding::Different).await;
        recommend(&app, &number).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn one_invoice_on_several_rows_of_a_schedule_is_put_to_a_person(app: TestApp) {
        let rows = [1, 2, 3, 4].map(|n| if n < 4 { Row::policy(n).with("invoice_no", "25312000000001") } else { Row::policy(n) });
        let number = app.draft("i").await;
        app.upload("i", &number, &rows).await.unwrap();
        app.submit("i", &number).await.unwrap();
        app.brought_to_review(&number).await;
        let found = asked(&app, &number).await;
        let first = found[0].1;
        assert_eq!(found.iter().map(|q| (q.1, q.2.as_str())).collect::<Vec<_>>(), [(first, "invoice"), (first, "invoice")]);
        nobody_recommends_around_the_program(&app, &number).await;
        let server = app.serve().await;
        let desk = server.sign_in("first_reviewer").await;
        let words = desk.page(&format!("/review/{number}")).await;
        assert!(words.contains("待认定 2 项") && words.contains(&format!("与本件第 {first} 行")), "{words}");
        // Found to be the same, all but one are left out.
        answered(&app, &number, Finding::Same).await;
        assert_eq!(recommend(&app, &number).await.unwrap_err().code(), Some(Code::ClaimSameCounts));
        let reject = DecideLine {
            number: number.clone(), version: app.version(&number).await, row: first, decision: Decision::Reject, reason: "重复".into(),
        };
        app.run("first_reviewer", &reject).await.unwrap();
        recommend(&app, &number).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_number_without_its_separators_is_put_to_a_person_whatever_the_amount(app: TestApp) {
        app.in_review("a", &[Row::contract(1), Row::contract(2)]).await;
        let number = app.draft("b").await;
        let rows = [
            Row::contract(1).with("contract_no", "DB202500001").with("amount", "1000000.01"),
            Row::contract(2).with("contract_no", "DB/2025/00002").with("amount", "999.00").with("starts", "2025-04-01"),
            // Two numbers in parts, and with other parts, are two; so are numbers of two firms.
            Row::contract(3).with("contract_no", "2025-1-12"),
            Row::contract(4).with("contract_no", "2025-11-2"),
            Row::contract(5).with("contract_no", "2025112"),
            Row::contract(6).with("contract_no", "DB-2025-00001").with("amount", "7.00").with("ends", "2026-01-31"),
            // The same number, amount and days under another enterprise.
            Row::contract(7).with("contract_no", "DB-2025-00002"),
        ];
        app.upload("b", &number, &rows).await.unwrap();
        app.submit("b", &number).await.unwrap();
        app.brought_to_review(&number).await;
        let found = asked(&app, &number).await;
        let why: Vec<(i64, &str)> = found.iter().map(|q| (q.0 - found[0].0 + 1, q.2.as_str())).collect();
        let mut wanted = vec![(1, "separators"), (2, "separators"), (5, "separators"), (7, "number")];
        // Within the schedule: rows 6 and 7 are what rows 1 and 2 are without their separators.
        wanted.extend([(6, "separators"), (7, "separators")]);
        wanted.sort_unstable();
        let mut sorted = why.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, wanted, "{found:?}");
        let server = app.serve().await;
        let desk = server.sign_in("first_reviewer").await;
        let words = desk.page(&format!("/review/{number}")).await;
        for part in ["去除分隔符后编号相同", "编号相同，单位和企业不同", "DB202500001", "DB-2025-00001", "1,000,000.01", "1,000,000.00"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        // The database takes out what the program takes out.
        let key = domain::reference_key::bare_key(&domain::reference_key::reference_key("a/b.c,d:e;f|g#h(i)j·k、l+m~n*o&p\\q-r"));
        assert_eq!(key, "ABCDEFGHIJKLMNOPQR");
        let held = app.count("live_claim WHERE bare_key = 'DB202500001' AND kind = 'contract'").await;
        assert_eq!(held, 3);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_line_found_to_be_the_same_must_be_left_out_and_a_question_falls_away_with_its_other_side(app: TestApp) {
        let (_, number) = alike(&app).await;
        let question = {
            let db = app.direct().await;
            use sea_orm::{EntityTrait, QueryOrder};
            let all = entity::claim_question::Entity::find().order_by_asc(entity::claim_question::Column::Id).all(&db).await.unwrap();
            assert_eq!(all.len(), 2);
            all[0].id
        };
        let answer = |version, finding, all| AnswerClaim {
            number: number.clone(), version, question, all, finding, reason: "同一借据".into(),
        };
        app.run("first_reviewer", &answer(app.version(&number).await, Finding::Different, true)).await.unwrap();
        // A later answer replaces the earlier one, which stays.
        app.run("first_reviewer", &answer(app.version(&number).await, Finding::Same, false)).await.unwrap();
        assert_eq!(app.count("claim_answer").await, 3);
        let counts = recommend(&app, &number).await.unwrap_err();
        assert_eq!(counts.code(), Some(Code::ClaimSameCounts), "{counts}");
        let Error::Refused(refusal) = counts else { panic!() };
        let Some((_, Fact::Count(row))) = refusal.facts.first() else { panic!("{refusal}") };
        let reject = DecideLine {
            number: number.clone(), version: app.version(&number).await, row: *row, decision: Decision::Reject, reason: "重复".into(),
        };
        app.run("first_reviewer", &reject).await.unwrap();
        recommend(&app, &number).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn claims_are_free_when_an_application_ends_and_come_back_as_corrected(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1), Row::contract(2)]).await;
        app.run("a.signatory", &Withdraw { number: number.clone(), version: app.version(&number).await }).await.unwrap();
        let second = app.in_review("b", &[Row::contract(1), Row::contract(2)]).await;
        refused(&app, "UPDATE bundle SET ended_at = NULL WHERE ended_at IS NOT NULL", "xinbu:append-only").await;
        // While it is corrected it holds what it signed; then what it signs anew.
        let ask = RequestCorrection {
            number: second.clone(), version: app.version(&second).await, reason: "请更正".into(), working_days: 5,
        };
        app.run("first_reviewer", &ask).await.unwrap();
        app.upload("b", &second, &[Row::contract(2), Row::contract(3)]).await.unwrap();
        app.is_sound().await;
        let third = app.draft("a").await;
        app.upload("a", &third, &[Row::contract(1)]).await.unwrap();
        claimed(app.submit("a", &third).await.unwrap_err());
        app.submit("b", &second).await.unwrap();
        app.submit("a", &third).await.unwrap();
        assert_eq!(app.count("live_claim").await, 3);
        app.is_sound().await;
    }
}

both_databases! {
    async fn of_thirty_two_firms_that_claim_one_contract_at_once_exactly_one_wins(app: TestApp) {
        app.add_firms(32).await;
        let mut drafts = Vec::new();
        for n in 0..32 {
            let firm = format!("r{n}");
            let number = app.draft(&firm).await;
            app.upload(&firm, &number, &[Row::contract(1)]).await.unwrap();
            let submit = Submit { version: app.version(&number).await, number, declared: true, leave_out_bad_rows: false };
            drafts.push((app.actor(&format!("{firm}.signatory")).await, submit));
        }
        let start = std::sync::Arc::new(tokio::sync::Barrier::new(32));
        let mut racers = tokio::task::JoinSet::new();
        for (actor, submit) in drafts {
            let (app, start) = (app.app.clone(), start.clone());
            racers.spawn(async move {
                start.wait().await;
                execute(&app, &actor, None, &submit).await
            });
        }
        let answers = racers.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        for refused in answers.into_iter().filter_map(Result::err) {
            assert_eq!(refused.code(), Some(Code::ContractClaimed), "{refused}");
        }
        assert_eq!(app.count("contract_claim").await, 1);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_claim_of_another_province_counts_and_its_reviewer_learns_only_that_it_is_there(app: TestApp) {
        app.add_province().await;
        let first = app.submitted("a", &[Row::contract(1)]).await;
        let call = {
            let here = app.guarantee_call.clone();
            let moved = format!(
                "UPDATE firm SET unit_id = (SELECT unit_id FROM firm WHERE uscc = '{}') WHERE name = '外省某担保有限公司'",
                crate::support::app::code(crate::support::app::FIRM_A).as_str()
            );
            app.without_guards("firm", &moved).await;
            here
        };
        assert_eq!(call, app.guarantee_call);
        let number = app.draft("x").await;
        app.upload("x", &number, &[Row::contract(1)]).await.unwrap();
        claimed(app.submit("x", &number).await.unwrap_err());
        let alike = Row::contract(1).with("contract_no", "WS-1");
        app.upload("x", &number, &[alike]).await.unwrap();
        app.submit("x", &number).await.unwrap();
        // The application now belongs to a unit of the other province, as if it had been filed there.
        let elsewhere = "(SELECT id FROM unit WHERE code = '440100')";
        app.without_guards("application", &format!("UPDATE application SET unit_id = {elsewhere} WHERE number = '{number}'")).await;
        let server = app.serve().await;
        let page = server.sign_in("x.first_reviewer").await.page(&format!("/review/{number}")).await;
        assert!(page.contains("外省的申报"), "{}", visible(&page));
        assert!(!page.contains("甲担保") && !page.contains(&first), "{}", visible(&page));
        let page = server.sign_in("first_reviewer").await.page(&format!("/review/{first}")).await;
        assert!(page.contains("外省的申报") && !page.contains(&number), "{}", visible(&page));
        // Within the province: the city's people see their own city, and of another city the unit above both.
        let other_city = match app.app.store.backend() {
            DatabaseBackend::Sqlite => "randomblob(16)",
            _ => "gen_random_uuid()",
        };
        app.sql(&format!(
            "INSERT INTO unit (id, parent_id, level, code, name_zh, name_en, path)
             SELECT {other_city}, id, 'city', '430200', '河口市金融办', 'Hekou', '/430000/430200/' FROM unit WHERE code = '430000'"
        )).await.unwrap();
        let elsewhere = "(SELECT id FROM unit WHERE code = '430200')";
        app.without_guards("application", &format!("UPDATE application SET unit_id = {elsewhere} WHERE number = '{number}'")).await;
        let city = "(SELECT id FROM unit WHERE code = '430100')";
        app.without_guards("application", &format!("UPDATE application SET unit_id = {city} WHERE number = '{first}'")).await;
        let page = server.sign_in("city_reviewer").await.page(&format!("/review/{first}")).await;
        assert!(page.contains("东岭省地方金融管理局 可查看双方") && !page.contains(&number), "{}", visible(&page));
        let page = server.sign_in("first_reviewer").await.page(&format!("/review/{first}")).await;
        assert!(page.contains(&number), "the province sees both: {}", visible(&page));
    }
}

both_databases! {
    async fn a_double_made_around_the_program_is_refused_by_the_database_and_found_by_verify(app: TestApp) {
        app.submitted("a", &[Row::contract(1)]).await;
        let number = app.draft("b").await;
        app.upload("b", &number, &[Row::contract(2)]).await.unwrap();
        app.submit("b", &number).await.unwrap();
        refused(&app, "UPDATE contract_claim SET covers_to = '2020-01-01'", "xinbu:append-only").await;
        refused(&app, "DELETE FROM contract_claim", "xinbu:append-only").await;
        let again = |bundle: &str| format!(
            "INSERT INTO contract_claim (id, scheme_id, firm_id, contract_key, application_id, enterprise_code, covers_from, covers_to, claimed_at, bundle_id)
             SELECT b.id, c.scheme_id, b.firm_id, c.contract_key, b.id, c.enterprise_code, '2025-06-01', '2025-06-02', c.claimed_at, {bundle}
             FROM contract_claim c, application b WHERE b.number = '{number}' AND c.contract_key LIKE '%00001'"
        );
        begun(&app, &number).await;
        refused(&app, &again("b.id"), "xinbu:contract-claimed").await;
        app.is_sound().await;
        let found = |findings: Vec<verify::Finding>| {
            findings.into_iter().find(|f| f.invariant == "I12").unwrap().violations
        };
        assert_eq!(app.without_guards("contract_claim", &again("NULL")).await, 1);
        let violations = found(verify(&app).await);
        assert!(violations.iter().any(|v| v.contains("00001")), "{violations:?}");
        // A line whose claim was taken away is named with its case.
        app.without_guards("contract_claim", "UPDATE contract_claim SET released_at = '2026-03-02 01:00:00+00:00'").await;
        let violations = found(verify(&app).await);
        assert!(violations.contains(&format!("{number} 2")), "{violations:?}");
    }
}

/// A bundle of a case that does not count yet; it has the id of the case.
async fn begun(app: &TestApp, number: &str) {
    let sql = format!(
        "INSERT INTO bundle (id, application_id, kind, begun_at, seen)
         SELECT t.id, t.id, 'claims', t.updated_at, 0 FROM application t WHERE t.number = '{number}'"
    );
    assert_eq!(app.sql(&sql).await.unwrap(), 1);
}

async fn verify(app: &TestApp) -> Vec<verify::Finding> {
    verify::verify(&app.app).await.unwrap()
}

/// One more than the rows that are looked up at every view.
const LONG: u32 = 1_001;

both_databases! {
    async fn what_else_counts_of_a_long_schedule_is_looked_up_again_when_something_happens_to_others(app: TestApp) {
        let number = app.draft("b").await;
        app.upload("b", &number, &(1..=LONG).map(Row::contract).collect::<Vec<_>>()).await.unwrap();
        let preparer = app.actor("b.preparer").await;
        let found = async || {
            let case = firm::case(&app.app, &preparer.reader().unwrap(), &number).await.unwrap();
            firm::claimed(&app.app, &case).await.unwrap().found
        };
        let nothing = found().await;
        assert!(nothing.doubled.is_empty() && nothing.alike.is_empty());
        assert!(Arc::ptr_eq(&nothing, &found().await), "it is not looked up at every view");
        // What the firm itself does changes nothing of it.
        let answers = [("government_owned".to_owned(), "是".to_owned())].into_iter().collect();
        let fill = FillIn { number: number.clone(), version: app.version(&number).await, answers };
        app.run("b.preparer", &fill).await.unwrap();
        assert!(Arc::ptr_eq(&nothing, &found().await));

        let other = app.submitted("a", &[Row::contract(7)]).await;
        assert_eq!(found().await.doubled.iter().map(|one| one.row).collect::<Vec<_>>(), [8]);
        let withdraw = Withdraw { number: other.clone(), version: app.version(&other).await };
        app.run("a.signatory", &withdraw).await.unwrap();
        assert!(found().await.doubled.is_empty());
        // Another schedule is another.
        app.upload("b", &number, &(2..=LONG).map(Row::contract).collect::<Vec<_>>()).await.unwrap();
        assert!(!Arc::ptr_eq(&nothing, &found().await));
    }
}
