//! Cities apart: two provinces with two cities each, and a walk over all routes that is made from the route table and from
//! what people find on their own pages. Whatever a person of one office asks of a thing of another office is answered as
//! if it were not there, does nothing, and shows nothing of it: pages, files, members of workbooks.
//!
//! Every route is asked by every role either way. `XINBU_LONG=1` asks with more things of each kind, lets more offices ask, and
//! does so on PostgreSQL too: what is looked at stands in the program and not in the database, and the walk takes minutes.

mod crawl;
mod office;

use std::collections::{BTreeMap, BTreeSet};

use domain::role::Role;
use sea_orm::{ConnectionTrait, Statement};
use xinbu::service::account::provision;
use xinbu::web::routes::{Access, Row, rows};

use self::crawl::{Form, Found, text_of};
use self::office::{LOOKING, Office};
use crate::support::client::{Browser, Server};
use crate::support::{TestApp, both_databases};

/// Whether the long walk is asked for.
pub fn long() -> bool {
    std::env::var_os("XINBU_LONG").is_some_and(|value| value == "1")
}

/// Things of one kind that are tried on a route.
fn each() -> usize {
    if long() { 3 } else { 1 }
}

/// Pages on which the register of credit records shows names of firms of everywhere, as the public may read them.
const REGISTER: [&str; 6] = [
    "/credit",
    "/credit/subjects",
    "/credit/subjects/{subject}",
    "/credit/checks/{check}",
    "/credit/checks/{check}/snapshot.json",
    "/credit/matches",
];

/// Pages on which firms read the calls of the units above theirs.
const CALLS: [&str; 5] = ["/", "/calls", "/calls/{number}", "/calls/{number}/template.xlsx", "/calls/{number}/apply"];

/// Routes whose parameter is that of another: a division is a call's, a notice that ends is a public one.
const SAME: [(&str, &str); 2] =
    [("/divisions/{number}", "/calls/manage/{number}"), ("/notices/{number}/end", "/notices/{number}")];

/// Acts that are noted for whoever reads: nothing of the other office changes.
const READING: &str = "('credit.query', 'credit.open_check', 'person.sign_in', 'batch.download', 'account.show', 'letter.take', \
     'application.open_paper')";

/// A person at a browser, with what the person found.
struct Looker {
    login: String,
    role: Role,
    browser: Browser,
    found: Found,
}

/// What one office has.
#[derive(Default)]
struct Seen {
    people: Vec<Looker>,
    /// Words that nobody outside may read: marks, accounts, numbers and ids of its own things.
    own: BTreeSet<String>,
    /// Its marks, and those of the offices below it.
    names: BTreeSet<String>,
    marks: BTreeSet<String>,
}

async fn look(server: &Server, table: &[Row], office: &Office, below: &[&Office]) -> Seen {
    let inside = Role::ALL.iter().filter(|r| !r.is_firm()).map(|r| (r.key().to_owned(), *r));
    let more = [("administrator_2", Role::Administrator), ("credit_checker_2", Role::CreditChecker)];
    let firms = LOOKING
        .iter()
        .flat_map(|f| [(format!("{f}.preparer"), Role::Preparer), (format!("{f}.signatory"), Role::Signatory)]);
    // In parallel: what people find does not depend on one another.
    let mut looking = tokio::task::JoinSet::new();
    for (login, role) in inside.chain(more.map(|(l, r)| (l.to_owned(), r))).chain(firms) {
        let login = format!("{}{login}", office.app.office);
        let (browser, table) = (server.sign_in(&login).await, table.to_vec());
        looking.spawn(async move {
            let found = crawl::crawl(&browser, |address| route_of("GET", address, &table).map(|row| row.path)).await;
            Looker { login, role, browser, found }
        });
    }
    let mut people = looking.join_all().await;
    people.sort_by(|a, b| a.login.cmp(&b.login));
    let mut own = BTreeSet::new();
    for person in &people {
        for address in person.found.pages.keys() {
            own.extend(tokens(address));
        }
        for form in &person.found.forms {
            own.extend(tokens(&form.text()));
        }
    }
    own.extend(office.accounts().await);
    let all = || std::iter::once(&office).chain(below);
    let names = all().flat_map(|o| o.codes().into_iter().chain([o.name_mark()])).collect();
    Seen { people, own, names, marks: all().map(|o| o.mark()).collect() }
}

/// What names a thing in an address or a form: numbers of things, ids, hashes.
fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter(|t| is_number(t) || is_id(t))
        .map(str::to_owned)
        .collect()
}

/// `SQ-2026-0001`.
fn is_number(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [series, year, number] if series.len() == 2
        && series.bytes().all(|b| b.is_ascii_uppercase()) && year.len() == 4
        && number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// An id or a hash.
fn is_id(text: &str) -> bool {
    let hex = |t: &str| t.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase());
    text.len() == 64 && hex(text) || text.len() == 36 && text.split('-').count() == 5 && hex(&text.replace('-', ""))
}

/// The route of an address.
fn route_of(method: &str, address: &str, table: &[Row]) -> Option<Row> {
    let path = address.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |row: &&Row| {
        let pattern: Vec<&str> = row.path.split('/').collect();
        row.method == method
            && pattern.len() == parts.len()
            && pattern.iter().zip(&parts).all(|(p, part)| p.starts_with('{') || p == part)
    };
    table.iter().filter(fits).min_by_key(|row| row.path.matches('{').count()).copied()
}

fn may(row: &Row, role: Role) -> bool {
    match row.access {
        Access::Public | Access::SignedIn => true,
        Access::Roles(wanted) => wanted.contains(&role),
    }
}

/// What stands in place of a foreign thing when a missing one is asked for: the same shape, of nobody.
fn missing(token: &str) -> String {
    if is_number(token) {
        return format!("{}9{}", &token[..8], &token[9..]);
    }
    if is_id(token) {
        let flip = |c: char| char::from_digit(15 - c.to_digit(16).unwrap(), 16).unwrap();
        let (head, tail) = token.split_at(token.len() - 8);
        return format!("{head}{}", tail.chars().map(flip).collect::<String>());
    }
    if let Ok(uscc) = domain::identifier::Uscc::parse(token) {
        let (head, tail) = (&uscc.as_str()[..8], &uscc.as_str()[10..17]);
        return crate::support::app::code(&format!("{head}MB{tail}")).as_str().to_owned();
    }
    token.replace("QZX", "QZY")
}

/// A text with the things of another office replaced by things of nobody.
fn gone(text: &str, Foreign { things, names, marks }: &Foreign) -> String {
    let mut text = text.to_owned();
    for mark in names.iter().chain(marks) {
        text = text.replace(mark, &missing(mark));
    }
    // In one pass over what looks like a thing, so that nothing is replaced twice.
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() || c == '-' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            if things.contains(&word) {
                word = missing(&word);
            }
            out.push_str(&word);
            word.clear();
        }
        out.push(c);
    }
    out.pop();
    out
}

/// A page without what is new in every answer: keys of forms, the token, the id of a request.
fn settled(text: &str) -> String {
    let mut out = String::new();
    for (place, part) in text.split("name=\"key\" value=\"").enumerate() {
        let part = if place == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) };
        out.push_str(part);
    }
    out
}

/// How much the log and the tables have, but for reading.
async fn stand(app: &TestApp) -> i64 {
    let db = app.app.store.read();
    let sql = format!("SELECT COUNT(*) AS n FROM audit_event WHERE action NOT IN {READING}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

/// Who made each thing: the sign-in name of the person of its first event in the log.
async fn makers(app: &TestApp) -> BTreeMap<String, String> {
    let db = app.app.store.read();
    // Who reads a letter has not made it: the program did.
    let sql = format!(
        "SELECT e.aggregate_id AS id, e.payload AS payload, p.login AS login
           FROM audit_event e JOIN person p ON p.id = e.person_id WHERE e.action NOT IN {READING} ORDER BY e.seq"
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let mut made = BTreeMap::new();
    for row in rows {
        let text = |column| row.try_get::<String>("", column).unwrap();
        for token in tokens(&format!("{} {}", text("id"), text("payload"))) {
            made.entry(token).or_insert_with(|| text("login"));
        }
    }
    made
}

/// Rows of every table, but for what reading notes.
async fn table_counts(app: &TestApp) -> BTreeMap<String, i64> {
    let list = match app.app.store.backend() {
        sea_orm::DatabaseBackend::Sqlite => "SELECT name AS n FROM sqlite_master WHERE type = 'table'",
        _ => {
            "SELECT table_name AS n FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        }
    };
    let db = app.direct().await;
    let names = db.query_all_raw(Statement::from_string(db.get_database_backend(), list)).await.unwrap();
    let mut counts = BTreeMap::new();
    for name in names {
        let name: String = name.try_get("", "n").unwrap();
        // A session, what was read, and the log and the stored answers of that.
        if !["session", "credit_query_log", "audit_event", "idempotency", "audit_head"].contains(&name.as_str())
            && !name.starts_with("sqlite")
        {
            counts.insert(name.clone(), app.count(&format!("\"{name}\"")).await);
        }
    }
    counts
}

/// What another office has and the one who looks has not.
struct Foreign {
    things: BTreeSet<String>,
    names: BTreeSet<String>,
    marks: BTreeSet<String>,
}

/// Everything that was wrong, told together: each fault of a route once, with how often it came up.
#[derive(Default)]
struct Wrong {
    list: BTreeMap<String, (usize, String)>,
    doors: BTreeMap<String, usize>,
}

impl Wrong {
    fn say(&mut self, kind: &str, what: String) {
        self.list.entry(kind.to_owned()).or_insert((0, what)).0 += 1;
    }
}

/// Whether an answer shows something of another office.
fn shows(text: &str, route: &Row, Foreign { things, names, marks }: &Foreign) -> Option<String> {
    if route.access == Access::Public {
        return None;
    }
    let names = names.iter().filter(|_| !REGISTER.contains(&route.path));
    names.chain(marks).chain(things).find(|word| text.contains(word.as_str())).cloned()
}

/// People of one office ask for the things of another.
async fn attack(
    app: &TestApp,
    table: &[Row],
    (mine, theirs): (&Seen, &Seen),
    (above, made): (bool, &BTreeMap<String, String>),
    wrong: &mut Wrong,
) {
    // What the log says that they made is theirs, whoever found it; the rest where only they found it.
    let is = |of: &Seen, token: &str| made.get(token).map(|by| of.people.iter().any(|p| p.login[..1] == by[..1]));
    let things = theirs.own.iter().filter(|t| match (is(theirs, t), is(mine, t)) {
        (Some(true), _) => true,
        (_, Some(true)) => false,
        _ => !mine.own.contains(*t),
    });
    let less = |theirs: &BTreeSet<String>, mine: &BTreeSet<String>| theirs.difference(mine).cloned().collect();
    let foreign = Foreign {
        things: things.cloned().collect(),
        names: less(&theirs.names, &mine.names),
        marks: less(&theirs.marks, &mine.marks),
    };
    let own = |text: &str| mine.names.iter().chain(&mine.marks).any(|m| text.contains(m.as_str()));
    let names = |text: &str| {
        // What names a thing of their own is their own matter, whoever else can see it.
        !own(text)
            && (tokens(text).iter().any(|t| foreign.things.contains(t))
                || foreign.names.iter().chain(&foreign.marks).any(|m| text.contains(m.as_str())))
    };
    // One person of each role.
    let mut askers: BTreeMap<Role, &Looker> = BTreeMap::new();
    for person in &mine.people {
        askers.entry(person.role).or_insert(person);
    }
    // What they can open and send, by the route.
    let mut addresses: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut forms: BTreeMap<&'static str, BTreeSet<Form>> = BTreeMap::new();
    for person in &theirs.people {
        for address in person.found.pages.keys().filter(|a| names(a)) {
            if let Some(row) = route_of("GET", address, table) {
                addresses.entry(row.path).or_default().insert(address.clone());
            }
        }
        for form in person.found.forms.iter().filter(|f| names(&f.text())) {
            if let Some(row) = route_of("POST", &form.action, table) {
                forms.entry(row.path).or_default().insert(form.clone());
            }
        }
    }
    // A route that no page leads to is filled from the routes with the same beginning.
    for row in table.iter().filter(|r| r.path.contains('{')) {
        let known = match row.method {
            "GET" => addresses.contains_key(row.path),
            _ => forms.contains_key(row.path),
        };
        if known {
            continue;
        }
        let subject = foreign.names.iter().find(|n| n.len() == 18).cloned().unwrap_or_default();
        let Some(path) = fill(row.path, &subject, &addresses, &forms) else { continue };
        if row.method == "GET" {
            addresses.entry(row.path).or_default().insert(path);
        } else {
            for fields in crate::authorisation::BODIES {
                let fields = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>();
                for with_file in [false, true] {
                    forms.entry(row.path).or_default().insert(Form {
                        action: path.clone(),
                        fields: fields.clone(),
                        with_file,
                    });
                }
            }
        }
    }
    for row in table {
        for person in askers.values().filter(|p| may(row, p.role)) {
            // What is typed to open a file is the reader's own note about any code, and is told as such afterwards.
            let note = (row.method, row.path) == ("POST", "/credit/subjects");
            if row.access == Access::Public || note || above && person.role.is_firm() && CALLS.contains(&row.path) {
                continue;
            }
            if row.method == "GET" {
                for address in addresses.get(row.path).into_iter().flatten().take(each()) {
                    let what = format!("GET {address} as {}", person.login);
                    let answer = person.browser.get(address).await;
                    let other = person.browser.get(&gone(address, &foreign)).await;
                    compare(&what, row, (answer, other), &foreign, wrong).await;
                }
            } else {
                let limit = if forms.get(row.path).is_some_and(|f| f.len() > 20) { 40 } else { each() };
                for form in forms.get(row.path).into_iter().flatten().take(limit) {
                    let before = stand(app).await;
                    let what = format!("POST {} as {}", form.text(), person.login);
                    let answer = form.send(&person.browser).await;
                    if answer.status().is_redirection() {
                        // The note about what was done stands on the next page, whichever it is.
                        person.browser.get("/").await;
                    }
                    if stand(app).await != before {
                        wrong.say(&format!("{} done", row.path), format!("{what}: something was done"));
                        continue;
                    }
                    let other = form.mapped(|t| gone(t, &foreign)).send(&person.browser).await;
                    if other.status().is_redirection() {
                        person.browser.get("/").await;
                    }
                    compare(&what, row, (answer, other), &foreign, wrong).await;
                }
            }
        }
        let tried = addresses.get(row.path).map_or(0, BTreeSet::len) + forms.get(row.path).map_or(0, BTreeSet::len);
        *wrong.doors.entry(format!("{} {}", row.method, row.path)).or_default() += tried;
    }
    // What stands on their own pages.
    for person in &mine.people {
        for (address, text) in &person.found.pages {
            let Some(route) = route_of("GET", address, table) else {
                wrong.say(address, format!("{address} is of no route"));
                continue;
            };
            // Who stands above is known by name, and calls of above are for the firms below.
            let known = above && person.role.is_firm() && CALLS.contains(&route.path);
            let without =
                Foreign { things: foreign.things.clone(), names: BTreeSet::new(), marks: foreign.marks.clone() };
            let hidden = if above { &without } else { &foreign };
            if let Some(word) = shows(text, &route, hidden).filter(|_| !known) {
                let around = text.split(word.as_str()).next().unwrap_or_default();
                let around: String = around.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
                wrong.say(
                    &format!("{} shows", route.path),
                    format!("{address} as {} shows {word}: …{around}", person.login),
                );
            }
        }
    }
}

async fn compare(
    what: &str,
    row: &Row,
    (answer, other): (reqwest::Response, reqwest::Response),
    foreign: &Foreign,
    wrong: &mut Wrong,
) {
    let (one, two) = (answer.status(), other.status());
    if one.is_server_error() {
        wrong.say(&format!("{} fails", row.path), format!("{what}: {one}"));
        return;
    }
    if one != two {
        wrong.say(&format!("{} {} status", row.method, row.path), format!("{what}: {one}, a missing one {two}"));
        return;
    }
    if row.access == Access::Public {
        return;
    }
    let (text, other) = (text_of(answer).await, text_of(other).await);
    // What nobody asked for by its name.
    let hidden = Foreign { things: foreign.things.clone(), names: BTreeSet::new(), marks: foreign.marks.clone() };
    if let Some(word) = shows(&other, row, &hidden) {
        wrong.say(
            &format!("{} {} shows", row.method, row.path),
            format!("{what}, as a missing one: {two}, shows {word}"),
        );
    }
    if REGISTER.contains(&row.path) {
        // What the register knows of a subject is not what it knows of nobody; of the other office it shows nothing.
        if let Some(word) = shows(&text, row, &hidden).filter(|word| !what.contains(word.as_str())) {
            wrong.say(&format!("{} {} shows", row.method, row.path), format!("{what}: {one}, shows {word}"));
        }
        return;
    }
    let (text, other) = (settled(&gone(&text, foreign)), settled(&gone(&other, foreign)));
    if text != other {
        let place = text.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let from = text.as_bytes()[..place].len().saturating_sub(60);
        let cut = |t: &str| String::from_utf8_lossy(&t.as_bytes()[from..t.len().min(place + 60)]).into_owned();
        wrong.say(
            &format!("{} {} text", row.method, row.path),
            format!("{what}: {one}, but another answer than a missing one: …{} | …{}", cut(&text), cut(&other)),
        );
    }
}

/// An address for a route, with what stands for its parameters in routes that begin alike.
fn fill(
    path: &str,
    subject: &str,
    addresses: &BTreeMap<&'static str, BTreeSet<String>>,
    forms: &BTreeMap<&'static str, BTreeSet<Form>>,
) -> Option<String> {
    let path =
        path.replace("{subject}", subject).replace("{code}", subject).replace("{row}", "2").replace("{ordinal}", "1");
    let alias = SAME.iter().find(|(one, _)| path.starts_with(one));
    if let Some((one, other)) = alias {
        let filled = fill(other, subject, addresses, forms)?;
        return Some(path.replacen(one, &filled, 1));
    }
    if let Some(found) = addresses.get(path.as_str()).and_then(BTreeSet::first) {
        return Some(found.clone());
    }
    let Some(end) = path.rfind('}').map(|at| at + 1) else { return Some(path) };
    let (head, tail) = path.split_at(end);
    let count = head.split('/').count();
    let actions = forms.iter().map(|(p, f)| (*p, f.iter().map(|f| f.action.as_str()).collect::<Vec<_>>()));
    let gets = addresses.iter().map(|(p, a)| (*p, a.iter().map(String::as_str).collect::<Vec<_>>()));
    for (pattern, found) in gets.chain(actions) {
        if (pattern == head || pattern.starts_with(&format!("{head}/")))
            && let Some(address) = found.first()
        {
            let address = address.split('?').next().unwrap_or_default();
            let parts: Vec<&str> = address.split('/').take(count).collect();
            return Some(format!("{}{tail}", parts.join("/")));
        }
    }
    None
}

/// Parameters that stand for no thing of an office: parts of the program, rules that are one for all, jobs, which only the
/// administrators of a whole installation see, and tokens, sessions and forms that wait, which are of one person.
const NOBODYS: [&str; 8] = ["{hash}", "{id}", "{rules}", "/help", "{job}", "{token}", "{session}", "{form}"];

both_databases! {
    async fn whatever_a_person_of_one_office_asks_of_another_is_not_there_does_nothing_and_shows_nothing(app: TestApp) {
        if !long() && app.app.store.backend() != sea_orm::DatabaseBackend::Sqlite {
            return;
        }
        let mut offices = vec![
            Office::new(&app, 'p', "510000", None, 1),
            Office::new(&app, 'c', "510100", Some("510000"), 2),
            Office::new(&app, 'd', "510200", Some("510000"), 3),
            Office::new(&app, 'q', "520000", None, 4),
            Office::new(&app, 'e', "520100", Some("520000"), 5),
            Office::new(&app, 'f', "520200", Some("520000"), 6),
        ];
        // The first number of each series stands as an example on pages.
        app.submitted("b", &[crate::support::schedule::Row::contract(1)]).await;
        for office in &offices {
            provision::provision(&app.app, &office.setup()).await.unwrap();
        }
        // The second province has one city with cases; the rest of it is there to be seen by it alone, and to be found by nobody.
        let asked: &[usize] = if long() { &[0, 1, 2, 4] } else { &[0, 1, 2] };
        for place in asked {
            offices[*place].first_day().await;
        }
        app.go_to("2026-03-09");
        for place in asked {
            offices[*place].after_the_notice().await;
        }
        for place in asked {
            offices[*place].recoveries().await;
        }
        let server = app.serve().await;
        let table = rows();
        let mut wrong = Wrong::default();
        let mut seen = Vec::new();
        for (place, office) in offices.iter().enumerate() {
            if !asked.contains(&place) {
                seen.push(Seen::default());
                continue;
            }
            let below: Vec<&Office> = match place {
                0 => vec![&offices[1], &offices[2]],
                _ => Vec::new(),
            };
            let looked = look(&server, &table, office, &below).await;
            for person in &looked.people {
                for broken in &person.found.broken {
                    wrong.say(broken, format!("{broken} as {}", person.login));
                }
            }
            seen.push(looked);
        }
        let made = makers(&app).await;
        let before = table_counts(&app).await;
        // A city asks another city of its province, one of another province, and its province; a province another one and
        // a city of that.
        let pairs: &[(usize, usize)] = if long() { &[(1, 2), (1, 4), (1, 0), (0, 4)] } else { &[(1, 2), (1, 0)] };
        for (mine, theirs) in pairs.iter().copied() {
            let above = (mine, theirs) == (1, 0);
            attack(&app, &table, (&seen[mine], &seen[theirs]), (above, &made), &mut wrong).await;
        }
        let after = table_counts(&app).await;
        for (table, count) in &before {
            if after[table] != *count {
                wrong.say(table, format!("{table}: {count} rows before, {} after", after[table]));
            }
        }
        for row in &table {
            let own = row.path.contains('{') && !NOBODYS.iter().any(|n| row.path.contains(n));
            let tried = wrong.doors.get(&format!("{} {}", row.method, row.path)).copied().unwrap_or_default();
            if own && tried == 0 {
                wrong.say(row.path, format!("{} {}: nothing of another office stands for its parameters", row.method, row.path));
            }
        }
        let told: Vec<String> = wrong.list.values().map(|(times, what)| format!("{times} times {what}")).collect();
        assert!(told.is_empty(), "{}:\n{}", told.len(), told.join("\n"));
        app.is_sound().await;
    }
}
