// Inflates DEFLATE streams (RFC 1951) and takes the CRC-32 of what comes out (RFC 1952, section 8), piece by piece.
//
// What goes in: packed bytes, put at feed(), at most room() of them, and told to run(). What comes out: length() bytes at
// window(), once run() has answered FULL or ENDED; they hold until it is called again. What it answers: MORE packed bytes are
// wanted; the window is FULL; the stream has ENDED, and sum() is its checksum; it is DAMAGED. begin() begins another stream.
//
// What it refuses is what zlib refuses: lengths that make no code, a code without the end of a block, symbols that the format
// does not have, distances that reach before the beginning, stored blocks whose two lengths disagree, a stream that is cut
// off, and bytes behind its end.
//
// Every load and store lies in the arrays of this file. What is read beyond the input is PADDING, what is written beyond the
// window is SLACK, and a table that would outgrow its array is DAMAGED.
//
// Compiled for WebAssembly by the target kernel of the Makefile. Numbers are little-endian and may lie at any address.

#include "kernel.h"

#define LOW(n) ((1u << (n)) - 1)

enum { MORE, FULL, ENDED, DAMAGED };

enum {
  HISTORY = 32 << 10, // bytes that a distance may reach back
  WINDOW = 192 << 10, // bytes that come out at a time, and up to a match more
  SLACK = 258 + 96,
  ROOM = 64 << 10,    // bytes that go in at a time
  HEADER = 640,       // more bytes than the head of a block can have: 17 + 19 × 3 + 316 × 14 bits
  NEAR = 32,          // more bytes than one turn of the loop over symbols takes
  PADDING = HEADER + 64,
};

static u8 in[HEADER + ROOM + PADDING], out[HISTORY + WINDOW + SLACK];

// Where the stream stands. Between two calls fewer than eight bits are held.
static enum { HEAD, STORED, CODED, TAIL, OVER } phase;
static int final;            // this block is the last
static u32 stored;           // bytes left of a stored block
static u64 bits;             // the next ones, the first lowest
static u32 held;             // how many of them
static u8 *next, *end;     // packed bytes
static u8 *to, *floor;       // where the next byte goes, and how far back there are any

static inline void refill(void) {
  bits |= *(const u64at *)next << held;
  next += (63 - held) >> 3;
  held |= 56;
}

static inline u32 take(u32 n) {
  u32 taken = (u32)bits & LOW(n);
  bits >>= n;
  held -= n;
  return taken;
}

// giveBack gives bytes back that were taken ahead.
static void giveBack(void) {
  next -= held >> 3;
  held &= 7;
  bits &= LOW(held);
}

// Codes. A table is asked with the next bits of the stream; its entry tells what they begin with. The lowest six bits of an
// entry say how many bits of the stream it takes, those extra bits included that lie behind a length or a distance.
//
//   BYTES    a byte at bits 8–15; with PAIR another one behind it, at bits 16–23
//   SPECIAL  with LONGER the code is longer than the table is wide: its entry lies in the table that begins at bits 16–30 and
//            is asked with as many bits as bits 8–11 say; with LAST the end of the block; else nothing that there is
//   neither  a length or a distance: the smallest at bits 16–30, and how long the code itself is at bits 8–11
enum { BYTES = 1u << 31, PAIR = 1u << 30, SPECIAL = 1u << 15, LONGER = 1u << 14, LAST = 1u << 13 };

enum kind { LENGTHS, LITERALS, DISTANCES };
enum { SYMBOLS = 288, LONGEST = 15 };
static const u32 wide[] = {7, 11, 8};
// The most entries that a complete code can need; a program that counts them is zlib's examples/enough.c.
static const u32 most[] = {1 << 7, 2342, 402};
static u32 lengths[1 << 7], literals[2342], distances[402];

// meaning is the entry of a symbol whose code is so long.
static u32 meaning(enum kind kind, u32 symbol, u32 length) {
  u32 least = symbol, extra = 0;
  if (kind == DISTANCES) {
    if (symbol > 29) return SPECIAL;
    extra = symbol < 4 ? 0 : symbol / 2 - 1;
    least = symbol < 4 ? symbol + 1 : ((2 + symbol % 2) << extra) + 1;
  } else if (kind == LITERALS) {
    if (symbol < 256) return BYTES | symbol << 8 | length;
    if (symbol == 256) return SPECIAL | LAST | length;
    if (symbol > 285) return SPECIAL;
    symbol -= 257;
    extra = symbol < 8 || symbol == 28 ? 0 : symbol / 4 - 1;
    least = symbol == 28 ? 258 : symbol < 8 ? symbol + 3 : ((4 + symbol % 4) << extra) + 3;
  }
  return least << 16 | length << 8 | (length + extra);
}

// build makes the table of a code from how long each symbol's is; 0 when there is no such code. What zlib lets pass besides
// complete codes is one symbol of one bit or, of distances, none.
static int build(enum kind kind, u32 *table, const u8 *length, u32 n) {
  u16 count[LONGEST + 1] = {0}, place[LONGEST + 2], sorted[SYMBOLS];
  for (u32 s = 0; s < n; s++) count[length[s]]++;
  count[0] = place[1] = 0;
  int left = 1;
  for (u32 l = 1; l <= LONGEST; l++) {
    left = 2 * left - count[l];
    if (left < 0) return 0;
    place[l + 1] = place[l] + count[l];
  }
  u32 used = place[LONGEST + 1], width = wide[kind];
  if (left > 0) {
    if (kind == LENGTHS || used > 1 || count[1] != used) return 0;
    for (u32 i = 0; i < 1u << width; i++) table[i] = SPECIAL;
  }
  for (u32 s = 0; s < n; s++) {
    if (length[s]) sorted[place[length[s]]++] = s;
  }

  // Codes count upwards, and the stream holds each from its first bit: so they are counted mirrored.
  u32 code = 0, free = 1u << width, begin = 0, below = 0, prefix = ~0u;
  for (u32 i = 0, l = 1; i < used; i++) {
    while (count[l] == 0) l++;
    u32 at = code, step = 1u << l, stop = 1u << width;
    if (l > width) {
      if ((code & LOW(width)) != prefix) { // the first of those that begin so
        prefix = code & LOW(width);
        below = l - width;
        for (int open = (1 << below) - count[l]; open > 0; open = 2 * open - count[width + below]) {
          if (width + ++below > LONGEST) return 0;
        }
        begin = free;
        free += 1u << below;
        if (free > most[kind]) return 0;
        table[prefix] = SPECIAL | LONGER | begin << 16 | below << 8;
      }
      at = begin + (code >> width);
      step = 1u << (l - width);
      stop = free;
    }
    for (u32 entry = meaning(kind, sorted[i], l); at < stop; at += step) table[at] = entry;
    count[l]--;
    u32 carry = 1u << (l - 1);
    while (code & carry) carry >>= 1;
    code = (code & (carry - 1)) | carry; // behind the last one it means nothing
  }
  return 1;
}

// pair lets an entry stand for two bytes, where the table is wide enough for both. From behind, for what is looked up lies
// in front.
static void pair(void) {
  for (u32 i = 1u << wide[LITERALS]; i-- > 0;) {
    u32 first = literals[i], taken = first & 63;
    if (!(first & BYTES)) continue;
    u32 second = literals[i >> taken];
    if (second & BYTES && !(second & PAIR) && taken + (second & 63) <= wide[LITERALS]) {
      literals[i] = BYTES | PAIR | (second & 0xFF00) << 8 | (first & 0xFF00) | (taken + (second & 63));
    }
  }
}

static int fixed(void) {
  u8 length[SYMBOLS];
  for (u32 s = 0; s < SYMBOLS; s++) length[s] = s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8;
  build(LITERALS, literals, length, SYMBOLS);
  for (u32 s = 0; s < 32; s++) length[s] = 5;
  return build(DISTANCES, distances, length, 32);
}

// dynamic reads the codes of a block.
static int dynamic(void) {
  static const u8 order[] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  u8 length[286 + 30] = {0}, first[19] = {0};
  u32 forLiterals = take(5) + 257, forDistances = take(5) + 1, forLengths = take(4) + 4;
  if (forLiterals > 286 || forDistances > 30) return 0;
  for (u32 i = 0; i < forLengths; i++) {
    refill();
    first[order[i]] = take(3);
  }
  if (!build(LENGTHS, lengths, first, 19)) return 0;
  u32 n = forLiterals + forDistances;
  for (u32 i = 0; i < n;) {
    refill();
    u32 entry = lengths[bits & LOW(7)], symbol = entry >> 16, value = 0, again = 1;
    take(entry & 63);
    if (symbol < 16) {
      value = symbol;
    } else if (symbol == 16) {
      if (i == 0) return 0;
      value = length[i - 1];
      again = 3 + take(2);
    } else {
      again = symbol == 17 ? 3 + take(3) : 11 + take(7);
    }
    if (again > n - i) return 0;
    while (again-- > 0) length[i++] = value;
  }
  return length[256] && build(LITERALS, literals, length, forLiterals) &&
    build(DISTANCES, distances, length + forLiterals, forDistances);
}

// head reads the head of a block.
static int head(void) {
  refill();
  final = take(1);
  u32 kind = take(2);
  phase = CODED;
  if (kind == 1 && !fixed()) return 0;
  if (kind == 2 && !dynamic()) return 0;
  if (kind == 0) {
    take(held & 7);
    giveBack();
    stored = next[0] | next[1] << 8;
    if ((stored ^ (next[2] | next[3] << 8)) != 0xFFFF) return 0;
    next += 4;
    phase = STORED;
    return 1;
  }
  if (kind == 3) return 0;
  pair();
  giveBack();
  return 1;
}

// copy repeats what lies so far back. It writes up to 63 bytes too many.
static inline u8 *copy(u8 *to, u32 distance, u32 length) {
  u8 *from = to - distance, *stop = to + length;
  for (; distance < 16; to += distance, distance *= 2) *(wordAt *)to = *(wordAt *)from; // as many are right as it was far
  for (;;) {
    *(wordAt *)to = *(wordAt *)from;
    *(wordAt *)(to + 16) = *(wordAt *)(from + 16);
    if (to + 32 >= stop) return stop;
    to += 32, from += 32;
  }
}

// coded reads symbols until the block ends, the window is full or the input comes near its end. What it works with is copied,
// for it writes where the compiler cannot know.
static int coded(u8 *near) {
  u64 bits_ = bits;
  u32 held_ = held, entry, code, length, distance;
  u8 *next_ = next, *to_ = to, *const full = out + HISTORY + WINDOW;
  int answer = MORE;
#define REFILL bits_ |= *(const u64at *)next_ << held_, next_ += (63 - held_) >> 3, held_ |= 56
#define TAKE bits_ >>= entry & 63, held_ -= entry & 63
#define PUT *(u16at *)to_ = entry >> 8, to_ += 1 + (entry >> 30 & 1), TAKE
#define LONG(table, width) table[(entry >> 16) + ((u32)(bits_ >> width) & LOW(entry >> 8 & 15))]
#define VALUE code = entry >> 8 & 15, (entry >> 16) + ((u32)(bits_ >> code) & LOW((entry & 63) - code))
  while (next_ <= near && to_ < full) {
    REFILL;
    entry = literals[bits_ & LOW(11)];
    // Among the bits that are held are three times eleven, and as well twice eleven and a length of twenty.
    if (entry & BYTES) {
      PUT;
      entry = literals[bits_ & LOW(11)];
      if (entry & BYTES) {
        PUT;
        entry = literals[bits_ & LOW(11)];
        if (entry & BYTES) {
          PUT;
          continue;
        }
      }
    }
    if (entry & SPECIAL) {
      if (entry & LONGER) entry = LONG(literals, 11);
      if (entry & BYTES) {
        PUT;
        continue;
      }
      if (entry & SPECIAL) {
        if (entry & LAST) phase = final ? TAIL : HEAD;
        else answer = DAMAGED;
        TAKE;
        break;
      }
    }
    length = (VALUE);
    TAKE;
    REFILL;
    entry = distances[bits_ & LOW(8)];
    if (entry & LONGER) entry = LONG(distances, 8);
    distance = (VALUE);
    if (entry & SPECIAL || distance > (u32)(to_ - floor)) {
      answer = DAMAGED;
      break;
    }
    TAKE;
    to_ = copy(to_, distance, length);
  }
  bits = bits_, held = held_, next = next_, to = to_;
  giveBack();
  return answer;
}

// plain passes on what a stored block holds.
static void plain(void) {
  u32 n = stored, room = out + HISTORY + WINDOW - to, there = end - next;
  if (n > room) n = room;
  if (n > there) n = there;
  __builtin_memcpy(to, next, n);
  to += n, next += n, stored -= n;
  if (stored == 0) phase = final ? TAIL : HEAD;
}

// advance goes on with the stream as far as the input and the window allow.
static int advance(int last) {
  while (next <= end) {
    u32 there = end - next;
    if (phase == TAIL) return there > 0 ? DAMAGED : last ? ENDED : MORE;
    if (to >= out + HISTORY + WINDOW) return FULL;
    switch (phase) {
    case HEAD:
      if (there < HEADER && !last) return MORE;
      if (!head()) return DAMAGED;
      break;
    case STORED:
      if (there == 0 && stored > 0) return last ? DAMAGED : MORE;
      plain();
      break;
    case CODED:
      if (there < NEAR && !last) return MORE;
      if (coded(last ? end + 8 : end - NEAR) == DAMAGED) return DAMAGED;
      break;
    default:
      return DAMAGED;
    }
  }
  return DAMAGED; // it took more than there is
}

static int full; // the window, when run() answered last

EXPORT("begin") void begin(void) {
  phase = HEAD;
  full = 0;
  bits = held = 0;
  next = end = in;
  to = floor = out + HISTORY;
  sumFrom(to);
}

// feed makes room behind what was not read yet and tells where it is.
EXPORT("feed") u8 *feed(void) {
  u32 left = end - next;
  __builtin_memmove(in, next, left);
  next = in, end = in + left;
  return in + left;
}

EXPORT("room") u32 room(void) { return in + sizeof in - PADDING - end; }

// run goes on after so many bytes more, the last ones or not. What stood in a full window is gone then, but for the history.
EXPORT("run") int run(u32 n, int last) {
  if (full) {
    u32 moved = to - (out + HISTORY);
    __builtin_memmove(out, out + moved, HISTORY);
    to -= moved;
    sumMoved(moved);
    floor = out;
  }
  end += n;
  if (last) __builtin_memset(end, 0, PADDING);
  int answer = advance(last);
  full = answer == FULL;
  if (full || answer == ENDED) sumUpTo(to, answer == ENDED);
  if (answer == ENDED || answer == DAMAGED) phase = OVER;
  return answer;
}

EXPORT("window") u8 *window(void) { return out + HISTORY; }
EXPORT("length") u32 length(void) { return to - (out + HISTORY); }
