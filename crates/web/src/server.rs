//! The server: opens the data, listens, and ends when it is told to.

use crate::app::App;
use crate::engine::Engine;
use crate::routes::router;
use jiheng_isolate::Reader;
use jiheng_law::LawError;
use jiheng_store::{Location, Store, StoreError};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use thiserror::Error;
use tokio::net::TcpListener;

/// Where the data are and where people come in.
#[derive(Debug, Clone)]
pub struct Options {
    /// The data folder; made when it is not there.
    pub data: PathBuf,
    /// The address of a PostgreSQL database; none for SQLite in the folder.
    pub database: Option<String>,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// People reach the pages by https, through a gateway.
    pub is_secure: bool,
}

/// Why the server does not run.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The law that is built in is broken.
    #[error(transparent)]
    Law(#[from] LawError),
    /// The data cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody can be let in there.
    #[error("不能在 {0} 上接受访问：{1}；端口可能被占用，换一个端口再试")]
    Listen(SocketAddr, io::Error),
    /// The system gives no threads or closes the socket.
    #[error("服务中断：{0}")]
    Broken(#[from] io::Error),
}

/// Serves until the process is told to end; `reader` reads what people upload, and `ready` is called
/// with the address once people can come in.
///
/// # Errors
/// [`ServeError`] when it cannot begin or go on.
pub fn serve(
    options: &Options,
    reader: Reader,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let engine = Engine::new()?;
        let location =
            Location { folder: options.data.clone(), postgres: options.database.clone() };
        let store = Store::open(&location).await?;
        let app = App::new(store.clone(), engine, reader, options.is_secure);
        let listener = TcpListener::bind(options.listen)
            .await
            .map_err(|error| ServeError::Listen(options.listen, error))?;
        ready(listener.local_addr()?);
        let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(told_to_end()).await?;
        store.close().await;
        Ok(())
    })
}

async fn told_to_end() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return interrupt.await };
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
