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
