//! A county comes to be: administrators, units, people, a task.

use super::driver::Browser;
use std::collections::HashMap;

pub(crate) const UNIT: &str = "清河县云岭镇人民政府";
const ADMIN: &str = "Qinghe-2026-one";
const SECURITY: &str = "Qinghe-2026-two";
const OWN: &str = "Yunling-2026-own";

pub(crate) struct County {
    passwords: HashMap<String, String>,
    pub(crate) report: String,
}

impl County {
    pub(crate) async fn enter(&self, browser: &mut Browser, login: &str) {
        browser.sign_in(login, &self.passwords[login]).await;
        browser.see("您好").await;
    }
}

/// Signs in as the system administrator.
pub(crate) async fn as_admin(browser: &mut Browser) {
    browser.sign_in("admin", ADMIN).await;
    browser.see("周系统，您好").await;
}

/// The security administrator confirms the one change that waits.
pub(crate) async fn confirm_one(browser: &mut Browser) {
    browser.sign_in("security", SECURITY).await;
    browser.see("有 1 项机构、人员和角色的变更等您确认").await;
    browser.open("/changes").await;
    browser.shot("change").await;
    browser.press("确认").await;
    browser.see("没有待确认的变更").await;
}

/// Login, name, role, whether over the unit or the county.
const PEOPLE: [(&str, &str, &str, bool); 7] = [
    ("wangmin", "王敏", "填报人", true),
    ("zhaolei", "赵磊", "填报人", true),
    ("lihua", "李华", "自评小组成员", true),
    ("zhangqiang", "张强", "单位负责人", true),
    ("chenjing", "陈静", "绩效股", false),
    ("sunyan", "孙燕", "审计/人大", false),
    ("fengyu", "冯宇", "第三方/专家", false),
];

pub(crate) async fn found(browser: &mut Browser) -> County {
    browser.open("/").await;
    browser.see("首次使用").await;
    for (key, login, name, password) in [
        ("system", "admin", "周系统", "short"),
        ("security", "security", "吴安全", SECURITY),
        ("audit", "audit", "郑审计", "Qinghe-2026-three"),
    ] {
        browser.fill(&format!("[name={key}_login]"), login).await;
        browser.fill(&format!("[name={key}_name]"), name).await;
        browser.fill(&format!("[name={key}_password]"), password).await;
    }
    browser.press("建立").await;
    browser.see("密码至少 10 位").await;
    assert_eq!(browser.read("[name=audit_login]").await, "audit", "what was typed stays");
    browser.shot("first-run").await;
    for (key, password) in
        [("system", ADMIN), ("security", SECURITY), ("audit", "Qinghe-2026-three")]
    {
        browser.fill(&format!("[name={key}_password]"), password).await;
    }
    browser.press("建立").await;
    browser.see("三位管理员已建立").await;
    browser.shot("sign-in").await;
    browser.sign_in("admin", "wrong-password").await;
    browser.see("登录名或密码不对").await;
    as_admin(browser).await;
    organisation(browser).await;
    let initial = confirm(browser).await;
    let passwords = first_sign_in(browser, initial).await;
    let county = County { passwords, report: String::new() };
    issue(browser, &county, "2024").await;
    county
}

async fn organisation(browser: &mut Browser) {
    browser.open("/organisation").await;
    browser.fill("[name=code]", "420199").await;
    browser.fill("[name=region_name]", "清河县").await;
    browser.press("新增区划").await;
    browser.fill("[name=name]", UNIT).await;
    browser.choose("[name=kind]", "乡镇（街道）").await;
    browser.press("新增单位").await;
    for (login, name, role, over_unit) in PEOPLE {
        browser.fill("[name=login]", login).await;
        browser.fill("[name=person_name]", name).await;
        browser.choose("[name=role]", role).await;
        if over_unit {
            browser.choose("[name=unit]", UNIT).await;
        } else {
            browser.choose("[name=scope_region]", "清河县").await;
        }
        browser.press("提出申请").await;
    }
    browser.see("7 项变更待安全管理员确认").await;
    browser.shot("organisation").await;
    assert!(!browser.body().await.contains("自评报告"), "an administrator sees no business");
    assert_eq!(browser.fetch("/reports").await.0, 403);
}

/// The security administrator confirms, and reads out the initial passwords.
async fn confirm(browser: &mut Browser) -> Vec<(String, String)> {
    browser.sign_in("security", SECURITY).await;
    browser.see("有 7 项机构、人员和角色的变更等您确认").await;
    browser.open("/changes").await;
    browser.shot("changes").await;
    let mut initial = Vec::new();
    for (login, ..) in PEOPLE {
        let row = format!("//tr[contains(., '登录名 {login}')]//button[normalize-space()='确认']");
        browser.press_at(&row).await;
        let password = browser.read("p.good b").await;
        assert_eq!(password.len(), 23, "{login}: {password}");
        initial.push((login.to_owned(), password));
    }
    browser.shot("initial-password").await;
    initial
}

async fn first_sign_in(
    browser: &mut Browser,
    initial: Vec<(String, String)>,
) -> HashMap<String, String> {
    let mut passwords = HashMap::new();
    for (login, password) in initial {
        browser.sign_in(&login, &password).await;
        browser.open("/reports").await;
        assert_eq!(browser.path().await, "/password", "{login} must change the password first");
        browser.fill("#old", &password).await;
        browser.fill("#new", OWN).await;
        browser.fill("#again", OWN).await;
        browser.press("修改").await;
        browser.see("密码已修改").await;
        passwords.insert(login, OWN.to_owned());
    }
    passwords
}

pub(crate) async fn issue(browser: &mut Browser, county: &County, year: &str) {
    county.enter(browser, "chenjing").await;
    browser.open("/tasks/new").await;
    browser.fill("[name=title]", &format!("{year}年度部门整体绩效自评")).await;
    browser.fill("[name=year]", year).await;
    browser.choose("[name=scheme]", "湖北省绩效自评（预算执行20＋年度绩效目标80）").await;
    for (field, day) in [
        ("begin", "2026-01-10"),
        ("submit", "2099-03-31"),
        ("department_day", "2099-04-20"),
        ("finance", "2099-05-31"),
    ] {
        browser.choose(&format!("[name={field}]"), day).await;
    }
    browser.fill("[name=evidence_0]", "部门决算公开表").await;
    browser.fill("[name=evidence_1]", "满意度调查表").await;
    browser.fill("[name=evidence_about_1]", "满意度指标").await;
    browser.shot("task-new").await;
    browser.press("保存（不下达）").await;
    browser.press("下达").await;
    browser.see("已下达").await;
    browser.see("未开始").await;
    browser.shot("task-board").await;
}
