// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.EnclosedCodec;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;

/// The body of `ConfigEntry.Apply` and `.Delete`, of their log entry, and the form of an entry in a
/// snapshot: a byte string that holds the kind and then the map of the request.
public record ConfigEntryRequest(String op, String datacenter, ConfigEntry entry, String token) {
  public static final String UPSERT = "upsert";
  public static final String UPSERT_CAS = "upsert-cas";
  public static final String UPSERT_WITH_STATUS = "upsert-with-status";
  public static final String DELETE = "delete";
  public static final String DELETE_CAS = "delete-cas";

  public static final Codec<ConfigEntryRequest> CODEC =
      EnclosedCodec.of(
          ConfigEntryRequest::write,
          ConfigEntryRequest::read,
          of(DELETE, EntryKinds.SERVICE_DEFAULTS.named("")));

  public static ConfigEntryRequest of(String op, ConfigEntry entry) {
    return new ConfigEntryRequest(op, "", entry, "");
  }

  public ConfigEntryRequest withOp(String changed) {
    return new ConfigEntryRequest(changed, datacenter, entry, token);
  }

  public ConfigEntryRequest withDatacenter(String changed) {
    return new ConfigEntryRequest(op, changed, entry, token);
  }

  public ConfigEntryRequest withEntry(ConfigEntry changed) {
    return new ConfigEntryRequest(op, datacenter, changed, token);
  }

  private static void write(MsgpackEncoder out, ConfigEntryRequest request) {
    EntryKind<?> kind = request.entry.type();
    out.string(kind.name());
    kind.requestCodec().write(out, request);
  }

  private static ConfigEntryRequest read(MsgpackDecoder in) {
    String name = in.string();
    EntryKind<?> kind = EntryKinds.named(name);
    if (kind == null) {
      throw DecodeException.invalid("invalid config entry kind: " + name);
    }
    return kind.requestCodec().read(in);
  }
}
