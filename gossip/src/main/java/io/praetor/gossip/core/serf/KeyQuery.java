// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.wire.Bytes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Asks all members to show or change their keys, and sums up what they say.
public final class KeyQuery implements Queries.Answers {
  /// What is done with a key.
  public enum Operation {
    INSTALL(Internal.INSTALL_KEY),
    USE(Internal.USE_KEY),
    REMOVE(Internal.REMOVE_KEY),
    LIST(Internal.LIST_KEYS);

    private final String query;

    Operation(String query) {
      this.query = query;
    }

    String query() {
      return query;
    }
  }

  /// How the members answered.
  ///
  /// @param messages by member, what it had to say
  /// @param keys by key in base64, how many members have it
  /// @param primaryKeys the same for the primary ones
  public record Result(
      int members,
      int responses,
      int errors,
      Map<String, String> messages,
      Map<String, Integer> keys,
      Map<String, Integer> primaryKeys) {
    public Result {
      messages = Map.copyOf(messages);
      keys = Map.copyOf(keys);
      primaryKeys = Map.copyOf(primaryKeys);
    }

    /// What is wrong with the answers as a whole, in serf's words; empty for nothing.
    public String error() {
      if (errors > 0) {
        return errors + "/" + members + " nodes reported failure";
      }
      return responses == members ? "" : responses + "/" + members + " nodes reported success";
    }
  }

  private final int members;
  private final Consumer<Result> done;
  private final Map<String, String> messages = new TreeMap<>();
  private final Map<String, Integer> keys = new TreeMap<>();
  private final Map<String, Integer> primaryKeys = new TreeMap<>();
  private int responses;
  private int errors;
  private boolean over;

  KeyQuery(int members, Consumer<Result> done) {
    this.members = members;
    this.done = done;
  }

  static Bytes payload(Bytes key) {
    return Bytes.wrap(
        Messages.typed(
            SerfMessage.KEY_REQUEST,
            SerfMessage.KeyRequest.CODEC,
            new SerfMessage.KeyRequest(key)));
  }

  @Override
  public void response(String from, Bytes payload) {
    responses++;
    if (payload.isEmpty() || payload.at(0) != SerfMessage.KEY_RESPONSE) {
      messages.put(from, "Invalid key query response type");
      errors++;
    } else {
      read(from, payload);
    }
    if (responses == members) {
      done();
    }
  }

  private void read(String from, Bytes payload) {
    try {
      SerfMessage.KeyResponse answer =
          Messages.body(SerfMessage.KeyResponse.CODEC, payload.shared(), 0, payload.size());
      if (!answer.result()) {
        errors++;
      }
      if (!answer.message().isEmpty()) {
        messages.put(from, answer.message());
      }
      for (String key : answer.keys()) {
        keys.merge(key, 1, Integer::sum);
      }
      if (!answer.primaryKey().isEmpty()) {
        primaryKeys.merge(answer.primaryKey(), 1, Integer::sum);
      }
    } catch (PacketException e) {
      messages.put(from, "Failed to decode key query response");
      errors++;
    }
  }

  @Override
  public void done() {
    if (!over) {
      over = true;
      done.accept(new Result(members, responses, errors, messages, keys, primaryKeys));
    }
  }
}
