//! A whole school of students beside those of the fixture: everybody has certified outcomes with a
//! document each, and selected them. What one student made through the API is written again for all.

use aws_sdk_s3::Client;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use futures::{StreamExt, stream};
use portfolio::{AccountId, FileId, LearningOutcomeId, UploadId, selections::Roster};
use runtime::{Function, Need, SchoolKey, Secret};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Item, Key, Table, Write,
    items::{
        CourseRecord, LearningOutcome, NamedFile, Profile, RosterRow, School, SchoolSelection,
        Selection, StoredFile,
    },
    objects::object_key,
};
use uuid::Uuid;

use super::{
    Actor, World, fixture,
    items::{certified, document, select, text},
    outsider,
};

/// Students who are written at once.
const AT_ONCE: usize = 8;
/// Students of a class.
const CLASS_SIZE: u32 = 40;

/// Whoever writes the school: an import from its own systems, and years of use.
static IMPORT: Function = outsider("tests.crowd", &[Need::Secret(Secret::Identity)]);

/// Adds so many students, each with so many outcomes.
pub async fn add(world: &World, students: u32, outcomes: u32) {
    let student = world.student("student-1").await;
    let model = Model::made_by(world, &student).await;
    let env = world.cloud().operate(&IMPORT).await.expect("the keys");
    let (table, objects) = (env.table(), world.cloud().objects());
    let school: School = item(&table, School::at(&model.outcome.school)).await;
    let sealer = env.secrets.identity().expect("declared");
    let key = sealer.school_key(school.code.as_str(), &school.wrapped_key).expect("a key");
    let crowd = Crowd { model, key, table, objects, vault: env.config.vault.clone(), outcomes };
    let members = (0..students).map(|number| crowd.write(number));
    stream::iter(members).buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
    world.cloud().s3.replicated().await;
    world.cloud().calls.clear();
}

struct Crowd {
    model: Model,
    key: SchoolKey,
    table: Table,
    objects: Client,
    vault: String,
    /// How many each has.
    outcomes: u32,
}

impl Crowd {
    /// Writes the student of this number.
    async fn write(&self, number: u32) {
        let profile = self.profile(number);
        let mut writes = Vec::new();
        let mut put = |write: Result<Write, _>| writes.push(write.expect("an item"));
        let mut ids = Vec::new();
        for number in number * self.outcomes..(number + 1) * self.outcomes {
            let (outcome, file) = self.outcome(&profile, number).await;
            ids.push(outcome.id.to_string());
            put(Write::put("outcome", &outcome));
            put(Write::put("file", &file));
        }
        let Model { course, selection, outcome, .. } = &self.model;
        let student = profile.account;
        let selection = Selection { student, ids, ..selection.clone() };
        let school = outcome.school.clone();
        put(Write::put("course", &CourseRecord { student, ..course.clone() }));
        put(Write::put("selection", &selection));
        put(Write::put("school", &SchoolSelection { school, selection }));
        put(Write::put("profile", &profile));
        let Profile { name, number, class_name, seat, .. } = profile;
        let school = outcome.school.clone();
        put(Write::put("roster", &RosterRow { school, student, name, number, class_name, seat }));
        self.table.transact(writes).await.expect("the student is written");
    }

    fn profile(&self, number: u32) -> Profile {
        let account = AccountId::new(id("student", number));
        let identity = json!({ "id_number": id_number(number), "birth_date": "2010-09-01" });
        let sealed = self.key.seal(&account.to_string(), &identity.to_string()).expect("a seal");
        Profile {
            account,
            name: format!("學生{number:04}"),
            class_name: (201 + number / CLASS_SIZE).to_string(),
            seat: number % CLASS_SIZE + 1,
            number: format!("114{number:06}"),
            sealed_identity: Some(sealed),
            ..self.model.profile.clone()
        }
    }

    /// The outcome of this number, with its document in the vault.
    async fn outcome(&self, profile: &Profile, number: u32) -> (LearningOutcome, StoredFile) {
        let model = &self.model;
        let outcome = LearningOutcomeId::new(id("outcome", number));
        let bytes = document(&format!("{} {number}", profile.number));
        let digest = Sha256::digest(&bytes);
        let (size, sha256) = (bytes.len() as u64, hex::encode(digest));
        let file = FileId { owner: profile.account, upload: UploadId::new(id("file", number)) };
        let put = self.objects.put_object().bucket(&self.vault).key(object_key(file));
        let put = put.checksum_sha256(BASE64.encode(digest)).body(bytes.into()).send().await;
        let row = StoredFile {
            file,
            size,
            charged: size,
            sha256: sha256.clone(),
            vault_version: put.expect("the vault answers").version_id,
            used_by: Some(outcome.to_string()),
            ..model.file.clone()
        };
        let named = model.outcome.document.clone().expect("a document");
        let outcome = LearningOutcome {
            id: outcome,
            student: profile.account,
            student_name: profile.name.clone(),
            student_number: profile.number.clone(),
            class_name: profile.class_name.clone(),
            seat: profile.seat,
            document: Some(NamedFile { file, size, sha256, ..named }),
            ..model.outcome.clone()
        };
        (outcome, row)
    }
}

/// What one student made, and what all others are made from.
struct Model {
    profile: Profile,
    course: CourseRecord,
    outcome: LearningOutcome,
    file: StoredFile,
    selection: Selection,
}

impl Model {
    /// The student has one certified outcome, selects it, and takes it back.
    async fn made_by(world: &World, student: &Actor<'_>) -> Self {
        let outcome = certified(world, student).await;
        select(student, Roster::LearningOutcomes, &[&outcome]).await;
        let table = world.cloud().table();
        let who = fixture::account("student-1");
        let id = text(&outcome, "id").parse().expect("an id");
        let outcome: LearningOutcome = item(&table, LearningOutcome::at(who, id)).await;
        let file = outcome.document.as_ref().expect("a document").file;
        let year = outcome.semester.year;
        let model = Self {
            profile: item(&table, Profile::at(who)).await,
            course: item(&table, CourseRecord::at(who, outcome.semester, outcome.course)).await,
            file: item(&table, StoredFile::at(file)).await,
            selection: item(&table, Selection::at(who, year, Roster::LearningOutcomes)).await,
            outcome,
        };
        select(student, Roster::LearningOutcomes, &[]).await;
        model
    }
}

async fn item<I: Item>(table: &Table, key: Key) -> I {
    table.get(&key).await.expect("the table answers").expect("an item")
}

fn id(what: &str, number: u32) -> Uuid {
    let digest = Sha256::digest(format!("{what} {number}"));
    Uuid::from_slice(&digest[..16]).expect("16 bytes")
}

/// Nobody's: the check digit is one more than it should be.
fn id_number(number: u32) -> String {
    let serial = format!("1{number:07}");
    let weighed =
        serial.bytes().zip((1..=8).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight);
    // The letter A counts as 1.
    let sum = 1 + weighed.sum::<u32>();
    format!("A{serial}{}", (11 - sum % 10) % 10)
}
