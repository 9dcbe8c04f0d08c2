# Jobs
nav-jobs = Jobs
jobs-lead = What the program does after an act, and what it does by the clock.
jobs-all = All
jobs-none = There are no jobs
jobs-none-text = What the program does after an act or by the clock is listed here.
head-job = Job
job-about = About
job-cause = Cause
job-cause-clock = The clock
job-attempts = Tries
job-rows = Rows done
job-copy = Folder of the copy
job-copy-hash = SHA-256 of its manifest
job-next = Next try, or end
job-ended = Ended
job-failure = Why it did not come about the last time
job-facts = Job
job-refreshes = It has not ended yet.
job-again-hint = It is done once more at once, when what hindered it is gone; tries are counted anew.
job-cancel-reason = Why it is given up
job-cancel-hint = It is not done any more; what its worker writes from now on does not count. What is done already stays.
job-kind-recheck_case = Credit recheck
job-kind-deadlines = Last days
job-kind-deadline = A last day is over
job-kind-credit_night = Nightly look at paid cases
job-kind-look_again = Look at a paid case
job-kind-purge = Purge of personal data
job-kind-retention = Clearing of what has had its time
job-kind-import_schedule = Import of a schedule
job-kind-import_list = Import of a list
job-kind-copy = Copy of the installation
job-kind-proof = Nightly proof
job-state-waiting = Waiting
job-state-running = Running
job-state-done = Done
job-state-failed = Failed
job-state-cancelled = Given up
job-event-start = Begin
job-event-complete = Complete
job-event-retry = Try again later
job-event-fail = Fail
job-event-again = Run now
job-event-supersede = Overtaken by a later one
job-event-cancel = Give up
job-why-busy = the database was busy
job-why-full = the disk of the database is full
job-why-away = the database could not be reached or could not write
job-why-broken = the program or its data are at fault; the log of the program says more
done-job-again = It is done at once.
done-job-cancelled = The job is given up.
home-jobs-failed = { $count ->
    [one] { $count } job failed and is tried no more.
   *[other] { $count } jobs failed and are tried no more.
}
cli-jobs-clears = Documents whose years are over and whose content the next night clears: { $count }. Nothing was changed.
cli-jobs-clears-rule = closed on { $closed }, kept for { $years ->
        [one] 1 year
       *[other] { $years } years
    }, { $size ->
        [one] 1 byte
       *[other] { $size } bytes
    }
cli-jobs-worked = { $count ->
        [one] 1 due job was
       *[other] { $count } due jobs were
    } done.
proof-nightly-holds = Last nightly proof: { $at }; all { $count ->
        [one] 1 rule
       *[other] { $count } rules
    } found to hold.
proof-nightly-broken = Last nightly proof: { $at }; { $count ->
        [one] 1 rule does
       *[other] { $count } rules do
    } not hold. Verify at once, and tell the operators.

job-importing = Importing “{ $file }”
job-import-waiting = The file is kept and waits for its turn.
job-import-read = { $read ->
        [one] 1 row is
       *[other] { $read } rows are
    } read so far.
job-import-later = It did not come about yet: { $why } It is tried again by itself at { $at }; do not upload it again.
