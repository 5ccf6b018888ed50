//! Ways out of a folder: of the pages, of a bucket, of a package.

use portfolio::files::Purpose;

use super::served::{PAGE, SECRET, Served};
use crate::{
    stage::{Example, Stage, examples},
    support::{
        World,
        items::{document, upload},
    },
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_of_a_page_leads_out_of_the_pages() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    assert_eq!(served.ask("GET", "/").await.rest, PAGE);
    let ways = [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/..\\secret.txt",
        "/....//secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "//secret.txt",
        "/./../secret.txt",
        "/secret.txt%00.html",
        "/%2fetc%2fpasswd",
        "//etc/passwd",
        "/file:///etc/passwd",
        "/.git/config",
        "/web/.git/HEAD",
        "/assets/",
        "/assets",
    ];
    for way in ways {
        let answer = served.ask("GET", way).await;
        assert!(answer.status < 500, "{way}: {}", answer.status);
        assert!(!answer.rest.contains(SECRET) && !answer.rest.contains("root:"), "{way}");
        let is_page = answer.rest == PAGE || answer.rest.is_empty();
        assert!(is_page || answer.status >= 400, "{way} shows {}", answer.rest);
        assert!(!answer.rest.contains("app-1.js"), "{way} lists the folder");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_of_a_bucket_shows_anything_without_a_signature() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = upload(&world, &student, document("一"), Purpose::LearningOutcome).await;
    let key = store::objects::object_key(file.parse().expect("a file's id"));
    let served = Served::of(&world).await;
    for way in [
        format!("/portfolio-vault/{key}"),
        format!("/portfolio-vault/{key}?versionId=null"),
        format!("/portfolio-staging/../portfolio-vault/{key}"),
        format!("/portfolio-staging/%2e%2e/portfolio-vault/{key}"),
        format!("//portfolio-vault/{key}"),
        "/portfolio-vault".to_owned(),
        "/portfolio-vault/".to_owned(),
        "/portfolio-vault/?list-type=2".to_owned(),
        "/portfolio-vault/?versions".to_owned(),
        "/portfolio-outbox/?list-type=2".to_owned(),
        "/portfolio-replica/?policy".to_owned(),
    ] {
        let answer = served.ask("GET", &way).await;
        assert!(!answer.rest.contains("%PDF") && !answer.rest.contains(&file), "{way}");
        let is_page = answer.status == 200 && answer.rest == PAGE;
        assert!(is_page || (400..500).contains(&answer.status), "{way}: {}", answer.status);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_a_package_is_named_exactly_or_not_found() {
    let stage = Stage::new().await;
    let all = examples::all(&stage);
    let download = all.iter().find(|example| example.function == "central-submissions.download");
    let download = download.expect("an example");
    let answer = |example: Example| {
        let request = example.request(&stage);
        let stage = &stage;
        async move { stage.world.ask(&request).await }
    };
    answer(download.clone()).await.expect(200);
    let name = download.at["name"].clone();
    for other in [
        format!("./{name}"),
        format!("../{name}"),
        format!("x/../{name}"),
        format!("{name}/"),
        format!("{name}\0"),
        format!(" {name}"),
        name.to_uppercase(),
        "..".to_owned(),
        "../../../etc/passwd".to_owned(),
        "*".to_owned(),
    ] {
        answer(download.clone().at("name", other)).await.refused(404, "not_found");
    }
}
