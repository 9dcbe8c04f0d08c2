#!/usr/bin/env bash
# rust_decimal writes 2.679 as 2.67 when it is asked for two places.
# Guess: format!("{:.2}", amount) of rust_decimal 1.43.0 rounds, half to even as its round_dp does: 1.015 is 1.02 and
#        2.675 is 2.68. (That is what the formatting of floats means, and what bigdecimal 0.4.11 does.)
# Seen: the digits are cut off: 1.015 is 1.01, 2.679 is 2.67, 0.999 is 0.99, and -0.001 is -0.00. round_dp(2) rounds.
# Why: the amount shown is up to a fen less than the amount that is calculated with and paid.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
mkdir src
cat >Cargo.toml <<'E1'
[package]
name = "run"
version = "0.1.0"
edition = "2021"
[dependencies]
bigdecimal = "=0.4.11"
rust_decimal = "=1.43.0"
E1
cat >src/main.rs <<'E1'
fn main() {
    for text in ["1.015", "2.675", "2.679", "0.999", "-0.001"] {
        let one: rust_decimal::Decimal = text.parse().unwrap();
        let other: bigdecimal::BigDecimal = text.parse().unwrap();
        println!("{text}: rust_decimal {one:.2}, its round_dp {}, bigdecimal {other:.2}", one.round_dp(2));
    }
}
E1
CARGO_TARGET_DIR="$PWD/target" cargo build -q >log 2>&1 ||
  { echo "rust_decimal 1.43.0 or bigdecimal 0.4.11 could not be built"; exit 2; }
seen=$(target/debug/run 2>>log || echo failed)
want='1.015: rust_decimal 1.01, its round_dp 1.02, bigdecimal 1.02
2.675: rust_decimal 2.67, its round_dp 2.68, bigdecimal 2.68
2.679: rust_decimal 2.67, its round_dp 2.68, bigdecimal 2.68
0.999: rust_decimal 0.99, its round_dp 1.00, bigdecimal 1.00
-0.001: rust_decimal -0.00, its round_dp 0.00, bigdecimal -0.00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
