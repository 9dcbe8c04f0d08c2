//! Every "no" of the system: a code, the facts it rests on, and where it stands.
//!
//! A refusal is expected and belongs to the product: it is shown to people in both languages from the message
//! `refusal-<code>` of the catalogues, which says where, what was found and what is allowed; a code declares the
//! facts that its messages may use. What is *not* expected is a
//! fault of the program and is never a refusal.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::{Fen, Money};

/// A fact that a refusal's message shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Text as it was found.
    Text(String),
    /// A message of the catalogues, by its id (a column name, a role, a state).
    Message(String),
    /// An amount in minor units, of a currency that the message names (yuan unless it says otherwise).
    Amount(Fen),
    /// An amount that is shown with its currency.
    Money(Money),
    /// A number of things.
    Count(i64),
    /// A business date.
    Date(NaiveDate),
    /// A message of the catalogues with the text that it is about.
    About(String, String),
    /// A name in Chinese and English.
    Words(String, String),
    /// Several facts, read one after another.
    List(Vec<Self>),
    /// Another refusal, as the reason of this one.
    Because(Box<Refusal>),
}

/// A refusal: which rule, which input, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The rule that refused.
    pub code: Code,
    /// What the message names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<(String, Fact)>,
    /// The field of a form that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Refusal {
    /// A refusal without facts.
    pub const fn new(code: Code) -> Self {
        Self { code, facts: Vec::new(), field: None }
    }

    /// Adds a fact for the message: one that the code declares.
    #[must_use]
    pub fn with(mut self, name: &str, fact: Fact) -> Self {
        debug_assert!(
            self.code.facts().iter().any(|(known, shape)| *known == name && fact.has(*shape)),
            "{:?} declares no {name} like {fact:?}",
            self.code
        );
        self.facts.push((name.to_owned(), fact));
        self
    }

    /// Names the form field that it belongs to.
    #[must_use]
    pub fn at_field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code.key())?;
        for (name, fact) in &self.facts {
            write!(f, " {name}={fact:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// What kind of thing a declared fact is, as a message and every other reader of a refusal may rely on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text as it was found, or words of the catalogues.
    Words,
    /// A number of things.
    Number,
    /// A business date.
    Day,
    /// An amount of money.
    Sum,
    /// What was found, whatever it is.
    Any,
}

impl Fact {
    fn has(&self, shape: Shape) -> bool {
        match (self, shape) {
            (_, Shape::Any) => true,
            (Self::Count(_), shape) => shape == Shape::Number,
            (Self::Date(_), shape) => shape == Shape::Day,
            (Self::Amount(_) | Self::Money(_), shape) => shape == Shape::Sum,
            (_, shape) => shape == Shape::Words,
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $({ $($fact:ident: $shape:ident),+ })? => $key:literal,)+) => {
        /// The closed list of refusals. `refusal-<key>` is the message of each in both catalogues.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[$doc])* #[serde(rename = $key)] $name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable key, as in files, JSON and catalogues.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// The facts that a refusal with this code may name; its messages use no others.
            pub const fn facts(self) -> &'static [(&'static str, Shape)] {
                match self { $(Self::$name => &[$($((stringify!($fact), Shape::$shape)),+)?],)+ }
            }
        }
    };
}

codes! {
    // money
    /// An amount or an intermediate value does not fit.
    AmountOverflow => "amount-overflow",
    /// A division by zero.
    DivisionByZero => "division-by-zero",
    /// A share has a negative weight.
    NegativeWeight => "negative-weight",
    /// An amount is to be shared among nobody.
    NothingToShare => "nothing-to-share",
    /// Not an amount: { value }.
    AmountMalformed { value: Words } => "amount-malformed",
    /// More digits than an amount has: { value }.
    AmountTooLarge { value: Words } => "amount-too-large",
    /// An amount with a unit word inside: { value }.
    AmountUnit { value: Words } => "amount-unit",
    /// More decimals than the unit has: { value }, { places }.
    AmountDecimals { value: Words, places: Number } => "amount-decimals",
    /// Scientific notation: { value }.
    AmountScientific { value: Words } => "amount-scientific",
    /// A sign where none may stand: { value }.
    AmountNegative { value: Words } => "amount-negative",
    /// Not a rate: { value }.
    RateMalformed { value: Words } => "rate-malformed",
    // dates
    /// Not a date: { value }.
    DateMalformed { value: Any } => "date-malformed",
    /// The working-day calendar of { year } is not loaded.
    CalendarMissing { year: Words } => "calendar-missing",
    /// The calendar of { year } is loaded and stays as it is.
    CalendarKnown { year: Words } => "calendar-known",
    /// The calendar of { year } names no official notice.
    CalendarSource { year: Words } => "calendar-source",
    /// A day of a calendar, { date }, is wrong: { why }.
    CalendarDay { date: Day, why: Words } => "calendar-day",
    // identifiers
    /// Not 18 characters of the GB 32100 alphabet: { value }.
    UsccMalformed { value: Words } => "uscc-malformed",
    /// The authority, the kind of body or the region in front is none that GB 32100 knows: { value }.
    UsccStructure { value: Words } => "uscc-structure",
    /// The GB 32100 check character is wrong: { value }.
    UsccCheckDigit { value: Words } => "uscc-check-digit",
    /// The identity number of a person in the place of a firm's code: { value }, its middle hidden.
    UsccPerson { value: Words } => "uscc-person",
    /// Not 12 digits: { value }.
    CnapsMalformed { value: Words } => "cnaps-malformed",
    /// The check digit of a CNAPS code is wrong: { value }.
    CnapsCheckDigit { value: Words } => "cnaps-check-digit",
    /// Not a bank account number: { value }.
    AccountMalformed { value: Words } => "account-malformed",
    /// A spreadsheet turned an identifier into a number and lost digits: { value }.
    IdentifierAsNumber { value: Words } => "identifier-as-number",
    // form fields
    /// The field is required.
    FieldRequired => "field-required",
    /// The text is longer than { max } characters.
    TextTooLong { max: Number } => "text-too-long",
    /// Not a whole number: { value }.
    CountMalformed { value: Words } => "count-malformed",
    /// Not one of the allowed words: { value }, { allowed }.
    ChoiceUnknown { value: Words, allowed: Words } => "choice-unknown",
    /// Not yes or no: { value }.
    FlagMalformed { value: Words } => "flag-malformed",
    // workflow and rights
    /// Not signed in.
    NotSignedIn => "not-signed-in",
    /// Wrong name or password.
    SignInFailed => "sign-in-failed",
    /// A code of a second factor that does not count: never, no more, or not again.
    FactorWrong => "second-factor-wrong",
    /// There is a second factor that counts.
    FactorThere => "second-factor-there",
    /// No second factor was begun.
    FactorMissing => "second-factor-missing",
    /// The secret of a second factor is kept under a key that the program was not given.
    FactorSealed => "second-factor-sealed",
    /// Neither the password nor a code that counts.
    ProofWrong => "proof-wrong",
    /// Whoever signed in still owes a code, or a second factor.
    StepOwed => "second-step-owed",
    /// Too many failed sign-ins; it may be tried again at { until }.
    SignInLocked { until: Words } => "sign-in-locked",
    /// The action needs the role { role }.
    NotYourRole { role: Words } => "not-your-role",
    /// A line that bears the reference of the payment { payment } is said to be something else.
    LineNamesPayment { payment: Words } => "line-names-payment",
    /// A debit went to the account of the payee of { payment }, so that it is wholly no charge.
    LineToPayee { payment: Words } => "line-to-payee",
    /// The role { role } does not fit { value }, who belongs to a unit or to a firm.
    PersonRole { role: Words, value: Words } => "person-role",
    /// { value } belongs to a unit and a firm, or to neither.
    PersonBelongs { value: Words } => "person-belongs",
    /// The password of { value } has fewer than { least } characters.
    PasswordShort { value: Words, least: Number } => "password-short",
    /// The clock of the machine shows { now }, before the last event of the log at { last }.
    ClockBehind { now: Words, last: Words } => "clock-behind",
    /// Not found, or not in your scope.
    NotFound => "not-found",
    /// { value }, by which a person named something, names nothing that they may see.
    NothingNamed { value: Words } => "nothing-named",
    /// The same person acted at an incompatible step of this case: { step }.
    SamePerson { step: Words } => "same-person",
    /// The event { event } is not possible in the state { state }.
    NotInThisState { event: Words, state: Words } => "not-in-this-state",
    /// Somebody changed it meanwhile.
    Stale => "stale",
    /// The content changed after it was approved.
    ContentChanged => "content-changed",
    /// The same key was used for a different request.
    KeyReused => "key-reused",
    /// The form holds more than { max } MB.
    FormTooLarge { max: Words } => "form-too-large",
    /// A field stands twice in a form.
    FieldTwice => "field-twice",
    /// A form has a field that is not known, or lacks one, or holds what its page did not put there.
    FormMalformed => "form-malformed",
    /// The request came from another site or without its form token.
    ForeignRequest => "foreign-request",
    /// The page came over plain http where only https is served.
    HttpsOnly => "https-only",
    /// A reason is needed.
    ReasonRequired => "reason-required",
    /// A row that counted cannot be edited or deleted, only reversed.
    AppendOnly => "append-only",
    // calls and applications
    /// The scheme is in { scheme }, the budget line in { line }.
    CallCurrency { scheme: Words, line: Words } => "call-currency",
    /// A call opens and closes today or later: { date }, { today }.
    CallDayPast { date: Day, today: Day } => "call-day-past",
    /// The business period is not inside the validity of the scheme: { from }, { to }.
    CallOutsideScheme { from: Day, to: Day } => "call-outside-scheme",
    /// The business period begins before the scheme is valid: { from }.
    CallBeforeScheme { from: Day } => "call-before-scheme",
    /// The business period begins on { from }, after the last day of filing { closes }.
    CallPeriodLate { from: Day, closes: Day } => "call-period-late",
    /// The business period is longer than { years } years.
    CallPeriodLong { years: Number } => "call-period-long",
    /// The budget line is of { year }; filing takes one from { first } to { last }.
    CallBudgetYear { year: Words, first: Words, last: Words } => "call-budget-year",
    /// The new last day must be earlier than { closes }.
    CallNotEarlier { closes: Day } => "call-not-earlier",
    /// The new last day must be later than { closes }.
    CallNotLater { closes: Day } => "call-not-later",
    /// Firms have begun to apply, so only the last day can change.
    CallHasApplications => "call-has-applications",
    /// The call is divided already, so nobody can join.
    CallDivided => "call-divided",
    /// The proposal says nothing that is not in force.
    CallUnchanged => "call-unchanged",
    /// The proposal { number } about the call is not decided yet.
    CallProposalOpen { number: Words } => "call-proposal-open",
    /// A call needs a second person, who has not proposed it.
    CallSecondPerson => "call-second-person",
    /// The procedure is no version in force: { procedure }.
    ProcedureNotInForce { procedure: Words } => "procedure-not-in-force",
    /// A procedure of this id and version is there or proposed: { procedure }.
    ProcedureTaken { procedure: Words } => "procedure-taken",
    /// A procedure that cannot be read: { why }.
    ProcedureMalformed { why: Words } => "procedure-malformed",
    /// Id or version of a procedure: { field }.
    ProcedureName { field: Words } => "procedure-name",
    /// A procedure has title and basis in both languages.
    ProcedureTitle => "procedure-title",
    /// A procedure begins after the check and ends with the approval.
    ProcedureEnds => "procedure-ends",
    /// Two stages in one state: { state }.
    ProcedureStateTwice { state: Words } => "procedure-state-twice",
    /// The program knows no such move: { state }, { event }, { to }.
    ProcedureMoveUnknown { state: Words, event: Words, to: Words } => "procedure-move-unknown",
    /// A guard at an event that cannot have it: { guard }, { event }.
    ProcedureGuard { guard: Words, event: Words } => "procedure-guard",
    /// Nothing leads from a state to an end: { state }.
    ProcedureDeadEnd { state: Words } => "procedure-dead-end",
    /// A vetoed firm could not be refused there: { state }.
    ProcedureNoVeto { state: Words } => "procedure-no-veto",
    /// A unit has a limit from the same day on: { value }.
    LimitTaken { value: Words } => "limit-taken",
    /// Nobody set up to which amount the approvers of a unit approve: { unit }.
    ApprovalLimitMissing { unit: Words } => "approval-limit-missing",
    /// The amount is above the limit of the approver's unit: { amount }, { limit }, { unit }, { may }.
    ApprovalOverLimit { amount: Sum, limit: Sum, unit: Words, may: Words } => "approval-over-limit",
    /// Only the person who proposed it takes a proposal back.
    CallOwnProposal => "call-own-proposal",
    /// The call was called off.
    CallWithdrawn => "call-withdrawn",
    /// The call is not open: { opens }, { closes }.
    CallNotOpen { opens: Day, closes: Day } => "call-not-open",
    /// The call is for another kind of firm.
    CallForOthers => "call-for-others",
    /// The firm already has a live application in this call.
    AlreadyApplied => "already-applied",
    /// No schedule was uploaded yet.
    ScheduleMissing => "schedule-missing",
    /// The file is a marked-up copy from which the mark was taken; with the bad rows alone { good } good rows would go.
    OnlyBadRows { good: Number } => "only-bad-rows",
    /// The marked-up copy belongs to the application { application }.
    MarkedElsewhere { application: Words } => "marked-elsewhere",
    /// The marked-up copy is of an earlier schedule; the one in force is of { at }: { file }.
    MarkedOlder { at: Day, file: Words } => "marked-older",
    /// A row of the marked-up copy bears { number }, which names no bad row of the schedule or names it twice.
    MarkedRow { number: Words } => "marked-row",
    /// The marked-up copy has other columns than the schedule: { column }.
    MarkedColumns { column: Words, column_en: Words } => "marked-columns",
    /// The uploaded file was not kept for so long, or was taken already.
    UploadGone => "upload-gone",
    /// The schedule { file } is being imported.
    ImportRunning { file: Words } => "import-running",
    /// { count } rows still have errors.
    RowsWithErrors { count: Number } => "rows-with-errors",
    /// A question of the form is not answered: { fact }.
    FactMissing => "fact-missing",
    /// The firm has no payee account.
    AccountMissing => "account-missing",
    /// { what } of the payee { code } differs between the rows { first } and { row }.
    PayeeDiffers { what: Words, code: Words, first: Number, row: Number } => "payee-differs",
    /// The firm has an account; another one is requested, with a second person, instead of entered.
    AccountChangeNeeded => "account-change-needed",
    /// A change of this account is open already: { number }.
    AccountChangeOpen { number: Words } => "account-change-open",
    /// The requested account is the one that is in force.
    AccountUnchanged => "account-unchanged",
    /// Another person of the firm must confirm.
    AccountSecondPerson => "account-second-person",
    /// The call back must be noted.
    CallBackMissing => "call-back-missing",
    /// The account is none that was signed for this payee.
    AccountNotSigned => "account-not-signed",
    /// A change of the account of { payee } is open, so the payment { payment } of { application } waits.
    AccountHeld { payee: Words, payment: Words, application: Words } => "account-held",
    /// The signatory has not signed the new account for { application }.
    SupplementMissing { application: Words } => "supplement-missing",
    /// The payment { payment } is in the batch { batch }, which must be recalled first.
    PaymentInBatch { payment: Words } => "payment-in-batch",
    /// The account belongs to another firm.
    AccountOfAnotherFirm => "account-of-another-firm",
    /// The declaration was not accepted.
    DeclarationMissing => "declaration-missing",
    /// Nothing is payable.
    NothingPayable => "nothing-payable",
    /// In { row } the { contract } already counts in { whose } for { days }; { free } of it is free, { wanted } is claimed;
    /// { count } rows are so.
    ContractClaimed {
        row: Number, contract: Words, whose: Words, days: Words, free: Words, wanted: Words, count: Number
    } => "contract-claimed",
    /// { count } questions about lines that look like another application's are not answered.
    ClaimQuestionsOpen { count: Number } => "claim-questions-open",
    /// The { row } was found to be the same as another application's, and still counts.
    ClaimSameCounts { row: Number } => "claim-same-counts",
    /// The line does not belong to this application.
    LineNotFound => "line-not-found",
    /// { count } lines need a decision before the recommendation.
    LinesUndecided { count: Number } => "lines-undecided",
    // credit
    /// The credit check blocks: { reasons }.
    CreditBlocked { reasons: Words, who: Words } => "credit-blocked",
    /// The credit check refers to a person: { reasons }.
    CreditReferred { reasons: Words, who: Words } => "credit-referred",
    /// No credit check of this stage exists.
    CreditCheckMissing => "credit-check-missing",
    /// A new check differs from the one that was reviewed: { count } lines.
    CreditChanged { count: Number } => "credit-changed",
    /// No credit rules are in force on { day }.
    CreditRulesMissing { day: Day } => "credit-rules-missing",
    /// The fine in the content is not the one in its column: { column }, { content }.
    FineDiffers { column: Sum, content: Sum } => "fine-differs",
    /// The source { source } does not deliver { found }; it delivers { lists }.
    CreditListOther { source: Words, found: Words, lists: Words } => "credit-list-other",
    /// The data of a list are not from the future: { found }.
    CreditFileFuture { found: Day } => "credit-file-future",
    /// A column of codes is there and not read: { column } ({ letter }).
    CreditCodeColumn { column: Words, letter: Words } => "credit-code-column",
    /// A cell of a list that is unknown: { value }.
    CreditCellUnread { value: Words } => "credit-cell-unread",
    /// A cell that a list should have is empty.
    CreditCellMissing => "credit-cell-missing",
    /// An end before the day of its event, which counts as unknown: { value }, { event }.
    CreditEndBeforeEvent { value: Words, event: Day } => "credit-end-before-event",
    /// The day of an event, { value }, lies after today.
    CreditEventLater { value: Day } => "credit-event-later",
    /// A full list without any record.
    CreditFullEmpty => "credit-full-empty",
    /// The source is not known: { value }.
    CreditSourceUnknown { value: Words } => "credit-source-unknown",
    /// No payment of { application } now: { why }.
    CreditGate { application: Words, why: Words } => "credit-gate",
    /// No payment of { application } now: its check stands at { reasons }, which { who }.
    CreditGateCause { application: Words, reasons: Words, who: Words } => "credit-gate-cause",
    /// Two people who did not write the rules must approve them.
    CreditApprovalsMissing => "credit-approvals-missing",
    /// The rules as text cannot be used: { what }, { rule }.
    CreditRulesMalformed { what: Words, rule: Words } => "credit-rules-malformed",
    /// Rules begin on a later day than { today }; { found } was given.
    CreditRulesPast { today: Day, found: Day } => "credit-rules-past",
    /// A rule set of this name exists: { id }.
    CreditRulesKnown { id: Words } => "credit-rules-known",
    /// The rules were not tried on the checks of the last { days } days.
    CreditDryRunMissing { days: Number } => "credit-dry-run-missing",
    /// A second officer must confirm; nobody confirms what he or she entered.
    CreditSecondOfficer => "credit-second-officer",
    /// { who } entered "{ what }" about the same thing on { at }, which waits for its second officer.
    CreditEntryOpen { who: Words, what: Words, at: Day } => "credit-entry-open",
    /// "{ what }" about the same thing was confirmed on { at } by { who }, after this was entered.
    CreditEntryOvertaken { what: Words, at: Day, who: Words } => "credit-entry-overtaken",
    /// The statement says too little: { what }.
    CreditStatementMalformed { what: Words } => "credit-statement-malformed",
    /// Evidence must be attached.
    EvidenceMissing => "evidence-missing",
    /// A document of the kind { kind } is one of { allowed }; this is { found }.
    DocumentKind { kind: Words, allowed: Words, found: Words } => "document-kind",
    /// The file is called { name } and is { found }.
    DocumentName { name: Words, found: Words } => "document-name",
    /// The file { file } was not taken: { why }.
    FileNotTaken { file: Words, why: Words } => "file-not-taken",
    /// The material { material } is demanded and not there.
    MaterialMissing { material: Words } => "material-missing",
    /// The call asks for no such material.
    MaterialUnknown => "material-unknown",
    /// A material is known by small letters, digits and underscores.
    MaterialKey => "material-key",
    /// Two materials are known by the same key.
    MaterialTwice => "material-twice",
    /// No application carries documents of this kind.
    MaterialKind => "material-kind",
    /// It is not said, or not rightly, which parts of the programme demand the material.
    MaterialPart => "material-part",
    /// A call asks for at most { max } materials.
    MaterialsTooMany { max: Number } => "materials-too-many",
    /// Somebody's file is looked at by a scanner and not opened before.
    DocumentHeld => "document-held",
    /// A scanner found something in the file.
    DocumentInfected => "document-infected",
    /// { count } files are still looked at.
    PapersHeld { count: Number } => "papers-held",
    /// A scanner found something in { count } files.
    PapersInfected { count: Number } => "papers-infected",
    /// The scanner cannot be asked: { why }.
    ScannerAway { why: Words } => "scanner-away",
    /// { address } is no address of a scanner.
    ScannerAddress { address: Words } => "scanner-address",
    /// The application carries this file there already.
    AttachmentThere => "attachment-there",
    /// An application carries at most { max } files.
    AttachmentsTooMany { max: Number } => "attachments-too-many",
    /// There is no such record of this firm: { record }.
    CreditRecordUnknown { record: Words } => "credit-record-unknown",
    /// An objection or repair on this record is open already.
    CreditDeskOpen => "credit-desk-open",
    /// Only reasons on which a person may decide can be overridden: { reasons }.
    CreditNotOverridable { reasons: Words } => "credit-not-overridable",
    /// The purpose of the query must be stated.
    PurposeMissing => "purpose-missing",
    /// { removed } of { known } records would be removed: more than { percent } in a hundred. A person confirms.
    CreditDropTooLarge { removed: Number, known: Number, percent: Number } => "credit-drop-too-large",
    /// A full list must state its day.
    CreditFileDateMissing => "credit-file-date-missing",
    /// A later list was imported already: { found }, { known }.
    CreditFileOlder { found: Day, known: Day } => "credit-file-older",
    /// Another list of the source is on its way into the register.
    CreditImportRunning => "credit-import-running",
    /// { bad } rows of a full list could not be read, so nobody knows whom it removes.
    CreditFileIncomplete { bad: Number } => "credit-file-incomplete",
    /// The registry's settings are wrong: { what }.
    RegistryMalformed { what: Words } => "registry-malformed",
    // budget and payments
    /// The budget line has { available }, { wanted } is needed.
    BudgetExhausted { available: Sum, wanted: Sum } => "budget-exhausted",
    /// The document { document } changed the budget before, or is proposed.
    BudgetDocumentKnown { document: Words } => "budget-document-known",
    /// Money comes to a budget line or leaves it only as two people decided it.
    AllocationNotConfirmed => "allocation-not-confirmed",
    /// The award already has a live payment.
    AlreadyPaid => "already-paid",
    /// Nothing was selected.
    NothingSelected => "nothing-selected",
    /// A budget line is kept in the currency of the account that pays it.
    LineCurrency => "line-currency",
    /// What was chosen for one notice or batch is in several { currencies }.
    SeveralCurrencies { currencies: Words } => "several-currencies",
    /// The selected payments belong to different bank accounts.
    MixedAccounts => "mixed-accounts",
    /// The control totals of the file differ from the batch.
    ControlTotals { found: Sum, wanted: Sum } => "control-totals",
    /// By our books the bank does not have the payment, so that a debit does not settle it.
    PaymentNotWithBank { payment: Words, state: Words } => "payment-not-with-bank",
    /// Another payment of the award is with the bank or paid: a further debit is a double payment.
    PaidTwice { other: Words, payment: Words, state: Words } => "paid-twice",
    /// The award of the payment was given up: a debit for it is not owed.
    GivenUpAndPaid { payment: Words } => "given-up-and-paid",
    /// The other payment of the award stands in a batch.
    SuccessorBatched { other: Words, payment: Words } => "successor-batched",
    /// The payment is owed: the debit is not to come back.
    PaymentOwed { payment: Words, state: Words } => "payment-owed",
    /// The chosen payments come to the line, so that there is no rest.
    NoRest { entry: Sum } => "no-rest",
    /// The set-up names what is neither in it nor in the database.
    SetupReference { value: Words, what: Words } => "setup-reference",
    /// The code of a unit of the set-up is none: { value }.
    SetupUnitCode { value: Words } => "setup-unit-code",
    /// The year { year } of the budget line { line } is none between { least } and { most }.
    SetupYear { line: Words, year: Words, least: Words, most: Words } => "setup-year",
    /// Not a time zone: { value }.
    ZoneUnknown { value: Words } => "zone-unknown",
    /// A key for secrets that is none.
    SecretKeyMalformed => "secret-key-malformed",
    /// By the standard that was chosen staff must have a second factor.
    SecondFactorDemanded => "second-factor-demanded",
    /// The person { value } is locked.
    PersonLockedOut { value: Words } => "person-locked-out",
    /// The change { change } gives or takes no roles.
    ChangeWithoutRoles { change: Words } => "change-without-roles",
    /// A limit of approval with a sign: { value }.
    LimitNegative { value: Words } => "limit-negative",
    /// More than the payee owes back.
    MoreThanOwed { entry: Sum, owed: Sum, payment: Words } => "more-than-owed",
    /// No payment of the batch is in transit.
    NothingInTransit => "nothing-in-transit",
    /// The account pays no budget line, so that nothing can be posted on it.
    AccountWithoutLine => "account-without-line",
    /// No ready payment fits the rule.
    NothingFitsRule { rule: Words } => "nothing-fits-rule",
    /// The award was given up.
    AwardGivenUp => "award-given-up",
    /// Nothing is paid from { account } until statements through { through } show what was paid since the restoration.
    ReleaseLocked { account: Words, through: Day } => "release-locked",
    /// Every day through { through } must be on a statement; { missing } is on none.
    LockNeedsStatements { through: Day, missing: Day } => "lock-needs-statements",
    /// { lines } lines are not explained, { statements } statements wait in quarantine.
    LockLinesOpen { lines: Number, statements: Number } => "lock-lines-open",
    /// A second person has still to decide what was asked: { request }.
    RequestOpen { request: Words } => "request-open",
    /// Who asked for it does not decide it.
    RequestOwn => "request-own",
    /// Nobody gives rights to oneself.
    PersonOwnRights => "person-own-rights",
    /// A conflict of interest with the firm was declared: who has it stays out of the firm's cases and money.
    Recused => "recused",
    /// The same conflict of interest was declared already, as { number }.
    RecusalKnown { number: Words } => "recusal-known",
    /// The last day { until } lies before the first one, { from }.
    RecusalDays { from: Day, until: Day } => "recusal-days",
    /// The declaration { number } is over or ended.
    RecusalOver { number: Words } => "recusal-over",
    /// Whoever declared a conflict of interest, or has it, does not end it.
    RecusalDeclarer => "recusal-declarer",
    /// Nobody would be left who looks after people.
    LastAdministrator => "last-administrator",
    /// The person { value } has this already.
    PersonUnchanged { value: Words } => "person-unchanged",
    /// A password that is guessed soon.
    PasswordWeak => "password-weak",
    /// The password of now is another one.
    PasswordWrong => "password-wrong",
    /// The password was typed differently the second time.
    PasswordDiffers => "password-differs",
    /// A link to set a password that was used, is over, or was replaced.
    LinkOver => "link-over",
    /// A token that may only read.
    TokenReadsOnly => "token-reads-only",
    /// A token ends on a day from tomorrow on, and within { days } days.
    TokenDays { days: Number } => "token-days",
    /// No two administrators agreed that the person sets a password, or the person has set it since.
    LinkNotAgreed => "link-not-agreed",
    /// A registration of this firm waits already.
    RegistrationOpen => "registration-open",
    /// Too many registrations came from one place; the next may be sent at { until }.
    RegistrationOften { until: Words } => "registration-often",
    /// A registration without the licence.
    LicenceMissing => "licence-missing",
    /// Not a telephone number: { value }.
    PhoneMalformed { value: Words } => "phone-malformed",
    /// A link to set an installation up that was used, is over, or was replaced; or somebody is there already.
    SetupOver => "setup-over",
    /// Below the unit { value } there is no level.
    UnitLowest { value: Words } => "unit-lowest",
    /// A budget line is of a year from { first } to { last }.
    FiscalYear { first: Words, last: Words } => "fiscal-year",
    /// Not the code of a place (GB/T 2260): { value }.
    PlaceCode { value: Words } => "place-code",
    /// No payment is released where a fail-over loses what was acknowledged.
    ClusterAsynchronous => "cluster-asynchronous",
    /// A loss is accepted for at most { days } days.
    ClusterAcceptance { days: Number } => "cluster-acceptance",
    /// The jobs are everybody's; an office among several does not decide about them.
    JobsOfAll => "jobs-of-all",
    /// The time of a worker is over, or its job was given up or taken by another: it may not write.
    JobLost => "job-lost",
    /// The program ended { count } times while the job was done.
    JobBrokenOff { count: Number } => "job-broken-off",
    /// A job did not come about: { why }.
    JobFault { why: Words } => "job-fault",
    /// The installation sends no mail.
    MailOff => "mail-off",
    /// No address for mail: { value }.
    MailAddress { value: Words } => "mail-address",
    /// The link to prove an address is over, or another person's, or a newer one was sent.
    MailLink => "mail-link",
    /// A link was just sent; another one is sent in { seconds } seconds at the earliest.
    MailAskedJustNow { seconds: Number } => "mail-asked-just-now",
    /// { place } did not take a mail: { why }.
    MailNotTaken { place: Words, why: Words } => "mail-not-taken",
    /// Mail cannot go to { value }: { why }.
    MailPlace { value: Words, why: Words } => "mail-place",
    /// Mail is to be sent, and the setting { name } is missing.
    MailUnset { name: Words } => "mail-unset",
    /// { value } is no address of the pages.
    MailSite { value: Words } => "mail-site",
    /// No font for letters is at { places }, or it cannot be used.
    LetterFont { places: Words } => "letter-font",
    /// No font has the character { character }.
    LetterGlyph { character: Words } => "letter-glyph",
    /// At { place } the text of a letter says { name }, which it does not have: { known }.
    LetterPlaceholder { place: Words, name: Words, known: Words } => "letter-placeholder",
    /// The version { value } of the text of a letter is there already.
    LetterVersion { value: Words } => "letter-version",
    /// No text of a letter: { why }.
    LetterTemplate { why: Words } => "letter-template",
    /// The file of the letter { number } is not made yet.
    LetterNotMade { number: Words } => "letter-not-made",
    /// The cluster is everybody's; an office among several does not decide about it.
    ClusterOfAll => "cluster-of-all",
    /// The file is for { date }, which is over.
    ExecutionPassed { date: Day } => "execution-passed",
    /// What was chosen is not what was shown: { shown }, { found }.
    ChoiceChanged { shown: Words, found: Words } => "choice-changed",
    /// The firm has until { until } to correct.
    CorrectionRuns { until: Day } => "correction-runs",
    /// A credit check of now does not veto the firm.
    CaseNotVetoed => "case-not-vetoed",
    /// Not between { least } and { most } working days.
    CorrectionDays { least: Number, most: Number } => "correction-days",
    /// The notice still runs until { until }.
    NoticeRuns { until: Day } => "notice-runs",
    // bank statements
    /// The same file was imported on { at } by { who }.
    FileKnown { at: Day, who: Words } => "file-known",
    /// The same statement was imported before.
    StatementKnown => "statement-known",
    /// The statement belongs to no bank account of the authority: { account }.
    BankAccountUnknown { account: Words } => "bank-account-unknown",
    /// A table has headings that nobody has described yet.
    BankColumnsUnknown => "bank-columns-unknown",
    /// A column that a statement cannot be read without: { column }.
    BankColumnMissing { column: Words } => "bank-column-missing",
    /// What only one column can hold is said of two: { column }.
    BankColumnTwice { column: Words } => "bank-column-twice",
    /// A table has no row that is an entry.
    BankTableEmpty => "bank-table-empty",
    /// Neither the file nor the form says of which account a table is.
    BankAccountUnnamed => "bank-account-unnamed",
    /// The line's statement is in quarantine.
    StatementQuarantined => "statement-quarantined",
    /// The amounts differ: { entry }, { payment }.
    AmountsDiffer { entry: Sum, payment: Sum } => "amounts-differ",
    /// The line's direction does not fit what it shall be.
    WrongDirection => "wrong-direction",
    /// The parts of a line come to { parts }, the line to { entry }.
    PartsDiffer { parts: Sum, entry: Sum } => "parts-differ",
    /// { count } lines of the statement are here already.
    StatementOverlaps { count: Number } => "statement-overlaps",
    /// What is wrong with the statement can never be right.
    StatementNeverRight => "statement-never-right",
    // files and messages (format/)
    /// The file is empty.
    FileEmpty => "file-empty",
    /// The file is larger than { max } MB.
    FileTooLarge { max: Number } => "file-too-large",
    /// Not a spreadsheet or CSV but { found }.
    FileKind { found: Words } => "file-kind",
    /// The file is protected by a password.
    FileEncrypted => "file-encrypted",
    /// The file is damaged: { what }.
    FileBroken { what: Words } => "file-broken",
    /// Unpacked it is larger than { max } MB, or packed beyond what real workbooks are.
    FileUnpacked { max: Number } => "file-unpacked",
    /// More than { max } parts in the container.
    FileParts { max: Number } => "file-parts",
    /// A document type declaration, which no spreadsheet or bank message has.
    FileDoctype => "file-doctype",
    /// Neither UTF-8 nor GB18030.
    FileEncoding => "file-encoding",
    /// No sheet named { wanted }; there are { seen }.
    SheetMissing { wanted: Words, seen: Words } => "sheet-missing",
    /// Several sheets hold such a table: { seen }.
    SheetAmbiguous { seen: Words } => "sheet-ambiguous",
    /// No row of headings in { seen }.
    SheetNoHeadings { seen: Words } => "sheet-no-headings",
    /// More than { max } columns, at { row }.
    ColumnsTooMany { max: Number, row: Number, column: Words } => "columns-too-many",
    /// More than { max } rows.
    RowsTooMany { max: Number } => "rows-too-many",
    /// A required column is missing: { column }, { column_en }.
    ColumnMissing { column: Words, column_en: Words } => "column-missing",
    /// The same column twice: { column }, { first }, { second }.
    ColumnDoubled { column: Words, first: Words, second: Words } => "column-doubled",
    /// The heading { column } says { found }, declared is { declared }.
    ColumnUnit { column: Words, found: Words, declared: Words } => "column-unit",
    /// The key { value } of row { row } is already in row { first }.
    KeyDoubled { value: Words, row: Number, first: Number } => "key-doubled",
    /// A number cell { value } in row { row } that may be { other } of row { first }, written as text.
    KeyZerosLost { value: Words, row: Number, other: Words, first: Number } => "key-zeros-lost",
    /// A spreadsheet error: { value }.
    CellBroken { value: Words } => "cell-broken",
    /// The format { format } shows { value } where { stored } is stored.
    CellFormat { format: Words, value: Words, stored: Words } => "cell-format",
    /// A formula without a calculated value; { stored } is stored.
    CellUncalculated { stored: Words } => "cell-uncalculated",
    /// A cell of an area merged with { corner }, whose { value } cannot stand for several rows.
    CellMerged { corner: Words, value: Words } => "cell-merged",
    /// A value outside its bounds: { value }, { least }, { most }.
    ValueBounds { value: Words, least: Words, most: Words } => "value-bounds",
    /// The day { value } is before { earlier }, the day of the column { column }, { column_en }.
    DateOrder { value: Day, earlier: Day, column: Words, column_en: Words } => "date-order",
    /// The XML is not well formed: { what }, { place }.
    MessageMalformed { what: Words, line: Number } => "message-malformed",
    /// The message says that it is in { declared }, and is not.
    MessageEncoding { declared: Words } => "message-encoding",
    /// Elements nested deeper than { max }.
    MessageDepth { max: Number } => "message-depth",
    /// Not a message that is read here: { found }, { allowed }.
    MessageKind { found: Words, allowed: Words } => "message-kind",
    /// The element { element } is missing.
    MessageElementMissing { element: Words } => "message-element-missing",
    /// A text that the bank message cannot carry: { element }, { value }, { max }.
    MessageText { element: Words, value: Words, max: Number } => "message-text",
    /// A payment file without payments.
    PaymentsNone => "payments-none",
    /// The amount of a payment is not above zero: { id }.
    PaymentNotPositive { id: Words } => "payment-not-positive",
    /// Two payments with the same end-to-end id: { id }.
    PaymentIdDoubled { id: Words } => "payment-id-doubled",
    // scheme files
    /// The file is not TOML, or has a field that schemes do not know: { found }.
    SchemeSyntax { found: Words } => "scheme-syntax",
    /// The file is too large.
    SchemeFileTooLarge => "scheme-file-too-large",
    /// A field of { name } is missing: { field }.
    SchemeFieldMissing { name: Words, field: Words } => "scheme-field-missing",
    /// { field } has the unknown value { found }; allowed: { allowed }.
    SchemeValueUnknown { field: Words, found: Words, allowed: Words } => "scheme-value-unknown",
    /// Not a good name: { name }.
    SchemeNameMalformed { name: Words } => "scheme-name-malformed",
    /// The name stands twice: { name }.
    SchemeNameTwice { name: Words } => "scheme-name-twice",
    /// Nothing has the name { name }; known: { allowed }.
    SchemeNameUnknown { name: Words, allowed: Words } => "scheme-name-unknown",
    /// No table has the name { name }.
    SchemeTableUnknown { name: Words } => "scheme-table-unknown",
    /// The words of { name } in { language } are missing.
    SchemeTextMissing { name: Words, language: Words } => "scheme-text-missing",
    /// { name } names no article.
    SchemeArticleMissing { name: Words } => "scheme-article-missing",
    /// Nothing uses { name }.
    SchemeUnused { name: Words } => "scheme-unused",
    /// What { name } says can never apply, or always applies.
    SchemeUnreachable { name: Words } => "scheme-unreachable",
    /// { name } depends on itself.
    SchemeCycle { name: Words } => "scheme-cycle",
    /// A formula cannot be read from { found } on.
    SchemeFormulaSyntax { found: Words } => "scheme-formula-syntax",
    /// A formula is too long or too deep.
    SchemeFormulaTooLarge => "scheme-formula-too-large",
    /// No such function, or other arguments: { formula }.
    SchemeFunction { formula: Words } => "scheme-function",
    /// A sum over lines where none may stand: { formula }.
    SchemeAggregate { formula: Words } => "scheme-aggregate",
    /// Units do not go together: { left }, { right } in { formula }.
    SchemeUnits { left: Words, right: Words, formula: Words } => "scheme-units",
    /// A rate meets a bare number in { formula }.
    SchemeRateNumber { formula: Words, left: Words, right: Words } => "scheme-rate-number",
    /// A formula gives { found }, not { wanted }: { formula }.
    SchemeResult { found: Words, wanted: Words, formula: Words } => "scheme-result",
    /// { name } is a value of a { level }, the rule is one of a { wanted }.
    SchemeLevel { name: Words, level: Words, wanted: Words } => "scheme-level",
    /// The choice has no word { value }; allowed: { allowed }.
    SchemeChoiceUnknown { value: Words, allowed: Words } => "scheme-choice-unknown",
    /// The bound { bound } of table { name } lacks { field }.
    SchemeBoundFlag { bound: Words, name: Words, field: Words } => "scheme-bound-flag",
    /// A gap between two rows of table { name }.
    SchemeBandGap { name: Words } => "scheme-band-gap",
    /// Two rows of table { name } overlap or stand in the wrong order.
    SchemeBandOverlap { name: Words } => "scheme-band-overlap",
    /// { name } has no named rounding.
    SchemeRoundingMissing { name: Words } => "scheme-rounding-missing",
    /// The cap { name } has no scope.
    SchemeCapScope { name: Words } => "scheme-cap-scope",
    /// A table is looked up by another number of keys than it has.
    SchemeTableKeys { found: Number, name: Words, wanted: Number } => "scheme-table-keys",
    /// A point lies in no row of a table.
    SchemeTableGap { name: Words, point: Words } => "scheme-table-gap",
    /// A point lies in two rows of a table.
    SchemeTableOverlap { name: Words, point: Words } => "scheme-table-overlap",
    /// A table has more parts than can be checked.
    SchemeTableTooLarge { name: Words } => "scheme-table-too-large",
    /// A series that the file does not have.
    SchemeSeriesUnknown { name: Words } => "scheme-series-unknown",
    /// A value of a series is out of order, after its end, or of another unit.
    SchemeSeriesOrder { found: Words, name: Words } => "scheme-series-order",
    /// The last class of a classification has a condition, or an earlier one has none.
    SchemeClassOpen { name: Words } => "scheme-class-open",
    /// Lines are grouped by a step that needs a sum.
    SchemeGroupLate { name: Words } => "scheme-group-late",
    /// The amount of a pool or budget depends on an application.
    SchemeCallAmount { formula: Words } => "scheme-call-amount",
    // calculation
    /// The fact { name } is not given.
    CalcFactMissing { name: Words } => "calc-fact-missing",
    /// The fact { name } is none of this scheme, or of another kind.
    CalcFactUnknown { name: Words } => "calc-fact-unknown",
    /// A scheme with a pool or budget: the call is not divided yet.
    CallNotDivided => "call-not-divided",
    /// The scheme of the call has neither pool nor budget.
    CallNothingToDivide => "call-nothing-to-divide",
    /// Firms may still apply.
    CallStillOpen { closes: Day } => "call-still-open",
    /// Not all applications of the call are under review.
    CallNotTogether { number: Words, state: Words } => "call-not-together",
    /// What was granted elsewhere since changes the amount.
    CalculationChanged => "calculation-changed",
    /// The authority has not fixed a parameter.
    CalcParameterMissing { name: Words } => "calc-parameter-missing",
    /// A parameter is below or above what the law allows.
    CalcParameterRange { least: Words, most: Words, name: Words } => "calc-parameter-range",
    /// A parameter is not one of the scheme, or of another kind.
    CalcParameterUnknown { name: Words } => "calc-parameter-unknown",
    /// Rounding each share by itself spends more than the pool.
    CalcPoolOverspent { name: Words } => "calc-pool-overspent",
    /// Line { line } has no good value in column { column }.
    CalcRowMalformed { line: Number, column: Words } => "calc-row-malformed",
    /// The rule { rule } has no value: { fault }.
    CalcRuleFault { rule: Words, fault: Words } => "calc-rule-fault",
    /// The rule { rule } has no value because of line { line }: { fault }.
    CalcLineFault { rule: Words, line: Number, fault: Words } => "calc-line-fault",
    /// There is no line { line }.
    CalcLineUnknown { line: Number } => "calc-line-unknown",
    // versions of a scheme
    /// Version { version } of { scheme } exists.
    SchemeVersionTaken { version: Words, scheme: Words } => "scheme-version-taken",
    /// The version was written by another person; only its author changes it.
    SchemeAuthorOnly => "scheme-author-only",
    /// Who wrote or submitted a version does not publish it.
    SchemeSecondPerson => "scheme-second-person",
    /// The version has no cases, or some of them fail.
    SchemeCasesOpen => "scheme-cases-open",
    /// { date } lies before { today }.
    SchemeEffectivePast { date: Day, today: Day } => "scheme-effective-past",
    /// Version { version } of { scheme } is not in force: { standing }.
    SchemeNotInForce { version: Words, scheme: Words, standing: Words } => "scheme-not-in-force",
    /// A published version was to be edited or deleted.
    SchemePublished => "scheme-published",
    /// A period ends on { to }, before it begins on { from }.
    PeriodBackwards { to: Day, from: Day } => "period-backwards",
    /// A public notice lasts { least } to { most } working days.
    NoticeDays { least: Number, most: Number } => "notice-days",
    // cases of a scheme
    /// The case { case } cannot be read: { found }.
    CaseMalformed { case: Words, found: Words } => "case-malformed",
    // size class
    /// The size class needs { indicator }.
    SizeIndicatorMissing { indicator: Words } => "size-indicator-missing",
    // command line
    /// The file or folder { path } cannot be used: { why }.
    FileUnreadable { path: Words, why: Words } => "file-unreadable",
    /// There is no database at { path }.
    DatabaseMissing { path: Words } => "database-missing",
    /// The database { path } holds no installation.
    DatabaseEmpty { path: Words } => "database-empty",
    /// The database at { path } lacks { steps } steps of this program's schema.
    DatabaseOlder { path: Words, steps: Number } => "database-older",
    /// The database at { path } has a step of the schema, { step }, that this program does not know.
    DatabaseNewer { path: Words, step: Words } => "database-newer",
    /// The address of the database cannot be read: { why }.
    DatabaseAddress { why: Words } => "database-address",
    /// The address of the database has a parameter { name } that the program does not know.
    DatabaseParameterUnknown { name: Words } => "database-parameter-unknown",
    /// The parameter { name } of the address of the database has a value that it cannot have.
    DatabaseParameterValue { name: Words } => "database-parameter-value",
    /// The server only reads.
    DatabaseStandby => "database-standby",
    /// Another server of the cluster took over from this one.
    DatabaseLeftBehind => "database-left-behind",
    /// The setting { setting } of the server is { value }; what is acknowledged could be lost.
    DatabaseUnsafe { setting: Words, value: Words } => "database-unsafe",
    /// The copy at { path } cannot be read: { why }.
    BackupUnreadable { path: Words, why: Words } => "backup-unreadable",
    /// A folder of copies was named and none of them.
    BackupSeveral { copies: Words, path: Words } => "backup-several",
    /// { file } is not the file of which its manifest speaks.
    BackupAltered { file: Words } => "backup-altered",
    /// The pages of { file } do not hold together.
    BackupDamaged { file: Words } => "backup-damaged",
    /// The table { table } came back with { found } rows and not { wanted }, or with others.
    BackupDiffers { table: Words, found: Number, wanted: Number } => "backup-differs",
    /// The copy is of a database of another kind: { found }, { wanted }.
    BackupOtherDatabase { found: Words, wanted: Words } => "backup-other-database",
    /// Documents are kept in { address }, which cannot be read: { why }.
    StorageAddress { address: Words, why: Words } => "storage-address",
    /// { place } does not keep documents: { why }.
    StorageUnusable { place: Words, why: Words } => "storage-unusable",
    /// The content of { count } documents is outside of the database, and nobody said where.
    StorageMissing { count: Number } => "storage-missing",
    /// The content of the { kind } { file } was cleared on { on }, { years } years after { closed }.
    DocumentCleared { file: Words, kind: Words, on: Day, closed: Day, years: Number } => "document-cleared",
    /// The place where documents are kept does not answer: { why }.
    StorageAway { why: Words } => "storage-away",
    /// The copy is of another installation than the database at { path }.
    BackupOtherInstallation { path: Words } => "backup-other-installation",
    /// The folder { path } holds no record of what was acknowledged.
    AcknowledgedNone { path: Words } => "acknowledged-none",
    /// There is a database at { path } already.
    RestoreTargetThere { path: Words } => "restore-target-there",
    /// The database was not brought back to { instant }: its last event is of { last }.
    RestoreInstant { instant: Words, last: Words } => "restore-instant",
    /// Somebody uses the database { path }.
    DatabaseInUse { path: Words } => "database-in-use",
    /// An installation goes over from SQLite to PostgreSQL alone.
    RelocateKinds => "relocate-kinds",
    /// People work at the target already.
    RelocateUsed { path: Words } => "relocate-used",
    /// A database of an earlier version is not brought along without a copy.
    UpgradeNeedsBackup => "upgrade-needs-backup",
    /// The copy { copy }, brought along, does not hold { rules }.
    UpgradeUnsound { copy: Words, rules: Words } => "upgrade-unsound",
    /// The program { tool } of PostgreSQL is not here.
    ToolMissing { tool: Words } => "tool-missing",
    /// The folder { path } holds no scheme file.
    SchemeFolderEmpty { path: Words } => "scheme-folder-empty",
    /// There is no scheme { value }; there are { allowed }.
    SchemeIdUnknown { value: Words, allowed: Words } => "scheme-id-unknown",
    /// { value } is no fact of the scheme; there are { allowed }.
    FactNameUnknown { value: Words, allowed: Words } => "fact-name-unknown",
    /// The scheme asks for the fact { name }.
    FactNotGiven { name: Words, en: Words, zh: Words } => "fact-not-given",
    /// The file of facts { path } cannot be read: { what }.
    FactsMalformed { path: Words, what: Words } => "facts-malformed",
    /// The set-up file { path } cannot be read: { what }.
    SetupMalformed { path: Words, what: Words } => "setup-malformed",
    /// Line { line } of a TOML or JSON text, { text }, cannot be taken: { why }.
    TextMalformed { line: Number, text: Words, why: Words } => "text-malformed",
    /// Somebody has the sign-in name { value }.
    LoginTaken { value: Words } => "login-taken",
    /// A person of a set-up without a name, a role, or with an empty password.
    PersonIncomplete { field: Words, value: Words } => "person-incomplete",
    /// A person has the role { value } twice.
    RoleTwice { value: Words } => "role-twice",
    /// There is a unit with the code { value }.
    UnitKnown { value: Words } => "unit-known",
    /// There is a firm with the code { value }.
    FirmKnown { value: Words } => "firm-known",
    /// There is a bank account with the number { value }.
    BankAccountKnown { value: Words } => "bank-account-known",
    /// There is a budget line with the code { value }.
    BudgetLineKnown { value: Words } => "budget-line-known",
    /// The program cannot listen on { address }: { why }.
    ListenFailed { address: Words, why: Words } => "listen-failed",
    /// The folder { path } holds other files than a demonstration's.
    DemoFolder { path: Words } => "demo-folder",
    // simulation
    /// The schedule has no column { column }, { column_en }, which the other version requires.
    SimulationColumnMissing { column: Words, column_en: Words } => "simulation-column-missing",
    /// The column { column }, { column_en } holds another kind of value in the other version.
    SimulationColumnKind { column: Words, column_en: Words } => "simulation-column-kind",
    /// { count } lines, { line } the first, leave { column }, { column_en } empty, which the other version requires.
    SimulationValueMissing {
        count: Number, line: Number, column: Words, column_en: Words
    } => "simulation-value-missing",
    /// Line { line } has { value } in { column }, { column_en }, which is no choice of the other version.
    SimulationChoice { line: Number, value: Words, column: Words, column_en: Words } => "simulation-choice",
    /// The firm was not asked { fact }, { fact_en }, which the other version requires.
    SimulationFactMissing { fact: Words, fact_en: Words } => "simulation-fact-missing",
    /// The answer to { fact }, { fact_en } is of another kind in the other version.
    SimulationFactKind { fact: Words, fact_en: Words } => "simulation-fact-kind",
    /// The versions pay in { before } and { after }.
    SimulationCurrency { before: Words, after: Words } => "simulation-currency",
    /// The two calculations of { number } have not the same lines.
    SimulationUneven { number: Words } => "simulation-uneven",
    /// A schedule file is compared with a base, and none is named.
    SimulationBaseMissing => "simulation-base-missing",
    /// No row is good under both versions.
    SimulationNothing => "simulation-nothing",
    // contracts of credit registries
    /// Not an address to ask at: { value }.
    RegistryUrl { value: Words } => "registry-url",
    /// Not a header with a secret from the environment: { name }, { env }.
    RegistryHeader { name: Words, env: Words } => "registry-header",
    /// No rule knows records of the kind { value }.
    RegistryKind { value: Words } => "registry-kind",
    /// { name } is no JSON pointer: { value }.
    RegistryPointer { name: Words, value: Words } => "registry-pointer",
    /// The mark for "no records" does not say so positively: { value }.
    RegistryMarker { value: Words } => "registry-marker",
    /// It is not said where { name } stands.
    RegistryField { name: Words } => "registry-field",
    /// No severity: { value }.
    RegistryWord { value: Words } => "registry-word",
    /// Neither a host nor an address: { value }.
    RegistryAllow { value: Words } => "registry-allow",
    // outward reporting
    /// Nothing of { kind } waits to be sent.
    CreditExportNothing { kind: Words } => "credit-export-nothing",
    /// The file has { rows } rows; there is no row { row }.
    CreditExportRow { rows: Number, row: Number } => "credit-export-row",
    /// Not a row number with a reason: { line }.
    CreditReceiptLine { line: Words } => "credit-receipt-line",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_distinct() {
        let mut keys: Vec<_> = Code::ALL.iter().map(|c| c.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Code::ALL.len());
    }
}
