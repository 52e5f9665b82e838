// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.http.Endpoint.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each redirect here was observed on Consul 1.22.5.
class RouterTest {
  private static final Router ROUTER =
      Router.of(
          List.of(
              Endpoint.get("/v1/kv/{key*}").acl("x").answers(call -> Answer.DONE),
              Endpoint.put("/v1/kv/{key*}").acl("x").answers(call -> Answer.DONE),
              Endpoint.put("/v1/acl/token").acl("x").answers(call -> Answer.DONE),
              Endpoint.get("/v1/acl/token/{id*}").acl("x").answers(call -> Answer.DONE),
              Endpoint.get("/v1/acl/token/self").acl("x").answers(call -> Answer.DONE),
              Endpoint.get("/v1/acl/policy/{id*}").acl("x").answers(call -> Answer.DONE),
              Endpoint.get("/v1/acl/policy/name/{name*}").acl("x").answers(call -> Answer.DONE),
              Endpoint.get("/v1/catalog/nodes").acl("x").answers(call -> Answer.DONE)));

  private static Router.Match match(String wire) {
    Target target = Target.parse(wire);
    assertNotNull(target, wire);
    return ROUTER.match("GET", target);
  }

  private static void found(String wire, String pattern, String rest) {
    Router.Match.Found found = assertInstanceOf(Router.Match.Found.class, match(wire), wire);
    assertEquals(pattern, found.route().pattern());
    assertEquals(rest, found.rest());
  }

  private static void redirects(String wire, String location) {
    assertEquals(new Router.Match.Redirect(location), match(wire), wire);
  }

  @Test
  void prefixRoutesTakeTheWholeRestDecoded() {
    found("/v1/kv/a/b", "/v1/kv/", "a/b");
    found("/v1/kv/", "/v1/kv/", "");
    found("/v1/kv/a%20b%2Fc", "/v1/kv/", "a b/c");
    found("/v1/kv/%2e%2e/x", "/v1/kv/", "../x");
    found("/v1/%6bv/x", "/v1/kv/", "x");
  }

  @Test
  void exactRoutesBeatPrefixesAndLongerPrefixesShorterOnes() {
    found("/v1/acl/token/self", "/v1/acl/token/self", "");
    found("/v1/acl/token/selfish", "/v1/acl/token/", "selfish");
    found("/v1/acl/token", "/v1/acl/token", "");
    found("/v1/acl/policy/name/x", "/v1/acl/policy/name/", "x");
    found("/v1/acl/policy/names", "/v1/acl/policy/", "names");
  }

  @Test
  void uncleanPathsAndPrefixesWithoutSlashRedirect() {
    redirects("/v1//kv/a%20b", "/v1/kv/a%2520b");
    redirects("/v1/kv/a/../b?x=1&y=%20", "/v1/kv/b?x=1&y=%20");
    redirects("/v1/kv?keys=1", "/v1/kv/?keys=1");
    redirects("/v1/kv/.", "/v1/kv/");
    redirects("/v1/kv/..", "/v1");
    redirects("/v1/acl/policy/name", "/v1/acl/policy/name/");
    redirects("//v1/catalog/nodes", "/v1/catalog/nodes");
  }

  @Test
  void anEncodedSlashIsNoSeparatorAndASuperfluousSlashNoRoute() {
    assertInstanceOf(Router.Match.None.class, match("/v1%2Fkv/a"));
    assertInstanceOf(Router.Match.None.class, match("/v1/catalog/nodes/"));
    assertInstanceOf(Router.Match.None.class, match("/v1/KV/a"));
  }

  @Test
  void everyFaultOfAListOfEndpointsIsToldAtOnce() {
    List<Endpoint> faulty =
        List.of(
            Endpoint.get("/v2/x").acl("x").answers(call -> Answer.DONE),
            Endpoint.get("/v1/{a}/b").acl("x").answers(call -> Answer.DONE),
            Endpoint.get("/v1/a").answers(call -> Answer.DONE),
            Endpoint.get("/v1/b").acl("x").params("index").answers(call -> Answer.DONE),
            Endpoint.put("/v1/c").acl("x").marks(Mark.BLOCKING).answers(call -> Answer.DONE),
            Endpoint.get("/v1/d").acl("x").marks(Mark.CONSISTENCY).answers(call -> Answer.DONE),
            Endpoint.get("/v1/e").acl("x").answers(call -> Answer.DONE),
            Endpoint.get("/v1/e").acl("x").answers(call -> Answer.DONE));
    String told =
        assertThrows(IllegalArgumentException.class, () -> Router.of(faulty)).getMessage();
    for (String path : List.of("/v2/x", "{a}", "/v1/a:", "/v1/b:", "/v1/c:", "/v1/d:", "/v1/e:")) {
      assertTrue(told.contains(path), told);
    }
    assertTrue(told.startsWith("7 faults"), told);
  }
}
