//! The Lambda entry point: the handler's name, as the resource carries it, to its function.

use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
#[allow(clippy::disallowed_methods, reason = "Lambda names the function in the environment")]
async fn main() -> ExitCode {
    let name = std::env::var("_HANDLER").unwrap_or_default();
    let Some(function) = functions::find(&name) else {
        tracing::error!(name, "no such function");
        return ExitCode::FAILURE;
    };
    match runtime::serve(function).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the function cannot begin");
            ExitCode::FAILURE
        }
    }
}
