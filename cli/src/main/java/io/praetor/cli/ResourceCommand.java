// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// `resource read`, `list` and `delete`: Consul's experimental resources over HTTP. Agents of this
/// program keep no resources and say so; those of Consul have some. Files of resources, and so `-f`,
/// are not supported.
final class ResourceCommand extends ClientCommand {
  private static final Pattern TYPE = Pattern.compile("([^./]+)\\.([^./]+)\\.([^./]+)");

  private static final int NO_CONTENT = 204;

  private final Verb verb;
  private final Flag<String> file;

  /// What is done with resources, and what it needs.
  enum Verb {
    READ("read", "reading", "Show a resource"),
    LIST("list", "reading", "List the resources of a type"),
    DELETE("delete", "deleting", "Delete a resource");

    private final String word;
    private final String doing;
    private final String synopsis;

    Verb(String word, String doing, String synopsis) {
      this.word = word;
      this.doing = doing;
      this.synopsis = synopsis;
    }
  }

  ResourceCommand(Verb verb) {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
    this.verb = verb;
    this.file = flags.string("f", "File that names the resource; not supported.");
  }

  @Override
  String synopsis() {
    return verb.synopsis;
  }

  @Override
  String usage() {
    return "resource "
        + verb.word
        + (verb == Verb.LIST ? " [type]" : " [type] [name]")
        + " [options]";
  }

  @Override
  String details() {
    return "For agents that keep Consul's experimental resources. A type is group.version.kind.";
  }

  /// Here the flags follow the arguments.
  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!file.value().isEmpty()) {
      throw new Failure("Reading resources from files is not supported");
    }
    int count = verb == Verb.LIST ? 1 : 2;
    if (arguments.size() < count
        || arguments.subList(0, count).stream().anyMatch(a -> a.startsWith("-"))) {
      throw new Failure(
          "Incorrect argument format: "
              + (verb == Verb.LIST
                  ? "Must include resource type argument"
                  : "Must specify two arguments: resource type and resource name"));
    }
    var type = TYPE.matcher(arguments.getFirst());
    if (!type.matches()) {
      throw new Failure(
          "Incorrect argument format: Must include resource type argument in group.version.kind format");
    }
    parseLate(arguments.subList(count, arguments.size()));
    String name = verb == Verb.LIST ? "" : arguments.get(1);
    String path =
        "/api/"
            + type.group(1)
            + "/"
            + type.group(2)
            + "/"
            + type.group(3).toLowerCase(Locale.ROOT);
    ApiClient agent = connect(terminal);
    String what = "Error " + verb.doing + " resource " + arguments.getFirst() + "/" + name;
    if (verb == Verb.DELETE) {
      telling(what, () -> delete(agent, path + "/" + name));
      terminal.out().print(arguments.getFirst() + "/" + name + " deleted\n");
      return 0;
    }
    ApiRequest request = agent.get(name.isEmpty() ? path : path + "/" + name);
    Json found = asking(what, request::fetch);
    terminal.out().print(JsonWriter.indented(found, "    ") + "\n");
    return 0;
  }

  /// What was deleted, and what was not there, is answered without content.
  private static void delete(ApiClient agent, String path) throws ApiError {
    try (ApiResponse response = agent.delete(path).send()) {
      if (response.status() != NO_CONTENT) {
        response.expectOk();
      }
    }
  }

  private void parseLate(List<String> more) throws Failure {
    try {
      if (!flags.parse(more).isEmpty()) {
        throw new Failure(
            "Incorrect argument format: Must include flag arguments after resource type");
      }
    } catch (FlagError e) {
      throw new Failure("Incorrect argument format: " + e.text());
    }
  }
}
