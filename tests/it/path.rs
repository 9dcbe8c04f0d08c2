//! Every state of an application is reached by the commands that people cause.

use domain::workflow::ApplicationState;

use crate::support::{Firm, Sheet, TestApp, both_databases};

both_databases! {
    async fn each_state_is_reached_by_commands(app: TestApp) {
        // An ended case frees the firm for the next one; a live one needs a firm of its own.
        for ended in [ApplicationState::Withdrawn, ApplicationState::NotAccepted, ApplicationState::Refused] {
            app.case_in(ended).await;
        }
        app.case_in(ApplicationState::CorrectionRequested).await;
        app.drafted(Firm::B, &Sheet::guarantees(2)).await.go_to(ApplicationState::Settled).await;
    }

    async fn policies_are_paid_to_each_insured_enterprise(app: TestApp) {
        let case = app.drafted(Firm::Insurer, &Sheet::policies(3)).await;
        case.go_to(ApplicationState::Settled).await;
        let paid: Vec<i64> = case.payments().await.iter().map(|p| p.amount_fen.minor()).collect();
        assert_eq!(paid, [5_000_000; 3]);
    }
}
