// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.cluster;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Suffrage;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Struct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `raft/peers.json`, by which an operator replaces the servers of a cluster that lost its quorum.
/// It is taken only beside a `peers.info`, which the first start puts there, so that a stale file
/// from elsewhere does no harm.
public final class PeersFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final String INFO =
      """
      This directory is looked at for a file peers.json when the server starts. It is only meant for the
      case that so many servers are lost for good that the rest cannot elect a leader any more.

      Stop the servers that remain and put the same peers.json beside this file on each of them. It lists
      the servers that remain:

      [
        {
          "id": "adf4238a-882b-9ddc-4a9d-5b6758e4159e",
          "address": "10.1.0.1:8300",
          "non_voter": false
        }
      ]

      "id" is the server's node id, to be found in the file node-id of its data directory, and "address" its
      address with the server port. "non_voter" may be left out. Then start the servers. The file is
      removed when it has been taken over.

      Entries that were not committed when the quorum was lost are kept as if they had been.
      """;

  private static final Codec<Server> SERVER =
      Struct.<Server>named("Peer")
          .field("id", STRING, server -> server.id().value())
          .field("address", STRING, Server::address)
          .field("non_voter", BOOL, server -> !server.isVoter())
          .build(
              v ->
                  new Server(
                      new ServerId(v.get(0)),
                      v.get(1),
                      v.<Boolean>get(2) ? Suffrage.NONVOTER : Suffrage.VOTER));

  private final Path peers;
  private final Path info;

  /// @param raftDirectory exists
  public PeersFile(Path raftDirectory) {
    this.peers = raftDirectory.resolve("peers.json");
    this.info = raftDirectory.resolve("peers.info");
  }

  /// The configuration to recover with, if there is one.
  ///
  /// @throws IOException when the file cannot be used
  public Optional<Configuration> read() throws IOException {
    if (!Files.exists(info)) {
      Files.deleteIfExists(peers);
      Files.writeString(info, INFO);
      return Optional.empty();
    }
    if (!Files.exists(peers)) {
      return Optional.empty();
    }
    if (Files.size(peers) > MAX_BYTES) {
      throw new IOException(peers + " is too large");
    }
    try {
      List<Server> servers =
          Json.read(Codecs.list(SERVER), Files.readAllBytes(peers), Decoder.Unknown.REFUSE);
      Configuration configuration = new Configuration(servers);
      if (configuration.voters().isEmpty()) {
        throw new IOException(peers + " names no server that votes");
      }
      return Optional.of(configuration);
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IOException("cannot use " + peers + ": " + e.getMessage(), e);
    }
  }

  /// The configuration has been taken over.
  public void done() throws IOException {
    Files.delete(peers);
  }
}
