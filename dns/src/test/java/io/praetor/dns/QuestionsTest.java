// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.dns.DnsSource.ServiceKind;
import org.junit.jupiter.api.Test;

final class QuestionsTest {
  @Test
  void theLastKindLabelDecides() {
    assertAsks(new Asked.Node("shop.service", "", ""), "shop.service.node");
    assertAsks(service("service", ""), "service.service");
    assertAsks(new Asked.Nothing(), "service");
    assertAsks(new Asked.Nothing(), "shop");
  }

  @Test
  void labelsBeforeAServiceAreOneTag() {
    assertAsks(service("shop", "v1.blue"), "v1.blue.shop.service");
  }

  @Test
  void twoUnderscoreLabelsAreServiceAndTagAndTcpIsNoTag() {
    assertAsks(service("shop", ""), "_shop._tcp.service");
    assertAsks(service("shop", "udp"), "_shop._udp.service");
    assertAsks(service("_tcp", "_x._shop"), "_x._shop._tcp.service");
    assertAsks(service("_shop", ""), "_shop.service");
  }

  @Test
  void onlySrvQueriesMayLeaveOutTheServiceLabel() {
    String[] labels = {"_shop", "_tcp", "dc2"};
    assertEquals(
        new Asked.Service(ServiceKind.SERVICE, "shop", "", "dc2", "", ""),
        Questions.parse(labels, RecordType.SRV));
    assertEquals(new Asked.Nothing(), Questions.parse(labels, RecordType.A));
  }

  @Test
  void aSuffixNamesDatacenterPeerAndPortInAnyOrder() {
    assertAsks(new Asked.Node("a.b", "dc2", ""), "a.b.node.dc2");
    assertAsks(new Asked.Node("a", "", "far"), "a.node.far.peer");
    assertAsks(
        new Asked.Service(ServiceKind.SERVICE, "s", "", "dc2", "", "http"),
        "s.service.http.port.dc2.dc");
    assertAsks(new Asked.Nothing(), "a.node.x.y.z");
    assertAsks(new Asked.Nothing(), "a.node.default.ns");
    assertAsks(new Asked.Nothing(), "a.node.dc2.dc.far.peer");
    assertAsks(new Asked.Nothing(), "a.node.b.dc.c.dc.d.dc.e.dc");
  }

  @Test
  void afterVirtualASingleLabelIsAPeer() {
    assertAsks(new Asked.Virtual("cart", "far"), "cart.virtual.far");
    assertAsks(new Asked.Virtual("cart", ""), "x.cart.virtual.dc2.dc");
  }

  @Test
  void meshFormsTakeTheNearestLabelAndNoPeer() {
    assertAsks(
        new Asked.Service(ServiceKind.CONNECT, "cart", "", "", "", ""), "v1.cart.connect.far.peer");
    assertAsks(
        new Asked.Service(ServiceKind.INGRESS, "cart", "", "dc2", "", ""), "cart.ingress.dc2");
  }

  @Test
  void queryNamesKeepTheirDotsAndLoseTheirUnderscores() {
    assertAsks(new Asked.Query("a.b.c", "dc2"), "a.b.c.query.dc2");
    assertAsks(new Asked.Query("a.b", ""), "_a.b._sctp.query");
    assertAsks(new Asked.Nothing(), "a.query.dc2.dc");
  }

  @Test
  void anAddressIgnoresItsSuffix() {
    assertAsks(new Asked.Address("0a000001"), "0a000001.addr.x.y.z");
  }

  private static Asked service(String name, String tag) {
    return new Asked.Service(ServiceKind.SERVICE, name, tag, "", "", "");
  }

  private static void assertAsks(Asked expected, String name) {
    assertEquals(expected, Questions.parse(name.split("\\."), RecordType.A), name);
  }
}
