//! How the lines of a schedule stand: an act that changes many of them writes them on the side that does not count and turns it,
//! one that changes few changes those; whoever writes beside somebody else turns nothing.

use domain::credit;
use domain::line::{Outcome, Standing};
use domain::money::Fen;
use xinbu::service::application::decide_line::{DecideLine, Decision};
use xinbu::service::application::moved::Moved;
use xinbu::store::standing::{self, Ahead, OutcomeCount};
use xinbu::store::tx;

use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// So many lines that an act does not change all of them itself, and not all but two either.
const LONG: u32 = 1_003;

async fn decided(app: &TestApp, number: &str, row: i64) -> Option<Moved> {
    let version = app.version(number).await;
    let decide =
        DecideLine {
            number: number.to_owned(), version, row, decision: Decision::Reject, reason: "合同未履行".into()
        };
    app.run("first_reviewer", &decide).await.unwrap()
}

async fn begun(app: &TestApp, number: &str) -> Ahead {
    let schedule = app.application(number).await.schedule_id.unwrap();
    let tx = tx::begin(&app.app.store).await.unwrap();
    let ahead = standing::begin(&tx, schedule, app.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    ahead
}

async fn written(app: &TestApp, ahead: Ahead, fen: i64) -> bool {
    let stands = Standing {
        credit: credit::Outcome::Pass,
        outcome: Outcome::Paid,
        reason: String::new(),
        amount: Fen::new(fen),
    };
    let tx = tx::begin(&app.app.store).await.unwrap();
    let goes_on = ahead.write(&tx, &[(2, stands)]).await.unwrap();
    tx.commit().await.unwrap();
    goes_on
}

async fn turned(app: &TestApp, ahead: Ahead) -> bool {
    let tx = tx::begin(&app.app.store).await.unwrap();
    let turned = ahead.turn(&tx).await.unwrap();
    tx.commit().await.unwrap();
    turned
}

both_databases! {
    async fn of_two_acts_that_write_how_the_lines_stand_the_later_one_does_and_the_other_notices(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let schedule = app.application(&number).await.schedule_id.unwrap();
        let outcomes = async || standing::outcomes(app.app.store.read(), schedule).await.unwrap();
        let before = outcomes().await;
        let (one, other) = (begun(&app, &number).await, begun(&app, &number).await);
        assert!(!written(&app, one, 1).await && !turned(&app, one).await, "somebody else writes it by now");
        assert!(written(&app, other, 2).await);
        assert_eq!(outcomes().await, before, "what is being written counts for nobody");
        assert!(turned(&app, other).await);
        assert_eq!(outcomes().await, [OutcomeCount { outcome: Outcome::Paid, reason: String::new(), lines: 1 }]);
        assert_eq!(app.count("line_standing s JOIN schedule_standing h ON h.side = s.side WHERE s.amount_fen = 2").await, 1);
        assert!(!turned(&app, other).await, "it is turned once");
    }
}

both_databases! {
    async fn a_decision_that_moves_few_lines_changes_those_and_one_that_moves_many_turns_the_side(app: TestApp) {
        // Each contract earns for itself: the others stay as they are.
        let number = app.in_review("a", &[Row::contract(1), Row::contract(2), Row::contract(3)]).await;
        decided(&app, &number, 2).await.unwrap();
        assert_eq!((app.count("line_standing").await, app.count("schedule_standing WHERE side = 1").await), (3, 0));
        app.is_sound().await;
        // The cap of the firm lies on all of them: what one loses goes to the others.
        let large = |n: u32| {
            Row::contract(n).with("amount", "5000000.00").with("fee", "50000.00").with("obligor_balance", "5000000.00")
        };
        let rows: Vec<Row> = (10..10 + LONG).map(large).collect();
        let number = app.in_review("b", &rows).await;
        app.is_sound().await;
        let moved = decided(&app, &number, 2).await.unwrap();
        assert_eq!((moved.others, moved.total.difference), (1002, Fen::ZERO));
        assert_eq!(app.count("schedule_standing WHERE side = 1 AND ahead IS NULL").await, 1);
        app.is_sound().await;
        // What counted before stands on the other side until the next act writes it anew.
        decided(&app, &number, 3).await.unwrap();
        assert_eq!((app.count("schedule_standing WHERE side = 1").await, app.count("line_standing").await), (0, 2009));
        app.is_sound().await;
    }
}
