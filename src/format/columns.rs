//! Columns on a terminal, where a Chinese character is two places wide.

/// On which side a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table whose columns line up.
#[derive(Debug, Clone)]
pub struct Table {
    sides: Vec<Side>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with its headings; each column says on which side its text stands.
    pub fn new<T: Into<String>>(headings: impl IntoIterator<Item = (T, Side)>) -> Self {
        let (first, sides) = headings.into_iter().map(|(words, side)| (words.into(), side)).unzip();
        Self { sides, rows: vec![first] }
    }

    /// A table without headings.
    pub const fn bare(sides: Vec<Side>) -> Self {
        Self { sides, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The lines of the table, two blanks between columns and none at the end.
    pub fn lines(&self) -> Vec<String> {
        let widths: Vec<usize> = (0..self.sides.len())
            .map(|place| self.rows.iter().filter_map(|r| r.get(place)).map(|c| width(c)).max().unwrap_or(0))
            .collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&self.sides).zip(&widths).map(|((cell, side), w)| pad(cell, *w, *side));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        self.rows.iter().map(line).collect()
    }
}

/// A text filled up with blanks to `width` places.
pub fn pad(text: &str, wanted: usize, side: Side) -> String {
    let blanks = " ".repeat(wanted.saturating_sub(width(text)));
    match side {
        Side::Left => format!("{text}{blanks}"),
        Side::Right => format!("{blanks}{text}"),
    }
}

/// A text of at most `places` places; what is cut off is an ellipsis.
pub fn cut(text: &str, places: usize) -> String {
    if width(text) <= places {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += char_width(c);
        if used > places {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// How many places a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// East Asian wide and full-width characters take two places, marks that join the character before take none.
const fn char_width(c: char) -> usize {
    match c {
        '\u{0300}'..='\u{036f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_columns_line_up() {
        let mut table = Table::new([("合同", Side::Left), ("金额", Side::Right)]);
        table.row(["DB-1", "9,468.03"]);
        table.row(["（二）", "1.00"]);
        assert_eq!(table.lines(), ["合同        金额", "DB-1    9,468.03", "（二）      1.00"]);
    }

    #[test]
    fn a_long_name_is_cut_by_places_not_by_bytes() {
        assert_eq!(cut("江临市恒拓精密机械有限公司", 10), "江临市恒…");
        assert_eq!(cut("short", 10), "short");
    }
}
