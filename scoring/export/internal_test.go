package export

// KeepJudged sets how many are kept of what customers got, and gives how many were.
func KeepJudged(n int) (was int) {
	was, knownJudged = knownJudged, n
	return was
}
