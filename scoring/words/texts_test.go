package words

func init() { Embedded() }
