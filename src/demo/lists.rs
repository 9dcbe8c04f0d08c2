//! Invented lists of the other sources: each source has a list of its own. Nobody on them has anything to do with the
//! applications of the demonstration.

use domain::identifier::Uscc;
use domain::refusal::Refusal;

/// A line of a list: the firm, the number of its code, and what the list says behind both.
type Line = (&'static str, u32, &'static str);

/// The lists by file name: the headings and the lines.
const LISTS: [(&str, &str, &[Line]); 4] = [
    (
        "serious-list-严重失信.csv",
        "失信主体名称,统一社会信用代码,名单类别,列入原因,列入日期,列入决定机关,列入决定书文号,公布截止日期,移出日期",
        &[
            (
                "永澜市长兴建筑劳务有限公司",
                1,
                "拖欠农民工工资失信联合惩戒对象名单,克扣农民工工资,2025-06-18,永澜市人力资源和社会保障局,永澜人社欠薪〔2025〕4号,2028-06-18,",
            ),
            (
                "白鹭市新源化工有限公司",
                2,
                "安全生产严重失信主体名单,发生较大生产安全事故,2024-11-05,白鹭市应急管理局,白鹭应急失信〔2024〕2号,2027-11-05,",
            ),
            (
                "云川市金穗食品有限公司",
                3,
                "市场监督管理严重违法失信名单,生产销售不符合标准的食品,2023-02-10,云川市市场监督管理局,云川市监失信〔2023〕1号,2026-02-10,2025-08-20",
            ),
        ],
    ),
    (
        "tax-major-重大税收违法.csv",
        "纳税人名称,纳税人识别号,案件性质,主要违法事实,检查机关,税务处罚决定书文号,公布日期,公布截止日期",
        &[
            (
                "青塘市通瑞商贸有限公司",
                4,
                "虚开增值税专用发票,对外虚开发票126份,东岭省税务局稽查局,东税稽罚〔2025〕11号,2025-04-22,2028-04-22",
            ),
            (
                "南屏市恒昌矿业有限公司",
                5,
                "逃避缴纳税款,少列收入,东岭省税务局稽查局,东税稽罚〔2024〕30号,2024-09-12,2027-09-12",
            ),
        ],
    ),
    (
        "court-defaulters-失信被执行人.csv",
        "被执行人姓名或名称,身份证号码或组织机构代码,法定代表人或者负责人姓名,执行法院,案号,生效法律文书确定的义务,被执行人的履行情况,立案时间,发布时间,被执行人类型",
        &[
            (
                "江临市宏达装饰工程有限公司",
                6,
                "何志强,江临市中级人民法院,（2025）东01执218号,偿还借款1200000元,全部未履行,2025-05-12,2025-08-01,1",
            ),
            (
                "永澜市众信运输有限公司",
                7,
                "马春生,永澜市人民法院,（2025）东06执77号,支付货款386000元,部分未履行,2025-09-03,2025-11-20,1",
            ),
        ],
    ),
    (
        "abnormal-operations-经营异常.csv",
        "名称,统一社会信用代码,列入经营异常名录原因,列入日期,作出决定机关（列入）,移出日期",
        &[
            ("云川市蓝鲸信息技术有限公司", 8, "未按规定公示年度报告,2025-07-05,云川市市场监督管理局,"),
            ("白鹭市远洋渔具有限公司", 9, "通过登记的住所无法联系,2025-10-16,白鹭市市场监督管理局,"),
            ("南屏市竹海茶业有限公司", 10, "未按规定公示年度报告,2024-07-04,南屏市市场监督管理局,2024-12-30"),
        ],
    ),
];

/// The files with their names.
///
/// # Errors
/// A code that cannot be one.
pub fn files() -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let mut made = Vec::new();
    for (name, headings, lines) in LISTS {
        let mut text = format!("\u{feff}{headings}\r\n");
        for (firm, number, rest) in lines {
            let code = Uscc::with_check_digit(&format!("91990900MA9{number:06}"))?;
            text.push_str(&format!("{firm},{},{rest}\r\n", code.as_str()));
        }
        made.push((name.to_owned(), text.into_bytes()));
    }
    Ok(made)
}
