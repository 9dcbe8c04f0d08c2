//! Both procedures of the program, state by state, event by event, role by role; and what is no procedure.

use super::limit::OfUnit;
use super::*;
use crate::money::{Currency, Fen};

const STANDARD: &str = include_str!("../../../procedures/standard.toml");
const SINGLE: &str = include_str!("../../../procedures/single-review.toml");

fn load(text: &str) -> Procedure {
    Procedure::load(text).unwrap()
}

fn both() -> [Procedure; 2] {
    [load(STANDARD), load(SINGLE)]
}

fn person() -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(1))
}

fn limits(own: i64) -> Limits {
    let unit = Words { zh: "市".to_owned(), en: "city".to_owned() };
    Limits { own: OfUnit { unit, limit: Some(Currency::Cny.of(Fen::new(own))) }, above: Vec::new() }
}

#[test]
fn every_state_event_and_role_moves_as_its_procedure_says_and_not_otherwise() {
    let limits = limits(100);
    let grounds = Grounds { amount: Some(Currency::Cny.of(Fen::new(100))), limits: Some(&limits) };
    for procedure in both() {
        let mut allowed = 0;
        for (state, event) in
            ApplicationState::ALL.iter().flat_map(|s| ApplicationEvent::ALL.iter().map(move |e| (*s, *e)))
        {
            let rows: Vec<&Move> = procedure.moves_from(state).filter(|m| m.event == event).collect();
            assert!(rows.len() < 2, "{}: {state} + {event} leads to one state", procedure.name());
            let row = rows.first();
            for role in Role::ALL {
                let moved = procedure.step(state, event, (person(), &[*role]), &grounds);
                match row {
                    None => assert_eq!(moved.unwrap_err().code, Code::NotInThisState),
                    Some(row) if row.who.contains(role) => {
                        let moved = moved.unwrap();
                        assert!(moved.to() == row.to && moved.by() == Some((person(), *role)));
                        allowed += 1;
                    }
                    Some(_) => assert_eq!(moved.unwrap_err().code, Code::NotYourRole),
                }
                let offered = procedure.offers(state, &[*role]).contains(&event);
                assert_eq!(offered, row.is_some_and(|row| row.who.contains(role)));
            }
            assert_eq!(procedure.follow(state, event).is_ok(), row.is_some_and(|row| row.who.is_empty()), "by itself");
        }
        assert!(allowed > 40, "{}: {allowed}", procedure.name());
    }
}

#[test]
fn every_move_of_a_procedure_is_one_that_the_program_knows_for_these_roles() {
    for procedure in both() {
        for m in procedure.moves() {
            let row = ApplicationState::TRANSITIONS.iter().find(|t| (t.from, t.event, t.to) == (m.from, m.event, m.to));
            assert!(m.who.iter().all(|role| row.unwrap().who.contains(role)), "{m:?}");
        }
    }
}

#[test]
fn under_the_standard_procedure_two_reviews_lie_before_the_approval() {
    use ApplicationEvent::{Approve, Confirm, Recommend};
    use ApplicationState::{ApprovedProvisional, Confirmed, InReview, Reviewed};
    let standard = load(STANDARD);
    assert_eq!(standard.after(InReview, Recommend), Ok(Reviewed));
    assert_eq!(standard.after(Reviewed, Confirm), Ok(Confirmed));
    assert_eq!(standard.after(Confirmed, Approve), Ok(ApprovedProvisional));
    assert_eq!(standard.rests_on(Approve), Some((Step::Confirmed, Confirm)));
    assert_eq!(standard.rests_on(Confirm), Some((Step::Reviewed, Recommend)));
    assert!(standard.step(Confirmed, Approve, (person(), &[Role::Approver]), &Grounds::default()).is_ok());
    assert_eq!(standard.waits_for(Role::SecondReviewer), [Reviewed, ApplicationState::Suspended]);
}

#[test]
fn with_one_review_the_recommendation_leads_to_the_approval_which_rests_on_it() {
    use ApplicationEvent::{Approve, Confirm, Recommend, SendBack};
    use ApplicationState::{Confirmed, InReview, Reviewed};
    let single = load(SINGLE);
    assert_eq!(single.after(InReview, Recommend), Ok(Confirmed));
    assert_eq!(single.rests_on(Approve), Some((Step::Reviewed, Recommend)));
    for event in [Confirm, SendBack] {
        assert_eq!(single.after(Reviewed, event).unwrap_err().code, Code::NotInThisState);
    }
    assert!(!single.states().contains(&Reviewed));
    for state in ApplicationState::ALL {
        assert!(single.offers(*state, &[Role::SecondReviewer]).is_empty(), "{state}: no second reviewer takes part");
    }
    assert!(single.waits_for(Role::SecondReviewer).is_empty());
    assert_eq!(single.waits_for(Role::Approver), [Confirmed, ApplicationState::UndoAsked]);
}

#[test]
fn an_approval_within_limits_needs_a_limit_that_covers_the_amount() {
    use ApplicationEvent::Approve;
    use ApplicationState::Confirmed;
    let (single, limits) = (load(SINGLE), limits(100));
    let approve = |grounds: Grounds<'_>| {
        single.step(Confirmed, Approve, (person(), &[Role::Approver]), &grounds).map(|m| m.to()).map_err(|r| r.code)
    };
    let of = |fen: i64| Grounds { amount: Some(Currency::Cny.of(Fen::new(fen))), limits: Some(&limits) };
    assert_eq!(approve(of(100)), Ok(ApplicationState::ApprovedProvisional));
    assert_eq!(approve(of(101)), Err(Code::ApprovalOverLimit));
    assert_eq!(approve(Grounds { limits: None, ..of(1) }), Err(Code::ApprovalLimitMissing));
    assert_eq!(approve(Grounds { amount: None, ..of(1) }), Err(Code::ApprovalLimitMissing));
}

#[test]
fn every_state_of_a_procedure_is_reached_and_leads_to_an_end_without_the_firm() {
    for procedure in both() {
        for state in procedure.states() {
            let reached = state == ApplicationState::Draft || procedure.moves().iter().any(|m| m.to == state);
            assert!(reached, "{}: {state}", procedure.name());
        }
        assert_eq!(procedure.dead_ends().count(), 0);
    }
}

#[test]
fn a_vetoed_firm_is_refused_from_every_state_from_receipt_to_the_end_of_the_notice() {
    use ApplicationState::{
        Accepted, ApprovedProvisional, Checked, Confirmed, CorrectionRequested, InReview, Published, Reviewed,
        Suspended, UndoAsked,
    };
    for procedure in both() {
        let there = procedure.states();
        let all = [
            Accepted,
            Checked,
            InReview,
            CorrectionRequested,
            Reviewed,
            Confirmed,
            ApprovedProvisional,
            Published,
            Suspended,
            UndoAsked,
        ];
        for state in all.into_iter().filter(|state| there.contains(state)) {
            let ends = [ApplicationEvent::Veto, ApplicationEvent::Refuse].map(|e| procedure.after(state, e).ok());
            assert!(ends.contains(&Some(ApplicationState::Refused)), "{}: {state}", procedure.name());
        }
    }
}

#[test]
fn a_suspended_case_moves_nowhere_but_on_from_the_check_or_to_its_end() {
    for procedure in both() {
        let onward: Vec<_> = procedure.moves_from(ApplicationState::Suspended).map(|m| (m.event, m.to)).collect();
        let wanted = [
            (ApplicationEvent::Resume, ApplicationState::Accepted),
            (ApplicationEvent::Refuse, ApplicationState::Refused),
        ];
        assert_eq!(onward, wanted);
    }
}

#[test]
fn what_a_person_must_move_waits_for_somebody() {
    for procedure in both() {
        for row in procedure.moves().iter().filter(|m| !is_aside(m.event)) {
            for role in &row.who {
                assert!(procedure.waits_for(*role).contains(&row.from), "{:?} for {role}", row.from);
            }
        }
        assert_eq!(procedure.waits_for(Role::CreditChecker), [ApplicationState::Accepted]);
        assert!(procedure.waits_for(Role::Auditor).is_empty());
    }
}

/// The codes of what is wrong with a procedure in which a text was replaced.
fn faults(text: &str, from: &str, to: &str) -> Vec<Code> {
    assert!(text.contains(from), "{from}");
    Procedure::load(&text.replace(from, to)).unwrap_err().into_iter().map(|r| r.code).collect()
}

#[test]
fn what_leads_nowhere_or_is_not_known_is_no_procedure() {
    let in_review = "[[stages]]\nstate = \"in_review\"";
    assert_eq!(faults(STANDARD, "role = \"second_reviewer\"", "role = \"second\""), [Code::ProcedureMalformed]);
    assert_eq!(faults(STANDARD, "also = [\"send_back\"", "aslo = [\"send_back\""), [Code::ProcedureMalformed]);
    assert_eq!(faults(STANDARD, "id = \"standard\"", "id = \"../standard\""), [Code::ProcedureName]);
    assert_eq!(faults(STANDARD, "zh = \"两级审核程序\"", "zh = \" \""), [Code::ProcedureTitle]);
    // A first reviewer confirms nothing, and no event leads to a stage that the table does not know.
    assert_eq!(
        faults(STANDARD, "role = \"second_reviewer\"", "role = \"first_reviewer\""),
        [Code::ProcedureMoveUnknown]
    );
    assert_eq!(faults(STANDARD, "event = \"confirm\"", "event = \"approve\""), [Code::ProcedureMoveUnknown]);
    assert_eq!(faults(STANDARD, "\"send_back\", ", "\"publish\", "), [Code::ProcedureMoveUnknown]);
    assert!(faults(STANDARD, in_review, "[[stages]]\nstate = \"checked\"").contains(&Code::ProcedureStateTwice));
    assert!(faults(STANDARD, in_review, "[[stages]]\nstate = \"settled\"").contains(&Code::ProcedureMoveUnknown));
    assert_eq!(
        faults(
            STANDARD,
            "\"suspend\", \"veto\"]\n\n[[stages]]\nstate = \"confirmed\"",
            "\"suspend\"]\n\n[[stages]]\nstate = \"confirmed\""
        ),
        [Code::ProcedureNoVeto]
    );
    assert_eq!(
        faults(STANDARD, "event = \"confirm\"", "event = \"confirm\"\nguards = [\"within_limit\"]"),
        [Code::ProcedureGuard]
    );
    let approval = STANDARD.find("[[stages]]\nstate = \"confirmed\"").unwrap();
    let codes: Vec<Code> = Procedure::load(&STANDARD[..approval]).unwrap_err().into_iter().map(|r| r.code).collect();
    assert!(codes.contains(&Code::ProcedureEnds), "{codes:?}");
}
