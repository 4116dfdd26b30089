// What the sources of the kernel have in common: numbers, which are little-endian and may lie at any address, and the checksum
// of a stream of bytes, of which there is one at a time.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef u32 word __attribute__((vector_size(16)));
typedef u32 wordAt __attribute__((vector_size(16), aligned(1), may_alias));
typedef u16 u16at __attribute__((aligned(1), may_alias));
typedef u32 u32at __attribute__((aligned(1), may_alias));
typedef u64 u64at __attribute__((aligned(1), may_alias));

#define EXPORT(name) __attribute__((export_name(name)))

// sumFrom begins where a stream will lie. sumUpTo goes on to where it ends by now, or for good; then sum() is its checksum. What
// it may still look at are the last 4,816 bytes before that. sumMoved says that the bytes moved so far to the front.
void sumFrom(const u8 *at);
void sumUpTo(const u8 *to, int last);
void sumMoved(u32 n);
