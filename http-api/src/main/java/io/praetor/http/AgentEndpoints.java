// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.http.agent.AgentSelf;
import io.praetor.http.agent.AgentVersion;
import io.praetor.http.agent.Member;
import io.praetor.http.filter.Schema;
import io.praetor.wire.Codecs;
import io.praetor.wire.GoNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The routes below `/v1/agent` that are about the agent itself: who it is, its pools, its life.
final class AgentEndpoints {
  /// Addresses are bytes to the filter language, of all things.
  private static final Schema<Member> MEMBER_SCHEMA =
      Schema.<Member>of()
          .text("Name", Member::name)
          .texts("Addr", AgentEndpoints::addressBytes)
          .unsigned("Port", 16, Member::port)
          .textMap("Tags", Member::tags)
          .number("Status", Member::status)
          .unsigned("ProtocolMin", 8, Member::protocolMin)
          .unsigned("ProtocolMax", 8, Member::protocolMax)
          .unsigned("ProtocolCur", 8, Member::protocolCur)
          .unsigned("DelegateMin", 8, Member::delegateMin)
          .unsigned("DelegateMax", 8, Member::delegateMax)
          .unsigned("DelegateCur", 8, Member::delegateCur)
          .build();

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/agent/self")
              .acl("agent:read")
              .answers(call -> Answer.json(AgentSelf.CODEC, call.agent().self())),
          get("/v1/agent/version")
              .acl("none")
              .answers(call -> Answer.json(AgentVersion.CODEC, call.agent().version())),
          get("/v1/agent/host")
              .acl("operator:read")
              .answers(call -> Answer.json(Codecs.map(Codecs.ANY), call.agent().host())),
          get("/v1/agent/members")
              .marks(Mark.FILTER)
              .scope(Scope.PARTITION)
              .acl("node:read filter")
              .params("wan", "segment")
              .answers(AgentEndpoints::members),
          get("/v1/agent/metrics")
              .acl("agent:read")
              .params("format")
              .answers(AgentEndpoints::metrics),
          put("/v1/agent/reload")
              .acl("agent:write")
              .answers(
                  call -> {
                    call.agent().reload();
                    return Answer.DONE;
                  }),
          put("/v1/agent/leave")
              .acl("agent:write")
              .answers(
                  call -> {
                    call.agent().leave();
                    return Answer.DONE;
                  }),
          put("/v1/agent/join/{address*}")
              .acl("agent:write")
              .params("wan")
              .answers(
                  call -> {
                    call.agent().join(call.rest(), wan(call));
                    return Answer.DONE;
                  }),
          put("/v1/agent/force-leave/{node*}")
              .scope(Scope.PARTITION)
              .acl("operator:write")
              .params("prune", "wan")
              .answers(
                  call -> {
                    Params params = call.params();
                    call.agent().forceLeave(call.rest(), params.has("prune"), params.has("wan"));
                    return Answer.DONE;
                  }),
          put("/v1/agent/maintenance")
              .acl("node:write")
              .params("enable", "reason")
              .answers(
                  call -> {
                    boolean enable = enable(call.params());
                    call.local().maintainNode(enable, call.params().get("reason"), call.token());
                    return call.settled();
                  }),
          put("/v1/agent/token/{kind*}")
              .marks(Mark.ACL_ONLY)
              .acl("agent:write")
              .answers(
                  call -> {
                    throw new ApiException(404, "Token \"" + call.rest() + "\" is unknown");
                  }));

  private AgentEndpoints() {}

  private static boolean wan(Call call) {
    return !call.params().get("wan").isEmpty();
  }

  private static List<String> addressBytes(Member member) {
    var address = io.praetor.config.Ip.parse(member.addr());
    List<String> bytes = new ArrayList<>();
    if (address != null) {
      for (byte b : address.getAddress()) {
        bytes.add(Integer.toString(b & 0xff));
      }
    }
    return bytes;
  }

  private static Answer members(Call call) {
    boolean wan = wan(call);
    String segment = call.params().get("segment");
    boolean all = segment.isEmpty() || segment.equals("_all");
    if (wan && !all) {
      throw ApiException.badRequest("Cannot provide a segment with wan=true");
    }
    if (!all) {
      throw new ApiException(500, "Network segments are not supported in this version of Consul");
    }
    return Answer.list(Member.CODEC, call.filter(MEMBER_SCHEMA).apply(call.agent().members(wan)));
  }

  private static Answer metrics(Call call) {
    if (!wantsPrometheus(call.params().get("format"), call.request().header("Accept"))) {
      return Answer.json(io.praetor.rpc.metrics.MetricsSummary.CODEC, call.metrics().summary());
    }
    Optional<String> text = call.metrics().prometheus();
    if (text.isEmpty()) {
      call.headers()
          .set(
              "X-Consul-Reason",
              "Prometheus is not enabled since its retention time is not positive");
      return Answer.DONE;
    }
    return new Answer.Raw(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        text.get().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static boolean wantsPrometheus(String format, @Nullable String accept) {
    if (format.equals("prometheus")) {
      return true;
    }
    if (accept == null) {
      return false;
    }
    for (String range : accept.split(",", -1)) {
      String[] parts = range.strip().split(";", -1);
      String type = parts[0].strip();
      if (type.equals("application/openmetrics-text")) {
        return true;
      }
      if (type.equals("text/plain")) {
        for (int i = 1; i < parts.length; i++) {
          if (parts[i].strip().equals("version=0.4.0")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// The flag that maintenance routes need.
  static boolean enable(Params params) {
    String value = params.get("enable");
    if (value.isEmpty()) {
      throw ApiException.badRequest("Missing value for enable");
    }
    try {
      return GoNumber.parseBool(value);
    } catch (GoNumber.InvalidNumber e) {
      throw ApiException.badRequest(
          "Invalid value for enable: " + io.praetor.wire.GoQuote.quote(value));
    }
  }
}
