//! Tests of letters.

use super::*;
use crate::money::Fen;

fn facts() -> Facts {
    let day: NaiveDate = "2026-03-02".parse().unwrap();
    let value = |name: &str| match name {
        "amount" | "claimed" => Value::Money(Currency::Cny.of(Fen::new(140_950))),
        "due" | "issued" => Value::Day(day),
        "received" => Value::At(day.and_hms_opt(9, 5, 0).unwrap()),
        "lines" => Value::Count(3),
        "authority" => Value::Words(Words { zh: "某市商务局".into(), en: "Bureau of commerce".into() }),
        other => Value::Text(other.to_uppercase()),
    };
    let all: BTreeSet<&str> = Kind::ALL.iter().flat_map(|kind| kind.names()).collect();
    all.into_iter().map(|name| (name.to_owned(), value(name))).collect()
}

#[test]
fn every_kind_has_a_sound_text_that_names_all_of_its_own_facts() {
    for kind in Kind::ALL.iter().copied() {
        let template = Template::shipped(kind).unwrap_or_else(|refusal| panic!("{kind}: {refusal:?}"));
        for name in kind.own() {
            assert!(kind.shipped().contains(&format!("{{{name}}}")), "{kind} does not say {name}");
        }
        for tongue in Tongue::ALL.iter().copied() {
            for block in &template.text.block {
                let said = match block {
                    Block::To(words) | Block::Text(words) | Block::Note(words) => {
                        vec![words.pick(tongue == Tongue::ZhCn).to_owned()]
                    }
                    Block::Pairs(pairs) => pairs.iter().map(|pair| pair.value.clone()).collect(),
                };
                for said in said {
                    let said = filled(&said, &facts(), tongue);
                    assert!(!said.contains(['{', '}']), "{kind} {tongue}: {said}");
                }
            }
        }
    }
}

#[test]
fn every_act_that_causes_a_letter_causes_one_of_one_kind() {
    let acts: Vec<String> = Kind::ALL.iter().flat_map(|kind| kind.acts()).collect();
    let once: BTreeSet<&String> = acts.iter().collect();
    assert_eq!(acts.len(), once.len());
    for kind in Kind::ALL.iter().copied() {
        assert!(!kind.acts().is_empty(), "{kind}");
        for act in kind.acts() {
            assert_eq!(Kind::of_act(&act), Some(kind), "{act}");
        }
    }
    assert_eq!(Kind::of_act("application.approve"), Some(Kind::Decision));
    assert_eq!(Kind::of_act("payment.settle"), Some(Kind::Payment));
    assert_eq!(Kind::of_act("application.recommend"), None);
    assert!(Kind::Recovery.is_caused(true) && !Kind::Recovery.is_caused(false) && Kind::Payment.is_caused(false));
}

#[test]
fn a_word_that_a_letter_does_not_have_is_refused_with_its_place_and_what_there_is() {
    let frame = include_str!("frame.toml");
    let good = Kind::Refusal.shipped();
    let placeholder = |text: &str, place: &str, name: &str| {
        let refusal = Template::read(Kind::Refusal, text, frame).unwrap_err();
        assert_eq!(refusal.code, Code::LetterPlaceholder, "{text}");
        let fact = |wanted: &str| refusal.facts.iter().find(|(name, _)| name == wanted).map(|(_, fact)| fact.clone());
        assert_eq!(fact("place"), Some(Fact::Text(place.into())));
        assert_eq!(fact("name"), Some(Fact::Text(name.into())));
        assert!(
            matches!(fact("known"), Some(Fact::Text(known)) if known.ends_with("reason") && known.contains("firm"))
        );
    };
    // A fact of another kind, a misspelt one, an empty one, a brace too many, nothing at all.
    placeholder(&good.replace("{reason}", "{amount}"), "block[3].pairs[1].value", "amount");
    placeholder(&good.replace("To {firm}", "To {frim}"), "block[1].en", "frim");
    placeholder(&good.replace("{firm}：", "{}："), "block[1].zh", "");
    placeholder(&good.replace("{firm}：", "{firm："), "block[1].zh", "{firm：");
    placeholder(&good.replace("{firm}：", "firm}："), "block[1].zh", "}：");
    placeholder(&good.replace("{firm}：", " "), "block[1].zh", "");
    // Pages are counted at the foot alone.
    placeholder(&good.replace("{reason}", "{page}"), "block[3].pairs[1].value", "page");
    // What is no text of a letter is refused with its line.
    for (text, line) in [
        (good.replace("version = \"1\"", "version = 1"), 2),
        (good.replace("title = ", "titel = "), 3),
        (format!("{good}\n[[block]]\nfoo = {{ zh = \"a\", en = \"b\" }}\n"), 22),
        (good.replace(", en = \"To {firm}\"", ""), 6),
    ] {
        let refusal = Template::read(Kind::Refusal, &text, frame).unwrap_err();
        assert_eq!(refusal.code, Code::LetterTemplate, "{text}");
        let Some((_, Fact::Because(why))) = refusal.facts.first() else { panic!("{refusal:?}") };
        assert_eq!(why.facts.first(), Some(&("line".to_owned(), Fact::Count(line))), "{why:?}");
    }
}

#[test]
fn a_text_is_tried_with_facts_of_all_its_names() {
    let authority = Words { zh: "某市商务局".into(), en: "Bureau of commerce".into() };
    for kind in Kind::ALL.iter().copied() {
        let facts = kind.sample(&authority, "2026-03-02".parse().unwrap());
        assert!(kind.names().iter().all(|name| facts.contains_key(*name)), "{kind}");
        for name in kind.names() {
            assert!(
                !facts[name].say(Tongue::ZhCn).is_empty() && !facts[name].say(Tongue::En).is_empty(),
                "{kind} {name}"
            );
        }
    }
}

#[test]
fn facts_are_said_in_both_languages() {
    let facts = facts();
    let said = |text: &str, tongue| filled(text, &facts, tongue);
    assert_eq!(said("{amount}", Tongue::ZhCn), "1,409.50 元（大写：人民币壹仟肆佰零玖元伍角）");
    assert_eq!(said("{amount}", Tongue::En), "CNY 1,409.50 (人民币壹仟肆佰零玖元伍角)");
    assert_eq!(said("{due}", Tongue::ZhCn), "2026年3月2日");
    assert_eq!(said("{received}", Tongue::En), "2 March 2026 09:05:00");
    assert_eq!(said("{authority} {lines}", Tongue::En), "Bureau of commerce 3");
    // What a person wrote is never read for placeholders.
    let typed = Facts::from([("reason".to_owned(), Value::Text("{firm} {".to_owned()))]);
    assert_eq!(filled("{reason}", &typed, Tongue::ZhCn), "{firm} {");
    let yen = Facts::from([("amount".to_owned(), Value::Money(Currency::Jpy.of(Fen::new(12_345))))]);
    assert_eq!(filled("{amount}", &yen, Tongue::ZhCn), "JPY 12,345");
}

#[test]
fn the_hash_of_a_letter_names_all_of_it() {
    let one = seal(Kind::Receipt, ("WS-2026-0001", "a"), "{}");
    assert_eq!(one.len(), 64);
    let others = [
        seal(Kind::Refusal, ("WS-2026-0001", "a"), "{}"),
        seal(Kind::Receipt, ("WS-2026-0002", "a"), "{}"),
        seal(Kind::Receipt, ("WS-2026-0001", "b"), "{}"),
        seal(Kind::Receipt, ("WS-2026-0001", "a"), "{ }"),
    ];
    assert!(others.iter().all(|other| *other != one));
    assert_eq!(short(&one).len(), 16);
}
