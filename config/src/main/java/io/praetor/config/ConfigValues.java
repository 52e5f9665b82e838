// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// The merged values that a configuration was made from, by key. Kept with it so that a reload can
/// tell what changed. The text form shows no values, because some are secrets.
public final class ConfigValues {
  private final Settings settings;

  ConfigValues(Settings settings) {
    this.settings = Settings.copyOf(settings);
  }

  /// What differs in a later configuration of the same agent.
  public Changes changesTo(ConfigValues later) {
    TreeSet<String> keys = new TreeSet<>(settings.keys());
    keys.addAll(later.settings.keys());
    List<String> applied = new ArrayList<>();
    List<String> needRestart = new ArrayList<>();
    for (String key : keys) {
      Field field = Fields.of(key);
      if (field != null && !Objects.equals(settings.get(key), later.settings.get(key))) {
        (field.reloadable() ? applied : needRestart).add(key);
      }
    }
    return new Changes(applied, needRestart);
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
