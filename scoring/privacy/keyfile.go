package privacy

import (
	"strings"

	"fenji/scoring"
)

// A key file is a text of three lines, so that a person can see what it is, and with a checksum, so that a damaged one
// makes no other pseudonyms in silence:
//
//	Fenji pseudonym key 1
//	key 7C2Q…            the 32 bytes, in base 32 of 52 digits
//	check 5F2A9K1M       the first 40 bits of the SHA-256 of the lines above
//
// Lines that begin with # are remarks.

const keyHead = "Fenji pseudonym key "

// The issues of key files.
const (
	NoKey      scoring.Code = "key-not-one" // it is something else
	NewerKey   scoring.Code = "key-newer"   // of a later version
	DamagedKey scoring.Code = "key-damaged" // its checksum is another
)

// KeyFile writes a key, with remarks for who finds the file.
func KeyFile(key Key, remarks ...string) string {
	var out strings.Builder
	for _, r := range remarks {
		out.WriteString("# " + r + "\n")
	}
	body := keyBody(key)
	out.WriteString(body + "check " + checksum(body) + "\n")
	return out.String()
}

func keyBody(key Key) string { return keyHead + "1\nkey " + base32(key[:]) + "\n" }

func checksum(body string) string {
	sum := sha256([]byte(body))
	return base32(sum[:5])
}

// Fingerprint names a key in eight characters, which tell nothing of it.
func Fingerprint(key Key) string {
	mac := newHMAC(key[:])
	sum := mac.sum([]byte("fenji fingerprint"))
	s := base32(sum[:5])
	return s[:4] + "-" + s[4:]
}

// ParseKey reads a key file. Blank lines, remarks, a byte order mark and the ends of lines do not matter.
func ParseKey(file string) (key Key, err error) {
	var lines []string
	if len(file) > 1<<14 {
		return key, scoring.Issue{Code: NoKey}
	}
	for line := range strings.Lines(strings.TrimPrefix(file, "\ufeff")) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], keyHead) {
		return key, scoring.Issue{Code: NoKey}
	}
	if version := strings.TrimPrefix(lines[0], keyHead); version != "1" {
		return key, scoring.Issue{Code: NewerKey, Value: first(version, 20)}
	}
	if len(lines) != 3 || !fromBase32(key[:], strings.TrimPrefix(lines[1], "key ")) ||
		strings.TrimPrefix(lines[2], "check ") != checksum(keyBody(key)) {
		return Key{}, scoring.Issue{Code: DamagedKey}
	}
	return key, nil
}

// base32 writes bytes five bits at a time, the last digit filled up with zeros.
func base32(b []byte) string {
	var out strings.Builder
	have, bits := uint32(0), 0
	for _, v := range b {
		have, bits = have<<8|uint32(v), bits+8
		for ; bits >= 5; bits -= 5 {
			out.WriteByte(alphabet[have>>(bits-5)&31])
		}
	}
	if bits > 0 {
		out.WriteByte(alphabet[have<<(5-bits)&31])
	}
	return out.String()
}

// fromBase32 fills b with what base32 wrote of it; it tells whether s is that.
func fromBase32(b []byte, s string) bool {
	have, bits, n := uint32(0), 0, 0
	for i := range len(s) {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return false
		}
		have, bits = have<<5|uint32(v), bits+5
		if bits >= 8 {
			bits -= 8
			if n == len(b) {
				return false
			}
			b[n] = byte(have >> bits)
			n++
		}
	}
	return n == len(b) && base32(b) == s
}
