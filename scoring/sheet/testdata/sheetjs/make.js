// Makes the files of this folder and says, by SheetJS, what stands in them and in the old files beside it:
//
//	npm install xlsx@0.18.5 && node make.js
//
// TestSheetJS holds our readers against the .json files. SheetJS is needed here only.
const X = require("xlsx"), fs = require("fs"), path = require("path")

const day = (y, m, d) => Date.UTC(y, m - 1, d) / 864e5 + 25569
const date = (v, z) => ({ t: "n", v, z })
const visits = [
	["病历号", "姓名", "就诊日期", "时间", "实收金额", "比例", "是否初诊", "备注", "公式"],
	["000123", "张三", date(day(2024, 1, 5), "yyyy-mm-dd"), date(0.3958333333333333, "hh:mm"), 1234.5, { t: "n", v: 0.125, z: "0.0%" }, true, "补牙 & 洁治", { t: "n", v: 1235.5, f: "E2+1" }],
	["K-7", "Müller", date(day(2024, 12, 31) + 0.75, "yyyy-mm-dd hh:mm"), null, -80, { t: "n", v: 1, z: "0%" }, false, "\"quoted\", 'single'", { t: "s", v: "文字", f: "B2&\"\"" }],
	["1001", "欧阳\n修", date(day(1999, 2, 28), "m/d/yy"), date(0.999988425925926, "h:mm:ss"), 0.1, null, true, "  two blanks in front", { t: "n", v: 0, f: "0*1" }],
	["", "𠮷田", date(day(2000, 2, 29), "[$-404]e/m/d"), null, 123456789012345, { t: "n", v: 3.5, z: "[$€-2] #,##0.00" }, null, "é€“”—", { t: "b", v: true, f: "TRUE()" }],
	[],
	["长", "x".repeat(200), date(day(2024, 6, 1), "d-mmm-yy"), null, 1e-7, { t: "n", v: 12, z: "0.00E+00" }, null, "汉".repeat(200), { t: "e", v: 7, f: "1/0" }],
]
const monthly = [["月份", "收入"], ["2024-01", 1200], ["2024-02", 1300.25]]

function book() {
	const wb = X.utils.book_new()
	const ws = X.utils.aoa_to_sheet(visits.map(r => r.map(c => c && c.v !== undefined ? { ...c } : c)))
	ws["!merges"] = [{ s: { r: 4, c: 1 }, e: { r: 5, c: 1 } }]
	X.utils.book_append_sheet(wb, ws, "就诊")
	X.utils.book_append_sheet(wb, X.utils.aoa_to_sheet(monthly), "Monthly")
	X.utils.book_append_sheet(wb, X.utils.aoa_to_sheet([["hidden"], [1]]), "旧")
	wb.Workbook = { Sheets: [{}, {}, { Hidden: 1 }] }
	return wb
}

// A page shows texts, of which SheetJS makes numbers and dates as it guesses, unless told to leave them raw.
const page = file => fs.readFileSync(file, "latin1").slice(0, 200).toLowerCase().includes("<html")

// What SheetJS reads: every cell that is not blank, [address, kind, value].
function said(file) {
	const wb = X.readFile(file, { cellFormula: false, cellNF: false, cellText: false, cellDates: false, raw: page(file) })
	return wb.SheetNames.map(name => {
		const ws = wb.Sheets[name], cells = []
		for (const at of Object.keys(ws)) {
			if (at[0] === "!") continue
			const c = ws[at]
			if (c.t === "z" || c.v === undefined || c.t === "s" && c.v === "") continue
			cells.push([at, c.t, c.t === "e" ? X.utils.format_cell({ ...c, w: undefined }) : c.v])
		}
		return { name, cells }
	})
}

for (const [name, bookType] of [["biff8.xls", "biff8"], ["xlml.xls", "xlml"], ["page.xls", "html"], ["book.ods", "ods"]]) {
	X.writeFile(book(), name, { bookType, compression: true })
}
for (const file of fs.readdirSync(".").concat(fs.readdirSync("..").map(f => path.join("..", f)))) {
	if (!/\.(xls|ods)$/.test(file)) continue
	const lines = said(file).map(s => JSON.stringify(s.name) + "\n" + s.cells.map(c => JSON.stringify(c)).join("\n"))
	fs.writeFileSync((file.startsWith("..") ? "cases-" : "") + path.basename(file) + ".txt", lines.join("\n\n") + "\n")
}
