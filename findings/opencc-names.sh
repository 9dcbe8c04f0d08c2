#!/usr/bin/env bash
# OpenCC: 郭乾 becomes 郭干, 范 becomes 範 as a surname, and two firms, 昇達 and 陞達, become one.
# Guess: OpenCC 1.4.2 leaves characters as they are that are right in both forms of writing and stand in names: t2s keeps
#        郭乾 and 昇達, s2t keeps the surnames 范, 余, 于 and 后.
# Seen: t2s: 郭干 (乾元 as a word stays), 昇達 and 陞達 are both 升达. s2t: 範, 餘, 於 and 後; the place 余姚 is 餘姚, while
#       范县 and 于都县, which its list of words has, keep their first character.
# Why: lists from Hong Kong and Taiwan are converted before names are compared; a guarantor is not the person in the
#      identity card any more, and firms that differ on paper are the same key.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir OpenCC==1.4.2; } >log 2>&1 ||
  { echo "OpenCC 1.4.2 could not be installed"; exit 2; }

cat >run.py <<'E1'
import opencc
for form, names in (("t2s", ("郭乾", "乾元", "昇達", "陞達")), ("s2t", ("范某", "余某", "于某", "后某", "范县", "余姚", "于都县"))):
    print(form, *(f"{name}->{opencc.OpenCC(form).convert(name)}" for name in names))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='t2s 郭乾->郭干 乾元->乾元 昇達->升达 陞達->升达
s2t 范某->範某 余某->餘某 于某->於某 后某->後某 范县->范縣 余姚->餘姚 于都县->于都縣'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
