use runtime::{Environment, Failure};
use store::items::PublicDocuments;

use super::writer::Writer;
use crate::demonstration;

/// The city's page of regulations, upload formats and guidance.
pub fn write(env: &Environment, writer: &mut Writer) -> Result<(), Failure> {
    writer.put(&PublicDocuments {
        documents: demonstration::public_documents(),
        version: 1,
        updated_at: env.clock.now(),
        updated_by: None,
    })
}
