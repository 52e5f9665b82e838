// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/// Cuts the state of a snapshot into its records: a head, then a type byte and a msgpack value each. One record at a time is
/// in memory.
final class SnapshotRecords {
  private static final int MAX_RECORD_BYTES = 256 << 20;

  /// The record types by their number.
  private static final List<String> TYPES =
      List.of(
          "Register",
          "Deregister",
          "KVS",
          "Session",
          "ACL",
          "Tombstone",
          "CoordinateBatchUpdate",
          "PreparedQuery",
          "Txn",
          "Autopilot",
          "Area",
          "ACLBootstrap",
          "Intention",
          "ConnectCA",
          "ConnectCAProviderState",
          "ConnectCAConfig",
          "Index",
          "ACLToken",
          "ACLTokenDelete",
          "ACLPolicy",
          "ACLPolicyDelete",
          "ConnectCALeaf",
          "ConfigEntry",
          "ACLRole",
          "ACLRoleDelete",
          "ACLBindingRule",
          "ACLBindingRuleDelete",
          "ACLAuthMethod",
          "ACLAuthMethodDelete",
          "ChunkingState",
          "FederationState",
          "SystemMetadata",
          "ServiceVirtualIP",
          "FreeVirtualIP",
          "KindServiceNames",
          "Peering",
          "PeeringDelete",
          "PeeringTerminate",
          "PeeringTrustBundle",
          "PeeringTrustBundleDelete",
          "PeeringSecrets",
          "RaftLogVerifierCheckpoint",
          "ResourceOperation",
          "UpdateVirtualIP",
          "Census");

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  private SnapshotRecords(InputStream in) {
    this.in = in;
  }

  /// Is shown each record.
  interface Visitor {
    void visitHead(Json head);

    void visit(String type, Json value, long bytes);
  }

  static void read(InputStream state, Visitor visitor) throws IOException, SnapshotArchive.Damaged {
    SnapshotRecords records = new SnapshotRecords(state);
    try {
      byte[] head = records.value();
      visitor.visitHead(decoded(head));
      int headBytes = head.length; // counted with the first record, as Consul does
      for (int type = records.type(); type >= 0; type = records.type()) {
        byte[] value = records.value();
        visitor.visit(name(type), decoded(value), value.length + 1L + headBytes);
        headBytes = 0;
      }
    } catch (DecodeException e) {
      throw new SnapshotArchive.Damaged("failed to decode a record: " + e.getMessage());
    }
  }

  private static String name(int type) {
    return type < TYPES.size() ? TYPES.get(type) : "Type" + type;
  }

  private static Json decoded(byte[] value) {
    return JsonReader.value(new MsgpackDecoder(value));
  }

  private int type() throws IOException {
    if (from == to && !more()) {
      return -1;
    }
    return buffer[from++] & 0xff;
  }

  private byte[] value() throws IOException {
    int end = to > from ? Msgpack.end(buffer, from, to) : -1;
    while (end < 0) {
      if (!more()) {
        throw new EOFException("unexpected EOF");
      }
      end = Msgpack.end(buffer, from, to);
    }
    byte[] value = Arrays.copyOfRange(buffer, from, end);
    from = end;
    return value;
  }

  private boolean more() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      if (buffer.length >= MAX_RECORD_BYTES) {
        throw new IOException("a record is larger than " + MAX_RECORD_BYTES + " bytes");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, to, buffer.length - to);
    if (count < 0) {
      return false;
    }
    to += count;
    return true;
  }
}
