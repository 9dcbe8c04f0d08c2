# Pages of review, notices, credit and the audit log

## Queue and all applications
review-queues = To do by role
review-queue-lead = Applications that wait for you: the fast lane first, then the oldest filing.
review-reads-only = You can read every case but cannot act on it.
review-waits-receiving_officer = To accept and to publish
review-waits-credit_checker = To check
review-waits-first_reviewer = To review
review-waits-second_reviewer = To confirm
review-waits-approver = To approve
review-head-lines = Contracts
review-head-attention = Need a person
review-head-credit = Credit check
credit-outcome-none = Not checked

## The case
review-filed = filed
review-open-sheet = Print review sheet
review-download-schedule = Download schedule
review-file-corrects = File of corrected rows
review-business-total = Business total (CNY)
review-contracts = Contracts
review-needs-person = Need a person
review-lines-title = Contracts
review-lines-filter = Which contracts
review-lines-attention = Need a person
review-lines-unpaid = Earn nothing
review-lines-paid = Earn a subsidy
review-lines-all = All
review-lines-none = No such contracts
review-lines-none-hint = Choose another group.
review-enterprise = Enterprise
review-line-amount = Business amount (CNY)
review-line-title = Row { NUMBER($row, useGrouping: 0) } · { $contract }
review-line-cells = What the firm filed in this row
review-line-accepted = Counted by the reviewer
review-line-rejected = Left out by the reviewer
review-line-accept = Count this line
review-line-reject = Leave this line out
review-line-clear = Take back this decision
review-line-hint = Both need a reason; the second reviewer sees it.
review-line-blocked = An enterprise that the credit check blocks cannot be counted by a reviewer. It counts again after its record is repaired or annulled and the check is run anew.
review-open-scheme = Scheme and rules
line-outcome-paid = Earns a subsidy
line-outcome-zero = Eligible, earns nothing
line-outcome-rejected = Left out by the reviewer
line-outcome-credit = Credit check fails
line-outcome-fault = Cannot be calculated: { $rule }
line-outcome-negative = Below zero, nothing is paid: { $rule }
line-outcome-none = Not calculated
size-class-large = Large
size-class-medium = Medium
size-class-small = Small
size-class-micro = Micro
review-line-choose = This schedule is long. Open a row to see how its amount came about.
review-total-title = How the total comes about
review-calculation-hash = Hash of the calculation
review-signed-title = What the firm signed
review-licence = Licence
review-content-hash = Hash of the signed content
review-rows-left-out = Rows with errors, left out
review-history-title = History
review-history-none = Nothing has happened yet.
review-event-decide_line = Decided a line
review-event-answer_claim = Said whether rows are the same
done-review-claims = { $count ->
        [one] 1 question was
       *[other] { $count } questions were
    } answered.
claim-questions-title = Same as another application?
claim-questions-text = These rows look like rows of other applications, or like another row of this one; each says why. Say of each whether it is the same business, and why; only then can you recommend. Applicants are not told of one another.
claim-because-alike = Same enterprise, amount and dates, another number
claim-because-number = Same number, another applicant and enterprise
claim-because-separators = Same number without its separators
claim-because-invoice = Same invoice
claim-because-invoice-separators = Same invoice without its separators
claim-because-within = with row { $row } of this application
claim-open-count = { $count } to answer
claim-all-answered = all answered
claim-this-side = This case
claim-other-side = The other application
claim-answer = Finding
claim-row = row { $row }
claim-hidden = An application outside your area; people of { $unit } see both sides
claim-hidden-far = An application of another province
claim-same = The same business
claim-same-hint = Leave the row out below; it must not count here while the other one does.
claim-different = Two businesses
claim-different-hint = Both may count.
claim-fell-away = The other one ended
claim-not-answered = To be answered
claim-carried = Answered before the correction; both rows are as they were
claim-answered-there = Asked in the other case
claim-which = Which rows
claim-all-of = all { $count ->
        [one] 1 open row
       *[other] { $count } open rows
    } beside { $number }
claim-all-of-hidden = all { $count ->
        [one] 1 open row
       *[other] { $count } open rows
    } beside the application of row { $row }
claim-one-of = row { $row }: { $contract }
claim-finding = They are
claim-reason-hint = What was looked at: contract, loan receipt, statement of the bank.
claim-answer-act = Record the finding
claim-elsewhere-title = Contracts that count in other applications too
claim-elsewhere-text = The same contract or invoice counts in other live applications: for other days, in another direction, or by shares, as the schemes say.
claim-elsewhere-double = Rows marked as double were claimed before contracts were compared across firms and schemes. Decide which of the two may count.
claim-share = share { $share }
claim-direction = direction { $direction }
claim-beside = other days or direction
claim-double = double
claim-shares = shared
review-event-fill_in = Filled in
review-event-import_schedule = Imported the schedule
review-event-attach = Attached files
review-event-attach_again = Attached earlier files again
review-event-detach = Took files away
review-event-set_account = Set the payee account
review-event-create = Created

## Credit check card
review-credit-title = Credit check
review-credit-none = Not checked yet
review-credit-none-hint = The credit checker runs the check after acceptance.
review-credit-firm = Applicant: { $firm }
review-credit-lines = Enterprises of the schedule
review-credit-counts = { $pass ->
        [one] 1 line passes
       *[other] { $pass } lines pass
    }, { $refer } need a person, { $block } fail
review-credit-stage = Stage
review-credit-as-of = Facts as of
review-credit-finished = Finished
review-credit-rules = Rule set
review-credit-snapshot = Hash of the snapshot
credit-says-pass = No record that affects eligibility.
credit-says-refer = Something must be decided by a person, or data must be updated, before the case can go on.
credit-says-block = There is a record that excludes the firm while it stands.
credit-reason-basis = Basis: { $basis }
credit-reason-until = until { $date }
credit-reason-rule = rule { $rule }

## Deciding
review-decision-title = Decision
review-amount-calculated = Calculated amount
review-amount-approved = Approved amount
review-correction-asked = Correction asked for
review-accept = Accept for review
review-accept-hint = Accept when the application is complete and in order.
review-check = Run the checks
review-check-hint = Checks the credit of the applicant and of every enterprise, and calculates anew.
review-start-hint = You become the first reviewer and can decide the lines that need a person.
review-correction-hint = Say what is to be corrected; the firm reads it.
review-send-back-hint = Say why; the first reviewer reads it.
review-recheck-hint = Say why. The case is where it was after receipt: its credit is checked and it is reviewed anew.
review-opinion = Opinion
review-opinion-hint = Goes onto the review sheet; the firm reads it.
review-remark-hint = May stay empty; goes onto the review sheet.
review-lines-referred = { $count ->
        [one] 1 line needs
       *[other] { $count } lines need
    } a decision; decide all of them before you recommend.
review-first-by = First reviewer
review-first-at = Reviewed at
review-first-opinion = Opinion
review-first-lines = Lines decided
review-confirm-note = After you confirm, the amount and the decisions on lines are fixed and the case goes to approval.
review-budget-line = Budget line
review-budget-before = Available before (CNY)
review-budget-wanted = This case (CNY)
review-budget-after = Available after (CNY)
review-budget-short = The budget is too small; approval will be refused.
review-approve-note = Approval runs the credit check again and reserves the budget in the same step.
review-to-notices-hint = This case goes on under public notices.
review-four-eyes = You have already taken the step “{ $taken }” on this case. Duties that exclude each other are never one person’s, so you cannot take the step “{ $wanted }”. Somebody else must.
review-waits-for = Waits for: { $roles }
review-nothing-to-do = Nothing is left to do here.
review-reject-receipt-effect = The case is not reviewed; its contracts are free again. The firm reads the reason.
review-veto-effect = The credit check vetoes the firm: no subsidy is granted, what was reserved is released, and the contracts are free again. The firm reads the reason.
review-lapse-hint = The firm did not correct by { $until }. The contracts are free again.
review-undo-hint = Before the notice an approval can be taken back, by two people. Give the reason, with the number of a document where there is one. Once it is taken back the firm reads the reason.
review-undo-effect = What was reserved is released, and the case goes back to the first review.
review-undo-asked = { $who } asked on { $date } to take the approval back: { $reason }
review-keep-hint = Why the approval stays.
review-suspend-hint = While the case waits for something outside, a court or an inspection. A suspended case can only be resumed or refused. The firm reads the reason.
review-resume-hint = The case is received again and goes on with a new check and review. The firm reads the reason.
review-suspended-since = Suspended since { $date }, { $days ->
        [one] 1 day
       *[other] { $days } days
    } ({ $who }): { $reason }
review-correction-days = Time to correct (working days)
done-review-lapsed = { $number } was ended as not corrected in time.
done-review-undo-asked = Taking back the approval of { $number } waits for another person.
done-review-kept = The approval of { $number } stays.
done-review-suspended = { $number } is suspended.
done-review-resumed = { $number } goes on.
done-review-undone = The approval of { $number } was taken back; what was reserved is released.
review-refuse-effect = No subsidy is granted; the contracts are free again. The firm reads the reason.
done-review-accepted = { $number } was accepted for review.
done-review-not-accepted = Receipt of { $number } was refused.
done-review-checked = The checks of { $number } are done; its review can begin.
done-review-check-referred = The credit check of the applicant of { $number } asks a person to decide; the case stays accepted. What is in doubt stands under credit check.
done-review-check-not-passed = The applicant of { $number } does not pass the credit check; the case stays accepted. The reasons are under credit check.
done-review-started = The review of { $number } has begun.
done-review-correction = { $number } was sent back for correction.
done-review-recommended = { $number } is recommended and goes on to the next person.
done-review-confirmed = { $number } is confirmed and waits for approval.
done-review-sent-back = { $number } was sent back to the first reviewer.
done-review-recheck = { $number } was sent back and waits for a new credit check.
done-review-approved = { $number } is approved; { $amount } is reserved.
done-review-refused = { $number } was refused.
done-review-line = The decision on row { $row } is saved; the case was calculated anew.

## Review sheet
sheet-title = Review sheet
sheet-print-hint = Print this page with your browser, or save it as a PDF.
sheet-facts = The case
sheet-opinions = Opinions
sheet-step = Step
sheet-signatures = Signatures
sheet-seal = Approving authority
sheet-more-lines = Only the first 500 rows are listed; the schedule’s file has all of them.

## Public notices
notices-lead = Subsidies are published here before they are paid.
notices-none = There are no notices
notices-none-hint = New notices will appear here.
notice-title = Subsidy notice { $number }
notice-runs = Open
notice-over = Closed
notice-from-to = Period
notice-length = Length
notice-firms = Firms
notice-payees = Payees
notice-sum = Total
notice-facts = About this notice
notice-list = List
notice-masked = Credit codes are partly hidden.
notice-list-hash = Hash of the list (SHA-256):
notice-csv = Download list (CSV)
notice-object = If you object, write to the publishing authority by { $date } ({ $days ->
        [one] 1 working day
       *[other] { $days } working days
    } left). State the application number, the facts and your grounds, and attach evidence.
notice-object-over = The notice period is over. A decision can still be challenged by administrative reconsideration.
notice-admin-lead = Approved applications are paid only after their notice is over.
notice-waiting = Waiting for a notice
notice-waiting-none = Nothing waits for a notice
notice-waiting-none-hint = Applications appear here after approval.
notice-pick = Choose
notice-prepare = Publish the chosen applications
notice-all = Notices
notice-none-hint = Notices appear here after you publish one.
notice-left = Time left
notice-to-end = Period over, to be ended
notice-closed = Ended
notice-end = End notice
notice-publish = Publish a notice
notice-lists = Applications
notice-publish-effect = The list is public at once; after the period it goes on to payment.
done-notice-published = Notice { $number } is published.
done-notice-published-without = Notice { $number } is published. { $count ->
        [one] 1 application is
       *[other] { $count } applications are
    } left to another person: you took an earlier step on them.
notice-left-to-others = These applications are not listed. Another person must publish them:
done-notice-ended = Notice { $number } is over; { $payments ->
        [one] 1 payment is
       *[other] { $payments } payments are
    } ready.
done-notice-ended-without = { $payments ->
        [one] 1 payment of notice { $number } is
       *[other] { $payments } payments of notice { $number } are
    } ready. The notice stays open for cases on which you took an earlier step: another person must end it for them.
done-call-divided = Divided: { $count ->
        [one] 1 application
       *[other] { $count } applications
    }, { $total } together.
review-provisional = The amounts are not final: the pool or budget of this call is not divided yet.
division-lead = Calls whose scheme has a pool or a budget are divided once all applications are under review; then each is approved.
division-none = No call has anything to divide
division-none-hint = Calls whose scheme has a pool or a budget are listed here.
division-closes = Closes
division-applications = Applications that take part
division-ready = Under review
division-done = divided
division-open = open
division-empty-hint = Applications are listed here once firms have filed them.
division-total = Calculated together: { $total }
division-act = Divide
division-wait-window = Firms may apply until { $date }; the call can be divided after that day.
division-wait-review = { $ready } of { $all ->
        [one] 1 application is
       *[other] { $all } applications are
    } under review; the call can be divided when all are.
division-effect = Divides the pools and the budget among all applications by the rules of the scheme and calculates each again. When an application changes afterwards, the call has to be divided again.
division-button = Divide the call
division-who = A first reviewer does this.

## Credit
credit-lead = Where credit records come from, how fresh they are, and what they say. A correction keeps what was there before.
credit-sources = Sources
credit-head-records = Current records
credit-head-latest = Last import
credit-head-fresh = Good for approval
credit-fresh = Fresh
credit-never = Never imported
credit-not-required = Not required
credit-max-age = at most { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    } old at approval
credit-import-title = Import a list
credit-file = File
credit-file-hint = XLSX, CSV (UTF-8 or GB18030), JSON or JSON lines, with the Chinese headings or the CF_ codes.
credit-import = Import
credit-records = Current records
credit-search = Credit code or name
credit-head-subject = Subject
credit-head-kind = Kind
credit-head-decision = Decision and authority
credit-head-event = Decided on
credit-head-fine = Fine (CNY)
credit-head-found = Found
credit-until = counts until { $date }
credit-first = Only the first { $count } are shown; narrow the search by code or name.
credit-imports = Imports
credit-added = Added
credit-changed = Changed
credit-same = Same
credit-bad = With errors
credit-bad-rows = Rows to look at: not imported, or imported with a difference
done-credit-imported = Imported: { $added } added, { $changed } changed, { $same } same, { $removed } removed, { $bad } with errors.
credit-kind-ADMIN_PENALTY = Administrative penalty
credit-kind-COURT_DEFAULTER = Dishonest judgment debtor
credit-kind-SERIOUS_LIST = Serious violator
credit-kind-TAX_MAJOR = Major tax violation
credit-kind-LICENCE_LOST = Licence lost
credit-kind-ABNORMAL_OPS = Abnormal operations
credit-kind-FUND_MISUSE = Misuse of public funds
credit-kind-UNDER_INVESTIGATION = Under investigation
credit-kind-PERF_RESULT = Performance evaluation
credit-kind-PUBLIC_CREDIT_GRADE = Public credit grade
credit-kind-BANK_CREDIT_BAD = Bad bank credit
credit-kind-COMMITMENT_BREACH = Breach of commitment
credit-kind-COMPLAINT_OPEN = Open complaint
credit-kind-RED_LIST = Red list
credit-severity-minor = Minor
credit-severity-general = General
credit-severity-serious = Serious
credit-severity-unknown = Severity not stated
credit-record-active = In force
credit-record-repaired = Repaired
credit-record-revoked = Annulled
credit-record-removed = Removed
credit-record-expired = Expired


## Audit log
audit-lead = Every change is noted here; the events of one thing are chained by their hashes.
audit-search = Number or id
audit-thing = Object
audit-nth = event { NUMBER($n, useGrouping: 0) }
audit-facts = Facts
audit-hash = Hash
audit-altered = Altered
audit-system = System
audit-verify = Verify ledger and log
audit-verify-text = Checks the rules of money, budget, segregation of duties and log against the database as it stands, and calculates every application again. It reads only and changes nothing.
audit-verify-run = Verify now
audit-findings = Findings
audit-invariant = Rule
audit-invariant-says = What must hold
audit-checked = Checked
audit-holds = Holds
audit-violated = Violated
audit-all-hold = Every rule holds.
audit-broken = { $count ->
        [one] 1 rule is
       *[other] { $count } rules are
    } violated; act at once.
audit-verify-not-yours = The ledger and the log are one for the whole installation, so you see of every rule whether it holds. Counts and names of other offices are shown only to the unit at the top of all; whoever runs the program names them with “xinbu verify”.

## Materials
review-materials = Materials
review-materials-none = No materials
review-materials-none-text = The firm signed no files beside its schedule.
review-materials-changed = The last correction changed the files: what came with it and what went is marked.
review-materials-logged = Who opens a file stands in the log.
material-came = new
material-went = taken away
material-look = Look
