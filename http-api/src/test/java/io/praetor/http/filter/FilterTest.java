// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.praetor.wire.GoRegex;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Every verdict and every text here was observed on Consul 1.22.5.
class FilterTest {
  private record Check(String status, List<String> tags) {}

  private record Address(String address, int port) {}

  private record Thing(
      String name,
      int port,
      int small,
      boolean flag,
      List<String> tags,
      Map<String, String> meta,
      List<Check> checks,
      Map<String, Address> addresses) {}

  private static final Schema<Check> CHECK =
      Schema.<Check>of().text("Status", Check::status).texts("Tags", Check::tags).build();

  private static final Schema<Address> ADDRESS =
      Schema.<Address>of().text("Address", Address::address).number("Port", Address::port).build();

  private static final Schema<Thing> SCHEMA =
      Schema.<Thing>of()
          .text("Name", Thing::name)
          .number("Port", Thing::port)
          .unsigned("Small", 8, Thing::small)
          .flag("Flag", Thing::flag)
          .texts("Tags", Thing::tags)
          .textMap("Meta", Thing::meta)
          .children("Checks", Thing::checks, CHECK)
          .childMap("Addresses", Thing::addresses, ADDRESS)
          .child("Self", thing -> thing, Schema.<Thing>of().text("Name", Thing::name).build())
          .build();

  private static final Thing WEB =
      new Thing(
          "web",
          80,
          4,
          false,
          List.of("a", "b"),
          Map.of("env", "prod", "a b", "x", "n", "5"),
          List.of(new Check("passing", List.of("t")), new Check("critical", List.of())),
          Map.of("wan", new Address("9.9.9.9", 5)));

  private static void yes(String... expressions) {
    for (String expression : expressions) {
      assertTrue(verdict(expression), expression);
    }
  }

  private static void no(String... expressions) {
    for (String expression : expressions) {
      assertTrue(!verdict(expression), expression);
    }
  }

  private static boolean verdict(String expression) {
    try {
      return Filter.compile(expression, SCHEMA).matches(WEB);
    } catch (FilterException e) {
      return fail(expression + ": " + e.text());
    }
  }

  private static void refused(String expression, String text) {
    FilterException refused =
        assertThrows(FilterException.class, () -> Filter.compile(expression, SCHEMA), expression);
    assertEquals(text, refused.text(), expression);
  }

  @Test
  void textsCompareContainAndMatch() {
    yes("Name == web", "Name==web", "Name==\"web\"", "Name == `web`", " \tName\n==  web\r ", "");
    yes("Name != n", "we in Name", "Name contains \"eb\"", "zz not in Name", "Name matches \"^w\"");
    yes("Name not contains zz", "Name not matches \"^x\"", "Self.Name == web");
    no("Name == \"a\\nb\"", "Name == n1.a[\"b\"]", "Name == 1.5", "Name == -3", "Name == not");
  }

  @Test
  void numbersAndFlagsAreConverted() {
    yes("Port == 80", "Port == \"80\"", "Port != 81", "Port == \"0x50\"", "Small == 4");
    yes("Flag == false", "Flag != true", "Flag == f", "Flag == 0");
    refused(
        "Port == abc",
        "Failed to coerce value \"abc\" for selector \"Port\": strconv.ParseInt: parsing \"abc\":"
            + " invalid syntax");
    refused(
        "Port == 80.0",
        "Failed to coerce value \"80.0\" for selector \"Port\": strconv.ParseInt: parsing \"80.0\":"
            + " invalid syntax");
    refused(
        "Small == 300",
        "Failed to coerce value \"300\" for selector \"Small\": strconv.ParseUint: parsing \"300\":"
            + " value out of range");
    refused(
        "Flag == nope",
        "Failed to coerce value \"nope\" for selector \"Flag\": strconv.ParseBool: parsing \"nope\":"
            + " invalid syntax");
  }

  @Test
  void listsAndMapsHoldAndAreEmpty() {
    yes("Tags contains a", "a in Tags", "\"z\" not in Tags", "Tags is not empty");
    no("Tags is empty", "Meta is empty", "zz in Meta", "Checks is empty", "Addresses is empty");
    yes("env in Meta", "Meta contains env", "Addresses contains wan", "zz not in Meta");
  }

  @Test
  void keysAreSelectedByNameOrQuoted() {
    yes("Meta.env == prod", "Meta[\"a b\"] == x", "Meta[ `env` ] == prod", "Meta.n == 5");
    yes("Addresses.wan.Port == 5", "Addresses[\"wan\"].Address == \"9.9.9.9\"");
    no("Addresses.lan.Port == 5");
  }

  @Test
  void aMissingKeyEqualsNothingAndMatchesEverything() {
    yes("Meta.zz != x", "x not in Meta.zz", "Meta.zz matches \"a\"", "Meta.zz not matches \"a\"");
    no("Meta.zz == \"\"", "x in Meta.zz");
  }

  @Test
  void aListOfRecordsMatchesWhenAnyElementDoes() {
    yes("Checks.Status == passing", "Checks.Status != passing", "Checks.Tags contains t");
    no("not Checks.Status == critical");
  }

  @Test
  void andBindsTighterThanOrAndNotTightest() {
    yes("Name == web or Name == x and Name == y", "Name == x and Name == y or Name == web");
    yes("not Name == x", "not not Name == web", "not (Name == x)", "(Name == web)");
    yes("((Name == web) and not (Port == 81 or Port == 82))");
    no("not Name == web and Name == web", "(Name == web or Name == x) and Name == y");
  }

  @Test
  void selectorsAreCheckedAsFarAsTheyLead() {
    refused("Bogus == 1", "Selector \"Bogus\" is not valid");
    refused("name == web", "Selector \"name\" is not valid");
    refused("Name.x == 1", "Selector \"Name.x\" is not valid");
    refused("Meta.a.b == 1", "Selector \"Meta.a.b\" is not valid");
    refused("Checks.Bogus.x == 1", "Selector \"Checks.Bogus\" is not valid");
    refused("x in Bogus", "Selector \"Bogus\" is not valid");
    refused("not == 3", "Selector \"not\" is not valid");
    refused("or == 1", "Selector \"or\" is not valid");
  }

  @Test
  void operatorsAreCheckedAgainstTheKindOfField() {
    refused("Name is empty", "Invalid match operator \"Is Empty\" for selector \"Name\"");
    refused("Meta == 3", "Invalid match operator \"Equal\" for selector \"Meta\"");
    refused("Meta.env is empty", "Invalid match operator \"Is Empty\" for selector \"Meta.env\"");
    refused("Port contains 8", "Invalid match operator \"In\" for selector \"Port\"");
    refused("Tags == a", "Invalid match operator \"Equal\" for selector \"Tags\"");
    refused("Tags matches a", "Invalid match operator \"Matches\" for selector \"Tags\"");
    refused("Checks contains x", "Invalid match operator \"In\" for selector \"Checks\"");
    refused(
        "Addresses.wan == 3", "Invalid match operator \"Equal\" for selector \"Addresses.wan\"");
    refused("Self == 3", "Invalid match operator \"Equal\" for selector \"Self\"");
    refused("Self is empty", "Invalid match operator \"Is Empty\" for selector \"Self\"");
  }

  @Test
  void faultsOfSyntaxSayWhere() {
    for (String bad :
        List.of(
            "Name == web or",
            "Name ==",
            "== web",
            "Name",
            "()",
            "Name = web",
            "Name == web foo",
            "Name == web)",
            "Name == web AND Name == web",
            "Meta.5 == x",
            "Meta.env is nil",
            "Name/x == 1",
            "Port > 5",
            "not",
            " ")) {
      String text =
          assertThrows(FilterException.class, () -> Filter.compile(bad, SCHEMA), bad).text();
      assertTrue(text.matches("1:\\d+ \\(\\d+\\): no match found, expected: .*"), bad + text);
    }
    refused("Name == \"n1", "1:12 (11): rule \"string\": Unterminated string literal");
    refused("Name == \"a\\qb\"", "1:9 (8): rule \"string\": invalid syntax");
    refused("Name == 05", "1:10 (9): rule \"number\": Invalid number literal");
    refused("Name == 3x", "1:10 (9): rule \"number\": Invalid number literal");
    refused("Meta[env] == x", "1:6 (5): rule \"index\": Invalid index");
    refused("(Name == web", "1:13 (12): rule \"grouping\": Unmatched parentheses");
    refused(
        "Name matches \"((\"",
        "Failed to compile regular expression \"((\": error parsing regexp: missing closing ):"
            + " `((`");
  }

  @Test
  void deepAndLongExpressionsAreRefusedInsteadOfExhaustingTheStack() {
    for (String bad :
        List.of(
            "(".repeat(50_000) + "Name == x" + ")".repeat(50_000),
            "not ".repeat(20_000) + "Name == x",
            "Name == x and ".repeat(10_000) + "Name == x")) {
      assertThrows(FilterException.class, () -> Filter.compile(bad, SCHEMA));
    }
  }

  @Test
  void anExpressionFromNowhereIsAVerdictOrARefusalAndNothingElse() {
    long seed = new Random().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    String[] words = {
      "Name",
      "Port",
      "Meta",
      "Tags",
      "Checks",
      "Status",
      "Addresses",
      ".",
      "[",
      "]",
      "\"",
      "`",
      " ",
      "\n",
      "==",
      "!=",
      "in",
      "not",
      "contains",
      "matches",
      "is",
      "empty",
      "and",
      "or",
      "(",
      ")",
      "x",
      "5",
      "-",
      "0",
      "\\",
      "é",
      "\0",
      "*",
      "+",
      "{"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder expression = new StringBuilder();
      int length = random.nextInt(25);
      for (int w = 0; w < length; w++) {
        expression.append(words[random.nextInt(words.length)]);
        if (random.nextInt(3) > 0) {
          expression.append(' ');
        }
      }
      try {
        Filter.compile(expression.toString(), SCHEMA).matches(WEB);
      } catch (FilterException | GoRegex.TooCostly refused) {
        assertTrue(refused.getMessage() != null, "seed " + seed + ": " + expression);
      } catch (RuntimeException e) {
        fail("seed " + seed + ": " + expression, e);
      }
    }
  }

  /// What could have stood at the furthest place, as Consul says it.
  @Test
  void namesWhatWasPossible() {
    Map<String, String> texts =
        Map.of(
            "not a (filter",
            "1:7 (6): no match found, expected: \"!=\", \"==\", \"contains\", \"in\", \"is\","
                + " \"matches\", \"not\" or [ \\t\\r\\n]",
            "a",
            "1:2 (1): no match found, expected: \"!=\", \".\", \"==\", \"[\", [ \\t\\r\\n] or"
                + " [a-zA-Z0-9_]",
            "a ==",
            "1:5 (4): no match found, expected: \"-\", \"0\", \"\\\"\", \"`\", [ \\t\\r\\n],"
                + " [1-9] or [a-zA-Z]",
            "a == b )",
            "1:8 (7): no match found, expected: \"and\", \"or\", [ \\t\\r\\n] or EOF",
            "a is",
            "1:5 (4): no match found, expected: [ \\t\\r\\n]");
    texts.forEach((filter, text) -> assertEquals(text, Filter.syntaxFault(filter)));
  }
}
