// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.agent.checks.FakeScheduler;
import io.praetor.agent.checks.ProbeSettings;
import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceConnect;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.http.agent.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent's services and checks in virtual time, against a catalog in memory.
class LocalServicesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeScheduler time = new FakeScheduler();
  private final FakeCatalog catalog = new FakeCatalog();
  private long unixSeconds = 1_700_000_000L;
  private LocalServices local = started(null);

  private LocalServices started(@Nullable Path dataDirectory) {
    LocalServices made =
        new LocalServices(
            new LocalSetup(
                new LocalRules(Duration.ofMinutes(5), 4096, false, false, false, 21000, 21001),
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
                () -> unixSeconds));
    made.load(List.of(), List.of());
    made.start();
    settle();
    catalog.takeCalls();
    return made;
  }

  private void settle() {
    time.advance(Duration.ofMillis(1));
  }

  private static ServiceDefinition.Builder service(String name) {
    return ServiceDefinition.builder().name(name);
  }

  private static CheckType.Builder ttl(String name) {
    return CheckType.builder().name(name).ttl(HOUR);
  }

  private void register(ServiceDefinition.Builder service) {
    local.registerService(service.build(), false, "");
  }

  private HealthCheck check(String id) {
    return Objects.requireNonNull(local.checks().get(id));
  }

  private String statusAndOutput(String id) {
    return check(id).status() + " " + check(id).output();
  }

  private void refused(int status, String text, Runnable call) {
    RefusedException refused = assertThrows(RefusedException.class, call::run);
    assertEquals(status + " " + text, refused.status() + " " + refused.text());
  }

  @Test
  void aServiceAndItsChecksReachTheCatalogInOneCall() {
    register(
        service("web")
            .port(80)
            .checks(List.of(ttl("one").build(), ttl("").status("passing").build())));
    settle();
    assertEquals(
        List.of("register service=web check=service:web:1/critical check=service:web:2/passing"),
        catalog.takeCalls());
    assertEquals("one", check("service:web:1").name());
    assertEquals("Service 'web' check", check("service:web:2").name());
    assertEquals("", check("service:web:1").interval());
  }

  @Test
  void aChangeIsSettledOnceTheCatalogWasTold() {
    assertTrue(local.settled().isDone());
    register(service("web").port(80));
    var settled = local.settled();
    assertFalse(settled.isDone());
    settle();
    assertEquals(List.of("register service=web"), catalog.takeCalls());
    assertTrue(settled.isDone());
  }

  @Test
  void theSingleCheckOfAServiceIsNumberedBeforeTheList() {
    register(
        service("s").check(ttl("a").checkId("mine").build()).checks(List.of(ttl("b").build())));
    assertEquals(List.of("mine", "service:s:2"), List.copyOf(local.checks().keySet()));
  }

  @Test
  void registeringTheSameAgainSendsNothing() {
    register(service("web").port(80).check(ttl("one").build()));
    settle();
    catalog.takeCalls();
    register(service("web").port(80).check(ttl("one").build()));
    settle();
    assertEquals(List.of(), catalog.takeCalls());
  }

  @Test
  void checksKeepTheirStatusWhenTheyAreRegisteredAgain() {
    register(service("web").check(ttl("one").build()));
    local.updateCheck("service:web", "passing", "good", "");
    register(service("web").check(ttl("two").status("critical").build()));
    assertEquals("passing good", statusAndOutput("service:web"));
    assertEquals("two", check("service:web").name());
  }

  @Test
  void formerChecksStayUnlessTheyAreToBeReplaced() {
    register(service("web").checks(List.of(ttl("one").build(), ttl("two").build())));
    register(service("web"));
    assertEquals(2, local.checks().size());
    local.maintainService("web", true, "", "");
    local.registerService(service("web").check(ttl("only").build()).build(), true, "");
    assertEquals(
        List.of("_service_maintenance:web", "service:web"), List.copyOf(local.checks().keySet()));
    settle();
    assertEquals(local.checks().keySet(), catalog.checks.keySet());
  }

  @Test
  void aStatusIsSentAtOnceAndAnOutputAloneLater() {
    local.registerCheck(ttl("beat").build(), "", "");
    settle();
    local.updateCheck("beat", "passing", "first", "");
    settle();
    assertEquals(
        List.of("register check=beat/critical", "register check=beat/passing"),
        catalog.takeCalls());
    local.updateCheck("beat", "passing", "second", "");
    time.advance(Duration.ofSeconds(140));
    assertEquals(List.of(), catalog.takeCalls());
    assertEquals("first", Objects.requireNonNull(catalog.checks.get("beat")).output());
    assertEquals("second", check("beat").output());
    time.advance(Duration.ofSeconds(20));
    assertEquals(List.of("register check=beat/passing"), catalog.takeCalls());
    assertEquals("second", Objects.requireNonNull(catalog.checks.get("beat")).output());
  }

  @Test
  void aTtlCheckWithoutAHeartbeatTurnsCritical() {
    local.registerCheck(
        CheckType.builder().name("t").ttl(Duration.ofSeconds(10)).status("passing").build(),
        "",
        "");
    time.advance(Duration.ofSeconds(9));
    local.updateCheck("t", "passing", "hello", "");
    time.advance(Duration.ofSeconds(9));
    assertEquals("passing hello", statusAndOutput("t"));
    time.advance(Duration.ofSeconds(2));
    String expired = "critical TTL expired (last output before timeout follows): hello";
    assertEquals(expired, statusAndOutput("t"));
    time.advance(Duration.ofMinutes(5));
    assertEquals(expired, statusAndOutput("t"));
    local.updateCheck("t", "warning", "", "");
    time.advance(Duration.ofSeconds(11));
    assertEquals("critical TTL expired", statusAndOutput("t"));
  }

  @Test
  void theBeginningOfALongNoteIsKept() {
    local.registerCheck(ttl("t").outputMaxSize(4).build(), "", "");
    local.updateCheck("t", "passing", "abcdefgh", "");
    assertEquals("passing abcd ... (captured 4 of 8 bytes)", statusAndOutput("t"));
  }

  @Test
  void heartbeatsAreRefusedInConsulsWords() {
    local.registerCheck(
        CheckType.builder().name("h").http("http://127.0.0.1:1").interval(HOUR).build(), "", "");
    refused(
        400,
        "Invalid check status: 'maintenance'",
        () -> local.updateCheck("h", "maintenance", "", ""));
    refused(
        404,
        "Unknown check ID \"none\". Ensure that the check ID is passed, not the check name.",
        () -> local.updateCheck("none", "passing", "", ""));
    refused(
        500,
        "CheckID \"h\" does not have associated TTL",
        () -> local.updateCheck("h", "passing", "", ""));
  }

  @Test
  void checksAreRefusedInConsulsWords() {
    refused(400, "Missing check name", () -> local.registerCheck(ttl("").build(), "", ""));
    refused(
        400,
        "Bad check status",
        () -> local.registerCheck(ttl("x").status("green").build(), "", ""));
    refused(
        400,
        "Invalid check: TTL must be > 0 for TTL checks",
        () -> local.registerCheck(CheckType.builder().name("x").build(), "", ""));
    refused(
        404,
        "ServiceID \"nope\" does not exist",
        () -> local.registerCheck(ttl("x").build(), "nope", ""));
    refused(
        500,
        "Scripts are disabled on this agent from remote calls; to enable, configure"
            + " 'enable_script_checks' to true",
        () ->
            local.registerCheck(
                CheckType.builder().name("x").scriptArgs(List.of("true")).interval(HOUR).build(),
                "",
                ""));
    refused(
        500,
        "not implemented",
        () ->
            local.registerCheck(
                CheckType.builder().name("x").osService("sshd").interval(HOUR).build(), "", ""));
    assertEquals(0, local.checks().size());
  }

  @Test
  void aCheckOfAServiceShowsItsServiceAndGoesWithIt() {
    register(service("web").id("w1").tags(List.of("t")));
    local.registerCheck(ttl("extra").build(), "w1", "");
    assertEquals("web", check("extra").serviceName());
    assertEquals(List.of("t"), check("extra").serviceTags());
    assertEquals("0s", check("extra").interval());
    settle();
    local.deregisterService("w1", "");
    settle();
    assertEquals(0, local.checks().size());
    assertEquals(0, catalog.services.size());
    assertEquals(0, catalog.checks.size());
    refused(
        404,
        "Unknown service ID \"w1\". Ensure that the service ID is passed, not the service name.",
        () -> local.deregisterService("w1", ""));
  }

  @Test
  void aSidecarComesAndGoesWithItsService() {
    register(
        service("cart")
            .port(7000)
            .tags(List.of("t"))
            .connect(new ServiceConnect(false, ServiceDefinition.builder().build(), null)));
    NodeService sidecar = Objects.requireNonNull(local.service("cart-sidecar-proxy")).service();
    assertEquals("connect-proxy", sidecar.kind());
    assertEquals(21000, sidecar.port());
    assertEquals(List.of("t"), sidecar.tags());
    assertEquals("cart", sidecar.proxy().destinationServiceName());
    assertEquals("127.0.0.1", sidecar.proxy().localServiceAddress());
    assertEquals(7000, sidecar.proxy().localServicePort());
    assertEquals("Connect Sidecar Listening", check("service:cart-sidecar-proxy:1").name());
    assertEquals("10s", check("service:cart-sidecar-proxy:1").interval());
    assertEquals("passing No checks found.", statusAndOutput("service:cart-sidecar-proxy:2"));
    register(
        service("mail")
            .connect(new ServiceConnect(false, ServiceDefinition.builder().build(), null)));
    assertEquals(
        21001, Objects.requireNonNull(local.service("mail-sidecar-proxy")).service().port());
    refused(
        400,
        "no port provided for sidecar_service and none left in the configured range [21000, 21001]",
        () ->
            register(
                service("third")
                    .connect(
                        new ServiceConnect(false, ServiceDefinition.builder().build(), null))));
    local.deregisterService("cart", "");
    assertEquals(List.of("mail", "mail-sidecar-proxy"), List.copyOf(local.services().keySet()));
  }

  @Test
  void aSidecarKeepsItsPortWhenItIsRegisteredAgain() {
    ServiceDefinition.Builder cart =
        service("cart")
            .connect(new ServiceConnect(false, ServiceDefinition.builder().build(), null));
    register(cart.port(1));
    register(cart.port(2));
    assertEquals(
        21000, Objects.requireNonNull(local.service("cart-sidecar-proxy")).service().port());
  }

  @Test
  void maintenanceIsACheckAndTheFirstReasonStays() {
    register(service("web").id("w").check(ttl("c").status("passing").build()));
    local.maintainService("w", true, "patching", "");
    local.maintainService("w", true, "other", "");
    assertEquals("patching", check("_service_maintenance:w").notes());
    assertEquals("critical", check("_service_maintenance:w").status());
    assertEquals("maintenance", Objects.requireNonNull(local.healthOfService("w")).status());
    local.maintainService("w", false, "", "");
    local.maintainService("w", false, "", "");
    assertEquals("passing", Objects.requireNonNull(local.healthOfService("w")).status());
    local.maintainNode(true, "", "");
    assertEquals(
        "Maintenance mode is enabled for this node, but no reason was provided. This is a default"
            + " message.",
        check("_node_maintenance").notes());
    assertEquals("maintenance", local.healthOfServicesNamed("web").getFirst().status());
    assertEquals(1, local.healthOfServicesNamed("web").getFirst().checks().size());
    assertNull(local.healthOfService("none"));
  }

  @Test
  void anAliasFollowsTheWorstCheckOfItsServiceAndOfTheNode() {
    register(service("web").id("w").checks(List.of(ttl("one").build(), ttl("two").build())));
    register(service("ali").check(CheckType.builder().aliasService("w").build()));
    assertEquals("critical Aliased check \"one\" failing: ", statusAndOutput("service:ali"));
    local.updateCheck("service:w:1", "warning", "hm", "");
    local.updateCheck("service:w:2", "passing", "", "");
    assertEquals("warning Aliased check \"one\" failing: hm", statusAndOutput("service:ali"));
    local.updateCheck("service:w:1", "passing", "", "");
    assertEquals("passing All checks passing.", statusAndOutput("service:ali"));
    local.registerCheck(ttl("node-level").build(), "", "");
    assertEquals("critical Aliased check \"node-level\" failing: ", statusAndOutput("service:ali"));
    local.deregisterCheck("node-level", "");
    local.deregisterService("w", "");
    assertEquals("critical Service w could not be found on node ", statusAndOutput("service:ali"));
  }

  @Test
  void aliasesThatFollowEachOtherComeToRest() {
    register(service("a").check(CheckType.builder().aliasService("b").build()));
    register(service("b").check(CheckType.builder().aliasService("a").build()));
    register(service("c").check(CheckType.builder().aliasService("b").build()));
    settle();
    assertEquals(3, local.checks().size());
  }

  @Test
  void anAliasOfANodeFollowsTheCatalog() {
    catalog.checks.put(
        "other",
        HealthCheck.builder()
            .checkId("other")
            .name("disk")
            .status("warning")
            .output("full")
            .build());
    local.registerCheck(CheckType.builder().name("al").aliasNode("n2").build(), "", "");
    settle();
    assertEquals("warning Aliased check \"disk\" failing: full", statusAndOutput("al"));
    catalog.checks.remove("other");
    time.advance(Duration.ofSeconds(6));
    assertEquals("passing No checks found.", statusAndOutput("al"));
  }

  @Test
  void aServiceThatStaysCriticalForTooLongIsRemoved() {
    register(
        service("web")
            .check(ttl("c").deregisterCriticalServiceAfter(Duration.ofSeconds(1)).build()));
    register(service("quiet").check(ttl("c").build()));
    time.advance(Duration.ofSeconds(55));
    assertTrue(local.services().containsKey("web"), "the shortest that is honoured is a minute");
    time.advance(Duration.ofSeconds(40));
    assertEquals(List.of("quiet"), List.copyOf(local.services().keySet()));
    assertEquals(List.of("quiet"), List.copyOf(catalog.services.keySet()));
  }

  @Test
  void aRecoveredCheckIsNotReaped() {
    register(
        service("web")
            .check(ttl("c").deregisterCriticalServiceAfter(Duration.ofMinutes(2)).build()));
    time.advance(Duration.ofSeconds(100));
    local.updateCheck("service:web", "passing", "", "");
    local.updateCheck("service:web", "critical", "", "");
    time.advance(Duration.ofSeconds(100));
    assertTrue(local.services().containsKey("web"));
  }

  @Test
  void whatTheCatalogHasTooMuchIsRemovedAndItsOwnIsLeftAlone() {
    catalog.services.put("stray", NodeService.builder().id("stray").service("stray").build());
    catalog.services.put("consul", NodeService.builder().id("consul").service("consul").build());
    catalog.checks.put("serfHealth", HealthCheck.builder().checkId("serfHealth").build());
    catalog.checks.put("lost", HealthCheck.builder().checkId("lost").build());
    time.advance(Duration.ofSeconds(70));
    assertEquals(List.of("deregister service=stray", "deregister check=lost"), catalog.takeCalls());
    assertEquals(List.of("consul"), List.copyOf(catalog.services.keySet()));
  }

  @Test
  void tagsInTheCatalogWinWhereTheyMay() {
    register(service("web").tags(List.of("old")).enableTagOverride(true));
    register(service("app").tags(List.of("old")));
    settle();
    for (String id : List.of("web", "app")) {
      NodeService there = Objects.requireNonNull(catalog.services.get(id));
      catalog.services.put(id, there.toBuilder().tags(List.of("new")).build());
    }
    catalog.takeCalls();
    time.advance(Duration.ofSeconds(70));
    assertEquals(List.of("register service=app"), catalog.takeCalls());
    assertEquals(List.of("new"), Objects.requireNonNull(local.services().get("web")).tags());
    assertEquals(List.of("old"), Objects.requireNonNull(local.services().get("app")).tags());
  }

  @Test
  void aFailureIsTriedAgainSoonAndThenLessOften() {
    catalog.failure = new CatalogException("No cluster leader", false);
    register(service("web"));
    time.advance(Duration.ofMinutes(2));
    int tries = catalog.takeCalls().size();
    assertTrue(tries >= 1, "tried " + tries);
    assertEquals(0, catalog.services.size());
    catalog.failure = null;
    time.advance(Duration.ofSeconds(16));
    assertEquals(List.of("web"), List.copyOf(catalog.services.keySet()));
  }

  @Test
  void aNewLeaderIsToldAtOnce() {
    catalog.failure = new CatalogException("No cluster leader", false);
    register(service("web"));
    time.advance(Duration.ofMinutes(2));
    catalog.failure = null;
    local.serverUp();
    settle();
    assertEquals(List.of("web"), List.copyOf(catalog.services.keySet()));
  }

  @Test
  void aCallThatTheTokenMayNotMakeIsNotRepeatedUntilTheNextComparison() {
    catalog.failure = new CatalogException("Permission denied", true);
    local.registerService(service("web").build(), false, "secret");
    settle();
    assertEquals(List.of("register service=web token=secret"), catalog.takeCalls());
    time.advance(Duration.ofSeconds(20));
    assertEquals(List.of(), catalog.takeCalls());
  }

  @Test
  void aChangeOfAServiceChangesItsHashAndWakesWaiters() {
    register(service("web").port(1));
    String before = Objects.requireNonNull(local.service("web")).contentHash();
    CompletableFuture<Void> change = local.nextServiceChange();
    register(service("web").port(1));
    settle();
    assertFalse(change.isDone());
    assertEquals(before, Objects.requireNonNull(local.service("web")).contentHash());
    register(service("web").port(2));
    settle();
    assertTrue(change.isDone());
    assertNotEquals(before, Objects.requireNonNull(local.service("web")).contentHash());
    assertNull(local.service("none"));
  }

  @Test
  void registrationsSurviveARestartWithTheirHeartbeats(@TempDir Path folder) {
    local = started(folder);
    register(service("web").port(80).check(ttl("c").build()));
    register(service("gone"));
    local.deregisterService("gone", "");
    local.registerCheck(ttl("beat").build(), "", "");
    local.registerCheck(ttl("late").build(), "", "");
    local.updateCheck("beat", "passing", "fine", "");
    local.updateCheck("late", "passing", "fine", "");
    local.updateCheck("service:web", "warning", "hm", "");
    local.maintainNode(true, "reboot", "");
    unixSeconds += 1800;
    local.updateCheck("beat", "passing", "fine", "");
    local.close();
    unixSeconds += 2000;
    local = started(folder);
    assertEquals(List.of("web"), List.copyOf(local.services().keySet()));
    assertEquals(80, Objects.requireNonNull(local.services().get("web")).port());
    assertEquals("passing fine", statusAndOutput("beat"));
    assertEquals("critical ", statusAndOutput("late"));
    assertEquals("critical ", statusAndOutput("service:web"));
    assertEquals("reboot", check("_node_maintenance").notes());
    assertEquals("ttl", check("service:web").type(), "and it is run again as the kind that it was");
    local.updateCheck("service:web", "passing", "", "");
    time.advance(HOUR.plusSeconds(1));
    assertEquals("critical TTL expired", statusAndOutput("service:web"));
  }
}
