package privacy

import (
	"strings"
	"testing"
)

// TestCalled: what is covered stands in brackets.
func TestCalled(t *testing.T) {
	for _, want := range []string{
		"[李四]来电改期", "[欧阳娜]来电", "上午[李小四]致电，说不来", "由[王五]介绍", "[李四]的妈妈预约", "[李]女士改到周三", "[李四]先生投诉", "家属：[赵小六]", "联系人[王五]，晚上打",
		"患者[张三]", "付款人是[钱大友]已付", "监护人：[孙小七]签字", "[张三]之母陪诊", "朋友介绍", "美团推荐", "老客户介绍", "患者要求改期", "客户满意", "家属同意", "家长陪同", "医生推荐种植",
		"患者时间不便", "全家来访", "高德推荐", "患者：", "本人来电", "先生", "牙周炎", "洗牙", "已交押金", "病人平时少来", "让[刘]阿姨转告", "姓名：[陈休生]", "客户方便时联系", "",
		"李四", "患者李四要求改期", // nothing beside it tells it from a word
	} {
		text := strings.NewReplacer("[", "", "]", "").Replace(want)
		if got := called(text, func(_ Kind, s string) string { return "[" + s + "]" }); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestCalledInRemarks: remarks are covered so, as are texts of no column; the names of the staff are shown by role.
func TestCalledInRemarks(t *testing.T) {
	csv := "病历号,就诊日期,实收金额,医生,备注\n"
	for i := range 30 {
		csv += "B" + string(rune('0'+i/10)) + string(rune('0'+i%10)) + ",2024-05-01,100," + []string{"王大夫", "李医生"}[i%2] + "," +
			[]string{"李四来电改期", "介绍人：赵小六，复诊时带礼品", "牙痛三天，已开药"}[i%3] + "\n"
	}
	_, p := readCSV(t, csv)
	for _, c := range []struct {
		col        int
		text, want string
	}{{4, "李四来电改期", "李**来电改期"}, {4, "介绍人：赵小六，复诊时带礼品", "介绍人：赵**，复诊时带礼品"}, {-1, "钱大友女士退费", "钱**女士退费"}, {3, "李医生", "李医生"}, {4, "牙痛三天，已开药", "牙痛三天，已开药"}} {
		if got := p.Screen(c.col, c.text); got != c.want {
			t.Errorf("column %d: %s, want %s", c.col, got, c.want)
		}
	}
}
