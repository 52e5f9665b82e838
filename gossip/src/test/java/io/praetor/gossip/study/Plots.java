// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import io.praetor.gossip.core.swim.SwimOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/// Draws what the tables hold.
final class Plots {
  private static final double ROUND = SwimOptions.lan().gossipInterval() / 1e9;
  private static final String LOSS = "0.010";
  private static final int[] SIZES = {100, 200, 300, 500, 1000, 2000, 3000, 5000, 10000};

  private final Path out;

  Plots(Path out) {
    this.out = out;
  }

  static Table scale(Path out) throws IOException {
    return new Table(
        out.resolve("scale.csv"),
        2,
        "nodes",
        "loss",
        "join_50_s",
        "join_99_s",
        "join_99.9_s",
        "join_99.9_worst_s",
        "join_100_s",
        "crash_suspected_s",
        "crash_suspected_worst_s",
        "crash_declared_s",
        "crash_99.9_s",
        "crash_99.9_worst_s",
        "crash_100_s",
        "false_positives",
        "packets_per_s",
        "busiest_packets_per_s",
        "packet_bytes_per_s",
        "stream_bytes_per_s");
  }

  static Table slow(Path out) throws IOException {
    return new Table(
        out.resolve("slow.csv"),
        3,
        "nodes",
        "slow_share",
        "detector",
        "healthy_called_dead",
        "of_these_by_healthy",
        "slow_called_dead",
        "hours");
  }

  static Table partition(Path out) throws IOException {
    return new Table(
        out.resolve("partition.csv"),
        3,
        "nodes",
        "kind",
        "share",
        "wrongly_called_dead",
        "events",
        "cut_off_known_s");
  }

  void draw() throws IOException {
    Table scale = scale(out);
    join(scale);
    crash(scale);
    load(scale);
    slow(slow(out));
    partition(partition(out));
  }

  private static void measured(
      Chart chart,
      String name,
      Table table,
      Predicate<List<String>> rows,
      String x,
      String y,
      double factor) {
    for (List<String> row : table.rows()) {
      if (rows.test(row)) {
        chart.point(name, table.value(row, x), table.value(row, y) * factor);
      }
    }
  }

  private static void theory(Chart chart, String name, DoubleUnaryOperator of) {
    for (int n : SIZES) {
      chart.dashed(name, n, of.applyAsDouble(n));
    }
  }

  private void join(Table table) throws IOException {
    Chart chart =
        new Chart("A join: rounds of gossip until a share of the pool knows", "members", "rounds")
            .logX();
    Predicate<List<String>> rows = row -> table.text(row, "loss").equals(LOSS);
    measured(chart, "100 %", table, rows, "nodes", "join_100_s", 1 / ROUND);
    measured(chart, "99.9 %", table, rows, "nodes", "join_99.9_s", 1 / ROUND);
    measured(chart, "99 %", table, rows, "nodes", "join_99_s", 1 / ROUND);
    measured(chart, "50 %", table, rows, "nodes", "join_50_s", 1 / ROUND);
    theory(chart, "99.9 %, epidemic", n -> Theory.rounds((int) n, 0.999, 0.01));
    theory(chart, "50 %, epidemic", n -> Theory.rounds((int) n, 0.5, 0.01));
    theory(chart, "bound of the defaults", n -> Theory.gossipBound((int) n));
    chart.write(out.resolve("join.svg"));
  }

  private void crash(Table table) throws IOException {
    Chart chart = new Chart("A crash: seconds until it is known", "members", "seconds").logX();
    Predicate<List<String>> rows = row -> table.text(row, "loss").equals(LOSS);
    measured(chart, "99.9 % know", table, rows, "nodes", "crash_99.9_s", 1);
    measured(chart, "first declared dead", table, rows, "nodes", "crash_declared_s", 1);
    measured(chart, "first suspected", table, rows, "nodes", "crash_suspected_s", 1);
    theory(chart, "longest suspicion", n -> Theory.firstDetection() + Theory.suspicionMax((int) n));
    theory(
        chart, "shortest suspicion", n -> Theory.firstDetection() + Theory.suspicionMin((int) n));
    theory(chart, "first failed probe, SWIM", n -> Theory.firstDetection());
    chart.write(out.resolve("crash.svg"));
  }

  private void load(Table table) throws IOException {
    Chart chart =
        new Chart("A quiet pool: what each member sends", "members", "a second").logX().logY();
    Predicate<List<String>> rows = row -> table.text(row, "loss").equals(LOSS);
    measured(chart, "bytes of push/pull", table, rows, "nodes", "stream_bytes_per_s", 1);
    measured(chart, "bytes of packets", table, rows, "nodes", "packet_bytes_per_s", 1);
    measured(chart, "packets", table, rows, "nodes", "packets_per_s", 1);
    theory(chart, "a ping and an ack, SWIM", n -> 2);
    chart.write(out.resolve("load.svg"));
  }

  private void slow(Table table) throws IOException {
    Chart chart =
        new Chart("Slow members: how often a healthy one is called dead", "% slow", "an hour")
            .logY();
    for (String kind : List.of("SWIM4", "SWIM", "Lifeguard")) {
      String label =
          switch (kind) {
            case "SWIM4" -> "SWIM, multiplier 4";
            case "SWIM" -> "SWIM, multiplier 5";
            default -> "Lifeguard, as shipped";
          };
      for (List<String> row : table.rows()) {
        if (table.text(row, "detector").equals(kind) && table.value(row, "slow_share") > 0) {
          chart.point(
              label,
              100 * table.value(row, "slow_share"),
              Math.max(0.5, table.value(row, "healthy_called_dead") / table.value(row, "hours")));
        }
      }
    }
    chart.write(out.resolve("slow.svg"));
  }

  private void partition(Table table) throws IOException {
    Chart chart =
        new Chart(
            "One-way links: members wrongly called dead in two minutes",
            "% of all directed links that are dead",
            "members");
    measured(
        chart,
        "of 200",
        table,
        row -> table.text(row, "kind").equals("links"),
        "share",
        "wrongly_called_dead",
        1);
    chart.write(out.resolve("partition.svg"));
  }
}
