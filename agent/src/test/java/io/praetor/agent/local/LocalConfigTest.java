// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.agent.checks.FakeScheduler;
import io.praetor.agent.checks.ProbeSettings;
import io.praetor.catalog.CheckType;
import io.praetor.config.CheckDefinition;
import io.praetor.config.ServiceDefinition;
import io.praetor.http.agent.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services and checks that come from configuration files, at the start and when they change.
class LocalConfigTest {
  private final FakeScheduler time = new FakeScheduler();
  private final FakeCatalog catalog = new FakeCatalog();
  private final LocalServices local = create(null);

  private LocalServices create(@Nullable Path dataDirectory) {
    return new LocalServices(
        new LocalSetup(
            new LocalRules(Duration.ofMinutes(5), 4096, false, false, false, 21000, 21255),
            new NodeInfo("dc1", "id-1", "n1", "10.0.0.1", Map.of(), Map.of()),
            dataDirectory,
            new ProbeSettings(time, 4096, ProbeSettings.DEFAULT_DOCKER_ENGINE),
            catalog,
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            () -> 1,
            () -> "",
            bound -> 0,
            () -> 1_700_000_000L));
  }

  private static ServiceDefinition service(
      String name, CheckDefinition check, ServiceDefinition.@Nullable ConnectDefinition connect) {
    return new ServiceDefinition(
        "",
        "",
        name,
        List.of("t"),
        "",
        Map.of(),
        Map.of("k", "v"),
        80,
        List.of(),
        "",
        check,
        List.of(),
        null,
        "secret",
        false,
        null,
        null,
        connect);
  }

  private static ServiceDefinition service(String name) {
    return service(name, ttl("", ""), null);
  }

  private static CheckDefinition ttl(String name, String serviceId) {
    return check(name, serviceId, List.of(), Duration.ofHours(1));
  }

  private static CheckDefinition check(
      String name, String serviceId, List<String> args, Duration ttl) {
    return new CheckDefinition(
        "",
        name,
        "",
        serviceId,
        "",
        "",
        args,
        "",
        Map.of(),
        "",
        "",
        false,
        "",
        false,
        "",
        args.isEmpty() ? Duration.ZERO : Duration.ofSeconds(10),
        "",
        "",
        "",
        false,
        "",
        false,
        "",
        false,
        "",
        "",
        "",
        Duration.ZERO,
        ttl,
        0,
        0,
        0,
        0,
        Duration.ZERO);
  }

  @Test
  void definitionsAreRegisteredWithTheirTokensInOneCallEach() {
    local.load(
        List.of(
            service("web"),
            service(
                "app",
                ttl("", ""),
                new ServiceDefinition.ConnectDefinition(
                    false, service("", CheckDefinition.EMPTY, null)))),
        List.of(ttl("disk", ""), ttl("extra", "web")));
    local.start();
    time.advance(Duration.ofMillis(1));
    assertEquals(
        List.of("app", "app-sidecar-proxy", "web"), List.copyOf(local.services().keySet()));
    assertEquals(
        List.of(
            "register node service=app check=service:app/critical token=secret",
            "register service=app-sidecar-proxy check=service:app-sidecar-proxy:1/critical"
                + " check=service:app-sidecar-proxy:2/critical token=secret",
            "register service=web check=service:web/critical token=secret",
            "register check=disk/critical",
            "register check=extra/critical"),
        catalog.takeCalls());
    assertEquals(Map.of("k", "v"), Objects.requireNonNull(local.services().get("web")).meta());
  }

  @Test
  void aChangedConfigurationDropsWhatItNoLongerHasAndKeepsStatuses(@TempDir Path folder) {
    LocalServices kept = create(folder);
    changeConfiguration(kept);
    assertEquals(List.of("api", "web"), List.copyOf(kept.services().keySet()));
    assertEquals(
        List.of("_node_maintenance", "called", "disk", "service:web"),
        List.copyOf(kept.checks().keySet()));
    assertEquals("passing", Objects.requireNonNull(kept.checks().get("disk")).status());
    kept.close();
  }

  @Test
  void withoutADataDirectoryAChangedConfigurationDropsWhatCallersRegistered() {
    changeConfiguration(local);
    assertEquals(List.of("web"), List.copyOf(local.services().keySet()));
    assertEquals(List.of("disk", "service:web"), List.copyOf(local.checks().keySet()));
    assertEquals("passing", Objects.requireNonNull(local.checks().get("disk")).status());
  }

  private static void changeConfiguration(LocalServices services) {
    services.load(
        List.of(service("web"), service("old")), List.of(ttl("disk", ""), ttl("gone", "")));
    services.registerService(
        io.praetor.catalog.ServiceDefinition.builder().name("api").build(), false, "");
    services.registerCheck(
        CheckType.builder().name("called").ttl(Duration.ofHours(1)).build(), "", "");
    services.maintainNode(true, "", "");
    services.updateCheck("disk", "passing", "fine", "");
    services.reload(List.of(service("web")), List.of(ttl("disk", "")));
  }

  @Test
  void theConfigurationWinsOverWhatACallerRegisteredBefore(@TempDir Path folder) {
    LocalServices before = create(folder);
    before.load(List.of(), List.of());
    before.registerService(
        io.praetor.catalog.ServiceDefinition.builder().name("web").port(1).build(), false, "");
    before.registerService(
        io.praetor.catalog.ServiceDefinition.builder().name("api").port(2).build(), false, "");
    before.close();
    LocalServices after = create(folder);
    after.load(List.of(service("web")), List.of());
    assertEquals(80, Objects.requireNonNull(after.services().get("web")).port());
    assertEquals(2, Objects.requireNonNull(after.services().get("api")).port());
    after.close();
    LocalServices later = create(folder);
    later.load(List.of(), List.of());
    assertEquals(List.of("api"), List.copyOf(later.services().keySet()));
  }

  @Test
  void definitionsThatCannotBeRegisteredAreNamed() {
    RefusedException script =
        assertThrows(
            RefusedException.class,
            () -> local.load(List.of(), List.of(check("s", "", List.of("true"), Duration.ZERO))));
    assertEquals(
        "Failed to register check 's': Scripts are disabled on this agent; to enable, configure"
            + " 'enable_script_checks' or 'enable_local_script_checks' to true",
        script.text());
    RefusedException orphan =
        assertThrows(
            RefusedException.class, () -> local.load(List.of(), List.of(ttl("c", "nope"))));
    assertEquals("Failed to register check 'c': ServiceID \"nope\" does not exist", orphan.text());
  }
}
