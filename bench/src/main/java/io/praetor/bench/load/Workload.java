// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// What each client asks again and again.
enum Workload {
  /// Writes keys of its own, one after the other.
  KV_PUT {
    @Override
    byte[] request(int client, long number, int valueBytes, int keys) {
      byte[] value = new byte[valueBytes];
      Arrays.fill(value, (byte) 'v');
      return put("/v1/kv/load/" + client + "/" + number % keys, value);
    }
  },

  /// Reads keys that were written before, under the default consistency.
  KV_GET {
    @Override
    byte[] request(int client, long number, int valueBytes, int keys) {
      return get("/v1/kv/load/0/" + number % keys);
    }
  },

  /// As KV_GET, from whatever server is asked.
  KV_GET_STALE {
    @Override
    byte[] request(int client, long number, int valueBytes, int keys) {
      return get("/v1/kv/load/0/" + number % keys + "?stale");
    }
  },

  /// Registers a service with a check in the catalog, on one of a hundred nodes for each client.
  CATALOG_REGISTER {
    @Override
    byte[] request(int client, long number, int valueBytes, int keys) {
      String node = "node-" + client + "-" + number % 100;
      String status = number / 100 % 2 == 0 ? "passing" : "critical";
      String body =
          """
          {"Node":"%1$s","Address":"10.0.0.1","Service":{"ID":"web","Service":"web","Port":80},\
          "Check":{"Node":"%1$s","CheckID":"web","Name":"web","ServiceID":"web","Status":"%2$s"}}"""
              .formatted(node, status);
      return put("/v1/catalog/register", body.getBytes(StandardCharsets.UTF_8));
    }
  };

  /// The whole request, ready to be sent.
  ///
  /// @param number counts the client's requests from 0
  abstract byte[] request(int client, long number, int valueBytes, int keys);

  static Workload of(String name) {
    return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  String flag() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  private static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: load\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] put(String path, byte[] body) {
    byte[] head =
        ("PUT " + path + " HTTP/1.1\r\nHost: load\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
