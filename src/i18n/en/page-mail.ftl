# Notices by e-mail: the own choice, the mails themselves

mail = Notices by e-mail
mail-off = This installation sends no e-mail at present.
mail-goes-to = Notices go to { $address }.
mail-goes-nowhere = You get no notices by e-mail. What happens to your things stands in the inbox.
mail-to-be-proved = A link was sent to { $address }. Open it within 24 hours; until then nothing else goes there. If nothing arrives, look among unwanted mail, or ask for another link.
mail-pace = How often
mail-pace-off = Not at all
mail-pace-at_once = When something happened, gathered for some minutes
mail-pace-daily = Once on each working day
mail-tongue = Language
mail-choose = Save
mail-begin = Get notices by e-mail
mail-change = Another address, or another link
mail-address = E-mail address
mail-address-hint = A link is sent there, which you open while you are signed in. Notices name cases and no amounts, and lead to the pages.
mail-ask = Send the link
mail-end = Take the address away
mail-end-hint = Nothing is sent there any more; the address is told so.
mail-prove-title = Notices by e-mail
mail-prove-lead = Notices for you will go to { $address }.
mail-prove = Yes, this is my address
done-mail-asked = A link is on its way to the address.
done-mail-chosen = Your choice is saved.
done-mail-ended = The address is taken away.
done-mail-proved = The address is proved; notices go there.
person-mail-not = no address
person-mail-asked = an address is still to be proved
person-mail-proved = address proved; { $pace }
readiness-mail = Notices by e-mail can be sent
readiness-cure-mail = Whoever runs the program names a server for mail; without one everything stands on the pages alone.
readiness-state-off = not set up
help-mail = Notices by e-mail
help-mail-hint = How mail is set up and tried, and what is sent to whom.

mail-program = Xinbu
mail-item = • { $what }
    {"  "}{ $link }
mail-happened = What happened:
mail-waits = What waits for you:
mail-waiting = { $what }: { $count }
mail-more = { $count ->
        [one] One more thing
       *[other] { $count } more things
    }
mail-credit-record = The credit register has a new record about your firm
mail-news-subject = { $count ->
        [one] Xinbu: one thing happened
       *[other] Xinbu: { $count } things happened
    }
mail-digest-subject = Xinbu: { $day }
mail-foot = This mail was sent by a program; nobody reads answers. How often it comes, or that it does not come any more, you choose here: { $link }
mail-foot-bare = This mail was sent by a program; nobody reads answers.
mail-prove-subject = Xinbu: confirm your e-mail address
mail-prove-text = Somebody asked that notices go to this address. If it was you, sign in and open this link:
mail-prove-ends = The link is for whoever asked alone, and for { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }. If it was not you, do nothing: nothing else will be sent.
mail-gone-subject = Xinbu: no more notices to this address
mail-gone-text = Notices do not go to this address any more: another one takes its place, or it was taken away. If it was not you, change your password and tell your administrator.
mail-try-subject = Xinbu: a mail to try
mail-try-text = If you read this, mail of the program arrives.

job-kind-mail = Notice by e-mail
job-kind-mail_proof = Link to an e-mail address
job-kind-mail_gone = Word to an e-mail address that is given up
job-kind-scan = Virus scan of a file
mail-why-refused = the server refused it for good:
mail-why-later = the server takes it later:
mail-why-tls = no encrypted connection came about; the server's certificate must be one that this machine trusts, for the name that was set
mail-why-silent = the server did not answer in time
mail-why-unable = the server offers no encryption (STARTTLS), or no way to sign in that the program knows
mail-why-strange = the server did not answer as a server for mail does
mail-why-away = the server could not be reached
mail-place-kind = it begins with folder:, smtps://, smtp:// or smtp+plain://
mail-place-server = a server is named as smtp://NAME@SERVER:PORT, without anything behind it
mail-place-password = a password in an address is seen by others; set XINBU_MAIL_PASSWORD or XINBU_MAIL_PASSWORD_FILE
mail-place-user = a name and a password come together: the name before the server (NAME@SERVER, an @ in it as %40), the password in XINBU_MAIL_PASSWORD or XINBU_MAIL_PASSWORD_FILE
mail-place-plain = no password goes over a connection that anybody can read; use smtps:// or smtp://
refusal-mail-off = This installation sends no e-mail. Whoever runs it sets XINBU_MAIL.
refusal-mail-address = “{ $value }” is no e-mail address. Type one like name@example.org, one alone and without a name around it.
refusal-mail-link = This link is over, was used, is another person's, or a newer one was sent. Open the newest link, signed in as yourself, or ask for another one on the page “My account”.
refusal-mail-asked-just-now = A link was just sent. Another one can be sent in { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    }.
refusal-mail-not-taken = The mail was not taken by { $place }: { $why }. It is tried again by itself; xinbu mail test ADDRESS tries the settings.
refusal-mail-place = Mail cannot go to { $value }: { $why }.
refusal-mail-unset = Mail is to be sent, and { $name } is not set. XINBU_MAIL, XINBU_MAIL_FROM and XINBU_SITE belong together.
refusal-mail-site = “{ $value }” is not where people open the pages. Set XINBU_SITE to https://SERVER, without a path.
cli-mail-taken = { $place } took the mail to { $address }. Whether it arrived, its reader sees.
cli-doctor-mail-none = Mail: none is sent (XINBU_MAIL is not set).
cli-doctor-mail = Mail: goes to { $place }, which answers.
cli-doctor-mail-away = Mail: goes to { $place }, which does not take it.
cli-doctor-scan-none = Virus scanner: none (XINBU_CLAMD is not set); files are not looked at.
cli-doctor-scan-none-held = Virus scanner: none is set, and { $held ->
        [one] 1 file is
       *[other] { $held } files are
    } held until one has looked at it. Set XINBU_CLAMD.
cli-doctor-scan = Virus scanner: { $place }, which answers; files held: { $held }.
cli-doctor-scan-away = Virus scanner: { $place }, which does not answer; files held: { $held }.
