//! The report behind an outcome: what was done, what came out, what was learned.

use super::{
    super::{documents::Block, draw::Draw},
    theme::Theme,
};

/// How students go about it, by the kind of work that a field is.
const METHODS: [(&[&str], &[&str]); 5] = [
    (
        &["國語文", "英語文"],
        &[
            "我先通讀{}的相關材料兩次，第一次只標記疑問，第二次才分類筆記；遇到不同版本時並列比較，並把查證過的出處寫在頁邊，最後與組員交換閱讀，請對方用一句話說出重點，檢查自己是否寫得清楚。",
            "這份作業分三週進行：第一週閱讀與{}有關的文章並摘要，第二週寫初稿，第三週依老師與兩位同學的意見修改。每次修改都用不同顏色標示，方便回頭看自己刪掉了什麼、為什麼刪。",
        ],
    ),
    (
        &["數學", "資訊科技", "資料視覺化"],
        &[
            "我先把{}的問題寫成可以計算的條件，列出已知與未知，再決定要量測或蒐集哪些資料。所有步驟都留在試算表與程式註解裡，換一組資料就能重做一次，並請同學用另一種方法獨立核對結果。",
            "處理{}時先做小規模試作，確認想法可行後才擴大。過程中遇到結果不合理，就回到最簡單的例子逐步檢查，並把每一次錯誤與修正整理成表，避免同樣的問題再出現。",
        ],
    ),
    (
        &["歷史", "地理", "公民與社會", "城市走讀", "議題論壇"],
        &[
            "為了了解{}，我先整理三種以上的資料來源，註明作者、年代與立場，再到現場觀察或訪談。訪談前先擬題綱並說明用途，取得同意才記錄；彼此矛盾的說法不急著取捨，先並列在同一張表上。",
            "小組討論{}時分成資料、地圖、訪談三個工作，每週用十分鐘報告進度。引用的數據都回到原始公布的單位查證，找不到出處的內容即使很吸引人也不採用。",
        ],
    ),
    (
        &["物理", "化學", "生物", "地球科學", "探究與實作"],
        &[
            "實驗前先寫下對{}的預測與理由，確認操縱變因、控制變因與應變變因，再做一次預備實驗調整範圍。正式實驗每組重複五次，去除操作失誤的數據並註明原因，最後以平均值與標準差作圖。",
            "我把{}的步驟拍成流程照片，器材、藥品與安全注意事項列在第一頁。每次只改變一項條件，記錄當天的溫度與時間；同組同學輪流操作與記錄，避免只有一個人判讀。",
        ],
    ),
    (
        &[],
        &[
            "練習{}之前先觀摩示範並拆解步驟，列出自己最不熟的兩項，排入每週的練習表。每次練習後用兩分鐘錄影或拍照記錄，與上一次對照，再請老師指出下一步該改的一件事。",
            "我先畫出{}的草圖與工作順序，準備材料與工具清單，完成後逐項檢查。過程中的失敗版本都保留並貼上日期，最後攤開來比較，才看得出哪一次修改真正有效。",
        ],
    ),
];

/// What students take away.
const REFLECTIONS: [&str; 16] = [
    "最大的收穫是學會先界定問題再動手。以前我習慣找到資料就開始寫，這次先花一節課討論要回答什麼，後面反而少走很多冤枉路。",
    "我發現自己常把相關當成因果。老師追問「還有沒有別的可能」之後，我補做了一組對照，結論雖然變得保守，卻比較站得住腳。",
    "時間規畫仍然不夠好，前兩週太鬆、最後一週太趕。下一次我會把期中檢核寫進行事曆，並預留三天給意外。",
    "和組員意見不同時，我們約定先複述對方的意思再反駁。這個小規則讓討論變慢，卻讓報告少了許多各說各話的段落。",
    "成果不算完美，但每一個缺點我都說得出原因。能誠實寫出限制，是這次作業裡我最滿意的地方。",
    "我原本以為自己不擅長這一科，動手之後才知道困難在方法而不在能力。往後遇到類似題目，會先找一個可以親自驗證的小例子。",
    "訪談與查證花的時間遠超過預期，也因此更能體會資料背後有人在負責。引用別人的成果時，我會更仔細標示出處。",
    "第一次公開發表時很緊張，講稿念得太快。第二次改成只帶三張小卡，雖然漏了兩點，聽眾的提問卻變多了。",
    "這個主題和我想讀的科系有關，也讓我看見課本之外的工作樣貌：多數時間在整理與溝通，靈光一現的時刻其實很少。",
    "若能重做一次，我會增加樣本並改善記錄表的設計，讓不同的人填寫也能得到一致的結果。",
    "過程中最難的是刪除。把喜歡卻離題的段落拿掉之後，主線清楚了，也比較知道自己真正想說什麼。",
    "失敗的那一次教我最多。檢查之後發現只是單位寫錯，從此我在每一欄數字旁邊都先寫單位。",
    "同學的回饋指出我忽略了使用者的感受，這提醒我評估成果時不能只看自己在意的指標。",
    "我學會把大目標切成可以在一節課內完成的小步驟，每完成一步就留下紀錄，隔週接手時不必從頭回想。",
    "這次練習讓我對資料的來源更敏感，看到漂亮的圖表會先問樣本有多少、誰做的、沒有畫出來的是什麼。",
    "謝謝組員在我卡住時陪我重新讀題。合作不是分工之後各做各的，而是願意一起回到問題本身。",
];

/// How many of a hundred students write at length.
const LONG_REPORTS: usize = 35;

/// The report on a theme with its focus; the seed chooses among ways to say what is common, and
/// whether the report is a long one.
pub(super) fn blocks(theme: &Theme, focus: usize, description: &str, seed: u64) -> Vec<Block> {
    let mut draw = Draw::of(&[seed, 0x4E9]);
    let long = draw.chance(LONG_REPORTS);
    let heading = |text: &str| Block::Heading(text.to_owned());
    let text = |text: &&str| Block::Text(theme.with_focus(text, focus));

    let mut blocks = vec![heading("摘要"), Block::Text(description.to_owned())];
    blocks.push(heading("研究過程"));
    blocks.extend(some_of(methods(theme.field), if long { 2 } else { 1 }, &mut draw).map(text));
    blocks.extend([heading("結果"), text(&theme.finding)]);
    blocks.extend(figures(theme, long, &mut draw));
    blocks.push(heading("反思"));
    blocks.extend(some_of(&REFLECTIONS, if long { 3 } else { 1 }, &mut draw).map(text));
    blocks
}

/// So many of the choices, none twice, from a drawn one on.
fn some_of<'a>(
    choices: &'a [&'a str],
    count: usize,
    draw: &mut Draw,
) -> impl Iterator<Item = &'a &'a str> {
    choices.iter().cycle().skip(draw.below(choices.len())).take(count.min(choices.len()))
}

fn methods(field: &str) -> &'static [&'static str] {
    let known = METHODS.iter().find(|(fields, _)| fields.contains(&field));
    known.or(METHODS.last()).map_or(&[""], |(_, methods)| methods)
}

/// The theme's numbers, shifted a little so that no two students measured the same: as bars, as a
/// table or, in a long report, as both.
fn figures(theme: &Theme, long: bool, draw: &mut Draw) -> Vec<Block> {
    let measured: Vec<(String, f32)> = theme
        .figure
        .points
        .iter()
        .map(|(label, value)| ((*label).to_owned(), shifted(*value, draw.between(-4, 4))))
        .collect();
    let drawn = draw.chance(60);
    let mut figures = Vec::new();
    if long || !drawn {
        let head = vec!["項目".to_owned(), theme.figure.caption.to_owned()];
        let row = |(label, value): &(String, f32)| vec![label.clone(), value.to_string()];
        figures.push(Block::Table {
            caption: format!("表 1　{}", theme.figure.caption),
            rows: std::iter::once(head).chain(measured.iter().map(row)).collect(),
        });
    }
    if long || drawn {
        let caption = format!("圖 1　{}", theme.figure.caption);
        figures.push(Block::Bars { caption, bars: measured });
    }
    figures
}

/// A value moved by so many per cent, as exact as it was given. Small whole numbers are counts,
/// and 100 is all there is: they stay.
fn shifted(value: f32, percent: i32) -> f32 {
    let exact_to = |scale: f32| (value * scale - (value * scale).round()).abs() < 1e-3;
    let scale = [1.0, 10.0].into_iter().find(|scale| exact_to(*scale)).unwrap_or(100.0);
    if scale == 1.0 && (value < 20.0 || value == 100.0) {
        return value;
    }
    (value * (100 + percent) as f32 / 100.0 * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::shifted;

    #[test]
    fn counts_stay_and_measurements_move() {
        assert_eq!(shifted(7.0, 4), 7.0);
        assert_eq!(shifted(100.0, 4), 100.0);
        assert_eq!(shifted(50.0, 4), 52.0);
        assert_eq!(shifted(1.42, -4), 1.36);
        assert_eq!(shifted(11.3, 4), 11.8);
    }
}
