package org.safeandaway.hub.trial;

import java.util.concurrent.atomic.AtomicInteger;
import org.safeandaway.hub.testing.TestServer;

/** A database of its own for each hub, which fills it. */
public final class TrialDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TrialDatabase() {}

  /** The URL of a new, empty database; user and password are {@code postgres}. */
  public static String make() {
    String name = "trial" + COUNT.incrementAndGet();
    TestServer.run("create database " + name);
    return TestServer.url(name).replaceAll("\\?.*", "");
  }

  /** Ends every connection to this database and lets nobody in until {@link #open}. */
  public static void shut(String url) {
    String name = name(url);
    TestServer.run("alter database " + name + " allow_connections false");
    TestServer.run(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  public static void open(String url) {
    TestServer.run("alter database " + name(url) + " allow_connections true");
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
