# Reasons for refusing scheme files, calculations and size classes; the line of a scheme file is shown beside them

## Scheme files
refusal-scheme-syntax = Cannot be read: { $found }. A scheme file is TOML with the documented fields only.
refusal-scheme-file-too-large = The scheme file is too large; the limit is 400 KB.
refusal-scheme-field-missing = “{ $name }” lacks the field “{ $field }”; add it.
refusal-scheme-value-unknown = “{ $field }” cannot be “{ $found }”; allowed: { $allowed }.
refusal-scheme-name-malformed = “{ $name }” is no good name: begin with a lower-case letter, use lower-case letters, digits and underscores, at most 40, and no word of the formula language; ids use hyphens.
refusal-scheme-name-twice = The name “{ $name }” stands twice; each name is used once.
refusal-scheme-name-unknown = Nothing is called “{ $name }”; known: { $allowed }.
refusal-scheme-table-unknown = No table is called “{ $name }”; define it first.
refusal-scheme-text-missing = “{ $name }” lacks its text ({ $language }); every item needs Chinese and English.
refusal-scheme-article-missing = “{ $name }” names no article; every rule points to one.
refusal-scheme-unused = No rule uses “{ $name }”; use it or remove it.
refusal-scheme-unreachable = “{ $name }” can never apply, or always applies; correct or remove it.
refusal-scheme-cycle = “{ $name }” depends on itself; write its formula in another way.
refusal-scheme-formula-syntax = The formula cannot be read from “{ $found }” on; check operators, brackets and units (元, 万元, 亿元, %, ‰, 天).
refusal-scheme-formula-too-large = The formula is too long or too deep; split it into steps.
refusal-scheme-function = “{ $formula }” is no known function, or has a wrong number of arguments. Known: if, min, max, days, days_inclusive, band, missing, size_class, size_class_any.
refusal-scheme-aggregate = No sum over lines can stand at “{ $formula }”; sums belong to figures of the firm or an enterprise and cannot be nested.
refusal-scheme-units = In “{ $formula }” a { $left } and a { $right } do not go together; check the units.
refusal-scheme-rate-number = In “{ $formula }” a { $left } meets a { $right }; write a rate with its unit, such as 80% or 3‰.
refusal-scheme-result = “{ $formula }” gives a { $found }; a { $wanted } is needed here.
refusal-scheme-level = “{ $name }” belongs to a { $level } and cannot be used in a rule of a { $wanted }; make a figure of it first.
refusal-scheme-choice-unknown = The choice has no “{ $value }”; allowed: { $allowed }.
refusal-scheme-bound-flag = Table “{ $name }” does not say whether the bound “{ $bound }” is included; add { $field }.
refusal-scheme-band-gap = In table “{ $name }” there is a gap before this row; rows must join.
refusal-scheme-band-overlap = In table “{ $name }” this row overlaps the one before or stands in the wrong order; list rows from low to high without overlap.
refusal-scheme-rounding-missing = “{ $name }” names no rounding; give its unit and mode (half_up, half_even, down, floor, up), such as 0.01元 and half_up.
refusal-scheme-cap-scope = The cap “{ $name }” has no scope; it must be line, enterprise or firm.

## Calculation
refusal-calc-fact-missing = The fact “{ $name }” is missing; state it and calculate again.
refusal-calc-fact-unknown = The fact “{ $name }” does not belong to this scheme, or is of another kind.
refusal-calc-row-malformed = Row { $line }, column “{ $column }”: the value is missing or of another kind; correct it and calculate again.
refusal-calc-parameter-missing = The authority has not fixed the parameter "{ $name }" yet; the calculation needs it.
refusal-calc-parameter-range = The parameter "{ $name }" is outside what is allowed: at least { $least }, at most { $most }.
refusal-calc-parameter-unknown = The parameter "{ $name }" is not one of this scheme, or its value is of another kind.
refusal-calc-pool-overspent = The pool "{ $name }" is overspent when each share is rounded half up; use the largest remainder, or cut off.
refusal-scheme-group-late = Lines are grouped by "{ $name }", which needs a sum first; group by columns, or by values found from columns alone.
refusal-scheme-call-amount = "{ $formula }" must be the same for all applications: use parameters and written values only.
refusal-scheme-table-keys = The table "{ $name }" has { $wanted ->
        [one] 1 key
       *[other] { $wanted } keys
    }; here it is given { $found }.
refusal-scheme-table-gap = The table "{ $name }" has a gap: { $point }, for example, lies in no row. Add a row, or write otherwise.
refusal-scheme-table-overlap = Rows of the table "{ $name }" overlap: { $point }, for example, lies in this row and in one before.
refusal-scheme-table-too-large = The table "{ $name }" is too large to be checked at every point; split it.
refusal-scheme-series-unknown = There is no series named "{ $name }".
refusal-scheme-series-order = In the series "{ $name }", the day of "{ $found }" must come after the one before and not after known_to, and all values must have one unit.
refusal-scheme-class-open = Class "{ $name }": the last class has no when and all others have one, so that every line has exactly one class.
refusal-call-not-divided = The pool or the budget of this call is not divided yet. Divide it when all applications are under review, then approve.
refusal-call-nothing-to-divide = The scheme of this call has neither a pool nor a budget to divide.
refusal-call-still-open = Firms may apply until { $closes }; the call can be divided after that day.
refusal-call-not-together = Application { $number } is "{ $state }"; a call is divided when all its applications are under review.
refusal-calculation-changed = Since the review, an approval elsewhere has changed what this application can get. Send it back and calculate again.
refusal-calc-rule-fault = The rule “{ $rule }” has no value: { $fault }.
refusal-calc-line-fault = The rule “{ $rule }” has no value because of row { $line }: { $fault }.
refusal-calc-line-unknown = There is no row { $line }.
calc-fault-missing = a value that it needs is missing
calc-fault-division-by-zero = division by zero
calc-fault-overflow = the value is too large
calc-fault-outside-table = the value lies in no row of the table
calc-fault-negative = an amount or a weight is below zero
calc-fault-before-series = the day is before the first value of the series
calc-fault-after-series = the day is after the last for which the series is known
calc-fault-no-calendar = the official working days of the year are not known
calc-fault-not-whole = a number of days or months is not whole
calc-fault-nothing-to-share = no row can take a part

## Cases
refusal-case-malformed = The case “{ $case }” cannot be read: { $found }.

## Size class
refusal-size-indicator-missing = The size class needs { $indicator }; add it.
size-indicator-staff = staff
size-indicator-revenue = revenue
size-indicator-assets = total assets

## Units and levels in formulas
scheme-unit-money = amount
scheme-unit-rate = rate
scheme-unit-number = number
scheme-unit-days = number of days
scheme-unit-compound = number of a compound unit
scheme-unit-date = date
scheme-unit-text = text
scheme-unit-choice = choice
scheme-unit-flag = yes or no
scheme-level-line = line
scheme-level-enterprise = enterprise
scheme-level-group = a group of lines
scheme-level-firm = firm

## Versions of schemes
refusal-scheme-version-taken = “{ $scheme }” has a version { $version } already. Give another version in the field version of the scheme file.
refusal-scheme-version-taken-bare = The scheme has this version already. Give another version in the field version of the scheme file.
refusal-scheme-author-only = Only its author changes or discards a draft. Ask the author, or write a new version.
refusal-scheme-second-person = Who wrote or submitted this version cannot publish it. Another administrator must.
refusal-scheme-cases-open = This version has no cases, or some of them fail, so it cannot be submitted. Add cases and correct the rules until all of them hold.
refusal-scheme-effective-past = The first day { $date } is before today ({ $today }). Choose today or a later day.
refusal-scheme-not-in-force = Version { $version } of “{ $scheme }” has the status “{ $standing }”, so no call can be opened under it. Choose a version that is in force.
refusal-scheme-published = A version that was submitted, published or used is never changed or deleted. Write a new version.
edition-state-draft = Draft
edition-state-submitted = Awaiting approval
edition-state-published = Published
edition-state-withdrawn = Withdrawn
edition-state-discarded = Discarded
edition-event-submit = Submit for approval
edition-event-reject = Give back
edition-event-publish = Publish
edition-event-withdraw = Withdraw
edition-event-discard = Discard
standing-draft = Draft
standing-submitted = Awaiting approval
standing-scheduled = Scheduled
standing-in_force = In force
standing-superseded = Superseded
standing-withdrawn = Withdrawn
standing-discarded = Discarded
