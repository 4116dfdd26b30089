package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// place is where one room stands in the document, places where all those stand that have no place of their own: lines of
// their own.
var (
	place  = regexp.MustCompile(`(?m)^<!-- room (\w+) -->\n`)
	places = []byte("<!-- rooms -->\n")
)

// join puts the rooms' parts, rooms/NAME.html beside the document, into their places. A room may hold the place of another.
func join(document string) ([]byte, error) {
	rooms := filepath.Join(filepath.Dir(document), "rooms")
	used := map[string]bool{}
	page, err := joined(document, rooms, used)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(rooms, "*.html"))
	if err != nil {
		return nil, err
	}
	for _, file := range files { // first those that hold places of others
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, m := range place.FindAllSubmatch(text, -1) {
			used[filepath.Join(rooms, string(m[1])+".html")] = true
		}
	}
	var rest []byte
	for _, file := range files {
		if used[file] {
			continue
		}
		part, err := joined(file, rooms, map[string]bool{})
		if err != nil {
			return nil, err
		}
		rest = append(rest, part...)
	}
	if bytes.Count(page, places) != 1 {
		return nil, fmt.Errorf("%s holds %d places for the rooms", document, bytes.Count(page, places))
	}
	return bytes.Replace(page, places, rest, 1), nil
}

func joined(file, rooms string, used map[string]bool) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return place.ReplaceAllFunc(text, func(mark []byte) []byte {
		room := filepath.Join(rooms, string(place.FindSubmatch(mark)[1])+".html")
		if used[room] {
			err = fmt.Errorf("%s has two places", room)
			return nil
		}
		used[room] = true
		part, wrong := joined(room, rooms, used)
		if wrong != nil {
			err = wrong
		}
		return part
	}), err
}
