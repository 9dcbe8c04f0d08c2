# Help
help-lead = How to write a subsidy scheme, all that may stand in its file, and how the database is operated.
help-read = Read
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
