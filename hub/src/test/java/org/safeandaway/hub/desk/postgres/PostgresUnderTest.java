package org.safeandaway.hub.desk.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.StoreUnderTest;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.testing.TestDatabase;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.protocol.WearableId;

/** The PostgreSQL store, in a database of its own. */
public final class PostgresUnderTest implements StoreUnderTest {
  private final TestDatabase database = TestDatabase.make();
  private final Lanes lanes = new Lanes(database.settings());
  private final PostgresDeskStore store;
  private final HubTime hubTime;

  public PostgresUnderTest() {
    this(Set.of());
  }

  /**
   * @param channels by which people can be told of alarms
   */
  public PostgresUnderTest(Set<ChannelKind> channels) {
    this.store = new PostgresDeskStore(lanes, () -> channels);
    this.hubTime =
        new HubTime(
            () -> Duration.ofNanos(System.nanoTime()), store.site().highWater(), step -> {});
  }

  public TestDatabase database() {
    return database;
  }

  @Override
  public DeskStore desk() {
    return store;
  }

  @Override
  public KeeperStore keeper() {
    return store;
  }

  @Override
  public HubTime hubTime() {
    return hubTime;
  }

  @Override
  public void person(PersonId person) {
    database.run(
        "insert into person (id, name, made_at) values (?, ?, clock_timestamp())",
        person.value(),
        person.value());
  }

  @Override
  public void register(WearableId wearable) {
    database.run(
        "insert into wearable (id, label, registered_at) values (?, ?, clock_timestamp())",
        wearable.value(),
        wearable.value());
  }

  @Override
  public void heard(WearableId wearable, Instant at, @Nullable Integer unsent) {
    database.run(
        "insert into wearable_state (wearable, heard_at, unsent) values (?, ?, ?)"
            + " on conflict (wearable) do update set"
            + " heard_at = greatest(wearable_state.heard_at, excluded.heard_at),"
            + " unsent = excluded.unsent",
        wearable.value(),
        at.atOffset(ZoneOffset.UTC),
        unsent);
  }

  @Override
  public void takeMessages() {
    database.run(
        "update outbox set leased_by = 'a', leased_until = clock_timestamp() + interval '30 s'"
            + " where state = 'QUEUED'");
  }

  @Override
  public void ended(AlarmId alarm, int round, Telling telling, boolean sent) {
    database.run(
        "update outbox set state = ?, leased_by = null, leased_until = null where alarm = ?::uuid"
            + " and round = ? and step = ? and person is not distinct from ? and channel = ?",
        sent ? "SENT" : "FAILED",
        alarm.toString(),
        round,
        telling.step(),
        telling.person() == null ? null : telling.person().value(),
        telling.channel().name());
  }

  @Override
  public List<String> messages() {
    return database
        .column(
            "select round || '/' || step || ' ' || coalesce(person, 'all') || ' ' || channel || ' '"
                + " || state from outbox")
        .stream()
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    lanes.close();
    database.giveBack();
  }
}
