#!/usr/bin/env bash
# Makes sure that the servers the integration tests start exist on this machine: redis-server, PostgreSQL and
# its pgvector extension; Node.js with npm and Python, which run other APIs' clients; and Chromium or Chrome, which runs
# the console. Installs what is missing on Debian and Ubuntu (as root or through sudo), but for the browser on Ubuntu, which
# has no package of one; elsewhere it prints the lines to type and fails. Quick when everything is
# there. The tests start and stop servers of their own, so nothing is left running and nothing is enabled at boot on account
# of this script.
set -euo pipefail

# The vector queries rely on hnsw.iterative_scan, which came with pgvector 0.8.0; older packages are passed over.
readonly min_pgvector=0.8.0

# The oldest that the clients in embedding-service/src/test/clients run on; Debian 12 has it.
readonly min_node=18

say() { printf 'test servers: %s\n' "$*"; }

fail() {
  printf 'test servers: %s\n' "$*" >&2
  exit 1
}

redis_server() { command -v redis-server || command -v valkey-server; }

# Folders with initdb, newest major version first, the ones on PATH last.
postgres_bins() {
  {
    ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
      /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin 2>/dev/null | sort -rV
    command -v initdb | xargs -r readlink -f | xargs -r dirname
  } | awk '!seen[$0]++' | while read -r bin; do
    [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && [ -x "$bin/postgres" ] && echo "$bin"
  done || true
}

extension_folder() {
  if [ -x "$1/pg_config" ]; then
    echo "$("$1/pg_config" --sharedir)/extension"
  else
    echo "/usr/share/postgresql/$(basename "$(dirname "$1")")/extension"
  fi
}

pgvector_version() {
  local control
  control="$(extension_folder "$1")/vector.control"
  [ -f "$control" ] && sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$control"
}

at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

postgres_with_pgvector() {
  local bin version
  for bin in $(postgres_bins); do
    version="$(pgvector_version "$bin" || true)"
    if [ -n "$version" ] && at_least "$version" "$min_pgvector"; then
      echo "$bin"
      return 0
    fi
  done
  return 1
}

docker_answers() {
  command -v docker >/dev/null && command -v timeout >/dev/null && timeout 5 docker info >/dev/null 2>&1
}

node_version() { node --version 2>/dev/null | sed 's/^v//'; }

node_with_npm() {
  command -v node >/dev/null && command -v npm >/dev/null && at_least "$(node_version)" "$min_node"
}

servers_there() { redis_server >/dev/null && postgres_with_pgvector >/dev/null; }

in_containers=false
if ! servers_there && docker_answers; then
  in_containers=true
fi

python() { command -v python3; }

# A wrapper of a snap is on the PATH as well where no snap runs, hence the question for its version.
browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1 </dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

all_there() { { servers_there || $in_containers; } && node_with_npm && python >/dev/null && browser >/dev/null; }

report() {
  if $in_containers; then
    say "ready: a Docker engine answers, the tests run their servers in containers; node $(node_version)"
  else
    say "ready: $(redis_server), $(postgres_with_pgvector) with pgvector, node $(node_version)"
  fi
}

if all_there; then
  report
  exit 0
fi

# --- Systems that are not installed to by this script ---

missing="redis-server, PostgreSQL, pgvector $min_pgvector, Node.js $min_node, npm, python3 or Chromium is missing"
distribution=unknown
family=unknown
if [ -r /etc/os-release ]; then
  distribution="$(. /etc/os-release && echo "${ID:-unknown}")"
  family=" $distribution $(. /etc/os-release && echo "${ID_LIKE:-}") "
fi
case "$(uname -s) $family" in
  Darwin*) fail "$missing. Type:
  brew install redis postgresql@18 pgvector node python chromium" ;;
  *" debian "* | *" ubuntu "*) ;;
  *" fedora "* | *" rhel "*) fail "$missing. Type:
  sudo dnf install redis postgresql-server pgvector nodejs npm python3 chromium" ;;
  *" arch "*) fail "$missing. Type:
  sudo pacman -S --needed redis postgresql pgvector nodejs npm python chromium" ;;
  *) fail "$missing. Install them with your system's package manager, so that redis-server, initdb,
  node, npm, python3 and chromium are on the PATH, then run this again." ;;
esac

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    say "root is needed to install packages, asking sudo"
    exec sudo "$here/$(basename "${BASH_SOURCE[0]}")"
  fi
  fail "$missing and this user may not install packages. As root, type:
  $here/$(basename "${BASH_SOURCE[0]}")"
fi

# --- Debian and Ubuntu, as root ---

work="$(mktemp -d)"
policy=/usr/sbin/policy-rc.d
own_policy=false

clean_up() {
  rm -rf "$work"
  if $own_policy; then
    rm -f "$policy"
  fi
}
trap clean_up EXIT

# Debian's packages start their service right away unless this file says no.
if [ ! -e "$policy" ]; then
  own_policy=true
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

quietly() {
  if ! "$@" >"$work/log" 2>&1; then
    tail -n 30 "$work/log" >&2
    fail "'$*' failed, see above. Once it works, run this again."
  fi
}

apt_install() {
  quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o Dpkg::Options::=--force-confold -o Dpkg::Options::=--force-confdef -o DPkg::Lock::Timeout=120 "$@"
}

stay_off_at_boot() {
  if command -v systemctl >/dev/null; then
    systemctl disable "$@" >/dev/null 2>&1 || true
  fi
}

say "reading the package lists"
# One broken third-party source must not stop this; a package that is missing for it is reported below.
apt-get update -o DPkg::Lock::Timeout=120 >"$work/update" 2>&1 || say "apt-get update had errors, going on"

if ! node_with_npm; then
  say "installing nodejs and npm"
  command -v node >/dev/null || apt_install nodejs
  # Node.js of other origins brings its own npm, which Debian's contradicts.
  command -v npm >/dev/null || apt_install npm
  node_with_npm || fail "node $(node_version) is too old, $min_node or newer is needed. Install a newer one, e.g. from nodejs.org, so that node and npm are on the PATH, then run this again."
fi

if ! python >/dev/null; then
  say "installing python3"
  apt_install python3
fi

candidate() { apt-cache policy "$1" | sed -n 's/^ *Candidate: *//p' | grep -v '(none)' || true; }

if ! browser >/dev/null; then
  # Ubuntu has Chromium as a snap alone, and a wrapper of it as a package. Snaps do not run in a container.
  case "$(candidate chromium)" in
    "" | *snap*) fail "Chromium or Chrome is missing, and $distribution has no package of it that this script can install. Where
  snaps run, type:
  snap install chromium
  Elsewhere install Chrome's package from https://www.google.com/chrome, or Chromium in another way, so that it is on the
  PATH. Then run this again." ;;
  esac
  say "installing chromium"
  apt_install chromium
  browser >/dev/null || fail "Chromium was not installed or does not run. Install Chromium or Chrome so that it is on the PATH, then run this again."
fi

if $in_containers; then
  report
  exit 0
fi

if ! redis_server >/dev/null; then
  say "installing redis-server"
  apt_install redis-server
  stay_off_at_boot redis-server.service
fi

if [ -z "$(postgres_bins)" ]; then
  say "installing postgresql"
  apt_install postgresql
  stay_off_at_boot postgresql.service
fi

# apt's own mirror, newer suite: the source package builds against any supported server version.
build_pgvector() {
  local bin="$1" major="$2" origin suite component keyring mirror apt_here
  case "$distribution" in
    debian) origin=Debian suite=trixie component=main keyring=debian-archive-keyring ;;
    ubuntu) origin=Ubuntu suite=devel component=universe keyring=ubuntu-archive-keyring ;;
    *) fail "no package postgresql-$major-pgvector $min_pgvector or newer for $distribution; install pgvector from its source for $bin." ;;
  esac
  mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Origin: $origin" |
    grep -v security | head -n 1 || true)"
  [ -n "$mirror" ] || fail "apt knows no mirror of $origin; add one to /etc/apt and run this again."

  say "installing what builds pgvector (postgresql-server-dev-$major, gcc, make)"
  apt_install "postgresql-server-dev-$major" make gcc libc6-dev
  say "fetching the source of pgvector from $suite"
  mkdir -p "$work/lists/partial" "$work/source"
  echo "deb-src [signed-by=/usr/share/keyrings/$keyring.gpg] $mirror $suite $component" >"$work/src.list"
  # apt drops to the user _apt while downloading, who must get in here.
  chmod 755 "$work" "$work/source"
  apt_here=(-o "Dir::Etc::sourcelist=$work/src.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$work/lists"
    -o APT::Get::List-Cleanup=0 -o APT::Sandbox::User=root)
  quietly apt-get "${apt_here[@]}" update
  cd "$work/source"
  quietly apt-get "${apt_here[@]}" source --download-only pgvector
  quietly tar xzf pgvector_*.orig.tar.gz
  cd pgvector-*/
  say "building pgvector for PostgreSQL $major"
  # No CPU-specific flags and no LLVM bitcode: neither changes an answer, and clang is not needed then.
  quietly make -j2 OPTFLAGS= with_llvm=no "PG_CONFIG=$bin/pg_config"
  quietly make install with_llvm=no "PG_CONFIG=$bin/pg_config"
  cd /
}

if ! postgres_with_pgvector >/dev/null; then
  bin="$(postgres_bins | head -n 1)"
  major="$(basename "$(dirname "$bin")")"
  package="postgresql-$major-pgvector"
  offered="$(candidate "$package")"
  if [ -n "$offered" ] && at_least "$offered" "$min_pgvector"; then
    say "installing $package"
    apt_install "$package"
  else
    build_pgvector "$bin" "$major"
  fi
fi

all_there || fail "still missing after the installation: $(redis_server >/dev/null || echo redis-server) $(postgres_with_pgvector >/dev/null || echo 'PostgreSQL with pgvector')"
report
