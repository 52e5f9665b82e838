// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// go-sockaddr templates, and what becomes of them in the keys that take addresses.
class AddressTemplateTest {
  private static FakeHost host() {
    return new FakeHost()
        .address("eth0", "10.1.2.3", 24, true, true)
        .address("eth0", "fd00::3", 64, true, false)
        .address("eth1", "192.168.7.9", 16, true, false)
        .address("eth2", "203.0.113.5", 24, true, false)
        .address("eth3", "8.8.4.4", 20, true, false)
        .address("eth9", "10.9.9.9", 8, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "127.0.0.1;127.0.0.1",
        "{{ GetPrivateIP }};10.1.2.3",
        "{{GetPrivateIP}};10.1.2.3",
        "{{ GetInterfaceIP \"eth1\" }};192.168.7.9",
        "{{ GetInterfaceIP `eth1` }};192.168.7.9",
        "{{ GetInterfaceIP \"none\" }};''",
        "{{ GetInterfaceIPs \"^eth0$\" }};10.1.2.3 fd00::3",
        "{{ GetPublicIP }};8.8.4.4",
        "{{ GetAllInterfaces | include \"name\" \"^eth1$\" | attr \"address\" }};192.168.7.9",
        "{{ GetAllInterfaces | exclude \"name\" \"eth\" | join \"address\" \",\" }};127.0.0.1",
        "{{ GetAllInterfaces | include \"network\" \"10.0.0.0/8\" | include \"flag\" \"up\" | attr \"name\" }};eth0",
        "{{ GetAllInterfaces | include \"network\" \"10.0.0.0/8\" | include \"flag\" \"down\" | attr \"name\" }};eth9",
        "{{ GetAllInterfaces | include \"type\" \"IPv6\" | attr \"address\" }};fd00::3",
        "{{ GetAllInterfaces | include \"rfc\" \"1918\" | sort \"address\" | limit 2 | join \"address\" \" \" }};10.1.2.3 10.9.9.9",
        "{{ GetAllInterfaces | include \"rfc\" \"1918\" | sort \"-address\" | attr \"address\" }};192.168.7.9",
        "{{ GetAllInterfaces | include \"name\" \"eth0\" | sort \"type\" | offset 1 | attr \"address\" }};fd00::3",
        "{{ GetAllInterfaces | include \"size\" \"/16\" | attr \"string\" }};192.168.7.9/16",
        "{{ GetAllInterfaces | include \"name\" \"eth1\" | attr \"network\" }};192.168.0.0/16",
        "{{ GetAllInterfaces | include \"name\" \"eth1\" | attr \"broadcast\" }};192.168.255.255",
        "{{ GetAllInterfaces | include \"name\" \"eth1\" | attr \"first_usable\" }};192.168.0.1",
        "{{ GetAllInterfaces | include \"name\" \"eth1\" | math \"network\" \"+5\" | attr \"address\" }};192.168.0.5",
        "{{ GetAllInterfaces | include \"name\" \"eth1\" | math \"address\" \"-1\" | attr \"address\" }};192.168.7.8",
        "{{ GetAllInterfaces | unique \"name\" | include \"name\" \"eth\" | join \"name\" \"+\" }};eth0+eth1+eth2+eth3+eth9",
        "{{ GetDefaultInterfaces | attr \"name\" }};eth0",
        "a {{ GetInterfaceIP \"eth1\" }} b;a 192.168.7.9 b",
      })
  void resolves(String template, String expected) {
    assertEquals(expected, AddressTemplate.resolve(template, host().addresses()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{{ Nope }};function \"Nope\" not defined",
        "{{ GetPrivateIP;unclosed action",
        "{{ }};missing value for command",
        "{{ GetPrivateIP | }};missing value for command",
        "{{ GetInterfaceIP \"x }};unterminated quoted string",
        "{{ GetInterfaceIP `x }};unterminated raw quoted string",
        "{{ GetInterfaceIP }};wrong type or number of args",
        "{{ GetAllInterfaces | include \"moon\" \"x\" }};invalid filter selector",
        "{{ GetAllInterfaces | include \"name\" \"(\" }};unable to compile regexp",
        "{{ GetAllInterfaces | include \"network\" \"x\" }};invalid network",
        "{{ GetAllInterfaces | include \"flag\" \"moon\" }};invalid flag",
        "{{ GetAllInterfaces | sort \"moon\" }};unknown sort type",
        "{{ GetAllInterfaces | limit -1 }};unable to limit less than zero",
        "{{ GetAllInterfaces | attr \"moon\" }};unsupported attribute name",
        "{{ GetAllInterfaces | math \"moon\" \"1\" }};invalid math operation",
        "{{ GetAllInterfaces | math \"address\" \"x\" }};invalid value"
      })
  void refuses(String template, String reason) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> AddressTemplate.resolve(template, host().addresses()));
    assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
  }

  private static RuntimeConfig with(String members) {
    FakeHost host = host().file("f.json", "{\"data_dir\":\"/d\"," + members + "}");
    return Loading.config(Loading.load(host, "-config-file", "f.json"));
  }

  @Test
  void templatesWorkWhereverAnAddressIsGiven() {
    RuntimeConfig config =
        with(
            "\"bind_addr\":\"{{ GetInterfaceIP \\\"eth1\\\" }}\","
                + "\"client_addr\":\"127.0.0.1 {{ GetPrivateIP }}\","
                + "\"retry_join\":[\"{{ GetInterfaceIPs \\\"eth0\\\" }}\",\"provider=x y\"]");
    assertEquals("192.168.7.9", Ip.text(config.addresses().bindAddr()));
    assertEquals("192.168.7.9", Ip.text(config.addresses().advertiseLan()));
    assertEquals(List.of("127.0.0.1", "10.1.2.3"), config.addresses().clientAddrs());
    assertEquals(2, config.http().httpAddresses().size());
    assertEquals(List.of("10.1.2.3", "fd00::3", "provider=x y"), config.join().lan().addresses());
  }

  @Test
  void aWildcardNeedsAPrivateAddress() {
    FakeHost none = new FakeHost().file("f.json", "{\"data_dir\":\"/d\"}");
    RuntimeConfig alone = Loading.config(Loading.load(none, "-config-file", "f.json"));
    assertEquals("127.0.0.1", Ip.text(alone.addresses().advertiseLan()));
    FakeHost one = new FakeHost().address("e", "10.0.0.7", 8, true, true);
    one.file("f.json", "{\"data_dir\":\"/d\"}");
    RuntimeConfig single = Loading.config(Loading.load(one, "-config-file", "f.json"));
    assertEquals("10.0.0.7", Ip.text(single.addresses().advertiseLan()));
    FakeHost outside = new FakeHost().address("e", "8.8.8.8", 8, true, true);
    assertEquals(
        "No private IPv4 address found",
        Loading.error(
            Loading.load(
                outside.file("f.json", "{\"data_dir\":\"/d\"}"), "-config-file", "f.json")));
  }

  @Test
  void listenersFollowTheirAddresses() {
    RuntimeConfig config =
        with(
            "\"bind_addr\":\"127.0.0.1\",\"ports\":{\"https\":8501},"
                + "\"addresses\":{\"http\":\"127.0.0.1 unix:///run/a.sock\",\"https\":\"::1\"}");
    assertEquals(
        "[tcp://127.0.0.1:8500, unix:///run/a.sock]", config.http().httpAddresses().toString());
    assertEquals("[tcp://[::1]:8501]", config.http().httpsAddresses().toString());
  }
}
