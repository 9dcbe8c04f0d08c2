//! Where each line stands, in thousandths of a point. Lines end where UAX 14 lets them, which keeps closing marks off the
//! beginning of a line; a row of a table stays on one page where it fits on one.

use domain::refusal::Refusal;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::font::{Fonts, Glyphs};
use crate::{Block, Column, Letter, Part, Table};

/// A length.
pub(crate) type Length = i64;

const POINT: Length = 1_000;
/// A4.
pub(crate) const PAGE: (Length, Length) = (595_276, 841_890);
/// The type area, after GB/T 9704-2012: 156 mm wide, 28 mm from the left; the head is lower on letters than on forms.
const LEFT: Length = 79_370;
const WIDTH: Length = 442_205;
const TOP: Length = 85_000;
const BOTTOM: Length = 765_000;
/// The line of what stands at the foot.
pub(crate) const FOOT: Length = 800_000;
/// Between the cells of a row.
const GAP: Length = 8 * POINT;
/// How thick a rule is.
const HAIR: Length = 500;

/// What a part of the letter is to whoever has it read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sort {
    Part(&'static str),
    Paragraph,
    Heading(String),
    Table,
    Heads,
    Body,
    Row,
    ColumnHead,
    RowHead,
    Cell,
}

/// The tree of the parts; a leaf is a line by its number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Branch {
    Group(Sort, Vec<Self>),
    Leaf(usize),
}

/// Black, or the red of an authority's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    Grey,
    Red,
}

/// Something on a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A line of text on its base; `leaf` is its number in the tree, none where it only repeats or decorates.
    Line { x: Length, y: Length, size: Length, ink: Ink, text: String, leaf: Option<usize>, lang: &'static str },
    /// A rule.
    Rule { x: Length, y: Length, width: Length, height: Length, ink: Ink },
}

/// A letter with its places.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pages {
    pub(crate) pages: Vec<Vec<Mark>>,
    pub(crate) tree: Vec<Branch>,
    pub(crate) leaves: usize,
    /// The headings with the pages on which they stand.
    pub(crate) headings: Vec<(String, usize)>,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
struct Style {
    size: Length,
    /// From one base to the next.
    lead: Length,
    ink: Ink,
    side: Side,
    indent: Length,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Middle,
    Right,
}

const fn style(size: Length, lead: Length) -> Style {
    Style { size: size * POINT, lead: lead * POINT, ink: Ink::Black, side: Side::Left, indent: 0 }
}

const TEXT: Style = style(12, 21);
const CELL: Style = style(10, 15);
const NOTE: Style = Style { ink: Ink::Grey, ..style(9, 14) };

/// Sets a letter.
pub(crate) fn set(letter: &Letter, fonts: &Fonts) -> Result<Pages, Refusal> {
    let mut setter = Setter {
        glyphs: Glyphs::of(fonts),
        pages: Vec::new(),
        y: 0,
        leaves: 0,
        headings: Vec::new(),
        lang: "zh-CN",
        heads: None,
    };
    let (mut tree, mut feet) = (Vec::new(), Vec::new());
    for part in &letter.parts {
        setter.lang = part.lang;
        setter.turn(false);
        let mut branches = Vec::new();
        for block in &part.blocks {
            branches.extend(setter.block(block)?);
        }
        feet.resize(setter.pages.len(), part);
        tree.push(Branch::Group(Sort::Part(part.lang), branches));
    }
    setter.feet(&feet)?;
    Ok(Pages { pages: setter.pages, tree, leaves: setter.leaves, headings: setter.headings })
}

struct Setter<'a> {
    glyphs: Glyphs<'a>,
    pages: Vec<Vec<Mark>>,
    /// How far down the page is used.
    y: Length,
    leaves: usize,
    headings: Vec<(String, usize)>,
    lang: &'static str,
    /// The heads that are repeated when the page is turned, with their columns.
    heads: Option<Vec<Place>>,
}

/// The lines of a cell with where they stand across.
#[derive(Debug, Clone)]
struct Place {
    x: Length,
    width: Length,
    number: bool,
    lines: Vec<(String, Length)>,
}

impl Setter<'_> {
    fn block(&mut self, block: &Block) -> Result<Vec<Branch>, Refusal> {
        match block {
            Block::Head(text) => {
                let middle = Style { ink: Ink::Red, side: Side::Middle, ..style(24, 34) };
                let leaves = self.paragraph(text, middle)?;
                self.mark(Mark::Rule { x: LEFT, y: self.y + 6 * POINT, width: WIDTH, height: 1_500, ink: Ink::Red });
                self.y += 12 * POINT;
                Ok(vec![Branch::Group(Sort::Paragraph, leaves)])
            }
            Block::Number(text) => {
                let leaves = self.paragraph(text, Style { side: Side::Middle, ..style(11, 20) })?;
                Ok(vec![Branch::Group(Sort::Paragraph, leaves)])
            }
            Block::Title(text) => {
                self.y += 14 * POINT;
                let leaves = self.paragraph(text, Style { side: Side::Middle, ..style(18, 28) })?;
                self.headings.push((text.clone(), self.pages.len().saturating_sub(1)));
                self.y += 12 * POINT;
                Ok(vec![Branch::Group(Sort::Heading(text.clone()), leaves)])
            }
            Block::Address(text) => {
                let leaves = self.paragraph(text, TEXT)?;
                Ok(vec![Branch::Group(Sort::Paragraph, leaves)])
            }
            Block::Text(text, stands_in) => {
                let indent = if *stands_in { TEXT.size * 2 } else { 0 };
                let leaves = self.paragraph(text, Style { indent, ..TEXT })?;
                self.y += if *stands_in { 0 } else { 6 * POINT };
                Ok(vec![Branch::Group(Sort::Paragraph, leaves)])
            }
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Table(table) => self.table(table),
            Block::Close(lines) => {
                self.y += 24 * POINT;
                // Who signs and when is not torn apart.
                let height = TEXT.lead * Length::try_from(lines.len()).unwrap_or(0);
                self.room(height);
                let mut branches = Vec::new();
                for line in lines {
                    let leaves = self.paragraph(line, Style { side: Side::Right, ..TEXT })?;
                    branches.push(Branch::Group(Sort::Paragraph, leaves));
                }
                Ok(branches)
            }
            Block::Note(text) => {
                self.y += 10 * POINT;
                let leaves = self.paragraph(text, NOTE)?;
                Ok(vec![Branch::Group(Sort::Paragraph, leaves)])
            }
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Begins a page, with the heads of the table that goes on.
    fn turn(&mut self, within: bool) {
        self.pages.push(Vec::new());
        self.y = TOP;
        if !within {
            self.heads = None;
        }
        if let Some(heads) = self.heads.clone() {
            self.heads_again(&heads);
        }
    }

    /// Turns the page where something is too high for what is left of it.
    fn room(&mut self, height: Length) {
        if self.y + height > BOTTOM && height <= BOTTOM - TOP {
            self.turn(true);
        }
    }

    fn leaf(&mut self) -> usize {
        let leaf = self.leaves;
        self.leaves = self.leaves.saturating_add(1);
        leaf
    }

    fn paragraph(&mut self, text: &str, style: Style) -> Result<Vec<Branch>, Refusal> {
        let mut leaves = Vec::new();
        for (place, (text, width)) in self.lines(text, style.size, WIDTH, style.indent)?.into_iter().enumerate() {
            if self.y + style.lead > BOTTOM {
                self.turn(true);
            }
            self.y += style.lead;
            let indent = if place == 0 { style.indent } else { 0 };
            let x = match style.side {
                Side::Left => LEFT + indent,
                Side::Middle => LEFT + (WIDTH - width) / 2,
                Side::Right => LEFT + WIDTH - width,
            };
            let leaf = self.leaf();
            let y = self.y - (style.lead - style.size) / 2;
            self.mark(Mark::Line { x, y, size: style.size, ink: style.ink, text, leaf: Some(leaf), lang: self.lang });
            leaves.push(Branch::Leaf(leaf));
        }
        Ok(leaves)
    }

    /// A text in lines, each with its width without the blank at its end.
    fn lines(
        &mut self,
        text: &str,
        size: Length,
        width: Length,
        indent: Length,
    ) -> Result<Vec<(String, Length)>, Refusal> {
        let text = cleaned(text);
        let (mut lines, mut line, mut used, mut inked) = (Vec::new(), String::new(), indent, indent);
        let mut from = 0;
        for (to, opportunity) in linebreaks(&text) {
            let piece = text.get(from..to).unwrap_or_default();
            from = to;
            let bare = piece.trim_end_matches(['\n', ' ']);
            let (whole, shown) = (self.width(piece.trim_end_matches('\n'), size)?, self.width(bare, size)?);
            if used + shown > width && !line.is_empty() {
                lines.push((std::mem::take(&mut line), inked));
                used = 0;
            }
            if shown > width - used {
                // A word that is longer than a line ends anywhere.
                for c in bare.chars() {
                    let one = self.width(c.encode_utf8(&mut [0; 4]), size)?;
                    if used + one > width && !line.is_empty() {
                        lines.push((std::mem::take(&mut line), used));
                        used = 0;
                    }
                    line.push(c);
                    used += one;
                }
                inked = used;
                line.push_str(piece.strip_prefix(bare).unwrap_or_default().trim_end_matches('\n'));
                used += whole - shown;
            } else {
                line.push_str(piece.trim_end_matches('\n'));
                inked = used + shown;
                used += whole;
            }
            if opportunity == BreakOpportunity::Mandatory && (to < text.len() || !line.is_empty()) {
                lines.push((std::mem::take(&mut line), inked));
                (used, inked) = (0, 0);
            }
        }
        // The first line is measured from where it begins.
        if let Some((_, first)) = lines.first_mut() {
            *first -= indent;
        }
        Ok(lines)
    }

    fn width(&mut self, text: &str, size: Length) -> Result<Length, Refusal> {
        let mut width = 0;
        for c in text.chars() {
            let glyph = self.glyphs.of_char(c)?;
            width += glyph.advance * size / glyph.em;
        }
        Ok(width)
    }

    fn places(&mut self, cells: &[String], columns: &[Column]) -> Result<Vec<Place>, Refusal> {
        let all: Length = columns.iter().map(|column| Length::from(column.weight)).sum::<Length>().max(1);
        let gaps = GAP * Length::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        let (mut x, mut places) = (LEFT, Vec::new());
        for (place, column) in columns.iter().enumerate() {
            let width = (WIDTH - gaps) * Length::from(column.weight) / all;
            // A cell without a line would be none in the tree.
            let text = cells.get(place).map_or("", String::as_str);
            let text = if text.trim().is_empty() { " " } else { text };
            places.push(Place { x, width, number: column.number, lines: self.lines(text, CELL.size, width, 0)? });
            x += width + GAP;
        }
        Ok(places)
    }

    fn pairs(&mut self, pairs: &[(String, String)]) -> Result<Vec<Branch>, Refusal> {
        let column = |weight| Column { head: String::new(), weight, number: false };
        let columns = [column(1), column(3)];
        self.y += 6 * POINT;
        self.rule();
        let mut rows = Vec::new();
        for (name, value) in pairs {
            let places = self.places(&[name.clone(), value.clone()], &columns)?;
            rows.push(self.row(&places, |place| if place == 0 { Sort::RowHead } else { Sort::Cell }));
        }
        self.y += 8 * POINT;
        Ok(vec![Branch::Group(Sort::Table, vec![Branch::Group(Sort::Body, rows)])])
    }

    fn table(&mut self, table: &Table) -> Result<Vec<Branch>, Refusal> {
        let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
        let heads = self.places(&heads, &table.columns)?;
        self.y += 6 * POINT;
        // The heads are not left alone at the end of a page.
        self.room(height(&heads) + CELL.lead * 2);
        self.rule();
        let head = self.row(&heads, |_| Sort::ColumnHead);
        self.heads = Some(heads);
        let mut rows = Vec::new();
        for row in &table.rows {
            let places = self.places(row, &table.columns)?;
            rows.push(self.row(&places, |_| Sort::Cell));
        }
        self.heads = None;
        self.y += 8 * POINT;
        let mut groups = vec![Branch::Group(Sort::Heads, vec![head])];
        if !rows.is_empty() {
            groups.push(Branch::Group(Sort::Body, rows));
        }
        Ok(vec![Branch::Group(Sort::Table, groups)])
    }

    fn rule(&mut self) {
        self.mark(Mark::Rule { x: LEFT, y: self.y, width: WIDTH, height: HAIR, ink: Ink::Black });
    }

    fn row(&mut self, places: &[Place], sort: impl Fn(usize) -> Sort) -> Branch {
        self.room(height(places));
        let most = places.iter().map(|place| place.lines.len()).max().unwrap_or(0).max(1);
        let mut cells: Vec<Vec<Branch>> = places.iter().map(|_| Vec::new()).collect();
        self.y += PAD;
        for n in 0..most {
            if self.y + CELL.lead > BOTTOM {
                self.turn(true);
                self.y += PAD;
            }
            self.y += CELL.lead;
            for (place, cell) in places.iter().zip(&mut cells) {
                if let Some(line) = place.lines.get(n) {
                    let leaf = self.leaf();
                    self.cell_line(place, line, Some(leaf));
                    cell.push(Branch::Leaf(leaf));
                }
            }
        }
        self.y += PAD;
        self.rule();
        let cells = cells.into_iter().enumerate().map(|(place, leaves)| Branch::Group(sort(place), leaves));
        Branch::Group(Sort::Row, cells.collect())
    }

    fn cell_line(&mut self, place: &Place, (text, width): &(String, Length), leaf: Option<usize>) {
        let x = if place.number { place.x + place.width - width } else { place.x };
        let y = self.y - (CELL.lead - CELL.size) / 2;
        let (size, ink) = (CELL.size, CELL.ink);
        self.mark(Mark::Line { x, y, size, ink, text: text.clone(), leaf, lang: self.lang });
    }

    /// Heads once more, for the eye alone.
    fn heads_again(&mut self, heads: &[Place]) {
        self.rule();
        self.y += PAD;
        let most = heads.iter().map(|place| place.lines.len()).max().unwrap_or(0);
        for n in 0..most {
            self.y += CELL.lead;
            for place in heads {
                if let Some(line) = place.lines.get(n) {
                    self.cell_line(place, line, None);
                }
            }
        }
        self.y += PAD;
        self.rule();
    }

    fn feet(&mut self, parts: &[&Part]) -> Result<(), Refusal> {
        let pages = parts.len().to_string();
        for (n, part) in parts.iter().enumerate() {
            let (left, right) = &part.foot;
            let right = right.replace("{page}", &n.saturating_add(1).to_string()).replace("{pages}", &pages);
            let size = NOTE.size;
            let width = self.width(&right, size)?;
            // Whoever measures it knows that each character is there.
            self.width(left, size)?;
            let line = |x, text| Mark::Line { x, y: FOOT, size, ink: Ink::Grey, text, leaf: None, lang: part.lang };
            if let Some(page) = self.pages.get_mut(n) {
                page.push(line(LEFT, left.clone()));
                page.push(line(LEFT + WIDTH - width, right));
            }
        }
        Ok(())
    }
}

/// Above and below the text of a row.
const PAD: Length = 3 * POINT;

fn height(places: &[Place]) -> Length {
    let most = places.iter().map(|place| place.lines.len()).max().unwrap_or(0).max(1);
    CELL.lead * Length::try_from(most).unwrap_or(0) + PAD * 2
}

/// What can stand on paper of a text: no marks that have no glyph of their own, and one kind of end of line.
fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace(['\t', '\u{a0}'], " ");
    let invisible = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
    };
    text.chars().filter(|c| !invisible(*c)).collect()
}
