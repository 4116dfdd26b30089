//go:build lean

package read

// nfkc has nothing to work with; a lean program sets NFKC before it reads a file.
func nfkc(string) string { panic("read: NFKC is not set") }
