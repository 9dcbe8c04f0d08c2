# Pages of firms

## What was done
done-account-set = The payee account is saved.
done-application-created = Application { $number } is started. Work through the tasks below.
done-application-submitted = Application { $number } is signed and submitted. Keep or print the receipt below.
done-application-withdrawn = Application { $number } is withdrawn.
done-facts-saved = The answers are saved.
done-schedule = The schedule is imported: all { $good } rows passed.
done-schedule-bad = The schedule is imported: { $good } rows passed, { $bad } rows have errors.

## Desk
firm-desk-call = Open for applications until { $date }
firm-desk-draft = Draft, to be submitted by { $date }
firm-desk-money = Latest payments
firm-desk-no-money = No payments yet. They appear here after the decision and the public notice.

## Calls
firm-calls-lead = Choose a call, see what it asks for, then start.
firm-calls-open = Open calls
firm-calls-closed = Closed calls
firm-calls-none-title = No call is open
firm-calls-none-text = New calls appear here when they are published.
firm-call-open = Open
firm-call-not-yet = Not yet open
firm-call-over = Closed
firm-call-details = See what is asked
firm-call-about = About this call
firm-call-rules = Conditions of the subsidy
firm-call-questions = Questions to be answered
firm-call-parameters = Fixed by the authority for this call
firm-parameter = What
firm-parameter-value = This call
firm-estimate-provisional = This scheme has a pool or a budget that is divided after the call closes; the amount shown now is not final.
firm-call-columns = Columns of the schedule
firm-call-not-for-you = This call is for another kind of firm.
firm-call-closed-hint = Outside the application window.
firm-preparer-starts = A preparer of your firm starts the application.
firm-open-mine = Open your application
firm-basis-link = Read the legal text
firm-window = Application window
firm-who = Who may apply
firm-range = { $from } to { $to }
firm-days-left = { $count } days left
firm-rule = Condition
firm-rule-meaning = What it means
firm-question = Question
firm-question-help = How to answer
firm-columns-lead = Fill in the template, or use an Excel or CSV file with the same headings. The unit of an amount is the one in its heading.
firm-column-required = Required
firm-column-content = Content
firm-column-key = No number may stand twice in this column
firm-required = Required
firm-not-required = Optional
firm-content-money = Amount, exact to the fen at most
firm-content-rate = Rate, such as 1.2%
firm-content-count = Whole number
firm-content-date = Date, such as 2026-06-30
firm-content-flag = Yes or no
firm-content-uscc = Unified social credit code of 18 characters
firm-content-account = Bank account number, in a cell of text format
firm-content-cnaps = CNAPS code of 12 digits
firm-content-text = Text of at most { $max } characters
firm-content-choice = One of: { $list }
firm-kind = Kind of firm
firm-kind-guarantor = Financing guarantee companies
firm-kind-insurer = Insurers
firm-kind-enterprise = Enterprises

## Applications
firm-none-title = No applications yet
firm-none-text = Start with one of the open calls.

## One application
firm-progress = Progress
firm-station-fill = Fill in and submit
firm-station-receipt = Receipt
firm-station-review = Review
firm-station-notice = Public notice
firm-station-payment = Payment
firm-correction-title = Please correct the following
firm-correction-how = Correct the answers or upload the schedule again; the signatory then signs again.
firm-tasks = Tasks
firm-task-account = Firm and payee account
firm-task-facts = Questions
firm-task-schedule = Schedule
firm-task-estimate = Subsidy estimate
firm-task-submit = Check and submit
firm-task-resubmit = Check and submit again
firm-hint-account = { $bank } { $account }
firm-hint-account-missing = No payee account yet
firm-hint-account-none-needed = This scheme pays the enterprises directly; no account of yours is needed
firm-hint-facts = { $given } of { $needed } required questions answered
firm-hint-schedule-none = No schedule uploaded yet
firm-hint-schedule = { $seen } rows read: { $good } passed, { $bad } with errors
firm-hint-estimate = Estimated { $amount }
firm-hint-estimate-none = Calculated once all questions are answered and a schedule is uploaded
firm-hint-not-ready = Can be submitted when all tasks above are done
firm-hint-sign = Check everything, then sign and submit
firm-hint-signatory = Complete; waits for a signatory of your firm
firm-hint-signed = Signed and submitted; the content is locked
firm-amount-estimate = Estimated subsidy
firm-amount-claimed = Amount claimed
firm-amount-approved = Amount approved
firm-amount-paid = Paid
firm-history = History
firm-person = { $name } ({ $role })
firm-event-create = Application started
firm-event-fill_in = Questions answered
firm-event-import_schedule = Schedule uploaded
firm-payments = Payments
firm-receipt = Receipt
firm-content-hash = Hash of the content (SHA-256)
firm-next-step = What happens next
firm-next-step-text = The authority examines whether the application is complete; this page shows the result.
firm-locked = The application is submitted and cannot be changed. A correction request opens it again.
firm-preparer-fills = A preparer of your firm fills this in; you can look at it.

## Questions
firm-facts-lead = Your firm states these facts and answers for them; they are used with the schedule in the calculation.
firm-no-questions = This scheme has no further questions.
firm-not-answered = Not answered
firm-with-unit = { $title } ({ $unit })

## Schedule
firm-upload = Upload the schedule
firm-upload-again = Upload the schedule again
firm-upload-file = Schedule file
firm-upload-hint = Excel (.xlsx) or CSV, at most 20 MB.
firm-upload-columns = Columns that must be there: { $columns }
firm-upload-rule-rows = Correct rows are kept; each row with errors is listed with the reason and what to do.
firm-upload-rule-units = The unit of an amount is the one in its heading, 元 or 万元; it is never guessed.
firm-upload-rule-accounts = Keep account and contract numbers as text, so that the spreadsheet does not turn them into powers of ten.
firm-upload-rule-again = The new file replaces the present schedule: upload the complete file with all contracts.
firm-import-result = Result of the import
firm-original = Download the original
firm-rows = Rows
firm-rows-seen = Rows read
firm-rows-good = Rows passed
firm-rows-bad = Rows with errors
firm-rows-skipped = Rows skipped
firm-rows-skipped-note = lines of totals
firm-all-good = All { $count } rows passed.
firm-some-bad = { $good } rows are kept; { $bad } rows have errors and are not counted. Download the marked-up file, correct these rows in your complete file and upload it again.
firm-file-from = File: { $file }, sheet: { $sheet }, imported { $time }
firm-total-check = Total of the rows that passed; compare it with your books:
firm-total-amount = Total amount
firm-found = Found
firm-blank = (blank)
firm-enterprise = Enterprise
firm-no-bad-title = No errors
firm-no-bad-text = All rows passed.
firm-bad-how = Rows and columns are those of the uploaded file; contract numbers are read from it.
firm-errors-file = errors

## Estimate
firm-estimate-total = Estimated total
firm-estimate-note = The decision is what counts.
firm-no-estimate-title = No estimate yet
firm-no-estimate-text = It is calculated once all questions are answered and a schedule is uploaded.
firm-lines = Lines
firm-lines-all = All lines
firm-lines-paid = With subsidy
firm-lines-ineligible = Not eligible
firm-lines-struck = Taken out
firm-lines-fault = Cannot be calculated
firm-components = What it is made of
firm-component = Part
firm-before-cap = Before limits (CNY)
firm-cap = Cut by a limit
firm-unpaid-reasons = Lines without subsidy, and why
firm-line-results = Results by line
firm-line-title = Row { $row }: { $contract }
firm-show-all = All
firm-show-paid = With subsidy
firm-show-unpaid = Without subsidy
firm-outcome-paid = Counted
firm-outcome-zero = Zero
firm-outcome-ineligible = Not eligible
firm-outcome-struck = Taken out
firm-outcome-fault = Cannot be calculated
firm-struck-by-credit = Taken out by the credit check
firm-struck-by-reviewer = Taken out in the review
firm-fault-hint = A figure that the rule needs is missing or out of its range
firm-negative-hint = The rule gives an amount below zero (a refund or a reversal): nothing is paid for this row and nothing is taken off others; what was paid before is recovered or deducted by the authority as the scheme says
firm-zero-hint = The rules give zero
firm-why = Steps

## The firm
firm-file = Firm
firm-file-source = These entries are kept by the authority; tell it when something changes.
firm-name = Name
firm-licence = Licence number
firm-representative = Legal representative
firm-contact = Contact
firm-account = Payee account
firm-account-none-title = No payee account yet
firm-account-none-text = Subsidies are paid only to an account in the name of your firm.
firm-account-add = Add the payee account
firm-account-replace = Replace the payee account
firm-account-holder = Account holder
firm-account-no = Account number
firm-account-hint = Digits only; blanks are allowed.
firm-bank-hint = With its branch.
firm-cnaps = CNAPS code
firm-cnaps-hint = 12 digits; your bank knows it.
firm-account-rule = The account holder is always { $name }. What is approved already is paid to the account of that time.
firm-account-save = Save the payee account
firm-role = Role
firm-people-note = A preparer fills in and a signatory signs; they are never the same person.

## Submission
firm-declaration = Declaration
firm-declared = On behalf of the firm I confirm and accept this declaration
firm-leave-out = I know that { $count } rows have errors and leave them out of this application
firm-sign-effect = Signing locks the content; the signatory, the time and the hash of the content are recorded.
firm-only-signatory = Only a signatory of your firm can submit; whoever filled in cannot sign.
firm-withdraw-effect = The application ends; its contracts are free for another one.
