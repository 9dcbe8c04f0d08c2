//! The walk of a machine over HTTP: a thing is brought to each of its states by the acts that lead there, every form about it is
//! sent in every role, and status, words and what is written are held against the machine's table.

use std::collections::{BTreeMap, BTreeSet};

use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::RequestKind;
use domain::workflow::list::{self, Listed, ListedMove};
use reqwest::{Response, StatusCode};
use sea_orm::{ConnectionTrait as _, DatabaseBackend, DatabaseConnection, Statement};
use tokio::task::JoinSet;
use xinbu::i18n::Lang;

use crate::support::TestApp;
use crate::support::app::{PDF, PENALTIES};
use crate::support::client::{Browser, Server, visible};

/// How a form is refused where its machine has no row for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum No {
    /// By the table of the machine, which names the event and the state.
    State,
    /// By the table of another machine, or by what stands around it.
    Around,
    /// Because it is about the one that is open, and none is.
    Absent,
}

/// A form that people send about a thing.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// What it causes, whichever of them the state allows.
    events: &'static [&'static str],
    /// Where it is sent; `{t}` stands for the thing, other names for what its arena fills in.
    path: &'static str,
    /// What it says.
    says: &'static [(&'static str, &'static str)],
    /// Whether it comes with a document.
    paper: bool,
    /// The machine and the event whose rows say who sends it, where the event follows from an act about another thing.
    by: Option<(&'static str, &'static str)>,
    /// What it asks a second person for: the event waits for that one.
    asks: Option<RequestKind>,
    no: No,
}

/// A form without a document, about the thing itself.
pub const fn form(
    events: &'static [&'static str],
    path: &'static str,
    says: &'static [(&'static str, &'static str)],
) -> Form {
    Form { events, path, says, paper: false, by: None, asks: None, no: No::State }
}

/// The reason that most forms ask for.
pub const WHY: &[(&str, &str)] = &[("reason", "见附件")];

impl Form {
    /// With a document.
    pub const fn with_paper(self) -> Self {
        Self { paper: true, ..self }
    }

    /// For whom the act about another thing is.
    pub const fn by(self, machine: &'static str, event: &'static str) -> Self {
        Self { by: Some((machine, event)), no: No::Around, ..self }
    }

    /// It only asks; somebody else decides.
    pub const fn asks(self, kind: RequestKind) -> Self {
        Self { paper: true, asks: Some(kind), ..self }
    }

    /// It is about the one that is open.
    pub const fn about_the_open_one(self) -> Self {
        Self { no: No::Absent, ..self }
    }

    /// Who may send it at all.
    fn who(&self, machine: &Listed) -> Vec<Role> {
        let roles = |machine: &Listed, events: &[&str]| {
            let rows = machine.moves.iter().filter(|m| events.contains(&m.event));
            rows.flat_map(|m| m.who.iter().copied()).collect()
        };
        match (self.asks, self.by) {
            (Some(kind), _) => kind.asked_by().to_vec(),
            (None, Some((name, event))) => roles(&listed(name), &[event]),
            (None, None) => roles(machine, self.events),
        }
    }

    /// Whether a role does with it what a row says.
    fn may(&self, machine: &Listed, row: &ListedMove, role: Role) -> bool {
        self.who(machine).contains(&role) && (self.asks.is_some() || row.who.contains(&role))
    }

    /// The roles that do with it what a row says.
    fn roles(&self, machine: &Listed, row: &ListedMove) -> Vec<Role> {
        Role::ALL.iter().copied().filter(|role| self.may(machine, row, *role)).collect()
    }

    /// The row of a state that it follows.
    fn row<'m>(&self, machine: &'m Listed, state: &str) -> Option<&'m ListedMove> {
        machine.moves.iter().find(|m| m.from == state && self.events.contains(&m.event))
    }
}

/// A machine by its name.
pub fn listed(name: &str) -> Listed {
    list::all().into_iter().find(|m| m.name == name).unwrap_or_else(|| panic!("no machine is called {name}"))
}

/// A machine with what it needs to be walked.
pub trait Arena {
    /// The machine.
    const MACHINE: &'static str;
    /// Its forms.
    const FORMS: &'static [Form];
    /// States and events that another rule than the table decides about; they are tried where that rule is.
    const ASIDE: &'static [(&'static str, &'static str)] = &[];
    /// Events of nobody, which [`Arena::brings`] brings about.
    const FOLLOWS: &'static [&'static str] = &[];
    /// States in which nothing of the walk comes to stand.
    const OUT_OF_REACH: &'static [&'static str] = &[];

    /// States after which the address of a thing is free for another one.
    const GONE: &'static [&'static str] = &[];

    /// The statement that gives the state of a thing as `s`.
    fn place(&self, w: &World, thing: &str) -> String;

    /// A new thing in the first state; `next` is what will be tried with it, where that matters.
    async fn begin(&mut self, w: &mut World, next: Option<(&str, Role)>) -> String;

    /// Brings about what follows from another act.
    async fn brings(&mut self, _: &mut World, thing: &str, event: &str) {
        panic!("{}: nothing brings {event} to {thing}", Self::MACHINE);
    }

    /// A text with its names filled in; none where there is nothing for one of them.
    async fn fill(&mut self, _: &mut World, thing: &str, text: &str) -> Option<String> {
        Some(text.replace("{t}", thing))
    }

    /// Who acts in a role.
    fn login(&self, role: Role, _event: &str) -> String {
        own(role)
    }
}

/// Who acts in a role, of firm A where it is a firm's.
pub fn own(role: Role) -> String {
    if role.is_firm() { format!("a.{role}") } else { role.key().to_owned() }
}

/// The second person of a role of which things need two.
pub fn second(role: Role) -> String {
    match role {
        Role::Administrator | Role::CreditChecker => format!("{role}_2"),
        _ => own(role),
    }
}

/// A form with everything that it says.
struct Filled {
    path: String,
    fields: Vec<(&'static str, String)>,
    paper: bool,
}

impl Filled {
    async fn send(&self, person: &Browser) -> Response {
        let fields: Vec<(&str, &str)> = self.fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        if self.paper {
            return person.try_upload(&self.path, "证明.pdf", PDF.to_vec(), &fields).await;
        }
        person.post(&self.path, &fields).await
    }
}

/// An installation that is walked through.
pub struct World {
    pub app: TestApp,
    pub server: Server,
    db: DatabaseConnection,
    people: BTreeMap<String, Browser>,
    /// What was done: machine, state, event, role.
    pub done: BTreeSet<(&'static str, &'static str, &'static str, Role)>,
    pub refused: usize,
    pub wrong: Vec<String>,
    /// Whom the door kept from which form.
    at_the_door: BTreeSet<(&'static str, &'static str, Role)>,
}

impl World {
    pub async fn new(app: TestApp) -> Self {
        let (server, db) = (app.serve().await, app.direct().await);
        let (people, done, at_the_door) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        Self { app, server, db, people, done, refused: 0, wrong: Vec::new(), at_the_door }
    }

    /// Another day, on which the lists of the day come and everybody signs in again.
    pub async fn go_to(&mut self, day: &str) {
        self.app.go_to(day);
        self.app.import_penalties(PENALTIES).await;
        self.app.work_off().await;
        self.people.clear();
    }

    async fn person(&mut self, login: &str) -> &Browser {
        if !self.people.contains_key(login) {
            let browser = self.server.sign_in(login).await;
            self.people.insert(login.to_owned(), browser);
        }
        &self.people[login]
    }

    /// The text `s` of the first row of a statement.
    pub async fn text(&self, sql: &str) -> Option<String> {
        let row = self.db.query_one_raw(Statement::from_string(self.db.get_database_backend(), sql)).await.unwrap()?;
        Some(row.try_get("", "s").unwrap())
    }

    /// The number `n` of the first row of a statement.
    pub async fn number(&self, sql: &str) -> Option<i64> {
        let row = self.db.query_one_raw(Statement::from_string(self.db.get_database_backend(), sql)).await.unwrap()?;
        Some(row.try_get("", "n").unwrap())
    }

    /// An id as SQL.
    pub fn id(&self, text: &str) -> String {
        match self.db.get_database_backend() {
            DatabaseBackend::Sqlite => format!("x'{}'", text.replace('-', "")),
            _ => format!("'{text}'"),
        }
    }

    async fn written(&self) -> i64 {
        self.number("SELECT COUNT(*) AS n FROM audit_event").await.unwrap()
    }
}

/// A machine on its walk.
struct Walk<'w, A: Arena> {
    w: &'w mut World,
    arena: A,
    machine: Listed,
    /// Things that came to a state.
    there: BTreeMap<&'static str, Vec<String>>,
}

/// Walks a machine.
pub async fn walk<A: Arena>(w: &mut World, arena: A) {
    let mut walk = Walk { w, arena, machine: listed(A::MACHINE), there: BTreeMap::new() };
    for state in walk.machine.states.clone() {
        if A::OUT_OF_REACH.contains(&state) {
            continue;
        }
        let thing = match walk.left_in(state).await {
            Some(thing) => Some(thing),
            None => walk.brought(state, None).await,
        };
        let Some(thing) = thing else { continue };
        walk.refuses(state, &thing).await;
        walk.does(state).await;
        walk.overtaken(state).await;
    }
}

impl<A: Arena> Walk<'_, A> {
    async fn state(&self, thing: &str) -> String {
        let sql = self.arena.place(self.w, thing);
        self.w.text(&sql).await.unwrap_or_else(|| panic!("{}: {thing} is not there", A::MACHINE))
    }

    /// A thing that came to a state and is still there.
    async fn left_in(&mut self, state: &str) -> Option<String> {
        while let Some(thing) = self.there.get_mut(state).and_then(Vec::pop) {
            if self.state(&thing).await == state {
                return Some(thing);
            }
        }
        None
    }

    /// A new thing, brought to a state by the shortest way; none where it did not come there, which is told.
    async fn brought(&mut self, state: &'static str, next: Option<(&str, Role)>) -> Option<String> {
        let thing = self.arena.begin(self.w, next).await;
        for step in self.way(state) {
            match step {
                Step::Act(form, row, role) => {
                    if !self.moves(&form, &row, &thing, role).await {
                        return None;
                    }
                }
                Step::Follows(event) => self.arena.brings(self.w, &thing, event).await,
            }
        }
        let there = self.state(&thing).await;
        if there != state {
            self.w.wrong.push(format!("{}: the way to {state} leads to {there}", A::MACHINE));
            return None;
        }
        Some(thing)
    }

    /// The shortest way of a new thing to a state.
    fn way(&self, to: &str) -> Vec<Step> {
        let mut ways: Vec<(&str, Vec<Step>)> = vec![(self.machine.states[0], Vec::new())];
        let mut at = 0;
        while let Some((here, way)) = ways.get(at).cloned() {
            if here == to {
                return way;
            }
            for row in self.machine.moves.iter().filter(|m| m.from == here) {
                if let Some(step) = self.step(row).filter(|_| ways.iter().all(|(known, _)| *known != row.to)) {
                    ways.push((row.to, [&way[..], &[step]].concat()));
                }
            }
            at += 1;
        }
        panic!("{}: no way leads to {to}", A::MACHINE);
    }

    /// How a row is gone along.
    fn step(&self, row: &ListedMove) -> Option<Step> {
        if A::FOLLOWS.contains(&row.event) {
            return Some(Step::Follows(row.event));
        }
        if A::ASIDE.contains(&(row.from, row.event)) {
            return None;
        }
        let own = |form: &&Form| form.asks.is_none() && form.events.contains(&row.event);
        let form = A::FORMS.iter().find(own)?;
        let role = form.roles(&self.machine, row).pop()?;
        Some(Step::Act(*form, row.clone(), role))
    }

    async fn filled(&mut self, form: &Form, thing: &str) -> Option<Filled> {
        let path = self.arena.fill(self.w, thing, form.path).await?;
        let mut fields = Vec::new();
        for (field, text) in form.says {
            fields.push((*field, self.arena.fill(self.w, thing, text).await?));
        }
        Some(Filled { path, fields, paper: form.paper })
    }

    /// Does what a row allows, and looks where it leads.
    async fn moves(&mut self, form: &Form, row: &ListedMove, thing: &str, role: Role) -> bool {
        let what = format!("{}: {} + {} by {role} ({thing})", A::MACHINE, row.from, row.event);
        let Some(filled) = self.filled(form, thing).await else {
            self.w.wrong.push(format!("{what}: there is nothing to send"));
            return false;
        };
        let login = self.arena.login(role, row.event);
        let answer = filled.send(self.w.person(&login).await).await;
        let status = answer.status();
        if status != StatusCode::SEE_OTHER {
            let words = visible(&answer.text().await.unwrap()).chars().take(400).collect::<String>();
            self.w.wrong.push(format!("{what}: {status} {words}"));
            return false;
        }
        self.w.app.work_off().await;
        // What is only asked for stays where it is until the second person decides.
        let to = if form.asks.is_some() { row.from } else { row.to };
        let after = self.state(thing).await;
        if after != to {
            self.w.wrong.push(format!("{what}: it leads to {after}"));
            return false;
        }
        if form.asks.is_none() {
            self.w.done.insert((A::MACHINE, row.from, row.event, role));
        }
        true
    }

    /// Does everything that is possible in a state, each in every role that may, on a thing each.
    async fn does(&mut self, state: &'static str) {
        let rows: Vec<ListedMove> = self.machine.moves.iter().filter(|m| m.from == state).cloned().collect();
        for row in rows.iter().filter(|row| !A::ASIDE.contains(&(state, row.event))) {
            for form in A::FORMS.iter().filter(|form| form.events.contains(&row.event)) {
                for role in form.roles(&self.machine, row) {
                    let Some(thing) = self.brought(state, Some((row.event, role))).await else { continue };
                    if self.moves(form, row, &thing, role).await && form.asks.is_none() {
                        self.there.entry(row.to).or_default().push(thing);
                    }
                }
            }
        }
    }

    /// Decides what was asked for in a state after the thing went on: it is done only where the table has a row there as well.
    async fn overtaken(&mut self, state: &'static str) {
        let rows: Vec<ListedMove> = self.machine.moves.iter().filter(|m| m.from == state).cloned().collect();
        let open = |row: &&ListedMove| !A::ASIDE.contains(&(state, row.event));
        for row in rows.iter().filter(open) {
            let of = |asks: bool| A::FORMS.iter().find(|f| f.asks.is_some() == asks && f.events.contains(&row.event));
            let (Some(asks), Some(decides)) = (of(true), of(false)) else { continue };
            let (asker, decider) = (asks.who(&self.machine)[0], decides.who(&self.machine)[0]);
            for other in rows.iter().filter(|other| other.event != row.event) {
                let Some(Step::Act(form, _, role)) = self.step(other) else { continue };
                let Some(thing) = self.brought(state, None).await else { continue };
                if !self.moves(asks, row, &thing, asker).await {
                    continue;
                }
                // What is asked for may keep the thing where it is.
                let told = self.w.wrong.len();
                let gone_on = self.moves(&form, other, &thing, role).await;
                if !gone_on && self.state(&thing).await == state {
                    self.w.wrong.truncate(told);
                }
                if !gone_on || A::ASIDE.contains(&(other.to, row.event)) {
                    continue;
                }
                let next = self.machine.moves.iter().find(|m| m.from == other.to && m.event == row.event).cloned();
                if let Some(next) = next {
                    self.moves(decides, &next, &thing, decider).await;
                    continue;
                }
                let filled = self.filled(decides, &thing).await.expect("what was asked for is open");
                let written = self.w.written().await;
                let login = self.arena.login(decider, row.event);
                let found = filled.send(self.w.person(&login).await).await.status();
                let what = format!("{}: {} + {}, asked for in {state}", A::MACHINE, other.to, row.event);
                if !matches!(found, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY) {
                    self.w.wrong.push(format!("{what}: {found}"));
                }
                self.w.refused += 1;
                self.is_untouched(&what, &thing, (other.to, written)).await;
            }
        }
    }

    /// What is to come back where a form is sent in a role that may not; none where the role may, or where it was tried.
    fn wanted(&mut self, form: &Form, state: &str, role: Role) -> Option<(Vec<StatusCode>, Option<String>)> {
        let (row, who) = (form.row(&self.machine, state), form.who(&self.machine));
        if row.is_some_and(|row| form.may(&self.machine, row, role)) {
            return None;
        }
        if !who.contains(&role) {
            // Who never sends the form is stopped at the door, which does not know the state: that is tried once.
            let first = self.w.at_the_door.insert((form.path, form.events[0], role));
            return first.then(|| (vec![StatusCode::FORBIDDEN], None));
        }
        if row.is_some() {
            return Some((vec![StatusCode::FORBIDDEN], None));
        }
        let gone = A::GONE.contains(&state);
        Some(match form.no {
            _ if gone => (vec![StatusCode::NOT_FOUND], None),
            No::State => {
                let message = |kind: &str, key: &str| Fact::Message(format!("{}-{kind}-{key}", A::MACHINE));
                let refusal = Refusal::new(Code::NotInThisState).with("event", message("event", form.events[0]));
                let words = Lang::ZhCn.refusal(&refusal.with("state", message("state", state)));
                (vec![StatusCode::CONFLICT], Some(words))
            }
            No::Around => (vec![StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY], None),
            No::Absent => (vec![StatusCode::NOT_FOUND], None),
        })
    }

    /// Sends every form about a thing in a state in every role that may not, and looks that nothing came of it.
    async fn refuses(&mut self, state: &'static str, thing: &str) {
        let mut tries = Vec::new();
        for form in A::FORMS.iter().filter(|f| f.events.iter().all(|event| !A::ASIDE.contains(&(state, *event)))) {
            let Some(filled) = self.filled(form, thing).await else { continue };
            let filled = std::sync::Arc::new(filled);
            for role in Role::ALL.iter().copied() {
                let Some(wanted) = self.wanted(form, state, role) else { continue };
                let event = form.row(&self.machine, state).map_or(form.events[0], |row| row.event);
                let login = self.arena.login(role, event);
                let person = self.w.person(&login).await;
                let what = format!("{}: {state} + {event} by {role} ({})", A::MACHINE, filled.path);
                tries.push((what, person.at(&person.address), std::sync::Arc::clone(&filled), wanted));
            }
        }
        self.w.app.work_off().await;
        let written = self.w.written().await;
        self.w.refused += tries.len();
        let mut asked = JoinSet::new();
        for (what, person, filled, (statuses, words)) in tries {
            asked.spawn(async move {
                let answer = filled.send(&person).await;
                let found = answer.status();
                let page = answer.text().await.unwrap();
                if !statuses.contains(&found) {
                    let said: String = visible(&page).chars().take(200).collect();
                    return Some(format!("{what}: {found} in place of {statuses:?}: {said}"));
                }
                let words = words?;
                let said: String = visible(&page).chars().take(200).collect();
                (!page.contains(&words)).then(|| format!("{what}: it does not say “{words}”: {said}"))
            });
        }
        while let Some(done) = asked.join_next().await {
            self.w.wrong.extend(done.unwrap());
        }
        self.is_untouched(&format!("{}: {thing} in {state}", A::MACHINE), thing, (state, written)).await;
    }

    /// A thing is in the state in which it was, and nothing is written since.
    async fn is_untouched(&mut self, what: &str, thing: &str, (state, written): (&str, i64)) {
        let (found, now) = (self.state(thing).await, self.w.written().await);
        if found != state {
            self.w.wrong.push(format!("{what}: it moved to {found}"));
        }
        if now != written {
            self.w.wrong.push(format!("{what}: {} events are written", now - written));
        }
    }
}

/// A step on a way.
#[derive(Debug, Clone)]
enum Step {
    Act(Form, ListedMove, Role),
    Follows(&'static str),
}
