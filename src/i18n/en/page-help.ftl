# Help
help-lead = What each role does, how a subsidy scheme is written, and how the program is run.
page-help = Help for this page
help-by-role = By role
help-rules = Schemes and procedures
help-running = Running the program, and programs
help-firms = For firms: from the registration to the money
help-firms-hint = Registering, filling in, the schedule, signing, corrections, the receiving account, credit records.
help-reviewers = Receiving, checking, reviewing, approving, publishing
help-reviewers-hint = The day of receiving officers, credit checkers, reviewers, approvers and objection handlers.
help-finance = Budget, payments and reconciliation
help-finance-hint = The day of payment makers, payment approvers and reconcilers; returned payments, files the bank refuses, changed accounts.
help-administrators = Administrators and auditors
help-administrators-hint = The first day, people, units, the calendar, rules, calls, jobs, and the proof of the log.
help-language = How to write a scheme
help-language-hint = The whole language with three real notices; each is a file that runs.
help-reference = Reference
help-reference-hint = Every word of formulas and every key of the file, with examples that run.
help-procedures = Procedures and limits of approval
help-procedures-hint = Through which stages a case goes, how an office writes its own, and up to which amount a unit approves.
help-api = Programs: the JSON interface
help-api-hint = For those who write programs: file applications, act, and read decisions with a token; every route and its OpenAPI document.
help-copies = Copies, and after a restoration
help-copies-hint = For administrators: a copy is late, a copy is brought back. For finance: payments are locked, and what to do.
help-cluster = A replicated PostgreSQL
help-cluster-hint = For operators: settings, proxies, what never to do, what to compare after a fail-over.
document-kinds-heads = | Document | Filed by | Seen by | Formats | At most | Kept at least |
document-years = { $count ->
        [one] 1 year
       *[other] { $count } years
    }
