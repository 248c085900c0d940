#!/bin/sh
# Installs what a fresh Debian machine lacks, as root or through sudo.
#   sh tests/debian-packages.sh run    to build the library and the examples, and run the report
#   sh tests/debian-packages.sh test   besides, to build and run the tests
#   sh tests/debian-packages.sh all    besides, what optional tests use
#   sh tests/debian-packages.sh machines  besides, to test on other machines, emulated
#   sh tests/debian-packages.sh bench  besides, what benchmarks compare with
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

run='gcc libc6-dev make pkg-config libgsl-dev'
test='check g++'
all='clang clang-format python3-cffi python3-numpy python3-dateutil r-base-core r-base-dev r-cran-sandwich
     r-cran-lmtest r-cran-car r-cran-mass r-cran-survival abigail-tools valgrind
     qemu-user gcc-s390x-linux-gnu libc6-dev-s390x-cross'
machines='gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-arm-linux-gnueabihf libc6-dev-armhf-cross'
bench='python3-statsmodels python3-scipy python3-sklearn'

case "${1:-}" in
run) packages=$run ;;
test) packages="$run $test" ;;
all) packages="$run $test $all" ;;
machines) packages="$run $test $all $machines" ;;
bench) packages="$run $test $all $bench" ;;
*)
    echo 'usage: debian-packages.sh run|test|all|machines|bench' >&2
    exit 2
    ;;
esac

missing=
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # lists of packages are meant to be split
{
    $as_root apt-get update -q
    $as_root apt-get install -q -y --no-install-recommends $missing
}
