#!/usr/bin/env bash
# Builds everything once, checks format and definitions, runs every test project, and ends with the one line
#   N passed, N failed, N skipped
# Works from any folder and in a fresh clone. With CI=true a test that lacks its database server or browser fails
# instead of being skipped.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en DEBIAN_FRONTEND=noninteractive

passed=0 failed=0 skipped=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export ONEWINDOW_AXE_REPORT=$results/axe

say() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }

finish() {
  # Said once more at the end, where whoever reads a long log looks first.
  if [ -s "$results/failures" ]; then printf '\nFailed:\n'; cat "$results/failures"; fi
  # How many pages were looked at is said also where it was none.
  if [ -s "$results/axe" ]; then printf '\n%s\n' "$(cat "$results/axe")"; else printf '\naxe checked no page.\n'; fi
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

fail() {
  failed=$((failed + 1))
  printf 'FAILED: %s\n' "$1"
  printf '  %s\n' "$1" >>"$results/failures"
}

# A check that is not a test project: counts as one, passed or failed.
check() {
  local name=$1
  shift
  say "$name"
  if "$@"; then passed=$((passed + 1)); else fail "$name"; fi
}

# Without the build nothing else says anything.
must() {
  local name=$1
  say "$name"
  shift
  "$@" && return
  fail "$name"
  finish
}

# What tests drive from outside: a PostgreSQL server, a browser, a font that has Chinese, a clock that can be set, and
# Node, against which the script language is compared. Never fails the run by itself: the tests say what they lack.
install_missing() {
  local wanted=()
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
  command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || wanted+=(chromium-headless-shell)
  command -v node >/dev/null || wanted+=(nodejs)
  compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || wanted+=(libfaketime)
  [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ] || wanted+=(fontconfig fonts-noto-cjk)
  [ ${#wanted[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    printf 'Not installed, and only root on Debian can: %s\n' "${wanted[*]}"
    return 0
  fi
  say "Installing ${wanted[*]}"
  local apt=(apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=60)
  timeout 120 "${apt[@]}" update >/dev/null
  # Each by itself: one that an archive does not have keeps no other from being there.
  local package
  for package in "${wanted[@]}"; do
    timeout 400 "${apt[@]}" install -y --no-install-recommends "$package" >/dev/null && continue
    [ "$package" = chromium-headless-shell ] && timeout 400 "${apt[@]}" install -y --no-install-recommends chromium >/dev/null && continue
    printf 'Could not install %s\n' "$package"
  done
  return 0
}

restore() {
  dotnet restore OneWindow.sln --locked-mode -nodeReuse:false && return
  printf 'The lock files do not fit this registry; restoring without them. Look at git diff afterwards.\n'
  dotnet restore OneWindow.sln --force-evaluate -nodeReuse:false
}

build() {
  dotnet build OneWindow.sln -c Release --no-restore -warnaserror -maxcpucount:2 -nodeReuse:false -v quiet -clp:ErrorsOnly
}

# Only layout: the build has judged naming and style already, with warnings as errors.
format() {
  dotnet format whitespace --folder . --verify-no-changes --exclude '**/obj/**' '**/bin/**'
}

# Every definition, scenario and routing of workflows-json.
definitions() {
  timeout --kill-after=20 300 dotnet run --no-build -c Release --project src/Api -- check workflows-json
}

# Real servers that are killed, starved and set back; counted is what they lost or did twice.
faults() { NO_BUILD=1 timeout --kill-after=20 600 tests/Faults/run.sh --brief; }

# Number in an attribute of the result file's <assembly> element.
count_of() { sed -n "s/.*<assembly [^>]*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

# SQL Server can be installed on few machines. Without one its statements are checked by other tests of the same suite;
# the tests on a real one are left out, and that is said.
without=()
if [ -z "${ONEWINDOW_TEST_SQLSERVER:-}" ]; then
  without=(-trait- server=sqlserver)
  printf 'ONEWINDOW_TEST_SQLSERVER names no server: the tests on a real SQL Server are left out.\n'
fi

run_tests() {
  local name=$1 report=$results/$1.xml
  say "$name"
  # For processes that live for minutes on few cores: no code is made twice over, and memory is swept seldom.
  DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x8000000 timeout --kill-after=20 1200 dotnet "tests/$name/bin/Release/net10.0/OneWindow.$name.dll" -noLogo -noColor "${without[@]}" -xml "$report"
  local code=$?
  if [ ! -s "$report" ]; then
    fail "$name ended with code $code and left no results"
    return
  fi
  local p f s e
  p=$(count_of passed "$report") f=$(count_of failed "$report") s=$(count_of skipped "$report") e=$(count_of errors "$report")
  # Neither an error outside any test nor an empty project may look green.
  [ "${f:-0}" -eq 0 ] && [ "$code" -ne 0 ] && e=1
  grep -o '<test [^>]*result="Fail"' "$report" | sed 's/.* name="\([^"]*\)".*/  \1/' >>"$results/failures"
  [ "${e:-0}" -gt 0 ] && printf '  %s: %s errors outside of any test\n' "$name" "$e" >>"$results/failures"
  [ "$((${p:-0} + ${f:-0} + ${s:-0}))" -eq 0 ] && fail "$name ran no test"
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0} + ${e:-0})) skipped=$((skipped + ${s:-0}))
}

command -v dotnet >/dev/null || { printf 'The .NET 10 SDK is needed: dotnet was not found.\n'; failed=1; finish; }
install_missing
must 'Restore' restore
must 'Build' build
check 'Format' format
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  # A project without a source file has nothing to run yet.
  [ -n "$(find "tests/$name" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -print -quit)" ] || continue
  run_tests "$name"
done
check 'Definitions, scenarios and routing' definitions
check 'Faults, briefly' faults
finish
