package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// The icon is drawn on a field of 64 units, as icon.svg has it: a rounded square and four bars that grow, the last one
// the whitest. All arithmetic is in integers, so that every machine draws the same bytes.
const (
	field = 64
	fine  = 2 // samples a pixel in each direction
)

var ground = color.NRGBA{0x0a, 0x6b, 0x5d, 0xff}

// A bar is a rounded rectangle in hundredths of a unit, white with an opacity in percent.
type bar struct{ x, y, w, h, radius, opacity int }

var bars = []bar{
	{1200, 3400, 900, 1800, 250, 55},
	{2400, 2700, 900, 2500, 250, 70},
	{3600, 2000, 900, 3200, 250, 85},
	{4800, 1200, 500, 4000, 250, 100},
}

// icons are the pictures of the manifest. A maskable one is cut to a circle or anything else by the system, so it fills
// its whole square and keeps the bars in the middle.
func icons() map[string][]byte {
	return map[string][]byte{
		"icon-192.png":          draw(192, false),
		"icon-512.png":          draw(512, false),
		"icon-maskable-512.png": draw(512, true),
	}
}

func draw(size int, maskable bool) []byte {
	img := image.NewPaletted(image.Rect(0, 0, size, size), nil) // its colours are few, and an index a pixel packs better
	places := map[color.NRGBA]uint8{}
	for y := range size {
		for x := range size {
			c := pixel(x, y, size, maskable)
			place, known := places[c]
			if !known {
				place = uint8(len(places))
				places[c], img.Palette = place, append(img.Palette, c)
			}
			img.SetColorIndex(x, y, place)
		}
	}
	if len(img.Palette) > 256 {
		panic("more colours than a palette holds")
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, img); err != nil {
		panic(err) // a buffer takes everything
	}
	return out.Bytes()
}

// pixel averages the samples of one pixel.
func pixel(px, py, size int, maskable bool) color.NRGBA {
	var r, g, b, a int
	for sy := range fine {
		for sx := range fine {
			x := (2*(px*fine+sx) + 1) * field * 100 / (2 * fine * size)
			y := (2*(py*fine+sy) + 1) * field * 100 / (2 * fine * size)
			c, ok := at(x, y, maskable)
			if ok {
				r, g, b, a = r+int(c.R), g+int(c.G), b+int(c.B), a+1
			}
		}
	}
	if a == 0 {
		return color.NRGBA{}
	}
	return color.NRGBA{uint8(r / a), uint8(g / a), uint8(b / a), uint8(a * 255 / (fine * fine))}
}

// at is the colour at a place in hundredths of a unit.
func at(x, y int, maskable bool) (c color.NRGBA, ok bool) {
	if maskable {
		x, y = (x-3200)*10/7+3200, (y-3200)*10/7+3200
	} else if !(bar{0, 0, field * 100, field * 100, 1400, 100}).holds(x, y) {
		return c, false
	}
	c = ground
	for _, b := range bars {
		if b.holds(x, y) {
			c = color.NRGBA{blend(c.R, b.opacity), blend(c.G, b.opacity), blend(c.B, b.opacity), 0xff}
		}
	}
	return c, true
}

func (b bar) holds(x, y int) bool {
	x, y = x-b.x, y-b.y
	if x < 0 || y < 0 || x >= b.w || y >= b.h {
		return false
	}
	dx := max(b.radius-x, x-(b.w-b.radius), 0)
	dy := max(b.radius-y, y-(b.h-b.radius), 0)
	return dx*dx+dy*dy <= b.radius*b.radius
}

func blend(under uint8, opacity int) uint8 {
	return uint8((int(under)*(100-opacity) + 255*opacity) / 100)
}
