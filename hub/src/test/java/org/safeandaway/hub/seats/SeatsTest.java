package org.safeandaway.hub.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.jdbc.DataSourceResolver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.trial.CookieBrowser;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.watch.PersonId;

/** Who counts as watching, by the rows; and what comes of it if nobody does. */
@Tag("ESC-2")
class SeatsTest {
  private static final PersonId BACKUP = new PersonId("authoriser");
  private static final WatchingSettings TIMES =
      new WatchingSettings(
          Duration.ofMinutes(15), Duration.ofSeconds(60), Duration.ofSeconds(60), BACKUP);

  private static TrialBroker broker;
  private static TrialHub hub;
  private static Database database;
  private static CookieBrowser carol;

  private final List<DeskInput> laid = new ArrayList<>();
  private final DeskDoor desk =
      input -> {
        laid.add(input);
        return Optional.of(new CompletableFuture<>());
      };

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub =
        TrialHub.start(
            TrialDatabase.make(), broker.url(), Map.of("safeandaway.demo.passwords", "true"));
    database = hub.bean(Database.class);
    carol = new CookieBrowser(hub);
    carol.signIn("office", "demo");
    carol.get("/");
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @AfterEach
  void empty() {
    run("delete from board_seat");
    run("update session set ended_at = null");
    run("delete from watch where id = 'visit/out'");
    run("delete from alarm where kind = 'NOT_WATCHED'");
    run("delete from deadline where watch = 'site'");
  }

  private static void run(String sql) {
    database.change(sql);
  }

  private static boolean ask(String function) {
    return database.row(row -> row.flag("it"), "select " + function + " as it").orElseThrow();
  }

  private static boolean watched() {
    return ask("board_is_watched()");
  }

  private static void somebodyIs(String phase) {
    run(
        """
        insert into watch (id, stage, state) values ('visit/out', 'GUARDING',
          '{"participants": [{"number": 1, "person": "visitor", "phase": "%s"}]}')
        """
            .formatted(phase));
  }

  private String here(String sound) {
    TrialHub.Reply reply = carol.post("/watching", "sound", sound);
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void aPageThatSoundsCounts() {
    assertThat(watched()).isFalse();
    assertThat(here("on")).contains("Name of office is watching, sound on.");
    assertThat(watched()).isTrue();
  }

  @Test
  void aPageThatIsSilentDoesNotCountAndSaysSo() {
    somebodyIs("VISIT");
    assertThat(here("blocked"))
        .contains("Nobody is watching, and somebody is out.", "You do not count");
    assertThat(watched()).isFalse();
  }

  @Test
  void oneOfTwoPagesMaySoundForBoth() {
    here("on");
    assertThat(here("blocked")).contains("is watching, sound on.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update board_seat set sound_at = clock_timestamp() - interval '26 seconds'",
        "update board_seat set sound_at = clock_timestamp() + interval '1 hour'",
        "update board_seat set pressed_at = clock_timestamp() - interval '15 minutes'",
        "update board_seat set pressed_at = clock_timestamp() + interval '1 hour'",
        "update session set ended_at = clock_timestamp() where person = 'office'",
      })
  void isOverWhenItsPageIsGoneOrItsPersonOrTheClockJumped(String what) {
    here("on");
    run(what);
    assertThat(watched()).isFalse();
  }

  @Test
  void isOverWithItsPersonsRole() {
    here("on");
    run("update person set roles = '{visitor}' where id = 'office'");
    boolean watched = watched();
    run("update person set roles = '{office}' where id = 'office'");
    assertThat(watched).isFalse();
  }

  @Test
  void aPressIsAskedForAndLastsForAsLongAsTheFirst() {
    here("on");
    run("update board_seat set pressed_at = clock_timestamp() - interval '14 minutes'");
    assertThat(here("on")).contains("Still watching?", "data-level=\"amber\"");
    run("update board_seat set pressed_at = clock_timestamp() - interval '16 minutes'");
    assertThat(here("on")).contains("You do not count any more");
    assertThat(carol.post("/watching", "sound", "on", "press", "yes").body())
        .contains("is watching, sound on.", "data-level=\"calm\"");
    assertThat(watched()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"/account/sessions/revocation, true", "/account/push/renewal, false"})
  void whatSomebodyDoesIsAPressAndWhatAScriptDoesIsNot(String path, boolean counts) {
    here("on");
    run("update board_seat set pressed_at = clock_timestamp() - interval '16 minutes'");
    carol.post(path);
    assertThat(watched()).isEqualTo(counts);
  }

  @Test
  void aProgramDoesNotWatch() {
    assertThat(hub.post("office", "/watching", "sound=on", "Accept", "text/html").status())
        .isBetween(400, 499);
    assertThat(watched()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"BEFORE, false", "DOOR, true", "VISIT, true", "LEAVING, true", "OVER, false"})
  void somebodyIsOutFromTheDoorUntilTheyAreSafeAndAway(String phase, boolean out) {
    somebodyIs(phase);
    assertThat(ask("somebody_is_out()")).isEqualTo(out);
  }

  // Nobody watches

  private Lookout lookout() {
    return new Lookout(database, desk, TIMES);
  }

  private static void nobodySince(int seconds) {
    run(
        "update lookout set nobody_since = clock_timestamp() - interval '%d seconds'"
            .formatted(seconds));
  }

  @Test
  void nothingIsAmissWhileNobodyIsOut() {
    Lookout lookout = lookout();
    lookout.look();
    nobodySince(500);
    lookout.look();
    assertThat(laid).isEmpty();
    assertThat(lookout.isWatched()).isTrue();
  }

  @Test
  void nothingIsAmissWhileSomebodyWatches() {
    somebodyIs("VISIT");
    here("on");
    Lookout lookout = lookout();
    nobodySince(500);
    lookout.look();
    assertThat(laid).isEmpty();
    assertThat(lookout.isWatched()).isTrue();
  }

  @Test
  void twoHubsRaiseTheSameAlarmAfterTheGraceAndTellTheWearersLater() {
    somebodyIs("VISIT");
    Lookout one = lookout();
    Lookout other = lookout();
    one.look();
    other.look();
    assertThat(laid).isEmpty();
    nobodySince(61);
    one.look();
    other.look();
    assertThat(laid).hasSize(2);
    assertThat(laid.get(0)).isEqualTo(laid.get(1)).isInstanceOf(DeskInput.NotWatched.class);
    assertThat(((DeskInput.NotWatched) laid.get(0)).backup()).isEqualTo(BACKUP);
    assertThat(one.isWatched()).isTrue();
    nobodySince(121);
    one.look();
    other.look();
    assertThat(one.isWatched()).isFalse();
    assertThat(other.isWatched()).isFalse();
    here("on");
    one.look();
    assertThat(one.isWatched()).isTrue();
  }

  /** While no hub runs no page can say that it is there. */
  @ParameterizedTest
  @ValueSource(strings = {"- interval '1 minute'", "+ interval '1 hour'"})
  void theTimeBeginsAgainWhenNoHubLookedOrTheClockJumped(String gap) {
    somebodyIs("VISIT");
    Lookout lookout = lookout();
    lookout.look();
    nobodySince(500);
    run("update lookout set looked_at = clock_timestamp() " + gap);
    lookout.look();
    assertThat(laid).isEmpty();
    assertThat(lookout.isWatched()).isTrue();
  }

  /** Hub time is ahead of a clock that was set back, and alarms are closed in hub time. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1 hour"})
  void anAlarmThatIsClosedWhileNobodyWatchesComesAgain(String ahead) throws Exception {
    Instant since = raised();
    somebodyIs("VISIT");
    lookout().look();
    nobodySince(500);
    lookout().look();
    assertThat(laid).as("while one is open there is no other").isEmpty();
    run(
        """
        update alarm set owner = 'office', owned_at = clock_timestamp(), resolved_by = 'office',
          resolved_at = clock_timestamp() - interval '61 seconds' + interval '%s',
          reason = 'PRECAUTION', resolution = 'not watching'
        where kind = 'NOT_WATCHED'
        """
            .formatted(ahead));
    lead(ahead);
    lookout().look();
    lead("0");
    assertThat(laid)
        .singleElement()
        .extracting(input -> ((DeskInput.NotWatched) input).since())
        .isNotEqualTo(since);
  }

  /** Whatever the hub that runs here says of its own hub time. */
  private static void lead(String ahead) {
    run(
        """
        create or replace function lead() returns trigger language plpgsql as
        $$ begin new.ahead_of_clock := interval '%s'; return new; end $$
        """
            .formatted(ahead));
    run(
        "create or replace trigger lead before update on site for each row execute function lead()");
    run("update site set ahead_of_clock = ahead_of_clock");
  }

  /** As when the pages have taken every connection, while desk and keeper have their own. */
  @Test
  void whenLooksFailTheWearersAreToldSinceNobodyCanKnow() {
    AtomicReference<Duration> elapsed = new AtomicReference<>(Duration.ZERO);
    AtomicBoolean taken = new AtomicBoolean();
    Lookout lookout = new Lookout(exhaustible(taken), desk, TIMES, elapsed::get);
    lookout.look();
    taken.set(true);
    elapsed.set(Duration.ofSeconds(20));
    lookout.look();
    assertThat(lookout.isWatched()).isTrue();
    elapsed.set(Duration.ofSeconds(21));
    assertThat(lookout.isWatched()).isFalse();

    taken.set(false);
    lookout.look();
    assertThat(lookout.isWatched()).isTrue();
  }

  private static Database exhaustible(AtomicBoolean taken) {
    DataSourceResolver resolver = hub.bean(DataSourceResolver.class);
    DataSource pool = resolver.resolve(hub.bean(DataSource.class));
    return new Database(
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            if (taken.get()) {
              throw new SQLException("every connection is taken, on purpose", "53300");
            }
            return pool.getConnection();
          }
        },
        DataSourceResolver.DEFAULT);
  }

  private static Instant raised()
      throws ExecutionException, InterruptedException, TimeoutException {
    Instant since =
        database.row(row -> row.instant("now"), "select clock_timestamp() as now").orElseThrow();
    hub.bean(DeskLoop.class)
        .lay(new DeskInput.NotWatched(since, null))
        .orElseThrow()
        .get(10, TimeUnit.SECONDS);
    return since;
  }

  @Test
  @Tag("ESC-7")
  void whoeverWatchesAgainClosesItInOneGoAndWhoeverDoesNotMayNot() throws Exception {
    raised();
    here("blocked");
    assertThat(carol.post("/watching/closure").status()).isEqualTo(409);
    assertThat(here("on")).contains("I am watching now: close that alarm");

    assertThat(carol.post("/watching/closure").header("Location")).startsWith("/alarms/");

    assertThat(
            database.row(
                row -> row.text("it"),
                """
                select owner || ' ' || resolved_by || ' ' || reason as it from alarm
                where kind = 'NOT_WATCHED'
                """))
        .hasValue("office office PRECAUTION");
    assertThat(here("on")).doesNotContain("close that alarm");
  }
}
