### Simulation, files of derivations

nav-simulation = Simulation

## Choosing
simulation-lead = Before a rate changes, see what it means for past applications: they are calculated again under one version and compared with a base, firm by firm and contract by contract. A simulation changes nothing.
simulation-choose = What to simulate
simulation-scheme = Version to try
simulation-scheme-hint = Choose a version of the system, drafts too; leave it empty for a file or text.
simulation-file = Scheme file
simulation-file-hint = A draft as a scheme file (.toml). It is used for this simulation only, neither stored nor published.
simulation-text = Scheme text
simulation-text-hint = Or paste the content of a scheme file here.
simulation-base = Compared with
simulation-base-hint = Without a choice, each application is compared with the version it was calculated under.
simulation-base-own = each application's own version
simulation-call = Calls
simulation-call-hint = Choose one or more. Applications that were withdrawn, not accepted, refused or never calculated are left out; contracts that were struck stay struck.
simulation-no-calls = There is no call yet
simulation-no-calls-hint = Once a call is open and firms have applied, it can be simulated here.
simulation-run = Run the simulation
simulation-file-encoding = The scheme file must be UTF-8 text.
simulation-choose-one = Choose a version, or upload or paste a scheme file.
simulation-at-line = Line { NUMBER($line, useGrouping: 0) }: { $problem }

## Result
simulation-title = Result of the simulation
simulation-result-lead = { $scheme } compared with { $base }
simulation-again = Another simulation
simulation-print-hint = This page can be printed as it is.
simulation-as-xlsx = Download XLSX
simulation-summary = Summary
simulation-total-before = Base (CNY)
simulation-total-after = Simulated (CNY)
simulation-total-difference = Change (CNY)
simulation-cases = Applications
simulation-lines = Contracts
simulation-firms = Firms
simulation-moved = Contracts that move
simulation-left-out = Applications left out
simulation-hash = Hash of the result
simulation-firms-more = Firms with more
simulation-firms-less = Firms with less
simulation-firms-same = Firms with the same
simulation-lines-more = Contracts with more
simulation-lines-less = Contracts with less
simulation-lines-same = Contracts with the same
simulation-more-sum = Sum of what is more ({ $unit })
simulation-less-sum = Sum of what is less ({ $unit })
simulation-who = Who gets more, who gets less
simulation-group = Of
simulation-more = More
simulation-less = Less
simulation-same = The same
simulation-more-sum-head = Sum of what is more (CNY)
simulation-less-sum-head = Sum of what is less (CNY)
simulation-budget-title = Effect on the budget
simulation-budget-line = Budget line
simulation-room = There is for these applications ({ $unit })
simulation-left-before = Left under the base ({ $unit })
simulation-left-after = Left under the version tried ({ $unit })
simulation-budget-note = What there is for these applications: what is free on the line, and what is set aside for them already.
simulation-budget-short = Under the version tried the budget of { $line } does not suffice: { $amount } are missing.
simulation-chart-firms = How the changes of firms are spread
simulation-chart-lines = How the changes of contracts are spread
simulation-chart-note = Bands of amounts (CNY), with the edge nearer to zero; bars are numbers of things
simulation-chart-firms-finding = Of { $count ->
        [one] 1 firm
       *[other] { $count } firms
    }, { $more } get more, { $less } get less, { $same } get the same.
simulation-chart-lines-finding = Of { $count ->
        [one] 1 contract
       *[other] { $count } contracts
    }, { $more } get more, { $less } get less, { $same } get the same.
simulation-bar = { $count }, { $sum }
simulation-bar-same = { $count }
simulation-bar-value = Number and sum (CNY)
simulation-firms-title = By firm
simulation-cases-title = By application
simulation-components-title = By component
simulation-component = Component
simulation-reasons-title = Why contracts move
simulation-lines-title = Contracts that move
simulation-lines-shown = The { $shown ->
        [one] 1 largest change
       *[other] { $shown } largest changes
    } of { $total }; all of them are in the XLSX file.
simulation-lines-all = All { $total }, the largest change first.
simulation-nothing-moved = Nothing moves
simulation-nothing-moved-hint = On these applications both versions give exactly the same.
simulation-was = Under the base
simulation-becomes = Under the version tried
simulation-cause = Why
simulation-why = Why
simulation-unfit = Applications that cannot be simulated
simulation-unfit-note = They are not in the sums above.
simulation-left-empty = Columns taken as empty
simulation-left-empty-note = These columns and questions did not exist when the firm applied; they count as not filled in.
simulation-columns = Columns and questions
simulation-head-before = Base ({ $unit })
simulation-head-after = Simulated ({ $unit })
simulation-head-difference = Change ({ $unit })
simulation-of = Of
simulation-band = Band of changes ({ $unit })
simulation-band-same = the same
simulation-count = Number
simulation-sum = Sum ({ $unit })
simulation-file-name = simulation
simulation-outcome-paid = paid
simulation-outcome-zero = eligible, nothing paid
simulation-outcome-struck = struck
simulation-outcome-ineligible = fails “{ $rule }”
simulation-outcome-fault = “{ $rule }” has no value
simulation-outcome-negative = “{ $rule }” is below zero, nothing is paid

## Sheets
simulation-sheet-summary = Summary
simulation-sheet-components = Components
simulation-sheet-firms = Firms
simulation-sheet-cases = Applications
simulation-sheet-lines = Contracts
simulation-sheet-reasons = Why contracts move
simulation-sheet-bands = Spread
simulation-sheet-unfit = Not simulated

## Files of derivations
trace-as-xlsx = Derivation as XLSX
trace-as-json = Derivation as JSON
trace-file = derivation
trace-sheet = Derivation
trace-about = About
trace-item = Item
trace-value = Value
trace-subject = Application or file
trace-amount = Amount ({ $unit })
trace-no = No.
trace-step = Step
trace-formula = Formula
trace-numbers = With the numbers
trace-article = Article
trace-inputs = Values and where they come from
trace-result = Result
trace-note = Note
trace-input = { $title }: { $value } ({ $source })
trace-source-cell = row { NUMBER($row, useGrouping: 0) } of the schedule
trace-source-column = schedule
trace-source-fact = stated by the firm
trace-source-step = an earlier step
trace-source-figure = a figure of the firm or enterprise
trace-source-parameter = fixed by the authority
trace-source-earlier = earlier grants
trace-source-pool = division of the call
trace-source-application = record of the application

## Review: what a decision on one line moved
review-moved-title = What the last decision on a line moved
review-moved-total = With the decision on row { NUMBER($row, useGrouping: 0) } the application went from { $before } to { $after }, a change of { $difference }.
review-moved-none = No other line's amount moved.
review-moved-others = { $count ->
        [one] 1 other line
       *[other] { $count } other lines
    } moved with it, by { $sum } in all; at most 20 are listed.
review-moved-before = Before (CNY)
review-moved-after = After (CNY)
done-review-line-moved = The decision on row { $row } is saved and the whole application was calculated again; { $count ->
        [one] 1 other line
       *[other] { $count } other lines
    } moved with it, by { $sum } in all.

## Command line
cli-simulate-head = { $scheme } compared with { $base }
cli-simulate-counts = { $cases ->
        [one] 1 application
       *[other] { $cases } applications
    }, { $lines ->
        [one] 1 contract
       *[other] { $lines } contracts
    }, { $moved } move
cli-simulate-written = Written to { $path }
cli-simulate-more-lines = { $count } more move; see --xlsx or --json
cli-simulate-unfit = Cannot simulate { $number } ({ $version }):
cli-simulate-empty = { $number } taken as empty: { $columns }
cli-simulate-tally = { $of }: { $more } more by { $more_sum }, { $less } less by { $less_sum }, { $same } the same
cli-simulate-budget = Budget line { $code }: { $room } for these applications, { $before } left under the base, { $after } left under the version tried
