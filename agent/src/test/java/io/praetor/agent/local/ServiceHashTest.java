// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Registrations and the `X-Consul-ContentHash` that real Consul 1.22.5 gave their services.
class ServiceHashTest {
  private static final String NATIVE =
      """
      {"Name":"full","ID":"f1","Tags":["a"],"Meta":{"k":"v","k2":"v2"},"Port":80,
       "Address":"1.2.3.4","TaggedAddresses":{"wan":{"Address":"5.6.7.8","Port":9}},
       "Weights":{"Passing":3,"Warning":2},"EnableTagOverride":true,"Connect":{"Native":true}}""";
  private static final String PROXY =
      """
      {"Name":"py","Kind":"connect-proxy","Port":81,"Proxy":{"DestinationServiceName":"full",
       "DestinationServiceID":"f1","LocalServiceAddress":"127.0.0.1","LocalServicePort":80,
       "Config":{"a":1,"b":"x","c":[true,1.5,{"d":null}]},
       "Upstreams":[{"DestinationName":"u","LocalBindPort":5000,"Config":{"p":"http"},
         "MeshGateway":{"Mode":"local"}}],
       "MeshGateway":{"Mode":"remote"},
       "Expose":{"Checks":true,"Paths":[
         {"Path":"/x","ListenerPort":21500,"LocalPathPort":80,"Protocol":"http"}]},
       "AccessLogs":{"Enabled":true}}}""";

  @ParameterizedTest
  @CsvSource({"plain,c4bb6737c185ed93", "native,25f473a45fbd1bd1", "proxy,8e0906f8f6083b4d"})
  void equalsConsuls(String which, String hash) throws Exception {
    String json =
        switch (which) {
          case "plain" -> "{\"Name\":\"foo\",\"Tags\":[\"bar\",\"baz\"],\"Port\":8000}";
          case "native" -> NATIVE;
          default -> PROXY;
        };
    ServiceDefinition definition =
        Json.read(
            ServiceDefinition.CODEC, json.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
    NodeService service = Registration.service(definition);
    assertEquals(hash, ServiceHash.of(service));
    assertNotEquals(hash, ServiceHash.of(service.toBuilder().port(1).build()));
  }
}
