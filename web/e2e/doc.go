// Package e2e tests the built site in a real browser, by what the page promises to automation and assistive technology:
// ids, data attributes and ARIA roles, never the looks.
//
// The site is served by the product's own handler on a free port, with a log of every request. It is taken from the
// folder that FENJI_DIST names (make test does) or built anew. Without a browser the tests skip, unless FENJI_BROWSER
// is "required". With -screens DIR screenshots are kept.
package e2e
