#!/bin/sh
# Copies the primary where this folder holds nothing yet, and then starts what it is given as a server that follows it.
# PGDATA is the folder; PGHOST, PGPORT, PGUSER and PGPASSWORD say where the primary is; SLOT names what it keeps for us.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  copy="$PGDATA/copy"
  # What a copy that was cut short left is begun again; the slot is then there already.
  rm -rf "$copy"
  until pg_basebackup --pgdata "$copy" --wal-method=stream --write-recovery-conf --checkpoint=fast --slot "$SLOT" --create-slot ||
    pg_basebackup --pgdata "$copy" --wal-method=stream --write-recovery-conf --checkpoint=fast --slot "$SLOT"; do
    rm -rf "$copy"
    sleep 2
  done
  # The file by which a whole copy is known comes last.
  find "$copy" -mindepth 1 -maxdepth 1 ! -name PG_VERSION -exec mv {} "$PGDATA"/ \;
  mv "$copy/PG_VERSION" "$PGDATA"/
  rmdir "$copy"
  chmod 700 "$PGDATA"
fi
unset PGHOST PGPORT PGUSER PGPASSWORD
exec "$@"
