//! Notices by e-mail (邮件提醒): to which addresses, how often, in which language. What they say is what the inbox says.

use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;

text_enum! {
    /// How often somebody is told.
    Pace {
        /// 不发送
        Off = "off",
        /// 及时发送: what happened is gathered for some minutes.
        AtOnce = "at_once",
        /// 每个工作日一次: with what waits for people of the authority.
        Daily = "daily",
    }
}

text_enum! {
    /// In which language.
    Tongue {
        /// 简体中文
        ZhCn = "zh-CN",
        /// English
        En = "en",
    }
}

impl Pace {
    /// What is usual: a firm waits for answers and is told at once, an officer works through a desk once a day.
    pub const fn usual(of_a_firm: bool) -> Self {
        if of_a_firm { Self::AtOnce } else { Self::Daily }
    }
}

/// For so many minutes what happened is gathered before it is told.
pub const GATHERED: i64 = 5;
/// So many minutes after midnight of a working day the digest of the day is made.
pub const DIGEST_AT: i64 = 8 * 60 + 30;

/// The longest address (RFC 5321, 4.5.3.1.3 with the erratum 1690), and the longest name before its `@`.
const LONGEST: usize = 254;
const LONGEST_NAME: usize = 64;

/// An address for e-mail, as far as it can be known without asking: a name of letters, digits and the signs that need no quotes
/// (RFC 5322, 3.2.3, dot-atom), and a domain of at least two labels. Nothing in it can end a line or a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads what a person typed; the domain is written small.
    ///
    /// # Errors
    /// [`Code::MailAddress`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim_matches(' ');
        let refused =
            || Refusal::new(Code::MailAddress).with("value", Fact::Text(text.chars().take(LONGEST).collect()));
        let (name, domain) = text.rsplit_once('@').ok_or_else(refused)?;
        let good = text.len() <= LONGEST && is_name(name) && is_domain(domain);
        if good { Ok(Self(format!("{name}@{}", domain.to_ascii_lowercase()))) } else { Err(refused()) }
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_name(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    (1..=LONGEST_NAME).contains(&text.len()) && text.split('.').all(|part| !part.is_empty() && part.chars().all(sign))
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        let sign = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=63).contains(&label.len()) && label.chars().all(sign) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.contains('.') && text.split('.').all(label) && text.contains(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_mail_can_go_to() {
        for good in ["li.hua@example.gov.cn", "a+b_c@x-y.example", "O'Brien@example.org", "12345@qq.com"] {
            assert_eq!(Address::parse(good).unwrap().as_str(), good);
        }
        assert_eq!(Address::parse("  Li.Hua@EXAMPLE.gov.cn ").unwrap().as_str(), "Li.Hua@example.gov.cn");
        let long = format!("{}@example.org", "x".repeat(65));
        let longer = format!("x@{}.org", ["y".repeat(60), "y".repeat(60), "y".repeat(60), "y".repeat(80)].join("."));
        for bad in [
            "",
            "li",
            "@example.org",
            "li@",
            "li@localhost",
            "li hua@example.org",
            "li@exam ple.org",
            "li@-a.org",
            "li@a-.org",
            "li@a..org",
            ".li@a.org",
            "li.@a.org",
            "l..i@a.org",
            "\"li\"@a.org",
            "li@[127.0.0.1]",
            "li@127.0.0.1",
            "李@example.org",
            "li@例子.cn",
            "li@a.org\r\nBcc: x@b.org",
            "li\n@a.org",
            "a@b.org,c@d.org",
            "Li <li@a.org>",
            "li@a.org\u{200b}",
            "li\t@a.org",
            "a@b@c.org",
            &long,
            &longer,
        ] {
            assert_eq!(Address::parse(bad).unwrap_err().code, Code::MailAddress, "{bad:?}");
        }
    }
}
