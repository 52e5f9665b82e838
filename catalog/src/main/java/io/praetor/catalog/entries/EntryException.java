// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import java.util.List;

/// An entry is refused; the message is Consul's text, word for word.
public final class EntryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EntryException(String text) {
    super(text, null, false, false);
  }

  /// Several faults in the form of Go's multi-error.
  static EntryException of(List<String> faults) {
    return new EntryException(list(faults));
  }

  static String list(List<String> faults) {
    StringBuilder text = new StringBuilder();
    text.append(faults.size())
        .append(faults.size() == 1 ? " error occurred:" : " errors occurred:");
    faults.forEach(fault -> text.append("\n\t* ").append(fault));
    return text.append("\n\n").toString();
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
