// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import io.praetor.raft.ServerId;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.history.History;
import io.praetor.raft.history.Violation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What all servers together have done, and the safety properties of figure 3 of the Raft paper
/// checked against it.
final class Ledger {
  private record Place(long index, long term) {}

  private record Commit(long entryTerm, long inTerm) {}

  private record Content(EntryType type, int hash, long previousTerm) {}

  private final Map<Long, ServerId> leaders = new HashMap<>();
  private final Map<Place, Content> entries = new HashMap<>();
  private final TreeMap<Long, Commit> commits = new TreeMap<>();
  private final Map<Long, Integer> applied = new HashMap<>();
  private final Map<Long, String> texts = new HashMap<>();
  private final History history;

  Ledger(History history) {
    this.history = history;
  }

  /// What a command that was applied at `index` wrote, null if none was.
  @Nullable String appliedText(long index) {
    return texts.get(index);
  }

  int elections() {
    return leaders.size();
  }

  long highestCommitted() {
    return commits.isEmpty() ? 0 : commits.lastKey();
  }

  /// Election safety, and leader completeness: a new leader holds everything committed in earlier
  /// terms.
  void leads(ServerId server, long term, SortedMap<Long, Entry> log, long commitIndex) {
    ServerId known = leaders.putIfAbsent(term, server);
    if (known != null && !known.equals(server)) {
      throw new Violation("two leaders in term %d: %s and %s".formatted(term, known, server));
    }
    if (known == null) {
      commits
          .tailMap(commitIndex, false)
          .forEach(
              (index, commit) -> {
                Entry entry = log.get(index);
                if (commit.inTerm < term && (entry == null || entry.term() != commit.entryTerm)) {
                  throw new Violation(
                      "leader %s of term %d has %s where entry %d of term %d is committed"
                          .formatted(server, term, entry, index, commit.entryTerm));
                }
              });
    }
  }

  /// Log matching: index and term name one entry with one predecessor.
  void appended(ServerId server, Entry entry, long previousTerm) {
    Content content = new Content(entry.type(), Arrays.hashCode(entry.data()), previousTerm);
    Content known = entries.putIfAbsent(new Place(entry.index(), entry.term()), content);
    if (known != null && !known.equals(content)) {
      throw new Violation(
          "entry %s on %s is %s, elsewhere %s".formatted(entry, server, content, known));
    }
  }

  /// `inTerm` is the term of the server that has just noticed it, so not before that of the leader
  /// that did it.
  void committed(ServerId server, long index, long term, long inTerm) {
    Commit known = commits.putIfAbsent(index, new Commit(term, inTerm));
    if (known != null && known.entryTerm != term) {
      throw new Violation(
          "%s commits entry %d of term %d, elsewhere term %d is committed there"
              .formatted(server, index, term, known.entryTerm));
    }
  }

  /// State machine safety: no two servers apply different entries at one index.
  void applied(ServerId server, Entry entry) {
    int hash = 31 * (31 * entry.type().code() + (int) entry.term()) + Arrays.hashCode(entry.data());
    Integer known = applied.putIfAbsent(entry.index(), hash);
    if (known != null && known != hash) {
      throw new Violation("%s applies another entry %s than others".formatted(server, entry));
    }
    if (known == null && entry.type() == EntryType.COMMAND) {
      String text = SimMachine.text(entry.data());
      texts.put(entry.index(), text);
      history.placed(SimMachine.key(entry.data()), text, entry.index());
    }
  }
}
