// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.praetor.raft.Applied;
import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import io.praetor.raft.core.CoreOptions;
import io.praetor.raft.storage.FileSnapshotStore;
import io.praetor.raft.storage.RocksLogStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// The process that [CrashTest] kills: a real server that prints each entry once it is
/// acknowledged.
final class AcknowledgedWriter {
  private AcknowledgedWriter() {}

  public static void main(String[] args) throws Exception {
    RaftDriver node = start(Path.of(args[0]), new RegisterMachine());
    RaftDriverTest.awaitLeadership(node);
    for (int i = 0; ; i++) {
      String value = args[1] + "-" + i;
      node.propose(value.getBytes(UTF_8))
          .whenComplete(
              (Applied applied, Throwable failure) -> {
                if (failure == null) {
                  System.out.println(value);
                }
              });
      if (i % 16 == 15) {
        node.barrier().get();
      }
      if (i % 400 == 399) {
        node.snapshot();
      }
    }
  }

  static RaftDriver start(Path directory, RegisterMachine machine) {
    Server self = Server.voter("one", "127.0.0.1:8300");
    return RaftDriver.start(
        DriverOptions.of(
            self.id(),
            CoreOptions.consul(1).withSnapshots(500, 200_000_000, 50),
            new Configuration(List.of(self))),
        machine,
        RocksLogStore.open(directory.resolve("log")),
        FileSnapshotStore.open(directory.resolve("snapshots"), InstantSource.system()),
        Transport.NONE,
        Thread::new,
        System::nanoTime,
        InstantSource.system(),
        new Random(1));
  }
}
