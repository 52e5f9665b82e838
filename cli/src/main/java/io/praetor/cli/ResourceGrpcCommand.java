// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// `resource apply-grpc`, `read-grpc`, `list-grpc` and `delete-grpc`: refused, because neither this
/// program's agents nor its command line speak Consul's experimental resource service.
final class ResourceGrpcCommand extends Command {
  private final Verb verb;
  private final Flag<String> file;

  /// What would be done with resources.
  enum Verb {
    APPLY("apply-grpc", "<resource>", "Write a resource over gRPC"),
    READ("read-grpc", "[type] [name]", "Show a resource over gRPC"),
    LIST("list-grpc", "[type]", "List the resources of a type over gRPC"),
    DELETE("delete-grpc", "[type] [name]", "Delete a resource over gRPC");

    private final String word;
    private final String arguments;
    private final String synopsis;

    Verb(String word, String arguments, String synopsis) {
      this.word = word;
      this.arguments = arguments;
      this.synopsis = synopsis;
    }
  }

  ResourceGrpcCommand(Verb verb) {
    this.verb = verb;
    flags.string("ca-file", "PEM file of the certificate authorities to trust.");
    flags.string("ca-path", "Folder of PEM files of the certificate authorities to trust.");
    flags.string("client-cert", "PEM file of the client certificate.");
    flags.string("client-key", "PEM file of the client certificate's key.");
    file = flags.string("f", "File of the resource, or - for stdin.");
    flags.string("grpc-addr", "Address of the agent's gRPC port, as host:port.");
    flags.bool("grpc-tls", "Use TLS.");
    flags.string("token", "ACL token of the request.");
    flags.string("token-file", "File that holds the ACL token.");
    if (verb == Verb.LIST) {
      flags.string("p", "Only resources whose name begins with this.");
    }
    if (verb != Verb.APPLY) {
      flags.string("namespace", "Namespace to use, a feature of Consul Enterprise.");
      flags.string("partition", "Admin partition to use, a feature of Consul Enterprise.");
      flags.bool("stale", "Let any server answer.");
    }
  }

  @Override
  String synopsis() {
    return verb.synopsis + " (not supported)";
  }

  @Override
  String usage() {
    return "resource " + verb.word + " " + verb.arguments + " [options]";
  }

  @Override
  String details() {
    return "Would use Consul's experimental resource service. Not supported.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (verb == Verb.APPLY && file.value().isEmpty()) {
      throw new Failure(
          "Required '-f' flag was not provided to specify where to load the resource content from");
    }
    int count = verb == Verb.LIST ? 1 : 2;
    if (verb != Verb.APPLY && file.value().isEmpty() && arguments.size() < count) {
      throw new Failure(
          "Incorrect argument format: "
              + (verb == Verb.LIST
                  ? "Must include resource type argument"
                  : "Must specify two arguments: resource type and resource name"));
    }
    throw new Failure("The resource service is not supported");
  }
}
