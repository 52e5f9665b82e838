// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// File systems in memory that are soon full, one for each server.
final class SmallDisks implements AutoCloseable {
  static final String NEEDS = "a small file system cannot be mounted here (needs root)";
  private static final String SIZE = "size=96m";

  private final List<Path> mounts = new ArrayList<>();

  private SmallDisks() {}

  static boolean isPossible(Path folder) throws IOException, InterruptedException {
    Path trial = Files.createDirectory(folder.resolve("trial"));
    return mount(trial) && Commands.works("umount", trial.toString());
  }

  static SmallDisks of(Path folder, int count) throws IOException, InterruptedException {
    SmallDisks disks = new SmallDisks();
    for (int i = 0; i < count; i++) {
      Path disk = Files.createDirectory(folder.resolve("disk-" + i));
      assertTrue(mount(disk), NEEDS);
      disks.mounts.add(disk);
    }
    return disks;
  }

  private static boolean mount(Path directory) throws InterruptedException {
    return Commands.works("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString());
  }

  Path disk(int i) {
    return mounts.get(i);
  }

  void fill(int i) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast(i))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full.toString());
    }
  }

  void makeSpace(int i) throws IOException {
    Files.delete(ballast(i));
  }

  private Path ballast(int i) {
    return mounts.get(i).resolve("ballast");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Path mount : mounts) {
      Commands.run("umount", mount.toString());
    }
  }
}
