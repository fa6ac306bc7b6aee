package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the fleet every 2 s: writes what was heard to the wearables' rows, in one statement;
 * publishes the notice of a wearable that holds another revision; and tells the desk of wearables
 * that are heard again after an alarm called them lost.
 *
 * <p>While the database is away what was heard is kept, the newest of each wearable.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final FleetStore fleet;
  private final Hearing hearing;
  private final DeskDoor desk;
  private final Outgoing outgoing;
  private final Runnable onFailure;
  private final Map<WearableId, AlarmId> told = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("rounds").unstarted(this::run);
  private final Object monitor = new Object();

  private boolean everyNotice;
  private boolean stopped;
  private boolean databaseAway;

  Rounds(FleetStore fleet, Hearing hearing, DeskDoor desk, Outgoing outgoing, Runnable onFailure) {
    this.onFailure = onFailure;
    this.fleet = fleet;
    this.hearing = hearing;
    this.desk = desk;
    this.outgoing = outgoing;
  }

  void start() {
    thread.start();
  }

  /** The broker may have lost what it kept: every notice is published again, at once. */
  void publishEveryNotice() {
    synchronized (monitor) {
      everyNotice = true;
      monitor.notifyAll();
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      stopped = true;
      monitor.notifyAll();
    }
    try {
      thread.join(EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      boolean more = true;
      while (more) {
        more = waitForNext();
        goRound();
      }
    } catch (InterruptedException e) {
      LOG.debug("the rounds stop");
    }
  }

  private boolean waitForNext() throws InterruptedException {
    synchronized (monitor) {
      if ((!everyNotice || databaseAway) && !stopped) {
        monitor.wait(EVERY.toMillis());
      }
      return !stopped;
    }
  }

  private void goRound() {
    Map<WearableId, FleetStore.Heard> heard = hearing.take();
    boolean all = everyNoticeIsAsked();
    try {
      if (all) {
        fleet.notices().forEach((wearable, notice) -> outgoing.notice(wearable, notice, true));
      }
      if (!heard.isEmpty()) {
        answer(heard, fleet.write(heard));
      }
      databaseAway = false;
    } catch (DeskStore.Outage e) {
      hearing.putBack(heard);
      if (all) {
        publishEveryNotice();
      }
      if (!databaseAway) {
        LOG.warn(
            "what was heard of the wearables is kept until it can be written: {}", e.getMessage());
      }
      databaseAway = true;
    } catch (RuntimeException bug) {
      // The outermost loop: if nothing were written any more, every wearable would seem lost.
      onFailure.run();
      LOG.error("what was heard of {} wearables could not be written", heard.size(), bug);
    }
  }

  private boolean everyNoticeIsAsked() {
    synchronized (monitor) {
      boolean asked = everyNotice;
      everyNotice = false;
      return asked;
    }
  }

  private void answer(Map<WearableId, FleetStore.Heard> heard, FleetStore.Written written) {
    Set<WearableId> wrong = written.otherRevision();
    if (!wrong.isEmpty()) {
      fleet.notices(wrong).forEach((wearable, notice) -> outgoing.notice(wearable, notice, true));
    }
    written
        .silentNoMore()
        .forEach(
            (wearable, alarm) -> {
              FleetStore.Heard of = heard.get(wearable);
              Instant at = of == null ? null : of.at();
              if (at != null && !alarm.equals(told.get(wearable))) {
                tell(wearable, alarm, at);
              }
            });
  }

  /** One input for one alarm: it is a duplicate if another hub was faster. */
  private void tell(WearableId wearable, AlarmId alarm, Instant heardAt) {
    InputId id = new InputId("heard/" + wearable + "/" + alarm);
    desk.lay(new DeskInput.HeardAgain(id, wearable, heardAt))
        .ifPresent(commit -> told.put(wearable, alarm));
  }
}
