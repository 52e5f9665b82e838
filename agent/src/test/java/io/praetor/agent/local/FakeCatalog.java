// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A catalog of one node, as simple as can be, that remembers the calls it got.
final class FakeCatalog implements CatalogClient {
  final List<String> calls = new ArrayList<>();
  final TreeMap<String, NodeService> services = new TreeMap<>();
  final TreeMap<String, HealthCheck> checks = new TreeMap<>();
  @Nullable Node node;
  @Nullable CatalogException failure;

  @Override
  public void register(RegisterRequest request) throws CatalogException {
    calls.add("register " + describe(request) + token(request.token()));
    fail();
    if (node == null || !request.skipNodeUpdate()) {
      node =
          Node.builder()
              .id(request.id())
              .node(request.node())
              .address(request.address())
              .datacenter(request.datacenter())
              .taggedAddresses(request.taggedAddresses())
              .meta(request.nodeMeta())
              .build();
    }
    if (request.service() != null) {
      services.put(request.service().id(), request.service());
    }
    for (HealthCheck check : Objects.requireNonNullElse(request.checks(), List.<HealthCheck>of())) {
      checks.put(check.checkId(), check);
    }
  }

  private static String describe(RegisterRequest request) {
    List<String> parts = new ArrayList<>();
    if (!request.skipNodeUpdate()) {
      parts.add("node");
    }
    if (request.service() != null) {
      parts.add("service=" + request.service().id());
    }
    for (HealthCheck check : Objects.requireNonNullElse(request.checks(), List.<HealthCheck>of())) {
      parts.add("check=" + check.checkId() + "/" + check.status());
    }
    return String.join(" ", parts);
  }

  private static String token(String token) {
    return token.isEmpty() ? "" : " token=" + token;
  }

  @Override
  public void deregister(DeregisterRequest request) throws CatalogException {
    calls.add(
        "deregister "
            + (request.serviceId().isEmpty()
                ? "check=" + request.checkId()
                : "service=" + request.serviceId())
            + token(request.token()));
    fail();
    if (request.serviceId().isEmpty()) {
      checks.remove(request.checkId());
    } else {
      services.remove(request.serviceId());
      checks.values().removeIf(check -> check.serviceId().equals(request.serviceId()));
    }
  }

  @Override
  public CatalogView node(String name, String token) throws CatalogException {
    fail();
    return view();
  }

  CatalogView view() {
    return new CatalogView(node, services, new ArrayList<>(checks.values()));
  }

  private void fail() throws CatalogException {
    if (failure != null) {
      throw failure;
    }
  }

  /// The calls since the last time.
  List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }
}
