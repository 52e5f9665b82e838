// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Readers that wait for a change, as records: ten thousand of them cost memory only. Any thread may
/// park and cancel; the writer calls `published` after each new snapshot and runs the callbacks of
/// exactly those readers whose topics it touched.
///
/// A reader parks with the version of the snapshot that it read. If a later version has already
/// touched its topics, it is woken at once, so nothing is lost between reading and parking. The
/// touched topics of the latest versions are kept for that; a reader that comes with an older version
/// still is woken without looking.
public final class WatchRegistry {
  private static final int MAX_RECENT_VERSIONS = 256;
  private static final int MAX_RECENT_TOPICS = 8192;

  /// A reader that waits.
  public final class Parked {
    private final List<Topic> topics;
    private final long version;
    private final Runnable wake;

    private Parked(List<Topic> topics, long version, Runnable wake) {
      this.topics = topics;
      this.version = version;
      this.wake = wake;
    }

    /// Stops waiting. Afterwards the callback does not start any more, but it may have run or be
    /// running already.
    public void cancel() {
      lock.lock();
      try {
        remove(this);
      } finally {
        lock.unlock();
      }
    }
  }

  /// What one version touched; null topics mean everything.
  private record Published(long version, @Nullable List<Topic> touched) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Topic, Set<Parked>> waiting = new HashMap<>();

  /// For each space, how many topics are parked on prefixes of each length: a touched key is looked
  /// up once for each length that somebody waits on.
  private final IdentityHashMap<Object, TreeMap<Integer, Integer>> prefixLengths =
      new IdentityHashMap<>();

  private final Set<Parked> all = new HashSet<>();
  private final Deque<Published> recent = new ArrayDeque<>();
  private int recentTopics;

  /// The newest version that is not in `recent` any more, so unknown.
  private long forgotten;

  WatchRegistry() {}

  /// Waits for a change of any of the topics after `seen`.
  ///
  /// @param wake run once, on the writer's thread or, when the change has already happened, on this
  ///     one; must not block nor throw
  public Parked park(List<Topic> topics, Snapshot seen, Runnable wake) {
    Parked parked = new Parked(List.copyOf(topics), seen.version(), wake);
    boolean changed;
    lock.lock();
    try {
      changed = changedSince(parked);
      if (!changed) {
        add(parked);
      }
    } finally {
      lock.unlock();
    }
    if (changed) {
      wake.run();
    }
    return parked;
  }

  /// The number of parked readers.
  public int size() {
    lock.lock();
    try {
      return all.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean changedSince(Parked parked) {
    if (parked.version < forgotten) {
      return true;
    }
    for (Published published : recent) {
      if (published.version > parked.version) {
        List<Topic> touched = published.touched;
        if (touched == null) {
          return true;
        }
        for (Topic change : touched) {
          for (Topic topic : parked.topics) {
            if (topic.firedBy(change)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private void add(Parked parked) {
    all.add(parked);
    for (Topic topic : parked.topics) {
      Set<Parked> set = waiting.get(topic);
      if (set == null) {
        set = new LinkedHashSet<>(2);
        waiting.put(topic, set);
        if (topic.isPrefix()) {
          prefixLengths
              .computeIfAbsent(topic.space(), space -> new TreeMap<>())
              .merge(topic.length(), 1, Integer::sum);
        }
      }
      set.add(parked);
    }
  }

  private void remove(Parked parked) {
    if (!all.remove(parked)) {
      return;
    }
    for (Topic topic : parked.topics) {
      Set<Parked> set = waiting.get(topic);
      if (set != null && set.remove(parked) && set.isEmpty()) {
        waiting.remove(topic);
        if (topic.isPrefix()) {
          forgetLength(topic);
        }
      }
    }
  }

  private void forgetLength(Topic topic) {
    TreeMap<Integer, Integer> lengths = prefixLengths.get(topic.space());
    if (lengths != null) {
      lengths.computeIfPresent(topic.length(), (length, count) -> count == 1 ? null : count - 1);
      if (lengths.isEmpty()) {
        prefixLengths.remove(topic.space());
      }
    }
  }

  /// Wakes the readers of the touched topics; of all when `touched` is null.
  void published(long version, @Nullable List<Topic> touched) {
    List<Parked> woken;
    lock.lock();
    try {
      remember(new Published(version, touched));
      woken = touched == null ? new ArrayList<>(all) : find(touched);
      // A reader may have parked after the snapshot was published and before we came here.
      woken.removeIf(parked -> parked.version >= version);
      woken.forEach(this::remove);
    } finally {
      lock.unlock();
    }
    woken.forEach(parked -> parked.wake.run());
  }

  private void remember(Published published) {
    recent.addLast(published);
    recentTopics += count(published);
    while (recent.size() > MAX_RECENT_VERSIONS || recentTopics > MAX_RECENT_TOPICS) {
      Published oldest = recent.removeFirst();
      recentTopics -= count(oldest);
      forgotten = oldest.version;
    }
  }

  private static int count(Published published) {
    List<Topic> touched = published.touched;
    return touched == null ? 0 : touched.size();
  }

  private List<Parked> find(List<Topic> touched) {
    Set<Parked> found = new LinkedHashSet<>();
    if (all.isEmpty()) {
      return new ArrayList<>();
    }
    for (Topic change : touched) {
      collect(change, found);
      TreeMap<Integer, Integer> lengths = prefixLengths.get(change.space());
      if (lengths != null) {
        for (int length : lengths.headMap(change.length(), true).keySet()) {
          collect(change.prefixOf(length), found);
        }
      }
    }
    return new ArrayList<>(found);
  }

  private void collect(Topic topic, Set<Parked> found) {
    Set<Parked> set = waiting.get(topic);
    if (set != null) {
      found.addAll(set);
    }
  }
}
