// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.grpc;

/// A method that takes one message and answers with any number of them.
///
/// @param service the full name of its service, with the package
/// @param answerer run on a thread of its own for each call
public record GrpcMethod(String service, String name, Answerer answerer) {

  /// What the method does.
  @FunctionalInterface
  public interface Answerer {
    /// Answers until all is said; returning ends the call well.
    ///
    /// @throws GrpcException to end it with another status
    /// @throws InterruptedException when the caller has gone
    void answer(byte[] request, Replies replies) throws GrpcException, InterruptedException;
  }

  /// Where the answers go.
  @FunctionalInterface
  public interface Replies {
    /// Sends one message. Waits while the caller does not take those before it.
    ///
    /// @throws InterruptedException when the caller has gone
    void send(byte[] message) throws InterruptedException;
  }
}
