//go:build js

package main

import (
	"errors"
	"syscall/js"

	"fenji/wasm/jsx"
	"fenji/wasm/protocol"
)

// askWorkbook asks the workbook's program, which is started for this question and ended with the answer: what it took of
// the memory goes with it.
func (a *app) askWorkbook(op string, args protocol.Message, file js.Value) (answer js.Value, err error) {
	defer func() {
		if r := recover(); r != nil { // no worker can be made
			err = errors.New("the workbook's program does not start")
		}
	}()
	a.book.stop(errCancelled)
	a.book.start()
	life := a.book.life
	parts, err := a.book.call(op, args, &protocol.Nothing{}, []js.Value{file}, nil)
	if life == a.book.life {
		a.book.stop(errCancelled)
	}
	if err != nil {
		return js.Undefined(), err
	}
	return jsx.Buffer(jsx.Blob(parts...))
}

// decrypt opens those of the files that are encrypted as a whole.
func (a *app) decrypt(names []string, files []js.Value, password string) ([]js.Value, error) {
	a.advanced(protocol.Progress{Stage: "decrypt"})
	for i, file := range files {
		if len(files) > 1 && !compound(file) {
			continue
		}
		var err error
		args := &protocol.Decrypt{File: names[i], Password: password}
		if files[i], err = a.askWorkbook(protocol.OpDecrypt, args, file); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// compound tells whether a file is of the kind that encrypted workbooks are kept in.
func compound(buffer js.Value) bool {
	const magic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	return string(jsx.Bytes(buffer.Call("slice", 0, len(magic)))) == magic
}

// export makes a file of everyone.
func (a *app) export(format string) { a.exportAs(&protocol.Export{Format: format}) }

// exportAs makes a file and hands it to the browser to save.
func (a *app) exportAs(wish *protocol.Export) {
	if !a.state.Settled() || a.state.Task != Idle {
		return
	}
	job := a.job
	a.do(Started{Task: Exporting})
	if a.held != a.engine.life && !a.recall() {
		return
	}
	wish.Lang = a.state.Lang
	wish.Names, wish.Key = a.state.Areas.Privacy.Names, a.state.Areas.Privacy.Key.File
	built := a.build(wish)
	if job != a.job {
		return
	}
	file := &protocol.Download{}
	parts, err := a.engine.call(protocol.OpExport, wish, file, built, a.advanced)
	if job != a.job {
		return
	}
	if err != nil {
		a.fail(err)
		return
	}
	jsx.Save(file.Name, file.Type, parts)
	a.do(Exported{})
}

// build lets the workbook's program make the styled part of an export, if the export has one. Where that program does
// not start, the engine writes the workbook alone.
func (a *app) build(wish *protocol.Export) []js.Value {
	if wish.Format != "xlsx" {
		return nil
	}
	sheet := &protocol.Build{}
	outline, err := a.engine.call(protocol.OpOutline, wish, sheet, nil, nil)
	if err != nil {
		return nil // the export itself says why
	}
	file, err := jsx.Buffer(jsx.Blob(outline...))
	if err != nil {
		return nil
	}
	built, err := a.askWorkbook(protocol.OpBuild, sheet, file)
	if err != nil {
		println("page: the engine writes the workbook alone:", err.Error())
		return nil
	}
	return []js.Value{built}
}
