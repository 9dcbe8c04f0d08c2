//! Words to a tree. Depth and size are limited, so no text can exhaust the stack.

use super::lexer::{Fault, MAX_LENGTH, Token, unexpected, words};
use super::{AggregateKind, Arithmetic, Comparison};
use crate::money::Currency;
use crate::refusal::{Code, Refusal};
use crate::scheme::unit::Unit;

/// A part of a formula before its names are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::scheme) struct Raw {
    /// Bytes from the start of the formula.
    pub(in crate::scheme) at: usize,
    pub(in crate::scheme) kind: RawKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::scheme) enum RawKind {
    Quantity(crate::money::Exact, Unit),
    Date(chrono::NaiveDate),
    Text(String),
    Flag(bool),
    Name(String),
    Negative(Box<Raw>),
    Not(Box<Raw>),
    Arithmetic(Arithmetic, Box<Raw>, Box<Raw>),
    Comparison(Comparison, Box<Raw>, Box<Raw>),
    And(Box<Raw>, Box<Raw>),
    Or(Box<Raw>, Box<Raw>),
    In(Box<Raw>, Vec<(usize, String)>),
    Call(String, Vec<Raw>),
    Aggregate { kind: AggregateKind, of: Option<Box<Raw>>, to: Option<Box<Raw>>, when: Option<Box<Raw>> },
}

const MAX_DEPTH: usize = 40;
const MAX_NODES: usize = 400;

/// Reads a formula.
pub(in crate::scheme) fn parse(formula: &str, currency: Currency) -> Result<Raw, Fault> {
    let words = words(formula, currency)?;
    let mut parser = Parser { formula, words, next: 0, depth: 0, nodes: 0 };
    let raw = parser.either()?;
    if *parser.peek() == Token::End { Ok(raw) } else { Err(parser.unexpected()) }
}

struct Parser<'f> {
    formula: &'f str,
    words: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
    nodes: usize,
}

type Parsed = Result<Raw, Fault>;

impl Parser<'_> {
    fn peek(&self) -> &Token {
        self.words.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    fn at(&self) -> usize {
        self.words.get(self.next).map_or(MAX_LENGTH, |(at, _)| *at)
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next = self.next.saturating_add(1);
        token
    }

    fn unexpected(&self) -> Fault {
        let at = self.at();
        (at, unexpected(self.formula.get(at..).unwrap_or_default()))
    }

    fn sign(&mut self, sign: char) -> bool {
        let found = *self.peek() == Token::Sign(sign);
        if found {
            self.next = self.next.saturating_add(1);
        }
        found
    }

    fn expect(&mut self, sign: char) -> Result<(), Fault> {
        if self.sign(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(found) if found == word);
        if found {
            self.next = self.next.saturating_add(1);
        }
        found
    }

    fn node(&mut self, at: usize, kind: RawKind) -> Parsed {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > MAX_NODES {
            return Err((at, Refusal::new(Code::SchemeFormulaTooLarge)));
        }
        Ok(Raw { at, kind })
    }

    fn either(&mut self) -> Parsed {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return Err((self.at(), Refusal::new(Code::SchemeFormulaTooLarge)));
        }
        let at = self.at();
        let mut left = self.both()?;
        while self.word("or") {
            let right = self.both()?;
            left = self.node(at, RawKind::Or(Box::new(left), Box::new(right)))?;
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(left)
    }

    fn both(&mut self) -> Parsed {
        let at = self.at();
        let mut left = self.negation()?;
        while self.word("and") {
            let right = self.negation()?;
            left = self.node(at, RawKind::And(Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn negation(&mut self) -> Parsed {
        let at = self.at();
        if self.word("not") {
            let of = self.comparison()?;
            return self.node(at, RawKind::Not(Box::new(of)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let at = self.at();
        let left = self.sum()?;
        if self.word("in") {
            let list = self.list()?;
            return self.node(at, RawKind::In(Box::new(left), list));
        }
        let comparison = match self.peek() {
            Token::Sign('<') => Comparison::Less,
            Token::Sign('≤') => Comparison::AtMost,
            Token::Sign('=') => Comparison::Equal,
            Token::Sign('≠') => Comparison::Unequal,
            Token::Sign('≥') => Comparison::AtLeast,
            Token::Sign('>') => Comparison::More,
            _ => return Ok(left),
        };
        self.take();
        let right = self.sum()?;
        self.node(at, RawKind::Comparison(comparison, Box::new(left), Box::new(right)))
    }

    fn list(&mut self) -> Result<Vec<(usize, String)>, Fault> {
        self.expect('[')?;
        let mut list = Vec::new();
        loop {
            let at = self.at();
            match self.peek() {
                Token::Text(text) => list.push((at, text.clone())),
                _ => return Err(self.unexpected()),
            }
            self.take();
            if !self.sign(',') {
                self.expect(']')?;
                return Ok(list);
            }
        }
    }

    fn sum(&mut self) -> Parsed {
        let at = self.at();
        let mut left = self.product()?;
        loop {
            let operation = if self.sign('+') {
                Arithmetic::Plus
            } else if self.sign('−') {
                Arithmetic::Minus
            } else {
                return Ok(left);
            };
            let right = self.product()?;
            left = self.node(at, RawKind::Arithmetic(operation, Box::new(left), Box::new(right)))?;
        }
    }

    fn product(&mut self) -> Parsed {
        let at = self.at();
        let mut left = self.factor()?;
        loop {
            let operation = if self.sign('×') {
                Arithmetic::Times
            } else if self.sign('÷') {
                Arithmetic::Over
            } else {
                return Ok(left);
            };
            let right = self.factor()?;
            left = self.node(at, RawKind::Arithmetic(operation, Box::new(left), Box::new(right)))?;
        }
    }

    fn factor(&mut self) -> Parsed {
        let at = self.at();
        if self.sign('−') {
            let of = self.primary()?;
            return self.node(at, RawKind::Negative(Box::new(of)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Parsed {
        let at = self.at();
        if self.sign('(') {
            let inner = self.either()?;
            self.expect(')')?;
            return Ok(inner);
        }
        match self.peek() {
            Token::Sign(_) | Token::End => return Err(self.unexpected()),
            Token::Word(word) if matches!(word.as_str(), "and" | "or" | "not" | "in" | "where") => {
                return Err(self.unexpected());
            }
            _ => {}
        }
        match self.take() {
            Token::Quantity(value, unit) => self.node(at, RawKind::Quantity(value, unit)),
            Token::Date(date) => self.node(at, RawKind::Date(date)),
            Token::Text(text) => self.node(at, RawKind::Text(text)),
            Token::Word(word) if word == "true" => self.node(at, RawKind::Flag(true)),
            Token::Word(word) if word == "false" => self.node(at, RawKind::Flag(false)),
            Token::Word(word) if self.sign('(') => self.call(at, word),
            Token::Word(word) => self.node(at, RawKind::Name(word)),
            Token::Sign(_) | Token::End => Err((at, unexpected(""))),
        }
    }

    fn call(&mut self, at: usize, function: String) -> Parsed {
        let aggregate = match function.as_str() {
            "sum" => Some(AggregateKind::Sum),
            "count" => Some(AggregateKind::Count),
            "highest" => Some(AggregateKind::Highest),
            "lowest" => Some(AggregateKind::Lowest),
            "overlapping" => Some(AggregateKind::Overlapping),
            _ => None,
        };
        if let Some(kind) = aggregate {
            let of = if kind == AggregateKind::Count { None } else { Some(Box::new(self.either()?)) };
            let to = if kind == AggregateKind::Overlapping {
                self.expect(',')?;
                Some(Box::new(self.either()?))
            } else {
                None
            };
            let when = if self.word("where") { Some(Box::new(self.either()?)) } else { None };
            self.expect(')')?;
            return self.node(at, RawKind::Aggregate { kind, of, to, when });
        }
        let mut arguments = Vec::new();
        if !self.sign(')') {
            loop {
                arguments.push(self.either()?);
                if !self.sign(',') {
                    break;
                }
            }
            self.expect(')')?;
        }
        self.node(at, RawKind::Call(function, arguments))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> Result<(), Code> {
        parse(text, Currency::Cny).map(|_| ()).map_err(|(_, refusal)| refusal.code)
    }

    #[test]
    fn both_spellings_read_the_same() {
        // Places differ with the spelling; everything else is the same.
        let tree = |text| {
            let tree = format!("{:?}", parse(text, Currency::Cny).unwrap());
            tree.split("at: ")
                .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned())
                .collect::<String>()
        };
        assert_eq!(tree("a*b/c<=500万元"), tree("a×b÷c≤5000000元"));
        assert_ne!(tree("a - b - c"), tree("a - (b - c)"));
    }

    #[test]
    fn faults_have_a_place() {
        assert_eq!(parse("a × × b", Currency::Cny).unwrap_err().0, 5);
        for text in [
            "",
            "a <",
            "a < b < c",
            "(a",
            "a)",
            "500块",
            "0.001元",
            "'open",
            "x in []",
            "sum()",
            "1.2.3",
            "2021-02-30",
            "a b",
            "@",
        ] {
            assert!(code(text).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_and_size_are_limited() {
        assert_eq!(code(&"(".repeat(100)), Err(Code::SchemeFormulaTooLarge));
        assert_eq!(code(&format!("1{}", "+1".repeat(900))), Err(Code::SchemeFormulaTooLarge));
        assert_eq!(code(&"a".repeat(MAX_LENGTH + 1)), Err(Code::SchemeFormulaTooLarge));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}") {
            let _ = code(&text);
        }

        #[test]
        fn no_sequence_of_words_panics(words in proptest::collection::vec(
            proptest::sample::select(vec!["a", "(", ")", "[", "]", "'x'", "1", "5%", "2元", "×", "-", "<", "and", "not",
                "in", ",", "if(", "sum(", "count(", "where", "2021-01-01", "365天"]), 0..40)) {
            let _ = code(&words.concat());
            let _ = code(&words.join(" "));
        }
    }
}
