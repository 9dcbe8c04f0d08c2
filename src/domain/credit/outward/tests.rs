//! Cases of outward reporting: rows, deadlines, publication, masking.

use chrono::NaiveDate;

use super::*;
use crate::calendar::Exception;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn record(kind: &str, severity: Severity) -> Record {
    let own = super::super::statement::OwnRecord {
        source: super::super::statement::OWN_SOURCE.into(),
        record: kind.into(),
        authority: "东岭省地方金融管理局".into(),
        decision_no: "东金罚〔2026〕7号".into(),
        event_date: day("2026-03-02"),
        public_until: None,
        severity,
        domain: "guarantee".into(),
        value: String::new(),
        penalty_types: vec!["警告".into(), "罚款".into()],
        fine: Some(Fen::new(200_000)),
        content: "警告；罚款2000元".into(),
    };
    let code = Uscc::with_check_digit("91430100MA0000100").unwrap();
    own.record(code.as_str(), "江临市甲担保有限公司", "2026-03-02T01:00:00Z".parse().unwrap())
}

fn office() -> Office {
    Office { name: "东岭省地方金融管理局".into(), code: "11430000006123456A".into() }
}

fn cell<'a>(kind: OutwardKind, cells: &'a [String], code: &str) -> &'a str {
    let at = kind.columns().iter().position(|c| c.code == code).unwrap();
    &cells[at]
}

#[test]
fn every_row_has_a_cell_for_each_column_and_no_code_stands_twice() {
    for kind in OutwardKind::ALL {
        let mut codes: Vec<_> = kind.columns().iter().map(|c| c.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), kind.columns().len(), "{kind}");
        if let Some(record_kind) = kind.record_kind() {
            let record = record(record_kind, Severity::General);
            let cells = record_row(*kind, &record, &office(), day("2026-03-03")).unwrap();
            assert_eq!(cells.len(), kind.columns().len(), "{kind}");
        }
    }
    assert_eq!(MISUSES.len(), MISUSE_WORDS.len());
}

#[test]
fn a_penalty_row_follows_the_template() {
    use OutwardKind::Penalty;
    let mut record = record("ADMIN_PENALTY", Severity::General);
    let cells = record_row(Penalty, &record, &office(), day("2026-03-03")).unwrap();
    for (code, wanted) in [
        ("CF_XDR_MC", "江临市甲担保有限公司"),
        ("CF_XDR_LB", "法人及非法人组织"),
        ("CF_WSH", "东金罚〔2026〕7号"),
        ("CF_CFLB", "警告、罚款"),
        ("CF_NR_FK", "0.2"),
        ("CF_JDRQ", "2026-03-02"),
        ("CF_YXQ", ""),
        ("CF_GSJZQ", "2027-03-02"),
        ("CF_CFJGDM", "11430000006123456A"),
        ("CF_SXYZCD", "一般"),
        ("CF_ZT", "有效"),
        ("BZ", ""),
    ] {
        assert_eq!(cell(Penalty, &cells, code), wanted, "{code}");
    }
    record.revoked_at = Some(day("2026-04-01"));
    record.authority = "别处".into();
    let cells = record_row(Penalty, &record, &office(), day("2026-04-01")).unwrap();
    assert_eq!(cell(Penalty, &cells, "CF_ZT"), "撤销");
    assert_eq!(cell(Penalty, &cells, "BZ"), "2026-04-01 撤销");
    assert_eq!(cell(Penalty, &cells, "CF_CFJGDM"), "", "the sender's code is no other authority's");
}

#[test]
fn amounts_in_ten_thousands_are_exact() {
    for (minor, wanted) in [
        (0, "0"),
        (1, "0.000001"),
        (200_000, "0.2"),
        (1_000_000, "1"),
        (123_456_789, "123.456789"),
        (-50_000, "-0.05"),
        (i64::MAX, "9223372036854.775807"),
    ] {
        assert_eq!(ten_thousands(Fen::new(minor)), wanted);
    }
}

#[test]
fn a_permit_and_a_misuse_say_what_is_known_and_no_more() {
    let mut permit = record("ADMIN_PERMIT", Severity::Unknown);
    permit.value = "普通".into();
    permit.public_until = Some(day("2031-03-01"));
    let cells = record_row(OutwardKind::Permit, &permit, &office(), day("2026-03-03")).unwrap();
    assert_eq!(cell(OutwardKind::Permit, &cells, "XK_XKLB"), "普通");
    assert_eq!(cell(OutwardKind::Permit, &cells, "XK_YXQZI"), "2031-03-01");
    permit.value = "长期".into();
    let cells = record_row(OutwardKind::Permit, &permit, &office(), day("2026-03-03")).unwrap();
    assert_eq!(cell(OutwardKind::Permit, &cells, "XK_XKLB"), "", "a word that is no class is not sent");
    let mut misuse = record("FUND_MISUSE", Severity::Unknown);
    misuse.value = "diverted".into();
    let cells = record_row(OutwardKind::Misuse, &misuse, &office(), day("2026-03-03")).unwrap();
    assert_eq!(cell(OutwardKind::Misuse, &cells, "ZJ_LX"), "挪用");
    assert!(record_row(OutwardKind::Subsidy, &misuse, &office(), day("2026-03-03")).is_err());
}

#[test]
fn publication_ends_with_the_class_and_its_last_day_counts() {
    let general = record("ADMIN_PENALTY", Severity::General);
    let until = Some(day("2027-03-02"));
    assert_eq!(publication(&general, day("2026-03-01")).unwrap(), Publication::NotYet);
    assert_eq!(publication(&general, day("2026-03-02")).unwrap(), Publication::Runs(until));
    assert_eq!(publication(&general, day("2027-03-02")).unwrap(), Publication::Runs(until));
    assert_eq!(publication(&general, day("2027-03-03")).unwrap(), Publication::Over(RecordState::Expired));
    let serious = record("ADMIN_PENALTY", Severity::Serious);
    assert_eq!(publication(&serious, day("2029-03-02")).unwrap(), Publication::Runs(Some(day("2029-03-02"))));
    let minor = record("ADMIN_PENALTY", Severity::Minor);
    assert_eq!(publication(&minor, day("2026-03-03")).unwrap(), Publication::Never);
    // The class follows from the types where nobody stated one; types that the law does not name leave it open.
    let mut unknown = record("ADMIN_PENALTY", Severity::Unknown);
    assert_eq!(publication(&unknown, day("2027-03-02")).unwrap(), Publication::Runs(until));
    unknown.penalty_types = vec!["其他行政处罚".into()];
    assert_eq!(publication(&unknown, day("2026-03-03")).unwrap(), Publication::Unclassified);
    let investigation = record("UNDER_INVESTIGATION", Severity::Unknown);
    assert_eq!(publication(&investigation, day("2026-03-03")).unwrap(), Publication::Never);
}

#[test]
fn what_is_annulled_repaired_or_removed_is_not_public_from_that_day() {
    let plain = record("ADMIN_PENALTY", Severity::Serious);
    let on = day("2026-05-06");
    let cases = [
        (Record { revoked_at: Some(on), ..plain.clone() }, RecordState::Revoked),
        (Record { repaired_at: Some(on), ..plain.clone() }, RecordState::Repaired),
        (Record { removed_at: Some(on), ..plain }, RecordState::Removed),
    ];
    for (record, state) in cases {
        assert!(matches!(publication(&record, day("2026-05-05")).unwrap(), Publication::Runs(_)));
        assert_eq!(publication(&record, on).unwrap(), Publication::Over(state));
        assert!(PublicRow::of(&record, on).unwrap().is_none());
    }
    let mut title = record("RED_LIST", Severity::Unknown);
    title.public_until = Some(day("2026-12-31"));
    assert_eq!(publication(&title, day("2026-12-31")).unwrap(), Publication::Runs(Some(day("2026-12-31"))));
    assert_eq!(publication(&title, day("2027-01-01")).unwrap(), Publication::Over(RecordState::Expired));
}

#[test]
fn deadlines_count_working_days_after_the_decision() {
    // The first week of October is off, as in the official notice.
    let off = (1..=7).map(|n| (NaiveDate::from_ymd_opt(2026, 10, n).unwrap(), Exception::Off));
    let calendar = Calendar::new([2026], off.chain([(day("2026-10-10"), Exception::Workday)]));
    assert_eq!(report_by(&calendar, day("2026-03-02")).unwrap(), day("2026-03-11"));
    assert_eq!(report_by(&calendar, day("2026-09-30")).unwrap(), day("2026-10-15"));
    assert_eq!(withdraw_by(&calendar, day("2026-03-05")).unwrap(), day("2026-03-10"));
    assert_eq!(report_by(&calendar, day("2026-12-30")).unwrap_err().code, Code::CalendarMissing);
}

#[test]
fn persons_are_masked_and_never_found_by_search() {
    let mut person = record("ADMIN_PENALTY", Severity::General);
    person.subject_name = "欧阳小明".into();
    person.subject_code = "430102199003071234".into();
    person.content = "对欧阳小明（身份证号430102199003071234，电话13812345678）罚款2000元".into();
    assert_eq!(Counterparty::of(&person), Counterparty::Person);
    let public = PublicRow::of(&person, day("2026-03-03")).unwrap().unwrap();
    assert_eq!((public.name.as_str(), public.code.as_str()), ("欧***", ""));
    assert_eq!(public.content, "对欧***（身份证号4301************34，电话138******78）罚款2000元");
    for search in ["欧阳小明", "430102199003071234", "欧"] {
        assert!(!found_by(&person, search), "{search}");
    }
    assert!(found_by(&person, "  "), "the whole list has it, masked");
    let firm = record("ADMIN_PENALTY", Severity::General);
    assert!(found_by(&firm, "甲担保") && found_by(&firm, &firm.subject_code.to_lowercase()));
    assert!(!found_by(&firm, "乙担保"));
}

#[test]
fn who_cannot_be_told_to_be_an_organisation_is_treated_as_a_person() {
    let mut subject = record("ADMIN_PENALTY", Severity::General);
    let kind = |code: &str, name: &str, subject: &mut Record| {
        subject.subject_code = code.into();
        subject.subject_name = name.into();
        Counterparty::of(subject)
    };
    let sole = Uscc::with_check_digit("92430100MA0000100").unwrap();
    assert_eq!(kind(sole.as_str(), "江临市李四粮油店", &mut subject), Counterparty::SoleTrader);
    assert_eq!(kind("", "江临市某某有限公司", &mut subject), Counterparty::Organisation);
    assert_eq!(kind("", "李四", &mut subject), Counterparty::Person);
    assert_eq!(kind("", "李四粮油店", &mut subject), Counterparty::Person, "a shop without a code may be a person");
    assert_eq!(kind("43010219900307123X", "某某公司", &mut subject), Counterparty::Person);
    subject.party = Party::LegalRepresentative;
    assert_eq!(kind(sole.as_str(), "江临市某某有限公司", &mut subject), Counterparty::Person);
}

#[test]
fn numbers_that_are_no_persons_stay() {
    for text in ["罚款200000元", "文号2026001234", "91430100MA0000100X", "合同12345678901234567890"] {
        assert_eq!(mask_numbers(text), text);
    }
    assert_eq!(mask_numbers("43010219900307123x"), "4301************3x");
    assert_eq!(mask_name(""), "");
    assert_eq!(mask_name(" 李 "), "李");
}

#[test]
fn a_receipt_names_its_faulty_rows() {
    let rows = FaultyRow::parse_list("3 代码有误\n\n 12：文号重复 \n").unwrap();
    assert_eq!(rows, [FaultyRow { row: 3, why: "代码有误".into() }, FaultyRow { row: 12, why: "文号重复".into() }]);
    assert!(FaultyRow::parse_list(" \n").unwrap().is_empty());
    for bad in ["代码有误", "3", "0 x", "3 a\n3 b", "99999999999999999999 x"] {
        assert_eq!(FaultyRow::parse_list(bad).unwrap_err().code, Code::CreditReceiptLine, "{bad}");
    }
}
