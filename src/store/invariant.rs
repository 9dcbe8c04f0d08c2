//! The invariants as statements: each names the rows that violate it, so none is the good answer.

use sea_orm::{ConnectionTrait, DatabaseBackend};
use serde::Serialize;

use super::sql;
use crate::Connection;
use kernel::error::Error;

/// One invariant and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// I1 to I14, and the three-way proof.
    pub invariant: &'static str,
    /// What was looked at.
    pub checked: i64,
    /// What violates it: ids and figures, for the operator.
    pub violations: Vec<String>,
}

impl Finding {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        self.violations.is_empty()
    }
}

/// An invariant: its name, what it looks at, and the statement whose rows (`what` text) are violations.
struct Invariant {
    name: &'static str,
    population: &'static str,
    violations: &'static str,
}

const ALL: &[Invariant] = &[
    Invariant {
        name: "I1",
        population: "SELECT COUNT(*) AS n FROM transfer",
        violations: "SELECT t.code || ' ' || t.ref_id AS what FROM transfer t
            LEFT JOIN account d ON d.id = t.debit_account_id LEFT JOIN account c ON c.id = t.credit_account_id
            WHERE d.id IS NULL OR c.id IS NULL OR t.amount_fen <= 0 OR d.id = c.id OR d.book <> c.book OR d.book <> t.book
               OR d.budget_line_id <> t.budget_line_id OR c.budget_line_id <> t.budget_line_id
            -- What each code moves, from which kind of account to which; a correction goes any such way back.
               OR t.code <> 'correct' AND t.code || ' ' || d.kind || ' ' || c.kind NOT IN ('allocate available appropriation', 'cut appropriation available',
                'reserve reserved available', 'release available reserved', 'commit committed reserved', 'order payable committed',
                'unorder committed payable', 'instruct in_transit payable', 'reject committed in_transit', 'settle spent in_transit',
                'pay_out paid bank', 'return committed spent', 'pay_back bank paid', 'give_up available committed', 'charge fees bank',
                'fund bank funding', 'interest bank interest', 'overpay receivable bank', 'recover bank receivable', 'gap bank gap',
                'gap gap bank')",
    },
    Invariant {
        name: "I2",
        population: "SELECT COUNT(*) AS n FROM account",
        violations: "SELECT a.kind || ' ' || a.subject AS what FROM account a
            WHERE a.debit_fen <> CAST(COALESCE((SELECT SUM(t.amount_fen) FROM transfer t WHERE t.debit_account_id = a.id), 0) AS bigint)
               OR a.credit_fen <> CAST(COALESCE((SELECT SUM(t.amount_fen) FROM transfer t WHERE t.credit_account_id = a.id), 0) AS bigint)",
    },
    Invariant {
        name: "I3",
        population: "SELECT COUNT(DISTINCT book) AS n FROM account",
        violations: "SELECT book AS what FROM account GROUP BY book HAVING SUM(debit_fen) <> SUM(credit_fen)",
    },
    Invariant {
        name: "I4",
        population: "SELECT COUNT(*) AS n FROM account WHERE kind IN ('available','reserved','committed','payable','in_transit','spent','paid','receivable')",
        violations: "SELECT kind || ' ' || subject AS what FROM account
            WHERE kind IN ('available','reserved','committed','payable','in_transit','spent','paid','receivable') AND debit_fen < credit_fen",
    },
    Invariant {
        name: "I5",
        population: "SELECT COUNT(*) AS n FROM budget_line",
        violations: "SELECT l.code AS what FROM budget_line l JOIN account a ON a.budget_line_id = l.id AND a.book = 'budget'
            GROUP BY l.code HAVING
            SUM(CASE WHEN a.kind = 'appropriation' THEN a.credit_fen - a.debit_fen ELSE 0 END)
            <> SUM(CASE WHEN a.kind <> 'appropriation' THEN a.debit_fen - a.credit_fen ELSE 0 END)",
    },
    Invariant {
        name: "I6",
        population: "SELECT COUNT(*) AS n FROM award",
        violations: "SELECT MIN(p.number) AS what FROM award w JOIN payment p ON p.award_id = w.id
            WHERE p.state IN ('ready','held','batched','instructed','paid')
            GROUP BY w.id, w.amount_fen HAVING SUM(p.amount_fen) > w.amount_fen
            UNION ALL
            SELECT p.number AS what FROM award w JOIN payment p ON p.award_id = w.id WHERE p.payee_code <> w.payee_code
            UNION ALL
            SELECT a.number AS what FROM application a JOIN award w ON w.application_id = a.id
            GROUP BY a.number, a.approved_fen HAVING SUM(w.amount_fen) <> a.approved_fen
            UNION ALL
            SELECT a.number AS what FROM application a LEFT JOIN notice_item n ON n.application_id = a.id
            WHERE a.state IN ('published', 'approved', 'settled', 'given_up')
              AND (n.amount_fen IS NULL OR a.approved_fen IS NULL OR n.amount_fen <> a.approved_fen)",
    },
    Invariant {
        name: "I7",
        population: "SELECT COUNT(*) AS n FROM payment",
        violations: "SELECT MIN(number) AS what FROM payment
            WHERE state IN ('ready','held','batched','instructed','paid') GROUP BY award_id, part HAVING COUNT(*) > 1",
    },
    Invariant {
        name: "I8",
        population: "SELECT COUNT(*) AS n FROM statement_entry",
        violations: "SELECT p.number AS what FROM payment p
            WHERE (p.state = 'paid') <> (p.settled_fen = p.amount_fen AND p.returned_fen = 0)
               OR (p.state = 'returned') <> (p.settled_fen = p.amount_fen AND p.returned_fen = p.amount_fen)
               OR (p.state NOT IN ('paid', 'returned') AND p.settled_fen <> 0)
            UNION ALL
            SELECT p.number AS what FROM payment p LEFT JOIN allocation m ON m.payment_id = p.id
            GROUP BY p.id, p.number, p.settled_fen, p.returned_fen HAVING
               p.settled_fen <> CAST(COALESCE(SUM(CASE WHEN m.kind = 'settle' THEN m.amount_fen ELSE 0 END), 0) AS bigint)
            OR p.returned_fen <> CAST(COALESCE(SUM(CASE WHEN m.kind = 'return' THEN m.amount_fen + m.kept_fen ELSE 0 END), 0) AS bigint)
            UNION ALL
            SELECT e.entry_key AS what FROM statement_entry e
            WHERE e.allocated_fen <> CAST((SELECT COALESCE(SUM(m.amount_fen), 0) FROM allocation m WHERE m.entry_id = e.id) AS bigint)
               OR (e.state = 'unmatched') <> (e.allocated_fen < e.amount_fen)
            UNION ALL
            SELECT m.kind || ' ' || m.amount_fen AS what FROM allocation m LEFT JOIN statement_entry e ON e.id = m.entry_id
            WHERE e.id IS NULL OR m.kind IN ('settle', 'overpaid') AND e.direction <> 'debit'
               OR m.kind IN ('return', 'interest', 'funding', 'recovered') AND e.direction <> 'credit'",
    },
    Invariant {
        name: "I9",
        population: "SELECT COUNT(*) AS n FROM bank_account",
        violations: "SELECT b.account_no AS what FROM bank_account b
            WHERE (SELECT CAST(COALESCE(SUM(s.closing_fen - s.opening_fen), 0) AS bigint) FROM statement s
                   WHERE s.bank_account_id = b.id AND s.state = 'balanced')
              <> (SELECT CAST(COALESCE(SUM(a.debit_fen - a.credit_fen), 0) AS bigint)
                FROM account a JOIN budget_line l ON l.id = a.budget_line_id WHERE l.bank_account_id = b.id AND a.kind IN ('bank', 'gap'))
                + (SELECT CAST(COALESCE(SUM(CASE WHEN e.direction = 'credit' THEN e.amount_fen - e.allocated_fen
                                                 ELSE e.allocated_fen - e.amount_fen END), 0) AS bigint)
                   FROM statement_entry e WHERE e.bank_account_id = b.id AND e.state = 'unmatched')
            UNION ALL
            SELECT s.number AS what FROM statement s WHERE s.state = 'balanced' AND s.chain_no IS NULL",
    },
    Invariant {
        name: "I10",
        population: "SELECT COUNT(*) AS n FROM payment_batch",
        violations: "SELECT number AS what FROM payment_batch
            WHERE state IN ('approved','sealed','sent','completed') AND (approved_sha256 IS NULL OR approved_sha256 <> content_sha256)
            UNION ALL
            SELECT b.number AS what FROM payment_batch b WHERE b.state NOT IN ('void')
              AND (b.payments <> (SELECT COUNT(*) FROM payment p WHERE p.batch_id = b.id)
                OR b.sum_fen <> CAST((SELECT COALESCE(SUM(p.amount_fen), 0) FROM payment p WHERE p.batch_id = b.id) AS bigint))",
    },
    Invariant {
        name: "I11",
        population: "SELECT COUNT(*) AS n FROM case_step",
        violations: "SELECT DISTINCT a.number || ' ' || x.step || '+' || y.step AS what FROM case_step x
            JOIN case_step y ON y.application_id = x.application_id AND y.person_id = x.person_id
            JOIN step_conflict c ON c.step_a = x.step AND c.step_b = y.step
            JOIN application a ON a.id = x.application_id
            UNION ALL
            SELECT a.number AS what FROM case_step s JOIN application a ON a.id = s.application_id
            GROUP BY a.number HAVING COUNT(*) <> MAX(s.seq)
            UNION ALL
            -- Who took a step did something at that instant, says the log.
            SELECT a.number || ' ' || s.step AS what FROM case_step s JOIN application a ON a.id = s.application_id
            WHERE NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.at = s.at AND e.person_id = s.person_id)
            UNION ALL
            -- Whoever had a batch in hand took the step on each of its cases; one that counts as sent after a restoration nobody sent.
            SELECT DISTINCT b.number || ' ' || x.event AS what FROM payment_batch b JOIN payment p ON p.batch_id = b.id
            JOIN (SELECT 'build' AS event, 'draft submitted approved sealed sent completed' AS states
              UNION ALL SELECT 'submit', 'submitted approved sealed sent completed' UNION ALL SELECT 'approve', 'approved sealed sent completed'
              UNION ALL SELECT 'seal', 'sealed sent completed' UNION ALL SELECT 'send', 'sent completed') x ON x.states LIKE '%' || b.state || '%'
            WHERE NOT EXISTS (SELECT 1 FROM case_step s WHERE s.application_id = p.application_id AND s.event = x.event AND s.reason = b.number)
              AND NOT (x.event = 'send' AND EXISTS (SELECT 1 FROM restoration))",
    },
    Invariant {
        name: "I12",
        population: "SELECT COUNT(*) AS n FROM contract_claim",
        // No two live claims take the same of a contract. Claims of before there was more than one firm's and scheme's own
        // rule stay as they are beside one another; the page of a case shows them. And each line that was submitted has its
        // claim, unless what it was to earn is given up; what ended holds none.
        violations: "SELECT DISTINCT n.contract_key AS what FROM live_claim n JOIN live_claim c ON c.contract_key = n.contract_key AND c.application_id <> n.application_id
                AND (c.enterprise_code <> '' AND c.enterprise_code = n.enterprise_code
                  OR c.firm_id = n.firm_id AND c.kind = 'contract' AND n.kind = 'contract')
                AND c.covers_from <= n.covers_to AND n.covers_from <= c.covers_to
                AND (c.direction = '' OR n.direction = '' OR c.direction = n.direction)
            WHERE n.claimed_at IS NOT NULL
              AND (c.firm_id = n.firm_id OR n.share + (SELECT SUM(d.share) FROM live_claim d WHERE d.contract_key = n.contract_key AND d.application_id <> n.application_id
                AND (d.enterprise_code <> '' AND d.enterprise_code = n.enterprise_code
                  OR d.firm_id = n.firm_id AND d.kind = 'contract' AND n.kind = 'contract')
                AND d.covers_from <= n.covers_to AND n.covers_from <= d.covers_to
                AND (d.direction = '' OR n.direction = '' OR d.direction = n.direction)
                AND d.covers_from <= CASE WHEN c.covers_from > n.covers_from THEN c.covers_from ELSE n.covers_from END
                AND d.covers_to >= CASE WHEN c.covers_from > n.covers_from THEN c.covers_from ELSE n.covers_from END) > 1000000000)
            UNION ALL
            SELECT a.number || ' ' || l.row_no AS what FROM application a JOIN line l ON l.schedule_id = a.schedule_id
            WHERE a.state NOT IN ('draft', 'discarded', 'withdrawn', 'not_accepted', 'correction_requested', 'refused', 'lapsed', 'given_up')
              AND NOT EXISTS (SELECT 1 FROM live_claim c WHERE c.line_id = l.id AND c.kind = 'contract')
              AND NOT EXISTS (SELECT 1 FROM award w JOIN award_given_up g ON g.award_id = w.id WHERE w.application_id = a.id)
              AND NOT EXISTS (SELECT 1 FROM live_claim c WHERE c.application_id = a.id AND c.contract_key = l.contract_key
                AND c.line_id IS NULL)
            UNION ALL
            SELECT DISTINCT a.number AS what FROM live_claim c JOIN application a ON a.id = c.application_id
            WHERE a.state IN ('draft', 'discarded', 'withdrawn', 'not_accepted', 'refused', 'lapsed', 'given_up')",
    },
    Invariant {
        name: "claims",
        population: "SELECT COUNT(*) AS n FROM contract_claim",
        // A claim is of its line, and counts from when that was signed; what is in a bundle is of the bundle's case, and what is in
        // none was made by the signature itself. A claim of before lines were named in it has other keys, or no line at all. The
        // days that it takes are looked at where the scheme is known.
        violations: "SELECT a.number || ' ' || c.contract_key AS what FROM contract_claim c JOIN application a ON a.id = c.application_id
              JOIN call k ON k.id = a.call_id JOIN scheme_version v ON v.id = k.scheme_version_id LEFT JOIN line l ON l.id = c.line_id
              LEFT JOIN bundle b ON b.id = c.bundle_id
            WHERE c.bundle_id IS NOT NULL AND (b.id IS NULL OR b.application_id <> c.application_id OR b.kind <> 'claims')
               OR c.firm_id <> a.firm_id OR c.scheme_id <> v.scheme_id
               OR l.id IS NULL AND (c.line_id IS NOT NULL OR c.claimed_at IS NOT NULL)
               OR l.application_id <> c.application_id OR c.enterprise_code <> l.enterprise_code OR c.amount_fen <> l.amount_fen
               OR l.id IS NOT NULL AND (c.starts_on IS DISTINCT FROM l.starts_on OR c.ends_on IS DISTINCT FROM l.ends_on)
               OR c.claimed_at <> b.begun_at OR c.claimed_at IS NOT NULL AND (c.share <> l.share
                 OR c.contract_key <> CASE c.kind WHEN 'invoice' THEN l.invoice_key ELSE l.contract_key END
                 OR (b.id IS NULL OR b.place IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM case_step s
                   WHERE s.application_id = c.application_id AND s.at = COALESCE(b.counts_at, c.claimed_at)))
            UNION ALL
            SELECT a.number || ' ' || l.row_no AS what FROM contract_claim c JOIN line l ON l.id = c.line_id AND l.invoice_key <> ''
              JOIN application a ON a.id = c.application_id
            WHERE c.kind = 'contract' AND c.claimed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contract_claim i WHERE i.line_id = l.id
                AND i.kind = 'invoice' AND i.claimed_at = c.claimed_at AND (i.released_at IS NULL) = (c.released_at IS NULL))",
    },
    Invariant {
        name: "meetings",
        population: "SELECT COUNT(*) AS n FROM claim_meeting",
        // Whatever two applications claim of one contract stands beside each other on both sides, and nothing else does.
        violations: "SELECT DISTINCT n.contract_key AS what FROM live_claim n JOIN line l ON l.id = n.line_id
              JOIN live_claim c ON c.contract_key = n.contract_key AND c.application_id <> n.application_id
                AND (c.enterprise_code <> '' AND c.enterprise_code = n.enterprise_code
                  OR c.firm_id = n.firm_id AND c.kind = 'contract' AND n.kind = 'contract')
            WHERE NOT EXISTS (SELECT 1 FROM claim_meeting m WHERE m.claim_id = n.id AND m.other_claim_id = c.id
                AND m.application_id = n.application_id AND m.row_no = l.row_no)
            UNION ALL
            SELECT n.contract_key AS what FROM claim_meeting m JOIN contract_claim n ON n.id = m.claim_id
              JOIN contract_claim c ON c.id = m.other_claim_id JOIN line l ON l.id = n.line_id
            WHERE m.application_id <> n.application_id OR m.row_no <> l.row_no OR c.application_id = n.application_id",
    },
    Invariant {
        name: "standings",
        population: "SELECT COUNT(*) AS n FROM line_standing",
        // What stands is of a line.
        violations: "SELECT s.schedule_id || ' ' || s.row_no AS what FROM schedule_standing h
              JOIN line_standing s ON s.schedule_id = h.schedule_id AND s.side = h.side
            WHERE NOT EXISTS (SELECT 1 FROM line l WHERE l.schedule_id = s.schedule_id AND l.row_no = s.row_no)",
    },
    Invariant {
        name: "grants",
        population: "SELECT COUNT(*) AS n FROM granted",
        // What an approval granted is in a bundle of its case that came to count then, is of its lines, adds up to what each of
        // them earns, was granted on the day of the approval, and is what its payees are paid.
        violations: "SELECT a.number || ' ' || g.claim AS what FROM live_grant g JOIN application a ON a.id = g.application_id
              LEFT JOIN line l ON l.id = g.line_id AND l.schedule_id = a.schedule_id
            WHERE l.id IS NULL OR g.enterprise_code <> l.enterprise_code OR g.claim <> l.contract_no
               OR g.bundle_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bundle b JOIN case_step s ON s.application_id = b.application_id
                 AND s.at = b.counts_at AND s.event = 'approve' WHERE b.id = g.bundle_id AND b.application_id = g.application_id AND b.kind = 'grants')
            UNION ALL
            SELECT a.number AS what FROM (SELECT DISTINCT application_id, scheme_id, firm_id, granted_on FROM live_grant) g
              JOIN application a ON a.id = g.application_id JOIN call k ON k.id = a.call_id JOIN scheme_version v ON v.id = k.scheme_version_id
            WHERE g.firm_id <> a.firm_id OR g.scheme_id <> v.scheme_id
               OR NOT EXISTS (SELECT 1 FROM case_step s JOIN audit_event e ON e.at = s.at AND e.person_id = s.person_id
                    WHERE s.application_id = a.id AND s.event = 'approve' AND e.business_date = g.granted_on)
            UNION ALL
            SELECT a.number || ' ' || l.row_no AS what FROM application a JOIN line l ON l.schedule_id = a.schedule_id
              JOIN schedule_standing h ON h.schedule_id = l.schedule_id
              LEFT JOIN line_standing s ON s.schedule_id = h.schedule_id AND s.side = h.side AND s.row_no = l.row_no
              LEFT JOIN (SELECT line_id, SUM(granted_fen) AS fen FROM live_grant GROUP BY line_id) g ON g.line_id = l.id
            WHERE a.approved_fen IS NOT NULL AND COALESCE(g.fen, 0) <> COALESCE(s.amount_fen, 0)
            UNION ALL
            SELECT a.number || ' ' || g.payee_code AS what
              FROM (SELECT application_id, payee_code, part, SUM(granted_fen) AS fen FROM live_grant GROUP BY application_id, payee_code, part) g
              JOIN application a ON a.id = g.application_id
            WHERE EXISTS (SELECT 1 FROM signed_payee s WHERE s.application_id = a.id AND s.signed_by IS NOT NULL)
              AND NOT EXISTS (SELECT 1 FROM signed_payee s WHERE s.application_id = a.id AND s.payee_code = g.payee_code AND g.part IN (0, s.part))
               OR g.part > 0 AND EXISTS (SELECT 1 FROM award w WHERE w.application_id = a.id)
              AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.application_id = a.id AND p.payee_code = g.payee_code AND p.part = g.part
                AND p.amount_fen = g.fen)",
    },
    Invariant {
        name: "budget=payments",
        population: "SELECT COUNT(*) AS n FROM budget_line",
        violations: "SELECT l.code AS what FROM budget_line l WHERE
            (SELECT CAST(COALESCE(SUM(a.debit_fen - a.credit_fen), 0) AS bigint) FROM account a WHERE a.budget_line_id = l.id AND a.kind = 'spent')
            <> (SELECT CAST(COALESCE(SUM(p.amount_fen), 0) AS bigint) FROM payment p WHERE p.budget_line_id = l.id AND p.state = 'paid')
            OR (SELECT CAST(COALESCE(SUM(a.debit_fen - a.credit_fen), 0) AS bigint) FROM account a WHERE a.budget_line_id = l.id AND a.kind = 'in_transit')
            <> (SELECT CAST(COALESCE(SUM(p.amount_fen), 0) AS bigint) FROM payment p WHERE p.budget_line_id = l.id AND p.state = 'instructed')",
    },
    Invariant {
        name: "payments=bank",
        population: "SELECT COUNT(*) AS n FROM allocation",
        violations: "SELECT l.code AS what FROM budget_line l WHERE
            (SELECT CAST(COALESCE(SUM(p.amount_fen), 0) AS bigint) FROM payment p WHERE p.budget_line_id = l.id AND p.state = 'paid')
            <> (SELECT CAST(COALESCE(SUM(CASE WHEN m.kind = 'settle' THEN m.amount_fen ELSE -(m.amount_fen + m.kept_fen) END), 0) AS bigint)
                FROM allocation m JOIN payment p ON p.id = m.payment_id
                WHERE p.budget_line_id = l.id AND m.kind IN ('settle', 'return'))",
    },
    Invariant {
        name: "owed-back",
        population: "SELECT COUNT(*) AS n FROM account WHERE kind = 'receivable'",
        violations: "SELECT l.code AS what FROM budget_line l WHERE
            (SELECT CAST(COALESCE(SUM(a.debit_fen - a.credit_fen), 0) AS bigint) FROM account a WHERE a.budget_line_id = l.id AND a.kind = 'receivable')
            <> (SELECT CAST(COALESCE(SUM(CASE WHEN m.kind = 'overpaid' THEN m.amount_fen ELSE -m.amount_fen END), 0) AS bigint)
                FROM allocation m JOIN payment p ON p.id = m.payment_id
                WHERE p.budget_line_id = l.id AND m.kind IN ('overpaid', 'recovered'))",
    },
    Invariant {
        name: "accounts",
        population: "SELECT COUNT(*) AS n FROM payment",
        // Signed before accounts were kept with the signature: there is nobody's signature to compare with.
        violations: "SELECT p.number AS what FROM payment p
            WHERE EXISTS (SELECT 1 FROM signed_payee s WHERE s.application_id = p.application_id AND s.payee_code = p.payee_code
                AND s.signed_by IS NOT NULL)
              AND NOT EXISTS (SELECT 1 FROM signed_payee s WHERE s.application_id = p.application_id
                AND s.payee_code = p.payee_code AND s.part = p.part AND s.account_name = p.payee_name
                AND s.account_no = p.account_no AND s.cnaps = p.cnaps)
            UNION ALL
            SELECT a.number || ' ' || w.payee_code AS what FROM award w JOIN application a ON a.id = w.application_id
            WHERE EXISTS (SELECT 1 FROM signed_payee s WHERE s.application_id = w.application_id AND s.signed_by IS NOT NULL)
              AND NOT EXISTS (SELECT 1 FROM signed_payee s WHERE s.application_id = w.application_id
                AND s.payee_code = w.payee_code AND s.account_name = w.payee_name
                AND s.account_no = w.account_no AND s.cnaps = w.cnaps)",
    },
    Invariant {
        name: "I14",
        population: "SELECT COUNT(*) AS n FROM document",
        violations: "SELECT d.file_name AS what FROM document d WHERE NOT d.outside AND d.cleared_on IS NULL
             AND d.size_bytes <> length(d.content)
             + COALESCE((SELECT SUM(length(c.bytes)) FROM document_chunk c WHERE c.document_id = d.id), 0)
           UNION ALL SELECT d.file_name FROM document d WHERE d.content_gone AND (d.cleared_on IS NULL OR length(d.content) > 0
             OR EXISTS (SELECT 1 FROM document_chunk c WHERE c.document_id = d.id))",
    },
];

/// Checks every invariant that can be told by a statement.
///
/// # Errors
/// A fault of the database.
pub async fn check_all(db: &Connection) -> Result<Vec<Finding>, Error> {
    let mut findings = vec![whole(db).await?];
    for invariant in ALL {
        let counted = db.query_one_raw(sql(db, invariant.population, [])).await?;
        let checked = counted.map_or(Ok(0), |r| r.try_get::<i64>("", "n"))?;
        let rows = db.query_all_raw(sql(db, invariant.violations, [])).await?;
        let violations = rows.into_iter().map(|r| r.try_get::<String>("", "what")).collect::<Result<_, _>>()?;
        findings.push(Finding { invariant: invariant.name, checked, violations });
    }
    Ok(findings)
}

/// What SQLite itself says of its file: every page, every index against its table. PostgreSQL keeps that to itself.
async fn whole(db: &Connection) -> Result<Finding, Error> {
    let mut found = Finding { invariant: "whole", checked: 0, violations: Vec::new() };
    if db.get_database_backend() != DatabaseBackend::Sqlite {
        return Ok(found);
    }
    let pages = "SELECT page_count AS n FROM pragma_page_count";
    found.checked = db.query_one_raw(sql(db, pages, [])).await?.map_or(Ok(0), |row| row.try_get("", "n"))?;
    let pages = "SELECT integrity_check AS what FROM pragma_integrity_check";
    // What a row names is there; PostgreSQL lets nobody take it away.
    let named =
        "SELECT \"table\" || ' ' || COALESCE(rowid, '') || ': no ' || parent AS what FROM pragma_foreign_key_check";
    for question in [pages, named] {
        match db.query_all_raw(sql(db, question, [])).await {
            Ok(rows) => {
                for row in rows {
                    let said: String = row.try_get("", "what")?;
                    if said != "ok" {
                        found.violations.push(said);
                    }
                }
            }
            // So much of it is gone that not even this can be asked.
            Err(error) => found.violations.push(error.to_string()),
        }
    }
    Ok(found)
}
