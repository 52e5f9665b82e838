// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of a unix socket: who may use the API through it is decided by its owner and mode.
final class UnixSocketFile {
  private static final Logger LOG = LoggerFactory.getLogger("agent.http");

  /// From the lowest bit of an octal mode up.
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OTHERS_EXECUTE,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ,
  };

  private final Listener.Unix unix;

  UnixSocketFile(Listener.Unix unix) {
    this.unix = unix;
  }

  /// A crashed agent leaves its socket behind. Anything but a socket is not ours to delete.
  void removeStale() throws IOException {
    Path path = unix.path();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(path + " is not a socket");
      }
      LOG.warn("Replacing socket: path={}", path);
      Files.delete(path);
    }
  }

  void protect() throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(unix.path(), PosixFileAttributeView.class);
    UserPrincipalLookupService users = unix.path().getFileSystem().getUserPrincipalLookupService();
    if (!unix.user().isEmpty()) {
      view.setOwner(named("user", unix.user(), users::lookupPrincipalByName));
    }
    if (!unix.group().isEmpty()) {
      view.setGroup(named("group", unix.group(), users::lookupPrincipalByGroupName));
    }
    if (!unix.mode().isEmpty()) {
      view.setPermissions(permissions(unix.mode()));
    }
  }

  private interface LookUp<P> {
    P of(String name) throws IOException;
  }

  private static <P> P named(String kind, String name, LookUp<P> lookUp) throws IOException {
    try {
      return lookUp.of(name);
    } catch (UserPrincipalNotFoundException e) {
      throw new IOException(
          "Failed setting up socket: failed to look up %s %s: user: unknown %s %s"
              .formatted(kind, name, kind, name),
          e);
    }
  }

  static Set<PosixFilePermission> permissions(String octal) throws IOException {
    if (!octal.matches("[0-7]{1,5}")) {
      throw new IOException("Failed setting up socket: invalid mode specified: " + octal);
    }
    int mode = Integer.parseInt(octal, 8);
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < BITS.length; bit++) {
      if ((mode & 1 << bit) != 0) {
        permissions.add(BITS[bit]);
      }
    }
    return permissions;
  }

  void remove() {
    try {
      Files.deleteIfExists(unix.path());
    } catch (IOException e) {
      LOG.warn("cannot remove socket: path={} error={}", unix.path(), e.toString());
    }
  }
}
