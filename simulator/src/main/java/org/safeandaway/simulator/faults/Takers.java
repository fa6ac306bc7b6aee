package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.safeandaway.simulator.office.OfficeClient;
import org.safeandaway.simulator.parts.PartFailure;

/**
 * Somebody at the office who takes alarms and soon closes them, through whichever hub their browser
 * happens to reach. One in ten is left to climb. What a hub said is theirs, or closed, has to be so
 * in the end, and nobody has what they never asked for.
 */
final class Takers implements AutoCloseable {
  private static final int LEFT_ALONE = 10;
  private static final int AT_ONCE = 12;
  private static final Duration TURN = Duration.ofMillis(250);

  private static final Map<String, Object> SPOKEN_TO =
      Map.of("reason", "PRECAUTION", "words", "Spoken to; all is well.");

  private static final int REFUSED = 400;
  private static final int FAILED = 500;

  private static final String OPEN =
      """
      select id::text from alarm where owner is null and resolved_at is null
        and kind in ('MISSED_CHECK_IN', 'ADVICE', 'PANIC') order by random() limit 64
      """;

  private final Rows rows;
  private final List<OfficeClient> hubs;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Set<String> closed = ConcurrentHashMap.newKeySet();
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  /** Theirs, and not closed yet. */
  private final Queue<String> theirs = new ConcurrentLinkedQueue<>();

  private final AtomicLong inVain = new AtomicLong();
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread eyes = Thread.ofPlatform().daemon().name("takers").unstarted(this::run);
  private volatile boolean working;
  private volatile boolean running = true;

  /**
   * @param hubs the same person at each of them
   */
  Takers(Rows rows, List<OfficeClient> hubs) {
    this.rows = rows;
    this.hubs = List.copyOf(hubs);
  }

  void start() {
    eyes.start();
  }

  /** From now on they take alarms, or no more. */
  void work(boolean on) {
    working = on;
  }

  boolean isIdle() {
    return inHand.isEmpty();
  }

  /** Which a hub said are theirs. */
  Set<String> taken() {
    return new HashSet<>(taken);
  }

  /** Which a hub said they have closed. */
  Set<String> closed() {
    return new HashSet<>(closed);
  }

  /** Which they have asked for, whatever came of it. */
  Set<String> asked() {
    return new HashSet<>(asked);
  }

  /** How often a hub gave no answer, or said that it could not. */
  long inVain() {
    return inVain.get();
  }

  private void run() {
    int turn = 0;
    while (running) {
      if (working) {
        look(turn++);
      }
      LockSupport.parkNanos(TURN.toNanos());
    }
  }

  private void look(int turn) {
    OfficeClient hub = hubs.get(turn % hubs.size());
    String own = theirs.poll();
    while (own != null) {
      String alarm = own;
      inHand.add(alarm);
      hands.execute(() -> close(alarm, hub));
      own = inHand.size() < AT_ONCE ? theirs.poll() : null;
    }
    List<String> open;
    try {
      open = rows.all(row -> row.getString(1), OPEN);
    } catch (PartFailure away) {
      return;
    }
    for (String alarm : open) {
      boolean leftAlone = UUID.fromString(alarm).hashCode() % LEFT_ALONE == 0;
      if (!leftAlone && inHand.size() < AT_ONCE && inHand.add(alarm)) {
        hands.execute(() -> take(alarm, hub));
      }
    }
  }

  private void take(String alarm, OfficeClient hub) {
    asked.add(alarm);
    try {
      hub.post("alarms/" + alarm + "/acknowledgement", Map.of());
      taken.add(alarm);
      theirs.add(alarm);
    } catch (IOException notNow) {
      // The hub is away, or its database is. It is asked for again, at whichever hub comes next.
      inVain.incrementAndGet();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      inHand.remove(alarm);
    }
  }

  private void close(String alarm, OfficeClient hub) {
    try {
      hub.post("alarms/" + alarm + "/resolution", SPOKEN_TO);
      closed.add(alarm);
    } catch (OfficeClient.Refused refused) {
      // Closed already, by an earlier try that went without an answer; or the hub is ill.
      if (refused.status() < REFUSED || refused.status() >= FAILED) {
        again(alarm);
      }
    } catch (IOException notNow) {
      again(alarm);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      inHand.remove(alarm);
    }
  }

  private void again(String alarm) {
    inVain.incrementAndGet();
    theirs.add(alarm);
  }

  @Override
  public void close() {
    running = false;
    hands.shutdownNow();
  }
}
