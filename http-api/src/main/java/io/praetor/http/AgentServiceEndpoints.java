// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.http.agent.LocalService;
import io.praetor.http.agent.ServiceHealth;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The routes below `/v1/agent` that are about its services and checks.
final class AgentServiceEndpoints {
  private static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  /// The body of a check update.
  private record Update(String status, String output) {
    static final Struct<Update> CODEC =
        Struct.<Update>named("checkUpdate")
            .field("Status", Codecs.STRING, Update::status)
            .field("Output", Codecs.STRING, Update::output)
            .build(v -> new Update(v.get(0), v.get(1)));
  }

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/agent/services")
              .marks(Mark.FILTER)
              .scope(Scope.NAMESPACE)
              .acl("service:read filter")
              .answers(AgentServiceEndpoints::services),
          get("/v1/agent/service/{service*}")
              .marks(Mark.WAITS)
              .scope(Scope.NAMESPACE)
              .acl("service:read")
              .params("hash")
              .answers(AgentServiceEndpoints::service),
          get("/v1/agent/checks")
              .marks(Mark.FILTER)
              .scope(Scope.NAMESPACE)
              .acl("node:read, service:read filter")
              .answers(AgentServiceEndpoints::checks),
          put("/v1/agent/service/register")
              .scope(Scope.NAMESPACE)
              .acl("service:write")
              .params("replace-existing-checks")
              .answers(AgentServiceEndpoints::register),
          put("/v1/agent/service/deregister/{service*}")
              .scope(Scope.NAMESPACE)
              .acl("service:write")
              .answers(
                  call -> {
                    call.local().deregisterService(call.rest(), call.token());
                    return call.settled();
                  }),
          put("/v1/agent/service/maintenance/{service*}")
              .scope(Scope.NAMESPACE)
              .acl("service:write")
              .params("enable", "reason")
              .answers(AgentServiceEndpoints::maintenance),
          put("/v1/agent/check/register")
              .scope(Scope.NAMESPACE)
              .acl("node:write or service:write")
              .answers(AgentServiceEndpoints::registerCheck),
          put("/v1/agent/check/deregister/{check*}")
              .scope(Scope.NAMESPACE)
              .acl("node:write or service:write")
              .answers(
                  call -> {
                    call.local().deregisterCheck(call.rest(), call.token());
                    return call.settled();
                  }),
          put("/v1/agent/check/pass/{check*}")
              .scope(Scope.NAMESPACE)
              .acl("node:write or service:write")
              .params("note")
              .answers(call -> update(call, "passing", call.params().get("note"))),
          put("/v1/agent/check/warn/{check*}")
              .scope(Scope.NAMESPACE)
              .acl("node:write or service:write")
              .params("note")
              .answers(call -> update(call, "warning", call.params().get("note"))),
          put("/v1/agent/check/fail/{check*}")
              .scope(Scope.NAMESPACE)
              .acl("node:write or service:write")
              .params("note")
              .answers(call -> update(call, "critical", call.params().get("note"))),
          put("/v1/agent/check/update/{check*}")
              .scope(Scope.NAMESPACE)
              .acl("node:write or service:write")
              .answers(
                  call -> {
                    Update update = call.body(Update.CODEC, ConsulError.DECODE);
                    return update(call, update.status(), update.output());
                  }),
          get("/v1/agent/health/service/id/{service*}")
              .scope(Scope.NAMESPACE)
              .acl("service:read")
              .params("format")
              .answers(AgentServiceEndpoints::healthById),
          get("/v1/agent/health/service/name/{service*}")
              .scope(Scope.NAMESPACE)
              .acl("service:read")
              .params("format")
              .answers(AgentServiceEndpoints::healthByName));

  private AgentServiceEndpoints() {}

  private static Answer services(Call call) {
    var filter = call.filter(Schemas.AGENT_SERVICE);
    String datacenter = call.config().datacenter();
    Map<String, AgentServiceJson.View> shown = new TreeMap<>();
    call.local()
        .services()
        .forEach(
            (id, service) -> {
              if (filter.matches(service)) {
                shown.put(id, new AgentServiceJson.View(service, "", datacenter));
              }
            });
    return Answer.json(Codecs.map(AgentServiceJson.CODEC), shown);
  }

  private static Answer service(Call call) throws InterruptedException {
    Params params = call.params();
    String hash = params.get("hash");
    Duration wait =
        params.get("wait").isEmpty() ? DEFAULT_WAIT : ReadOptions.wait(params.get("wait"));
    Wait until = Wait.of(wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait);
    while (true) {
      var change = call.local().nextServiceChange();
      LocalService found = call.local().service(call.rest());
      if (found == null) {
        throw new ApiException(404, "unknown service ID: " + call.rest());
      }
      if (hash.isEmpty() || !hash.equals(found.contentHash()) || !until.await(change)) {
        call.headers().set("X-Consul-Contenthash", found.contentHash());
        return Answer.json(
            AgentServiceJson.CODEC,
            new AgentServiceJson.View(
                found.service(), found.contentHash(), call.config().datacenter()));
      }
    }
  }

  private static Answer checks(Call call) {
    var checks = call.local().checks();
    if (checks.isEmpty()) {
      // Selectors are looked at only when there is something to select from.
      return Answer.json(Codecs.map(HealthCheck.CODEC), checks);
    }
    var filter = call.filter(Schemas.HEALTH_CHECK);
    var shown = new TreeMap<>(checks);
    shown.values().removeIf(check -> !filter.matches(check));
    shown.replaceAll((id, check) -> Filled.check(check));
    return Answer.json(Codecs.map(HealthCheck.CODEC), shown);
  }

  private static Answer register(Call call) throws IOException, InterruptedException {
    ServiceDefinition service = call.body(ServiceDefinition.CODEC, ConsulError.DECODE);
    boolean replace = call.params().has("replace-existing-checks");
    call.local().registerService(service, replace, tokenOr(service.token(), call));
    return call.settled();
  }

  private static String tokenOr(String inBody, Call call) {
    return inBody.isEmpty() ? call.token() : inBody;
  }

  private static Answer maintenance(Call call) throws InterruptedException {
    String id = call.required("service ID");
    boolean enable = AgentEndpoints.enable(call.params());
    call.local().maintainService(id, enable, call.params().get("reason"), call.token());
    return call.settled();
  }

  private static Answer registerCheck(Call call) throws IOException, InterruptedException {
    CheckBody body = call.body(CheckBody.CODEC, ConsulError.DECODE);
    CheckType check = body.check();
    call.local().registerCheck(check, body.serviceId(), tokenOr(body.token(), call));
    return call.settled();
  }

  private static Answer update(Call call, String status, String output)
      throws InterruptedException {
    call.local().updateCheck(call.rest(), status, output, call.token());
    return call.settled();
  }

  private static Answer healthById(Call call) {
    String id = call.rest();
    if (id.isEmpty()) {
      throw new ApiException(500, "Missing serviceID");
    }
    ServiceHealth health = call.local().healthOfService(id);
    String datacenter = call.config().datacenter();
    String reason = health == null ? "ServiceId " + id + " not found" : health.status();
    call.headers().set("X-Consul-Reason", reason);
    int status = health == null ? 404 : status(health.status());
    return text(call)
        ? plain(status, reason)
        : new Answer.Json<>(
            status, AgentHealthJson.CODEC, new AgentHealthJson.View(health, datacenter));
  }

  private static Answer healthByName(Call call) {
    String name = call.rest();
    if (name.isEmpty()) {
      throw new ApiException(500, "Missing service Name");
    }
    List<ServiceHealth> instances = call.local().healthOfServicesNamed(name);
    String worst = worst(instances);
    String reason = worst == null ? "ServiceName " + name + " Not Found" : worst;
    call.headers().set("X-Consul-Reason", reason);
    int status = worst == null ? 404 : status(worst);
    String datacenter = call.config().datacenter();
    return text(call)
        ? plain(status, reason)
        : new Answer.Json<>(
            status,
            Codecs.list(AgentHealthJson.CODEC),
            instances.stream()
                .map(health -> new AgentHealthJson.View(health, datacenter))
                .toList());
  }

  private static @Nullable String worst(List<ServiceHealth> instances) {
    for (String status : List.of("maintenance", "critical", "warning", "passing")) {
      if (instances.stream().anyMatch(health -> health.status().equals(status))) {
        return status;
      }
    }
    return null;
  }

  private static int status(String word) {
    return switch (word) {
      case "passing" -> 200;
      case "warning" -> 429;
      default -> 503;
    };
  }

  private static boolean text(Call call) {
    String accept = call.request().header("Accept");
    return call.params().get("format").equals("text")
        || (accept != null && accept.startsWith("text/plain"));
  }

  private static Answer plain(int status, String word) {
    return new Answer.Raw(status, "text/plain", io.praetor.wire.Bytes.utf8(word).toArray());
  }
}
