// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EndpointTest {
  @Test
  void anAddressWithoutASchemeTakesTheDefault() throws ApiError {
    assertEquals(new Endpoint("https", "host:1", "", ""), Endpoint.parse("host:1", "https"));
  }

  @Test
  void httpDoesNotUndoTls() throws ApiError {
    assertEquals("https", Endpoint.parse("http://host:1", "https").scheme());
    assertEquals("https", Endpoint.parse("https://host:1", "http").scheme());
  }

  @Test
  void aPathIsAPrefix() throws ApiError {
    assertEquals(
        new Endpoint("http", "host:1", "", "/consul/eu"),
        Endpoint.parse("http://host:1/consul/eu", "http"));
  }

  @Test
  void unixNamesASocket() throws ApiError {
    assertEquals(
        new Endpoint("http", "localhost", "/run/x.sock", ""),
        Endpoint.parse("unix:///run/x.sock", "http"));
  }

  @Test
  void otherSchemesAreRefused() {
    ApiError error = assertThrows(ApiError.class, () -> Endpoint.parse("ftp://host", "http"));
    assertEquals("Unknown protocol scheme: ftp", error.text());
  }

  @Test
  void hostsAndPortsComeApart() throws ApiError {
    assertEquals("::1", Endpoint.parse("[::1]:8500", "http").host());
    assertEquals(8500, Endpoint.parse("[::1]:8500", "http").port());
    assertEquals("::1", Endpoint.parse("[::1]", "http").host());
    assertEquals(80, Endpoint.parse("host", "http").port());
    assertEquals(443, Endpoint.parse("https://host", "http").port());
    assertThrows(ApiError.class, () -> Endpoint.parse("host:99999", "http").port());
    assertThrows(ApiError.class, () -> Endpoint.parse("host:x", "http").port());
  }
}
