//! What stands around every page.

use crate::security::Signed;
use jiheng_domain::Permission;

/// The frame of a page.
pub(crate) struct Frame {
    pub(crate) title: String,
    pub(crate) user: Option<String>,
    pub(crate) nav: Vec<Nav>,
    /// For the forms of the page; empty where nobody is signed in.
    pub(crate) csrf: String,
}

/// An entry of the menu.
pub(crate) struct Nav {
    pub(crate) path: &'static str,
    pub(crate) name: &'static str,
    pub(crate) here: bool,
}

/// The menu, and who sees which entry.
const MENU: [(&str, &str, Permission); 9] = [
    ("/", "首页", Permission::OwnAccount),
    ("/reports", "自评报告", Permission::ViewReport),
    ("/assigned", "指派给我的", Permission::GiveOpinion),
    ("/desk", "审核台", Permission::ReviewDesk),
    ("/batches", "批量核对", Permission::BatchCheck),
    ("/tasks", "自评任务", Permission::ViewTask),
    ("/organisation", "机构人员", Permission::ViewOrganisation),
    ("/changes", "变更确认", Permission::ConfirmChange),
    ("/log", "日志", Permission::ViewLog),
];

impl Frame {
    /// Where nobody is signed in.
    pub(crate) fn bare(title: &str) -> Self {
        Self { title: title.to_owned(), user: None, nav: Vec::new(), csrf: String::new() }
    }

    /// For a person; `here` is the entry of the menu that the page belongs to.
    pub(crate) fn of(signed: &Signed, title: impl Into<String>, here: &str) -> Self {
        let seen = MENU.iter().filter(|(.., permission)| {
            signed.may(*permission)
                && (!signed.must_change || *permission == Permission::OwnAccount)
        });
        Self {
            title: title.into(),
            user: Some(signed.user.name.clone()),
            nav: seen.map(|&(path, name, _)| Nav { path, name, here: path == here }).collect(),
            csrf: signed.csrf.clone(),
        }
    }
}
