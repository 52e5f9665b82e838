// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.config.Ip;
import io.praetor.wire.GoDuration;
import io.praetor.wire.GoQuote;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the log says about requests: each that was answered at debug level, each that was refused
/// as an error, as operators of Consul know it. Tokens in the query never get into it.
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("agent.http");

  private RequestLog() {}

  static void finished(Request request, long nanos) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "Request finished: method={} url={} from={} latency={}",
          request.method(),
          url(request),
          from(request),
          GoDuration.format(nanos));
    }
  }

  static void refused(Request request, String text) {
    LOG.error(
        "Request error: method={} url={} from={} error={}",
        request.method(),
        url(request),
        from(request),
        GoQuote.quote(text.strip()));
  }

  static String url(Request request) {
    return request.target().replaceAll("([?&])(token=)[^&]*", "$1$2<hidden>");
  }

  private static String from(Request request) {
    InetSocketAddress from = request.from();
    return from == null ? "@" : Ip.hostPort(from.getAddress(), from.getPort());
  }
}
