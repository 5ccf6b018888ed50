use std::{fmt, io, sync::Arc, time::Duration};

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        http::{
            HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings,
            SharedHttpConnector,
        },
        orchestrator::{HttpRequest, HttpResponse},
        result::ConnectorError,
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use futures::stream;
use http::{Request, Response};
use http_body::Frame;
use http_body_util::{BodyExt, StreamBody};
use runtime::Function;

use super::{
    CallInfo, Cloud, Fault, mailbox, refusal, rights, secrets,
    service::{Asked, Service},
};
use crate::queues;

/// Brings a function's requests to the cloud in this process instead of to the network.
#[derive(Clone)]
pub struct Connector {
    cloud: Arc<Cloud>,
    function: Option<&'static Function>,
}

impl Connector {
    /// The way of a function; of the operator without one.
    pub fn new(cloud: Arc<Cloud>, function: Option<&'static Function>) -> Self {
        Self { cloud, function }
    }

    /// Counts the call, lets go wrong what shall, refuses what was not declared, and passes the
    /// rest on.
    pub async fn answer(&self, request: Request<Bytes>) -> Result<Response<Bytes>, ConnectorError> {
        let asked = Asked::read(&request);
        let call = CallInfo {
            function: self.function.map(|function| function.name),
            service: asked.service,
            operation: asked.operation.clone(),
            actions: rights::actions(&asked),
            number: self.cloud.calls.next(),
        };
        self.cloud.calls.add(&call);
        let id = self.cloud.ids.next().simple().to_string();
        let fault = self.cloud.faults.of(&call).await;
        let asked_for = request.clone();
        let answer = self.answer_with(fault, request, &asked, &call, &id).await;
        self.cloud.calls.witness(&call, &asked_for, answer.as_ref().ok());
        answer
    }

    async fn answer_with(
        &self,
        fault: Option<Fault>,
        request: Request<Bytes>,
        asked: &Asked,
        call: &CallInfo,
        id: &str,
    ) -> Result<Response<Bytes>, ConnectorError> {
        match fault {
            None => {}
            Some(Fault::FailBefore) => return Err(lost("the request was lost")),
            Some(Fault::ApplyAndLoseReply) => {
                self.serve(request, asked, call, id).await;
                return Err(lost("the answer was lost"));
            }
            Some(Fault::Throttle) => {
                return Ok(refusal::throttled(asked.service).spell(asked.service, id));
            }
            Some(Fault::TransactionConflict) => {
                if let Some(conflict) = refusal::transaction_conflict(asked, id) {
                    return Ok(conflict);
                }
            }
            Some(Fault::MixedConflict) => {
                if let Some(conflict) = refusal::mixed_conflict(asked, id) {
                    return Ok(conflict);
                }
            }
            Some(Fault::ObjectConflict) => {
                if let Some(conflict) = refusal::object_conflict(asked, id) {
                    return Ok(conflict);
                }
            }
            Some(Fault::Slow(time)) => self.cloud.clock.sleep(time).await,
            Some(Fault::Late(time)) => return self.serve_late(time, request, call, id).await,
            Some(Fault::CutShort) => {
                let mut response = halved(self.serve(request, asked, call, id).await);
                response.extensions_mut().insert(Cut);
                return Ok(response);
            }
            Some(Fault::Halved) => return Ok(halved(self.serve(request, asked, call, id).await)),
            Some(Fault::DieBefore) => die(),
            Some(Fault::DieAfter) => {
                self.serve(request, asked, call, id).await;
                die();
            }
        }
        Ok(self.serve(request, asked, call, id).await)
    }

    /// On its way it is nobody's any more: whoever asked may stop waiting, or be dead.
    async fn serve_late(
        &self,
        time: Duration,
        request: Request<Bytes>,
        call: &CallInfo,
        id: &str,
    ) -> Result<Response<Bytes>, ConnectorError> {
        let (this, call, id) = (self.clone(), call.clone(), id.to_owned());
        let under_way = tokio::spawn(async move {
            this.cloud.clock.sleep(time).await;
            let asked = Asked::read(&request);
            this.serve(request, &asked, &call, &id).await
        });
        under_way.await.map_err(|_| lost("the service stopped"))
    }

    async fn serve(
        &self,
        request: Request<Bytes>,
        asked: &Asked,
        call: &CallInfo,
        id: &str,
    ) -> Response<Bytes> {
        if let Some(function) = self.function
            && let Some(action) = rights::refused(function, asked, &call.actions)
        {
            tracing::warn!(
                function.name = function.name,
                action,
                "an undeclared action is refused"
            );
            return refusal::denied(function.name, asked.service, &action).spell(asked.service, id);
        }
        let outcome = match asked.service {
            Service::DynamoDb => {
                let answered = self.cloud.dynamo.answer(&asked.operation, request.body(), id);
                let (response, units) = answered.await;
                self.cloud.calls.consumed(call, units);
                return response;
            }
            Service::S3 => return self.cloud.s3.call(request).await,
            Service::Ses => mailbox::serve(&self.cloud.mailbox, asked, request.body(), id),
            Service::Sqs => queues::serve(&self.cloud.queues, asked, id),
            Service::SecretsManager => secrets::serve(&self.cloud.secrets, asked, id),
        };
        outcome.unwrap_or_else(|refusal| refusal.spell(asked.service, id))
    }
}

/// Marks an answer in whose middle the connection ends.
#[derive(Clone)]
struct Cut;

fn halved(mut response: Response<Bytes>) -> Response<Bytes> {
    let half = response.body().len() / 2;
    response.body_mut().truncate(half);
    response
}

/// The body as it arrives: where the connection ends, with the error that tells so.
fn arriving(response: Response<Bytes>) -> Response<SdkBody> {
    if response.extensions().get::<Cut>().is_none() {
        return response.map(SdkBody::from);
    }
    response.map(|half| {
        let ends = io::Error::other("the connection ended");
        let frames = [Ok(Frame::data(half)), Err(ends)];
        SdkBody::from_body_1_x(StreamBody::new(stream::iter(frames)))
    })
}

fn lost(what: &'static str) -> ConnectorError {
    ConnectorError::io(what.into())
}

/// Ends the task that the function runs in at once: nothing of it runs on. No panic is told, since
/// nobody is there any more who could tell.
fn die() -> ! {
    std::panic::resume_unwind(Box::new("the function's process ended"))
}

fn broken(error: impl Into<BoxError>) -> ConnectorError {
    ConnectorError::user(error.into())
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let this = self.clone();
        HttpConnectorFuture::new(async move {
            let (parts, body) = request.try_into_http1x().map_err(broken)?.into_parts();
            let body = body.collect().await.map_err(broken)?.to_bytes();
            let response = this.answer(Request::from_parts(parts, body)).await?;
            HttpResponse::try_from(arriving(response)).map_err(broken)
        })
    }
}

impl HttpClient for Connector {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let caller = self.function.map(|function| function.name);
        f.debug_struct("Connector").field("function", &caller).finish_non_exhaustive()
    }
}
