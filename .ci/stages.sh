# What .ci/run and .ci/nightly share: they name each stage, count what passed and failed, and end with `N passed, N failed`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CI=true

passed=0
failed=0
times=$(mktemp)    # how long each stage took, printed at the end
failures=$(mktemp) # what failed, repeated at the end: a log is read from its tail

# stage NAME COMMAND…: runs a stage under its name, and keeps its time
stage() {
  local name=$1 start=$SECONDS status
  shift
  echo "── $name"
  "$@"
  status=$?
  printf '%5d s  %s\n' $((SECONDS - start)) "$name" >>"$times"
  return "$status"
}

# check NAME COMMAND…: runs one check and counts it. Status 77: a program that it needs is absent, which is listed and not counted.
check() {
  local name=$1 status
  stage "$@"
  status=$?
  shift
  if [ "$status" -eq 0 ]; then
    passed=$((passed + 1))
  elif [ "$status" -eq 77 ]; then
    echo "ABSENT: $name ($*)" | tee -a "$failures"
  else
    failed=$((failed + 1))
    echo "FAILED: $name ($*)" | tee -a "$failures"
  fi
}

# run_tests SCRIPT ARGUMENT…: runs a group of tests; they count one by one, as vitest's own document says.
run_tests() {
  local log bad status
  log=$(mktemp)
  rm -f "$log" # no document of this run is none at all
  AUXOPT_TEST_REPORT=$log stage "npm run $*" npm run -s "$1" -- "${@:2}"
  status=$?
  passed=$((passed + $(node -p "JSON.parse(fs.readFileSync('$log','utf8')).numPassedTests" 2>/dev/null || echo 0)))
  bad=$(node -p "JSON.parse(fs.readFileSync('$log','utf8')).numFailedTests" 2>/dev/null || echo 1)
  # a suite that could not even be collected has no failed test of its own
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  failed=$((failed + bad))
  [ "$bad" -eq 0 ] || node .ci/failures.mjs "$1" "$log" >>"$failures"
  rm -f "$log"
}

# install PACKAGE…: Debian's packages, those that are absent. What cannot be had is listed as absent by the checks that need it.
install() {
  dpkg --status "$@" >/dev/null 2>&1 && return
  { apt-get update && apt-get install -y --no-install-recommends "$@"; } >/dev/null 2>&1 || echo 'not everything could be installed'
}

# finish: what took how long, what failed, and the line that counts
finish() {
  cat "$times" "$failures"
  rm -f "$times" "$failures"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
