//go:build !js

package words

func init() { Embedded() }
