// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft;

import java.io.IOException;
import java.io.InputStream;

/// State bytes that were saved outside of raft. Each call starts anew.
@FunctionalInterface
public interface SavedState {
  InputStream open() throws IOException;
}
