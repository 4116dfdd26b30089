package protocol

// The ops of project files.
const (
	OpProject    = "project"     // ProjectParts → ProjectText
	OpUseProject = "project.use" // ProjectWish → ProjectUse
)

// ProjectParts are what the page knows, and the engine does not, of what a project holds.
type ProjectParts struct {
	Texts  string // to customers, as package readytext writes them
	Key    Key    // of the pseudonyms; the user has to want it in
	Traits string // headers of the columns by which groups are found, as ModelWish.Of has them
}

func (m *ProjectParts) code(c *coder) { c.str(&m.Texts); m.Key.code(c); c.str(&m.Traits) }

// ProjectText is a project file with its name.
type ProjectText struct{ Name, Text string }

func (m *ProjectText) code(c *coder) { c.str(&m.Name); c.str(&m.Text) }

// ProjectWish asks to apply a project to settings of the files that are open.
type ProjectWish struct {
	Text     string
	Settings Settings
}

func (m *ProjectWish) code(c *coder) { c.str(&m.Text); m.Settings.code(c) }

// ProjectUse is what became of the settings.
type ProjectUse struct {
	Settings Settings
	Lacks    []string // what the project names and the file has not, as the file would write it
	Parts    ProjectParts
}

func (m *ProjectUse) code(c *coder) { m.Settings.code(c); c.strs(&m.Lacks); m.Parts.code(c) }
