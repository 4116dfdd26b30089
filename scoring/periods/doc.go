// Package periods compares a clinic with itself over time: grades at two days and why they differ ([Compare]), what
// chance alone would have done ([Chance]), the figures of months ([Months]), cohorts ([Cohorts]), who is later than usual
// ([Late]) or fell further than chance explains ([Fell]), what an action did ([Effect]), and every customer's grade month
// by month ([History]).
//
// What goes in: the records of a log of visits, a profile, days. What comes out: values; texts are made elsewhere. It
// knows no clock: the analysis date is that of the records, and today never matters. What is drawn by chance is drawn
// from seeds.
//
// What it refuses: a log without visits, a table of ready values where visits are wanted, fewer gaps than can be learned
// from. Visits of figures, cohorts and warnings are those of the whole log as known on the analysis date; a comparison
// cuts the rows at its base day.
package periods
