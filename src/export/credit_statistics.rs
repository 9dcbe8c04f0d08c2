//! The figures of credit as one flat table, the same for the page's CSV and for the command line.

use domain::money::text::plain;
use domain::money::{Currency, Fen};

use crate::i18n::Lang;
use crate::service::query::credit_statistics::Statistics;

/// Headings and rows: section, item, measure, value. Amounts are in yuan.
pub fn rows(lang: Lang, found: &Statistics) -> Vec<[String; 4]> {
    let heads =
        ["section", "item", "measure", "value"].map(|head| lang.t(&format!("statistics-head-{head}")).into_owned());
    let mut table = Rows { lang, rows: vec![heads] };
    for m in &found.months {
        let figures = [
            ("checks", m.checks),
            ("pass", m.pass),
            ("refer", m.refer),
            ("block", m.block),
            ("firms", m.firms),
            ("cases", m.cases),
            ("lines-refer", m.lines_refer),
            ("lines-block", m.lines_block),
        ];
        table.counts("checks", &m.month, &figures);
    }
    for r in &found.reasons {
        let words = reason_words(lang, &r.code);
        let item = format!("{words} ({})", lang.t(&format!("statistics-effect-{}", r.effect)));
        table.counts("reasons", &item, &[("firms", r.firms), ("times", r.times), ("findings", r.findings)]);
    }
    let w = &found.withheld;
    table.counts("withheld", "", &[("held-cases", w.cases)]);
    table.amount("withheld", "held-amount", w.amount);
    table.counts("withheld", "", &[("struck-lines", w.lines), ("struck-firms", w.line_firms)]);
    table.amount("withheld", "struck-contracts", w.line_contracts);
    table.counts("withheld", "", &[("recoveries", w.recoveries)]);
    table.amount("withheld", "recovery-amount", w.recovery_amount);
    table.amount("withheld", "pursued", w.pursued);
    let o = &found.objections;
    let figures = [
        ("opened", o.opened),
        ("upheld", o.upheld),
        ("partly", o.partly),
        ("rejected", o.rejected),
        ("overdue", o.overdue),
    ];
    table.counts("objections", "", &figures);
    let r = &found.repairs;
    table.counts("repairs", "", &[("opened", r.opened), ("verified", r.verified), ("rejected", r.rejected)]);
    for r in &found.received {
        let figures =
            [("imports", r.imports), ("seen", r.seen), ("added", r.added), ("changed", r.changed), ("bad", r.bad)];
        table.counts("received", &r.source, &figures);
    }
    for r in &found.reported {
        let figures = [
            ("files", r.files),
            ("rows", r.rows),
            ("taken", r.taken),
            ("refused", r.refused),
            ("unanswered", r.unanswered),
        ];
        table.counts("reported", &lang.t(&format!("outward-kind-{}", r.kind)), &figures);
    }
    let p = &found.paid;
    table.counts("paid", "", &[("payments", p.payments)]);
    table.amount("paid", "paid-amount", p.amount);
    table.amount("paid", "covered", p.covered);
    table.push("paid", "", "share", share(lang, p.share_bp));
    table.rows
}

/// A reason in words; its code where there are none.
pub fn reason_words(lang: Lang, code: &str) -> String {
    let key = format!("credit-reason-{code}");
    if lang.has(&key) { lang.t(&key).into_owned() } else { code.to_owned() }
}

/// A share in ten thousandths as a percentage.
pub fn share(lang: Lang, share_bp: Option<i64>) -> String {
    share_bp.map_or_else(|| lang.t("missing-value").into_owned(), |bp| format!("{}.{:02}%", bp / 100, bp % 100))
}

struct Rows {
    lang: Lang,
    rows: Vec<[String; 4]>,
}

impl Rows {
    fn push(&mut self, section: &str, item: &str, measure: &str, value: String) {
        let section = self.lang.t(&format!("statistics-{section}")).into_owned();
        let measure = self.lang.t(&format!("statistics-measure-{measure}")).into_owned();
        self.rows.push([section, item.to_owned(), measure, value]);
    }

    fn counts(&mut self, section: &str, item: &str, figures: &[(&str, i64)]) {
        for (measure, n) in figures {
            self.push(section, item, measure, n.to_string());
        }
    }

    fn amount(&mut self, section: &str, measure: &str, amount: Fen) {
        self.push(section, "", measure, plain(amount, Currency::Cny));
    }
}
