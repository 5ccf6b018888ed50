use portfolio::Semester;
use runtime::Failure;
use store::items::{AttendanceRecord, ConductRecord, CourseRecord, CourseTeacher};

use super::{ids, writer::Writer};
use crate::demonstration::{Class, School, Student};

/// A semester from its number.
pub fn semester(number: u16) -> Result<Semester, Failure> {
    number.to_string().parse().map_err(|_| Failure(format!("{number} is no semester")))
}

/// Courses with grades, conduct and attendance of a class's students.
pub fn write(writer: &mut Writer, school: &School, class: &Class) -> Result<(), Failure> {
    for student in &class.students {
        write_courses(writer, school, class, student)?;
        let id = ids::student(school, student);
        for conduct in &student.conduct {
            writer.put(&ConductRecord {
                student: id,
                semester: semester(conduct.semester)?,
                commendations: conduct.commendations.into(),
                minor_merits: conduct.minor_merits.into(),
                major_merits: conduct.major_merits.into(),
                warnings: conduct.warnings.into(),
                minor_demerits: conduct.minor_demerits.into(),
                major_demerits: conduct.major_demerits.into(),
            })?;
        }
        for attendance in &student.attendance {
            writer.put(&AttendanceRecord {
                student: id,
                semester: semester(attendance.semester)?,
                late: attendance.late.into(),
                truancy: attendance.truant.into(),
                sick_leave: attendance.sick.into(),
                official_leave: attendance.official.into(),
                personal_leave: attendance.personal.into(),
                bereavement_leave: attendance.bereavement.into(),
            })?;
        }
    }
    Ok(())
}

fn write_courses(
    writer: &mut Writer,
    school: &School,
    class: &Class,
    student: &Student,
) -> Result<(), Failure> {
    for (place, course) in class.courses.iter().enumerate() {
        let grade = student.grades.iter().find(|grade| grade.course == place);
        let teacher = |place: &usize| CourseTeacher {
            id: ids::teacher(school, *place),
            name: school.teachers[*place].name.clone(),
        };
        writer.put(&CourseRecord {
            student: ids::student(school, student),
            course: ids::course(school, class, place),
            semester: semester(course.semester)?,
            name: course.name.to_owned(),
            code: Some(course.code.clone()),
            credits: course.credits.into(),
            grade: course.grade.into(),
            teachers: course.teachers.iter().map(teacher).collect(),
            score: grade.and_then(|grade| grade.score).map(|score| u32::from(score) * 100),
            passed: grade.and_then(|grade| grade.passed),
        })?;
    }
    Ok(())
}
