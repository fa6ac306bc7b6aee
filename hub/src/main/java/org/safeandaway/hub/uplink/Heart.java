package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.safeandaway.protocol.Topic.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats. Every quarter of a second it
 *
 * <ol>
 *   <li>leaves the broker when the desk has had something to commit for 2 s and has not, so that
 *       the messages wait where they are safe and another hub's receipts are not waited for; and
 *       comes back when the desk commits again;
 *   <li>connects a session afresh that is connected and hears nothing;
 *   <li>has every notice published again when it stood still for some seconds: what this hub meant
 *       to say before may be older than what another hub has said meanwhile;
 *   <li>sends, every 5 s, a probe to ourselves and the pulse, if there may be one.
 * </ol>
 */
final class Heart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
  private static final long LOOK_MS = 250;

  /** Source: protocol.md: "A hub that has not committed for 2 s disconnects from MQTT". */
  private static final Duration STUCK_LIMIT = Duration.ofSeconds(2);

  /** A session that was connected afresh is given this long to prove itself. */
  private static final Duration RENEWAL_PATIENCE = Duration.ofSeconds(15);

  /** A machine that is only busy does not look so late. */
  private static final Duration STOOD_STILL = Duration.ofSeconds(2);

  /** Many wearables may ask at once, when a broker comes back. */
  private static final Duration SHORTEST_GAP = Duration.ofMillis(100);

  private final Pulse pulse;
  private final Outstanding outstanding;
  private final Limbs limbs;
  private final Map<Channel, Long> renewed = new EnumMap<>(Channel.class);
  private final Thread thread = Thread.ofPlatform().name("pulse").unstarted(this::run);
  private final Object monitor = new Object();

  private boolean asked;
  private boolean stopped;
  private boolean held;
  private List<String> silence = List.of();
  private long lastBeat;
  private long lastProbe;

  /** What the heart moves. */
  interface Limbs {
    void beat();

    /** Sends something to ourselves through each reading session. */
    void probe();

    void renew(Channel channel);

    void hold(String why);

    void release();

    /** What was said last may be out of date by now. */
    void sayEverythingAgain();

    /** What is not connected, in words. */
    Optional<String> disconnected();
  }

  Heart(Pulse pulse, Outstanding outstanding, Limbs limbs) {
    this.pulse = pulse;
    this.outstanding = outstanding;
    this.limbs = limbs;
  }

  void start() {
    long now = System.nanoTime();
    lastBeat = now - Pulse.EVERY.toNanos();
    lastProbe = now;
    thread.start();
  }

  /** Somebody has just come, and should not wait 5 s to learn that it is watched. */
  void beatAtOnce() {
    synchronized (monitor) {
      asked = true;
      monitor.notifyAll();
    }
  }

  /** What is wrong here, in words; empty if nothing is. */
  List<String> troubles() {
    synchronized (monitor) {
      List<String> troubles = new ArrayList<>(silence);
      if (held) {
        troubles.add("the hub has left the MQTT broker until the desk commits again");
      }
      limbs.disconnected().ifPresent(troubles::add);
      return troubles;
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      stopped = true;
      monitor.notifyAll();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      long before = System.nanoTime();
      while (waitForNext()) {
        long now = System.nanoTime();
        if (now - before > STOOD_STILL.toNanos()) {
          LOG.warn("this hub stood still for {} ms", (now - before) / 1_000_000);
          limbs.sayEverythingAgain();
        }
        before = now;
        holdOrRelease();
        renewDeafSessions(now);
        if (now - lastProbe >= Pulse.EVERY.toNanos()) {
          lastProbe = now;
          limbs.probe();
        }
        beatIfDue(now);
      }
    } catch (InterruptedException e) {
      LOG.debug("the pulse stops");
    }
  }

  private boolean waitForNext() throws InterruptedException {
    synchronized (monitor) {
      if (!asked && !stopped) {
        monitor.wait(LOOK_MS);
      }
      return !stopped;
    }
  }

  private void holdOrRelease() {
    boolean stuck = outstanding.stuckFor().compareTo(STUCK_LIMIT) > 0;
    synchronized (monitor) {
      if (stuck == held) {
        return;
      }
      held = stuck;
    }
    if (stuck) {
      LOG.warn("the desk commits nothing: leaving the MQTT broker until it does");
      limbs.hold("the desk commits nothing");
    } else {
      LOG.info("the desk commits again: back to the MQTT broker");
      limbs.release();
    }
  }

  private void renewDeafSessions(long now) {
    for (Channel channel : pulse.stalled(now)) {
      Long last = renewed.get(channel);
      if (last == null || now - last > RENEWAL_PATIENCE.toNanos()) {
        renewed.put(channel, now);
        limbs.renew(channel);
      }
    }
  }

  private void beatIfDue(long now) throws InterruptedException {
    List<String> reasons = pulse.reasonsForSilence(now, outstanding.oldest());
    boolean wanted;
    synchronized (monitor) {
      boolean again = !silence.isEmpty() && reasons.isEmpty();
      wanted = again || asked || now - lastBeat >= Pulse.EVERY.toNanos();
      if (!reasons.equals(silence) && silence.isEmpty()) {
        LOG.error("no pulse: {}", String.join("; ", reasons));
      } else if (again) {
        LOG.info("the pulse is back");
      }
      silence = reasons;
      asked = false;
    }
    if (wanted && reasons.isEmpty()) {
      long gap = SHORTEST_GAP.toNanos() - (now - lastBeat);
      if (gap > 0) {
        Thread.sleep(Duration.ofNanos(gap));
      }
      lastBeat = System.nanoTime();
      limbs.beat();
    }
  }
}
