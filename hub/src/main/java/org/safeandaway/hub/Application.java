package org.safeandaway.hub;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.configuration.DatabaseGate;
import org.safeandaway.hub.configuration.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the hub. Without a command it runs until it is stopped; with {@code administrator} it
 * makes the first administrator and ends, with {@code set-up-link} it lets somebody back in.
 */
public final class Application {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final int FAILED = 1;
  private static final int WRONG_USE = 64;

  private Application() {}

  public static void main(String[] arguments) throws InterruptedException {
    int code = run(arguments);
    boolean command = arguments.length > 0;
    // A thread that the framework started late must not keep a finished command from ending.
    if (command || code != 0) {
      System.exit(code);
    }
  }

  private static int run(String[] arguments) throws InterruptedException {
    try {
      if (arguments.length == 0) {
        serve();
        return 0;
      }
      return command(List.of(arguments));
    } catch (BadConfiguration e) {
      System.err.println(e.getMessage());
      return BadConfiguration.EXIT_CODE;
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private static int command(List<String> words) throws InterruptedException {
    boolean administrator = words.getFirst().equals("administrator");
    if (administrator && words.size() == 3) {
      return FirstAdministrator.make(open(), words.get(1), words.get(2), false);
    }
    if (administrator && words.size() == 4 && words.get(3).equals("--with-token")) {
      return FirstAdministrator.make(open(), words.get(1), words.get(2), true);
    }
    if (words.getFirst().equals("set-up-link") && words.size() == 2) {
      return FirstAdministrator.link(open(), words.get(1));
    }
    System.err.println(
        "Use: safeandaway-hub, to run the hub; safeandaway-hub administrator ID NAME"
            + " [--with-token], to make the first administrator; or safeandaway-hub set-up-link ID,"
            + " for somebody who has forgotten their password. Not: "
            + String.join(" ", words));
    return WRONG_USE;
  }

  /**
   * Bad configuration may have been found by a bean, and is wrapped in what failed because of it.
   */
  private static int failed(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadConfiguration bad) {
        System.err.println(bad.getMessage());
        return BadConfiguration.EXIT_CODE;
      }
      if (cause instanceof java.net.BindException) {
        System.err.println(
            new BadConfiguration(
                    "safeandaway.listen.port", "is not free: something else listens there")
                .getMessage());
        return BadConfiguration.EXIT_CODE;
      }
    }
    LOG.error("the hub cannot start", e);
    return FAILED;
  }

  private static void serve() throws InterruptedException {
    ApplicationContext context = open();
    Settings settings = Settings.read(context.getEnvironment());
    CountDownLatch stopped = new CountDownLatch(1);
    context.start();
    context.getBean(RunningHub.class).start();
    EmbeddedServer server = context.getBean(EmbeddedServer.class);
    server.start();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      LOG.info("stopping");
                      server.stop();
                      stopped.countDown();
                    }));
    String address = "http://" + settings.host() + ":" + server.getPort();
    tell(settings.readyFile(), address);
    System.out.println("Safe & Away hub is ready on " + address);
    stopped.await();
  }

  /** A context that is not started, with its configuration read and the database there. */
  private static ApplicationContext open() throws InterruptedException {
    ApplicationContextBuilder builder =
        ApplicationContext.builder().deduceEnvironment(false).banner(false);
    ApplicationContext context = builder.build();
    Environment environment = context.getEnvironment();
    environment.start();
    Settings settings = Settings.read(environment);
    DatabaseGate.await(settings.database());
    return context;
  }

  /** Whole or not at all, since somebody is waiting for it. */
  private static void tell(@Nullable Path readyFile, String address) {
    if (readyFile == null) {
      return;
    }
    try {
      Path part = Path.of(readyFile + ".part");
      Files.writeString(part, address + "\n");
      Files.move(
          part, readyFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new BadConfiguration("safeandaway.ready-file", "cannot be written: " + e.getMessage());
    }
  }
}
