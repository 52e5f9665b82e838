// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import java.net.InetSocketAddress;
import java.util.Map;

/// A server as the gossip pool of the datacenter knows it.
///
/// @param id the node id, by which raft knows it
/// @param address `ip:port` of its server port
/// @param readReplica it only ever receives the log
public record PoolServer(
    String id,
    String name,
    String address,
    Status status,
    String version,
    int raftVersion,
    boolean readReplica,
    Map<String, String> meta) {
  private static final String READ_REPLICA = "read-replica";

  /// With serf's number and autopilot's word for it.
  public enum Status {
    NONE(0, "unknown"),
    ALIVE(1, "alive"),
    LEAVING(2, "left"),
    LEFT(3, "left"),
    FAILED(4, "failed");

    private final int code;
    private final String label;

    Status(int code, String label) {
      this.code = code;
      this.label = label;
    }

    public int code() {
      return code;
    }

    public String label() {
      return label;
    }

    /// `NONE` for a number that serf does not have.
    public static Status ofCode(int code) {
      return code > 0 && code < values().length ? values()[code] : NONE;
    }

    static Status ofLabel(String label) {
      return switch (label) {
        case "alive" -> ALIVE;
        case "left" -> LEFT;
        case "failed" -> FAILED;
        default -> NONE;
      };
    }
  }

  public PoolServer {
    meta = Map.copyOf(meta);
  }

  /// One that is in raft's configuration, and that the pool does not know.
  static PoolServer unknown(String id, String address) {
    return new PoolServer(id, "", address, Status.NONE, "", 0, false, Map.of());
  }

  /// Throws [IllegalArgumentException] when what the server says is no address.
  public InetSocketAddress socketAddress() {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
  }

  public PoolServer withMeta(Map<String, String> known) {
    return new PoolServer(id, name, address, status, version, raftVersion, readReplica, known);
  }

  public String nodeType() {
    return readReplica ? READ_REPLICA : "voter";
  }

  static boolean isReadReplica(String nodeType) {
    return nodeType.equals(READ_REPLICA);
  }
}
