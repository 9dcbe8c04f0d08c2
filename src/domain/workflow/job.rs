//! The life of a job (后台任务): work that an act leaves to be done after it, or that a clock asks for.

use super::{AD, SYSTEM, machine};
use crate::role::text_enum;

text_enum! {
    /// States of a job.
    JobState {
        /// 待执行
        Waiting = "waiting",
        /// 执行中
        Running = "running",
        /// 已完成
        Done = "done",
        /// 失败: it is tried no more.
        Failed = "failed",
        /// 已取消
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// What can happen to a job.
    JobEvent {
        /// A worker takes it for a time; when that is over, another one may.
        Start = "start",
        /// It is done.
        Complete = "complete",
        /// It did not come about, and is tried again later.
        Retry = "retry",
        /// It did not come about, and is tried no more.
        Fail = "fail",
        /// An administrator has it done now.
        Again = "again",
        /// An administrator gives it up; what its worker writes from then on is refused.
        Cancel = "cancel",
        /// What was asked for later takes its place; what its worker writes from then on is refused.
        Supersede = "supersede",
    }
}

text_enum! {
    /// Kinds of jobs.
    JobKind {
        /// 信用复查: an open case is checked again after a fact about somebody in it changed.
        RecheckCase = "recheck_case",
        /// 期限检查: the clock looks which last days are over.
        Deadlines = "deadlines",
        /// 期限届满: the last day of something is over.
        Deadline = "deadline",
        /// 夜间信用复核: every case that was paid within a year is looked at again.
        CreditNight = "credit_night",
        /// 拨付后信用复核: one of them.
        LookAgain = "look_again",
        /// 个人信息清除: personal data whose time is over.
        Purge = "purge",
        /// 到期清理: what is kept for a time.
        Retention = "retention",
        /// 夜间核验: every invariant is proved.
        Proof = "proof",
        /// 备份: a copy of the installation.
        Copy = "copy",
        /// 明细表导入: a long schedule, or an earlier one that comes back.
        ImportSchedule = "import_schedule",
        /// 名单导入: a long list of credit records, tried or imported.
        ImportList = "import_list",
        /// 邮件提醒: a person is told by mail what happened, and what waits.
        Mail = "mail",
        /// 邮箱核实: a link that proves an address is sent to it.
        MailProof = "mail_proof",
        /// 文件安全检查: a paper is looked at by the scanner.
        Scan = "scan",
        /// 邮箱停用告知: an address is told that it does not count any more.
        MailGone = "mail_gone",
        /// 文书制作: a letter of the authority is issued, and its file made.
        Letter = "letter",
    }
}

text_enum! {
    /// Last days that a clock tells when they are over.
    Deadline {
        /// 公示期满
        Notice = "notice",
        /// 逾期未补正
        Correction = "correction",
        /// 异议逾期未受理
        ObjectionReceipt = "objection_receipt",
        /// 异议逾期未办结
        ObjectionAnswer = "objection_answer",
        /// 信用修复逾期未办结
        Repair = "repair",
    }
}

machine!(JobState, JobEvent, "job", [
    Waiting + Start => Running by SYSTEM;
    Running + Start => Running by SYSTEM;
    Running + Complete => Done by SYSTEM;
    Running + Retry => Waiting by SYSTEM;
    Running + Fail => Failed by SYSTEM;
    Waiting + Again => Waiting by AD;
    Failed + Again => Waiting by AD;
    Waiting + Cancel => Cancelled by AD;
    Running + Cancel => Cancelled by AD;
    Failed + Cancel => Cancelled by AD;
    Waiting + Supersede => Cancelled by SYSTEM;
    Running + Supersede => Cancelled by SYSTEM;
    Failed + Supersede => Cancelled by SYSTEM;
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;
    use crate::workflow::{Machine as _, Table as _};

    #[test]
    fn what_is_done_or_given_up_stays_so() {
        assert!(JobState::Done.is_end() && JobState::Cancelled.is_end());
        assert!(!JobState::Failed.is_end(), "an administrator decides about it");
    }

    #[test]
    fn a_person_decides_about_jobs_and_never_says_that_one_is_done() {
        for state in JobState::ALL {
            for event in state.offers(&[Role::Administrator]) {
                assert!(matches!(event, JobEvent::Again | JobEvent::Cancel), "{state} {event}");
            }
        }
    }
}
