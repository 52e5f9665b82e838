// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One key of the configuration, complete: parsing, errors for unknown keys, defaults, `-dev`,
/// flags,
/// what a reload applies and the printed list of keys all follow from it.
///
/// @param key dotted path; `[]` after a name means a list of blocks, `{}` a map of blocks
/// @param type what it holds, which also says how several sources come together
/// @param meaning in a few words
/// @param fallback value without any source, null for none
/// @param devFallback value with `-dev` and no other source, null for the same
/// @param flags flags of `agent` that set it, without dash
/// @param reloadable whether a reload applies a change
/// @param aliases other names that the last part of the key may have
/// @param replacement the key that took its place, null when it is current
record Field(
    String key,
    FieldType type,
    String meaning,
    @Nullable Object fallback,
    @Nullable Object devFallback,
    List<String> flags,
    boolean reloadable,
    List<String> aliases,
    @Nullable String replacement) {

  private static Field of(String key, FieldType type, String meaning) {
    return new Field(key, type, meaning, null, null, List.of(), false, List.of(), null);
  }

  static Field bool(String key, String meaning) {
    return of(key, FieldType.BOOL, meaning);
  }

  static Field integer(String key, String meaning) {
    return of(key, FieldType.INT, meaning);
  }

  static Field unsigned(String key, String meaning) {
    return of(key, FieldType.UINT, meaning);
  }

  static Field unsigned32(String key, String meaning) {
    return of(key, FieldType.UINT32, meaning);
  }

  static Field unsigned64(String key, String meaning) {
    return of(key, FieldType.UINT64, meaning);
  }

  static Field decimal(String key, String meaning) {
    return of(key, FieldType.FLOAT, meaning);
  }

  static Field string(String key, String meaning) {
    return of(key, FieldType.STRING, meaning);
  }

  static Field duration(String key, String meaning) {
    return of(key, FieldType.DURATION, meaning);
  }

  static Field strings(String key, String meaning) {
    return of(key, FieldType.STRINGS, meaning);
  }

  static Field stringMap(String key, String meaning) {
    return of(key, FieldType.STRING_MAP, meaning);
  }

  static Field listMap(String key, String meaning) {
    return of(key, FieldType.LIST_MAP, meaning);
  }

  static Field tree(String key, String meaning) {
    return of(key, FieldType.TREE, meaning);
  }

  static Field trees(String key, String meaning) {
    return of(key, FieldType.TREES, meaning);
  }

  static Field service(String key, String meaning) {
    return of(key, FieldType.SERVICE, meaning);
  }

  static Field services(String key, String meaning) {
    return of(key, FieldType.SERVICES, meaning);
  }

  static Field check(String key, String meaning) {
    return of(key, FieldType.CHECK, meaning);
  }

  static Field checks(String key, String meaning) {
    return of(key, FieldType.CHECKS, meaning);
  }

  static Field time(String key, String meaning) {
    return of(key, FieldType.TIME, meaning);
  }

  static Field nothing(String key, String meaning) {
    return of(key, FieldType.NOTHING, meaning);
  }

  Field byDefault(Object value) {
    return new Field(
        key, type, meaning, stored(value), devFallback, flags, reloadable, aliases, replacement);
  }

  Field inDev(Object value) {
    return new Field(
        key, type, meaning, fallback, stored(value), flags, reloadable, aliases, replacement);
  }

  Field flags(String... names) {
    return new Field(
        key,
        type,
        meaning,
        fallback,
        devFallback,
        List.of(names),
        reloadable,
        aliases,
        replacement);
  }

  Field reloads() {
    return new Field(key, type, meaning, fallback, devFallback, flags, true, aliases, replacement);
  }

  Field alias(String... names) {
    return new Field(
        key, type, meaning, fallback, devFallback, flags, reloadable, List.of(names), replacement);
  }

  Field replacedBy(String newKey) {
    return new Field(key, type, meaning, fallback, devFallback, flags, reloadable, aliases, newKey);
  }

  /// Whole numbers are kept as long, whichever width their key has.
  private static Object stored(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }
}
