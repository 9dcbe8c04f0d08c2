#!/usr/bin/env bash
# tracing: a subscriber that is set for a scope hears nothing from places in the code that were first reached outside.
# Guess: with_default of tracing 0.1.44 (tracing-core 0.1.36) hands all events of the scope to the subscriber, whatever
#        ran before, since the Dispatch was made before all of them.
# Seen: 0 of 10 events, as long as it is the only subscriber of the process: the place was found to interest nobody when
#       it was first reached, and that is remembered. Reached inside first, 10 of 10. Rebuilding the cache helps only
#       when it is done inside the scope.
# Why: a test that captures the log of an act (that a payment was refused, say) passes or fails by which test ran
#      before; a log for one office misses what another office did first.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
mkdir src
cat >Cargo.toml <<'E1'
[package]
name = "run"
version = "0.1.0"
edition = "2021"
[dependencies]
tracing = "=0.1.44"
tracing-core = "=0.1.36"
E1
cat >src/main.rs <<'E1'
use std::sync::atomic::{AtomicUsize, Ordering};
use tracing::{callsite, dispatcher::with_default, info, span, subscriber::Subscriber, Dispatch, Event, Metadata};

static HEARD: AtomicUsize = AtomicUsize::new(0);
struct Counter;
impl Subscriber for Counter {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &Event<'_>) {
        HEARD.fetch_add(1, Ordering::SeqCst);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

fn seen_outside_first() {
    info!("paid");
}
fn seen_inside_first() {
    info!("booked");
}
fn heard(act: fn(), dispatch: &Dispatch) -> usize {
    HEARD.store(0, Ordering::SeqCst);
    with_default(dispatch, || (0..10).for_each(|_| act()));
    HEARD.load(Ordering::SeqCst)
}

fn main() {
    let dispatch = Dispatch::new(Counter);
    seen_outside_first();
    println!("place first reached outside the scope: {} of 10 heard", heard(seen_outside_first, &dispatch));
    println!("place first reached inside the scope: {} of 10 heard", heard(seen_inside_first, &dispatch));
    callsite::rebuild_interest_cache();
    println!("after rebuilding from outside: {} of 10 heard", heard(seen_outside_first, &dispatch));
    with_default(&dispatch, callsite::rebuild_interest_cache);
    println!("after rebuilding from inside: {} of 10 heard", heard(seen_outside_first, &dispatch));
}
E1
CARGO_TARGET_DIR="$PWD/target" cargo build -q >log 2>&1 ||
  { echo "tracing 0.1.44 could not be built"; exit 2; }
seen=$(target/debug/run 2>>log || echo failed)
want='place first reached outside the scope: 0 of 10 heard
place first reached inside the scope: 10 of 10 heard
after rebuilding from outside: 0 of 10 heard
after rebuilding from inside: 10 of 10 heard'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
