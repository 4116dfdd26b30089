package view

import _ "fenji/scoring/words/embedded"
