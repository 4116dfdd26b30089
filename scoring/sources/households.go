package sources

// households counts the telephone numbers that are of several persons: of several names, or of several ids where no names are
// told.
func (j *joiner) households() {
	if j.ofOneTable() {
		return
	}
	owners := map[string]string{}
	several := map[string]bool{}
	for i := range j.out.Tables {
		p := &j.out.Tables[i]
		phone, name := p.numbers()
		if phone == nil {
			continue
		}
		for r, n := range phone.Of {
			if n == 0 || name == nil && p.Who[r] < 0 {
				continue
			}
			owner := ""
			switch {
			case name == nil:
				owner = j.out.IDs[p.Who[r]]
			case name.Of[r] == 0:
				continue
			default:
				owner = name.IDs[name.Of[r]-1]
			}
			number := phone.IDs[n-1]
			if was, met := owners[number]; !met {
				owners[number] = owner
			} else if was != owner {
				several[number] = true
			}
		}
	}
	j.out.Households = len(several)
}

// numbers are the keys of a table by which households are found: a telephone number, and the name unless ids have to do; nil where
// there are none.
func (p *Part) numbers() (phone, name *Key) {
	for k := range p.Keys {
		switch p.Keys[k].Field {
		case Phone:
			phone = &p.Keys[k]
		case Name:
			name = &p.Keys[k]
		}
	}
	if name == nil && (p.Kind != People || len(p.Keys) < 2) {
		return nil, nil
	}
	return phone, name
}

// ofOneTable counts households where one table alone knows numbers, without looking any number up.
func (j *joiner) ofOneTable() bool {
	var of *Part
	for i := range j.out.Tables {
		p := &j.out.Tables[i]
		if phone, _ := p.numbers(); phone != nil && of != nil {
			return false
		} else if phone != nil {
			of = p
		}
	}
	if of == nil {
		return true
	}
	phone, name := of.numbers()
	owners := make([]int32, len(phone.IDs)) // of each number: its first owner and one more, -1 when there is another
	for r, n := range phone.Of {
		owner := of.Who[r] + 1
		if name != nil {
			owner = int32(name.Of[r])
		}
		if n == 0 || owner == 0 || owners[n-1] == -1 {
			continue
		}
		if was := &owners[n-1]; *was == 0 {
			*was = owner
		} else if *was != owner {
			*was = -1
			j.out.Households++
		}
	}
	return true
}
