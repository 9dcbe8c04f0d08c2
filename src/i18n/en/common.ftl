# Words that every page uses

## Names
product-name = Xinbu
product-full = Guarantee and trade credit insurance subsidies
page-title = { $title } - Xinbu
page-title-error = Error: { $title } - Xinbu

## Frame of the page
skip-to-content = Skip to main content
menu = Menu
main-menu = Main menu
breadcrumb = Breadcrumb
footer-hint = All times are Beijing time. Amounts are in CNY unless stated otherwise.
footer-help = If you have a problem, contact the receiving office.
print-head = { $authority } · { $product }
print-by = Printed by { $name } ({ $unit })
print-at = Printed at { $time }
signature = Signature
seal = (seal)
demo-banner = Demonstration: all firms, people and amounts are invented. Do not enter real data.
demo-date = Demonstration date { $date }
demo-next-day = Go to the next working day
demo-switch = Switch to another person

## Actions
act-save = Save
act-save-continue = Save and continue
act-save-changes = Save corrections
act-submit = Submit
act-submit-application = Submit application
act-submit-review = Submit for second check
act-cancel = Cancel
act-back = Back
act-change = Change
act-edit = Edit
act-delete = Delete
act-remove = Remove
act-add = Add
act-upload = Upload
act-upload-again = Upload again
act-download = Download
act-download-template = Download template
act-download-marked = Download marked-up file
act-export-xlsx = Export to Excel
act-print = Print
act-search = Search
act-reset = Reset
act-confirm = Confirm
act-continue = Continue
act-open = Open
act-view = View
act-close = Close
act-retry = Try again
act-refresh = Refresh
act-undo = Undo
act-start = Start
act-start-application = Start application
act-next-item = Take the next case
act-previous-item = Previous case
act-match = Confirm match
act-explain = Explain as not a payment
act-sign-in = Sign in
act-sign-out = Sign out
act-home = Go to my desk
act-view-table = Show the data as a table
act-view-trace = Show the calculation

## Lists and pages
pager = Pages
pager-first = First
pager-previous = Previous
pager-next = Next
pager-shown = { $shown } of { $total } shown
filter-selected = Filters
filter-clear = Clear all
filter-all = All
keyword = Keyword
select-all = Select all on this page
select-row = Select { $name }
selected = Selected
total = Total
empty-list = Nothing matches
empty-list-hint = Change the filters and try again.
empty-todo = Nothing to do
empty-todo-hint = New work appears here.
missing-value = —

## Forms
optional = (optional)
colon = {": "}
fact-about = { $words } ({ $text })
claim-of-another = an application of another applicant
claim-of-own = another application of yours
claim-contract = contract
claim-invoice = the invoice of contract
claim-days-all = the whole term of the contract
choose = Choose
yes = Yes
no = No
errors-title = There is a problem
errors-count =
    { $count ->
        [one] { $count } thing needs correcting.
       *[other] { $count } things need correcting.
    }
error-mark = Error
reason = Reason
reason-hint = It is kept in the record and shown to the applicant.
comment = Comment
confirm-title = Please confirm
confirm-no-undo = This cannot be undone.
confirm-count = Number
confirm-amount = Total amount
confirm-in-words = In Chinese capital numerals
confirm-effect = What happens

## State and progress
progress-done = completed
progress-now = current step
progress-todo = not started
progress-halt = needs action
progress-rows = { $done } of { $total ->
        [one] 1 row
       *[other] { $total } rows
    } checked
progress-leave = You can leave this page: the import goes on, and its result will stand here.
check-ok = Pass
check-warn = Needs attention
check-fail = Fail
trace-title = Calculation
match-why = Why it matches
four-eyes-note = Four eyes: another person checks after you submit. You cannot check your own decision.

## Counts and units
amount-yuan = CNY { $amount }
amount-money = { $code } { $amount }
unit-yuan = CNY
unit-wan = CNY 10k
unit-contracts = contracts
unit-payments = payments
unit-applications = applications
unit-borrowers = borrowers
unit-days = days
count-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
count-contracts =
    { $count ->
        [one] { $count } contract
       *[other] { $count } contracts
    }
count-payments =
    { $count ->
        [one] { $count } payment
       *[other] { $count } payments
    }
count-applications =
    { $count ->
        [one] { $count } application
       *[other] { $count } applications
    }
count-borrowers =
    { $count ->
        [one] { $count } borrower
       *[other] { $count } borrowers
    }
count-lines =
    { $count ->
        [one] { $count } statement line
       *[other] { $count } statement lines
    }
count-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
count-working-days =
    { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
days-left =
    { $count ->
        [one] { $count } working day left
       *[other] { $count } working days left
    }
days-late =
    { $count ->
        [one] { $count } day late
       *[other] { $count } days late
    }

## Table heads
head-row = Row
head-column = Column
head-number = Number
head-application = Application
head-firm = Applicant
head-uscc = Unified social credit code
head-call = Call
head-scheme = Subsidy scheme
head-rule-version = Rule version
head-period = Subsidy period
head-contract = Contract
head-borrower = Guaranteed party
head-claimed = Claimed (CNY)
head-calculated = Calculated (CNY)
head-approved = Approved (CNY)
head-paid = Paid (CNY)
head-difference = Difference (CNY)
head-amount = Amount (CNY)
head-sum = Amount
head-currency = Currency
head-rate = Rate
head-state = Status
head-result = Result
head-updated = Updated
head-submitted = Submitted
head-due = Due
head-date = Date
head-time = Time
head-person = Person
head-unit = Organisation
head-action = Action
head-problem = Problem and how to fix it
head-correction = Correction
head-payee = Payee
head-account = Payee account
head-bank = Account-holding bank
head-batch = Payment batch
head-payment = Payment
head-statement = Bank statement
head-remittance = Remittance text
head-closes = Closes
head-file = File
head-material = Material
head-kind = Kind
head-size = Size
head-score = Score
head-source = Source
head-legal-basis = Legal basis
