//! Documents: every kind of file that is kept is a row of one list, which says who files it and who may see it, what it may
//! be by its content, how large, and how long it is kept at least. Whoever attaches or shows one asks this list; what people
//! call a kind stands in the catalogues under `document-kind-…`.
//!
//! Basis of the years: 会计档案管理办法 (Ministry of Finance, order 79), annex 2: 30 years for what a payment rests on, 10 for
//! statements of banks. They count from the end of the year in which what a document belongs to was closed (article 14); what
//! is not settled keeps its documents however old they are (article 19). Then the content goes; what tells of it stays.

use chrono::{Datelike as _, NaiveDate};

use crate::id::DocumentId;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::{Role, text_enum};
use crate::seal::Sealing;

text_enum! {
    /// What a file is, by its content.
    Media {
        /// A PDF document.
        Pdf = "application/pdf",
        /// A document of the national format OFD (GB/T 33190).
        Ofd = "application/ofd",
        /// A PNG picture.
        Png = "image/png",
        /// A JPEG picture.
        Jpeg = "image/jpeg",
        /// A Word document.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// An Excel workbook.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// Delimited text.
        Csv = "text/csv",
        /// Objects as JSON.
        Json = "application/json",
        /// A message in XML.
        Xml = "application/xml",
        /// Other text, such as a message of SWIFT.
        Text = "text/plain",
    }
}

impl Media {
    /// Whether a browser shows it by itself, so that a person can look at it without keeping a copy.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Pdf | Self::Png | Self::Jpeg)
    }

    /// How its files end.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Ofd => &["ofd"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Csv => &["csv"],
            Self::Json => &["json"],
            Self::Xml => &["xml"],
            Self::Text => &["txt"],
        }
    }

    /// What it is, as a message: "an Excel workbook".
    pub const fn message(self) -> &'static str {
        match self {
            Self::Pdf => "file-kind-pdf",
            Self::Ofd => "file-kind-ofd",
            Self::Png | Self::Jpeg => "file-kind-picture",
            Self::Docx => "file-kind-word",
            Self::Xlsx => "file-kind-xlsx",
            Self::Csv | Self::Text => "file-kind-text",
            Self::Json => "file-kind-json",
            Self::Xml => "file-kind-xml",
        }
    }

    /// Its name among the names of others: PDF.
    pub fn name(self) -> String {
        self.endings().first().copied().unwrap_or_default().to_ascii_uppercase()
    }
}

text_enum! {
    /// A kind of document.
    Kind {
        /// The rows for which a firm applies, as the firm sent them.
        Schedule = "schedule",
        /// What the bank says happened on an account.
        Statement = "statement",
        /// A list of credit records.
        CreditList = "credit_list",
        /// What shows a credit fact, a repair or a consent.
        CreditEvidence = "credit_evidence",
        /// What shows that a payee has another account.
        AccountEvidence = "account_evidence",
        /// What shows why finance asks for an act.
        FinanceEvidence = "finance_evidence",
        /// What gives money to a budget line or takes it (指标文).
        BudgetDocument = "budget_document",
        /// The business licence of a firm that asks to be let in.
        FirmLicence = "firm_licence",
        /// A letter of the authority about a case; the program makes it.
        Letter = "letter",
        /// Papers of contracts that an application is about: guarantee contracts, loan contracts, receipts of fees.
        ContractPaper = "contract_paper",
        /// Papers of insurance: policies, invoices of premiums.
        PolicyPaper = "policy_paper",
        /// Papers of losses: claims, payments in their stead, recoveries.
        LossPaper = "loss_paper",
        /// What a firm declares, signed and with its seal (承诺书).
        DeclarationPaper = "declaration_paper",
        /// That somebody may act for the firm (授权委托书).
        PowerOfAttorney = "power_of_attorney",
        /// Whatever else a call asks for.
        OtherPaper = "other_paper",
    }
}

text_enum! {
    /// How it stands with a scanner that looks at papers.
    Look {
        /// Nobody asked one.
        None = "none",
        /// It is held until one has looked at it.
        Waiting = "waiting",
        /// Nothing was found.
        Clean = "clean",
        /// Something was found: it is shown to nobody.
        Infected = "infected",
    }
}

/// What the list says of a kind.
struct Row {
    filers: &'static [Role],
    readers: &'static [Role],
    media: &'static [Media],
    megabytes: u32,
    years: u32,
}

/// A paper or a picture of one.
const PAPER: &[Media] = &[Media::Pdf, Media::Ofd, Media::Png, Media::Jpeg, Media::Docx, Media::Xlsx];
/// Rows.
const TABLE: &[Media] = &[Media::Xlsx, Media::Csv, Media::Json];
const PAPER_MEGABYTES: u32 = 50;
/// What the readers of tables and statements take; how much comes in at all, the door's setting says.
const TABLE_MEGABYTES: u32 = 4 << 10;
/// What strangers send.
const LICENCE_MEGABYTES: u32 = 10;
const VOUCHER_YEARS: u32 = 30;
const STATEMENT_YEARS: u32 = 10;
/// As long as other accounting records that rest on nothing paid (annex 2).
const LICENCE_YEARS: u32 = 10;

/// A firm's own people see what the firm filed, and those who work on its case.
const CASE: &[Role] = &[
    Role::Preparer,
    Role::Signatory,
    Role::ReceivingOfficer,
    Role::CreditChecker,
    Role::FirstReviewer,
    Role::SecondReviewer,
    Role::Approver,
    Role::Auditor,
];
const MONEY: &[Role] = &[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler, Role::Auditor];

impl Kind {
    const fn row(self) -> Row {
        match self {
            Self::Schedule => Row {
                filers: &[Role::Preparer],
                readers: CASE,
                media: TABLE,
                megabytes: TABLE_MEGABYTES,
                years: VOUCHER_YEARS,
            },
            Self::Statement => Row {
                filers: &[Role::Reconciler],
                readers: MONEY,
                media: &[Media::Xml, Media::Text, Media::Xlsx, Media::Csv],
                megabytes: TABLE_MEGABYTES,
                years: STATEMENT_YEARS,
            },
            Self::CreditList => Row {
                filers: &[Role::CreditChecker],
                readers: &[Role::CreditChecker, Role::Auditor],
                media: TABLE,
                megabytes: TABLE_MEGABYTES,
                years: VOUCHER_YEARS,
            },
            Self::CreditEvidence => Row {
                filers: &[Role::Preparer, Role::Signatory, Role::CreditChecker, Role::Administrator],
                readers: &[
                    Role::ReceivingOfficer,
                    Role::CreditChecker,
                    Role::FirstReviewer,
                    Role::SecondReviewer,
                    Role::Approver,
                    Role::ObjectionHandler,
                    Role::Auditor,
                    Role::Administrator,
                ],
                media: PAPER,
                megabytes: PAPER_MEGABYTES,
                years: VOUCHER_YEARS,
            },
            Self::AccountEvidence => Row {
                filers: &[Role::ReceivingOfficer],
                readers: &[
                    Role::ReceivingOfficer,
                    Role::FinanceMaker,
                    Role::FinanceApprover,
                    Role::Reconciler,
                    Role::Auditor,
                ],
                media: PAPER,
                megabytes: PAPER_MEGABYTES,
                years: VOUCHER_YEARS,
            },
            Self::FinanceEvidence => Row {
                filers: &[Role::FinanceMaker, Role::Reconciler],
                readers: MONEY,
                media: PAPER,
                megabytes: PAPER_MEGABYTES,
                years: VOUCHER_YEARS,
            },
            Self::BudgetDocument => Row {
                filers: &[Role::FinanceMaker],
                readers: MONEY,
                media: PAPER,
                megabytes: PAPER_MEGABYTES,
                years: VOUCHER_YEARS,
            },
            Self::FirmLicence => Row {
                filers: &[],
                readers: &[Role::ReceivingOfficer, Role::Auditor],
                media: &[Media::Pdf, Media::Png, Media::Jpeg],
                megabytes: LICENCE_MEGABYTES,
                years: LICENCE_YEARS,
            },
            Self::Letter => Row {
                filers: &[],
                readers: Self::Schedule.row().readers,
                media: &[Media::Pdf],
                megabytes: PAPER_MEGABYTES,
                years: VOUCHER_YEARS,
            },
            Self::ContractPaper
            | Self::PolicyPaper
            | Self::LossPaper
            | Self::DeclarationPaper
            | Self::PowerOfAttorney
            | Self::OtherPaper => Row {
                filers: &[Role::Preparer],
                readers: CASE,
                media: PAPER,
                megabytes: PAPER_MEGABYTES,
                years: VOUCHER_YEARS,
            },
        }
    }

    /// Whether a call may ask an application for it.
    pub const fn is_of_application(self) -> bool {
        matches!(
            self,
            Self::ContractPaper
                | Self::PolicyPaper
                | Self::LossPaper
                | Self::DeclarationPaper
                | Self::PowerOfAttorney
                | Self::OtherPaper
        )
    }

    /// Who files one; nobody in a role files what strangers do.
    pub const fn filers(self) -> &'static [Role] {
        self.row().filers
    }

    /// Who may see one, of what the person's scope reaches.
    pub const fn readers(self) -> &'static [Role] {
        self.row().readers
    }

    /// What one may be.
    pub const fn media(self) -> &'static [Media] {
        self.row().media
    }

    /// Whether people open it with programs of their own, so that a scanner looks at it before.
    pub fn is_paper(self) -> bool {
        self.media().contains(&Media::Pdf)
    }

    /// How large one may be, in bytes.
    pub fn largest(self) -> i64 {
        i64::from(self.row().megabytes) << 20
    }

    /// How many years it is kept, from the end of the year on in which what it belongs to was closed.
    pub const fn years(self) -> u32 {
        self.row().years
    }

    /// What was closed before this day has had its years on a day.
    pub fn over_before(self, today: NaiveDate) -> Option<NaiveDate> {
        let years = i32::try_from(self.years()).ok()?;
        NaiveDate::from_ymd_opt(today.year().checked_sub(years)?, 1, 1)
    }

    /// What a field for one offers in the browser's dialog.
    pub fn accept(self) -> String {
        let endings = self.media().iter().flat_map(|media| media.endings());
        endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",")
    }

    /// What one may be, for people: PDF, OFD.
    pub fn formats(self) -> String {
        self.media().iter().map(|media| media.name()).collect::<Vec<_>>().join(", ")
    }

    /// What people call the kind, as a message.
    pub fn message(self) -> String {
        format!("document-kind-{}", self.key())
    }

    /// Refuses what is none by its content, or is too large.
    ///
    /// # Errors
    /// [`Code::DocumentKind`]; [`Code::FileTooLarge`].
    pub fn takes(self, media: Media, bytes: i64) -> Result<(), Refusal> {
        if !self.media().contains(&media) {
            return Err(self.refuses(media.message()));
        }
        if bytes > self.largest() {
            let max = Fact::Count(i64::from(self.row().megabytes));
            return Err(Refusal::new(Code::FileTooLarge).with("max", max).at_field("file"));
        }
        Ok(())
    }

    /// The refusal of a file that is none: what it is instead, as a message.
    pub fn refuses(self, found: &str) -> Refusal {
        Refusal::new(Code::DocumentKind)
            .with("kind", Fact::Message(self.message()))
            .with("allowed", Fact::Text(self.formats()))
            .with("found", Fact::Message(found.to_owned()))
            .at_field("file")
    }
}

/// That a document was cleared, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleared {
    /// When what it belongs to was closed.
    pub closed: NaiveDate,
    /// How many years it was kept from the end of that year on.
    pub years: i64,
    /// From which day on its content is nobody's any more.
    pub on: NaiveDate,
}

impl Cleared {
    /// What whoever asks for the content is told.
    pub fn refuses(&self, kind: Kind, file: &str) -> Refusal {
        Refusal::new(Code::DocumentCleared)
            .with("file", Fact::Text(file.to_owned()))
            .with("kind", Fact::Message(kind.message()))
            .with("on", Fact::Date(self.on))
            .with("closed", Fact::Date(self.closed))
            .with("years", Fact::Count(self.years))
    }

    /// Its seal, which the log names.
    pub fn seal(&self, id: DocumentId, sha256: &str) -> String {
        let sealing = Sealing::of("document.clear").text(&id.to_string()).text(sha256);
        sealing.text(&self.closed.to_string()).number(self.years).text(&self.on.to_string()).end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_begin_with_the_year_after_what_a_document_belongs_to_was_closed() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // Closed at the beginning or at the end of 2026: kept to the end of 2056.
        for (today, over) in [("2056-12-31", "2026-01-01"), ("2057-01-01", "2027-01-01"), ("2057-12-31", "2027-01-01")]
        {
            assert_eq!(Kind::Schedule.over_before(day(today)), Some(day(over)), "{today}");
        }
        assert_eq!(Kind::Statement.over_before(day("2037-01-01")), Some(day("2027-01-01")));
    }

    #[test]
    fn the_seal_of_a_clearing_names_all_of_it() {
        let (closed, on) = ("2026-03-09".parse().unwrap(), "2057-01-01".parse().unwrap());
        let cleared = Cleared { closed, years: 30, on };
        let (one, other) = (DocumentId::from_uuid(uuid::Uuid::nil()), DocumentId::from_uuid(uuid::Uuid::max()));
        let seals = [
            cleared.seal(one, "a"),
            cleared.seal(other, "a"),
            cleared.seal(one, "b"),
            Cleared { closed: on, ..cleared }.seal(one, "a"),
            Cleared { years: 10, ..cleared }.seal(one, "a"),
            Cleared { on: closed, ..cleared }.seal(one, "a"),
        ];
        let all: std::collections::BTreeSet<_> = seals.iter().collect();
        assert_eq!(all.len(), seals.len());
    }

    #[test]
    fn a_kind_takes_what_its_row_says() {
        for kind in Kind::ALL.iter().copied() {
            assert_eq!(kind.filers().is_empty(), matches!(kind, Kind::FirmLicence | Kind::Letter), "{kind}");
            assert!(!kind.readers().is_empty() && kind.years() >= 10, "{kind}");
            for media in Media::ALL.iter().copied() {
                let taken = kind.takes(media, 1);
                assert_eq!(taken.is_ok(), kind.media().contains(&media), "{kind} {media}");
                if let Err(refusal) = taken {
                    assert_eq!(refusal.code, Code::DocumentKind, "{kind} {media}");
                }
                let large = kind.takes(media, kind.largest().saturating_add(1));
                assert!(large.is_err(), "{kind} {media}");
            }
        }
        let large = Kind::BudgetDocument.takes(Media::Pdf, (50 << 20) + 1).unwrap_err();
        assert_eq!((large.code, &large.facts[..]), (Code::FileTooLarge, &[("max".to_owned(), Fact::Count(50))][..]));
        assert_eq!(Kind::Schedule.accept(), ".xlsx,.csv,.json");
        assert_eq!(Kind::CreditEvidence.formats(), "PDF, OFD, PNG, JPG, DOCX, XLSX");
    }

    #[test]
    fn nobody_of_a_firm_sees_what_is_not_the_firms_own() {
        let of_firms = |kind: &Kind| kind.readers().iter().any(|role| role.is_firm());
        let seen: Vec<_> = Kind::ALL.iter().copied().filter(of_firms).collect();
        let own = |kind: &Kind| matches!(kind, Kind::Schedule | Kind::Letter) || kind.is_of_application();
        assert_eq!(seen, Kind::ALL.iter().copied().filter(own).collect::<Vec<_>>());
        assert_eq!(seen.len(), 8);
    }

    #[test]
    fn what_an_application_carries_is_filed_by_those_who_prepare_it() {
        for kind in Kind::ALL.iter().copied().filter(|kind| kind.is_of_application()) {
            assert_eq!(kind.filers(), [Role::Preparer], "{kind}");
            assert_eq!(kind.readers(), Kind::Schedule.readers(), "{kind}");
            assert!(!kind.media().contains(&Media::Json) && kind.media().contains(&Media::Pdf), "{kind}");
        }
    }
}
