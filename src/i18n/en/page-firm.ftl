# Pages of firms

## What was done
done-account-set = The payee account is saved.
done-application-created = Application { $number } is started. Work through the tasks below.
done-application-submitted = Application { $number } is signed and submitted. Keep or print the receipt below.
done-application-withdrawn = Application { $number } is withdrawn.
done-facts-saved = The answers are saved.
done-schedule = The schedule is imported: all { $good ->
        [one] 1 row
       *[other] { $good } rows
    } passed.
done-schedule-later = The file is kept and is being imported; the result will stand on this page.
firm-import-other = Send another file instead
firm-import-other-hint = When you send another file, the one that is being imported counts no more.
firm-import-refused = “{ $file }” was not imported; the application is as it was. Correct what stands below and upload it again.
firm-import-asks = “{ $file }” is read and not in force yet: it would take the place of good rows of the schedule in force. Look at them and decide.
firm-import-asked = Look and decide
firm-import-failed = “{ $file }” could not be imported after several tries; the application is as it was: { $why } Upload it again; if that does not help, ask the administrator of the authority.
firm-import-cancelled = An administrator gave the import of “{ $file }” up; the application is as it was. Upload it again, or ask the administrator of the authority why.
done-schedule-same = Nothing has changed: the file says what the schedule in force says, and its { $good ->
        [one] 1 row
       *[other] { $good } rows
    } stand.
done-schedule-restored = The earlier schedule is in force again, as a new version: { $good ->
        [one] 1 row
       *[other] { $good } rows
    } passed, { $bad ->
        [one] 1 row has
       *[other] { $bad } rows have
    } errors.
done-schedule-bad = The schedule is imported: { $good ->
        [one] 1 row
       *[other] { $good } rows
    } passed, { $bad ->
        [one] 1 row has
       *[other] { $bad } rows have
    } errors.

## Desk
firm-desk-call = Open for applications until { $date }
firm-desk-account = { $count } to look at and decide.
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
claim-firm-title = Contracts that already count
claim-firm-doubled = { $count ->
        [one] 1 row has
       *[other] { $count } rows have
    } a contract or an invoice that already counts in a live application for the same days, so this cannot be signed. Take the rows out of the schedule, or correct the number or the share; if a contract is rightly yours, ask the authority with the contract as evidence.
claim-firm-alike = { $count ->
        [one] 1 row looks
       *[other] { $count } rows look
    } like a row of another application or of this schedule: the same invoice, a number that differs in its separators alone, or the same enterprise, amount and dates under another number (row no. { $rows }). You can sign; a reviewer will look whether they are the same business. Keep the contracts at hand.
claim-firm-by = Claimed in
claim-firm-another = another applicant’s application
claim-firm-free = { $free } is still free; this row claims { $wanted }
claim-taken = Days that are taken
claim-by-invoice = by its invoice number
firm-call-changes = Changes of this call
firm-call-changed-on = Changed on
firm-call-columns = Columns of the schedule
firm-call-not-for-you = This call is for another kind of firm.
firm-call-closed-hint = Outside the application window.
firm-preparer-starts = A preparer of your firm starts the application.
firm-open-mine = Open your application
firm-basis-link = Read the legal text
firm-window = Application window
firm-who = Who may apply
firm-range = { $from } to { $to }
firm-days-left = { $count ->
        [one] 1 day
       *[other] { $count } days
    } left
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
firm-account-open-change = A change to { $account } was requested ({ $state }); what is signed with this application is the account above.
firm-account-not-verified-note = The authority has not verified this account. What is signed is paid to it and to nowhere else: please check number and bank.
firm-account-differs-own = Not the account signed last ({ $before }); please check it.
firm-accounts-differ = Payee accounts other than those signed last
firm-accounts-differ-note = The accounts of { $count ->
        [one] 1 payee is
       *[other] { $count } payees are
    } not those that your firm signed for them last. What is signed is paid to the accounts of now: please check each.
firm-accounts-differ-more = { $count } more, see the schedule.
firm-accounts-before = Signed last
firm-accounts-now = To be signed
firm-hint-account-none-needed = This scheme pays the enterprises directly; no account of yours is needed
firm-hint-facts = { $given } of { $needed ->
        [one] 1 required question
       *[other] { $needed } required questions
    } answered
firm-hint-schedule-none = No schedule uploaded yet
firm-hint-schedule = { $seen ->
        [one] 1 row
       *[other] { $seen } rows
    } read: { $good } passed, { $bad } with errors
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
firm-event-attach = Files attached
firm-event-attach_again = Earlier files attached again
firm-event-detach = Files taken away
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
firm-upload-hint = Excel (.xlsx) or CSV, at most { $max } MB.
firm-upload-columns = Columns that must be there: { $columns }
firm-upload-rule-rows = Correct rows are kept; each row with errors is listed with the reason and what to do.
firm-upload-rule-units = The unit of an amount is the one in its heading, 元 or 万元; it is never guessed.
firm-upload-rule-accounts = Keep account and contract numbers as text, so that the spreadsheet does not turn them into powers of ten.
firm-upload-rule-again = A complete file replaces the present schedule; you see what it would add, change and remove, and are asked first. The marked-up file of the rows with errors corrects these rows alone.
firm-import-result = Result of the import
firm-original = Download the original
firm-rows = Rows
firm-rows-seen = Rows read
firm-rows-good = Rows passed
firm-rows-bad = Rows with errors
firm-rows-skipped = Rows skipped
firm-rows-skipped-note = lines of totals
firm-all-good = All { $count ->
        [one] 1 row
       *[other] { $count } rows
    } passed.
firm-some-bad = { $good ->
        [one] 1 row is
       *[other] { $good } rows are
    } kept; { $bad ->
        [one] 1 row has errors and is
       *[other] { $bad } rows have errors and are
    } not counted. Download the marked-up file, correct its red cells and upload that file: only these rows are replaced.
firm-file-from = File: { $file }, sheet: { $sheet }, imported { $time }
firm-total-check = Total of the rows that passed; compare it with your books:
firm-total-amount = Total amount
firm-found = Found
firm-blank = (blank)
firm-enterprise = Enterprise
firm-no-bad-title = No errors
firm-no-bad-text = All rows passed.
firm-bad-how = Rows and columns are those of the uploaded file; contract numbers are read from it. Correct the red cells of the marked-up file and upload it: only these rows are replaced, all others stay.
firm-file-corrects = It corrects rows of:
firm-errors-how = Correct the red cells, keep this line and the column “Row”, and upload this file: only these rows are replaced.
firm-replace-title = Replace the schedule?
firm-restore-title = Restore an earlier schedule?
firm-replace-would = What would change
firm-replace-added = Contracts added
firm-replace-changed = Contracts changed
firm-replace-removed = Contracts removed
firm-replace-same = Contracts unchanged
firm-replace-before = Amount now
firm-replace-after = Amount then
firm-changes-every = Every row as CSV
firm-changes-file = changes
firm-replace-question = Your decision
firm-replace-effect = “{ $file }” would take the place of the schedule in force: { $good ->
        [one] 1 row passes
       *[other] { $good } rows pass
    }, { $bad ->
        [one] 1 has errors
       *[other] { $bad } have errors
    }. Nothing has been changed yet.
firm-replace-kept = The schedule in force is kept and can be restored from this page of the application. To correct only the rows with errors, upload the marked-up file instead.
firm-replace-act = Replace the schedule
firm-restore-act = Restore this schedule
firm-replace-leave = Leave the schedule as it is
firm-earlier = Earlier schedules
firm-earlier-time = Imported
firm-earlier-act = Restore
firm-earlier-hint = A restored schedule becomes a new version with the same rows; nothing that was filed is edited.
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
firm-leave-out = I know that { $count ->
        [one] 1 row has
       *[other] { $count } rows have
    } errors, to be left out of this application
firm-sign-effect = Signing locks the content; the signatory, the time and the hash of the content are recorded.
firm-only-signatory = Only a signatory of your firm can submit; whoever filled in cannot sign.
firm-suspended-since = Suspended since { $date }
firm-suspended-how = Nothing is decided meanwhile, and there is nothing for you to do. When it is resumed, the check and the review go on, and this page says so.
firm-correction-until = Correct and sign again by { $until }; after that the application ends.
firm-discard-effect = A deleted draft cannot be brought back; you can apply again under the same call. Files that were uploaded are kept for the audit.
done-application-discarded = Draft { $number } is deleted.
firm-withdraw-effect = The application ends; its contracts are free for another one.

## Materials
firm-task-materials = Attach materials
firm-hint-materials = { $there ->
        [one] 1 file
       *[other] { $there } files
    } there, { $missing ->
        [0] nothing missing
        [one] 1 material missing
       *[other] { $missing } materials missing
    }
firm-material-formats = Formats
materials-list = Materials
materials-lead = What the call asks for beside the schedule. Whoever signs, signs these files too; afterwards they change only when a correction is asked for.
materials-complete = Everything that is demanded is there.
materials-missing = { $count ->
        [one] 1 material is demanded and missing. Without it nobody can sign.
       *[other] { $count } materials are demanded and missing. Without them nobody can sign.
    }
materials-none-title = No materials are asked for
materials-none-text = This call asks for nothing beside the schedule.
materials-taken = { $count ->
        [one] 1 file was taken. What was not stands above, with the reason.
       *[other] { $count } files were taken. What was not stands above, with the reason.
    }
materials-send = Add files
materials-send-hint = Several files can be chosen or dropped on a field at once; together they may hold { $max } MB. What a file is is told from its content.
materials-earlier = From earlier applications
materials-earlier-hint = A file that your firm filed before is taken again without sending it again.
material-always = demanded of everybody
material-optional = optional
material-parts = demanded of who earns { $parts }
material-parts-now = demanded, by what this application earns
material-parts-not-now = not demanded, by what this application earns
material-missing = missing
material-there = there
material-none = none
material-held = being checked for viruses
material-infected = a file in which the virus scanner found something
material-remove-infected = Take it away
material-remove = Take away { $file }
material-file-hint = { $formats }; { $max } MB a file
material-note = Note on: { $material }
material-note-hint = Stands with each file that is sent with it, for example the numbers of the contracts.
material-as = { $file } as
material-take = Take
done-materials = { $count ->
        [one] 1 file is attached.
       *[other] { $count } files are attached.
    }
done-material-removed = The file is taken away.
