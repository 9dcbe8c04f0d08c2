-- A payment may come back less what the bank kept of it: the line has what arrived, the payment came back whole.
ALTER TABLE allocation ADD COLUMN kept_fen {money} NOT NULL DEFAULT 0
  CHECK (kept_fen = 0 OR (kind = 'return' AND (kept_fen > 0) = (amount_fen > 0)));
-- Which account of its payee a grant is paid to, so that what was given up and what arrived is told apart by account; 0:
-- granted before this was noted.
ALTER TABLE granted ADD COLUMN part {money} NOT NULL DEFAULT 0 CHECK (part >= 0);
