// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.query.PreparedQuery.QueryDnsOptions;
import io.praetor.catalog.query.PreparedQueryExecuteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteResponse;
import io.praetor.config.AgentFlags;
import io.praetor.config.BuildConfig;
import io.praetor.config.ConfigLoader;
import io.praetor.config.FlagException;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.Sources;
import io.praetor.dns.DnsSource.QueryAnswer;
import io.praetor.dns.DnsSource.ServiceKind;
import io.praetor.dns.DnsSource.ServiceQuery;
import io.praetor.dns.Lookup;
import io.praetor.rpc.AgentCache;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.PreparedQueryMethods;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How the DNS settings decide what is asked of the servers.
class RpcDnsSourceTest {
  private static final InetAddress ASKER = InetAddress.ofLiteral("10.0.0.9");

  /// Servers that note how they are asked, and that last heard their leader an hour ago.
  private static final class Servers implements Rpc {
    final List<QueryOptions> asked = new ArrayList<>();
    @Nullable PreparedQueryExecuteRequest executed;
    String ttl = "";
    String refusal = "";

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options) {
      asked.add(options);
      if (!refusal.isEmpty()) {
        throw new ConsulException(refusal);
      }
      Object value = List.<CheckServiceNode>of();
      if (request instanceof PreparedQueryExecuteRequest execute) {
        executed = execute;
        value =
            new PreparedQueryExecuteResponse(
                "web", List.of(), new QueryDnsOptions(ttl), "dc1", "", 0);
      }
      Duration contact = options.allowStale() ? Duration.ofHours(1) : Duration.ZERO;
      return new Reply<>((R) value, new QueryMeta(5, contact, true, "stale", false));
    }

    @Override
    public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
      throw new UnsupportedOperationException();
    }
  }

  private final Servers servers = new Servers();

  private RpcDnsSource source(String dns) throws FlagException {
    String config = "dns_config={" + dns + "}";
    AgentFlags flags =
        AgentFlags.parse(List.of("-dev", "-node=n1", "-hcl=" + config.replace('\'', '"')));
    BuildConfig build = new BuildConfig("1.22.5", "", "", "", Instant.EPOCH);
    LoadResult loaded = ConfigLoader.load(new Sources(flags, new MachineHost(), build));
    RuntimeConfig running = assertInstanceOf(LoadResult.Loaded.class, loaded).config();
    // A cache whose tasks never run: nothing is refreshed behind the test's back.
    return new RpcDnsSource(servers, new AgentCache(servers, task -> {}), () -> running);
  }

  private static void look(RpcDnsSource source) {
    assertInstanceOf(
        Lookup.Found.class,
        source.instances(new ServiceQuery(ServiceKind.SERVICE, "web", "", "", "")));
  }

  @Test
  void readsStaleAtOnceUnlessToldOtherwise() throws FlagException {
    RpcDnsSource source = source("");
    look(source);
    assertTrue(servers.asked.getFirst().allowStale());
    assertEquals(1, servers.asked.size());
    assertTrue(source.answersAtOnce(""));
    assertFalse(source.answersAtOnce("dc2"));
  }

  @Test
  void asksTheLeaderWhenAnAnswerIsOlderThanTheBound() throws FlagException {
    RpcDnsSource source = source("max_stale='1m'");
    look(source);
    assertEquals(
        List.of(true, false), servers.asked.stream().map(QueryOptions::allowStale).toList());
    assertFalse(source.answersAtOnce(""));
  }

  @Test
  void asksTheLeaderAlwaysWhenStaleIsOff() throws FlagException {
    RpcDnsSource source = source("allow_stale=false");
    look(source);
    assertFalse(servers.asked.getFirst().allowStale());
    assertEquals(1, servers.asked.size());
    assertFalse(source.answersAtOnce(""));
  }

  @Test
  void theCacheAnswersTheSecondTime() throws FlagException {
    RpcDnsSource source = source("use_cache=true allow_stale=false cache_max_age='5m'");
    look(source);
    look(source);
    source.runQuery("q", "", ASKER);
    source.runQuery("q", "", ASKER);
    assertEquals(2, servers.asked.size());
    assertTrue(servers.asked.getFirst().allowStale());
    assertEquals(Duration.ofMinutes(5), servers.asked.getFirst().maxAge());
    assertTrue(source.answersAtOnce(""));
  }

  @Test
  void queriesAreRunForTheAskerAndTheAgent() throws FlagException {
    RpcDnsSource source = source("");
    servers.ttl = "1500ms";
    Lookup<QueryAnswer> found = source.runQuery("q", "", ASKER);
    assertEquals(
        Duration.ofMillis(1500),
        found instanceof Lookup.Found<QueryAnswer>(QueryAnswer answer) ? answer.ttl() : null);
    PreparedQueryExecuteRequest executed = Objects.requireNonNull(servers.executed);
    assertEquals("10.0.0.9", executed.source().ip());
    assertEquals("n1", executed.agent().node());
    servers.refusal = PreparedQueryMethods.NOT_FOUND;
    assertInstanceOf(Lookup.Missing.class, source.runQuery("q", "", ASKER));
    servers.refusal = "No cluster leader";
    assertInstanceOf(Lookup.Failed.class, source.runQuery("q", "", ASKER));
  }
}
