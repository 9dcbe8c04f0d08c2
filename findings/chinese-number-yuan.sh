#!/usr/bin/env bash
# chinese-number writes 10.05 yuan as 拾伍分, fifteen fen.
# Guess: to_chinese of chinese-number 0.8.2 writes 1.5 as 壹點伍 or, as its page shows 角 and 分 for decimals, as 壹元伍角.
# Seen: 壹伍角: the decimals become 角 and 分, and nothing stands for the yuan before them. 10.05 is 拾伍分 and 1234.56 is
#       壹仟贰佰叁拾肆伍角陆分. What is below a fen is rounded (99.999 is 壹佰). Whole numbers it writes right, and it reads
#       一亿二千万 and 三千五 right.
# Why: the capitals on an order are the amount that counts, and who reads 拾伍分 pays 0.15 yuan.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
mkdir src
cat >Cargo.toml <<'E1'
[package]
name = "run"
version = "0.1.0"
edition = "2021"
[dependencies]
chinese-number = "=0.8.2"
E1
cat >src/main.rs <<'E1'
use chinese_number::{ChineseCase, ChineseCountMethod, ChineseToNumber, ChineseVariant, NumberToChinese};
fn main() {
    for amount in [1.5, 10.05, 1234.56, 99.999, 5000000.0] {
        let words = amount.to_chinese(ChineseVariant::Simple, ChineseCase::Upper, ChineseCountMethod::TenThousand).unwrap();
        println!("{amount}: {words}");
    }
    let read: i64 = "一亿二千万".to_number(ChineseCountMethod::TenThousand).unwrap();
    println!("一亿二千万: {read}");
}
E1
CARGO_TARGET_DIR="$PWD/target" cargo build -q >log 2>&1 || { echo "chinese-number 0.8.2 could not be built"; exit 2; }

seen=$(target/debug/run 2>>log || echo failed)
want='1.5: 壹伍角
10.05: 拾伍分
1234.56: 壹仟贰佰叁拾肆伍角陆分
99.999: 壹佰
5000000: 伍佰万
一亿二千万: 120000000'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
