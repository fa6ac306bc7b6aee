package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL as a process of this machine, from the programs on the class path, listening on the
 * loopback address only. It syncs at every commit, so what a killed server had committed is there
 * when it is started again.
 */
public final class EmbeddedDatabase extends ProgramPart implements Database {
  private static final String USER = "safeandaway";
  private static final Duration TO_INITIALISE = Duration.ofMinutes(2);
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_STOP = Duration.ofSeconds(20);

  private final PostgresProgram program;
  private final Path folder;
  private final int port;
  private String password = "";

  /**
   * @param folder for the cluster, its password and its log; kept by {@link #close} and taken up
   *     again by a later start
   */
  public EmbeddedDatabase(Path folder, int port) {
    // INT is PostgreSQL's fast shutdown: it ends sessions and writes everything out.
    super(logFile(folder), "INT", TO_STOP);
    this.program = PostgresProgram.unpacked();
    this.folder = folder.toAbsolutePath();
    this.port = port;
  }

  @Override
  public void start() {
    requireStopped();
    boolean fresh = !Files.exists(data().resolve("PG_VERSION"));
    try {
      Folders.makePrivate(folder);
      if (fresh) {
        initialise();
      }
      password = Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw new PartFailure("the database's folder cannot be used: " + folder, e);
    }
    run(program.command("postgres", arguments()), this::answers, TO_START);
    if (fresh) {
      clear();
    }
  }

  private void initialise() throws IOException {
    Files.writeString(passwordFile(), Account.withRandomPassword(USER).password());
    var command =
        program.command(
            "initdb",
            List.of(
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale"));
    try {
      var initdb =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(logFile(folder).toFile())
              .start();
      if (!initdb.waitFor(TO_INITIALISE.toSeconds(), TimeUnit.SECONDS)) {
        initdb.destroyForcibly();
        throw new PartFailure("initdb did not end within " + TO_INITIALISE);
      }
      if (initdb.exitValue() != 0) {
        throw new PartFailure("initdb failed:\n" + Files.readString(logFile(folder)));
      }
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("initialising the database", e);
    }
  }

  private List<String> arguments() {
    return List.of(
        "-D",
        data().toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=on",
        "-c",
        "synchronous_commit=on",
        "-c",
        "full_page_writes=on");
  }

  private boolean answers() {
    return Sql.answers(maintenanceUrl(), USER, password);
  }

  @Override
  public void clear() {
    Sql.recreate(maintenanceUrl(), USER, password, USER);
  }

  @Override
  public void kill() {
    super.kill();
    try {
      // All of its processes are gone; a process that gets one's number must not be taken for it.
      Files.deleteIfExists(data().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new PartFailure("the lock of a killed database cannot be removed", e);
    }
  }

  @Override
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER;
  }

  private String maintenanceUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2&socketTimeout=20";
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public String password() {
    if (password.isEmpty()) {
      throw new PartFailure("the password is made at the first start");
    }
    return password;
  }

  @Override
  public String describe() {
    return "process " + program.folder().resolve("bin/postgres");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }

  private static Path logFile(Path folder) {
    return folder.toAbsolutePath().resolve("log");
  }
}
