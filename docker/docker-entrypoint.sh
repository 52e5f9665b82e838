#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts the agent or a command in a container, by the conventions of Consul's image: the same environment variables,
# the same folders, the same way of writing the arguments.
set -eu

data=${CONSUL_DATA_DIR:-/consul/data}
config=${CONSUL_CONFIG_DIR:-/consul/config}
tls=/consul/tls

# The first IPv4 address of a network interface; ends the container when there is none.
address_of() { # address_of INTERFACE VARIABLE
  address=$(ip -o -4 addr list "$1" 2>/dev/null | head -n1 | awk '{print $4}' | cut -d/ -f1)
  if [ -z "$address" ]; then
    echo "Could not find IP for interface '$1', exiting (remedy: set $2 to an interface of: $(ls /sys/class/net | tr '\n' ' '))" >&2
    exit 1
  fi
  echo "$address"
}

bind=${CONSUL_BIND:-}
if [ -z "$bind" ] && [ -n "${CONSUL_BIND_INTERFACE:-}" ]; then
  bind=-bind=$(address_of "$CONSUL_BIND_INTERFACE" CONSUL_BIND_INTERFACE)
  echo "==> Found address '${bind#-bind=}' for interface '$CONSUL_BIND_INTERFACE', setting bind option..."
fi
client=${CONSUL_CLIENT:-}
if [ -z "$client" ] && [ -n "${CONSUL_CLIENT_INTERFACE:-}" ]; then
  client=-client=$(address_of "$CONSUL_CLIENT_INTERFACE" CONSUL_CLIENT_INTERFACE)
  echo "==> Found address '${client#-client=}' for interface '$CONSUL_CLIENT_INTERFACE', setting client option..."
fi

if [ -n "${CONSUL_LOCAL_CONFIG:-}" ]; then
  printf '%s\n' "$CONSUL_LOCAL_CONFIG" >"$config/local.json"
fi

case ${1:-} in
  -*) set -- consul "$@" ;;
esac
case ${1:-} in
  agent)
    shift
    set -- consul agent "-data-dir=$data" "-config-dir=$config" ${bind:+"$bind"} ${client:+"$client"} "$@"
    ;;
  '' | consul | praetor) ;;
  *)
    # A command of ours gets its name put in front; anything else runs as it stands.
    if ! command -v "$1" >/dev/null 2>&1 && consul "$1" -help 2>&1 | grep -q '^Usage: consul '; then
      set -- consul "$@"
    fi
    ;;
esac

# As root, hand the folders over and become the unprivileged user.
become=
if [ "${1:-}" = consul ] && [ "$(id -u)" = 0 ] && [ -z "${CONSUL_DISABLE_PERM_MGMT:-}" ]; then
  uid=${CONSUL_UID:-$(id -u consul)}
  gid=${CONSUL_GID:-$(id -g consul)}
  for folder in "$data" "$config" "$tls"; do
    if [ -d "$folder" ] && [ "$(stat -c %u "$folder")" != "$uid" ]; then
      chown -R "$uid:$gid" "$folder"
    fi
  done
  become="setpriv --reuid=$uid --regid=$gid --clear-groups"
  if [ -n "${CONSUL_ALLOW_PRIVILEGED_PORTS:-}" ]; then
    become="$become --inh-caps +net_bind_service --ambient-caps +net_bind_service"
  fi
fi

# A secured cluster out of one secret that every member is given. The secret goes through a pipe, since only root may
# read its file, and does not stay in the agent's environment.
if [ "${1:-} ${2:-}" = "consul agent" ] && [ -n "${PRAETOR_CLUSTER_SECRET:-}${PRAETOR_CLUSTER_SECRET_FILE:-}" ]; then
  shift 2
  if [ -n "${PRAETOR_CLUSTER_SECRET_FILE:-}" ]; then
    secret=$(cat "$PRAETOR_CLUSTER_SECRET_FILE")
  else
    secret=$PRAETOR_CLUSTER_SECRET
  fi
  # shellcheck disable=SC2086
  printf '%s' "$secret" | $become consul tls from-secret "-out=$tls" -- "$@"
  unset secret PRAETOR_CLUSTER_SECRET
  set -- consul agent "-config-file=$tls/secured.json" "$@"
fi

# shellcheck disable=SC2086
exec $become "$@"
