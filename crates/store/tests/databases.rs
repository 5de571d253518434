//! Every scenario on both databases: on SQLite each as a test of its own, on PostgreSQL all in one
//! test, in a database each of one server.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "suite/county.rs"]
mod county;
#[path = "suite/tables.rs"]
mod tables;

#[path = "suite/accounts.rs"]
mod accounts;
#[path = "suite/desk.rs"]
mod desk;
#[path = "suite/experts.rs"]
mod experts;
#[path = "suite/fields.rs"]
mod fields;
#[path = "suite/flow.rs"]
mod flow;
#[path = "suite/log.rs"]
mod log;
#[path = "suite/organisation.rs"]
mod organisation;
#[path = "suite/refused.rs"]
mod refused;
#[path = "suite/tasks.rs"]
mod tasks;

use jiheng_store::{Location, Store};

macro_rules! scenarios {
    ($($module:ident :: $name:ident,)+) => {
        mod sqlite {
            use jiheng_store::{Location, Store};
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    let folder = tempfile::tempdir().unwrap();
                    let location = Location { folder: folder.path().join("数据 1"), postgres: None };
                    let store = Store::open(&location).await.unwrap();
                    super::$module::$name(&store).await;
                    store.close().await;
                }
            )+
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn postgres() {
            let Some(server) = jiheng_testbed::Server::start() else { return };
            $(
                println!("{}", stringify!($name));
                let folder = tempfile::tempdir().unwrap();
                let url = server.database(stringify!($name)).await;
                let location =
                    Location { folder: folder.path().to_owned(), postgres: Some(url) };
                let store = Store::open(&location).await.unwrap();
                $module::$name(&store).await;
                store.close().await;
            )+
            tables::are_equal_on_both(&server).await;
            tables::read_only_and_lost(server).await;
        }
    };
}

scenarios! {
    accounts::three_founders_once,
    accounts::a_change_waits_for_another_person,
    accounts::roles_that_do_not_go_together,
    accounts::sign_in_and_lock_out,
    accounts::who_leaves_is_out_at_once,
    organisation::a_renamed_unit_keeps_its_old_name,
    organisation::a_closed_unit_hands_over,
    organisation::a_closed_unit_works_again,
    organisation::a_person_is_told_apart_and_reached,
    organisation::stale_and_taken,
    tasks::a_task_from_notice_to_close,
    tasks::reports_of_former_years,
    tasks::more_time_for_one_unit,
    tasks::a_task_closes_when_its_last_day_is_over,
    fields::what_is_typed_is_kept,
    fields::two_writers_on_one_field,
    fields::only_those_who_may,
    flow::from_draft_to_approval,
    flow::returned_by_each_step_and_reopened,
    flow::errors_need_reasons,
    flow::a_stale_step_is_refused,
    flow::comments_evidence_and_points,
    experts::an_expert_sees_what_is_assigned,
    desk::a_list_as_far_as_one_sees,
    desk::what_waits_for_whom,
    desk::the_board,
    refused::nobody_writes_without_the_permission,
    log::a_write_and_its_entry_stand_or_fall_together,
    log::administrators_see_no_business,
}
