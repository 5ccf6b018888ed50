//! The local system as a process of its own.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command},
};

/// The local system as a process, on data of its own.
///
/// It ends as by a power cut (`kill -9`) when this is dropped.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts it, told more by its environment. It is ready when it answers.
    pub fn start(data: &Path, port: u16, more: &[(&str, String)]) -> Self {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(data.join("output.log"))
            .expect("a log");
        let child = Command::new(binary("local", "portfolio-local"))
            .env("PORT", port.to_string())
            .env("DATA_DIR", data)
            .envs(more.iter().map(|(name, value)| (*name, value)))
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("the local system starts");
        Self { child }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// A program of the workspace, which lies beside this test's own.
pub fn binary(package: &str, name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("the test's own path");
    let target = own.parent().and_then(Path::parent).expect("a target folder");
    let binary = target.join(name);
    assert!(binary.exists(), "build the package `{package}` first: {}", binary.display());
    binary
}
