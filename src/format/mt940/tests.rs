//! What MT940 says, by the examples of its fields.

use domain::reconciliation::lines;
use domain::refusal::{Code, Fact};
use domain::statement::QuarantineReason;
use proptest::prelude::*;

use super::*;
use crate::statement;

fn file(bytes: &[u8]) -> StatementFile {
    statement::read(bytes, chrono_tz::Asia::Shanghai).unwrap()
}

/// A statement of one account with these lines, which opens with ten thousand.
fn sample(body: &str, closing: &str) -> String {
    format!(
        ":20:A1\r\n:25:95588/1001234567CNY\r\n:28C:7/1\r\n:60F:C260312CNY10000,00\r\n{body}:62F:C260313CNY{closing}\r\n-"
    )
}

fn one(body: &str, closing: &str) -> Statement {
    file(sample(body, closing).as_bytes()).statements.remove(0)
}

fn date(month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, month, day)
}

#[test]
fn a_statement_is_read_whole() {
    let statement = one(":61:2603130313D1234,5NTRFREF001//BANK001\r\nFEE INSIDE\r\n:86:wages\r\n", "8765,50");
    assert_eq!(statement.check(None), []);
    assert_eq!((statement.account.as_str(), statement.currency), ("1001234567", Some(Currency::Cny)));
    assert_eq!((statement.id.as_str(), statement.electronic_sequence, statement.page), ("A1", Some(7), None));
    assert_eq!((statement.from, statement.to), (date(3, 13), date(3, 13)));
    let [entry] = statement.entries.as_slice() else { panic!() };
    assert_eq!((entry.amount, entry.direction, entry.booked), (Fen::new(123_450), Direction::Debit, date(3, 13)));
    assert_eq!(entry.servicer_reference.as_deref(), Some("BANK001"));
    assert_eq!((entry.entry_reference.as_deref(), entry.code.as_str()), (Some("REF001"), "NTRF"));
    assert_eq!(lines(&statement)[0].text, "FEE INSIDE wages");
}

#[test]
fn lines_of_the_bank_before_the_first_field_are_none_of_it() {
    let body = ":61:2603130313D1,00NTRFNONREF\r\n";
    for before in ["\r\n\r\n", "客户对账单 2026-03\r\n\r\n", "\u{feff}Statement export: 1 file\n"] {
        let read = file(format!("{before}{}", sample(body, "9999,00")).as_bytes());
        assert_eq!(read.statements, file(sample(body, "9999,00").as_bytes()).statements, "{before:?}");
    }
    // Its fields inside something else are no statement.
    let inside = format!("<text>\n{}</text>", sample(body, "9999,00"));
    assert_ne!(
        statement::read(inside.as_bytes(), chrono_tz::Asia::Shanghai).map(|read| read.format),
        Ok("MT940".into())
    );
}

#[test]
fn the_day_of_booking_lies_on_the_other_side_of_new_year() {
    let text = sample(":61:2512310102C1,00NTRFNONREF\r\n:61:2601021231D1,00NTRFNONREF\r\n", "10000,00");
    let text = text.replace("260312", "251230").replace("260313", "260102");
    let statement = file(text.as_bytes()).statements.remove(0);
    let booked: Vec<_> = statement.entries.iter().map(|e| e.booked).collect();
    assert_eq!(booked, [date(1, 2), NaiveDate::from_ymd_opt(2025, 12, 31)]);
    assert_eq!(statement.check(None), []);
}

#[test]
fn an_entry_without_a_day_of_booking_is_booked_on_its_day_of_value() {
    assert_eq!(one(":61:260313C1,NTRFNONREF\r\n", "10001,").entries[0].booked, date(3, 13));
}

#[test]
fn r_takes_an_entry_back_and_e_only_expects_one() {
    let statement = one(
        ":61:2603130313CY10,00NTRFNONREF\r\n:61:2603130313RCY10,00NTRFNONREF\r\n:61:2603130313RD5,00NTRFNONREF\r\n\
         :61:2603130313ED7,00NTRFNONREF\r\n",
        "10005,00",
    );
    assert_eq!(statement.check(None), []);
    let ways: Vec<_> = statement.entries.iter().map(|e| (e.direction, e.reversal, e.status)).collect();
    assert_eq!(
        ways,
        [
            (Direction::Credit, false, EntryStatus::Booked),
            (Direction::Debit, true, EntryStatus::Booked),
            (Direction::Credit, true, EntryStatus::Booked),
            (Direction::Debit, false, EntryStatus::Pending),
        ]
    );
    assert!(statement.entries.iter().all(|e| e.entry_reference.is_none() && e.servicer_reference.is_none()));
}

#[test]
fn numbered_subfields_are_put_together_where_they_were_cut() {
    let id = "ZF20260000000018A0123456785";
    let (first, rest) = id.split_at(22);
    let body = format!(
        ":61:2603130313D1,00NTRFNONREF\r\n:86:166?00转账?20EREF+{first}?21{rest}?22KREF+K1?23SVWZ+补贴?3162220001?32江临市?\r\n33甲公司\r\n"
    );
    let statement = one(&body, "9999,00");
    let detail = &statement.entries[0].details[0];
    assert_eq!(detail.end_to_end_id.as_deref(), Some(id));
    assert_eq!((detail.remittance.as_str(), detail.code.as_str()), ("补贴", "166"));
    assert_eq!(detail.counterparty_account.as_deref(), Some("62220001"));
    assert_eq!(detail.counterparty_name.as_deref(), Some("江临市 甲公司"));
    assert_eq!(statement.entries[0].information, "转账");
    let back = one(":61:2603130313C1,00NTRFNONREF\r\n:86:159?00RETOURE?20EREF+NOTPROVIDED?34901\r\n", "10001,00");
    let detail = &back.entries[0].details[0];
    assert_eq!((detail.end_to_end_id.as_deref(), detail.return_reason.as_deref()), (None, Some("901")));
}

/// A bank that fills its subfields by bytes cuts Chinese text after fewer than 27 letters, and after 26 bytes where the next letter
/// has two; one that counts letters sends more bytes than that.
#[test]
fn a_contract_number_lies_across_a_cut_by_bytes() {
    let said = |pieces: [&str; 3]| {
        let [a, b, c] = pieces;
        let line = format!(":61:2603130313D1,00NTRFNONREF\r\n:86:166?00转账?20{a}?21{b}?22{c}\r\n");
        one(&line, "9999,00").entries[0].details[0].remittance.clone()
    };
    // 27 bytes, 26 bytes before a letter of two, the rest.
    assert_eq!(
        said(["担保费补贴合同号HT-20260317", "-001号第一季度结算款项合计", "贰期"]),
        "担保费补贴合同号HT-20260317-001号第一季度结算款项合计贰期"
    );
    // 26 bytes before a letter of one ended there, and so did a short piece.
    assert_eq!(said(["二零二六年一季度担保补贴款", "HT-1", "甲"]), "二零二六年一季度担保补贴款 HT-1 甲");
    // 27 letters, far more bytes; and 20 letters that ended.
    let long = "二零二六年一季度小微企业融资担保费用补贴资金结算款合同号";
    let (full, rest) = long.split_at(27 * 3);
    assert_eq!(said([full, rest, ""]), long);
    assert_eq!(said(["二零二六年一季度小微企业融资担保费用补", "贴", ""]), "二零二六年一季度小微企业融资担保费用补 贴");
}

#[test]
fn code_words_between_strokes_name_the_other_side() {
    let words =
        ":86:/EREF/E2E-7//ORDP//NAME/City Treasury/ACCT/1001234567//BENM//NAME/Alpha Guarantee Co/ACCT/6222-1\r\n";
    let more = "/REMI/subsidy 2026\r\n";
    let out = one(&format!(":61:2603130313D1,00NTRFNONREF\r\n{words}{more}"), "9999,00");
    let detail = &out.entries[0].details[0];
    assert_eq!(detail.end_to_end_id.as_deref(), Some("E2E-7"));
    assert_eq!(detail.counterparty_name.as_deref(), Some("Alpha Guarantee Co"));
    assert_eq!(detail.counterparty_account.as_deref(), Some("6222-1"));
    assert_eq!(detail.remittance, "subsidy 2026");
    let back = one(":61:2603130313C1,00NRTINONREF\r\n:86:/RTRN/AC01/wrong number//EREF/E2E-7\r\n", "10001,00");
    assert_eq!(lines(&back)[0].return_reason.as_deref(), Some("AC01 wrong number"));
    let bare = one(":61:2603130313C1,00NRTINONREF\r\n:86:came back\r\n", "10001,00");
    assert_eq!(lines(&bare)[0].return_reason.as_deref(), Some(""));
}

#[test]
fn a_long_line_goes_on_without_a_blank_and_a_short_one_ends() {
    let long = "x".repeat(60) + "E2E-1";
    let statement = one(&format!(":61:2603130313C1,00NTRFNONREF\r\n:86:{long}\r\n23456\r\nnext\r\n"), "10001,00");
    assert_eq!(statement.entries[0].details[0].remittance, format!("{long}23456 next"));
}

#[test]
fn several_statements_and_pages_are_kept_apart() {
    let page =
        ":20:A1\n:25:1001234567\n:28C:7/2\n:60M:C260313CNY1,00\n:61:2603130313D2,00NTRFNONREF\n:62F:D260313CNY1,00\n-";
    let first = sample("", "1,00").replace(":62F:", ":62M:").replace("10000,00", "1,00");
    let read = file(format!("{{1:F01X}}{{2:O940Y}}{{4:\r\n{first}}}\r\n{page}\r\n").as_bytes());
    assert_eq!(read.format, "MT950", "nothing is said in words");
    let pages: Vec<_> = read.statements.iter().map(|s| (s.page, s.closing.as_ref().unwrap().amount)).collect();
    assert_eq!(pages, [(Some(1), Fen::new(100)), (Some(2), Fen::new(-100))]);
    assert!(read.reasons().iter().all(Vec::is_empty), "{:?}", read.reasons());
}

#[test]
fn what_cannot_be_read_is_a_reason_and_no_hole() {
    let statement =
        one(":61:2603130313X1,00NTRFNONREF\r\n:61:2603130313C1.00NTRFNONREF\r\n:61:2613130313C1,00\r\n", "10000,00");
    let reasons = statement.check(None);
    let named = |n| {
        let of = |r: &QuarantineReason| matches!(r, QuarantineReason::Unreadable(u) if u.ordinal == Some(n) && u.element == ":61:");
        reasons.iter().any(of)
    };
    assert!(named(1) && named(2) && named(3), "{reasons:?}");
    let cut = sample(":61:2603130313C1,00NTRFNONREF\r\n", "10001,00");
    let cut = &cut[..cut.find(":62F:").unwrap()];
    assert!(file(cut.as_bytes()).reasons()[0].contains(&QuarantineReason::ClosingMissing));
    let balance = sample("", "10000,00").replace("C260312CNY10000,00", "C260312CNY10000.00");
    let reasons = file(balance.as_bytes()).reasons().remove(0);
    assert!(reasons.contains(&QuarantineReason::OpeningMissing), "{reasons:?}");
    assert!(one("", "9999,99").check(None).iter().any(|r| matches!(r, QuarantineReason::Unbalanced { .. })));
}

#[test]
fn a_number_is_read_whatever_the_encoding_of_the_words() {
    let text = sample(":61:2603130313D1,00NTRFNONREF\r\n:86:手续费\r\n", "9999,00");
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    assert_eq!(file(&bytes), file(text.as_bytes()));
}

#[test]
fn other_messages_are_refused_by_name() {
    let named = |text: &str| {
        let refusal = statement::read(text.as_bytes(), chrono_tz::Asia::Shanghai).unwrap_err();
        assert_eq!(refusal.code, Code::MessageKind);
        refusal.facts.into_iter().find(|(name, _)| name == "found").unwrap().1
    };
    let interim = ":20:A1\n:25:1001234567\n:28C:1/1\n:34F:CNY0,\n:61:2603130313D2,00NTRFNONREF\n:90D:1CNY2,00\n-";
    assert_eq!(named(interim), Fact::Text("MT942".to_owned()));
    let sealed = format!("{{1:F01X}}{{2:O9420000}}{{4:\n{}}}", sample("", "10000,00"));
    assert_eq!(named(&sealed), Fact::Text("MT942".to_owned()));
}

proptest! {
    #[test]
    fn no_damaged_statement_panics(at in 0usize..400, byte in any::<u8>(), cut in 0usize..400) {
        let mut bytes = sample(
            ":61:2603130313D1,00NTRFNONREF//B1\r\n:86:166?00转账?20EREF+A?21SVWZ+B?32C\r\n:61:260313RC2,NMSC\r\n:86:/EREF/X//BENM//NAME/Y\r\n",
            "10000,00",
        ).into_bytes();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = statement::read(&bytes, chrono_tz::Asia::Shanghai);
        bytes.truncate(cut);
        let _ = statement::read(&bytes, chrono_tz::Asia::Shanghai);
    }
}
