//! The bank of the tests: statements as camt.053.001.08.

use std::fmt::Write as _;

/// A line of a statement.
pub enum Line<'a> {
    /// Paid out: end-to-end id, fen, payee, account.
    Paid(&'a str, i64, &'a str, &'a str),
    /// Came back: end-to-end id, fen, reason code.
    Returned(&'a str, i64, &'a str),
    /// A charge of so many fen.
    Charge(i64),
    /// Paid in by the treasury.
    Funding(i64),
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// A statement that balances: opening, lines, closing.
pub fn statement(id: &str, sequence: u32, (from, to): (&str, &str), opening: i64, lines: &[Line<'_>]) -> String {
    let closing = opening + lines.iter().map(moves).sum::<i64>();
    statement_with_closing(id, sequence, (from, to), (opening, closing), lines)
}

/// By how much a line moves the account.
pub fn moves(line: &Line<'_>) -> i64 {
    match line {
        Line::Paid(_, fen, ..) | Line::Charge(fen) => -fen,
        Line::Returned(_, fen, _) | Line::Funding(fen) => *fen,
    }
}

/// A statement with a closing balance as given, right or wrong.
pub fn statement_with_closing(
    id: &str,
    sequence: u32,
    (from, to): (&str, &str),
    (opening, closing): (i64, i64),
    lines: &[Line<'_>],
) -> String {
    let mut entries = String::new();
    for (place, line) in lines.iter().enumerate() {
        let (direction, fen) = if moves(line) < 0 { ("DBIT", -moves(line)) } else { ("CRDT", moves(line)) };
        let (code, details) = match line {
            Line::Paid(end_to_end, _, name, account) => (
                "<Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn>",
                format!(
                    "<NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs><RltdPties><Cdtr><Pty><Nm>{name}</Nm></Pty></Cdtr>\
                     <CdtrAcct><Id><Othr><Id>{account}</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls>"
                ),
            ),
            Line::Returned(end_to_end, _, reason) => (
                "<Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn>",
                format!(
                    "<NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs><RtrInf><Rsn><Cd>{reason}</Cd></Rsn>\
                     <AddtlInf>账号户名不符</AddtlInf></RtrInf></TxDtls></NtryDtls>"
                ),
            ),
            Line::Charge(_) => (
                "<Domn><Cd>ACMT</Cd><Fmly><Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd></Fmly></Domn>",
                "<AddtlNtryInf>跨行汇款手续费</AddtlNtryInf>".to_owned(),
            ),
            Line::Funding(_) => (
                "<Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn>",
                "<AddtlNtryInf>财政拨款</AddtlNtryInf>".to_owned(),
            ),
        };
        write!(
            entries,
            "<Ntry><NtryRef>{id}-{n}</NtryRef><Amt Ccy=\"CNY\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
             <BookgDt><Dt>{to}</Dt></BookgDt><ValDt><Dt>{to}</Dt></ValDt><AcctSvcrRef>{id}-{n}</AcctSvcrRef><BkTxCd>{code}</BkTxCd>{details}</Ntry>",
            n = place + 1,
            amount = yuan(fen),
        )
        .unwrap();
    }
    let balance = |kind: &str, fen: i64, day: &str| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>",
            yuan(fen)
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\
         <GrpHdr><MsgId>{id}</MsgId><CreDtTm>{to}T18:00:00+08:00</CreDtTm></GrpHdr><Stmt><Id>{id}</Id><ElctrncSeqNb>{sequence}</ElctrncSeqNb>\
         <CreDtTm>{to}T18:00:00+08:00</CreDtTm><FrToDt><FrDtTm>{from}T00:00:00+08:00</FrDtTm><ToDtTm>{to}T23:59:59+08:00</ToDtTm></FrToDt>\
         <Acct><Id><Othr><Id>4300001234567890</Id></Othr></Id><Ccy>CNY</Ccy></Acct>{}{}{entries}</Stmt></BkToCstmrStmt></Document>",
        balance("OPBD", opening, from),
        balance("CLBD", closing, to),
    )
}

/// A statement made for the account in yuan as one of the account in yen: a yen stands where a yuan stood.
pub fn in_yen(statement: &str) -> String {
    let account = statement.replace("4300001234567890", super::app::YEN_ACCOUNT);
    account.replace("\"CNY\"", "\"JPY\"").replace("<Ccy>CNY", "<Ccy>JPY").replace(".00</Amt>", "</Amt>")
}
