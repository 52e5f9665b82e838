// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// `members`: the gossip pool as this agent sees it, sorted by partition, segment and name.
/// Nothing left after filtering is exit code 2.
final class MembersCommand extends ClientCommand {
  private static final List<String> STATUSES =
      List.of("none", "alive", "leaving", "left", "failed");
  private static final int NOTHING_LEFT = 2;

  private final Flag<Boolean> detailed = flags.bool("detailed", "Show the tags of each member.");
  private final Flag<Boolean> wan =
      flags.bool("wan", "Show the servers of all datacenters; for server agents.");
  private final Flag<String> segment =
      flags.string(
          "segment", "_all", "Only members of this segment, a feature of Consul Enterprise.");
  private final Flag<String> status =
      flags.string("status", ".*", "Only members whose status matches this regular expression.");
  private final Flag<String> filter =
      flags.string("filter", "Filter expression that the agent applies.");

  MembersCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List the members of the cluster";
  }

  @Override
  String usage() {
    return "members [options]";
  }

  @Override
  String details() {
    return "Lists the members of the gossip pool of a running agent.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    Pattern wanted = compile(status.value());
    List<Json> members = new ArrayList<>();
    for (Json member : fetch(terminal)) {
      if (wanted.matcher(statusOf(member)).matches()) {
        members.add(member);
      }
    }
    if (members.isEmpty()) {
      return NOTHING_LEFT;
    }
    members.sort(
        Comparator.comparing(MembersCommand::partitionOf)
            .thenComparing(MembersCommand::segmentOf)
            .thenComparing(member -> member.text("Name")));
    terminal.out().print((detailed.value() ? tags(members) : overview(members)).text() + "\n");
    return 0;
  }

  private static Pattern compile(String text) throws Failure {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new Failure("Failed to compile status regexp: " + e.getDescription());
    }
  }

  private List<Json> fetch(Terminal terminal) throws Failure {
    ApiClient agent = connect(terminal);
    return asking(
        "Error retrieving members",
        () ->
            agent
                .get("/v1/agent/members")
                .query("segment", segment.value())
                .queryUnlessEmpty("filter", filter.value())
                .queryUnlessEmpty("wan", wan.value() ? "1" : "")
                .fetch()
                .items());
  }

  private static Columns overview(List<Json> members) {
    Columns table = new Columns();
    table.row(
        "Node", "Address", "Status", "Type", "Build", "Protocol", "DC", "Partition", "Segment");
    for (Json member : members) {
      Json tags = member.at("Tags");
      String role = tags.text("role");
      table.row(
          member.text("Name"),
          address(member),
          statusOf(member),
          role.equals("consul") ? "server" : role.equals("node") ? "client" : "unknown",
          build(tags.text("build")),
          tags.text("vsn"),
          tags.text("dc"),
          partitionOf(member),
          segmentShown(tags));
    }
    return table;
  }

  private static Columns tags(List<Json> members) {
    Columns table = new Columns();
    table.row("Node", "Address", "Status", "Tags");
    for (Json member : members) {
      List<String> pairs = new ArrayList<>();
      TreeMap<String, Json> tags = new TreeMap<>(member.at("Tags").fields());
      tags.put("segment", Json.of(segmentShown(member.at("Tags"))));
      tags.put("ap", Json.of(partitionOf(member)));
      tags.forEach((name, value) -> pairs.add(name + "=" + value.text()));
      table.row(member.text("Name"), address(member), statusOf(member), String.join(",", pairs));
    }
    return table;
  }

  private static String build(String tag) {
    if (tag.isEmpty()) {
      return "< 0.3";
    }
    int colon = tag.indexOf(':');
    return colon < 0 ? tag : tag.substring(0, colon);
  }

  private static String address(Json member) {
    String host = member.text("Addr");
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + member.at("Port").literal();
  }

  private static String statusOf(Json member) {
    long status = member.at("Status").number();
    return status >= 0 && status < STATUSES.size() ? STATUSES.get((int) status) : "unknown";
  }

  private static String partitionOf(Json member) {
    String partition = member.at("Tags").text("ap").toLowerCase(Locale.ROOT);
    return partition.isEmpty() ? "default" : partition;
  }

  private static String segmentOf(Json member) {
    return segmentShown(member.at("Tags"));
  }

  /// A server is in every segment, a client without one in the default segment.
  private static String segmentShown(Json tags) {
    String segment = tags.text("segment");
    if (!segment.isEmpty()) {
      return segment;
    }
    return tags.text("role").equals("consul") ? "<all>" : "<default>";
  }
}
