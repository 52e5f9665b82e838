// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.ChecksInStateRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.http.filter.Filter;
import io.praetor.rpc.HealthMethods;
import io.praetor.wire.GoNumber;
import java.util.List;

/// `/v1/health`: checks, and instances with their checks.
final class HealthEndpoints {
  private static final String[] INSTANCE_PARAMS = {
    "passing", "tag", "near", "node-meta", "peer", "sg", "sameness-group", "merge-central-config"
  };

  /// Which instances a route is about.
  private enum Kind {
    SERVICE,
    CONNECT,
    INGRESS
  }

  static final List<Endpoint> LIST =
      List.of(
          checks("/v1/health/node/{node*}").params("peer").answers(HealthEndpoints::node),
          checks("/v1/health/checks/{service*}")
              .params("near", "node-meta", "peer")
              .answers(HealthEndpoints::service),
          checks("/v1/health/state/{state*}")
              .params("near", "node-meta", "peer")
              .answers(HealthEndpoints::state),
          instances("/v1/health/service/{service*}")
              .acl("service:read, node:read filter")
              .answers(call -> instances(call, Kind.SERVICE)),
          instances("/v1/health/connect/{service*}")
              .acl("service:read, node:read")
              .answers(call -> instances(call, Kind.CONNECT)),
          instances("/v1/health/ingress/{service*}")
              .acl("service:read, node:read")
              .answers(call -> instances(call, Kind.INGRESS)));

  private HealthEndpoints() {}

  private static Endpoint.Builder checks(String template) {
    return get(template)
        .blocking()
        .marks(Mark.CONSISTENCY, Mark.META_ON_ERROR, Mark.FILTER)
        .scope(Scope.NAMESPACE)
        .acl("node:read, service:read filter");
  }

  private static Endpoint.Builder instances(String template) {
    return get(template)
        .blocking()
        .marks(Mark.CONSISTENCY, Mark.FILTER, Mark.CACHED)
        .scope(Scope.NAMESPACE)
        .params(INSTANCE_PARAMS);
  }

  private static Answer node(Call call) throws InterruptedException {
    String name = call.required("node name");
    Filter<HealthCheck> filter = call.filter(Schemas.HEALTH_CHECK);
    return list(
        filter,
        call.read(
            HealthMethods.NODE_CHECKS,
            new NodeSpecificRequest(name, call.params().get("peer"), false)));
  }

  private static Answer service(Call call) throws InterruptedException {
    String name = call.required("service name");
    Filter<HealthCheck> filter = call.filter(Schemas.HEALTH_CHECK);
    ServiceSpecificRequest request =
        ServiceSpecificRequest.builder()
            .serviceName(name)
            .nodeMetaFilters(Sources.nodeMeta(call.params()))
            .peerName(call.params().get("peer"))
            .source(Sources.near(call))
            .build();
    return list(filter, call.read(HealthMethods.SERVICE_CHECKS, request));
  }

  private static Answer state(Call call) throws InterruptedException {
    String state = call.required("check state");
    Filter<HealthCheck> filter = call.filter(Schemas.HEALTH_CHECK);
    Params params = call.params();
    ChecksInStateRequest request =
        new ChecksInStateRequest(
            state, Sources.nodeMeta(params), params.get("peer"), Sources.near(call));
    return list(filter, call.read(HealthMethods.CHECKS_IN_STATE, request));
  }

  private static Answer list(Filter<HealthCheck> filter, List<HealthCheck> checks) {
    return Answer.list(HealthCheck.CODEC, Filled.checks(filter.apply(checks)));
  }

  private static Answer instances(Call call, Kind kind) throws InterruptedException {
    Params params = call.params();
    refuseSamenessGroup(params);
    String name = call.required("service name");
    boolean passing = passing(params);
    List<String> tags = params.all("tag");
    ServiceSpecificRequest request =
        ServiceSpecificRequest.builder()
            .serviceName(name)
            .serviceTags(tags)
            .tagFilter(!tags.isEmpty())
            .nodeMetaFilters(Sources.nodeMeta(params))
            .connect(kind == Kind.CONNECT)
            .ingress(kind == Kind.INGRESS)
            .peerName(params.get("peer"))
            .mergeCentralConfig(params.has("merge-central-config"))
            .source(Sources.near(call))
            .build();
    Filter<CheckServiceNode> filter = call.filter(Schemas.CHECK_SERVICE_NODE);
    List<CheckServiceNode> found = call.readCached(HealthMethods.SERVICE_NODES, request);
    if (kind != Kind.INGRESS && streams(call)) {
      call.headers().set("X-Consul-Query-Backend", "streaming");
      // A stream knows its events, not who leads.
      call.headers().set("X-Consul-Knownleader", "false");
    }
    return Answer.list(
        CheckServiceNode.CODEC,
        Translated.rows(call, filter.apply(found), Translated::instance).stream()
            .filter(instance -> !passing || allPassing(instance))
            .map(Filled::instance)
            .toList());
  }

  private static void refuseSamenessGroup(Params params) {
    String group = params.get("sameness-group");
    if (group.isEmpty()) {
      group = params.get("sg");
    }
    if (group.isEmpty()) {
      return;
    }
    if (!params.get("peer").isEmpty()) {
      throw ApiException.badRequest("peer-name and sameness-group are mutually exclusive");
    }
    throw new ApiException(500, "sameness groups are not supported in consul CE");
  }

  private static boolean passing(Params params) {
    if (!params.has("passing")) {
      return false;
    }
    String value = params.get("passing");
    try {
      return value.isEmpty() || GoNumber.parseBool(value);
    } catch (GoNumber.InvalidNumber e) {
      throw ApiException.badRequest("Invalid value for ?passing");
    }
  }

  private static boolean allPassing(CheckServiceNode instance) {
    List<HealthCheck> checks = instance.checks();
    return checks == null || checks.stream().allMatch(check -> check.status().equals("passing"));
  }

  /// Consul answers these reads from a stream of events instead of by blocking.
  private static boolean streams(Call call) {
    return call.config().useStreamingBackend()
        && call.params().get("near").isEmpty()
        && (call.options().minQueryIndex() > 0 || call.options().useCache());
  }
}
