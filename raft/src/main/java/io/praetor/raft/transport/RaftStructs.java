// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryCodec;
import io.praetor.raft.core.EntryType;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of each request and answer, by Consul's names.
final class RaftStructs {
  private static final Struct<RaftHeader> HEADER =
      Struct.<RaftHeader>named("RPCHeader")
          .field("ProtocolVersion", Codecs.INT, RaftHeader::protocolVersion)
          .field("ID", Codecs.BYTES, RaftHeader::id)
          .field("Addr", Codecs.BYTES, RaftHeader::addr)
          .build(v -> new RaftHeader(v.get(0), v.get(1), v.get(2)));

  private static final Codec<Entry> ENTRY =
      Codecs.of(
          EntryCodec::write,
          EntryCodec::read,
          new Entry(0, 0, EntryType.NOOP, Entry.NO_BYTES, Entry.NO_BYTES, Entry.NO_BYTES),
          entry -> false);

  private static final Codec<@Nullable List<Entry>> ENTRIES = Codecs.nullable(Codecs.list(ENTRY));

  static final Codec<RaftRequest.AppendEntries> APPEND_ENTRIES =
      Struct.<RaftRequest.AppendEntries>named("AppendEntriesRequest")
          .embed(HEADER, RaftRequest.AppendEntries::header)
          .field("Term", Codecs.ULONG, RaftRequest.AppendEntries::term)
          .field("Leader", Codecs.BYTES, RaftRequest.AppendEntries::leader)
          .field("PrevLogEntry", Codecs.ULONG, RaftRequest.AppendEntries::prevLogEntry)
          .field("PrevLogTerm", Codecs.ULONG, RaftRequest.AppendEntries::prevLogTerm)
          .field("Entries", ENTRIES, RaftRequest.AppendEntries::entries)
          .field("LeaderCommitIndex", Codecs.ULONG, RaftRequest.AppendEntries::leaderCommitIndex)
          .build(
              v ->
                  new RaftRequest.AppendEntries(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));

  static final Codec<RaftReply.AppendEntries> APPEND_ENTRIES_REPLY =
      Struct.<RaftReply.AppendEntries>named("AppendEntriesResponse")
          .embed(HEADER, RaftReply.AppendEntries::header)
          .field("Term", Codecs.ULONG, RaftReply.AppendEntries::term)
          .field("LastLog", Codecs.ULONG, RaftReply.AppendEntries::lastLog)
          .field("Success", Codecs.BOOL, RaftReply.AppendEntries::success)
          .field("NoRetryBackoff", Codecs.BOOL, RaftReply.AppendEntries::noRetryBackoff)
          .build(
              v -> new RaftReply.AppendEntries(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

  static final Codec<RaftRequest.RequestVote> REQUEST_VOTE =
      Struct.<RaftRequest.RequestVote>named("RequestVoteRequest")
          .embed(HEADER, RaftRequest.RequestVote::header)
          .field("Term", Codecs.ULONG, RaftRequest.RequestVote::term)
          .field("Candidate", Codecs.BYTES, RaftRequest.RequestVote::candidate)
          .field("LastLogIndex", Codecs.ULONG, RaftRequest.RequestVote::lastLogIndex)
          .field("LastLogTerm", Codecs.ULONG, RaftRequest.RequestVote::lastLogTerm)
          .field("LeadershipTransfer", Codecs.BOOL, RaftRequest.RequestVote::leadershipTransfer)
          .build(
              v ->
                  new RaftRequest.RequestVote(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  static final Codec<RaftReply.RequestVote> REQUEST_VOTE_REPLY =
      Struct.<RaftReply.RequestVote>named("RequestVoteResponse")
          .embed(HEADER, RaftReply.RequestVote::header)
          .field("Term", Codecs.ULONG, RaftReply.RequestVote::term)
          .field("Peers", Codecs.BYTES, RaftReply.RequestVote::peers)
          .field("Granted", Codecs.BOOL, RaftReply.RequestVote::granted)
          .build(v -> new RaftReply.RequestVote(v.get(0), v.get(1), v.get(2), v.get(3)));

  static final Codec<RaftRequest.InstallSnapshot> INSTALL_SNAPSHOT =
      Struct.<RaftRequest.InstallSnapshot>named("InstallSnapshotRequest")
          .embed(HEADER, RaftRequest.InstallSnapshot::header)
          .field("SnapshotVersion", Codecs.INT, RaftRequest.InstallSnapshot::snapshotVersion)
          .field("Term", Codecs.ULONG, RaftRequest.InstallSnapshot::term)
          .field("Leader", Codecs.BYTES, RaftRequest.InstallSnapshot::leader)
          .field("LastLogIndex", Codecs.ULONG, RaftRequest.InstallSnapshot::lastLogIndex)
          .field("LastLogTerm", Codecs.ULONG, RaftRequest.InstallSnapshot::lastLogTerm)
          .field("Peers", Codecs.BYTES, RaftRequest.InstallSnapshot::peers)
          .field("Configuration", Codecs.BYTES, RaftRequest.InstallSnapshot::configuration)
          .field(
              "ConfigurationIndex", Codecs.ULONG, RaftRequest.InstallSnapshot::configurationIndex)
          .field("Size", Codecs.LONG, RaftRequest.InstallSnapshot::size)
          .build(
              v ->
                  new RaftRequest.InstallSnapshot(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9)));

  static final Codec<RaftReply.InstallSnapshot> INSTALL_SNAPSHOT_REPLY =
      Struct.<RaftReply.InstallSnapshot>named("InstallSnapshotResponse")
          .embed(HEADER, RaftReply.InstallSnapshot::header)
          .field("Term", Codecs.ULONG, RaftReply.InstallSnapshot::term)
          .field("Success", Codecs.BOOL, RaftReply.InstallSnapshot::success)
          .build(v -> new RaftReply.InstallSnapshot(v.get(0), v.get(1), v.get(2)));

  static final Codec<RaftRequest.TimeoutNow> TIMEOUT_NOW =
      Struct.<RaftRequest.TimeoutNow>named("TimeoutNowRequest")
          .embed(HEADER, RaftRequest.TimeoutNow::header)
          .build(v -> new RaftRequest.TimeoutNow(v.get(0)));

  static final Codec<RaftReply.TimeoutNow> TIMEOUT_NOW_REPLY =
      Struct.<RaftReply.TimeoutNow>named("TimeoutNowResponse")
          .embed(HEADER, RaftReply.TimeoutNow::header)
          .build(v -> new RaftReply.TimeoutNow(v.get(0)));

  static final Codec<RaftRequest.RequestPreVote> REQUEST_PRE_VOTE =
      Struct.<RaftRequest.RequestPreVote>named("RequestPreVoteRequest")
          .embed(HEADER, RaftRequest.RequestPreVote::header)
          .field("Term", Codecs.ULONG, RaftRequest.RequestPreVote::term)
          .field("LastLogIndex", Codecs.ULONG, RaftRequest.RequestPreVote::lastLogIndex)
          .field("LastLogTerm", Codecs.ULONG, RaftRequest.RequestPreVote::lastLogTerm)
          .build(v -> new RaftRequest.RequestPreVote(v.get(0), v.get(1), v.get(2), v.get(3)));

  static final Codec<RaftReply.RequestPreVote> REQUEST_PRE_VOTE_REPLY =
      Struct.<RaftReply.RequestPreVote>named("RequestPreVoteResponse")
          .embed(HEADER, RaftReply.RequestPreVote::header)
          .field("Term", Codecs.ULONG, RaftReply.RequestPreVote::term)
          .field("Granted", Codecs.BOOL, RaftReply.RequestPreVote::granted)
          .build(v -> new RaftReply.RequestPreVote(v.get(0), v.get(1), v.get(2)));

  private RaftStructs() {}
}
