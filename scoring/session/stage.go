package session

// A stage remembers the last value that was made, and what it was made from: a key of the settings that decide it. The
// stage of what is made from a value lies within that value. So a new value brings empty stages with it, and whatever was
// made from the old one is out of reach: nothing has to be told that it is stale.
type stage[K comparable, V any] struct {
	key   K
	value V
	made  bool
}

// of gives the value for a key. The last one stays when another cannot be made.
func (st *stage[K, V]) of(key K, make func() (V, error)) (V, error) {
	if st.made && st.key == key {
		return st.value, nil
	}
	v, err := make()
	if err == nil {
		*st = stage[K, V]{key, v, true}
	}
	return v, err
}

// A once is a stage that nothing decides but the value in which it lies. Most are made when first wanted.
type once[V any] struct {
	value V
	made  bool
}

func (o *once[V]) of(make func() V) V {
	if !o.made {
		o.value, o.made = make(), true
	}
	return o.value
}

// A shelf remembers a value for every key that it was asked for.
type shelf[K comparable, V any] struct{ made map[K]V }

func (s *shelf[K, V]) of(key K, create func() V) V {
	v, known := s.made[key]
	if !known {
		if v = create(); s.made == nil {
			s.made = map[K]V{}
		}
		s.made[key] = v
	}
	return v
}

// A pair remembers the last two values that are made in steps, so that two calls that want different ones and take turns each go
// on with their own. It holds no third, because values are large: a call that wants one waits for one of the two to be done.
type pair[K comparable, V inSteps] struct{ kept []half[K, V] } // the last one behind

// inSteps is what is made in steps: pending is what there is still to do, nil when it is done.
type inSteps interface{ pending() *chore }

// A half is owed when a call that waits for room has finished it: the call that wants it has not had its turn yet.
type half[K comparable, V inSteps] struct {
	key   K
	value V
	owed  bool
}

// of gives the value for a key, begun if need be. Where both places are taken by what is not done, it goes on with the older one
// for as long as more says. Those that are there stay when another cannot be begun.
func (p *pair[K, V]) of(key K, more func() bool, begin func() (V, error)) (v V, err error) {
	if at := p.at(key); at >= 0 {
		h := &p.kept[at]
		h.owed = h.owed && h.value.pending() != nil
		return h.value, nil
	}
	out := -1
	if len(p.kept) == 2 {
		if out = p.leaving(more); out < 0 {
			return v, ErrUnfinished
		}
	}
	if v, err = begin(); err != nil {
		return v, err
	}
	if out >= 0 {
		p.drop(out)
	}
	p.kept = append(p.kept, half[K, V]{key: key, value: v})
	return v, nil
}

// leaving is which of two gives up its place: the older one of those that are done and not owed, and the older one of two that are
// owed. It is -1 as long as there is none.
func (p *pair[K, V]) leaving(more func() bool) int {
	for {
		waits := -1
		for i := range p.kept {
			switch h := &p.kept[i]; {
			case h.value.pending() != nil:
				if waits < 0 {
					waits = i
				}
			case !h.owed:
				return i
			}
		}
		if waits < 0 {
			return 0
		}
		h := &p.kept[waits]
		if h.value.pending().run(more) {
			h.owed = h.value.pending() == nil
		}
		if more != nil {
			return -1
		}
	}
}

func (p *pair[K, V]) at(key K) int {
	for i := range p.kept {
		if p.kept[i].key == key {
			return i
		}
	}
	return -1
}

func (p *pair[K, V]) drop(at int) {
	if at == 0 {
		p.kept[0] = p.kept[1]
	}
	p.kept[1] = half[K, V]{}
	p.kept = p.kept[:1]
}

// touch makes the value for a key the last one.
func (p *pair[K, V]) touch(key K) {
	if len(p.kept) == 2 && p.kept[0].key == key {
		p.kept[0], p.kept[1] = p.kept[1], p.kept[0]
	}
}

// last is what was begun, or touched, last.
func (p *pair[K, V]) last() (v V, any bool) {
	if n := len(p.kept); n > 0 {
		return p.kept[n-1].value, true
	}
	return v, false
}
