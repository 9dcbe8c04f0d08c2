# Outward reporting, public search and statistics of credit

nav-group-credit-figures = Credit reporting
nav-outward = Reports to the platform
nav-credit-statistics = Credit statistics

## reporting
outward-lead = Reports this department's penalties, permits, subsidy decisions and findings of fund misuse in the templates, keeps the receipts, and sends again what was refused or has changed.
outward-kind-penalty = penalties
outward-kind-permit = permits
outward-kind-subsidy = subsidy decisions
outward-kind-misuse = fund misuse
outward-waiting = Waiting to be reported
outward-waiting-hint = Report within seven working days of the decision, and an annulment within three. Subsidy decisions are counted when a file is made for some days.
outward-head-kind = Kind
outward-head-unsent = Not reported
outward-head-oldest = Oldest decision
outward-head-changed = Changed after reporting
outward-by = report by { $date }
outward-unclassified = { $count } without a class, not public yet
outward-make-title = New file
outward-make = Make the file
outward-from = Decided from
outward-to = Decided to
outward-office-code = Sender's unified social credit code
outward-office-code-hint = 18 characters. It stands in the sender's column, and in the authority's column where the authority is the sender.
outward-files = Files
outward-none = No file was made yet
outward-none-hint = Choose a kind and days of decision, then download the file and upload it to the credit platform.
outward-head-days = Days of decision
outward-head-rows = Rows
outward-head-fault = Why refused
outward-again = Sent again
outward-earlier = See the earlier file
outward-state-partly = Accepted, { $count ->
        [one] 1 row
       *[other] { $count } rows
    } refused
outward-title = File of { $kind }
outward-facts = File
outward-hash = Hash (SHA-256)
outward-csv = Download CSV
outward-xlsx = Download XLSX
outward-rows = What was sent
outward-superseded = replaced by a later file
outward-resendable = { $count ->
        [one] 1 row was refused or has
       *[other] { $count } rows were refused or have
    } changed and can be sent again. Rows that were accepted and have not changed are not sent twice.
outward-resend = Send again
outward-receipt-title = Enter the receipt
outward-receipt-outcome = The platform's answer
outward-receipt-number = Receipt number
outward-receipt-words = What the receipt says
outward-receipt-words-hint = Needed when the file was refused as a whole.
outward-receipt-faulty = Refused rows
outward-receipt-faulty-hint = When the file was accepted but for some rows. One row number with its reason on each line, for example “3 wrong code”.
outward-receipt-save = Save the receipt
outward-receipt-at = Entered
done-outward-made = The file was made, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }.
done-outward-receipt = The receipt is on record.

## public search
public-lists = Public information
public-penalties = Penalties
public-penalties-lead = Penalties decided by this department. Each leaves the page by itself when its period is over or it is annulled or repaired. Minor penalties are not published.
public-red-list = Red list
public-red-list-lead = Valid red-list titles. A title leaves the page by itself when it ends or is withdrawn.
public-search = Name or unified social credit code
public-search-hint = A part of the name is enough. Persons cannot be searched by name or identity number.
public-none = Nothing public matches
public-none-hint = Check the name or code. What is public no more is not shown.
public-masked = Names and identity numbers of persons are masked.
public-object = If something here is wrong, sign in and object to the record; it is marked while the objection is handled.
public-disputed = objection open
public-csv = Download CSV
public-head-name = Subject
public-head-decision = Decision number
public-head-authority = Authority
public-head-types = Kinds of penalty
public-head-content = Content
public-head-fine = Fine (yuan)
public-head-decided = Decided
public-head-until = Public until
public-proposed = Proposed red-list titles
public-head-object-by = Object by

## statistics
statistics-lead = Checks, reasons, money withheld, objections and repairs, records exchanged, and how much of the paid money was checked, over a period.
statistics-period = Period
statistics-from = From
statistics-to = To
statistics-csv = Download CSV
statistics-none = No data in this period
statistics-none-hint = Choose another period.
statistics-blocked = { $count } of them vetoed
statistics-held = { $count ->
        [one] 1 application
       *[other] { $count } applications
    }
statistics-paid-of = of { $amount } paid
statistics-objections-opened = { $count } opened in the period
statistics-checks = Checks by month
statistics-reasons = Reasons, ranked
statistics-withheld = Withheld
statistics-money = Withheld and paid
statistics-desk = Objections and repairs
statistics-objections = Objections
statistics-repairs = Repairs
statistics-received = Records received, by source
statistics-reported = Records reported, by kind
statistics-paid = Paid and checked
statistics-limits = How it is counted: firms are distinct unified social credit codes; occurrences count a firm once in each application; findings count every check of an application. The amount withheld is the calculated amount of applications that were not awarded and whose newest check of the period does not pass; a line that was struck has no calculated amount, so its contract amount is shown. Sums are of yuan; cases in another currency are counted, not summed. Received and reported are of the whole system, everything else of this unit and those below it. Clusters are not recorded; complaints and consultations are counted elsewhere.
statistics-head-section = Section
statistics-head-item = Item
statistics-head-measure = Measure
statistics-head-value = Value
statistics-head-month = Month
statistics-head-reason = Reason
statistics-effect-block = veto
statistics-effect-refer = referred
statistics-effect-reduce = reduction
statistics-effect-warn = warning
statistics-measure-checks = Checks
statistics-measure-pass = Passed
statistics-measure-refer = Referred
statistics-measure-block = Vetoed
statistics-measure-firms = Firms
statistics-measure-times = Occurrences
statistics-measure-findings = Findings
statistics-measure-cases = Applications
statistics-measure-lines-refer = Lines referred
statistics-measure-lines-block = Lines vetoed
statistics-measure-held-cases = Applications withheld
statistics-measure-held-amount = Amount withheld (yuan)
statistics-measure-struck-lines = Lines struck for credit
statistics-measure-struck-firms = Enterprises of those lines
statistics-measure-struck-contracts = Contract amount of those lines (yuan)
statistics-measure-recoveries = Recoveries proposed
statistics-measure-recovery-amount = Amount proposed to recover (yuan)
statistics-measure-pursued = Amount pursued (yuan)
statistics-measure-opened = Opened
statistics-measure-upheld = Upheld
statistics-measure-partly = Upheld in part
statistics-measure-rejected = Rejected
statistics-measure-overdue = Overdue
statistics-measure-verified = Verified
statistics-measure-imports = Imports
statistics-measure-seen = Rows
statistics-measure-added = Added
statistics-measure-changed = Changed
statistics-measure-bad = Refused rows
statistics-measure-files = Files
statistics-measure-rows = Rows sent
statistics-measure-taken = Accepted
statistics-measure-refused = Refused
statistics-measure-unanswered = Unanswered
statistics-measure-payments = Payments made
statistics-measure-paid-amount = Amount paid (yuan)
statistics-measure-covered = Amount with all three checks (yuan)
statistics-measure-share = Share with all three checks
cli-statistics-period = { $from } to { $to }
