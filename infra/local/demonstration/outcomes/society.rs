//! Themes of 歷史, 地理, 公民與社會 and the electives near them.

use super::theme::{Figure, KeptAs, Theme};

pub(super) const THEMES: &[Theme] = &[
    Theme {
        field: "歷史",
        title: "{}裡的日常史",
        focuses: ["家族老照片", "日治時期廣告", "舊車票", "戰後課本"],
        description: "以{}為史料，從物件追問時代背景，交叉比對兩種以上文獻並標註出處。",
        finding: "{}留下的細節常與課本敘述有落差，落差本身就是值得追問的歷史問題。",
        figure: Figure {
            caption: "使用的史料種類（件）",
            points: &[("物件", 4.0), ("報紙", 6.0), ("訪談", 2.0), ("專書", 3.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "歷史",
        title: "{}的多重敘事比較",
        focuses: ["牡丹社事件", "霧社事件", "鴉片戰爭", "黑死病"],
        description: "比較三種立場對{}的敘述，製作觀點對照表，說明史料作者的身分如何影響取材。",
        finding: "三份關於{}的文獻對起因各執一詞，對傷亡數字的差距反映了各自的讀者。",
        figure: Figure {
            caption: "三種敘述各面向的篇幅（%）",
            points: &[("起因", 34.0), ("經過", 41.0), ("結果", 15.0), ("評價", 10.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "歷史",
        title: "一條{}與城市的變遷",
        focuses: ["水圳", "鐵道", "老街", "舊河道"],
        description: "套疊三個年代的地圖，說明{}如何影響街區發展，並實地走訪拍照比對今昔。",
        finding: "{}雖已消失或改道，彎曲的巷弄與門牌仍保留它的走向。",
        figure: Figure {
            caption: "三個年代的建成區（公頃）",
            points: &[("1904 年", 38.0), ("1945 年", 92.0), ("2020 年", 171.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "歷史",
        title: "{}人物的決策情境卡",
        focuses: ["清末", "大航海時代", "冷戰", "羅馬共和末期"],
        description: "設計{}情境卡，讓同學在有限資訊下做選擇，再揭示史實並討論後見之明。",
        finding: "玩過{}情境卡的同學有六成改變原先的評價，認為當時的選擇並不容易。",
        figure: Figure {
            caption: "遊戲前後改變看法的人數（人）",
            points: &[("改變", 19.0), ("不變", 11.0), ("不確定", 2.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "地理",
        title: "學校周邊{}的空間分布",
        focuses: ["手搖飲店", "無障礙坡道", "公共自行車站", "行道樹蔭"],
        description: "實地調查學校五百公尺內的{}，以地理資訊系統製圖並分析最近鄰距離。",
        finding: "{}集中在兩條主要道路，巷弄內明顯不足，和行人流量的分布並不一致。",
        figure: Figure {
            caption: "距校門各區段的數量（處）",
            points: &[("100 公尺", 7.0), ("200 公尺", 12.0), ("300 公尺", 9.0), ("500 公尺", 15.0)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "地理",
        title: "{}微氣候觀測",
        focuses: ["校園熱島", "河濱步道", "地下道", "社區公園"],
        description: "在{}設四個測站，同時記錄溫溼度與風速，解釋地表材質與遮蔭造成的差異。",
        finding: "午後{}的柏油面比草地高出四度以上，樹蔭的效果在無風時最明顯。",
        figure: Figure {
            caption: "下午二時的氣溫（℃）",
            points: &[("柏油", 36.4), ("地磚", 34.9), ("草地", 32.1), ("樹蔭", 30.8)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "地理",
        title: "從{}追蹤全球商品鏈",
        focuses: ["一杯咖啡", "一件牛仔褲", "一支手機", "一塊巧克力"],
        description: "追蹤{}由原料到消費的路徑，繪製商品鏈地圖並估算各環節分得的價值。",
        finding: "{}的品牌與通路拿走大半售價，原料生產者所得不到一成，運輸反而占比不高。",
        figure: Figure {
            caption: "售價的分配（%）",
            points: &[("原料", 8.0), ("加工", 19.0), ("運輸", 7.0), ("品牌通路", 66.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "公民與社會",
        title: "模擬公聽會：{}",
        focuses: ["校園手機規範", "行人徒步區", "社會住宅選址", "投票年齡"],
        description: "分組扮演利害關係人討論{}，蒐集法規與數據寫成立場書，並記錄妥協過程。",
        finding: "討論{}時，先確認事實再談價值的小組更快達成協議，少數意見也被寫進附帶決議。",
        figure: Figure {
            caption: "討論前後的贊成比例（%）",
            points: &[("討論前", 42.0), ("討論後", 58.0), ("投票", 63.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "公民與社會",
        title: "{}的事實查核",
        focuses: ["健康謠言", "選舉圖卡", "募款訊息", "AI 生成圖片"],
        description: "挑選五則{}，追溯來源、比對官方資料並寫成查核報告，整理常見的操作手法。",
        finding: "五則{}有三則是舊聞重製，反向搜尋圖片與查日期最快找到破綻。",
        figure: Figure {
            caption: "查核各則所花時間（分鐘）",
            points: &[
                ("第一則", 18.0),
                ("第二則", 35.0),
                ("第三則", 12.0),
                ("第四則", 52.0),
                ("第五則", 27.0),
            ],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "公民與社會",
        title: "高中生{}問卷調查",
        focuses: ["睡眠與手機", "打工權益認知", "零用錢支出", "公共事務參與"],
        description: "設計{}問卷並前測修題，回收一百二十份，以交叉表說明年級與性別的差異。",
        finding: "{}的差異主要在年級而不在性別；前測刪去兩題誘導性問題後回答更一致。",
        figure: Figure {
            caption: "各年級回收份數（份）",
            points: &[("高一", 47.0), ("高二", 41.0), ("高三", 32.0)],
        },
        kept_as: KeptAs::Chart,
    },
    Theme {
        field: "公民與社會",
        title: "{}判決書閱讀筆記",
        focuses: ["網路誹謗", "消費糾紛", "勞資爭議", "租屋押金"],
        description: "閱讀一份{}判決書，整理爭點、兩造主張與法院理由，改寫成同學看得懂的說明。",
        finding: "{}案件的關鍵常在證據保存，法院理由中引用的條文只有三條，其餘都在認定事實。",
        figure: Figure {
            caption: "判決書各部分的頁數（頁）",
            points: &[("主文", 1.0), ("事實", 6.0), ("理由", 9.0)],
        },
        kept_as: KeptAs::Report,
    },
    Theme {
        field: "城市走讀",
        title: "{}走讀路線設計",
        focuses: ["茶商古道", "鐵道支線", "眷村聚落", "老市場"],
        description: "為{}設計兩公里走讀路線，撰寫六個解說點並實際帶隊，依參加者回饋修訂。",
        finding: "帶隊後發現{}的解說點太密，刪成四個並增加提問，參加者停留時間反而變長。",
        figure: Figure {
            caption: "各解說點的停留時間（分鐘）",
            points: &[("第一點", 9.0), ("第二點", 6.0), ("第三點", 12.0), ("第四點", 8.0)],
        },
        kept_as: KeptAs::Photograph,
    },
    Theme {
        field: "議題論壇",
        title: "論壇提案：{}",
        focuses: ["校園減塑", "通學步道改善", "長者數位陪伴", "剩食共享冰箱"],
        description: "針對{}進行現況調查與案例比較，提出一學期可執行的方案，含預算與檢核指標。",
        finding: "{}的方案若少於三個檢核指標，合作單位較願意參與，試行後再增加。",
        figure: Figure {
            caption: "提案預算分配（百元）",
            points: &[("材料", 24.0), ("宣傳", 9.0), ("場地", 5.0), ("預備金", 6.0)],
        },
        kept_as: KeptAs::Report,
    },
];
