use std::{convert::Infallible, sync::Arc};

use lambda_http::{
    Adapter, Context, LambdaEvent, Request, Service, request::LambdaRequest, service_fn,
};
use runtime::{Environment, Failure, Function, Route, respond};
use serde_json::Value;

use super::{Lambda, within};

impl Lambda {
    /// Calls a function with a request as API Gateway hands it on (payload 2.0), and gives back what
    /// API Gateway would get. Fails where as many functions run as may.
    pub async fn request(
        &self,
        function: &'static Function,
        route: &'static Route,
        event: Value,
    ) -> Result<Value, Failure> {
        let env = self.environment(function).await.map_err(|error| Failure(error.to_string()))?;
        let place = self.place()?;
        let work = tokio::spawn(async move {
            let answer = answer(function, route, env, event).await;
            drop(place);
            answer
        });
        within(&self.cloud.clock, function, work).await?
    }
}

async fn answer(
    function: &'static Function,
    route: &'static Route,
    env: Arc<Environment>,
    event: Value,
) -> Result<Value, Failure> {
    let wrong = |error: serde_json::Error| Failure(error.to_string());
    let payload: LambdaRequest = serde_json::from_value(event).map_err(wrong)?;
    let handle = |request: Request| {
        let env = env.clone();
        async move { Ok::<_, Infallible>(respond(function, route, env, request).await) }
    };
    let event = LambdaEvent::new(payload, Context::default());
    let Ok(response) = Adapter::from(service_fn(handle)).call(event).await;
    serde_json::to_value(response).map_err(wrong)
}
