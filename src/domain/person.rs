//! What is changed of a person's rights (人员与权限). One administrator proposes it, another decides it; whoever gains by it has
//! no say in it.

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

    /// Whether the person sets a password after it, with a link.
    pub const fn opens(self) -> bool {
        matches!(self, Self::Invite | Self::Reset)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_kept_in_their_order_and_once() {
        let roles = [Role::Auditor, Role::Preparer, Role::Auditor];
        assert_eq!(written(&roles), "preparer auditor");
        assert_eq!(read("preparer auditor"), Some(vec![Role::Preparer, Role::Auditor]));
        assert_eq!(read("preparer nobody"), None);
        assert_eq!(read(""), Some(Vec::new()));
    }
}
