# Sourced by ./test and benchmarks/run: a PostgreSQL of our own, in its own folder, on its own port, gone with us.
# start_postgres FOLDER [OPTIONS…] sets POSTGRES_URL, and POSTGRES_SOCKET_URL, which reaches it by its socket in the folder;
# stop_postgres FOLDER ends it by its process id.

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

# initdb refuses root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid postgres --regid postgres --clear-groups env PATH="$PATH" HOME=/tmp "$@"
  else
    "$@"
  fi
}

start_postgres() {
  local folder=$1 port; shift
  [ -n "$(postgres_bin)" ] || { apt_install postgresql; stay_off postgresql; }
  PATH="$(postgres_bin):$PATH"; export PATH
  if [ "$(id -u)" -eq 0 ]; then
    id postgres >/dev/null 2>&1 || useradd --system postgres
    chown postgres "$folder"
  fi
  port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  as_postgres initdb -D "$folder/data" -U ongikar -A trust --locale=C.UTF-8 -E UTF8 >/dev/null
  as_postgres pg_ctl -D "$folder/data" -l "$folder/log" -w -s start \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 $*"
  POSTGRES_URL="postgresql://ongikar@127.0.0.1:$port/postgres"
  POSTGRES_SOCKET_URL="postgresql://ongikar@/postgres?host=${folder//\//%2F}&port=$port"
}

stop_postgres() {
  local mark="$1/data/postmaster.pid"
  [ ! -f "$mark" ] || kill -INT "$(head -n 1 "$mark")" 2>/dev/null || true
  for _ in $(seq 50); do [ -f "$mark" ] || break; sleep 0.1; done
}

# quick_folder: a new folder for databases that need not last, in memory where there is room for them: each is two
# thousand files, and to copy one takes a second on a disk.
quick_folder() {
  local free
  free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || free=0
  if [ "${free:-0}" -gt 6000000 ] && [ -w /dev/shm ]; then mktemp -d -p /dev/shm; else mktemp -d; fi
}

# gone_with_us FOLDER…: when this script is gone, however it went, so are the folders, and the server of the first.
gone_with_us() {
  setsid bash -c '. scripts/postgres.sh; tail --pid="$1" -f /dev/null; shift; stop_postgres "$1"; rm -rf "$@"' _ $$ "$@" \
    >/dev/null 2>&1 </dev/null &
  disown
}
