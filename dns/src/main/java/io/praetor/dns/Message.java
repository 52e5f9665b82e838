// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A DNS message. The OPT record stands apart from the additional section; on the wire it is its last
/// record. The question is null in replies to what could not be read, and in a query that ends after
/// its header.
public record Message(
    int id,
    int flags,
    @Nullable Question question,
    List<ResourceRecord> answers,
    List<ResourceRecord> authority,
    List<ResourceRecord> additional,
    @Nullable Edns edns) {
  public Message {
    answers = List.copyOf(answers);
    authority = List.copyOf(authority);
    additional = List.copyOf(additional);
  }

  static Message withoutRecords(int id, int flags, @Nullable Question question) {
    return new Message(id, flags, question, List.of(), List.of(), List.of(), null);
  }

  public int rcode() {
    return Flags.rcode(flags);
  }
}
