// Outcomes of a student as a journey finds or makes them, and their teachers.
import assert from 'node:assert/strict';
import { pdf } from './document.ts';
import { Caller, peopleWho, type Person, storeFile } from './people.ts';

/** As the functions show it. */
export interface Outcome {
  id: string;
  title: string;
  description: string;
  state: 'draft' | 'pending' | 'certified' | 'returned';
  version: number;
  course_id: string;
  semester: string;
  document: { name: string } | null;
  attempts: { decision: string | null; reason: string | null }[];
}

interface Course {
  id: string;
  semester: string;
  teachers: { id: string }[];
}

/** The student's outcomes. */
export async function outcomesOf(student: Caller): Promise<Outcome[]> {
  const path = `/api/students/${student.account.id}/learning-outcomes`;
  return (await student.call<{ items: Outcome[] }>('GET', path)).items;
}

/** One of them, as it is now. */
export const outcomeOf = (student: Caller, { id }: Pick<Outcome, 'id'>) =>
  student.call<Outcome>('GET', `/api/students/${student.account.id}/learning-outcomes/${id}`);

/** The titles of what waits for a teacher. */
export async function queueOf(teacher: Caller): Promise<string[]> {
  const { items } = await teacher.call<{ items: { title: string }[] }>('GET', '/api/certifications');
  return items.map(({ title }) => title);
}

/** The running courses whose teacher can sign in, each with that teacher. */
async function coursesOf(who: Person, student: Caller) {
  const path = `/api/students/${student.account.id}/courses`;
  const { items } = await student.call<{ items: Course[] }>('GET', path);
  const teachers = await Promise.all((await peopleWho('course_teacher', who.school)).map(Caller.of));
  return items
    .filter(({ semester }) => semester === '1151')
    .flatMap((course) => {
      const teacher = teachers.find(({ account }) => account.id === course.teachers[0]?.id);
      return teacher ? [{ course, teacher }] : [];
    });
}

/** A new draft with a document, and the teacher who is to certify it. */
export async function draftOf(who: Person, title: string) {
  const student = await Caller.of(who);
  const mine = await outcomesOf(student);
  // A subject takes few outcomes: the one with the fewest so far has room.
  const taken = (course: Course) => mine.filter(({ course_id }) => course_id === course.id).length;
  const [chosen] = (await coursesOf(who, student)).sort((a, b) => taken(a.course) - taken(b.course));
  assert.ok(chosen, 'a course whose teacher can sign in');
  const { course, teacher } = chosen;
  const path = `/api/students/${student.account.id}/learning-outcomes`;
  const outcome = await student.call<Outcome>('POST', path, {
    semester: course.semester,
    course_id: course.id,
    title,
    description: '走訪河岸，記錄水質與鳥類。',
    document_file_id: await storeFile(student, `${title}.pdf`, pdf(title), 'application/pdf'),
    media_file_id: null,
  });
  return { student, teacher, outcome };
}

/** The student asks for the certification. */
export const putForward = (student: Caller, { id, version }: Outcome) =>
  student.call<Outcome>(
    'POST',
    `/api/students/${student.account.id}/learning-outcomes/${id}/certification-request`,
    { version },
  );

/** The teacher certifies what waits, or returns it where there is a reason. */
export const decide = (teacher: Caller, student: Caller, { id, version }: Outcome, reason?: string) =>
  teacher.call<Outcome>('POST', `/api/students/${student.account.id}/learning-outcomes/${id}/certification`, {
    decision: reason === undefined ? 'certified' : 'returned',
    reason,
    version,
  });

/** A new outcome that its teacher has certified. */
export async function certifiedOf(who: Person, title: string): Promise<Outcome> {
  const { student, teacher, outcome } = await draftOf(who, title);
  return decide(teacher, student, await putForward(student, outcome));
}
