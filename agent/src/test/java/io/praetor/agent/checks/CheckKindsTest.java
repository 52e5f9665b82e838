// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.praetor.catalog.CheckType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CheckKindsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static String kind(CheckType.Builder check) {
    return Objects.requireNonNull(CheckKinds.of(check.build())).type();
  }

  private static CheckType.Builder all() {
    return CheckType.builder()
        .interval(SECOND)
        .http("http://x")
        .tcp("x:1")
        .grpc("x:1")
        .udp("x:1")
        .dockerContainerId("c")
        .scriptArgs(List.of("true"))
        .osService("sshd")
        .h2ping("x:1");
  }

  @Test
  void theFirstKindOfTheRecordedOrderWins() {
    assertEquals("http", kind(all()));
    assertEquals("tcp", kind(all().http("")));
    assertEquals("grpc", kind(all().http("").tcp("")));
    assertEquals("udp", kind(all().http("").tcp("").grpc("")));
    assertEquals("docker", kind(all().http("").tcp("").grpc("").udp("")));
    CheckType.Builder noDocker = all().http("").tcp("").grpc("").udp("").dockerContainerId("");
    assertEquals("os_service", kind(noDocker));
    assertEquals("script", kind(noDocker.osService("")));
    assertEquals("h2ping", kind(noDocker.scriptArgs(List.of())));
    assertEquals("alias", kind(CheckType.builder().aliasService("x")));
    assertEquals("alias", kind(CheckType.builder().aliasNode("x")));
    assertEquals("ttl", kind(CheckType.builder().ttl(SECOND)));
    assertNull(CheckKinds.of(CheckType.builder().dockerContainerId("c").build()));
  }

  @Test
  void contradictionsAreToldInConsulsWords() {
    assertNull(CheckKinds.invalid(all().build()));
    assertNull(CheckKinds.invalid(CheckType.builder().aliasService("x").interval(SECOND).build()));
    assertEquals(
        "Interval and TTL cannot both be specified", CheckKinds.invalid(all().ttl(SECOND).build()));
    assertEquals(
        "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks",
        CheckKinds.invalid(all().interval(Duration.ZERO).build()));
    assertEquals(
        "Interval cannot be set for Alias checks",
        CheckKinds.invalid(all().aliasService("x").build()));
    assertEquals(
        "TTL must be not be set for Alias checks",
        CheckKinds.invalid(CheckType.builder().aliasService("x").ttl(SECOND).build()));
    assertEquals("TTL must be > 0 for TTL checks", CheckKinds.invalid(CheckType.builder().build()));
    assertEquals(
        "TTL must be > 0 for TTL checks",
        CheckKinds.invalid(CheckType.builder().ttl(Duration.ofSeconds(-5)).build()));
    assertEquals(
        "MaxOutputMaxSize must be positive", CheckKinds.invalid(all().outputMaxSize(-1).build()));
    assertEquals(
        "FailuresBeforeWarning can't be higher than FailuresBeforeCritical",
        CheckKinds.invalid(all().failuresBeforeWarning(5).failuresBeforeCritical(2).build()));
  }
}
