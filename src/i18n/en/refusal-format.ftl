### Messages about files, schedules and bank messages (format/, import_row, statement, reconciliation)

## Files
refusal-file-empty = The file is empty. Choose the file again, or another one with content.
refusal-file-too-large = The file is larger than the limit of { $max } MB and was not taken. Remove sheets, pictures and blank rows that do not belong to it, save it and upload it again; if it is still larger, ask the administrator to raise the limit. Do not split a schedule: its parts may earn another amount than the whole.
refusal-file-kind = This is { $found } and cannot be read. Upload an XLSX workbook or a CSV file.
refusal-file-encrypted = The file needs a password to open. Remove the password in Excel and upload it again.
refusal-file-broken = The file is damaged or incomplete and cannot be read: { $what }. Open it in Excel, save it as XLSX and upload it again.
broken-container = it is no whole XLSX, its container is cut off or damaged
broken-part = a part of it cannot be unpacked
broken-part-missing = a part is missing
broken-sheet = a sheet is not as XLSX wants it
broken-order = cells or rows stand in the wrong order
broken-record = a row that cannot be read
broken-quote = a quotation mark without its other half, last row read
broken-reading = the disk failed while the file was read
xml-mismatched = opening and closing tags do not fit
xml-unmatched = a closing tag too many
xml-unclosed = a tag that is not finished
xml-end = the file ends before it is complete
xml-second-root = something stands after the root element
xml-attribute = an attribute is not written rightly
xml-reference = an “&…;” that nobody knows
xml-characters = characters that cannot be read
xml-long = one text has more than 16 MB
xml-other = it is not written as XML
import-stopped = the import was stopped
refusal-file-unpacked = Unpacked, the file is larger than { $max } MB or its compression is not that of a real workbook. It was not read.
refusal-file-parts = The file has more than { $max } parts inside and is not a real workbook. It was not read.
refusal-file-doctype = The file declares a document type (DOCTYPE), which no workbook or bank message has. It was not read.
refusal-file-encoding = The file is encoded neither in UTF-8 nor in GB18030. Save it in Excel as XLSX or as "CSV UTF-8".
file-kind-pdf = a PDF file
file-kind-ofd = an OFD document
file-kind-xlsx = an Excel workbook
file-kind-program = a program
file-kind-script = a script
file-kind-active = a file with macros or programs inside
file-kind-text = plain text
file-kind-picture = a picture
file-kind-archive = an archive
file-kind-word = a Word document
file-kind-xls = an old Excel file (.xls)
file-kind-xlsb = a binary Excel file (.xlsb)
file-kind-ods = an OpenDocument spreadsheet (.ods)
file-kind-html = a web page (its name may end in .xls or .xlsx)
file-kind-xml = an XML file
file-kind-json = a JSON file
file-kind-binary = a binary file of unknown kind

## Sheets and columns
refusal-sheet-missing = There is no sheet named "{ $wanted }". The file has: { $seen }.
refusal-sheet-ambiguous = Several sheets look like the schedule: { $seen }. Name one of them or keep only one.
refusal-sheet-no-headings = No row of headings of the schedule was found in "{ $seen }". Use the template to download and leave the column names as they are.
refusal-columns-too-many = Row { NUMBER($row, useGrouping: 0) } reaches column { $column }; at most { $max } columns are allowed.
refusal-rows-too-many = There are more than { $max } rows. Split the file and upload the parts.
refusal-column-missing = The required column "{ $column_en }" ({ $column }) is missing.
refusal-column-doubled = The column "{ $column }" is there twice: { $first } and { $second }. Keep only one.
refusal-column-unit = The column "{ $column }" is in "{ $found }"; this schedule declares "{ $declared }". Convert the figures and correct the heading.
refusal-key-doubled = "{ $value }" in row { NUMBER($row, useGrouping: 0) } is already in row { NUMBER($first, useGrouping: 0) }.
refusal-cell-broken = The cell holds the error { $value }. Correct the formula in Excel and upload the file again.
refusal-key-zeros-lost = "{ $value }" in row { NUMBER($row, useGrouping: 0) } and "{ $other }" in row { NUMBER($first, useGrouping: 0) } may be one number: one of the two is a number cell, and numbers lose their leading zeros. Format both cells as text and enter the whole numbers.
refusal-cell-format = The cell shows "{ $value }" where { $stored } is stored (format { $format }). Enter the figure in the unit of this column and give the cell a plain number format.
refusal-cell-uncalculated = The cell is a formula without a calculated value ("{ $stored }" is stored). Open the file in Excel or WPS, calculate and save it, or paste the results as values.
refusal-cell-merged = The cell is merged with { $corner }, and its "{ $value }" cannot stand for several rows. Undo the merging and fill in each row.
refusal-value-bounds = "{ $value }" is outside what this column allows: at least { $least }, at most { $most }.
refusal-date-order = { $value } is before { $earlier }, the day in "{ $column_en }" ({ $column }) of this row.

## Bank messages
refusal-message-malformed = Line { NUMBER($line, useGrouping: 0) } is not well-formed XML: { $what }.
refusal-message-encoding = The file says that it is encoded in { $declared }, and is not, or the encoding is not known. Ask the bank for a file in the right encoding; do not save it with another program.
refusal-message-depth = The message is nested deeper than { $max } levels. It was not read.
refusal-message-kind = This message cannot be read: { $found }. Readable are: { $allowed }.
refusal-message-element-missing = The message has no element { $element }.
refusal-message-text = { $element } of the payment file cannot hold "{ $value }": at most { $max } characters, not empty, no control characters, no blanks at the ends.
refusal-payments-none = The batch has no payments; no payment file can be made.
refusal-payment-not-positive = The amount of payment { $id } is not above zero.
refusal-payment-id-doubled = Two payments have the same end-to-end id { $id }.

## Why a bank statement is in quarantine
quarantine-account-missing = There is no account number.
quarantine-currency-unknown = The account's currency is missing or unknown to the system.
quarantine-opening-missing = There is no opening balance.
quarantine-closing-missing = There is no closing balance.
quarantine-unbalanced = Opening { $opening } plus credits { $credits } minus debits { $debits } differs from closing { $closing } by { $difference }.
quarantine-account-currency = The account is kept in { $account }; this statement is in { $found }.
quarantine-overflow = The sum of the entries does not fit.
quarantine-opening-differs = The opening balance { $opening } is not the closing balance { $previous } of the statement before.
quarantine-sequence-gap = The statement numbers do not follow: { NUMBER($previous, useGrouping: 0) } before, { NUMBER($found, useGrouping: 0) } now.
quarantine-period-overlaps = The statement begins on { $from }, before the end { $previous } of the statement before.
quarantine-currency-differs = { $ordinal ->
    [0] A balance is in { $found }, not in the account's currency.
   *[other] Entry { NUMBER($ordinal, useGrouping: 0) } is in { $found }, not in the account's currency.
}
quarantine-date-missing = Entry { NUMBER($ordinal, useGrouping: 0) } has no booking date.
quarantine-outside-period = Entry { NUMBER($ordinal, useGrouping: 0) } is booked on { $booked }, outside the statement's period.
quarantine-future = The statement goes to { $day }, after { $today }, the day on which it arrived: the future is not booked. Give it up and import the bank's statement when that day is over.
quarantine-entry-doubled = Entry { NUMBER($ordinal, useGrouping: 0) } has the same bank reference, day, amount and direction as entry { NUMBER($first, useGrouping: 0) }.
quarantine-details-differ = Entry { NUMBER($ordinal, useGrouping: 0) } is a batch; it differs from its transactions by { $difference }.
quarantine-unreadable = { $ordinal ->
    [0] { $element } cannot be read: "{ $found }".
   *[other] { $element } of entry { NUMBER($ordinal, useGrouping: 0) } cannot be read: "{ $found }".
}

## Reasons of a match
match-reason-end-to-end-agrees = the end-to-end id agrees
match-reason-amount-agrees = the amount agrees
match-reason-amount-differs = the amount differs by { $by }
match-reason-account-agrees = the account agrees
match-reason-account-differs = the account differs
match-reason-name-agrees = the name agrees
match-reason-name-differs = the name differs
match-reason-date-within = booked { $days ->
        [one] 1 day
       *[other] { $days } days
    } after the payment
match-reason-id-in-words = The words of the line have the payment's end-to-end id or its number
match-reason-charge-inside = The amount is the payment's and the charge that the bank states, { $charge }
match-reason-not-booked-yet = The debit of this payment was not seen yet
match-reason-taken-back = This match was taken back before
match-reason-bank-says-return = the bank marks it as returned
match-reason-bank-says-reversal = the bank marks it as reversed
match-reason-direction-differs = the direction differs
match-reason-payment-taken = another bank line has this payment already
match-reason-already-paid = the payment is already paid
match-reason-not-with-bank = by our books the bank does not have this payment
match-reason-owed-back = the payee owes back what was paid wrongly
match-reason-looks-like-charge = looks like a bank charge
match-reason-looks-like-interest = looks like interest
match-reason-nothing-agrees = no payment fits
document-kind-schedule = Schedule of a firm
document-kind-statement = Statement of the bank
document-kind-credit_list = List of credit records
document-kind-credit_evidence = Evidence of a credit fact
document-kind-account_evidence = Evidence of another account
document-kind-finance_evidence = Evidence of an act of finance
document-kind-firm_licence = Business licence of a firm that registers
document-kind-budget_document = Budget document
document-kind-contract_paper = Contract papers
document-kind-policy_paper = Insurance papers
document-kind-loss_paper = Papers of losses
document-kind-declaration_paper = Declaration
document-kind-power_of_attorney = Power of attorney
document-kind-other_paper = Other papers
