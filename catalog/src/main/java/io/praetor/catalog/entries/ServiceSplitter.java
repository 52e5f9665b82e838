// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shares the requests of a service out among others by weight.
public record ServiceSplitter(@Nullable List<Split> splits) implements EntryBody {
  public static final Struct<ServiceSplitter> CODEC =
      Struct.<ServiceSplitter>named("ServiceSplitterConfigEntry")
          .field("Splits", nullable(list(Split.CODEC)), ServiceSplitter::splits)
          .build(v -> new ServiceSplitter(v.get(0)));

  /// One share; weights are per cent, in steps of 0.01.
  public record Split(
      double weight,
      String service,
      String serviceSubset,
      String namespace,
      String partition,
      @Nullable HeaderModifiers requestHeaders,
      @Nullable HeaderModifiers responseHeaders) {
    public static final Struct<Split> CODEC =
        Struct.<Split>named("ServiceSplit")
            .field("Weight", Forms.FLOAT32, Split::weight)
            .omitEmpty("Service", STRING, Split::service)
            .omitEmpty("ServiceSubset", STRING, Split::serviceSubset)
            .omitEmpty("Namespace", STRING, Split::namespace)
            .omitEmpty("Partition", STRING, Split::partition)
            .omitEmpty("RequestHeaders", nullable(HeaderModifiers.CODEC), Split::requestHeaders)
            .omitEmpty("ResponseHeaders", nullable(HeaderModifiers.CODEC), Split::responseHeaders)
            .build(
                v ->
                    new Split(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }
}
