use aws_sdk_s3::{Client, operation::list_object_versions::ListObjectVersionsOutput};

use super::failed;
use crate::StoreError;

/// What of a bucket's versions is listed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Listed<'a> {
    /// Names that begin so.
    Prefix(&'a str),
    /// Folders, and names without one.
    Folders,
}

/// Every page of a bucket's versions, a thousand each.
pub(super) async fn each_page(
    client: &Client,
    bucket: &str,
    listed: Listed<'_>,
    mut see: impl FnMut(&ListObjectVersionsOutput),
) -> Result<(), StoreError> {
    let (mut key, mut version) = (None, None);
    loop {
        let list = client.list_object_versions().bucket(bucket);
        let list = match listed {
            Listed::Prefix(prefix) => list.prefix(prefix),
            Listed::Folders => list.delimiter("/"),
        };
        let list = list.set_key_marker(key).set_version_id_marker(version);
        let page = list.send().await.map_err(failed)?;
        see(&page);
        (key, version) = match page.is_truncated() {
            Some(true) => (page.next_key_marker, page.next_version_id_marker),
            Some(false) => return Ok(()),
            // Every whole answer says it. What half an answer does not name is not taken for lost.
            None => return Err(StoreError::Unavailable("half a listing".to_owned())),
        };
    }
}
