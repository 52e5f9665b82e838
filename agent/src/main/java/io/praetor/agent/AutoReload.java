// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.checks.Scheduler;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.TlsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `auto_reload_config`: looks at the configuration and certificate files each second, and reloads when
/// they have changed and then stayed the same for one look, so that files which are written one after
/// the other make one reload. Looking works where change notices do not: on network file systems, and
/// with the swapped links of Kubernetes.
final class AutoReload implements AutoCloseable {
  static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<Map<Path, Stamp>> files;
  private final Runnable reload;
  private final Scheduler scheduler;
  private Map<Path, Stamp> applied;
  private @Nullable Map<Path, Stamp> changed;
  private volatile boolean closed;

  /// What tells that a file is another.
  record Stamp(FileTime modified, long bytes) {}

  /// @param files as they are now
  /// @param reload what a change sets off; it must deal with its own faults
  AutoReload(Supplier<Map<Path, Stamp>> files, Runnable reload, Scheduler scheduler) {
    this.files = files;
    this.reload = reload;
    this.scheduler = scheduler;
    this.applied = files.get();
  }

  /// Begins to look.
  void start() {
    scheduler.after(INTERVAL_NANOS, this::look);
  }

  private void look() {
    if (closed) {
      return;
    }
    try {
      compare(files.get());
    } finally {
      start();
    }
  }

  private void compare(Map<Path, Stamp> now) {
    if (now.equals(applied)) {
      changed = null;
    } else if (now.equals(changed)) {
      applied = now;
      changed = null;
      reload.run();
    } else {
      changed = now;
    }
  }

  /// The files that a configuration is made from.
  ///
  /// @param configPaths files and folders as the command line names them
  static Map<Path, Stamp> stamps(List<String> configPaths, RuntimeConfig config) {
    Map<Path, Stamp> stamps = new TreeMap<>();
    configPaths.forEach(path -> add(Path.of(path), stamps, true));
    TlsConfig tls = config.tls();
    for (TlsConfig.Protocol protocol : List.of(tls.internalRpc(), tls.https(), tls.grpc())) {
      for (String file :
          List.of(protocol.caFile(), protocol.caPath(), protocol.certFile(), protocol.keyFile())) {
        if (!file.isEmpty()) {
          add(Path.of(file), stamps, true);
        }
      }
    }
    return stamps;
  }

  private static void add(Path path, Map<Path, Stamp> stamps, boolean withContent) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        stamps.put(path, new Stamp(attributes.lastModifiedTime(), attributes.size()));
      } else if (withContent) {
        try (Stream<Path> inside = Files.list(path)) {
          inside.forEach(file -> add(file, stamps, false));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // A file that cannot be looked at counts as absent; the reload says what is wrong with it.
      stamps.remove(path);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
