// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// `operator utilization`: belongs to Consul Enterprise; the community edition refuses it with this text, and so do we.
final class OperatorUtilizationCommand extends Command {
  OperatorUtilizationCommand() {
    flags.string("message", "Note to put into the bundle.");
    flags.string("output", "Path of the bundle.");
    flags.bool("today-only", "Only today's figures.");
    flags.bool("y", "Ask no questions.");
  }

  @Override
  String synopsis() {
    return "Make a census bundle, a feature of Consul Enterprise";
  }

  @Override
  String usage() {
    return "operator utilization [options]";
  }

  @Override
  String details() {
    return "Needs Consul Enterprise.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    throw new Failure("operator utilization requires Consul Enterprise");
  }
}
