use portfolio::{selections::Roster, windows::Span};

use super::*;

const ORIGIN: &str = "https://portfolio.example.test";

fn window() -> Span {
    Span {
        opens_at: "2026-11-01T00:00:00+08:00".parse().unwrap(),
        closes_at: "2026-12-01T00:00:00+08:00".parse().unwrap(),
    }
}

fn upload(outcomes: usize, unrequested: usize) -> Paragraph {
    let semester = "1151".parse().unwrap();
    Paragraph::Upload { semester, window: window(), days: 3, outcomes, unrequested }
}

fn select(roster: Roster, selected: u32, more: u32, limit: u32) -> Paragraph {
    let year = "115".parse().unwrap();
    Paragraph::Select { roster, year, window: window(), days: 3, selected, more, limit }
}

fn letter(name: &str, paragraphs: &[Paragraph]) -> Letter {
    Digest { name, origin: ORIGIN, paragraphs }.letter().unwrap()
}

fn all() -> Vec<Paragraph> {
    vec![
        upload(0, 0),
        select(Roster::LearningOutcomes, 2, 1, 6),
        select(Roster::DiversePerformances, 0, 4, 10),
        Paragraph::Certify { pending: 3 },
        Paragraph::View { days: 14 },
    ]
}

#[test]
fn a_students_digest_says_what_closes_when_and_what_is_left_to_do() {
    let paragraphs = [upload(2, 1), select(Roster::LearningOutcomes, 2, 1, 6)];
    let letter = letter("王小明", &paragraphs);
    insta::assert_snapshot!(letter.subject, @"【學習歷程檔案】學習成果上傳還有 3 天截止等 2 則提醒");
    insta::assert_snapshot!(letter.text, @r"
    王小明 您好：

    ■ 學習成果上傳還有 3 天截止
    1151 學期的課程學習成果上傳至 2026 年 11 月 30 日（週一）24:00 止。您有 1 件學習成果尚未送出認證；是否上傳由您自行決定。
    前往上傳學習成果：https://portfolio.example.test/outcomes

    ■ 學習成果勾選還有 3 天截止
    115 學年度的學習成果勾選至 2026 年 11 月 30 日（週一）24:00 止。您已勾選 2 件，還可以再勾選 1 件（每學年至多 6 件）；是否勾選由您自行決定。
    前往勾選學習成果：https://portfolio.example.test/selections/learning-outcomes

    --
    臺北市高中職學生學習歷程檔案系統
    本信由系統自動寄發，每日至多一封，請勿直接回覆。
    不想再收到提醒信：https://portfolio.example.test/account
    An automatic reminder of the Taipei learning portfolio system, at most one a day. To stop these letters, open your account page.
    ");
}

#[test]
fn a_teachers_digest_says_how_many_outcomes_wait() {
    let letter = letter("陳老師", &[Paragraph::Certify { pending: 3 }]);
    insta::assert_snapshot!(letter.subject, @"【學習歷程檔案】3 則學習成果待認證");
    insta::assert_snapshot!(letter.text, @r"
    陳老師 您好：

    ■ 3 則學習成果待認證
    您目前有 3 則學習成果待認證。
    前往認證學習成果：https://portfolio.example.test/certifications

    --
    臺北市高中職學生學習歷程檔案系統
    本信由系統自動寄發，每日至多一封，請勿直接回覆。
    不想再收到提醒信：https://portfolio.example.test/account
    An automatic reminder of the Taipei learning portfolio system, at most one a day. To stop these letters, open your account page.
    ");
}

#[test]
fn the_html_part_is_a_page_of_its_own() {
    insta::assert_snapshot!(letter("陳老師", &[Paragraph::View { days: 7 }]).html, @r##"
    <!doctype html>
    <html lang="zh-TW">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>【學習歷程檔案】已 7 天未查看學生學習歷程檔案</title>
    </head>
    <body style="margin:0;padding:24px;background:#f4f6f8;color:#1d2733;font-family:'Noto Sans TC','PingFang TC','Microsoft JhengHei',sans-serif;line-height:1.7">
    <div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px">
    <p>陳老師 您好：</p>
    <h2 style="margin:24px 0 4px;font-size:18px">已 7 天未查看學生學習歷程檔案</h2>
    <p style="margin:0 0 12px">您已 7 天未查看學生的學習歷程檔案，歡迎前往【班級資料】瀏覽。</p>
    <p><a href="https://portfolio.example.test/classes" style="display:inline-block;padding:10px 20px;border-radius:6px;background:#0b5c7d;color:#ffffff;text-decoration:none">前往班級資料</a></p>
    <hr style="margin:24px 0;border:0;border-top:1px solid #d5dce3">
    <p style="font-size:14px;color:#4a5866">臺北市高中職學生學習歷程檔案系統<br>
    本信由系統自動寄發，每日至多一封，請勿直接回覆。<br>
    <a href="https://portfolio.example.test/account" style="color:#0b5c7d">不想再收到提醒信</a></p>
    <p lang="en" style="font-size:14px;color:#4a5866">An automatic reminder of the Taipei learning portfolio system, at most one a day. To stop these letters, open your account page.</p>
    </div>
    </body>
    </html>
    "##);
}

#[test]
fn both_parts_say_the_same_facts() {
    let paragraphs = all();
    let letter = letter("王小明", &paragraphs);
    for part in [&letter.text, &letter.html] {
        for paragraph in &paragraphs {
            assert!(part.contains(&paragraph.headline()), "{paragraph:?}");
            assert!(part.contains(&paragraph.sentences()), "{paragraph:?}");
            assert!(part.contains(paragraph.action()), "{paragraph:?}");
            assert!(part.contains(&format!("{ORIGIN}{}", paragraph.path())), "{paragraph:?}");
        }
        assert!(part.contains(&format!("{ORIGIN}/account")));
        assert!(part.contains("at most one a day"));
    }
}

#[test]
fn a_name_is_text_in_the_html_part() {
    let letter = letter("<b>王</b>&\"小明\"", &all());
    assert!(letter.text.starts_with("<b>王</b>&\"小明\" 您好："));
    assert!(!letter.html.contains("<b>"));
    assert!(letter.html.contains("&#60;b&#62;王&#60;/b&#62;&#38;&#34;小明&#34; 您好："));
}

#[test]
fn every_subject_is_chinese_and_short_enough_for_a_phone() {
    for paragraph in all() {
        let subject = letter("王小明", std::slice::from_ref(&paragraph)).subject;
        assert!(subject.starts_with("【學習歷程檔案】"), "{subject}");
        assert!(subject.chars().count() <= 40, "{subject}");
        assert!(!subject.contains("等 1 則"));
    }
}
