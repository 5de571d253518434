//! What all pages share.

use crate::engine::Engine;
use crate::presence::Presence;
use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use jiheng_domain::Moment;
use jiheng_isolate::Reader;
use jiheng_store::Store;
use std::net::SocketAddr;
use std::sync::Arc;

/// The largest file that is taken: a scanned report with its evidence.
const UPLOAD_BYTES: usize = 50 << 20;

/// What the pages work with; cloned for each request.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    store: Store,
    engine: Arc<Engine>,
    reader: Arc<Reader>,
    clock: Box<dyn Fn() -> Moment + Send + Sync>,
    presence: Presence,
    is_secure: bool,
}

impl App {
    /// Pages over a store; `reader` reads what people upload, `is_secure` says that people reach the
    /// pages by https.
    #[must_use]
    pub fn new(store: Store, engine: Engine, reader: Reader, is_secure: bool) -> Self {
        Self::with_clock(store, engine, reader, is_secure, now)
    }

    /// The same with a clock of its own, for tests.
    #[must_use]
    pub fn with_clock(
        store: Store,
        engine: Engine,
        reader: Reader,
        is_secure: bool,
        clock: impl Fn() -> Moment + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(Shared {
            store,
            engine: Arc::new(engine),
            reader: Arc::new(reader),
            clock: Box::new(clock),
            presence: Presence::default(),
            is_secure,
        }))
    }

    /// The data.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn engine(&self) -> Arc<Engine> {
        Arc::clone(&self.0.engine)
    }

    pub(crate) fn reader(&self) -> Arc<Reader> {
        Arc::clone(&self.0.reader)
    }

    pub(crate) fn presence(&self) -> &Presence {
        &self.0.presence
    }

    pub(crate) fn now(&self) -> Moment {
        (self.0.clock)()
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.0.is_secure
    }

    pub(crate) fn upload_limit(&self) -> usize {
        UPLOAD_BYTES
    }

    /// From where a request came.
    pub(crate) fn address(&self, parts: &Parts) -> String {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        peer.map_or_else(|| "本机".to_owned(), |ConnectInfo(address)| address.ip().to_string())
    }
}

fn now() -> Moment {
    Moment(jiff::Timestamp::now().as_millisecond())
}
