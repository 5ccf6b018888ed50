//! The local system: `PORT` (8787), `DATA_DIR` (`.local`), `DEMO` (1), `BIND` (127.0.0.1), `WEB`
//! (`web/dist`), `DELIVERY_URL` (none: packages lie in the outbox).

use std::{io, io::Write, net::IpAddr, path::PathBuf, process::ExitCode};

use local::{cloud::Settings, system::System};
use runtime::{Clock, Ids};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

/// What the environment says.
struct Options {
    port: u16,
    bind: IpAddr,
    data_dir: PathBuf,
    web: PathBuf,
    demo: bool,
    delivery_url: Option<String>,
}

#[allow(clippy::disallowed_methods, reason = "the command reads its own options")]
fn options() -> io::Result<Options> {
    let text = |name: &str, otherwise: &str| {
        std::env::var(name).ok().filter(|text| !text.is_empty()).unwrap_or(otherwise.to_owned())
    };
    let wrong = |name: &str| io::Error::other(format!("{name} cannot be read"));
    Ok(Options {
        port: text("PORT", "8787").parse().map_err(|_| wrong("PORT"))?,
        bind: text("BIND", "127.0.0.1").parse().map_err(|_| wrong("BIND"))?,
        data_dir: text("DATA_DIR", ".local").into(),
        web: text("WEB", "web/dist").into(),
        demo: text("DEMO", "1") != "0",
        delivery_url: Some(text("DELIVERY_URL", "")).filter(|url| !url.is_empty()),
    })
}

#[tokio::main]
async fn main() -> ExitCode {
    runtime::start_logging("warn");
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("cannot start: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> io::Result<()> {
    let Options { port, bind, data_dir, web, demo, delivery_url } = options()?;
    let listener = TcpListener::bind((bind, port)).await?;
    let port = listener.local_addr()?.port();
    let origin = match bind {
        every if every.is_unspecified() => format!("http://127.0.0.1:{port}"),
        IpAddr::V4(one) => format!("http://{one}:{port}"),
        IpAddr::V6(one) => format!("http://[{one}]:{port}"),
    };
    let clock = Clock::machine();
    let ids = Ids::by(clock.clone());
    let functions = functions::all().collect();
    let data_dir = Some(data_dir);
    let settings =
        Settings { data_dir, origin: origin.clone(), delivery_url, clock, ids, functions };
    let mut system = System::open(settings)?;
    if demo {
        system.demonstrate(say).await?;
    }
    let accounts = system.accounts().await?;
    say(&format!("ready {origin}"));
    for account in &accounts {
        let school = account.school.unwrap_or("-");
        let state = if account.activated { "" } else { "  (first sign-in)" };
        let (role, name, password) = (account.role, &account.username, &account.password);
        say(&format!("  {role:<22} {school:<8} {name:<20} {password}{state}"));
    }
    system.run(listener, web, stopped()?).await
}

/// Resolves when the system is told to stop.
fn stopped() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}

fn say(line: &str) {
    let mut out = io::stdout();
    // Nobody listens any more: nothing to be done about it.
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}
