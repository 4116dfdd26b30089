package main

import (
	"slices"

	"fenji/wasm/protocol"
)

// WithFilter sets a filter of a view: one of the same field gives way, an empty one takes the field's filter out.
func WithFilter(v protocol.View, f protocol.Filter) protocol.View {
	v.Filters = slices.DeleteFunc(slices.Clone(v.Filters), func(o protocol.Filter) bool { return o.Field == f.Field })
	if !f.Empty() {
		v.Filters = append(v.Filters, f)
	}
	return v
}
