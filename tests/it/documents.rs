//! Documents: what the list of kinds says holds on every way in and out.

use std::collections::BTreeMap;

use domain::document::Kind;
use domain::refusal::Code;
use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::actor::Actor;
use xinbu::service::document::show;
use xinbu::web::routes::{Access, table};

use crate::support::both_databases;
use crate::support::schedule::Row;

/// The routes that send a document, by name.
const SENT: [(&str, Kind); 23] = [
    ("schedule.file", Kind::Schedule),
    ("review.schedule", Kind::Schedule),
    ("application.paper", Kind::ContractPaper),
    ("review.paper", Kind::ContractPaper),
    ("application.paper", Kind::PolicyPaper),
    ("review.paper", Kind::PolicyPaper),
    ("application.paper", Kind::LossPaper),
    ("review.paper", Kind::LossPaper),
    ("application.paper", Kind::DeclarationPaper),
    ("review.paper", Kind::DeclarationPaper),
    ("application.paper", Kind::PowerOfAttorney),
    ("review.paper", Kind::PowerOfAttorney),
    ("application.paper", Kind::OtherPaper),
    ("review.paper", Kind::OtherPaper),
    ("review.look", Kind::ContractPaper),
    ("review.look", Kind::OtherPaper),
    ("account.evidence", Kind::AccountEvidence),
    ("credit.evidence", Kind::CreditEvidence),
    ("budget.document", Kind::BudgetDocument),
    ("request.evidence", Kind::FinanceEvidence),
    ("registration.licence", Kind::FirmLicence),
    ("letter.file", Kind::Letter),
    ("review.letter", Kind::Letter),
];

#[test]
fn a_route_that_sends_a_document_is_for_readers_of_its_kind() {
    let mut readers: BTreeMap<Kind, Vec<Role>> = BTreeMap::new();
    for (name, kind) in SENT {
        let found = table().into_iter().find(|route| route.row.name == name).unwrap_or_else(|| panic!("{name}"));
        let Access::Roles(roles) = found.row.access else { panic!("{name} is for everybody") };
        assert!(roles.iter().all(|role| kind.readers().contains(role)), "{name}: {roles:?}");
        readers.entry(kind).or_default().extend(roles);
    }
    // And whoever may see a kind has a page that shows it.
    for (kind, roles) in readers {
        assert!(kind.readers().iter().all(|role| roles.contains(role)), "{kind}: {roles:?}");
    }
}

both_databases! {
    async fn a_document_is_shown_to_readers_of_its_kind_and_says_what_it_is(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let of_type = "document WHERE kind = 'schedule' AND media_type = 'text/csv'";
        assert_eq!(app.count(of_type).await + app.count(&of_type.replace("text/csv", XLSX)).await, 1, "told by its bytes");
        let db = app.app.store.read();
        let case = xinbu::store::application::find(db, &app.actor("a.preparer").await.scope().unwrap(), &number).await.unwrap();
        let schedule = xinbu::store::line::schedule(db, case.schedule_id.unwrap()).await.unwrap();
        let head = xinbu::store::document::head(db, schedule.document_id).await.unwrap();
        let nobody = app.actor("a.preparer").await;
        for role in Role::ALL.iter().copied() {
            let shown = show(&Actor { roles: vec![role], ..nobody.clone() }, head.clone());
            match Kind::Schedule.readers().contains(&role) {
                true => assert_eq!(shown.unwrap().head(), &head, "{role}"),
                false => assert_eq!(shown.unwrap_err().code(), Some(Code::NotYourRole), "{role}"),
            }
        }
        let server = app.serve().await;
        for (login, path) in [("a.signatory", format!("/applications/{number}/schedule/original")), ("first_reviewer", format!("/review/{number}/schedule"))] {
            let answer = server.sign_in(login).await.get(&path).await;
            assert_eq!((answer.status(), answer.headers()["content-type"].to_str().unwrap()), (StatusCode::OK, head.media_type.as_str()), "{login}");
        }
        let answer = server.sign_in("reconciler").await.get(&format!("/review/{number}/schedule")).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
