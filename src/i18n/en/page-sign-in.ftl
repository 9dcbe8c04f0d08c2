# The sign-in page
sign-in-title = Sign in
sign-in-lead = Apply for, review, pay and reconcile guarantee and trade credit insurance subsidies.
sign-in-account = Account
sign-in-password = Password
sign-in-forgot = If you forgot your password, ask the administrator of your organisation.
sign-in-demo-title = Choose a demonstration person to sign in
sign-in-demo-lead = Each person can take their own steps only. Switch from person to person to take one application the whole way.
sign-in-group-firm = Firms
sign-in-group-review = Reviewers
sign-in-group-finance = Finance
sign-in-group-other = Administration and audit
sign-in-as = Sign in as { $name }
sign-in-empty = No office is set up here yet, so there is no account. The set-up link stands in the output of the server program when it starts and holds for { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }; start the program again for another one.
# setting up
setup-title = Set up
setup-lead = The authority and its first two administrators. Once they are signed in, they bring in other units, people, bank accounts and budget lines on the pages: one proposes, the other confirms.
setup-authority = The authority
setup-name-zh = Name in Chinese
setup-name-en = Name in English
place-code = Code of the place
place-code-hint = Six digits (GB/T 2260), for example 430000.
setup-first = First administrator
setup-second = Second administrator
setup-two = Whatever touches rights or money takes two people, so there are two administrators from the beginning. No account is there by default.
setup-act = Set up
setup-done = The office is set up
setup-done-text = Hand both links over before you open your own: once you leave this page they are shown no more. Each of the two sets a password with the own link and is signed in. A link holds for { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    } and is used once.
setup-links = The links of the two administrators
setup-next = What comes next
setup-next-text = After signing in, open “Ready for work”: it lists what is still missing, with a link to where it is brought in. If the links are lost, whoever runs the server adds an administrator with xinbu setup.
refusal-setup-over = This set-up link cannot be used: it was used, is over, a newer one was made, or there are people already. If you have an account, sign in; if the installation is still empty, start the server program again, and the new link stands in its output.
refusal-place-code = “{ $value }” is no code of a place. Six digits are asked for (GB/T 2260), for example 430000.
# the second step
code-title = Your code
code-lead = The password is right. Now the code that your authenticator shows.
code = Code
code-hint = Six digits, a new one every half minute. A recovery code does too, once.
code-lost = If the telephone is lost, give a recovery code. If these are lost too, ask two administrators to reset your sign-in (“Lost password”).
refusal-second-factor-wrong = This code does not count: it was mistyped, is over, or was used before. Wait for the next one that the authenticator shows and type that. If none is ever right, set the time of the telephone to automatic.
refusal-second-factor-there = You have a second factor already. End it first, with a code, then set up another one.
refusal-second-factor-missing = No second factor was begun. Press “Begin” first.
refusal-second-factor-sealed = The program was started without the key under which your second factor is kept, so that no code can be checked. Tell whoever runs the system (XINBU_SECRET_KEY); a recovery code works all the same.
refusal-second-step-owed = Nothing was done: you are not signed in wholly yet. Give your code, or set up your second factor, and do it again.
# proving again who acts
proof-title = Is it you?
proof-lead = This act asks who you are when you last showed it more than { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } ago. What you typed is kept and carried out with your answer.
proof = Password or code
proof-hint = Your password, or the code that your authenticator shows.
proof-go-on = Go on
proof-leave = Do not do it
proof-file = So much of yours is kept already that this file is not: you come back to the form, and choose it again.
refusal-proof-wrong = This is neither your password nor a code that counts. Nothing was done. Type your password, or the next code that your authenticator shows.
# forms that wait for their person
sign-in-kept = Your session had ended. What you sent was not done, and is kept for { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } for you alone: sign in, and you can look at it and send it again.
kept-title = What you sent is kept
kept-lead = What you sent at { $at } was not done, because your session had ended or who you are was still to be shown. It is kept for you until { $until }. Look whether it is still right, then send it again.
kept-files = Files that come with it: { $files }
kept-send = Send it again
kept-discard = Throw it away
kept-more = What else is kept
kept-page = Its page
kept-field = Field
kept-value = What you typed
kept-at = Sent
kept-until = Kept until
kept-none = Nothing is kept
kept-none-text = What is sent after a session ended is kept for { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }, for the person who wrote it, in the browser that sent it. Nothing waits for you here: it was sent again, thrown away, or its time is over.
done-kept-discarded = What was kept is thrown away.
