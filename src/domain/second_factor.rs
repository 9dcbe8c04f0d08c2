//! The second factor of a person (第二验证因素): a device that shows a new code every half minute (TOTP, RFC 6238), and recovery codes
//! for when it is lost. Which of both somebody typed is told by its form.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use ring::hmac;

/// How long a code is shown, in seconds (RFC 6238, 5.2).
const STEP: i64 = 30;
/// Digits of a code, as every authenticator shows them.
const DIGITS: usize = 6;
/// Bytes of a secret: 160 bits (RFC 4226, 4, R6).
pub const SECRET: usize = 20;
/// How many recovery codes a person gets.
pub const RECOVERY_CODES: usize = 10;
/// Bytes of a recovery code: 120 bits, so that a hash alone keeps it (OWASP ASVS 5.0.0, 6.5.2, asks 112).
pub const RECOVERY: usize = 15;

/// The step of time in which an instant lies.
const fn step_of(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(STEP)
}

/// The code of a step (RFC 4226, 5.3).
fn code(secret: &[u8], step: i64) -> String {
    // What authenticators know; the hash is no weakness here (RFC 6238, 1.2).
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let from = usize::from(bytes.last().copied().unwrap_or(0) & 0x0f);
    let four = bytes.iter().skip(from).take(4).fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
    format!("{:0DIGITS$}", (four & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code was typed: the one of an instant, the one before or the one after, as far as clocks go apart (RFC 6238, 5.2
/// and 6), and none up to the last that counted.
pub fn step_typed(secret: &[u8], typed: &str, at: DateTime<Utc>, last: i64) -> Option<i64> {
    let now = step_of(at);
    let steps = [now, now.saturating_sub(1), now.saturating_add(1)];
    steps.into_iter().filter(|step| *step > last).find(|step| code(secret, *step) == typed)
}

/// The code that a device shows at an instant: for tests, which have no device.
pub fn shown(secret: &[u8], at: DateTime<Utc>) -> String {
    code(secret, step_of(at))
}

/// What somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// What the device shows.
    Code(String),
    /// A recovery code, as it was written when it was made.
    Recovery(String),
}

impl Typed {
    /// Blanks and dashes are for the eye, and small letters are as good as large ones.
    pub fn of(text: &str) -> Self {
        let signs = text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase());
        // Nobody's code is longer; a long text is not worth more work.
        let signs: String = signs.take(RECOVERY * 2).collect();
        let of_device = signs.len() == DIGITS && signs.bytes().all(|b| b.is_ascii_digit());
        if of_device { Self::Code(signs) } else { Self::Recovery(in_groups(&signs)) }
    }
}

/// Bytes as a recovery code: six groups of four.
pub fn recovery_code(bytes: &[u8; RECOVERY]) -> String {
    in_groups(&base32(bytes)).replace(' ', "-")
}

/// A recovery code as it is hashed, and a secret as it is read: in groups of four.
fn in_groups(signs: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A secret as it is typed into a device by hand.
pub fn written(secret: &[u8]) -> String {
    in_groups(&base32(secret))
}

/// The address that a device reads from the picture (the key URI format of authenticators).
pub fn address(issuer: &str, login: &str, secret: &[u8]) -> String {
    let (issuer, login) = (escaped(issuer), escaped(login));
    format!("otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}", base32(secret))
}

/// RFC 4648, 6, without padding.
fn base32(bytes: &[u8]) -> String {
    const SIGNS: [char; 32] = [
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V',
        'W', 'X', 'Y', 'Z', '2', '3', '4', '5', '6', '7',
    ];
    let mut text = String::new();
    for five in bytes.chunks(5) {
        let bits =
            five.iter().chain(std::iter::repeat(&0)).take(5).fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
        let signs = five.len().saturating_mul(8).div_ceil(5);
        let places = [35, 30, 25, 20, 15, 10, 5, 0].into_iter().take(signs);
        text.extend(places.filter_map(|place| SIGNS.get(usize::try_from(bits >> place & 31).ok()?)));
    }
    text
}

/// RFC 3986, 2.1.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standards() {
        // RFC 4226, appendix D; RFC 6238, appendix B, whose codes have eight digits there.
        let counted: Vec<String> = (0..10).map(|n| code(RFC, n)).collect();
        let wanted =
            ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        assert_eq!(counted, wanted);
        for (seconds, wanted) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(shown(RFC, at(seconds)), wanted, "{seconds}");
        }
    }

    #[test]
    fn a_code_counts_one_step_early_or_late_and_never_again() {
        let now = at(1_111_111_109);
        let step = step_of(now);
        for (apart, counts) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let typed = code(RFC, step + apart);
            assert_eq!(step_typed(RFC, &typed, now, 0), counts.then_some(step + apart), "{apart}");
        }
        let shown = shown(RFC, now);
        assert_eq!(step_typed(RFC, &shown, now, step), None, "it counted before");
        assert_eq!(step_typed(RFC, &code(RFC, step - 1), now, step - 1), None);
        assert_eq!(step_typed(RFC, &shown, now, step - 1), Some(step));
        assert_eq!(step_typed(RFC, "", now, 0), None);
    }

    #[test]
    fn what_is_typed_is_a_code_or_a_recovery_code_however_it_is_spelt() {
        assert_eq!(Typed::of(" 081 804 "), Typed::Code("081804".to_owned()));
        let made = recovery_code(&[7; RECOVERY]);
        assert_eq!((made.len(), made.matches('-').count()), (29, 5));
        let same = Typed::of(&made);
        assert_eq!(Typed::of(&made.to_lowercase().replace('-', " ")), same);
        assert_eq!(Typed::of(&made.replace('-', "")), same);
        for other in ["", "08180", "0818045", "０８１８０４", &"A".repeat(10_000)] {
            assert!(matches!(Typed::of(other), Typed::Recovery(text) if text.len() < 60), "{other:.20}");
        }
    }

    #[test]
    fn a_secret_is_written_as_devices_read_it() {
        // RFC 4648, 10.
        for (bytes, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        assert_eq!(written(RFC), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = address("信补 A", "zhou.min@office", RFC);
        assert_eq!(
            address,
            "otpauth://totp/%E4%BF%A1%E8%A1%A5%20A:zhou.min%40office?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E4%BF%A1%E8%A1%A5%20A"
        );
    }
}
