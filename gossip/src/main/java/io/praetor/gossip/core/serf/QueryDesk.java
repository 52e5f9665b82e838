// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.Formulas;
import io.praetor.gossip.core.swim.Peer;
import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Asks queries, answers those of others, and carries answers for others.
final class QueryDesk {
  private static final int TIMEOUT_MULT = 16;
  private static final int RELAY_PROTOCOL = 5;

  private final SerfEnv env;
  private final Queries queries = new Queries();
  private final Internal internal;
  private final long minTime;

  QueryDesk(SerfEnv env) {
    this.env = env;
    this.minTime = env.snapshot.queryClock() == 0 ? 0 : env.snapshot.queryClock() + 1;
    this.internal =
        new Internal(
            env.self(),
            env.members,
            env.setup.keys(),
            env.options.queryResponseSizeLimit(),
            env::log);
  }

  /// See [Serf#query].
  void ask(
      String name,
      Bytes payload,
      List<QueryFilter> filters,
      boolean acks,
      int relayFactor,
      long timeout,
      Queries.Answers answers) {
    long wait = timeout > 0 ? timeout : defaultTimeout();
    SerfMessage.Query query =
        new SerfMessage.Query(
            env.queryClock.time(),
            env.random.nextInt() & 0xffff_ffffL,
            env.setup.addr(),
            env.setup.port(),
            env.self(),
            filters.stream().map(QueryFilter::encode).toList(),
            acks ? SerfMessage.Query.FLAG_ACK : 0,
            relayFactor,
            wait,
            name,
            payload);
    byte[] encoded = SerfMessage.encode(query);
    if (encoded.length > env.options.querySizeLimit()) {
      throw new IllegalArgumentException(
          "query exceeds limit of " + env.options.querySizeLimit() + " bytes");
    }
    if (!queries.ask(query.id(), query.ltime(), env.now + wait, answers)) {
      throw new IllegalArgumentException("too many queries are waiting for answers");
    }
    env.queryClock.increment();
    accept(query);
    env.questions.add(null, encoded, null);
  }

  private long defaultTimeout() {
    return env.options.queryGossipInterval()
        * Formulas.retransmitLimit(TIMEOUT_MULT, env.swim().size());
  }

  /// Whether others should hear of it as well; answers it if it is meant for us.
  boolean accept(SerfMessage.Query query) {
    env.queryClock.witness(query.ltime());
    if (Long.compareUnsigned(query.ltime(), minTime) < 0
        || !queries.firstTime(query, env.queryClock.time())) {
      return false;
    }
    if (QueryFilter.allows(query.filters(), env.self(), env.tags)) {
      answer(query);
    }
    return !query.stopsHere();
  }

  private void answer(SerfMessage.Query query) {
    if (query.wantsAck()) {
      respond(query, SerfMessage.Query.FLAG_ACK, Bytes.NIL);
    }
    if (query.name().startsWith(Internal.PREFIX)) {
      Bytes answer = internal.answer(query);
      if (answer != null) {
        respond(query, 0, answer);
      }
    } else {
      env.happened(new PoolEvent.Asked(query));
    }
  }

  /// @throws IllegalArgumentException when the answer is too long
  void respond(SerfMessage.Query query, long flags, Bytes payload) {
    SerfMessage.QueryResponse response =
        new SerfMessage.QueryResponse(query.ltime(), query.id(), env.self(), flags, payload);
    byte[] encoded = SerfMessage.encode(response);
    if (encoded.length > env.options.queryResponseSizeLimit()) {
      throw new IllegalArgumentException(
          "response exceeds limit of " + env.options.queryResponseSizeLimit() + " bytes");
    }
    if (query.sourceNode().equals(env.self())) {
      queries.answer(response);
      return;
    }
    if (SerfEnv.reachable(query.addr(), query.port())) {
      env.swim().sendUser(Peer.address(query.addr(), query.port()), encoded);
      if (query.relayFactor() > 0) {
        sendByOthers(query, encoded);
      }
    }
  }

  private void sendByOthers(SerfMessage.Query query, byte[] response) {
    if (env.members.size() < query.relayFactor() + 1) {
      return;
    }
    byte[] relay =
        SerfMessage.encode(
            new SerfMessage.Relay(
                query.addr(), query.port(), query.sourceNode(), Bytes.wrap(response)));
    if (relay.length > env.options.queryResponseSizeLimit()) {
      return;
    }
    for (Member helper : helpers(query.relayFactor())) {
      env.swim().sendUser(Peer.address(helper.addr(), helper.port()), relay);
    }
  }

  private List<Member> helpers(int count) {
    List<Member> chosen = new ArrayList<>();
    List<Member> all = env.members.list();
    for (int tries = 0; tries < 3 * all.size() && chosen.size() < count; tries++) {
      Member member = all.get(env.random.nextInt(all.size()));
      if (member.status() == MemberStatus.ALIVE
          && member.versions().protocolMax() >= RELAY_PROTOCOL
          && !member.name().equals(env.self())
          && !chosen.contains(member)) {
        chosen.add(member);
      }
    }
    return chosen;
  }

  /// Passes a message on for somebody else.
  void relay(SerfMessage.Relay relay) {
    if (SerfEnv.reachable(relay.ip(), relay.port())) {
      env.swim().sendUser(Peer.address(relay.ip(), relay.port()), relay.inner().shared());
    }
  }

  void answered(SerfMessage.QueryResponse response) {
    queries.answer(response);
  }

  void tick() {
    queries.tick(env.now);
  }

  long deadline() {
    return queries.deadline();
  }
}
