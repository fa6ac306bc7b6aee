package org.safeandaway.simulator.parts;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, from the archive on the class path, unpacked once for this user and kept.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresProgram(Path folder) {

  /** Unpacks the archive for this machine, unless that was done before. */
  static PostgresProgram unpacked() {
    try {
      byte[] archive = archive();
      Path folder = cache().resolve("postgres-" + fingerprint(archive));
      if (!Files.exists(folder)) {
        unpackTo(folder, archive);
      }
      return new PostgresProgram(folder);
    } catch (IOException e) {
      throw new PartFailure("PostgreSQL's programs could not be unpacked", e);
    }
  }

  /** The command that runs one of the programs, such as {@code initdb}. */
  List<String> command(String program, List<String> arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root. In a user namespace of its own root is nobody to it, yet
      // still owns its files.
      command.addAll(List.of("unshare", "--user", "--"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try (var in =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, machine.equals("amd64") ? "x86_64" : machine)) {
      return in.readAllBytes();
    }
  }

  private static Path cache() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path caches =
        set == null || set.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return caches.resolve("safeandaway");
  }

  private static String fingerprint(byte[] archive) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Unpacks beside the place and renames, so that a half unpacked folder is never found. */
  private static void unpackTo(Path folder, byte[] archive) throws IOException {
    Files.createDirectories(folder.getParent());
    Path unfinished = Files.createTempDirectory(folder.getParent(), "unpacking-");
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(unfinished, entry, tar);
      }
    }
    try {
      Files.move(unfinished, folder);
    } catch (IOException e) {
      if (!Files.exists(folder)) {
        throw e;
      }
      // Another process was faster; its folder is as good.
      Folders.delete(unfinished);
    }
  }

  private static void unpackEntry(Path root, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive reaches out of its folder: " + entry.getName());
    }
    Files.createDirectories(entry.isDirectory() ? target : target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(content, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
