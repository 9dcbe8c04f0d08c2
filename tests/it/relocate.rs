//! An office that grows: its installation goes over from SQLite to PostgreSQL with every row, and goes on there.

use domain::workflow::ApplicationState;
use xinbu::service::App;
use xinbu::service::account::actor_by_login;
use xinbu::service::application::receive::Accept;
use xinbu::service::command::execute;
use xinbu::service::verify::{Finding, verify};
use xinbu::store::Store;

use crate::command_line::{said, status, xinbu};
use crate::support::TestApp;
use crate::support::database::{Database, Kind, with};
use crate::support::schedule::Row;

#[test]
fn an_office_goes_over_to_postgresql_with_every_row_and_goes_on_there() {
    with(Kind::Sqlite, async |database| {
        let Some(target) = Database::empty(Kind::Postgres) else {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "PostgreSQL is not installed");
            return;
        };
        let (from, to) = (database.url.clone(), target.url.as_str());
        let relocate = || xinbu(&["relocate", "--database", &from, "--to", to]);
        let app = TestApp::over(database).await;
        app.payable("a", &[Row::contract(1), Row::contract(2)]).await;
        let number = app.submitted("b", &[Row::contract(3)]).await;
        app.draft("i").await;
        let events = app.count("audit_event").await;

        let refused = relocate();
        assert_eq!(status(&refused), 1, "{}", said(&refused));
        assert!(said(&refused).contains("正在使用"), "{}", said(&refused));
        let clock = app.app.clock.clone();
        app.app.store.clone().close().await.unwrap();
        let wrong = xinbu(&["relocate", "--database", to, "--to", &from]);
        assert!(status(&wrong) == 1 && said(&wrong).contains("SQLite"), "{}", said(&wrong));
        let done = relocate();
        assert_eq!(status(&done), 0, "{}", said(&done));
        assert!(said(&done).contains("逐行核对") && said(&done).contains("audit_event"), "{}", said(&done));

        // Its rules hold there, and people go on where they were.
        let there = App::new(Store::open(to).await.unwrap(), clock, true);
        assert!(verify(&there).await.unwrap().iter().all(Finding::holds));
        let officer = actor_by_login(&there, "receiving_officer").await.unwrap();
        let version = || async {
            let scope = officer.scope().unwrap();
            xinbu::store::application::find(there.store.read(), &scope, &number).await.unwrap()
        };
        let accept = Accept { number: number.clone(), version: version().await.version };
        execute(&there, &officer, None, &accept).await.unwrap();
        assert_ne!(version().await.state, ApplicationState::Submitted);
        assert!(verify(&there).await.unwrap().iter().all(Finding::holds));
        let last = xinbu::store::audit::last_place(there.store.read()).await.unwrap();
        assert!(last > events, "the log goes on behind its last place");
        there.store.close().await.unwrap();

        let again = relocate();
        assert!(status(&again) == 1 && said(&again).contains("已有系统在用"), "{}", said(&again));
    });
}
