//! What is changed of a person's rights (人员与权限). One administrator proposes it, another decides it; whoever gains by it has
//! no say in it.

use crate::identifier::is_invisible;
use crate::role::{Role, text_enum};

text_enum! {
    /// What is changed of a person.
    Change {
        /// 新增人员: a new person with roles.
        Invite = "invite",
        /// 授予角色: further roles.
        Grant = "grant",
        /// 收回角色: roles are taken away.
        Revoke = "revoke",
        /// 重设密码: a lost password is set anew.
        Reset = "reset",
        /// 恢复使用: a locked person may sign in again.
        Unlock = "unlock",
    }
}

impl Change {
    /// Whether the person gains by it.
    pub const fn gives(self) -> bool {
        !matches!(self, Self::Revoke)
    }

    /// Whether it names roles.
    pub const fn names_roles(self) -> bool {
        matches!(self, Self::Invite | Self::Grant | Self::Revoke)
    }

    /// The roles of which a change names some; nothing where it would change nothing. What names no roles leaves none to name.
    pub fn choices(self, of: Rights<'_>) -> Option<Vec<Role>> {
        let some = |roles: Vec<Role>| (!roles.is_empty()).then_some(roles);
        let fits = |role: &Role| role.is_firm() == of.of_a_firm && !of.roles.contains(role);
        match self {
            Self::Invite => None,
            Self::Grant => some(Role::ALL.iter().copied().filter(fits).collect()),
            Self::Revoke => some(of.roles.to_vec()),
            Self::Reset => of.active.then(Vec::new),
            Self::Unlock => (!of.active).then(Vec::new),
        }
    }

    /// Whether the person sets a password after it, with a link.
    pub const fn opens(self) -> bool {
        matches!(self, Self::Invite | Self::Reset)
    }
}

/// What somebody may do now.
#[derive(Debug, Clone, Copy)]
pub struct Rights<'a> {
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether the person belongs to a firm.
    pub of_a_firm: bool,
    /// The roles that the person holds.
    pub roles: &'a [Role],
}

/// Roles as one text, in their order, each once: as a row keeps them.
pub fn written(roles: &[Role]) -> String {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    roles.iter().map(|role| role.key()).collect::<Vec<_>>().join(" ")
}

/// The roles of such a text; none for a text that no row keeps.
pub fn read(text: &str) -> Option<Vec<Role>> {
    text.split_whitespace().map(Role::from_key).collect()
}

/// Whether people can sign in with a name, and tell it from another on a page: small letters, digits and `. - _ @` alone. Letters of
/// other scripts, blanks and signs without width look like these, or like nothing.
pub fn is_login(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | '@');
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()) && text.chars().all(sign)
}

/// Whether a text names somebody: it shows a letter, and nothing in it hides or turns what stands beside it (the signs without width
/// and those for the direction of writing, Unicode 16, general category Cf).
pub fn is_name(text: &str) -> bool {
    let hides = |c: char| {
        c.is_control() || is_invisible(c) || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{2061}'..='\u{206f}')
    };
    text.chars().any(char::is_alphanumeric) && !text.chars().any(hides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_what_would_change() {
        let of = |active, of_a_firm, roles| Rights { active, of_a_firm, roles };
        let preparer = of(true, true, &[Role::Preparer]);
        assert_eq!(Change::Grant.choices(preparer), Some(vec![Role::Signatory]));
        assert_eq!(Change::Grant.choices(of(true, true, &[Role::Preparer, Role::Signatory])), None);
        assert_eq!(Change::Revoke.choices(preparer), Some(vec![Role::Preparer]));
        assert_eq!(Change::Revoke.choices(of(true, false, &[])), None);
        let officer = Change::Grant.choices(of(true, false, &[Role::Approver])).unwrap();
        assert!(
            !officer.contains(&Role::Approver)
                && !officer.contains(&Role::Preparer)
                && officer.len() == Role::ALL.len() - 3
        );
        assert_eq!([Change::Reset.choices(preparer), Change::Unlock.choices(preparer)], [Some(Vec::new()), None]);
        let locked = of(false, true, &[Role::Preparer]);
        assert_eq!([Change::Reset.choices(locked), Change::Unlock.choices(locked)], [None, Some(Vec::new())]);
        assert_eq!(Change::Invite.choices(preparer), None);
    }

    #[test]
    fn nobody_signs_in_with_a_name_that_looks_like_another() {
        for good in ["su.wen", "a0123", "li-hua_2@office", "7"] {
            assert!(is_login(good), "{good}");
        }
        for bad in ["", ".su", "Su.wen", "su wen", "su.wen\u{200b}", "ѕu.wen", "ｓu.wen", "<b>", "苏文"] {
            assert!(!is_login(bad), "{bad}");
        }
        assert!(["苏雯", "Su Wen", "O'Brien-Müller", "木·买买提"].into_iter().all(is_name));
        assert!(
            ["", " ", "\u{200b}", "—", "Su\u{202e}neW", "苏\u{200b}雯", "a\nb"].into_iter().all(|bad| !is_name(bad))
        );
    }

    #[test]
    fn roles_are_kept_in_their_order_and_once() {
        let roles = [Role::Auditor, Role::Preparer, Role::Auditor];
        assert_eq!(written(&roles), "preparer auditor");
        assert_eq!(read("preparer auditor"), Some(vec![Role::Preparer, Role::Auditor]));
        assert_eq!(read("preparer nobody"), None);
        assert_eq!(read(""), Some(Vec::new()));
    }
}
