# Refusals of the main path: where, what was found, what is allowed
refusal-append-only = A record that counted cannot be edited or deleted; it is reversed by a new one.
refusal-call-not-open = Applications for this call are received from { $opens } to { $closes }; today is outside that time.
refusal-call-for-others = This call is for another kind of firm; yours cannot apply.
refusal-already-applied = Your firm already has an application in this call. Please continue with that one.
refusal-schedule-missing = No schedule has been uploaded yet. Please upload it first.
refusal-only-bad-rows = This is a marked-up file of the system without its first line, by which it is recognised; taken as a whole schedule it would lose the { $good ->
        [one] 1 row
       *[other] { $good } rows
    } that were imported. It was not taken. Download the marked-up file again, correct its red cells and keep the first line, or upload your complete schedule.
refusal-marked-elsewhere = This marked-up file belongs to the application { $application }. Upload it there, or download the marked-up file of this application.
refusal-marked-older = This marked-up file is of an earlier schedule; the one in force is “{ $file }”, imported on { $at }. Download the marked-up file of the schedule in force and correct that.
refusal-marked-row = The row number “{ $number }” in the marked-up file names no row with errors of the schedule, or names it twice. Keep the column “Row” as it was; to add or change other rows, upload your complete schedule.
refusal-marked-columns = The column “{ $column_en }” ({ $column }) was added to the marked-up file or taken out of it. Keep its columns as they were, or upload your complete schedule.
refusal-import-running = The schedule “{ $file }” is being imported; nothing can be submitted meanwhile. Wait until it is done, look at the result, and submit then.
refusal-upload-gone = The uploaded file is not kept any more: it was taken already, or a day has passed. Upload it again.
refusal-rows-with-errors = { $count ->
        [one] 1 row
       *[other] { $count } rows
    } of the schedule still have errors. Correct them and upload again, or tick “leave these rows out”.
refusal-fact-missing = The questions are not all answered yet. Please complete “Questions” first.
refusal-account-missing = No payee account is registered. Please register it under “Details and account” first.
refusal-payee-differs = Rows { NUMBER($first, useGrouping: 0) } and { NUMBER($row, useGrouping: 0) }: { $what } of { $code } differs. Under this scheme an enterprise is paid to one account; write the same in both rows.
payee-difference-name = the account holder
payee-difference-account = the account number
payee-difference-cnaps = the bank routing code
refusal-account-change-needed = Your firm's account was signed or verified already. Request another account below; a second person of your firm confirms it and the authority verifies it.
refusal-account-change-open = The change { $number } of this account is open already. Wait for its end, or withdraw it first.
refusal-account-change-open-bare = A change of this account is open already. Wait for its end, or withdraw it first.
refusal-account-unchanged = This is the account that is in force already.
refusal-account-second-person = You requested this change yourself. Another person of your firm must confirm it.
refusal-call-back-missing = Note who was called under which number known before, and what was said.
refusal-account-not-signed = The account is none that was signed with the application. Another account is requested by the firm, verified by the authority and signed by a supplement.
refusal-account-held = The account of { $payee } is being changed, so payment { $payment } of { $application } waits. Two finance people release it under “Account holds”.
refusal-account-held-bare = The account of a payee is being changed, so its payments wait. Two finance people release them under “Account holds”.
refusal-supplement-missing = The signatory has not signed the new account for { $application }. Release to the signed account, or wait for the supplement.
refusal-payment-in-batch = Payment { $payment } stands in a batch. Recall the batch first.
refusal-account-of-another-firm = This account is registered as the payee account of another firm. Please check the number.
refusal-declaration-missing = Please read the declaration and tick the box.
refusal-nothing-payable = By the rules of the scheme nothing is payable at present, so this cannot go on. See why each row earns nothing.
refusal-contract-claimed = Row { $row }: { $contract } already counts in { $whose }, for { $days }; { $free } of it is free on the days that you claim, the row claims { $wanted }. In all { $count ->
        [one] 1 row is
       *[other] { $count } rows are
    } like this; the estimate page lists them. Take the rows out of the schedule, or correct the number or the share. If the contract is rightly yours, ask the authority with the contract as evidence: it sees both sides.
refusal-contract-claimed-bare = A contract already counts in another live application, for the same days. The estimate page lists the rows. Take them out, or ask the authority with the contract as evidence.
refusal-claim-questions-open = { $count ->
        [one] 1 row looks
       *[other] { $count } rows look
    } like rows of other applications or like another row of this one, and nobody has said yet whether they are the same. Answer each under “Same as another application?”.
refusal-claim-questions-open-bare = Rows of this case look like rows of other applications or like another row of this one, and nobody has said yet whether they are the same. Answer each under “Same as another application?”.
refusal-claim-same-counts = Row { $row } was found to be the same as a row of another application or another row of this one, so it must not count twice. Leave one of them out, or answer anew with a reason.
refusal-line-not-found = The schedule of this application has no such row.
refusal-lines-undecided = { $count ->
        [one] 1 row needs
       *[other] { $count } rows need
    } a person's decision after the credit check. Decide “include” or “leave out” for each.
refusal-credit-blocked = The credit check fails: { $reasons }. Nothing can go on while that stands. { $who }
refusal-credit-referred = The credit check does not pass yet: { $reasons }. { $who }
refusal-credit-check-missing = There is no credit check of this stage yet.
refusal-credit-changed = The credit result of { $count ->
        [one] 1 row
       *[other] { $count } rows
    } changed after the review. Send the case back to be checked again.
refusal-credit-source-unknown = There is no source of credit records called { $value }.
refusal-credit-rules-missing = No credit rules are in force on { $day }, so nothing can be checked.
refusal-fine-differs = The content names a fine of CNY { $content }, the column “fine” CNY { $column }; they must agree (the column is in CNY 10k).
refusal-budget-exhausted = The budget line has { $available } available; { $wanted } is needed. A finance approver allocates more under "Budget".
refusal-budget-exhausted-bare = The budget line has not enough available. Look at what is available on the budget page, then act.
refusal-line-names-payment = This debit bears the reference of the payment { $payment } and cannot wholly be a charge, interest or the like. Match it with the payment; where that is not offered, record on its page that the bank paid after all, or that the money is owed back.
refusal-budget-document-known = The document number { $document } changed the budget before, or is proposed and waits. Nothing was added. Look at the budget page; if this is another document, check its number.
refusal-allocation-not-confirmed = Budget changes only as one person proposed it with its document and another agreed. Propose it on the budget page and let a finance approver decide.
refusal-line-to-payee = This debit went to the account to which { $payment } was made, so it cannot wholly be a charge, interest or the like. Match it with the payment that it made; where the books have none that waits, order it first (pay again, or bring the award to its payment) and match it then.
refusal-already-paid = This award already has a payment that is on its way or paid. It cannot be paid twice.
refusal-nothing-selected = Nothing was selected. Please select at least one item.
refusal-several-currencies = What was chosen is in { $currencies }. A notice or a batch has one sum in one currency: make one for each.
refusal-mixed-accounts = The selected payments belong to different paying accounts. Please pay them in separate batches.
refusal-control-totals = The payment file does not agree: batch total { $wanted }, file total { $found }. The file was not sealed.
refusal-correction-runs = The firm has until { $until } to correct; the application can be ended as not corrected from the day after.
refusal-case-not-vetoed = A credit check of now does not veto this firm. Go on with the review, or decide at the approval.
refusal-correction-days = The time to correct is { $least } to { $most } working days.
refusal-notice-runs = The notice runs until { $until }; it can be ended from the day after.
refusal-file-known = { $who } imported this file on { $at }. It was not imported again.
refusal-statement-known = This statement was imported before. It was not imported again.
refusal-bank-account-unknown = The statement's account { $account } is not a paying account of this authority.
refusal-bank-columns-unknown = Nobody has described the headings of this table yet. Import it once on the page of bank statements and say what its columns hold.
refusal-bank-column-missing = No column is said to be "{ $column }". Without it the table cannot be read as a statement.
refusal-bank-column-twice = "{ $column }" can be one column only, and several are said to be it.
refusal-bank-table-empty = No row below the headings is an entry: there is no day of booking, or it cannot be read.
refusal-bank-account-unnamed = The file does not say of which account it is. Choose the account and import it again.
refusal-statement-quarantined = The statement does not balance and is in quarantine; its lines cannot be matched.
refusal-amounts-differ = The line is { $entry } and the payment { $payment }; they cannot be matched.
refusal-parts-differ = The parts come to { $parts } and the line to { $entry }.
refusal-no-rest = The chosen payments come to the line, { $entry }; nothing is left over. Choose "no rest", or fewer payments.
refusal-statement-overlaps = Lines of this statement that are in the books already: { $count }. Give this statement up and ask the bank for one that does not overlap.
refusal-statement-never-right = This statement contradicts itself or cannot be read, so it cannot be accepted. Give it up and import the bank's corrected file.
refusal-award-given-up = This award was given up and cannot be paid any more.
refusal-payment-not-with-bank = Payment { $payment } stands as "{ $state }" and cannot be matched as it is. If the bank made it after all, ask to take the refusal back; a second person decides, and then this line is matched by itself.
refusal-paid-twice = Payment { $payment } stands as "{ $state }", and { $other } pays this award: the debit was not owed (a double payment, for example) and cannot be matched. Book it as paid wrongly, to come back, and claim it from the payee.
refusal-given-up-and-paid = The award of payment { $payment } was given up: the debit was not owed and cannot be matched. Book it as paid wrongly, to come back, and claim it from the payee.
refusal-successor-batched = { $other }, made instead of payment { $payment }, stands in a batch. Recall that batch first, then ask to take the refusal back.
refusal-payment-owed = Payment { $payment } stands as "{ $state }" and is still owed, so it was not paid wrongly. Match it; if it is recorded as refused, ask to take the refusal back first.
refusal-more-than-owed = The payee of payment { $payment } owes { $owed }, less than { $entry }. Check the amount, or take back what is booked as returned first.
refusal-more-than-owed-bare = The payee owes less than that. Check the amount, or take back what is booked as returned first.
refusal-nothing-in-transit = No payment of this batch is in transit: each has its result already, so there is nothing to do.
refusal-account-without-line = No budget line is paid from this account, so nothing can be posted on it. Ask the administrator to add a budget line for it in the set-up.
refusal-nothing-fits-rule = No ready payment fits: { $rule }. Widen the rule, or check numbers and amounts.
refusal-request-open = A request waits for its second person: { $request }. It must be decided first.
refusal-request-open-bare = A request waits for its second person. It must be decided first.
refusal-cluster-asynchronous = The database has standbys and does not wait for them: if its server is lost, it forgets that this payment was released, and the money could go out twice. No payment is released so. The operators of the database turn synchronous replication on, or two administrators accept the risk for some days (page “What the database promises”, or xinbu cluster accept and xinbu cluster confirm).
refusal-cluster-acceptance = The risk is accepted for at most { $days ->
        [one] 1 day
       *[other] { $days } days
    } from today on.
refusal-jobs-of-all = Jobs concern every office. Only administrators of the one unit at the top see and decide them; ask one of them.
refusal-job-lost = The job was given up, is another process's by now, or took longer than its worker was given; what this turn wrote does not count.
refusal-job-broken-off = The program ended { $count ->
        [one] 1 time
       *[other] { $count } times
    } while this was done, and it is tried no more. The log of the program says more; run it again when the cause is gone.
refusal-job-fault = It did not come about: { $why }.
refusal-cluster-of-all = What the database promises concerns every office. Only administrators of the one unit at the top see and decide it; ask one of them.
refusal-release-locked = Nothing is paid from account { $account }: the books were brought back from a copy, and what was paid since is not known. Import the bank's statements through { $through } and explain their lines; then a reconciler asks for the end of the lock.
refusal-release-locked-bare = Nothing is paid from this account: the books were brought back from a copy, and what was paid since is not known. Import the bank's statements and explain their lines; then a reconciler asks for the end of the lock.
refusal-lock-needs-statements = Every day through { $through } must be on a statement of the bank; the first that is on none is { $missing }. Ask the bank for a statement of those days and import it.
refusal-lock-lines-open = { $lines ->
        [one] 1 line
       *[other] { $lines } lines
    } of statements are not explained, and { $statements ->
        [one] 1 statement waits
       *[other] { $statements } statements wait
    } in quarantine.
refusal-request-own = Whoever asked for it cannot decide it; another person has to.
refusal-execution-passed = The file is for { $date }, which is over, so it cannot be sent any more. Cancel the batch and build it again.
refusal-choice-changed = The chosen payments have changed: { $shown } when you confirmed, { $found } now. Look at them again and confirm.
refusal-wrong-direction = The line's direction (paid or received) does not fit the choice.
refusal-form-malformed = What was sent does not fit the page, and nothing was done; most likely the page is too old. Look at it again and send it again; if that does not help, open the page anew.
refusal-field-twice = This field was sent twice. Fill it in once.
refusal-form-too-large = The form holds more than { $max } and was not taken. Shorten it and send it again.
api-body = the body
api-malformed = What was sent cannot be read at { $place }, and nothing was done. Compare it with the document at /api/v1/openapi.json.
application-event-edit = Edit the application
application-event-decide_line = Decide a row
