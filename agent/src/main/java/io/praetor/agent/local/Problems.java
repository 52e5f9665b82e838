// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.http.agent.RefusedException;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a definition and tells it all at once, in the layout of Go's
/// multierror.
final class Problems {
  private final List<String> texts = new ArrayList<>();

  void add(String text) {
    texts.add(text);
  }

  void addIf(boolean wrong, String text) {
    if (wrong) {
      texts.add(text);
    }
  }

  /// Refuses with status 400 if there is any.
  void refuse(String prefix) {
    if (texts.isEmpty()) {
      return;
    }
    StringBuilder all = new StringBuilder(prefix);
    all.append(texts.size())
        .append(texts.size() == 1 ? " error occurred:\n" : " errors occurred:\n");
    texts.forEach(text -> all.append("\t* ").append(text).append('\n'));
    throw new RefusedException(400, all.append('\n').toString());
  }
}
