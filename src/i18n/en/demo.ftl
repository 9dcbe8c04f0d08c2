### Demonstration

demo-prepare = Start
demo-prepare-text = A new database in { $folder }: { $units ->
        [one] 1 unit
       *[other] { $units } units
    }, { $firms ->
        [one] 1 firm
       *[other] { $firms } firms
    }, { $people } people; the time is { $time }
demo-schemes = Schemes
demo-schemes-text = { $count ->
        [one] 1 scheme version
       *[other] { $count } scheme versions
    } published, an article behind every rule
demo-version = New version
demo-version-text = { $author } writes and submits version { $version } (all cases hold), { $second } publishes it from { $date }; open calls keep their version
demo-desk = Credit desk
demo-desk-text = Two officers record a penalty of { $firm }, which objects; accepted on { $date }. Rules { $rules } tried on { $checks ->
        [one] 1 check
       *[other] { $checks } checks
    }: { $changed } would change. The night checks { $cases ->
        [one] 1 case
       *[other] { $cases } cases
    } and proposes { $proposed ->
        [one] 1 recovery
       *[other] { $proposed } recoveries
    }
demo-budget = Budget
demo-budget-text = Two budget lines allocated: one proposes, another agrees
demo-calls = Calls
demo-calls-text = Two calls open, public notice of 5 working days; guarantees are reviewed twice, premiums once with an approval within limits
demo-credit = Credit data
demo-credit-text = { $file } imported: { $seen ->
        [one] 1 record
       *[other] { $seen } records
    }, { $added } new, { $same } unchanged, { $bad } unusable
demo-file = Filing
demo-file-text = { $count ->
        [one] 1 firm
       *[other] { $count } firms
    }: applications filled in, schedules uploaded
demo-file-rows = { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }, { $bad } with errors
demo-file-estimate = estimate { $amount }
demo-submit = Signing
demo-submit-text = Preparers ({ $preparer } and others) filled in; signatories ({ $signatory } and others) signed
demo-accept = Receipt
demo-accept-text = { $who } accepts { $count ->
        [one] 1 application
       *[other] { $count } applications
    }
demo-recusal = Conflict
demo-recusal-text = { $who } worked for { $firm } and declares it ({ $number }); the case is not shown there any more, and { $other } now checks it
demo-check = Credit check
demo-check-text = Every firm and every enterprise is checked
demo-check-lines = firm: { $firm }; lines: { $pass } pass, { $refer } for a person, { $block } blocked
demo-calculate = Calculation
demo-calculate-text = By the rules of the scheme; every result can be derived again from stored inputs
demo-calculate-lines = { $lines } { $what }: { $paid } subsidised, { $ineligible } not eligible, { $struck } struck (credit)
demo-what-contracts = contracts
demo-what-policies = policies
demo-review = First review
demo-review-text = { $who } decides the referred lines with a reason ({ $count }, same name only) and recommends the amounts
demo-confirm = Second review
demo-confirm-text = { $who } confirms { $count ->
        [one] 1 application
       *[other] { $count } applications
    }; { $others } are under the procedure with one review
demo-approve = Approval
demo-approve-text = { $who } approves { $total } and reserves the budget in the same transaction; what was reviewed once lies within the limit of { $limit }
demo-publish = Public notice
demo-publish-text = { $number }: { $from } to { $to }, { $days ->
        [one] 1 working day
       *[other] { $days } working days
    }
demo-notice-end = Notice over
demo-notice-end-text = { $today }: { $count ->
        [one] 1 payment is
       *[other] { $count } payments are
    } ready
demo-batch = Batch
demo-batch-text = { $number }: { $count ->
        [one] 1 payment
       *[other] { $count } payments
    }, { $sum }; credit was checked again first
demo-two-persons = Two persons
demo-two-persons-text = { $maker } submits, { $approver } approves
demo-seal = Seal
demo-seal-text = { $file } (pain.001.001.09), read back by an independent reader and frozen, SHA-256 { $hash }…
demo-send = Sending
demo-send-text = Every payment is in transit
demo-bank = Bank
demo-bank-text = The bank answers with { $file } (camt.053.001.08): { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }, closing balance { $closing }
demo-match = Matching
demo-match-text = { $number }: { $matched } of { $lines ->
        [one] 1 entry
       *[other] { $lines } entries
    } matched by end-to-end id, { $open } left to explain
demo-explain = Explaining
demo-explain-text = { $who } explains the entries that belong to no payment
demo-explain-funding = paid in by the treasury
demo-explain-charge = bank charge
demo-explain-interest = interest
demo-returned = Returned
demo-returned-text = { $number } { $payee } { $amount } ({ $reason }) is open again; nothing is paid twice by itself
demo-proof = Proof
demo-proof-text = budget = payments = bank (batch { $batch }, in CNY)
demo-proof-line = Budget line
demo-proof-allocated = Allocated
demo-proof-available = Available
demo-proof-open = Committed
demo-proof-spent = Budget spent
demo-proof-paid = Payments paid
demo-proof-bank = Bank paid
demo-proof-holds = Equal
demo-verify = Verification
demo-verify-text = What holds: { $held } of { $all ->
        [one] 1 invariant
       *[other] { $all } invariants
    }
demo-good = Everything holds: from application to reconciliation, every fen agrees.
demo-bad = Something does not hold, see above.
demo-serving = The pages are served on { $address } (sign in as any demonstration person with one click; Ctrl+C stops it)
