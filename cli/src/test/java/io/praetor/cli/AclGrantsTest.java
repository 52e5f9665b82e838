// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import io.praetor.cli.client.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What tokens and roles are linked to, read from flags and files, merged and shown.
class AclGrantsTest {
  private static Json json(String text) {
    try {
      return JsonReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (JsonReader.SyntaxError e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String compact(List<Json> values) {
    return JsonWriter.compact(new Json.Arr(values)).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TemplatedPolicy \"builtin/service\" { Name = \"api\" } | [{'TemplateName':'builtin/service','TemplateVariables':{'Name':'api'}}]",
        "{\"TemplatedPolicy\":{\"builtin/node\":{\"name\":\"n\"}}} | [{'TemplateName':'builtin/node','TemplateVariables':{'Name':'n'}}]",
        "TemplatedPolicy \"builtin/dns\" {} | [{'TemplateName':'builtin/dns'}]",
        "TemplatedPolicy \"a\" {} TemplatedPolicy \"b\" {} | [{'TemplateName':'a'},{'TemplateName':'b'}]",
      })
  void filesNameTemplatedPolicies(String text, String expected) throws Failure {
    assertEquals(expected, compact(AclTemplates.ofText(text.replace("} T", "}\nT"))));
  }

  @Test
  void otherKeysInFilesAreRefused() {
    assertThrows(Failure.class, () -> AclTemplates.ofText("Policy \"a\" {}"));
    assertThrows(Failure.class, () -> AclTemplates.ofText("TemplatedPolicy \"a\" {"));
  }

  @Test
  void mergingAddsOnlyWhatIsNew() {
    Json before = json("[{'ID':'1','Name':'a'},{'ID':'2','Name':'b'}]");
    Json more = json("[{'ID':'','Name':'a'},{'ID':'2','Name':''},{'ID':'','Name':'c'}]");
    assertEquals(
        "[{'ID':'1','Name':'a'},{'ID':'2','Name':'b'},{'ID':'','Name':'c'}]",
        compact(AclMerge.links(before.items(), more.items())));
    Json nodes = json("[{'NodeName':'n','Datacenter':'dc1'}]");
    assertEquals(
        2,
        AclMerge.nodes(
                nodes.items(),
                json("[{'NodeName':'n','Datacenter':'dc2'},{'NodeName':'n','Datacenter':'dc1'}]")
                    .items())
            .size());
    assertEquals(
        1,
        AclMerge.services(
                json("[{'ServiceName':'s'}]").items(),
                json("[{'ServiceName':'s','Datacenters':['dc1']}]").items())
            .size());
  }

  @Test
  void aTokenPrintsInConsulsOrderWithItsVariableNamedAsThere() {
    Json answer =
        json(
            "{'Hash':'h','AccessorID':'a','SecretID':'s','Description':'','Local':false,"
                + "'TemplatedPolicies':[{'TemplateID':'x','TemplateName':'t','TemplateVariables':{'name':'n'}}],"
                + "'CreateTime':'c','CreateIndex':1,'ModifyIndex':2}");
    assertEquals(
        "[{'CreateIndex':1,'ModifyIndex':2,'AccessorID':'a','SecretID':'s','Description':'',"
            + "'TemplatedPolicies':[{'TemplateName':'t','TemplateVariables':{'Name':'n'}}],"
            + "'Local':false,'CreateTime':'c','Hash':'h'}]",
        compact(List.of(AclJson.token(answer))));
  }

  @Test
  void anExpandedTokenShowsTheRulesOfItsIdentities() {
    Json token =
        json(
            "{'AccessorID':'a','SecretID':'s','Description':'d','Local':false,'CreateTime':'c',"
                + "'ServiceIdentities':[{'ServiceName':'web'}],"
                + "'ExpandedPolicies':["
                + "{'Description':'synthetic policy generated from templated policy: builtin/service','Rules':'service \\'api\\' {'},"
                + "{'Description':'synthetic policy generated from templated policy: builtin/service','Rules':'service \\'web\\' {'}],"
                + "'AgentACLDefaultPolicy':'deny','AgentACLDownPolicy':'extend-cache','ResolvedByAgent':'n1'}");
    String text = AclExpanded.token(token, false);
    assertEquals(
        "Service Identities:\n\tName: web (Datacenters: all)\n"
            + "\t\tDescription: synthetic policy generated from templated policy: builtin/service\n"
            + "\t\tRules:\n\t\t\tservice \"web\" {\n\n=== End",
        text.substring(text.indexOf("Service Identities"), text.indexOf(" of Authorizer")));
  }
}
