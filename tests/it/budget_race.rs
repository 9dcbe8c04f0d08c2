//! Racing approvals never promise more budget than there is (F6: read-then-write promised 6.4 times too much).

use boxed::boxed;
use domain::refusal::{Code, Fact};
use domain::role::Role;
use xinbu::error::Error;
use xinbu::service::command::{Command, Context, execute};

use crate::support::both_databases;
use crate::support::schedule::Row;

/// Takes budget away, so that a race is about the rest.
#[derive(serde::Serialize)]
struct Reserve {
    case: u32,
    amount: i64,
}

#[boxed]
impl Command for Reserve {
    const NAME: &'static str = "test.reserve";
    const ROLES: &'static [Role] = &[Role::Approver];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let line = xinbu::store::budget::line_by_code(cx.tx, &cx.actor.scope()?, "GUARANTEE").await?;
        let case = format!("case-{}", self.case);
        let posting = domain::ledger::reserve(&case, domain::money::Fen::new(self.amount), &case);
        xinbu::store::ledger::post(cx.tx, line.id, &[posting], cx.today, cx.now).await?;
        cx.record("case", &case, "test.reserve", serde_json::json!({}));
        Ok(())
    }
}

both_databases! {
    async fn sixty_four_racing_approvals_with_room_for_ten(app: TestApp) {
        // 64 firms, each with a confirmed case of 13 000.00 (1.3 % of a million); room is left for ten of them.
        app.add_firms(64).await;
        let mut approvals = Vec::new();
        for n in 0..64 {
            let number = app.confirmed(&format!("r{n}"), &[Row::contract(n)]).await;
            approvals.push(app.approval(&number).await);
        }
        app.run("approver", &Reserve { case: 0, amount: 500_000_000 - 13_000_000 }).await.unwrap();
        let approver = app.actor("approver").await;
        let start = std::sync::Arc::new(tokio::sync::Barrier::new(64));
        let mut racers = tokio::task::JoinSet::new();
        for approval in approvals {
            let (app, approver, start) = (app.app.clone(), approver.clone(), start.clone());
            racers.spawn(async move {
                start.wait().await;
                execute(&app, &approver, None, &approval).await
            });
        }
        let results = racers.join_all().await;
        let won = results.iter().filter(|r| r.is_ok()).count();
        assert_eq!(won, 10);
        for lost in results.into_iter().filter_map(Result::err) {
            let Error::Refused(refusal) = lost else { panic!("{lost:?}") };
            assert_eq!(refusal.code, Code::BudgetExhausted);
            assert!(refusal.facts.contains(&("wanted".to_owned(), Fact::Money(domain::money::yuan(domain::money::Fen::new(1_300_000))))));
        }
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["available"], balances["reserved"]), (0, 500_000_000));
        app.is_sound().await;
    }
}

both_databases! {
    async fn two_approvals_race_for_what_is_enough_for_one(app: TestApp) {
        // Each case comes to 13 000.00 (1.3 % of a million); all but 20 000.00 is promised already.
        let first = app.confirmed("a", &[Row::contract(1)]).await;
        let second = app.confirmed("b", &[Row::contract(2)]).await;
        app.run("approver", &Reserve { case: 0, amount: 498_000_000 }).await.unwrap();
        let (one, two) = (app.approval(&first).await, app.approval(&second).await);
        let (a, b) = tokio::join!(app.run("approver", &one), app.run("approver_2", &two));
        assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1, "{a:?} {b:?}");
        let lost = a.err().or(b.err()).unwrap();
        assert_eq!(lost.code(), Some(Code::BudgetExhausted));
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["available"], balances["reserved"]), (700_000, 499_300_000));
        app.is_sound().await;
    }
}
