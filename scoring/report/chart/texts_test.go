package chart_test

import _ "fenji/scoring/words/embedded"
