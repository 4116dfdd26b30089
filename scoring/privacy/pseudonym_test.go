package privacy

import (
	stdhmac "crypto/hmac"
	stdsha "crypto/sha256"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring"
)

// TestSHA256 holds our hash against the standard library's over all lengths around the ends of blocks.
func TestSHA256(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	message := make([]byte, 300)
	for i := range message {
		message[i] = byte(dice.Uint32())
	}
	for n := range len(message) {
		if sha256(message[:n]) != stdsha.Sum256(message[:n]) {
			t.Fatalf("another hash for %d bytes", n)
		}
		key := message[n/2 : n]
		mac := newHMAC(key)
		want := stdhmac.New(stdsha.New, key)
		want.Write(message[:n])
		if got := mac.sum(message[:n]); !slices.Equal(got[:], want.Sum(nil)) {
			t.Fatalf("another HMAC for %d bytes", n)
		}
	}
}

func testKey(first byte) (k Key) {
	for i := range k {
		k[i] = first + byte(i)
	}
	return k
}

func TestCode(t *testing.T) {
	p, q := NewPseudonyms(testKey(1)), NewPseudonyms(testKey(2))
	if got, want := p.Code(Customer, "1001"), "C-20NE0T6PZXDH"; got != want {
		t.Errorf("the codes have changed: %s, were %s", got, want) // and last month's files no longer agree
	}
	if p.Code(Customer, "1001") == q.Code(Customer, "1001") {
		t.Error("two keys, one code")
	}
	if a, b := p.Code(Customer, "13812345678"), p.Code(Phone, "13812345678"); a[2:] == b[2:] {
		t.Error("the codes of two kinds can be joined")
	}
	for _, same := range []struct {
		kind Kind
		a, b string
	}{
		{Phone, "13812345678", "+86 138-1234-5678"}, {Phone, "１３８１２３４５６７８", "13812345678"}, {Phone, "0518-85501234",
			"(0518)85501234"},
		{IDCard, "32070119900307118X", "32070119900307118x"}, {Email, "A@b.cn", "a@B.cn"}, {Name, " 张三", "张三"},
		{Customer, "Ｃ１", "C1"},
		{BankCard, "6222 0212 3456 7890 128", "6222021234567890128"},
	} {
		if a, b := p.Code(same.kind, same.a), p.Code(same.kind, same.b); a != b {
			t.Errorf("%s is %s and %s is %s", same.a, a, same.b, b)
		}
	}
	if got := p.Cell(Column{}, "电话13812345678，勿扰"); got != "电话"+p.Code(Phone, "13812345678")+"，勿扰" {
		t.Errorf("in a free text: %s", got)
	}
	if got := p.Cell(Column{Kind: Name}, " "); got != " " {
		t.Errorf("a blank became %q", got)
	}
}

func TestCustomers(t *testing.T) {
	p := NewPseudonyms(testKey(1))
	codes, err := p.Customers([]string{"1001", "1002"})
	if err != nil || CustomerCode(codes[0]) != p.Code(Customer, "1001") ||
		CustomerCode(codes[1]) != p.Code(Customer, "1002") {
		t.Errorf("%v %v", codes, err)
	}
	var issue scoring.Issue
	if _, err = p.Customers([]string{"1001", "1002", "1001"}); !errors.As(err, &issue) || issue.Code != Twins {
		t.Errorf("one code for two customers: %v", err)
	}
}

func TestKeyFile(t *testing.T) {
	key := testKey(200)
	file := KeyFile(key, "keep it apart", "分开保存")
	for _, f := range []string{file, "\ufeff" + file, strings.ReplaceAll(file, "\n",
		"\r\n"), "\n\n" + file + "\n# end"} {
		if got, err := ParseKey(f); err != nil || got != key {
			t.Errorf("%q: %v", f, err)
		}
	}
	for _, c := range []struct {
		file string
		want scoring.Code
	}{
		{"", NoKey}, {"Customer,Amount\n", NoKey}, {strings.Repeat("\n", 1<<15), NoKey},
		{strings.Replace(file, "key 1", "key 2", 1), NewerKey},
		{strings.Replace(file, "key 1", "key 11", 1), NewerKey},
		{file[:len(file)-8] + "\n", DamagedKey}, {strings.Replace(file, "key S", "key T", 1), DamagedKey},
		{strings.Replace(file, "check", "test", 1), DamagedKey}, {strings.Replace(file, "Fenji", "fenji", 1), NoKey},
	} {
		var issue scoring.Issue
		if _, err := ParseKey(c.file); !errors.As(err, &issue) || issue.Code != c.want {
			t.Errorf("%q: %v, want %s", c.file, err, c.want)
		}
	}
	// Any one character changed is noticed.
	body := strings.Index(file, keyHead)
	for i := body; i < len(file)-1; i++ {
		if file[i] == '\n' || file[i] == ' ' {
			continue
		}
		changed := file[:i] + "7" + file[i+1:]
		if file[i] == '7' {
			changed = file[:i] + "8" + file[i+1:]
		}
		if _, err := ParseKey(changed); err == nil {
			t.Errorf("not noticed: %q", changed)
		}
	}
}

// FuzzParseKey: what is taken for a key file is one.
func FuzzParseKey(f *testing.F) {
	f.Add(KeyFile(testKey(1), "remark"))
	f.Add(keyHead + "1\nkey \ncheck \n")
	f.Fuzz(func(t *testing.T, file string) {
		key, err := ParseKey(file)
		if err != nil {
			return
		}
		if !strings.Contains(file, base32(key[:])) {
			t.Fatalf("%q has no such key", file)
		}
		if again, err := ParseKey(KeyFile(key)); err != nil || again != key {
			t.Fatalf("%q: %v", file, err)
		}
	})
}
