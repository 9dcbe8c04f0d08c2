### Messages of simulations

refusal-simulation-column-missing = The schedule has no column “{ $column_en }” ({ $column }), which this version requires.
refusal-simulation-column-kind = The column “{ $column_en }” ({ $column }) holds another kind of value in this version and cannot be taken over.
refusal-simulation-value-missing = This version requires the column “{ $column_en }” ({ $column }); { $count ->
        [one] 1 line
       *[other] { $count } lines
    } leave it empty, the first is line { $line } of the schedule.
refusal-simulation-choice = Line { $line } of the schedule has “{ $value }” in “{ $column_en }” ({ $column }), which is no choice of this version.
refusal-simulation-fact-missing = The firm was not asked “{ $fact_en }” ({ $fact }), which this version requires.
refusal-simulation-fact-kind = The answer to “{ $fact_en }” ({ $fact }) is of another kind in this version and cannot be taken over.
refusal-simulation-currency = The versions pay in different currencies, { $before } and { $after }; they cannot be compared.
refusal-simulation-uneven = The two calculations of { $number } have not the same lines and cannot be compared.
refusal-simulation-base-missing = A schedule file is compared with a base: name it with --base (an id or a scheme file).
refusal-simulation-nothing = No row is good under both versions; there is nothing to compare.
