// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The machine that this process runs on, as configuration is read from it.
public final class MachineHost implements Host {
  /// A route does not depend on the port, but connecting needs one.
  private static final int ANY_PORT = 9;

  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  @Override
  public String name() {
    try {
      // Without a look-up in the network, which InetAddress.getLocalHost() would make.
      return Files.exists(HOSTNAME)
          ? Files.readString(HOSTNAME).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return String.valueOf(e.getMessage()).replaceAll(":.*", "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the host name", e);
    }
  }

  @Override
  public @Nullable String environment(String variable) {
    return System.getenv(variable);
  }

  @Override
  public Set<String> environmentNames() {
    return System.getenv().keySet();
  }

  /// What the kernel would choose: connecting a datagram socket looks the route up and sends nothing.
  @Override
  public @Nullable InetAddress sourceFor(InetAddress target) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(target, ANY_PORT));
      InetAddress source = socket.getLocalAddress();
      return source.isAnyLocalAddress() ? null : source;
    } catch (SocketException noRoute) {
      return null;
    }
  }

  @Override
  public List<InetAddress> resolve(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException nobodyKnows) {
      return List.of();
    }
  }

  /// The soft limit, which Java has raised to the hard one.
  @Override
  public long maxOpenFiles() {
    if (!Files.isReadable(LIMITS)) {
      return Long.MAX_VALUE;
    }
    try (Stream<String> lines = Files.lines(LIMITS)) {
      return lines
          .filter(line -> line.startsWith("Max open files"))
          .map(line -> line.split(" {2,}")[1])
          .filter(soft -> soft.matches("[0-9]{1,18}"))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + LIMITS, e);
    }
  }

  @Override
  public List<NetworkAddress> addresses() {
    try {
      String defaultInterface = defaultInterface();
      List<NetworkAddress> addresses = new ArrayList<>();
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InterfaceAddress address : each.getInterfaceAddresses()) {
          addresses.add(
              new NetworkAddress(
                  each.getName(),
                  address.getAddress(),
                  address.getNetworkPrefixLength(),
                  each.isUp(),
                  each.isLoopback(),
                  address.getBroadcast() != null,
                  each.supportsMulticast(),
                  each.isPointToPoint(),
                  each.getName().equals(defaultInterface)));
        }
      }
      return addresses;
    } catch (SocketException e) {
      throw new UncheckedIOException("cannot list the network interfaces", e);
    }
  }

  /// The interface of the route to everywhere; empty where the kernel does not tell.
  private static String defaultInterface() {
    if (!Files.isReadable(ROUTES)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(ROUTES)) {
      return lines
          .map(line -> line.split("\t", -1))
          .filter(columns -> columns.length > 1 && columns[1].equals("00000000"))
          .map(columns -> columns[0])
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ROUTES, e);
    }
  }

  @Override
  public PathKind kind(String path) {
    Path at = Path.of(path);
    if (Files.isDirectory(at)) {
      return PathKind.FOLDER;
    }
    return Files.exists(at) ? PathKind.FILE : PathKind.ABSENT;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (AccessDeniedException e) {
      throw new IOException("open " + folder + ": permission denied", e);
    }
  }

  @Override
  public String read(String path) throws IOException {
    try {
      return new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
    } catch (AccessDeniedException e) {
      throw new IOException("open " + path + ": permission denied", e);
    }
  }
}
