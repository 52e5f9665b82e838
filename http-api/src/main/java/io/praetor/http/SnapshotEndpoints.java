// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.rpc.Snapshots;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// `/v1/snapshot`: the whole state of the servers as a file.
final class SnapshotEndpoints {
  private static final int PIECE_BYTES = 1 << 16;

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/snapshot")
              .acl("acl:write")
              .marks(Endpoint.Mark.STALE)
              .answers(SnapshotEndpoints::save),
          put("/v1/snapshot")
              .acl("acl:write")
              .marks(Endpoint.Mark.STALE)
              .answers(SnapshotEndpoints::restore));

  private SnapshotEndpoints() {}

  private static Snapshots.Request request(Call call) {
    return new Snapshots.Request(
        ReadOptions.datacenter(call.params(), call.config()),
        call.token(),
        call.params().has("stale"));
  }

  private static Answer save(Call call) throws InterruptedException, IOException {
    Snapshots.Saved saved = call.agent().snapshots().save(request(call));
    call.meta(saved.meta());
    return new Answer.Streamed(
        "application/x-gzip",
        sink -> {
          try (saved;
              OutputStream out = new BufferedOutputStream(new SinkStream(sink), PIECE_BYTES)) {
            saved.writeTo(out);
          }
        });
  }

  private static Answer restore(Call call) throws InterruptedException, IOException {
    try (InputStream file = call.request().body().stream()) {
      call.agent().snapshots().restore(request(call), file);
    }
    return new Answer.Raw(200, "application/octet-stream", new byte[0]);
  }

  private static final class SinkStream extends OutputStream {
    private final Response.Sink sink;

    SinkStream(Response.Sink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int one) throws IOException {
      sink.write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
      sink.write(array, offset, length);
    }
  }
}
