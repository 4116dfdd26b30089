//go:build !unix && !js

package sheet

import "time"

var began = time.Now()

// processor is the time that has gone by, where nothing else is told.
func processor() time.Duration { return time.Since(began) }
