// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

import io.praetor.config.LimitsConfig;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.metrics.Metrics;
import java.util.function.LongSupplier;

/// `limits.rpc_rate` and `rpc_max_burst`: how many calls a client agent makes to servers.
public final class CallRate implements Gate {
  /// Consul's text.
  static final String EXCEEDED = "RPC rate limit exceeded";

  private final LongSupplier nanos;
  private final Metrics metrics;
  private TokenBucket bucket;

  /// @param nanos monotonic time
  public CallRate(LimitsConfig config, Metrics metrics, LongSupplier nanos) {
    this.metrics = metrics;
    this.nanos = nanos;
    this.bucket = bucket(config);
  }

  private TokenBucket bucket(LimitsConfig config) {
    return new TokenBucket(config.rpcRate(), config.rpcMaxBurst(), nanos.getAsLong());
  }

  /// Takes over changed limits, with a full bucket.
  public synchronized void reload(LimitsConfig config) {
    bucket = bucket(config);
  }

  @Override
  public void enter(Method<?, ?> method) {
    metrics.counter("client.rpc", 1);
    boolean allowed;
    synchronized (this) {
      allowed = bucket.take(nanos.getAsLong());
    }
    if (!allowed) {
      metrics.counter("client.rpc.exceeded", 1);
      throw new ConsulException(429, EXCEEDED);
    }
  }
}
