// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What commands refuse before they ask any agent, in the words of Consul v1.22.5.
class RefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resource apply | Incorrect argument format: Must provide exactly one positional argument to specify the resource to write",
        "resource read | Incorrect argument format: Must specify two arguments: resource type and resource name",
        "resource list artist | Incorrect argument format: Must include resource type argument in group.version.kind format",
        "resource list a.b.c d | Incorrect argument format: Must include flag arguments after resource type",
        "resource apply-grpc | Required '-f' flag was not provided to specify where to load the resource content from",
        "tls cert create | Please provide either -server, -client, or -cli",
        "tls cert create -server -client | Please provide either -server, -client, or -cli",
        "tls cert create -client -node=x | -node requires -server",
        "tls cert create -server | Error reading CA: open consul-agent-ca.pem: no such file or directory",
        "acl token create | Cannot create a token without specifying -policy-name, -policy-id, -role-name, -role-id, -service-identity, -node-identity, -templated-policy, or -templated-policy-file at least once",
        "acl token read -self -expanded | Cannot use both -expanded and -self. Instead, use -expanded and -accessor-id=<accessor id>.",
        "acl role update | Cannot update a role without specifying the -id parameter",
        "acl binding-rule read | Must specify the -id parameter.",
        "acl auth-method read | Must specify the -name parameter",
        "acl templated-policy preview | Cannot preview a templated policy without specifying -name or -file",
        "acl templated-policy preview -name=a -file=b | Can only preview a single templated policy at a time.",
        "connect expose -service=a | An ingress gateway service must be given via the -ingress-gateway flag.",
        "connect redirect-traffic | ==> -proxy-uid is required",
        "debug extra | ==> debug: Too many arguments provided, expected 0",
        "troubleshoot upstreams -envoy-admin-endpoint=x | Invalid Envoy Admin endpoint: address x: missing port in address",
        "-autocomplete-install | -autocomplete-install is not supported: this program completes no command lines",
      })
  void whatIsWrongIsTold(String line, String expected, @TempDir Path folder) {
    CliRun run = CliRun.of(Map.of(), folder, line.strip().split(" "));
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertEquals(expected + "\n", run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "acl role create, name",
    "acl binding-rule create, method",
    "acl auth-method create, type"
  })
  void aMissingFlagIsToldWithTheHelp(String line, String flag) {
    CliRun run = CliRun.of(line.split(" "));
    assertEquals(1, run.exitCode());
    assertTrue(
        run.err().startsWith("Missing required '-" + flag + "' flag\nUsage: consul " + line),
        run.err());
  }
}
