// The CRC-32 of a stream (RFC 1952, section 8).
//
// It is the rest that the bytes, as a polynomial over the field of two elements, leave when they are divided by
// P = x^32 + x^26 + … + 1. A multiple of P is
//
//   x^300 + x^155 + x^117 + x^89 + 1
//
// and so is what comes of squaring it seven times, which puts 128 bits in place of each: squares of sums have no mixed terms
// here. So a word of 16 bytes may be struck out of the message when it is added 300, 300 − 89, 300 − 117 and 300 − 155 words
// later. This is done, without any table, up to the last 300 words; those are divided byte by byte.

#include "kernel.h"

enum { BACK = 300, BATCH = 1024 };
static word struck[BACK + BATCH]; // the last ones that were struck out, and room for more
static int striking;
static const u8 *summed;          // up to where
static u32 rests[256];             // of a byte
static u32 checksum;

static void strike(const u8 *to) {
  for (;;) {
    int n = (to - summed) / 16 - BACK;
    if (n <= 0) return;
    if (n > BATCH) n = BATCH;
    if (!striking) struck[0] = (word){~0u}; // the first 32 bits of the message count inverted
    striking = 1;
    for (word *w = struck, *stop = struck + n; w < stop; w++, summed += 16) {
      w[BACK] = *(const wordAt *)summed ^ w[0] ^ w[89] ^ w[117] ^ w[155];
    }
    __builtin_memmove(struck, struck + n, BACK * 16);
  }
}

static u32 divide(const u8 *to) {
  for (u32 i = 0; i < 256 && rests[255] == 0; i++) {
    u32 rest = i;
    for (int k = 0; k < 8; k++) rest = rest >> 1 ^ (rest & 1 ? 0xEDB88320 : 0);
    rests[i] = rest;
  }
  u32 rest = striking ? 0 : ~0u;
  __builtin_memset(struck + BACK, 0, BACK * 16);
  for (u32 i = 0; summed < to; i++) {
    word later = {0};
    if (i < BACK) later = struck[i] ^ struck[i + 89] ^ struck[i + 117] ^ struck[i + 155];
    const u8 *added = (const u8 *)&later;
    for (u32 k = 0; k < 16 && summed < to; k++) rest = rest >> 8 ^ rests[(rest ^ *summed++ ^ added[k]) & 255];
  }
  return ~rest;
}

void sumFrom(const u8 *at) {
  summed = at;
  striking = 0;
  __builtin_memset(struck, 0, BACK * 16);
}

void sumUpTo(const u8 *to, int last) {
  strike(to);
  if (last) checksum = divide(to);
}

void sumMoved(u32 n) { summed -= n; }

EXPORT("sum") u32 sum(void) { return checksum; }
