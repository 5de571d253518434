//! Who opens which page.

use super::client::Client;
use super::county::County;
use anyhow::{Context, Result, bail};

/// A page, opened by someone.
pub(super) struct Visit {
    pub(super) name: &'static str,
    pub(super) path: String,
    /// The path as it is told: ids are shortened.
    pub(super) shown: String,
    pub(super) login: &'static str,
    pub(super) cookie: String,
}

/// 清河县水 in an address: units of the demo that are filled in to the last field.
const WHOLE: &str = "%E6%B8%85%E6%B2%B3%E5%8E%BF%E6%B0%B4";

struct Person<'a> {
    login: &'static str,
    client: Client,
    visits: &'a mut Vec<Visit>,
}

impl Person<'_> {
    fn open(&mut self, name: &'static str, path: impl Into<String>) {
        let path = path.into();
        let segment = |s: &str| if s.len() == 36 { "…".to_owned() } else { s.to_owned() };
        let shown = path.split('/').map(segment).collect::<Vec<_>>().join("/");
        let cookie = self.client.cookie.clone();
        self.visits.push(Visit { name, path, shown, login: self.login, cookie });
    }

    /// Addresses on a page that begin and end like this.
    fn links(&self, page: &str, begins: &str, ends: &str) -> Result<Vec<String>> {
        let text = self.client.text(page)?;
        let links = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let links = links.filter(|link| link.starts_with(begins) && link.ends_with(ends));
        Ok(links.map(str::to_owned).collect())
    }

    fn link(&self, page: &str, begins: &str, ends: &str) -> Result<String> {
        let found = self.links(page, begins, ends)?.into_iter().next();
        found.with_context(|| format!("{}：{page} 上没有 {begins}…{ends}", self.login))
    }
}

/// Every page, each as someone that it is for.
pub(super) fn of(county: &County) -> Result<Vec<Visit>> {
    let mut visits = Vec::new();
    let stranger = Client::new(county.address);
    let mut nobody = Person { login: "未登录", client: stranger, visits: &mut visits };
    nobody.open("登录", "/sign-in");
    nobody.open("图表程序", "/assets/echarts.js");
    for (login, walk) in PEOPLE {
        let client = county.person(login)?;
        walk(&mut Person { login, client, visits: &mut visits })
            .with_context(|| format!("{login} 的页面"))?;
    }
    Ok(visits)
}

type Walk = fn(&mut Person<'_>) -> Result<()>;

const PEOPLE: [(&str, Walk); 9] = [
    ("jixiao", office),
    ("gushi", reviewer),
    ("shuiliju", reviewer),
    ("zhuanjia", expert),
    ("tianbao02", clerk),
    ("renda", observer),
    ("xitong", system),
    ("anquan", security),
    ("shenji", audit),
];

fn office(person: &mut Person<'_>) -> Result<()> {
    person.open("首页", "/");
    person.open("修改密码", "/password");
    person.open("自评报告", "/reports");
    person.open("自评报告，最后几页", "/reports?page=300");
    person.open("自评报告，查找", "/reports?words=%E6%B0%B4%E5%88%A9%E7%AB%99");
    person.open("审核台", "/desk");
    person.open("审核台，全部", "/desk?state=handed_in");
    person.open("审核台，全部，第 20 页", "/desk?state=handed_in&page=20");
    person.open("审核台，按单位", "/desk?state=handed_in&order=unit");
    person.open("审核台，查找", "/desk?state=handed_in&words=%E6%B0%B4%E5%88%A9%E7%AB%99");
    person.open("审核清单下载", "/desk/list");
    person.open("自评任务", "/tasks");
    person.open("新建任务", "/tasks/new");
    for task in person.links("/tasks", "/tasks/", "")?.into_iter().filter(|t| t != "/tasks/new") {
        for (name, part) in [("改任务", "/edit"), ("通知下载", "/notice")] {
            for page in person.links(&task, &format!("{task}{part}"), part)? {
                person.open(name, page);
            }
        }
        person.open("任务和进度", task);
    }
    person.open("机构人员", "/organisation");
    let review = person.link("/desk", "/reports/", "/review")?;
    person.open("审核一份报告", review.clone());
    person.open("操作记录", format!("{}/log", review.trim_end_matches("/review")));
    let approved = approved(person)?;
    person.open("报告（已审定）", approved.clone());
    for document in person.links(&approved, &format!("{approved}/documents/"), "")? {
        person.open("公文下载", document);
    }
    person.open("审定稿下载", person.link(&approved, &format!("{approved}/frozen/"), "")?);
    person.open("佐证下载", person.link(&approved, &format!("{approved}/evidence/"), "")?);
    batch(person)
}

/// An approved report with its frozen version and its evidence; those of former years have none.
fn approved(person: &Person<'_>) -> Result<String> {
    for state in ["approved", "published"] {
        let page = format!("/desk?state={state}&order=changed&words={WHOLE}");
        for review in person.links(&page, "/reports/", "/review")? {
            let report = review.trim_end_matches("/review");
            let text = person.client.text(report)?;
            if ["frozen", "evidence"].iter().all(|part| text.contains(&format!("{report}/{part}/")))
            {
                return Ok(report.to_owned());
            }
        }
    }
    bail!("没有一份审定的报告有审定稿和佐证")
}

/// Two reports from outside, read and checked.
fn batch(person: &mut Person<'_>) -> Result<()> {
    const EDGE: &str = "jiheng-edge";
    let mut form = Vec::new();
    let files: [(&str, &[u8]); 2] = [
        ("a.docx", include_bytes!("../../../../samples/project-clean/report.docx")),
        ("b.docx", include_bytes!("../../../../samples/project-faulty/report.docx")),
    ];
    for (name, bytes) in files {
        let head = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
        );
        form.extend_from_slice(head.as_bytes());
        form.extend_from_slice(bytes);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let batch = person.client.post("/batches", &kind, &form)?.location;
    person.open("批量核对", "/batches");
    person.open("核对结果", batch.clone());
    person.open("核对清单下载", format!("{batch}/list"));
    person.open("核对结果，一份", format!("{batch}/files/1"));
    person.open("批注本下载", format!("{batch}/files/1/annotated"));
    person.open("发现页下载", format!("{batch}/files/1/findings"));
    Ok(())
}

fn reviewer(person: &mut Person<'_>) -> Result<()> {
    person.open("首页", "/");
    person.open("自评报告", "/reports");
    person.open("审核台", "/desk");
    let review = person.link("/desk", "/reports/", "/review")?;
    person.open("审核一份报告", review);
    Ok(())
}

fn expert(person: &mut Person<'_>) -> Result<()> {
    person.open("首页", "/");
    person.open("指派给我的", "/assigned");
    let review = person.link("/desk", "/reports/", "/review")?;
    person.open("审核一份报告", review);
    Ok(())
}

fn clerk(person: &mut Person<'_>) -> Result<()> {
    person.open("首页", "/");
    person.open("自评报告", "/reports");
    let report = person.link("/reports?state=draft", "/reports/", "")?;
    person.open("报告（草稿）", report.clone());
    person.open("填报", format!("{report}/fill"));
    person.open("填报的数据", format!("{report}/fields"));
    let task = person.link(&report, "/tasks/", "")?;
    person.open("任务，本单位", task);
    Ok(())
}

fn observer(person: &mut Person<'_>) -> Result<()> {
    person.open("首页", "/");
    person.open("自评报告", "/reports");
    Ok(())
}

fn system(person: &mut Person<'_>) -> Result<()> {
    person.open("机构人员", "/organisation");
    for (name, begins) in
        [("一个单位", "/organisation/units/"), ("一个人", "/organisation/people/")]
    {
        let page = person.link("/organisation", begins, "")?;
        person.open(name, page);
    }
    person.open("成批导入", "/organisation/import");
    person.open("导入表下载", "/organisation/import/form");
    Ok(())
}

fn security(person: &mut Person<'_>) -> Result<()> {
    person.open("变更确认", "/changes");
    Ok(())
}

fn audit(person: &mut Person<'_>) -> Result<()> {
    person.open("日志", "/log");
    Ok(())
}
