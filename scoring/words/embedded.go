//go:build !lean

package words

import _ "embed" // the catalogues

var (
	//go:embed zh-CN.txt
	coreZh string
	//go:embed en.txt
	coreEn string

	//go:embed page.zh-CN.txt
	pageZh string
	//go:embed page.en.txt
	pageEn string

	//go:embed overview.zh-CN.txt
	overviewZh string
	//go:embed overview.en.txt
	overviewEn string

	//go:embed customers.zh-CN.txt
	customersZh string
	//go:embed customers.en.txt
	customersEn string

	//go:embed segments.zh-CN.txt
	segmentsZh string
	//go:embed segments.en.txt
	segmentsEn string

	//go:embed falls.zh-CN.txt
	fallsZh string
	//go:embed falls.en.txt
	fallsEn string

	//go:embed intake.zh-CN.txt
	intakeZh string
	//go:embed intake.en.txt
	intakeEn string

	//go:embed asks.zh-CN.txt
	asksZh string
	//go:embed asks.en.txt
	asksEn string

	//go:embed privacy.zh-CN.txt
	privacyZh string
	//go:embed privacy.en.txt
	privacyEn string

	//go:embed print.zh-CN.txt
	printZh string
	//go:embed print.en.txt
	printEn string

	//go:embed dialect.zh-CN.txt
	dialectZh string
	//go:embed dialect.en.txt
	dialectEn string
)

func init() {
	for _, area := range [][2]string{{coreZh, coreEn},
		{pageZh, pageEn}, {overviewZh, overviewEn}, {customersZh, customersEn}, {segmentsZh, segmentsEn},
		{fallsZh, fallsEn}, {intakeZh, intakeEn}, {asksZh, asksEn}, {privacyZh, privacyEn}, {printZh, printEn}, {dialectZh, dialectEn}} {
		Learn("zh-CN", area[0])
		Learn("en", area[1])
	}
}
