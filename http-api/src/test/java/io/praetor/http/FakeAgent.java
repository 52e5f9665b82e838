// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.http.agent.AgentInfo;
import io.praetor.http.agent.AgentSelf;
import io.praetor.http.agent.AgentVersion;
import io.praetor.http.agent.LocalAgent;
import io.praetor.http.agent.LocalService;
import io.praetor.http.agent.LogWatch;
import io.praetor.http.agent.Member;
import io.praetor.http.agent.RefusedException;
import io.praetor.http.agent.ServiceHealth;
import io.praetor.http.agent.UserEvent;
import io.praetor.rpc.ConsulException;
import io.praetor.wire.GoTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An agent in memory: one member, and whatever services, checks and events a test puts in.
final class FakeAgent implements AgentInfo, LocalAgent {
  final TreeMap<String, NodeService> services = new TreeMap<>();
  final TreeMap<String, HealthCheck> checks = new TreeMap<>();
  final List<UserEvent> events = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  volatile LogWatch.@Nullable Lines log;
  CompletableFuture<Void> change = new CompletableFuture<>();

  private static final Member SELF =
      new Member("tester-1", "127.0.0.1", 8301, Map.of("role", "consul"), 1, 1, 5, 2, 2, 5, 4);

  @Override
  public AgentSelf self() {
    return new AgentSelf(
        new AgentSelf.Config("dc1", "dc1", "tester-1", "id", "", true, "1.22.5", "", "127.0.0.1"),
        Map.of(),
        null,
        SELF,
        Map.of(),
        Map.of(),
        null);
  }

  @Override
  public AgentVersion version() {
    return new AgentVersion("", GoTime.utc(Instant.EPOCH), "1.22.5", "");
  }

  @Override
  public Map<String, @Nullable Object> host() {
    return Map.of();
  }

  @Override
  public List<Member> members(boolean wan) {
    return List.of(SELF);
  }

  @Override
  public void reload() {
    calls.add("reload");
  }

  @Override
  public void leave() {
    calls.add("leave");
  }

  @Override
  public void join(String address, boolean wan) {
    calls.add("join " + address + " " + wan);
  }

  @Override
  public void forceLeave(String node, boolean prune, boolean wan) {
    throw new RefusedException(500, "agent: No node found with name '" + node + "'");
  }

  @Override
  public io.praetor.rpc.Snapshots snapshots() {
    return io.praetor.rpc.Snapshots.NONE;
  }

  @Override
  public synchronized void fire(UserEvent event, String datacenter, String token) {
    if (!datacenter.equals("dc1")) {
      throw ConsulException.noPathToDatacenter();
    }
    events.add(event);
    change.complete(null);
    change = new CompletableFuture<>();
  }

  @Override
  public synchronized List<UserEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public synchronized CompletableFuture<Void> nextEvent() {
    return change;
  }

  @Override
  public LogWatch watchLog(String level, boolean json, LogWatch.Lines lines) {
    log = lines;
    return () -> log = null;
  }

  @Override
  public List<String> commandLine() {
    return List.of("praetor", "agent");
  }

  @Override
  public SortedMap<String, NodeService> services() {
    return services;
  }

  @Override
  public SortedMap<String, HealthCheck> checks() {
    return checks;
  }

  @Override
  public @Nullable LocalService service(String id) {
    NodeService service = services.get(id);
    return service == null ? null : new LocalService(service, "0123456789abcdef");
  }

  @Override
  public CompletableFuture<Void> nextServiceChange() {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<Void> settled() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public @Nullable ServiceHealth healthOfService(String id) {
    NodeService service = services.get(id);
    return service == null ? null : new ServiceHealth("warning", service, List.of());
  }

  @Override
  public List<ServiceHealth> healthOfServicesNamed(String name) {
    return List.of();
  }

  @Override
  public void registerService(
      ServiceDefinition definition, boolean replaceExistingChecks, String token) {
    calls.add("register " + definition.name() + " " + replaceExistingChecks + " " + token);
  }

  @Override
  public void deregisterService(String id, String token) {
    calls.add("deregister " + id);
  }

  @Override
  public void maintainService(String id, boolean enable, String reason, String token) {
    calls.add("maintain " + id + " " + enable + " " + reason);
  }

  @Override
  public void maintainNode(boolean enable, String reason, String token) {
    calls.add("maintain node " + enable);
  }

  @Override
  public void registerCheck(CheckType check, String serviceId, String token) {
    calls.add("check " + check.checkId() + " " + check.ttl() + " " + serviceId + " " + token);
  }

  @Override
  public void deregisterCheck(String id, String token) {
    calls.add("deregister check " + id);
  }

  @Override
  public void updateCheck(String id, String status, String output, String token) {
    calls.add("update " + id + " " + status + " " + output + " " + token);
  }
}
