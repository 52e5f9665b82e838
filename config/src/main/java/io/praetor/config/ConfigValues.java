// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The merged values that a configuration was made from, by key, and what else it was made from. Kept
/// with it so that a reload can tell what changed and what of that it may take. The text form shows
/// no values, because some are secrets.
public final class ConfigValues {
  private final Settings settings;
  private final Host host;
  private final BuildConfig build;
  private final boolean dev;

  ConfigValues(Settings settings, Host host, BuildConfig build, boolean dev) {
    this.settings = Settings.copyOf(settings);
    this.host = host;
    this.build = build;
    this.dev = dev;
  }

  /// What differs in a later configuration of the same agent.
  public Changes changesTo(ConfigValues later) {
    List<String> applied = new ArrayList<>();
    List<String> needRestart = new ArrayList<>();
    for (String key : allKeys(later)) {
      if (Fields.isValue(key) && !Objects.equals(settings.get(key), later.settings.get(key))) {
        (Fields.isReloadable(key) ? applied : needRestart).add(key);
      }
    }
    return new Changes(applied, needRestart);
  }

  /// The configuration that an agent with these values runs on after a reload: what a reload applies
  /// is that of the later one, the rest stays. A running agent cannot move its sockets or its data,
  /// so it must not believe that it did.
  public LoadResult reloaded(ConfigValues later) {
    Settings mixed = Settings.copyOf(settings);
    for (String key : allKeys(later)) {
      if (Fields.isReloadable(key)) {
        take(key, later.settings, mixed);
      }
    }
    return build(mixed);
  }

  /// The configuration of these values, but for one key, whose value is that of another.
  public LoadResult keeping(String key, ConfigValues former) {
    Settings mixed = Settings.copyOf(settings);
    take(key, former.settings, mixed);
    return build(mixed);
  }

  private static void take(String key, Settings from, Settings into) {
    Object value = from.get(key);
    if (value == null) {
      into.remove(key);
    } else {
      into.put(key, value);
    }
  }

  private LoadResult build(Settings mixed) {
    List<String> warnings = new ArrayList<>();
    try {
      Draft draft = new Draft(mixed, host, warnings);
      return new LoadResult.Loaded(new RuntimeConfigBuilder(draft, build, dev).build(), warnings);
    } catch (RefusedException e) {
      return new LoadResult.Refused(e.error());
    }
  }

  private Set<String> allKeys(ConfigValues later) {
    TreeSet<String> keys = new TreeSet<>(settings.keys());
    keys.addAll(later.settings.keys());
    return keys;
  }

  @Override
  public String toString() {
    return "ConfigValues[" + settings.keys().size() + " keys]";
  }

  /// Keys that changed.
  ///
  /// @param applied those that a reload applies
  /// @param needRestart those that keep their old values until the agent is started again, about
  ///     which Consul says nothing
  public record Changes(List<String> applied, List<String> needRestart) {
    public Changes {
      applied = List.copyOf(applied);
      needRestart = List.copyOf(needRestart);
    }
  }
}
