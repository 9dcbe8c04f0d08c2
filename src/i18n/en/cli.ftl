### Command line

cli-fault = The program did not finish this:
cli-list-row = Row { NUMBER($row, useGrouping: 0) }: { $why }
cli-rows-read = rows read
cli-waiting-for-database = Waiting for the database; the program goes on by itself when it is there.
promise-alone = One server without standbys: what is acknowledged is kept as long as its disk is. Keep backups elsewhere.
promise-asynchronous = Asynchronous: there are standbys ({ $standbys } at the moment) and no act waits for them. A fail-over loses what they had not received. No payment is released so, unless two administrators accept it.
promise-synchronous = Synchronous ({ $names }): every act waits for its standbys; { $confirming } confirm at the moment. Whether the cluster drops to asynchronous when all standbys are gone is set outside the database (Patroni: synchronous_mode_strict).
promise-standby = This server is a standby: it can be looked at, and nothing is written here.
cli-cluster-proposed = Proposed. Another administrator confirms it: xinbu cluster confirm.
cli-cluster-accepted = Two administrators accept until { $until } that a fail-over may lose what was acknowledged: { $reason }
cli-doctor-writes = It takes what is written.
cli-doctor-does-not-write = It does not take what is written.
cli-cluster-ended = Ended. Payments are not released while the standbys are asynchronous.
cli-cluster-missing = { $acts ->
        [one] 1 acknowledged act was
       *[other] { $acts } acknowledged acts were
    } written down; missing in the database: { $missing }, { $unread ->
        [one] 1 line cannot be read
       *[other] { $unread } lines cannot be read
    }.
cli-serving = Serving on { $address } (Ctrl+C stops it)
cli-migrated = The database schema is up to date.
cli-calendar-good = The notice for { $year } can be loaded: { $off ->
        [one] 1 day
       *[other] { $off } days
    } off, { $makeup ->
        [one] 1 make-up day
       *[other] { $makeup } make-up days
    }, { $worked ->
        [one] 1 working day
       *[other] { $worked } working days
    } in all.
cli-calendar-proposed = The notice for { $year } is proposed as { $number } and waits for another administrator (xinbu office confirm { $number }): { $off ->
        [one] 1 day
       *[other] { $off } days
    } off, { $makeup ->
        [one] 1 make-up day
       *[other] { $makeup } make-up days
    }, { $worked ->
        [one] 1 working day
       *[other] { $worked } working days
    } in all.
cli-call-proposed = Proposal { $number } waits for another administrator ({ $people }): xinbu call confirm { $number } --by …
cli-call-confirmed = Confirmed: call { $number } is as proposed.
cli-set-up = Set up: { $units ->
        [one] 1 unit
       *[other] { $units } units
    }, { $firms ->
        [one] 1 firm
       *[other] { $firms } firms
    }, { $people } people, { $lines ->
        [one] 1 budget line
       *[other] { $lines } budget lines
    }.

## Headings
cli-column-row = Row
cli-column-letter = Col.
cli-column-heading = Heading
cli-column-found = Cell
cli-column-problem = Problem
cli-column-key = Number
cli-column-enterprise = Enterprise
cli-column-amount = Subsidy ({ $unit })
cli-column-outcome = Result
cli-column-entry = No.
cli-column-booked = Booked
cli-column-credit = In ({ $unit })
cli-column-debit = Out ({ $unit })
cli-column-party = Counterparty
cli-column-end-to-end = End-to-end id
cli-column-remark = Remark
cli-entry-pending = not booked (pending)
cli-entry-not-booked = not booked
cli-entry-reversal = reversal
cli-column-scheme = Id
cli-column-version = Version
cli-column-in-force = In force
cli-column-title = Title

## Schedules
cli-schedule-head = { $file }: sheet “{ $sheet }”, headings in row { NUMBER($row, useGrouping: 0) }
cli-schedule-unknown = Column not used: { $letter } “{ $heading }”
cli-schedule-rows = { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }: { $good } good, { $bad } with errors; { $totals ->
        [one] 1 sum row
       *[other] { $totals } sum rows
    } left aside
cli-schedule-good = The schedule has no error and can be uploaded.
cli-schedule-bad = Problems found: { $count }. Correct them and check again.

## Statements
cli-statement-id = Statement
cli-statement-account = Account
cli-statement-period = Period
cli-statement-opening = Opening balance
cli-statement-credits = Money in
cli-statement-debits = Money out
cli-statement-closing = Closing balance
cli-statement-good = Opening plus money in less money out is the closing balance; it can be imported.
cli-statement-quarantine = An import would put it in quarantine as a whole, because:

## Calculation
cli-calc-head = Scheme { $scheme }, schedule { $file }, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }
cli-admitted-way = A code that was issued against the check rule counts once two officers have admitted it on evidence. Without a server, give such codes with --admitted FILE, one code a line.
cli-calc-bad-rows = { $count ->
        [one] 1 row has
       *[other] { $count } rows have
    } errors, so nothing was calculated. Correct them, or add --leave-out-bad-rows to calculate the others.
cli-calc-bad-earlier = The file of earlier grants has errors in { $count ->
        [one] 1 row
       *[other] { $count } rows
    }; nothing was calculated.
cli-calc-no-earlier = Earlier grants were not given: these limits over years were calculated as if there were none, and the result may be too high: { $limits }. Give a file with --earlier.
cli-calc-total = Total { $total }: { $lines ->
        [one] 1 row
       *[other] { $lines } rows
    }, { $paid } subsidised, { $ineligible } not eligible, { $faults } without an amount (each row says why)
cli-outcome-zero = eligible, earns nothing
cli-outcome-struck = taken out
cli-outcome-ineligible = not eligible: { $gate }
cli-outcome-fault = rule { $rule } has no value
cli-outcome-negative = rule { $rule } comes to less than zero: nothing is paid (a refund is recovered or deducted by the authority)

## Schemes
cli-scheme-no-cases = There is no cases.json beside it; only the scheme file was checked.
cli-scheme-folder = { $count ->
        [one] 1 scheme file was
       *[other] { $count } scheme files were
    } checked, { $bad } of them not good.
cli-scheme-difference = { $what }: expected { $expected }, found { $found }
cli-scheme-diff-head = Comparison: { $older } → { $newer }
cli-scheme-diff-none = { $older } and { $newer } have the same rules.

## Verification
cli-verify-good = Everything holds.
cli-backup-made = Copied: { $tables ->
        [one] 1 table
       *[other] { $tables } tables
    }, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }, { $size } KiB, as of { $at }.
cli-backup-hash = SHA-256 of the manifest: { $hash }. Kept elsewhere, it shows later that nobody altered the copy.
cli-backup-retained = Older copies taken away: { $count }.
cli-left-behind = Taken away: { $what }, left behind by a copy or restoration that was broken off
cli-upgrade-copied = The data were of an earlier version. They are copied, and the upgrade was tried on the copy and proved: { $copy }
cli-backup-is = The copy: { $tables ->
        [one] 1 table
       *[other] { $tables } tables
    }, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }, { $size } KiB, as of { $at }.
cli-restored = Brought back; epoch { $epoch } begins.
cli-restore-aside = The database that was there is now { $place }.
cli-restore-locked = Everybody signs in again. Payments are locked until the bank's statements show what was paid since the copy; the pages of finance say what is missing.
cli-restore-unsound = The copy does not hold what it must; nothing was replaced.
cli-drill = Copied in { $copied } ms, brought back and proved in { $whole } ms; no difference.
cli-verify-bad = Something does not hold, see above.
invariant-whole = the file of the database is whole: every page can be read, every index fits its table
invariant-i1 = every transfer is above zero, within one book and one budget line
invariant-i2 = the sums of every account are those of its transfers
invariant-i3 = debits equal credits in every book
invariant-i4 = no account that must not be overdrawn is
invariant-i5 = each budget line: allocated = available + reserved + committed + payable + in transit + spent
invariant-i6 = payments within awards, awards sum to the approved amount
invariant-i7 = at most one live payment of each award
invariant-i8 = states of payments agree with matched statement lines
invariant-i9 = the cash book equals the bank's closing balance
invariant-i10 = batches hold what was approved: content, number, sum
invariant-i11 = nobody took two steps that exclude each other
invariant-i12 = no contract is claimed twice
invariant-i13 = the hash chain of the audit log is whole
invariant-i14 = every file has the size it was stored with
invariant-moves = each application and batch is where its acts in the log brought it, and the steps of people are those of the log
invariant-accounts = every award and payment goes to an account that was signed
invariant-procedures = every procedure says what two people confirmed or the program brought along, each case runs under that of its call, and limits cover what was approved within them
invariant-people = each person has the unit or firm and the roles that the log says were given
invariant-files = every file has the bytes it was stored with, and the log names their hash
invariant-signatures = Answers, lines and accounts of each application are those that were signed; the log names the signature
invariant-lines = Every column of each line is derived again from the values that were signed; its credit outcome is that of the sealed check, its decision the one in the log
invariant-claims = every claim takes of its contract what its line and the scheme say
invariant-meetings = what two applications claim of one contract stands beside each other on both sides, and nothing else does
invariant-standings = what stands of a schedule stands for a line that it has
invariant-grants = what approvals granted is of its lines, adds up to what each earns, and is what its payees are paid
invariant-budget-payments = budget = payments: spent and in transit agree with the payments
invariant-owed-back = what is owed back is what was paid wrongly less what came back
invariant-payments-bank = payments = bank: what is paid agrees with matched statement lines
invariant-recalculation = calculated again from stored inputs, every result has the same bytes
invariant-credit = Every snapshot of a credit check matches its seal and follows the one before it; its outcome and its lines are those that were sealed

## Credit
cli-credit-cases = { $count } carried out, { $differences ->
        [one] 1 disagreement
       *[other] { $differences } disagreements
    }.
cli-credit-difference = { $case } step { $step } { $field }: expected { $expected }, found { $found }
cli-credit-check = { $code } on { $day }: { $outcome } (rules { $rules })
cli-credit-list = List: { $list }
cli-credit-imported = { $seen ->
        [one] 1 row
       *[other] { $seen } rows
    }: { $added } added, { $changed } changed, { $same } unchanged, { $bad } with errors
cli-credit-removed = { $removed ->
        [one] 1 record
       *[other] { $removed } records
    } removed: not named by the full list any more
cli-credit-kept = Stored as import { $import }.
cli-credit-dry-run = This was a trial; nothing was stored.
cli-credit-night = { $cases ->
        [one] 1 paid case
       *[other] { $cases } paid cases
    } checked again, { $proposed ->
        [one] 1 recovery
       *[other] { $proposed } recoveries
    } proposed, { $purged ->
        [one] 1 personal record
       *[other] { $purged } personal records
    } purged, { $checked ->
        [one] 1 snapshot
       *[other] { $checked } snapshots
    } verified.
cli-credit-row = Row { $row } { $column }: { $words }
cli-doctor-documents = The content of documents is kept in { $place }.
cli-doctor-documents-database = The content of documents is kept in the database.
cli-backup-documents = Documents outside of the database: { $count }, of which { $missing } are missing; { $fetched } KiB of them fetched, the others linked to the copy before.
cli-doctor-copies = Regular copies go to { $folder }; the newest is of { $at }.
cli-doctor-copies-late = Regular copies are late: they go to { $folder }, and the newest is of { $at }. The page of jobs and the log of the program say what hinders them.
cli-doctor-copies-empty = Regular copies go to { $folder }; there is none yet. xinbu serve makes them.
cli-doctor-copies-none = No regular copies are made: XINBU_BACKUP_DIR is not set. Name a folder, or have xinbu backup run by a timer.
cli-set-up-link = No office is set up here yet. Open this link in a browser within { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } to set the authority and its first two administrators up (it is used once; keep it to yourself):
    { $address }
cli-people-open-none = No proposal about people waits.
cli-tables-none = No table of a bank is known yet. The first import of one asks what its columns hold.
cli-recover-link = It is shown this once and used once, within { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }. Hand it to the person yourself. With it the person's second factor ends; the log names this command and its reason.
cli-secret-key-other = Second factors that are kept under another key than XINBU_SECRET_KEY: { $count }. Their people can sign in with recovery codes alone; start the program with the key from before.

cli-relocated = Went over and compared row by row: { $tables ->
        [one] 1 table
       *[other] { $tables } tables
    }, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }.
cli-relocated-next = Start the program with the new address from now on. The file stays as it is; put it away, so that nobody goes on with it.
cli-ready = { $address } does its work.
cli-not-ready = { $address } does not do its work: { $why }.
