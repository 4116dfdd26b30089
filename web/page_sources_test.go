package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// functionsOf calls f for each function of the page that runs in the browser.
func functionsOf(t *testing.T, f func(file string, d *ast.FuncDecl)) {
	t.Helper()
	found := 0
	err := fs.WalkDir(os.DirFS(".."), "wasm/page", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_js.go") {
			return err
		}
		source, err := parser.ParseFile(token.NewFileSet(), "../"+path, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range source.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil {
				found++
				f(path, d)
			}
		}
		return nil
	})
	if err != nil || found < 300 {
		t.Fatalf("%d functions found, %v", found, err)
	}
}

// asking are the ways of an App to the engine, and the one into the state.
var asking = map[string]bool{"Ask": true, "Call": true, "Grade": true, "SetView": true, "Do": true, "Filter": true, "Show": true}

// TestSourcesRenderingAsksNothing: what draws neither asks the engine nor lets something happen. What a listener does that it
// attaches is another matter.
func TestSourcesRenderingAsksNothing(t *testing.T) {
	functionsOf(t, func(file string, d *ast.FuncDecl) {
		name := strings.ToLower(d.Name.Name)
		if !strings.HasPrefix(name, "render") && !strings.HasPrefix(name, "draw") {
			return
		}
		ast.Inspect(d.Body, func(n ast.Node) bool {
			if _, inner := n.(*ast.FuncLit); inner {
				return false
			}
			if call, ok := n.(*ast.CallExpr); ok {
				if to, ok := call.Fun.(*ast.SelectorExpr); ok && asking[to.Sel.Name] {
					if a, ok := to.X.(*ast.Ident); ok && a.Name == "a" {
						t.Errorf("%s: %s calls a.%s", file, d.Name.Name, to.Sel.Name)
					}
				}
			}
			return true
		})
	})
}

// TestSourcesWriteNoState: nothing but Reduce changes the state. The App takes what Reduce gives; no function writes into
// what State gave it.
func TestSourcesWriteNoState(t *testing.T) {
	takes := map[string]bool{"Do": true, "askDue": true, "Run": true}
	functionsOf(t, func(file string, d *ast.FuncDecl) {
		state := map[string]bool{} // names of what State gave
		ast.Inspect(d.Body, func(n ast.Node) bool {
			set, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for i, to := range set.Lhs {
				name, plain := to.(*ast.Ident)
				if plain && len(set.Rhs) == len(set.Lhs) && isState(set.Rhs[i]) {
					state[name.Name] = true
				}
				if plain {
					continue
				}
				root, depth := rootOf(to)
				if state[root] && depth > 0 || root == "a.State()" || root == "a.state" && (depth > 0 || !takes[d.Name.Name]) {
					t.Errorf("%s: %s writes into the state", file, d.Name.Name)
				}
			}
			return true
		})
	})
}

// isState tells a.State() and a.state from other values.
func isState(e ast.Expr) bool {
	root, depth := rootOf(e)
	return depth == 0 && (root == "a.State()" || root == "a.state")
}

// rootOf gives what an expression reaches into, and how deep.
func rootOf(e ast.Expr) (root string, depth int) {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name, 0
	case *ast.CallExpr:
		if to, ok := e.Fun.(*ast.SelectorExpr); ok && to.Sel.Name == "State" && len(e.Args) == 0 {
			return "a.State()", 0
		}
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok && x.Name == "a" && e.Sel.Name == "state" {
			return "a.state", 0
		}
		root, depth = rootOf(e.X)
		return root, depth + 1
	case *ast.IndexExpr:
		root, depth = rootOf(e.X)
		return root, depth + 1
	case *ast.StarExpr:
		root, depth = rootOf(e.X)
		return root, depth + 1
	}
	return "", 0
}
