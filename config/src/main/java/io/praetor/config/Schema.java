// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The nesting that follows from the dotted keys of a list of fields.
sealed interface Schema {
  /// A value of one type.
  record Scalar(FieldType type) implements Schema {}

  /// A block: its keys, lower-case and with their aliases, and what they hold.
  record Block(Map<String, Member> members) implements Schema {}

  /// A list of blocks.
  record Blocks(Block element) implements Schema {}

  /// A map of blocks, with the name that Go gives to its type.
  record BlockMap(Block element, String goName) implements Schema {}

  /// A key of a block under its proper name.
  ///
  /// @param order its place among the keys of the block, which is that of its fault among faults
  record Member(String name, Schema schema, int order) {}

  Block AGENT = of(Fields.AGENT);
  Block SERVICE = of(Fields.SERVICE);
  Block CHECK = of(Fields.CHECK);
  Block EMPTY = new Block(Map.of());

  /// The nesting of some fields.
  static Block of(List<Field> fields) {
    Map<String, List<Field>> byHead = new LinkedHashMap<>();
    for (Field field : fields) {
      int dot = field.key().indexOf('.');
      String head = dot < 0 ? field.key() : field.key().substring(0, dot);
      byHead.computeIfAbsent(head, ignored -> new ArrayList<>()).add(field);
    }
    Map<String, Member> members = new LinkedHashMap<>();
    byHead.forEach(
        (head, group) -> {
          Field first = group.getFirst();
          String name = head.replace("[]", "").replace("{}", "");
          Member member = new Member(name, nested(head, group), members.size());
          members.put(name.toLowerCase(Locale.ROOT), member);
          if (first.key().equals(head)) {
            first.aliases().forEach(alias -> members.putIfAbsent(alias, member));
          }
        });
    return new Block(members);
  }

  private static Schema nested(String head, List<Field> group) {
    if (group.getFirst().key().equals(head)) {
      return new Scalar(group.getFirst().type());
    }
    Block block =
        of(
            group.stream()
                .map(
                    f ->
                        new Field(
                            f.key().substring(head.length() + 1),
                            f.type(),
                            f.meaning(),
                            null,
                            null,
                            List.of(),
                            false,
                            f.aliases(),
                            null))
                .toList());
    if (head.endsWith("[]")) {
      return new Blocks(block);
    }
    if (head.endsWith("{}")) {
      boolean isSink = head.equals("sink{}");
      return new BlockMap(
          block, isSink ? "map[string]config.AuditSink" : "map[string]config.ServiceAddress");
    }
    return block;
  }

  /// The member that a key of a text names, or null when there is none.
  static @Nullable Member member(Block block, String key) {
    return block.members().get(key.toLowerCase(Locale.ROOT));
  }
}
