//! The file, written from places. The only floats here are those that the library takes: lengths are converted one by one, and
//! nothing is calculated with them.

use domain::refusal::{Code, Fact, Refusal};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime as Date, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use chrono::{Datelike as _, Timelike as _};

use crate::Letter;
use crate::font::{Fonts, Glyph, Glyphs};
use crate::layout::{Branch, FOOT, Ink, Length, Mark, PAGE, Pages, Sort};

/// The size of a number beside another one, as the library wants it.
#[allow(clippy::float_arithmetic, reason = "the library takes floats; nothing else is done with them")]
fn over(length: Length, of: Length) -> f32 {
    length as f32 / of as f32
}

/// A length in points.
fn points(length: Length) -> f32 {
    over(length, 1_000)
}

/// Writes the file.
pub(crate) fn write(letter: &Letter, fonts: &Fonts, pages: &Pages) -> Result<Vec<u8>, Refusal> {
    let broken = |name: &str| Refusal::new(Code::LetterFont).with("places", Fact::Text(name.to_owned()));
    let mut loaded = Vec::new();
    for face in fonts.faces() {
        let font = Font::new(face.data().into(), face.index()).ok_or_else(|| broken(face.name()))?;
        loaded.push(font);
    }
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| broken("PDF/A-2a, PDF/UA-1"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(metadata(letter));
    let mut pen = Pen { glyphs: Glyphs::of(fonts), fonts: &loaded, leaves: vec![None; pages.leaves] };
    for marks in &pages.pages {
        let size = PageSettings::from_wh(points(PAGE.0), points(PAGE.1)).unwrap_or_default();
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            pen.draw(&mut surface, mark)?;
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for (title, page) in &pages.headings {
        outline.push_child(OutlineNode::new(title.clone(), XyzDestination::new(*page, Point::from_xy(0.0, 0.0))));
    }
    document.set_outline(outline);
    let mut tree = TagTree::new().with_lang(letter.parts.first().map(|part| part.lang.to_owned()));
    for branch in &pages.tree {
        tree.children.extend(pen.node(branch));
    }
    document.set_tag_tree(tree);
    document.finish().map_err(|error| match &error {
        KrillaError::Font(..) => {
            broken(&fonts.names().iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "))
        }
        other => {
            tracing::warn!(?other, "a letter is not what the standards ask for");
            broken("PDF/A-2a, PDF/UA-1")
        }
    })
}

fn metadata(letter: &Letter) -> Metadata {
    let small = |n: u32| u8::try_from(n).unwrap_or(0);
    let (at, offset) = (letter.at, letter.at.offset().local_minus_utc());
    let date = Date::new(u16::try_from(at.year()).unwrap_or(0))
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(i8::try_from(offset / 3_600).unwrap_or(0))
        .utc_offset_minute(u8::try_from(offset.unsigned_abs() % 3_600 / 60).unwrap_or(0));
    Metadata::new()
        .title(letter.title.clone())
        .authors(vec![letter.author.clone()])
        .language(letter.parts.first().map_or("zh-CN", |part| part.lang).to_owned())
        .document_id(letter.id.clone())
        .creator("Xinbu".to_owned())
        .creation_date(date)
}

struct Pen<'a> {
    glyphs: Glyphs<'a>,
    fonts: &'a [Font],
    leaves: Vec<Option<Identifier>>,
}

impl Pen<'_> {
    fn draw(&mut self, surface: &mut Surface<'_>, mark: &Mark) -> Result<(), Refusal> {
        match mark {
            Mark::Line { x, y, size, ink, text, leaf, lang } => {
                surface.set_fill(Some(fill(*ink)));
                let tag = match leaf {
                    Some(_) => ContentTag::Span(SpanTag::empty().with_lang(Some(lang))),
                    None if *y == FOOT => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
                    // Heads of a table that goes on.
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                };
                let id = surface.start_tagged(tag);
                self.line(surface, (*x, *y), *size, text)?;
                surface.end_tagged();
                if let Some(place) = leaf.and_then(|leaf| self.leaves.get_mut(leaf)) {
                    *place = Some(id);
                }
            }
            Mark::Rule { x, y, width, height, ink } => {
                surface.set_fill(Some(fill(*ink)));
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                if let Some(rect) = Rect::from_xywh(points(*x), points(*y), points(*width), points(*height)) {
                    let mut path = PathBuilder::new();
                    path.push_rect(rect);
                    if let Some(path) = path.finish() {
                        surface.draw_path(&path);
                    }
                }
                surface.end_tagged();
            }
        }
        Ok(())
    }

    /// Draws a line, each run of it in the font that has it.
    fn line(
        &mut self,
        surface: &mut Surface<'_>,
        (mut x, y): (Length, Length),
        size: Length,
        text: &str,
    ) -> Result<(), Refusal> {
        let mut run = Run::default();
        for (at, c) in text.char_indices() {
            let glyph = self.glyphs.of_char(c)?;
            if run.face != Some(glyph.face) {
                x += self.end(surface, std::mem::take(&mut run), (x, y), size, text);
                run = Run { face: Some(glyph.face), from: at, ..Run::default() };
            }
            run.to = at.saturating_add(c.len_utf8());
            run.width += glyph.advance * size / glyph.em;
            run.glyphs.push((glyph, at.saturating_sub(run.from)..run.to.saturating_sub(run.from)));
        }
        self.end(surface, run, (x, y), size, text);
        Ok(())
    }

    fn end(&self, surface: &mut Surface<'_>, run: Run, (x, y): (Length, Length), size: Length, text: &str) -> Length {
        let (Some(font), Some(text)) = (run.face.and_then(|face| self.fonts.get(face)), text.get(run.from..run.to))
        else {
            return 0;
        };
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .into_iter()
            .map(|(glyph, range)| {
                let advance = over(glyph.advance, glyph.em);
                KrillaGlyph::new(GlyphId::new(glyph.id), advance, 0.0, 0.0, 0.0, range, None)
            })
            .collect();
        surface.draw_glyphs(Point::from_xy(points(x), points(y)), &glyphs, font.clone(), text, points(size), false);
        run.width
    }

    /// A branch of the tree with its lines.
    fn node(&self, branch: &Branch) -> Option<Node> {
        match branch {
            Branch::Leaf(leaf) => self.leaves.get(*leaf).copied().flatten().map(Node::Leaf),
            Branch::Group(sort, below) => {
                let children = below.iter().filter_map(|branch| self.node(branch)).collect();
                Some(Node::Group(TagGroup::with_children(tag(sort), children)))
            }
        }
    }
}

/// Glyphs that stand side by side in one font.
#[derive(Default)]
struct Run {
    face: Option<usize>,
    from: usize,
    to: usize,
    width: Length,
    glyphs: Vec<(Glyph, std::ops::Range<usize>)>,
}

fn tag(sort: &Sort) -> TagKind {
    match sort {
        Sort::Part(lang) => Tag::Part.with_lang(Some((*lang).to_owned())).into(),
        Sort::Paragraph => Tag::P.into(),
        Sort::Heading(title) => Tag::Hn(std::num::NonZeroU16::MIN, Some(title.clone())).into(),
        Sort::Table => Tag::Table.into(),
        Sort::Heads => Tag::THead.into(),
        Sort::Body => Tag::TBody.into(),
        Sort::Row => Tag::TR.into(),
        Sort::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Sort::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Sort::Cell => Tag::TD.into(),
    }
}

fn fill(ink: Ink) -> Fill {
    let colour = match ink {
        Ink::Black => rgb::Color::new(0, 0, 0),
        Ink::Grey => rgb::Color::new(70, 70, 70),
        Ink::Red => rgb::Color::new(176, 0, 0),
    };
    Fill { paint: colour.into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}
