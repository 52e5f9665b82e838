// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Brings all sources together and makes the effective configuration of them, for `agent`, for a
/// reload and for `validate` alike. Later sources win: defaults, what `-dev` adds, list flags,
/// files and folders as the command line orders them, environment variables ([EnvironmentOptions]),
/// other flags, `-hcl` fragments, and at last the values that nobody can set.
public final class ConfigLoader {
  private static final Set<String> FORMATS = Set.of("", "hcl", "json");

  private final Sources sources;
  private final List<String> warnings = new ArrayList<>();

  private ConfigLoader(Sources sources) {
    this.sources = sources;
  }

  /// Loads once. The thread that calls it reads files.
  public static LoadResult load(Sources sources) {
    ConfigLoader loader = new ConfigLoader(sources);
    try {
      RuntimeConfig config = loader.load();
      return new LoadResult.Loaded(config, loader.warnings);
    } catch (RefusedException e) {
      return new LoadResult.Refused(e.error());
    }
  }

  private RuntimeConfig load() throws RefusedException {
    AgentFlags flags = sources.flags();
    if (!flags.arguments().isEmpty()) {
      throw new RefusedException(
          "Unexpected extra arguments: [" + String.join(" ", flags.arguments()) + "]");
    }
    if (!FORMATS.contains(flags.configFormat())) {
      throw new RefusedException("config: -config-format must be either 'hcl' or 'json'");
    }
    List<SourceText> texts = new ArrayList<>();
    for (String path : flags.configPaths()) {
      read(path, texts);
    }
    Settings merged = defaults(flags.dev());
    merged.merge(Deprecations.replace(Settings.copyOf(flags.lists()), warnings));
    for (SourceText text : texts) {
      merged.merge(text.settings(warnings));
    }
    merged.merge(EnvironmentOptions.read(sources.host(), warnings));
    EnterpriseRules.warn(flags.values(), warnings);
    merged.merge(Deprecations.replace(Settings.copyOf(flags.values()), warnings));
    List<String> fragments = flags.fragments();
    for (int i = 0; i < fragments.size(); i++) {
      merged.merge(
          new SourceText("flags-" + i + ".hcl", "hcl", fragments.get(i)).settings(warnings));
    }
    merged.merge(forced(flags.dev()));
    Draft draft = new Draft(merged, sources.host(), warnings);
    return new RuntimeConfigBuilder(draft, sources.build(), flags.dev()).build();
  }

  private void read(String path, List<SourceText> into) throws RefusedException {
    switch (sources.host().kind(path)) {
      case ABSENT ->
          throw new RefusedException(
              "config: Open failed on " + path + ". open " + path + ": no such file or directory");
      case FILE -> {
        String format = format(path);
        if (format.isEmpty()) {
          throw new RefusedException(
              "file "
                  + path
                  + " has unknown extension; must be .hcl or .json, or config format must be set");
        }
        into.add(new SourceText(path, format, text(path)));
      }
      case FOLDER -> {
        for (String name : sorted(path)) {
          String file = path.endsWith("/") ? path + name : path + "/" + name;
          if (sources.host().kind(file) == Host.PathKind.FOLDER) {
            continue;
          }
          String format = format(file);
          if (format.isEmpty()) {
            warnings.add(
                "skipping file "
                    + file
                    + ", extension must be .hcl or .json, or config format must be set");
          } else {
            into.add(new SourceText(file, format, text(file)));
          }
        }
      }
    }
  }

  private String format(String path) {
    if (!sources.flags().configFormat().isEmpty()) {
      return sources.flags().configFormat();
    }
    return path.endsWith(".json") ? "json" : path.endsWith(".hcl") ? "hcl" : "";
  }

  private List<String> sorted(String folder) throws RefusedException {
    try {
      return sources.host().list(folder).stream().sorted().toList();
    } catch (IOException e) {
      throw new RefusedException("config: Readdir failed on " + folder + ". " + e.getMessage());
    }
  }

  private String text(String file) throws RefusedException {
    try {
      return sources.host().read(file);
    } catch (IOException e) {
      throw new RefusedException("config: ReadFile failed on " + file + ": " + e.getMessage());
    }
  }

  /// What holds without any source.
  static Settings defaults(boolean dev) {
    Settings settings = new Settings();
    for (Field field : Fields.AGENT) {
      Object value = dev && field.devFallback() != null ? field.devFallback() : field.fallback();
      if (value != null) {
        settings.put(field.key(), value);
      }
    }
    return settings;
  }

  private static Settings forced(boolean dev) {
    Settings settings = new Settings();
    for (Field field : InternalFields.ALL) {
      Object value = dev && field.devFallback() != null ? field.devFallback() : field.fallback();
      if (value != null) {
        settings.put(field.key(), value);
      }
    }
    return settings;
  }
}
