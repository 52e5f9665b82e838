// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A network namespace for each server, and one for the bridge between them, where the rules of the
/// machine's own firewall do not hold. This process is on the bridge too. What is cut is dropped
/// where it would arrive, so that nobody is told.
final class SplitNetwork implements AutoCloseable {
  static final String NEEDS =
      "network namespaces cannot be made here (needs root, ip and iptables)";

  private final String name;
  private final String subnet;
  private final int count;

  private SplitNetwork(String name, String subnet, int count) {
    this.name = name;
    this.subnet = subnet;
    this.count = count;
  }

  static boolean isPossible() throws InterruptedException {
    String trial = "praetor-trial-" + ProcessHandle.current().pid();
    boolean possible =
        Commands.works("ip", "netns", "add", trial)
            && Commands.works("ip", "netns", "exec", trial, "iptables", "-L", "INPUT");
    boolean removed = Commands.works("ip", "netns", "del", trial);
    return possible && removed;
  }

  static SplitNetwork of(int count) throws Exception {
    long pid = ProcessHandle.current().pid();
    SplitNetwork network = new SplitNetwork("pr" + pid, "10.213." + pid % 250, count);
    try {
      network.make();
      return network;
    } catch (Exception | AssertionError e) {
      network.close();
      throw e;
    }
  }

  private void make() throws Exception {
    Commands.run("ip", "netns", "add", name);
    inSpace(name, "ip", "link", "add", "bridge", "type", "bridge");
    inSpace(name, "ip", "link", "set", "bridge", "up");
    Commands.run("ip", "link", "add", name, "type", "veth", "peer", "name", "own", "netns", name);
    inSpace(name, "ip", "link", "set", "own", "master", "bridge", "up");
    Commands.run("ip", "addr", "add", subnet + ".254/24", "dev", name);
    Commands.run("ip", "link", "set", name, "up");
    for (int i = 0; i < count; i++) {
      String port = "port" + i;
      Commands.run("ip", "netns", "add", space(i));
      inside(i, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", port, "netns", name);
      inSpace(name, "ip", "link", "set", port, "master", "bridge", "up");
      inside(i, "ip", "addr", "add", host(i) + "/24", "dev", "eth0");
      inside(i, "ip", "link", "set", "eth0", "up");
      inside(i, "ip", "link", "set", "lo", "up");
    }
  }

  private String space(int i) {
    return name + "-" + i;
  }

  private String host(int i) {
    return subnet + "." + (i + 1);
  }

  List<FaultCluster.Site> sites(Path folder) {
    List<FaultCluster.Site> sites = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> within = List.of("ip", "netns", "exec", space(i));
      sites.add(new FaultCluster.Site(host(i), within, folder.resolve("data-" + i)));
    }
    return sites;
  }

  /// Nothing passes between the two groups.
  void cut(List<Integer> some, List<Integer> others) throws Exception {
    for (int one : some) {
      silence(one, others);
      deafen(one, others);
    }
  }

  /// Cuts a server off from all others in a moment, but not from this process.
  void isolate(int server) throws Exception {
    String here = subnet + ".254";
    inside(
        server,
        "sh",
        "-c",
        "iptables -A OUTPUT ! -d %s -j DROP && iptables -A INPUT ! -s %s -j DROP"
            .formatted(here, here));
  }

  /// What it sends does not arrive.
  void silence(int server, List<Integer> others) throws Exception {
    for (int other : others) {
      inside(other, "iptables", "-A", "INPUT", "-s", host(server), "-j", "DROP");
    }
  }

  /// What is sent to it does not arrive.
  void deafen(int server, List<Integer> others) throws Exception {
    for (int other : others) {
      inside(server, "iptables", "-A", "INPUT", "-s", host(other), "-j", "DROP");
    }
  }

  void heal() throws Exception {
    for (int i = 0; i < count; i++) {
      inside(i, "iptables", "-F");
    }
  }

  private void inside(int i, String... command) throws Exception {
    inSpace(space(i), command);
  }

  private static void inSpace(String space, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", space));
    all.addAll(List.of(command));
    Commands.run(all.toArray(new String[0]));
  }

  /// The namespaces take the links with them.
  @Override
  public void close() throws Exception {
    for (int i = 0; i < count; i++) {
      remove(space(i));
    }
    remove(name);
  }

  private static void remove(String space) throws InterruptedException {
    if (!Commands.works("ip", "netns", "del", space)) {
      System.out.println("cannot remove the network namespace " + space);
    }
  }
}
