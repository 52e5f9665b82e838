// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that loading a configuration asks of the machine it runs on. The agent looks at the real
/// one,
/// tests make one up. Called by the thread that loads, at start and at reload.
public interface Host {
  /// The name of the machine.
  String name();

  /// The value of an environment variable, or null.
  @Nullable String environment(String variable);

  /// The names of all environment variables.
  Set<String> environmentNames();

  /// The address that packets to a target would be sent from, or null when there is no route.
  /// Nothing is sent.
  @Nullable InetAddress sourceFor(InetAddress target);

  /// The addresses of a name, none when it has none now. May ask the network's DNS.
  List<InetAddress> resolve(String name);

  /// How many files and sockets this process may have open.
  default long maxOpenFiles() {
    return Long.MAX_VALUE;
  }

  /// The addresses of all network interfaces, in the order of the interfaces.
  List<NetworkAddress> addresses();

  /// What a path leads to.
  PathKind kind(String path);

  /// The names in a folder, in any order.
  ///
  /// @throws IOException when it cannot be read; the message is shown
  List<String> list(String folder) throws IOException;

  /// The text of a file; bytes that are not UTF-8 come as U+FFFD.
  ///
  /// @throws IOException when it cannot be read; the message is shown
  String read(String path) throws IOException;

  /// What a path leads to.
  enum PathKind {
    ABSENT,
    FILE,
    FOLDER
  }

  /// One address of a network interface.
  ///
  /// @param name name of the interface
  /// @param address the address
  /// @param prefixBits length of its network
  /// @param up whether the interface is up
  /// @param loopback whether it leads back to the machine
  /// @param broadcast whether it can broadcast
  /// @param multicast whether it can multicast
  /// @param pointToPoint whether it has one peer
  /// @param isDefault whether the default route goes through it
  record NetworkAddress(
      String name,
      InetAddress address,
      int prefixBits,
      boolean up,
      boolean loopback,
      boolean broadcast,
      boolean multicast,
      boolean pointToPoint,
      boolean isDefault) {}
}
