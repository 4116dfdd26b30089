// Packs bytes into DEFLATE streams (RFC 1951), block by block: what package deflate of the program does, byte for byte, in the
// same steps; there the reasons stand. Its tests hold the two against each other.
//
// What goes in: bytes, put at place(), at most space() of them, and told to add(). When there is no space left, or at the end,
// pack() makes a block of what was added, the last of the stream or not; its packed bytes are packed() many at block(). They
// hold until it is called again; with the last one sum() is the CRC-32 of all that went in. start() begins another stream.
//
// Every load and store lies in the arrays of this file: a block is searched up to MARGIN bytes before its end, and no block is
// longer packed than stored.
//
// Compiled for WebAssembly by the target kernel of the Makefile, with inflate.c. Numbers are little-endian and may lie at any
// address.

#include "kernel.h"

#define SELDOM static __attribute__((noinline, minsize)) // once a block: small rather than fast

enum {
  WINDOW = 1 << 15, // how far back a match may lie
  BLOCK = 1 << 16,  // bytes that share a code
  MIN_MATCH = 4,
  MAX_MATCH = 258,
  MARGIN = 12,
  TABLE_BITS = 15,
  WRAP = 1 << 30,

  LITERALS = 286,
  DISTANCES = 30,
  END = 256,
  MIN_LENGTH = 3,
  LONGEST = 285,
  MAX_BITS = 15,
  ORDERS = 19,
  MAX_BITS_ORDER = 7,
};

static u8 buf[WINDOW + BLOCK + 8], packedBytes[BLOCK + 1024];
static u32 from, to;  // the block is buf[from:to]; what is before it can be referred to
static u32 base;      // the position of buf[0], in the table's counting
static u32 table[1 << TABLE_BITS];

// A match is preceded by bytes that stand for themselves: the length less MIN_LENGTH, the distance less one from bit 8 on, its
// symbol from bit 24 on, the number of those bytes from bit 32 on.
static u64 matches[BLOCK / MIN_MATCH + 2];
static u32 matched;
static u32 literal[LITERALS], far[DISTANCES];

static u8 *out; // where the next packed byte goes
static u64 bits;
static u32 filled;

static inline u64 load(u32 at) { return *(const u64at *)(buf + at); }

static inline u32 slot(u64 w) { return (u32)((w << 24) * 0x9E3779B97F4A7C15ull >> (64 - TABLE_BITS)); }

// lengthCode is the symbol for a length, of which MIN_LENGTH is subtracted.
static inline u32 lengthCode(u32 n) {
  if (n < 8) return END + 1 + n;
  if (n == MAX_MATCH - MIN_LENGTH) return LONGEST;
  u32 top = 29 - __builtin_clz(n);
  return END + 1 + 4 * (top + 1) + (n >> top & 3);
}

static inline u32 lengthExtra(u32 n) { return n < 8 || n == MAX_MATCH - MIN_LENGTH ? 0 : 29 - __builtin_clz(n); }

// distanceCode is the symbol for a distance less one.
static inline u32 distanceCode(u32 d) {
  if (d < 4) return d;
  u32 top = 30 - __builtin_clz(d);
  return 2 * (top + 1) + (d >> top & 1);
}

static __attribute__((noinline)) void addMatch(u32 plain, u32 length, u32 back) {
  u32 symbol = distanceCode(back - 1);
  while (length > 0) {
    u32 take = length < MAX_MATCH ? length : MAX_MATCH, left = length - take;
    if (left > 0 && left < MIN_MATCH) take -= MIN_MATCH;
    matches[matched++] = (u64)plain << 32 | symbol << 24 | (back - 1) << 8 | (take - MIN_LENGTH);
    literal[lengthCode(take - MIN_LENGTH)]++;
    far[symbol]++;
    length -= take, plain = 0;
  }
}

// search finds the matches of the block, and counts its symbols.
static __attribute__((noinline)) void search(void) {
  matched = 0;
  __builtin_memset(literal, 0, sizeof literal);
  __builtin_memset(far, 0, sizeof far);
  if (base > WRAP) {
    __builtin_memset(table, 0, sizeof table);
    base = WINDOW + 1;
  }
  u32 at = from, last = from; // last is where the last match ended
  while (at + MARGIN < to) {
    u64 w = load(at);
    u32 *entry = &table[slot(w)], back = base + at - *entry;
    *entry = base + at;
    if (back > WINDOW || *(const u32at *)(buf + at - back) != (u32)w) {
      at += 1 + ((at - last) >> 6);
      continue;
    }
    u32 length = MIN_MATCH;
    for (;;) {
      if (at + length + 8 > to) {
        while (at + length < to && buf[at + length] == buf[at + length - back]) length++;
        break;
      }
      u64 differ = load(at + length) ^ load(at + length - back);
      if (differ) {
        length += __builtin_ctzll(differ) >> 3;
        break;
      }
      length += 8;
    }
    while (at > last && at > back && buf[at - 1] == buf[at - 1 - back]) at--, length++;
    for (u32 i = last; i < at; i++) literal[buf[i]]++;
    addMatch(at - last, length, back);
    at += length;
    last = at;
    if (at + MARGIN < to) table[slot(load(at - 2))] = base + at - 2;
  }
  for (u32 i = last; i < to; i++) literal[buf[i]]++;
  literal[END]++;
}

// The codes of a block. A code is held with its bits, the first the lowest, above the eight bits of its length.
static u32 codes[LITERALS], farCodes[DISTANCES], lengthCodes[256], orderCodes[ORDERS];
static u8 lengths[LITERALS + DISTANCES], written[2 * (LITERALS + DISTANCES)];
static u32 nLiteral, nFar, nOrder, nWritten, head;
static const u8 order[ORDERS] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

// sort puts numbers in order, by gaps that shrink (Shell).
SELDOM void sort(u32 *list, u32 n) {
  static const u8 gaps[] = {132, 57, 23, 10, 4, 1};
  for (u32 g = 0; g < sizeof gaps; g++) {
    u32 gap = gaps[g];
    for (u32 i = gap; i < n; i++) {
      u32 v = list[i], k = i;
      for (; k >= gap && list[k - gap] > v; k -= gap) list[k] = list[k - gap];
      list[k] = v;
    }
  }
}

// depths counts the symbols by the length of their codes (Huffman, with two queues).
SELDOM void depths(const u32 *sorted, u32 n, u32 *ofLength) {
  static u32 weight[LITERALS];
  static u16 parent[LITERALS], leafParent[LITERALS];
  if (n < 2) {
    ofLength[1] = n;
    return;
  }
  u32 leaf = 0, tree = 0;
  for (u32 made = 0; made < n - 1; made++) {
    u32 sum = 0;
    for (int i = 0; i < 2; i++) {
      if (tree >= made || (leaf < n && sorted[leaf] >> 9 <= weight[tree])) {
        sum += sorted[leaf] >> 9;
        leafParent[leaf++] = made;
      } else {
        sum += weight[tree];
        parent[tree++] = made;
      }
    }
    weight[made] = sum;
  }
  weight[n - 2] = 0;
  for (u32 i = n - 2; i-- > 0;) weight[i] = weight[parent[i]] + 1;
  for (u32 i = 0; i < n; i++) {
    u32 depth = weight[leafParent[i]] + 1;
    ofLength[depth < 31 ? depth : 31]++;
  }
}

// limit shortens codes that are longer than most.
SELDOM void limit(u32 *ofLength, u32 most) {
  u32 total = 0;
  for (u32 l = most + 1; l < 32; l++) ofLength[most] += ofLength[l], ofLength[l] = 0;
  for (u32 l = 1; l <= most; l++) total += ofLength[l] << (most - l);
  for (; total > 1u << most; total--) {
    ofLength[most]--;
    u32 l = most - 1;
    while (ofLength[l] == 0) l--;
    ofLength[l]--;
    ofLength[l + 1] += 2;
  }
}

// measure finds the lengths of an optimal prefix code, none above most. Symbols that do not occur get none.
SELDOM void measure(u8 *length, const u32 *counts, u32 n, u32 most) {
  static u32 sorted[LITERALS];
  u32 ofLength[32] = {0}, used = 0;
  for (u32 s = 0; s < n; s++) {
    length[s] = 0;
    if (counts[s]) sorted[used++] = counts[s] << 9 | s;
  }
  sort(sorted, used);
  depths(sorted, used, ofLength);
  limit(ofLength, most);
  for (u32 l = 1, at = used; l <= most; l++) {
    for (u32 k = ofLength[l]; k > 0; k--) length[sorted[--at] & 511] = l;
  }
}

// assign gives each symbol its code (RFC 1951, section 3.2.2).
SELDOM void assign(u32 *code, const u8 *length, u32 n) {
  u32 count[MAX_BITS + 2] = {0}, next[MAX_BITS + 3] = {0};
  for (u32 s = 0; s < n; s++) count[length[s]]++;
  count[0] = 0;
  for (u32 l = 1; l <= MAX_BITS; l++) next[l + 1] = (next[l] + count[l]) << 1;
  for (u32 s = 0; s < n; s++) {
    u32 l = length[s];
    code[s] = l ? __builtin_bitreverse32(next[l]++) >> (32 - l) << 8 | l : 0;
  }
}

// writeLengths puts down the lengths of both codes as the head of a block has them: runs are told by their number.
SELDOM void writeLengths(void) {
  u8 list[LITERALS + DISTANCES], sizes[ORDERS];
  u32 counts[ORDERS] = {0}, n = nLiteral + nFar, extra = 0;
  __builtin_memcpy(list, lengths, nLiteral);
  __builtin_memcpy(list + nLiteral, lengths + LITERALS, nFar);
  nWritten = 0;
  for (u32 at = 0, run; at < n; at += run) {
    u8 v = list[at], symbol = v, more = 0;
    for (run = 1; at + run < n && list[at + run] == v && run < 138;) run++;
    if (v == 0 && run > 10) {
      symbol = 18, more = run - 11, extra += 7;
    } else if (v == 0 && run > 2) {
      symbol = 17, more = run - 3, extra += 3;
    } else if (at > 0 && list[at - 1] == v && run > 2) {
      if (run > 6) run = 6;
      symbol = 16, more = run - 3, extra += 2;
    } else {
      run = 1;
    }
    written[nWritten++] = symbol, written[nWritten++] = more;
    counts[symbol]++;
  }
  measure(sizes, counts, ORDERS, MAX_BITS_ORDER);
  assign(orderCodes, sizes, ORDERS);
  for (nOrder = ORDERS; nOrder > 4 && sizes[order[nOrder - 1]] == 0;) nOrder--;
  head = 3 + 5 + 5 + 4 + 3 * nOrder + extra;
  for (u32 s = 0; s < ORDERS; s++) head += counts[s] * sizes[s];
}

// build makes codes for what was counted.
SELDOM void build(void) {
  u32 any = 0;
  for (u32 s = 0; s < DISTANCES; s++) any |= far[s];
  if (!any) far[0] = 1; // some readers do not like a code without symbols
  measure(lengths, literal, LITERALS, MAX_BITS);
  measure(lengths + LITERALS, far, DISTANCES, MAX_BITS);
  assign(codes, lengths, LITERALS);
  assign(farCodes, lengths + LITERALS, DISTANCES);
  for (u32 n = 0; n < 256; n++) {
    u32 code = codes[lengthCode(n)], extra = lengthExtra(n), size = code & 255;
    lengthCodes[n] = (code >> 8 | (n & ((1u << extra) - 1)) << size) << 8 | (size + extra);
  }
  for (nLiteral = LITERALS; lengths[nLiteral - 1] == 0;) nLiteral--;
  for (nFar = DISTANCES; nFar > 1 && lengths[LITERALS + nFar - 1] == 0;) nFar--;
  writeLengths();
}

// cost is the number of bits that the block takes behind its head.
SELDOM u32 cost(void) {
  u32 n = 0;
  for (u32 s = 0; s < LITERALS; s++) {
    u32 extra = s > END + 8 && s < LONGEST ? (s - END - 1) / 4 - 1 : 0;
    n += literal[s] * (lengths[s] + extra);
  }
  for (u32 s = 0; s < DISTANCES; s++) n += far[s] * (lengths[LITERALS + s] + (s >= 4 ? s / 2 - 1 : 0));
  return n;
}

SELDOM void flush(void) {
  for (; filled >= 8; filled -= 8, bits >>= 8) *out++ = (u8)bits;
}

SELDOM void put(u64 v, u32 n) {
  bits |= v << filled;
  filled += n;
  if (filled >= 32) flush();
}

SELDOM void putCode(u32 code) { put(code >> 8, code & 255); }

SELDOM void align(void) {
  flush();
  if (filled > 0) *out++ = (u8)bits;
  bits = filled = 0;
}

// store writes the block as it is; a stored block holds less than 64 KiB.
SELDOM void store(const u8 *block, u32 n, int last) {
  do {
    u32 part = n < 0xFFFF ? n : 0xFFFF;
    n -= part;
    put(last && n == 0, 3);
    align();
    *out++ = (u8)part, *out++ = (u8)(part >> 8), *out++ = (u8)~part, *out++ = (u8)(~part >> 8);
    __builtin_memcpy(out, block, part);
    out += part, block += part;
  } while (n > 0);
}

SELDOM void putHead(void) {
  put(nLiteral - 257, 5);
  put(nFar - 1, 5);
  put(nOrder - 4, 4);
  for (u32 i = 0; i < nOrder; i++) put(orderCodes[order[i]] & 255, 3);
  for (u32 i = 0; i < nWritten; i += 2) {
    u32 s = written[i];
    putCode(orderCodes[s]);
    if (s >= 16) put(written[i + 1], s == 16 ? 2 : s == 17 ? 3 : 7);
  }
}

// putBlock writes matches and the bytes between them.
static __attribute__((noinline)) void putBlock(const u8 *block, const u8 *end) {
  u64 acc = bits;
  u32 n = filled;
  u8 *o = out;
#define ADD(code) acc |= (u64)((code) >> 8) << n, n += (code) & 255
#define SPILL if (n >= 32) *(u32at *)o = (u32)acc, o += 4, acc >>= 32, n -= 32
  for (u32 i = 0; i < matched; i++) {
    u64 m = matches[i];
    for (const u8 *stop = block + (m >> 32); block < stop; block++) {
      u32 code = codes[*block];
      ADD(code);
      SPILL;
    }
    u32 code = lengthCodes[m & 255], symbol = m >> 24 & 31;
    ADD(code);
    SPILL;
    code = farCodes[symbol];
    ADD(code);
    if (symbol >= 4) {
      u32 extra = (symbol >> 1) - 1;
      acc |= (m >> 8 & ((1u << extra) - 1)) << n, n += extra;
    }
    SPILL;
    block += (m & 255) + MIN_LENGTH;
  }
  out = o, bits = acc, filled = n;
  for (; block < end; block++) putCode(codes[*block]);
  putCode(codes[END]);
}

EXPORT("start") void start(void) {
  base += to + WINDOW + 1; // farther than any entry of the table can reach
  from = to = bits = filled = 0;
  sumFrom(buf);
}

EXPORT("place") u8 *place(void) { return buf + to; }
EXPORT("space") u32 space(void) { return BLOCK - (to - from); }
EXPORT("add") void add(u32 n) { to += n; }

EXPORT("pack") void pack(int last) {
  out = packedBytes;
  search();
  build();
  u32 n = to - from;
  if ((head + cost()) / 8 >= n) {
    store(buf + from, n, last);
  } else {
    put((last ? 1 : 0) | 2 << 1, 3);
    putHead();
    putBlock(buf + from, buf + to);
    flush();
    if (last) align();
  }
  sumUpTo(buf + to, last);
  u32 keep = to < WINDOW ? to : WINDOW; // and make room for the next block
  __builtin_memmove(buf, buf + to - keep, keep);
  base += to - keep;
  sumMoved(to - keep);
  from = to = keep;
}

EXPORT("block") u8 *block(void) { return packedBytes; }
EXPORT("packed") u32 packed(void) { return out - packedBytes; }
