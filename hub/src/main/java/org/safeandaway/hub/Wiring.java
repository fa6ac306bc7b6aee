package org.safeandaway.hub;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.env.Environment;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.postgres.LaneSettings;
import org.safeandaway.hub.desk.postgres.Lanes;
import org.safeandaway.hub.desk.postgres.PostgresDeskStore;
import org.safeandaway.hub.keeper.Keeper;
import org.safeandaway.hub.keeper.KeeperRound;
import org.safeandaway.hub.notify.Messenger;
import org.safeandaway.hub.notify.Providers;
import org.safeandaway.hub.notify.PublicAddress;
import org.safeandaway.hub.notify.Wording;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.record.JournalSealer;
import org.safeandaway.hub.seats.Lookout;
import org.safeandaway.hub.uplink.FleetStore;
import org.safeandaway.hub.uplink.Uplink;
import org.safeandaway.hub.uplink.Vitals;

/** How the hub is put together, from the database to the broker. Nothing starts here. */
@Factory
final class Wiring {
  private static final int START_BYTES = 8;

  @Singleton
  Settings settings(Environment environment) {
    return Settings.read(environment);
  }

  @Singleton
  Lanes lanes(Settings settings) {
    Settings.Database database = settings.database();
    return new Lanes(new LaneSettings(database.url(), database.username(), database.password()));
  }

  @Singleton
  PostgresDeskStore store(Lanes lanes, BeanProvider<Providers> providers) {
    // Settings stay while the hub runs, and the desk asks in every transaction.
    AtomicReference<@Nullable Set<ChannelKind>> known = new AtomicReference<>();
    return new PostgresDeskStore(
        lanes,
        () -> {
          Set<ChannelKind> kinds = known.get();
          if (kinds == null) {
            kinds = setUp(providers.get());
            known.set(kinds);
          }
          return kinds;
        });
  }

  /** The kinds of channel by which this hub can reach anybody. */
  private static Set<ChannelKind> setUp(Providers providers) {
    EnumSet<ChannelKind> kinds = EnumSet.noneOf(ChannelKind.class);
    for (ChannelKind kind : ChannelKind.values()) {
      if (!providers.of(kind).isEmpty()) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  @Singleton
  HubTime hubTime(PostgresDeskStore store, BeanProvider<DeskDoor> desk) {
    long begun = System.nanoTime();
    HubTime time =
        new HubTime(
            () -> Duration.ofNanos(System.nanoTime() - begun),
            store.site().highWater(),
            // From a thread of its own: the first reading is taken while the desk is not made yet.
            step -> Thread.ofVirtual().start(() -> desk.get().lay(stepped(store, step))));
    Duration asked = time.asking();
    time.advance(store.look(Instant.EPOCH, 1).databaseTime(), asked);
    return time;
  }

  /** Hub time, for those who need nothing but the time. */
  @Singleton
  @Primary
  InstantSource time(HubTime hubTime) {
    return hubTime::now;
  }

  private static DeskInput stepped(PostgresDeskStore store, Duration step) {
    return new DeskInput.Technical(
        "clock-step/" + whichStep(store),
        "The database's clock was stepped by "
            + step.toSeconds()
            + " s. Deadlines keep to the hub's own time; check the time service of that machine.");
  }

  /** While the database is away nobody can say, and two alarms are better than none. */
  private static String whichStep(PostgresDeskStore store) {
    try {
      return store.sameStep(store.look(Instant.EPOCH, 1).databaseTime()).toString();
    } catch (DeskStore.Outage away) {
      return "seen-" + System.nanoTime();
    }
  }

  @Singleton
  Announcer announcer() {
    return new Announcer();
  }

  @Singleton
  Desk desk(PostgresDeskStore store, HubTime hubTime) {
    return new Desk(store, hubTime);
  }

  @Singleton
  DeskLoop deskLoop(Desk desk, Announcer announcer, MeterRegistry meters) {
    return new DeskLoop(desk, announcer, meters);
  }

  @Singleton
  Keeper keeper(
      PostgresDeskStore store,
      Desk desk,
      HubTime hubTime,
      Announcer announcer,
      MeterRegistry meters) {
    KeeperRound round = new KeeperRound(store, desk, hubTime, hubTime.now());
    return new Keeper(round, store, hubTime, announcer, meters);
  }

  /** The sealer's own transactions, so the pool itself and not Micronaut Data's view of it. */
  @Singleton
  JournalSealer sealer(DataSource source, DataSourceResolver resolver, MeterRegistry meters) {
    return new JournalSealer(resolver.resolve(source), meters);
  }

  @Singleton
  Lookout lookout(Database database, DeskLoop desk, Settings settings) {
    return new Lookout(database, desk, settings.watching());
  }

  @Singleton
  Uplink uplink(
      Settings settings,
      PostgresDeskStore store,
      DeskLoop desk,
      Keeper keeper,
      FleetStore fleet,
      HubTime hubTime,
      Lookout lookout,
      MeterRegistry meters) {
    Uplink.Identity identity =
        new Uplink.Identity(settings.mqtt().hub(), randomStart(), store.site().epoch());
    Vitals vitals = new VitalsOf(desk, keeper, lookout);
    return new Uplink(
        settings.mqtt(),
        identity,
        desk,
        fleet,
        hubTime::now,
        vitals,
        keeper::markersAreBack,
        meters);
  }

  /** A link in a message opens outside the school too, if all of the hub is reached from there. */
  @Singleton
  Wording wording(Settings settings, PublicAddress outside) {
    Settings.Site site = settings.site();
    @Nullable URI address = outside.links() == null ? settings.web().address() : outside.links();
    return new Wording(site.name(), site.zone(), address);
  }

  @Singleton
  Messenger messenger(
      Database database,
      Providers providers,
      Wording wording,
      Settings settings,
      DeskLoop desk,
      HubTime hubTime,
      MeterRegistry meters) {
    return Messenger.of(
        database, providers, wording, desk, hubTime::now, settings.mqtt().hub(), meters);
  }

  private record VitalsOf(DeskLoop desk, Keeper keeper, Lookout lookout) implements Vitals {
    @Override
    public Duration sinceCommit() {
      return desk.sinceCommit();
    }

    @Override
    public Duration keeperLate() {
      return keeper.late();
    }

    @Override
    public boolean isWatched() {
      return lookout.isWatched();
    }
  }

  private static String randomStart() {
    byte[] bytes = new byte[START_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
