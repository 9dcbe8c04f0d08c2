//! The schemes that come with the program: every version of every folder loads, its cases hold to the fen, and every
//! published or worked example of the collection belongs to one of them.

use xinbu::clock::Clock;
use xinbu::service::App;
use xinbu::store::Store;

use crate::support::Kind;
use crate::support::database::{self, Database};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::scheme::cases::{self, CaseFile};
use domain::scheme::{Scheme, cases::CaseOutcome};
use xinbu::service::scheme::official_calendar;

fn folders() -> Vec<PathBuf> {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemes");
    let mut folders: Vec<_> = std::fs::read_dir(library).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// Every version with its scheme and the text of its cases.
fn versions() -> Vec<(String, Scheme, String)> {
    let mut out = Vec::new();
    for folder in folders() {
        let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|kind| kind == "toml"));
        files.sort();
        for file in files {
            let name = format!("{}/{}", folder.file_name().unwrap().display(), file.file_stem().unwrap().display());
            let text = std::fs::read_to_string(&file).unwrap();
            let scheme = Scheme::load(&text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
            assert_eq!(name, format!("{}/{}", scheme.id, scheme.version), "a scheme is found by its name");
            let beside = cases::file_names(&scheme.version).map(|name| folder.join(name));
            let beside =
                beside.into_iter().find(|path| path.is_file()).unwrap_or_else(|| panic!("{name} has no cases"));
            out.push((name, scheme, std::fs::read_to_string(beside).unwrap()));
        }
    }
    out
}

#[test]
fn every_version_pays_what_its_cases_say() {
    let calendar = official_calendar().unwrap();
    let (mut schemes, mut count) = (std::collections::BTreeSet::new(), 0);
    let mut wrong: Vec<(String, CaseOutcome)> = Vec::new();
    for (name, scheme, file) in versions() {
        schemes.insert(scheme.id.clone());
        for outcome in cases::run(&scheme, &file, &calendar).unwrap_or_else(|refusal| panic!("{name}: {refusal}")) {
            count += 1;
            if !outcome.differences.is_empty() {
                wrong.push((name.clone(), outcome));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(schemes.len() >= 20, "{} schemes", schemes.len());
    assert!(count >= 110, "{count} cases");
}

#[test]
fn every_worked_example_of_the_collection_has_a_scheme() {
    let collection = include_str!("../cases/worked-examples.json");
    let collection: Vec<serde_json::Value> = serde_json::from_str(collection).unwrap();
    let mut claimed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, _, file) in versions() {
        for case in serde_json::from_str::<CaseFile>(&file).unwrap().cases {
            claimed.entry(case.id).or_default().push(name.clone());
        }
    }
    // HZ-04 adds up a published list of several programmes; no scheme is applied in it.
    let open = |id: &&str| !claimed.contains_key(*id) && *id != "HZ-04";
    let missing: Vec<&str> = collection.iter().filter_map(|case| case["id"].as_str()).filter(open).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_published_list_of_huizhou_adds_up() {
    let collection: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../cases/worked-examples.json")).unwrap();
    let case = collection.iter().find(|case| case["id"] == "HZ-04").unwrap();
    let parts = case["inputs"].as_object().unwrap().values();
    let sum: i64 = parts.map(|part| part[1].as_str().unwrap().parse::<i64>().unwrap()).sum();
    assert_eq!(sum.to_string(), case["expected"]["total"].as_str().unwrap());
}

/// A database keeps the text that it published; a rate without bounds is held to 0 to 100 per cent all the same.
async fn starts_with_an_earlier_text(database: Database) {
    let store = Store::open(&database.url).await.unwrap();
    let now = "2026-03-02T01:00:00Z".parse().unwrap();
    let app = App::new(store, Clock::standing(now, chrono_tz::Asia::Shanghai), false);
    let text = include_str!("../cases/earlier/tj-2019-1.toml").to_owned();
    assert!(Scheme::load(&text).is_err(), "today's linter asks for bounds");
    xinbu::service::scheme::bring_along(&app, vec![text.clone()]).await.unwrap();
    xinbu::service::bring_along(&app).await.unwrap();
    let all = xinbu::store::scheme::all(app.store.read()).await.unwrap();
    let version = all.iter().find(|v| v.scheme_id == "tj-2019").unwrap();
    assert_eq!(version.source, text);
    let scheme = app.scheme(app.store.read(), version.id).await.unwrap();
    let fee_rate = scheme.template.columns.iter().find(|c| c.name == "fee_rate").unwrap();
    assert_eq!(fee_rate.at_most, Some(domain::money::Exact::ONE));
    // Another text under a published name is a fault still.
    let other = include_str!("../../src/schemes/c-2009-72/1.toml").replace("format = 1", "format = 1 # altered");
    assert!(xinbu::service::scheme::bring_along(&app, vec![other]).await.is_err());
}

#[test]
fn a_database_with_an_earlier_text_of_a_scheme_starts_and_keeps_it() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        database::with(kind, starts_with_an_earlier_text);
    }
}
