#!/usr/bin/env bash
# numfmt shows 99.999 as 99.99, 1000 as 1,000.0 and 123,456,789,012,345.67 as 1.23e14, when it is asked for two decimals.
# Guess: numfmt 1.2.0 with Precision::Decimals(2) rounds: 99.999 is 100.00 and 1234567.895 is 1,234,567.90 (1,234,567.89 if it
#        goes by the binary fraction), and -0.005 is -0.01.
# Seen: the digits are cut off: 99.99, 2.679 is 2.67; the decimals are at most two, so 1000 is 1,000.0; large amounts and
#       those below a hundredth have exponents: 1.23e14, -5.0e-3, and 1e21 is 0.99e21. Without the precision 1234567890.12
#       is 1.234 B.
# Why: an amount on the page is up to a fen less than the one in the table, a column of amounts does not stand under each
#      other, and a difference of half a fen looks like five yuan.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
mkdir src
cat >Cargo.toml <<'E1'
[package]
name = "run"
version = "0.1.0"
edition = "2021"
[dependencies]
numfmt = "=1.2.0"
E1
cat >src/main.rs <<'E1'
use numfmt::{Formatter, Precision};
fn main() {
    let mut two = Formatter::new().separator(',').unwrap().precision(Precision::Decimals(2));
    for amount in [99.999, 2.679, 1000.0, 1234.5, -0.005, 123456789012345.67, 1e21] {
        println!("{amount}: {}", two.fmt2(amount));
    }
    println!("1234567890.12 by default: {}", Formatter::default().fmt2(1234567890.12));
}
E1
CARGO_TARGET_DIR="$PWD/target" cargo build -q >log 2>&1 || { echo "numfmt 1.2.0 could not be built"; exit 2; }

seen=$(target/debug/run 2>>log || echo failed)
want='99.999: 99.99
2.679: 2.67
1000: 1,000.0
1234.5: 1,234.5
-0.005: -5.0e-3
123456789012345.67: 1.23e14
1000000000000000000000: 0.99e21
1234567890.12 by default: 1.234 B'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
