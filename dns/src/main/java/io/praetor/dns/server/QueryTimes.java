// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.praetor.dns.DnsSettings;
import io.praetor.dns.Question;
import io.praetor.dns.RecordType;
import io.praetor.rpc.metrics.Label;
import io.praetor.rpc.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/// Reports how long queries took, under the names that Consul uses: `dns.domain_query` and
/// `dns.ptr_query` for names of ours, and `dns.query` by type for both. Any thread.
final class QueryTimes {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Metrics metrics;
  private final Label node;

  QueryTimes(Metrics metrics, String nodeName) {
    this.metrics = metrics;
    node = new Label("node", nodeName);
  }

  void report(@Nullable Question question, DnsSettings settings, long nanos) {
    if (question == null) {
      return;
    }
    double millis = nanos / NANOS_PER_MILLI;
    if (settings.isOurs(question.name())) {
      metrics.sample("dns.domain_query", millis, node);
    } else if (DnsSettings.isReverse(question.name())) {
      metrics.sample("dns.ptr_query", millis, node);
    } else {
      return;
    }
    metrics.sample("dns.query", millis, node, new Label("type", typeName(question.type())));
  }

  private static String typeName(int type) {
    return switch (type) {
      case RecordType.A -> "A";
      case RecordType.AAAA -> "AAAA";
      case RecordType.ANY -> "ANY";
      case RecordType.AXFR -> "AXFR";
      case RecordType.CNAME -> "CNAME";
      case RecordType.DS -> "DS";
      case RecordType.NS -> "NS";
      case RecordType.PTR -> "PTR";
      case RecordType.SOA -> "SOA";
      case RecordType.SRV -> "SRV";
      case RecordType.TXT -> "TXT";
      default -> "other";
    };
  }
}
