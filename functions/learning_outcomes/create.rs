//! `POST /api/students/{student}/learning-outcomes` — 上傳學習成果: a new outcome, as a draft.
//!
//! The student. Inside the semester's upload window, or its grace where the files were reserved
//! inside it; at most so many a semester and a subject, drafts included. An `Idempotency-Key`
//! makes a repeat find what the first call made.

use portfolio::{
    AccountId, CourseId, FieldCode, FieldProblem, FileId, LearningOutcomeId, SchoolCode, Semester,
    account::Role,
    files::Purpose,
    learning_outcomes::{Content, OutcomeCount, OutcomeState, check_content},
    mutant,
    windows::WindowName,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{
    Found, Write,
    items::{CourseRecord, LearningOutcome, Profile, SemesterOutcomes, SettingsItem, WindowItem},
};

use super::{OutcomeView, upload_window::UploadWindow};
use crate::{
    files::{Asked, Attachments, AttachmentsChange},
    students,
};

pub const FUNCTION: Function = Function {
    name: "learning-outcomes.create",
    term: "上傳學習成果",
    summary: "Makes a new learning outcome, as a draft.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/students/{student}/learning-outcomes",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &[],
        body: Some(schema::<CreateOutcomeRequest>),
        status: 201,
        answer: Some(schema::<OutcomeView>),
        refusals: &[
            "file.unusable",
            "file.in_use",
            "window.closed",
            "outcome.limit_reached",
            "conflict",
        ],
        handle: |call| Box::pin(create(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

/// How often the facts are read again where outcomes of the same student are made at once. Each
/// round lets at least one of them through.
const ROUNDS: usize = 12;

/// What the student brings. At least one of the two files.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
struct CreateOutcomeRequest {
    #[schemars(with = "String")]
    semester: Semester,
    #[schemars(with = "String")]
    course_id: CourseId,
    /// 1 to 100 characters.
    title: String,
    /// 1 to 100 characters.
    description: String,
    #[schemars(with = "Option<String>")]
    document_file_id: Option<FileId>,
    #[schemars(with = "Option<String>")]
    media_file_id: Option<FileId>,
}

async fn create(call: Call) -> Result<Reply, Problem> {
    let (student, school) = students::own(&call)?;
    let request: CreateOutcomeRequest = call.body()?;
    let asked = Asked { document: request.document_file_id, media: request.media_file_id };
    let content = check_content(&request.title, &request.description, !asked.is_empty())?;
    let id = LearningOutcomeId::new(call.new_id("learning-outcome")?);
    let draft = Draft { id, student, school, request, asked, content };
    for _ in 0..ROUNDS {
        if let Some(outcome) = draft.make(&call).await? {
            return Ok(Reply::created(OutcomeView::from(&outcome)));
        }
    }
    Err(Problem::new("conflict"))
}

struct Draft {
    id: LearningOutcomeId,
    student: AccountId,
    school: SchoolCode,
    request: CreateOutcomeRequest,
    asked: Asked,
    content: Content,
}

impl Draft {
    /// Reads, decides and writes. None where another outcome of the student's came between.
    async fn make(&self, call: &Call) -> Result<Option<LearningOutcome>, Problem> {
        let Self { student, school, request, .. } = self;
        let course_key = CourseRecord::at(*student, request.semester, request.course_id);
        let window = WindowName::OutcomeUpload(request.semester);
        let mut keys = vec![
            SettingsItem::at(school),
            WindowItem::at(school, window),
            Profile::at(*student),
            SemesterOutcomes::at(*student, request.semester),
            LearningOutcome::at(*student, self.id),
            course_key.clone(),
        ];
        keys.extend(self.asked.keys(*student));
        let found = call.table().get_many(&keys).await?;

        let made_from = students::made_from(request);
        let made: Option<LearningOutcome> = found.take(&LearningOutcome::at(*student, self.id))?;
        if let Some(made) = made {
            let repeated = made.made_from.as_ref() == Some(&made_from);
            return if repeated { Ok(Some(made)) } else { Err(Problem::new("conflict")) };
        }
        let unknown = FieldProblem::new("course_id", FieldCode::UnknownValue);
        let unknown = Problem::field(unknown);
        let course: CourseRecord = found.take(&course_key)?.ok_or(unknown.clone())?;
        let teacher = course.teachers.first().ok_or(unknown)?.id;
        let nothing = Attachments::default();
        let purpose = Purpose::LearningOutcome;
        let files = AttachmentsChange::new(nothing, &self.asked, *student, purpose, &found)?;

        UploadWindow::found(school, window, &found, &found)?.accepts(call, &files.reserved())?;
        files.check_unused()?;
        let subject = subject_of(&course);
        let (count, counted) = self.one_more(&subject, &found)?;
        let profile: Profile = found.take(&Profile::at(*student))?.ok_or(Problem::not_found())?;
        let outcome = LearningOutcome {
            id: self.id,
            student: *student,
            student_name: profile.name,
            student_number: profile.number,
            class_name: profile.class_name,
            seat: profile.seat,
            school: school.clone(),
            state: OutcomeState::Draft,
            version: 1,
            semester: request.semester,
            course: course.course,
            course_name: course.name,
            subject,
            teacher,
            title: self.content.title.clone(),
            description: self.content.description.clone(),
            document: files.next.document.clone(),
            media: files.next.media.clone(),
            created_at: call.now(),
            updated_at: call.now(),
            attempts: Vec::new(),
            selected_in: None,
            made_from: Some(made_from),
        };

        let mut writes =
            vec![Write::create("outcome", &outcome)?, Write::replace("count", &count, counted)?];
        if mutant("make-without-counting") {
            writes.truncate(1);
        }
        writes.extend(files.writes(&self.id.to_string(), call.now()));
        let conflict = match call.table().transact(writes).await {
            Ok(()) => return Ok(Some(outcome)),
            Err(error) => error.into_conflict()?,
        };
        if conflict.at("count") || conflict.at("outcome") {
            return Ok(None);
        }
        Err(AttachmentsChange::refusal(&conflict).unwrap_or(Problem::new("conflict")))
    }

    /// The semester's count with this outcome, and the version of the count without it.
    fn one_more(&self, subject: &str, found: &Found) -> Result<(SemesterOutcomes, u64), Problem> {
        let settings: Option<SettingsItem> = found.take(&SettingsItem::at(&self.school))?;
        let settings = settings.map(|item| item.settings).unwrap_or_default();
        let (student, semester) = (self.student, self.request.semester);
        let counted: Option<SemesterOutcomes> =
            found.take(&SemesterOutcomes::at(student, semester))?;
        let (count, version) = match counted {
            Some(counted) => (counted.count, counted.version),
            None => (OutcomeCount::default(), 0),
        };
        let count = count.one_more(subject, &settings)?;
        Ok((SemesterOutcomes { student, semester, count, version: version + 1 }, version))
    }
}

/// What tells subjects apart. A code with other characters than letters and digits is no name of
/// an attribute, so the course stands for itself, as where the school has entered no code.
fn subject_of(course: &CourseRecord) -> String {
    let plain = |code: &&String| code.bytes().all(|b| b.is_ascii_alphanumeric());
    course.code.as_ref().filter(plain).cloned().unwrap_or_else(|| course.course.to_string())
}
