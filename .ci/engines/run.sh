#!/usr/bin/env bash
# The shards of docs/guide/campaigns.md on an engine itself: one task is killed, one is requeued, and what is merged is byte for byte what
# an undivided campaign prints. `run.sh slurm` or `run.sh parallel`; exit code 77 where the engine is absent.
set -euo pipefail
engine=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
daemons=()
finish() {
  for daemon in "${daemons[@]}"; do kill "$daemon" 2>/dev/null || true; done
  wait
  rm -rf "$folder"
}
trap finish EXIT

# The guide's script as it stands: `npx auxopt` is this checkout, the campaign is small, and there are four tasks of one core.
mkdir "$folder/bin" "$folder/home"
printf '#!/bin/sh\nshift\nexec %s %s/dist/src/cli/main.js "$@"\n' "$(command -v node)" "$root" >"$folder/bin/npx"
chmod +x "$folder/bin/npx"
export PATH="$folder/bin:$PATH" CASES=30
guide() { # the block of the guide with this text
  node -e 'const [, text, file] = process.argv;
    const blocks = fs.readFileSync(file, "utf8").matchAll(/^```bash\n(.*?)^```$/gms);
    const found = [...blocks].map(([, code]) => code).filter((code) => code.includes(text));
    if (found.length !== 1) throw new Error(`${found.length} blocks have ${text}`);
    process.stdout.write(found[0]);' "$1" "$root/docs/guide/campaigns.md"
}
cd "$folder/home"
npx auxopt check --cases "$CASES" --seed 1 --json >"$folder/whole.json"

# lines SHARD: results that its journal has
lines() { wc -l 2>/dev/null <"campaign/shard-$1/journal.jsonl" || echo 0; }
# wait_for SECONDS COMMAND…: until the command succeeds
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || { echo "waited in vain for: $*"; return 1; }
    sleep 0.2
  done
}
has_begun() { [ "$(lines "$1")" -gt 3 ]; }
# kill_shard I: kills the process of a shard, the hard way, in the middle of its work
kill_shard() {
  wait_for 180 has_begun "$1"
  local pid
  pid=$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' "campaign/shard-$1"/claim-*.json) # its claim on the folder has it
  kill -KILL "$pid"
  echo "killed shard $1 after $(lines "$1") lines"
}

slurm() {
  for program in slurmctld slurmd munged sbatch; do
    PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null || { echo "no $program"; exit 77; }
  done
  [ "$(id -u)" -eq 0 ] || { echo 'Slurm is started by root here'; exit 77; }
  export PATH="$PATH:/usr/sbin" SLURM_CONF="$folder/slurm.conf"
  mkdir "$folder"/{munge,state,spool,log}
  chmod 755 "$folder" "$folder/munge"
  sed "s#@HOST@#$(hostname -s)#; s#@FOLDER@#$folder#" "$root/.ci/engines/slurm.conf.in" >"$SLURM_CONF"
  (umask 077 && head -c 1024 /dev/urandom >"$folder/munge/key")
  munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
    --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" >/dev/null 2>&1 &
  daemons+=($!)
  wait_for 10 test -S "$folder/munge/socket"
  slurmctld -D -f "$SLURM_CONF" >/dev/null 2>&1 &
  daemons+=($!)
  slurmd -D -f "$SLURM_CONF" >/dev/null 2>&1 &
  daemons+=($!)
  is_idle() { sinfo --noheader --format %T 2>/dev/null | grep -q idle; }
  wait_for 30 is_idle || { tail "$folder"/log/*; return 1; }
  guide '#SBATCH --array' | sed 's/--array=1-16/--array=1-4/; s/--cpus-per-task=8/--cpus-per-task=1/' >campaign.sh
  local job
  job=$(sbatch --parsable campaign.sh)
  # one is killed and has failed; the other is requeued while it runs
  kill_shard 1
  wait_for 180 has_begun 2
  scontrol requeue "${job}_2"
  echo "requeued shard 2 after $(lines 2) lines"
  has_failed() { [ "$(squeue --noheader --states all --jobs "${job}_1" --format %T)" = FAILED ]; }
  wait_for 180 has_failed
  scontrol requeue "${job}_1"
  # a task that was requeued waits until a time that slurmctld sets, at most two minutes; here it need not
  is_over() {
    scontrol update JobId="$job" StartTime=now 2>/dev/null || true
    [ -z "$(squeue --noheader --states PENDING,RUNNING,COMPLETING,REQUEUED,CONFIGURING --jobs "$job" --format %T)" ]
  }
  wait_for 240 is_over
}

parallel_engine() {
  command -v parallel >/dev/null || { echo 'no GNU parallel'; exit 77; }
  parallel --version 2>/dev/null | grep -q 'GNU parallel' || { echo 'another program named parallel'; exit 77; }
  guide 'parallel --jobs' | sed 's/seq 16/seq 4/; s#/16#/4#; s/--jobs 8/--jobs 2/' >campaign.sh
  bash campaign.sh &
  local pid=$!
  kill_shard 1
  wait "$pid"
}

if [ "$engine" = slurm ]; then slurm; else parallel_engine; fi
npx auxopt merge campaign/shard-* --json >"$folder/merged.json"
cmp "$folder/whole.json" "$folder/merged.json"
echo "$engine: merged byte for byte to the whole"
