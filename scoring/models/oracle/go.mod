module fenji/scoring/models/oracle

go 1.26.0

require (
	fenji v0.0.0
	gonum.org/v1/gonum v0.17.0
)

require golang.org/x/tools v0.30.0 // indirect

replace fenji => ../../..
