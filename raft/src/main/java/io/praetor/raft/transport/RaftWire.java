// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.praetor.wire.DecodeException;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import io.praetor.wire.MsgpackEncoder.Flavor;

/// Requests and answers to bytes and back, as Consul's raft transport writes them: a request is
/// its kind and one map; an answer an error string, empty when all is well, and one map in any
/// case. Reading throws only [DecodeException].
public final class RaftWire {
  private static final int APPEND_ENTRIES = 0;
  private static final int REQUEST_VOTE = 1;
  private static final int INSTALL_SNAPSHOT = 2;
  private static final int TIMEOUT_NOW = 3;
  private static final int REQUEST_PRE_VOTE = 4;

  /// An answer together with the error in front of it.
  public record Answer(String error, RaftReply reply) {}

  private RaftWire() {}

  public static byte[] encode(RaftRequest request) {
    MsgpackEncoder out = new MsgpackEncoder(Flavor.SIGNED);
    switch (request) {
      case RaftRequest.AppendEntries append ->
          RaftStructs.APPEND_ENTRIES.write(out.putByte(APPEND_ENTRIES), append);
      case RaftRequest.RequestVote vote ->
          RaftStructs.REQUEST_VOTE.write(out.putByte(REQUEST_VOTE), vote);
      case RaftRequest.InstallSnapshot install ->
          RaftStructs.INSTALL_SNAPSHOT.write(out.putByte(INSTALL_SNAPSHOT), install);
      case RaftRequest.TimeoutNow timeout ->
          RaftStructs.TIMEOUT_NOW.write(out.putByte(TIMEOUT_NOW), timeout);
      case RaftRequest.RequestPreVote preVote ->
          RaftStructs.REQUEST_PRE_VOTE.write(out.putByte(REQUEST_PRE_VOTE), preVote);
    }
    return out.toByteArray();
  }

  public static RaftRequest decodeRequest(byte[] data) {
    MsgpackDecoder in = new MsgpackDecoder(data);
    int kind = in.readByte();
    return switch (kind) {
      case APPEND_ENTRIES -> RaftStructs.APPEND_ENTRIES.read(in);
      case REQUEST_VOTE -> RaftStructs.REQUEST_VOTE.read(in);
      case INSTALL_SNAPSHOT -> RaftStructs.INSTALL_SNAPSHOT.read(in);
      case TIMEOUT_NOW -> RaftStructs.TIMEOUT_NOW.read(in);
      case REQUEST_PRE_VOTE -> RaftStructs.REQUEST_PRE_VOTE.read(in);
      default -> throw DecodeException.invalid("unknown rpc type " + kind);
    };
  }

  public static byte[] encode(Answer answer) {
    MsgpackEncoder out = new MsgpackEncoder(Flavor.SIGNED);
    out.string(answer.error);
    switch (answer.reply) {
      case RaftReply.AppendEntries append -> RaftStructs.APPEND_ENTRIES_REPLY.write(out, append);
      case RaftReply.RequestVote vote -> RaftStructs.REQUEST_VOTE_REPLY.write(out, vote);
      case RaftReply.InstallSnapshot install ->
          RaftStructs.INSTALL_SNAPSHOT_REPLY.write(out, install);
      case RaftReply.TimeoutNow timeout -> RaftStructs.TIMEOUT_NOW_REPLY.write(out, timeout);
      case RaftReply.RequestPreVote preVote ->
          RaftStructs.REQUEST_PRE_VOTE_REPLY.write(out, preVote);
    }
    return out.toByteArray();
  }

  /// What an answer means depends on the request that it answers.
  public static Answer decodeAnswer(RaftRequest to, byte[] data) {
    MsgpackDecoder in = new MsgpackDecoder(data);
    String error = in.string();
    RaftReply reply =
        switch (to) {
          case RaftRequest.AppendEntries append -> RaftStructs.APPEND_ENTRIES_REPLY.read(in);
          case RaftRequest.RequestVote vote -> RaftStructs.REQUEST_VOTE_REPLY.read(in);
          case RaftRequest.InstallSnapshot install -> RaftStructs.INSTALL_SNAPSHOT_REPLY.read(in);
          case RaftRequest.TimeoutNow timeout -> RaftStructs.TIMEOUT_NOW_REPLY.read(in);
          case RaftRequest.RequestPreVote preVote -> RaftStructs.REQUEST_PRE_VOTE_REPLY.read(in);
        };
    return new Answer(error, reply);
  }
}
