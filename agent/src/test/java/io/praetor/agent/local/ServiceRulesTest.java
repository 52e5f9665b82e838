// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.catalog.ServiceDefinition;
import io.praetor.http.agent.RefusedException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies of registrations and what real Consul answered to them.
class ServiceRulesTest {
  private static void check(String json) {
    ServiceDefinition service =
        Json.read(
            ServiceDefinition.CODEC,
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            Decoder.Unknown.REFUSE);
    ServiceRules.check(service, Registration.checksOf(service));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'ID':'x'}                                            | Missing service name
          {'Name':'x','Address':'::'}                           | Invalid service address
          {'Name':'x','Weights':{'Passing':0,'Warning':1}}      | Invalid Weights: Passing must be greater than 0
          {'Name':'x','Weights':{'Passing':1,'Warning':-1}}     | Invalid Weights: Warning must be greater or equal than 0
          {'Name':'x','Weights':{'Passing':1,'Warning':70000}}  | Invalid Weights: DNS Weight must be between 0 and 65535
          {'Name':'x','Meta':{'a b':'c'}}                       | Invalid Service Meta: Couldn't load metadata pair ('a b', 'c'): Key contains invalid characters
          {'Name':'x','Meta':{'':'c'}}                          | Invalid Service Meta: Couldn't load metadata pair ('', 'c'): Key cannot be blank
          {'Name':'x','Meta':{'consul-x':'1'}}                  | Invalid Service Meta: Couldn't load metadata pair ('consul-x', '1'): Key prefix 'consul-' is reserved for internal use
          {'Name':'x','Check':{'TTL':'5s','Status':'green'}}    | Status for checks must 'passing', 'warning', 'critical'
          {'Name':'x','Check':{'TTL':'5s','Status':'zz'},'Checks':[{'Args':['x']}]} | Invalid check: Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks
          {'Name':'x','Port':9,'Ports':[{'name':'x','port':1,'default':true}]} | Validation failed: 1 error occurred:~* Cannot set both Port and Ports
          {'Name':'x','Ports':[{'name':'a','port':0,'default':true}]} | Validation failed: 1 error occurred:~* Ports.Port must be greater than zero
          {'Name':'x','Ports':[{'name':'','port':1,'default':true}]}  | Validation failed: 1 error occurred:~* Ports.Name cannot be empty
          {'Name':'x','Ports':[{'name':'a','port':1}]}          | Validation failed: 1 error occurred:~* One of the Ports must be marked as Default
          {'Name':'x','Ports':[{'name':'a','port':1,'default':true},{'name':'b','port':2,'default':true}]} | Validation failed: 1 error occurred:~* Only one port can be marked as default
          {'Name':'x','Locality':{'Zone':'z'}}                  | Validation failed: 1 error occurred:~* zone cannot be set without region
          {'Name':'x','Kind':'connect-proxy','Proxy':{'DestinationServiceName':'*'}} | Validation failed: 2 errors occurred:~* Port or SocketPath must be set for a connect-proxy~* Proxy.DestinationServiceName must not be a wildcard for Connect proxy services
          {'Name':'x','Kind':'connect-proxy','Port':1,'Proxy':{}} | Validation failed: 1 error occurred:~* Proxy.DestinationServiceName must be non-empty for Connect proxy services
          {'Name':'x','Kind':'connect-proxy','Port':1,'Connect':{'Native':true},'Proxy':{'DestinationServiceName':'a'}} | Validation failed: 1 error occurred:~* A Proxy cannot also be Connect Native, only typical services
          {'Name':'x','Kind':'connect-proxy','Port':1,'Proxy':{'DestinationServiceName':'a','Upstreams':[{'LocalBindPort':1}]}} | Validation failed: 1 error occurred:~* upstream destination name cannot be empty
          {'Name':'x','Kind':'connect-proxy','Port':1,'Proxy':{'DestinationServiceName':'a','Upstreams':[{'DestinationName':'b'}]}} | Validation failed: 1 error occurred:~* upstream local bind port or local socket path must be defined and nonzero
          {'Name':'x','Kind':'connect-proxy','Port':1,'Proxy':{'DestinationServiceName':'a','Upstreams':[{'DestinationName':'x','LocalBindPort':5},{'DestinationName':'y','LocalBindPort':5}]}} | Validation failed: 1 error occurred:~* upstreams cannot contain duplicates by local bind address and port or unix path; "127.0.0.1:5" is specified twice
          {'Name':'x','Kind':'connect-proxy','Port':1,'Proxy':{'DestinationServiceName':'a','Upstreams':[{'DestinationName':'a','LocalBindPort':5},{'DestinationName':'a','LocalBindPort':6}]}} | Validation failed: 1 error occurred:~* upstreams cannot contain duplicates of [type="service", name="a", partition="", namespace="", peer="", datacenter=""]
          {'Name':'x','Kind':'connect-proxy','Port':1,'Proxy':{'DestinationServiceName':'a','Expose':{'Paths':[{'Path':'/n','Protocol':'zz'}]}}} | Validation failed: 2 errors occurred:~* expose.paths: invalid listener port: 0~* protocol 'zz' not supported for path: /n, must be in: [http2 http]
          {'Name':'x','Kind':'mesh-gateway'}                    | Validation failed: 1 error occurred:~* Port must be non-zero for a mesh-gateway
          {'Name':'x','Kind':'api-gateway','Connect':{'SidecarService':{}},'Proxy':{'DestinationServiceID':'q','LocalServicePort':1}} | Validation failed: 3 errors occurred:~* A api-gateway cannot have a sidecar service defined~* The Proxy.DestinationServiceID configuration is invalid for a api-gateway~* The Proxy.LocalServicePort configuration is invalid for a api-gateway
          {'Name':'x','Connect':{'SidecarService':{'ID':'own'}}} | Validation failed: 1 error occurred:~* A SidecarService cannot specify an ID as this is managed by the agent
          {'Name':'x','Connect':{'SidecarService':{'Connect':{'SidecarService':{}}}}} | Validation failed: 1 error occurred:~* A SidecarService cannot have a nested SidecarService
          """)
  void isRefused(String json, String text) {
    RefusedException refused = assertThrows(RefusedException.class, () -> check(json));
    String expected = text.replace("~", "\n\t") + (text.startsWith("Validation") ? "\n\n" : "");
    assertEquals("400 " + expected, refused.status() + " " + refused.text());
  }

  @Test
  void oddButAcceptedDefinitionsPass() {
    assertDoesNotThrow(
        () -> {
          check("{'Name':'x','Port':-7}");
          check("{'Name':'x','Port':70000,'SocketPath':'/run/x.sock'}");
          check("{'Name':'x','Kind':'ufo'}");
          check("{'Name':'x','Kind':'ingress-gateway','Connect':{'Native':true}}");
          check("{'Name':'x','Proxy':{'Upstreams':[{}]}}");
          check("{'Name':'x','Weights':{'Passing':5,'Warning':0}}");
        });
  }
}
