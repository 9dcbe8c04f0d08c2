#!/usr/bin/env bash
# rusty-money takes 1234.567 yuan, keeps the third decimal and shows half a fen rounded to even.
# Guess: Money::from_str("1234.567", CNY) of rusty-money 0.5.1 is an error, since the currency has two decimals (its
#        try_to_minor_units refuses such an amount), and 10.005 is shown as ¥10.01.
# Seen: the amount is taken with all three decimals; 10.005 is shown as ¥10.00 and 1234.505 as ¥1,234.50, while
#       round(2, HalfUp) makes 10.01 of it. Two that differ by half a fen look alike and are not equal.
# Why: a list with a mistyped amount is accepted; the sum at its foot does not match the lines that are shown.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
mkdir src
cat >Cargo.toml <<'E1'
[package]
name = "run"
version = "0.1.0"
edition = "2021"
[dependencies]
rusty-money = "=0.5.1"
E1
cat >src/main.rs <<'E1'
use rusty_money::{iso::CNY, Money, Round};
fn main() {
    for text in ["1,234.567", "10.005", "1234.505", "10.00"] {
        let money = Money::from_str(text, CNY).unwrap();
        println!("{text}: holds {}, shows {money}, half up {}, minor units {:?}",
            money.amount(), money.round(2, Round::HalfUp), money.try_to_minor_units());
    }
    let (one, other) = (Money::from_str("10.005", CNY).unwrap(), Money::from_str("10.00", CNY).unwrap());
    println!("{one} == {other}: {}", one == other);
}
E1
CARGO_TARGET_DIR="$PWD/target" cargo build -q >log 2>&1 || { echo "rusty-money 0.5.1 could not be built"; exit 2; }
seen=$(target/debug/run 2>>log || echo failed)
want='1,234.567: holds 1234.567, shows ¥1,234.57, half up ¥1,234.57, minor units Err(PrecisionLoss)
10.005: holds 10.005, shows ¥10.00, half up ¥10.01, minor units Err(PrecisionLoss)
1234.505: holds 1234.505, shows ¥1,234.50, half up ¥1,234.51, minor units Err(PrecisionLoss)
10.00: holds 10.00, shows ¥10.00, half up ¥10.00, minor units Ok(1000)
¥10.00 == ¥10.00: false'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
