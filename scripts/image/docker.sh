# shellcheck shell=bash
# How scripts/image.sh builds and runs with docker. The same functions as in buildah.sh.
engine=docker
containers=()

prepare() { :; }

build_image() {
  local target=$1 image=$2
  docker build --network host --target "$target" --build-arg REVISION="$revision" -t "$image" . >"$work/build-$target.log" 2>&1
}

node_in_image() { docker run --rm --network none --entrypoint /nodejs/bin/node "$1" -e "$2"; }

start() {
  local name=$1 image=$2
  shift 2
  local hardening=()
  [ "$name" = sandbox ] || hardening=(--read-only --cap-drop ALL --security-opt no-new-privileges)
  docker run -d --network host --name "$name-$$" "${hardening[@]}" "${@/#/--env=}" "$image" >/dev/null
  containers+=("$name-$$")
}

node_in_container() { docker exec "$1-$$" /nodejs/bin/node -e "$2"; }

is_healthy() { [ "$(docker inspect --format '{{.State.Health.Status}}' "$1-$$")" = healthy ]; }

terminate() { docker kill --signal TERM "$1-$$" >/dev/null; }

ends_well() { [ "$(docker wait "$1-$$")" -eq 0 ]; }

size_of() { docker image inspect --format '{{.Size}}' "$1"; }

remove_everything() {
  for container in "${containers[@]}"; do
    docker rm -f "$container" >/dev/null 2>&1 || true
  done
  docker image rm -f "$gateway_image" "$sandbox_image" >/dev/null 2>&1 || true
}

show_logs() {
  for container in "${containers[@]}"; do docker logs "$container" 2>&1 || true; done
}
