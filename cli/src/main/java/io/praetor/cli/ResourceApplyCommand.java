// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// `resource apply`: refused, because neither this program's agents nor its command line write Consul's
/// experimental resources.
final class ResourceApplyCommand extends ClientCommand {
  private final Flag<String> file = flags.string("f", "File of the resource, or - for stdin.");

  @Override
  String synopsis() {
    return "Write a resource (not supported)";
  }

  @Override
  String usage() {
    return "resource apply [options] <resource>";
  }

  @Override
  String details() {
    return "Would write one of Consul's experimental resources. Not supported.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (file.value().isEmpty() && arguments.isEmpty()) {
      throw new Failure(
          "Incorrect argument format: Must provide exactly one positional argument to specify the resource to write");
    }
    throw new Failure("Error applying resource: writing resources is not supported");
  }
}
