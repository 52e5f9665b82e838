// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.put;
import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.LONG;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.http.Endpoint.Mark;
import io.praetor.http.Endpoint.Scope;
import io.praetor.kv.TxnOp;
import io.praetor.kv.TxnRequest;
import io.praetor.kv.TxnResponse;
import io.praetor.kv.TxnRules;
import io.praetor.rpc.QueryMeta;
import io.praetor.rpc.Reply;
import io.praetor.rpc.TxnMethods;
import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Struct;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/v1/txn`: several operations, all or none. One that only reads is a read: it takes the read
/// parameters and says in its body what other reads say in their header.
final class TxnEndpoints {
  private static final int MAX_OPERATIONS = 128;

  /// The answer of a transaction that only reads.
  private record ReadAnswer(TxnResponse response, QueryMeta meta) {
    static final Struct<ReadAnswer> CODEC =
        Struct.<ReadAnswer>named("TxnReadResponse")
            .embed(TxnResponse.CODEC, ReadAnswer::response)
            .field("Index", ULONG, answer -> answer.meta.index())
            .field("LastContact", LONG, answer -> answer.meta.lastContact().toNanos())
            .field("KnownLeader", BOOL, answer -> answer.meta.knownLeader())
            .field("ConsistencyLevel", STRING, answer -> "")
            .field("NotModified", BOOL, answer -> false)
            .field("Backend", LONG, answer -> 0L)
            .field("ResultsFilteredByACLs", BOOL, answer -> answer.meta.resultsFilteredByAcls())
            .buildWriteOnly();
  }

  private static final QueryMeta NOT_READ = new QueryMeta(0, Duration.ZERO, false, "", false);

  static final List<Endpoint> LIST =
      List.of(
          put("/v1/txn")
              .marks(Mark.STALE)
              .scope(Scope.NAMESPACE)
              .acl("per operation, in Errors")
              .answers(TxnEndpoints::run));

  private TxnEndpoints() {}

  private static Answer run(Call call) throws IOException, InterruptedException {
    List<TxnOp> ops =
        Call.decode(
            body(call), Codecs.list(TxnOp.CODEC), ConsulError.TXN_DECODE, Decoder.Unknown.REFUSE);
    if (ops.size() > MAX_OPERATIONS) {
      throw new ApiException(
          413,
          "Transaction contains too many operations (" + ops.size() + " > " + MAX_OPERATIONS + ")");
    }
    refuseLargeValues(call, ops);
    List<TxnOp> some = ops.stream().map(TxnEndpoints::first).filter(Objects::nonNull).toList();
    return some.stream().allMatch(TxnOp::isRead) ? read(call, some) : write(call, some);
  }

  private static byte[] body(Call call) throws IOException {
    HttpApiConfig config = call.config();
    long limit = Math.max(config.txnMaxReqLenBytes(), config.kvMaxValueSizeBytes());
    Body body = call.request().body();
    if (body.declaredLength() > limit) {
      throw ConsulError.bodyTooLarge(body.declaredLength(), limit, "txn_max_req_len");
    }
    try {
      return body.bytes((int) Math.min(limit, Integer.MAX_VALUE - 8));
    } catch (Body.TooLarge e) {
      throw ConsulError.bodyTooLarge(limit, "txn_max_req_len");
    }
  }

  private static void refuseLargeValues(Call call, List<TxnOp> ops) {
    long limit = call.config().kvMaxValueSizeBytes();
    for (TxnOp op : ops) {
      TxnOp.Kv kv = op.kv();
      if (kv != null && kv.entry().value().size() > limit) {
        throw new ApiException(
            413,
            "Value for key \""
                + kv.entry().key()
                + "\" is too large ("
                + kv.entry().value().size()
                + " > "
                + limit
                + " bytes)");
      }
    }
  }

  /// The one operation that counts, or null for none.
  private static @Nullable TxnOp first(TxnOp op) {
    if (op.kv() != null) {
      return TxnOp.of(op.kv());
    }
    if (op.node() != null) {
      return TxnOp.of(op.node());
    }
    if (op.service() != null) {
      return TxnOp.of(op.service());
    }
    return op.check() == null ? null : TxnOp.of(op.check());
  }

  private static Answer read(Call call, List<TxnOp> ops) throws InterruptedException {
    Reply<TxnResponse> reply = call.fetch(TxnMethods.READ, new TxnMethods.TxnReadRequest(ops));
    // Operations that cannot even be looked at are refused before anything is read.
    boolean read = TxnRules.faults(ops, key -> false).isEmpty();
    QueryMeta meta = read ? reply.meta() : NOT_READ;
    call.contact(meta);
    return new Answer.Json<>(
        status(call, reply.value()), ReadAnswer.CODEC, new ReadAnswer(reply.value(), meta));
  }

  private static Answer write(Call call, List<TxnOp> ops) throws InterruptedException {
    TxnResponse response = call.write(TxnMethods.APPLY, TxnRequest.of(ops));
    return new Answer.Json<>(status(call, response), TxnResponse.CODEC, response);
  }

  private static int status(Call call, TxnResponse response) {
    if (response.succeeded()) {
      return 200;
    }
    call.headers().set("Content-Type", "application/json; charset=utf-8");
    return 409;
  }
}
