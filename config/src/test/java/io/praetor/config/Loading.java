// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.opentest4j.AssertionFailedError;

/// Loads configurations for tests.
final class Loading {
  static final BuildConfig BUILD = new BuildConfig("1.22.5", "", "", "", Instant.ofEpochSecond(1));

  private Loading() {}

  static LoadResult load(Host host, String... arguments) {
    try {
      return ConfigLoader.load(new Sources(AgentFlags.parse(List.of(arguments)), host, BUILD));
    } catch (FlagException e) {
      throw new AssertionFailedError("flags were refused: " + e.getMessage(), e);
    }
  }

  /// A configuration of one JSON text, with the two keys that every agent needs.
  static LoadResult loadJson(String members) {
    String needed = "\"data_dir\":\"/d\",\"bind_addr\":\"127.0.0.1\"";
    String text = "{" + needed + (members.isBlank() ? "" : "," + members) + "}";
    return load(new FakeHost().file("f.json", text), "-config-file", "f.json");
  }

  static LoadResult loadHcl(String text) {
    String needed = "data_dir = \"/d\"\nbind_addr = \"127.0.0.1\"\n";
    return load(new FakeHost().file("f.hcl", needed + text), "-config-file", "f.hcl");
  }

  static RuntimeConfig config(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded(RuntimeConfig config, var ignored) -> config;
      case LoadResult.Refused(String error) -> throw new AssertionFailedError(error);
    };
  }

  static RuntimeConfig json(String members) {
    return config(loadJson(members));
  }

  static RuntimeConfig hcl(String text) {
    return config(loadHcl(text));
  }

  static List<String> warnings(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded(var ignored, List<String> warnings) -> warnings;
      case LoadResult.Refused(String error) -> throw new AssertionFailedError(error);
    };
  }

  /// Empty when nothing is wrong.
  static String error(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded ignored -> "";
      case LoadResult.Refused(String error) -> error;
    };
  }

  /// The agent of a configuration in development mode, with more arguments.
  static RuntimeConfig dev(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-dev"));
    all.addAll(List.of(arguments));
    return config(load(new FakeHost(), all.toArray(new String[0])));
  }

  static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(Loading.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionFailedError(name, e);
    }
  }
}
