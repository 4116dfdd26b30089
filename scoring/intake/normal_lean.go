//go:build lean

package intake

// nfkc has nothing to work with; a lean program sets NFKC before it reads a file.
func nfkc(string) string { panic("intake: NFKC is not set") }
