//! Changes that wait to be confirmed, in plain words.

use super::place_names::PlaceNames;
use crate::http::Problem;
use jiheng_domain::organisation::{ChangeRequest, Proposal};
use jiheng_domain::{Unit, UnitId};
use jiheng_store::Reader;

/// A change that waits.
pub(super) struct Pending {
    pub(super) id: String,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) what: &'static str,
    pub(super) details: String,
}

impl Pending {
    pub(super) async fn of(
        reader: &mut Reader,
        requests: Vec<ChangeRequest>,
        names: &PlaceNames,
    ) -> Result<Vec<Self>, Problem> {
        let mut pending = Vec::new();
        for request in requests {
            pending.push(Self {
                id: request.id.to_string(),
                at: request.requested_at.minute(),
                by: reader.user(request.requested_by).await?.value.name,
                what: request.proposal.text(),
                details: details(reader, &request.proposal, names).await?,
            });
        }
        Ok(pending)
    }
}

async fn details(
    reader: &mut Reader,
    proposal: &Proposal,
    names: &PlaceNames,
) -> Result<String, Problem> {
    let user = match proposal {
        Proposal::AddUser { user, grants } => {
            let grants: Vec<String> = grants.iter().map(|g| names.grant(g)).collect();
            let phone = told("，电话 ", &user.phone);
            return Ok(format!(
                "{}（登录名 {}{phone}）{}",
                user.name,
                user.login,
                grants.join("、")
            ));
        }
        Proposal::ChangeUnit { unit, .. } => {
            let now = reader.unit(unit.id).await?.value;
            return Ok(format!("{}：{}", now.name, changes(&now, unit, names)));
        }
        Proposal::CloseUnit { unit, day, successor } => {
            let by = successor.map(|s| format!("，由{}承接", names.unit(s))).unwrap_or_default();
            return Ok(format!("{}，{day} 撤销{by}", names.unit(*unit)));
        }
        Proposal::ReopenUnit { unit } => return Ok(names.unit(*unit)),
        Proposal::Grant(grant) => grant.user,
        Proposal::ChangePerson { user, .. }
        | Proposal::SetActive { user, .. }
        | Proposal::Revoke { user, .. }
        | Proposal::ResetPassword { user } => *user,
    };
    let user = reader.user(user).await?.value;
    let person = format!("{}（登录名 {}）", user.name, user.login);
    Ok(match proposal {
        Proposal::Grant(grant) => format!("{person}{}", names.grant(grant)),
        Proposal::ChangePerson { name, phone, .. } => {
            let differs = [("姓名", &user.name, name), ("电话", &user.phone, phone)];
            format!("{person}{}", differences(differs))
        }
        Proposal::Revoke { grant, .. } => {
            let held = reader.grants(user.id).await?;
            let held = held.iter().find(|g| g.id == *grant).map(|g| names.grant(g));
            format!("{person}{}", held.unwrap_or_default())
        }
        _ => person,
    })
}

fn told(before: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{before}{value}") }
}

/// What differs between a unit as it is and as it shall be.
fn changes(now: &Unit, then: &Unit, names: &PlaceNames) -> String {
    let supervisor = |id: Option<UnitId>| id.map_or_else(|| "（无）".into(), |id| names.unit(id));
    let code = |unit: &Unit| unit.code.clone().unwrap_or_default();
    let lines = [
        ("名称", now.name.clone(), then.name.clone()),
        ("预算单位编码", code(now), code(then)),
        ("类型", now.kind.to_string(), then.kind.to_string()),
        ("区划", names.region(&now.region), names.region(&then.region)),
        ("主管部门", supervisor(now.supervisor), supervisor(then.supervisor)),
    ];
    differences(lines.iter().map(|(what, now, then)| (*what, now, then)))
}

/// 名称“甲”改为“乙”；…
fn differences<'a>(
    lines: impl IntoIterator<Item = (&'static str, &'a String, &'a String)>,
) -> String {
    let shown =
        |text: &String| if text.is_empty() { "空".into() } else { format!("“{text}”") };
    let differ = lines.into_iter().filter(|(_, now, then)| now != then);
    let told: Vec<String> = differ
        .map(|(what, now, then)| format!("{what}{}改为{}", shown(now), shown(then)))
        .collect();
    if told.is_empty() { "与现在相同".into() } else { told.join("；") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_domain::{Region, RegionCode, UnitKind};
    use uuid::Uuid;

    #[test]
    fn what_becomes_of_a_unit_is_told_field_by_field() {
        let region = RegionCode::new("420199").unwrap();
        let unit = |number: u128, name: &str| Unit {
            id: Uuid::from_u128(number).into(),
            code: None,
            name: name.into(),
            kind: UnitKind::Institution,
            region: region.clone(),
            supervisor: None,
            active: true,
            closed_on: None,
            successor: None,
        };
        let regions = [Region { code: region.clone(), name: "清河县".into(), parent: None }];
        let (farm, above) = (unit(1, "清河县国有林场"), unit(2, "清河县林业局"));
        let names = PlaceNames::new(&regions, [&farm, &above].into_iter());
        let then = Unit {
            name: "清河县生态林场".into(),
            code: Some("101".into()),
            supervisor: Some(above.id),
            ..farm.clone()
        };
        assert_eq!(
            changes(&farm, &then, &names),
            "名称“清河县国有林场”改为“清河县生态林场”；预算单位编码空改为“101”；\
             主管部门“（无）”改为“清河县林业局”"
        );
        assert_eq!(changes(&farm, &farm, &names), "与现在相同");
    }
}
