// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

/// A call to another server that gave no reply.
public final class RemoteFailure extends ConsulException {
  private static final long serialVersionUID = 1L;

  /// How far the call came.
  public enum Stage {
    /// No part of it was sent: it can be repeated.
    NOT_SENT,
    /// It was sent, and whether it was done is not known.
    NO_ANSWER,
    /// The server answered with an error text.
    REFUSED
  }

  private final Stage stage;

  private RemoteFailure(Stage stage, int status, String text) {
    super(status, text);
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  /// The server could not be reached.
  public static RemoteFailure notSent(String reason) {
    return new RemoteFailure(Stage.NOT_SENT, 500, "rpc error getting client: " + reason);
  }

  /// The connection or the time ended before the answer came.
  public static RemoteFailure noAnswer(String reason) {
    return new RemoteFailure(Stage.NO_ANSWER, 500, "rpc error making call: " + reason);
  }

  /// The server answered with this text.
  public static RemoteFailure refused(String text) {
    return new RemoteFailure(Stage.REFUSED, statusOf(text), "rpc error making call: " + text);
  }

  /// Only the text crosses the wire; what it means over HTTP is found in it, as Consul does.
  private static int statusOf(String text) {
    boolean forbidden = text.contains("Permission denied") || text.contains("ACL not found");
    if (forbidden) {
      return 403;
    }
    if (text.contains(TRY_ELSEWHERE)) {
      return 429;
    }
    return text.contains(TRY_LATER) ? 503 : 500;
  }
}
