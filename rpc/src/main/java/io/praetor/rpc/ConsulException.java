// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

/// A request that Consul would answer with an error text. The message is that text, word for word,
/// because clients and peers match on it; the HTTP edge sends it with status 500 unless the error
/// names another status.
public class ConsulException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Too many calls came to a server that is not the only one which could do it; clients match on it.
  public static final String TRY_ELSEWHERE =
      "rate limit exceeded, try again later or against a different server";

  /// Too many writes came to the leader; clients match on it.
  public static final String TRY_LATER =
      "rate limit exceeded for operation that can only be performed by the leader, try again later";

  private final int status;

  public ConsulException(String text) {
    this(500, text);
  }

  public ConsulException(int status, String text) {
    // Expected outcomes of bad input: a stack trace would cost more than the answer.
    super(text, null, false, false);
    this.status = status;
  }

  /// The text as Consul prints it.
  public String text() {
    return String.valueOf(getMessage());
  }

  /// The HTTP status that the error is sent with.
  public int status() {
    return status;
  }

  /// No server leads the cluster, so nothing was done; always safe to repeat.
  public static ConsulException noLeader() {
    return new ConsulException("No cluster leader");
  }

  /// The datacenter of the request is not known.
  public static ConsulException noPathToDatacenter() {
    return new ConsulException("No path to datacenter");
  }

  /// The server has just become leader and has not caught up with its log.
  public static ConsulException notReadyForConsistentReads() {
    return new ConsulException("Not ready to serve consistent reads");
  }
}
