package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// tick is what the system counts the processor's time in, in ms.
const tick = 10

// processor is the time that all threads of the browser that run workers have had of a processor, in ms; 0 where the system does not tell.
// Unlike the clock it does not count the time in which others had it.
func (b *bench) processor() (ms float64) {
	tasks, _ := filepath.Glob("/proc/[0-9]*/task/*/stat")
	for _, task := range tasks {
		if line, err := os.ReadFile(filepath.Join(filepath.Dir(task), "../../cmdline")); err != nil || !strings.Contains(string(line), "fenji-bench-") {
			continue
		}
		stat, err := os.ReadFile(task)
		name, rest, ok := strings.Cut(string(stat), ") ")
		if err != nil || !ok || !strings.Contains(name, "(DedicatedWorker") {
			continue
		}
		fields := strings.Fields(rest)
		for _, at := range []int{11, 12} { // in user mode and in the kernel's
			if at < len(fields) {
				n, _ := strconv.Atoi(fields[at])
				ms += float64(n * tick)
			}
		}
	}
	return ms
}
