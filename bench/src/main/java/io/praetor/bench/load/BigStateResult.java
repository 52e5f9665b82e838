// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.util.List;

/// What one program showed.
///
/// @param apart times of writes that met no snapshot
/// @param during times of those that did
record BigStateResult(
    String program,
    double loadingSeconds,
    Histogram apart,
    Histogram during,
    int snapshots,
    double snapshotSeconds,
    ProcessMemory loaded,
    ProcessMemory restarted,
    long diskBytes,
    double restartSeconds,
    double restartCpuSeconds) {

  private record Row(String name, double value) {}

  private List<Row> rows() {
    return List.of(
        new Row("loading the keys, s", loadingSeconds),
        new Row("writes apart from snapshots", apart.count()),
        new Row("  p50, ms", apart.quantile(0.5) / 1e6),
        new Row("  p99, ms", apart.quantile(0.99) / 1e6),
        new Row("  max, ms", apart.quantile(1) / 1e6),
        new Row("writes during snapshots", during.count()),
        new Row("  p50, ms", during.quantile(0.5) / 1e6),
        new Row("  p99, ms", during.quantile(0.99) / 1e6),
        new Row("  max, ms", during.quantile(1) / 1e6),
        new Row("snapshots", snapshots),
        new Row("one snapshot, s", snapshotSeconds),
        new Row("kill -9 to the first read, s", restartSeconds),
        new Row("  processor time for it, s", restartCpuSeconds),
        new Row("resident after the load, MiB", loaded.now()),
        new Row("  most until then, MiB", loaded.most()),
        new Row("resident after the restart, MiB", restarted.now()),
        new Row("  most until then, MiB", restarted.most()),
        new Row("on disk, MiB", diskBytes / (double) (1 << 20)));
  }

  static void print(List<BigStateResult> results) {
    System.out.printf("%-34s", "");
    results.forEach(result -> System.out.printf("%12s", result.program));
    System.out.println(results.size() == 2 ? "       ratio" : "");
    List<Row> rows = results.getFirst().rows();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      List<Double> values = results.stream().map(result -> result.rows().get(row).value()).toList();
      System.out.printf("%-34s", rows.get(row).name());
      values.forEach(value -> System.out.printf("%12.2f", value));
      boolean compared = values.size() == 2 && values.get(1) != 0;
      System.out.println(compared ? "%12.2f".formatted(values.get(0) / values.get(1)) : "");
    }
  }
}
