// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Server;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.ConfigurationCodec;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.Message;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Between what the core says and what Consul's wire carries. Requests from the network are checked
/// here, so that the core is given none that contradicts itself: [DecodeException] for those.
final class RaftMessages {
  static final int PROTOCOL_VERSION = 3;
  private static final int SNAPSHOT_VERSION = 1;
  private static final Codec<List<Bytes>> PEERS = Codecs.list(Codecs.BYTES);

  private final RaftHeader header;
  private final Bytes address;

  RaftMessages(String selfId, String selfAddress) {
    this.address = Bytes.utf8(selfAddress);
    this.header = new RaftHeader(PROTOCOL_VERSION, Bytes.utf8(selfId), address);
  }

  /// Null for what is no request but an answer.
  @Nullable RaftRequest request(Message message) {
    return switch (message) {
      case Message.AppendRequest append ->
          new RaftRequest.AppendEntries(
              header,
              append.term(),
              address,
              append.prevIndex(),
              append.prevTerm(),
              append.entries(),
              append.commitIndex());
      case Message.Heartbeat heartbeat ->
          new RaftRequest.AppendEntries(header, heartbeat.term(), address, 0, 0, null, 0);
      case Message.VoteRequest vote ->
          new RaftRequest.RequestVote(
              header, vote.term(), address, vote.lastIndex(), vote.lastTerm(), vote.transfer());
      case Message.PreVoteRequest vote ->
          new RaftRequest.RequestPreVote(header, vote.term(), vote.lastIndex(), vote.lastTerm());
      case Message.TimeoutNow timeout -> new RaftRequest.TimeoutNow(header);
      case Message.InstallSnapshot install -> null; // Its bytes have a way of their own.
      case Message.AppendResponse answer -> null;
      case Message.HeartbeatResponse answer -> null;
      case Message.VoteResponse answer -> null;
      case Message.PreVoteResponse answer -> null;
      case Message.InstallSnapshotResponse answer -> null;
    };
  }

  RaftRequest.InstallSnapshot install(long term, SnapshotMeta meta) {
    Configuration configuration = meta.configuration().configuration();
    List<Bytes> peers =
        configuration.servers().stream().map(Server::address).map(Bytes::utf8).toList();
    return new RaftRequest.InstallSnapshot(
        header,
        SNAPSHOT_VERSION,
        term,
        address,
        meta.index(),
        meta.term(),
        Bytes.wrap(Msgpack.write(PEERS, peers)),
        Bytes.wrap(ConfigurationCodec.encode(configuration)),
        meta.configuration().index(),
        meta.sizeBytes());
  }

  /// What a peer's answer to `sent` means; null when it tells the core nothing. The wire lacks what
  /// is known from the request.
  static @Nullable Message answer(Message sent, RaftReply reply) {
    return switch (sent) {
      case Message.AppendRequest request -> {
        RaftReply.AppendEntries answer = (RaftReply.AppendEntries) reply;
        long match = answer.success() ? request.prevIndex() + request.entries().size() : 0;
        long hint = Math.min(answer.lastLog(), request.prevIndex());
        yield new Message.AppendResponse(
            term(answer.term()),
            answer.success(),
            match,
            request.prevIndex(),
            term(hint),
            request.round());
      }
      case Message.Heartbeat request -> {
        RaftReply.AppendEntries answer = (RaftReply.AppendEntries) reply;
        boolean tells = answer.success() || answer.term() > request.term();
        yield tells ? new Message.HeartbeatResponse(term(answer.term()), request.round()) : null;
      }
      case Message.VoteRequest request -> {
        RaftReply.RequestVote answer = (RaftReply.RequestVote) reply;
        yield new Message.VoteResponse(term(answer.term()), answer.granted());
      }
      case Message.PreVoteRequest request -> {
        RaftReply.RequestPreVote answer = (RaftReply.RequestPreVote) reply;
        // Other servers repeat the term asked for also when they refuse; it is no one's yet.
        boolean echoed = !answer.granted() && answer.term() == request.term();
        yield new Message.PreVoteResponse(
            echoed ? request.term() - 1 : term(answer.term()), answer.granted());
      }
      default -> null;
    };
  }

  /// A request as the core takes it. `token` comes back in the `round` of the answer to an append
  /// request or heartbeat.
  static Message message(RaftRequest request, long token) {
    return switch (request) {
      case RaftRequest.AppendEntries append when append.isHeartbeat() ->
          new Message.Heartbeat(term(append.term()), token);
      case RaftRequest.AppendEntries append ->
          new Message.AppendRequest(
              term(append.term()),
              term(append.prevLogEntry()),
              term(append.prevLogTerm()),
              checked(append),
              term(append.leaderCommitIndex()),
              token);
      case RaftRequest.RequestVote vote ->
          new Message.VoteRequest(
              term(vote.term()),
              term(vote.lastLogIndex()),
              term(vote.lastLogTerm()),
              vote.leadershipTransfer());
      case RaftRequest.RequestPreVote vote ->
          new Message.PreVoteRequest(
              term(vote.term()), term(vote.lastLogIndex()), term(vote.lastLogTerm()));
      case RaftRequest.TimeoutNow timeout -> new Message.TimeoutNow(0);
      case RaftRequest.InstallSnapshot install ->
          throw new IllegalArgumentException("a snapshot is more than one message");
    };
  }

  static SnapshotMeta meta(RaftRequest.InstallSnapshot request) {
    if (request.size() < 0) {
      throw DecodeException.invalid("negative snapshot size " + request.size());
    }
    if (request.snapshotVersion() > SNAPSHOT_VERSION) {
      throw DecodeException.invalid("unsupported snapshot version " + request.snapshotVersion());
    }
    return new SnapshotMeta(
        "incoming",
        term(request.lastLogIndex()),
        term(request.lastLogTerm()),
        new ConfigurationState(
            ConfigurationCodec.decode(request.configuration().shared()),
            term(request.configurationIndex())),
        request.size());
  }

  private static List<Entry> checked(RaftRequest.AppendEntries request) {
    List<Entry> entries = Objects.requireNonNullElse(request.entries(), List.of());
    long expected = request.prevLogEntry() + 1;
    for (Entry entry : entries) {
      if (entry.index() != expected || entry.term() < 1 || entry.term() > request.term()) {
        throw DecodeException.invalid(
            "entry %s does not belong at %d of term %d".formatted(entry, expected, request.term()));
      }
      if (entry.type() == EntryType.CONFIGURATION) {
        ConfigurationCodec.decode(entry.data());
      }
      expected++;
    }
    return entries;
  }

  private static long term(long value) {
    if (value < 0) {
      throw DecodeException.invalid("a term or index is out of range");
    }
    return value;
  }

  /// The answer to `request` for what the core said about it.
  RaftReply reply(RaftRequest request, Message answer) {
    return switch (answer) {
      case Message.AppendResponse append ->
          new RaftReply.AppendEntries(
              header,
              append.term(),
              append.lastLog(),
              append.success(),
              // What the logs disagree about is settled by trying again at once.
              !append.success() && append.term() == termOf(request));
      case Message.HeartbeatResponse heartbeat ->
          new RaftReply.AppendEntries(
              header, heartbeat.term(), 0, heartbeat.term() == termOf(request), false);
      case Message.VoteResponse vote ->
          new RaftReply.RequestVote(header, vote.term(), Bytes.NIL, vote.granted());
      case Message.PreVoteResponse vote ->
          new RaftReply.RequestPreVote(header, vote.term(), vote.granted());
      case Message.InstallSnapshotResponse install ->
          new RaftReply.InstallSnapshot(RaftHeader.EMPTY, install.term(), install.success());
      default -> throw new IllegalArgumentException("not an answer: " + answer);
    };
  }

  /// What goes with an error text.
  static RaftReply empty(RaftRequest request) {
    return switch (request) {
      case RaftRequest.AppendEntries append ->
          new RaftReply.AppendEntries(RaftHeader.EMPTY, 0, 0, false, false);
      case RaftRequest.RequestVote vote ->
          new RaftReply.RequestVote(RaftHeader.EMPTY, 0, Bytes.NIL, false);
      case RaftRequest.RequestPreVote vote ->
          new RaftReply.RequestPreVote(RaftHeader.EMPTY, 0, false);
      case RaftRequest.InstallSnapshot install ->
          new RaftReply.InstallSnapshot(RaftHeader.EMPTY, 0, false);
      case RaftRequest.TimeoutNow timeout -> new RaftReply.TimeoutNow(RaftHeader.EMPTY);
    };
  }

  static long termOf(RaftRequest request) {
    return switch (request) {
      case RaftRequest.AppendEntries append -> append.term();
      case RaftRequest.RequestVote vote -> vote.term();
      case RaftRequest.RequestPreVote vote -> vote.term();
      case RaftRequest.InstallSnapshot install -> install.term();
      case RaftRequest.TimeoutNow timeout -> 0;
    };
  }
}
