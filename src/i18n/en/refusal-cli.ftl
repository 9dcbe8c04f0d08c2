### Messages of the command line

refusal-file-unreadable = { $path } cannot be used: { $why }.
upload-folder-missing = there is no such folder
refusal-database-missing = There is no database at { $path }. Check the path in --database or XINBU_DATABASE; xinbu migrate makes a new one.
refusal-database-empty = { $path } holds no installation of Xinbu. Check --database or XINBU_DATABASE; for a new one run xinbu migrate first.
refusal-scheme-folder-empty = The folder { $path } and those below it hold no scheme file (.toml).
refusal-scheme-id-unknown = There is no scheme “{ $value }”. There are: { $allowed }; the path of a scheme file (.toml) works too.
refusal-fact-name-unknown = The scheme has no fact “{ $value }”. There are: { $allowed }.
refusal-fact-not-given = The scheme asks: “{ $en }” ({ $zh }). Give a file with --facts in which { $name } = "…" stands.
refusal-facts-malformed = The file of facts { $path } cannot be read: { $what }. Write numbers with decimals as text, in quotation marks.
refusal-setup-malformed = The file { $path } cannot be read. { $what }
refusal-text-malformed = Line { NUMBER($line, useGrouping: 0) } { $text }: { $why }
malformed-missing = this item is missing
malformed-unknown = there is no such item or value
malformed-allowed = allowed are
malformed-twice = written twice
malformed-kind = the value is of another kind (text and dates stand in quotation marks, numbers do not)
malformed-length = the number or length is not right
malformed-end = the file ends before it is complete
malformed-other = the format is not right; look at quotation marks, brackets, commas and equals signs
refusal-login-taken = Somebody has the sign-in name “{ $value }” (in the system, or twice in the file). Give another one; nothing was saved.
refusal-person-incomplete = The person “{ $value }” has nothing in “{ $field }”. Sign-in name, both names and a role are needed; leave the password out where the person does not sign in with one, it is never empty. Nothing was saved.
refusal-login-taken-bare = Somebody has this sign-in name; give another one.
refusal-role-twice = “{ $value }” has one role twice; delete one of them. Nothing was saved.
refusal-role-twice-bare = One role is given twice; delete one of them.
refusal-unit-known = There is a unit with the code “{ $value }” (in the system, or twice in the file). Nothing was saved.
refusal-unit-known-bare = There is a unit with this code.
refusal-firm-known = There is a firm with the code { $value } (in the system, or twice in the file). Nothing was saved.
refusal-firm-known-bare = There is a firm with this code.
refusal-bank-account-known = There is a bank account with the number { $value } (in the system, or twice in the file). Nothing was saved.
refusal-bank-account-known-bare = There is a bank account with this number.
refusal-budget-line-known = There is a budget line with the code “{ $value }” (in the system, or twice in the file). Nothing was saved.
refusal-budget-line-known-bare = There is a budget line with this code.
refusal-database-older = The data of { $path } have an older structure than this program ({ $steps } steps are missing). Make a backup, then bring it along with xinbu migrate. Nothing was changed.
refusal-database-newer = The data of { $path } have a newer structure than this program ({ $step }). Use the program that fits or a newer one. Nothing was changed.
refusal-listen-failed = The pages cannot be served on { $address }: { $why }. Choose another address or port.
refusal-demo-folder = The folder { $path } holds files that belong to no demonstration; nothing was changed. Choose a new folder with --dir.
