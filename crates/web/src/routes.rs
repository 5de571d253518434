//! Every page and operation: its address, who may, over what, and what answers.

use crate::app::App;
use crate::security::{guard, headers};
use crate::{assets, http, pages};
use axum::extract::DefaultBodyLimit;
use axum::routing::{self, MethodRouter};
use axum::{Router, middleware};
use jiheng_domain::Permission;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;

/// What a role must be held over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Anything; the handler narrows what it shows.
    Anywhere,
    /// The `{report}` of the address.
    Report,
    /// The `{report}` of the address, or the system as a whole for its auditor.
    ReportOrSystem,
    /// The `{unit}` of the address.
    Unit,
}

/// Who comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Everybody.
    Open,
    /// Who is signed in and holds a role that may, over what the address names.
    For(Permission, Scope),
}

/// A line of the list.
pub(crate) struct Route {
    /// get, post, patch
    #[cfg_attr(not(test), expect(dead_code, reason = "the handler knows it; the tests do not"))]
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) guard: Guard,
    handler: fn() -> MethodRouter<App>,
}

const fn anywhere(permission: Permission) -> Guard {
    Guard::For(permission, Scope::Anywhere)
}

const fn report(permission: Permission) -> Guard {
    Guard::For(permission, Scope::Report)
}

const fn unit(permission: Permission) -> Guard {
    Guard::For(permission, Scope::Unit)
}

macro_rules! routes {
    ($($method:ident $path:literal $guard:expr => $handler:path;)+) => {
        &[$(Route {
            method: stringify!($method),
            path: $path,
            guard: $guard,
            handler: || routing::$method($handler),
        }),+]
    };
}

use Permission as P;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = routes! {
    get   "/assets/{name}"                          Guard::Open => assets::get;
    get   "/first-run"                              Guard::Open => pages::first_run::show;
    post  "/first-run"                              Guard::Open => pages::first_run::create;
    get   "/sign-in"                                Guard::Open => pages::sign_in::show;
    post  "/sign-in"                                Guard::Open => pages::sign_in::sign_in;
    post  "/sign-out"                               anywhere(P::OwnAccount) => pages::sign_in::sign_out;
    get   "/password"                               anywhere(P::OwnAccount) => pages::sign_in::password;
    post  "/password"                               anywhere(P::OwnAccount) => pages::sign_in::change_password;
    get   "/"                                       anywhere(P::OwnAccount) => pages::home::show;

    get   "/organisation"                           anywhere(P::ViewOrganisation) => pages::organisation::show;
    post  "/organisation/regions"                   anywhere(P::ManageOrganisation) => pages::organisation::add_region;
    post  "/organisation/units"                     anywhere(P::ManageOrganisation) => pages::organisation::add_unit;
    get   "/organisation/units/{unit}"              anywhere(P::ViewOrganisation) => pages::unit::show;
    post  "/organisation/units/{unit}/change"       anywhere(P::ManageOrganisation) => pages::unit::change;
    post  "/organisation/units/{unit}/close"        anywhere(P::ManageOrganisation) => pages::unit::close;
    post  "/organisation/units/{unit}/reopen"       anywhere(P::ManageOrganisation) => pages::unit::reopen;
    get   "/organisation/people/{person}"           anywhere(P::ViewOrganisation) => pages::person::show;
    post  "/organisation/people"                    anywhere(P::ManageOrganisation) => pages::people::add;
    post  "/organisation/people/{person}/grant"     anywhere(P::ManageOrganisation) => pages::people::grant;
    post  "/organisation/people/{person}/change"    anywhere(P::ManageOrganisation) => pages::people::change;
    get   "/organisation/import"                    anywhere(P::ManageOrganisation) => pages::import::show;
    get   "/organisation/import/form"               anywhere(P::ManageOrganisation) => pages::import::form;
    post  "/organisation/import"                    anywhere(P::ManageOrganisation) => pages::import::take;
    get   "/changes"                                anywhere(P::ConfirmChange) => pages::changes::show;
    post  "/changes/{change}"                       anywhere(P::ConfirmChange) => pages::changes::decide;
    post  "/people/{person}/unlock"                 anywhere(P::LockAccount) => pages::changes::unlock;

    get   "/tasks"                                  anywhere(P::ViewTask) => pages::tasks::list;
    get   "/tasks/new"                              anywhere(P::ManageTask) => pages::tasks::new;
    post  "/tasks"                                  anywhere(P::ManageTask) => pages::tasks::create;
    get   "/tasks/{task}"                           anywhere(P::ViewTask) => pages::task::show;
    get   "/tasks/{task}/notice"                    anywhere(P::ViewTask) => pages::task::notice;
    get   "/tasks/{task}/edit"                      anywhere(P::ManageTask) => pages::task_edit::show;
    post  "/tasks/{task}/edit"                      anywhere(P::ManageTask) => pages::task_edit::change;
    post  "/tasks/{task}/move"                      anywhere(P::ManageTask) => pages::task_changes::advance;
    post  "/tasks/{task}/extend"                    anywhere(P::ManageTask) => pages::task_changes::extend;
    post  "/tasks/{task}/remind"                    anywhere(P::ManageTask) => pages::task_changes::remind;
    post  "/tasks/{task}/units/{unit}/projects"     unit(P::FillReport) => pages::task_changes::add_project;
    post  "/tasks/{task}/units/{unit}/group"        unit(P::FillReport) => pages::task_changes::set_member;

    get   "/reports"                                anywhere(P::ViewReport) => pages::reports::list;
    get   "/desk"                                   anywhere(P::ReviewDesk) => pages::desk::show;
    get   "/desk/list"                              anywhere(P::ReviewDesk) => pages::desk_list::download;
    get   "/reports/{report}/review"                report(P::ReviewDesk) => pages::review::show;
    post  "/desk/experts"                           anywhere(P::AssignExpert) => pages::experts::assign_many;
    post  "/reports/{report}/experts"               report(P::AssignExpert) => pages::experts::assign;
    post  "/reports/{report}/opinion"               report(P::GiveOpinion) => pages::experts::opinion;
    get   "/assigned"                               anywhere(P::GiveOpinion) => pages::experts::mine;
    get   "/batches"                                anywhere(P::BatchCheck) => pages::batch::list;
    post  "/batches"                                anywhere(P::BatchCheck) => pages::batch::take;
    get   "/batches/{batch}"                        anywhere(P::BatchCheck) => pages::batch::show;
    get   "/batches/{batch}/list"                   anywhere(P::BatchCheck) => pages::batch::workbook;
    get   "/batches/{batch}/files/{number}"         anywhere(P::BatchCheck) => pages::batch::file;
    get   "/batches/{batch}/files/{number}/{document}" anywhere(P::BatchCheck) => pages::batch::download;
    post  "/reports/{report}/adjust"                report(P::AdjustPoints) => pages::review::adjust;
    get   "/reports/{report}"                       report(P::ViewReport) => pages::report::show;
    get   "/reports/{report}/log"                   Guard::For(P::ViewReportLog, Scope::ReportOrSystem) => pages::report_log::show;
    post  "/reports/{report}/step"                  report(P::MoveReport) => pages::step::take;
    post  "/reports/{report}/sign"                  report(P::SignReport) => pages::step::sign;
    post  "/reports/{report}/comments"              report(P::CommentReport) => pages::report::comment;
    post  "/reports/{report}/comments/{comment}"    report(P::CommentReport) => pages::report::settle_comment;
    post  "/reports/{report}/reasons"               report(P::FillReport) => pages::report::give_reason;
    get   "/reports/{report}/documents/{document}"  report(P::ViewReport) => pages::documents::download;
    get   "/reports/{report}/frozen/{number}/{document}" report(P::ViewReport) => pages::documents::frozen;
    get   "/reports/{report}/fill"                  report(P::FillReport) => pages::fill::show;
    get   "/reports/{report}/fields"                report(P::FillReport) => pages::fields::all;
    patch "/reports/{report}/fields"                report(P::FillReport) => pages::fields::save;
    post  "/reports/{report}/conflicts/{conflict}"  report(P::FillReport) => pages::fields::settle;
    post  "/reports/{report}/preview"               report(P::FillReport) => pages::fields::preview;

    post  "/reports/{report}/last-year"             report(P::FillReport) => pages::fields::last_year;
    post  "/reports/{report}/evidence"              report(P::FillReport) => pages::evidence::add;
    get   "/reports/{report}/evidence/{evidence}"   report(P::ViewReport) => pages::evidence::download;
    post  "/reports/{report}/evidence/{evidence}"   report(P::FillReport) => pages::evidence::remove;

    get   "/log"                                    anywhere(P::ViewLog) => pages::log::show;
};

/// The pages as a service.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let door = middleware::from_fn_with_state((app.clone(), route.guard), guard::check);
        router = router.route(route.path, (route.handler)().route_layer(door));
    }
    router
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(app.upload_limit()))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), http::show))
        .layer(middleware::map_response(headers::add))
        .with_state(app)
}

#[cfg(test)]
mod tests;
