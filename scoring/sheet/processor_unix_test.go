//go:build unix

package sheet

import (
	"syscall"
	"time"
)

// processor is what this process has taken of the processor so far: a busy machine does not count against a test.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
