#!/usr/bin/env bash
# sqlglot: a rounding to fen in the query is gone in BigQuery and SQLite, and NUMERIC without places becomes one that
# has none.
# Guess: sqlglot 30.30.0 keeps CAST(amount AS DECIMAL(18, 2)) as NUMERIC(18, 2) for BigQuery, and writes the places that
#        a dialect means when none are given: MySQL's DECIMAL is DECIMAL(10, 0) elsewhere.
# Seen: BigQuery gets CAST(amount AS NUMERIC), with its nine places, and SQLite REAL(18, 2), a float that is not rounded:
#       1.239 stays 1.239. PostgreSQL's NUMERIC, which keeps every digit, becomes DECIMAL for MySQL and NUMERIC for
#       T-SQL, whose documentation has no decimals for it, and DECIMAL for DuckDB, which keeps three (2.0.1 makes 1.235
#       of 1.23456). No warning in any of these; DECIMAL of MySQL goes unchanged to PostgreSQL.
# Why: a report of subsidies that is moved from one database to another adds up unrounded amounts in the one and whole
#      yuan in the other; the queries look the same.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir sqlglot==30.30.0 duckdb==2.0.1; } >log 2>&1 ||
  { echo "sqlglot 30.30.0 or duckdb 2.0.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import sqlite3
import duckdb
import sqlglot
def written(sql, read, write):
    return sqlglot.transpile(sql, read=read, write=write, unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
fen = "SELECT CAST('1.239' AS DECIMAL(18, 2))"
for write in ("mysql", "bigquery", "sqlite"):
    print(f"to {write}:", written(fen, "postgres", write))
print("SQLite:", sqlite3.connect(":memory:").execute(written(fen, "postgres", "sqlite")).fetchall()[0][0])
plain = "SELECT CAST('1.23456' AS NUMERIC)"
for write in ("mysql", "tsql", "duckdb"):
    print(f"to {write}:", written(plain, "postgres", write))
print("DuckDB:", duckdb.sql(written(plain, "postgres", "duckdb")).fetchall()[0][0])
print("from MySQL to PostgreSQL:", written("SELECT CAST('1.23456' AS DECIMAL)", "mysql", "postgres"))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="to mysql: SELECT CAST('1.239' AS DECIMAL(18, 2))
to bigquery: SELECT CAST('1.239' AS NUMERIC)
to sqlite: SELECT CAST('1.239' AS REAL(18, 2))
SQLite: 1.239
to mysql: SELECT CAST('1.23456' AS DECIMAL)
to tsql: SELECT CAST('1.23456' AS NUMERIC)
to duckdb: SELECT CAST('1.23456' AS DECIMAL)
DuckDB: 1.235
from MySQL to PostgreSQL: SELECT CAST('1.23456' AS DECIMAL)"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
