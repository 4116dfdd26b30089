package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// place is where a room stands in the document: a line of its own.
var place = regexp.MustCompile(`(?m)^<!-- room (\w+) -->\n`)

// join puts the rooms' parts, rooms/NAME.html beside the document, into their places. A room may hold the place of another.
func join(document string) ([]byte, error) {
	used := map[string]bool{}
	page, err := joined(document, filepath.Join(filepath.Dir(document), "rooms"), used)
	if err != nil {
		return nil, err
	}
	rooms, err := filepath.Glob(filepath.Join(filepath.Dir(document), "rooms", "*.html"))
	for _, file := range rooms {
		if !used[file] {
			return nil, fmt.Errorf("%s has no place in %s", file, document)
		}
	}
	return page, err
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
