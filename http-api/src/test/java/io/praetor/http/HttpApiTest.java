// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.config.Cidr;
import io.praetor.http.agent.UserEvent;
import io.praetor.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// The rules that hold for all routes, each as observed on Consul 1.22.5.
class HttpApiTest {
  private final TestApi api = new TestApi();

  private static void is(Response response, int status, String text) {
    assertEquals(text, response.contentText());
    assertEquals(status, response.status());
  }

  @Test
  void onlyWhatReadsARecordIsAnsweredAtOnce() {
    assertNull(api.api.handleAtOnce(Request.of("GET", "/v1/catalog/nodes"), Runnable::run));
    assertNull(
        api.api.handleAtOnce(Request.of("GET", "/v1/kv/a"), Runnable::run),
        "these servers must be asked");
    assertNull(api.api.handleAtOnce(Request.of("GET", "/v1/kv/a?recurse&stale"), Runnable::run));
    assertNull(api.api.handleAtOnce(Request.of("DELETE", "/v1/kv/a"), Runnable::run));
    Response refused = api.api.handleAtOnce(Request.of("GET", "/v1/kv/a?index=x"), Runnable::run);
    is(refused, 400, ConsulError.INVALID_INDEX);
  }

  @Test
  void pathsThatAreNoEndpointAreToldApartByTheirPrefix() {
    is(api.call("GET", "/v1/nothing"), 404, ConsulError.NOT_AN_ENDPOINT);
    is(api.call("PUT", "/v1/nothing"), 404, ConsulError.NOT_AN_ENDPOINT);
    is(api.call("GET", "/v1/status/leader/"), 404, ConsulError.NOT_AN_ENDPOINT);
    is(api.call("GET", "/v1"), 404, ConsulError.NOT_AN_API_PATH);
    is(api.call("GET", "/v2/kv/a"), 404, ConsulError.NOT_AN_API_PATH);
    is(api.call("GET", "/favicon.ico"), 404, ConsulError.NOT_AN_API_PATH);
    assertNull(api.call("GET", "/v1/nothing").headers().get("Vary"));
  }

  @Test
  void aMethodThatIsNotAllowedNamesThoseThatAre() {
    Response response = api.call("BREW", "/v1/status/leader");
    is(response, 405, "method BREW not allowed");
    assertEquals("OPTIONS,GET", response.headers().get("Allow"));
    assertEquals("text/plain; charset=utf-8", response.headers().get("Content-Type"));
    is(api.call("get", "/v1/status/leader"), 405, "method get not allowed");
    assertEquals(405, api.call("HEAD", "/v1/status/leader").status());
  }

  @Test
  void optionsAnswersWithoutAskingForAccess() {
    Response response = api.call("OPTIONS", "/v1/agent/check/pass/x");
    is(response, 200, "");
    assertEquals("OPTIONS,PUT", response.headers().get("Allow"));
    assertEquals("application/json; charset=utf-8", response.headers().get("Content-Type"));
    assertEquals("allow", response.headers().get("X-Consul-Default-Acl-Policy"));
    assertEquals(404, api.call("OPTIONS", "/v1/nothing").status());
    assertEquals(200, api.call("OPTIONS", "*").status());
  }

  @Test
  void aQueryThatDoesNotDecodeIsAnEmptyServerError() {
    for (String query : List.of("?x=%zz", "?a=1;b=2", "?%")) {
      Response response = api.call("GET", "/v1/status/leader" + query);
      is(response, 500, "");
      assertEquals("text/plain; charset=utf-8", response.headers().get("Content-Type"));
    }
    assertEquals(404, api.call("GET", "/nope?a;b").status());
  }

  @Test
  void unprintableCharactersInThePathAreABareBadRequest() {
    for (String path : List.of("/v1/agent/service/%00", "/v1/agent/service/%E2%80%A8", "/%0A")) {
      Response response = api.call("GET", path);
      is(response, 400, "");
      assertNull(response.headers().get("Content-Type"));
    }
    // Bytes that are not UTF-8 count as printable.
    assertEquals(404, api.call("GET", "/v1/agent/service/%ff").status());
    assertEquals(400, api.call("GET", "/v1/%zz").status());
  }

  @Test
  void redirectsCarryALittlePageForGetOnly() {
    Response get = api.call("GET", "/v1/agent/service?a=<b");
    assertEquals(307, get.status());
    assertEquals("/v1/agent/service/?a=<b", get.headers().get("Location"));
    assertEquals(
        "<a href=\"/v1/agent/service/?a=&lt;b\">Temporary Redirect</a>.\n\n", get.contentText());
    Response put = api.call("PUT", "/v1//agent/reload");
    is(put, 307, "");
    assertEquals("/v1/agent/reload", put.headers().get("Location"));
    assertNull(put.headers().get("Content-Type"));
  }

  @Test
  void theRootLeadsToTheInterfaceOrSaysThatItIsOff() {
    Response on = api.call("GET", "/");
    is(on, 301, "<a href=\"/ui/\">Moved Permanently</a>.\n\n");
    assertEquals("/ui/", on.headers().get("Location"));
    TestApi off = new TestApi(TestApi.Config.of(List.of(), List.of(), Map.of(), false));
    is(off.call("GET", "/"), 200, ConsulError.UI_DISABLED);
    is(off.call("GET", "/ui/"), 404, ConsulError.NOT_AN_API_PATH);
  }

  @Test
  void blockedPrefixesAreRefusedBeforeTheMethodIsLookedAt() {
    TestApi blocked =
        new TestApi(TestApi.Config.of(List.of("/v1/agent"), List.of(), Map.of(), true));
    is(blocked.call("GET", "/v1/agent/self"), 403, ConsulError.BLOCKED);
    is(blocked.call("BREW", "/v1/agent/self"), 403, ConsulError.BLOCKED);
    assertEquals(200, blocked.call("GET", "/v1/status/leader").status());
  }

  @Test
  void writesAreRefusedFromOutsideTheAllowedNetworks() {
    Cidr elsewhere = Objects.requireNonNull(Cidr.parse("192.0.2.0/24"));
    Cidr here = Objects.requireNonNull(Cidr.parse("127.0.0.0/8"));
    TestApi closed =
        new TestApi(TestApi.Config.of(List.of(), List.of(elsewhere), Map.of("X-A", "1"), true));
    is(closed.call("PUT", "/v1/agent/reload"), 403, ConsulError.WRITE_RESTRICTED);
    assertEquals(200, closed.call("GET", "/v1/agent/services").status());
    assertEquals(200, closed.call("OPTIONS", "/v1/agent/reload").status());
    assertEquals("1", closed.call("GET", "/v1/zzz").headers().get("X-A"));
    TestApi open =
        new TestApi(TestApi.Config.of(List.of(), List.of(elsewhere, here), Map.of(), true));
    assertEquals(200, open.call("PUT", "/v1/agent/reload").status());
  }

  @Test
  void enterpriseParametersAreRefusedWhereConsulLooksAtThem() {
    is(
        api.call("GET", "/v1/agent/services?ns=default"),
        400,
        "Invalid query parameter: \"ns\" - Namespaces are a Consul Enterprise feature");
    is(
        api.call("GET", "/v1/agent/services", "X-Consul-Partition", "a"),
        400,
        "Invalid header: \"X-Consul-Partition\" - Partitions are a Consul Enterprise feature");
    assertEquals(200, api.call("GET", "/v1/agent/members?ns=a").status());
    assertEquals(400, api.call("GET", "/v1/agent/members?partition=a").status());
    assertEquals(200, api.call("GET", "/v1/agent/self?ns=a&partition=b").status());
  }

  @Test
  void prettyIndentsAndEndsTheLine() {
    is(api.call("GET", "/v1/status/peers"), 200, "[\"127.0.0.1:8300\"]");
    is(api.call("GET", "/v1/status/peers?pretty"), 200, "[\n    \"127.0.0.1:8300\"\n]\n");
  }

  @Test
  void largeAnswersAreCompressedForThoseWhoAsk() throws IOException {
    assertNull(header("/v1/status/leader", "gzip"));
    String large = "/v1/event/list";
    for (int i = 0; i < 20; i++) {
      api.agent.events.add(
          new UserEvent("00000000-0000-4000-8000-000000000000", "e", Bytes.NIL, "", "", "", 1, i));
    }
    Response plain = api.call("GET", large);
    assertTrue(plain.contentText().length() > 1400, plain.contentText());
    Response zipped = api.call("GET", large, "Accept-Encoding", "deflate, gzip;q=0.5");
    assertEquals("gzip", zipped.headers().get("Content-Encoding"));
    Response.Bytes bytes = (Response.Bytes) zipped.content();
    byte[] unzipped =
        new GZIPInputStream(new ByteArrayInputStream(bytes.array(), bytes.offset(), bytes.length()))
            .readAllBytes();
    assertTrue(new String(unzipped, StandardCharsets.UTF_8).startsWith("[{\"ID\""));
    assertNull(header(large, "gzip;q=0"));
    assertNull(header(large, "br"));
  }

  private String header(String path, String accepts) {
    return api.call("GET", path, "Accept-Encoding", accepts).headers().get("Content-Encoding");
  }

  @Test
  void tokensComeFromParameterThenHeaderThenBearer() {
    api.call("PUT", "/v1/agent/check/pass/a?token=p", "X-Consul-Token", "h");
    api.call("PUT", "/v1/agent/check/pass/a", "X-Consul-Token", "h", "Authorization", "Bearer b");
    api.call("PUT", "/v1/agent/check/pass/a", "Authorization", "bEARER b");
    api.call("PUT", "/v1/agent/check/pass/a", "Authorization", "Basic b");
    assertEquals(
        List.of(
            "update a passing  p",
            "update a passing  h",
            "update a passing  b",
            "update a passing  "),
        api.agent.calls);
  }

  @Test
  void tokensDoNotReachTheLog() {
    Request request = Request.of("GET", "/v1/kv/a?x=1&token=secret&y=2");
    assertEquals("/v1/kv/a?x=1&token=<hidden>&y=2", RequestLog.url(request));
    assertEquals("GET /v1/kv/a", request.toString());
  }

  @Test
  void readOptionsAreCheckedWithConsulsTexts() {
    is(
        api.call("GET", "/v1/status/leader?stale&consistent"),
        400,
        ConsulError.STALE_AND_CONSISTENT);
    is(
        api.call("GET", "/v1/status/leader?cached&consistent"),
        400,
        ConsulError.CACHED_AND_CONSISTENT);
    is(api.call("GET", "/v1/status/leader?index=-4"), 400, "Invalid index");
    is(api.call("GET", "/v1/status/leader?wait=10"), 400, "Invalid wait time");
    is(
        api.call("GET", "/v1/status/leader?max_stale=soon"),
        400,
        "Invalid max_stale value \"soon\"");
    is(
        api.call("GET", "/v1/status/leader", "Cache-Control", "max-age=x"),
        400,
        "Invalid Cache-Control header.");
    is(api.call("GET", "/v1/status/leader?dc=mars"), 500, "No path to datacenter");
    is(api.call("GET", "/v1/status/leader?dc=mars&datacenter=dc1"), 200, "\"127.0.0.1:8300\"");
  }

  @Test
  void aBodyThatDoesNotDecodeIsABadRequestWithThePrefixOfItsArea() {
    is(api.put("/v1/agent/service/register", ""), 400, "Request decode failed: EOF");
    is(api.put("/v1/agent/service/register", "{"), 400, "Request decode failed: unexpected EOF");
    is(
        api.put("/v1/agent/service/register", "{\"Colour\":1}"),
        400,
        "Request decode failed: json: unknown field \"Colour\"");
    is(
        api.put("/v1/agent/check/register", "{\"CheckID\":\"x\"}"),
        400,
        "Request decode failed: json: unknown field \"CheckID\"");
    is(
        api.put("/v1/agent/check/register", "{\"TTL\":\"soon\"}"),
        400,
        "Request decode failed: time: invalid duration \"soon\"");
    assertTrue(
        api.put("/v1/agent/service/register", "\ufeff{}")
            .contentText()
            .startsWith("Request decode failed: invalid character"));
  }

  @Test
  void bodiesAreReadWithoutRegardToCaseAndWhatFollowsIsIgnored() {
    is(api.put("/v1/agent/service/register", "{\"nAmE\":\"x\",\"TOKEN\":\"t\"} tail"), 200, "");
    is(
        api.put(
            "/v1/agent/check/register?token=q",
            "{\"ID\":\"c\",\"ttl\":\"10s\",\"service_id\":\"s\"}"),
        200,
        "");
    assertEquals(List.of("register x false t", "check c PT10S s q"), api.agent.calls);
  }

  @Test
  void aFaultOfTheProgramIsOneServerErrorAndNothingElse() {
    api.agent.services.put("x", null);
    Response response = api.call("GET", "/v1/agent/services");
    assertEquals(500, response.status());
    assertFalse(response.contentText().contains("Exception:"), response.contentText());
    assertEquals(200, api.call("GET", "/v1/status/leader").status());
  }

  @Test
  void eventsAreCheckedSentAndListedWithAnIndexOfTheirOwn() {
    is(api.call("PUT", "/v1/event/fire/"), 400, "Missing name");
    is(
        api.call("PUT", "/v1/event/fire/x?service=(("),
        500,
        "Invalid service filter: error parsing regexp: missing closing ): `((`");
    is(
        api.call("PUT", "/v1/event/fire/x?tag=a"),
        500,
        "Cannot provide tag filter without service filter");
    is(
        api.put("/v1/event/fire/x", "p".repeat(301)),
        413,
        "Event payload too large, received 301 bytes, max size: 300 bytes. User events should be"
            + " kept small for efficient gossip propagation.");
    assertEquals("1", api.call("GET", "/v1/event/list").headers().get("X-Consul-Index"));
    assertTrue(api.put("/v1/event/fire/a/b", "x").contentText().contains("\"Payload\":\"eA==\""));
    Response list = api.call("GET", "/v1/event/list?name=a/b");
    String index = list.headers().get("X-Consul-Index");
    assertEquals(
        Long.toUnsignedString(EventEndpoints.index(api.agent.events.getFirst().id())), index);
    // Any other index answers at once; the same one waits until its time is over.
    assertEquals(200, api.call("GET", "/v1/event/list?index=1&wait=10m").status());
    assertEquals(200, api.call("GET", "/v1/event/list?index=" + index + "&wait=1ms").status());
  }
}
