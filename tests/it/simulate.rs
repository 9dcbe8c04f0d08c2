//! Random acts of everybody against the real commands, with a model beside them: whatever people do in whatever order, the
//! money, the moves and who made them stay right, and both databases tell the same story.
//!
//! Each world is a fresh installation and goes for some hundred acts. Replay a world that failed by what it printed:
//! `XINBU_SEED=… XINBU_STEPS=… cargo test --test it simulate`. The long run asks for more steps and prints what it reached.

mod acts;
mod bank;
mod finance;
mod model;
mod seen;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use world::World;

use crate::support::chance::from_env;
use crate::support::{Kind, database};

/// Acts of one world.
const WORLD: u64 = 400;

/// What all worlds reached.
#[derive(Default)]
struct Reached {
    done: u64,
    refused: u64,
    moves: BTreeSet<String>,
    codes: BTreeMap<String, u64>,
}

/// Runs a world; gives what it reached, the story of its acts, and how it ended.
fn world(kind: Kind, seed: u64, steps: u64, reached: &mut Reached) -> Option<(Vec<String>, Vec<String>)> {
    let story = std::sync::Mutex::new(None);
    let all = std::sync::Mutex::new(std::mem::take(reached));
    database::with(kind, async |database| {
        let mut world = World::new(database, seed).await;
        for step in 0..steps {
            world.step(step).await;
        }
        world.is_sound().await;
        {
            let mut all = all.lock().unwrap();
            all.done += world.done;
            all.refused += world.refused;
            all.moves.append(&mut world.model.moves);
            for (code, often) in std::mem::take(&mut world.codes) {
                *all.codes.entry(code).or_default() += often;
            }
        }
        let end = seen::dump(&world.app).await;
        *story.lock().unwrap() = Some((std::mem::take(&mut world.story), end));
    });
    *reached = all.into_inner().unwrap();
    story.into_inner().unwrap()
}

#[test]
fn whatever_people_do_in_whatever_order_the_money_and_the_moves_stay_right() {
    let seed = from_env("XINBU_SEED").unwrap_or(1);
    let steps = from_env("XINBU_STEPS").unwrap_or(WORLD);
    let mut reached = Reached::default();
    for (seed, begun) in (seed..).zip((0..steps).step_by(usize::try_from(WORLD).unwrap())) {
        world(Kind::Sqlite, seed, WORLD.min(steps - begun), &mut reached);
    }
    let Reached { done, refused, moves, codes } = reached;
    println!(
        "reached: {steps} acts, {done} done, {refused} refused for {} reasons, {} moves",
        codes.len(),
        moves.len()
    );
    for (code, often) in codes {
        println!("  refused {often} times: {code}");
    }
    for gone in &moves {
        println!("  move {gone}");
    }
    for missing in model::all_moves().difference(&moves) {
        println!("  not reached: {missing}");
    }
    assert!(steps < WORLD || (done > steps / 5 && refused > steps / 20), "{done} acts were done, {refused} refused");
    assert!(steps < WORLD || moves.len() > 30, "only {} moves: {moves:?}", moves.len());
}

#[test]
fn the_same_acts_are_answered_alike_and_end_alike_on_both_databases() {
    let seed = from_env("XINBU_SEED").unwrap_or(7);
    let steps = from_env("XINBU_STEPS").unwrap_or(150);
    for (seed, begun) in (seed..).zip((0..steps).step_by(usize::try_from(WORLD).unwrap())) {
        let steps = WORLD.min(steps - begun);
        let of = |kind| world(kind, seed, steps, &mut Reached::default());
        let (Some(sqlite), Some(postgres)) = (of(Kind::Sqlite), of(Kind::Postgres)) else { return };
        let differs = |one: &[String], other: &[String]| {
            one.iter()
                .zip(other)
                .position(|(a, b)| a != b)
                .or((one.len() != other.len()).then_some(one.len().min(other.len())))
        };
        for (one, other) in [(sqlite.0, postgres.0), (sqlite.1, postgres.1)] {
            if let Some(at) = differs(&one, &other) {
                panic!(
                    "XINBU_SEED={seed} XINBU_STEPS={steps}: {at}: {:?} on SQLite, {:?} on PostgreSQL",
                    one.get(at),
                    other.get(at)
                );
            }
            assert!(!one.is_empty());
        }
    }
    println!("reached: {steps} acts answered alike and ended alike on both databases");
}
