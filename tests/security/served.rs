use std::{net::SocketAddr, path::PathBuf, time::Duration};

use local::gateway::Gateway;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};

use crate::support::World;

/// How long an answer may take to begin, or a connection to be closed.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the first page says.
pub const PAGE: &str = "<!doctype html><title>the first page</title>";
/// What lies beside the folder of the pages, and is nobody's business.
pub const SECRET: &str = "nobody's business";

/// The system behind its address, with pages of its own.
pub struct Served {
    address: SocketAddr,
    server: JoinHandle<()>,
    _folder: TempDir,
}

/// One answer, as it came over the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Whatever came behind them.
    pub rest: String,
}

impl Line {
    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(at, _)| at == name).map_or("", |(_, value)| value)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let (head, rest) = text.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let status = lines.next()?.strip_prefix("HTTP/1.")?.get(2..5)?.parse().ok()?;
        let pair = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        Some(Self { status, headers: lines.filter_map(pair).collect(), rest: rest.to_owned() })
    }
}

impl Served {
    /// This world, on a port of its own.
    pub async fn of(world: &World) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let web = folder.path().join("web");
        let write = |path: PathBuf, text: &str| {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("written");
        };
        write(web.join("index.html"), PAGE);
        write(web.join("assets/app-1.js"), "export {};");
        write(folder.path().join("secret.txt"), SECRET);
        let gateway = Gateway {
            api: world.system.api().clone(),
            scheduler: world.system.scheduler().clone(),
            web,
            demonstration: false,
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let service = gateway.router().into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move {
            axum::serve(listener, service).await.expect("it serves");
        });
        Self { address, server, _folder: folder }
    }

    /// Sends these bytes and reads until the other side closes, or says nothing more.
    pub async fn bytes(&self, sent: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).await.expect("a connection");
        let mut received = Vec::new();
        // A refusal may come, and the connection go, before everything is sent.
        let sending = timeout(PATIENCE, stream.write_all(sent)).await;
        if sending.is_ok() {
            drop(timeout(PATIENCE, stream.read_to_end(&mut received)).await);
        }
        received
    }

    /// The same, read as one answer; none where there was nothing but an end.
    pub async fn exchange(&self, sent: &[u8]) -> Option<Line> {
        Line::read(&self.bytes(sent).await)
    }

    /// One request without a body, with the target as it stands.
    pub async fn ask(&self, method: &str, target: &str) -> Line {
        let request = format!("{method} {target} HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n");
        let answer = self.exchange(request.as_bytes()).await;
        answer.unwrap_or_else(|| panic!("{method} {target}: no answer"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.server.abort();
    }
}
