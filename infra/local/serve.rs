//! The local system: `PORT` (8787), `DATA_DIR` (`.local`), `DEMO` (1), `DEMO_STUDENTS` (0: so many more
//! in one of the demonstration schools), `BIND` (127.0.0.1), `WEB` (`web/dist`), `DELIVERY_URL` (none:
//! packages lie in the outbox), and how much the API takes: `API_RATE` and `API_BURST` (as in the
//! template), `CONCURRENCY` (1000).

use std::{io, io::Write, net::IpAddr, path::PathBuf, process::ExitCode};

use local::{cloud::Settings, gateway::Limits, system::System};
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
    more_students: usize,
    delivery_url: Option<String>,
    limits: Limits,
}

#[allow(clippy::disallowed_methods, reason = "the command reads its own options")]
fn options() -> io::Result<Options> {
    let text = |name: &str, otherwise: &str| {
        std::env::var(name).ok().filter(|text| !text.is_empty()).unwrap_or(otherwise.to_owned())
    };
    let wrong = |name: &str| io::Error::other(format!("{name} cannot be read"));
    let number = |name: &str, otherwise: u32| {
        text(name, &otherwise.to_string()).parse::<u32>().map_err(|_| wrong(name))
    };
    let Limits { rate, burst, at_once } = Limits::TEMPLATE;
    let at_once = text("CONCURRENCY", &at_once.to_string());
    let limits = Limits {
        rate: number("API_RATE", rate)?,
        burst: number("API_BURST", burst)?,
        at_once: at_once.parse().map_err(|_| wrong("CONCURRENCY"))?,
    };
    Ok(Options {
        limits,
        port: text("PORT", "8787").parse().map_err(|_| wrong("PORT"))?,
        bind: text("BIND", "127.0.0.1").parse().map_err(|_| wrong("BIND"))?,
        data_dir: text("DATA_DIR", ".local").into(),
        web: text("WEB", "web/dist").into(),
        demo: text("DEMO", "1") != "0",
        more_students: text("DEMO_STUDENTS", "0").parse().map_err(|_| wrong("DEMO_STUDENTS"))?,
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
    let Options { port, bind, data_dir, web, demo, more_students, delivery_url, limits } =
        options()?;
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
    let settings = Settings {
        data_dir,
        origin: origin.clone(),
        delivery_url,
        clock,
        ids,
        functions,
        limits,
        one_thread: false,
        seed: None,
    };
    let mut system = System::open(settings)?;
    if demo {
        system.demonstrate(more_students, say).await?;
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
