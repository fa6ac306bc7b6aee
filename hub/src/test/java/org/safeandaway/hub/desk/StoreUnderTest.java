package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.protocol.WearableId;

/** A store that the contracts are held against, empty but for a policy, with what is beside it. */
public interface StoreUnderTest extends AutoCloseable {
  DeskStore desk();

  KeeperStore keeper();

  /** By the same clock that the store reads. */
  HubTime hubTime();

  void person(PersonId person);

  void register(WearableId wearable);

  /** The wearable was heard, outside the desk. */
  void heard(WearableId wearable, Instant at, @Nullable Integer unsent);

  /** A hub takes every message that waits, to send it. */
  void takeMessages();

  /** A message that a hub has taken is sent, or fails for good. */
  void ended(AlarmId alarm, int round, Telling telling, boolean sent);

  /** All messages about alarms, such as {@code 1/0 anne SMS SENT}, sorted. */
  List<String> messages();

  @Override
  void close();
}
