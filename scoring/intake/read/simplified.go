package read

import (
	"sync"
	"unicode/utf8"
)

// pairs are traditional characters, each with the simplified one, of the words that headers and statuses are made of.
const pairs = "號号編编碼码會会員员戶户費费時时間间額额實实應应訂订單单歷历醫医療疗診诊師师門门類类別别項项態态狀状價价總总計计數数購购買买賣卖銷销還还貨货" +
	"幣币據据發发結结帳账賬账繳缴納纳現现餘余優优減减讓让補补運运區区縣县鄉乡鎮镇國国級级資资訊讯聯联絡络電电話话機机證证齡龄業业職职務务來来點点評评滿满" +
	"備备註注說说處处檢检驗验預预約约廢废無无關关閉闭開开記记錄录創创寶宝貝贝題题產产課课學学導导顧顾問问諮咨詢询貴贵賓宾稱称個个體体週周禮礼請请傳传輸输" +
	"選选擇择權权擔担調调撥拨儲储贈赠積积層层樓楼廳厅館馆歲岁婦妇兒儿種种齒齿頻频離离後后內内統统階阶監监護护標标誌志識识鑑鉴異异動动經经辦办線线萬万億亿" +
	"圓圆圖图書书專专屬属確确認认許许啟启該该歸归終终給给續续維维網网繼继縮缩臺台灣湾廣广東东過过遠远達达進进遲迟遷迁郵邮鐘钟鈔钞錢钱銀银鍵键隊队際际" +
	"隨随險险雙双雜杂難难順顺須须顯显願愿養养櫃柜檔档歡欢殘残毀毁決决沒没測测準准溫温潔洁濟济為为爭争獎奖獨独獲获環环畫画當当盤盘眾众矯矫礎础稅税競竞" +
	"筆笔節节範范築筑簡简簽签籤签紅红紀纪細细組组綜综綠绿績绩繪绘義义習习聲声腦脑膚肤臨临舉举舊旧與与興兴術术衛卫裝装裏里製制複复見见規规視视親亲覺觉觀观" +
	"觸触訪访設设試试詳详誤误語语誠诚談谈論论諾诺講讲議议讀读變变豐丰負负財财責责貢贡販贩貸贷賀贺賠赔賺赚質质贊赞車车軟软較较載载輔辅輕轻輪轮轉转辭辞" +
	"這这連连遊游違违適适遺遗釋释針针錯错鏡镜長长閱阅靈灵靜静領领頭头風风馬马髮发麗丽儀仪優优兩两創创劃划勞劳匯汇協协員员啓启嚴严團团壓压夠够將将導导尋寻" +
	"層层幹干廠厂張张彙汇從从復复戰战撿捡數数斷断於于暫暂條条極极樣样樹树橋桥檯台歐欧氣气滙汇澤泽無无牽牵獻献療疗癒愈癥症盡尽確确稽稽競竞紙纸縣县罰罚臟脏" +
	"場场換换傭佣華华島岛爾尔嘗尝藥药蘭兰蟲虫補补覽览訖讫詐诈誰谁課课謝谢讓让賴赖贖赎趨趋踐践郵邮鄭郑醬酱錶表鎖锁鑲镶陸陆韓韩餐餐駐驻驟骤齣出齦龈"

var toSimplified = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for i := 0; i < len(pairs); {
		from, n := utf8.DecodeRuneInString(pairs[i:])
		to, k := utf8.DecodeRuneInString(pairs[i+n:])
		m[from] = to
		i += n + k
	}
	return m
})

// Simplified gives the simplified form of a character. It is for headers and words only: 張三 and 张三 are two people.
func Simplified(r rune) rune {
	if r < 0x4E00 || r > 0x9FFF {
		return r
	}
	if to, ok := toSimplified()[r]; ok {
		return to
	}
	return r
}
