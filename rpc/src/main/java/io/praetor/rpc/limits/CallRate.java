// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

import io.praetor.config.LimitsConfig;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// `limits.rpc_rate` and `rpc_max_burst`: how many calls a client agent makes to servers.
public final class CallRate implements Gate {
  /// Consul's text.
  static final String EXCEEDED = "RPC rate limit exceeded";

  private final LongSupplier nanos;
  private final LongAdder calls = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private TokenBucket bucket;

  /// @param nanos monotonic time
  public CallRate(LimitsConfig config, LongSupplier nanos) {
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

  /// How many calls were asked for.
  public long calls() {
    return calls.sum();
  }

  /// How many of them were refused.
  public long refused() {
    return refused.sum();
  }

  @Override
  public void enter(Method<?, ?> method) {
    calls.increment();
    boolean allowed;
    synchronized (this) {
      allowed = bucket.take(nanos.getAsLong());
    }
    if (!allowed) {
      refused.increment();
      throw new ConsulException(429, EXCEEDED);
    }
  }
}
