// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rules of service-splitter. Weights are counted in hundredths of a per cent.
final class SplitterRules {
  private static final int STEPS = 100;
  private static final int ALL = 100 * STEPS;

  private SplitterRules() {}

  static ServiceSplitter normal(ServiceSplitter body) {
    List<ServiceSplitter.Split> splits = body.splits();
    return splits == null
        ? body
        : new ServiceSplitter(splits.stream().map(SplitterRules::normal).toList());
  }

  private static ServiceSplitter.Split normal(ServiceSplitter.Split split) {
    return new ServiceSplitter.Split(
        Forms.widened((float) steps(split.weight()) / STEPS),
        split.service(),
        split.serviceSubset(),
        split.namespace(),
        split.partition(),
        split.requestHeaders(),
        split.responseHeaders());
  }

  /// Rounded as Go's float32 arithmetic does.
  private static int steps(double weight) {
    return Math.round((float) weight * STEPS);
  }

  static void check(ConfigEntry entry, ServiceSplitter body) {
    EntryRules.name(entry);
    List<ServiceSplitter.Split> splits = Forms.items(body.splits());
    require(!splits.isEmpty(), "no splits configured");
    Set<List<String>> seen = new HashSet<>();
    int sum = 0;
    for (ServiceSplitter.Split split : splits) {
      String service = split.service().isEmpty() ? entry.name() : split.service();
      require(
          headers(split)
              || seen.add(
                  List.of(service, split.serviceSubset(), split.namespace(), split.partition())),
          "split destination occurs more than once: service="
              + GoQuote.quote(service)
              + ", subset="
              + GoQuote.quote(split.serviceSubset())
              + ", namespace="
              + GoQuote.quote(split.namespace())
              + ", partition="
              + GoQuote.quote(split.partition()));
      sum += steps(split.weight());
    }
    require(
        sum == ALL,
        String.format(
            Locale.ROOT, "the sum of all split weights must be 100, not %f", (double) sum / STEPS));
  }

  /// Shares that change headers may lead to the same place again.
  private static boolean headers(ServiceSplitter.Split split) {
    return split.requestHeaders() != null || split.responseHeaders() != null;
  }
}
