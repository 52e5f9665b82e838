// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Who gets each new answer of a watch.
sealed interface WatchHandler {
  /// A program: the answer comes on its standard input, the index in `CONSUL_INDEX`.
  ///
  /// @param args program and arguments; there is no shell unless it is named
  record Program(List<String> args) implements WatchHandler {
    public Program {
      args = List.copyOf(args);
    }
  }

  /// A web server: the answer is the body, the index is in `X-Consul-Index`.
  record Http(
      String url,
      String method,
      Duration timeout,
      Map<String, List<String>> headers,
      boolean skipVerify)
      implements WatchHandler {
    /// Headers may carry secrets.
    @Override
    public String toString() {
      return "Http[" + url + "]";
    }
  }
}
