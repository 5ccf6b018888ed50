use std::collections::BTreeMap;

use aws_sdk_s3::{Client, primitives::ByteStream};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use jiff::{Timestamp, civil::Date};
use portfolio::{
    AccountId, FileId, Semester,
    account::Role,
    files::{FileState, Purpose, limit_for},
    learning_outcomes::{Decision, OutcomeCount, OutcomeState},
    selections::Roster,
    taipei,
};
use runtime::{Environment, Failure};
use sha2::{Digest, Sha256};
use store::{
    items::{
        Attempt, DiversePerformance, LearningOutcome, NamedFile, PendingCertification, QuotaItem,
        SchoolSelection, Selection, SemesterOutcomes, StoredFile,
    },
    objects::object_key,
};

use super::{ids, records::semester, school, writer::Writer};
use crate::demonstration::{Class, File, Outcome, Performance, School, Student};

/// What the class's students have uploaded, with its files in the vault.
pub async fn write(
    env: &Environment,
    s3: &Client,
    writer: &mut Writer,
    content: &School,
    class: &Class,
) -> Result<(), Failure> {
    for student in &class.students {
        let mut shelf = Shelf::new(env, s3, content, class, student)?;
        for (place, outcome) in student.outcomes.iter().enumerate() {
            shelf.write_outcome(writer, place, outcome).await?;
        }
        for (place, performance) in student.performances.iter().enumerate() {
            shelf.write_performance(writer, place, performance).await?;
        }
        shelf.finish(writer)?;
    }
    Ok(())
}

/// One student's portfolio while it is written.
struct Shelf<'a> {
    env: &'a Environment,
    s3: &'a Client,
    content: &'a School,
    class: &'a Class,
    student: &'a Student,
    id: AccountId,
    school: portfolio::SchoolCode,
    used: u64,
    counts: BTreeMap<Semester, OutcomeCount>,
    selected: BTreeMap<(u16, Roster), Vec<String>>,
}

impl<'a> Shelf<'a> {
    fn new(
        env: &'a Environment,
        s3: &'a Client,
        content: &'a School,
        class: &'a Class,
        student: &'a Student,
    ) -> Result<Self, Failure> {
        let id = ids::student(content, student);
        let school = school::code(content)?;
        let (counts, selected) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { env, s3, content, class, student, id, school, used: 0, counts, selected })
    }

    async fn write_outcome(
        &mut self,
        writer: &mut Writer,
        place: usize,
        outcome: &Outcome,
    ) -> Result<(), Failure> {
        let course = &self.class.courses[outcome.course];
        let author = self.content.author(self.class, self.student, course.name);
        let files = outcome.attachments(&author);
        let id = ids::outcome(self.content, self.student, place);
        let at = morning(&outcome.uploaded_on)?;
        let user = id.to_string();
        let document = self.store(writer, files.document, &user, "document", at).await?;
        let media = self.store(writer, files.media, &user, "media", at).await?;
        let semester = semester(outcome.semester)?;
        let count = self.counts.entry(semester).or_default();
        count.total += 1;
        *count.by_subject.entry(course.code.clone()).or_default() += 1;
        if outcome.selected {
            let year = semester.year.number();
            self.selected.entry((year, Roster::LearningOutcomes)).or_default().push(user);
        }
        let teacher = course.teachers.first().copied().unwrap_or_default();
        let state = state(outcome.state);
        let attempts = attempts(outcome, state, at, self.content, teacher)?;
        let item = LearningOutcome {
            id,
            student: self.id,
            student_name: self.student.name.clone(),
            student_number: self.student.number.clone(),
            class_name: self.class.code.to_owned(),
            seat: self.student.seat.into(),
            school: self.school.clone(),
            state,
            version: 1,
            semester,
            course: ids::course(self.content, self.class, outcome.course),
            course_name: course.name.to_owned(),
            subject: course.code.clone(),
            teacher: ids::teacher(self.content, teacher),
            title: outcome.title.clone(),
            description: outcome.description.clone(),
            document,
            media,
            created_at: at,
            updated_at: at,
            attempts,
            selected_in: outcome.selected.then(|| semester.year.number()),
            made_from: None,
        };
        if let (OutcomeState::Pending, Some(attempt)) = (state, item.attempts.last()) {
            writer.put(&PendingCertification {
                teacher: item.teacher,
                outcome: id,
                student: self.id,
                requested_at: attempt.requested_at,
            })?;
        }
        writer.put(&item)
    }

    async fn write_performance(
        &mut self,
        writer: &mut Writer,
        place: usize,
        performance: &Performance,
    ) -> Result<(), Failure> {
        let author = self.content.author(self.class, self.student, performance.kind_title());
        let files = performance.attachments(&author);
        let id = ids::performance(self.content, self.student, place);
        let at = morning(&performance.entered_on)?;
        let user = id.to_string();
        let document = self.store(writer, files.document, &user, "document", at).await?;
        let media = self.store(writer, files.media, &user, "media", at).await?;
        if performance.selected {
            let key = (performance.year, Roster::DiversePerformances);
            self.selected.entry(key).or_default().push(user);
        }
        let unknown = |_| Failure(format!("{} is no kind of performance", performance.kind));
        let year = portfolio::SchoolYear::new(performance.year);
        writer.put(&DiversePerformance {
            id,
            student: self.id,
            school: self.school.clone(),
            kind: performance.kind.parse().map_err(unknown)?,
            year: year.ok_or(Failure("no such year".to_owned()))?,
            fields: performance.fields.clone(),
            document,
            media,
            external_url: performance.external_url.clone(),
            version: 1,
            created_at: at,
            updated_at: at,
            selected_in: performance.selected.then_some(performance.year),
            made_from: None,
        })
    }

    /// Puts the bytes into the vault and the row beside them, as an accepted upload would.
    async fn store(
        &mut self,
        writer: &mut Writer,
        file: Option<File>,
        user: &str,
        role: &str,
        at: Timestamp,
    ) -> Result<Option<NamedFile>, Failure> {
        let Some(file) = file else { return Ok(None) };
        let id = FileId { owner: self.id, upload: ids::upload(user, role) };
        let digest = Sha256::digest(&file.bytes);
        let size = file.bytes.len() as u64;
        let put = self
            .s3
            .put_object()
            .bucket(&self.env.config.vault)
            .key(object_key(id))
            .content_type(file.media_type)
            .checksum_sha256(BASE64.encode(digest))
            .body(ByteStream::from(file.bytes))
            .send()
            .await
            .map_err(|error| Failure(store::StoreError::unavailable(error).to_string()))?;
        let mut row = StoredFile {
            file: id,
            state: FileState::Stored,
            name: file.name,
            size,
            charged: size,
            sha256: hex::encode(digest),
            media_type: file.media_type.to_owned(),
            purpose: match user.starts_with("lo_") {
                true => Purpose::LearningOutcome,
                false => Purpose::DiversePerformance,
            },
            reserved_at: at,
            expires_at: at,
            accepted_at: Some(at),
            receipt: None,
            vault_version: put.version_id,
            used_by: Some(user.to_owned()),
            held_by: None,
            ended_at: None,
        };
        row.receipt = Some(functions::files::sign_receipt(self.env.secrets.receipts()?, &row, at));
        writer.put(&row)?;
        self.used += size;
        Ok(Some(NamedFile {
            file: id,
            name: row.name,
            size,
            sha256: row.sha256,
            media_type: row.media_type,
            reserved_at: at,
            accepted_at: at,
        }))
    }

    fn finish(self, writer: &mut Writer) -> Result<(), Failure> {
        let limit = limit_for(&[Role::Student]);
        writer.put(&QuotaItem {
            account: self.id,
            free: limit - self.used,
            limit,
            pending: BTreeMap::new(),
        })?;
        for (semester, count) in self.counts {
            writer.put(&SemesterOutcomes { student: self.id, semester, count, version: 1 })?;
        }
        for ((year, roster), ids) in self.selected {
            let year =
                portfolio::SchoolYear::new(year).ok_or(Failure("no such year".to_owned()))?;
            let selection = Selection {
                student: self.id,
                year,
                roster,
                ids,
                version: 1,
                updated_at: self.env.clock.now(),
                frozen_in: None,
            };
            writer.put(&selection)?;
            writer.put(&SchoolSelection { school: self.school.clone(), selection })?;
        }
        Ok(())
    }
}

fn state(name: &str) -> OutcomeState {
    match name {
        "pending" => OutcomeState::Pending,
        "certified" => OutcomeState::Certified,
        "returned" => OutcomeState::Returned,
        _ => OutcomeState::Draft,
    }
}

fn attempts(
    outcome: &Outcome,
    state: OutcomeState,
    requested_at: Timestamp,
    content: &School,
    teacher: usize,
) -> Result<Vec<Attempt>, Failure> {
    let decision = match state {
        OutcomeState::Draft => return Ok(Vec::new()),
        OutcomeState::Pending => None,
        OutcomeState::Certified => Some(Decision::Certified),
        OutcomeState::Returned => Some(Decision::Returned),
    };
    let decided_at = outcome.decided_on.as_deref().map(morning).transpose()?;
    let by = decision.map(|_| ids::teacher(content, teacher));
    Ok(vec![Attempt {
        requested_at,
        decided_at: decision.and(decided_at),
        decision,
        reason: outcome.return_reason.map(str::to_owned),
        decided_by: by,
        decided_by_name: by.map(|_| content.teachers[teacher].name.clone()),
    }])
}

/// Ten in the morning of that day in Taipei.
fn morning(day: &str) -> Result<Timestamp, Failure> {
    let day: Date = day.parse().map_err(|_| Failure(format!("{day} is no day")))?;
    let at = day.at(10, 0, 0, 0).to_zoned(taipei());
    Ok(at.map_err(|error| Failure(error.to_string()))?.timestamp())
}
