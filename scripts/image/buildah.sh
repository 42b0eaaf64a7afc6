# shellcheck shell=bash
# How scripts/image.sh builds and runs without an engine. The same functions as in docker.sh.
engine=buildah
declare -A containers runs
export work TMPDIR=$work

prepare() {
  for command in buildah debootstrap; do
    command -v "$command" >/dev/null && continue
    echo "No container engine answers, and $command is not here: apt-get install buildah debootstrap" >&2
    exit 1
  done
  [ -n "${NODE_IMAGE:-}" ] && return
  step 'Making a base image of Debian and the Node of this machine'
  NODE_IMAGE=localhost/node-base
  make_base_image
}

# npm trusts what this machine trusts, in case it reaches the registry through a proxy. Only this base image, which nobody
# ships, knows of that.
make_base_image() {
  local root="$work/root" modules
  modules=$(npm root -g 2>/dev/null)
  debootstrap --variant=minbase bookworm "$root" http://deb.debian.org/debian >"$work/debootstrap.log" 2>&1
  install -D "$(readlink -f "$(command -v node)")" "$root/usr/local/bin/node"
  mkdir -p "$root/usr/local/lib/node_modules"
  cp -R "$modules/npm" "$root/usr/local/lib/node_modules/"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  {
    echo 'FROM scratch'
    echo 'ADD root.tar /'
    echo 'ENV PATH=/usr/local/bin:/usr/bin:/bin'
    if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
      install -D "$NODE_EXTRA_CA_CERTS" "$root/etc/ssl/certs/ca-certificates.crt"
      echo 'cafile=/etc/ssl/certs/ca-certificates.crt' >"$root/root/.npmrc"
      echo 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt'
    fi
  } >"$work/Dockerfile.base"
  tar -C "$root" -cf "$work/root.tar" .
  rm -rf "$root"
  b bud --isolation chroot --format docker -t "$NODE_IMAGE" -f "$work/Dockerfile.base" "$work" >"$work/base.log" 2>&1
  rm "$work/root.tar"
}

b() {
  local command=$1
  shift
  buildah --storage-driver vfs --root "$work/storage" --runroot "$work/run" "$command" "$@"
}
export -f b

build_image() {
  local target=$1 image=$2
  b bud --isolation chroot --pull-never --format docker --network host --target "$target" \
    --build-arg NODE_IMAGE="$NODE_IMAGE" -t "$image" . >"$work/build-$target.log" 2>&1
}

run_once() {
  local image=$1
  shift
  [ -n "${containers[$image]:-}" ] || containers[$image]=$(b from --pull-never "$image")
  b run --isolation chroot "${containers[$image]}" -- "$@"
}

# buildah knows no detached and no read-only containers. So it runs in the background, where the container's root is
# mounted read-only, and the log tells which process it started and how that ended.
start() {
  local name=$1 image=$2 setting settings=() command root
  shift 2
  for setting in "$@"; do settings+=(--env "$setting"); done
  containers[$name]=$(b from --pull-never "$image")
  root=$(b mount "${containers[$name]}")
  touch "$root/run/.containerenv" "$root/etc/hosts" "$root/etc/resolv.conf"
  mapfile -t command < <(inspect "$name" '{{range .OCIv1.Config.Cmd}}{{println .}}{{end}}')
  unshare --mount bash -c 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && b run "$@"' \
    "$root" --isolation chroot "${settings[@]}" "${containers[$name]}" -- \
    sh -c '"$@" & echo "process $!"; wait $!; echo "exit status $?"' sh "${command[@]}" >"$work/run-$name.log" 2>&1 &
  runs[$name]=$!
}

in_container() {
  local name=$1 process environment
  shift
  process=$(process_of "$name")
  mapfile -d '' environment <"/proc/$process/environ"
  env -i "${environment[@]}" "$(command -v chroot)" --userspec="$(inspect "$name" '{{.OCIv1.Config.User}}')" \
    "/proc/$process/root" "$@"
}

is_healthy() {
  local healthcheck
  [ -d "/proc/$(process_of "$1")/root" ] || return
  mapfile -t healthcheck < <(inspect "$1" '{{range .Docker.Config.Healthcheck.Test}}{{println .}}{{end}}')
  [ "${healthcheck[0]}" = CMD ] && in_container "$1" "${healthcheck[@]:1}"
}

terminate() { kill -TERM "$(process_of "$1")"; }

ends_well() {
  wait "${runs[$1]}" || true
  grep -q '^exit status 0$' "$work/run-$1.log"
}

size_of() { b images --format '{{.Size}}' "$1"; }

show_logs() { tail -n 50 "$work"/run-*.log; }

remove_everything() {
  local name process
  for name in "${!runs[@]}"; do
    process=$(process_of "$name")
    if [ -n "$process" ] && kill -0 "$process" 2>/dev/null; then kill -TERM "$process"; fi
    wait "${runs[$name]}" 2>/dev/null || true
  done
}

inspect() { b inspect --format "$2" "${containers[$1]}" | grep .; }

process_of() { sed -n 's/^process //p' "$work/run-$1.log" 2>/dev/null; }
