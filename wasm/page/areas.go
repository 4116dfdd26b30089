package page

// Areas are the parts of the state that the tabs keep for themselves. What an area shows of an outcome is asked for when
// its tab is opened, so every area remembers the outcome that its figures belong to.
type Areas struct {
	Customers Customers
	Intake    IntakeArea
	Privacy   Privacy
	Segments  Segments
	Falls     Falling
	Overview  Overview
}

// areaReducers change the state after the events of one area each; they leave every other event alone.
var areaReducers = []func(s State, e Event) State{reduceIntake}
