//! What is signed, decided, published and ordered has one seal per content, however texts would glue; seals of before the
//! encoding still hold.

use domain::line::{self, Decision, Line};
use xinbu::service::application::review::Confirm;
use xinbu::service::id::sha256;
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::seal::{self, Decided, Signed};

use crate::support::both_databases;
use crate::support::schedule::Row;

both_databases! {
    async fn two_contents_that_glue_to_the_same_text_have_two_seals(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1), Row::contract(2)]).await;
        let case = app.application(&number).await;
        let lines = xinbu::store::line::of_schedule(app.app.store.read(), case.schedule_id.unwrap()).await.unwrap();
        let full = xinbu::store::line::full(app.app.store.read(), case.schedule_id.unwrap()).await.unwrap();
        // A reason with a line break spells the decision on another line.
        let (mut one, mut two) = (lines.clone(), lines.clone());
        let (first, second) = (lines[0].row, lines[1].row);
        let decide = |decision, reason: &str| Some(line::Decided { decision, reason: reason.to_owned() });
        one[0].decided = decide(Decision::Accept, &format!("y\n{second} reject z"));
        two[0].decided = decide(Decision::Accept, "y");
        two[1].decided = decide(Decision::Reject, "z");
        let glued = |lines: &[Line]| {
            let decided = lines.iter().filter_map(|l| l.decided.as_ref().map(|d| format!("\n{} {} {}", l.row, d.decision, d.reason)));
            sha256(format!("s{}", decided.collect::<String>()))
        };
        assert_eq!(glued(&one), glued(&two), "that is how it was before ({first})");
        fn decided(lines: &[Line]) -> Decided<'_> {
            Decided { signed: Some("s"), calculation: None, lines }
        }
        assert_ne!(decided(&one).seal(), decided(&two).seal());
        // A kept seal of before is known by its form, and still tells a change.
        assert!(decided(&one).is(&glued(&one)));
        one[0].decided.as_mut().unwrap().reason.push('!');
        assert!(!decided(&one).is(&glued(&two)));
        assert_ne!(
            Decided { signed: None, calculation: Some("x"), lines: &[] }.seal(),
            Decided { signed: Some("x"), calculation: None, lines: &[] }.seal()
        );

        let signed = |facts, account| Signed {
            number: "SQ-1", firm: "F", call: "C", scheme: "S", facts, account, papers: &[],
        }
        .seal(full.iter().map(|full| (&full.line, full.values.as_slice())))
        .unwrap();
        assert_ne!(signed("{}\nA 1 2", None), signed("{}", Some(("A", "1", "2"))));
        assert_ne!(signed("{}", Some(("A 1", "2", "3"))), signed("{}", Some(("A", "1 2", "3"))));

        let payment = app.payments(&number).await.remove(0);
        let named = |id: &str, name: &str| {
            let mut payment = payment.clone();
            payment.end_to_end_id = id.to_owned();
            payment.payee_name = name.to_owned();
            payment
        };
        assert_ne!(seal::batch(&[named("E\u{1f}A", "B")]), seal::batch(&[named("E", "A\u{1f}B")]));
        let pair = [named("E", "A"), named("F", "B")];
        let turned = [named("F", "B"), named("E", "A")];
        assert_eq!(seal::batch(&pair), seal::batch(&turned), "the order of the members is not content");

        let mut call = xinbu::store::call::by_id(app.app.store.read(), case.call_id).await.unwrap();
        let before = seal::declaration(&call);
        call.declaration_zh = format!("{}\n{}", call.declaration_zh, call.declaration_en);
        call.declaration_en = String::new();
        assert_ne!(seal::declaration(&call), before);
    }
}

both_databases! {
    async fn what_was_under_way_before_the_encoding_goes_on(app: TestApp) {
        // A recommendation bound to the hash of before, and a batch.
        let number = app.in_review("b", &[Row::contract(9)]).await;
        let recommend = xinbu::service::application::review::Recommend {
            number: number.clone(), version: app.version(&number).await, reason: "同意".into(),
        };
        app.run("first_reviewer", &recommend).await.unwrap();
        let case = app.application(&number).await;
        let calculation = xinbu::store::calculation::by_id(app.app.store.read(), case.calculation_id.unwrap()).await.unwrap();
        let before = sha256(format!("{}\n{}", case.content_sha256.as_deref().unwrap(), calculation.sha256));
        app.without_guards("case_step", &format!("UPDATE case_step SET content_sha256 = '{before}' WHERE event = 'recommend'")).await;
        let confirm = Confirm { number: number.clone(), version: case.version, reason: String::new() };
        app.run("second_reviewer", &confirm).await.unwrap();

        let paid = app.payable("a", &[Row::contract(1)]).await;
        let payment = app.payments(&paid).await.remove(0);
        let batch = app.run("finance_maker", &Build { payments: vec![payment.number.clone()] }).await.unwrap();
        let glued = sha256(format!(
            "{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}",
            payment.end_to_end_id, payment.payee_name, payment.account_no.as_str(), payment.cnaps.as_str(), payment.amount_fen.minor()
        ));
        app.sql(&format!("UPDATE payment_batch SET content_sha256 = '{glued}' WHERE number = '{batch}'")).await.unwrap();
        app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
        app.sql(&format!("UPDATE payment_batch SET content_sha256 = '{}' WHERE number = '{batch}'", sha256("x"))).await.unwrap();
        let other = app.run("finance_approver", &batch::Approve { number: batch, version: 2 }).await;
        assert_eq!(other.unwrap_err().code(), Some(domain::refusal::Code::ContentChanged));
    }
}
