//! Takes bytes in, hashing them on the way, before anything of them is visible.

use std::{io, sync::Arc};

use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use s3s::{
    S3Error, S3ErrorCode, S3Result, StdError,
    checksum::ChecksumHasher,
    crypto::{Checksum as _, Md5, Sha256},
};

use super::{
    checksum::{self, Algorithm, Announced, Checksum},
    content::{Reader, Sink},
    disk::Disk,
};

/// Bytes gathered before one blocking write.
const GATHER: usize = 1 << 20;

/// A body on its way to the disk.
pub(super) struct Spool {
    sink: Sink,
    size: u64,
    md5: Md5,
    sha256: Sha256,
    algorithm: Algorithm,
    hasher: ChecksumHasher,
}

/// A body that is wholly on the disk, synced, and not yet visible.
pub(super) struct Spooled {
    sink: Sink,
    size: u64,
    pub(super) md5: [u8; 16],
    /// In hexadecimal, computed always.
    pub(super) sha256: String,
    /// Over all bytes, of the wanted algorithm.
    pub(super) checksum: Checksum,
}

impl Spool {
    pub(super) fn new(disk: &Disk, algorithm: Algorithm) -> io::Result<Self> {
        Ok(Self {
            sink: disk.sink()?,
            size: 0,
            md5: Md5::new(),
            sha256: Sha256::new(),
            algorithm,
            hasher: algorithm.hasher(),
        })
    }

    /// Takes a request's body, as far as it was announced.
    pub(super) async fn receive<S>(
        disk: &Arc<Disk>,
        body: Option<S>,
        announced: &Announced,
    ) -> S3Result<Spooled>
    where
        S: Stream<Item = Result<Bytes, StdError>> + Unpin,
    {
        let mut spool = Self::new(disk, announced.algorithm).map_err(S3Error::internal_error)?;
        let mut gathered = BytesMut::new();
        let mut received = 0;
        if let Some(mut body) = body {
            while let Some(bytes) = body.next().await {
                let bytes = bytes.map_err(broken_body)?;
                received += bytes.len() as u64;
                if received > announced.length {
                    return Err(checksum::incomplete());
                }
                gathered.extend_from_slice(&bytes);
                if gathered.len() >= GATHER {
                    let full = gathered.split().freeze();
                    spool = disk
                        .run(move || spool.take(&full))
                        .await
                        .map_err(S3Error::internal_error)?;
                }
            }
        }
        let rest = gathered.freeze();
        disk.run(move || spool.take(&rest)?.finish()).await.map_err(S3Error::internal_error)
    }

    /// Appends kept bytes. Blocks.
    pub(super) fn append(mut self, mut reader: Reader) -> io::Result<Self> {
        let mut buffer = vec![0; GATHER];
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(self),
                read => self = self.take(&buffer[..read])?,
            }
        }
    }

    fn take(mut self, bytes: &[u8]) -> io::Result<Self> {
        self.md5.update(bytes);
        self.sha256.update(bytes);
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        self.sink.write(bytes)?;
        Ok(self)
    }

    /// Syncs the bytes. Blocks.
    pub(super) fn finish(self) -> io::Result<Spooled> {
        self.sink.sync()?;
        let value = self.algorithm.finish(self.hasher);
        Ok(Spooled {
            sink: self.sink,
            size: self.size,
            md5: self.md5.finalize(),
            sha256: hex::encode(self.sha256.finalize()),
            checksum: Checksum { algorithm: self.algorithm, value, composite: false },
        })
    }
}

impl Spooled {
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The entity tag of bytes that came in one piece, without quotes.
    pub(super) fn etag(&self) -> String {
        hex::encode(self.md5)
    }

    pub(super) fn into_sink(self) -> Sink {
        self.sink
    }
}

/// The adapter checks payload hashes and chunk signatures inside the body's stream and tells the
/// outcome by the error's text alone.
fn broken_body(error: StdError) -> S3Error {
    let text = error.to_string();
    if text.contains("Sha256Mismatch") {
        checksum::payload_mismatch()
    } else if text.contains("SignatureMismatch") {
        S3Error::with_source(S3ErrorCode::SignatureDoesNotMatch, error)
    } else {
        let mut refused = checksum::incomplete();
        refused.set_source(error);
        refused
    }
}
