### The credit check before payment

refusal-credit-gate = { $application } cannot be paid: { $why }. Recall the batch and build it again; that makes a new check.
refusal-credit-gate-cause = { $application } cannot be paid: { $reasons }. { $who }

# rule versions, statements of two officers, objections and repairs
refusal-credit-approvals-missing = Two people who did not write the rules must approve them before they take effect.
refusal-credit-rules-malformed = The text of the rules cannot be used: { $rule } { $what }. Correct it after the example and try again.
refusal-credit-rules-past = The rules would begin on { $found }, before today ({ $today }). New rules never rewrite checks that were made; choose a later day.
refusal-credit-rules-known = The name { $id } is taken. Rules are never edited; give the new version another name.
refusal-credit-rules-known-bare = The name is taken. Rules are never edited; give the new version another name.
refusal-credit-dry-run-missing = Try the rules on the checks of the last { $days ->
        [one] 1 day
       *[other] { $days } days
    } first, and look at what would change.
refusal-credit-second-officer = Another person must confirm this; nobody confirms what he or she entered.
refusal-credit-statement-malformed = Something is missing or wrong: { $what }.
refusal-evidence-missing = Attach the evidence: a certificate, a screenshot or a letter.
refusal-document-kind = { $kind }: one of { $allowed }, without macros. This is { $found }; it was not taken.
refusal-document-name = The file is called “{ $name }” but is { $found }. Save it with the right ending and upload it again.
refusal-file-not-taken = “{ $file }” was not taken: { $why } Files that were sent with it and are in order are kept.
refusal-material-missing = { $material }: this is demanded and missing. Attach it on the page of the materials, then sign.
refusal-material-unknown = The call asks for no such material. Open the page of the materials again and choose one of its list.
refusal-material-key = A key has 1 to 40 small letters, digits or underscores, for example contracts.
refusal-material-twice = Another material has this key. Give each its own.
refusal-material-kind = An application carries no documents of this kind. Choose one of the list.
refusal-material-part = Say which parts of the programme demand the material, out of those that its scheme has, and say none where it is demanded always or never.
refusal-materials-too-many = A call asks for at most { $max } materials. Put some together.
refusal-attachment-there = This file stands there already. Nothing was changed.
refusal-attachments-too-many = An application carries at most { $max } files. Put some together in one PDF, or take away what is not needed.
refusal-document-held = The file is still looked at by the virus scanner. It can be opened once nothing was found in it; try again in a few minutes.
refusal-document-infected = The virus scanner found something in the file. Nobody can open it; take it away and send a clean one.
refusal-papers-held = { $count ->
        [one] 1 file is
       *[other] { $count } files are
    } still looked at by the virus scanner. Try again in a few minutes; if it stays so, tell the authority's administrator.
refusal-papers-infected = The virus scanner found something in { $count ->
        [one] 1 file
       *[other] { $count } files
    }. Take away what is marked on the page of the materials, and send clean files.
refusal-scanner-away = The virus scanner cannot be asked: { $why } Files stay held until it can.
scanner-silent = it does not answer.
scanner-strange = it answers something else than a scanner.
scanner-limit = the file is larger than it takes (StreamMaxLength in clamd.conf).
refusal-scanner-address = XINBU_CLAMD is “{ $address }”, which is neither HOST:PORT nor the path of a socket. Nothing was started.
refusal-credit-record-unknown = There is no such record of this firm: { $record }. Start from a record in the credit file.
refusal-credit-entry-open = { $who } entered “{ $what }” about the same thing on { $at }, and it waits for a second officer. Only one about the same thing may wait: confirm or reject that one under “Statements of two officers” first, then enter a new one.
refusal-credit-entry-overtaken = After this was entered, { $who } confirmed “{ $what }” about the same thing on { $at }. Reject this one; if you still see it otherwise, enter it anew on what is known now.
refusal-credit-desk-open = An objection or a repair on this record is open already; wait for its result.
refusal-credit-not-overridable = These cannot be overridden by officers and must be settled in their own way: { $reasons }.
refusal-purpose-missing = State what the query is for. The purpose is kept with your name and the time.
refusal-credit-drop-too-large = The file would remove { $removed ->
        [one] 1 record
       *[other] { $removed } records
    } of { $known }; { $percent } % or more need a confirmation. Check that it is complete; if it is, tick “confirm removal” (on the command line, --confirm-drop) and import again.
refusal-credit-file-date-missing = Give the day of the data. Freshness is counted from the day of the data, not of the import.
refusal-credit-import-running = Another list of this source is being imported. Wait until it is there, then go on. An import that was broken off is cleared away two minutes after its last sign of life, by the next one.
refusal-credit-file-older = The data of this file go to { $found }; a file up to { $known } was imported already. Use a newer file.
refusal-registry-malformed = The settings of the interface are wrong: { $what }.

# import of full lists
refusal-credit-file-incomplete = { $bad ->
        [one] 1 row
       *[other] { $bad } rows
    } of the file could not be read, so it cannot tell which records were removed. Correct these rows and import again, or import the file as an addition.
refusal-credit-file-future = The day of the data, { $found }, is after today. Give the day that the list itself has.
refusal-credit-list-other = The file is “{ $found }”, and the source { $source } delivers only: { $lists }. A list is imported as the source that it comes from; choose that one.
refusal-credit-code-column = Column { $letter }, “{ $column }”, holds credit codes but its heading is not known; the records would have no code. Name it “统一社会信用代码” (credit code) and import again.
refusal-credit-cell-unread = “{ $value }” cannot be read; it counts as unknown, in the stricter way, and the record counts.
refusal-credit-end-before-event = “{ $value }” lies before the day of the record ({ $event }); it counts as unknown, in the stricter way, and the record counts. Have the source correct it.
refusal-credit-event-later = The day of the event, { $value }, lies after today and cannot be right; the row does not count. Ask the source and import it again.
refusal-credit-full-empty = The full list has no record at all and was not imported; records and freshness stay as they are. Look whether the file is complete; where the list is really empty, the source certifies it and two officers enter the end of each record.
refusal-credit-cell-missing = This cell is empty; it counts as unknown, in the stricter way, and the record counts.

# outward reporting
refusal-credit-export-nothing = No { $kind } waits to be sent. What was sent and has not changed is not sent twice.
refusal-credit-export-row = The file has { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }; there is no row { $row }. Give row numbers as in the receipt.
refusal-credit-receipt-line = “{ $line }” is not understood. Write one row number with its reason on each line, for example “3 wrong code”, and no number twice.
