//go:build js

package shell

import (
	"errors"
	"syscall/js"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
)

// startWorkbook starts the workbook's program.
func (a *App) startWorkbook() (err error) {
	defer func() {
		if r := recover(); r != nil { // no worker can be made
			err = errors.New("the workbook's program does not start")
		}
	}()
	a.book.stop(errCancelled)
	a.book.start()
	return nil
}

// askWorkbook asks the workbook's program, which was started for this question and ends with the answer: what it took of
// the memory goes with it.
func (a *App) askWorkbook(op string, args protocol.Message, file js.Value) (answer js.Value, err error) {
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
func (a *App) decrypt(names []string, files []js.Value, password string) ([]js.Value, error) {
	a.advanced(protocol.Progress{Stage: "decrypt"})
	for i, file := range files {
		if len(files) > 1 && !compound(file) {
			continue
		}
		if err := a.startWorkbook(); err != nil {
			return nil, err
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
func (a *App) export(format string) { a.Export(&protocol.Export{Format: format}) }

// Export makes a file and hands it to the browser to save.
func (a *App) Export(wish *protocol.Export) {
	if !a.state.Settled() || a.state.Task != Idle {
		return
	}
	job := a.job
	a.Do(Started{Task: Exporting})
	if a.held != a.engine.life && !a.recall() {
		if job == a.job {
			a.Do(Exported{}) // nothing is under way any more
		}
		return
	}
	wish.Lang = a.state.Lang
	a.state.Saved(wish)
	file := &protocol.Download{}
	parts, err := a.engine.call(protocol.OpExport, wish, file, nil, a.advanced)
	if job != a.job {
		return
	}
	if err != nil {
		a.Fail(err)
		return
	}
	jsx.Save(file.Name, file.Type, parts)
	a.Do(Exported{})
}
