// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Bytes;
import io.praetor.wire.DecodeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteExecTest {
  private static final Bytes EVENT = Bytes.utf8("{\"Prefix\":\"_rexec\",\"Session\":\"s1\"}");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Keys keys = new Keys();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /// What one node wrote, in order.
  private static final class Keys implements JobKeys {
    private static final long LIMIT_SECONDS = 20;
    private final BlockingQueue<Map.Entry<String, Bytes>> written = new ArrayBlockingQueue<>(100);
    private volatile String job = "";
    private volatile int answersLeft = Integer.MAX_VALUE;

    @Override
    public Optional<Bytes> job(ExecRequest request) {
      return job.isEmpty() || !request.jobKey().equals("_rexec/s1/job")
          ? Optional.empty()
          : Optional.of(Bytes.utf8(job));
    }

    @Override
    public boolean answer(ExecRequest request, String suffix, Bytes value) {
      written.add(Map.entry(request.answerKey("n1", suffix), value));
      return answersLeft-- > 0;
    }

    Map.Entry<String, Bytes> next() throws InterruptedException {
      Map.Entry<String, Bytes> entry = written.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertTrue(entry != null, "no answer came");
      return entry;
    }

    /// All that is written up to the exit code.
    Map<String, String> all() throws InterruptedException {
      Map<String, String> all = new LinkedHashMap<>();
      String key;
      do {
        Map.Entry<String, Bytes> entry = next();
        key = entry.getKey();
        assertTrue(key.startsWith("_rexec/s1/n1/"), key);
        key = key.substring("_rexec/s1/n1/".length());
        all.put(key, entry.getValue().text());
      } while (!key.equals("exit"));
      return all;
    }
  }

  private Map<String, String> run(String job) throws InterruptedException {
    keys.job = job;
    new RemoteExec(keys, "/bin/sh", threads, System::nanoTime).begin("e1", EVENT);
    return keys.all();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Command':'echo a; echo b >&2; exit 3','Wait':2000000000} | a\\nb\\n | 3",
        "{'Args':['printf','%s','x y'],'Wait':2000000000}           | x y    | 0",
        // echo script
        "{'Script':'ZWNobyBzY3JpcHQ=','Wait':2000000000}            | script\\n | 0",
      })
  void runs(String job, String output, String code) throws Exception {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("ack", "");
    wanted.put("out/00000", output.translateEscapes());
    wanted.put("exit", code);
    assertEquals(wanted, run(job.replace('\'', '"')));
  }

  @Test
  void whatCannotBeStartedExitsWith255() throws Exception {
    assertEquals(
        Map.of("ack", "", "exit", "255"), run("{\"Args\":[\"/no/such/program\"],\"Wait\":1}"));
  }

  @Test
  void longOutputComesInPieces() throws Exception {
    Map<String, String> all =
        run("{\"Command\":\"head -c 9000 /dev/zero | tr '\\\\0' x\",\"Wait\":2000000000}");
    assertEquals(List.of("ack", "out/00000", "out/00001", "out/00002", "exit"), keysOf(all));
    assertEquals("x".repeat(4096), all.get("out/00000"));
    assertEquals("x".repeat(9000 - 8192), all.get("out/00002"));
  }

  private static List<String> keysOf(Map<String, String> all) {
    return List.copyOf(all.keySet());
  }

  @Test
  void aQuietJobShowsThatItLives(@TempDir Path folder) throws Exception {
    Path gate = folder.resolve("gate");
    keys.job =
        "{\"Command\":\"while ! [ -e " + gate + " ]; do sleep 0.05; done\",\"Wait\":100000000}";
    new RemoteExec(keys, "/bin/sh", threads, System::nanoTime).begin("e1", EVENT);
    assertEquals("_rexec/s1/n1/ack", keys.next().getKey());
    assertEquals(Map.entry("_rexec/s1/n1/out/00000", Bytes.NIL), keys.next());
    Files.createFile(gate);
    assertEquals("0", keys.all().get("exit"));
  }

  @Test
  void whenNobodyTakesTheOutputTheProgramGoesOn(@TempDir Path folder) throws Exception {
    Path done = folder.resolve("done");
    keys.answersLeft = 1;
    keys.job = "{\"Command\":\"head -c 500000 /dev/zero; echo > " + done + "\",\"Wait\":1}";
    new RemoteExec(keys, "/bin/sh", threads, System::nanoTime).begin("e1", EVENT);
    assertEquals(List.of("ack", "out/00000", "exit"), keysOf(keys.all()));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(done) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertTrue(Files.exists(done));
  }

  @Test
  void withoutAJobOrTheSessionNothingRuns(@TempDir Path folder) throws Exception {
    Path trace = folder.resolve("trace");
    new RemoteExec(keys, "/bin/sh", Runnable::run, System::nanoTime).begin("e1", EVENT);
    assertTrue(keys.written.isEmpty());
    keys.answersLeft = 0;
    keys.job = "{\"Command\":\"echo > " + trace + "\",\"Wait\":1}";
    new RemoteExec(keys, "/bin/sh", Runnable::run, System::nanoTime).begin("e1", EVENT);
    assertEquals("_rexec/s1/n1/ack", keys.next().getKey());
    assertTrue(keys.written.isEmpty());
    assertFalse(Files.exists(trace));
  }

  @Test
  void scriptsAreRemoved() throws Exception {
    // basename "$0"
    Map<String, String> all = run("{\"Script\":\"YmFzZW5hbWUgIiQwIg==\",\"Wait\":2000000000}");
    String name = all.get("out/00000").strip();
    assertTrue(name.startsWith("rexec"), name);
    assertFalse(Files.exists(Path.of(System.getProperty("java.io.tmpdir"), name)));
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    Random random = new Random(7);
    byte[][] seeds = {
      EVENT.toArray(),
      Bytes.utf8("{\"Command\":\"a\",\"Args\":[\"b\"],\"Script\":\"YQ==\",\"Wait\":1}").toArray()
    };
    for (int round = 0; round < 20_000; round++) {
      byte[] data = seeds[round % 2].clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt(256);
      }
      try {
        ExecRequest.decode(Bytes.wrap(data));
        ExecSpec.decode(Bytes.wrap(data));
      } catch (DecodeException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      }
    }
    assertThrows(DecodeException.class, () -> ExecSpec.decode(Bytes.utf8("[")));
  }
}
