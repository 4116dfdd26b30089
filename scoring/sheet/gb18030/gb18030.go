// Package gb18030 decodes the encoding in which Chinese programs save csv files, for native programs. Its tables are
// large; a browser has them already, so the engine there asks its host instead.
package gb18030

import (
	"io"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// Reader reads GB18030, of which GBK and GB 2312 are parts, as UTF-8. What is wrong becomes U+FFFD.
func Reader(r io.Reader) io.Reader {
	return transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder())
}
