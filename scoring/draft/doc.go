// Package draft holds a set of grading rules as somebody types it: every range with both of its ends. A parsed profile
// cannot hold a gap, an overlap or a scale that turns round; a draft can, so that package doctor can say where.
//
// What goes in: a profile to copy ([Of]), or ranges as clinics write them ([ParseRange]). What comes out: a profile
// ([Draft.Parsed]), when the ranges say one. What it refuses: ranges that leave values out, or give them twice.
package draft
