// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which of several addresses is advertised when nobody says.
class OwnAddressTest {
  /// Two private networks, the default route through the first.
  private static FakeHost twoNetworks() {
    return new FakeHost()
        .address("eth0", "10.1.2.3", 16, true, true)
        .address("eth1", "192.168.7.9", 24, true, false)
        .file("f.json", "{\"data_dir\":\"/d\"}");
  }

  private static LoadResult load(FakeHost host, String... more) {
    String[] all = new String[2 + more.length];
    all[0] = "-config-file";
    all[1] = "f.json";
    System.arraycopy(more, 0, all, 2, more.length);
    return Loading.load(host, all);
  }

  private static void assertAdvertises(String ip, String because, LoadResult loaded) {
    assertEquals(ip, Ip.text(Loading.config(loaded).addresses().advertiseLan()));
    List<String> warnings = Loading.warnings(loaded);
    assertTrue(
        warnings.stream().anyMatch(w -> w.contains("advertising " + ip + " because " + because)),
        warnings.toString());
  }

  @Test
  void theRouteToAJoinTargetDecides() {
    assertAdvertises(
        "192.168.7.9",
        "the route to 192.168.7.20 starts there",
        load(twoNetworks(), "-retry-join", "192.168.7.20:8301"));
  }

  @Test
  void aNamedTargetIsLookedUp() {
    assertAdvertises(
        "192.168.7.9",
        "the route to 192.168.7.21 starts there",
        load(
            twoNetworks().known("server1", "192.168.7.21"),
            "-retry-join",
            "nobody",
            "-retry-join",
            "server1"));
  }

  @Test
  void withoutTargetsTheDefaultRouteDecides() {
    assertAdvertises(
        "10.1.2.3",
        "the default route starts there",
        load(twoNetworks(), "-retry-join", "provider=aws tag_key=x"));
  }

  @Test
  void severalAddressesAreAnErrorWhenAskedForAndWithoutARoute() {
    String error =
        "Multiple private IPv4 addresses found. Please configure one with 'bind' and/or"
            + " 'advertise'.";
    assertEquals(
        error, Loading.error(load(twoNetworks(), "-hcl", "refuse_several_addresses = true")));
    FakeHost noRoute =
        new FakeHost()
            .address("eth0", "10.1.2.3", 16, true, false)
            .address("eth1", "192.168.7.9", 24, true, false)
            .file("f.json", "{\"data_dir\":\"/d\"}");
    assertEquals(error, Loading.error(load(noRoute)));
  }

  @Test
  void oneAddressIsTakenWithoutAWord() {
    FakeHost one =
        new FakeHost()
            .address("eth0", "10.1.2.3", 16, true, true)
            .file("f.json", "{\"data_dir\":\"/d\"}");
    assertEquals(List.of(), Loading.warnings(load(one)));
  }
}
