#!/usr/bin/env bash
# Builds the images of the Dockerfile and looks at them from outside: the sandbox image is the LearningApi, the gateway
# image answers a query in front of it, as its own user and on a file system that it cannot write to.
#
#   scripts/image.sh
#
# Takes docker where an engine answers. Elsewhere buildah, which needs no engine and no registry, but root and Debian:
# it makes the two base images of Debian packages and the Node of this machine. PORT and SANDBOX_PORT move the ports.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-14000}
sandbox_port=${SANDBOX_PORT:-14001}
gateway_image=learning-gateway:checked
sandbox_image=learning-gateway-sandbox:checked
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
max_bytes=250000000
work=$(mktemp -d)

if docker info >/dev/null 2>&1; then
  source scripts/image/docker.sh
else
  source scripts/image/buildah.sh
fi

finish() {
  local status=$?
  if [ "$status" -ne 0 ]; then
    tail -n 30 "$work"/*.log >&2 || true
    show_logs >&2 || true
  fi
  remove_everything
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

main() {
  prepare
  step "Building with $engine"
  build_image gateway "$gateway_image"
  build_image sandbox "$sandbox_image"

  step 'Looking into the gateway image'
  check 'has the user, the files, the licenses and the SBOM that it should have' \
    node_in_image "$gateway_image" "$(cat scripts/image/look-inside.js)"
  check 'is smaller than 250 MB' is_below "$max_bytes" "$(size_of "$gateway_image")"
  check 'so is the sandbox' is_below "$max_bytes" "$(size_of "$sandbox_image")"

  step 'Running the sandbox image'
  start sandbox "$sandbox_image" PORT="$((port + 2))" SANDBOX_PORT="$sandbox_port"
  check 'becomes healthy' eventually is_healthy sandbox
  check 'its gateway answers a query' answers "$((port + 2))"
  check 'the commands of docs/for-frontends.md work' documented_commands_work

  step 'Running the gateway image, on a read-only file system'
  start gateway "$gateway_image" PORT="$port" LEARNING_API_URL="http://127.0.0.1:$sandbox_port"
  check 'becomes healthy' eventually is_healthy gateway
  check 'its root directory cannot be written to' node_in_container gateway \
    'try { fs.writeFileSync("/tmp/x", ""); process.exit(1) } catch ({ code }) { process.exit(code === "EROFS" ? 0 : 1) }'
  check 'answers a query' answers "$port"

  step 'Stopping it with a request in flight'
  curl -sf -X PATCH "http://127.0.0.1:$sandbox_port/_sandbox/behavior" -d '{"latencyMs":1500}' >/dev/null
  answers "$port" &
  local request=$!
  eventually sandbox_is_being_asked
  terminate gateway
  check 'the request is answered' wait "$request"
  check 'ends with status 0' ends_well gateway

  step "All of it holds. Sizes with the base image: gateway $(in_megabytes "$gateway_image"), sandbox $(in_megabytes "$sandbox_image")"
}

step() { printf '\n%s\n' "$*"; }

check() {
  local what=$1
  shift
  if "$@"; then
    printf '  ok   %s\n' "$what"
  else
    printf '  FAIL %s\n' "$what"
    exit 1
  fi
}

eventually() {
  for _ in $(seq 100); do
    "$@" && return
    sleep 0.3
  done
  return 1
}

is_below() { [ "$2" -lt "$1" ]; }

in_megabytes() { size_of "$1" | numfmt --to-unit=1000000 --suffix=' MB'; }

answers() {
  local answer
  answer=$(curl -sS "http://127.0.0.1:$1/graphql" \
    -H 'content-type: application/json' \
    -H 'authorization: Bearer f0000000-0000-4000-8000-000000000001' \
    -d '{"query":"{ user(id: \"0a000000-0000-4000-8000-000000000004\") { enrollments(first: 1) { nodes { syllabus { title } } } } }"}')
  [[ $answer == '{"data":{"user":{"enrollments":{"nodes":[{"syllabus":{"title":"'* ]] && return
  printf '%s\n' "$answer" >&2
  return 1
}

# Runs the commands that test a client against the container, one after another.
documented_commands_work() {
  local commands
  commands=$(sed -n '/^## Test in your own CI/,/^## /p' docs/for-frontends.md | grep '^curl ' |
    sed "s/localhost:4000/127.0.0.1:$((port + 2))/; s/localhost:4001/127.0.0.1:$sandbox_port/")
  [ "$(wc -l <<<"$commands")" -ge 6 ] && bash -e <<<"$commands" >/dev/null
}

sandbox_is_being_asked() {
  curl -sf "http://127.0.0.1:$sandbox_port/_sandbox/calls" | grep -q '"status": null'
}

main
