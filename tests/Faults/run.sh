#!/usr/bin/env bash
# Breaks running servers on purpose and counts what was lost or done twice; ends with a table and with 1 where the
# last two columns are not all 0.
#   tests/Faults/run.sh                      every fault, as often as is worth a page of paper; about half an hour
#   tests/Faults/run.sh --brief              each of the quick ones a few times; about two minutes
#   tests/Faults/run.sh kill-sqlite --times 10 --seed 7
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ -n "${NO_BUILD:-}" ] || dotnet build tests/Faults -c Release -nodeReuse:false -v quiet -clp:ErrorsOnly
exec dotnet tests/Faults/bin/Release/net10.0/OneWindow.Faults.dll "$@"
