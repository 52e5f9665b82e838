// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// Runs an agent with the arguments of the `agent` command until it ends. The command line knows no more of the agent than
/// this; what implements it wires configuration, ports and signals together.
@FunctionalInterface
interface AgentLauncher {
  /// Blocks until the agent has ended and returns the exit code of the process.
  ///
  /// @param arguments the flags after the command's name, known to be well-formed
  int run(Terminal terminal, List<String> arguments) throws Failure;
}
