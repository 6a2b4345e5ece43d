#!/bin/sh
# Makes one migration of the given name for every provider, so that the three sets never differ.
#   eng/migrations.sh AddSomething
set -eu
cd "$(dirname "$0")/.."
name=${1:?"usage: eng/migrations.sh <Name>"}
dotnet tool restore >/dev/null
dotnet build src/Api --nologo --verbosity quiet
for provider in Sqlite PostgreSql SqlServer; do
  dotnet ef migrations add "$name" --no-build --project src/Api \
    --context "${provider}OneWindowDb" --output-dir "Storage/Migrations/$provider"
done
