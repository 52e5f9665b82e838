// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Results and texts are those of a running Consul 1.22.5. Errors are those for the name `v-`.
class InterpolationTest {
  private static Evaluator evaluator(String name, List<String> groups) {
    return new Evaluator(
        Map.of(
            "name.full",
            name,
            "name.prefix",
            "v-",
            "name.suffix",
            name.substring(2),
            "agent.segment",
            ""),
        group -> group < 0 || group >= groups.size() ? "" : groups.get((int) group));
  }

  private static String render(String template) throws InterpolationException {
    return evaluator("v-one-two", List.of("v-one-two", "one", "two"))
        .text(InterpolationParser.parse(template));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '^',
      value = {
        "${name.full}=v-one-two",
        "${ name.prefix }x=v-x",
        "${name.full}${name.suffix}=v-one-twoone-two",
        "é${name.full}é=év-one-twoé",
        "${agent.segment}=^^",
        "${match(0)}=v-one-two",
        "${match(-1)}=^^",
        "a${match(99)}b=ab",
        "${match(1)}-${match(2)}=one-two",
        "${match(1+1)}=two",
        "${match(\"1\")}=one",
        "${match(1.5)}=one",
        "${match (1)}=one",
        "${match(1,)}=one",
        "$=$",
        "$$=$",
        "$$$=$$",
        "$${name.full}=${name.full}",
        "a$${b}$$${name.full}=a${b}$v-one-two",
        "a$b=a$b",
        "}=}",
        "a\"b=a\"b",
        "a\\b=a\\b",
        "\\${name.full}=\\v-one-two",
        "${\"lit\"}=lit",
        "${\"\"}=^^",
        "${\"a\\\"b\"}=a\"b",
        "${\"a\\\\b\"}=a\\b",
        "${\"a${\"b\"}c\"}=abc",
        "${\"$${x}\"}=${x}",
        "${\"${name.full}\"}=v-one-two",
        "${true}=true",
        "${!true}=false",
        "${1.5}=1.5",
        "${1.0}=1",
        "${007}=7",
        "${-1}=-1",
        "${--1}=1",
        "${1--1}=2",
        "${1+1}=2",
        "${1/2}=0",
        "${7%3}=1",
        "${-7/2}=-3",
        "${-7%3}=-1",
        "${1.5+1}=2.5",
        "${1/3.0}=0.3333333333333333",
        "${0.1+0.2}=0.30000000000000004",
        "${100000000.0*1000000000000000.0}=1e+23",
        "${2*3+4}=10",
        "${2+3*4}=14",
        "${(2+3)*4}=20",
        "${1 < 2}=true",
        "${true && false}=false",
        "${1 > 2 || 2 > 1 && false}=false",
        "${\"true\" && true}=true",
        "${true ? 1 : 2}=1",
        "${true ? 1.5 : 1}=1.5",
        "${false ? 1.5 : 1}=1",
        "${\"1\" ? \"a\":\"b\"}=a"
      })
  void givesWhatConsulGives(String template, String expected) throws InterpolationException {
    assertEquals(expected, render(template));
  }

  @Test
  void comparesTexts() throws InterpolationException {
    assertEquals("y", render("${name.suffix == \"one-two\" ? \"y\" : \"n\"}"));
    assertEquals("true", render("${\"a\" == \"a\"}"));
    assertEquals("true", render("${true == \"true\"}"));
    assertEquals("true", render("${1.5 == \"1.5\"}"));
    assertEquals("true", render("${1 == 1.0}"));
    assertEquals("true", render("${1 <= 2.5}"));
    assertEquals("true", render("${1 != 2}"));
    assertEquals("false", render("${1 == 2 == true}"));
    assertEquals("two", render("${match(match(0) == \"\" ? 1 : 2)}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "${|parse error at 1:3: expected expression but found end of string",
        "${}|parse error at 1:3: expected expression but found \"}\"",
        "${1 1}|parse error at 1:5: expected \"}\" but found integer 1",
        "${name.full|parse error at 1:12: expected \"}\" but found end of string",
        "${name.full }x${|parse error at 1:17: expected expression but found end of string",
        "${name .full}|parse error at 1:8: expected \"}\" but found \".\"",
        "${\"\\t\"}|parse error at 1:4: invalid backslash escape sequence",
        "${1e3}|parse error at 1:4: expected \"}\" but found \"e3\"",
        "${1.2.3}|parse error at 1:6: expected \"}\" but found \".\"",
        "${match(1|parse error at 1:10: expected \")\" but found end of string",
        "${\"abc}|parse error at 1:4: expected \"${\" but found invalid sequence \"abc}\"",
        "${/}|parse error at 1:3: expected expression but found \"/\"",
        "${+1}|parse error at 1:3: expected expression but found \"+\"",
        "${1 ? 2}|parse error at 1:8: expected : but found \"}\"",
        "${#}|parse error at 1:3: expected expression but found invalid sequence \"#\"",
        "${99999999999999999999}|parse error at 1:3: invalid integer: strconv.Atoi: parsing"
            + " \"99999999999999999999\": value out of range",
        "${name.nope}|1:3: unknown variable accessed: name.nope",
        "${name}|1:3: unknown variable accessed: name",
        "${name.full-1}|1:3: unknown variable accessed: name.full-1",
        "${foo.bar.*.baz}|1:3: unknown variable accessed: foo.bar.*.baz",
        "${_x}|1:3: unknown variable accessed: _x",
        "${nope(1)}|1:3: unknown function called: nope",
        "${a.b.c(1)}|1:3: unknown function called: a.b.c",
        "${match(1,2)}|1:3: match: expected 1 arguments, got 2",
        "${match(true)}|At column 3, line 1: match: argument 1 should be type int, got type bool",
        "${match(\"a\")}|__builtin_StringToInt: strconv.ParseInt: parsing \"a\": invalid syntax",
        "${name.full+1}|__builtin_StringToInt: strconv.ParseInt: parsing \"v-\": invalid syntax",
        "${\"a\" < \"b\"}|__builtin_StringToInt: strconv.ParseInt: parsing \"a\": invalid syntax",
        "${!name.full}|__builtin_StringToBool: strconv.ParseBool: parsing \"v-\": invalid syntax",
        "${name.full[0]}|At column 12, line 1: invalid index operation into non-indexable type:"
            + " TypeString",
        "${1/0}|__builtin_IntMath: divide by zero",
        "${1.5 % 1}|At column 3, line 1: modulo cannot be used with floats",
        "${1<2<3}|At column 3, line 1: operand 1 should be TypeInt, got TypeBool",
        "${true == 1}|At column 3, line 1: operand 2 should be TypeBool, got TypeInt",
        "${1 ? \"a\" : \"b\"}|At column 3, line 1: condition must be type bool, not type int",
        "${true ? 1 : true}|At column 3, line 1: true and false expression types must match; have"
            + " type int and type bool",
        "${true ? 1 : \"x\"}|__builtin_StringToInt: strconv.ParseInt: parsing \"x\": invalid syntax",
        "${true ? \"x\" : 1}|__builtin_StringToInt: strconv.ParseInt: parsing \"x\": invalid syntax"
      })
  void refusesWhatConsulRefuses(String template, String text) {
    InterpolationException refused =
        assertThrows(
            InterpolationException.class,
            () -> evaluator("v-", List.of("v-")).text(InterpolationParser.parse(template)));
    assertEquals(text, refused.text());
    assertEquals(text.startsWith("parse error"), refused.isSyntax());
  }

  @Test
  void nothingMakesItRecurseOrGrowWithoutEnd() {
    for (String template :
        List.of(
            "${" + "(".repeat(100_000),
            "${" + "-".repeat(100_000) + "1}",
            "${\"".repeat(100_000),
            "${1" + "+1".repeat(100_000) + "}",
            "${" + "1?".repeat(100_000),
            "${match(".repeat(50_000),
            "${1}".repeat(100_000))) {
      assertThrows(InterpolationException.class, () -> render(template), template.substring(0, 9));
    }
    assertThrows(
        InterpolationException.class,
        () ->
            evaluator("v-" + "x".repeat(10_000), List.of())
                .text(InterpolationParser.parse("${name.full}".repeat(100))));
  }

  @Test
  void garbageIsRefusedNotCrashedOn() {
    String[] pieces = {
      "${",
      "}",
      "\"",
      "$$",
      "match(",
      ")",
      "name.full",
      "1",
      "2.5",
      "+",
      "-",
      "?",
      ":",
      "==",
      "[",
      "]",
      " ",
      "\\",
      "é",
      "\n",
      "&&",
      "!",
      ",",
      "true",
      "%",
      "*",
      ".",
      "a"
    };
    Random random = new Random(5);
    int good = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder template = new StringBuilder("${");
      for (int n = random.nextInt(9); n >= 0; n--) {
        template.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        render(template.toString());
        good++;
      } catch (InterpolationException expected) {
        assertTrue(!expected.text().isEmpty());
      }
    }
    assertTrue(good > 50, "only " + good);
  }
}
