package book_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"testing"
	"unicode/utf16"

	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/wasm/workbook/book"
)

// agile encrypts a package the way Excel has done since 2010 (MS-OFFCRYPTO 2.3.4.10 to 15), with fixed salts and keys.
func agile(packed []byte, password string) []byte {
	const spins = 1000
	var utf16le []byte
	for _, unit := range utf16.Encode([]rune(password)) {
		utf16le = binary.LittleEndian.AppendUint16(utf16le, unit)
	}
	salt, keySalt, key := fixed(16, 1), fixed(16, 2), fixed(32, 3)
	h := hash(salt, utf16le)
	for i := range uint32(spins) {
		h = hash(binary.LittleEndian.AppendUint32(nil, i), h)
	}
	forKey := hash(h, []byte{0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6})[:32]

	stream := binary.LittleEndian.AppendUint64(nil, uint64(len(packed)))
	for i := 0; i*4096 < len(packed); i++ {
		chunk := bytes.Clone(packed[i*4096 : min(len(packed), (i+1)*4096)])
		chunk = append(chunk, make([]byte, -len(chunk)&15)...)
		iv := hash(keySalt, binary.LittleEndian.AppendUint32(nil, uint32(i)))[:16]
		stream = append(stream, cbc(key, iv, chunk)...)
	}
	text := base64.StdEncoding.EncodeToString
	const how = `saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" ` +
		`cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"`
	info := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+
		`<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" `+
		`xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData %s saltValue="%s"/>`+
		`<keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">`+
		`<p:encryptedKey spinCount="%d" %s saltValue="%s" encryptedKeyValue="%s"/></keyEncryptor></keyEncryptors></encryption>`,
		how, text(keySalt), spins, how, text(salt), text(cbc(forKey, salt, key)))
	head := []byte{4, 0, 4, 0, 0x40, 0, 0, 0}
	return compoundFile(append(head, fmt.Sprintf("%-5000s", info)...), stream)
}

func fixed(n int, seed byte) []byte { return bytes.Repeat([]byte{seed * 41, seed * 7}, n/2) }

func hash(parts ...[]byte) []byte {
	h := sha512.Sum512(bytes.Join(parts, nil))
	return h[:]
}

func cbc(key, iv, plain []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	out := make([]byte, len(plain))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, plain)
	return out
}

// compoundFile holds two streams, neither of them short: sector 0 is the allocation table, sector 1 the directory.
func compoundFile(info, packed []byte) []byte {
	const sector, free, end, table = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	le := binary.LittleEndian
	head := make([]byte, sector)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3e, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: 1, 56: 4096, 60: end, 68: end} {
		le.PutUint32(head[at:], v)
	}
	chain := []uint32{table, end}
	directory, body := make([]byte, sector), []byte(nil)
	entry := func(i int, name string, kind byte, right, child, start, size uint32) {
		e := directory[i*128:]
		for at, unit := range utf16.Encode([]rune(name)) {
			le.PutUint16(e[2*at:], unit)
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		for at, v := range map[int]uint32{68: free, 72: right, 76: child, 116: start, 120: size} {
			le.PutUint32(e[at:], v)
		}
	}
	stream := func(data []byte) (start, size uint32) {
		start, size = uint32(len(chain)), uint32(len(data))
		for at := 0; at < len(data); at += sector {
			chain = append(chain, uint32(len(chain))+1)
		}
		chain[len(chain)-1] = end
		body = append(append(body, data...), make([]byte, -len(data)&(sector-1))...)
		return start, size
	}
	entry(0, "Root Entry", 5, free, 1, end, 0)
	start, size := stream(info)
	entry(1, "EncryptionInfo", 2, 2, free, start, size)
	start, size = stream(packed)
	entry(2, "EncryptedPackage", 2, free, free, start, size)
	var fat []byte
	for i := range sector / 4 {
		v := uint32(free)
		if i < len(chain) {
			v = chain[i]
		}
		fat = le.AppendUint32(fat, v)
	}
	for at := 80; at < sector; at += 4 {
		le.PutUint32(head[at:], free)
	}
	return bytes.Join([][]byte{head, fat, directory, body}, nil)
}

func TestAgile(t *testing.T) {
	var plain bytes.Buffer
	w := sheet.NewWriter(&plain)
	if err := w.Sheet(sheet.SheetSpec{Name: "a"}); err != nil {
		t.Fatal(err)
	}
	for i := range 900 {
		if err := w.Row([]sheet.Value{sheet.Int(int64(i * i)), sheet.Str(fmt.Sprint("客户", i*7919))}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	data := agile(plain.Bytes(), "口令 Fenji")
	_, err := sheet.Open("a.xlsx", bytes.NewReader(data), int64(len(data)), sheet.Options{})
	if codeOfOpen(err) != "encrypted" {
		t.Errorf("the reader says %v", err)
	}
	packed, err := book.Decrypt(protocol.Decrypt{Password: "口令 Fenji"}, data)
	if err != nil || !bytes.Equal(packed, plain.Bytes()) {
		t.Errorf("%d bytes of %d, %v", len(packed), plain.Len(), err)
	}
	if _, err := book.Decrypt(protocol.Decrypt{Password: "口令 fenji"}, data); codeOf(err) != "wrong-password" {
		t.Errorf("opens with a wrong password: %v", err)
	}
}
