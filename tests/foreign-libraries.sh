#!/bin/sh
# Fetches GSL and check for another kind of machine from Debian's mirror into build/foreign/MACHINE:
# nothing is installed. tests/machines/ links them.
#   sh tests/foreign-libraries.sh s390x-linux-gnu|aarch64-linux-gnu|arm-linux-gnueabihf
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

case ${1:-} in
s390x-linux-gnu) architecture=s390x ;;
aarch64-linux-gnu) architecture=arm64 ;;
arm-linux-gnueabihf) architecture=armhf ;;
*)
    echo 'usage: foreign-libraries.sh s390x-linux-gnu|aarch64-linux-gnu|arm-linux-gnueabihf' >&2
    exit 2
    ;;
esac
folder=$(dirname "$0")/../build/foreign/$1
mkdir -p "$folder"
cd "$folder"
[ ! -f usr/include/gsl/gsl_math.h ] || exit 0

# Lists and cache of its own, so that the machine's stay as they are and root is not needed.
here=$(pwd)
mkdir -p lists/partial cache/archives/partial packages
foreign_apt() {
    apt-get -q -o Dir::State::lists="$here/lists" -o Dir::Cache="$here/cache" \
        -o APT::Architecture="$architecture" -o APT::Architectures="$architecture" "$@"
}
foreign_apt update
(cd packages && foreign_apt -o APT::Sandbox::User=root download libgsl-dev check libsubunit-dev)
for package in packages/*.deb; do
    dpkg -x "$package" .
done
rm -rf lists cache packages
