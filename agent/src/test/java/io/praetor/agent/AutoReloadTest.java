// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.praetor.agent.AutoReload.Stamp;
import io.praetor.agent.checks.Scheduler;
import io.praetor.config.AgentFlags;
import io.praetor.config.BuildConfig;
import io.praetor.config.ConfigLoader;
import io.praetor.config.LoadResult;
import io.praetor.config.RuntimeConfig;
import io.praetor.config.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class AutoReloadTest {
  private Map<Path, Stamp> files = Map.of();
  private int reloads;
  private @Nullable Runnable next;

  private final Scheduler scheduler =
      new Scheduler() {
        @Override
        public long nowNanos() {
          return 0;
        }

        @Override
        public Cancellation after(long delayNanos, Runnable task) {
          assertEquals(AutoReload.INTERVAL_NANOS, delayNanos);
          next = task;
          return () -> next = null;
        }
      };

  private void look() {
    Runnable due = Objects.requireNonNull(next, "nothing is due");
    next = null;
    due.run();
  }

  private static Map<Path, Stamp> one(long millis) {
    return Map.of(Path.of("a"), new Stamp(FileTime.fromMillis(millis), 1));
  }

  @Test
  void reloadsOnceChangesHaveSettled() {
    files = one(1);
    AutoReload auto = new AutoReload(() -> files, () -> reloads++, scheduler);
    auto.start();
    look();
    files = one(2);
    look();
    files = one(3);
    look();
    assertEquals(0, reloads);
    look();
    assertEquals(1, reloads);
    look();
    look();
    assertEquals(1, reloads);
    files = Map.of();
    look();
    files = one(3);
    look();
    assertEquals(1, reloads, "what came back as it was is no change");
    files = one(4);
    look();
    look();
    assertEquals(2, reloads);
    auto.close();
    look();
    assertEquals(null, next);
  }

  @Test
  void seesFilesFoldersAndCertificates(@TempDir Path folder) throws Exception {
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Path certificate = Files.writeString(folder.resolve("cert.pem"), "x");
    Path single = Files.writeString(folder.resolve("single.json"), "{}");
    RuntimeConfig config =
        config("tls { https { cert_file = \"" + certificate + "\" key_file = \"/absent\" } }");
    List<String> paths = List.of(conf.toString(), single.toString(), folder + "/none.json");
    Map<Path, Stamp> before = AutoReload.stamps(paths, config);
    assertEquals(List.of(certificate, single), List.copyOf(before.keySet()));
    Files.writeString(conf.resolve("new.hcl"), "");
    Map<Path, Stamp> after = AutoReload.stamps(paths, config);
    assertEquals(3, after.size());
    Files.writeString(certificate, "longer");
    assertNotEquals(after, AutoReload.stamps(paths, config));
  }

  private static RuntimeConfig config(String hcl) throws Exception {
    return switch (ConfigLoader.load(
        new Sources(
            AgentFlags.parse(List.of("-dev", "-hcl", hcl)),
            new MachineHost(),
            new BuildConfig("1.22.5", "", "", "", Instant.EPOCH)))) {
      case LoadResult.Loaded(RuntimeConfig loaded, var ignored) -> loaded;
      case LoadResult.Refused(String error) -> throw new AssertionFailedError(error);
    };
  }
}
