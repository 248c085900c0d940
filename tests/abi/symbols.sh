#!/bin/sh
# What the libraries define, export and need: exactly the declared functions under their versions,
# nothing writable, and from outside only what computes.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

have readelf || skip 'binutils are not installed'
build_libraries
static=$LIB/libnyckeltal.a
shared=$LIB/libnyckeltal.so.$VERSION
readelf -h "$shared" >/dev/null 2>&1 || skip 'the shared library is no ELF file'
folder=$(fresh_folder abi/symbols)
cd "$folder"

# ---- what may be needed from outside -------------------------------------------------------------
# Memory that is there, text that is constant, mathematics. A name that is missing here is a new
# dependency: add it only if it neither allocates, nor ends the process, nor reads or writes a
# state of the process (locale, environment, clock, streams, errno).
cat >allowed <<'END'
memchr
memcmp
memcpy
memmove
memset
strcmp
strlen
strncmp
acos
asin
atan
atan2
cbrt
ceil
copysign
cos
erf
erfc
exp
exp2
expm1
fabs
floor
fma
fmax
fmin
fmod
frexp
hypot
ldexp
log
log10
log1p
log2
lrint
llrint
lround
llround
modf
nearbyint
nextafter
pow
rint
round
scalbn
sin
sqrt
tan
tanh
trunc
END
# What compilers add themselves: position-independent code, 128-bit arithmetic, hardening, dispatch.
added='^(_GLOBAL_OFFSET_TABLE_|__(u?(div|mod)|mul|ashl|ashr|lshr|u?cmp|clz|ctz|popcount|bswap|float(un)?|fix(uns)?)[a-z]*i[0-9a-z]*|__stack_chk_fail(_local)?|__mem(cpy|move|set)_chk|__cpu_(model|indicator_init)|__cpu_features2|_ITM_(de)?registerTMCloneTable|__gmon_start__|__cxa_finalize)$'

# The closed list of GSL, and the one object that may use it.
for family in ugaussian tdist fdist chisq beta gamma; do
    printf 'gsl_cdf_%s_P\ngsl_cdf_%s_Q\n' $family $family
done >allowed_gsl
printf 'gsl_cdf_%s\n' ugaussian_Pinv ugaussian_Qinv tdist_Pinv tdist_Qinv >>allowed_gsl
gsl_room=numeric/dist

# ---- every object of both libraries --------------------------------------------------------------
for source in "$ROOT"/src/*/*.c; do
    part=${source#"$ROOT"/src/}
    printf '%s\n' "$BUILD/static/${part%.c}.o" "$BUILD/pic/${part%.c}.o"
done >objects
[ -s objects ] || fail 'no source is found'
while read -r object; do
    [ -f "$object" ] || fail "$object was not built"
done <objects

# Lines of OBJECT:... NAME become "kind/room/part NAME".
named() { sed "s|^$BUILD/||; s|\.o:| |" | awk '{ print $1, $NF }'; }
none() {
    [ ! -s "$1" ] || {
        cat "$1" >&2
        shift
        fail "$@"
    }
}

xargs nm -A -u <objects | named | grep -v ' nkt_' >needed || true
[ -s needed ] || fail 'nm finds nothing that the objects need'
awk 'NR == FNR { allowed[$1]; next } $2 !~ /^gsl_/ && !($2 in allowed)' allowed needed |
    awk -v added="$added" '$2 !~ added' >unwanted
none unwanted 'a pure computation has no use for these' \
    '(if it has, see the list in tests/abi/symbols.sh)'
awk -v room=$gsl_room '$2 ~ /^gsl_/ && $1 !~ "^[a-z]*/" room "$"' needed >unwanted
none unwanted "GSL belongs to $gsl_room.c"
awk 'NR == FNR { allowed[$1]; next } $2 ~ /^gsl_/ && !($2 in allowed)' allowed_gsl needed >unwanted
none unwanted 'these are outside the closed list of GSL'

xargs nm -A -g --defined-only <objects | named >defined
grep -v ' nkt_' defined >unwanted || true
none unwanted 'global names begin with nkt_'

# No state: every section that may be written at run time is empty (constants that hold addresses
# are read-only once loaded), and no symbol is common. SECTION TYPE ADDRESS OFFSET SIZE ES FLAGS.
xargs readelf -SW <objects | sed 's/^ *\[ *[0-9]*\]//' | awk -v build="$BUILD/" '
    $1 == "File:" { object = substr($2, length(build) + 1); files++ }
    $2 ~ /^(PROGBITS|NOBITS|INIT_ARRAY|FINI_ARRAY)$/ && $7 ~ /W/ && $5 !~ /^0+$/ &&
        $1 !~ /^\.data\.rel\.ro/ { print object, $1 }
    $1 == ".note.GNU-stack" { told++ }
    END { if (!files || told != files) print "not every object says that its stack is plain" }' >unwanted
xargs nm -A <objects | awk '$2 == "C"' >>unwanted
none unwanted 'the library has no state, and no executable stack'

# ---- declared, listed, exported ------------------------------------------------------------------
# Declarations that the preprocessor has cleared of comments and macros.
$CC -E -P -DNKT_NO_STD_INCLUDES -I"$ROOT/include" "$ROOT/include/nyckeltal.h" |
    tr '\n' ' ' | tr ';' '\n' | sed -n 's/^[^({]*[ *]\(nkt_[a-z0-9_]*\) *(.*/\1/p' | sort >declared
[ -s declared ] || fail 'no declared function is found'
for header in "$ROOT"/include/nyckeltal/*.h; do
    sed -n 's/^NKT_API[^(]*[ *]\(nkt_[a-z0-9_]*\)(.*/\1/p' "$header"
done | sort >declared_public
diff declared declared_public >difference ||
    fail "declared, but not as NKT_API name(...) on one line (<): $(cat difference)"

# NAME NODE of the export map.
sed 's|/\*.*\*/||; /\/\*/,/\*\//d' "$ROOT/lib/nyckeltal.map" | awk '
    /^[A-Z]/ { node = $1 }
    /^ *nkt_/ { gsub(/[ ;]/, ""); print $0, node }
    /\*/ && !/^ *\*;/ { print "pattern", node }' | sort >listed
cut -d' ' -f1 listed >listed_names
diff declared listed_names >difference ||
    fail "lib/nyckeltal.map (>) and the headers (<) disagree: $(cat difference)"

# "VALUE TYPE NAME@@NODE"; the nodes themselves are absolute.
nm -D --defined-only "$shared" | awk '$2 != "A" { print $2, $3 }' | sort -k2 >exported
grep -v '^T ' exported >unwanted || true
none unwanted 'exported, and no function'
sed 's/^T //; s/@@/ /' exported | sort >exported_names
diff listed exported_names >difference ||
    fail "lib/nyckeltal.map (<) and the shared library (>) disagree: $(cat difference)"
cut -d' ' -f2 listed | sort -u >nodes
while read -r node; do
    nm -D --defined-only "$shared" | grep -q " A $node\(@@$node\)\{0,1\}$" ||
        fail "the shared library does not define the version $node"
done <nodes

# ---- the static library --------------------------------------------------------------------------
nm -g --defined-only "$static" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort >in_static
sed -n 's|^static/.* ||p' defined | sort | diff - in_static >difference ||
    fail "the static library does not hold its objects: $(cat difference)"
uniq -d in_static >unwanted
none unwanted 'defined twice'
grep -v '^nkt_i_' in_static | diff declared - >difference ||
    fail "internal names begin with nkt_i_; declared (<) and defined (>): $(cat difference)"

# ---- the shared library --------------------------------------------------------------------------
readelf -dW "$shared" >dynamic
soname=$(sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p' dynamic)
[ "$soname" = "libnyckeltal.so.$ABI" ] || fail "the SONAME is $soname"
sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p' dynamic >libraries
while read -r library; do
    case $library in
    libgsl.so.* | libgslcblas.so.* | libm.so.* | libc.so.* | libc.musl-*) ;;
    *) fail "the shared library needs $library" ;;
    esac
done <libraries
grep -q '(NEEDED).*\[libm\.so' dynamic || fail 'the shared library does not say that it needs libm'
grep -E '\((TEXTREL|RPATH|RUNPATH)\)' dynamic >unwanted || true
none unwanted 'the shared library has what it should not'
readelf -lW "$shared" | awk '$1 == "GNU_STACK" { print $(NF - 1) }' >stack
[ "$(cat stack)" = RW ] || fail "its stack is executable, or not told: $(cat stack)"
for link in "libnyckeltal.so.$ABI" libnyckeltal.so; do
    [ "$(readlink -f "$LIB/$link")" = "$(readlink -f "$shared")" ] ||
        fail "$link does not lead to $(basename "$shared")"
done
