// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.delete;
import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;

import io.praetor.http.Endpoint.Scope;
import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvsRequest;
import io.praetor.rpc.KvMethods;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codecs;
import io.praetor.wire.GoNumber;
import java.io.IOException;
import java.util.List;

/// `/v1/kv`: keys and values, locks included.
final class KvEndpoints {
  static final List<Endpoint> LIST =
      List.of(
          get("/v1/kv/{key*}")
              .blocking()
              .marks(Endpoint.Mark.QUICK)
              .scope(Scope.NAMESPACE)
              .acl("key:read (recurse, keys: filter)")
              .params("raw", "recurse", "keys", "separator", "seperator")
              .answers(KvEndpoints::read),
          put("/v1/kv/{key*}")
              .marks(Endpoint.Mark.STALE, Endpoint.Mark.QUICK)
              .scope(Scope.NAMESPACE)
              .acl("key:write")
              .params("flags", "cas", "acquire", "release")
              .answers(KvEndpoints::write),
          delete("/v1/kv/{key*}")
              .marks(Endpoint.Mark.STALE, Endpoint.Mark.QUICK)
              .scope(Scope.NAMESPACE)
              .acl("key:write (recurse: key_prefix)")
              .params("recurse", "cas")
              .answers(KvEndpoints::remove));

  private KvEndpoints() {}

  private static String key(Call call) {
    String key = KvKey.clean(call.rest());
    String fault = KvKey.fault(key);
    if (!fault.isEmpty()) {
      if (!call.config().disableKvKeyValidation()) {
        throw new ApiException(500, fault);
      }
      call.headers().set("X-Consul-Kv-Warning", fault);
      return call.rest();
    }
    return key;
  }

  private static Answer read(Call call) throws InterruptedException {
    Params params = call.params();
    String key = key(call);
    if (params.has("keys") || params.has("recurse")) {
      call.takesTime();
    }
    if (params.has("keys")) {
      return keys(call, key);
    }
    if (params.has("recurse")) {
      List<DirEntry> entries = call.read(KvMethods.LIST, new KvMethods.KeyRequest(key));
      return entries.isEmpty() ? Answer.NOT_FOUND : Answer.list(DirEntry.CODEC, entries);
    }
    if (key.isEmpty()) {
      throw ConsulError.missing("key name");
    }
    List<DirEntry> found = call.read(KvMethods.GET, new KvMethods.KeyRequest(key));
    if (found.isEmpty()) {
      return Answer.NOT_FOUND;
    }
    if (!params.has("raw")) {
      return Answer.list(DirEntry.CODEC, found);
    }
    // A stored value must never run in the browser of someone who looks at it.
    call.headers().set("X-Content-Type-Options", "nosniff");
    call.headers().set("Content-Security-Policy", "sandbox");
    return new Answer.Raw(200, Response.TEXT, found.getFirst().value().shared());
  }

  private static Answer keys(Call call, String prefix) throws InterruptedException {
    Params params = call.params();
    String separator = params.get("separator");
    if (separator.isEmpty()) {
      separator = params.get("seperator");
    }
    List<String> keys =
        call.read(KvMethods.LIST_KEYS, new KvMethods.KeyListRequest(prefix, separator));
    return keys.isEmpty() && !prefix.isEmpty()
        ? Answer.NOT_FOUND
        : Answer.json(Codecs.STRINGS, keys);
  }

  private static Answer write(Call call) throws IOException, InterruptedException {
    String key = key(call);
    if (key.isEmpty()) {
      throw ConsulError.missing("key name");
    }
    Params params = call.params();
    refuseTogether(params, "cas", "acquire", "release");
    long flags = params.has("flags") ? number(params.get("flags")) : 0;
    long seen = params.has("cas") ? number(params.get("cas")) : 0;
    KvOp op = KvOp.SET;
    DirEntry entry = DirEntry.of(key, value(call), flags);
    if (params.has("cas")) {
      op = KvOp.CAS;
      entry = entry.withModifyIndex(seen);
    } else if (params.has("acquire")) {
      op = KvOp.LOCK;
      entry = entry.withSession(params.get("acquire"));
    } else if (params.has("release")) {
      op = KvOp.UNLOCK;
      entry = entry.withSession(params.get("release"));
    }
    boolean set = op == KvOp.SET;
    return call.write(
        KvMethods.APPLY, KvsRequest.of(op, entry), applied -> Answer.bool(set || applied));
  }

  private static Answer remove(Call call) throws InterruptedException {
    String key = key(call);
    Params params = call.params();
    refuseTogether(params, "recurse", "cas");
    boolean recurse = params.has("recurse");
    if (key.isEmpty() && !recurse) {
      throw ConsulError.missing("key name");
    }
    boolean cas = params.has("cas");
    KvOp op = cas ? KvOp.DELETE_CAS : recurse ? KvOp.DELETE_TREE : KvOp.DELETE;
    DirEntry entry = DirEntry.ofKey(key);
    if (cas) {
      entry = entry.withModifyIndex(number(params.get("cas")));
    }
    return call.write(
        KvMethods.APPLY, KvsRequest.of(op, entry), applied -> Answer.bool(!cas || applied));
  }

  private static void refuseTogether(Params params, String... names) {
    int given = 0;
    for (String name : names) {
      given += params.has(name) ? 1 : 0;
    }
    if (given > 1) {
      throw ApiException.badRequest("Conflicting flags: " + params.encoded() + "\n");
    }
  }

  private static long number(String text) {
    try {
      return GoNumber.parseUint(text, 10, 64);
    } catch (GoNumber.InvalidNumber e) {
      throw new ApiException(500, e.text());
    }
  }

  private static Bytes value(Call call) throws IOException {
    long limit = call.config().kvMaxValueSizeBytes();
    Body body = call.request().body();
    if (body.declaredLength() > limit) {
      throw ConsulError.bodyTooLarge(body.declaredLength(), limit, "kv_max_value_size");
    }
    try {
      // Without a declared length Consul lets one byte more pass.
      byte[] value = body.bytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
      return value.length == 0 ? Bytes.NIL : Bytes.wrap(value);
    } catch (Body.TooLarge e) {
      throw new ApiException(413, "Request body too large. Max allowed is " + limit + " bytes.");
    }
  }
}
