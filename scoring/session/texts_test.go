package session_test

import _ "fenji/scoring/words/embedded"
