//! The seals of the program: what exactly a signatory signs, a reviewer decides on, a notice says and a batch orders.
//!
//! Cases and batches that were under way when the encoding came keep the seal of before, which glued texts; such a seal is
//! compared with content glued the same way, and every new one is of the encoding of [`domain::seal`].

use domain::line::{Decided as Decision, Line};
use domain::seal::{Sealing, is_current};
use domain::template::Value;
use entity::{call, notice_item, payment};

use super::id::sha256;
use kernel::error::Error;
use store::attachment::Carried;

/// What a signatory signs.
pub struct Signed<'a> {
    /// Number of the application.
    pub number: &'a str,
    /// Code of the firm.
    pub firm: &'a str,
    /// Number of the call.
    pub call: &'a str,
    /// Hash of the scheme version.
    pub scheme: &'a str,
    /// The answers, as stored.
    pub facts: &'a str,
    /// Name, number and routing code of the account that is to be paid; none where the lines name the accounts.
    pub account: Option<(&'a str, &'a str, &'a str)>,
    /// The papers that it carries.
    pub papers: &'a [Carried],
}

impl Signed<'_> {
    /// The seal of it and the lines of its schedule.
    ///
    /// # Errors
    /// A fault when a value cannot be written.
    pub fn seal<'l>(&self, lines: impl ExactSizeIterator<Item = (&'l Line, &'l [Value])>) -> Result<String, Error> {
        let mut signing = self.begin(lines.len());
        for (line, values) in lines {
            signing.line(line.row, values)?;
        }
        Ok(signing.end())
    }

    /// Begins to seal it, of whose schedule so many lines come one after another.
    pub fn begin(&self, lines: usize) -> Signing {
        let head = [self.number, self.firm, self.call, self.scheme, self.facts];
        let account = self.account.map(|(name, number, routing)| [name, number, routing]);
        let account = account.iter().flatten().copied().collect::<Vec<_>>();
        let seal = Sealing::of("signed").list(head.into_iter(), Sealing::text).list(account.into_iter(), Sealing::text);
        let mut papers: Vec<[String; 5]> = self.papers.iter().map(sealed).collect();
        papers.sort_unstable();
        Signing { seal: seal.count(lines), papers }
    }
}

/// What is sealed of a paper: its ids, where it stands, what it is, what the firm says of it.
fn sealed(paper: &Carried) -> [String; 5] {
    let (id, document) = (paper.id.to_string(), paper.document_id.to_string());
    [id, paper.material.clone(), document, paper.sha256().to_owned(), paper.note.clone()]
}

/// The seal of what is signed, while its lines come.
pub struct Signing {
    seal: Sealing,
    papers: Vec<[String; 5]>,
}

impl Signing {
    /// Takes the next line, as its values are stored.
    ///
    /// # Errors
    /// A fault when a value cannot be written.
    pub fn line(&mut self, row: i64, values: &[Value]) -> Result<(), Error> {
        let text = store::line::values(values)?;
        self.seal.item(|seal| seal.number(row).text(&text));
        Ok(())
    }

    /// The seal. The papers stand behind the lines; where there are none nothing does, so that what was signed before there
    /// were any keeps its seal.
    pub fn end(self) -> String {
        let Self { seal, papers } = self;
        if papers.is_empty() {
            return seal.end();
        }
        let paper = |seal: Sealing, parts: [String; 5]| parts.iter().fold(seal, |seal, part| seal.text(part));
        seal.list(papers.into_iter(), paper).end()
    }
}

/// The seal of the declaration of a call, in both languages.
pub fn declaration(call: &call::Model) -> String {
    Sealing::of("declaration").text(&call.declaration_zh).text(&call.declaration_en).end()
}

/// What reviewers decide on.
pub struct Decided<'a> {
    /// The seal of what was signed.
    pub signed: Option<&'a str>,
    /// The hash of the calculation in force.
    pub calculation: Option<&'a str>,
    /// The lines that somebody decided; others make no difference.
    pub lines: &'a [Line],
}

impl Decided<'_> {
    /// The seal of it.
    pub fn seal(&self) -> String {
        let decided: Vec<(i64, &Decision)> = self.decisions().collect();
        Sealing::of("decision")
            .maybe(self.signed)
            .maybe(self.calculation)
            .list(decided.into_iter(), |seal, (row, decided)| {
                seal.number(row).maybe(Some(decided.decision.key())).text(&decided.reason)
            })
            .end()
    }

    fn decisions(&self) -> impl Iterator<Item = (i64, &Decision)> {
        self.lines.iter().filter_map(|line| line.decided.as_ref().map(|decided| (line.row, decided)))
    }

    /// Whether a kept seal is of this content, in the encoding that the kept one has.
    pub fn is(&self, kept: &str) -> bool {
        kept == if is_current(kept) { self.seal() } else { self.glued() }
    }

    fn glued(&self) -> String {
        let mut text = self.signed.unwrap_or("-").to_owned();
        if let Some(part) = self.calculation {
            text.push('\n');
            text.push_str(part);
        }
        for (row, Decision { decision, reason }) in self.decisions() {
            text.push_str(&format!("\n{row} {decision} {reason}"));
        }
        sha256(text)
    }
}

/// The seal of what a notice says.
pub fn notice(items: &[notice_item::Model]) -> String {
    Sealing::of("notice")
        .list(items.iter(), |seal, item| {
            seal.text(&item.application_id.to_string()).number(item.payees).amount(item.amount_fen)
        })
        .end()
}

/// The seal of what a batch orders: each payment's id, payee, account and amount. Approval and sealed file are bound to it.
pub fn batch(members: &[payment::Model]) -> String {
    let mut sorted: Vec<&payment::Model> = members.iter().collect();
    sorted.sort_unstable_by_key(|p| &p.end_to_end_id);
    Sealing::of("batch")
        .list(sorted.into_iter(), |seal, p| {
            let seal = seal.text(&p.end_to_end_id).text(&p.payee_name).text(p.account_no.as_str());
            seal.text(p.cnaps.as_str()).amount(p.amount_fen)
        })
        .end()
}

/// Whether a kept seal is of these members, in the encoding that the kept one has.
pub fn is_of_batch(members: &[payment::Model], kept: &str) -> bool {
    kept == if is_current(kept) { batch(members) } else { glued_batch(members) }
}

fn glued_batch(members: &[payment::Model]) -> String {
    let mut rows: Vec<String> = members
        .iter()
        .map(|p| {
            let parts = [p.end_to_end_id.as_str(), &p.payee_name, p.account_no.as_str(), p.cnaps.as_str()];
            format!("{}\u{1f}{}", parts.join("\u{1f}"), p.amount_fen.minor())
        })
        .collect();
    rows.sort_unstable();
    sha256(rows.join("\n"))
}
