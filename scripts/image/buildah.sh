# shellcheck shell=bash
# cspell:ignore libgmp libc libgcc libstdc netbase libpcre libacl libattr libselinux
# How scripts/image.sh builds and runs without an engine. The same functions as in docker.sh.
engine=buildah
declare -A containers runs
export work TMPDIR=$work

prepare() {
  if ! command -v buildah >/dev/null; then
    echo 'No container engine answers, and buildah is not here: apt-get install buildah' >&2
    exit 1
  fi
  step 'Making base images of Debian packages and the Node of this machine'
  make_build_image
  make_runtime_image
}

# What `npm ci` and the build need. npm trusts what this machine trusts, in case it reaches the registry through a proxy.
make_build_image() {
  local root="$work/build-root" npm
  add_packages "$root" dash coreutils libc6 libgcc-s1 libstdc++6 libselinux1 libpcre2-8-0 libacl1 libattr1 libgmp10 libssl3
  add_node "$root" usr/local/bin/node
  npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
  mkdir -p "$root/usr/local/lib/node_modules" "$root/root" "$root/usr/bin"
  ln -sf dash "$root/usr/bin/sh"
  cp -R "$npm" "$root/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  printf 'FROM scratch\nADD root.tar /\nENV PATH=/usr/local/bin:/usr/bin:/bin HOME=/root\n' >"$work/Dockerfile.base"
  if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
    install -D "$NODE_EXTRA_CA_CERTS" "$root/etc/ssl/certs/ca-certificates.crt"
    echo 'cafile=/etc/ssl/certs/ca-certificates.crt' >"$root/root/.npmrc"
    echo 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' >>"$work/Dockerfile.base"
  fi
  make_image "$root" localhost/build
}

# What the image of distroless has.
make_runtime_image() {
  local root="$work/runtime-root"
  add_packages "$root" base-files libc6 libgcc-s1 libstdc++6 ca-certificates netbase tzdata
  add_node "$root" nodejs/bin/node
  echo 'root:x:0:0:root:/root:/sbin/nologin' >"$root/etc/passwd"
  echo 'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin' >>"$root/etc/passwd"
  printf 'FROM scratch\nADD root.tar /\n' >"$work/Dockerfile.base"
  make_image "$root" localhost/runtime
}

# Copies the files of installed packages. Those that are not installed are left out.
add_packages() {
  local root=$1 folder
  shift
  mkdir -p "$root"/{dev,etc,proc,run,sys,tmp,usr}
  for folder in bin lib lib64 sbin; do
    [ -L "/$folder" ] || continue
    mkdir -p "$root/usr/$folder"
    ln -s "usr/$folder" "$root/$folder"
  done
  dpkg -L "$@" 2>/dev/null | while read -r path; do
    if [ ! -d "$path" ] && [ -e "$path" ]; then echo "$path"; fi
  done | tar -C / -c --files-from=- 2>/dev/null | tar -C "$root" -x --keep-directory-symlink
}

add_node() { install -D "$(readlink -f "$(command -v node)")" "$1/$2"; }

make_image() {
  local root=$1 image=$2
  tar -C "$root" -cf "$work/root.tar" .
  rm -rf "$root"
  b bud --isolation chroot --format docker -t "$image" -f "$work/Dockerfile.base" "$work" >"$work/base.log" 2>&1
  rm "$work/root.tar"
}

b() {
  local command=$1
  shift
  buildah --storage-driver overlay --root "$work/storage" --runroot "$work/run" "$command" "$@"
}
export -f b

build_image() {
  local target=$1 image=$2
  b bud --isolation chroot --pull-never --format docker --network host --layers --target "$target" \
    --build-arg BUILD_IMAGE=localhost/build --build-arg RUNTIME_IMAGE=localhost/runtime \
    --build-arg REVISION="$revision" -t "$image" . >"$work/build-$target.log" 2>&1
}

node_in_image() {
  [ -n "${containers[$1]:-}" ] || containers[$1]=$(b from --pull-never "$1")
  b run --isolation chroot "${containers[$1]}" -- /nodejs/bin/node -e "$2"
}

# buildah knows no detached and no read-only containers. So it runs in the background, where the container's root is
# mounted read-only, and the log tells which process it started and how that ended. There is no shell inside.
supervise='
const [program, ...args] = process.argv.slice(1);
const child = require("node:child_process").spawn(program, args, { stdio: "inherit" });
console.log(`process ${child.pid}`);
child.on("exit", (code) => console.log(`exit status ${code}`));
'

start() {
  local name=$1 image=$2 setting settings=() command root
  shift 2
  for setting in "$@"; do settings+=(--env "$setting"); done
  containers[$name]=$(b from --pull-never "$image")
  root=$(b mount "${containers[$name]}")
  touch "$root"/run/.containerenv "$root"/etc/{hostname,hosts,resolv.conf}
  mapfile -t command < <(inspect "$name" '{{range .OCIv1.Config.Entrypoint}}{{println .}}{{end}}{{range .OCIv1.Config.Cmd}}{{println .}}{{end}}')
  unshare --mount bash -c 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && b run "$@"' \
    "$root" --isolation chroot "${settings[@]}" "${containers[$name]}" -- \
    /nodejs/bin/node -e "$supervise" -- "${command[@]}" >"$work/run-$name.log" 2>&1 &
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

node_in_container() { in_container "$1" /nodejs/bin/node -e "$2"; }

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

size_of() { b images --format '{{.Size}}' "$1" | tr -d ' ' | sed 's/B$//' | numfmt --from=si; }

show_logs() { tail -n 50 "$work"/run-*.log; }

remove_everything() {
  local name process
  for name in "${!runs[@]}"; do
    process=$(process_of "$name")
    if [ -n "$process" ] && kill -0 "$process" 2>/dev/null; then kill -TERM "$process"; fi
    wait "${runs[$name]}" 2>/dev/null || true
  done
  b rm --all >/dev/null 2>&1 || true
  umount --recursive "$work/storage/overlay" 2>/dev/null || true
}

inspect() { b inspect --format "$2" "${containers[$1]}" | grep .; }

process_of() { sed -n 's/^process //p' "$work/run-$1.log" 2>/dev/null; }
