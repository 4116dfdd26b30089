// Package deepcopy stands in for github.com/tiendc/go-deepcopy, by a replace in go.mod, with what excelize asks of it:
// a deep copy of a value into another of the same type.
//
// The original looks up methods by name through reflection, so the linker has to keep every exported method of every
// type, and with them all of the formula engine that nobody calls here. This one knows of values only, which makes the
// program of the workbook smaller by a fifth.
//
// The original also converts between types, copies locks, and leaves in a map what it finds there; this one refuses other
// types, leaves locks alone, and replaces a map. excelize asks for none of that: make real runs its tests with the
// original, and a workbook that is built with either is the same to the byte.
package deepcopy

import (
	"errors"
	"reflect"
)

// errTypes is what Copy gives for two values that are not of one type.
var errTypes = errors.New("deepcopy: it takes a pointer and a value, or a pointer to one, of the same type")

// Copy makes what dst points to a deep copy of src, or of what src points to. Structs, pointers, slices, arrays, maps
// and interfaces are followed; functions and channels are shared. Of unexported fields only those are copied that
// belong to a struct whose unexported fields are all plain: bool, number or string. So locks are left alone.
func Copy(dst, src any) error {
	to, from := reflect.ValueOf(dst), reflect.ValueOf(src)
	if to.Kind() != reflect.Pointer || to.IsNil() || !from.IsValid() {
		return errTypes
	}
	to = to.Elem()
	if from.Type() != to.Type() && from.Kind() == reflect.Pointer {
		from = from.Elem()
	}
	if !from.IsValid() || from.Type() != to.Type() {
		return errTypes
	}
	set(to, from)
	return nil
}

func set(to, from reflect.Value) {
	switch from.Kind() {
	case reflect.Pointer:
		to.SetZero()
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			set(to.Elem(), from.Elem())
		}
	case reflect.Interface:
		to.SetZero()
		if !from.IsNil() {
			to.Set(fresh(from.Elem()))
		}
	case reflect.Slice:
		to.SetZero()
		if !from.IsNil() {
			to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
			setEach(to, from)
		}
	case reflect.Array:
		setEach(to, from)
	case reflect.Map:
		to.SetZero()
		if !from.IsNil() {
			to.Set(reflect.MakeMapWithSize(from.Type(), from.Len()))
			for each := from.MapRange(); each.Next(); {
				to.SetMapIndex(fresh(each.Key()), fresh(each.Value()))
			}
		}
	case reflect.Struct:
		setFields(to, from)
	default:
		to.Set(from)
	}
}

// fresh gives a deep copy that stands by itself.
func fresh(from reflect.Value) reflect.Value {
	to := reflect.New(from.Type()).Elem()
	set(to, from)
	return to
}

func setEach(to, from reflect.Value) {
	if isPlain(from.Type().Elem().Kind()) {
		reflect.Copy(to, from)
		return
	}
	for i := range from.Len() {
		set(to.Index(i), from.Index(i))
	}
}

func setFields(to, from reflect.Value) {
	t := from.Type()
	if hidesPlain(t) {
		to.Set(from)
	}
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			set(to.Field(i), from.Field(i))
		}
	}
}

// hidesPlain tells whether the unexported fields of a struct may be copied as they are.
func hidesPlain(t reflect.Type) bool {
	for i := range t.NumField() {
		if f := t.Field(i); !f.IsExported() && !isPlain(f.Type.Kind()) {
			return false
		}
	}
	return true
}

func isPlain(kind reflect.Kind) bool {
	return kind >= reflect.Bool && kind <= reflect.Complex128 || kind == reflect.String
}
