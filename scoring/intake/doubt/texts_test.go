package doubt_test

import _ "fenji/scoring/words/embedded"
