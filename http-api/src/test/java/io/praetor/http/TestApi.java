// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.config.Cidr;
import io.praetor.rpc.AgentCache;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.leaf.LeafCache;
import io.praetor.rpc.metrics.MetricsSettings;
import io.praetor.rpc.metrics.MetricsStore;
import io.praetor.wire.Codecs;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// An API over a [FakeAgent], called without a socket.
final class TestApi {
  final FakeAgent agent = new FakeAgent();
  final HttpApi api;

  TestApi() {
    this(Config.DEFAULT);
  }

  TestApi(HttpApiConfig config) {
    MetricsSettings settings =
        new MetricsSettings("consul", "", true, List.of(), List.of(), Duration.ZERO);
    api =
        HttpApi.create(
            config,
            NO_SERVERS,
            new AgentCache(NO_SERVERS, Runnable::run),
            new LeafCache(NO_SERVERS, Runnable::run, InstantSource.system()),
            agent,
            agent,
            new MetricsStore(settings, InstantSource.system()));
  }

  Response call(String method, String target, String... headers) {
    return call(method, target, "", headers);
  }

  Response call(String method, String target, String body, String[] headers) {
    Headers fields = new Headers();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(headers[i], headers[i + 1]);
    }
    Body content = body.isEmpty() ? Body.EMPTY : Body.of(body.getBytes(StandardCharsets.UTF_8));
    return api.handle(
        new Request(
            method,
            target,
            fields,
            content,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1234),
            new Cancellation()));
  }

  Response put(String target, String body) {
    return call("PUT", target, body, new String[0]);
  }

  /// What servers say without a leader.
  private static final Map<String, Object> KNOWN =
      Map.of("Status.Leader", "127.0.0.1:8300", "Status.Peers", List.of("127.0.0.1:8300"));

  /// Servers that nobody leads, and that say so.
  private static final Rpc NO_SERVERS =
      new Rpc() {
        @Override
        public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
          throw ConsulException.noLeader();
        }

        @Override
        public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
          throw ConsulException.noLeader();
        }

        @Override
        public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
          if (!options.datacenter().equals("dc1")) {
            throw ConsulException.noPathToDatacenter();
          }
          Object answer = KNOWN.get(method.name());
          if (answer == null) {
            throw ConsulException.noLeader();
          }
          return method.reply().read(new MsgpackDecoder(Msgpack.write(Codecs.ANY, answer)));
        }
      };

  /// Configurations for tests.
  static final class Config {
    static final HttpApiConfig DEFAULT = of(List.of(), List.of(), Map.of(), true);

    private Config() {}

    static HttpApiConfig of(
        List<String> blocked, List<Cidr> writers, Map<String, String> responseHeaders, boolean ui) {
      return new HttpApiConfig(
          "dc1",
          "tester-1",
          false,
          false,
          true,
          "",
          true,
          true,
          false,
          true,
          false,
          ui,
          "/ui/",
          "",
          blocked,
          writers,
          responseHeaders,
          true,
          false,
          Duration.ZERO,
          false,
          512 * 1024,
          512 * 1024);
    }
  }
}
