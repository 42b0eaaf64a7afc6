#!/usr/bin/env bash
# Builds the images of the Dockerfile and looks at them from outside: the sandbox image is the LearningApi, the gateway
# image answers a query in front of it, as its own user and on a file system that it cannot write to.
#
#   scripts/image.sh
#
# Takes docker where an engine answers. Elsewhere buildah, which needs no engine, but root, and the Debian packages
# buildah and debootstrap. NODE_IMAGE names another base image; PORT and SANDBOX_PORT move the ports.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-14000}
sandbox_port=${SANDBOX_PORT:-14001}
gateway_image=learning-gateway:checked
sandbox_image=learning-gateway-sandbox:checked
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
  check 'runs as user 1000, group 1000' in_image node -e 'process.exit(process.getuid() === 1000 && process.getgid() === 1000 ? 0 : 1)'
  check 'its user can write nothing in /app' in_image sh -c '! find /app -not -type l -writable | grep -q .'
  check 'its SBOM lists what is in node_modules, and nothing else' in_image node -e "$(cat scripts/image/compare-sbom.js)"
  check 'no sandbox, no compiler, no test tool inside' in_image sh -c \
    '! ls -d /app/src /app/dist/sandbox /app/node_modules/ajv /app/node_modules/tsx /app/node_modules/typescript 2>/dev/null | grep -q .'

  step 'Running the sandbox image'
  start sandbox "$sandbox_image" PORT="$((port + 2))" SANDBOX_PORT="$sandbox_port"
  check 'becomes healthy' eventually is_healthy sandbox
  check 'its gateway answers a query' answers "$((port + 2))"

  step 'Running the gateway image, on a read-only file system'
  start gateway "$gateway_image" PORT="$port" LEARNING_API_URL="http://127.0.0.1:$sandbox_port"
  check 'becomes healthy' eventually is_healthy gateway
  check 'its root directory cannot be written to' in_container gateway sh -c '! touch /tmp/x 2>/dev/null'
  check 'answers a query' answers "$port"

  step 'Stopping it with a request in flight'
  curl -sf -X PATCH "http://127.0.0.1:$sandbox_port/_sandbox/behavior" -d '{"latencyMs":1500}' >/dev/null
  answers "$port" &
  local request=$!
  eventually sandbox_is_being_asked
  terminate gateway
  check 'the request is answered' wait "$request"
  check 'ends with status 0' ends_well gateway

  step "All of it holds. Sizes: gateway $(size_of "$gateway_image"), sandbox $(size_of "$sandbox_image"), base image included"
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

in_image() { run_once "$gateway_image" "$@"; }

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

sandbox_is_being_asked() {
  curl -sf "http://127.0.0.1:$sandbox_port/_sandbox/calls" | grep -q '"status": null'
}

main
