// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

/// What the first byte of a connection to the server port can be.
public enum FirstByte {
  /// net/rpc messages directly on the socket, one call at a time.
  RPC(0),
  /// The raft transport.
  RAFT(1),
  /// A TLS handshake, and inside it another first byte.
  TLS(3),
  /// yamux, every stream of which carries net/rpc messages.
  MULTIPLEX(4),
  /// A snapshot to save or to restore.
  SNAPSHOT(5),
  /// TLS without a certificate of the client, and inside it net/rpc without a first byte.
  TLS_INSECURE(7),
  /// gRPC: the preface of HTTP/2 follows.
  GRPC(8),
  /// gRPC of the resource store, for the leader.
  RAFT_FORWARDING(9);

  private final int value;

  FirstByte(int value) {
    this.value = value;
  }

  /// As it is on the wire.
  public int value() {
    return value;
  }
}
