package doctor_test

import _ "fenji/scoring/words/embedded" // where texts come later: in a browser the site sends them
