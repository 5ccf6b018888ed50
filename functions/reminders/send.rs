//! Queue `reminders` — 寄送提醒: one school reminds its people, each by one digest a day.
//!
//! Students who still lack something before a window closes; teachers with outcomes to certify, or
//! who have not looked at their students' portfolios for a week. One letter that fails leaves the
//! others alone; the message fails in the end, so that it comes again for those without theirs.

use futures::{StreamExt, stream};
use mail::{Digest, Paragraph};
use portfolio::{AccountId, SchoolCode, account::Role};
use runtime::{Environment, Failure, Function, Message, Need, Queue, TableAction, Trigger};
use store::{
    StoreError, Table,
    items::{RosterRow, StaffRow, person, school_partition},
};

use super::{
    addressees::{Addressee, addressees},
    agenda::Agenda,
    due_reminders::DueReminders,
    post::{Posted, post},
    student, teacher,
};

pub const FUNCTION: Function = Function {
    name: "reminders.send",
    term: "寄送提醒",
    summary: "Sends the people of one school their reminders.",
    trigger: Trigger::Queue { queue: Queue::Reminders, handle: |message| Box::pin(send(message)) },
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
        Need::Mail,
    ],
    memory_mb: 512,
    timeout_s: 300,
};

/// How many people are looked up together: three items each, in one BatchGetItem.
const TOGETHER: usize = 33;
/// How many people are worked on at the same time.
const AT_ONCE: usize = 8;

async fn send(message: Message) -> Result<(), Failure> {
    let due: DueReminders = message.read()?;
    let env = &*message.env;
    let table = env.table();
    let agenda = Agenda::load(&table, &due).await?;
    let people = people(&table, &due.school, &agenda).await?;
    let mut tally = Tally::default();
    for group in people.chunks(TOGETHER) {
        let addressees = addressees(&table, group, due.date).await?;
        let work: Vec<_> =
            addressees.iter().map(|addressee| remind(env, addressee, &agenda)).collect();
        let mut outcomes = stream::iter(work).buffer_unordered(AT_ONCE);
        while let Some(outcome) = outcomes.next().await {
            tally.add(outcome);
        }
    }
    tally.close(&due.school, people.len())
}

/// Who is looked at: the students and the staff, as far as there is something for them.
async fn people(
    table: &Table,
    school: &SchoolCode,
    agenda: &Agenda,
) -> Result<Vec<AccountId>, StoreError> {
    let partition = school_partition(school);
    let mut people = Vec::new();
    if agenda.is_for_students() {
        let found = table.partition(&partition, RosterRow::PREFIX).await?;
        let rows: Vec<RosterRow> = found.all(RosterRow::PREFIX)?;
        people.extend(rows.iter().map(|row| row.student));
    }
    if agenda.is_for_teachers() {
        let found = table.partition(&partition, StaffRow::PREFIX).await?;
        let rows: Vec<StaffRow> = found.all(StaffRow::PREFIX)?;
        people.extend(rows.iter().map(|row| row.account));
    }
    Ok(people)
}

/// Sends somebody the day's digest, if there is something to say.
async fn remind(
    env: &Environment,
    addressee: &Addressee,
    agenda: &Agenda,
) -> Result<Option<Posted>, Failure> {
    let paragraphs = paragraphs(&env.table(), addressee, agenda).await?;
    if paragraphs.is_empty() {
        return Ok(None);
    }
    let digest = Digest {
        name: &addressee.profile.name,
        origin: &env.config.public_origin,
        paragraphs: &paragraphs,
    };
    let letter = digest.letter().map_err(|error| Failure(error.to_string()))?;
    post(env, addressee, agenda.date, &letter).await.map(Some)
}

async fn paragraphs(
    table: &Table,
    addressee: &Addressee,
    agenda: &Agenda,
) -> Result<Vec<Paragraph>, StoreError> {
    let profile = &addressee.profile;
    if profile.roles.contains(&Role::Student) {
        let found = table.partition(&person(profile.account), "").await?;
        student::paragraphs(&found, agenda)
    } else {
        teacher::paragraphs(table, profile, agenda).await
    }
}

/// How it went.
#[derive(Debug, Default)]
struct Tally {
    sent: usize,
    given_up: usize,
    failures: Vec<Failure>,
}

impl Tally {
    fn add(&mut self, outcome: Result<Option<Posted>, Failure>) {
        match outcome {
            Ok(Some(Posted::Sent)) => self.sent += 1,
            Ok(Some(Posted::GivenUp)) => self.given_up += 1,
            Ok(Some(Posted::Already) | None) => {}
            Err(failure) => self.failures.push(failure),
        }
    }

    fn close(self, school: &SchoolCode, people: usize) -> Result<(), Failure> {
        let Self { sent, given_up, failures } = self;
        tracing::info!(%school, people, sent, given_up, failed = failures.len(), "people reminded");
        match failures.first() {
            None => Ok(()),
            Some(first) => {
                let number = failures.len();
                Err(Failure(format!("{number} of {people} were not reminded; the first: {first}")))
            }
        }
    }
}
