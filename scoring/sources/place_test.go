package sources

import "testing"

// TestPlaceOf: of an address the district is kept, and nothing finer.
func TestPlaceOf(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "海州区": "海州区", "连云港": "连云港", "江苏省连云港市": "江苏省连云港市", "江苏": "江苏", "市区": "市区", "城区": "城区", "North": "North", "苏州市": "苏州市",
		"江苏省连云港市海州区解放路12号3栋501室": "江苏省连云港市海州区", "海州区朝阳东路88号": "海州区", "江苏省昆山市玉山镇人民路5号": "江苏省昆山市", "东海县牛山街道": "东海县",
		"广西壮族自治区南宁市青秀区民族大道1号": "广西壮族自治区南宁市青秀区", "内蒙古自治区鄂尔多斯市准格尔旗薛家湾镇": "内蒙古自治区鄂尔多斯市准格尔旗", "阳光小区3栋": "", "人民路12号": "",
		"连云港市市场路3号": "连云港市", "浦东新区世纪大道100号": "浦东新区",
		"12 Main St, Springfield, IL 62704": "Springfield, IL", "Flat 3, 12 High Street, Leeds, LS1 4AB": "Leeds", "Leeds, UK": "Leeds, UK",
		"12 High Street Leeds LS1 4AB": "", "High Street 12 Leeds LS1": "", "Zone 3": "Zone 3", "县前街5号": "", "连云港市红旗路12号": "连云港市", "连云港市前进路2号": "连云港市",
	} {
		if got := placeOf(text); got != want {
			t.Errorf("%q is in %q, want %q", text, got, want)
		}
	}
}
