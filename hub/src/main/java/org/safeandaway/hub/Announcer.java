package org.safeandaway.hub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.safeandaway.hub.desk.DeskResult;

/**
 * Tells whoever listens what was just committed: the uplink, later the pages. It is called on the
 * desk's and the keeper's threads, so a listener only queues.
 */
public final class Announcer implements Consumer<DeskResult> {
  private final List<Consumer<DeskResult>> listeners = new CopyOnWriteArrayList<>();

  public void add(Consumer<DeskResult> listener) {
    listeners.add(listener);
  }

  @Override
  public void accept(DeskResult result) {
    listeners.forEach(listener -> listener.accept(result));
  }
}
