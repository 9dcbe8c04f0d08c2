//! What an office needs for its day: what is missing stands first, with where it is brought in.

use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::query::readiness::{Matter, Standing, points};

use crate::support::client::visible;
use crate::support::database::{self, Kind};
use crate::support::post::way;
use crate::support::{TestApp, both_databases};

async fn missing(app: &TestApp) -> Vec<Matter> {
    let keeper = app.actor("administrator").await;
    let points = points(&app.app, &keeper.reader().unwrap()).await.unwrap();
    assert!(points.is_sorted_by_key(|point| point.standing), "what is missing stands first: {points:?}");
    points.into_iter().filter(|point| point.standing == Standing::Missing).map(|point| point.matter).collect()
}

both_databases! {
    async fn what_an_office_lacks_is_named_until_it_is_brought_in(app: TestApp) {
        let before = missing(&app).await;
        for matter in [
            Matter::Administrators, Matter::Payments, Matter::Call, Matter::Holidays(2026), Matter::BudgetLine(2026),
            Matter::Holder(Role::SecondReviewer), Matter::Chain("standard/1".to_owned()),
        ] {
            assert!(!before.contains(&matter), "{matter:?} is there");
        }
        let server = app.serve().await;
        let (keeper, reviewer) = (server.sign_in("administrator").await, server.sign_in("first_reviewer").await);
        assert_eq!(reviewer.get("/readiness").await.status(), StatusCode::FORBIDDEN);
        app.sql("UPDATE role_grant SET revoked_at = granted_at WHERE role = 'second_reviewer'").await.unwrap();
        let after = missing(&app).await;
        let lacks = |matter: &Matter| after.contains(matter) && !before.contains(matter);
        assert!(lacks(&Matter::Holder(Role::SecondReviewer)) && lacks(&Matter::Chain("standard/1".to_owned())), "{after:?}");
        assert!(!lacks(&Matter::Chain("single-review/1".to_owned())), "it has no second review: {after:?}");
        let page = visible(&keeper.page("/readiness").await);
        let (lack, there) = (page.find("有人担任“复审人”"), page.find("正在受理的申报通知"));
        assert!(lack.is_some() && lack < there, "{page}");
        // The office closes its calls, and a new year begins whose holidays nobody announced and whose budget is not there.
        app.without_guards("call", "UPDATE call SET withdrawn = TRUE").await;
        assert!(missing(&app).await.contains(&Matter::Call));
    }
}

#[test]
fn mail_that_is_not_set_up_is_said_and_is_no_lack() {
    database::with(Kind::Sqlite, async |database| {
        let mut app = TestApp::in_earnest(database).await;
        let of_mail = async |app: &TestApp| {
            let keeper = app.actor("administrator").await;
            let points = points(&app.app, &keeper.reader().unwrap()).await.unwrap();
            points.into_iter().find(|point| point.matter == Matter::Mail).unwrap().standing
        };
        assert_eq!(of_mail(&app).await, Standing::Off);
        assert!(!missing(&app).await.contains(&Matter::Mail));
        let folder = tempfile::tempdir().unwrap();
        app.app.post = Some(way(&format!("folder:{}", folder.path().display())));
        assert_eq!(of_mail(&app).await, Standing::There);
    });
}
