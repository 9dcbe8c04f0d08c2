#!/usr/bin/env bash
# bigdecimal writes small and large amounts with exponents, in two manners, where interfaces ask for plain decimals.
# Guess: to_string of bigdecimal 0.4.11 writes plain decimals, as rust_decimal 1.43.0 does; exponents only for the
#        format {:e}.
# Seen: 0.0000001 is 1E-7 and 10^20 is 1e+20 (a small e here); 0.000001 is plain. to_plain_string writes all plain.
# Why: xs:decimal, the type of amounts and rates in ISO 20022, has no exponents: a rate that was divided often makes a
#      message invalid, and which one does depends on the figures of the day.
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
    for text in ["0.000001", "0.0000001", "0.00000015"] {
        let one: bigdecimal::BigDecimal = text.parse().unwrap();
        let other: rust_decimal::Decimal = text.parse().unwrap();
        println!("{text}: bigdecimal {one}, plain {}, rust_decimal {other}", one.to_plain_string());
    }
    let large = bigdecimal::BigDecimal::new(1.into(), -20);
    println!("10^20: bigdecimal {large}, plain {}", large.to_plain_string());
}
E1
CARGO_TARGET_DIR="$PWD/target" cargo build -q >log 2>&1 ||
  { echo "bigdecimal 0.4.11 or rust_decimal 1.43.0 could not be built"; exit 2; }
seen=$(target/debug/run 2>>log || echo failed)
want='0.000001: bigdecimal 0.000001, plain 0.000001, rust_decimal 0.000001
0.0000001: bigdecimal 1E-7, plain 0.0000001, rust_decimal 0.0000001
0.00000015: bigdecimal 1.5E-7, plain 0.00000015, rust_decimal 0.00000015
10^20: bigdecimal 1e+20, plain 100000000000000000000'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
