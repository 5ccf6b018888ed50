use std::convert::Infallible;

use aws_lambda_events::sqs::SqsEvent;
use lambda_http::{Request, service_fn};
use lambda_runtime::LambdaEvent;
use serde_json::Value;

use crate::{
    Clock, Config, Environment, Function, Ids, Trigger, batch, respond, schedule, start_logging,
};

/// Serves one function as a Lambda custom runtime. Only what the function declares is made.
pub async fn serve(function: &'static Function) -> Result<(), lambda_http::Error> {
    start_logging("info");
    let sdk = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let clock = Clock::machine();
    let ids = Ids::by(clock.clone());
    let config = Config::from_environment()?;
    let env = Environment::new(function, sdk, config, clock, ids).await?;
    match &function.trigger {
        Trigger::Route(route) => {
            let answer = |request: Request| {
                let env = env.clone();
                async move { Ok::<_, Infallible>(respond(function, route, env, request).await) }
            };
            lambda_http::run(service_fn(answer)).await
        }
        Trigger::Schedule { handle, .. } => {
            let tick = |event: LambdaEvent<Value>| {
                let env = env.clone();
                async move {
                    let outcome = schedule(function, *handle, env, &event.payload).await;
                    outcome.map_err(|failure| failure.to_string())
                }
            };
            lambda_runtime::run(lambda_runtime::service_fn(tick)).await
        }
        Trigger::Queue { handle, .. } => {
            let messages = |event: LambdaEvent<SqsEvent>| {
                let env = env.clone();
                async move { Ok::<_, Infallible>(batch(function, *handle, env, event.payload).await) }
            };
            lambda_runtime::run(lambda_runtime::service_fn(messages)).await
        }
    }
}
