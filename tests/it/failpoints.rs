//! Every named place at which a step can be stopped, by name: at each the program is killed or gets an error, on both
//! databases. Then the same is asked for once more, and it is there once, nothing that was acknowledged is gone, and every
//! invariant holds. A place that no step passes fails the test, so that a new one is walked or is not there.
//!
//! Whoever is killed is a process of its own: this program once more, with one test. `XINBU_LONG=1` stops every step at every
//! place that it passes, the first and the last time; else each place is tried on the first step that passes it, and what takes
//! seconds on PostgreSQL, where copies are made and tried, is only killed there.

mod flow;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Output};

use chrono::TimeDelta;
use xinbu::failpoint::{Effect, Failpoint, arm, passed};

use self::flow::{Flow, Stage};
use crate::support::database::Database;
use crate::support::{Kind, database};

/// What a child is told to do: the step, on which stage, and where it ends.
const TOLD: &str = "XINBU_FAILPOINT_STEP";

/// The steps as children of this process.
fn child(flow: Flow, stage: &Stage, stop: Option<(Failpoint, u32, Effect)>) -> Output {
    let stop = stop.map_or_else(String::new, |(place, nth, effect)| format!("{} {nth} {effect:?}", place.name()));
    let told =
        [flow.name(), &stage.database.url, &stage.note, &stage.folder.path().display().to_string(), &stop].join("\n");
    Command::new(std::env::current_exe().unwrap())
        .args(["failpoints::a_step_that_is_stopped", "--exact", "--nocapture", "--test-threads=1"])
        .env(TOLD, told)
        .output()
        .unwrap()
}

/// What [`child`] runs; nothing where nobody asks for it.
#[test]
fn a_step_that_is_stopped() {
    let Ok(told) = std::env::var(TOLD) else { return };
    let mut told = told.split('\n');
    let mut next = || told.next().unwrap().to_owned();
    let name = next();
    let flow = Flow::ALL.into_iter().find(|flow| flow.name() == name).unwrap();
    let (url, note, folder, stop) = (next(), next(), next(), next());
    let stop = (!stop.is_empty()).then(|| {
        let parts: Vec<&str> = stop.split(' ').collect();
        let place = *Failpoint::ALL.iter().find(|place| place.name() == parts[0]).unwrap();
        (place, parts[1].parse().unwrap(), if parts[2] == "Kill" { Effect::Kill } else { Effect::Fail })
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let step = flow.ready(&url, &note, std::path::Path::new(&folder), TimeDelta::zero()).await;
        arm(stop);
        let done = step.run().await;
        let (places, still_to_come) = passed();
        arm(None);
        assert!(!still_to_come, "{stop:?} was not passed");
        if stop.is_none() {
            done.unwrap();
        }
        // On lines of their own, whatever the one who runs tests has begun to say.
        let passed = places.iter().map(|(place, times)| format!("\npassed {} {times}", place.name()));
        println!("{}", passed.collect::<String>());
    });
}

/// Stops a step, asks for it once more, and looks at what came of it.
async fn stopped(flow: Flow, stage: Stage, (place, nth, effect): (Failpoint, u32, Effect)) {
    let what = format!("{} {effect:?} at {} {nth}", flow.name(), place.name());
    let out = child(flow, &stage, Some((place, nth, effect)));
    let said = || format!("{what}: {}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    match effect {
        Effect::Kill => assert_eq!(out.status.signal(), Some(6), "{}", said()),
        Effect::Fail => assert!(out.status.success(), "{}", said()),
    }
    flow.holds_once(&stage, &what).await;
}

fn walk(kind: Kind) {
    let long = crate::cities::long();
    database::with(kind, async |first| {
        let mut walked: BTreeSet<Failpoint> = BTreeSet::new();
        let (mut tried, mut wrong) = (0, Vec::new());
        drop(first);
        for flow in Flow::ALL {
            let stage = flow.prepared(Database::empty(kind).unwrap(), kind).await;
            let counted = child(flow, &stage.again(), None);
            let text = String::from_utf8_lossy(&counted.stdout).into_owned();
            assert!(counted.status.success(), "{}: {text}{}", flow.name(), String::from_utf8_lossy(&counted.stderr));
            let mut times: BTreeMap<Failpoint, u32> = BTreeMap::new();
            for line in text.lines().filter_map(|line| line.strip_prefix("passed ")) {
                let (name, often) = line.split_once(' ').unwrap();
                let place = Failpoint::ALL.iter().find(|place| place.name() == name).unwrap();
                times.insert(*place, often.parse().unwrap());
            }
            for (place, often) in times {
                let new = walked.insert(place);
                let which = if long { BTreeSet::from([1, often]) } else { BTreeSet::from([often]) };
                for nth in which.into_iter().filter(|_| long || new) {
                    let both = long || kind == Kind::Sqlite || !flow.copies();
                    for effect in [Effect::Kill, Effect::Fail].into_iter().take(if both { 2 } else { 1 }) {
                        // What is wrong at one place says nothing of the others: all of it is told.
                        let stop = tokio::spawn(stopped(flow, stage.again(), (place, nth, effect)));
                        if stop.await.is_err() {
                            wrong.push(format!("{} {effect:?} at {} {nth}", flow.name(), place.name()));
                        }
                        tried += 1;
                    }
                }
            }
        }
        eprintln!("reached: {tried} stops at {} places", walked.len());
        let left: Vec<_> = Failpoint::ALL.iter().filter(|place| !walked.contains(place)).collect();
        assert!(left.is_empty() && wrong.is_empty(), "no step passes {left:?}; told above: {wrong:?}");
    });
}

#[test]
fn wherever_a_step_is_killed_or_fails_it_is_done_once_when_it_is_asked_for_again_on_sqlite() {
    walk(Kind::Sqlite);
}

#[test]
fn wherever_a_step_is_killed_or_fails_it_is_done_once_when_it_is_asked_for_again_on_postgres() {
    walk(Kind::Postgres);
}
