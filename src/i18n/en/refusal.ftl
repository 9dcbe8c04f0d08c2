# Refusals: where, what was found, what is allowed

## Amounts and rates
refusal-amount-overflow = The amount is too large to be recorded. Check the figure and its unit.
refusal-division-by-zero = The calculation divides by zero. Check the days, balance or unit that it divides by.
refusal-negative-weight = A share cannot be negative. Check the figures to share by.
refusal-nothing-to-share = There is an amount to share but nobody to share it with. Add a recipient first.
refusal-amount-malformed = “{ $value }” is not an amount. Enter a number, for example 5000000.00.
refusal-amount-too-large = “{ $value }” is too large to be recorded: an amount has at most 13 digits before the point. Check the figure and its unit.
refusal-amount-unit = “{ $value }” contains a unit. Enter the number only; the column heading states the unit.
refusal-amount-decimals = “{ $value }” has too many decimals. At most { $places } are allowed.
refusal-amount-scientific = “{ $value }” is in scientific notation and may have lost digits. Format the cell as text and enter the full number.
refusal-amount-negative = “{ $value }” has a sign. Only amounts without a sign are accepted here; a refund or a reversal is not entered as a negative figure, the authority recovers or deducts it as the scheme says.
refusal-rate-malformed = “{ $value }” is not a rate. Enter a percentage, for example 1.20%.

## Dates
refusal-date-malformed = “{ $value }” is not a valid date. Enter year, month and day, for example 2026-07-27.
refusal-calendar-missing = The working-day calendar of { $year } is not loaded, so working days cannot be counted. Once the State Council has announced the holidays of that year, an administrator enters them under “Working days” and another one confirms (on the command line: xinbu calendar add).
refusal-calendar-known = The working-day calendar of { $year } is loaded already and stays as it is.
refusal-calendar-source = The working-day calendar of { $year } names no source. State the number or the address of the official notice as source.
refusal-calendar-day = { $date }: { $why }
calendar-day-other-year = not in the year of the file.
calendar-day-twice = stands twice, or both as off and as worked.
calendar-day-no-weekend = no Saturday or Sunday, so it is worked anyway and is no make-up day.
calendar-day-holiday = a public holiday by law (article 2 of the regulation on public holidays) that is not listed as off.
calendar-day-known = another year's notice lists it already.

## Identifiers and accounts
refusal-uscc-malformed = “{ $value }” is not a unified social credit code. It has 18 digits or capital letters (without I, O, S, V, Z).
refusal-uscc-structure = “{ $value }” is no unified social credit code: it begins with the registering authority and the kind of body, then six digits of a region (GB 32100). Copy the code from the business licence.
refusal-uscc-check-digit = The check character of the unified social credit code “{ $value }” is wrong. Compare it with the business licence. Where the licence does show this code, take the licence to the receiving office: once a statement that accepts the code is confirmed by a second officer, it can be filed.
refusal-uscc-person = “{ $value }” has the form of the identity number of a person, not of the unified social credit code of a firm. Numbers of persons have no place here: enter the code of the firm; leave the column empty for a person.
refusal-cnaps-malformed = “{ $value }” is not a bank routing code (CNAPS). It has 12 digits.
refusal-cnaps-check-digit = The check digit of the bank routing code “{ $value }” is wrong. Ask the account-holding bank.
refusal-account-malformed = “{ $value }” is not a bank account number. It has 6 to 32 characters, at least 6 of them digits; capital letters and dashes may stand among them.
refusal-identifier-as-number = A spreadsheet turned “{ $value }” into a number and lost digits. Format the cell as text and enter the full number again.

## Fields
refusal-field-required = This field is required.
refusal-text-too-long = The text is too long. At most { $max } characters are allowed.
refusal-count-malformed = “{ $value }” is not a whole number. Enter a number without decimals.
refusal-choice-unknown = “{ $value }” is not one of the choices. Allowed: { $allowed }.
refusal-flag-malformed = “{ $value }” is neither yes nor no.

## Sign-in, rights and workflow
refusal-not-signed-in = You are not signed in, or your session has ended. Sign in first.
refusal-sign-in-failed = The account or the password is wrong. Enter them again.
refusal-sign-in-locked = There were too many failed sign-ins. From here this account can be tried again at { $until }.
refusal-not-your-role = This takes one of the following roles, none of which your account has: { $role }.
refusal-not-your-role-bare = This action needs a role that your account does not have.
refusal-clock-behind = The clock of the server shows { $now }, earlier than the last record at { $last }; deadlines would be wrong, so nothing was saved. A system administrator must set the clock right first.
refusal-not-found = It was not found, or it is outside your scope.
refusal-nothing-named = “{ $value }” was not found, or it is outside your scope.
refusal-same-person = You already took the step “{ $step }” on this case. Under the separation of duties another person must take this one.
refusal-same-person-bare = You already took an incompatible step on this case. Under the separation of duties another person must take this one.
refusal-not-in-this-state = The status is “{ $state }”, so “{ $event }” is not possible.
refusal-not-in-this-state-bare = This is not possible in the present status. Look at the latest content, then act.
refusal-stale = Somebody changed this after you opened the page. Look at the latest content, then act.
refusal-content-changed = The content changed after it was approved. The approval no longer holds and must be given again.
refusal-key-reused = The same submission was used for different content. Go back to the form and submit again.
refusal-foreign-request = The request did not come from a page of this system, or the page is too old. Go back and try again.
refusal-https-only = The page was opened over http. This system signs people in over https only, because a password and a session could be read on the way: open the same address with https:// before it. If that does not open, whoever runs the system sets up https on the proxy before it, or on a machine without a network XINBU_HTTPS=false.
refusal-reason-required = Give a reason.
