package report_test

import _ "fenji/scoring/words/embedded"
