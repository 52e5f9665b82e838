// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.config.AgentFlags;
import io.praetor.config.ConfigLoader;
import io.praetor.config.FlagException;
import io.praetor.config.LoadResult;
import io.praetor.config.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;

/// The service definitions in configuration files, as an agent would read them.
final class ServiceFiles {
  private ServiceFiles() {}

  static List<ServiceDefinition> read(List<String> files) throws Failure {
    List<ServiceDefinition> services = new ArrayList<>();
    for (String file : files) {
      services.addAll(readOne(file));
    }
    return services;
  }

  /// Development mode gives the file what an agent needs besides services.
  private static List<ServiceDefinition> readOne(String file) throws Failure {
    AgentFlags flags;
    try {
      flags = AgentFlags.parse(List.of("-dev", "-config-file", file));
    } catch (FlagException e) {
      throw new Failure("Error: " + e.getMessage());
    }
    return switch (ConfigLoader.load(AgentProcess.sources(flags))) {
      case LoadResult.Refused(String error) -> throw new Failure("Error: " + error);
      case LoadResult.Loaded(var config, var warnings) -> config.services();
    };
  }
}
