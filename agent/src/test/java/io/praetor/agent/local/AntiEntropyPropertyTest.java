// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Carrying out the difference makes the catalog equal to the local state, and then there is none.
class AntiEntropyPropertyTest {
  private static final NodeInfo NODE =
      new NodeInfo("dc1", "id-1", "n1", "10.0.0.1", Map.of("lan", "10.0.0.1"), Map.of("a", "b"));
  private static final List<String> STATUSES = List.of("passing", "warning", "critical");

  @Test
  void theDifferenceMakesTheCatalogEqualAndThenThereIsNone() throws CatalogException {
    for (long seed = 1; seed <= 400; seed++) {
      Random random = new Random(seed);
      LocalView local = randomLocal(random);
      FakeCatalog catalog = randomCatalog(random, local);
      apply(AntiEntropy.diff(local, catalog.view()), catalog);
      String seen = "seed " + seed;
      assertEquals(expectedServices(local, catalog), catalog.services, seen);
      assertEquals(expectedChecks(local), without(catalog.checks, "serfHealth"), seen);
      assertEquals(List.of(), AntiEntropy.diff(local, catalog.view()), seen);
    }
  }

  private static Map<String, NodeService> expectedServices(LocalView local, FakeCatalog catalog) {
    TreeMap<String, NodeService> expected = new TreeMap<>();
    local
        .services()
        .forEach(
            (id, s) -> {
              if (!s.deleted()) {
                NodeService service = s.entry().service();
                boolean override = service.enableTagOverride();
                expected.put(
                    id,
                    override
                        ? service.toBuilder().tags(catalog.services.get(id).tags()).build()
                        : service);
              }
            });
    if (catalog.services.containsKey("consul")) {
      expected.put("consul", catalog.services.get("consul"));
    }
    return expected;
  }

  private static Map<String, HealthCheck> expectedChecks(LocalView local) {
    TreeMap<String, HealthCheck> expected = new TreeMap<>();
    local
        .checks()
        .forEach(
            (id, check) -> {
              if (!check.deleted()) {
                expected.put(id, check.entry().check());
              }
            });
    return expected;
  }

  private static <T> Map<String, T> without(Map<String, T> map, String key) {
    TreeMap<String, T> copy = new TreeMap<>(map);
    copy.remove(key);
    return copy;
  }

  private static LocalView randomLocal(Random random) {
    Map<String, Tracked.Service> services = new HashMap<>();
    Map<String, Tracked.Check> checks = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      ServiceEntry entry = new ServiceEntry(service(random), token(random), Source.REMOTE);
      boolean deleted = random.nextInt(4) == 0;
      services.put(
          entry.id(), new Tracked.Service(entry, random.nextBoolean() && !deleted, deleted));
    }
    for (int i = random.nextInt(8); i > 0; i--) {
      HealthCheck check = check(random);
      Tracked.Service owner = services.get(check.serviceId());
      if (owner == null) {
        check = check.toBuilder().serviceId("").build();
      }
      // A service takes its checks with it.
      boolean deleted = random.nextInt(4) == 0 || (owner != null && owner.deleted());
      CheckEntry entry = new CheckEntry(check, null, token(random), Source.REMOTE);
      checks.put(
          entry.id(),
          new Tracked.Check(entry, random.nextBoolean() && !deleted, deleted, Tracked.Times.NONE));
    }
    return new LocalView(NODE, random.nextBoolean(), services, checks);
  }

  private static FakeCatalog randomCatalog(Random random, LocalView local) {
    FakeCatalog catalog = new FakeCatalog();
    local
        .services()
        .forEach(
            (id, service) -> {
              if (random.nextBoolean()) {
                catalog.services.put(id, service.entry().service());
              }
            });
    local
        .checks()
        .forEach(
            (id, check) -> {
              String owner = check.entry().check().serviceId();
              boolean ownerThere = owner.isEmpty() || catalog.services.containsKey(owner);
              if (random.nextBoolean() && ownerThere) {
                catalog.checks.put(id, check.entry().check());
              }
            });
    for (int i = random.nextInt(4); i > 0; i--) {
      NodeService service = service(random);
      catalog.services.put(service.id(), service);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      HealthCheck check = check(random);
      if (!catalog.services.containsKey(check.serviceId())) {
        check = check.toBuilder().serviceId("").build();
      }
      catalog.checks.put(check.checkId(), check);
    }
    if (random.nextBoolean()) {
      catalog.services.put("consul", NodeService.builder().id("consul").service("consul").build());
    }
    catalog.checks.put("serfHealth", HealthCheck.builder().checkId("serfHealth").build());
    return catalog;
  }

  private static NodeService service(Random random) {
    return NodeService.builder()
        .id("s" + random.nextInt(6))
        .service("name" + random.nextInt(3))
        .tags(List.of("t" + random.nextInt(3)))
        .port(random.nextInt(3))
        .weights(Weights.ONE)
        .enableTagOverride(random.nextInt(3) == 0)
        .build();
  }

  private static HealthCheck check(Random random) {
    return HealthCheck.builder()
        .node("n1")
        .checkId("c" + random.nextInt(10))
        .name("check")
        .status(STATUSES.get(random.nextInt(3)))
        .output("o" + random.nextInt(2))
        .serviceId("s" + random.nextInt(6))
        .build();
  }

  private static String token(Random random) {
    return random.nextInt(3) == 0 ? "token" + random.nextInt(2) : "";
  }

  private static void apply(List<SyncAction> actions, FakeCatalog catalog) throws CatalogException {
    for (SyncAction action : actions) {
      RegisterRequest.Builder request =
          RegisterRequest.builder()
              .datacenter("dc1")
              .id(NODE.id())
              .node(NODE.name())
              .address(NODE.address())
              .taggedAddresses(NODE.taggedAddresses())
              .nodeMeta(NODE.meta());
      switch (action) {
        case SyncAction.RegisterNode node -> catalog.register(request.build());
        case SyncAction.RegisterService service ->
            catalog.register(
                request
                    .service(service.entry().service())
                    .checks(service.checks().stream().map(CheckEntry::check).toList())
                    .build());
        case SyncAction.RegisterChecks checks ->
            catalog.register(
                request.checks(checks.checks().stream().map(CheckEntry::check).toList()).build());
        case SyncAction.DeregisterService service ->
            catalog.deregister(new DeregisterRequest("dc1", "n1", service.id(), "", "", ""));
        case SyncAction.DeregisterCheck check ->
            catalog.deregister(new DeregisterRequest("dc1", "n1", "", check.id(), "", ""));
      }
    }
  }
}
