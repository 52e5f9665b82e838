// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Bytes;
import io.praetor.wire.Decoder;
import io.praetor.wire.GoPath;
import io.praetor.wire.Json;
import io.praetor.wire.Struct;

/// The payload of the event that announces a job: where its keys are, and whose session holds them.
record ExecRequest(String prefix, String session) {
  private static final Struct<ExecRequest> CODEC =
      Struct.<ExecRequest>named("RemoteExecEvent")
          .field("Prefix", STRING, ExecRequest::prefix)
          .field("Session", STRING, ExecRequest::session)
          .build(v -> new ExecRequest(v.get(0), v.get(1)));

  /// @throws io.praetor.wire.DecodeException when it is no JSON of this form
  static ExecRequest decode(Bytes payload) {
    return Json.read(CODEC, payload.shared(), Decoder.Unknown.IGNORE);
  }

  String jobKey() {
    return GoPath.join(prefix, session, "job");
  }

  /// Where a node puts one piece of its answer.
  String answerKey(String node, String suffix) {
    return GoPath.join(prefix, session, node, suffix);
  }
}
