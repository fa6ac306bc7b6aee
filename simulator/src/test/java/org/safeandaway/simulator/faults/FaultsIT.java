package org.safeandaway.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.BrokerSettings;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/**
 * Two hubs under load, stopped in the middle and broken by a plan. The parts are started once, and
 * what the fleet did in all of the tests is reckoned up in the second.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
@Tag("engine")
class FaultsIT {
  private static final Fleet.Load LOAD = Fleet.Load.LIGHT;
  private static final int FAULTS = 12;
  private static final Duration GAP = Duration.ofMillis(2500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A session of the desk that waits for its hub in the middle of a transaction. */
  private static final String STANDING =
      """
      select count(*) from pg_stat_activity
      where application_name like 'safeandaway desk%' and state like 'idle in transaction%'
        and state_change < pg_catalog.clock_timestamp() - interval '300 ms'
      """;

  private static final String OVERDUE =
      """
      select coalesce(max(extract(epoch from s.high_water - d.due_at)), 0)::bigint
      from deadline d, site s where d.state = 'OPEN' and d.kind = 'CHECK_IN'
      """;

  @TempDir private static Path folder;
  private static Rig rig;
  private static Run run;
  private static Plan plan;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    long seed = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
    plan = Plan.of(seed, FAULTS, 2, LOAD.vans(), GAP);
    System.out.println("Faults: seed " + seed + "; again with -Dfaults.seed=" + seed);
    Path repository = Path.of(Objects.requireNonNull(System.getProperty("repository.root")));
    rig = new Rig(new OfThisEngine(), repository, folder, LOAD, seed, System.out::println);
    run = new Run(rig, LOAD, plan, System.out::println);
    run.begin();
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  /**
   * The first hub is slow at its database, so that it is always in the middle of something, and is
   * stopped there. It then holds rows that the other one needs, until the database ends its
   * session.
   */
  @Test
  @Order(1)
  @Tag("CHK-3")
  void aHubThatIsStoppedInMidTransactionHoldsNobodyUpForLong() {
    OneHub first = rig.hubs().getFirst();
    first.toDatabase().delay(Duration.ofMillis(40));
    try {
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ofMillis(700))
          .until(() -> stoppedInTheMiddle(first));
      await().atMost(Duration.ofSeconds(10)).until(() -> rig.rows().number(STANDING) == 0);
      assertThat(rig.rows().number(OVERDUE)).isLessThan(5);
    } finally {
      first.toDatabase().delay(Duration.ZERO);
      first.program().resume();
    }
  }

  /** In containers, or as processes of this machine, as the build says. */
  private static final class OfThisEngine implements Servers {
    @Override
    public Database database(Path folder) {
      return RealParts.isInContainers()
          ? RealParts.databaseInAContainer()
          : Servers.ofThisMachine().database(folder);
    }

    @Override
    public Broker broker(Path folder, BrokerSettings settings, Consumer<String> say)
        throws IOException {
      return RealParts.isInContainers()
          ? RealParts.brokerInAContainer(settings)
          : Servers.ofThisMachine().broker(folder, settings, say);
    }
  }

  /** Stops it; if that was not in the middle of a transaction, lets it go on. */
  private static boolean stoppedInTheMiddle(OneHub hub) {
    hub.program().pause();
    try {
      // What is on the slow link has to arrive first.
      await().atMost(Duration.ofMillis(900)).until(() -> rig.rows().number(STANDING) > 0);
      return true;
    } catch (ConditionTimeoutException notThisTime) {
      hub.program().resume();
      return false;
    }
  }

  @Test
  @Order(2)
  @Tag("PAN-1")
  @Tag("CHK-3")
  @Tag("ESC-2")
  @Tag("ESC-4")
  void nothingIsLostAndNothingDoubledWhateverBreaks() throws IOException, InterruptedException {
    Verdict verdict = run.verdict();
    System.out.println(verdict.table());
    assertThat(verdict.wrong()).as("seed " + plan.seed()).isEmpty();
  }

  /** The reckoning must be able to see what it says is not there. */
  @Test
  @Order(3)
  void aLostAlarmALateOneAndOneWithoutCauseAreSeen() {
    rig.rows()
        .run(
            """
            delete from alarm where id = (select id from alarm where kind = 'PANIC' and wearable like 'w%' limit 1);
            delete from alarm where id =
              (select id from alarm where kind = 'MISSED_CHECK_IN' limit 1);
            update alarm set owner = null, owned_at = null, first_owned_at = null where id =
              (select id from alarm where kind = 'MISSED_CHECK_IN' and owner = 'taker' limit 1);
            update alarm set resolved_by = null, resolved_at = null, reason = null, resolution = null
              where id = (select id from alarm where kind = 'MISSED_CHECK_IN'
                and resolved_by = 'taker' and owner is not null limit 1);
            update alarm set cause_id = 'w1/0000000000000000/1' where id =
              (select id from alarm where kind = 'ADVICE' limit 1);
            delete from inbound where id =
              (select id from inbound where id like 'event/w%' and stepped limit 1);
            update deadline set due_at = due_at - interval '8 s', promised_at = due_at - interval '8 s'
              where state = 'FIRED' and kind = 'CHECK_IN'""");
    List<String> wrong = new Reckoning(rig, LOAD, List.of()).wrong();

    assertThat(wrong)
        .anyMatch(line -> line.contains("2 calls for help have no alarm"))
        .anyMatch(line -> line.contains("1 alarms have no call for help"))
        .anyMatch(line -> line.contains("1 deadlines passed without an alarm"))
        .anyMatch(line -> line.contains("1 events are lost"))
        .anyMatch(line -> line.contains("alarms are closed, said a hub, and are not"))
        .anyMatch(line -> line.contains("alarms are taken, said a hub, and nobody has them"))
        .anyMatch(line -> line.contains("deadlines fired too late"));
  }
}
