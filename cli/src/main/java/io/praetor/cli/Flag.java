// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import picocli.CommandLine.Model.OptionSpec;

/// One flag of a command: its picocli option (name, help, default) and the value read from the command line. Belongs to
/// the command object, which lives for one run on one thread.
final class Flag<T> {
  private final OptionSpec option;
  private final FlagType<T> type;
  private final Section section;
  private T value;
  private boolean given;
  private boolean hidden;

  /// The heading under which help lists a flag.
  enum Section {
    HTTP_API("HTTP API Options"),
    COMMAND("Command Options");

    final String heading;

    Section(String heading) {
      this.heading = heading;
    }
  }

  Flag(OptionSpec option, FlagType<T> type, Section section, T initial) {
    this.option = option;
    this.type = type;
    this.section = section;
    this.value = initial;
  }

  String name() {
    return option.shortestName().substring(1);
  }

  String help() {
    return option.description()[0];
  }

  String placeholder() {
    return option.paramLabel();
  }

  String defaultText() {
    return option.defaultValue();
  }

  Section section() {
    return section;
  }

  boolean isSwitch() {
    return type == FlagType.BOOL;
  }

  /// Leaves the flag out of the help; it works, and a flag error still lists it.
  Flag<T> hide() {
    hidden = true;
    return this;
  }

  boolean isHidden() {
    return hidden;
  }

  T value() {
    return value;
  }

  /// Whether the command line named this flag.
  boolean given() {
    return given;
  }

  void read(String text) throws FlagError {
    value = type.read(text, value);
    given = true;
  }
}
