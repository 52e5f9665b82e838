// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.LONG;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Bytes;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Struct;
import java.util.List;

/// What to run: a script if there is one, else the arguments if there are some, else a command line for
/// the shell.
///
/// @param waitNanos how long whoever asked waits for a sign of life
record ExecSpec(String command, List<String> args, Bytes script, long waitNanos) {
  private static final Struct<ExecSpec> CODEC =
      Struct.<ExecSpec>named("RemoteExecSpec")
          .omitEmpty("Command", STRING, ExecSpec::command)
          .omitEmpty("Args", Codecs.list(STRING), ExecSpec::args)
          .omitEmpty("Script", BYTES, ExecSpec::script)
          .field("Wait", LONG, ExecSpec::waitNanos)
          .build(v -> new ExecSpec(v.get(0), v.get(1), v.get(2), v.get(3)));

  /// @throws io.praetor.wire.DecodeException when it is no JSON of this form
  static ExecSpec decode(Bytes job) {
    return Json.read(CODEC, job.shared(), Decoder.Unknown.IGNORE);
  }

  /// The program and its arguments.
  ///
  /// @param shell what reads command lines
  /// @param scriptFile where the script was put, if there is one
  List<String> commandLine(String shell, String scriptFile) {
    if (!args.isEmpty()) {
      return args;
    }
    return List.of(shell, "-c", script.isEmpty() ? command : scriptFile);
  }
}
