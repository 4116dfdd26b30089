package words

import "strings"

// mark stands in texts for the sign of a currency, and twice for its name.
const mark = "¤"

// wears begins what a language says of the currency, as BCP 47 does: en-u-cu-usd.
const wears = "-u-cu-"

// Yuan is the currency that needs not be named.
const Yuan = "CNY"

// Wearing is a language with the currency of what is spoken about, a code of ISO 4217; "" and [Yuan] leave the language bare. All
// that takes a language takes one that wears a currency.
func Wearing(lang, currency string) string {
	lang = Bare(lang)
	if currency == "" || currency == Yuan {
		return lang
	}
	return lang + wears + strings.ToLower(currency)
}

// Bare is a language without its currency.
func Bare(lang string) string {
	bare, _, _ := strings.Cut(lang, wears)
	return bare
}

// Worn is the currency that a language wears; CNY where it wears none.
func Worn(lang string) string {
	if _, code, ok := strings.Cut(lang, wears); ok {
		return strings.ToUpper(code)
	}
	return Yuan
}

// English tells a language from the other one.
func English(lang string) bool { return strings.HasPrefix(lang, "en") }

// worn puts the currency into a text. What has no words of its own goes by its code.
func worn(text, lang string) string {
	code := Worn(lang)
	sign, name := code+" ", code
	if said, ok := catalogue(lang)["money."+code]; ok {
		sign, name, _ = strings.Cut(said, " ")
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, mark+mark, name), mark, sign)
}
