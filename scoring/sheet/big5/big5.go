// Package big5 decodes the encoding in which programs of Taiwan and Hong Kong save csv files, for native programs. Its tables
// are large; a browser has them already, so the engine there asks its host instead.
package big5

import (
	"io"

	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// Reader reads Big5 as UTF-8. What is wrong becomes U+FFFD.
func Reader(r io.Reader) io.Reader {
	return transform.NewReader(r, traditionalchinese.Big5.NewDecoder())
}
