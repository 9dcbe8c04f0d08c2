# The pages of the credit desk
nav-firm-credit = Our credit file
nav-credit-rules = Credit rules
nav-credit-entries = Credit statements
credit-tab-register = Records
credit-tab-matches = Matches
credit-tab-statements = Statements
credit-tab-desk = Objections and repairs
credit-tab-recoveries = Recoveries
credit-tab-sources = Sources
credit-tab-rules = Rule versions
credit-tab-queries = Query log
credit-open-evidence = Open the evidence
credit-open-check = Result and evidence
credit-fast-lane = Fast lane
credit-full-look = Drawn: look at all documents
credit-file-title = Credit file
credit-head-acts = Actions
credit-head-why = Reason given
credit-head-purpose = Purpose
credit-head-answer = Answer
credit-head-authority = Authority
credit-head-number = Decision number
credit-head-record-key = Record
credit-head-decided = Decision
credit-head-opened = Opened on
credit-head-due = Due
credit-head-latest-day = Legal limit
credit-head-entered = Entered
credit-head-stated = What is stated
credit-head-doubt = Doubt
credit-head-asked = Asked
credit-head-paid = Paid (yuan)
credit-head-proposed = Proposed
credit-head-answered-at = Answered at
credit-head-filed = Filed in its place
credit-head-matched = Match
credit-raw-hash = Hash of the raw content

# The facts of a reason
credit-fact-source = Source
credit-fact-record = Decision
credit-fact-event = Decided on
credit-fact-behind = If it is so
credit-fact-rule = Rule
credit-fact-basis = Legal basis
credit-fact-until = Counts until
credit-fact-cure = What helps
credit-fact-ended = Ended on
credit-fact-removed = Removed on
credit-fact-repaired = Repaired on
credit-fact-revoked = Annulled on
credit-fact-objection = Objection opened
credit-fact-objection-closed = Objection closed
credit-fact-known-from = Known since
credit-effect-block = Blocks
credit-effect-refer = Asks a person
credit-effect-reduce = Reduces
credit-effect-warn = Warns
credit-effect-ignore = Does not count
credit-effect-fast_lane = Fast lane
credit-effect-note = Seen, changes nothing
credit-effect-ordinary = Ordinary lane

# The result of a check
credit-check-title = Credit check
credit-check-again = Make it again
credit-check-snapshot = Download the snapshot
credit-check-outcome = Outcome
credit-check-reduction = Reduction
credit-check-fast-lane = Fast lane
credit-check-reasons = Reasons and evidence
credit-check-nothing = Consulted: { $sources }. All answered, and nothing stands in the way.
credit-check-sources = What the sources answered
credit-check-consent = Consent to ask sources that are not public: { $state }
credit-check-lines = Lines that did not pass
credit-first-lines = Only the first { $count ->
        [one] 1 line
       *[other] { $count } lines
    }; the case page has all.
credit-evidence-record = Evidence: the record
credit-evidence-answer = Evidence: the source's answer
credit-evidence-none = No record stands behind this reason.
credit-answer-ok = Answered
credit-answer-not_found_ok = Answered: not known there
credit-answer-not_asked = Not asked
credit-answer-timeout = No answer in time
credit-answer-http_error = Error at the source
credit-answer-malformed = Not an answer
credit-answer-denied = Refused
credit-consent-valid = In force
credit-consent-missing = None
credit-consent-expired = Expired
credit-known-at = As known at
credit-asked-by = Asked by
credit-prev-snapshot = Snapshot before
credit-first-check = The first of this case
credit-seal-title = Seal
credit-looked-at = Records that were looked at
credit-matched-certain = Certain
credit-replay-identical = Made again from what was known then: identical, byte for byte.
credit-replay-altered = The stored text does not match its seal: it was altered. Report this at once.
credit-replay-different = The seal holds, but what is stored of that time leads elsewhere. Report this at once.
credit-replay-other_engine = The seal holds. Another version of the engine made it and alone can repeat it.
credit-replay-purged = The seal holds. Personal data in it have been purged, so it cannot be made again.
credit-overrides = Decisions of officers
credit-override-title = Decide what asks a person
credit-override-hint = Choose what you have looked into, say why and upload what shows it. It counts once a second officer has confirmed it; the check itself never changes.
credit-override-reasons = Looked into
credit-override-decision = Decision
credit-override-pass = Let it pass
credit-override-block = Block it
credit-override-send = Send to a second officer
credit-rule-version = Rule version

# Credit file
credit-file-ask = Open a credit file
credit-file-ask-lead = Say what you read it for. Who, when and what for are kept for five years and more; the firm can see the purpose.
credit-purpose-hint = For example: review of SQ-2026-0001. It holds for a day.
credit-file-open = Open
credit-file-identity = Identity
credit-file-no-records = No records
credit-file-no-records-text = No source has a record of it. Whether that counts as clean is for a check to say.
credit-file-checks = Checks
credit-file-money = Subsidies and recoveries
credit-code-valid = Check digit right
credit-code-accepted = Check digit wrong, accepted by two officers
credit-code-invalid = Check digit wrong
credit-registration-not_stated = Not asked
credit-registration-in_business = In business
credit-registration-ended = Ended
credit-record-end = End this record
credit-disputed = Disputed

# Match queue
credit-matches-lead = You are asked only about records that could change an outcome. An answer needs a reason and holds for every later check.
credit-matches-none = Nothing to decide
credit-case-elsewhere = An application outside your area
credit-matches-none-text = When a check meets a doubtful record that could change its outcome, it appears here.
credit-matches-decided = Latest decisions
credit-match-firm = The firm in the case
credit-match-record = The credit record
credit-match-ask = Is this record about this firm?
credit-match-yes = About this firm
credit-match-no = Not about this firm
credit-match-why-hint = Say what you compared: registered address, legal representative, licence number.
credit-match-send = Save the decision
credit-match-open = Waits for a decision
credit-normalised = Normalised name
credit-core-name = Core name

# Statements
credit-statements-lead = What one officer enters counts when another has confirmed it. Open cases that it touches are checked again by themselves.
credit-statements-waiting = To confirm
credit-statements-decided = Decided last
credit-statements-none = Nothing to confirm
credit-statements-none-text = What somebody enters appears here for another officer.
credit-statement-new = Enter a statement
credit-statement-kind = Kind of statement
credit-statement-choose = Choose what you want to enter.
credit-statement-enter = Send to a second officer
credit-statement-ask = Having looked at the evidence
credit-statement-yes = Confirm
credit-statement-yes-hint = It counts from now on
credit-statement-no = Reject
credit-statement-send = Send
credit-statement-own = Somebody else must confirm what you entered.
credit-statement-answer-hint = Needed to reject.
credit-entry-former_name = Former name
credit-entry-former_name-hint = As in the papers of the register; leave unknown days empty.
credit-entry-former_code = Former code
credit-entry-former_code-hint = A unified social credit code or organisation code that it had before.
credit-entry-branch = Branch
credit-entry-branch-hint = Records of a branch are not simply the firm's own; a person is asked.
credit-entry-predecessor = Predecessor
credit-entry-predecessor-hint = The firm before a merger, division or change of form.
credit-entry-legal_representative = Legal representative
credit-entry-legal_representative-hint = For the list of judgment debtors. Snapshots keep a hash, never the name.
credit-entry-registration = Registration
credit-entry-registration-hint = As the business register says.
credit-entry-code_accepted = Accept the code
credit-entry-code_accepted-hint = For a code that fails its check digit and was issued all the same; upload the licence.
credit-entry-evidence = Report in place of an answer
credit-entry-evidence-hint = When a source cannot answer: its report, good for fifteen days from its issue.
credit-entry-record = Credit record
credit-entry-record-hint = Penalties, permits, findings and results of this department, or a record read in another source's report.
credit-entry-record_ended = End of a record
credit-entry-record_ended-hint = A record of this department is removed or annulled. The old row stays; a new one is added.
credit-entry-override = Decision of officers
credit-entry-source = Settings of a source
credit-entry-not-before = Public until { $date }, to be confirmed after that
credit-field-name = Name of the firm
credit-field-why = Reason
credit-field-answer = Answer
credit-field-answer-hint = Needed to return or close; the firm can read it.
credit-field-evidence = Evidence
credit-field-evidence-hint = A PDF, OFD, picture, Word or Excel file.
credit-field-was-name = The former name
credit-field-from = From
credit-field-to = To
credit-field-was-code = The former code
credit-field-other-code = Code
credit-field-other-name = Name
credit-field-person = Name of the person
credit-field-registration = Registration
credit-field-issued-on = Issued on
credit-field-verify-code = Verification code
credit-field-public-until = Published or valid until
credit-field-severity = Severity
credit-field-domain = Field
credit-field-misuse = Way of misuse
credit-field-value = Result
credit-field-penalty-types = Types of penalty
credit-field-penalty-types-hint = Separate several with commas.
credit-field-content = Content
credit-field-how = How it ends
credit-field-on = Day
credit-ending-removed = Removed
credit-ending-revoked = Annulled
credit-domain-finance = Finance
credit-domain-guarantee = Guarantee
credit-domain-insurance = Insurance
credit-domain-commerce = Commerce
credit-kind-ADMIN_PERMIT = Administrative permit
credit-value-false_papers = False papers
credit-value-inflated_amounts = Inflated amounts
credit-value-false_accounts = False accounts
credit-value-false_contracts = False contracts
credit-value-false_payment_proof = False proof of payment
credit-value-false_audit_report = False audit report
credit-value-diverted = Diverted
credit-value-withheld = Withheld
credit-value-unjustified_delay = Unjustified delay
credit-value-loss = Loss
credit-value-bid_rigging = Bid rigging
credit-value-false_intermediary_report = False report of an intermediary
credit-value-poor = Poor
credit-value-failed_unrectified = Failed, not put right
credit-statement-name = the name is missing
credit-statement-period = the dates are not in order
credit-statement-code = the code is missing
credit-statement-source = the source is missing
credit-statement-future = the day is later than today
credit-statement-decision = the decision is missing
credit-statement-reasons = no reason was chosen
credit-statement-record-kind = this source has no records of this kind
credit-statement-decision-no = authority or decision number is missing
credit-statement-misuse = the way of misuse is missing
credit-statement-title-end = a title needs its last day
credit-statement-record = the record is missing
credit-statement-repair-day = the day of repair must be after the record and not later than today
credit-statement-adapter = the adapter and the contract of the registry do not fit

# Objections and repairs
credit-desk-lead = Deadlines are working days. While an objection is open its record vetoes nothing and nothing is paid; its end checks again by itself.
credit-desk-none = Nothing waits at present.
credit-objection = Objection
credit-objections = Objections
credit-objections-none = No objections
credit-objection-title = Objection
credit-objection-words = What the firm says
credit-objection-ask = What to do
credit-objection-send = Send
credit-objection-effect = Until it ends the record is marked as disputed; cases that it concerns wait for a person and nothing is paid.
credit-result-upheld = upheld
credit-result-partly = partly upheld
credit-result-rejected = rejected
credit-act-accept = Accept
credit-act-accept-hint = Within one working day
credit-act-return = Return
credit-act-return-hint = Say why
credit-act-ask = Ask the source
credit-act-ask-hint = Name the letter in the answer
credit-act-upheld = Uphold
credit-act-upheld-hint = The record is annulled here
credit-act-partly = Uphold in part
credit-act-partly-hint = The source corrects it; the correction is imported
credit-act-rejected = Reject
credit-act-rejected-hint = The record counts again
credit-repair = Repair
credit-repairs = Repairs
credit-repairs-none = No repairs
credit-repair-title = Repair
credit-repair-words = Remarks
credit-repair-ask = What the source says
credit-repair-act-verified = Repaired, confirmed
credit-repair-act-rejected = Not repaired, or the papers do not fit
credit-overdue = Overdue
credit-due-today = Due today

# Recoveries
credit-recoveries-lead = For a year after a payment every night checks again. A new veto proposes a recovery; an approver decides. Nothing is claimed back by itself.
credit-recoveries-none = No proposals
credit-recoveries-none-text = When a veto appears after a payment, the proposal stands here.
credit-recovery-decide = Decide
credit-recovery-ask = Is the subsidy to be recovered?
credit-recovery-yes = Recover it
credit-recovery-no = Do not recover it
credit-recovery-send = Save the decision

# Query log
credit-queries-lead = Who read which credit file, when and what for. Only added to, kept for five years and more.
credit-queries-none = No reads yet
credit-queries-none-text = Every read of a credit file is kept here.

# Sources
credit-sources-lead = No answer is not "no record". When a required source has nothing fresh, a check asks a person.
credit-source-settings = Settings
credit-source-adapter = Adapter
credit-source-required = Required at
credit-source-consent = Needs consent
credit-source-age = Good for { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }
credit-source-max-age = { $stage }: how old it may be
credit-not-required-anywhere = Nowhere
credit-source-new = Add a source
credit-source-form = Edit a source
credit-source-id = Id
credit-source-rank = Rank
credit-source-rank-hint = The smaller the more official.
credit-source-zh = Name in Chinese
credit-source-en = Name in English
credit-source-registry = Contract of the registry (JSON)
credit-source-registry-hint = For an interface only: address template, where the answer stands, the sign for "no records". Name the environment variable of a secret, never the secret.
credit-source-propose = Send to a second administrator
credit-adapter-file = File
credit-adapter-file-hint = Officers import lists
credit-adapter-http_json = HTTP interface
credit-adapter-http_json-hint = Asked about one firm before a check
credit-adapter-manual = Manual
credit-adapter-manual-hint = Reports that two officers have seen
credit-adapter-internal = This system
credit-adapter-internal-hint = Records of this department
credit-fetches = Latest answers of interfaces

# Import
credit-import-open = Import a list
credit-import-lead = Try it first and see what is new, changed or wrong; then confirm. The same file again changes nothing.
credit-import-try = Try it
credit-import-now = Import it
credit-import-tried = Tried; nothing is stored yet. Import it if it is right.
credit-import-trying = Trying “{ $file }”
credit-import-failed = “{ $file }” could not be read or imported after several tries; no record changed: { $why } Send it again; if that does not help, ask the administrator.
credit-import-cancelled = An administrator gave “{ $file }” up; no record changed. Send it again, or ask the administrator why.
done-credit-later = The file is kept and is being worked on; the result will stand on this page.
credit-file-kept = The file that you sent is kept. Leave this empty to go on with it, or choose another.
credit-import-trial-title = What an import would come to
credit-import-mode = What the file is
credit-import-add = Additions
credit-import-add-hint = Records that it does not name stay as they are
credit-import-replace = The whole list
credit-import-replace-hint = Records that it does not name count as removed; it needs its day
credit-import-date = Day of the data
credit-import-date-hint = The day that the data have. Freshness is counted from it in working days, whatever the day of the import.
credit-head-lists = Lists and the day of their data
credit-list-untold = lists of early imports
credit-list-not-there = no data yet
credit-list-also = { $list } (may come besides)
credit-working-days-old = ({ $days ->
        [one] 1 working day
       *[other] { $days } working days
    } ago)
credit-rows-not-taken = { $count ->
        [one] 1 row
       *[other] { $count } rows
    } not taken
credit-rows-lacking-elsewhere = { $count ->
        [one] 1 row
       *[other] { $count } rows
    } of a file of another office could not be taken
credit-rows-lacking = { $count ->
        [one] 1 row
       *[other] { $count } rows
    } could not be taken; see the import
credit-rows-lacking-title = Rows that could not be taken
credit-rows-lacking-text = { $count ->
        [one] 1 row
       *[other] { $count } rows
    } of this import could not be taken. Until they are made good, the source cannot say of any firm that it has no record. The whole file imported again with the same day of the data, or a later whole list, makes them good.
credit-rows-settle-hint = Where these rows are known in another way, say how and attach what shows it; a second credit checker confirms it.
credit-rows-settle = Send for confirmation
credit-rows-of-import = The rows that import { $import } could not take are known in another way
credit-entry-rows_settled = Rows known in another way
credit-data-of = data of { $date }
credit-max-working-days = valid for { $days ->
        [one] 1 working day
       *[other] { $days } working days
    }
credit-state-SOURCE_STALE = Out of date
credit-state-SOURCE_UNAVAILABLE = A list is lacking
credit-state-SOURCE_INCOMPLETE = Rows not taken
credit-decided-from = The check says “{ $found }”; two officers decided it
credit-source-lists = Lists that it delivers
credit-source-lists-hint = Each must have fresh data for the source to have answered. No other list can be imported as this source.
credit-source-also = Lists that it may deliver besides
credit-source-also-hint = They can be imported, but nobody waits for them.
credit-source-max-age-hint = In working days for files, 1 for a list of every working day; in hours for interfaces and reports.
credit-import-confirm-drop = The file is complete; remove them
credit-import-clean = No problems
credit-import-clean-text = Every row was imported.
credit-import-report = Download the report
credit-import-report-title = Import
credit-list = Kind of list
credit-list-any = By its headings
credit-seen = Rows
credit-removed = Removed

# Rule versions
credit-rules-lead = Rules are dated versions and never edited. A new one is tried on past checks and approved by two administrators who did not write it.
credit-rules-new = Write a new version
credit-rules-new-from = Begin from this one
credit-rules-new-lead = Begin with the version in force: another id, its first day, then the rules.
credit-rules-text = Rules (JSON)
credit-rules-text-hint = The first rule that matches wins. A fault is named with its rule.
credit-rules-why = Why it is needed
credit-rules-save = Keep as a draft
credit-rules-tried = Tried, to be approved
credit-rules-published = Approved
credit-rules-in-force = In force
credit-rules-about = This version
credit-rules-from-day = In force from { $date }
credit-rules-writer = Written by
credit-rules-program = The program
credit-rules-mandatory = Holds for open cases even where stricter
credit-rules-approved-by = Approved by
credit-rules-note = Note
credit-rules-next = What comes next
credit-rules-try-hint = First try it on the checks of the last { $days ->
        [one] 1 day
       *[other] { $days } days
    } to see which outcomes would change.
credit-rules-approve-hint = The trial stands below. Two administrators who did not write it approve; the second approval puts it in force.
credit-rules-try = Try it
credit-rules-approve = Approve
credit-rules-discard = Give up the draft
credit-rules-mine = Others approve what you wrote.
credit-rules-approved-already = You have approved; one more is needed.
credit-rules-table = Rules
credit-rules-order = From top to bottom; the first that matches decides.
credit-rule-from = In force from
credit-rule-count = Rules
credit-rule-when = When
credit-rule-effect = Effect
credit-rule-reason = What is said
credit-rule-any = Any record
credit-rule-holds = Holds even if disputed
credit-rule-lookback = within { $months ->
        [one] 1 month
       *[other] { $months } months
    }
credit-rule-after-end = until { $months ->
        [one] 1 month
       *[other] { $months } months
    } after its end
credit-party-applicant = the applicant
credit-party-beneficiary = enterprises of the schedule
credit-party-legal_rep = its legal representative
credit-trial-title = Trial
credit-trial-result = At { $at }, on { $checks ->
        [one] 1 check
       *[other] { $checks } checks
    } since { $since }: { $changed } would come to something else.
credit-trial-none = Nothing would change
credit-trial-none-text = All checks of that time come to the same.
credit-trial-before = Before
credit-trial-after = After
credit-trial-lines = Lines changed
credit-rules-fault-id = it has no id
credit-rules-fault-empty = it has no rules
credit-rules-fault-period = it ends before it begins
credit-rules-fault-rule-id = the rule's id is empty or stands twice
credit-rules-fault-reason = the code of its reason is missing
credit-rules-fault-reduction = the reduction must be between 0 and 10000
credit-rules-fault-basis = an adverse rule needs its legal basis

# The firm's own page
firm-credit-title = Our credit file
firm-credit-found = What checks found
firm-credit-none = Not checked yet
firm-credit-none-text = Once you submit, a check is made; its result and what helps stand here.
firm-credit-by = by { $unit }
firm-credit-review-by = At the latest { $date }.
firm-credit-records = Records about us
firm-credit-no-records = No records
firm-credit-no-records-text = No source has a record about you.
firm-credit-object = Object
firm-credit-object-hint = Within one working day you hear whether it is accepted. Until it ends, the record vetoes nothing and nothing is paid.
firm-credit-object-words = What is wrong with it
firm-credit-object-words-hint = For example: it is not about us; the decision was annulled; a date or amount is wrong.
firm-credit-object-send = Send the objection
firm-credit-repair = File a repair
firm-credit-repair-hint = Upload the decision. Verified, the record counts as repaired from that day, and your cases are checked again.
firm-credit-repair-file = The decision
firm-credit-repair-send = Send
credit-consents = Consents
credit-consent-period = In force
firm-credit-consent-give = Give a consent
firm-credit-consent-hint = Reports that are not public are asked for only with your consent. Without it a person has to look.
firm-credit-consent-file = The signed paper
firm-credit-consent-send = Give the consent
firm-credit-withdraw = Withdraw
firm-credit-reads = Who has read our file

# What was done
done-credit-entered = Sent; another person has to confirm it.
done-credit-decided = Done; the cases that it touches are being checked again.
done-credit-matched = The decision is kept; the cases that it touches are being checked again.
done-credit-recovery = The decision is kept.
done-credit-query = The purpose is logged.
done-credit-objection = The objection has moved on.
done-credit-repair = The repair is decided.
done-credit-rules-written = Draft { $id } is kept; try it next.
done-credit-rules-tried = Tried on { $checks ->
        [one] 1 check
       *[other] { $checks } checks
    }; { $changed } would change.
done-credit-rules-approved = Approved; one more approval is needed.
done-credit-rules-published = Approved by two; it is in force from its day on.
done-credit-rules-discarded = The draft is given up.
done-credit-objected = The objection is sent; the record is marked as disputed.
done-credit-repair-filed = The repair is filed and will be verified.
done-credit-consent = The consent is kept; your cases were checked again.
done-credit-consent-withdrawn = The consent is withdrawn; that source is asked no more.
credit-records-none = The register holds no record yet
credit-records-none-hint = Import a list, or have two officers record what is known of a firm.
