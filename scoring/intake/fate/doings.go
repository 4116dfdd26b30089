package fate

// What a visitor of a shop did stands in one column with what she bought: looking and choosing are no sales.
var (
	browsed = &wordSet{of: "view,views,viewed,product view,page view,pageview,view item,pv,cart,add to cart,addtocart,added to cart,remove from cart,fav,favorite,favourite,wishlist,add to wishlist,impression," +
		"begin checkout,checkout started,浏览,点击,收藏,加购物车,加入购物车,曝光"}
	perhaps = &wordSet{of: "click,search,搜索,访问,加购"} // or how she heard of the house, or what was sold to her besides
	bought  = &wordSet{of: "purchase,purchased,buy,bought,order,ordered,transaction,sale,购买,下单,支付,成交,付款,买"}
	doings  = &partList{of: "行为 动作 事件 操作 behavio* action* event*"}
	noDoing = &partList{of: "来源 渠道 途径 获客 备注 说明 source* channel* note* remark* comment*"}
)

// Doings are what the words of a column say of visitors of a shop. A word that may mean something else says it only beside another, or
// below a header of what they did.
type Doings struct {
	looked, bought bool
	perhaps        string
}

// Hear adds a word.
func (d *Doings) Hear(word string) {
	switch {
	case perhaps.has(word):
		d.looked = d.looked || d.perhaps != "" && d.perhaps != word
		d.perhaps = word
	case browsed.has(word):
		d.looked = true
	case bought.has(word):
		d.bought = true
	}
}

// Are tells whether they say what was looked at and what was bought.
func (d Doings) Are(header string) bool {
	return d.bought && (d.looked || d.perhaps != "" && has(header, doings)) && !has(header, noDoing)
}

// MayBe tells whether they may say so, or how she heard of the house and what was sold to her besides: their header says nothing more.
func (d Doings) MayBe(header string) bool {
	return d.bought && d.perhaps != "" && bareType.has(header) && !d.Are(header)
}

// IsBrowsing tells a word of such doings, and IsBuying one of the sale.
func IsBrowsing(word string) bool { return browsed.has(word) || perhaps.has(word) }
func IsBuying(word string) bool   { return bought.has(word) }
