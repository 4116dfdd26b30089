package dialect

import (
	"fmt"
	"testing"
)

func TestReadCuts(t *testing.T) {
	const want = "R:5≤9 4≤20 F:3≤2.5 M:5≤400.5 "
	for what, text := range map[string]string{
		"with a header": "metric,points,value\nR,5,9.0\nR,4,20\nF,3,2.50\nM,5,400.5000\n",
		"a mark":        "\ufeffmetric,points,value\r\nM,5,400.5\r\nR,4,20\r\nR,5,9\r\nF,3,2.5\r\n",
		"tabs":          "R\t5\t9\nR\t4\t20\nF\t3\t2.5\nM\t5\t400.5",
		"quotes":        "\"metric\";\"points\";\"value\"\n\"R\";\"5\";\"9\"\n\"R\";\"4\";\"20\"\n\"F\";\"3\";\"2.5\"\n\n\"M\";\"5\";\"400.5\"\n",
	} {
		f, err := ReadCuts(text)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		got := ""
		for m, cuts := range f.Cuts {
			got += string("RFM"[m]) + ":"
			for _, c := range cuts {
				got += fmt.Sprintf("%s≤%s ", c.Points, c.Value)
			}
		}
		if got != want {
			t.Errorf("%s: %s", what, got)
		}
	}
	for _, text := range []string{"", "metric,points,value\n", "a,b\n1,2", "X,5,9", "R,5", "R,five,9", "R,5,9,1", "R,5,9\nnonsense"} {
		if _, err := ReadCuts(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}
