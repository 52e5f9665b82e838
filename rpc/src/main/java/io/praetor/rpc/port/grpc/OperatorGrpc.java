// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port.grpc;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Method;
import io.praetor.rpc.OperatorMethods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.grpc.GrpcException;
import io.praetor.rpc.grpc.GrpcMethod;
import io.praetor.rpc.grpc.GrpcStatus;
import io.praetor.wire.DecodeException;
import io.praetor.wire.ProtoReader;
import io.praetor.wire.ProtoWriter;
import java.net.InetSocketAddress;
import java.util.List;

/// The service `hashicorp.consul.internal.operator.OperatorService`, by which Consul's servers and
/// agents ask for what net/rpc has no method for: handing leadership over.
public final class OperatorGrpc {
  private static final String SERVICE = "hashicorp.consul.internal.operator.OperatorService";
  private static final String TRANSFER_LEADER = "TransferLeader";
  private static final int ID = 1;
  private static final int SUCCESS = 1;

  private OperatorGrpc() {}

  /// What a server offers.
  ///
  /// @param rpc sends on to the leader
  public static List<GrpcMethod> methods(Rpc rpc) {
    return List.of(
        new GrpcMethod(
            SERVICE,
            TRANSFER_LEADER,
            (request, replies) -> {
              ProtoWriter answer = new ProtoWriter();
              answer.bool(SUCCESS, transfer(rpc, request));
              replies.send(answer.toBytes());
            }));
  }

  private static boolean transfer(Rpc rpc, byte[] request)
      throws GrpcException, InterruptedException {
    try {
      String id = "";
      for (ProtoReader in = new ProtoReader(request); in.next(); ) {
        if (in.field() == ID) {
          id = in.string();
        }
      }
      return rpc.ask(
          OperatorMethods.TRANSFER_LEADER, new OperatorMethods.Peer(id, ""), WriteOptions.DEFAULT);
    } catch (DecodeException e) {
      throw new GrpcException(GrpcStatus.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    } catch (ConsulException e) {
      throw new GrpcException(GrpcStatus.UNKNOWN, e.text());
    }
  }

  /// Calls to one given server of which this one goes by gRPC and all others as before.
  public static RemoteCalls over(GrpcCalls grpc, RemoteCalls others) {
    return new RemoteCalls() {
      @Override
      public <Q, R> Reply<R> read(
          InetSocketAddress server, Method.Read<Q, R> method, Q argument, QueryOptions options)
          throws InterruptedException {
        return others.read(server, method, argument, options);
      }

      @Override
      public <Q, R> R write(
          InetSocketAddress server, Method.Write<Q, R> method, Q argument, WriteOptions options)
          throws InterruptedException {
        return others.write(server, method, argument, options);
      }

      @Override
      @SuppressWarnings("unchecked") // The method that was compared says that R is Boolean.
      public <Q, R> R ask(
          InetSocketAddress server, Method.Ask<Q, R> method, Q argument, WriteOptions options)
          throws InterruptedException {
        if (!method.equals(OperatorMethods.TRANSFER_LEADER)) {
          return others.ask(server, method, argument, options);
        }
        ProtoWriter request = new ProtoWriter();
        request.string(ID, ((OperatorMethods.Peer) argument).id());
        byte[] answer = grpc.call(server, "/" + SERVICE + "/" + TRANSFER_LEADER, request.toBytes());
        return (R) Boolean.valueOf(succeeded(answer));
      }
    };
  }

  private static boolean succeeded(byte[] answer) {
    boolean success = false;
    try {
      for (ProtoReader in = new ProtoReader(answer); in.next(); ) {
        success = in.field() == SUCCESS ? in.bool() : success;
      }
    } catch (DecodeException e) {
      throw RemoteFailure.noAnswer(String.valueOf(e.getMessage()));
    }
    return success;
  }
}
