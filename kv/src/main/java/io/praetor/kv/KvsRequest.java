// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// One write of one key: the argument of `KVS.Apply` and the body of log entries of type 2. `op` is
/// a [KvOp] name; for compare-and-set the entry's `modifyIndex` is the version that the caller saw.
public record KvsRequest(String datacenter, String op, DirEntry entry, String token) {

  public static final Struct<KvsRequest> CODEC =
      Struct.<KvsRequest>named("KVSRequest")
          .field("Datacenter", STRING, KvsRequest::datacenter)
          .field("Op", STRING, KvsRequest::op)
          .field("DirEnt", DirEntry.CODEC, KvsRequest::entry)
          .field("Token", STRING, KvsRequest::token)
          .build(v -> new KvsRequest(v.get(0), v.get(1), v.get(2), v.get(3)));

  public static KvsRequest of(KvOp op, DirEntry entry) {
    return new KvsRequest("", op.wireName(), entry, "");
  }
}
