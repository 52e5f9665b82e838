// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.praetor.wire.Json;
import io.praetor.wire.Msgpack;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PreparedQueryCodecsTest {
  /// The body of a log entry of a running Consul 1.22.5.
  private static final String LOGGED =
      "84aa4461746163656e746572a3646331a24f70a6637265617465a5517565727989ab437265617465496e6465780"
          + "0a3444e5381a354544ca3313073a24944da002432656166373661642d326663322d666232662d61353866"
          + "2d363031326665386139643939ab4d6f64696679496e64657800a44e616d65a766696e642d6462a753657"
          + "2766963658ba7436f6e6e656374c2a84661696c6f76657283ab4461746163656e74657273c0a84e656172"
          + "6573744e00a754617267657473c0ae49676e6f7265436865636b494473c0a44e656172a0a84e6f64654d6"
          + "57461c0ab4f6e6c7950617373696e67c3a450656572a0ad53616d656e65737347726f7570a0a753657276"
          + "696365a26462ab536572766963654d657461c0a45461677391a77072696d617279a753657373696f6ea0a"
          + "854656d706c61746583a6526567657870a0af52656d6f7665456d70747954616773c2a454797065a0a554"
          + "6f6b656ea0a5546f6b656eda002431313131313131312d313131312d313131312d313131312d313131313"
          + "131313131313131";

  /// What its API shows of a query of which only the name and the service were given.
  private static final String MINIMAL =
      "{'ID':'i','Name':'plain','Session':'','Token':'','Template':{'Type':'','Regexp':'',"
          + "'RemoveEmptyTags':false},'Service':{'Service':'web','SamenessGroup':'','Failover':"
          + "{'NearestN':0,'Datacenters':null,'Targets':null},'OnlyPassing':false,"
          + "'IgnoreCheckIDs':null,'Near':'','Tags':null,'NodeMeta':null,'ServiceMeta':null,"
          + "'Connect':false,'Peer':''},'DNS':{'TTL':''},'CreateIndex':17,'ModifyIndex':17}";

  @Test
  void aLogEntryComesOutAsItWentIn() {
    byte[] bytes = HexFormat.of().parseHex(LOGGED);
    PreparedQueryRequest request = Msgpack.read(PreparedQueryRequest.CODEC, bytes);
    PreparedQuery query = Objects.requireNonNull(request.query());
    assertEquals("create", request.op());
    assertEquals("find-db", query.name());
    assertEquals("10s", query.dns().ttl());
    assertEquals(List.of("primary"), query.service().tags());
    assertArrayEquals(bytes, Msgpack.write(PreparedQueryRequest.CODEC, request));
  }

  @Test
  void jsonHasEveryFieldInItsPlace() {
    PreparedQuery query = Queries.of(MINIMAL);
    assertEquals(
        MINIMAL.replace('\'', '"'),
        new String(Json.write(PreparedQuery.CODEC, query), StandardCharsets.UTF_8));
    assertEquals(
        query,
        Queries.of("{'name': 'plain', 'service': {'SERVICE': 'web'}, 'DNS': null}")
            .withId("i")
            .withIndexes(17, 17));
  }

  @Test
  void secretsAreNotShown() {
    PreparedQuery query = Queries.of("{'Name': 'a', 'Token': 'very secret'}");
    assertFalse(query.toString().contains("secret"));
    assertFalse(
        new PreparedQueryRequest("dc1", "create", query, "very secret")
            .toString()
            .contains("secret"));
  }
}
