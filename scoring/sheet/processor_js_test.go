package sheet

import (
	"syscall/js"
	"time"
)

// processor is what the host's process has taken of the processor so far: a busy machine does not count against a test.
func processor() time.Duration {
	used := js.Global().Get("process").Call("cpuUsage")
	return time.Duration(used.Get("user").Int()+used.Get("system").Int()) * time.Microsecond
}
