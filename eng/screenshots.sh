#!/usr/bin/env bash
# Takes a picture of every page and of its states at the width of a phone and of a desk, in Chinese and in English, and
# of what is printed, into a folder: artifacts/screenshots unless another is named. Ends with the list.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder=$(realpath -m "${1:-$here/artifacts/screenshots}")
mkdir -p "$folder"
cd "$here"
[ -n "${NO_BUILD:-}" ] || dotnet build tests/Browser.Tests -c Release -nodeReuse:false -v quiet -clp:ErrorsOnly
# Without a browser there is no picture, which must not look like success.
CI=true ONEWINDOW_SCREENSHOTS="$folder" dotnet tests/Browser.Tests/bin/Release/net10.0/OneWindow.Browser.Tests.dll \
  -noLogo -noColor -class '*.LayoutTests' -class '*.LanguageTests'
ls "$folder"
printf '%d pictures in %s\n' "$(find "$folder" -name '*.png' | wc -l)" "$folder"
