// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.catalog.CatalogException;
import io.praetor.store.ReadResult;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of the table; texts are those of a running Consul 1.22.5.
class PreparedQueriesTest {
  private static final String TEMPLATE = "'Template': {'Type': 'name_prefix_match'}";

  private final Store store = new Store(List.of(PreparedQueries.TABLE), List.of());
  private long index = 10;

  private @Nullable String apply(String op, PreparedQuery query) {
    WriteTxn txn = store.begin(++index);
    String refused =
        PreparedQueries.apply(
            txn, PreparedQueryRequest.of(op, query), Set.of("session-1")::contains);
    txn.publish();
    return refused;
  }

  private @Nullable String set(int id, String json) {
    return apply(PreparedQueryRequest.CREATE, Queries.of(id, json));
  }

  private ReadResult<List<PreparedQuery>> get(int id) {
    return PreparedQueries.get(store.snapshot(), Queries.id(id));
  }

  private String resolved(String name) {
    PreparedQuery found = PreparedQueries.resolve(store.snapshot(), name, "");
    return found == null ? "none" : found.service().service();
  }

  @Test
  void keepsWhenItWasMadeAndMovesTheIndexOfTheTable() {
    assertEquals(0, PreparedQueries.list(store.snapshot()).index());
    assertNull(set(1, "{'Name': 'a', 'Service': {'Service': 'web'}}"));
    assertNull(set(2, "{'Name': 'b', 'Service': {'Service': 'web'}}"));
    assertNull(set(1, "{'Name': 'c', 'Service': {'Service': 'db'}, 'CreateIndex': 3}"));
    PreparedQuery changed = get(1).value().getFirst();
    assertEquals(11, changed.createIndex());
    assertEquals(13, changed.modifyIndex());
    assertEquals(13, get(2).index());
    assertEquals(List.of(), get(3).value());
    assertNull(apply(PreparedQueryRequest.DELETE, Queries.of(3, "{}")));
    assertEquals(13, PreparedQueries.list(store.snapshot()).index());
    assertNull(apply(PreparedQueryRequest.DELETE, Queries.of(1, "{}")));
    assertEquals(15, PreparedQueries.list(store.snapshot()).index());
    assertEquals(1, PreparedQueries.list(store.snapshot()).value().size());
    assertEquals("none", resolved("c"));
  }

  @Test
  void aNameLeadsToOneQuery() {
    assertNull(set(1, "{'Name': 'Plain', 'Service': {'Service': 'web'}}"));
    assertEquals(
        "name 'plain' aliases an existing query name",
        set(2, "{'Name': 'plain', 'Session': 'none', 'Service': {'Service': 'web'}}"));
    assertEquals(
        "name 'plain' aliases an existing query name",
        set(2, "{'Name': 'plain', 'Service': {'Service': 'web'}, " + TEMPLATE + "}"));
    String id = Queries.id(1);
    assertEquals(
        "name '" + id + "' aliases an existing query ID",
        set(2, "{'Name': '" + id + "', 'Service': {'Service': 'web'}}"));
    assertNull(set(3, "{'Name': '', 'Service': {'Service': 'web'}, " + TEMPLATE + "}"));
    assertEquals(
        "a query template with an empty name already exists",
        set(4, "{'Name': '', 'Service': {'Service': 'web'}, " + TEMPLATE + "}"));
    assertNull(set(3, "{'Name': '', 'Service': {'Service': 'db'}, " + TEMPLATE + "}"));
    assertNull(set(1, "{'Name': 'PLAIN', 'Service': {'Service': 'web'}}"));
  }

  @Test
  void sessionsMustExistAndTakeTheirQueriesAlong() {
    assertEquals(
        "invalid session \"none\"",
        set(1, "{'Name': 'a', 'Session': 'none', 'Service': {'Service': 'web'}}"));
    assertNull(set(1, "{'Name': 'a', 'Session': 'session-1', 'Service': {'Service': 'web'}}"));
    assertNull(set(2, "{'Session': 'session-1', 'Service': {'Service': 'web'}}"));
    assertNull(set(3, "{'Name': 'b', 'Service': {'Service': 'web'}}"));
    WriteTxn txn = store.begin(90);
    PreparedQueries.deleteBoundTo(txn, "session-1");
    txn.publish();
    assertEquals(List.of(), get(2).value());
    assertEquals(1, PreparedQueries.list(store.snapshot()).value().size());
    assertEquals(90, PreparedQueries.list(store.snapshot()).index());
    assertEquals("none", resolved("a"));
  }

  @Test
  void templatesMustBeGood() {
    assertEquals(
        "failed compiling template: Bad Template.Type 'other'",
        set(1, "{'Name': 'a', 'Template': {'Type': 'other'}, 'Service': {'Service': 'w'}}"));
    assertEquals(
        "failed compiling template: Bad Regexp: error parsing regexp: missing closing ): `((`",
        set(
            1,
            "{'Name': 'a', 'Service': {'Service': '${nope}'},"
                + " 'Template': {'Type': 'name_prefix_match', 'Regexp': '(('}}"));
    assertEquals(
        "failed compiling template: Bad evaluation for '${nope}' in Service.NodeMeta[a]:"
            + " 1:3: unknown variable accessed: nope",
        set(
            1,
            "{'Name': 'a', "
                + TEMPLATE
                + ", 'Service': {'Service': 'w', 'NodeMeta': {'a': '${nope}'}}}"));
    assertEquals(
        "failed compiling template: Bad format '${' in Service.Failover.Targets[1].Peer:"
            + " parse error at 1:3: expected expression but found end of string",
        set(
            1,
            "{'Name': 'a', "
                + TEMPLATE
                + ", 'Service': {'Service': 'w', 'Failover': {'Targets': [{}, {'Peer': '${'}]}}}"));
    assertNull(set(1, "{'Name': 'a', 'Template': {'Regexp': '('}, 'Service': {'Service': '${'}}"));
  }

  @Test
  void theLongestPrefixWinsUnlessTheNameItselfIsThere() {
    set(1, "{'Name': 'V-', 'Service': {'Service': 'short'}, " + TEMPLATE + "}");
    set(2, "{'Name': 'v-one', 'Service': {'Service': 'long'}, " + TEMPLATE + "}");
    set(3, "{'Name': 'v-one-exact', 'Service': {'Service': 'exact'}}");
    assertEquals("none", resolved("other"));
    set(4, "{'Name': '', 'Service': {'Service': 'all'}, " + TEMPLATE + "}");
    assertEquals("long", resolved("v-one"));
    assertEquals("short", resolved("v-on"));
    assertEquals("exact", resolved("v-one-exact"));
    assertEquals("long", resolved("V-ONE-x"));
    assertEquals("all", resolved("other"));
    assertEquals("all", resolved(""));
    assertEquals("all", resolved(Queries.id(9)));
    assertEquals("exact", resolved(Queries.id(3)));
    CatalogException refused = assertThrows(CatalogException.class, () -> resolved(Queries.id(1)));
    assertEquals(
        "prepared query templates can only be resolved up by name, not by ID", refused.text());
  }

  @Test
  void rendersEveryTextOfTheServiceButNotKeysOrTtl() {
    String v = "'${name.full}'";
    set(
        1,
        "{'Name': 'v-', 'DNS': {'TTL': '3s'}, 'Template': {'Type': 'name_prefix_match',"
            + " 'Regexp': '^v-(.*)-(x)?(.*)$', 'RemoveEmptyTags': true}, 'Service': {'Service':"
            + " '${match(1)}', 'Near': '${name.prefix}', 'Tags': ['', '!${name.suffix}',"
            + " '${match(2)}'], 'NodeMeta': {'a': "
            + v
            + "}, 'ServiceMeta': {"
            + v
            + ": "
            + v
            + "}, 'IgnoreCheckIDs': ["
            + v
            + "], 'Peer': '${agent.segment}', 'Failover': {'Datacenters': ["
            + v
            + "], 'Targets': [{'Datacenter': "
            + v
            + "}]}}}");
    PreparedQuery rendered = PreparedQueries.resolve(store.snapshot(), "v-One-two", "alpha");
    assertNotNull(rendered);
    assertEquals(
        Queries.of(
                "{'Service': {'Service': 'One', 'Near': 'v-', 'Tags': ['!One-two'],"
                    + " 'NodeMeta': {'a': 'v-One-two'}, 'ServiceMeta': {"
                    + v
                    + ": 'v-One-two'}, 'IgnoreCheckIDs': ['v-One-two'], 'Peer': 'alpha',"
                    + " 'Failover': {'Datacenters': ['v-One-two'], 'Targets': [{'Datacenter':"
                    + " 'v-One-two'}]}}}")
            .service(),
        rendered.service());
    assertEquals("v-", rendered.name());
    assertEquals("3s", rendered.dns().ttl());
  }

  @Test
  void theSuffixIsCutOffOnlyInTheSameLetters() {
    set(1, "{'Name': 'V-', 'Service': {'Service': '${name.suffix}'}, " + TEMPLATE + "}");
    assertEquals("aBC", resolved("V-aBC"));
    assertEquals("v-ABC", resolved("v-ABC"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "abc|UUID must be 36 characters",
        "^^|UUID must be 36 characters",
        "11111111-2222-4333-8444-55555555555g|Invalid UUID: encoding/hex: invalid byte: U+0067 'g'",
        "éééééééééééééééééé|Invalid UUID: encoding/hex: invalid byte: U+00C3 'Ã'"
      })
  void idsThatAreNoneAreToldApart(String id, String reason) {
    CatalogException refused =
        assertThrows(CatalogException.class, () -> PreparedQueries.get(store.snapshot(), id));
    assertEquals("failed prepared query lookup: index error: " + reason, refused.text());
  }

  @Test
  void idsAreComparedByTheirDigits() {
    PreparedQuery query =
        Queries.of("{'Name': 'a', 'Service': {'Service': 'web'}}")
            .withId("abcdefab-0000-4000-8000-000000000001");
    assertNull(apply(PreparedQueryRequest.CREATE, query));
    assertEquals(
        1,
        PreparedQueries.get(store.snapshot(), "ABCDEFAB-0000-4000-8000-000000000001")
            .value()
            .size());
    assertEquals("web", resolved("ABCDEFAB-0000-4000-8000-000000000001"));
  }
}
