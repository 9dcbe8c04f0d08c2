//! Every named place at which a step can be stopped, by name: at each the program is killed or gets an error, on both
//! databases. Then the same is asked for once more, and it is there once, nothing that was acknowledged is gone, and every
//! invariant holds. A place that no step passes fails the test, so that a new one is walked or is not there.
//!
//! Whoever is killed is a process of its own: this program once more, with one test. `XINBU_LONG=1` stops every step at every
//! place that it passes, the first and the last time, in both ways. Else each place is tried on the first step that passes it:
//! where the one database is killed the other fails, by turns; what takes seconds on PostgreSQL, where copies are made and tried,
//! is walked there as on SQLite and stopped at every second place.

mod flow;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Output};

use chrono::TimeDelta;
use tokio::task::JoinSet;
use xinbu::failpoint::{Effect, Failpoint, arm, passed};

use self::flow::{Flow, Office, Stage};
use crate::support::{Kind, database};

/// What a child is told to do: the step, on which stage, and where it ends.
const TOLD: &str = "XINBU_FAILPOINT_STEP";

/// A place, the time at which it is reached, and what comes then.
type Stop = (Failpoint, u32, Effect);

/// The steps as children of this process.
async fn child(flow: Flow, stage: &Stage, stop: Option<Stop>) -> Output {
    let stop = stop.map_or_else(String::new, |(place, nth, effect)| format!("{} {nth} {effect:?}", place.name()));
    let told =
        [flow.name(), &stage.database.url, &stage.note, &stage.folder.path().display().to_string(), &stop].join("\n");
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["failpoints::a_step_that_is_stopped", "--exact", "--nocapture", "--test-threads=1"]).env(TOLD, told);
    tokio::task::spawn_blocking(move || child.output().unwrap()).await.unwrap()
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
async fn stopped(flow: Flow, stage: Stage, (place, nth, effect): Stop) {
    let what = format!("{} {effect:?} at {} {nth}", flow.name(), place.name());
    let out = child(flow, &stage, Some((place, nth, effect))).await;
    let said = || format!("{what}: {}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    match effect {
        Effect::Kill => assert_eq!(out.status.signal(), Some(6), "{}", said()),
        Effect::Fail => assert!(out.status.success(), "{}", said()),
    }
    flow.holds_once(&stage, &what).await;
}

/// What is tried at a place that a step passes so often: all of it, or in the quick version what is this database's turn.
fn stops(flow: Flow, kind: Kind, (place, often): (Failpoint, u32), (long, new): (bool, bool)) -> Vec<Stop> {
    let both = [Effect::Kill, Effect::Fail];
    if long {
        let which = BTreeSet::from([1, often]);
        return which.into_iter().flat_map(|nth| both.map(|effect| (place, nth, effect))).collect();
    }
    let kills = (place as usize).is_multiple_of(2) == (kind == Kind::Sqlite);
    // Copies of PostgreSQL take seconds each; where the one database fails, the other kills.
    if !new || kind == Kind::Postgres && flow.copies() && !kills {
        return Vec::new();
    }
    vec![(place, often, both[usize::from(!kills)])]
}

/// How many steps are stopped at a time.
const AT_ONCE: usize = 2;

fn walk(kind: Kind) {
    let long = crate::cities::long();
    database::with(kind, async |first| {
        let mut walked: BTreeSet<Failpoint> = BTreeSet::new();
        let (mut tried, mut wrong) = (0, Vec::new());
        let office = Office::closed(first).await;
        for flow in Flow::ALL {
            let stage = flow.prepared(&office, kind).await;
            let counted = child(flow, &stage.again(), None).await;
            let text = String::from_utf8_lossy(&counted.stdout).into_owned();
            assert!(counted.status.success(), "{}: {text}{}", flow.name(), String::from_utf8_lossy(&counted.stderr));
            let mut times: BTreeMap<Failpoint, u32> = BTreeMap::new();
            for line in text.lines().filter_map(|line| line.strip_prefix("passed ")) {
                let (name, often) = line.split_once(' ').unwrap();
                let place = Failpoint::ALL.iter().find(|place| place.name() == name).unwrap();
                times.insert(*place, often.parse().unwrap());
            }
            let mut running = JoinSet::new();
            let mut done = |said: Option<String>| {
                tried += 1;
                wrong.extend(said);
            };
            for (place, often) in times {
                let new = walked.insert(place);
                for stop in stops(flow, kind, (place, often), (long, new)) {
                    if running.len() == AT_ONCE {
                        done(running.join_next().await.unwrap().unwrap());
                    }
                    // What is wrong at one place says nothing of the others: all of it is told.
                    let stopped = tokio::spawn(stopped(flow, stage.again(), stop));
                    let (place, nth, effect) = (stop.0.name(), stop.1, stop.2);
                    let what = format!("{} {effect:?} at {place} {nth}", flow.name());
                    running.spawn(async move { stopped.await.is_err().then_some(what) });
                }
            }
            while let Some(said) = running.join_next().await {
                done(said.unwrap());
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
