//! Tests of letters on paper. The fonts are those of the system; what was written is read back by poppler.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use domain::refusal::{Code, Fact};

use super::layout::{Branch, Mark, PAGE, Pages, set};
use super::*;

fn fonts() -> Fonts {
    Fonts::find(None).unwrap()
}

fn part(lang: &'static str, blocks: Vec<Block>) -> Part {
    Part { lang, blocks, foot: ("WS-2026-0001　校验码 00ff".into(), "{page} / {pages}".into()) }
}

fn letter(parts: Vec<Part>) -> Letter {
    Letter {
        title: "申报回执 WS-2026-0001".into(),
        author: "某市商务局".into(),
        id: "a".repeat(64),
        at: "2026-03-02T09:05:00+08:00".parse().unwrap(),
        parts,
    }
}

/// A letter with everything that one can have, its table as long as is wanted.
fn full(rows: usize) -> Letter {
    let column = |head: &str, weight, number| Column { head: head.into(), weight, number };
    let table = |heads: [&str; 3]| {
        let columns = vec![column(heads[0], 1, false), column(heads[1], 4, false), column(heads[2], 2, true)];
        let row =
            |n: usize| vec![format!("{n}"), format!("第{n}行的企业有限责任公司（某某分公司）"), format!("{n},000.00")];
        Block::Table(Table { columns, rows: (1..=rows).map(row).collect() })
    };
    let zh = vec![
        Block::Head("某市商务局".into()),
        Block::Number("文号：WS-2026-0001".into()),
        Block::Title("补贴审批决定书".into()),
        Block::Address("湖南某某融资担保有限公司：".into()),
        Block::Text("你单位申报编号为 SQ-2026-0001 的申报，经审核，决定予以支持。".repeat(6), true),
        Block::Pairs(vec![
            ("核定金额".into(), "1,409.50 元（大写：人民币壹仟肆佰零玖元伍角）".into()),
            ("校验值".into(), format!("v2:{}", "0123456789abcdef".repeat(8))),
        ]),
        table(["序号", "企业", "金额（元）"]),
        Block::Close(vec!["某市商务局".into(), "2026年3月2日".into()]),
        Block::Note("本文书以中文为准。".into()),
    ];
    let en = vec![
        Block::Head("Bureau of commerce".into()),
        Block::Title("Decision on a subsidy".into()),
        Block::Text(
            "Your application was reviewed, and it was decided to grant the following amount. ".repeat(5),
            false,
        ),
        table(["No.", "Enterprise", "Amount (CNY)"]),
        Block::Close(vec!["Bureau of commerce".into(), "2 March 2026".into()]),
    ];
    letter(vec![part("zh-CN", zh), part("en", en)])
}

/// The lines of a page that are in the tree, and those that are not.
fn lines(page: &[Mark]) -> (Vec<&str>, Vec<&str>) {
    let (mut told, mut shown) = (Vec::new(), Vec::new());
    for mark in page {
        if let Mark::Line { text, leaf, .. } = mark {
            if leaf.is_some() { told.push(text.as_str()) } else { shown.push(text.as_str()) }
        }
    }
    (told, shown)
}

fn leaves(branches: &[Branch], found: &mut BTreeMap<usize, usize>) {
    for branch in branches {
        match branch {
            Branch::Leaf(leaf) => *found.entry(*leaf).or_default() += 1,
            Branch::Group(_, below) => leaves(below, found),
        }
    }
}

#[test]
fn the_same_letter_is_the_same_bytes() {
    let (fonts, letter) = (fonts(), full(40));
    let (one, other) = (letter.pdf(&fonts).unwrap(), letter.pdf(&Fonts::find(None).unwrap()).unwrap());
    assert!(one == other && one.starts_with(b"%PDF-1.7"), "{} {}", one.len(), other.len());
    assert!(one.len() < 200_000, "a letter holds what it needs of its fonts: {}", one.len());
    let later = Letter { at: "2026-03-02T09:05:01+08:00".parse().unwrap(), ..letter };
    assert!(later.pdf(&fonts).unwrap() != one);
}

#[test]
fn a_long_table_has_its_heads_on_every_page_and_each_row_once() {
    let Pages { pages, tree, leaves: count, headings } = set(&full(120), &fonts()).unwrap();
    assert_eq!(headings.len(), 2);
    let mut found = BTreeMap::new();
    leaves(&tree, &mut found);
    assert!(found.len() == count && found.values().all(|times| *times == 1), "each line is in the tree once");
    let drawn: Vec<usize> = pages
        .iter()
        .flatten()
        .filter_map(|mark| match mark {
            Mark::Line { leaf, .. } => *leaf,
            Mark::Rule { .. } => None,
        })
        .collect();
    assert_eq!(drawn, (0..count).collect::<Vec<_>>(), "and on one page");
    let in_table = |page: &Vec<Mark>| lines(page).0.iter().any(|line| line.contains("行的企业"));
    let with_rows: Vec<&Vec<Mark>> = pages.iter().filter(|page| in_table(page)).collect();
    assert!(with_rows.len() >= 6, "{} pages", with_rows.len());
    for page in &with_rows {
        let (told, shown) = lines(page);
        assert!(told.iter().chain(&shown).any(|line| ["企业", "Enterprise"].contains(line)), "{told:?}");
    }
    let heads = pages.iter().flat_map(|page| lines(page).0).filter(|line| *line == "企业").count();
    assert_eq!(heads, 1, "whoever has it read aloud hears the heads once");
    for (n, page) in pages.iter().enumerate() {
        let (_, shown) = lines(page);
        assert!(shown.contains(&format!("{} / {}", n + 1, pages.len()).as_str()), "{shown:?}");
        assert!(shown.iter().any(|line| line.starts_with("WS-2026-0001")));
    }
}

#[test]
fn nothing_stands_outside_its_page_and_no_line_begins_with_a_mark_that_closes() {
    let fonts = fonts();
    let typed = "理由：所附合同（共三份）与明细表不一致，“合同编号”一栏有误；请更正。\n第二段\n\n".repeat(60);
    let letter = letter(vec![part("zh-CN", vec![Block::Text(typed, true), full(30).parts[0].blocks[5].clone()])]);
    let pages = set(&letter, &fonts).unwrap();
    let mut glyphs = font::Glyphs::of(&fonts);
    for page in &pages.pages {
        for mark in page {
            match mark {
                Mark::Line { x, y, size, text, .. } => {
                    let bare = text.trim_end();
                    let wide: i64 =
                        bare.chars().map(|c| glyphs.of_char(c).unwrap()).map(|g| g.advance * size / g.em).sum();
                    assert!(*x > 0 && x + wide <= PAGE.0 - 70_000 && *y < PAGE.1 - 30_000, "{x} {y} {text}");
                    assert!(!text.starts_with(['，', '。', '；', '）', '”', '、']), "{text}");
                    assert!(!bare.ends_with(['（', '“']), "{text}");
                }
                Mark::Rule { x, y, width, .. } => assert!(x + width < PAGE.0 && *y < PAGE.1),
            }
        }
    }
    assert!(pages.pages.len() > 2);
}

#[test]
fn a_character_that_no_font_has_is_named_and_marks_without_a_glyph_are_left_out() {
    let of = |text: &str| letter(vec![part("zh-CN", vec![Block::Text(text.to_owned(), true)])]);
    let refusal = of("某\u{e000}").pdf(&fonts()).unwrap_err();
    assert_eq!((refusal.code, &refusal.facts[0].1), (Code::LetterGlyph, &Fact::Text("\u{e000} (U+E000)".into())));
    let typed = of("a\u{200b}b\tc\u{202e}d\r\ne\u{7}").parts;
    let pages = set(&letter(typed), &fonts()).unwrap();
    assert_eq!(lines(&pages.pages[0]).0, ["ab cd", "e"]);
}

#[test]
fn a_folder_without_fonts_is_refused_and_one_with_them_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.ttf"), b"no font").unwrap();
    let refusal = Fonts::find(Some(folder.path())).unwrap_err();
    assert_eq!(refusal.code, Code::LetterFont);
    assert_eq!(refusal.facts[0].1, Fact::Text(folder.path().display().to_string()));
    let known = fonts();
    for (n, (_, path)) in known.names().iter().enumerate() {
        let name = path.file_name().unwrap().to_str().unwrap();
        std::fs::copy(path, folder.path().join(format!("{n}{name}"))).unwrap();
    }
    let own = Fonts::find(Some(folder.path())).unwrap();
    assert_eq!(own.sha256(), known.sha256());
    assert_eq!(own.sha256().len(), 64);
    assert!(full(3).pdf(&own).unwrap() == full(3).pdf(&known).unwrap());
}

/// What a program of poppler says of a file; nothing where it is not installed, said loudly.
fn told(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    if Command::new(program).arg("-v").stderr(Stdio::null()).stdout(Stdio::null()).status().is_err() {
        eprintln!("SKIPPED: this machine has no {program} (Debian: poppler-utils), so nobody reads the letters back");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new(program)
        .args(arguments)
        .arg(&file)
        .args((program == "pdftotext").then_some("-"))
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    // Titles of headings are told in UTF-16 among the rest.
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

#[test]
fn another_program_reads_back_what_was_written_and_finds_the_file_tagged() {
    let pdf = full(120).pdf(&fonts()).unwrap();
    let Some(text) = told("pdftotext", &["-enc", "UTF-8"], &pdf) else { return };
    for said in
        ["补贴审批决定书", "人民币壹仟肆佰零玖元伍角", "120,000.00", "第120行的企业", "Decision on a subsidy", "校验码"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let about = told("pdfinfo", &[], &pdf).unwrap();
    for (name, value) in [
        ("Title", "申报回执 WS-2026-0001"),
        ("Author", "某市商务局"),
        ("Tagged", "yes"),
        ("Page size", "595.276 x 841.89 pts (A4)"),
    ] {
        let line = about.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {about}"));
        assert!(line.ends_with(value), "{line}");
    }
    let tree = told("pdfinfo", &["-struct-text"], &pdf).unwrap();
    for said in ["Table", "TH", "H1", "Part"] {
        assert!(tree.lines().any(|line| line.trim_start().starts_with(said)), "{said}: {tree}");
    }
}
