// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.wire.Codecs.nullable;

import io.praetor.gossip.core.packet.Keyring;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The queries that each agent answers by itself: about keys, and about who has a name.
final class Internal {
  static final String PREFIX = "_serf_";
  static final String CONFLICT = PREFIX + "conflict";
  static final String INSTALL_KEY = PREFIX + "install-key";
  static final String USE_KEY = PREFIX + "use-key";
  static final String REMOVE_KEY = PREFIX + "remove-key";
  static final String LIST_KEYS = PREFIX + "list-keys";

  private static final Codec<@Nullable Member> MEMBER = nullable(Member.CODEC);

  /// Room for what is around the answer about keys.
  private static final int RESPONSE_HEADROOM = 200;

  private final String self;
  private final MemberTable members;
  private final KeyControl keys;
  private final int responseLimit;
  private final BiConsumer<Effect.Level, String> log;

  Internal(
      String self,
      MemberTable members,
      KeyControl keys,
      int responseLimit,
      BiConsumer<Effect.Level, String> log) {
    this.self = self;
    this.members = members;
    this.keys = keys;
    this.responseLimit = responseLimit;
    this.log = log;
  }

  /// The payload of the answer, or null for none.
  @Nullable Bytes answer(SerfMessage.Query query) {
    return switch (query.name()) {
      case CONFLICT -> conflict(query.payload().text());
      case INSTALL_KEY -> changed(query, ring -> ring.with(key(query)));
      case USE_KEY -> changed(query, ring -> ring.using(key(query)));
      case REMOVE_KEY -> changed(query, ring -> ring.without(key(query)));
      case LIST_KEYS -> list();
      default -> null; // Among them the ping, which its ack answers.
    };
  }

  private @Nullable Bytes conflict(String name) {
    if (name.equals(self)) {
      return null; // It is us they ask about.
    }
    MemberTable.Entry entry = members.get(name);
    Member member = entry == null ? null : entry.member();
    return Bytes.wrap(Messages.typed(SerfMessage.CONFLICT_RESPONSE, MEMBER, member));
  }

  static @Nullable Member conflictAnswer(Bytes payload) {
    if (payload.isEmpty() || payload.at(0) != SerfMessage.CONFLICT_RESPONSE) {
      return null;
    }
    try {
      return Messages.body(MEMBER, payload.shared(), 0, payload.size());
    } catch (PacketException e) {
      return null;
    }
  }

  private static Bytes key(SerfMessage.Query query) {
    Bytes payload = query.payload();
    if (payload.isEmpty() || payload.at(0) != SerfMessage.KEY_REQUEST) {
      throw new PacketException("key request expected");
    }
    return Messages.body(SerfMessage.KeyRequest.CODEC, payload.shared(), 0, payload.size()).key();
  }

  private Bytes changed(SerfMessage.Query query, UnaryOperator<Keyring> change) {
    String problem = "";
    try {
      Keyring ring = keys.ring();
      if (ring.isEmpty()) {
        problem = "No keyring to modify (encryption not enabled)";
      } else {
        log.accept(Effect.Level.INFO, "Received " + query.name() + " query");
        keys.change(change.apply(ring));
      }
    } catch (RuntimeException e) {
      problem = String.valueOf(e.getMessage());
      log.accept(Effect.Level.ERROR, query.name() + " failed: " + problem);
    }
    return response(new SerfMessage.KeyResponse(problem.isEmpty(), problem, List.of(), ""));
  }

  private Bytes list() {
    Keyring ring = keys.ring();
    if (ring.isEmpty()) {
      return response(
          new SerfMessage.KeyResponse(
              false, "Keyring is empty (encryption not enabled)", List.of(), ""));
    }
    List<String> shown = new ArrayList<>(ring.base64());
    String primary = shown.getFirst();
    int total = shown.size();
    Bytes response = response(new SerfMessage.KeyResponse(true, "", shown, primary));
    while (response.size() > responseLimit - RESPONSE_HEADROOM && shown.size() > 1) {
      shown.removeLast();
      String cut = "truncated key list response, showing first " + shown.size() + " of " + total;
      response = response(new SerfMessage.KeyResponse(true, cut + " keys", shown, primary));
    }
    return response;
  }

  private static Bytes response(SerfMessage.KeyResponse response) {
    return Bytes.wrap(
        Messages.typed(SerfMessage.KEY_RESPONSE, SerfMessage.KeyResponse.CODEC, response));
  }
}
