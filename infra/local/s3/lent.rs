//! A request body that is lent to the service and read to its end whatever the answer is.
//!
//! A refusal comes before the body was read. Were the connection closed with bytes under way, a
//! browser would report a lost connection in the place of the refusal.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;

/// The most that is read for nobody, in bytes; beyond it the connection may break.
const MOST: usize = 32 << 20;

/// The lender's side.
pub(super) struct Lender<B>(Lent<B>);

/// The service's side.
pub(super) struct Lent<B>(Arc<Mutex<Pin<Box<B>>>>);

/// Lends a body.
pub(super) fn lend<B: Body<Data = Bytes>>(body: B) -> (Lender<B>, Lent<B>) {
    let shared = Arc::new(Mutex::new(Box::pin(body)));
    (Lender(Lent(Arc::clone(&shared))), Lent(shared))
}

impl<B: Body<Data = Bytes>> Lender<B> {
    /// Reads what the service left.
    pub(super) async fn drain(mut self) {
        let mut read = 0;
        while read < MOST {
            match self.0.frame().await {
                Some(Ok(frame)) => read += frame.data_ref().map_or(0, Bytes::len),
                Some(Err(_)) | None => return,
            }
        }
    }
}

impl<B: Body<Data = Bytes>> Body for Lent<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Some bodies may not be polled after their end, and both sides reach it.
        if body.is_end_stream() { Poll::Ready(None) } else { body.as_mut().poll_frame(context) }
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
