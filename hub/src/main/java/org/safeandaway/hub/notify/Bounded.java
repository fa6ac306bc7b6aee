package org.safeandaway.hub.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a library that has no limit of its own for the whole take no longer than that. It works on a
 * virtual thread, since interrupting one closes the socket that it waits for; so nothing is left
 * behind that hangs on a provider.
 */
public final class Bounded {
  private Bounded() {}

  /**
   * Does it, or gives up.
   *
   * @return empty if it took too long; whether it was done is then not known
   * @throws ExecutionException with what the work threw
   */
  public static <T> Optional<T> within(Duration limit, Callable<T> work)
      throws InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("channel").start(task);
    try {
      return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } finally {
      task.cancel(true);
    }
  }
}
