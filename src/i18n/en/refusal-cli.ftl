### Messages of the command line

refusal-file-unreadable = { $path } cannot be used: { $why }.
file-not-there = there is no such file or folder
file-not-allowed = this is not permitted
file-is-folder = it is a folder
file-is-there = a file or folder of this name is there already and is no folder that can be used
file-is-no-folder = a part of the path is no folder
file-read-only = its disk can only be read
file-disk-full = the disk is full
file-not-opened = it cannot be opened
file-no-database = it is no database of Xinbu, or its beginning is damaged; a damaged one is replaced by a copy: xinbu restore COPY --replace
file-damaged = it is damaged; bring a copy back with xinbu restore COPY --replace, it stays beside it under another name
file-other-unnumbered = the system does not allow it
file-other = the system does not allow it, code
address-malformed = this is no address; write one as 127.0.0.1:8080, with a port of 1 to 65535
address-in-use = another program uses this address
address-not-here = this machine has no such address
upload-folder-missing = there is no such folder
refusal-database-missing = There is no database at { $path }. Check the path in --database or XINBU_DATABASE; xinbu migrate makes a new one.
refusal-database-empty = { $path } holds no installation of Xinbu. Check --database or XINBU_DATABASE; for a new one run xinbu migrate first.
refusal-database-address = The address in --database or XINBU_DATABASE cannot be read: { $why }. It is not shown here, because it may hold a password. The forms are sqlite:path/to/file.db and postgres://user:password@host:port,host:port/name?parameter=value.
address-kind = it begins with neither sqlite: nor postgres://
address-name = it names no database
address-server = a server or its port is wrong
address-sign = a sign stands at the wrong place; in a name or password write @ : / ? # % & as %40 %3A %2F %3F %23 %25 %26
refusal-database-parameter-unknown = The address of the database has a parameter “{ $name }” that the program does not know. It knows host, port, user, password, dbname, sslmode, sslrootcert, sslcert, sslkey, application_name, statement-cache-capacity and target_session_attrs; limits of time are settings of the program (xinbu serve --help).
refusal-database-parameter-value = The parameter “{ $name }” of the address of the database has a value that cannot be used. target_session_attrs is read-write or primary; there are as many ports as hosts, or one; sslmode is one of disable, allow, prefer, require, verify-ca, verify-full.
refusal-database-standby = The server only reads (a standby, or set to read only). Name the primary in --database or XINBU_DATABASE, or all servers of the cluster: postgres://user@one,two,three/name.
refusal-database-left-behind = Another server of the cluster took over from this one; what is written here would be lost. Name the new primary, and have the old one made a standby of it.
refusal-database-unsafe = PostgreSQL has { $setting } = { $value }: what is acknowledged could be lost. fsync and full_page_writes must be on, synchronous_commit on or remote_apply; look into the server, the database and the role (ALTER ROLE … SET).
refusal-scheme-folder-empty = The folder { $path } and those below it hold no scheme file (.toml).
refusal-scheme-id-unknown = There is no scheme “{ $value }”. There are: { $allowed }; the path of a scheme file (.toml) works too.
refusal-fact-name-unknown = The scheme has no fact “{ $value }”. There are: { $allowed }.
refusal-fact-not-given = The scheme asks: “{ $en }” ({ $zh }). Give a file with --facts in which { $name } = "…" stands.
refusal-facts-malformed = The file of facts { $path } cannot be read: { $what }. Write numbers with decimals as text, in quotation marks.
refusal-setup-malformed = The file { $path } cannot be read. { $what }
malformed-encoding = It is no text in UTF-8, which TOML, JSON and plain lists are written in. Save it as UTF-8 in a text editor; a workbook, a PDF or another binary file is not read here.
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
refusal-person-incomplete = Of the person “{ $value }”, “{ $field }” is missing or cannot be taken. A sign-in name has small letters, digits and . - _ @ and begins with a letter or a digit; both names show letters, and nothing that cannot be seen; a role is needed; a password may be left out and is never empty. Nothing was saved.
refusal-person-role = The role “{ $role }” does not fit “{ $value }”: people of a firm are preparers or signatories, people of a unit are neither. Nothing was saved.
refusal-person-belongs = “{ $value }” must belong to a unit or to a firm, to one of the two. Nothing was saved.
refusal-password-short = The password of “{ $value }” is too short; it has at least { $least } characters. Nothing was saved.
refusal-login-taken-bare = Somebody has this sign-in name; give another one.
refusal-role-twice = “{ $value }” has one role twice; delete one of them. Nothing was saved.
refusal-role-twice-bare = One role is given twice; delete one of them.
refusal-unit-known = There is a unit with the code “{ $value }” (in the system, or twice in the file). Nothing was saved. A set-up that adds something holds only what is new: take out of the file what is there already.
refusal-unit-known-bare = There is a unit with this code.
refusal-firm-known = There is a firm with the code { $value } (in the system, or twice in the file). Nothing was saved. A set-up that adds something holds only what is new: take out of the file what is there already.
refusal-firm-known-bare = There is a firm with this code.
refusal-bank-account-known = There is a bank account with the number { $value } (in the system, or twice in the file). Nothing was saved. A set-up that adds something holds only what is new: take out of the file what is there already.
refusal-bank-account-known-bare = There is a bank account with this number.
refusal-budget-line-known = There is a budget line with the code “{ $value }” (in the system, or twice in the file). Nothing was saved. A set-up that adds something holds only what is new: take out of the file what is there already.
refusal-setup-reference = The set-up names { $what } { $value }, which is neither in the file nor in the system. Add it to the file, or correct its number. Nothing was saved.
refusal-setup-unit-code = “{ $value }” is no administrative code. The code of a unit has six digits (GB/T 2260), for example 430000. Nothing was saved.
refusal-setup-year = The budget line “{ $line }” is of the year { $year }. Write the fiscal year with four digits, { $least } to { $most }. Nothing was saved.
refusal-zone-unknown = “{ $value }” is no time zone of the IANA database. Write one like Asia/Shanghai in --zone or XINBU_ZONE.
refusal-person-locked-out = “{ $value }” is locked and does nothing until two administrators let the person in again (xinbu people propose { $value } unlock). Name another person in --by.
refusal-change-without-roles = “{ $change }” takes no roles. Leave --role out, or propose grant or revoke.
setup-what-unit = the unit
setup-what-bank-account = the bank account
setup-what-firm = the firm
refusal-budget-line-known-bare = There is a budget line with this code.
refusal-database-older = The data of { $path } have an older structure than this program ({ $steps ->
        [one] 1 step is
       *[other] { $steps } steps are
    } missing). Bring it along with xinbu migrate, which makes a copy first and tries the upgrade on it. Nothing was changed.
refusal-backup-unreadable = The copy cannot be read ({ $path }): { $why }
refusal-backup-several = { $path } is a folder of copies and none itself. Name one of them, the newest last: { $copies }
backup-no-manifest = this is no manifest of a copy
backup-other-form = its form is of another version of the program
refusal-backup-altered = { $file } is not the file that was copied: its length or its hash differs from the manifest. Use another copy. Nothing was changed.
refusal-backup-damaged = { $file } is damaged: its pages do not hold together. Use another copy. Nothing was changed.
refusal-backup-differs = The table { $table } came back otherwise than it was copied ({ $wanted ->
        [one] 1 row
       *[other] { $wanted } rows
    } then, { $found } now). Use another copy. Nothing was changed.
refusal-backup-other-installation = The copy is of another installation than the database { $path }, so it does not replace it; nothing was changed. Name the copy of this installation, or an address where no database is. Whoever really wants this one gone moves it away first.
refusal-acknowledged-none = The folder { $path } holds no file acknowledged-….jsonl, so nothing is known of what was acknowledged. Name the folder of XINBU_ACKNOWLEDGED itself, with the files of all processes, not packed.
refusal-backup-other-database = The copy is of a { $found } database, the address names a { $wanted } one.
refusal-restore-target-there = There is a database at { $path }. To replace it, stop the program and add --replace; the database that is there stays under another name.
refusal-restore-instant = The database was not brought back to { $instant }: its last event is of { $last }. Name the instant to which it went back. Nothing was changed.
refusal-database-in-use = Somebody uses the database { $path }. Stop the program on every machine, then try again. Nothing was changed.
refusal-relocate-kinds = An installation goes over from SQLite to PostgreSQL only: name its file with --database and the server with --to. Nothing was changed.
refusal-relocate-used = There is an installation in { $path } already. Name a database without one. Nothing was changed.
refusal-upgrade-needs-backup = The data are of an earlier version and are copied before they are brought along. Name a folder for the copy (XINBU_BACKUP_DIR), or run xinbu migrate --without-backup where another copy exists. Nothing was changed.
refusal-upgrade-unsound = The upgrade was tried on a copy first ({ $copy }), and there it does not hold: { $rules }. Nothing was changed; run xinbu verify with the version that made these data.
refusal-tool-missing = The program { $tool } is needed and is not here. Install the client programs of PostgreSQL, of the server's version or newer.
refusal-database-newer = The data of { $path } have a newer structure than this program ({ $step }). Use the program that fits or a newer one. Nothing was changed.
refusal-listen-failed = The pages cannot be served on { $address }: { $why }. Choose another address or port.
refusal-demo-folder = The folder { $path } holds files that belong to no demonstration; nothing was changed. Choose a new folder with --dir.
refusal-storage-address = XINBU_DOCUMENTS is “{ $address }”, which { $why } Nothing was started.
storage-form = is none of database, folder:PATH and s3:https://SERVER/BUCKET.
storage-keys = needs XINBU_S3_KEY and XINBU_S3_SECRET.
refusal-storage-unusable = { $place } cannot keep documents: { $why }
storage-folder-missing = there is no such folder. Make it, or name another one.
storage-overwrites = it lets a document be written over, or gives back something else than was written. Use a server that knows conditional writes (If-None-Match).
refusal-document-cleared = The content of "{ $file }" was cleared on { $on } and can no longer be seen. A document of the kind "{ $kind }" is kept for { $years ->
        [one] 1 year
       *[other] { $years } years
    } from the end of the year in which what it belongs to was closed (Measures for Accounting Archives, article 14); that was on { $closed }, and the years are over. Its name, size, hash and events are still here; for the content ask the archive to which the papers were handed over.
refusal-storage-away = The place where documents are kept cannot be used just now: { $why } Nothing was changed. Try again in a few minutes; if it stays so, tell the administrator (xinbu doctor names the place and tries it).
storage-silent = it does not answer.
storage-denied = it does not let this program in.
storage-gone = the folder is not where it was.
refusal-storage-missing = The content of { $count ->
        [one] 1 document
       *[other] { $count } documents
    } is outside of the database. Say in XINBU_DOCUMENTS (or --documents) where, as before; nothing was changed.
refusal-secret-key-malformed = This is no key: XINBU_SECRET_KEY, or the file XINBU_SECRET_KEY_FILE, holds 64 hexadecimal digits, for example of openssl rand -hex 32. Nothing was started.
refusal-second-factor-demanded = The profile djbh3 asks two factors of staff (GB/T 22239-2019, 8.1.4.1 d), so they cannot be offered alone. Set XINBU_SECOND_FACTOR to staff or everybody, or XINBU_SIGN_IN to asvs. Nothing was started.
