package org.safeandaway.hub.desk;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.safeandaway.hub.desk.DeskStore.Lane;

/**
 * The desk's threads: one for panics and one for everything else, each with its bounded queue and
 * its own connections. An input that was taken in is tried until it is committed, however long the
 * database is away; only then its future completes.
 */
public final class DeskLoop implements DeskDoor, AutoCloseable {
  /** More than a minute of events at the rate of the busiest fleet; then the uplink holds back. */
  static final int ORDINARY_ROOM = 10_000;

  static final int PANIC_ROOM = 1_000;

  private final LaneLoop panics;
  private final LaneLoop ordinary;

  /**
   * @param listener told of every committed transaction, on the lane's thread: it must only queue
   */
  public DeskLoop(Desk desk, Consumer<DeskResult> listener, MeterRegistry meters) {
    panics =
        new LaneLoop(
            Lane.PANIC,
            PANIC_ROOM,
            1,
            (batch, wait) -> desk.processPanic((DeskInput.Event) batch.getFirst()),
            desk::heartbeat,
            listener,
            meters);
    ordinary =
        new LaneLoop(
            Lane.ORDINARY,
            ORDINARY_ROOM,
            Desk.MAX_INPUTS,
            (batch, wait) -> desk.process(batch, Lane.ORDINARY, wait),
            desk::heartbeat,
            listener,
            meters);
  }

  public void start() {
    panics.start();
    ordinary.start();
  }

  @Override
  public Optional<CompletableFuture<Committed>> lay(DeskInput input) {
    boolean urgent = input instanceof DeskInput.Event event && event.message().kind().isUrgent();
    return (urgent ? panics : ordinary).lay(input);
  }

  /** Since the lane that is behind most has committed anything, heartbeats included. */
  public Duration sinceCommit() {
    Duration panic = panics.sinceCommit();
    Duration other = ordinary.sinceCommit();
    return panic.compareTo(other) > 0 ? panic : other;
  }

  /** Stops after the transaction in hand. What is not committed by then is forgotten unanswered. */
  @Override
  public void close() {
    List.of(panics, ordinary).forEach(LaneLoop::close);
  }
}
