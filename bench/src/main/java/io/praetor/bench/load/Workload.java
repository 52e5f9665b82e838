// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// What the clients ask again and again. Requests are put together from pieces made once.
final class Workload {
  /// The kinds, by the names of the flag.
  enum Kind {
    /// Writes keys of its own, one after the other.
    KV_PUT,
    /// Reads keys that were written before, under the default consistency.
    KV_GET,
    /// As KV_GET, from whatever server is asked.
    KV_GET_STALE,
    /// Registers a service with a check in the catalog, on one of a hundred nodes for each client.
    CATALOG_REGISTER;

    static Kind of(String name) {
      return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    String flag() {
      return name().replace('_', '-').toLowerCase(Locale.ROOT);
    }
  }

  private static final int NODES = 100;
  private static final long STEP = 7_368_787;
  private static final long CLIENT_STEP = 1_000_003;

  /// More than everything in a request but the value.
  private static final int FRAME_BYTES = 1024;

  private static final byte[] SLASH = ascii("/");
  private static final byte[] DASH = ascii("-");
  private static final byte[] GET = ascii("GET /v1/kv/load/0/");
  private static final byte[] GET_END = ascii(" HTTP/1.1\r\nHost: load\r\n\r\n");
  private static final byte[] GET_STALE_END = ascii("?stale HTTP/1.1\r\nHost: load\r\n\r\n");
  private static final byte[] PUT = ascii("PUT /v1/kv/load/");
  private static final byte[] PUT_END = ascii(" HTTP/1.1\r\nHost: load\r\nContent-Length: ");
  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final byte[] REGISTER =
      ascii("PUT /v1/catalog/register HTTP/1.1\r\nHost: load\r\nContent-Length: ");
  private static final byte[] NODE = ascii("{\"Node\":\"node-");
  private static final byte[] CHECK =
      ascii(
          """
          ","Address":"10.0.0.1","Service":{"ID":"web","Service":"web","Port":80},"Check":{"Node":"node-""");
  private static final byte[] STATUS =
      ascii("\",\"CheckID\":\"web\",\"Name\":\"web\",\"ServiceID\":\"web\",\"Status\":\"");
  private static final byte[] PASSING = ascii("passing");
  private static final byte[] CRITICAL = ascii("critical");
  private static final byte[] CHECK_END = ascii("\"}}");

  private final Kind kind;
  private final int keys;
  private final byte[] value;

  Workload(Kind kind, int valueBytes, int keys) {
    this.kind = kind;
    this.keys = keys;
    this.value = new byte[valueBytes];
    Arrays.fill(value, (byte) 'v');
  }

  Kind kind() {
    return kind;
  }

  /// The room that every request fits into.
  int mostBytes() {
    return FRAME_BYTES + value.length;
  }

  /// Writes one whole request.
  ///
  /// @param client which client, from 0
  /// @param number counts the client's requests from 0
  void write(ByteBuffer out, int client, long number) {
    switch (kind) {
      case KV_GET -> number(out.put(GET), scattered(client, number)).put(GET_END);
      case KV_GET_STALE -> number(out.put(GET), scattered(client, number)).put(GET_STALE_END);
      case KV_PUT -> {
        number(number(out.put(PUT), client).put(SLASH), number % keys);
        number(out.put(PUT_END), value.length).put(HEAD_END).put(value);
      }
      case CATALOG_REGISTER -> register(out, client, number);
    }
  }

  /// All keys in turn, by steps so large that what was read a moment ago is of no help.
  private long scattered(int client, long number) {
    return (number * STEP + client * CLIENT_STEP) % keys;
  }

  private static void register(ByteBuffer out, int client, long number) {
    long node = number % NODES;
    byte[] status = number / NODES % 2 == 0 ? PASSING : CRITICAL;
    int name = digits(client) + DASH.length + digits(node);
    int length =
        NODE.length + CHECK.length + 2 * name + STATUS.length + status.length + CHECK_END.length;
    number(out.put(REGISTER), length).put(HEAD_END);
    name(out.put(NODE), client, node);
    name(out.put(CHECK), client, node);
    out.put(STATUS).put(status).put(CHECK_END);
  }

  private static void name(ByteBuffer out, long client, long node) {
    number(number(out, client).put(DASH), node);
  }

  private static ByteBuffer number(ByteBuffer out, long value) {
    int digits = digits(value);
    int end = out.position() + digits;
    long rest = value;
    for (int at = end - 1; at >= end - digits; at--) {
      out.put(at, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    return out.position(end);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
