package org.safeandaway.hub;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.desk.postgres.Lanes;
import org.safeandaway.hub.health.Watchman;
import org.safeandaway.hub.keeper.Keeper;
import org.safeandaway.hub.notify.Messenger;
import org.safeandaway.hub.notify.ReplyPoller;
import org.safeandaway.hub.record.JournalSealer;
import org.safeandaway.hub.seats.Lookout;
import org.safeandaway.hub.uplink.Uplink;

/**
 * Starts and stops what runs all the time, in order: whoever takes inputs in starts after whoever
 * carries them out, and stops before. The keeper holds overdue deadlines until the uplink has read
 * what was queued.
 */
@Singleton
public final class RunningHub {
  private final Lanes lanes;
  private final DeskLoop desk;
  private final Keeper keeper;
  private final JournalSealer sealer;
  private final Uplink uplink;
  private final Watchman watchman;
  private final Messenger messenger;
  private final ReplyPoller replies;
  private final Lookout lookout;
  private boolean running;

  RunningHub(
      Lanes lanes,
      DeskLoop desk,
      Keeper keeper,
      JournalSealer sealer,
      Uplink uplink,
      Watchman watchman,
      Messenger messenger,
      ReplyPoller replies,
      Lookout lookout,
      Announcer announcer) {
    this.lanes = lanes;
    this.desk = desk;
    this.keeper = keeper;
    this.sealer = sealer;
    this.uplink = uplink;
    this.watchman = watchman;
    this.messenger = messenger;
    this.replies = replies;
    this.lookout = lookout;
    announcer.add(uplink::committed);
    announcer.add(messenger::committed);
  }

  public synchronized void start() {
    sealer.start();
    desk.start();
    keeper.start();
    messenger.start();
    replies.start();
    uplink.start();
    watchman.start();
    lookout.start();
    running = true;
  }

  @PreDestroy
  public synchronized void stop() {
    if (running) {
      running = false;
      lookout.close();
      watchman.close();
      uplink.close();
      replies.close();
      messenger.close();
      keeper.close();
      desk.close();
      sealer.close();
    }
    lanes.close();
  }
}
