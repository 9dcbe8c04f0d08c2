//! Every state, act and role through raw HTTP: what the table says is done and leads where it says; everything else is refused
//! with the status that the table implies, and writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::procedure::Procedure;
use domain::workflow::{ApplicationEvent as Event, ApplicationState as State, Table as _};
use reqwest::StatusCode;
use tokio::task::JoinSet;
use xinbu::service::limit::decide::ConfirmLimit;
use xinbu::service::limit::propose::ProposeLimit;

use crate::support::app::{FIRM_B, PENALTIES, code};
use crate::support::client::{Browser, Server, visible};
use crate::support::procedure::{single, standard};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// A form that people send about a case.
struct Form {
    /// What it causes, whichever of them the state allows.
    events: &'static [Event],
    /// Where it is sent; `{n}` stands for the number of the case, or of its notice.
    path: &'static str,
    /// What it says beside the version.
    says: &'static [(&'static str, &'static str)],
}

const fn form(events: &'static [Event], path: &'static str, says: &'static [(&'static str, &'static str)]) -> Form {
    Form { events, path, says }
}

const WHY: &[(&str, &str)] = &[("reason", "见附件")];

const FORMS: &[Form] = &[
    form(&[Event::Edit], "/applications/{n}/facts", &[("government_owned", "no")]),
    form(&[Event::Submit, Event::Resubmit], "/applications/{n}/submit", &[("declared", "yes")]),
    form(&[Event::Withdraw], "/applications/{n}/withdraw", &[]),
    form(&[Event::Discard], "/applications/{n}/discard", &[]),
    form(&[Event::Accept], "/review/{n}/accept", &[]),
    form(&[Event::RejectReceipt], "/review/{n}/reject-receipt", WHY),
    form(&[Event::Check], "/review/{n}/check", &[]),
    form(&[Event::StartReview], "/review/{n}/start", &[]),
    form(&[Event::RequestCorrection], "/review/{n}/correction", WHY),
    form(&[Event::DecideLine], "/review/{n}/lines/2", &[("decision", "accept"), ("line_reason", "见附件")]),
    form(&[Event::Recommend], "/review/{n}/recommend", WHY),
    form(&[Event::Confirm], "/review/{n}/confirm", WHY),
    form(&[Event::SendBack], "/review/{n}/send-back", WHY),
    form(&[Event::Recheck], "/review/{n}/recheck", WHY),
    form(&[Event::Approve], "/review/{n}/approve", &[("content", "")]),
    form(&[Event::Refuse, Event::Veto], "/review/{n}/refuse", WHY),
    form(&[Event::AskUndo], "/review/{n}/ask-undo", WHY),
    form(&[Event::UndoApproval], "/review/{n}/undo", &[]),
    form(&[Event::KeepApproval], "/review/{n}/keep", WHY),
    form(&[Event::Suspend], "/review/{n}/suspend", WHY),
    form(&[Event::Resume], "/review/{n}/resume", WHY),
    form(&[Event::Lapse], "/review/{n}/lapse", &[]),
    form(&[Event::Publish], "/notices/publish", &[]),
    form(&[Event::EndNotice], "/notices/{n}/end", &[]),
];

impl Form {
    /// Who may send it at all: the roles of the rows of its events.
    fn who(&self) -> Vec<Role> {
        let rows = State::TRANSITIONS.iter().filter(|t| self.events.contains(&t.event));
        rows.flat_map(|t| t.who.iter().copied()).collect()
    }

    /// Which of its events it is in a state.
    fn event(&self, procedure: &Procedure, state: State) -> Event {
        self.events.iter().copied().find(|event| procedure.allows(state, *event)).unwrap_or(self.events[0])
    }

    fn of(event: Event) -> &'static Self {
        FORMS.iter().find(|form| form.events.contains(&event)).unwrap_or_else(|| panic!("no form causes {event}"))
    }
}

/// Events that wait for another day, or for a veto; they are tried last.
const LATER: &[Event] = &[Event::Veto, Event::Lapse, Event::EndNotice];

struct Walk<'a> {
    app: &'a TestApp,
    procedure: Procedure,
    people: BTreeMap<String, Browser>,
    /// Cases that came to a state.
    there: BTreeMap<State, Vec<String>>,
    contracts: u32,
    allowed: usize,
    refused: usize,
    wrong: Vec<String>,
    /// Whom the door kept from which form.
    at_the_door: BTreeSet<(&'static str, Role)>,
}

impl<'a> Walk<'a> {
    async fn new(app: &'a TestApp, server: &Server, procedure: Procedure) -> Self {
        let people = Self::signed_in(server).await;
        let (there, wrong, at_the_door) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        Self { app, procedure, people, there, contracts: 0, allowed: 0, refused: 0, wrong, at_the_door }
    }

    async fn signed_in(server: &Server) -> BTreeMap<String, Browser> {
        let staff = Role::ALL.iter().filter(|role| !role.is_firm()).map(|role| role.key());
        let others = ["a.preparer", "a.signatory", "b.preparer", "b.signatory", "approver_2"];
        let mut people = BTreeMap::new();
        for login in staff.chain(others) {
            people.insert(login.to_owned(), server.sign_in(login).await);
        }
        people
    }

    /// Another day, on which everybody signs in again.
    async fn go_to(&mut self, server: &Server, day: &str) {
        self.app.go_to(day);
        self.people = Self::signed_in(server).await;
    }

    /// Who acts in a role: an approval is taken back by another one than who asked for it.
    fn person(&self, firm: &str, role: Role, event: Event) -> &Browser {
        let login = match (role, event) {
            (Role::Approver, Event::UndoApproval) => "approver_2".to_owned(),
            (role, _) if role.is_firm() => format!("{firm}.{role}"),
            (role, _) => role.key().to_owned(),
        };
        &self.people[&login]
    }

    /// A form as it is sent about a case; none where the case has nothing that it could be about.
    async fn filled(&self, form: &Form, number: &str) -> Option<(String, Vec<(&'static str, String)>)> {
        let case = self.app.application(number).await;
        let says = form.says.iter().map(|(field, text)| (*field, (*text).to_owned()));
        let mut fields: Vec<(&str, String)> = vec![("version", case.version.to_string())];
        fields.extend(says);
        if form.events == [Event::Approve] {
            let content = match case.state {
                State::Confirmed => self.app.approval(number).await.content,
                _ => "0".repeat(64),
            };
            fields.retain(|(field, _)| *field != "content");
            fields.push(("content", content));
        }
        if form.events == [Event::Publish] {
            fields = vec![("pick", format!("{number}:{}", case.version))];
        }
        if form.events != [Event::EndNotice] {
            return Some((form.path.replace("{n}", number), fields));
        }
        let notice = self.app.notice_of(case.id).await?;
        Some((form.path.replace("{n}", &notice), Vec::new()))
    }

    /// Does what the table allows, and looks where it leads.
    async fn moves(&mut self, firm: &str, number: &str, (event, role): (Event, Role)) -> bool {
        let before = self.app.application(number).await.state;
        let (path, fields) = self.filled(Form::of(event), number).await.unwrap();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let answer = self.person(firm, role, event).post(&path, &fields).await;
        let status = answer.status();
        let what = format!("{}: {before} + {event} by {role}", self.procedure.name());
        if status != StatusCode::SEE_OTHER {
            let words = visible(&answer.text().await.unwrap()).chars().take(400).collect::<String>();
            self.wrong.push(format!("{what}: {status} {words}"));
            return false;
        }
        let after = self.app.application(number).await.state;
        let leads = self.procedure.after(before, event) == Ok(after);
        if !leads {
            self.wrong.push(format!("{what}: it leads to {after}"));
        }
        leads
    }

    /// A case of a firm in a state: one that came to it, or a new one that is brought there by the shortest way.
    async fn case(&mut self, firm: &str, state: State) -> String {
        if firm == "a"
            && let Some(number) = self.there.get_mut(&state).and_then(Vec::pop)
        {
            return number;
        }
        let call = self.app.open_call_under(&self.procedure.id).await;
        let number = self.app.draft_in(firm, &call).await;
        self.contracts += 1;
        self.app.upload(firm, &number, &[Row::contract(self.contracts)]).await.unwrap();
        for step in self.way(state) {
            assert!(self.moves(firm, &number, step).await, "the way to {state}: {:#?}", self.wrong);
        }
        number
    }

    /// The shortest way of a draft to a state, without what waits.
    fn way(&self, to: State) -> Vec<(Event, Role)> {
        let mut ways: Vec<(State, Vec<(Event, Role)>)> = vec![(State::Draft, Vec::new())];
        let mut at = 0;
        while let Some((here, way)) = ways.get(at).cloned() {
            if here == to {
                return way;
            }
            for m in self.procedure.moves_from(here).filter(|m| !LATER.contains(&m.event)) {
                let Some(role) = m.who.last() else { continue };
                if !ways.iter().any(|(known, _)| *known == m.to) {
                    ways.push((m.to, [&way[..], &[(m.event, *role)]].concat()));
                }
            }
            at += 1;
        }
        panic!("{}: no way leads to {to}", self.procedure.name());
    }

    /// Sends every form about a case in a state in every role that may not, and looks that nothing came of it.
    async fn refuses(&mut self, number: &str) {
        let before = self.app.application(number).await;
        let state = before.state;
        let written = self.app.count("audit_event").await;
        let mut asked = JoinSet::new();
        for form in FORMS {
            let event = form.event(&self.procedure, state);
            let Some((path, fields)) = self.filled(form, number).await else { continue };
            for role in Role::ALL.iter().copied() {
                let refusal = match self.procedure.may(state, event, &[role]) {
                    Ok(_) => continue,
                    Err(refusal) => refusal,
                };
                // Who never sends the form is stopped at the door, which does not know the state: that is tried once.
                if !form.who().contains(&role) && !self.at_the_door.insert((form.path, role)) {
                    continue;
                }
                // What only the firm sees is not there.
                let wanted = match refusal.code {
                    _ if !form.who().contains(&role) => StatusCode::FORBIDDEN,
                    _ if state.was_never_sent() && !role.is_firm() => StatusCode::NOT_FOUND,
                    Code::NotYourRole => StatusCode::FORBIDDEN,
                    _ => StatusCode::CONFLICT,
                };
                let what = format!("{}: {state} + {event} by {role}", self.procedure.name());
                let person = self.person("a", role, event);
                let (person, path, fields) = (person.at(&person.address), path.clone(), fields.clone());
                self.refused += 1;
                asked.spawn(async move {
                    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
                    let answer = person.post(&path, &fields).await;
                    let found = answer.status();
                    (found != wanted).then_some(format!("{what}: {found} in place of {wanted}"))
                });
            }
        }
        while let Some(done) = asked.join_next().await {
            self.wrong.extend(done.unwrap());
        }
        let after = self.app.application(number).await;
        assert_eq!(before, after, "{state}: nothing of the case is another: {:#?}", self.wrong);
        assert_eq!(self.app.count("audit_event").await, written, "{state}: nothing is written");
    }

    /// Does everything that is possible in a state, each in every role that may, on a case each.
    async fn does(&mut self, state: State) {
        let rows: Vec<_> = self.procedure.moves_from(state).cloned().collect();
        for m in rows.iter().filter(|m| !LATER.contains(&m.event)) {
            for role in &m.who {
                let number = self.case("a", state).await;
                self.allowed += 1;
                if self.moves("a", &number, (m.event, *role)).await {
                    self.there.entry(m.to).or_default().push(number);
                }
            }
        }
    }

    async fn every_state(&mut self) {
        // The late states are reached by other machines: the bank's statement, a request of finance.
        let late = [State::Approved, State::Settled, State::GivenUp, State::Lapsed];
        for state in self.procedure.states().into_iter().filter(|state| !late.contains(state)) {
            let number = self.case("a", state).await;
            self.refuses(&number).await;
            self.there.entry(state).or_default().push(number);
            self.does(state).await;
        }
        // A firm that is vetoed is refused wherever its case stands.
        let vetoes = |m: &&domain::workflow::procedure::Move| m.event == Event::Veto;
        let vetoes: Vec<_> = self.procedure.moves().iter().filter(vetoes).cloned().collect();
        let mut cases = Vec::new();
        for m in &vetoes {
            cases.push(self.case("b", m.from).await);
        }
        self.app.penalised(("江临市乙担保有限公司", code(FIRM_B).as_str()), "2026-01-10").await;
        self.app.work_off().await;
        for (m, number) in vetoes.iter().zip(cases) {
            for role in &m.who {
                self.moves("b", &number, (m.event, *role)).await;
                self.allowed += 1;
            }
        }
    }

    /// What only another day brings: the end of the notice, and what follows from it.
    async fn later(&mut self, server: &Server) {
        let (published, corrections) =
            (self.case("a", State::Published).await, self.rows(Event::Lapse).into_iter().map(|(_, role)| role));
        let mut lapsing = Vec::new();
        for role in corrections {
            lapsing.push((self.case("a", State::CorrectionRequested).await, role));
        }
        self.go_to(server, "2026-03-09").await;
        self.app.import_penalties(PENALTIES).await;
        for (_, role) in self.rows(Event::EndNotice) {
            self.moves("a", &published, (Event::EndNotice, role)).await;
            self.allowed += 1;
        }
        assert_eq!(self.app.application(&published).await.state, State::Approved, "{:#?}", self.wrong);
        self.refuses(&published).await;
        // As the acts of finance move it, which are tried elsewhere.
        for (event, to) in [("settle", "settled"), ("reopen", "approved"), ("give_up", "given_up")] {
            let moved = format!(
                "UPDATE application SET state = '{to}', moved_event = '{event}', moved_role = '', moved_by = NULL
                 WHERE number = '{published}'"
            );
            assert_eq!(self.app.sql(&moved).await.unwrap(), 1);
            self.refuses(&published).await;
        }
        self.go_to(server, "2026-04-20").await;
        for (number, role) in lapsing {
            self.moves("a", &number, (Event::Lapse, role)).await;
            self.allowed += 1;
            if role == Role::FirstReviewer {
                self.refuses(&number).await;
            }
        }
    }

    /// The states in which an event is possible, with the roles.
    fn rows(&self, event: Event) -> Vec<(State, Role)> {
        let rows = self.procedure.moves().iter().filter(|m| m.event == event);
        rows.flat_map(|m| m.who.iter().map(|role| (m.from, *role))).collect()
    }
}

async fn walked(app: TestApp, procedure: Procedure) {
    let limit = ProposeLimit {
        unit: "430000".to_owned(),
        currency: domain::money::Currency::Cny,
        limit: "900000".to_owned(),
        valid_from: app.app.clock.today(),
        reason: "授权〔2026〕1号".to_owned(),
    };
    let number = app.run("administrator", &limit).await.unwrap();
    app.run("administrator_2", &ConfirmLimit { number }).await.unwrap();
    let server = app.serve().await;
    let mut walk = Walk::new(&app, &server, procedure).await;
    walk.every_state().await;
    walk.later(&server).await;
    assert!(walk.wrong.is_empty(), "{:#?}", walk.wrong);
    let rows: usize = walk.procedure.moves().iter().map(|m| m.who.len()).sum();
    assert_eq!(walk.allowed, rows, "every row was tried in every role");
    assert!(walk.refused > 800, "{} refusals", walk.refused);
}

both_databases! {
    async fn every_act_in_every_state_of_the_standard_procedure_is_for_the_roles_of_its_row(app: TestApp) {
        walked(app, standard()).await;
    }
}

both_databases! {
    async fn every_act_in_every_state_of_the_procedure_with_one_review_is_for_the_roles_of_its_row(app: TestApp) {
        walked(app, single()).await;
    }
}

#[test]
fn every_event_that_somebody_causes_has_its_form() {
    for event in Event::ALL {
        let rows = State::TRANSITIONS.iter().filter(|t| t.event == *event);
        let somebody = rows.clone().any(|t| !t.who.is_empty());
        assert_eq!(FORMS.iter().any(|form| form.events.contains(event)), somebody, "{event}");
    }
}
