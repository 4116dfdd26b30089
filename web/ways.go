package web

// A Way is a way out of the page: how data could leave it, or how text could become code that lets them leave. This is the one
// table of them. The sources of the page may not mention them (TestSourcesKnowNoExit); the button of the panel and the proof in
// three browsers try them (TestWays, TestProof); the guide lists them.
type Way struct {
	Name     string            // as panel and proof call it
	Zh, En   string            // as the guide calls it; "": the guide does not list it by itself
	Closed   string            // by what: a key of Closings
	Panel    bool              // the button of the panel tries it
	Proof    bool              // the proof tries it, on a control page first
	Departs  bool              // it leads the page elsewhere, which the proof tries by itself
	Silent   []string          // browsers that stop it without a report to the page
	Mentions string            // what a source that uses it would hold, as a regular expression
	Except   map[string]string // the files that may hold it, with the reason
}

// A Closing says what closes a way.
type Closing struct{ Zh, En string }

// Closings are what closes ways.
var Closings = map[string]Closing{
	"policy": {"锁（浏览器执行的规定）", "the lock, a policy that the browser enforces"},
	"twice": {"锁；再次打开时，还有本页的 Service Worker（WebKit 那时不按锁来拦）",
		"the lock; at later visits the page's service worker too, since WebKit does not hold them to the lock then"},
	"header":     {"服务器的响应头；没有响应头时，只靠源码检查", "the server's header; without one the check of the sources alone"},
	"navigation": {"本页拦下跳转；WebKit 没有这个接口时，只靠源码检查", "the page refuses to navigate; in WebKit without that interface the check of the sources alone"},
	"deleted":    {"锁定前删去入口；源码检查", "the way in is deleted before the lock; the check of the sources"},
	"sources":    {"源码检查：我们的代码里一提就不能通过", "the check of the sources: code that mentions it does not pass"},
}

// tries is why lockpanel.js may hold some of them: its button tries, at the user's wish and without any data, what the lock refuses.
const tries = "tries what the lock refuses"

const lockScript, bootScript, workersScript = "web/static/lockpanel.js", "web/static/boot.js", "web/static/boot/workers.js"

// Ways are all of them.
var Ways = []Way{
	{Name: "fetch", Zh: "fetch 请求", En: "fetch", Closed: "policy", Panel: true, Proof: true,
		Mentions: `\bfetch\s*\(|"fetch"[^>]`, Except: map[string]string{bootScript: "loads the parts before the lock", lockScript: tries}},
	{Name: "beacon", Zh: "信标（sendBeacon）", En: "beacons", Closed: "policy", Panel: true, Proof: true,
		Mentions: `sendBeacon\(`, Except: map[string]string{lockScript: tries}},
	{Name: "socket", Zh: "WebSocket 连接", En: "WebSocket", Closed: "policy", Panel: true, Proof: true,
		Mentions: `new\s+([\w.]+\.)?WebSocket\b`, Except: map[string]string{lockScript: tries}},
	{Name: "events", Zh: "事件流（EventSource）", En: "event streams", Closed: "policy", Panel: true, Proof: true,
		Mentions: `new\s+([\w.]+\.)?EventSource\b`, Except: map[string]string{lockScript: tries}},
	{Name: "image", Zh: "载入图片", En: "images", Closed: "policy", Panel: true, Proof: true},
	{Name: "form", Zh: "提交表单", En: "forms", Closed: "policy", Panel: true, Proof: true, Silent: []string{"webkit"},
		Mentions: `hidden\("(iframe|form)"\)|requestSubmit\(`, Except: map[string]string{lockScript: tries}},
	{Name: "frame", Zh: "载入框架", En: "frames", Closed: "policy", Panel: true, Proof: true,
		Mentions: `<(iframe|frame|object|embed|base|form|portal)\b`},
	{Name: "import", Zh: "载入脚本（import）", En: "scripts by import", Closed: "policy", Panel: true, Proof: true,
		Mentions: `\bimport\s*\(\s*[^)\s]`, Except: map[string]string{lockScript: tries}},
	{Name: "worker", Zh: "后台计算线程里的请求", En: "requests of background computations", Closed: "policy", Panel: true, Proof: true,
		Silent: []string{"webkit"}, Mentions: `new\s+([\w.]+\.)?Worker\b|["'\x60]Worker["'\x60]|extends\s+Worker\b|[=(,]\s*Worker\b`, Except: map[string]string{workersScript: "makes them for boot.js, after the lock"}},
	{Name: "style", Zh: "载入样式和字体", En: "styles and fonts", Closed: "policy", Proof: true},
	{Name: "media", Zh: "载入声音、视频和嵌入的对象", En: "sound, video and embedded objects", Closed: "policy", Proof: true},
	{Name: "parts", Zh: "缓存、Service Worker、Worklet 的载入", En: "what caches, service workers and worklets load", Closed: "policy", Proof: true},
	{Name: "script", Zh: "载入脚本（标签）", En: "scripts by a tag", Closed: "policy", Proof: true,
		Mentions: `createElement\("(iframe|frame|object|embed|form|portal|base|link|script|fencedframe)"|\.submit\(`},
	{Name: "xhr", Zh: "XMLHttpRequest、WebTransport", En: "XMLHttpRequest, WebTransport", Closed: "policy", Proof: true,
		Mentions: `XMLHttpRequest|WebTransport|importScripts|SharedWorker|WebSocketStream`},
	{Name: "prefetch", Zh: "预先载入", En: "prefetching", Closed: "twice", Proof: true,
		Mentions: `dns-prefetch|preconnect|prerender|speculationrules|rel=.?(prefetch|modulepreload|preload)|\bping=|\.ping\s*=`},
	{Name: "popup", Zh: "打开新窗口", En: "opening windows", Closed: "header", Proof: true,
		Mentions: `[^.\w]open\(\s*["'\x60]|window\.open\b|Call\("open"|\.navigate\s*\(|navigation\.reload`},
	{Name: "location", Zh: "跳转到别的地址", En: "going to another address", Closed: "navigation", Departs: true,
		Mentions: `\blocation\s*(\.\s*(href|assign|replace|reload|pathname|search|hash)\s*(\(|=[^=])|=[^=])|"(assign|reload)"`},
	{Name: "location by Go", Closed: "navigation", Mentions: `Get\("(location|navigation|history)"\)\.(Set|Call)\(`},
	{Name: "refresh", Closed: "navigation", Mentions: `http-equiv=.?(refresh|link)|httpEquiv\s*=\s*"(refresh|link)`},
	{Name: "rtc", Zh: "WebRTC 连接", En: "WebRTC", Closed: "deleted",
		Mentions: `RTCPeerConnection|RTCDataChannel`, Except: map[string]string{bootScript: "deletes it"}},
	{Name: "names", Zh: "域名查询、预先连接的提示", En: "name lookups and hints to connect ahead", Closed: "sources", Mentions: `rel=.?dns|relList\.add\(`},
	{Name: "cookie", Zh: "Cookie（会随浏览器对 sw.js 的检查送出）", En: "cookies, which would travel with the browser's check of sw.js", Closed: "sources",
		Mentions: `document\.cookie|"cookie"|cookieStore`},
	{Name: "update", Closed: "sources", Mentions: `(registration|serviceWorker)\b.*\.update\s*\(`,
		Except: map[string]string{bootScript: "before the lock, which waits for it"}},
	{Name: "services", Zh: "推送、支付、后台同步、定位等浏览器服务", En: "push, payment, background sync, places and other services of the browser", Closed: "sources",
		Mentions: `PaymentRequest|PushManager|backgroundFetch|\bsync\.register|periodicSync|setAppBadge|geolocation|bluetooth`},
	{Name: "by name", Closed: "sources", Mentions: `"(sendBeacon|WebSocket|EventSource)"`},
	{Name: "addresses", Closed: "sources", Mentions: `https?://`},
	{Name: "html", Zh: "把文字当作网页或程序来运行", En: "running text as a page or as code", Closed: "policy", Proof: true,
		Mentions: `innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|parseFromString`},
	{Name: "eval", Closed: "policy", Mentions: `\beval\s*\(|new\s+Function\b|setTimeout\(\s*["']|javascript:`},
	{Name: "attributes", Closed: "policy", Mentions: `\son[a-z]+\s*=\s*["']|\sstyle\s*=\s*["']`},
}
