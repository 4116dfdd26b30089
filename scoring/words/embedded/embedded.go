// Package embedded is imported, without a name, by tests that run as the site's program does and want its texts.
package embedded

import "fenji/scoring/words"

func init() { words.Embedded() }
