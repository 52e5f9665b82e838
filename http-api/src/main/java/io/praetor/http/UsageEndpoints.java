// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;

import io.praetor.catalog.ServiceUsage;
import io.praetor.http.Endpoint.Mark;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.Reply;
import io.praetor.rpc.UsageMethods;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `/v1/operator/usage`: how much the datacenters hold. The one answer that repeats what the headers
/// say of the read in its body.
final class UsageEndpoints {
  private static final Struct<Reply<Map<String, ServiceUsage>>> CODEC =
      Struct.<Reply<Map<String, ServiceUsage>>>named("Usage")
          .field("Usage", Codecs.map(ServiceUsage.CODEC), Reply::value)
          .field("Index", Codecs.ULONG, reply -> reply.meta().index())
          .field("LastContact", Codecs.LONG, reply -> reply.meta().lastContact().toNanos())
          .field("KnownLeader", Codecs.BOOL, reply -> reply.meta().knownLeader())
          .field("ConsistencyLevel", Codecs.STRING, reply -> reply.meta().consistencyLevel())
          .field("NotModified", Codecs.BOOL, reply -> false)
          .field("Backend", Codecs.INT, reply -> 0)
          .field(
              "ResultsFilteredByACLs", Codecs.BOOL, reply -> reply.meta().resultsFilteredByAcls())
          .build(
              v ->
                  new Reply<>(
                      v.get(0),
                      new QueryMeta(
                          v.get(1), Duration.ofNanos(v.get(2)), v.get(3), v.get(4), v.get(7))));

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/operator/usage")
              .blocking()
              .marks(Mark.CONSISTENCY)
              .acl("operator:read")
              .params("global")
              .answers(UsageEndpoints::usage));

  private UsageEndpoints() {}

  private static Answer usage(Call call) throws InterruptedException {
    // Consul asks the own datacenter whatever ?dc says.
    call.options(call.options().withDatacenter(call.config().datacenter()));
    boolean global = call.params().has("global");
    return Answer.json(
        CODEC, call.fetchCached(UsageMethods.USAGE, new UsageMethods.Request(global)));
  }
}
