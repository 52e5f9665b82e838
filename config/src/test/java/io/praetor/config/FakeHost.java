// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A machine that exists only in a test: its files, variables and network.
final class FakeHost implements Host {
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, List<InetAddress>> names = new LinkedHashMap<>();
  private final List<NetworkAddress> addresses = new ArrayList<>();

  FakeHost() {
    address("lo", "127.0.0.1", 8, true, false);
  }

  FakeHost file(String path, String text) {
    files.put(path, text);
    return this;
  }

  FakeHost variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  FakeHost address(String name, String ip, int bits, boolean up, boolean isDefault) {
    var address = Ip.parse(ip);
    if (address == null) {
      throw new IllegalArgumentException(ip);
    }
    boolean loopback = name.equals("lo");
    addresses.add(
        new NetworkAddress(
            name, address, bits, up, loopback, !loopback, !loopback, false, isDefault));
    return this;
  }

  @Override
  public String name() {
    return "fake-host";
  }

  @Override
  public @Nullable String environment(String variable) {
    return environment.get(variable);
  }

  @Override
  public Set<String> environmentNames() {
    return environment.keySet();
  }

  /// The address of the interface of the target's network, else of that of the default route.
  @Override
  public @Nullable InetAddress sourceFor(InetAddress target) {
    return addresses.stream()
        .filter(each -> onNetwork(each, target))
        .findFirst()
        .or(() -> addresses.stream().filter(NetworkAddress::isDefault).findFirst())
        .map(NetworkAddress::address)
        .orElse(null);
  }

  private static boolean onNetwork(NetworkAddress each, InetAddress target) {
    Cidr network = Cidr.parse(Ip.text(each.address()) + "/" + each.prefixBits());
    return network != null && network.contains(target);
  }

  FakeHost known(String name, String ip) {
    names.put(name, List.of(Objects.requireNonNull(Ip.parse(ip))));
    return this;
  }

  @Override
  public List<InetAddress> resolve(String name) {
    return names.getOrDefault(name, List.of());
  }

  @Override
  public List<NetworkAddress> addresses() {
    return addresses;
  }

  @Override
  public PathKind kind(String path) {
    if (files.containsKey(path)) {
      return PathKind.FILE;
    }
    return files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"))
        ? PathKind.FOLDER
        : PathKind.ABSENT;
  }

  /// In reverse, so that nothing relies on the order of a real file system.
  @Override
  public List<String> list(String folder) {
    List<String> names = new ArrayList<>();
    for (String file : files.keySet()) {
      if (file.startsWith(folder + "/")) {
        String name = file.substring(folder.length() + 1).replaceAll("/.*", "");
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    names.sort(java.util.Comparator.reverseOrder());
    return names;
  }

  @Override
  public String read(String path) throws IOException {
    String text = files.get(path);
    if (text == null) {
      throw new FileNotFoundException("open " + path + ": no such file or directory");
    }
    return text;
  }
}
