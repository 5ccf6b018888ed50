//! Multipart uploads: two parts of 5 MiB, and what may go wrong with them.

use aws_sdk_s3::{
    operation::upload_part::UploadPartOutput,
    types::{ChecksumAlgorithm, ChecksumMode, CompletedMultipartUpload, CompletedPart},
};

use super::world::{VAULT, World, code};

const PART: usize = 5 << 20;

async fn create(world: &World) -> String {
    let create = world.client.create_multipart_upload().bucket(VAULT).key("shard.zip");
    let create =
        create.checksum_algorithm(ChecksumAlgorithm::Sha256).content_type("application/zip");
    create.send().await.unwrap().upload_id.unwrap()
}

async fn upload(world: &World, id: &str, number: i32, bytes: Vec<u8>) -> UploadPartOutput {
    let part = world.client.upload_part().bucket(VAULT).key("shard.zip").upload_id(id);
    let part = part.part_number(number).checksum_algorithm(ChecksumAlgorithm::Sha256);
    part.body(bytes.into()).send().await.unwrap()
}

fn named(number: i32, part: &UploadPartOutput) -> CompletedPart {
    let named = CompletedPart::builder().part_number(number);
    named.e_tag(part.e_tag().unwrap()).checksum_sha256(part.checksum_sha256().unwrap()).build()
}

async fn complete(world: &World, id: &str, parts: Vec<CompletedPart>) -> Result<String, String> {
    let complete = world.client.complete_multipart_upload().bucket(VAULT).key("shard.zip");
    let parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
    match complete.upload_id(id).multipart_upload(parts).send().await {
        Ok(done) => Ok(done.e_tag.unwrap()),
        refused => Err(code(refused)),
    }
}

#[tokio::test]
async fn two_parts_become_one_object_even_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(Some(folder.path()));
    let id = create(&world).await;
    upload(&world, &id, 1, vec![9; PART]).await;
    let one = upload(&world, &id, 1, vec![1; PART]).await;
    drop(world);

    let world = World::open(Some(folder.path()));
    let two = upload(&world, &id, 2, vec![2; PART]).await;
    let list = world.client.list_parts().bucket(VAULT).key("shard.zip").upload_id(&id);
    let listed = list.clone().max_parts(1).send().await.unwrap();
    assert_eq!(listed.parts()[0].checksum_sha256(), one.checksum_sha256());
    assert_eq!((listed.is_truncated(), listed.next_part_number_marker()), (Some(true), Some("1")));
    let rest = list.clone().part_number_marker("1").send().await.unwrap();
    assert_eq!(rest.parts()[0].e_tag(), two.e_tag());

    let etag = complete(&world, &id, vec![named(1, &one), named(2, &two)]).await.unwrap();
    assert!(etag.ends_with("-2\""), "{etag}");
    assert_eq!(code(list.send().await), "404 NoSuchUpload");
    let bytes = world.s3.read(VAULT, "shard.zip", None).unwrap();
    assert!(bytes[..PART] == vec![1; PART] && bytes[PART..] == vec![2; PART]);
    let head = world.client.head_object().bucket(VAULT).key("shard.zip");
    let head = head.checksum_mode(ChecksumMode::Enabled).send().await.unwrap();
    assert_eq!((head.e_tag(), head.content_type()), (Some(etag.as_str()), Some("application/zip")));
    assert!(head.checksum_sha256().unwrap().ends_with("-2"));
    assert!(world.s3.uploads(VAULT).is_empty());
}

#[tokio::test]
async fn a_completion_that_does_not_fit_is_refused() {
    let world = World::new();
    let id = create(&world).await;
    let small = upload(&world, &id, 1, vec![1; 9]).await;
    let last = upload(&world, &id, 2, vec![2; 9]).await;
    let parts = vec![named(1, &small), named(2, &last)];
    assert_eq!(complete(&world, &id, parts).await, Err("400 EntityTooSmall".into()));
    let parts = vec![named(2, &last), named(1, &small)];
    assert_eq!(complete(&world, &id, parts).await, Err("400 InvalidPartOrder".into()));
    assert_eq!(complete(&world, &id, vec![named(3, &last)]).await, Err("400 InvalidPart".into()));
    assert_eq!(complete(&world, &id, vec![named(1, &last)]).await, Err("400 InvalidPart".into()));
    let bare = CompletedPart::builder().part_number(2).e_tag(last.e_tag().unwrap()).build();
    assert_eq!(complete(&world, &id, vec![bare]).await, Err("400 InvalidRequest".into()));
    assert!(world.s3.versions(VAULT).is_empty());

    let part = || {
        let part = world.client.upload_part().bucket(VAULT).key("shard.zip").upload_id(&id);
        part.part_number(3).body(vec![3].into())
    };
    let crc = part().checksum_algorithm(ChecksumAlgorithm::Crc32).send().await;
    assert_eq!(code(crc), "400 InvalidRequest");
    let wrong = part().checksum_sha256("A".repeat(43) + "=").send().await;
    assert_eq!(code(wrong), "400 BadDigest");
    assert_eq!(world.s3.uploads(VAULT)[0].parts, 2);

    let abort = || {
        world.client.abort_multipart_upload().bucket(VAULT).key("shard.zip").upload_id(&id).send()
    };
    abort().await.unwrap();
    assert_eq!(code(abort().await), "404 NoSuchUpload");
    let late = complete(&world, &id, vec![named(1, &small)]).await;
    assert_eq!(late, Err("404 NoSuchUpload".into()));
    assert!(world.is_empty(VAULT));
}
