//! Themes of 國語文 and 英語文.

use super::theme::{Figure, KeptAs, Theme};

pub(super) const THEMES: &[Theme] = &[
    Theme {
        field: "國語文",
        title: "〈{}〉敘述者心境曲線圖",
        focuses: ["赤壁賦", "琵琶行", "項脊軒志", "醉翁亭記"],
        description: "逐段標記〈{}〉的情緒詞，畫成心境曲線，並引文本說明轉折處作者觀點如何改變。",
        finding: "〈{}〉的情緒並非一路下降，轉折都出現在景物描寫之後，可見景與情的安排有意識。",
        figure: Figure {
            caption: "各段情緒詞數（個）",
            points: &[("第一段", 6.0), ("第二段", 11.0), ("第三段", 14.0), ("第四段", 5.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "國語文",
        title: "改寫〈{}〉為三分鐘廣播劇",
        focuses: ["虯髯客傳", "勞山道士", "桃花源記", "聶小倩"],
        description: "把〈{}〉改編成三分鐘廣播劇，負責腳本與配音，比較文言敘事與聲音敘事的取捨。",
        finding: "〈{}〉裡的動作描寫必須改成對白或音效，刪去的旁白反而讓聽眾更專注於人物關係。",
        figure: Figure {
            caption: "腳本各部分長度（秒）",
            points: &[("開場", 22.0), ("衝突", 71.0), ("轉折", 54.0), ("收尾", 33.0)],
        },
        kept_as: KeptAs::ReportWithSound,
    },
    Theme {
        field: "國語文",
        title: "飲食散文與{}的味覺記憶",
        focuses: ["阿嬤的滷肉", "巷口豆漿店", "清明潤餅", "夜市蚵仔煎"],
        description: "閱讀三篇飲食散文後，以{}為題寫作，並附修改三稿的對照說明感官細節的增刪。",
        finding: "第一稿只寫好吃，第三稿改以聲音和等待的時間描寫{}，同學票選的印象分數明顯提高。",
        figure: Figure {
            caption: "三稿的感官描寫句數（句）",
            points: &[("一稿", 4.0), ("二稿", 9.0), ("三稿", 13.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "國語文",
        title: "從〈{}〉看古人的送別",
        focuses: ["渭城曲", "雨霖鈴", "送孟浩然", "蘇幕遮"],
        description: "蒐集十首送別詩詞，以〈{}〉為核心比較意象與用韻，整理出柳、酒、舟三種意象的用法。",
        finding: "〈{}〉沒有直接寫淚，離情由空間的距離承擔；十首之中以舟為意象的作品時間感最長。",
        figure: Figure {
            caption: "十首作品的意象次數（次）",
            points: &[("柳", 7.0), ("酒", 9.0), ("舟", 6.0), ("月", 4.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "國語文",
        title: "〈{}〉的說服策略分析",
        focuses: ["諫逐客書", "燭之武退秦師", "出師表", "答司馬諫議書"],
        description: "以論證圖拆解〈{}〉的主張、理由與證據，再仿其結構寫一篇給學校的建議書。",
        finding: "〈{}〉先談對方的利益再談自己的立場，我把同樣順序用在建議書，說理比原稿清楚。",
        figure: Figure {
            caption: "論證圖各類句數（句）",
            points: &[("主張", 3.0), ("理由", 8.0), ("證據", 12.0), ("讓步", 2.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "國語文",
        title: "社區{}的口述訪談記錄",
        focuses: ["理髮店老闆", "退休郵差", "傳統糕餅師傅", "圖書館志工"],
        description: "訪談{}並整理逐字稿，練習把口語改寫成人物報導，附受訪者同意與校對紀錄。",
        finding: "逐字稿約有四成是贅詞，但{}的語氣詞保留少許，讀者才聽得見說話的人。",
        figure: Figure {
            caption: "由逐字稿到定稿的字數（百字）",
            points: &[("逐字稿", 62.0), ("初稿", 31.0), ("定稿", 18.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "英語文",
        title: "英語簡報：{}",
        focuses: [
            "Plastic-Free Campus",
            "Night Markets of Taipei",
            "Why We Sleep",
            "Hiking Trails",
        ],
        description: "以 {} 為題做五分鐘英語簡報，附講稿、同儕回饋與錄影，檢討語速和眼神。",
        finding: "第二次錄影講 {} 時每分鐘少說二十個字，停頓變多，同學的理解題答對率反而上升。",
        figure: Figure {
            caption: "兩次簡報的同儕評分（滿分 10 分）",
            points: &[("語速一", 6.1), ("語速二", 8.0), ("眼神一", 5.4), ("眼神二", 7.6)],
        },
        kept_as: KeptAs::ReportWithClip,
    },
    Theme {
        field: "英語文",
        title: "閱讀 {} 的讀書札記",
        focuses: ["Holes", "Wonder", "The Giver", "Charlotte's Web"],
        description: "讀完 {}，寫六篇英文札記，整理二十個新詞的語境與搭配，並給主角一封回信。",
        finding: "讀 {} 時先猜詞義再查字典，五週後同一批字的拼寫測驗平均多對四題。",
        figure: Figure {
            caption: "每週閱讀頁數（頁）",
            points: &[
                ("第一週", 24.0),
                ("第二週", 31.0),
                ("第三週", 38.0),
                ("第四週", 35.0),
                ("第五週", 44.0),
            ],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "英語文",
        title: "{}主題的英語 Podcast",
        focuses: ["校園美食", "公車上的觀察", "考前紓壓", "外國遊客問路"],
        description: "兩人一組錄製{}主題的英語節目，撰寫腳本、校對文法並附節目重點字彙表。",
        finding: "談{}的即興段落文法錯誤較多，但聽眾覺得比照稿念自然，下一集改成只列大綱。",
        figure: Figure {
            caption: "每百字的錯誤數（個）",
            points: &[("照稿", 1.2), ("看大綱", 3.8), ("即興", 6.5)],
        },
        kept_as: KeptAs::ReportWithSound,
    },
    Theme {
        field: "英語文",
        title: "英文短文三稿修訂：{}",
        focuses: ["A Festival", "A Lost Umbrella", "My Neighborhood", "The Last Bus"],
        description: "以 {} 為題寫作並修改三次，標出時態、連接詞與段落主題句的調整理由。",
        finding: "寫 {} 的初稿有一半句子以 I 開頭，改用連接詞與分詞後句型變化增加。",
        figure: Figure {
            caption: "各稿的句型種類（種）",
            points: &[("一稿", 4.0), ("二稿", 6.0), ("三稿", 9.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "英語文",
        title: "{}新聞的中英標題比較",
        focuses: ["氣候", "運動賽事", "太空探索", "地方文化"],
        description: "蒐集二十則{}新聞，比較中英文標題的用字、時態與立場，並試譯五則標題。",
        finding: "{}新聞的英文標題多用現在式與動詞開頭，中文標題則常把評價放在最前面。",
        figure: Figure {
            caption: "標題用詞分類（則）",
            points: &[("動詞開頭", 13.0), ("名詞開頭", 5.0), ("含評價詞", 8.0)],
        },
        kept_as: KeptAs::Report,
    },
];
