//! What `:86:` says of an entry: in subfields by number, in code words between strokes, or in plain words.

use domain::statement::{Detail, Direction, Entry};

use super::NO_REFERENCE;

/// A line of `:86:` that is so long was cut there, and goes on in the next without a blank.
const LINE: usize = 65;

/// The same for a numbered subfield.
const SUBFIELD: usize = 27;

/// Code words between strokes (SWIFT usage of `:86:` for payments that came by ISO 20022).
const STROKED: &[&str] = &[
    "EREF", "IREF", "PREF", "KREF", "MREF", "CRED", "DEBT", "MARF", "CSID", "ORDP", "BENM", "ULTD", "ULTC", "NAME",
    "ACCT", "IBAN", "BIC", "ID", "ADDR", "REMI", "USTD", "STRD", "RTRN", "REJT", "OCMT", "CHGS", "PURP", "TRTP",
    "TRCD", "SVCL", "BUSP", "ISDT", "CNTP", "EXCH", "INFO",
];

/// Words with a plus behind them inside numbered subfields (Deutsche Kreditwirtschaft, annex 3 of the DFÜ agreement).
const PLUSSED: &[&str] =
    &["EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC", "BREF", "RREF"];

/// Puts what is said into the entry.
pub(super) fn put(entry: &mut Entry, lines: &[String]) {
    let whole = lines.concat();
    let (information, said) = match numbered(&whole) {
        Some(subfields) => subfields.said(),
        None => (String::new(), stroked(&joined(lines.iter().map(String::as_str), LINE), entry.direction)),
    };
    if !information.is_empty() {
        if !entry.information.is_empty() {
            entry.information.push(' ');
        }
        entry.information.push_str(&information);
    }
    let before = entry.details.pop().unwrap_or_default();
    let said = Detail { return_reason: said.return_reason.or(before.return_reason), ..said };
    entry.details.push(said);
}

/// Pieces put together again: one of full width was cut, a shorter one ended there.
fn joined<'a>(pieces: impl Iterator<Item = &'a str>, width: usize) -> String {
    let (mut whole, mut before) = (String::new(), "");
    for piece in pieces {
        let cut = before.is_empty() || was_cut(before, piece, width);
        let piece = if cut { piece } else { piece.trim_start() };
        if !cut && !piece.is_empty() {
            whole.push(' ');
        }
        whole.push_str(piece);
        before = piece;
    }
    whole.trim().to_owned()
}

/// Whether a piece goes on in the next one. Banks count letters, or bytes as Chinese text is sent in, where a letter of two bytes
/// does not always fit: a contract number that lies across the cut would have a blank in it.
fn was_cut(piece: &str, next: &str, width: usize) -> bool {
    let bytes = |c: char| if c.is_ascii() { 1 } else { 2 };
    let sent: usize = piece.chars().map(bytes).sum();
    let more = next.chars().next().map_or(0, bytes);
    // More bytes than would fit: this bank counts letters.
    if sent > width { piece.chars().count() >= width } else { sent.saturating_add(more) > width }
}

/// A text in numbered subfields: three digits of the kind, a sign, and two digits before each of them.
struct Subfields<'a> {
    kind: &'a str,
    fields: Vec<(&'a str, &'a str)>,
}

fn numbered(text: &str) -> Option<Subfields<'_>> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (kind, rest) = text.split_at_checked(3).filter(|(kind, _)| digits(kind))?;
    let sign = rest.chars().next().filter(|sign| !sign.is_alphanumeric() && !sign.is_whitespace())?;
    rest.get(sign.len_utf8()..)?.get(..2).filter(|number| digits(number))?;
    let mut fields: Vec<(&str, &str)> = Vec::new();
    let mut at = sign.len_utf8();
    while let Some(piece) = rest.get(at..) {
        // The sign may stand in the words too; only with two digits behind it does it begin a subfield.
        let begins = |&(place, _): &(usize, &str)| {
            piece.get(place..).and_then(|p| p.get(sign.len_utf8()..)).and_then(|p| p.get(..2)).is_some_and(digits)
        };
        let end = piece.match_indices(sign).find(begins).map_or(piece.len(), |(place, _)| place);
        let (number, value) = piece.get(..end)?.split_at_checked(2)?;
        fields.push((number, value));
        at = at.saturating_add(end).saturating_add(sign.len_utf8());
        if at > rest.len() {
            break;
        }
    }
    Some(Subfields { kind, fields })
}

impl Subfields<'_> {
    fn of(&self, wanted: impl Fn(u8) -> bool, width: usize) -> String {
        let fields = self.fields.iter().filter(|(number, _)| number.parse().is_ok_and(&wanted));
        joined(fields.map(|(_, value)| *value), width)
    }

    /// The bank's words for the booking, and the transaction.
    fn said(&self) -> (String, Detail) {
        let words = self.of(|n| matches!(n, 20..=29 | 60..=63), SUBFIELD);
        let values = cut_at(&words, PLUSSED, |word| format!("{word}+"));
        let value = |word: &str| values.iter().find(|(found, _)| *found == word).map(|(_, value)| value.trim());
        let reference = |word| value(word).filter(|value| is_reference(value)).map(str::to_owned);
        let remittance = match value("SVWZ") {
            Some(purpose) => purpose.to_owned(),
            None => values.first().filter(|(word, _)| word.is_empty()).map_or("", |(_, words)| words.trim()).to_owned(),
        };
        let text = |field: String| (!field.is_empty()).then_some(field);
        let detail = Detail {
            end_to_end_id: reference("EREF"),
            servicer_reference: reference("BREF"),
            counterparty_name: text(self.of(|n| matches!(n, 32 | 33), SUBFIELD)),
            counterparty_account: text(self.of(|n| n == 31, SUBFIELD)),
            // 109 and 159: a direct debit or a transfer came back.
            return_reason: matches!(self.kind, "109" | "159").then(|| self.of(|n| n == 34, SUBFIELD)),
            remittance,
            code: self.kind.to_owned(),
            ..Detail::default()
        };
        (self.of(|n| n == 0, SUBFIELD), detail)
    }
}

/// A text with code words between strokes; without any it is only words.
fn stroked(text: &str, direction: Direction) -> Detail {
    let values = cut_at(text, STROKED, |word| format!("/{word}/"));
    let mut detail = Detail::default();
    let mut words: Vec<&str> = Vec::new();
    // Whose name and account follow: the other side is who gets money that went out, and who sent what came in.
    let mut other = true;
    for (word, value) in &values {
        let value = value.trim().trim_matches('/').trim();
        match *word {
            "EREF" if is_reference(value) => detail.end_to_end_id = Some(value.to_owned()),
            "ORDP" | "BENM" | "CNTP" => {
                other = *word == "CNTP" || (*word == "BENM") == (direction == Direction::Debit);
                if other && !value.is_empty() {
                    detail.counterparty_name.get_or_insert_with(|| value.to_owned());
                }
            }
            "NAME" if other && !value.is_empty() => detail.counterparty_name = Some(value.to_owned()),
            "ACCT" | "IBAN" if other && !value.is_empty() => detail.counterparty_account = Some(value.to_owned()),
            "RTRN" | "REJT" => detail.return_reason = Some(value.replace('/', " ")),
            "REMI" | "USTD" | "STRD" | "INFO" | "" if !value.is_empty() => words.push(value),
            _ => {}
        }
    }
    detail.remittance = words.join(" ");
    detail
}

fn is_reference(value: &str) -> bool {
    !value.is_empty() && value != NO_REFERENCE && value != "NOTPROVIDED"
}

/// A text cut at code words, each with what stands behind it; what stands before the first has none.
fn cut_at<'a>(
    text: &'a str,
    words: &'static [&'static str],
    written: impl Fn(&str) -> String,
) -> Vec<(&'static str, &'a str)> {
    let signs: Vec<(&'static str, String)> = words.iter().map(|word| (*word, written(word))).collect();
    let next = |from: usize| {
        let found = |(word, sign): &(&'static str, String)| {
            text.get(from..)
                .and_then(|rest| rest.find(sign.as_str()))
                .map(|at| (from.saturating_add(at), *word, sign.len()))
        };
        signs.iter().filter_map(found).min()
    };
    let (mut parts, mut word, mut from) = (Vec::new(), "", 0);
    loop {
        // The stroke that ends one word may begin the next.
        let step = next(from);
        let end = step.map_or(text.len(), |(at, ..)| at);
        parts.push((word, text.get(from..end).unwrap_or_default()));
        let Some((at, found, length)) = step else { return parts };
        (word, from) = (found, at.saturating_add(length));
    }
}
