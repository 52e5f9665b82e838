// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Figures of the machine for `/v1/agent/host`, under the names that Consul gives them. Read from
/// `/proc` at each call; where that is absent the figure is 0 or empty and `Errors` says so.
final class HostFigures {
  private static final Path PROC = Path.of("/proc");
  private static final long KIB = 1024;

  private static final Map<String, String> MEMORY_NAMES = memoryNames();

  private final Path dataDir;
  private final Clock clock;
  private final List<String> errors = new ArrayList<>();

  private HostFigures(Path dataDir, Clock clock) {
    this.dataDir = dataDir;
    this.clock = clock;
  }

  /// @param dataDir the folder whose disk is described
  static Map<String, @Nullable Object> collect(Path dataDir, Clock clock) {
    return new HostFigures(dataDir, clock).all();
  }

  private Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("Memory", memory());
    all.put("CPU", cpus());
    all.put("Host", host());
    all.put("Disk", disk());
    Instant now = clock.instant();
    all.put("CollectionTime", now.getEpochSecond() * 1_000_000_000L + now.getNano());
    all.put("Errors", errors.isEmpty() ? null : List.copyOf(errors));
    return all;
  }

  /// Consul's name of each line of `/proc/meminfo`.
  private static Map<String, String> memoryNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("MemTotal", "total");
    names.put("MemAvailable", "available");
    names.put("MemFree", "free");
    names.put("Active", "active");
    names.put("Inactive", "inactive");
    names.put("Buffers", "buffers");
    names.put("Writeback", "writeBack");
    names.put("Dirty", "dirty");
    names.put("WritebackTmp", "writeBackTmp");
    names.put("Shmem", "shared");
    names.put("Slab", "slab");
    names.put("SReclaimable", "sreclaimable");
    names.put("SUnreclaim", "sunreclaim");
    names.put("PageTables", "pageTables");
    names.put("SwapCached", "swapCached");
    names.put("CommitLimit", "commitLimit");
    names.put("Committed_AS", "committedAS");
    names.put("HighTotal", "highTotal");
    names.put("HighFree", "highFree");
    names.put("LowTotal", "lowTotal");
    names.put("LowFree", "lowFree");
    names.put("SwapTotal", "swapTotal");
    names.put("SwapFree", "swapFree");
    names.put("Mapped", "mapped");
    names.put("VmallocTotal", "vmallocTotal");
    names.put("VmallocUsed", "vmallocUsed");
    names.put("VmallocChunk", "vmallocChunk");
    names.put("Hugepagesize", "hugePageSize");
    return names;
  }

  private Map<String, Object> memory() {
    Map<String, Long> lines = new TreeMap<>();
    for (String line : lines("meminfo")) {
      String[] parts = line.split(":", 2);
      if (parts.length == 2) {
        lines.put(parts[0], firstNumber(parts[1]));
      }
    }
    Map<String, Object> memory = new LinkedHashMap<>();
    MEMORY_NAMES.forEach((line, name) -> memory.put(name, lines.getOrDefault(line, 0L) * KIB));
    long cached = (lines.getOrDefault("Cached", 0L) + lines.getOrDefault("SReclaimable", 0L)) * KIB;
    long total = lines.getOrDefault("MemTotal", 0L) * KIB;
    long used =
        total
            - (lines.getOrDefault("MemFree", 0L) + lines.getOrDefault("Buffers", 0L)) * KIB
            - cached;
    memory.put("cached", cached);
    memory.put("used", used);
    memory.put("usedPercent", total == 0 ? 0.0 : used * 100.0 / total);
    memory.put("wired", 0L);
    memory.put("laundry", 0L);
    memory.put("hugePagesTotal", lines.getOrDefault("HugePages_Total", 0L));
    memory.put("hugePagesFree", lines.getOrDefault("HugePages_Free", 0L));
    memory.put("hugePagesRsvd", lines.getOrDefault("HugePages_Rsvd", 0L));
    memory.put("hugePagesSurp", lines.getOrDefault("HugePages_Surp", 0L));
    return memory;
  }

  private List<Map<String, Object>> cpus() {
    List<Map<String, Object>> cpus = new ArrayList<>();
    Map<String, String> one = new TreeMap<>();
    for (String line : lines("cpuinfo")) {
      String[] parts = line.split(":", 2);
      if (parts.length == 2) {
        one.put(parts[0].strip(), parts[1].strip());
      } else if (!one.isEmpty()) {
        cpus.add(cpu(one));
        one = new TreeMap<>();
      }
    }
    if (!one.isEmpty()) {
      cpus.add(cpu(one));
    }
    return cpus;
  }

  private static Map<String, Object> cpu(Map<String, String> lines) {
    Map<String, Object> cpu = new LinkedHashMap<>();
    cpu.put("cpu", firstNumber(lines.getOrDefault("processor", "0")));
    cpu.put("vendorId", lines.getOrDefault("vendor_id", ""));
    cpu.put("family", lines.getOrDefault("cpu family", ""));
    cpu.put("model", lines.getOrDefault("model", ""));
    cpu.put("stepping", firstNumber(lines.getOrDefault("stepping", "0")));
    cpu.put("physicalId", lines.getOrDefault("physical id", ""));
    cpu.put("coreId", lines.getOrDefault("core id", ""));
    cpu.put("cores", 1L);
    cpu.put("modelName", lines.getOrDefault("model name", ""));
    cpu.put("mhz", Double.parseDouble(lines.getOrDefault("cpu MHz", "0")));
    cpu.put("cacheSize", firstNumber(lines.getOrDefault("cache size", "0")));
    String flags = lines.getOrDefault("flags", "");
    cpu.put("flags", flags.isEmpty() ? List.of() : List.of(flags.split(" ", -1)));
    cpu.put("microcode", lines.getOrDefault("microcode", ""));
    return cpu;
  }

  private Map<String, Object> host() {
    Map<String, String> release = new TreeMap<>();
    for (String line : read(Path.of("/etc/os-release"))) {
      String[] parts = line.split("=", 2);
      if (parts.length == 2) {
        release.put(parts[0], parts[1].replace("\"", ""));
      }
    }
    long uptime = (long) Double.parseDouble(first(lines("uptime"), "0").split(" ", -1)[0]);
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("hostname", first(lines("sys/kernel/hostname"), ""));
    host.put("uptime", uptime);
    host.put("bootTime", clock.instant().getEpochSecond() - uptime);
    host.put("procs", processes());
    host.put("os", "linux");
    host.put("platform", release.getOrDefault("ID", ""));
    host.put("platformFamily", release.getOrDefault("ID_LIKE", release.getOrDefault("ID", "")));
    host.put("platformVersion", release.getOrDefault("VERSION_ID", ""));
    host.put("kernelVersion", first(lines("sys/kernel/osrelease"), ""));
    host.put("kernelArch", System.getProperty("os.arch", "").replace("amd64", "x86_64"));
    host.put("virtualizationSystem", "");
    host.put("virtualizationRole", "");
    host.put("hostId", first(lines("sys/kernel/random/boot_id"), ""));
    return host;
  }

  private long processes() {
    try (var entries = Files.list(PROC)) {
      return entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .count();
    } catch (IOException e) {
      errors.add("cannot list " + PROC + ": " + e.getMessage());
      return 0;
    }
  }

  private Map<String, Object> disk() {
    Map<String, Object> disk = new LinkedHashMap<>();
    disk.put("path", dataDir.toString());
    try {
      FileStore store = Files.getFileStore(dataDir);
      long total = store.getTotalSpace();
      long free = store.getUsableSpace();
      long used = total - store.getUnallocatedSpace();
      disk.put("fstype", store.type());
      disk.put("total", total);
      disk.put("free", free);
      disk.put("used", used);
      disk.put("usedPercent", used + free == 0 ? 0.0 : used * 100.0 / (used + free));
    } catch (IOException e) {
      errors.add("cannot read the disk of " + dataDir + ": " + e.getMessage());
    }
    // The Java runtime cannot count inodes.
    disk.put("inodesTotal", 0L);
    disk.put("inodesUsed", 0L);
    disk.put("inodesFree", 0L);
    disk.put("inodesUsedPercent", 0.0);
    return disk;
  }

  private List<String> lines(String name) {
    return read(PROC.resolve(name));
  }

  private List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      errors.add("cannot read " + file + ": " + e.getMessage());
      return List.of();
    }
  }

  private static String first(List<String> lines, String otherwise) {
    return lines.isEmpty() ? otherwise : lines.getFirst().strip();
  }

  private static long firstNumber(String text) {
    String digits = text.strip().split("[^0-9]", 2)[0];
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
