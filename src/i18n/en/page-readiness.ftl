# Ready for work

nav-readiness = Ready for work
readiness-lead = Whether the people, calendars, budget and calls are there that the whole way needs. What is missing stands first, with how it is brought in.
readiness-good = Everything is there: applications, reviews, payments and reconciliation can go through.
readiness-missing = { $count ->
    [one] One thing is missing. Until it is there, something cannot be done.
   *[other] { $count } things are missing. Until they are there, something cannot be done.
}
readiness-needs = What is needed
readiness-state-missing = missing
readiness-state-soon = needed soon
readiness-state-there = there
readiness-go = Go there
readiness-administrators = Two administrators: one proposes, the other confirms
readiness-holder = Somebody is “{ $role }”
readiness-chain = The steps of the procedure { $name } can be taken by different people
readiness-payments = Payments can be ordered by one person and approved by another
readiness-passwords = Everybody of the staff has a password
readiness-passwords-missing = { $count ->
    [one] One person of the staff has no password yet and cannot sign in
   *[other] { $count } people of the staff have no password yet and cannot sign in
}
readiness-holidays = The official holidays of { $year }
readiness-budget-line = A budget line of { $year }
readiness-call = A call that takes applications now
readiness-cure-people = One administrator proposes a new person or further roles, another confirms.
readiness-cure-passwords = Make a link to set a password on the person's page and hand it over yourself.
readiness-cure-holidays = When the State Council has announced them, one administrator enters them, another confirms; nothing may end in a year that is not there.
readiness-cure-budget-line = One administrator proposes a budget line of that year, another confirms.
readiness-cure-call = One administrator proposes a call, another confirms.
home-missing = { $count ->
    [one] One thing is missing that the whole way needs.
   *[other] { $count } things are missing that the whole way needs.
}
