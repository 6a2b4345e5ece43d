#!/usr/bin/env bash
# Takes a picture of every page at the width of a phone and of a desk, into artifacts/screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."
export ONEWINDOW_SCREENSHOTS="$PWD/artifacts/screenshots"
mkdir -p "$ONEWINDOW_SCREENSHOTS"
dotnet test tests/Browser.Tests --filter "FullyQualifiedName~LayoutTests"
ls "$ONEWINDOW_SCREENSHOTS"
