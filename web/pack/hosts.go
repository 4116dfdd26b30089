package main

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"fenji/web"
)

// hosting is the configuration of other hosts, all from the one table of headers.
func hosting() map[string]string {
	return map[string]string{
		"_headers":                   headersFile(),
		"hosting/nginx.conf":         nginx("/"),
		"hosting/nginx-subpath.conf": nginx("/fenji/"),
		"hosting/Caddyfile":          caddy(),
		"hosting/apache.conf":        apache(),
	}
}

// exceptions are the paths that have headers of their own.
func exceptions() []string {
	var paths []string
	for _, r := range web.Rules[1:] {
		paths = append(paths, r.Pattern)
	}
	return paths
}

// headersFile is what Cloudflare and Netlify read. They join the values of all rules that match a path, so a header
// that a later rule sets anew is taken away there first. Netlify has no such line, passes over it and joins the two
// policies of the service worker, which holds it to both.
func headersFile() string {
	var out strings.Builder
	for i, r := range web.Rules {
		fmt.Fprintln(&out, r.Pattern)
		for _, h := range r.Headers {
			if i > 0 && again(i, h.Name) {
				fmt.Fprintf(&out, "  ! %s\n", h.Name)
			}
			fmt.Fprintf(&out, "  %s: %s\n", h.Name, h.Value)
		}
	}
	return out.String()
}

// again tells whether an earlier rule names the header.
func again(at int, name string) bool {
	return slices.ContainsFunc(web.Rules[:at], func(r web.Rule) bool {
		return slices.ContainsFunc(r.Headers, func(h web.Header) bool { return h.Name == name })
	})
}

// nginx is to be included in a server block. A location that adds headers inherits none, so each has all of its own.
func nginx(base string) string {
	var out strings.Builder
	out.WriteString("# Fenji on nginx: put the site's files into /srv/fenji and include this file in a server block.\n")
	if base != "/" {
		fmt.Fprintf(&out, "# The site is then at %s; replace that everywhere for another place.\n", base)
		fmt.Fprintf(&out, "location = %s { return 301 %s; }\n", strings.TrimSuffix(base, "/"), base)
	}
	place := func(match, file, path string) {
		fmt.Fprintf(&out, "location %s {\n", match)
		if base == "/" {
			out.WriteString("    root /srv/fenji;\n")
		} else {
			fmt.Fprintf(&out, "    alias /srv/fenji/%s;\n", file)
		}
		out.WriteString("    index index.html;\n    gzip_static on;\n    gzip_vary on;\n" +
			"    # brotli_static on; # where nginx has its module\n")
		out.WriteString(nginxTypes())
		for _, h := range web.Headers(path) {
			fmt.Fprintf(&out, "    add_header %s \"%s\" always;\n", h.Name, h.Value)
		}
		out.WriteString("}\n")
	}
	for _, path := range exceptions() {
		file := strings.TrimPrefix(path, "/")
		place("= "+base+file, file, path)
	}
	place(base, "", "/")
	return out.String()
}

func nginxTypes() string {
	var out strings.Builder
	charset := map[string]bool{}
	out.WriteString("    types {\n")
	kinds := web.Types()
	for _, ext := range slices.Sorted(maps.Keys(kinds)) {
		kind, params, _ := strings.Cut(kinds[ext], ";")
		if params != "" && kind != "text/html" { // which always has it
			charset[kind] = true
		}
		fmt.Fprintf(&out, "        %s %s;\n", kind, ext[1:])
	}
	fmt.Fprintf(&out, "    }\n    default_type application/octet-stream;\n    charset utf-8;\n    charset_types %s;\n",
		strings.Join(slices.Sorted(maps.Keys(charset)), " "))
	return out.String()
}

func caddy() string {
	var out strings.Builder
	out.WriteString("# Fenji on Caddy: put the site's files into /srv/fenji and name your host.\n" +
		"fenji.example {\n\troot * /srv/fenji\n")
	block := func(name, match, path string) {
		fmt.Fprintf(&out, "\t@%s %s\n\theader @%[1]s {\n", name, match)
		for _, h := range web.Headers(path) {
			fmt.Fprintf(&out, "\t\t%s \"%s\"\n", h.Name, h.Value)
		}
		out.WriteString("\t}\n")
	}
	for i, path := range exceptions() {
		block(fmt.Sprintf("own%d", i), "path "+path, path)
	}
	block("others", "not path "+strings.Join(exceptions(), " "), "/")
	out.WriteString("\tfile_server {\n\t\tprecompressed br gzip\n\t\thide .*\n\t}\n}\n")
	return out.String()
}

// apache goes into a virtual host's Directory or, as .htaccess, into the folder itself.
func apache() string {
	var out strings.Builder
	out.WriteString("# Fenji on Apache: into the <Directory> of the site, or beside index.html as .htaccess.\n" +
		"# It needs mod_headers and mod_mime; with mod_rewrite it sends the compressed forms.\n" +
		"Options -Indexes\nDirectoryIndex index.html\n")
	for _, h := range web.Headers("/") {
		fmt.Fprintf(&out, "Header always set %s \"%s\"\n", h.Name, h.Value)
	}
	for _, r := range web.Rules[1:] {
		name := strings.ReplaceAll(path.Base(r.Pattern), ".", `\.`)
		fmt.Fprintf(&out, "<FilesMatch \"^%s(\\.br|\\.gz)?$\">\n", name)
		for _, h := range r.Headers {
			fmt.Fprintf(&out, "    Header always set %s \"%s\"\n", h.Name, h.Value)
		}
		out.WriteString("</FilesMatch>\n")
	}
	kinds := web.Types()
	for _, ext := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintf(&out, "AddType \"%s\" %s\n", kinds[ext], ext)
	}
	out.WriteString("RemoveType .gz .br\nAddEncoding br .br\nAddEncoding gzip .gz\n" +
		"<IfModule mod_rewrite.c>\n    RewriteEngine On\n")
	for _, c := range [][2]string{{"br", "br"}, {"gzip", "gz"}} {
		fmt.Fprintf(&out, "    RewriteCond %%{HTTP:Accept-Encoding} \\b%s\\b\n    RewriteCond %%{REQUEST_FILENAME}.%s -f\n"+
			"    RewriteRule ^(.+)$ $1.%[2]s [L]\n", c[0], c[1])
	}
	out.WriteString("    Header append Vary Accept-Encoding\n</IfModule>\n")
	return out.String()
}
