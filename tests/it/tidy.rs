//! The shape of the code, checked on its text: arrows between layers point one way, no float outside the spreadsheet
//! reader, words of pages only in the catalogues, a head on every file, and a README that names what is there.

mod links;

use std::fs;
use std::path::{Path, PathBuf};

/// Files outside the store that name the ORM, and why. Queries stand in the store; these know its types only.
const ORM: &[(&str, &str)] = &[
    ("src/kernel/error.rs", "turns the database's answer into a refusal or a fault"),
    ("src/kernel/error/database.rs", "reads kind, constraint and guard from what the driver answered"),
];

/// What doors may name of the store, and why.
const STORE: &[(&str, &str)] = &[
    ("store::Store", "the command line opens the database and hands it to the services"),
    ("store::line::Filter", "a filter of the list of lines, as plain words"),
];

/// Finders without a scope that reads for people call, and why each shows nobody more than may be seen.
const WITHOUT_SCOPE: &[(&str, &[&str])] = &[
    (
        "parts of one thing that the reader has just found by scope, by its id",
        &[
            "account::changes_by_ids",
            "account::held_payments",
            "account::holds_of",
            "account::holds_on",
            "account::last_signed",
            "account::of_firm",
            "account::signed",
            "account::signed_of_many",
            "account::was_signed",
            "allocation::latest",
            "allocation::parts",
            "allocation::taken_back",
            "application::by_id",
            "application::count_of_call",
            "application::every_live_of_firm",
            "application::live_of_firm",
            "application::numbers",
            "attachment::of_application",
            "audit::of_aggregate",
            "budget::bank_account",
            "budget::bank_accounts",
            "budget::lines_by_ids",
            "budget::line",
            "calculation::by_id",
            "call::by_id",
            "call::maybe_by_id",
            "call_proposal::of_call",
            "claim::standing",
            "credit::check_line",
            "credit::file::newest_checks",
            "credit::checks::by_ids",
            "credit::checks::overrides_of",
            "credit::export::faults",
            "credit::export::rows",
            "document::head",
            "finance::account_kinds",
            "finance::akin",
            "finance::applications",
            "finance::attempts",
            "finance::awards",
            "finance::attempts_of",
            "finance::entries",
            "finance::entry",
            "finance::entry_totals",
            "finance::beside",
            "finance::members",
            "finance::payment_totals_of_lines",
            "finance::payments_by_id",
            "finance::search_payments",
            "finance::transfers",
            "finance_request::about",
            "finance_request::open_on",
            "firm::account",
            "firm::by_id",
            "firm::by_ids",
            "ledger::balances",
            "calendar::days",
            "calendar::years",
            "letter::by_number",
            "letter::of_application",
            "line::by_row",
            "line::earlier_schedules",
            "ledger::owed_back",
            "line::files",
            "line::count",
            "line::count_needing_a_person",
            "line::count_problems",
            "line::page",
            "line::problems",
            "line::schedule",
            "standing::outcomes",
            "notice::listed",
            "ledger::balances_of",
            "ledger::balances_of_bank",
            "payment::count_left_out",
            "payment::left_out",
            "payment::of_application",
            "payment::of_applications",
            "payment::with_unpaid",
            "person::unit",
            "person_request::opening",
            "review::applications",
            "review::calls",
            "review::beside",
            "statement::gaps",
            "restoration::lifted_by",
            "restoration::of_account",
            "restoration::open_payments",
            "restoration::settled",
            "restoration::statements",
            "statement::latest_of",
            "statement::open",
            "step::told",
            "step::hindering",
            "step::of_case",
            "allocation::bank_spent",
        ],
    ),
    (
        "the texts that count for the reader's own unit: its own and those of the units above it",
        &["addition::letter_texts"],
    ),
    ("found by its id, and shown only when its application is found by scope", &["credit::checks::by_id"]),
    (
        "the records of the credit register are one for all units: who reads them has the role, and says what for, which is \
         logged",
        &[
            "credit::checks::currents",
            "credit::counts",
            "credit::delivered::lacking",
            "credit::import::report",
            "credit::latest_imports",
            "credit::records",
            "credit::rule_set::all",
            "credit::rule_set::approvals_of",
            "credit::rule_set::by_id",
            "document::by_content",
        ],
    ),
    (
        "the office reports its own records outward, whichever unit made them",
        &["credit::export::changed", "credit::export::day_of", "credit::export::own_records", "credit::export::unsent"],
    ),
    (
        "asked for by the id of the person who acts",
        &[
            "access_token::of_person",
            "inbox::page",
            "inbox::read_to",
            "mail::of",
            "person::by_id",
            "person::sessions",
            "person::standing",
        ],
    ),
    ("found by a token that the firm alone has", &["registration::by_token"]),
    (
        "whether a code or a sign-in name is there anywhere, for an officer who decides about one",
        &["firm::by_code", "person::login_is_taken"],
    ),
    (
        "public by law",
        &["credit::entry::announced", "credit::export::maybe_public", "notice::by_number", "notice::page"],
    ),
    (
        "one for the whole installation: calendar, schemes, procedures, people and units by name",
        &[
            "calendar::load",
            "person::all_standings",
            "person::by_ids",
            "person::holders",
            "person::of_firm",
            "person::standings_of_firm",
            "person::units",
            "procedure::all",
            "scheme::all",
            "scheme::edition_by_name",
            "scheme::editions",
            "scheme::editions_of",
        ],
    ),
    (
        "claims of every office count; what is of another one is hidden before it is shown, by the reader's scope",
        &["claim::elsewhere", "claim::questions"],
    ),
    (
        "jobs are the whole installation's: shown to its administrators, and one to the person for whom it acts",
        &["job::by_id", "job::count", "job::page"],
    ),
    ("ids alone, with which the log is read by scope", &["review::ids_of_number"]),
    ("counts, each with its own scope", &["tally::ask"]),
];

struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Lines of code with their numbers, without comments and without the tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(n, line)| (n + 1, line.split("//").next().unwrap_or("")));
        lines.take_while(|(_, line)| line.trim() != "#[cfg(test)]")
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files under some folders; a folder that is not there yet has none.
fn sources(folders: &[&str]) -> Vec<Source> {
    fn walk(path: PathBuf, out: &mut Vec<PathBuf>) {
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap() {
                walk(entry.unwrap().path(), out);
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    let mut paths = Vec::new();
    for folder in folders {
        walk(root().join(folder), &mut paths);
    }
    paths.sort();
    let read = |path: &PathBuf| Source {
        path: path.strip_prefix(root()).unwrap().display().to_string(),
        text: fs::read_to_string(path).unwrap(),
    };
    paths.iter().map(read).collect()
}

/// Fails with every place, so that one run shows them all.
fn none(rule: &str, places: &[String]) {
    assert!(places.is_empty(), "{rule}:\n{}", places.join("\n"));
}

/// Places in the code (tests left out) where `breaks` says so.
fn places(sources: &[Source], breaks: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let mut out = Vec::new();
    for source in sources.iter().filter(|s| !s.is_test()) {
        for (n, line) in source.code().filter(|(_, line)| breaks(source, line)) {
            out.push(format!("{}:{n}: {}", source.path, line.trim()));
        }
    }
    out
}

/// Whether `word` stands in a line as a word of its own.
fn names(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part))
}

#[test]
fn a_file_that_comes_in_is_never_wholly_in_memory() {
    let doors = sources(&["src/web", "src/service", "src/store"]);
    let whole = |line: &str| {
        ["fs::read(", "fs::read_to_string(", "read_to_end(", "read_to_string(", ".bytes().await"]
            .iter()
            .any(|w| line.contains(w))
    };
    // There a piece, or a text of a bounded length, is read.
    let bounded = ["src/service/upload.rs", "src/store/storage.rs"];
    let reads = |s: &Source, line: &str| whole(line) && !bounded.contains(&s.path.as_str());
    none("a file is read whole", &places(&doors, reads));
    let form = doors.iter().find(|s| s.path == "src/web/form.rs").unwrap();
    let upload = form.text.split("pub struct Upload {").nth(1).unwrap().split('}').next().unwrap();
    assert!(upload.contains("file: Incoming") && !upload.contains("u8"), "{upload}");
    // An act that keeps a file says so, or its long files come without their pieces.
    for source in doors.iter().filter(|s| s.path.starts_with("src/service/") && !s.is_test()) {
        let brought = source.text.matches("pub evidence: Attached").count();
        assert!(source.text.matches("fn brings(").count() >= brought, "{}", source.path);
    }
}

#[test]
fn the_domain_is_pure() {
    let domain = sources(&["src/domain"]);
    assert!(domain.len() > 30);
    let impure =
        ["std::fs", "std::env", "std::net", "std::process", "Utc::now", "Local::now", "async fn", "tokio", "xinbu::"];
    none(
        "the domain does no I/O and knows nothing above it",
        &places(&domain, |_, l| impure.iter().any(|w| l.contains(w))),
    );
    let orm = places(&domain, |_, l| l.contains("sea_orm") && !l.contains("orm\""));
    // Derives and the one trait that ids need stand behind the feature `orm`.
    let unguarded: Vec<String> =
        orm.into_iter().filter(|p| !p.contains("impl sea_orm::TryFromU64") && !p.contains("sea_orm::DbErr")).collect();
    none("the ORM is named in the domain only behind its feature", &unguarded);
}

/// The floors that are crates, and which of the others each may know: an arrow that stands here is one in its manifest.
const FLOORS: &[(&str, &[&str])] = &[
    ("src/boxed", &[]),
    ("src/domain", &[]),
    ("entity", &["domain"]),
    ("migration", &[]),
    ("src/kernel", &["domain"]),
    ("src/format", &["domain", "kernel"]),
    ("src/paper", &["domain"]),
    ("src/post", &["domain", "kernel"]),
    ("src/registry", &["domain", "kernel"]),
    ("src/store", &["domain", "entity", "kernel", "migration"]),
    ("src/service", &["boxed", "domain", "entity", "format", "kernel", "paper", "post", "registry", "store"]),
];

#[test]
fn arrows_between_crates_point_one_way() {
    let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let ours: Vec<String> = FLOORS.iter().map(|(path, _)| name(path)).chain(["xinbu".to_owned()]).collect();
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = workspace.split("members = [").nth(1).unwrap().split(']').next().unwrap();
    let members: Vec<&str> = members.split('"').skip(1).step_by(2).filter(|member| *member != ".").collect();
    assert_eq!(members.len(), FLOORS.len(), "each crate of the workspace stands among the floors: {members:?}");
    for (path, may) in FLOORS {
        let manifest = fs::read_to_string(root().join(path).join("Cargo.toml")).unwrap();
        let of = manifest.split("[dependencies]").nth(1).unwrap();
        let knows = of
            .lines()
            .filter_map(|line| line.split(['.', ' ', '=']).next())
            .filter(|n| ours.contains(&(*n).to_owned()));
        let knows: std::collections::BTreeSet<&str> = knows.collect();
        assert_eq!(knows, may.iter().copied().collect(), "{path}");
    }
}

#[test]
fn arrows_between_layers_point_one_way() {
    let all = sources(&["src"]);
    let below = |source: &Source, layer: &str| {
        source.path == format!("src/{layer}.rs") || source.path.starts_with(&format!("src/{layer}/"))
    };
    let doors = ["web", "cli"];
    none(
        "nothing under the doors knows them",
        &places(&all, |s, l| {
            let under = ["i18n", "export"].iter().any(|layer| below(s, layer));
            under && ["crate::web", "crate::cli", "crate::demo"].iter().any(|w| l.contains(w))
        }),
    );
    none(
        "the pages and the command line do not know one another, and words know neither acts nor rows nor files",
        &places(&all, |s, l| {
            (below(s, "web") && (l.contains("crate::cli") || l.contains("crate::demo")))
                || (below(s, "i18n") && ["service", "store", "format"].iter().any(|w| l.contains(&format!("{w}::"))))
        }),
    );
    none(
        "the doors reach the store through the services",
        &places(&all, |s, l| {
            let allowed = || STORE.iter().any(|(what, _)| l.contains(what));
            doors.iter().any(|d| below(s, d)) && names(l, "store") && l.contains("store::") && !allowed()
        }),
    );
    none(
        "pages and the command line name no rows: what is shown has types of its own",
        &places(&all, |s, l| doors.iter().any(|d| below(s, d)) && names(l, "entity") && l.contains("entity::")),
    );
}

#[test]
fn what_people_read_holds_no_row() {
    let mut found = Vec::new();
    let mut seen = 0;
    for source in sources(&["src/service/query"]).iter().filter(|s| !s.is_test()) {
        // A function up to its body, a field up to its end.
        for item in source.text.split("pub ").skip(1) {
            let is_function = item.starts_with("fn ") || item.starts_with("async fn ");
            let end = if is_function { item.find('{') } else { item.find(['{', '\n']) };
            let item = &item[..end.unwrap_or(item.len())];
            seen += 1;
            if item.contains("::Model") {
                found.push(format!("{}: pub {}", source.path, item.trim()));
            }
        }
    }
    assert!(seen > 500, "{seen} items");
    none("a view has types of its own, so that a page cannot show a column that nobody meant for it", &found);
}

#[test]
fn queries_stand_in_the_store() {
    let all = sources(&["src"]);
    let found = places(&all, |s, l| {
        let at_home = s.path.starts_with("src/store") || s.path.starts_with("src/domain");
        !at_home && l.contains("sea_orm") && !ORM.iter().any(|(path, _)| s.path == *path)
    });
    none("the ORM is named outside the store", &found);
    for (path, reason) in ORM {
        let used = all.iter().any(|s| s.path == *path && s.text.contains("sea_orm"));
        assert!(used, "{path} ({reason}) does not name the ORM any more; take it off the list");
    }
}

#[test]
fn no_float_but_in_the_spreadsheet_reader_and_the_writer_of_pdf() {
    let found = places(&sources(&["src", "entity", "migration"]), |s, l| {
        // Lengths on paper, for a library that takes them so.
        let known = ["src/format/table.rs", "src/paper/pdf.rs"].contains(&s.path.as_str());
        !known && (names(l, "f64") || names(l, "f32"))
    });
    none("floats", &found);
}

#[test]
fn nothing_is_left_for_later() {
    let words: Vec<String> =
        ["to|do!", "unimple|mented!", "FIX|ME", "XX|X", "db|g!"].map(|w| w.replace('|', "")).to_vec();
    let mut found = Vec::new();
    for source in sources(&["src", "entity", "migration", "tests"]) {
        for (n, line) in source.text.lines().enumerate() {
            if words.iter().any(|w| names(line, w)) {
                found.push(format!("{}:{}: {}", source.path, n + 1, line.trim()));
            }
        }
    }
    none("left for later", &found);
}

#[test]
fn words_of_pages_stand_in_the_catalogues() {
    let chinese = |line: &str| line.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    none("Chinese words in the web layer", &places(&sources(&["src/web", "src/web.rs"]), |_, l| chinese(l)));
    // A sentence: a literal that begins with a capital and has three words or more.
    let sentence = |line: &str| {
        line.split('"').skip(1).step_by(2).any(|text| {
            let plain = text.chars().all(|c| c.is_ascii_alphabetic() || " ,.'".contains(c));
            plain && text.starts_with(|c: char| c.is_ascii_uppercase()) && text.split_whitespace().count() >= 3
        })
    };
    none("English sentences in pages", &places(&sources(&["src/web/page"]), |_, l| sentence(l)));
}

/// What a library says is English and speaks of its own types: a refusal says the same in the reader's language.
#[test]
fn no_refusal_repeats_the_words_of_a_library() {
    // What only the demonstration and the writers of our own files can meet, never a person's input.
    let own = ["src/demo/", "src/format/pain001.rs", "src/format/template_xlsx.rs"];
    let repeats = |line: &str| {
        ["(e.to_string()", "(error.to_string()", "(err.to_string()", "(&e.to_string()", "(&error.to_string()"]
            .iter()
            .any(|said| line.contains(&format!("Text{said}")) || line.contains(&format!("malformed{said}")))
    };
    none(
        "the words of a library in a refusal",
        &places(&sources(&["src"]), |s, l| !own.iter().any(|path| s.path.starts_with(path)) && repeats(l)),
    );
}

#[test]
fn every_file_says_what_it_is() {
    let all = sources(&["src", "entity", "migration", "tests"]);
    assert!(all.len() > 100);
    let headless: Vec<String> = all.iter().filter(|s| !s.text.starts_with("//!")).map(|s| s.path.clone()).collect();
    none("files without a head", &headless);
    let named: Vec<String> = all.iter().filter(|s| s.path.ends_with("/mod.rs")).map(|s| s.path.clone()).collect();
    none("a module is noun.rs with noun/", &named);
}

#[test]
fn the_readme_names_what_is_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let rows = readme.lines().filter(|l| l.starts_with("| ") && l.contains('`'));
    let paths: Vec<&str> = rows
        .flat_map(|row| row.split('`').skip(1).step_by(2))
        .filter(|text| ["deploy/", "src/", "entity/", "migration/", "tests/"].iter().any(|top| text.starts_with(top)))
        .collect();
    assert!(paths.len() > 20, "the table of the code was not found");
    let missing: Vec<String> =
        paths.into_iter().filter(|path| !root().join(path).exists()).map(str::to_owned).collect();
    none("paths of the README that do not exist", &missing);
    let pictures = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let absent: Vec<String> =
        pictures.filter(|p| p.starts_with("src/") && !root().join(p).exists()).map(str::to_owned).collect();
    none("pictures of the README that do not exist", &absent);
}

#[test]
fn what_is_sent_is_read_where_a_person_gets_words() {
    let own = ["src/web/address.rs", "src/web/form.rs", "src/web/form/read.rs"];
    let bare = ["extract::Path", "extract::Query", "extract::Form", "axum::Form", "axum::Json", "extract::Multipart"];
    let found = places(&sources(&["src/web", "src/web.rs"]), |s, l| {
        !own.contains(&s.path.as_str()) && bare.iter().any(|w| l.contains(w))
    });
    none("an extractor that answers in the words of a library", &found);
}

#[test]
fn a_document_is_made_in_one_place() {
    let found = places(&sources(&["src/service", "src/web", "src/cli", "src/demo"]), |s, l| {
        s.path != "src/service/document.rs" && l.contains("document::Model {")
    });
    none("the row of a document is made by hand", &found);
}

#[test]
fn every_statement_that_carries_a_list_is_cut_in_one_place() {
    let cuts = ["insert_many(", ".is_in(", ".is_not_in("];
    let found = places(&sources(&["src"]), |s, l| s.path != "src/store/list.rs" && cuts.iter().any(|w| l.contains(w)));
    none("a statement with a list outside src/store/list.rs", &found);
}

/// The functions of the store that are awaited, as `module::name`, with whether they take a scope.
fn finders() -> std::collections::BTreeMap<String, bool> {
    let mut found = std::collections::BTreeMap::new();
    for source in sources(&["src/store"]) {
        let module = source.path.trim_start_matches("src/store/").trim_end_matches(".rs").replace('/', "::");
        for part in source.text.split("pub async fn ").skip(1) {
            let name = part.split(['(', '<']).next().unwrap();
            let head = part.split('{').next().unwrap();
            found.insert(format!("{module}::{name}"), head.contains("Scope"));
        }
    }
    found
}

#[test]
fn a_finder_that_serves_people_takes_a_scope_or_stands_here_with_its_reason() {
    let finders = finders();
    assert!(finders.values().filter(|scoped| **scoped).count() > 50);
    let excused: std::collections::BTreeSet<&str> =
        WITHOUT_SCOPE.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let mut called = std::collections::BTreeSet::new();
    let mut bare = Vec::new();
    for source in sources(&["src/service/query", "src/web", "src/export"]) {
        for (n, line) in source.code() {
            for call in line.split("store::").skip(1) {
                let name: String = call.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
                if finders.get(&name) == Some(&false) {
                    if !excused.contains(name.as_str()) {
                        bare.push(format!("{}:{n}: {name}", source.path));
                    }
                    called.insert(name);
                }
            }
        }
    }
    none("a finder that serves people takes a scope", &bare);
    let idle: Vec<String> = excused.iter().filter(|name| !called.contains(**name)).map(|n| (*n).to_owned()).collect();
    none("what needs no excuse any more is taken off the list", &idle);
}

#[test]
fn a_query_with_a_person_is_asked_by_a_reader() {
    let mut found = Vec::new();
    for source in sources(&["src/service/query"]) {
        for part in source.text.split("pub async fn ").skip(1) {
            let head = part.split('{').next().unwrap();
            if names(head, "Actor") && head.contains("&Actor") {
                found.push(format!("{}: {}", source.path, head.lines().next().unwrap()));
            }
        }
    }
    none("a query takes a reader of its noun, who was made by the check", &found);
    let doors = sources(&["src/service/query", "src/web", "src/cli"]);
    none("what a person sees comes with the reader", &places(&doors, |_, line| line.contains(".scope()?")));
}

#[test]
fn a_scope_is_made_only_from_whom_a_person_belongs_to() {
    let made = places(&sources(&["src"]), |s, l| l.contains("Scope::of_person") && s.path != "src/service/actor.rs");
    none("only the acting person has a scope", &made);
}
