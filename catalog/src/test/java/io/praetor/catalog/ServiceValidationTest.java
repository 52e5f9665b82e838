// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The texts were observed on Consul 1.22.5, by registering each of these.
class ServiceValidationTest {
  private static List<String> faults(String json) {
    return ServiceValidation.faults(
        Json.read(
            NodeService.CODEC, json.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE));
  }

  private static List<String> upstreams(String upstreams) {
    return faults(
        "{\"Kind\":\"connect-proxy\",\"Service\":\"p\",\"Port\":1,\"Proxy\":"
            + "{\"DestinationServiceName\":\"web\",\"Upstreams\":["
            + upstreams
            + "]}}");
  }

  @Test
  void aPlainServiceNeedsNothing() {
    assertEquals(List.of(), faults("{\"Service\":\"a b\"}"));
  }

  @Test
  void aProxyNeedsAPortAndADestination() {
    assertEquals(
        List.of(
            "Port or SocketPath must be set for a connect-proxy",
            "Proxy.DestinationServiceName must be non-empty for Connect proxy services",
            "A Proxy cannot also be Connect Native, only typical services",
            "Port or SocketPath must be set for a Connect native service."),
        faults("{\"Kind\":\"connect-proxy\",\"Service\":\"p\",\"Connect\":{\"Native\":true}}"));
    assertEquals(
        List.of("Proxy.DestinationServiceName must not be a wildcard for Connect proxy services"),
        faults(
            "{\"Kind\":\"connect-proxy\",\"Service\":\"p\",\"Port\":1,"
                + "\"Proxy\":{\"DestinationServiceName\":\"*\"}}"));
  }

  @Test
  void upstreamsAreCheckedOneByOne() {
    assertEquals(
        List.of(
            "upstream destination name cannot be empty",
            "upstream destination name cannot be a wildcard",
            "upstream local bind port or local socket path must be defined and nonzero"),
        upstreams(
            "{\"DestinationName\":\"db\",\"LocalBindPort\":5},"
                + "{\"DestinationName\":\"\",\"LocalBindPort\":5},"
                + "{\"DestinationName\":\"*\"},{\"DestinationName\":\"x\"}"));
    assertEquals(
        List.of("unknown upstream destination type: \"zz\""),
        upstreams("{\"DestinationName\":\"a\",\"LocalBindPort\":5,\"DestinationType\":\"zz\"}"));
  }

  @Test
  void upstreamsMayNotListenTwiceNorGoTwiceToOnePlace() {
    assertEquals(
        List.of(
            "upstreams cannot contain duplicates by local bind address and port or unix path; "
                + "\"127.0.0.1:5\" is specified twice"),
        upstreams(
            "{\"DestinationName\":\"a\",\"LocalBindPort\":5},"
                + "{\"DestinationName\":\"b\",\"LocalBindPort\":5}"));
    assertEquals(
        List.of(
            "upstreams cannot contain duplicates of [type=\"\", name=\"a\", partition=\"\", "
                + "namespace=\"\", peer=\"\", datacenter=\"\"]"),
        upstreams(
            "{\"DestinationName\":\"a\",\"LocalBindPort\":5},"
                + "{\"DestinationName\":\"a\",\"LocalBindPort\":6}"));
  }

  @Test
  void exposedPathsNeedAPathAndAListener() {
    assertEquals(
        List.of(
            "expose.paths: empty path exposed",
            "expose.paths: invalid listener port: 0",
            "protocol 'zz' not supported for path: , must be in: [http http2]"),
        faults(
            "{\"Kind\":\"connect-proxy\",\"Service\":\"p\",\"Port\":1,\"Proxy\":"
                + "{\"DestinationServiceName\":\"web\",\"Expose\":{\"Paths\":"
                + "[{\"Protocol\":\"zz\"}]}}}"));
  }

  @Test
  void aGatewayHasNoProxySettingsAndNoSidecar() {
    assertEquals(
        List.of(
            "Port must be non-zero for a mesh-gateway",
            "A mesh-gateway cannot have a sidecar service defined",
            "The Proxy.LocalServicePort configuration is invalid for a mesh-gateway"),
        faults(
            "{\"Kind\":\"mesh-gateway\",\"Service\":\"g\",\"Proxy\":{\"LocalServicePort\":4},"
                + "\"Connect\":{\"SidecarService\":{}}}"));
    assertEquals(List.of(), faults("{\"Kind\":\"ingress-gateway\",\"Service\":\"g\"}"));
  }

  @Test
  void sidecarsAreManagedByTheAgent() {
    assertEquals(
        List.of(
            "A SidecarService cannot specify an ID as this is managed by the agent",
            "A SidecarService cannot have a nested SidecarService"),
        faults(
            "{\"Service\":\"p\",\"Connect\":{\"SidecarService\":{\"ID\":\"x\","
                + "\"Connect\":{\"SidecarService\":{}}}}}"));
  }

  @Test
  void namedPortsNeedOneDefault() {
    assertEquals(
        List.of("Cannot set both Port and Ports", "Ports.Name \"a\" has to be unique"),
        faults(
            "{\"Service\":\"p\",\"Port\":4,\"Ports\":[{\"Name\":\"a\",\"Port\":1,"
                + "\"Default\":true},{\"Name\":\"a\",\"Port\":2,\"Default\":true}]}"));
    assertEquals(
        List.of("One of the Ports must be marked as Default"),
        faults("{\"Service\":\"p\",\"Ports\":[{\"Name\":\"a\",\"Port\":1}]}"));
    assertEquals(
        List.of("Only one port can be marked as default"),
        faults(
            "{\"Service\":\"p\",\"Ports\":[{\"Name\":\"a\",\"Port\":1,\"Default\":true},"
                + "{\"Name\":\"b\",\"Port\":2,\"Default\":true}]}"));
  }

  @Test
  void faultsAreJoinedAsGoDoes() {
    assertEquals(
        "1 error occurred:\n\t* zone cannot be set without region\n\n",
        ServiceValidation.fault(
                NodeService.builder().service("a").locality(new Locality("", "z")).build())
            .orElseThrow());
  }
}
