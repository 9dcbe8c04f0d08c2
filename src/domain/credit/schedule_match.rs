//! Many subjects against many records: which subjects of a whole schedule a record may concern.
//!
//! The index never misses what [`compare`](super::matching::compare) finds by an equal code, an equal organisation code
//! or an equal name, nor any core name that is one character away; it may name a subject that `compare` then rules out.
//! Core names one edit apart share the core itself or the core with one character taken out, so those are the keys.

use std::collections::{BTreeSet, HashMap};

use super::matching::{core_name, is_branch_core, may_be_branch_core, normalise, normalise_code};
use super::{Party, Record, Subject};
use crate::identifier::Uscc;

/// Bits of the filter for each key: at 16, one foreign key in sixteen gets past it.
const FILTER_BITS: usize = 16;

/// The subjects of a schedule, found by what a record says of its subject.
#[derive(Debug)]
pub struct SubjectIndex<'a> {
    subjects: &'a [Subject],
    codes: HashMap<String, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
    /// Each core name once, in order, with its subjects.
    cores: Vec<(String, Vec<usize>)>,
    /// Key and place in `cores`, in order of the key.
    keys: Vec<(u64, usize)>,
    filter: Filter,
}

impl<'a> SubjectIndex<'a> {
    /// Indexes subjects: by all their codes and the organisation code inside their own, by present and former names and
    /// the legal representative's, and by the cores of the firm's names.
    pub fn new(subjects: &'a [Subject]) -> Self {
        let mut codes: HashMap<String, Vec<usize>> = HashMap::new();
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        let mut cores: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, subject) in subjects.iter().enumerate() {
            let own = normalise_code(&subject.code);
            if let Some(organisation) = own.get(8..17) {
                add(&mut codes, organisation.to_owned(), place);
            }
            add(&mut codes, own, place);
            for code in subject.former_codes.iter().chain(&subject.branches).chain(&subject.predecessors) {
                add(&mut codes, normalise_code(code), place);
            }
            for name in std::iter::once(&subject.name).chain(subject.former_names.iter().map(|f| &f.name)) {
                add(&mut names, normalise(name), place);
                add(&mut cores, core_name(name), place);
            }
            if let Some(person) = &subject.legal_representative {
                add(&mut names, normalise(person), place);
            }
        }
        let mut cores: Vec<_> = cores.into_iter().collect();
        cores.sort_unstable();
        let mut keys = Vec::new();
        for (place, (core, _)) in cores.iter().enumerate() {
            any_key(core, |key| {
                keys.push((key, place));
                false
            });
        }
        keys.sort_unstable();
        keys.dedup();
        let filter = Filter::of(&keys);
        Self { subjects, codes, names, cores, keys, filter }
    }

    /// The subjects, in the order in which they were given.
    pub const fn subjects(&self) -> &'a [Subject] {
        self.subjects
    }

    /// Places of the subjects that a record may concern, in order, each once. The words of the record are
    /// [`normalise_code`] of its code, [`normalise`] and [`core_name`] of its name.
    pub fn concerning(&self, code: &str, name: &str, core: &str) -> Vec<usize> {
        let mut found = self.exactly(code, name);
        self.near(core, |place| {
            found.extend(self.cores.get(place).into_iter().flat_map(|(_, subjects)| subjects));
            false
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// [`Self::concerning`] for a whole record. A person's name is compared with persons' names as a whole: the core of a
    /// firm's name that is nearly a person's name says nothing.
    pub fn about(&self, record: &Record) -> Vec<usize> {
        let (code, name) = (normalise_code(&record.subject_code), normalise(&record.subject_name));
        if record.party != Party::LegalRepresentative {
            return self.concerning(&code, &name, &core_name(&record.subject_name));
        }
        let mut found = self.exactly(&code, &name);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether any subject's core name is this one or one character away from it.
    pub fn is_near(&self, core: &str) -> bool {
        self.near(core, |_| true)
    }

    /// The keys under which a store of records has every core name that [`Self::is_near`], see [`kept_keys`].
    pub fn near_keys(&self) -> Vec<i64> {
        let mut keys: Vec<i64> = self.keys.iter().map(|(key, _)| key.cast_signed()).collect();
        keys.dedup();
        keys
    }

    /// Every code to ask a store of records for, normalised.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.keys().map(String::as_str)
    }

    /// Every name to ask for, normalised.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Every core name of the subjects, in order. Records whose core is one character away must be asked for too.
    pub fn cores(&self) -> impl Iterator<Item = &str> {
        self.cores.iter().map(|(core, _)| core.as_str())
    }

    fn exactly(&self, code: &str, name: &str) -> Vec<usize> {
        let of = |found: Option<&Vec<usize>>| found.cloned().unwrap_or_default();
        let mut found = of(self.codes.get(code));
        found.extend(of(self.names.get(name)));
        found
    }

    /// Hands over the place of each core name that is at most one character away, until told that it is enough. A place
    /// may come twice. Says whether it was enough.
    fn near(&self, core: &str, mut enough: impl FnMut(usize) -> bool) -> bool {
        !core.is_empty()
            && (self.heads(core, &mut enough)
                || any_key(core, |key| {
                    if !self.filter.may_hold(key) {
                        return false;
                    }
                    let from = self.keys.partition_point(|(k, _)| *k < key);
                    let same = self.keys.iter().skip(from).take_while(|(k, _)| *k == key);
                    same.map(|(_, place)| *place)
                        .filter(|place| self.cores.get(*place).is_some_and(|(own, _)| within_one(own, core)))
                        .any(&mut enough)
                }))
    }

    /// The same for the firms whose branch the name may be: their core names stand at its beginning.
    fn heads(&self, core: &str, enough: &mut impl FnMut(usize) -> bool) -> bool {
        may_be_branch_core(core)
            && core.char_indices().skip(1).filter_map(|(end, _)| core.get(..end)).any(|head| {
                let found = self.cores.binary_search_by(|(own, _)| own.as_str().cmp(head));
                found.is_ok_and(|place| is_branch_core(core, head) && enough(place))
            })
    }
}

/// Whether the core of a record's name is kept by its keys: what has a right code is about nobody of nearly the same name,
/// unless it is a branch. The code is [`normalise_code`]d.
pub fn needs_keys(code: &str, core: &str) -> bool {
    !core.is_empty() && (Uscc::parse(code).is_err() || may_be_branch_core(core))
}

/// The keys under which a core name is kept: its own, one for each character left out, and those of the firms whose branch
/// it may name. A core that is one character away, or such a firm's, has one of them among its own. They are stored, so the
/// hash never changes.
pub fn kept_keys(core: &str) -> BTreeSet<i64> {
    let mut keys = BTreeSet::new();
    any_key(core, |key| {
        keys.insert(key.cast_signed());
        false
    });
    if may_be_branch_core(core) {
        let heads = core.char_indices().skip(1).filter_map(|(end, _)| core.get(..end));
        keys.extend(heads.filter(|head| is_branch_core(core, head)).map(whole_key));
    }
    keys
}

/// The key of a core name as a whole.
pub fn whole_key(core: &str) -> i64 {
    mixed(core.chars().fold(0, append)).cast_signed()
}

fn add(index: &mut HashMap<String, Vec<usize>>, key: String, place: usize) {
    if !key.is_empty() {
        let places = index.entry(key).or_default();
        if places.last() != Some(&place) {
            places.push(place);
        }
    }
}

/// Whether two texts are equal, or become so by one character put in, taken out or exchanged.
fn within_one(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.chars(), b.chars());
    loop {
        let (rest_a, rest_b) = (a.as_str(), b.as_str());
        match (a.next(), b.next()) {
            (Some(x), Some(y)) if x == y => {}
            (Some(_), Some(_)) => return a.as_str() == b.as_str() || a.as_str() == rest_b || rest_a == b.as_str(),
            (Some(_), None) => return a.as_str().is_empty(),
            (None, Some(_)) => return b.as_str().is_empty(),
            (None, None) => return true,
        }
    }
}

/// The base of the polynomial over the characters, odd, so that it has an inverse modulo 2^64.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
const INVERSE: u64 = nearer(nearer(nearer(nearer(nearer(BASE)))));

/// A step of Newton's method towards the inverse of the base modulo 2^64. An odd number is its own inverse in the last
/// three bits, and each step doubles them.
const fn nearer(guess: u64) -> u64 {
    guess.wrapping_mul(2u64.wrapping_sub(BASE.wrapping_mul(guess)))
}

/// Hands over a hash of the text and of the text without each of its characters, without making any of those texts, until
/// told that it is enough. Different texts may share a hash; who finds one compares the texts.
fn any_key(text: &str, mut enough: impl FnMut(u64) -> bool) -> bool {
    // The whole is Σ vᵢ·Bⁿ⁻¹⁻ⁱ; without character i, the part before it moves down by one power.
    let (mut whole, mut power) = (0u64, INVERSE);
    for c in text.chars() {
        whole = append(whole, c);
        power = power.wrapping_mul(BASE);
    }
    if enough(mixed(whole)) {
        return true;
    }
    let mut before = 0u64;
    for c in text.chars() {
        let with = append(before, c);
        let after = whole.wrapping_sub(with.wrapping_mul(power));
        power = power.wrapping_mul(INVERSE);
        if enough(mixed(before.wrapping_mul(power.wrapping_mul(BASE)).wrapping_add(after))) {
            return true;
        }
        before = with;
    }
    false
}

fn append(hash: u64, c: char) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(mixed(u64::from(u32::from(c))))
}

/// Spreads the bits of a hash, so that the low ones are as good as the high ones.
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

/// Which keys may be there: one bit each, so that most foreign keys are turned away without a search.
#[derive(Debug)]
struct Filter {
    words: Vec<u64>,
    mask: u64,
}

impl Filter {
    fn of(keys: &[(u64, usize)]) -> Self {
        let bits = keys.len().max(64).saturating_mul(FILTER_BITS).next_power_of_two();
        let mut filter = Self { words: vec![0; bits.div_ceil(64)], mask: 0 };
        filter.mask = u64::try_from(bits).unwrap_or(u64::MAX).wrapping_sub(1);
        for (key, _) in keys {
            let (word, bit) = filter.place(*key);
            if let Some(word) = filter.words.get_mut(word) {
                *word |= bit;
            }
        }
        filter
    }

    fn may_hold(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    fn place(&self, key: u64) -> (usize, u64) {
        let bit = key & self.mask;
        (usize::try_from(bit >> 6).unwrap_or(0), 1 << (bit & 63))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::credit::matching::{self, Match};
    use crate::credit::{FormerName, Severity};

    const CODE: &str = "91430100MA4L2GT8X8";

    fn subject(code: &str, name: &str) -> Subject {
        Subject::plain(code, name, Party::Beneficiary)
    }

    fn record(code: &str, name: &str, party: Party) -> Record {
        Record {
            source: "S".to_owned(),
            severity: Severity::Unknown,
            party,
            subject_code: code.to_owned(),
            subject_name: name.to_owned(),
            known_from: "2026-03-02T01:00:00Z".parse().unwrap(),
            ..Record::blank("SERIOUS_LIST", "2026-01-10".parse().unwrap())
        }
    }

    /// The edit distance by its definition.
    fn distance(a: &str, b: &str) -> usize {
        let b: Vec<char> = b.chars().collect();
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.chars().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = (diagonal + usize::from(x != *y)).min(above + 1).min(row[j] + 1);
                diagonal = above;
            }
        }
        row[b.len()]
    }

    #[test]
    fn every_code_and_name_of_a_subject_is_found() {
        let mut rich = subject(CODE, "湖南星岳融资担保有限公司");
        rich.former_codes = vec!["430100000012345".to_owned()];
        rich.branches = vec!["91430100MA00000001".to_owned()];
        rich.predecessors = vec!["91430100MA00000002".to_owned()];
        rich.former_names =
            vec![FormerName { name: "长沙星月担保有限公司".to_owned(), from: None, to: None }];
        rich.legal_representative = Some("李明".to_owned());
        let subjects = [subject("91430100MA00000009", "湖北大冶贸易有限公司"), rich];
        let index = SubjectIndex::new(&subjects);
        let found = |code: &str, name: &str, party| index.about(&record(code, name, party));
        let firm = Party::Applicant;
        for code in
            [CODE, "91430100-MA4L2GT8-X8", "MA4L2GT8-X", "430100000012345", "91430100MA00000001", "91430100MA00000002"]
        {
            assert_eq!(found(code, "他人有限公司", firm), [1], "{code}");
        }
        for name in
            ["湖南星岳融资担保有限公司", "长沙星月担保有限公司", "湖南省星岳融资担保有限责任公司", "星岳融资性担保"]
        {
            assert_eq!(found("", name, firm), [1], "{name}");
        }
        assert_eq!(found("", "李明", Party::LegalRepresentative), [1]);
        // A firm's core that is nearly a person's name says nothing about the person.
        assert_eq!(found("", "星岳融资担", Party::LegalRepresentative), [0usize; 0]);
        assert_eq!(found("", "", firm), [0usize; 0]);
        assert_eq!(found("", "有限公司", firm), [0usize; 0]);
    }

    #[test]
    fn one_record_may_concern_several_subjects() {
        let subjects = [subject("", "甲乙丙丁"), subject("", "甲乙丙"), subject("", "甲乙丙丁"), subject("", "甲乙")];
        let index = SubjectIndex::new(&subjects);
        assert_eq!(index.concerning("", "甲乙丙丁", "甲乙丙丁"), [0, 1, 2]);
        assert_eq!(index.concerning("", "甲乙丙", "甲乙丙"), [0, 1, 2, 3]);
        assert_eq!(index.cores().collect::<Vec<_>>(), ["甲乙", "甲乙丙", "甲乙丙丁"]);
    }

    #[test]
    fn keys_without_a_character_are_the_keys_of_the_shorter_text() {
        let keys = |text: &str| {
            let mut keys = Vec::new();
            any_key(text, |key| {
                keys.push(key);
                false
            });
            keys
        };
        let of = |text: &str| keys(text)[0];
        assert_eq!(keys("甲乙丙"), [of("甲乙丙"), of("乙丙"), of("甲丙"), of("甲乙")]);
        assert_eq!(keys("甲"), [of("甲"), of("")]);
    }

    #[test]
    fn the_keys_of_core_names_are_those_that_are_stored() {
        assert_eq!(whole_key("星岳融资担保"), WHOLE);
        assert_eq!(kept_keys("星岳").len(), 3);
        assert!(!needs_keys("91430100MA4L2GT8X8", "星岳融资担保") && needs_keys("", "星岳融资担保"));
        assert!(needs_keys("91430100MA4L2GT8X8", "星岳融资担保有限公司芙蓉分"));
    }

    /// The hash of one core name, as registers have it.
    const WHOLE: i64 = 5_211_263_646_788_470_708;

    proptest! {
        /// Whoever walks the register and whoever asks for keys finds the same records for every subject.
        #[test]
        fn the_keys_find_every_record_that_a_walk_of_the_register_finds(
            own in proptest::collection::vec("(湖南)?[甲乙丙]{0,4}(有限公司)?", 1..5),
            probes in proptest::collection::vec(
                ("(91430100MA4L2GT8X8|91430102MA4QBRA1CF|坏码)?", "(湖南)?[甲乙丙丁]{0,5}(有限公司)?([甲乙]{0,2}分公司|芙蓉营业部)?"),
                1..8,
            ),
        ) {
            let subjects: Vec<Subject> = own.iter().map(|name| subject("91430100MA00000009", name)).collect();
            let index = SubjectIndex::new(&subjects);
            let asked = index.near_keys();
            for (code, name) in &probes {
                let core = core_name(name);
                let kept = needs_keys(&normalise_code(code), &core) && kept_keys(&core).iter().any(|key| asked.contains(key));
                // An equal code or name is asked for by itself.
                let equal = !index.exactly(&normalise_code(code), &normalise(name)).is_empty()
                    || index.cores().any(|own| own == core);
                let record = record(code, name, Party::Applicant);
                let concerns = subjects.iter().any(|s| matching::compare(&record, s) != Match::None);
                let walked = equal || index.is_near(&core);
                prop_assert!(!(concerns && walked) || kept || equal, "{:?} {}", record, core);
            }
        }

        /// Few characters, so that near names are common: recall at distance 1 is complete and nothing else is near.
        #[test]
        fn everything_at_distance_one_is_found(
            own in proptest::collection::vec("[甲乙丙]{0,7}", 1..12), probes in proptest::collection::vec("[甲乙丙丁]{0,8}", 1..12),
        ) {
            let subjects: Vec<Subject> = own.iter().map(|name| subject("", name)).collect();
            let index = SubjectIndex::new(&subjects);
            for probe in &probes {
                let near = |name: &String| !name.is_empty() && !probe.is_empty() && distance(name, probe) <= 1;
                let brute: Vec<usize> = own.iter().enumerate().filter(|(_, n)| near(n)).map(|(place, _)| place).collect();
                prop_assert_eq!(index.is_near(probe), !brute.is_empty());
                prop_assert_eq!(index.concerning("", "", probe), brute);
            }
        }

        /// Whatever `compare` sees in an equal code or name, the index has found before.
        #[test]
        fn what_compare_finds_exactly_is_found(
            own in proptest::collection::vec(("(91430100MA4L2GT8X8|MA4L2GT8X|坏码)?", "(湖南)?[甲乙]{0,3}(有限公司)?"), 1..8),
            code in "(91430100MA4L2GT8X8|MA4L2GT8-X|坏码)?", name in "(湖南)?[甲乙]{0,3}(有限公司)?",
        ) {
            let subjects: Vec<Subject> = own.iter().map(|(code, name)| subject(code, name)).collect();
            let index = SubjectIndex::new(&subjects);
            let record = record(&code, &name, Party::Applicant);
            let found = index.about(&record);
            for (place, subject) in subjects.iter().enumerate() {
                let near = distance(&core_name(&record.subject_name), &core_name(&subject.name)) <= 1;
                let similar = matches!(matching::compare(&record, subject), Match::Doubtful(matching::Doubt::SimilarName));
                let exact = matching::compare(&record, subject) != Match::None && (!similar || near);
                prop_assert!(!exact || found.contains(&place), "{:?} {:?} {:?}", record, subject, found);
            }
        }
    }
}
