package derive

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// Headers of columns that tell people apart beside the customer's own.
var (
	papers = header.Words("身份证号,身份证号码,身份证,证件号,证件号码,id card,证件号码(脱敏),护照号,护照号码,社保号,医保卡号,passport,passport no,ssn,national id")
	emails = header.Words("email,e-mail,email address,邮箱,电子邮箱,邮箱地址,customer email,billing email,from email address,payer email,buyer email,sender email," +
		"email client,e-mail client,mail client,courriel,e-mail adresse,e-mailadresse,mailadresse,correo,correo electrónico,email cliente,e-mail cliente,メールアドレス,이메일,электронная почта,почта")
)

// notPaper are what headers of papers speak of beside their numbers.
var notPaper = [...]string{"类型", "类别", "地址", "有效", "到期", "期限", "照片", "正面", "反面", "机关", "是否", "状态", "姓名", "名字", "名称",
	"住址", "性别", "民族", "日期", "出生", "生日", "签发"}

// isPaper tells a header of the numbers of papers, or of their ends: 身份证后四位.
func isPaper(name string) bool {
	if papers.Has(name) {
		return true
	}
	name = header.Compact(name)
	if !strings.Contains(name, "身份证") && !strings.Contains(name, "身分证") && !strings.Contains(name, "证件号") {
		return false
	}
	for _, w := range notPaper {
		if strings.Contains(name, w) {
			return false
		}
	}
	return true
}

// customer holds the column of customers against the other identities in the file.
func (d *deriver) customer() {
	cust := d.m.Column(intake.Customer)
	if cust < 0 || d.t.Rows-d.from() < 2 {
		return
	}
	said := d.answers.To("customer", "")
	cust = d.backNames(d.fullName(cust))
	switch {
	case d.m.Columns[cust].Why == intake.WhyUser:
	case d.m.Shape == intake.PerCustomer:
		d.segment(cust)
	case d.billNumber(cust):
	case d.stays(cust):
	case len(d.columnsIn(said, "pair")) > 1:
		d.pair(d.columnsIn(said, "pair"))
	case len(d.columnsIn(said, "column")) == 1:
		d.give(d.columnsIn(said, "column")[0], intake.Customer)
	case d.whose(cust):
	case d.masked(cust):
	case d.namesakes(cust):
	case d.guessed(cust):
	case d.groups(cust):
	default:
		d.fallback(cust)
	}
}

// others are the columns that may tell the customer instead, the better first.
func (d *deriver) others(cust int) (list []int) {
	add := func(is func(c intake.Column) bool) {
		for _, c := range d.m.Columns {
			if c.Index != cust && c.Filled > 0 && !c.Made && !slices.Contains(list, c.Index) && is(c) {
				list = append(list, c.Index)
			}
		}
	}
	add(func(c intake.Column) bool {
		if c.Role != intake.Name {
			return false
		}
		part, _ := header.PartOfName(c.Header)
		return part != header.FirstName && part != header.LastName && d.otherHalf(c.Index) < 0
	})
	add(func(c intake.Column) bool { return c.Role == intake.Phone })
	add(func(c intake.Column) bool { return emails.Has(c.Header) })
	add(func(c intake.Column) bool { return isPaper(c.Header) })
	add(func(c intake.Column) bool { // another number of customers: customer_unique_id beside customer_id
		r, _ := header.Means(c.Header)
		return r == intake.Customer && c.Role == intake.Other
	})
	return list
}

// count counts the cells of a column that name somebody, and the distinct names among the first rows of them; many enough
// of them tell what a million would.
func (d *deriver) count(cols ...int) (filled, distinct int) {
	const most = 20_000
	if len(cols) == 1 {
		if n, met := d.counts[cols[0]]; met {
			return n[0], n[1]
		}
		defer func() {
			if d.counts == nil {
				d.counts = map[int][2]int{}
			}
			d.counts[cols[0]] = [2]int{filled, distinct}
		}()
	}
	seen := map[string]bool{}
	for row := d.from(); row < d.t.Rows && filled < most; row++ {
		if id := d.joined(row, cols); id != "" {
			filled++
			seen[id] = true
		}
	}
	return filled, len(seen)
}

// name is what a cell says of who it is; a telephone number is one however it is written. "" when it says nothing.
func (d *deriver) name(row, col int) string {
	c := d.t.Cell(row, col)
	if d.v.TraitsOf(c)&(read.IsNothing|read.IsNotGiven|read.IsTotalWord) != 0 {
		return ""
	}
	id := read.ID(d.t.Text(c))
	if read.IsZero(id) && col == d.m.Column(intake.Customer) {
		if !d.askedZero {
			d.askedZero, d.zeroShared = true, d.v.ZeroIsShared(d.m)
		}
		if d.zeroShared {
			return ""
		}
	}
	return id
}

// other is name for a column beside the name: a telephone number is one, however it is written.
func (d *deriver) other(row, col int) string {
	id := d.name(row, col)
	if n := read.PhoneDigits(id); n != "" {
		return n
	}
	return id
}

func (d *deriver) joined(row int, cols []int) string {
	var parts []string
	for i, col := range cols {
		id := d.other(row, col)
		if id != "" {
			parts = append(parts, id)
		} else if i == 0 {
			return ""
		}
	}
	return strings.Join(parts, between)
}

// between stands between the parts of a customer that is told by several columns.
const between = " · "

// pair makes the customer of several columns.
func (d *deriver) pair(cols []int) {
	d.add(d.names(cols, between), intake.Customer, func(row int) sheet.Derived { return sheet.Derived{Text: d.joined(row, cols)} })
}

// halves are the columns of first and last names, where the names have no column of their own; nil when there are none.
func (d *deriver) halves() []int {
	for _, c := range d.m.Columns {
		if other := d.otherHalf(c.Index); c.Filled > 0 && !c.Made && other > c.Index {
			return []int{c.Index, other}
		}
	}
	return nil
}

// billNumber: an id that is new on nearly every row while another identity comes again numbers bills.
func (d *deriver) billNumber(cust int) bool {
	others, halves := d.others(cust), d.halves()
	if len(others)+len(halves) == 0 {
		return false
	}
	filled, distinct := d.count(cust)
	if filled < 5 || 100*distinct < 95*filled {
		return false
	}
	again := func(cols ...int) bool {
		n, kinds := d.count(cols...)
		return 2*n >= filled && 10*kinds <= 7*distinct
	}
	meanwhile, answers := "", []string{}
	if len(halves) > 0 && again(halves...) {
		meanwhile = columnID(halves...)
		answers = append(answers, meanwhile)
	} else if repeats := slices.IndexFunc(others, func(col int) bool { return again(col) }); repeats >= 0 {
		meanwhile = columnID(others[repeats])
	} else {
		return false
	}
	name, phone := d.m.Column(intake.Name), d.m.Column(intake.Phone)
	if len(halves) == 0 && name >= 0 && phone >= 0 && name != cust && phone != cust {
		meanwhile = columnID(name, phone)
		answers = append(answers, meanwhile)
	}
	for _, col := range others {
		answers = append(answers, columnID(col))
	}
	answers = append(answers, "keep")
	said := d.said("customer", meanwhile)
	d.askCustomer("", cust, said, answers)
	switch cols := d.columnsIn(said, "pair"); {
	case len(cols) > 1:
		d.pair(cols)
	default:
		if cols := d.columnsIn(said, "column"); len(cols) == 1 {
			d.give(cols[0], intake.Customer)
		}
	}
	return true
}

func (d *deriver) askCustomer(form string, cust int, meanwhile string, answers []string, args ...string) {
	filled, _ := d.count(cust)
	q := intake.Doubt{Code: "customer", Form: form, Columns: []int{cust}, Rows: filled, Meanwhile: meanwhile, Answers: answers}
	q.Money, _ = d.sum(d.m.Column(intake.Amount))
	q.Args = append([]string{"header", d.m.Columns[cust].Header}, args...)
	q.Args = append(q.Args, "rows", strconv.Itoa(q.Rows))
	q.Args = append(q.Args, d.aboutColumns(answers)...)
	d.ask(q)
}

// guessed asks about customers that no header names.
func (d *deriver) guessed(cust int) bool {
	c := d.m.Columns[cust]
	if d.m.HeaderRow < 0 || c.Made || c.Why == intake.WhyHeader || c.Why == intake.WhyUser {
		return false
	}
	const most = 4
	answers := []string{"keep"}
	for _, col := range d.others(cust) {
		answers = append(answers, columnID(col))
	}
	for _, o := range d.m.Columns {
		if o.Index != cust && o.Role == intake.Other && !o.Made && o.Kind == "text" && o.Filled > 0 && len(answers) <= most {
			answers = append(answers, columnID(o.Index))
		}
	}
	d.askCustomer("guess", cust, "keep", answers)
	return true
}

// namesakes: one name with several telephone numbers, identity cards or birth dates is several people.
func (d *deriver) namesakes(cust int) bool {
	if !isName(d.m.Columns[cust]) {
		return false
	}
	for _, other := range d.apart(cust) {
		people := map[string]map[string]bool{}
		pairs := 0
		first := map[sheet.Cell]sheet.Cell{} // most rows say of a name what an earlier one says
		for row := d.from(); row < d.t.Rows; row++ {
			who, what := d.t.Cell(row, cust), d.t.Cell(row, other)
			if met, ok := first[who]; ok && met == what {
				continue
			}
			first[who] = what
			name, o := d.name(row, cust), d.other(row, other)
			if name == "" || o == "" {
				continue
			}
			if people[name] == nil {
				people[name] = map[string]bool{}
			}
			if people[name][o] = true; len(people[name]) == 2 {
				pairs++
			}
		}
		if pairs == 0 {
			continue
		}
		d.splitNames(cust, other, people, pairs)
		return true
	}
	return false
}

// isName tells whether the customers are told by their names.
func isName(c intake.Column) bool {
	return c.Why == intake.WhyHeader && (c.Made || header.MeansName(c.Header)) // made of both halves of the name
}

// apart are the columns that tell people of one name apart, the surest first.
func (d *deriver) apart(cust int) (list []int) {
	for _, c := range d.m.Columns {
		if c.Index != cust && isPaper(c.Header) {
			list = append(list, c.Index)
		}
	}
	for _, r := range [...]intake.Role{intake.Phone, intake.Birth, intake.Sex} {
		if col := d.m.Column(r); col >= 0 && col != cust {
			list = append(list, col)
		}
	}
	for _, c := range d.m.Columns {
		if c.Index != cust && emails.Has(c.Header) {
			list = append(list, c.Index)
		}
	}
	if own := d.ownNumber(cust); own >= 0 && !slices.Contains(list, own) {
		list = append(list, own)
	}
	return list
}

// fallback: rows without the id may name the customer otherwise.
func (d *deriver) fallback(cust int) {
	if d.m.Columns[cust].Filled == d.t.Rows-d.from() && !d.v.ZeroIsShared(d.m) && !d.writesGaps(cust) {
		return
	}
	others := d.others(cust)
	if len(others) == 0 {
		return
	}
	var shown []int
	rows := 0
	q := intake.Doubt{Code: "customer", Form: "fallback", Columns: append([]int{cust}, others...), Answers: []string{"fallback", "aside"}}
	for row := d.from(); row < d.t.Rows; row++ {
		if d.name(row, cust) == "" && d.joinedAny(row, others) != "" && !d.isSigned(row, others) && !d.isTotal(row) && !d.isNobody(row, others) {
			if rows++; len(shown) < 20 {
				shown = append(shown, row)
			}
			if m, _, st := d.v.Money(d.t.Cell(row, max(0, d.m.Column(intake.Amount))), d.m.Unit, read.Pointed); st == read.Readable && m < 1<<50 && m > -1<<50 {
				q.Money += m
			}
		}
	}
	if rows == 0 {
		return
	}
	q.Rows, q.Shown, q.Meanwhile = rows, shown, d.said("customer", "aside")
	q.Args = []string{"header", d.m.Columns[cust].Header, "other", d.names(others, between), "rows", strconv.Itoa(rows)}
	d.ask(q)
	if q.Meanwhile == "fallback" {
		d.add(d.m.Columns[cust].Header+" / "+d.names(others, between), intake.Customer, func(row int) sheet.Derived {
			if c := d.t.Cell(row, cust); d.name(row, cust) != "" {
				return sheet.Derived{SameAs: c}
			}
			return sheet.Derived{Text: d.joinedAny(row, others)}
		})
	}
}

// isSigned tells a line to sign below the list: without day and amount, and with a word before the name of what somebody did, 审核：李院长.
func (d *deriver) isSigned(row int, others []int) bool {
	for _, r := range [...]intake.Role{intake.Date, intake.Amount} {
		if col := d.m.Column(r); col < 0 || d.v.TraitsOf(d.t.Cell(row, col))&read.IsEmpty == 0 {
			return false
		}
	}
	for _, col := range others {
		if did, _, labelled := strings.Cut(d.name(row, col), ":"); did != "" && (!labelled || strings.ContainsAny(did, "0123456789")) {
			return false
		}
	}
	return true
}

// writesGaps tells whether some text of a column says that nobody is named: NA, 无, null.
func (d *deriver) writesGaps(col int) bool {
	return d.t.NewText(col, d.from(), 1, func(id uint32) bool {
		s := d.t.String(id)
		const longest = 24
		if s == "" || len(s) > longest || s[len(s)-1]-'0' < 10 { // as ids are
			return false
		}
		return d.v.TextTraits(id)&(read.IsNothing|read.IsNotGiven) != 0
	})
}

// isNobody tells whether the other columns name nobody in particular.
func (d *deriver) isNobody(row int, others []int) bool {
	is := false
	for _, col := range others {
		switch c := d.t.Cell(row, col); {
		case d.name(row, col) == "":
		case d.v.TraitsOf(c)&read.IsNobody == 0:
			return false
		default:
			is = true
		}
	}
	return is
}

// joinedAny is joined without the parts that are missing.
func (d *deriver) joinedAny(row int, cols []int) string {
	var parts []string
	for _, col := range cols {
		if id := d.other(row, col); id != "" {
			parts = append(parts, id)
		}
	}
	return strings.Join(parts, between)
}

// totalTails end the texts of rows that sum up.
var totalTails = [...]string{"小计", "合计", "total"}

// isTotal tells a row that sums others up.
func (d *deriver) isTotal(row int) bool {
	for col := range d.t.Own() {
		if d.v.TraitsOf(d.t.Cell(row, col))&read.IsTotalWord != 0 {
			return true
		}
	}
	date := d.m.Column(intake.Date)
	if date < 0 || d.t.Cell(row, date).Kind != sheet.Empty {
		return false
	}
	for col := range d.t.Own() { // of one customer: 王芳 小计, Provider Total:
		if c := d.t.Cell(row, col); c.Kind == sheet.Text && endsIn(d.t.String(c.TextID()), totalTails[:]) {
			return true
		}
	}
	return false
}
