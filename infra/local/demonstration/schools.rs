//! The two schools and the university of the demonstration. None of them exists.

use super::{
    calendar::CURRENT_SEMESTER,
    calendar::grade_in,
    courses::{self, Course, Taker},
    documents::Author,
    draw::Draw,
    identity, outcomes, performances,
    students::Student,
    teachers::{OFFICES, Post, Teacher},
};

/// A school with everybody in it.
#[derive(Clone, Debug)]
pub struct School {
    /// The school code, six digits that no school has.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
    /// What initial user names begin with.
    pub domain: &'static str,
    /// The classes, youngest first.
    pub classes: Vec<Class>,
    /// Everybody who works there; courses and classes refer to places in this list.
    pub teachers: Vec<Teacher>,
}

/// A class with its courses since its first semester.
#[derive(Clone, Debug)]
pub struct Class {
    /// The code, for example `201`.
    pub code: &'static str,
    /// The name, for example 「高二1班」.
    pub name: &'static str,
    /// 科班學程, for example 「普通科」.
    pub programme: &'static str,
    /// The grade this year, 1 to 3.
    pub grade: u8,
    /// The school year of entry.
    pub entry_year: u16,
    /// The homeroom teacher (導師), as a place in the school's list of teachers.
    pub homeroom_teacher: Option<usize>,
    /// The courses, by semester.
    pub courses: Vec<Course>,
    /// The students, by seat.
    pub students: Vec<Student>,
}

/// A department of a university that publishes guidelines and camps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct University {
    /// A code that no university has.
    pub code: &'static str,
    /// The university's name.
    pub name: &'static str,
    /// The department's name.
    pub department: &'static str,
    /// The user name of its account.
    pub username: &'static str,
    /// Who uses the account.
    pub contact: String,
    /// An address that cannot exist.
    pub email: &'static str,
}

impl School {
    /// Who stands in for whom, as places in the list of teachers: the last course teacher for the
    /// first homeroom teacher.
    pub fn substitution(&self) -> Option<(usize, usize)> {
        let only_teaches =
            |teacher: &Teacher| teacher.activated && teacher.roles == ["course_teacher"];
        let substitute = self.teachers.iter().rposition(only_teaches)?;
        let absent = self.teachers.iter().position(|teacher| teacher.homeroom_of.is_some())?;
        Some((substitute, absent))
    }

    /// Who a document of one of its students says that it is from.
    pub fn author(&self, class: &Class, student: &Student, subject: &str) -> Author {
        Author {
            school: self.name.to_owned(),
            class_name: class.name.to_owned(),
            seat: student.seat,
            student_number: student.number.clone(),
            name: student.name.clone(),
            subject: subject.to_owned(),
        }
    }
}

/// What is decided about a class before anybody is in it.
struct ClassPlan {
    code: &'static str,
    name: &'static str,
    programme: &'static str,
    entry_year: u16,
    seats: u8,
    /// The class's part of the student numbers.
    series: &'static str,
}

/// What is decided about a school before anybody is in it.
struct SchoolPlan {
    code: &'static str,
    name: &'static str,
    domain: &'static str,
    classes: &'static [ClassPlan],
    posts: &'static [Post],
    /// The number of its first person: no two schools reach each other's.
    first_person: u64,
}

const fn class(
    code: &'static str,
    name: &'static str,
    programme: &'static str,
    entry_year: u16,
    seats: u8,
    series: &'static str,
) -> ClassPlan {
    ClassPlan { code, name, programme, entry_year, seats, series }
}

const GENERAL: SchoolPlan = SchoolPlan {
    code: "990301",
    name: "臺北市立示範高級中學",
    domain: "dmsh",
    classes: &[
        class("101", "高一1班", "普通科", 115, 34, "101"),
        class("102", "高一2班", "普通科", 115, 34, "102"),
        class("201", "高二1班", "普通科", 114, 34, "101"),
        class("202", "高二2班", "普通科", 114, 34, "102"),
        class("301", "高三1班", "普通科", 113, 34, "101"),
        class("302", "高三2班", "普通科", 113, 34, "102"),
    ],
    posts: &[
        Post::Homeroom("101", &["國語文"]),
        Post::Homeroom("102", &["英語文"]),
        Post::Homeroom("201", &["數學"]),
        Post::Homeroom("202", &["物理"]),
        Post::Homeroom("301", &["國語文"]),
        Post::Homeroom("302", &["英語文"]),
        Post::Course(&["數學"]),
        Post::Course(&["化學"]),
        Post::Course(&["生物"]),
        Post::Course(&["地球科學"]),
        Post::Course(&["歷史"]),
        Post::Course(&["地理"]),
        Post::Course(&["公民與社會"]),
        Post::Course(&["資訊科技"]),
        Post::Course(&["美術"]),
        Post::Course(&["音樂"]),
        Post::NewCourse(&["體育"]),
    ],
    first_person: 1_000,
};

const VOCATIONAL: SchoolPlan = SchoolPlan {
    code: "990402",
    name: "臺北市立範例高級工業職業學校",
    domain: "exvs",
    classes: &[
        class("201", "機械二甲", "機械科", 114, 20, "501"),
        class("301", "電機三甲", "電機科", 113, 20, "502"),
    ],
    posts: &[
        Post::Homeroom("201", &["機械"]),
        Post::Homeroom("301", &["電機"]),
        Post::Course(&["國語文"]),
        Post::Course(&["英語文"]),
        Post::Course(&["數學", "物理"]),
        Post::Course(&["公民與社會"]),
        Post::NewCourse(&["體育"]),
    ],
    first_person: 1_400,
};

/// The schools of the demonstration, the same at every call.
pub fn schools() -> Vec<School> {
    [GENERAL, VOCATIONAL].iter().map(school).collect()
}

/// The universities of the demonstration: one department.
pub fn universities() -> Vec<University> {
    vec![University {
        code: "9901",
        name: "示範大學",
        department: "資訊工程學系",
        username: "demo-university-csie",
        contact: identity::name(1_890),
        email: "csie.admission@example.test",
    }]
}

fn school(plan: &SchoolPlan) -> School {
    let teachers: Vec<Teacher> = (plan.posts.iter().chain(&OFFICES))
        .zip(plan.first_person..)
        .enumerate()
        .map(|(place, (post, person))| Teacher::on(post, person, plan.domain, place + 1))
        .collect();
    let mut next_person = plan.first_person + teachers.len() as u64;
    let mut classes = Vec::new();
    for (place, class_plan) in plan.classes.iter().enumerate() {
        classes.push(class_of(plan, class_plan, place, next_person, &teachers));
        next_person += u64::from(class_plan.seats);
    }
    School { code: plan.code, name: plan.name, domain: plan.domain, classes, teachers }
}

fn class_of(
    school: &SchoolPlan,
    plan: &ClassPlan,
    place: usize,
    first_person: u64,
    teachers: &[Teacher],
) -> Class {
    let taker = Taker {
        school_code: school.code,
        programme: plan.programme,
        class_code: plan.code,
        place,
        entry_year: plan.entry_year,
    };
    let courses = courses::courses(&taker, teachers);
    let mut students: Vec<Student> = (1..=plan.seats)
        .zip(first_person..)
        .map(|(seat, person)| {
            let number = format!("{}{}{seat:03}", plan.entry_year, plan.series);
            Student::on(seat, person, number, plan.entry_year, &courses)
        })
        .collect();
    let mut draw = Draw::of(&[first_person, 0xC1A5]);
    outcomes::hand_out(&mut students, &courses, place, &mut draw);
    performances::hand_out(&mut students, plan.entry_year, place, &mut draw);
    Class {
        code: plan.code,
        name: plan.name,
        programme: plan.programme,
        grade: grade_in(plan.entry_year, CURRENT_SEMESTER),
        entry_year: plan.entry_year,
        homeroom_teacher: teachers.iter().position(|one| one.homeroom_of == Some(plan.code)),
        courses,
        students,
    }
}
