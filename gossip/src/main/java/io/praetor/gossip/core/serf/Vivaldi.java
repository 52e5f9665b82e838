// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.gossip.core.serf.Coordinate.DIMENSIONS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Our own network coordinate, moved by each measured round trip: Vivaldi with heights, an adjustment
/// over the last samples, a median filter for each peer, and a pull towards the origin.
public final class Vivaldi {
  private static final double CE = 0.25;
  private static final double CC = 0.25;
  private static final int WINDOW = 20;
  private static final int FILTER = 3;
  private static final double GRAVITY_RHO = 150.0;
  private static final double ZERO = 1.0e-6;
  private static final double MAX_RTT = 10.0;

  private final RandomGenerator random;

  /// The last round trips to each peer, oldest first. There is one for every member, so they are kept
  /// small.
  private final Map<String, double[]> samples = new HashMap<>();

  /// Where the others are; empty where that is not kept.
  private final Map<String, Coordinate> others = new HashMap<>();

  private final boolean keepsOthers;
  private final double[] window = new double[WINDOW];
  private Coordinate own = Coordinate.ORIGIN;
  private int windowAt;
  private int resets;

  /// @param keepsOthers whether the coordinates of other members are kept, a few hundred bytes each
  Vivaldi(RandomGenerator random, boolean keepsOthers) {
    this.random = random;
    this.keepsOthers = keepsOthers;
  }

  public Coordinate own() {
    return own;
  }

  /// Where the others were when they last answered us. A node that has not is not in it.
  Map<String, Coordinate> others() {
    return Map.copyOf(others);
  }

  int resets() {
    return resets;
  }

  void set(Coordinate coordinate) {
    own = coordinate;
  }

  void forget(String node) {
    samples.remove(node);
    others.remove(node);
  }

  /// @param seconds the measured round trip
  void update(String node, Coordinate other, double seconds) {
    if (!other.usable() || !(seconds >= 0 && seconds <= MAX_RTT)) {
      return;
    }
    if (keepsOthers) {
      others.put(node, other);
    }
    double rtt = filtered(node, seconds);
    move(other, rtt);
    adjust(other, rtt);
    double distance = Coordinate.ORIGIN.distance(own);
    own = pushed(own, -Math.pow(distance / GRAVITY_RHO, 2.0), Coordinate.ORIGIN);
    if (!own.usable()) {
      resets++;
      own = Coordinate.ORIGIN;
    }
  }

  private double filtered(String node, double rtt) {
    double[] known = samples.get(node);
    double[] last;
    if (known != null && known.length == FILTER) {
      last = known;
      System.arraycopy(last, 1, last, 0, FILTER - 1);
    } else {
      last = known == null ? new double[1] : Arrays.copyOf(known, known.length + 1);
      samples.put(node, last);
    }
    last[last.length - 1] = rtt;
    double[] sorted = last.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void move(Coordinate other, double measured) {
    double distance = own.distance(other);
    double rtt = Math.max(measured, ZERO);
    double wrongness = Math.abs(distance - rtt) / rtt;
    double weight = own.error() / Math.max(own.error() + other.error(), ZERO);
    double error =
        Math.min(CE * weight * wrongness + own.error() * (1.0 - CE * weight), Coordinate.ERROR_MAX);
    own = new Coordinate(own.vec(), error, own.adjustment(), own.height());
    own = pushed(own, CC * weight * (rtt - distance), other);
  }

  private void adjust(Coordinate other, double rtt) {
    window[windowAt] = rtt - own.rawDistance(other);
    windowAt = (windowAt + 1) % WINDOW;
    double sum = 0;
    for (double sample : window) {
      sum += sample;
    }
    own = new Coordinate(own.vec(), own.error(), sum / (2.0 * WINDOW), own.height());
  }

  private Coordinate pushed(Coordinate from, double force, Coordinate other) {
    double[] unit = new double[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      unit[i] = from.vec().get(i) - other.vec().get(i);
    }
    double magnitude = magnitude(unit);
    double along = magnitude;
    if (magnitude <= ZERO) {
      along = 0;
      for (int i = 0; i < DIMENSIONS; i++) {
        unit[i] = random.nextDouble() - 0.5;
      }
      magnitude = magnitude(unit);
      if (magnitude <= ZERO) {
        unit = new double[DIMENSIONS];
        unit[0] = 1;
        magnitude = 1;
      }
    }
    List<Double> vec = new ArrayList<>(DIMENSIONS);
    for (int i = 0; i < DIMENSIONS; i++) {
      vec.add(from.vec().get(i) + unit[i] * (1.0 / magnitude) * force);
    }
    double height = from.height();
    if (along > ZERO) {
      height = Math.max((height + other.height()) * force / along + height, Coordinate.HEIGHT_MIN);
    }
    return new Coordinate(vec, from.error(), from.adjustment(), height);
  }

  private static double magnitude(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
