//! What a spreadsheet shows of a stored number: a number format, read so far as it changes what a person takes the number
//! for. Sections by sign and by condition, signs of per cent and per mille that scale and those that are only written,
//! thousands that are scaled away, words and currencies around the number, zeros before it, dates of every locale.
//!
//! The decimals of a number are those that are stored, as in the spreadsheet's own sums: `#,##0` shows 1,235 for 1234.56 and
//! that cell is 1234.56. Everything else that is shown counts.

use domain::template::{Cell, Formatted};

/// A number as it is; WPS and the Chinese editions write it in their words.
const GENERAL: [&str; 4] = ["General", "G/通用格式", "G/標準", "通用格式"];

/// Halves of a day.
const HALVES: [&str; 3] = ["AM/PM", "A/P", "上午/下午"];

/// A number format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberFormat {
    code: String,
    sections: Vec<Section>,
    /// The section of a format that has none for numbers.
    general: Section,
}

/// What a format says that a number is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A day, whatever of it is shown.
    Date,
    /// A number; what its cell means.
    Cell(Cell),
}

/// One of the parts between semicolons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Section {
    /// `[>=100]`: for which numbers it is.
    condition: Option<(Comparison, String)>,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    Greater,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// `0`: a digit, zero where there is none.
    Zero,
    /// `#` or `?`: a digit where there is one.
    Digit,
    Point,
    Comma,
    /// `%` outside quotes: the number times a hundred.
    PerCent,
    /// `E+00`, a fraction, `General`: the number as it is.
    General,
    /// Something written as it stands: quoted, escaped, a sign, a currency.
    Literal(String),
    /// `m`: a month, or a minute beside hours and seconds.
    M,
    /// `@`: the text of a text cell.
    Text,
    /// A part of a day: year, month, day, weekday, era.
    Day,
    /// A part of a time; `m` beside it is a minute.
    Time,
}

/// A decimal number as a spreadsheet stores it: sign, digits, and where the point is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    negative: bool,
    digits: String,
    point: i64,
}

impl Stored {
    /// Reads a scientific text (`-1.25e3`).
    pub(super) fn of(scientific: &str) -> Self {
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
        let (negative, mantissa) = mantissa.strip_prefix('-').map_or((false, mantissa), |m| (true, m));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let lead = all.len().saturating_sub(digits.len());
        let point = i64::try_from(whole.len()).unwrap_or(1).saturating_add(exponent.parse().unwrap_or(0));
        let point = point.saturating_sub(i64::try_from(lead).unwrap_or(0));
        let digits = digits.trim_end_matches('0').to_owned();
        if digits.is_empty() { Self { negative: false, digits, point: 0 } } else { Self { negative, digits, point } }
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Sixteen digits before the point do not fit into a double without loss.
    fn is_lossy(&self) -> bool {
        self.point > 15
    }

    fn scaled(&self, places: i64) -> Self {
        if self.is_zero() { self.clone() } else { Self { point: self.point.saturating_add(places), ..self.clone() } }
    }

    /// Digits before and after the point.
    fn halves(&self) -> (String, String) {
        let digits = self.digits.as_str();
        let before = usize::try_from(self.point).unwrap_or(0);
        if self.is_zero() {
            ("0".to_owned(), String::new())
        } else if self.point <= 0 {
            let zeros = usize::try_from(self.point.unsigned_abs()).unwrap_or(0).min(400);
            ("0".to_owned(), format!("{}{digits}", "0".repeat(zeros)))
        } else if digits.len() <= before {
            (format!("{digits:0<width$}", width = before.min(400)), String::new())
        } else {
            let (whole, fraction) = digits.split_at(before);
            (whole.to_owned(), fraction.to_owned())
        }
    }

    /// Plain decimal digits without an exponent.
    pub(super) fn plain(&self) -> String {
        let (whole, fraction) = self.halves();
        let sign = if self.negative { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// The cell of a number without a format.
    pub(super) fn cell(&self) -> Cell {
        Cell::Number { text: self.plain(), lossy: self.is_lossy() }
    }

    /// Rounded half up to so many decimals: digits before and after the point.
    fn rounded(&self, decimals: usize) -> (String, String) {
        let (whole, fraction) = self.halves();
        let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(decimals).collect();
        let mut digits: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
        if fraction.as_bytes().get(decimals).is_some_and(|digit| *digit >= b'5') {
            let mut carry = true;
            for digit in digits.iter_mut().rev() {
                if !carry {
                    break;
                }
                carry = *digit == b'9';
                *digit = if carry { b'0' } else { digit.saturating_add(1) };
            }
            if carry {
                digits.insert(0, b'1');
            }
        }
        let all: String = digits.into_iter().map(char::from).collect();
        let (whole, fraction) = all.split_at(all.len().saturating_sub(decimals));
        (whole.to_owned(), fraction.to_owned())
    }

    fn compares(&self, comparison: Comparison, with: &Self) -> bool {
        let order = self.key(with);
        match comparison {
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Equal => order.is_eq(),
            Comparison::Unequal => order.is_ne(),
            Comparison::AtLeast => order.is_ge(),
            Comparison::Greater => order.is_gt(),
        }
    }

    fn key(&self, other: &Self) -> std::cmp::Ordering {
        let sign = |stored: &Self| {
            if stored.is_zero() {
                0
            } else if stored.negative {
                -1
            } else {
                1
            }
        };
        let size = (self.point, &self.digits).cmp(&(other.point, &other.digits));
        sign(self).cmp(&sign(other)).then(if self.negative { size.reverse() } else { size })
    }
}

impl NumberFormat {
    /// Reads a format. Every text is one: what is not understood is written as it stands.
    pub(super) fn read(code: &str) -> Self {
        let code = if code.trim().is_empty() { "General" } else { code };
        let characters: Vec<char> = code.chars().collect();
        let mut sections = Vec::new();
        let mut section = Section::default();
        let mut at = 0usize;
        while let Some(c) = characters.get(at).copied() {
            let rest = characters.get(at..).unwrap_or_default();
            let until = |end: char| rest.iter().skip(1).take_while(|c| **c != end).collect::<String>();
            let mut length = 1usize;
            if let Some(word) = GENERAL.iter().find(|word| begins(rest, word)) {
                length = word.chars().count();
                section.parts.push(Part::General);
            } else if let Some(word) = HALVES.iter().find(|word| begins(rest, word)) {
                length = word.chars().count();
                section.parts.push(Part::Time);
            } else {
                match c {
                    ';' => sections.push(std::mem::take(&mut section)),
                    '"' => {
                        let words = until('"');
                        length = words.chars().count().saturating_add(2);
                        section.literal(words);
                    }
                    '[' => {
                        let inside = until(']');
                        length = inside.chars().count().saturating_add(2);
                        section.bracket(&inside);
                    }
                    // The Chinese editions escape by ! as well; _ is the width of a character, * fills with one.
                    '\\' | '!' | '_' | '*' => {
                        length = 2;
                        if matches!(c, '\\' | '!') {
                            section.literal(rest.get(1).map(char::to_string).unwrap_or_default());
                        }
                    }
                    '0' => section.parts.push(Part::Zero),
                    '#' | '?' => section.parts.push(Part::Digit),
                    '.' => section.parts.push(Part::Point),
                    ',' => section.parts.push(Part::Comma),
                    '%' => section.parts.push(Part::PerCent),
                    '@' => section.parts.push(Part::Text),
                    'E' | 'e' if matches!(rest.get(1), Some('+' | '-')) && section.has_digits() => {
                        section.parts.push(Part::General);
                    }
                    // Years, days, weekdays (aaaa), eras, the Buddhist year.
                    'y' | 'Y' | 'd' | 'D' | 'e' | 'E' | 'g' | 'G' | 'b' | 'B' | 'a' | 'A' => {
                        section.parts.push(Part::Day)
                    }
                    'h' | 'H' | 's' | 'S' => section.parts.push(Part::Time),
                    'm' | 'M' => section.parts.push(Part::M),
                    other => section.literal(other.to_string()),
                }
            }
            at = at.saturating_add(length);
        }
        sections.push(section);
        for section in &mut sections {
            section.months();
        }
        let general = Section { condition: None, parts: vec![Part::General] };
        Self { code: code.to_owned(), sections, general }
    }

    /// Whether every number under it is what is stored, and every text too.
    pub(super) fn is_plain(&self) -> bool {
        let [section] = self.sections.as_slice() else { return false };
        let plain = |part: &Part| match part {
            Part::Literal(words) => words.trim().is_empty(),
            Part::Zero | Part::Digit | Part::Point | Part::Comma | Part::General => true,
            _ => false,
        };
        let zeros = section.parts.iter().take_while(|part| **part != Part::Point).filter(|part| **part == Part::Zero);
        let text = section.parts == [Part::Text];
        let number = section.has_number() && section.scale() == 0 && section.is_one_number() && zeros.count() <= 1;
        section.condition.is_none() && (text || (number && section.parts.iter().all(plain)))
    }

    /// What a stored number is under this format.
    pub(super) fn meaning(&self, stored: &Stored) -> Meaning {
        let Some(section) = self.section(stored) else {
            // No section is for it: a spreadsheet fills the cell with hashes.
            return Meaning::Cell(self.shown_otherwise(stored, "####", None));
        };
        if section.is_date() {
            return Meaning::Date;
        }
        if section.parts.contains(&Part::Time) {
            return Meaning::Cell(self.shown_otherwise(stored, &section.render(stored), None));
        }
        Meaning::Cell(self.number(section, stored))
    }

    /// What a text cell shows under this format: the words around `@`.
    pub(super) fn text(&self, text: &str) -> String {
        let section = self.sections.get(3).or_else(|| self.sections.iter().find(|s| s.parts.contains(&Part::Text)));
        let Some(section) = section.filter(|s| s.parts.contains(&Part::Text)) else { return text.to_owned() };
        let part = |part: &Part| match part {
            Part::Text => text.to_owned(),
            Part::Literal(words) => words.clone(),
            Part::PerCent => "%".to_owned(),
            _ => String::new(),
        };
        section.parts.iter().map(part).collect()
    }

    fn number(&self, section: &Section, stored: &Stored) -> Cell {
        let per_cent = section.parts.iter().filter(|part| **part == Part::PerCent).count();
        let words = section.words(stored);
        let (written_per_cent, written_per_mille) = (words.matches(['%', '％']).count(), words.matches('‰').count());
        let rest: String = words.replace(['%', '％', '‰'], "");
        // A dash for nothing is how accounts write zero.
        if stored.is_zero() && !rest.is_empty() && rest.chars().all(|c| matches!(c, '-' | '–' | '—' | '－')) {
            return stored.cell();
        }
        if !section.has_number() {
            return self.shown_otherwise(stored, &section.render(stored), None);
        }
        let clear = section.scale() == 0 && section.is_one_number();
        match (clear, per_cent, written_per_cent, written_per_mille) {
            (true, 1, 0, 0) if rest.is_empty() => Cell::Text(format!("{}%", stored.scaled(2).plain())),
            (true, 0, 1, 0) if rest.is_empty() => Cell::Text(format!("{}%", stored.plain())),
            (true, 0, 0, 1) if rest.is_empty() => Cell::Text(format!("{}‰", stored.plain())),
            (true, 0, 0, 0) if rest.is_empty() && !section.pads(stored) => stored.cell(),
            (true, 0, 0, 0) => self.shown_otherwise(stored, &section.render(stored), Some(rest)),
            _ => self.shown_otherwise(stored, &section.render(stored), None),
        }
    }

    fn shown_otherwise(&self, stored: &Stored, shown: &str, words: Option<String>) -> Cell {
        Cell::Formatted(Box::new(Formatted {
            number: stored.plain(),
            lossy: stored.is_lossy(),
            shown: shown.trim().to_owned(),
            format: self.code.clone(),
            words,
        }))
    }

    /// The section for a number: by conditions where there are any, else positive, negative, zero.
    fn section(&self, stored: &Stored) -> Option<&Section> {
        let numeric = self.sections.get(..self.sections.len().min(3)).unwrap_or_default();
        // A last section with @ is for texts.
        let numeric: Vec<&Section> = numeric.iter().filter(|s| !s.parts.contains(&Part::Text)).collect();
        if numeric.iter().any(|section| section.condition.is_some()) {
            let fits = |section: &&&Section| match &section.condition {
                Some((comparison, with)) => stored.compares(*comparison, &Stored::of(&decimal(with))),
                None => true,
            };
            return numeric.iter().find(fits).copied();
        }
        match numeric.len() {
            // A format of @ alone: the number is shown as it is.
            0 => Some(&self.general),
            1 => numeric.first().copied(),
            _ if stored.negative => numeric.get(1).copied(),
            3.. if stored.is_zero() => numeric.get(2).copied(),
            _ => numeric.first().copied(),
        }
    }
}

impl Section {
    fn literal(&mut self, words: String) {
        self.parts.push(Part::Literal(words));
    }

    fn has_digits(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Zero | Part::Digit))
    }

    fn has_number(&self) -> bool {
        self.has_digits() || self.parts.contains(&Part::General)
    }

    /// A colour, a locale, a currency, a condition, an elapsed time.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.rsplit_once('-').map_or(currency, |(sign, _)| sign);
            self.literal(sign.to_owned());
            return;
        }
        let comparisons = [
            ("<=", Comparison::AtMost),
            ("<>", Comparison::Unequal),
            (">=", Comparison::AtLeast),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
            ("=", Comparison::Equal),
        ];
        if let Some((number, comparison)) =
            comparisons.iter().find_map(|(sign, comparison)| Some((inside.strip_prefix(sign)?, *comparison)))
        {
            self.condition = Some((comparison, number.trim().to_owned()));
            return;
        }
        let letters = inside.to_lowercase();
        if !letters.is_empty() && ["h", "m", "s"].iter().any(|unit| letters.chars().all(|c| unit.contains(c))) {
            self.parts.push(Part::Time);
        }
    }

    /// `m` is a minute beside hours or seconds without a day, else a month; beside the digits of a number it is a letter.
    fn months(&mut self) {
        let time = self.parts.contains(&Part::Time);
        let meant = match (self.has_digits() && !time, time && !self.parts.contains(&Part::Day)) {
            (true, _) => Part::Literal("m".to_owned()),
            (false, true) => Part::Time,
            (false, false) => Part::Day,
        };
        for part in self.parts.iter_mut().filter(|part| **part == Part::M) {
            *part = meant.clone();
        }
    }

    /// A day is shown, and no digits of the number itself; those behind the point of the seconds are parts of a second.
    fn is_date(&self) -> bool {
        let number = |part: &Part| matches!(part, Part::Zero | Part::Digit | Part::General | Part::PerCent);
        let seconds = match self.parts.iter().position(number) {
            None => true,
            Some(at) => {
                let before = self.parts.get(..at).unwrap_or_default();
                before.last() == Some(&Part::Point) && before.contains(&Part::Time)
            }
        };
        self.parts.contains(&Part::Day) && seconds
    }

    /// The words and signs around the number, without blanks and without what belongs to any number.
    fn words(&self, stored: &Stored) -> String {
        let literals = self.parts.iter().filter_map(|part| match part {
            Part::Literal(words) => Some(words.as_str()),
            Part::Day | Part::Time => Some("?"),
            _ => None,
        });
        let all: String = literals.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
        // The minus sign and the brackets of a negative number say nothing more; + of a positive one neither.
        let sign =
            |c: char| if stored.negative { matches!(c, '-' | '−' | '(' | ')' | '（' | '）') } else { c == '+' };
        let sign = |c: char| sign(c) || (c == '/' && self.is_fraction());
        if self.has_number() { all.chars().filter(|c| !sign(*c)).collect() } else { all }
    }

    /// How many times a thousand is scaled away: commas right behind the last digit before the point or the end.
    fn scale(&self) -> usize {
        let mut commas = 0usize;
        let mut seen = false;
        let mut after_digit = false;
        for part in &self.parts {
            match part {
                Part::Zero | Part::Digit => {
                    (seen, after_digit) = (true, true);
                    commas = 0;
                }
                Part::Comma if seen && after_digit => commas = commas.saturating_add(1),
                Part::Point if commas > 0 => break,
                _ => after_digit = after_digit && matches!(part, Part::Point),
            }
        }
        commas
    }

    /// Whether the digits stand together: no words between them, one point.
    fn is_one_number(&self) -> bool {
        let body = |part: &Part| matches!(part, Part::Zero | Part::Digit | Part::Point | Part::Comma | Part::General);
        let first = self.parts.iter().position(body).unwrap_or(0);
        let last = self.parts.iter().rposition(body).unwrap_or(0);
        let inside = self.parts.get(first..=last).unwrap_or_default();
        let scientific = inside.contains(&Part::General);
        let point = inside.iter().filter(|part| **part == Part::Point).count() <= 1;
        // A fraction (# ?/?) and an exponent (0.00E+00) are the same number in another dress.
        let dress = |part: &Part| matches!(part, Part::Literal(words) if matches!(words.trim(), "/" | "+" | "-" | ""));
        point && inside.iter().all(|part| body(part) || ((scientific || self.is_fraction()) && dress(part)))
    }

    fn is_fraction(&self) -> bool {
        self.parts.iter().filter(|part| matches!(part, Part::Literal(words) if words == "/")).count() == 1
    }

    /// Whether zeros are shown before the number that it does not have: `00000` shows 00123.
    fn pads(&self, stored: &Stored) -> bool {
        if self.parts.contains(&Part::General) || self.is_fraction() {
            return false;
        }
        let zeros = self.parts.iter().take_while(|part| **part != Part::Point).filter(|part| **part == Part::Zero);
        zeros.count() > stored.halves().0.len().max(1)
    }

    /// What the sheet shows, for a message and for texts.
    fn render(&self, stored: &Stored) -> String {
        let per_cent = self.parts.iter().filter(|part| **part == Part::PerCent).count();
        let places = i64::try_from(per_cent.saturating_mul(2)).unwrap_or(0);
        let places = places.saturating_sub(i64::try_from(self.scale().saturating_mul(3)).unwrap_or(0));
        let number = stored.scaled(places);
        let point = self.parts.iter().position(|part| *part == Part::Point);
        let digit = |part: &&Part| matches!(part, Part::Zero | Part::Digit);
        let (before, after) = self.parts.split_at(point.unwrap_or(self.parts.len()));
        if self.parts.contains(&Part::General) || !self.has_digits() {
            let part = |part: &Part| match part {
                Part::Literal(words) => words.clone(),
                Part::General => number.plain(),
                _ => String::new(),
            };
            return self.parts.iter().map(part).collect();
        }
        let (whole, fraction) = number.rounded(after.iter().filter(digit).count());
        let grouped = before
            .iter()
            .enumerate()
            .any(|(place, part)| *part == Part::Comma && before.iter().skip(place).any(|part| digit(&part)));
        let mut shown = Vec::new();
        let mut left: Vec<char> = whole.trim_start_matches('0').chars().collect();
        let mut count = 0usize;
        let more = before.iter().filter(digit).count();
        let mut met = 0usize;
        for part in before.iter().rev() {
            match part {
                Part::Zero | Part::Digit => {
                    met = met.saturating_add(1);
                    // The first place of a format takes all the digits that are left.
                    let times = if met == more { left.len().max(1) } else { 1 };
                    for _ in 0..times {
                        let digit = left.pop().or((*part == Part::Zero).then_some('0'));
                        if let Some(digit) = digit {
                            if grouped && count > 0 && count.checked_rem(3) == Some(0) {
                                shown.push(',');
                            }
                            shown.push(digit);
                            count = count.saturating_add(1);
                        }
                    }
                }
                Part::Literal(words) => shown.extend(words.chars().rev()),
                Part::PerCent => shown.push('%'),
                _ => {}
            }
        }
        let mut shown: String = shown.into_iter().rev().collect();
        let mut digits = fraction.chars();
        for part in after {
            match part {
                Part::Point => shown.push('.'),
                Part::Zero | Part::Digit => shown.extend(digits.next()),
                Part::Literal(words) => shown.push_str(words),
                Part::PerCent => shown.push('%'),
                _ => {}
            }
        }
        if stored.negative && !shown.contains(['-', '−', '(']) { format!("-{shown}") } else { shown }
    }
}

/// A number of a condition in scientific words.
fn decimal(number: &str) -> String {
    format!("{number}e0")
}

/// Whether characters begin with a word, whatever its case.
fn begins(characters: &[char], word: &str) -> bool {
    let length = word.chars().count();
    characters.get(..length).is_some_and(|own| own.iter().zip(word.chars()).all(|(a, b)| a.eq_ignore_ascii_case(&b)))
}

#[cfg(test)]
mod tests;
