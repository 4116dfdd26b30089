package scoring

// Unreachable returns the grades that no customer can get.
func (p *Profile) Unreachable() []string { return nil }
