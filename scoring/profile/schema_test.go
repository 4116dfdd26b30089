package profile_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// published is the JSON Schema that stands on the site.
const published = "../../web/static/profile.schema.json"

// fits checks a value by as much of JSON Schema as the published one uses.
func fits(root, schema map[string]any, v any) error {
	if ref, ok := schema["$ref"].(string); ok {
		defs := root["$defs"].(map[string]any)
		return fits(root, defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any), v)
	}
	if any, ok := schema["anyOf"].([]any); ok {
		for _, s := range any {
			if fits(root, s.(map[string]interface{}), v) == nil {
				return nil
			}
		}
		return fmt.Errorf("%v is none of the kinds", v)
	}
	if enum, ok := schema["enum"].([]any); ok && !slices.Contains(enum, v) {
		return fmt.Errorf("%v is not one of %v", v, enum)
	}
	limit := func(name string, n float64) error {
		if max, ok := schema["max"+name].(float64); ok && n > max {
			return fmt.Errorf("%v is beyond max%s %v", v, name, max)
		}
		if min, ok := schema["min"+name].(float64); ok && n < min {
			return fmt.Errorf("%v is below min%s %v", v, name, min)
		}
		return nil
	}
	switch kind := schema["type"]; x := v.(type) {
	case map[string]any:
		if kind != "object" {
			return fmt.Errorf("an object stands for %v", kind)
		}
		required, _ := schema["required"].([]any)
		for _, name := range required {
			if _, ok := x[name.(string)]; !ok {
				return fmt.Errorf("%v is missing", name)
			}
		}
		properties := schema["properties"].(map[string]any)
		for name, value := range x {
			s, ok := properties[name].(map[string]any)
			if !ok {
				return fmt.Errorf("%s is unknown", name)
			}
			if err := fits(root, s, value); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return limit("Properties", float64(len(x)))
	case []any:
		if kind != "array" {
			return fmt.Errorf("a list stands for %v", kind)
		}
		for i, item := range x {
			if err := fits(root, schema["items"].(map[string]any), item); err != nil {
				return fmt.Errorf("[%d]: %w", i, err)
			}
		}
		return limit("Items", float64(len(x)))
	case string:
		if kind != nil && kind != "string" {
			return fmt.Errorf("a text stands for %v", kind)
		}
		if p, ok := schema["pattern"].(string); ok && !regexp.MustCompile(p).MatchString(x) {
			return fmt.Errorf("%q does not match %s", x, p)
		}
		return limit("Length", float64(utf8.RuneCountInString(x)))
	case float64:
		if kind != nil && kind != "number" && (kind != "integer" || x != float64(int64(x))) {
			return fmt.Errorf("%v stands for %v", x, kind)
		}
		return limit("imum", x)
	case bool:
		if kind != "boolean" {
			return fmt.Errorf("%v stands for %v", x, kind)
		}
	}
	return nil
}

// TestPublishedSchema: whatever is accepted fits the published schema, and what it refuses is refused.
func TestPublishedSchema(t *testing.T) {
	data, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	texts := []string{plain, modern}
	for _, p := range profiles.All() {
		data, err := p.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	for _, c := range refused {
		texts = append(texts, strings.Replace(plain, c.old, c.new, 1))
	}
	for _, c := range refusedModern {
		texts = append(texts, strings.Replace(modern, c.old, c.new, 1))
	}
	caught := 0
	for _, text := range texts {
		_, err := profile.Parse([]byte(text))
		var v any
		if json.Unmarshal([]byte(text), &v) != nil {
			continue
		}
		against := fits(schema, schema, v)
		if err == nil && against != nil {
			t.Errorf("%v, but it is read: %.200s", against, text)
		}
		if err != nil && against != nil {
			caught++
		}
	}
	if caught < 25 {
		t.Errorf("the schema refuses only %d of what is refused", caught)
	}
}
