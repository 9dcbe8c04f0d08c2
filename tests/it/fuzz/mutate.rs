//! Ways to break an example.

use crate::support::chance::Chance;

/// What readers stumble over: limits of numbers, signs of every kind, brackets that open and do not close.
const ODD: [&str; 40] = [
    "0",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
    "1e308",
    "NaN",
    "inf",
    "0.0000000000000000000000000001",
    "99999999999999999999999999999999999999",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{fffd}",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "\\",
    "<",
    ">",
    "&",
    "&#0;",
    "&#xD800;",
    "<!DOCTYPE a>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "{",
    "[",
    "=",
    "％",
    "０",
    "İ",
    "2026-02-30",
    "%",
];

/// Longest input that is made: what is longer is refused by its length, which has tests of its own.
const LONGEST: usize = 200_000;

/// One of the examples, broken one to four times; now and then whole.
pub fn mutated(chance: &mut Chance, examples: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = chance.one_of(examples).clone();
    for _ in 0..chance.below(5) {
        broken(chance, &mut bytes, examples);
    }
    bytes.truncate(LONGEST);
    bytes
}

/// Breaks it once.
pub fn broken(chance: &mut Chance, bytes: &mut Vec<u8>, examples: &[Vec<u8>]) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + chance.below(40)).min(bytes.len());
    match chance.below(10) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        1 => bytes.truncate(at),
        2 => {
            bytes.drain(at..end);
        }
        3 => {
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        4 | 5 => {
            let odd = chance.one_of(&ODD).as_bytes().to_vec();
            bytes.splice(at..end.min(at + 3), odd);
        }
        6 => number(chance, bytes),
        7 => {
            // Deep, or many.
            let often = [2, 30, 700, 5_000][chance.below(4)];
            let piece =
                if chance.percent(50) { chance.one_of(&ODD).as_bytes().to_vec() } else { bytes[at..end].to_vec() };
            bytes.splice(at..at, piece.repeat(often));
        }
        8 => {
            let other = chance.one_of(examples);
            let from = chance.below(other.len());
            let to = (from + chance.below(60)).min(other.len());
            bytes.splice(at..at, other[from..to].to_vec());
        }
        _ => {
            let byte = u8::try_from(chance.below(256)).unwrap();
            bytes.insert(at, byte);
        }
    }
}

/// A number that stands in it becomes one at a limit.
fn number(chance: &mut Chance, bytes: &mut Vec<u8>) {
    let from = chance.below(bytes.len() + 1);
    let Some(begins) = bytes[from..].iter().position(u8::is_ascii_digit).map(|n| n + from) else { return };
    let ends = bytes[begins..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |n| n + begins);
    let other = ODD[chance.below(11)].as_bytes().to_vec();
    bytes.splice(begins..ends, other);
}
